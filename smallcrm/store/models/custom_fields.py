"""The fields that a business keeps beside those that everyone has."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from smallcrm.records.custom_fields import CustomEntity, CustomType
from smallcrm.store.models.base import LIVING, TABLE, Entity
from smallcrm.store.models.columns import key, one_of, refers_to, text


class CustomField(Entity, table=True):
    """A field that this business keeps of its contacts, companies or deals."""

    __tablename__ = "custom_field"
    __table_args__ = (
        one_of("entity", CustomEntity),
        one_of("type", CustomType),
        CheckConstraint("key <> ''", name="key_given"),
        CheckConstraint("(choices IS NOT NULL) = (type = 'choice')", name="choices_given"),
        Index("custom_field_key_unique", "entity", "key", unique=True, sqlite_where=LIVING),
        TABLE,
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
        TABLE,
    )

    id: int | None = key()
    custom_field_id: int = refers_to("custom_field", required=True)
    contact_id: int | None = refers_to("contact")
    company_id: int | None = refers_to("company")
    deal_id: int | None = refers_to("deal")
    value: str = text()
    currency: str | None = text(default=None)
