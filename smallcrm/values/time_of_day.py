"""Times of day inside a phrase: `14:00`, `2pm`, `2:30pm`, `at 9`."""

import re
from datetime import time

from smallcrm.values.when_words import MONTH
from smallcrm.values.written_dates import ImpossibleError

_TIMES = (
    r"(?<!\S)(?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?P<half>am|pm)?(?!\S)",
    r"(?<!\S)(?:at )?(?P<hour>\d{1,2})(?P<minute>)(?P<half>am|pm)(?!\S)",
    rf"(?<!\S)at (?P<hour>\d{{1,2}})(?P<minute>)(?P<half>)(?!\S)(?! (?:{MONTH})\b)",
)
_FIRST_HOUR_OF_TONIGHT = 4


def take_time(phrase: str) -> tuple[time | None, str]:
    """The time of day in a canonical phrase, if it has one, and the phrase without it; ImpossibleError for 25:00."""
    for pattern in _TIMES:
        if match := re.search(pattern, phrase):
            rest = f"{phrase[: match.start()]} {phrase[match.end() :]}"
            return _time_of(match, is_tonight="tonight" in rest.split()), _without_at(rest)
    return None, _without_at(phrase)


def _without_at(phrase: str) -> str:
    return " ".join(word for word in phrase.split() if word != "at")


def _time_of(match: re.Match[str], *, is_tonight: bool) -> time:
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half:
        if not 1 <= hour <= 12:
            raise ImpossibleError(f"there is no hour {hour} {half}")
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif is_tonight and _FIRST_HOUR_OF_TONIGHT <= hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise ImpossibleError("times go from 00:00 to 23:59")
    return time(hour, minute)
