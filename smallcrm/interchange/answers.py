"""Yes and no as they are written in tables, in English and Hebrew."""

_YES = frozenset(("yes", "y", "true", "1", "x", "v", "✓", "כן", "נכון"))
_NO = frozenset(("no", "n", "false", "0", "-", "לא"))


def is_yes(cell: str) -> bool:
    """Whether a cell says yes."""
    return cell.casefold() in _YES


def is_no(cell: str) -> bool:
    """Whether a cell says no."""
    return cell.casefold() in _NO
