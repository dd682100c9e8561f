-- Written from smallcrm/store/models by `make schema`; do not edit.

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

