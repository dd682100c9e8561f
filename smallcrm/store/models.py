"""Every table as an SQLModel class: the one description of the data, from which `schema.sql` is written."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from smallcrm.records.channels import ChannelType
from smallcrm.records.contacts import ContactKind
from smallcrm.records.custom_fields import CustomEntity, CustomType
from smallcrm.records.deals import LARGEST_AMOUNT, StageType
from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority
from smallcrm.records.history import Source
from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.store.columns import counter, flags, integer, key, one_of, refers_to, text

_TABLE = {"sqlite_strict": True, "sqlite_autoincrement": True}
_LIVING = sql("deleted_at IS NULL")
# An index of living rows holds deleted_at all the same, so that counting and reading it need not visit the table.
_TRASHED = sql("deleted_at IS NOT NULL")


class Entity(SQLModel):
    """What every entity table has besides its own columns."""

    id: int | None = key()
    uid: str = text(unique=True)
    created_at: str = text()
    updated_at: str = text()
    version: int = integer(default=1)
    deleted_at: str | None = text(default=None)


class Company(Entity, table=True):
    """Where contacts work."""

    __tablename__ = "company"
    __table_args__ = (
        one_of("kind", ContactKind),
        CheckConstraint("name <> ''", name="name_given"),
        Index("company_by_name", "name_key", "id", "deleted_at", sqlite_where=_LIVING),
        Index("company_trashed", "deleted_at", sqlite_where=_TRASHED),
        _TABLE,
    )

    name: str = text()
    name_key: str = text()
    domain: str | None = text(default=None)
    tax_id: str | None = text(default=None)
    industry: str | None = text(default=None)
    website: str | None = text(default=None)
    address: str | None = text(default=None)
    city: str | None = text(default=None)
    postal_code: str | None = text(default=None)
    country: str | None = text(default=None)
    kind: str = text()
    cadence_days: int | None = integer(default=None)
    notes: str | None = text(default=None)


class Contact(Entity, table=True):
    """One person."""

    __tablename__ = "contact"
    __table_args__ = (
        one_of("kind", ContactKind),
        CheckConstraint("name <> ''", name="name_given"),
        *flags("do_not_contact"),
        Index("contact_by_name", "name_key", "id", "deleted_at", sqlite_where=_LIVING),
        Index("contact_trashed", "deleted_at", sqlite_where=_TRASHED),
        Index("contact_by_created", "created_at", sqlite_where=_LIVING),
        Index("contact_by_city", "city"),
        Index("contact_by_company", "company_id", "name_key"),
        Index("contact_by_last_touch", "last_touch_at", sqlite_where=_LIVING),
        Index(
            "contact_by_touch_due",
            "touch_due_on",
            "next_follow_up_on",
            "deleted_at",
            sqlite_where=sql("deleted_at IS NULL AND touch_due_on IS NOT NULL"),
        ),
        Index(
            "contact_by_next_follow_up",
            "next_follow_up_on",
            "deleted_at",
            sqlite_where=sql("deleted_at IS NULL AND next_follow_up_on IS NOT NULL"),
        ),
        Index(
            "contact_quiet",
            sql("last_touch_at IS NOT NULL"),
            "touch_due_on",
            "id",
            "last_touch_at",
            "next_follow_up_on",
            "deleted_at",
            sqlite_where=sql("deleted_at IS NULL AND touch_due_on IS NOT NULL AND next_follow_up_on IS NULL"),
        ),
        Index(
            "contact_by_birthday",
            sql("substr(birthday, -5)"),
            sqlite_where=sql("deleted_at IS NULL AND birthday IS NOT NULL"),
        ),
        _TABLE,
    )

    name: str = text()
    name_key: str = text()
    given_name: str | None = text(default=None)
    family_name: str | None = text(default=None)
    job_title: str | None = text(default=None)
    company_id: int | None = refers_to("company")
    kind: str = text()
    source: str | None = text(default=None)
    language: str | None = text(default=None)
    birthday: str | None = text(default=None)
    address: str | None = text(default=None)
    city: str | None = text(default=None)
    postal_code: str | None = text(default=None)
    country: str | None = text(default=None)
    do_not_contact: int = counter()
    do_not_contact_reason: str | None = text(default=None)
    cadence_days: int | None = integer(default=None)
    cadence_set_on: str | None = text(default=None)
    notes: str | None = text(default=None)
    converted_at: str | None = text(default=None)
    last_touch_at: str | None = text(default=None)
    next_follow_up_on: str | None = text(default=None)
    touch_due_on: str | None = text(default=None)
    touch_overdue_on: str | None = text(default=None)


class Channel(Entity, table=True):
    """One way to reach a contact or a company."""

    __tablename__ = "channel"
    __table_args__ = (
        one_of("type", ChannelType),
        CheckConstraint("(contact_id IS NULL) <> (company_id IS NULL)", name="one_owner"),
        *flags("is_primary", "invalid", "opted_out"),
        Index("channel_by_match_key", "match_key"),
        Index("channel_by_contact", "contact_id", "type", sqlite_where=sql("contact_id IS NOT NULL")),
        Index("channel_by_company", "company_id", "type", sqlite_where=sql("company_id IS NOT NULL")),
        _TABLE,
    )

    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")
    type: str = text()
    value: str = text()
    match_key: str = text()
    label: str | None = text(default=None)
    is_primary: int = counter()
    invalid: int = counter()
    opted_out: int = counter()


class Tag(Entity, table=True):
    """A word that groups contacts, companies and deals."""

    __tablename__ = "tag"
    __table_args__ = (
        Index("tag_name_unique", "name_key", unique=True, sqlite_where=_LIVING),
        _TABLE,
    )

    name: str = text()
    name_key: str = text()
    cadence_days: int | None = integer(default=None)
    cadence_set_on: str | None = text(default=None)


class Tagging(SQLModel, table=True):
    """A tag on a contact, a company or a deal."""

    __tablename__ = "tagging"
    __table_args__ = (
        CheckConstraint(
            "(contact_id IS NOT NULL) + (company_id IS NOT NULL) + (deal_id IS NOT NULL) = 1", name="one_owner"
        ),
        Index(
            "tagging_contact_unique",
            "contact_id",
            "tag_id",
            unique=True,
            sqlite_where=sql("contact_id IS NOT NULL"),
        ),
        Index(
            "tagging_company_unique",
            "company_id",
            "tag_id",
            unique=True,
            sqlite_where=sql("company_id IS NOT NULL"),
        ),
        Index(
            "tagging_deal_unique",
            "deal_id",
            "tag_id",
            unique=True,
            sqlite_where=sql("deal_id IS NOT NULL"),
        ),
        Index("tagging_by_tag", "tag_id"),
        _TABLE,
    )

    id: int | None = key()
    tag_id: int = refers_to("tag", required=True)
    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")
    deal_id: int | None = refers_to("deal")


class Stage(Entity, table=True):
    """A step of the pipeline."""

    __tablename__ = "stage"
    __table_args__ = (
        one_of("type", StageType),
        CheckConstraint("name <> ''", name="name_given"),
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability_percent"),
        CheckConstraint("rot_days > 0", name="rot_days_positive"),
        Index("stage_name_unique", "name_key", unique=True, sqlite_where=_LIVING),
        _TABLE,
    )

    name: str = text()
    name_key: str = text()
    position: int = integer()
    type: str = text()
    probability: int = integer()
    rot_days: int | None = integer(default=None)


class Deal(Entity, table=True):
    """A sale on its way; open as long as closed_at is empty."""

    __tablename__ = "deal"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title_given"),
        CheckConstraint("contact_id IS NOT NULL OR company_id IS NOT NULL", name="owner_given"),
        CheckConstraint(f"amount BETWEEN 0 AND {LARGEST_AMOUNT}", name="amount_possible"),
        CheckConstraint("probability_override BETWEEN 0 AND 100", name="probability_percent"),
        Index("deal_by_contact", "contact_id", sqlite_where=sql("contact_id IS NOT NULL")),
        Index("deal_by_company", "company_id", sqlite_where=sql("company_id IS NOT NULL")),
        Index(
            "deal_open",
            "stage_id",
            "currency",
            "amount",
            "probability_override",
            "created_at",
            "closed_at",
            "deleted_at",
            sqlite_where=sql("closed_at IS NULL AND deleted_at IS NULL"),
        ),
        Index(
            "deal_by_close",
            sql("coalesce(expected_close_on, '9999')"),
            "last_activity_at",
            "id",
            "next_follow_up_on",
            "expected_close_on",
            "closed_at",
            "deleted_at",
            sqlite_where=sql("closed_at IS NULL AND deleted_at IS NULL"),
        ),
        Index(
            "deal_quiet",
            "stage_id",
            sql("max(coalesce(last_activity_at, ''), updated_at)"),
            "currency",
            "next_follow_up_on",
            "expected_close_on",
            "last_activity_at",
            "updated_at",
            "closed_at",
            "deleted_at",
            sqlite_where=sql("closed_at IS NULL AND deleted_at IS NULL"),
        ),
        Index(
            "deal_closed",
            "stage_id",
            "currency",
            "closed_at",
            "amount",
            "deleted_at",
            sqlite_where=sql("closed_at IS NOT NULL AND deleted_at IS NULL"),
        ),
        Index("deal_by_stage", "stage_id", "expected_close_on", "id", "deleted_at"),
        _TABLE,
    )

    title: str = text()
    title_key: str = text()
    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")
    stage_id: int = refers_to("stage", required=True)
    amount: int | None = integer(default=None)
    currency: str = text()
    probability_override: int | None = integer(default=None)
    expected_close_on: str | None = text(default=None)
    source: str | None = text(default=None)
    lost_reason: str | None = text(default=None)
    lost_note: str | None = text(default=None)
    closed_at: str | None = text(default=None)
    last_activity_at: str | None = text(default=None)
    next_follow_up_on: str | None = text(default=None)


class StageEvent(SQLModel, table=True):
    """A deal entered a stage; one on its creation too."""

    __tablename__ = "stage_event"
    __table_args__ = (Index("stage_event_by_deal", "deal_id", sql("at DESC"), sql("id DESC")), _TABLE)

    id: int | None = key()
    deal_id: int = refers_to("deal", required=True)
    from_stage_id: int | None = refers_to("stage")
    to_stage_id: int = refers_to("stage", required=True)
    at: str = text()
    amount_then: int | None = integer(default=None)
    currency_then: str = text()
    probability_then: int = integer()


class Interaction(Entity, table=True):
    """One touch, or attempt at one, on one channel at one moment."""

    __tablename__ = "interaction"
    __table_args__ = (
        one_of("channel", InteractionChannel),
        one_of("direction", Direction),
        one_of("topic", Topic),
        one_of("outcome", Outcome),
        Index(
            "interaction_by_at",
            sql("at DESC"),
            sql("id DESC"),
            "channel",
            "topic",
            "outcome",
            "direction",
            "deleted_at",
            sqlite_where=_LIVING,
        ),
        Index("interaction_by_company", "company_id", sql("at DESC"), sqlite_where=sql("company_id IS NOT NULL")),
        Index("interaction_by_deal", "deal_id", sql("at DESC"), sqlite_where=sql("deal_id IS NOT NULL")),
        Index(
            "interaction_complaints",
            sql("at DESC"),
            "topic",
            "deleted_at",
            sqlite_where=sql("topic = 'complaint' AND deleted_at IS NULL"),
        ),
        _TABLE,
    )

    at: str = text()
    channel: str = text()
    direction: str = text()
    topic: str = text()
    outcome: str | None = text(default=None)
    summary: str = text()
    body: str | None = text(default=None)
    duration_minutes: int | None = integer(default=None)
    company_id: int | None = refers_to("company")
    deal_id: int | None = refers_to("deal")


class InteractionContact(SQLModel, table=True):
    """A person who took part in an interaction; `at` is copied so that one index orders a person's touches."""

    __tablename__ = "interaction_contact"
    __table_args__ = (
        Index("interaction_contact_unique", "interaction_id", "contact_id", unique=True),
        Index("interaction_contact_by_contact", "contact_id", sql("at DESC"), sql("interaction_id DESC")),
        _TABLE,
    )

    id: int | None = key()
    interaction_id: int = refers_to("interaction", required=True)
    contact_id: int = refers_to("contact", required=True)
    at: str = text()


