"""What an export holds of each entity: its fields in their order, and the SQL that reads them."""

from collections.abc import Sequence
from typing import NamedTuple

from smallcrm.errors import UsageError
from smallcrm.records.references import Noun
from smallcrm.store.queries.parts import decimal_sql


class ExportTable(NamedTuple):
    """One entity: its fields in their order, the SQL of those that are no lists, and the joins which that needs.

    `channels` stands for the channels of every type.
    """

    noun: Noun
    order: tuple[str, ...]
    sql: dict[str, str]
    joins: str = ""

    @property
    def has_channels(self) -> bool:
        """Whether the records have channels."""
        return "channels" in self.order

    @property
    def has_tags(self) -> bool:
        """Whether the records have tags, and may have custom fields."""
        return "tags" in self.order

    @property
    def has_people(self) -> bool:
        """Whether several contacts belong to one record."""
        return "contact_uids" in self.order

    def chosen(self, names: Sequence[str], custom: Sequence[str] = ()) -> list[str]:
        """The fields to write: those named, or all, `custom` ones last; UsageError lists what there is."""
        known = (*self.order, *custom)
        for name in names:
            if name not in known:
                raise UsageError(f'an export has no field "{name}"', hint=f"fields: {', '.join(known)}")
        return list(names or known)


_COMPANY_JOIN = "LEFT JOIN company ON company.id = {table}.company_id AND company.deleted_at IS NULL"
_CONTACT_JOIN = "LEFT JOIN contact ON contact.id = {table}.contact_id AND contact.deleted_at IS NULL"
_DEAL_JOIN = "LEFT JOIN deal ON deal.id = {table}.deal_id AND deal.deleted_at IS NULL"
_COMPANY = {"company": "company.name", "company_uid": "company.uid"}
_CONTACT = {"contact": "contact.name", "contact_uid": "contact.uid"}
_DEAL = {"deal": "deal.title", "deal_uid": "deal.uid"}
_CADENCE = "CASE {table}.cadence_days WHEN 0 THEN 'off' ELSE {table}.cadence_days || 'd' END"
_PLACE = ("address", "city", "postal_code", "country")
_LISTS = ("channels", "tags", "contacts", "contact_uids")


def _table(noun: Noun, order: tuple[str, ...], *joins: str, **special: str) -> ExportTable:
    table = noun.table
    plain = {name: f"{table}.{name}" for name in order if name not in _LISTS}
    sql = plain | {name: text.format(table=table) for name, text in special.items()}
    return ExportTable(noun, order, sql, " ".join(joins).format(table=table))


TABLES = {
    "contacts": _table(
        Noun.CONTACT,
        ("uid", "name", "given_name", "family_name", "job_title", "company", "company_uid", "kind", "channels", "tags",
         *_PLACE, "source", "language", "birthday", "cadence", "cadence_set_on", "do_not_contact",
         "do_not_contact_reason", "notes", "converted_at", "created_at"),
        _COMPANY_JOIN, **_COMPANY, cadence=_CADENCE,
    ),
    "companies": _table(
        Noun.COMPANY,
        ("uid", "name", "domain", "tax_id", "industry", "website", "kind", "channels", "tags", *_PLACE, "cadence",
         "notes", "created_at"),
        cadence=_CADENCE,
    ),
    "interactions": _table(
        Noun.INTERACTION,
        ("uid", "at", "contacts", "contact_uids", "company", "company_uid", "channel", "direction", "topic", "outcome",
         "summary", "body", "duration_minutes", "created_at", "deal", "deal_uid"),
        _COMPANY_JOIN, _DEAL_JOIN, **_COMPANY, **_DEAL,
    ),
    "follow-ups": _table(
        Noun.FOLLOW_UP,
        ("uid", "title", "due_on", "due_time", "contact", "contact_uid", "company", "company_uid", "kind", "priority",
         "status", "done_at", "result", "repeat_rule", "repeat_from", "first_due_on", "snooze_count", "notes",
         "created_at", "deal", "deal_uid"),
        _CONTACT_JOIN, _COMPANY_JOIN, _DEAL_JOIN, **_CONTACT, **_COMPANY, **_DEAL,
    ),
    "deals": _table(
        Noun.DEAL,
        ("uid", "title", "contact", "contact_uid", "company", "company_uid", "stage", "status", "amount", "currency",
         "probability_override", "expected_close_on", "source", "lost_reason", "lost_note", "closed_at", "created_at",
         "tags"),
        "JOIN stage ON stage.id = {table}.stage_id", _CONTACT_JOIN, _COMPANY_JOIN, **_CONTACT, **_COMPANY,
        stage="stage.name", status="stage.type", amount=decimal_sql("deal.amount", "deal.currency"),
    ),
}  # fmt: skip
"""Every entity that can be exported, by the name that commands use."""
