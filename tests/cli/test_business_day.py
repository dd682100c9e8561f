"""A day of business from end to end: another program's export comes in, work is done, and all of it goes back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

HEADER = "Record ID,First Name,Last Name,Email,Phone Number,Company Name,City,Tags,Create Date,Last Modified Date"
COMPANIES = ("Orchard Ltd", "Blue Door", "Carmel Print", "נגריית הצפון")
NAMES = [
    ("Noa", "Barak"), ("Omer", "Shalev"), ("Tal", "Mizrahi"), ("Gil", "Peretz"), ("Maya", "Katz"),
    ("Ido", "Friedman"), ("Yael", "Dayan"), ("Roni", "Azulay"), ("Eran", "Golan"), ("Shira", "Biton"),
    ("Amit", "Regev"), ("Lior", "Segal"), ("Hila", "Navon"), ("Uri", "Tamir"), ("Dafna", "Oren"),
    ("Nir", "Sasson"), ("Orly", "Zohar"), ("Boaz", "Harel"), ("רות", "ישראלי"), ("משה", "כהן"),
]  # fmt: skip
SUMMARY = "20 rows: 20 created, 0 updated, 0 unchanged, 0 skipped, 0 rejected; 4 companies created"


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Twenty people of four companies, as another CRM writes them."""
    lines = [HEADER]
    for n, (first, last) in enumerate(NAMES):
        tags = '"vip, newsletter"' if n % 5 == 0 else "newsletter"
        lines.append(
            f"{88000100 + n},{first},{last},person{n}@mail{n}.example,050-76543{n:02d},{COMPANIES[n % 4]},Haifa,{tags},"
            f"2025-03-{n + 1:02d}T08:15:30.000Z,2026-01-15T10:00:00.000Z"
        )
    path = tmp_path / "hub-export.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


def test_a_business_day(run: Run, exported: Path) -> None:
    code, _, err = run("import", str(exported), "--yes")
    assert (code, SUMMARY in err.splitlines()) == (0, True)
    assert len(run("contact", "list", "--ids")[1].split()) == 20
    assert len(run("company", "list", "--ids")[1].split()) == 4
    fields = "name,company,email,phone,tags,created"
    assert run("contact", "list", "noa", "--fields", fields)[1] == (
        "Noa Barak\tOrchard Ltd\tperson0@mail0.example\t050-7654300\tnewsletter, vip\t2025-03-01T08:15:30Z\n"
    )
    listed = run("contact", "list", "--json")[1]

    err = run("import", str(exported), "--yes")[2]
    assert "20 rows: 0 created, 0 updated, 20 unchanged, 0 skipped, 0 rejected; 0 companies created" in err
    assert run("contact", "list", "--json")[1] == listed

    assert run("undo")[0] == 0
    for noun in ("contact", "company", "channel", "tag"):
        assert run(noun, "list", "--ids")[1] == ""
    assert run("redo")[0] == 0
    assert run("contact", "list", "--json", "--fields", "id,name,email,tags")[1] == json_fields(listed)

    assert run("today", "--exit-code")[0] == 10
    assert run("todo", "Noa Barak", "Call about the sign", "--due", "today")[0] == 0
    noa = run("today", "--ids")[1].strip()
    assert run("find", "barak", "--ids")[1].strip() == noa
    assert run("find", "sign", "--ids")[1].strip() == "follow-up:1"
    assert run("find", "7654300", "--ids")[1].strip() == noa

    code, out, err = run("log", noa, "Wants two signs", "--next", "next fri", "--next-title", "Call with the price")
    assert (code, out) == (0, "")
    assert err.splitlines() == [
        "logged interaction:1 Wants two signs",
        "closed follow-up:1 Call about the sign",
        "planned follow-up:2 Call with the price, due Fri 4 Dec (in 7 days), not a working day",
    ]
    assert run("today", "--exit-code")[0] == 10
    friday = {"SMALLCRM_NOW": "2026-12-04T09:00"}
    assert run("today", "--ids", env=friday)[1].strip() == noa
    assert run("done", "Noa Barak", "--result", "Agreed", env=friday)[2].splitlines() == [
        "done follow-up:2 Call with the price",
        "logged interaction:2",
    ]
    assert run("today", "--exit-code", env=friday)[0] == 10
    assert run("contact", "list", "noa", "--fields", "last_touch,next")[1] == "2026-12-04T09:00:00Z\t\n"


def json_fields(listed: str) -> str:
    """The rows of a JSON list with a few of their fields, as the program writes them."""
    rows = [{name: row[name] for name in ("id", "name", "email", "tags")} for row in json.loads(listed)]
    return "[" + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]\n"
