"""Garbage is collected while nobody types, and nothing that is closed is kept for good."""

import gc
from weakref import ref

import pytest

from smallcrm.tui import tidying
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive


@pytest.fixture(autouse=True)
def _nothing_set_aside() -> None:
    gc.unfreeze()


def quiet(monkeypatch: pytest.MonkeyPatch, *, seconds: float, away: float = 1e9) -> None:
    """From when on a pause counts as quiet, and as being away."""
    monkeypatch.setattr(tidying, "_QUIET_SECONDS", seconds)
    monkeypatch.setattr(tidying, "_AWAY_SECONDS", away)


def test_nothing_is_collected_soon_after_a_key(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch, seconds=1e9)

    async def scenario(driver: Driver) -> None:
        await driver.press("j")
        driver.app.tidy_up()
        assert gc.get_freeze_count() == 0

    drive(make_app(), scenario)


def test_what_is_alive_is_set_aside_once_after_every_key(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet(monkeypatch, seconds=0)

    async def scenario(driver: Driver) -> None:
        await driver.press("j")
        driver.app.tidy_up()
        set_aside = gc.get_freeze_count()
        assert set_aside > 10_000
        more = [[] for _ in range(5_000)]  # type: ignore[var-annotated]
        driver.app.tidy_up()
        assert gc.get_freeze_count() <= set_aside
        await driver.press("k")
        driver.app.tidy_up()
        assert gc.get_freeze_count() > set_aside
        assert len(more) == 5_000

    drive(make_app(), scenario)
    assert gc.get_freeze_count() == 0


def test_a_dialog_closed_after_it_was_set_aside_goes_when_the_person_is_away(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiet(monkeypatch, seconds=0)

    async def scenario(driver: Driver) -> None:
        await driver.press("question_mark")
        dialog = ref(driver.app.screen)
        driver.app.tidy_up()
        await driver.press("escape", "j")
        driver.app.tidy_up()
        assert dialog() is not None
        quiet(monkeypatch, seconds=0, away=0)
        driver.app.tidy_up()
        assert dialog() is None

    drive(make_app(), scenario)
