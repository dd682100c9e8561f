"""Every cell inside its own columns, whatever stands beside it: tables and boards on a terminal 100 wide.

The letters of each column occur in no other, so that each letter on the screen says where it belongs.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.history import Source
from smallcrm.text.bidi import cluster_map
from smallcrm.text.width import cluster_width, clusters

Run = Callable[..., tuple[int, str, str]]

WIDTH = 100
MOST_LOOKS = 1000
MODES = ("app", "lro", "words", "terminal", "off")
LETTERS = {"Name": "אבגדABCD", "Company": "הוזחטFGHJK", "Phone": "789", "E-mail": "@", "Tags": "qzנסע"}
ALWAYS_SHOWN = ("Name", "Company", "Phone")
PEOPLE = [
    ("אבא גד", "הוה זח", "050-9878777", "x@y.example", "נסע"),
    ("גבאי (ABBA) דגא", "HFG הוז 2", "+972-58-7877799", "לל@y.example", "zqz"),
    ("ABBA CADD", "FKGH JKF", "058 887 7887", "x@y.example", "qzq"),
    ("אַבָּא גָּד-דב, ABC", 'וזה "טוח" הו"ז', "*8789", "x@y.example", "נעס"),
    ("גד! " + "אבגד " * 12, "FGH " * 12, "07-98.78.9", "x@y.example", "עסנ zq"),
    ("A1B2 אב (3) ג", "זוט 3-2 GH", "(07) 987 8777", "x@y.example", "zסq"),
]
STAGES = ("אבגABC", "דהוDEF", "זחטGHJ", "יכלKMN")


def shown_by_terminal(line: str, mode: str) -> list[str]:
    """What stands in each cell of a line, on the terminal that the mode is meant for."""
    if mode == "words":
        line = re.sub("[א-ת\u0591-\u05c7]+", lambda word: "".join(reversed(clusters(word[0]))), line)
    if mode == "terminal":
        drawn = [cluster.glyphs for cluster in cluster_map(line, "ltr", keep_ltr_runs=False)]
    else:
        drawn = clusters(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", line))
    return [cell for glyphs in drawn for cell in [glyphs, ""][: cluster_width(glyphs) if glyphs else 0]]


def without_styles(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*[mlh]", "", shown)


def assert_table_is_right(shown: str, mode: str) -> None:
    header, *rows = [shown_by_terminal(line, mode) for line in without_styles(shown).splitlines()]
    starts = [match.start() for match in re.finditer(r"\S+(?: \S+)*", "".join(header))]
    titles = [match[0] for match in re.finditer(r"\S+(?: \S+)*", "".join(header))]
    assert len(rows) == len(PEOPLE)
    assert set(ALWAYS_SHOWN) <= set(titles)
    for row in rows:
        assert len(row) <= WIDTH
        for title, start, end in zip(titles, starts, [*starts[1:], WIDTH + 2], strict=True):
            own = LETTERS.get(title, "")
            places = [at for at, char in enumerate(row) if char and char[0] in own]
            assert all(start <= at < end - 2 for at in places), (title, "".join(row))
            assert places or title not in ALWAYS_SHOWN, (title, "".join(row))


def assert_board_is_right(shown: str, mode: str) -> None:
    lines = [shown_by_terminal(line, mode) for line in without_styles(shown).splitlines()]
    rule = next(line for line in lines if "┼" in line)
    bars = [at for at, char in enumerate(rule) if char == "┼"]
    cards = lines[lines.index(rule) + 1 :]
    found = set()
    for line in cards:
        assert len(line) <= WIDTH
        assert [at for at, char in enumerate(line) if char == "│"] == bars[: line.count("│")]
        for at, char in enumerate(line):
            owners = [index for index, letters in enumerate(STAGES) if char and char[0] in letters]
            for owner in owners:
                found.add(owner)
                left, right = [-2, *bars][owner], [*bars, WIDTH + 1][owner]
                assert left + 1 < at < right - 1, (char, "".join(line))
    assert found == set(range(len(STAGES)))


@pytest.fixture
def business(environ: dict[str, str]) -> None:
    """Contacts in Hebrew, mixed and Latin, and deals in four stages."""
    crm = Crm(Path(environ["SMALLCRM_DB"]), source=Source.CLI, environ=environ)
    for name, company, phone, email, tag in PEOPLE:
        channels = [NewChannel(ChannelType.PHONE, phone), NewChannel(ChannelType.EMAIL, email)]
        crm.contacts.add({"name": name}, company=company, channels=channels, tags=tag.split(), force=True)
    for stage, letters in zip(crm.stages.all(), STAGES, strict=False):
        hebrew, latin = letters[:3], letters[3:]
        owner, _ = crm.companies.add({"name": hebrew})
        for title in (hebrew * 9, latin * 9, f"{hebrew} {latin} ({hebrew}) 12-3", f"{latin}, {hebrew}!", f"({hebrew})"):
            crm.deals.add({"title": title, "amount": "1200"}, company=owner, stage=stage)
    crm.close()


pytestmark = pytest.mark.usefixtures("business")


@pytest.mark.parametrize("mode", MODES)
def test_the_letters_of_a_list_stay_in_their_columns(terminal: Run, mode: str) -> None:
    code, shown, err = terminal("contact", "list", width=WIDTH, height=60, env={"SMALLCRM_BIDI": mode})
    assert (code, err.count("fault")) == (0, 0)
    assert_table_is_right(shown, mode)


@pytest.mark.parametrize("mode", MODES)
def test_the_letters_of_a_board_stay_in_their_columns(terminal: Run, mode: str) -> None:
    code, shown, err = terminal("deal", "board", width=WIDTH, height=60, env={"SMALLCRM_BIDI": mode})
    assert (code, err) == (0, "")
    assert_board_is_right(shown, mode)


@pytest.mark.parametrize("command", [["contact", "list"], ["deal", "board"], ["contact", "show", "1"], ["today"]])
def test_only_the_mode_app_frames_what_it_draws(terminal: Run, command: list[str]) -> None:
    for mode in MODES:
        shown = terminal(*command, width=WIDTH, height=60, env={"SMALLCRM_BIDI": mode})[1]
        assert shown.startswith("\x1b[8l") == shown.endswith("\x1b[8h") == (mode == "app")
        assert shown.count("\x1b[8") == 2 * (mode == "app")


@pytest.mark.parametrize("mode", MODES)
def test_a_pager_is_framed_too(terminal: Run, mode: str) -> None:
    env = {"SMALLCRM_BIDI": mode, "SMALLCRM_PAGER": "sed 's/^/paged /'"}
    shown = terminal("contact", "list", width=WIDTH, height=5, env=env)[1]
    before, after = ("\x1b[8l", "\x1b[8h") if mode == "app" else ("", "")
    lines = shown.removeprefix(before).removesuffix(after).splitlines()
    assert (shown.startswith(before), shown.endswith(after)) == (True, True)
    assert len(lines) == len(PEOPLE) + 1
    assert all(line.startswith("paged ") for line in lines)


@pytest.mark.parametrize("command", [["contact", "list"], ["deal", "board"], ["contact", "show", "1"]])
@pytest.mark.parametrize("shape", ["table", "tsv", "csv", "json"])
def test_a_pipe_gets_text_as_it_is_stored(run: Run, command: list[str], shape: str) -> None:
    code, out, _ = run(*command, "--format", shape)
    assert code == 0
    assert not re.search("[\x1b\u200e\u200f\u202a-\u202e\u2066-\u2069]", out)
    assert ("אבג" if command[0] == "deal" else "אבא גד") in out


class Tmux:
    """A tmux server of this test's own, with one window 100 wide."""

    def __init__(self, socket: str, environ: dict[str, str]) -> None:
        self._socket = socket
        self._environ = environ

    def run(self, *arguments: str) -> str:
        """Run a tmux command on this server."""
        done = subprocess.run(
            ["tmux", "-f", os.devnull, "-L", self._socket, *arguments],
            env=self._environ,
            capture_output=True,
            check=True,
            timeout=60,
        )
        return done.stdout.decode()

    def shown(self, *command: str) -> str:
        """What the window shows when a smallcrm command has ended."""
        signal = f"tmux -L {self._socket} wait-for -S ended"
        line = f"{shlex.join([sys.executable, '-m', 'smallcrm', *command])}; echo; printf ENDED; {signal}; exec cat"
        self.run("new-session", "-d", "-x", str(WIDTH), "-y", "60", line)
        self.run("wait-for", "ended")
        for _ in range(MOST_LOOKS):
            lines = self.run("capture-pane", "-p").rstrip("\n").split("\n")
            if lines[-1] == "ENDED":
                return "\n".join(lines[:-1]).rstrip("\n") + "\n"
        pytest.fail(f"the command did not end: {lines}")


@pytest.fixture
def tmux(environ: dict[str, str], tmp_path: Path) -> Iterator[Tmux]:
    """tmux, ended through its own socket afterwards."""
    environ["TMUX_TMPDIR"] = str(tmp_path)
    server = Tmux(f"smallcrm-test-{os.getpid()}", environ)
    yield server
    server.run("kill-server")


@pytest.mark.parametrize("mode", ["", *MODES])
def test_tmux_shows_every_letter_in_its_column(tmux: Tmux, environ: dict[str, str], mode: str) -> None:
    environ["SMALLCRM_BIDI"] = mode
    assert_table_is_right(tmux.shown("contact", "list"), mode)


def test_tmux_shows_a_board_in_its_columns(tmux: Tmux) -> None:
    assert_board_is_right(tmux.shown("deal", "board"), "")
