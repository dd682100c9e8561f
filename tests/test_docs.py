"""The manual says what the program does: generated pages, examples, pictures, links."""

import re
from pathlib import Path

import pytest

from docs import examples
from docs.generate import reference
from docs.pictures import PICTURES, Picture, Studio

PAGES = examples.pages()
WITH_EXAMPLES = [page for page in PAGES if examples.BEGIN in page.read_text(encoding="utf-8")]


def _name(path: Path) -> str:
    return str(path.relative_to(examples.DOCS.parent))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return examples.build_sample(tmp_path_factory.mktemp("docs"))


@pytest.mark.parametrize("path", reference(), ids=_name)
def test_the_generated_pages_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == reference()[path], "run `make docs`"


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=_name)
def test_every_example_prints_what_the_page_says(path: Path, sample: Path, tmp_path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert examples.refreshed(page, examples.shell(sample, tmp_path / "here")) == page, "run `make docs`"


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(tmp_path_factory.mktemp("pictures"))


@pytest.mark.parametrize("picture", PICTURES, ids=[picture.name for picture in PICTURES])
def test_every_picture_shows_what_the_program_does(picture: Picture, studio: Studio) -> None:
    assert picture.file.read_text(encoding="utf-8") == studio.draw(picture), "run `make docs`"


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []
