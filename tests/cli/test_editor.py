"""`edit --edit`: fields as lines of text in the person's editor."""

import stat
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.cli.editor import editor_command, read_fields, written_fields
from smallcrm.errors import UsageError

Run = Callable[..., tuple[int, str, str]]
Editor = Callable[[str], Mapping[str, str]]

pytestmark = pytest.mark.usefixtures("people")

LINES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\n"), max_size=20).map(str.strip)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Makes an editor of a Python body that changes `text`; returns the environment in which it is the editor."""

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def make(body: str) -> Mapping[str, str]:
        script = tmp_path / "editor.py"
        script.write_text(
            "import pathlib, sys, os\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text()\n"
            f"{body}\npath.write_text(text)\n"
        )
        return {"SMALLCRM_EDITOR": f"{sys.executable} {script}"}

    return make


def test_what_was_changed_in_the_editor_is_written(run: Run, editor: Editor) -> None:
    env = editor('text = text.replace("city: Haifa", "city: Eilat") + "Likes tea\\n# and cake"')
    assert run("contact", "edit", "1", "--edit", env=env) == (0, "", "changed contact:1 Dana Cohen\n")
    assert (
        run("contact", "list", "id:1", "--fields", "city,notes,company")[1] == "Eilat\tLikes tea\\n# and cake\tAcme\n"
    )


def test_an_emptied_line_clears_its_field_and_a_missing_one_says_nothing(run: Run, editor: Editor) -> None:
    env = editor('text = text.replace("company: Acme", "company:").replace("city: Haifa\\n", "")')
    run("contact", "edit", "1", "--edit", env=env)
    assert run("contact", "list", "id:1", "--fields", "city,company")[1] == "Haifa\t\n"


def test_an_unchanged_file_is_unchanged(run: Run, editor: Editor) -> None:
    assert run("contact", "edit", "1", "--edit", env=editor("")) == (0, "", "unchanged contact:1 Dana Cohen\n")


def test_companies_are_edited_the_same_way(run: Run, editor: Editor) -> None:
    env = editor('text = text.replace("domain: beta.example", "domain: beta.test")')
    assert run("company", "edit", "Beta", "--edit", env=env) == (0, "", "changed company:2 Beta\n")
    assert run("company", "list", "id:2", "--fields", "domain")[1] == "beta.test\n"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('text = "shoe size 43\\n" + text', "cannot read line 1: 'shoe size 43'"),
        ('text = text.replace("birthday:", "birthday: 31/2")', "'31/2' does not exist"),
        ('text = text.replace("name: Dana Cohen", "name:")', "a name cannot be empty"),
        ('text = text.replace("city: Haifa", "city: Haifa\\ncity: Eilat")', "cannot read line"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(run: Run, editor: Editor, change: str, told: str) -> None:
    code, out, err = run("contact", "edit", "1", "--edit", env=editor(change))
    assert (code, out) == (2, "")
    assert err.startswith(f"smallcrm: {told}")
    kept = Path(err.strip().rpartition("the text is kept in ")[2])
    assert "email" not in kept.read_text()
    assert "company: Acme" in kept.read_text()


def test_a_change_made_meanwhile_is_a_conflict_and_the_text_is_kept(
    run: Run, editor: Editor, environ: dict[str, str]
) -> None:
    env = editor(
        "import subprocess\n"
        "subprocess.run([sys.executable, '-m', 'smallcrm', 'contact', 'edit', '1', '--city', 'Acre'], check=True,"
        f" env={environ!r})\n"
        'text = text.replace("city: Haifa", "city: Eilat")'
    )
    code, _, err = run("contact", "edit", "1", "--edit", env=env)
    assert code == 4
    assert "city: Eilat" in Path(err.strip().rpartition("the text is kept in ")[2]).read_text()
    assert run("contact", "list", "id:1", "--fields", "city")[1] == "Acre\n"


def test_the_file_is_for_its_owner_alone_and_gone_afterwards(run: Run, editor: Editor, tmp_path: Path) -> None:
    env = editor("(path.parent / 'mode').write_text(oct(path.stat().st_mode))")
    run("contact", "edit", "1", "--edit", env=env)
    assert stat.S_IMODE(int((tmp_path / "mode").read_text(), 8)) == 0o600
    assert not list(tmp_path.glob("smallcrm-*"))


def test_an_editor_that_fails_changes_nothing(run: Run, editor: Editor, tmp_path: Path) -> None:
    env = editor('path.write_text("name: Eve")\nsys.exit(1)')
    code, _, err = run("contact", "edit", "1", "--edit", env=env)
    assert (code, err) == (1, f"smallcrm: {sys.executable} ended with 1; nothing was changed\n")
    assert not list(tmp_path.glob("smallcrm-*"))


def test_an_editor_that_is_not_there_is_told(run: Run) -> None:
    code, _, err = run("contact", "edit", "1", "--edit", env={"SMALLCRM_EDITOR": "no-such-editor"})
    assert (code, err) == (
        1, "smallcrm: cannot run no-such-editor: No such file or directory; set SMALLCRM_EDITOR\n"
    )  # fmt: skip


def test_the_editor_is_the_first_one_named(environ: dict[str, str]) -> None:
    assert editor_command(environ, on_terminal=True) == ["vi"]
    for named, command in (
        ({"EDITOR": "nano"}, ["nano"]),
        ({"EDITOR": "nano", "VISUAL": "code -w"}, ["code", "-w"]),
        ({"VISUAL": "code -w", "SMALLCRM_EDITOR": "ed"}, ["ed"]),
    ):
        assert editor_command({**environ, **named}, on_terminal=False) == command


@given(name=LINES, city=LINES, notes=st.lists(LINES).map("\n".join).map(str.strip))
def test_fields_are_read_as_they_were_written(name: str, city: str, notes: str) -> None:
    fields = {"name": name, "city": city, "notes": notes}
    assert read_fields(written_fields(fields), known=fields) == fields


def test_lines_of_windows_are_read() -> None:
    fields = {"name": "", "notes": ""}
    assert read_fields("name: Dana\r\nnotes:\r\none\r\ntwo\r\n", known=fields) == {"name": "Dana", "notes": "one\ntwo"}


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot read line 2: 'shoe: 43'"):
        read_fields("name: Dana\nshoe: 43\n", known={"name": ""})


def test_without_a_terminal_an_editor_must_be_named(run: Run, tmp_path: Path) -> None:
    code, out, err = run("contact", "edit", "1", "--edit")
    assert (code, out) == (2, "")
    assert err == "smallcrm: --edit needs a terminal, or an editor; set EDITOR, or give the fields as options\n"
    assert not list(tmp_path.glob("smallcrm-*"))
