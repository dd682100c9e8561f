from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.records.channels import ChannelType, NewChannel
from smallcrm.records.history import Source
from smallcrm.records.references import Noun, Reference

NOW = "2026-11-27T10:00"
"""A Friday, in Haifa."""
ENVIRON = {"SMALLCRM_NOW": NOW, "TZ": "Asia/Jerusalem", "LANG": "he_IL.UTF-8"}


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Callable[..., Crm]]:
    """Opens the test's database at a moment of the test's choosing."""
    opened: list[Crm] = []

    def open_at(now: str = NOW) -> Crm:
        crm = Crm(tmp_path / "crm.db", source=Source.CLI, environ={**ENVIRON, "SMALLCRM_NOW": now})
        opened.append(crm)
        return crm

    yield open_at
    for crm in opened:
        crm.close()


@pytest.fixture
def crm(at: Callable[..., Crm]) -> Crm:
    return at()


class People:
    """Adds contacts the short way."""

    def __init__(self, crm: Crm) -> None:
        self._crm = crm

    def __call__(
        self, name: str, *, email: str = "", phone: str = "", company: str = "", tags: Sequence[str] = (), **fields: str
    ) -> Reference:
        channels = [NewChannel(ChannelType.EMAIL, email)] if email else []
        channels += [NewChannel(ChannelType.PHONE, phone)] if phone else []
        added = self._crm.contacts.add(
            {"name": name, **fields}, channels=channels, company=company, tags=tags, force=True
        )
        return Reference(Noun.CONTACT, added.id)


@pytest.fixture
def person(crm: Crm) -> People:
    return People(crm)
