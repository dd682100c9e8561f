-- What a new database begins with: the stages of the pipeline. Their uids are the same everywhere, so that they meet.

INSERT INTO stage (uid, created_at, updated_at, version, name, name_key, position, type, probability, rot_days) VALUES
    ('0000000000000000000STAGE01', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'New', 'new', 1, 'open', 10, 7),
    ('0000000000000000000STAGE02', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Qualified', 'qualified', 2, 'open', 25, 14),
    ('0000000000000000000STAGE03', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Proposal', 'proposal', 3, 'open', 50, 10),
    ('0000000000000000000STAGE04', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Negotiation', 'negotiation', 4, 'open', 75, 7),
    ('0000000000000000000STAGE05', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Won', 'won', 5, 'won', 100, NULL),
    ('0000000000000000000STAGE06', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Lost', 'lost', 6, 'lost', 0, NULL);
