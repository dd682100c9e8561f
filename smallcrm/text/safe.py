"""Text of users made harmless: what may be stored, and how control characters are shown or put into JSON."""

import re
import unicodedata

from smallcrm.errors import UsageError

_ESCAPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"
_TAB_COLUMNS = 4

_BIDI_CONTROLS = dict.fromkeys(
    (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF),
)
# Text until its first use: every command loads this module, few of them write JSON.
_RAW_IN_JSON = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def safe(text: str) -> str:
    r"""One line that cannot move the cursor, colour the screen or hide its order.

    Control and format characters, line breaks, tabs and lone surrogates are written `\xNN`, above U+00FF
    `\uNNNN`, above U+FFFF `\UNNNNNNNN`. The joiners U+200C and U+200D stay where they join letters or emoji.
    """
    if text.isprintable():
        return text
    return "".join([char if char.isprintable() else _shown(text, at) for at, char in enumerate(text)])


def safe_lines(text: str) -> str:
    """Text of several lines made `safe` line by line: line breaks stay, a tab becomes spaces."""
    if text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").expandtabs(_TAB_COLUMNS).split("\n")
    return "\n".join([safe(line) for line in lines])


def clean_input(text: str) -> str:
    """A field's value as it is stored: without bidi controls, and without white space at both ends.

    Raises UsageError for a NUL and for a lone surrogate, and says where it stands.
    """
    _refuse_unstorable(text)
    if text.isascii():
        return text.strip()
    return text.translate(_BIDI_CONTROLS).strip()


def clean_notes(text: str) -> str:
    """Free notes as they are stored: bidi controls and inner line breaks stay, white space at both ends goes.

    Raises UsageError for a NUL and for a lone surrogate, and says where it stands.
    """
    _refuse_unstorable(text)
    return text.strip()


def json_safe(json_text: str) -> str:
    r"""JSON made with `ensure_ascii=False`, with the control and bidi characters it left raw as `\uNNNN`."""
    if json_text.isascii() and "\x7f" not in json_text:
        return json_text
    return re.sub(_RAW_IN_JSON, _json_escape, json_text)


def _json_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _shown(text: str, at: int) -> str:
    """How the unprintable character at `at` is shown."""
    char = text[at]
    if unicodedata.category(char) not in _ESCAPED_CATEGORIES:
        return char
    if char in _JOINERS and _joins(text[at - 1 : at]) and _joins(text[at + 1 : at + 2]):
        return char
    return _escape(ord(char))


def _joins(neighbour: str) -> bool:
    """Whether a joiner may stand next to this character: a letter, mark, digit or symbol, as emoji are."""
    return neighbour != "" and unicodedata.category(neighbour)[0] in "LMNS"


def _escape(code: int) -> str:
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _refuse_unstorable(text: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        raise _unstorable("a NUL character", text, nul)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _unstorable("half of a surrogate pair", text, error.start) from None


def _unstorable(what: str, text: str, at: int) -> UsageError:
    around = safe(text[max(0, at - 20) : at + 20])
    return UsageError(
        f"{what} ({_escape(ord(text[at]))}) at character {at + 1}, in '{around}'",
        hint="remove that character and try again",
    )
