"""The marked records of a list."""

from smallcrm.tui.widgets.marks import Marks


def marked(*keys: int) -> Marks[int]:
    marks: Marks[int] = Marks()
    for key in keys:
        marks.toggle(key)
    return marks


def test_marks_are_told_in_the_order_of_the_list() -> None:
    assert marked(1, 3).among([5, 3, 2, 1]) == [3, 1]


def test_marking_twice_takes_the_mark_off() -> None:
    assert not marked(1, 1)


def test_all_are_marked_unless_all_are() -> None:
    marks = marked(2)
    marks.toggle_all(3)
    assert marks.among([1, 2, 3]) == [1, 2, 3]
    marks.toggle_all(3)
    assert not marks


def test_all_that_were_marked_one_by_one_are_unmarked_together() -> None:
    marks = marked(1, 2)
    marks.toggle_all(2)
    assert not marks


def test_all_but_one_are_marked_and_then_all_again() -> None:
    marks = marked()
    marks.toggle_all(3)
    marks.toggle(2)
    assert marks.among([1, 2, 3]) == [1, 3]
    marks.toggle_all(3)
    assert marks.among([1, 2, 3]) == [1, 2, 3]


def test_marking_all_looks_at_no_record() -> None:
    marks = marked()
    marks.toggle_all(1_000_000)
    assert 999_999 in marks
    assert not marks.missing_in([])


def test_a_record_that_leaves_the_list_loses_its_mark() -> None:
    marks = marked(1, 2)
    marks.forget(marks.missing_in([2, 3]))
    assert marks.among([1, 2, 3]) == [2]
