"""What belongs to the business: guessed once when the database is created, then kept in table `setting`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, get_args

from smallcrm.errors import UsageError
from smallcrm.records.contacts import ContactKind
from smallcrm.store.store import Store
from smallcrm.text.safe import clean_input
from smallcrm.values.calendar import BusinessCalendar, DateOrder

DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DATE_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)
CADENCE_PREFIX = "cadence."
OTHER_REASON = "other"
"""The reason for losing a deal that a note must explain."""


class BusinessSettings(NamedTuple):
    """The settings as values; `cadences` holds the days of each kind that has a default."""

    currency: str
    country: str
    calendar: BusinessCalendar
    time_zone: str
    cadences: Mapping[str, int]
    lost_reasons: Sequence[str]


def read_settings(stored: Mapping[str, str]) -> BusinessSettings:
    """The settings that rows of table `setting` spell."""
    return BusinessSettings(
        currency=stored["currency"],
        country=stored["country"],
        calendar=BusinessCalendar(
            date_order=read_date_order(stored["date_order"]),
            week_start=DAY_NAMES.index(stored["week_start"]),
            working_days=frozenset(DAY_NAMES.index(name) for name in stored["working_days"].split(",") if name),
            days_off=frozenset(date.fromisoformat(day) for day in stored["days_off"].split(",") if day),
        ),
        time_zone=stored["time_zone"],
        cadences={
            key.removeprefix(CADENCE_PREFIX): int(days)
            for key, days in stored.items()
            if key.startswith(CADENCE_PREFIX) and int(days)
        },
        lost_reasons=stored["lost_reasons"].split(","),
    )


class Settings:
    """Reads and changes the settings of the business."""

    def __init__(self, store: Store, guess: Callable[[], Mapping[str, str]]) -> None:
        self._store = store
        self._guess = guess

    def stored(self) -> Mapping[str, str]:
        """Every setting as text, by key; before there is a database, what would be guessed for a new one."""
        known = setting_keys()
        found: dict[str, str] = dict(self._store.read().rows("SELECT key, value FROM setting"))
        rows = {key: value for key, value in found.items() if key in known}
        return rows if rows.keys() >= _NORMALIZERS.keys() else {**self._guess(), **rows}

    def set(self, key: str, text: str) -> bool:
        """Change one setting; returns whether it differs now. UsageError for an unknown key or a bad value."""
        value = normalized(key, text)
        with self._store.write(f"set {key} to {value or 'nothing'}") as work:
            row = work.connection.row("SELECT id FROM setting WHERE key = :key", key=key)
            if row:
                return work.update("setting", row[0], {"value": value})
            work.insert("setting", {"key": key, "value": value})
            return True


def setting_keys() -> list[str]:
    """The names of all settings."""
    return [*_NORMALIZERS, *(f"{CADENCE_PREFIX}{kind}" for kind in ContactKind)]


def normalized(key: str, text: str) -> str:
    """A setting's value as it is stored; UsageError naming what is possible."""
    if key.startswith(CADENCE_PREFIX) and key in setting_keys():
        from smallcrm.values.periods import parse_period

        return str(parse_period(text) or 0)
    if key not in _NORMALIZERS:
        raise UsageError(f"there is no setting {key!r}", hint="settings: " + ", ".join(setting_keys()))
    return _NORMALIZERS[key](clean_input(text))


def _currency(text: str) -> str:
    from smallcrm.values.currencies import currency_code

    code = currency_code(text)
    if code is None:
        raise UsageError(f"not a currency: {text!r}", hint="a code of three letters, for example ILS, EUR, USD")
    return code


def _country(text: str) -> str:
    if not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise UsageError(f"not a country: {text!r}", hint="a code of two letters, for example IL, DE, US")
    return text.upper()


def _date_order(text: str) -> str:
    return read_date_order(text)


def read_date_order(text: str) -> DateOrder:
    """The order of day, month and year that `text` names; UsageError for none."""
    for order in DATE_ORDERS:
        if order == text.strip().lower():
            return order
    raise UsageError(f"not a date order: {text!r}", hint="one of " + ", ".join(DATE_ORDERS))


def _day_name(text: str) -> str:
    name = text.strip().lower()[:3]
    if name not in DAY_NAMES:
        raise UsageError(f"not a day of the week: {text!r}", hint="one of " + ", ".join(DAY_NAMES))
    return name


def _working_days(text: str) -> str:
    names = {_day_name(part) for part in text.split(",") if part.strip()}
    if not names:
        raise UsageError("a week needs a working day", hint="for example sun,mon,tue,wed,thu")
    return ",".join(name for name in DAY_NAMES if name in names)


def _days_off(text: str) -> str:
    try:
        days = sorted(date.fromisoformat(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise UsageError(f"not a list of days: {text!r}", hint="for example 2026-12-25,2027-01-01") from error
    return ",".join(day.isoformat() for day in days)


def _time_zone(text: str) -> str:
    from smallcrm.core.zones import load_zone

    if text:
        load_zone(text)
    return text


def _lost_reasons(text: str) -> str:
    reasons = dict.fromkeys(" ".join(part.split()).lower() for part in text.split(",") if part.strip())
    return ",".join([*(reason for reason in reasons if reason != OTHER_REASON), OTHER_REASON])


_NORMALIZERS: dict[str, Callable[[str], str]] = {
    "currency": _currency,
    "country": _country,
    "date_order": _date_order,
    "week_start": _day_name,
    "working_days": _working_days,
    "days_off": _days_off,
    "time_zone": _time_zone,
    "lost_reasons": _lost_reasons,
}
