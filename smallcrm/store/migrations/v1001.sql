-- Schema 1.0 to 1.1: the sales pipeline, custom fields, saved views, merged records; frozen.

-- The pipeline: stages, deals, and links to deals from interactions, follow-ups and tags.

CREATE TABLE stage (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    probability INTEGER NOT NULL,
    rot_days INTEGER,
    CONSTRAINT type_known CHECK (type IN ('open', 'won', 'lost')),
    CONSTRAINT name_given CHECK (name <> ''),
    CONSTRAINT probability_percent CHECK (probability BETWEEN 0 AND 100),
    CONSTRAINT rot_days_positive CHECK (rot_days > 0),
    UNIQUE (uid)
)
 STRICT;

CREATE UNIQUE INDEX stage_name_unique ON stage (name_key) WHERE deleted_at IS NULL;

CREATE TABLE deal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    stage_id INTEGER NOT NULL,
    amount INTEGER,
    currency TEXT NOT NULL,
    probability_override INTEGER,
    expected_close_on TEXT,
    source TEXT,
    lost_reason TEXT,
    lost_note TEXT,
    closed_at TEXT,
    last_activity_at TEXT,
    next_follow_up_on TEXT,
    CONSTRAINT title_given CHECK (title <> ''),
    CONSTRAINT owner_given CHECK (contact_id IS NOT NULL OR company_id IS NOT NULL),
    CONSTRAINT amount_possible CHECK (amount BETWEEN 0 AND 10000000000000),
    CONSTRAINT probability_percent CHECK (probability_override BETWEEN 0 AND 100),
    UNIQUE (uid),
    FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT,
    FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE RESTRICT,
    FOREIGN KEY(stage_id) REFERENCES stage (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX deal_by_close ON deal (coalesce(expected_close_on, '9999'), last_activity_at, id, next_follow_up_on, expected_close_on, closed_at, deleted_at) WHERE closed_at IS NULL AND deleted_at IS NULL;
CREATE INDEX deal_by_company ON deal (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX deal_by_contact ON deal (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX deal_by_stage ON deal (stage_id, expected_close_on, id, deleted_at);
CREATE INDEX deal_closed ON deal (stage_id, currency, closed_at, amount, deleted_at) WHERE closed_at IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX deal_open ON deal (stage_id, currency, amount, probability_override, created_at, closed_at, deleted_at) WHERE closed_at IS NULL AND deleted_at IS NULL;
CREATE INDEX deal_quiet ON deal (stage_id, max(coalesce(last_activity_at, ''), updated_at), currency, next_follow_up_on, expected_close_on, last_activity_at, updated_at, closed_at, deleted_at) WHERE closed_at IS NULL AND deleted_at IS NULL;

CREATE TABLE stage_event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    deal_id INTEGER NOT NULL,
    from_stage_id INTEGER,
    to_stage_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    amount_then INTEGER,
    currency_then TEXT NOT NULL,
    probability_then INTEGER NOT NULL,
    FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE RESTRICT,
    FOREIGN KEY(from_stage_id) REFERENCES stage (id) ON DELETE RESTRICT,
    FOREIGN KEY(to_stage_id) REFERENCES stage (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX stage_event_by_deal ON stage_event (deal_id, at DESC, id DESC);

CREATE VIRTUAL TABLE deal_search USING fts5(name, text, detail='column', prefix='1 2 3', tokenize='ascii');

INSERT INTO stage (uid, created_at, updated_at, version, name, name_key, position, type, probability, rot_days) VALUES
    ('0000000000000000000STAGE01', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'New', 'new', 1, 'open', 10, 7),
    ('0000000000000000000STAGE02', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Qualified', 'qualified', 2, 'open', 25, 14),
    ('0000000000000000000STAGE03', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Proposal', 'proposal', 3, 'open', 50, 10),
    ('0000000000000000000STAGE04', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Negotiation', 'negotiation', 4, 'open', 75, 7),
    ('0000000000000000000STAGE05', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Won', 'won', 5, 'won', 100, NULL),
    ('0000000000000000000STAGE06', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, 'Lost', 'lost', 6, 'lost', 0, NULL);

INSERT INTO setting ("key", value) SELECT 'lost_reasons', 'price,competitor,no budget,no answer,timing,other'
    WHERE EXISTS (SELECT 1 FROM setting);

CREATE TABLE interaction_anew (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    at TEXT NOT NULL,
    channel TEXT NOT NULL,
    direction TEXT NOT NULL,
    topic TEXT NOT NULL,
    outcome TEXT,
    summary TEXT NOT NULL,
    body TEXT,
    duration_minutes INTEGER,
    company_id INTEGER,
    deal_id INTEGER,
    CONSTRAINT channel_known CHECK (channel IN ('call', 'email', 'meeting', 'visit', 'sms', 'whatsapp', 'chat', 'fax', 'web', 'letter', 'note', 'other')),
    CONSTRAINT direction_known CHECK (direction IN ('in', 'out', 'none')),
    CONSTRAINT topic_known CHECK (topic IN ('general', 'sale', 'service', 'complaint', 'praise', 'billing')),
    CONSTRAINT outcome_known CHECK (outcome IN ('reached', 'no_answer', 'left_message', 'positive', 'neutral', 'negative')),
    UNIQUE (uid),
    FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE RESTRICT,
    FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE RESTRICT
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'interaction_anew', seq FROM sqlite_sequence WHERE name = 'interaction';

INSERT INTO interaction_anew (id, uid, created_at, updated_at, version, deleted_at, at, channel, direction, topic,
    outcome, summary, body, duration_minutes, company_id)
    SELECT id, uid, created_at, updated_at, version, deleted_at, at, channel, direction, topic, outcome, summary, body,
    duration_minutes, company_id FROM interaction;

DROP TABLE interaction;

ALTER TABLE interaction_anew RENAME TO interaction;

CREATE INDEX interaction_by_at ON interaction (at DESC, id DESC, channel, topic, outcome, direction, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX interaction_by_company ON interaction (company_id, at DESC) WHERE company_id IS NOT NULL;
CREATE INDEX interaction_by_deal ON interaction (deal_id, at DESC) WHERE deal_id IS NOT NULL;
CREATE INDEX interaction_complaints ON interaction (at DESC, topic, deleted_at) WHERE topic = 'complaint' AND deleted_at IS NULL;

CREATE TABLE follow_up_anew (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    due_on TEXT NOT NULL,
    due_time TEXT,
    first_due_on TEXT NOT NULL,
    snooze_count INTEGER DEFAULT '0' NOT NULL,
    kind TEXT NOT NULL,
    priority TEXT NOT NULL,
    status TEXT NOT NULL,
    done_at TEXT,
    result TEXT,
    repeat_rule TEXT,
    repeat_from TEXT,
    notes TEXT,
    contact_id INTEGER,
    company_id INTEGER,
    deal_id INTEGER,
    CONSTRAINT kind_known CHECK (kind IN ('call', 'email', 'meeting', 'send_quote', 'other')),
    CONSTRAINT priority_known CHECK (priority IN ('high', 'normal', 'low')),
    CONSTRAINT status_known CHECK (status IN ('open', 'done', 'cancelled')),
    CONSTRAINT title_given CHECK (title <> ''),
    UNIQUE (uid),
    FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT,
    FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE RESTRICT,
    FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE RESTRICT
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'follow_up_anew', seq FROM sqlite_sequence WHERE name = 'follow_up';

INSERT INTO follow_up_anew (id, uid, created_at, updated_at, version, deleted_at, title, title_key, due_on,
    due_time, first_due_on, snooze_count, kind, priority, status, done_at, result, repeat_rule, repeat_from, notes,
    contact_id, company_id)
    SELECT id, uid, created_at, updated_at, version, deleted_at, title, title_key, due_on, due_time, first_due_on,
    snooze_count, kind, priority, status, done_at, result, repeat_rule, repeat_from, notes, contact_id, company_id
    FROM follow_up;

DROP TABLE follow_up;

ALTER TABLE follow_up_anew RENAME TO follow_up;

CREATE INDEX follow_up_by_company ON follow_up (company_id, status) WHERE company_id IS NOT NULL;
CREATE INDEX follow_up_by_contact ON follow_up (contact_id, status) WHERE contact_id IS NOT NULL;
CREATE INDEX follow_up_by_deal ON follow_up (deal_id, status, due_on, deleted_at) WHERE deal_id IS NOT NULL;
CREATE INDEX follow_up_open_by_due ON follow_up (due_on, due_time, id, contact_id, company_id, status, deleted_at) WHERE status = 'open' AND deleted_at IS NULL;
CREATE INDEX follow_up_without_contact ON follow_up (company_id, due_on, contact_id, status, deleted_at) WHERE contact_id IS NULL AND status = 'open' AND deleted_at IS NULL;

CREATE TABLE tagging_anew (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    tag_id INTEGER NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    deal_id INTEGER,
    CONSTRAINT one_owner CHECK ((contact_id IS NOT NULL) + (company_id IS NOT NULL) + (deal_id IS NOT NULL) = 1),
    FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE RESTRICT,
    FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT,
    FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE RESTRICT,
    FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE RESTRICT
)
 STRICT;

INSERT INTO sqlite_sequence (name, seq) SELECT 'tagging_anew', seq FROM sqlite_sequence WHERE name = 'tagging';

INSERT INTO tagging_anew (id, tag_id, contact_id, company_id)
    SELECT id, tag_id, contact_id, company_id FROM tagging;

DROP TABLE tagging;

ALTER TABLE tagging_anew RENAME TO tagging;

CREATE INDEX tagging_by_tag ON tagging (tag_id);
CREATE UNIQUE INDEX tagging_company_unique ON tagging (company_id, tag_id) WHERE company_id IS NOT NULL;
CREATE UNIQUE INDEX tagging_contact_unique ON tagging (contact_id, tag_id) WHERE contact_id IS NOT NULL;
CREATE UNIQUE INDEX tagging_deal_unique ON tagging (deal_id, tag_id) WHERE deal_id IS NOT NULL;

-- Custom fields with their values, saved views, and the uids of merged records.

CREATE TABLE custom_field (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    entity TEXT NOT NULL,
    "key" TEXT NOT NULL,
    label TEXT NOT NULL,
    type TEXT NOT NULL,
    choices TEXT,
    CONSTRAINT entity_known CHECK (entity IN ('contact', 'company', 'deal')),
    CONSTRAINT type_known CHECK (type IN ('text', 'number', 'money', 'date', 'bool', 'choice', 'url')),
    CONSTRAINT key_given CHECK (key <> ''),
    CONSTRAINT choices_given CHECK ((choices IS NOT NULL) = (type = 'choice')),
    UNIQUE (uid)
)
 STRICT;

CREATE UNIQUE INDEX custom_field_key_unique ON custom_field (entity, "key") WHERE deleted_at IS NULL;

CREATE TABLE custom_value (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    custom_field_id INTEGER NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    deal_id INTEGER,
    value TEXT NOT NULL,
    currency TEXT,
    CONSTRAINT one_owner CHECK ((contact_id IS NOT NULL) + (company_id IS NOT NULL) + (deal_id IS NOT NULL) = 1),
    FOREIGN KEY(custom_field_id) REFERENCES custom_field (id) ON DELETE RESTRICT,
    FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT,
    FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE RESTRICT,
    FOREIGN KEY(deal_id) REFERENCES deal (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX custom_value_by_field ON custom_value (custom_field_id, value);
CREATE UNIQUE INDEX custom_value_company_unique ON custom_value (company_id, custom_field_id) WHERE company_id IS NOT NULL;
CREATE UNIQUE INDEX custom_value_contact_unique ON custom_value (contact_id, custom_field_id) WHERE contact_id IS NOT NULL;
CREATE UNIQUE INDEX custom_value_deal_unique ON custom_value (deal_id, custom_field_id) WHERE deal_id IS NOT NULL;

CREATE TABLE saved_view (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    "query" TEXT NOT NULL,
    columns TEXT,
    sort TEXT,
    CONSTRAINT name_given CHECK (name <> ''),
    UNIQUE (uid)
)
 STRICT;

CREATE UNIQUE INDEX saved_view_name_unique ON saved_view (name_key) WHERE deleted_at IS NULL;

CREATE TABLE merged_uid (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    contact_id INTEGER,
    company_id INTEGER,
    CONSTRAINT one_survivor CHECK ((contact_id IS NULL) <> (company_id IS NULL)),
    UNIQUE (uid),
    FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT,
    FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX merged_uid_by_company ON merged_uid (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX merged_uid_by_contact ON merged_uid (contact_id) WHERE contact_id IS NOT NULL;

-- Indexes for the agenda and for sorting, and those that lists and imports want wider.

CREATE INDEX contact_by_kind ON contact (CASE kind WHEN 'lead' THEN 0 WHEN 'prospect' THEN 1 WHEN 'customer' THEN 2 WHEN 'former' THEN 3 WHEN 'partner' THEN 4 WHEN 'supplier' THEN 5 WHEN 'other' THEN 6 END, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX contact_by_next_follow_up ON contact (next_follow_up_on, deleted_at) WHERE deleted_at IS NULL AND next_follow_up_on IS NOT NULL;
CREATE INDEX contact_quiet ON contact (last_touch_at IS NOT NULL, touch_due_on, id, last_touch_at, next_follow_up_on, deleted_at) WHERE deleted_at IS NULL AND touch_due_on IS NOT NULL AND next_follow_up_on IS NULL;

DROP INDEX contact_by_company;
CREATE INDEX contact_by_company ON contact (company_id, name_key, deleted_at);
DROP INDEX contact_by_name;
CREATE INDEX contact_by_name ON contact (name_key, id, deleted_at, next_follow_up_on) WHERE deleted_at IS NULL;
DROP INDEX contact_by_touch_due;
CREATE INDEX contact_by_touch_due ON contact (touch_due_on, next_follow_up_on, deleted_at) WHERE deleted_at IS NULL AND touch_due_on IS NOT NULL;
