"""What a column of last contact becomes: a dated interaction, or a follow-up where the day is still to come."""

from typing import Any

from smallcrm.clock import Clock
from smallcrm.interchange.present import Present
from smallcrm.records.follow_ups import FollowUpKind, FollowUpStatus, Priority
from smallcrm.records.interactions import Direction, InteractionChannel, Topic

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
