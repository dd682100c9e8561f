"""What a column of last contact becomes: a dated interaction, or a follow-up where the day is still to come."""

from typing import Any

from smallcrm.clock import Clock
from smallcrm.interchange.fields import FOLLOW_UPS
from smallcrm.interchange.present import Present
from smallcrm.interchange.read_records import ReadRecord, Value
from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority
from smallcrm.records.interactions import Direction, InteractionChannel, Topic

_KINDS = {
    InteractionChannel.CALL: FollowUpKind.CALL,
    InteractionChannel.EMAIL: FollowUpKind.EMAIL,
    InteractionChannel.MEETING: FollowUpKind.MEETING,
    InteractionChannel.VISIT: FollowUpKind.MEETING,
}
SUMMARY = "Last contact (imported)"


def past_contact(at: str) -> dict[str, Any]:
    """The columns of an interaction at a stored moment."""
    return {
        "at": at,
        "channel": InteractionChannel.OTHER.value,
        "direction": Direction.NONE.value,
        "topic": Topic.GENERAL.value,
        "summary": SUMMARY,
    }


def planned_meeting(clock: Clock, record: ReadRecord) -> ReadRecord:
    """The follow-up that an interaction still to come is; midnight is no time of day."""
    values = record.values
    local = clock.local(str(values["at"]))
    time = local.strftime("%H:%M")
    columns: dict[str, Value] = {"title": values["summary"], "due_on": local.date().isoformat()}
    columns |= {} if time == "00:00" else {"due_time": time}
    columns |= {"notes": values["body"]} if "body" in values else {}
    columns |= {name: values[name] for name in ("uid", "created_at") if name in values}
    if "channel" in values:
        columns["kind"] = _KINDS.get(InteractionChannel(str(values["channel"])), FollowUpKind.OTHER).value
    return record._replace(kind=FOLLOW_UPS, values=columns)


def future_meeting(clock: Clock, at: str, owner: Present) -> dict[str, Any]:
    """The columns of an open follow-up on the owner's day of a stored moment; midnight is no time of day."""
    local = clock.local(at)
    day, time = local.date().isoformat(), local.strftime("%H:%M")
    return {
        "title": f"Meet {owner.values['name']}",
        "due_on": day,
        "due_time": None if time == "00:00" else time,
        "first_due_on": day,
        "kind": FollowUpKind.MEETING.value,
        "priority": Priority.NORMAL.value,
        "status": FollowUpStatus.OPEN.value,
    }
