"""The keys of a list, as a table holds them."""

from array import array

import pytest

from smallcrm.tui.widgets.row_window import RowWindow

WIDE = 1 << 40


def test_a_million_ids_take_four_bytes_each() -> None:
    window: RowWindow[int] = RowWindow(array("q", range(1000)))
    window.extend(array("q", range(1000, 1_000_000)))
    assert isinstance(window.keys, array)
    assert window.keys.itemsize == 4
    assert window.count == 1_000_000


@pytest.mark.parametrize("bunches", [((1, 2), (WIDE, 4)), ((WIDE, 1), (2, 3)), ((), (1, WIDE), (3,)), ((-1,), (2,))])
def test_ids_of_any_size_keep_their_order(bunches: tuple[tuple[int, ...], ...]) -> None:
    window: RowWindow[int] = RowWindow()
    for bunch in bunches:
        window.extend(array("q", bunch))
    assert list(window.keys) == [key for bunch in bunches for key in bunch]


def test_keys_that_are_no_numbers_are_held_as_they_are() -> None:
    window: RowWindow[str] = RowWindow(["contact:1"])
    window.extend(["company:1"])
    assert window.index_of("company:1", near=0) == 1
