"""Small matters of English."""

_IRREGULAR = {"company": "companies"}


def counted(number: int, noun: str) -> str:
    """`1 row`, `2 rows`, `3 companies`."""
    return f"{number} {noun if number == 1 else _IRREGULAR.get(noun, f'{noun}s')}"
