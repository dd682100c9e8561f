"""Adding a deal, and the fields of a deal that is changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from smallcrm.records.deals import Deal, StageType
from smallcrm.records.references import Noun, Reference
from smallcrm.tui.custom_fields import custom_form_fields
from smallcrm.tui.desk import Desk
from smallcrm.tui.dialogs.form import FormDialog, FormField
from smallcrm.tui.target import name_of
from smallcrm.values.money import format_money, parse_money

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

_OWNERS = {"contact": Noun.CONTACT, "company": Noun.COMPANY}


class NewDealDialog(FormDialog):
    """A deal with a contact, a company or both."""

    HINT = "Enter goes on, and saves at the day"

    def __init__(self, desk: Desk, crm: "Crm", who: Reference | None = None) -> None:
        names = {noun: name_of(crm, who) if who and who.noun == noun else "" for noun in _OWNERS.values()}
        stages = [stage.name for stage in crm.stages.all() if stage.type == StageType.OPEN]
        fields = [
            FormField("title", "What", placeholder="Wedding cake, 120 guests", main=True),
            FormField("contact", "Contact", names[Noun.CONTACT], "whom it is made with", main=True),
            FormField("company", "Company", names[Noun.COMPANY]),
            FormField("amount", "Amount", placeholder="12500, 1,234.50, $300", main=True),
            FormField("close", "Close", placeholder="when it is expected to close", main=True),
            FormField("currency", "Currency", placeholder=crm.business.currency),
            FormField("stage", "Stage", stages[0], choices=stages),
            FormField("probability", "Own %", placeholder="instead of the stage's"),
            FormField("source", "Source"),
            FormField("tags", "Tags", placeholder="vip cakes"),
            *custom_form_fields(crm, Noun.DEAL),
        ]
        super().__init__(desk, "New deal", fields)
        self._who = who
        self._names = names

    def preview(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Whom it is with, and how amount and day were understood."""
        who = [crm.resolver.someone(values[name], nouns=(noun,)) for name, noun in _OWNERS.items() if values[name]]
        told = [f"@ {name_of(crm, reference)}" for reference in who]
        return "   ".join([*told, *_understood(crm, values)])

    def save(self, crm: "Crm", values: Mapping[str, str]) -> str:
        """Add it."""
        apart = (*_OWNERS, "stage", "tags")
        fields = {name: text for name, text in values.items() if text and name not in apart}
        crm.deals.add(
            {"title": values["title"], **fields},
            contact=self._owner(crm, values["contact"], Noun.CONTACT),
            company=self._owner(crm, values["company"], Noun.COMPANY),
            stage=crm.stages.named(values["stage"]),
            tags=values["tags"].split(),
        )
        return f"Added {values['title'].strip()}"

    def _owner(self, crm: "Crm", text: str, noun: Noun) -> int | None:
        if not text.strip():
            return None
        if self._who and self._who.noun == noun and text == self._names[noun]:
            return self._who.id
        return crm.resolver.someone(text, nouns=(noun,)).id


def deal_fields(crm: "Crm", identity: int) -> list[FormField]:
    """The fields of a deal as they are now."""
    deal = crm.deals.get(identity)
    return [
        FormField("title", "What", deal.title),
        FormField("contact", "Contact", _owner_name(crm, Noun.CONTACT, deal.contact_id)),
        FormField("company", "Company", _owner_name(crm, Noun.COMPANY, deal.company_id)),
        FormField("amount", "Amount", format_money(deal.amount, deal.currency) if deal.amount is not None else ""),
        FormField("currency", "Currency", deal.currency, "ILS, USD, EUR"),
        FormField("close", "Close", deal.expected_close_on or ""),
        FormField("probability", "Own %", _own_probability(deal), "instead of the stage's"),
        FormField("source", "Source", deal.source or ""),
        *custom_form_fields(crm, Noun.DEAL, Reference(Noun.DEAL, identity)),
    ]


def edit_deal(crm: "Crm", identity: int, changed: Mapping[str, str]) -> bool:
    """Write what was changed of a deal; returns whether anything differs now."""
    fields = {name: text for name, text in changed.items() if name not in _OWNERS}
    owners = {
        f"{name}_id": crm.resolver.someone(changed[name], nouns=(noun,)).id if changed[name].strip() else None
        for name, noun in _OWNERS.items()
        if name in changed
    }
    return crm.deals.edit(identity, fields, owners=owners)


def _owner_name(crm: "Crm", noun: Noun, identity: int | None) -> str:
    return name_of(crm, Reference(noun, identity)) if identity else ""


def _own_probability(deal: Deal) -> str:
    return "" if deal.probability_override is None else str(deal.probability_override)


def _understood(crm: "Crm", values: Mapping[str, str]) -> list[str]:
    from smallcrm.values.when import describe_day

    told = []
    if values["amount"].strip():
        told.append(format_money(*parse_money(values["amount"], crm.business.currency)))
    if values["close"].strip():
        told.append(f"closes {describe_day(crm.when(values['close']).day, crm.clock.today())}")
    return told
