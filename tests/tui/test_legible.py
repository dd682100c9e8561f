"""Colours: whatever the theme, every text can be told from what it stands on; pictures of dark and light."""

from collections.abc import Iterator

import pytest
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from smallcrm.tui.legible import LEAST_CONTRAST, contrast, is_text
from tests.tui.conftest import MakeApp
from tests.tui.driving import Driver, drive
from tests.tui.test_screens import compare
from tests.tui.tour import PLACES, tour

STYLED = ["today", "pipeline", "card", "log_dialog", "help"]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def strips(driver: Driver) -> list[Strip]:
    """The screen as it is drawn; of a dialog only what lies in front of its backdrop."""
    screen = driver.app.screen
    whole = screen._compositor.render_strips(driver.app.size)
    if not isinstance(screen, ModalScreen):
        return whole
    fronts = [child.region for child in screen.children]
    return [line.crop(front.x, front.right) for front in fronts for line in whole[front.y : front.bottom]]


def hard_to_read(drawn: list[Strip]) -> Iterator[tuple[str, float]]:
    for text, style, _ in (segment for strip in drawn for segment in strip):
        if not is_text(text):
            continue
        assert style is not None
        assert style.color is not None
        assert style.bgcolor is not None
        if style.color.triplet and style.bgcolor.triplet:
            reached = contrast(style.color.triplet, style.bgcolor.triplet)
            if reached < LEAST_CONTRAST:
                yield text, reached


@pytest.mark.parametrize("theme", [pytest.param("textual-dark", marks=pytest.mark.long), "textual-light"])
def test_every_text_of_every_screen_and_dialog_can_be_told_from_what_it_stands_on(
    make_app: MakeApp, theme: str
) -> None:
    async def scenario(driver: Driver) -> None:
        driver.app.theme = theme
        async for name in tour(driver):
            assert list(hard_to_read(strips(driver))) == [], name

    drive(make_app(), scenario)


def test_it_can_in_every_other_theme_too(make_app: MakeApp) -> None:
    async def scenario(driver: Driver) -> None:
        await driver.press("v")
        for theme in driver.app.available_themes:
            driver.app.theme = theme
            await driver.settle()
            assert list(hard_to_read(strips(driver))) == [], theme

    drive(make_app(screen="contacts"), scenario)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
def test_colours_and_weights_are_as_they_were(make_app: MakeApp, theme: str) -> None:
    async def scenario(driver: Driver) -> None:
        driver.app.theme = theme
        async for name in tour(driver, [place for place in PLACES if place[0] in STYLED]):
            steady_cursors(driver)
            compare(f"{name}_{theme}", (80, 24), list(styled_lines(strips(driver))))

    drive(make_app(), scenario, size=(80, 24))


def steady_cursors(driver: Driver) -> None:
    """Let no cursor blink, so that a picture does not depend on when it is taken."""
    for field in driver.app.screen.query(Input):
        field.cursor_blink = False


def styled_lines(drawn: list[Strip]) -> Iterator[str]:
    """Every line, below it a letter for the style of each cell, and at the end what the letters mean."""
    known: dict[str, str] = {}
    for strip in drawn:
        styles = "".join(
            known.setdefault(style_text(segment.style or Style()), LETTERS[len(known)]) * segment.cell_length
            for segment in strip
        )
        yield f"  {strip.text}".rstrip()
        yield f"| {styles}"
    yield ""
    for text, letter in known.items():
        yield f"{letter} {text}"


def style_text(style: Style) -> str:
    weights = [weight for weight in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, weight)]
    colours = [colour.name if colour else "default" for colour in (style.color, style.bgcolor)]
    return " ".join([f"{colours[0]} on {colours[1]}", *weights])


def test_contrast_is_that_of_the_web_guidelines() -> None:
    black, grey, white = (ColorTriplet(value, value, value) for value in (0, 0x77, 255))
    assert contrast(white, black) == 21
    assert contrast(grey, grey) == 1
    assert round(contrast(grey, white), 2) == 4.48
