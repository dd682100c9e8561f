"""Every setting as the settings screen lists it: of this machine, of the business, and the keys."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from smallcrm.core.settings import CADENCE_PREFIX, DATE_ORDERS, DAY_NAMES
from smallcrm.records.contacts import ContactKind
from smallcrm.records.custom_fields import CustomEntity
from smallcrm.text.terminal import Mode
from smallcrm.tui.cells import Cell
from smallcrm.tui.keys import KEYS, shown_key
from smallcrm.tui.sources.source import Row
from smallcrm.tui.widgets.columns import TableColumn
from smallcrm.values.periods import format_period

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

COLUMNS = (
    TableColumn("", 12, grouped=True),
    TableColumn("Setting", 18, 26),
    TableColumn("Value", 20, 50),
    TableColumn("", 24, 70, rank=1),
)
BIDI_MODES = ("auto", *get_args(Mode))


class Place(Enum):
    """Where a setting lives, as the list names it."""

    LOOKS = "Looks"
    BUSINESS = "Business"
    CADENCE = "Rhythm"
    LISTS = "Lists"
    KEYS = "Keys"


class Setting(NamedTuple):
    """One setting; `choices` are its possible values where there are only a few."""

    place: Place
    name: str
    value: str
    about: str = ""
    choices: tuple[str, ...] = ()


_BUSINESS = {
    "currency": "what amounts are in, unless they say otherwise",
    "country": "for phone numbers without a country code",
    "date_order": "what 3/4/2026 means",
    "week_start": "the first day of the week",
    "working_days": "days the program may choose: sun,mon,tue,wed,thu",
    "days_off": "holidays: 2026-12-25,2027-01-01",
    "time_zone": "such as Asia/Jerusalem; empty: this machine's",
    "lost_reasons": "why deals are lost, commas between them",
}
_CHOICES = {"date_order": DATE_ORDERS, "week_start": DAY_NAMES}


def settings_list(crm: "Crm", config: Mapping[str, Any], *, theme: str, themes: tuple[str, ...]) -> list[Setting]:
    """All settings as they are now."""
    return [
        Setting(Place.LOOKS, "theme", theme, "colours", themes),
        Setting(Place.LOOKS, "bidi", str(config.get("bidi", "auto")), "how Hebrew is drawn, from the next start on",
                BIDI_MODES),
        *business_settings(crm.settings.stored()),
        *_lists(crm),
        *_keys(config.get("keys")),
    ]  # fmt: skip


def business_settings(stored: Mapping[str, str]) -> Iterator[Setting]:
    """The settings that lie in the database, as they are now."""
    for name, about in _BUSINESS.items():
        yield Setting(Place.BUSINESS, name, stored[name], about, _CHOICES.get(name, ()))
    for kind in ContactKind:
        name = f"{CADENCE_PREFIX}{kind}"
        days = int(stored.get(name, 0))
        about = f"how often to be in touch with each {kind}: 30d, 3m, off"
        yield Setting(Place.CADENCE, name, format_period(days) if days else "", about)


def setting_row(setting: Setting) -> Row:
    """The row of a setting."""
    name = KEYS[setting.name].label if setting.place is Place.KEYS else setting.name.removeprefix(CADENCE_PREFIX)
    return (
        Cell(setting.place.value, "accent"),
        Cell(name.replace("_", " "), "strong"),
        Cell(setting.value or "none", "plain" if setting.value else "muted"),
        Cell(setting.about, "muted"),
    )


def _lists(crm: "Crm") -> Iterator[Setting]:
    counts = {
        "stages": len(crm.stages.all()),
        "own_fields": sum(len(crm.custom_fields.all(entity)) for entity in CustomEntity),
        "all_tags": len(crm.tags.names()),
    }
    for name, count in counts.items():
        yield Setting(Place.LISTS, name, f"{count}", KEYS[name].tooltip)


def _keys(configured: object) -> Iterator[Setting]:
    own = configured if isinstance(configured, dict) else {}
    for name, key in KEYS.items():
        keys = str(own.get(name, key.keys))
        yield Setting(Place.KEYS, name, "  ".join(map(shown_key, keys.split(","))), key.tooltip)
