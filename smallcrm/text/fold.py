"""Folding: the form in which text is compared, sorted and found, whatever its case, accents or niqqud."""

import re
import unicodedata

from smallcrm.text.memo import remember

FOLD_VERSION = 1

_MAQAF = "\u05be"
_PARTICLES = "משהוכלב"
_SHORTEST_STEM = 3
_CACHED_WORDS = 32_768
_LONGEST_CACHED_WORD = 64

_IGNORED_CATEGORIES = frozenset({"Mn", "Mc", "Me", "Cf"})
_BASE_FORMS = str.maketrans("ךםןףץ" + _MAQAF, "כמנפצ ")
_HEBREW = "[א-ת\u05ef-\u05f2]"
_APOSTROPHES = "'`׳‘’‛′"
# After a Hebrew letter an apostrophe is a geresh wherever it stands; a double quote only before a letter.
# Patterns stay text until their first use: every command loads this module, few of them fold anything.
_HEBREW_QUOTES = f'(?<={_HEBREW})(?:[{_APOSTROPHES}"״“”„‟]+(?={_HEBREW})|[{_APOSTROPHES}]+)'
_WORD = r"[^\W_]+"


def fold(text: str) -> str:
    """The form of `text` for comparing and sorting; folding twice changes nothing.

    NFKD without marks and invisible format characters, casefolded, maqaf as a space, final Hebrew letters
    in their base form, and no geresh or gershayim (nor the quotes typed for them) inside Hebrew words.
    """
    if text.isascii():
        return text.lower()
    return " ".join([_fold_piece(piece) for piece in text.split(" ")])


def words(text: str) -> list[str]:
    """The folded words of `text`: runs of letters and digits, as SQLite's `ascii` tokenizer reads them."""
    return re.findall(_WORD, fold(text))


def index_words(text: str) -> list[str]:
    """The words under which `text` is found: each Hebrew one is followed by its forms without particles."""
    return index_text(text).split()


def index_text(text: str) -> str:
    """The words under which `text` is found, with spaces between them, as the search index stores them."""
    return " ".join(filter(None, map(_index_piece, text.split(" "))))


def query_words(text: str) -> list[tuple[str, ...]]:
    """For each word of a query the forms that answer it: the word itself, then without its particles."""
    return [_forms(word) for word in words(text)]


def _forms(word: str) -> tuple[str, ...]:
    """A word, and without one or two leading letters of משהוכלב where at least three letters remain."""
    if word[0] not in _PARTICLES or len(word) <= _SHORTEST_STEM:
        return (word,)
    if word[1] not in _PARTICLES or len(word) <= _SHORTEST_STEM + 1:
        return (word, word[1:])
    return (word, word[1:], word[2:])


@remember(texts=_CACHED_WORDS, longest=_LONGEST_CACHED_WORD)
def _index_piece(piece: str) -> str:
    """The index words of what stands between two spaces; languages repeat themselves."""
    return " ".join([form for word in words(piece) for form in _forms(word)])


def _fold_piece(piece: str) -> str:
    return piece.lower() if piece.isascii() else _fold_unicode(piece)


@remember(texts=_CACHED_WORDS, longest=_LONGEST_CACHED_WORD)
def _fold_unicode(text: str) -> str:
    casefolded = _without_marks(_without_marks(text).casefold())
    return re.sub(_HEBREW_QUOTES, "", casefolded.translate(_BASE_FORMS))


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join([char for char in decomposed if unicodedata.category(char) not in _IGNORED_CATEGORIES])