class FollowUp(Entity, table=True):
    """What is to be done next."""

    __tablename__ = "follow_up"
    __table_args__ = (
        one_of("kind", FollowUpKind),
        one_of("priority", Priority),
        one_of("status", FollowUpStatus),
        CheckConstraint("title <> ''", name="title_given"),
        Index(
            "follow_up_open_by_due",
            "due_on",
            "due_time",
            "id",
            "contact_id",
            "company_id",
            "status",
            "deleted_at",
            sqlite_where=sql("status = 'open' AND deleted_at IS NULL"),
        ),
        Index("follow_up_by_contact", "contact_id", "status", sqlite_where=sql("contact_id IS NOT NULL")),
        Index("follow_up_by_company", "company_id", "status", sqlite_where=sql("company_id IS NOT NULL")),
        Index(
            "follow_up_by_deal",
            "deal_id",
            "status",
            "due_on",
            "deleted_at",
            sqlite_where=sql("deal_id IS NOT NULL"),
        ),
        Index(
            "follow_up_without_contact",
            "company_id",
            "due_on",
            "contact_id",
            "status",
            "deleted_at",
            sqlite_where=sql("contact_id IS NULL AND status = 'open' AND deleted_at IS NULL"),
        ),
        _TABLE,
    )

    title: str = text()
    title_key: str = text()
    due_on: str = text()
    due_time: str | None = text(default=None)
    first_due_on: str = text()
    snooze_count: int = counter()
    kind: str = text()
    priority: str = text()
    status: str = text()
    done_at: str | None = text(default=None)
    result: str | None = text(default=None)
    repeat_rule: str | None = text(default=None)
    repeat_from: str | None = text(default=None)
    notes: str | None = text(default=None)
    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")
    deal_id: int | None = refers_to("deal")


