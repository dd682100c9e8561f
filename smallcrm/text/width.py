"""How many terminal cells text takes, and where it may be cut: whole letters with their marks, whole emoji."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

ELLIPSIS = "…"

_ZERO_WIDTH_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_ZERO_WIDTH_CATEGORIES = frozenset({"Mn", "Mc", "Me", "Cf", "Cc", "Zl", "Zp"})
_MARK_CATEGORIES = frozenset({"Mn", "Mc", "Me"})
_JOINERS = "\u200c\u200d"
_EMOJI_KEYCAPS = "0123456789#*©®"
_CACHED_CHARS = 4096
# Latin, Hebrew without marks, punctuation and currency signs: letters of one cell that nothing in here belongs to.
_PLAIN = re.compile("[ -~\xa1-\xac\xae-\u02ff\u05be\u05d0-\u05ea\u05f3\u05f4\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]*")


def width(text: str) -> int:
    """The cells that `text` takes, as Unicode's EastAsianWidth.txt and the common terminals count them."""
    if _is_plain(text):
        return len(text)
    return sum(map(cluster_width, _each_cluster(text)))


def clusters(text: str) -> list[str]:
    """The letters as a reader sees them: marks, joiners and skin tones stay with what they belong to."""
    return list(text) if text.isascii() or _is_plain(text) else list(_each_cluster(text))


def fit(text: str, cells: int) -> str:
    """`text` in at most `cells` cells: cut after a whole cluster, with … where something was cut off."""
    if _is_plain(text):
        return text if len(text) <= cells else text[: max(0, cells - 1)] + ELLIPSIS[:cells]
    end = last_cut = used = 0
    for cluster in _each_cluster(text):
        used += cluster_width(cluster)
        if used > cells:
            return text[:last_cut] + ELLIPSIS[:cells]
        end += len(cluster)
        if used < cells:
            last_cut = end
    return text


def cluster_width(cluster: str) -> int:
    """The cells of one cluster: 0, 1 or 2."""
    if len(cluster) == 1:
        return _char_width(cluster)
    if _is_regional_indicator(cluster[1]) or any(map(_is_skin_tone, cluster)):
        return 2
    if _EMOJI_STYLE in cluster and _may_be_emoji(cluster[0]):
        return 2
    return _char_width(cluster[0])


def _is_plain(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


def _each_cluster(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text)):
        if not _continues(text, start, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _continues(text: str, start: int, at: int) -> bool:
    """Whether the character at `at` belongs to the cluster that began at `start`."""
    char = text[at]
    if _extends(char):
        return True
    if text[at - 1] == _ZERO_WIDTH_JOINER:
        return _is_symbol(char) and _is_symbol(text[start])
    return at - 1 == start and _is_regional_indicator(char) and _is_regional_indicator(text[start])


@lru_cache(maxsize=_CACHED_CHARS)
def _char_width(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH_CATEGORIES or _is_joining_jamo(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


@lru_cache(maxsize=_CACHED_CHARS)
def _extends(char: str) -> bool:
    is_mark = unicodedata.category(char) in _MARK_CATEGORIES or char in _JOINERS
    return is_mark or _is_skin_tone(char) or _is_joining_jamo(char) or _is_emoji_tag(char)


def _is_joining_jamo(char: str) -> bool:
    """Whether this is a Hangul vowel or final consonant, drawn into the cell of the consonant before it."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"


def _is_emoji_tag(char: str) -> bool:
    """Whether this is part of the name of a region in its flag emoji."""
    return "\U000e0020" <= char <= "\U000e007f"


def _is_skin_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_regional_indicator(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_symbol(char: str) -> bool:
    return unicodedata.category(char)[0] == "S"


def _may_be_emoji(char: str) -> bool:
    return char >= "\u2000" or char in _EMOJI_KEYCAPS
