"""Reading rows: quoting, ragged rows, and what cannot be trusted."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.interchange.csv_reader import Row, read_records, read_rows


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def rows(file: Path, content: str, *, width: int = 2, delimiter: str = ",") -> list[Row]:
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    return list(read_rows(file, encoding="utf-8", delimiter=delimiter, width=width, after_line=1))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_are_read_and_lines_are_counted(file: Path, end: str) -> None:
    content = end.join(["name,note", f'A,"one{end}two"', "", "B,x", ""])
    assert rows(file, content) == [Row(2, ["A", f"one{end}two"]), Row(5, ["B", "x"])]


def test_empty_rows_are_no_rows(file: Path) -> None:
    assert rows(file, "name,note\n,\n \u00a0,\t\nA,x\n") == [Row(4, ["A", "x"])]


def test_missing_cells_are_empty(file: Path) -> None:
    assert rows(file, "a,b,c\nA\n", width=3) == [Row(2, ["A", "", ""])]


def test_empty_cells_too_many_are_cut(file: Path) -> None:
    assert rows(file, "a,b\nA,x,,\n") == [Row(2, ["A", "x"])]


def test_a_cell_without_a_column_is_a_problem_of_its_row(file: Path) -> None:
    first, second = rows(file, "a,b\nCohen, Dana,x\nB,y\n")
    assert first.cells == ["Cohen", "Dana", "x"]
    assert '"x" has no column' in first.problem
    assert second == Row(3, ["B", "y"])


def test_cells_are_trimmed_of_spaces_and_direction_marks(file: Path) -> None:
    read = rows(file, "a,b\n\u200f דנה\u00a0\u3000,\u202b x\u202c \n")
    assert read == [Row(2, ["דנה", "x"])]


def test_a_nul_is_a_problem_of_its_row(file: Path) -> None:
    bad, good = rows(file, "a,b\nA\0B,x\nC,y\n")
    assert "NUL" in bad.problem
    assert good == Row(3, ["C", "y"])


def test_bytes_of_another_encoding_are_a_problem_of_their_row(file: Path) -> None:
    bad, good = rows(file, "a,b\nJos\udce9,x\nC,y\n")
    assert "\\udce9" in bad.problem
    assert good == Row(3, ["C", "y"])


def test_a_quote_never_closed_is_told_with_its_lines(file: Path) -> None:
    good, bad = rows(file, 'a,b\nA,x\nB,"y\nC,z\nD,z\n')
    assert good == Row(2, ["A", "x"])
    assert bad.line == 3
    assert bad.problem == "a quotation mark is not closed in lines 3 to 5, which were read as one row"


def test_a_stray_quote_that_joins_rows_is_told(file: Path) -> None:
    bad, good = rows(file, 'a,b\nA,"x\nB,"y"\nC,z\n')
    assert "lines 2 to 3" in bad.problem
    assert good == Row(4, ["C", "z"])


def test_a_stray_quote_within_a_line_is_read_leniently(file: Path) -> None:
    assert rows(file, 'a,b\n"Dana" Cohen,x\n') == [Row(2, ["Dana Cohen", "x"])]


def test_a_blank_before_a_quote_does_not_hide_it(file: Path) -> None:
    assert rows(file, 'a,b\nA, "x, y"\n') == [Row(2, ["A", "x, y"])]


def test_a_cell_of_ten_megabytes_is_read(file: Path) -> None:
    (row,) = rows(file, f"a,b\nA,{'x' * 10_000_000}\n")
    assert len(row.cells[1]) == 10_000_000


def test_formulas_are_only_text(file: Path) -> None:
    assert rows(file, "a,b\n=SUM(A1:A2),@x\n") == [Row(2, ["=SUM(A1:A2)", "@x"])]


_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=2), max_size=6))
def test_what_the_csv_module_writes_is_read_back(table: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(table)
    records = list(read_records(io.StringIO(written.getvalue(), newline=""), ","))
    assert [record.cells for record in records] == table
    assert not any(record.problem for record in records)
