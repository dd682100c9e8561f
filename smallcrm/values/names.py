"""Names of people: whether two may be one person's, and their given and family parts."""

import re

_FAMILY_PARTICLES = "al bar ben da de del den der di du el la le ter van von אבו אל בן בר בת דה"


def names_agree(a_folded: str, b_folded: str) -> bool:
    """Whether two folded names may be one person's: every word of one is in the other, in any order.

    An empty name agrees with every name.
    """
    a, b = name_words(a_folded), name_words(b_folded)
    return a <= b or b <= a


def name_words(folded: str) -> frozenset[str]:
    """The words by which names agree: `dana (cohen)` has the same as `cohen, dana`."""
    return frozenset(re.findall(r"[^\W_]+", folded) or folded.split())


def split_name(full: str) -> tuple[str, str]:
    """(given, family): the family name is the last word with the particles before it, or what precedes a comma.

    One word is a given name.
    """
    family, comma, given = full.partition(",")
    if comma and family.strip() and given.strip():
        return join_name(given, ""), join_name(family, "")
    words = full.split()
    start = max(1, len(words) - 1)
    while start > 1 and words[start - 1].casefold() in _FAMILY_PARTICLES.split():
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def join_name(given: str, family: str) -> str:
    """`Dana Cohen`: the parts that are there, with one blank between words."""
    return " ".join(f"{given} {family}".split())
