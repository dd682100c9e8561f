"""Typing ahead in a real terminal: many bytes in one write, also before the full screen stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from tests.tui.shell import Shell, shell


@pytest.fixture
def terminal(database: Path, environ: dict[str, str]) -> Iterator[Shell]:
    """A shell beside the sample business."""
    with shell(database.parent, environ) as opened:
        yield opened


def labels(crm: Crm) -> list[str]:
    return [entry.group.label for entry in crm.history.groups(limit=None)]


def test_a_packet_is_handled_key_by_key(terminal: Shell, crm: Crm) -> None:
    before = labels(crm)
    terminal.run("--db", "crm.db")
    terminal.expect("Emily Carter")
    terminal.type("2/emily\riwants a quote\rfri send it\r3j2aemily: pays in cash\r5/cash\r\r")
    terminal.expect("pays in cash")
    terminal.type("\x11")
    terminal.expect("code 0")
    assert len(labels(crm)) == len(before) + 2


def test_what_is_typed_while_the_full_screen_starts_goes_where_it_leads(terminal: Shell, crm: Crm) -> None:
    before = labels(crm)
    terminal.run("--db", "crm.db", ahead="2aemily: hidden dddd")
    terminal.expect("Quick add")
    terminal.type("\r")
    terminal.expect("Logged")
    terminal.type("\x11")
    terminal.expect("code 0")
    assert len(labels(crm)) == len(before) + 1
