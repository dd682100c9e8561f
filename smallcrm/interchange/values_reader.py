"""From the text of a row to the values of a contact or a company, or to the reason why the row is refused."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from smallcrm.clock import Clock, to_stamp
from smallcrm.core.fields import one_line
from smallcrm.errors import UsageError
from smallcrm.interchange.answers import is_no, is_yes
from smallcrm.interchange.cells import clean, read_uid
from smallcrm.interchange.csv_reader import Row
from smallcrm.interchange.date_columns import DAY_FIELDS, MOMENT_FIELDS, is_no_date, read_date
from smallcrm.interchange.fields import BIRTH_PARTS, COMPANIES, CONTACTS, FIELDS, LINKED
from smallcrm.interchange.kinds import read_kind
from smallcrm.interchange.linked_values import LINKED_CONVERTERS, linked_record
from smallcrm.interchange.mapping import Mapping
from smallcrm.interchange.raw_records import RawChannel, RawRecord
from smallcrm.interchange.read_records import BadValueError, ReadRecord, Rejection, Value
from smallcrm.interchange.shapes import is_spreadsheet_number
from smallcrm.text.safe import clean_notes
from smallcrm.values.birthdays import parse_birthday
from smallcrm.values.calendar import DateOrder
from smallcrm.values.emails import looks_like_email
from smallcrm.values.periods import parse_period

_NAME_PARTS = ("given_name", "middle_name", "family_name")
_NOT_A_COLUMN = ("company", "company_uid", "last_contacted", "cadence", "middle_name")


class ValuesReader:
    """Reads the rows of one file. `orders` is the order of each date field, as `decide_date_orders` found it."""

    def __init__(self, mapping: Mapping, *, orders: dict[str, DateOrder], clock: Clock) -> None:
        self._mapping = mapping
        self._is_linked = mapping.kind in LINKED
        self._converters = _date_converters(orders, clock) | (
            LINKED_CONVERTERS[mapping.kind] if self._is_linked else _converters(orders, clock)
        )

    def read(self, row: Row) -> ReadRecord | Rejection:
        """The row's record, or why it is refused; never an exception for what a file can contain."""
        if row.problem:
            return Rejection(row.line, "", "", row.problem)
        raw = self._mapping.read(row)
        try:
            return self._record(raw)
        except BadValueError as bad:
            return self._mapping.rejection(row, bad)

    def _record(self, raw: RawRecord) -> ReadRecord | Rejection:
        mapping = self._mapping
        custom = {key: raw.fields.pop(key) for key in mapping.custom if key in raw.fields}
        values = self._values(raw)
        if self._is_linked:
            found: ReadRecord | Rejection = linked_record(raw, values, mapping.kind)
        else:
            found = _named(raw, values, _channels(raw, mapping), mapping.kind)
        return _with_custom(found, custom, mapping) if custom and isinstance(found, ReadRecord) else found

    def _values(self, raw: RawRecord) -> dict[str, Value]:
        if not raw.fields.keys().isdisjoint(BIRTH_PARTS):
            _join_birthday(raw)
        values: dict[str, Value] = {}
        converters = self._converters
        for field, text in raw.fields.items():
            if field not in converters:
                values[field] = clean(text)
                continue
            value = _converted(converters[field], field, text)
            if value != "":
                values[field] = value
            elif field == "kind":
                raw.extra.append((self._mapping.columns_of(field)[0].header, text))
        return values


def _join_birthday(raw: RawRecord) -> None:
    """Make one date of a birthday in three columns; a year alone, or a month, is kept as extra."""
    parts = {part: raw.fields.pop(part) for part in BIRTH_PARTS if part in raw.fields}
    year, month, day = (parts.get(part, "") for part in BIRTH_PARTS)
    if month and day and "birthday" not in raw.fields:
        raw.fields["birthday"] = f"{year or '-'}-{month.zfill(2)}-{day.zfill(2)}"
    else:
        raw.extra.extend(parts.items())


def _converters(orders: dict[str, DateOrder], clock: Clock) -> dict[str, Callable[[str], Value]]:
    today = clock.today()

    @lru_cache(maxsize=1 << 15)
    def birthday(text: str) -> str:
        return "" if is_no_date(text) else parse_birthday(text, order=orders.get("birthday", "ymd"), today=today)

    return {
        "uid": read_uid,
        "company_uid": read_uid,
        "kind": read_kind,
        "cadence": lambda text: parse_period(text) or 0,
        "do_not_contact": _do_not_contact,
        "notes": clean_notes,
        "birthday": birthday,
    }


def _date_converters(orders: dict[str, DateOrder], clock: Clock) -> dict[str, Callable[[str], Value]]:
    def day(field: str) -> Callable[[str], str]:
        return lambda text: "" if is_no_date(text) else _day(text, orders[field])

    def moment(field: str) -> Callable[[str], str]:
        return lambda text: "" if is_no_date(text) else _stamp(text, orders[field], clock)

    days: dict[str, Callable[[str], Value]] = {field: day(field) for field in DAY_FIELDS}
    return days | {field: moment(field) for field in MOMENT_FIELDS}


