"""From the text of a row to the values of a deal, an interaction or a follow-up."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from smallcrm.core.fields import read_choice
from smallcrm.core.stages import percent
from smallcrm.errors import UsageError
from smallcrm.interchange.cells import clean, read_uid
from smallcrm.interchange.fields import DEALS, FOLLOW_UPS, INTERACTIONS
from smallcrm.interchange.linked_aliases import usual_word
from smallcrm.interchange.raw_records import RawRecord
from smallcrm.interchange.read_records import BadValueError, ReadRecord, Value
from smallcrm.records.deals import StageType
from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority
from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic
from smallcrm.text.safe import clean_notes
from smallcrm.values.repeat import format_repeat, parse_repeat

Converter = Callable[[str], Value]

_LINKS = (
    *("contact", "contact_uid", "contact_email", "contacts", "contact_uids", "deal", "deal_uid"),
    *("stage", "status", "amount", "currency"),
)
"""Fields that are read when the records they speak of are known."""
_COLUMNS = {
    "probability": "probability_override",
    "close": "expected_close_on",
    "minutes": "duration_minutes",
    "due": "due_on",
    "first_due": "first_due_on",
    "repeat": "repeat_rule",
}
"""The columns of the fields that have other names."""
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::00)?")
_SHARE = re.compile(r"0?\.\d+|[01]\.0+")


def linked_record(raw: RawRecord, values: dict[str, Value], kind: str) -> ReadRecord:
    """The record in a row of deals, interactions or follow-ups; BadValueError when it says too little."""
    _require(values, kind)
    links = {field: str(values.pop(field)) for field in _LINKS if field in values and (field, kind) not in _OWN}
    company, company_uid = (str(values.pop(field, "")) for field in ("company", "company_uid"))
    columns = {_COLUMNS.get(field, field): value for field, value in values.items()}
    tags = [tag for tag in map(clean, raw.tags) if tag]
    extra = [(header, clean_notes(cell)) for header, cell in raw.extra]
    return ReadRecord(raw.line, kind, columns, company, company_uid, "", [], tags, extra, links)


_OWN = {("status", FOLLOW_UPS)}


def _require(values: dict[str, Value], kind: str) -> None:
    if kind == INTERACTIONS and "summary" not in values and "body" in values:
        values["summary"] = clean(str(values["body"]))[:80]
    for field, what in _REQUIRED[kind].items():
        if field not in values:
            raise BadValueError(field, "", f"this row does not say {what}")


_REQUIRED = {
    DEALS: {"title": "what the deal is called"},
    INTERACTIONS: {"at": "when it was", "summary": "what happened"},
    FOLLOW_UPS: {"title": "what is to be done", "due": "when it is due"},
}


def _choice(what: str, choices: type[StrEnum]) -> Converter:
    def read(text: str) -> Value:
        return str(read_choice(what, choices, usual_word(choices, clean(text))).value)

    return read


def _number(text: str) -> Value:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise UsageError(f'"{text}" is not a whole number', hint="write digits only")
    return int(text)


def _probability(text: str) -> Value:
    """Percent, or a share of one as other programs write it: 0.4."""
    return percent(str(round(float(text) * 100))) if _SHARE.fullmatch(text) else percent(text)


def _time_of_day(text: str) -> Value:
    match = _TIME.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise UsageError(f'"{text}" is not a time of day', hint="write it as 14:30")
    return f"{int(match[1]):02}:{match[2]}"


def _repeat(text: str) -> Value:
    return format_repeat(parse_repeat(text))


_UIDS = dict.fromkeys(("uid", "company_uid", "contact_uid", "deal_uid"), read_uid)
LINKED_CONVERTERS: Mapping[str, dict[str, Converter]] = {
    DEALS: {**_UIDS, "status": _choice("status", StageType), "probability": _probability},
    INTERACTIONS: {
        **_UIDS,
        "channel": _choice("channel", InteractionChannel),
        "direction": _choice("direction", Direction),
        "topic": _choice("topic", Topic),
        "outcome": _choice("outcome", Outcome),
        "body": clean_notes,
        "minutes": _number,
    },
    FOLLOW_UPS: {
        **_UIDS,
        "kind": _choice("kind", FollowUpKind),
        "priority": _choice("priority", Priority),
        "status": _choice("status", FollowUpStatus),
        "due_time": _time_of_day,
        "repeat": _repeat,
        "snooze_count": _number,
        "notes": clean_notes,
    },
}
"""For each of these entities how the fields that are no plain text are read; dates are read alike in all of them."""
