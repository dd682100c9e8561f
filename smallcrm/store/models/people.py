"""Contacts, companies, and how to reach them."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from smallcrm.records.channels import ChannelType
from smallcrm.records.contacts import ContactKind
from smallcrm.store.models.base import LIVING, TABLE, TRASHED, Entity
from smallcrm.store.models.columns import counter, flags, integer, key, one_of, refers_to, text
from smallcrm.store.places import place_of


class Company(Entity, table=True):
    """Where contacts work."""

    __tablename__ = "company"
    __table_args__ = (
        one_of("kind", ContactKind),
        CheckConstraint("name <> ''", name="name_given"),
        Index("company_by_name", "name_key", "id", "deleted_at", sqlite_where=LIVING),
        Index("company_trashed", "deleted_at", sqlite_where=TRASHED),
        TABLE,
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
        # With what else the list is sorted by, so that sorting reads no rows.
        Index("contact_by_name", "name_key", "id", "deleted_at", "next_follow_up_on", sqlite_where=LIVING),
        Index("contact_trashed", "deleted_at", sqlite_where=TRASHED),
        Index("contact_by_created", "created_at", sqlite_where=LIVING),
        Index("contact_by_city", "city"),
        Index("contact_by_company", "company_id", "name_key", "deleted_at"),
        Index("contact_by_kind", sql(place_of("kind", ContactKind)), "id", "deleted_at", sqlite_where=LIVING),
        Index("contact_by_last_touch", "last_touch_at", sqlite_where=LIVING),
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
        TABLE,
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
        TABLE,
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


class MergedUid(SQLModel, table=True):
    """The uid of a record that was merged into another, which answers to it."""

    __tablename__ = "merged_uid"
    __table_args__ = (
        CheckConstraint("(contact_id IS NULL) <> (company_id IS NULL)", name="one_survivor"),
        Index("merged_uid_by_contact", "contact_id", sqlite_where=sql("contact_id IS NOT NULL")),
        Index("merged_uid_by_company", "company_id", sqlite_where=sql("company_id IS NOT NULL")),
        TABLE,
    )

    id: int | None = key()
    uid: str = text(unique=True)
    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")