class CustomField(Entity, table=True):
    """A field that this business keeps of its contacts, companies or deals."""

    __tablename__ = "custom_field"
    __table_args__ = (
        one_of("entity", CustomEntity),
        one_of("type", CustomType),
        CheckConstraint("key <> ''", name="key_given"),
        CheckConstraint("(choices IS NOT NULL) = (type = 'choice')", name="choices_given"),
        Index("custom_field_key_unique", "entity", "key", unique=True, sqlite_where=_LIVING),
        _TABLE,
    )

    entity: str = text()
    key: str = text()
    label: str = text()
    type: str = text()
    choices: str | None = text(default=None)


class CustomValue(SQLModel, table=True):
    """What a contact, a company or a deal has in a custom field."""

    __tablename__ = "custom_value"
    __table_args__ = (
        CheckConstraint(
            "(contact_id IS NOT NULL) + (company_id IS NOT NULL) + (deal_id IS NOT NULL) = 1", name="one_owner"
        ),
        *(
            Index(
                f"custom_value_{entity.value}_unique",
                f"{entity.value}_id",
                "custom_field_id",
                unique=True,
                sqlite_where=sql(f"{entity.value}_id IS NOT NULL"),
            )
            for entity in CustomEntity
        ),
        Index("custom_value_by_field", "custom_field_id", "value"),
        _TABLE,
    )

    id: int | None = key()
    custom_field_id: int = refers_to("custom_field", required=True)
    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")
    deal_id: int | None = refers_to("deal")
    value: str = text()
    currency: str | None = text(default=None)