def _with_custom(record: ReadRecord, custom: dict[str, str], mapping: Mapping) -> ReadRecord:
    """The record with its custom fields; what a row of another entity has in them is kept as extra."""
    if record.kind == mapping.kind:
        return record._replace(custom=custom)
    record.extra.extend(custom.items())
    return record


def _converted(convert: Callable[[str], Value], field: str, text: str) -> Value:
    try:
        return convert(text)
    except UsageError as error:
        raise BadValueError(field, text, f"{error.message} ({error.hint})") from error


def _stamp(text: str, order: DateOrder, clock: Clock) -> str:
    """A stored moment; a day alone is its first moment, so that reading it again gives the same."""
    read = read_date(text, order)
    if not isinstance(read, datetime):
        return to_stamp(clock.at_local(read))
    return to_stamp(read if read.tzinfo else clock.at_local(read.date(), read.time()))


def _day(text: str, order: DateOrder) -> str:
    read = read_date(text, order)
    return (read.date() if isinstance(read, datetime) else read).isoformat()


def _do_not_contact(text: str) -> Value:
    """1, 0, or the reason itself where one is written in the place of a yes."""
    if is_yes(text):
        return 1
    return 0 if is_no(text) else one_line(text)


def _channels(raw: RawRecord, mapping: Mapping) -> list[RawChannel]:
    """The channels, cleaned; what stands in an e-mail column without being one is kept as extra."""
    kept = []
    for channel in raw.channels:
        if channel.type in ("phone", "whatsapp") and is_spreadsheet_number(channel.value):
            advice = "the spreadsheet has cut this number short: format the column as text and export it again"
            raise BadValueError(channel.type, channel.value, advice)
        if channel.type == "email" and not looks_like_email(channel.value):
            raw.extra.append((mapping.columns_of("email")[0].header, channel.value))
        else:
            kept.append(_cleaned(channel))
    return kept


def _cleaned(channel: RawChannel) -> RawChannel:
    value, label = clean(channel.value), clean(channel.label)
    is_clean = value == channel.value and label == channel.label
    return channel if is_clean else channel._replace(value=value, label=label)


def _named(raw: RawRecord, values: dict[str, Value], channels: list[RawChannel], kind: str) -> ReadRecord | Rejection:
    """The record under its name: its own, its parts', its company's, or its e-mail address."""
    if "name" in values and str(values.get("middle_name", "")) not in str(values["name"]):
        raw.extra.append(("middle_name", str(values["middle_name"])))
    name = str(values.get("name") or " ".join([str(values[part]) for part in _NAME_PARTS if part in values]))
    if not name and kind == CONTACTS and "company" in values:
        return _company_of_contact_row(raw, values, channels)
    if kind == CONTACTS and "uid" not in values and looks_like_email(name):
        channels = [*channels, RawChannel("email", name, "", False)]
    email = next((channel.value for channel in channels if channel.type == "email"), "")
    if not name and not email:
        return Rejection(raw.line, "", "", "nothing names this row: it has no name, no company and no e-mail")
    values["name"] = name or email
    return _record(raw, values, channels, kind)


def _company_of_contact_row(raw: RawRecord, values: dict[str, Value], channels: list[RawChannel]) -> ReadRecord:
    """A row of contacts without a person in it is a company; what only people have is kept as extra."""
    company = {field: value for field, value in values.items() if field in FIELDS[COMPANIES]}
    company |= {"name": values["company"]}
    company.pop("uid", None)
    if "company_uid" in values:
        company["uid"] = values["company_uid"]
    taken = {*company, "company", "company_uid", "last_contacted", "uid"}
    raw.extra.extend((field, str(value)) for field, value in values.items() if field not in taken)
    record = _record(raw, company, channels, COMPANIES)
    return record._replace(last_contacted=str(values.get("last_contacted", "")))


def _record(raw: RawRecord, values: dict[str, Value], channels: list[RawChannel], kind: str) -> ReadRecord:
    company, company_uid, last_contacted, cadence, _ = (values.pop(field, "") for field in _NOT_A_COLUMN)
    if cadence != "":
        values["cadence_days"] = cadence
    reason = values.get("do_not_contact")
    if isinstance(reason, str):
        values |= {"do_not_contact": 1, "do_not_contact_reason": values.get("do_not_contact_reason", reason)}
    tags = [tag for tag in map(clean, raw.tags) if tag]
    extra = [(header, clean_notes(cell)) for header, cell in raw.extra]
    return ReadRecord(
        raw.line, kind, values, str(company), str(company_uid), str(last_contacted), channels, tags, extra
    )
