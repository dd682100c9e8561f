"""Phones, dates, signed numbers, e-mails and URLs: what stays in left-to-right order inside right-to-left text."""

import re
from functools import cache
from typing import NamedTuple

_ISOLATE_INITIATOR = {"ltr": "\u2066", "rtl": "\u2067", "auto": "\u2068"}
_POP_ISOLATE = "\u2069"

_RUN = r"""
    (?= [!-~₪€£−] ) (?:                                            # at other characters nothing begins
    (?P<address>
        (?:https?://|www\.) [!-~]* [\w/=&%#+-]                     # a URL, without the punctuation after it
      | (?<! [\w.+-] ) [\w.+-]+ @ [\w-]+ (?: \. [\w-]+ )+          # an e-mail address
    )
    (?: [!-~]{0,3} … )?
  | (?<! [\w\u0590-\u08ff] ) (?:
        (?: [+(]{1,2} \d | 0 \d ) (?: [ .()–-]{0,2} \d ){0,20} [ .()–-]{0,2} …   # a phone cut off by …
      | \+ \(? \d{1,3} \)? (?: [ .()–-]{0,2} \d ){6,12} (?! \d )   # +972-50-123-4567, +1 (212) 555 0100
      | \(? 0 \d{1,2} \)? (?: [ .–-]? \d ){7} (?! \d )             # 050-1234567, (03) 555 1234
      | [-+−*]? [₪$€£]? \d (?: [.,:/–-]? \d )* (?: % | [.,:/–-]? … )?   # 2026-11-23, -₪1,234.50, *2700
    ) )
"""


class LtrRun(NamedTuple):
    """A stretch of text that keeps its order; `code` is the bidirectional class its characters act as."""

    start: int
    end: int
    code: str


def ltr_runs(text: str) -> list[LtrRun]:
    """Where phones, dates, numbers, e-mails and URLs stand: numbers act as EN, addresses as L."""
    return [LtrRun(*match.span(), "L" if match["address"] else "1") for match in _pattern().finditer(text)]


def isolate_ltr(text: str) -> str:
    """`text` with each such run isolated, for a terminal that orders text itself."""
    return _pattern().sub(lambda match: isolate(match[0], "ltr"), text)


def isolate(text: str, base: str) -> str:
    """`text` between the isolate for its base ("ltr", "rtl" or "auto") and U+2069, so that it mixes with nothing."""
    return f"{_ISOLATE_INITIATOR[base]}{text}{_POP_ISOLATE}"


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled when first needed: that takes longer than drawing a screen without right-to-left text."""
    return re.compile(_RUN, re.VERBOSE | re.ASCII)