class SavedView(Entity, table=True):
    """A list that is looked at again and again, under a name."""

    __tablename__ = "saved_view"
    __table_args__ = (
        CheckConstraint("name <> ''", name="name_given"),
        Index("saved_view_name_unique", "name_key", unique=True, sqlite_where=_LIVING),
        _TABLE,
    )

    entity: str = text()
    name: str = text()
    name_key: str = text()
    query: str = text()
    columns: str | None = text(default=None)
    sort: str | None = text(default=None)


class MergedUid(SQLModel, table=True):
    """The uid of a record that was merged into another, which answers to it."""

    __tablename__ = "merged_uid"
    __table_args__ = (
        CheckConstraint("(contact_id IS NULL) <> (company_id IS NULL)", name="one_survivor"),
        Index("merged_uid_by_contact", "contact_id", sqlite_where=sql("contact_id IS NOT NULL")),
        Index("merged_uid_by_company", "company_id", sqlite_where=sql("company_id IS NOT NULL")),
        _TABLE,
    )

    id: int | None = key()
    uid: str = text(unique=True)
    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")


class Setting(SQLModel, table=True):
    """What belongs to the business rather than to a terminal."""

    __tablename__ = "setting"
    __table_args__ = (_TABLE,)

    id: int | None = key()
    key: str = text(unique=True)
    value: str = text()


class ImportRun(SQLModel, table=True):
    """One import of a file, with the mapping that was used."""

    __tablename__ = "import_run"
    __table_args__ = (Index("import_run_by_fingerprint", "fingerprint"), _TABLE)

    id: int | None = key()
    uid: str = text(unique=True)
    at: str = text()
    file_name: str = text()
    entity: str = text()
    fingerprint: str = text()
    mapping: str = text()
    counts: str = text()


class ImportRow(SQLModel, table=True):
    """A row of a file that was not taken, and why."""

    __tablename__ = "import_row"
    __table_args__ = (Index("import_row_by_run", "import_run_id"), _TABLE)

    id: int | None = key()
    import_run_id: int = refers_to("import_run", required=True)
    line: int = integer()
    status: str = text()
    reason: str = text()
    cells: str = text()


class ChangeGroup(SQLModel, table=True):
    """One write transaction, one undo step."""

    __tablename__ = "change_group"
    __table_args__ = (one_of("source", Source), Index("change_group_by_undoes", "undoes"), _TABLE)

    id: int | None = key()
    at: str = text()
    source: str = text()
    session: str = text()
    label: str = text()
    undoes: int | None = refers_to("change_group")
    undone_by: int | None = refers_to("change_group")


class Change(SQLModel, table=True):
    """One row changed; `last_id` ends the range of rows that an import created."""

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("op IN ('insert', 'update', 'delete')", name="op_known"),
        Index("change_by_group", "group_id"),
        Index("change_by_entity", "entity", "entity_id"),
        Index("change_ranges", "entity", "last_id", sqlite_where=sql("last_id IS NOT NULL")),
        _TABLE,
    )

    id: int | None = key()
    group_id: int = refers_to("change_group", required=True)
    entity: str = text()
    entity_id: int = integer()
    last_id: int | None = integer(default=None)
    entity_uid: str | None = text(default=None)
    op: str = text()
    before: str | None = text(default=None)
    after: str | None = text(default=None)
