"""What a table is sorted by: fields with commas between them, `-` before one for descending order."""

from collections.abc import Sequence


def ascending(sort: str) -> str:
    """The fields of a sorting, without the signs."""
    return ",".join(field.removeprefix("-") for field in sort.split(","))


def reversed_sort(sort: str) -> str:
    """The same fields in the other direction."""
    is_descending = sort.startswith("-")
    return ",".join(field if is_descending else f"-{field}" for field in ascending(sort).split(","))


def sort_after(sort: str, sorts: Sequence[str]) -> str:
    """The next of the sortings that a table offers."""
    present = ascending(sort)
    return sorts[(sorts.index(present) + 1) % len(sorts)] if present in sorts else sorts[0]
