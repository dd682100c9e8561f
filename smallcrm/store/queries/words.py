"""Words of people as full-text queries: quoted, so that nothing they type is an operator."""

from collections.abc import Iterable

from smallcrm.text.fold import query_words, words

_SHORTEST_FRAGMENT = 3


def prefix_query(text: str) -> str:
    """The FTS5 query for records with all the words of `text`, or words that begin so; "" when it has none."""
    return " AND ".join(_any_of(forms, "*") for forms in query_words(text))


def typed_query(text: str) -> str:
    """`prefix_query` with the words as they are typed, their particles included."""
    return " AND ".join(_any_of(forms[:1], "*") for forms in query_words(text))


def exact_query(text: str) -> str:
    """The FTS5 query for records with all the words of `text`, each in full; "" when it has none."""
    return " AND ".join(_quoted(word) for word in words(text))


def any_word(alternatives: Iterable[Iterable[str]]) -> str:
    """The FTS5 query for names that hold, for each of `alternatives`, one of its words."""
    return in_name(" AND ".join(_any_of(forms, "") for forms in alternatives))


def in_name(query: str) -> str:
    """The same FTS5 query, asked of the names alone."""
    return f"name : ({query})"


def fragment_of(text: str) -> str | None:
    """What to look for in the match keys of channels when `text` is part of a phone or an e-mail, else None."""
    if "@" in text:
        from smallcrm.values.emails import email_key

        key = email_key(text)
        return key if len(key) >= _SHORTEST_FRAGMENT else None
    if not any(character.isdecimal() for character in text):
        return None
    from smallcrm.values.phones import phone_fragment

    return phone_fragment(text)


def _any_of(forms: Iterable[str], ending: str) -> str:
    return "(" + " OR ".join(_quoted(form) + ending for form in forms) + ")"


def _quoted(word: str) -> str:
    return f'"{word}"'
