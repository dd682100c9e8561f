"""What a name sounds like: one consonant skeleton for Hebrew and Latin, so that כהן answers to Cohen."""

import re

from smallcrm.text.fold import words

_SOFT_GIMEL = re.compile("[גז]['׳‘’‛′`]")
# A vav is the consonant v at the start, doubled, and before a yod or a last he; elsewhere it writes o or u.
_HEBREW_TOKEN = re.compile("^דוד$|^[אעהחכוי]|וו|ו(?=י|ה$)|[א-הז-תj]")
_LATIN_TOKEN = re.compile("^chr|^char|^(?:ch|kh|h)|^[aeiouyj]|sch|sh|tch|tz|ts|cz|ck|ph|th|gh|ch|kh|c[eiy]|[a-z]")
_REPEATED = re.compile(r"(.)\1+")

_FIRST_SOUNDS = (
    dict.fromkeys("אעaeiou", "A")
    | dict.fromkeys(("ה", "ח", "ch", "kh", "h"), "H")
    | dict.fromkeys("יyj", "Y")
    | {"כ": "K", "chr": "KR", "char": "SR"}
)
_SOUNDS = (
    dict.fromkeys(("ב", "ו", "וו", "b", "v", "w"), "B")
    | dict.fromkeys(("ג", "g", "gh"), "G")
    | dict.fromkeys("דd", "D")
    | dict.fromkeys(("ט", "ת", "t", "th"), "T")
    | dict.fromkeys("לl", "L")
    | dict.fromkeys("מm", "M")
    | dict.fromkeys("נn", "N")
    | dict.fromkeys(("פ", "p", "f", "ph"), "P")
    | dict.fromkeys(("ק", "k", "c", "q", "ck"), "K")
    | dict.fromkeys("רr", "R")
    | dict.fromkeys(("ז", "ס", "צ", "ש", "s", "z", "sh", "sch", "tch", "ts", "tz", "cz"), "S")
    | dict.fromkeys(("ce", "ci", "cy"), "S")
    | {"j": "Y", "x": "KS", "דוד": "DBD"}
)


def skeleton(text: str) -> str:
    """The consonants of each word in one alphabet, with spaces between words; '' when nothing can be said.

    Vowels count only at the start of a word; h, ch, ח and soft כ only there too, because spellings disagree
    about them (Mizrahi, Mizrachi, מזרחי). Equal skeletons sound alike; one of a single letter says little.
    """
    plain = _SOFT_GIMEL.sub("j", text)
    return " ".join(filter(None, map(_word_skeleton, words(plain))))


def _word_skeleton(word: str) -> str:
    tokens = _HEBREW_TOKEN if "א" <= word[-1] <= "ת" else _LATIN_TOKEN
    return _REPEATED.sub(r"\1", "".join(map(_sound, tokens.finditer(word))))


def _sound(match: re.Match[str]) -> str:
    token = match[0]
    if match.start() == 0 and token in _FIRST_SOUNDS:
        return _FIRST_SOUNDS[token]
    return _SOUNDS.get(token, "")
