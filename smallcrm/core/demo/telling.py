"""Turns stories into interactions in the order in which they happened."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from smallcrm.clock import to_stamp
from smallcrm.core.demo.days import Days
from smallcrm.core.demo.shapes import Beat, Story
from smallcrm.core.touches import Touch
from smallcrm.records.interactions import Direction, InteractionChannel, Outcome, Topic

_PAUSE = timedelta(minutes=40)


class Told(NamedTuple):
    """An interaction, and the handles of those who took part."""

    people: Sequence[str]
    touch: Touch


def tell(stories: Iterable[Story], days: Days) -> list[Told]:
    """Every interaction of the stories, the oldest first."""
    return sorted((told for story in stories for told in _told(story, days)), key=lambda told: told.touch.at)


def first_days(stories: Iterable[Story]) -> dict[str, int]:
    """How many days ago each handle first took part in something."""
    first: dict[str, int] = {}
    for people, beats in stories:
        for handle in people:
            first[handle] = max(first.get(handle, 0), *(beat.days_ago for beat in beats))
    return first


def _told(story: Story, days: Days) -> Iterator[Told]:
    """Moving days off together may put two beats on one day: a beat then follows the one before it after a pause."""
    earliest: datetime | None = None
    for beat in story.beats:
        at, touch = _touch(beat, days, earliest)
        earliest = at + _PAUSE
        yield Told(story.people, touch)


def _touch(beat: Beat, days: Days, earliest: datetime | None) -> tuple[datetime, Touch]:
    clock, channel, direction, topic, outcome, *minutes = beat.how.split()
    moment = days.moment(beat.days_ago, time.fromisoformat(clock))
    at = max(moment, earliest) if earliest else moment
    return at, Touch(
        beat.summary,
        to_stamp(at),
        channel=InteractionChannel(channel),
        direction=Direction(direction),
        topic=Topic(topic),
        outcome=None if outcome == "-" else Outcome(outcome),
        body=beat.body or None,
        duration_minutes=int(minutes[0]) if minutes else None,
    )
