"""Words that group records."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from smallcrm.store.models.base import LIVING, TABLE, Entity
from smallcrm.store.models.columns import integer, key, refers_to, text


class Tag(Entity, table=True):
    """A word that groups contacts, companies and deals."""

    __tablename__ = "tag"
    __table_args__ = (
        Index("tag_name_unique", "name_key", unique=True, sqlite_where=LIVING),
        TABLE,
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
        TABLE,
    )

    id: int | None = key()
    tag_id: int = refers_to("tag", required=True)
    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")
    deal_id: int | None = refers_to("deal")
