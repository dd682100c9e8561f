"""Lengths of time as people type them: `30d`, `2 weeks`, `monthly`, `every 3 months`, `כל חודש`."""

import re
from typing import NamedTuple, cast

from smallcrm.values.calendar import Unit
from smallcrm.values.when_words import UNIT, canonical

_ADVERBS = {
    "daily": "1 day",
    "weekly": "1 week",
    "biweekly": "2 week",
    "fortnightly": "2 week",
    "monthly": "1 month",
    "quarterly": "3 month",
    "yearly": "1 year",
    "annually": "1 year",
    "יומי": "1 day",
    "שבועי": "1 week",
    "חודשי": "1 month",
    "רבעוני": "3 month",
    "שנתי": "1 year",
    "דו שבועי": "2 week",
    "דו-שבועי": "2 week",
    "דו חודשי": "2 month",
    "דו-חודשי": "2 month",
    "חצי שנתי": "6 month",
    "חצי-שנתי": "6 month",
    "half שנתי": "6 month",
}


class Interval(NamedTuple):
    """A number, at least 1, of a calendar unit."""

    number: int
    unit: Unit


def read_interval(text: str) -> Interval | None:
    """The interval that `text` means, or None; a quarter is three months."""
    phrase = canonical(text).replace("half year", "6 month")
    match = re.fullmatch(rf"(?:(?:every|once|כל|פעם) )?(?:(\d{{1,9}}) )?({UNIT})", _ADVERBS.get(phrase, phrase))
    if match is None or not int(match[1] or 1):
        return None
    number, unit = int(match[1] or 1), cast("Unit", match[2])
    return Interval(number * 3, "month") if unit == "quarter" else Interval(number, unit)
