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
_RAW_IN_JSON = (
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)"


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
    refuse_unstorable(text)
    if text.isascii():
        return text.strip()
    return text.translate(_BIDI_CONTROLS).strip()


def clean_notes(text: str) -> str:
    """Free notes as they are stored: bidi controls and inner line breaks stay, white space at both ends goes.

    Raises UsageError for a NUL and for a lone surrogate, and says where it stands.
    """
    refuse_unstorable(text)
    return text.strip()


def without_controls(text: str) -> str:
    r"""Text with its control characters as `\xNN`, but for tabs and line breaks: for data whose marks must survive."""
    return re.sub(_CONTROLS, lambda match: _escape(ord(match[0])), text)


def json_safe(json_text: str) -> str:
    r"""JSON made with `ensure_ascii=False`, with the control and format characters it left raw as `\uNNNN`."""
    if json_text.isascii() and "\x7f" not in json_text:
        return json_text
    return re.sub(_RAW_IN_JSON, _json_escape, json_text)


def _json_escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


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


def refuse_unstorable(text: str) -> None:
    """UsageError for a NUL, a lone surrogate, or a byte that is not UTF-8, and where it stands."""
    nul = text.find("\0")
    if nul >= 0:
        raise _unstorable("a NUL character", text, nul)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        what = "a byte that is not UTF-8" if _is_escaped_byte(code) else "half of a surrogate pair"
        raise _unstorable(what, text, error.start) from None


def _is_escaped_byte(code: int) -> bool:
    """Whether Python stands this surrogate for a byte of an argument or of stdin that it could not decode."""
    return 0xDC80 <= code <= 0xDCFF


def _unstorable(what: str, text: str, at: int) -> UsageError:
    around = safe(text[max(0, at - 20) : at + 20])
    return UsageError(
        f"{what} ({_escape(ord(text[at]))}) at character {at + 1}, in '{around}'",
        hint="remove that character and try again",
    )
