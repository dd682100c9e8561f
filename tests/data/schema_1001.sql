-- A database as this schema's release wrote it; frozen.

BEGIN;
-- Written from smallcrm/store/models.py by `make schema`; do not edit.

CREATE TABLE change_group (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    session TEXT NOT NULL,
    label TEXT NOT NULL,
    undoes INTEGER,
    undone_by INTEGER,
    CONSTRAINT source_known CHECK (source IN ('cli', 'tui', 'import', 'api')),
    FOREIGN KEY(undoes) REFERENCES change_group (id) ON DELETE RESTRICT,
    FOREIGN KEY(undone_by) REFERENCES change_group (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX change_group_by_undoes ON change_group (undoes);

CREATE TABLE company (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    domain TEXT,
    tax_id TEXT,
    industry TEXT,
    website TEXT,
    address TEXT,
    city TEXT,
    postal_code TEXT,
    country TEXT,
    kind TEXT NOT NULL,
    cadence_days INTEGER,
    notes TEXT,
    CONSTRAINT kind_known CHECK (kind IN ('lead', 'prospect', 'customer', 'former', 'partner', 'supplier', 'other')),
    CONSTRAINT name_given CHECK (name <> ''),
    UNIQUE (uid)
)
 STRICT;

CREATE INDEX company_by_name ON company (name_key, id, deleted_at) WHERE deleted_at IS NULL;

CREATE INDEX company_trashed ON company (deleted_at) WHERE deleted_at IS NOT NULL;

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

CREATE TABLE import_run (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    entity TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    mapping TEXT NOT NULL,
    counts TEXT NOT NULL,
    UNIQUE (uid)
)
 STRICT;

CREATE INDEX import_run_by_fingerprint ON import_run (fingerprint);

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

CREATE TABLE setting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE ("key")
)
 STRICT;

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

CREATE TABLE tag (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    cadence_days INTEGER,
    cadence_set_on TEXT,
    UNIQUE (uid)
)
 STRICT;

CREATE UNIQUE INDEX tag_name_unique ON tag (name_key) WHERE deleted_at IS NULL;

CREATE TABLE change (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    last_id INTEGER,
    entity_uid TEXT,
    op TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    CONSTRAINT op_known CHECK (op IN ('insert', 'update', 'delete')),
    FOREIGN KEY(group_id) REFERENCES change_group (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX change_by_entity ON change (entity, entity_id);

CREATE INDEX change_by_group ON change (group_id);

CREATE INDEX change_ranges ON change (entity, last_id) WHERE last_id IS NOT NULL;

CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    given_name TEXT,
    family_name TEXT,
    job_title TEXT,
    company_id INTEGER,
    kind TEXT NOT NULL,
    source TEXT,
    language TEXT,
    birthday TEXT,
    address TEXT,
    city TEXT,
    postal_code TEXT,
    country TEXT,
    do_not_contact INTEGER DEFAULT '0' NOT NULL,
    do_not_contact_reason TEXT,
    cadence_days INTEGER,
    cadence_set_on TEXT,
    notes TEXT,
    converted_at TEXT,
    last_touch_at TEXT,
    next_follow_up_on TEXT,
    touch_due_on TEXT,
    touch_overdue_on TEXT,
    CONSTRAINT kind_known CHECK (kind IN ('lead', 'prospect', 'customer', 'former', 'partner', 'supplier', 'other')),
    CONSTRAINT name_given CHECK (name <> ''),
    CONSTRAINT do_not_contact_flag CHECK (do_not_contact IN (0, 1)),
    UNIQUE (uid),
    FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX contact_by_birthday ON contact (substr(birthday, -5)) WHERE deleted_at IS NULL AND birthday IS NOT NULL;

CREATE INDEX contact_by_city ON contact (city);

CREATE INDEX contact_by_company ON contact (company_id, name_key, deleted_at);

CREATE INDEX contact_by_created ON contact (created_at) WHERE deleted_at IS NULL;

CREATE INDEX contact_by_kind ON contact (CASE kind WHEN 'lead' THEN 0 WHEN 'prospect' THEN 1 WHEN 'customer' THEN 2 WHEN 'former' THEN 3 WHEN 'partner' THEN 4 WHEN 'supplier' THEN 5 WHEN 'other' THEN 6 END, id, deleted_at) WHERE deleted_at IS NULL;

CREATE INDEX contact_by_last_touch ON contact (last_touch_at) WHERE deleted_at IS NULL;

CREATE INDEX contact_by_name ON contact (name_key, id, deleted_at, next_follow_up_on) WHERE deleted_at IS NULL;

CREATE INDEX contact_by_next_follow_up ON contact (next_follow_up_on, deleted_at) WHERE deleted_at IS NULL AND next_follow_up_on IS NOT NULL;

CREATE INDEX contact_by_touch_due ON contact (touch_due_on, next_follow_up_on, deleted_at) WHERE deleted_at IS NULL AND touch_due_on IS NOT NULL;

CREATE INDEX contact_quiet ON contact (last_touch_at IS NOT NULL, touch_due_on, id, last_touch_at, next_follow_up_on, deleted_at) WHERE deleted_at IS NULL AND touch_due_on IS NOT NULL AND next_follow_up_on IS NULL;

CREATE INDEX contact_trashed ON contact (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE import_row (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    import_run_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    cells TEXT NOT NULL,
    FOREIGN KEY(import_run_id) REFERENCES import_run (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX import_row_by_run ON import_row (import_run_id);

CREATE TABLE channel (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    deleted_at TEXT,
    contact_id INTEGER,
    company_id INTEGER,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    match_key TEXT NOT NULL,
    label TEXT,
    is_primary INTEGER DEFAULT '0' NOT NULL,
    invalid INTEGER DEFAULT '0' NOT NULL,
    opted_out INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT type_known CHECK (type IN ('email', 'phone', 'whatsapp', 'website', 'social', 'other')),
    CONSTRAINT one_owner CHECK ((contact_id IS NULL) <> (company_id IS NULL)),
    CONSTRAINT is_primary_flag CHECK (is_primary IN (0, 1)),
    CONSTRAINT invalid_flag CHECK (invalid IN (0, 1)),
    CONSTRAINT opted_out_flag CHECK (opted_out IN (0, 1)),
    UNIQUE (uid),
    FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT,
    FOREIGN KEY(company_id) REFERENCES company (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX channel_by_company ON channel (company_id, type) WHERE company_id IS NOT NULL;

CREATE INDEX channel_by_contact ON channel (contact_id, type) WHERE contact_id IS NOT NULL;

CREATE INDEX channel_by_match_key ON channel (match_key);

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

CREATE TABLE follow_up (
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

CREATE INDEX follow_up_by_company ON follow_up (company_id, status) WHERE company_id IS NOT NULL;

CREATE INDEX follow_up_by_contact ON follow_up (contact_id, status) WHERE contact_id IS NOT NULL;

CREATE INDEX follow_up_by_deal ON follow_up (deal_id, status, due_on, deleted_at) WHERE deal_id IS NOT NULL;

CREATE INDEX follow_up_open_by_due ON follow_up (due_on, due_time, id, contact_id, company_id, status, deleted_at) WHERE status = 'open' AND deleted_at IS NULL;

CREATE INDEX follow_up_without_contact ON follow_up (company_id, due_on, contact_id, status, deleted_at) WHERE contact_id IS NULL AND status = 'open' AND deleted_at IS NULL;

CREATE TABLE interaction (
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

CREATE INDEX interaction_by_at ON interaction (at DESC, id DESC, channel, topic, outcome, direction, deleted_at) WHERE deleted_at IS NULL;

CREATE INDEX interaction_by_company ON interaction (company_id, at DESC) WHERE company_id IS NOT NULL;

CREATE INDEX interaction_by_deal ON interaction (deal_id, at DESC) WHERE deal_id IS NOT NULL;

CREATE INDEX interaction_complaints ON interaction (at DESC, topic, deleted_at) WHERE topic = 'complaint' AND deleted_at IS NULL;

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

CREATE TABLE tagging (
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

CREATE INDEX tagging_by_tag ON tagging (tag_id);

CREATE UNIQUE INDEX tagging_company_unique ON tagging (company_id, tag_id) WHERE company_id IS NOT NULL;

CREATE UNIQUE INDEX tagging_contact_unique ON tagging (contact_id, tag_id) WHERE contact_id IS NOT NULL;

CREATE UNIQUE INDEX tagging_deal_unique ON tagging (deal_id, tag_id) WHERE deal_id IS NOT NULL;

CREATE TABLE interaction_contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    interaction_id INTEGER NOT NULL,
    contact_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    FOREIGN KEY(interaction_id) REFERENCES interaction (id) ON DELETE RESTRICT,
    FOREIGN KEY(contact_id) REFERENCES contact (id) ON DELETE RESTRICT
)
 STRICT;

CREATE INDEX interaction_contact_by_contact ON interaction_contact (contact_id, at DESC, interaction_id DESC);

CREATE UNIQUE INDEX interaction_contact_unique ON interaction_contact (interaction_id, contact_id);

CREATE VIRTUAL TABLE contact_search USING fts5(name, text, detail='column', prefix='1 2 3', tokenize='ascii');

CREATE VIRTUAL TABLE company_search USING fts5(name, text, detail='column', prefix='1 2 3', tokenize='ascii');

CREATE VIRTUAL TABLE interaction_search USING fts5(name, text, detail='column', prefix='1 2 3', tokenize='ascii');

CREATE VIRTUAL TABLE follow_up_search USING fts5(name, text, detail='column', prefix='1 2 3', tokenize='ascii');

CREATE VIRTUAL TABLE deal_search USING fts5(name, text, detail='column', prefix='1 2 3', tokenize='ascii');

CREATE VIRTUAL TABLE channel_search USING fts5(match_key, tokenize='trigram');

PRAGMA defer_foreign_keys = ON;
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (1, 1, 'company', 1, NULL, '01M6DQS9M00000000000000001', 'insert', NULL, '{"id":1,"uid":"01M6DQS9M00000000000000001","created_at":"2026-11-02T09:00:00Z","updated_at":"2026-11-02T09:00:00Z","version":1,"name":"Acme","kind":"customer","city":"Haifa","name_key":"acme"}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (2, 1, 'contact', 1, NULL, '01M6DQS9M00000000000000002', 'insert', NULL, '{"id":1,"uid":"01M6DQS9M00000000000000002","created_at":"2026-11-02T09:00:00Z","updated_at":"2026-11-02T09:00:00Z","version":1,"name":"Dana Cohen","kind":"customer","company_id":1,"cadence_days":30,"name_key":"dana cohen"}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (3, 1, 'contact', 2, NULL, '01M6DQS9M00000000000000003', 'insert', NULL, '{"id":2,"uid":"01M6DQS9M00000000000000003","created_at":"2026-11-02T09:00:00Z","updated_at":"2026-11-02T09:00:00Z","version":1,"name":"דנה כהן","kind":"lead","notes":"It''s \"quoted\";\non two lines","name_key":"דנה כהנ"}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (4, 1, 'channel', 1, NULL, '01M6DQS9M00000000000000004', 'insert', NULL, '{"id":1,"uid":"01M6DQS9M00000000000000004","created_at":"2026-11-02T09:00:00Z","updated_at":"2026-11-02T09:00:00Z","version":1,"contact_id":1,"type":"phone","value":"050-1234567","match_key":"0501234567 972501234567"}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (5, 1, 'tag', 1, NULL, '01M6DQS9M00000000000000005', 'insert', NULL, '{"id":1,"uid":"01M6DQS9M00000000000000005","created_at":"2026-11-02T09:00:00Z","updated_at":"2026-11-02T09:00:00Z","version":1,"name":"vip","name_key":"vip"}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (6, 1, 'tagging', 1, NULL, NULL, 'insert', NULL, '{"id":1,"tag_id":1,"contact_id":1}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (7, 1, 'interaction', 1, NULL, '01M6DQS9M00000000000000006', 'insert', NULL, '{"id":1,"uid":"01M6DQS9M00000000000000006","created_at":"2026-11-02T09:00:00Z","updated_at":"2026-11-02T09:00:00Z","version":1,"at":"2026-11-02T09:00:00Z","channel":"call","direction":"out","topic":"sale","summary":"asked for a quote"}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (8, 1, 'interaction_contact', 1, NULL, NULL, 'insert', NULL, '{"id":1,"interaction_id":1,"contact_id":1,"at":"2026-11-02T09:00:00Z"}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (9, 1, 'follow_up', 1, NULL, '01M6DQS9M00000000000000007', 'insert', NULL, '{"id":1,"uid":"01M6DQS9M00000000000000007","created_at":"2026-11-02T09:00:00Z","updated_at":"2026-11-02T09:00:00Z","version":1,"title":"Send the quote","due_on":"2026-11-05","first_due_on":"2026-11-05","kind":"send_quote","priority":"high","status":"open","contact_id":1,"title_key":"send the quote"}');
INSERT INTO change ("id", "group_id", "entity", "entity_id", "last_id", "entity_uid", "op", "before", "after") VALUES (10, 2, 'contact', 2, NULL, '01M6DQS9M00000000000000003', 'update', '{"deleted_at":null}', '{"deleted_at":"2026-11-02T09:00:00Z"}');
INSERT INTO change_group ("id", "at", "source", "session", "label", "undoes", "undone_by") VALUES (1, '2026-11-02T09:00:00Z', 'api', '', 'add two people', NULL, NULL);
INSERT INTO change_group ("id", "at", "source", "session", "label", "undoes", "undone_by") VALUES (2, '2026-11-02T09:00:00Z', 'api', '', 'delete contact', NULL, NULL);
INSERT INTO channel ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "contact_id", "company_id", "type", "value", "match_key", "label", "is_primary", "invalid", "opted_out") VALUES (1, '01M6DQS9M00000000000000004', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', 1, NULL, 1, NULL, 'phone', '050-1234567', '0501234567 972501234567', NULL, 0, 0, 0);
INSERT INTO company ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "domain", "tax_id", "industry", "website", "address", "city", "postal_code", "country", "kind", "cadence_days", "notes") VALUES (1, '01M6DQS9M00000000000000001', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', 1, NULL, 'Acme', 'acme', NULL, NULL, NULL, NULL, NULL, 'Haifa', NULL, NULL, 'customer', NULL, NULL);
INSERT INTO contact ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "given_name", "family_name", "job_title", "company_id", "kind", "source", "language", "birthday", "address", "city", "postal_code", "country", "do_not_contact", "do_not_contact_reason", "cadence_days", "cadence_set_on", "notes", "converted_at", "last_touch_at", "next_follow_up_on", "touch_due_on", "touch_overdue_on") VALUES (1, '01M6DQS9M00000000000000002', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', 1, NULL, 'Dana Cohen', 'dana cohen', NULL, NULL, NULL, 1, 'customer', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 30, NULL, NULL, NULL, '2026-11-02T09:00:00Z', '2026-11-05', '2026-12-02', '2026-12-18');
INSERT INTO contact ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "given_name", "family_name", "job_title", "company_id", "kind", "source", "language", "birthday", "address", "city", "postal_code", "country", "do_not_contact", "do_not_contact_reason", "cadence_days", "cadence_set_on", "notes", "converted_at", "last_touch_at", "next_follow_up_on", "touch_due_on", "touch_overdue_on") VALUES (2, '01M6DQS9M00000000000000003', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', 2, '2026-11-02T09:00:00Z', 'דנה כהן', 'דנה כהנ', NULL, NULL, NULL, NULL, 'lead', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 'It''s "quoted";
on two lines', NULL, NULL, NULL, NULL, NULL);
INSERT INTO follow_up ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "title", "title_key", "due_on", "due_time", "first_due_on", "snooze_count", "kind", "priority", "status", "done_at", "result", "repeat_rule", "repeat_from", "notes", "contact_id", "company_id", "deal_id") VALUES (1, '01M6DQS9M00000000000000007', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', 1, NULL, 'Send the quote', 'send the quote', '2026-11-05', NULL, '2026-11-05', 0, 'send_quote', 'high', 'open', NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL);
INSERT INTO interaction ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "at", "channel", "direction", "topic", "outcome", "summary", "body", "duration_minutes", "company_id", "deal_id") VALUES (1, '01M6DQS9M00000000000000006', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', 1, NULL, '2026-11-02T09:00:00Z', 'call', 'out', 'sale', NULL, 'asked for a quote', NULL, NULL, NULL, NULL);
INSERT INTO interaction_contact ("id", "interaction_id", "contact_id", "at") VALUES (1, 1, 1, '2026-11-02T09:00:00Z');
INSERT INTO setting ("id", "key", "value") VALUES (1, 'currency', 'ILS');
INSERT INTO setting ("id", "key", "value") VALUES (2, 'time_zone', 'Asia/Jerusalem');
INSERT INTO setting ("id", "key", "value") VALUES (3, 'fold_version', '1');
INSERT INTO stage ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "position", "type", "probability", "rot_days") VALUES (1, '0000000000000000000STAGE01', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, NULL, 'New', 'new', 1, 'open', 10, 7);
INSERT INTO stage ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "position", "type", "probability", "rot_days") VALUES (2, '0000000000000000000STAGE02', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, NULL, 'Qualified', 'qualified', 2, 'open', 25, 14);
INSERT INTO stage ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "position", "type", "probability", "rot_days") VALUES (3, '0000000000000000000STAGE03', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, NULL, 'Proposal', 'proposal', 3, 'open', 50, 10);
INSERT INTO stage ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "position", "type", "probability", "rot_days") VALUES (4, '0000000000000000000STAGE04', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, NULL, 'Negotiation', 'negotiation', 4, 'open', 75, 7);
INSERT INTO stage ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "position", "type", "probability", "rot_days") VALUES (5, '0000000000000000000STAGE05', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, NULL, 'Won', 'won', 5, 'won', 100, NULL);
INSERT INTO stage ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "position", "type", "probability", "rot_days") VALUES (6, '0000000000000000000STAGE06', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 1, NULL, 'Lost', 'lost', 6, 'lost', 0, NULL);
INSERT INTO tag ("id", "uid", "created_at", "updated_at", "version", "deleted_at", "name", "name_key", "cadence_days", "cadence_set_on") VALUES (1, '01M6DQS9M00000000000000005', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00Z', 1, NULL, 'vip', 'vip', NULL, NULL);
INSERT INTO tagging ("id", "tag_id", "contact_id", "company_id", "deal_id") VALUES (1, 1, 1, NULL, NULL);
INSERT INTO contact_search ("rowid", "name", "text") VALUES (1, 'dana cohen', 'acme vip');
INSERT INTO contact_search ("rowid", "name", "text") VALUES (2, 'דנה כהנ', 'it s quoted on two lines');
INSERT INTO company_search ("rowid", "name", "text") VALUES (1, 'acme', 'haifa');
INSERT INTO interaction_search ("rowid", "name", "text") VALUES (1, 'asked for a quote', '');
INSERT INTO follow_up_search ("rowid", "name", "text") VALUES (1, 'send the quote', '');
INSERT INTO channel_search ("rowid", "match_key") VALUES (1, '0501234567 972501234567');
PRAGMA application_id = 1396920881;
PRAGMA user_version = 1001;
COMMIT;
PRAGMA journal_mode = WAL;
