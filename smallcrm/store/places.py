"""The order of choices, as SQL: an index is used only where it is spelled as the query spells it."""

from collections.abc import Iterable


def place_of(column: str, choices: Iterable[str]) -> str:
    """An expression for the place that a column's value has among `choices`."""
    places = " ".join(f"WHEN {_literal(choice)} THEN {place}" for place, choice in enumerate(choices))
    return f"CASE {column} {places} END"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
