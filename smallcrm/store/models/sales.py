"""Deals, and the stages that they go through."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from smallcrm.records.deals import LARGEST_AMOUNT, StageType
from smallcrm.store.models.base import LIVING, TABLE, Entity
from smallcrm.store.models.columns import integer, key, one_of, refers_to, text


class Stage(Entity, table=True):
    """A step of the pipeline."""

    __tablename__ = "stage"
    __table_args__ = (
        one_of("type", StageType),
        CheckConstraint("name <> ''", name="name_given"),
        CheckConstraint("probability BETWEEN 0 AND 100", name="probability_percent"),
        CheckConstraint("rot_days > 0", name="rot_days_positive"),
        Index("stage_name_unique", "name_key", unique=True, sqlite_where=LIVING),
        TABLE,
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
        TABLE,
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
    __table_args__ = (Index("stage_event_by_deal", "deal_id", sql("at DESC"), sql("id DESC")), TABLE)

    id: int | None = key()
    deal_id: int = refers_to("deal", required=True)
    from_stage_id: int | None = refers_to("stage")
    to_stage_id: int = refers_to("stage", required=True)
    at: str = text()
    amount_then: int | None = integer(default=None)
    currency_then: str = text()
    probability_then: int = integer()
