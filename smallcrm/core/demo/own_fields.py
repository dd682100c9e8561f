"""What the studio keeps of its people and firms beyond the usual: its own fields, its views, and who came in twice."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from smallcrm.core.demo.shapes import Person
from smallcrm.records.contacts import ContactKind
from smallcrm.records.custom_fields import CustomEntity, CustomType


class OwnField(NamedTuple):
    """A custom field."""

    entity: CustomEntity
    label: str
    type: CustomType
    choices: Sequence[str] = ()


class View(NamedTuple):
    """A saved view."""

    name: str
    noun: str
    query: Sequence[str]
    fields: Sequence[str] = ()
    sort: Sequence[str] = ()


OWN_FIELDS = (
    OwnField(CustomEntity.CONTACT, "Allergies", CustomType.TEXT),
    OwnField(CustomEntity.CONTACT, "Flavour", CustomType.CHOICE, ("chocolate", "lemon", "caramel", "cheese", "פיסטוק")),
    OwnField(CustomEntity.CONTACT, "Budget", CustomType.MONEY),
    OwnField(CustomEntity.CONTACT, "Event on", CustomType.DATE),
    OwnField(CustomEntity.CONTACT, "Newsletter", CustomType.BOOL),
    OwnField(CustomEntity.COMPANY, "Delivery until", CustomType.TEXT),
    OwnField(CustomEntity.COMPANY, "Headcount", CustomType.NUMBER),
    OwnField(CustomEntity.DEAL, "Servings", CustomType.NUMBER),
)

OWN_VALUES: Mapping[str, Mapping[str, str]] = {
    "dana": {"allergies": "שקדים", "flavour": "פיסטוק", "newsletter": "yes"},
    "maya": {"budget": "9500", "flavour": "lemon", "event_on": "+9w"},
    "noa": {"budget": "6200", "event_on": "+14w", "newsletter": "yes"},
    "emily": {"budget": "USD 1800", "flavour": "caramel", "event_on": "+6w"},
    "ruth": {"allergies": "marzipan, she says", "flavour": "cheese", "newsletter": "yes"},
    "michal": {"newsletter": "no"},
    "shira": {"flavour": "caramel", "budget": "2400", "event_on": "+4w"},
    "gil": {"flavour": "chocolate"},
    "adi": {"allergies": "peanuts (two in the team)", "newsletter": "yes"},
    "cafe-nimrod": {"delivery_until": "8:00"},
    "alpha": {"headcount": "85", "delivery_until": "11:00"},
    "beta": {"headcount": "60"},
    "oranim": {"headcount": "420", "delivery_until": "9:30"},
}
"""By handle; the days are counted from today."""

VIEWS = (
    View(
        "weddings ahead", "contact", ["+wedding", "has:event_on"], ["name", "event_on", "budget", "next"], ["event_on"]
    ),
    View("quiet VIPs", "contact", ["+vip", "cadence:due,overdue"], ["name", "phone", "last_touch"], ["last_touch"]),
    View("offices", "company", ["+office"], ["name", "headcount", "phone", "people"], ["-headcount"]),
)

ENTERED_TWICE = (
    Person(
        "dana-again", "דנה כהן", ContactKind.LEAD, phones=("+972 50 555 0101",), source="טופס באתר",
        notes="רוצה הצעה לעוגת יום נישואין.", known_for=40,
    ),
    Person("noa-again", "Noa Shalev", ContactKind.LEAD, "קריית טבעון", email="noa@shalev.example", known_for=12),
)  # fmt: skip
"""Who is in the book already: one wrote from the site under the old phone, one was typed in again at a fair."""
