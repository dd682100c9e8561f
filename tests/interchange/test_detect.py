"""Finding out how a file is written: encoding, delimiter, header row."""

from pathlib import Path
from typing import Any

import pytest

from smallcrm.errors import NotFoundError, StorageError, UsageError
from smallcrm.interchange.detect import Detected, detect, rows_of

HEBREW = 'שם פרטי,שם משפחה,טלפון,הערות\r\nיוסף,ישראל,054-3333333,"לחזור בערב, אחרי 18:00"\r\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def detected(file: Path, content: str | bytes, **options: Any) -> Detected:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return detect(file, **options)


def first_cells(file: Path, found: Detected) -> list[list[str]]:
    return [row.cells for row in rows_of(file, found)]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1255", "cp1255"),
    ],
)
def test_hebrew_is_read_whatever_the_encoding(file: Path, encoding: str, expected: str) -> None:
    found = detected(file, HEBREW.encode(encoding))
    assert found.encoding == expected
    assert found.headers == ("שם פרטי", "שם משפחה", "טלפון", "הערות")
    assert first_cells(file, found) == [["יוסף", "ישראל", "054-3333333", "לחזור בערב, אחרי 18:00"]]
    assert found.warnings == ()


def test_a_western_file_is_a_guess_that_shows_the_cells(file: Path) -> None:
    found = detected(file, "name,email\nJosé,jose@x.example\n".encode("cp1252"))
    assert found.encoding == "cp1252"
    assert '"José" (line 2)' in found.warnings[0]
    assert "--encoding" in found.warnings[0]


def test_french_words_are_not_taken_for_hebrew(file: Path) -> None:
    found = detected(file, "name,city\nRenée Hélène,Orléans\nÉric,Nîmes\n".encode("cp1252"))
    assert found.encoding == "cp1252"


def test_the_last_row_counts_for_the_encoding(file: Path) -> None:
    found = detected(file, b"name,email\n" + b"A,a@x.example\n" * 200_000 + "José,j@x.example\n".encode())
    assert found.encoding == "utf-8"


def test_one_damaged_byte_does_not_turn_a_utf8_file_into_another(file: Path) -> None:
    found = detected(file, ("name,city\n" + "דנה,חיפה\n" * 20).encode() + b"Jos\xe9,Madrid\n")
    assert found.encoding == "utf-8"
    rows = list(rows_of(file, found))
    assert [row.line for row in rows if row.problem] == [22]
    assert "bytes that its encoding does not know" in rows[-1].problem


def test_the_encoding_can_be_given(file: Path) -> None:
    found = detected(file, "name,city\nРоман,Хайфа\n".encode("cp1251"), encoding="cp1251")
    assert first_cells(file, found) == [["Роман", "Хайфа"]]


@pytest.mark.parametrize("encoding", ["klingon", "rot13"])
def test_an_unknown_encoding_is_refused(file: Path, encoding: str) -> None:
    with pytest.raises(UsageError, match=encoding):
        detected(file, "name\nA\n", encoding=encoding)


def test_an_encoding_that_does_not_fit_is_refused(file: Path) -> None:
    with pytest.raises(UsageError, match=r"people.csv cannot be read as utf-8"):
        detected(file, "name\nדנה\n".encode("cp1255"), encoding="utf-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(file: Path, delimiter: str) -> None:
    lines = [
        ["name", "email", "notes"],
        ["Dana", "d@x.example", '"a, b; c | d"'],
        ["Bo", "b@x.example", "x"],
    ]
    found = detected(file, "\n".join(delimiter.join(line) for line in lines))
    assert found.delimiter == delimiter
    assert first_cells(file, found)[0] == ["Dana", "d@x.example", "a, b; c | d"]


def test_commas_in_unquoted_cells_do_not_beat_the_header(file: Path) -> None:
    found = detected(file, "name;company;city\nCohen, Dana;Acme, Inc.;Haifa, IL\nLevi, Bo;A, B;C, D\n")
    assert found.delimiter == ";"


def test_excels_separator_line_is_not_the_header(file: Path) -> None:
    found = detected(file, "sep=;\nname;phone\nDana;050-1234567\n")
    assert (found.header_line, found.headers) == (2, ("name", "phone"))


@pytest.mark.parametrize("name", ["tab", "\\t", "\t"])
def test_a_delimiter_can_be_named(file: Path, name: str) -> None:
    assert detected(file, "name\tcity\nA\tB\n", delimiter=name).delimiter == "\t"


@pytest.mark.parametrize("name", ["", ",,", '"', "\n"])
def test_an_impossible_delimiter_is_refused(file: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot separate cells"):
        detected(file, "name,city\n", delimiter=name)


def test_notes_above_the_header_are_passed_over(file: Path) -> None:
    found = detected(
        file,
        'Notes:\n"When exporting, you may notice, that some\ne-mails are missing."\n\n'
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Dana,Cohen,https://x.example/in/d,,Acme,CEO,14 Aug 2024\n",
    )
    assert found.header_line == 5
    assert [row.line for row in rows_of(file, found)] == [6]


def test_a_file_without_a_header_is_refused_with_what_to_do(file: Path) -> None:
    with pytest.raises(UsageError, match="Dana Cohen") as caught:
        detected(file, "Dana Cohen,050-1234567,Haifa\nBo Levi,050-7654321,Eilat\n")
    assert "--no-header --map 1=name" in caught.value.hint


def test_without_a_header_every_row_is_data(file: Path) -> None:
    found = detected(file, "Dana Cohen,050-1234567\nBo Levi,050-7654321\n", has_header=False)
    assert (found.header_line, found.headers) == (0, ("", ""))
    assert len(list(rows_of(file, found))) == 2


def test_names_from_the_command_line_make_a_header(file: Path) -> None:
    found = detected(file, "Kunde;Nummer\nDana;12\n", known_names=["kunde"])
    assert found.headers == ("Kunde", "Nummer")


def test_a_header_alone_is_a_table_without_rows(file: Path) -> None:
    found = detected(file, "name,email\r\n")
    assert first_cells(file, found) == []


def test_a_missing_file_is_not_found(file: Path) -> None:
    with pytest.raises(NotFoundError, match=r"people.csv"):
        detect(file)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        detect(tmp_path)


def test_an_unreadable_file_is_a_storage_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("name\n")

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StorageError, match=r"people.csv cannot be read: Permission denied"):
        detect(file)


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(file: Path, content: bytes) -> None:
    with pytest.raises(UsageError, match=r"people.csv is empty"):
        detected(file, content)


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 10, b"PK\x03\x04" + b"x" * 100, b"SQLite format 3\0", b"name\0\0\0\0\0,\0\0\n"],
)
def test_a_binary_file_is_refused(file: Path, content: bytes) -> None:
    with pytest.raises(UsageError, match="not a text file"):
        detected(file, content)
