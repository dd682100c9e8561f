"""What was done with whom, and what is to be done next."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority
from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.store.models.base import LIVING, TABLE, Entity
from smallcrm.store.models.columns import counter, integer, key, one_of, refers_to, text


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
            sqlite_where=LIVING,
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
        TABLE,
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
        TABLE,
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
        TABLE,
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
