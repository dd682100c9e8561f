"""Two hundred random writes of every noun through the use cases, undone one by one and done again."""

from pathlib import Path

import pytest

from smallcrm.core.crm import Crm
from smallcrm.errors import CrmError
from smallcrm.store import search_index
from tests.core.owner import Owner, dump

WRITES = 200
SEEDS = 5
MORE_SEEDS = 100


@pytest.mark.parametrize("seed", range(SEEDS))
def test_two_hundred_writes_undone_one_by_one_and_redone(crm: Crm, tmp_path: Path, seed: int) -> None:
    write_and_undo(crm, tmp_path, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(SEEDS, SEEDS + MORE_SEEDS))
def test_many_more_writes_undone_one_by_one_and_redone(crm: Crm, tmp_path: Path, seed: int) -> None:
    write_and_undo(crm, tmp_path, seed)


def write_and_undo(crm: Crm, folder: Path, seed: int) -> None:
    """Every state on the way back, and again on the way forth, is the one that was."""
    owner = Owner(crm, seed, folder)
    owner.add()  # makes the file, with its settings
    states = [dump(crm.store.read())]
    while len(states) <= WRITES:
        newest = crm.store.last_group
        try:
            owner.write()
        except CrmError:
            assert crm.store.last_group == newest
        if crm.store.last_group != newest:
            states.append(dump(crm.store.read()))
    for before in reversed(states[:-1]):
        crm.history.undo()
        assert dump(crm.store.read()) == before
        assert search_index.mismatches(crm.store.read()) == []
    for after in states[1:]:
        crm.history.redo()
        assert dump(crm.store.read()) == after
        assert search_index.mismatches(crm.store.read()) == []
