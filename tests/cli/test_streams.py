"""The program itself: pipes, terminals, signals."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.usefixtures("people")
def test_a_program_prints_what_the_function_prints(run: Run, program: Run) -> None:
    assert program("contact", "list") == run("contact", "list")
    assert program("contact", "show", "99", "--json") == run("contact", "show", "99", "--json")
    assert program("contact", "delete", "-", stdin="1\n") == (0, "", "deleted contact:1 Dana Cohen\n")


@pytest.mark.usefixtures("people")
def test_ids_go_from_one_command_into_another(environ: dict[str, str], run: Run) -> None:
    line = '"$PYTHON" -m smallcrm contact list +vip --ids | "$PYTHON" -m smallcrm contact tag - gold'
    done = subprocess.run(
        ["sh", "-c", line], env={**environ, "PYTHON": sys.executable}, capture_output=True, check=True
    )
    assert done.stdout == b""
    assert run("contact", "list", "+gold", "--ids")[1] == "2\n1\n"


@pytest.mark.usefixtures("people")
def test_a_broken_pipe_ends_quietly(environ: dict[str, str], run: Run) -> None:
    run("contact", "edit", "1", "--notes", "x" * 300_000)
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "smallcrm", "contact", "list", "--json"]
    done = subprocess.run(command, env=environ, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.usefixtures("people")
def test_an_interrupt_is_130_and_changes_nothing(run: Run, program: Run, tmp_path: Path) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text("import os, signal\nos.kill(os.getppid(), signal.SIGINT)\n")
    env = {"EDITOR": f"{sys.executable} {editor}", "TMPDIR": str(tmp_path)}
    code, out, _ = program("contact", "edit", "1", "--edit", env=env)
    assert (code, out) == (130, "")
    assert run("contact", "edit", "1", "--city", "Haifa")[2] == "unchanged contact:1 Dana Cohen\n"


@pytest.mark.usefixtures("people")
def test_a_terminal_shows_a_table_with_a_header(terminal: Run) -> None:
    code, out, err = terminal("contact", "list", "+vip", width=100, env={"NO_COLOR": "1"})
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Id  Name        Company  Kind      Phone        E-mail             Last touch  Next  Tags",
        " 2  Avi Levi             lead      03-5551234                                        print, vip",
        " 1  Dana Cohen  Acme     customer  050-1234567  dana@acme.example                    vip",
    ]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_table_fits_its_terminal(terminal: Run, run: Run, width: int) -> None:
    run("contact", "edit", "1", "--company", "A company with a very long name indeed, founded in 1897")
    _, out, _ = terminal("contact", "list", width=width, env={"NO_COLOR": "1"})
    assert max(map(len, out.splitlines())) <= width


@pytest.mark.usefixtures("people")
def test_colour_is_for_terminals_unless_unwanted(terminal: Run) -> None:
    assert "\x1b[1m" in terminal("contact", "list")[1]
    assert "\x1b[1m" not in terminal("contact", "list", env={"NO_COLOR": "1"})[1]
    assert "\x1b[1m" not in terminal("contact", "list", "--color", "never")[1]


def test_a_terminal_shows_fifty_rows_unless_asked_for_more(terminal: Run, run: Run) -> None:
    for number in range(52):
        run("contact", "add", f"Person {number:02}")
    _, out, err = terminal("contact", "list", "--fields", "name", "--no-header", height=100)
    assert (len(out.splitlines()), err) == (50, "50 of 52 shown; --all shows every one\n")
    assert len(terminal("contact", "list", "--no-header", "--all", height=100)[1].splitlines()) == 52
    assert len(run("contact", "list")[1].splitlines()) == 52


def test_more_than_a_screen_goes_through_the_pager(terminal: Run, run: Run) -> None:
    for number in range(12):
        run("contact", "add", f"Person {number:02}")
    pager = {"SMALLCRM_PAGER": "sed s/^/paged:/"}
    assert terminal("contact", "list", height=10, env=pager)[1].count("paged:") >= 12
    assert "paged:" not in terminal("contact", "list", height=40, env=pager)[1]
    assert "paged:" not in run("contact", "list", env=pager)[1]


@pytest.mark.usefixtures("people")
def test_a_person_at_a_terminal_is_asked_which_of_several_is_meant(terminal: Run, run: Run) -> None:
    run("contact", "add", "Dana Cohen", "--email", "other@dana.example")
    code, shown, _ = terminal("contact", "edit", "Dana Cohen", "--city", "Acre", typed="2\n")
    assert code == 0
    assert "  1  contact:1 Dana Cohen, Acme\n  2  contact:4 Dana Cohen\n" in shown
    assert run("contact", "list", "city:acre", "--ids")[1] == "4\n"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("typed", "more"), [("\n", []), ("7\n", []), ("2\n", ["--no-input"])])
def test_no_answer_is_ambiguous(terminal: Run, run: Run, typed: str, more: list[str]) -> None:
    run("contact", "add", "Dana Cohen", "--email", "other@dana.example")
    assert terminal("contact", "edit", "Dana Cohen", "--city", "Acre", *more, typed=typed)[0] == 4
    assert run("contact", "list", "city:acre", "--ids")[1] == ""


def test_importing_on_a_terminal_shows_the_plan_and_asks(terminal: Run, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,phone,shoe size\nDana,050-1234567,38\nBo,5.41E+08,\n", encoding="utf-8")
    code, shown, _ = terminal("import", str(path), typed="n\n")
    assert code == 0
    assert ["shoe", "size", "shoe_size", "38"] in [line.split() for line in shown.splitlines()]
    assert "import 1, update 0, skip 0, reject 1?" in shown
    assert "nothing was imported" in shown
    assert run("contact", "list", "--ids")[1] == ""
    assert terminal("import", str(path), typed="y\n")[0] == 5
    assert run("contact", "list", "shoe_size:38", "--fields", "name")[1] == "Dana\n"
