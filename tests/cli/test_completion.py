"""What the shell completes: commands, options and values."""

from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]
Complete = Callable[[str], list[str]]


@pytest.fixture
def complete(run: Run) -> Complete:
    """What bash is offered for a line; the cursor stands behind its last letter."""

    def completed(line: str) -> list[str]:
        env = {
            "_SMALLCRM_COMPLETE": "complete_bash",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split()) - (not line.endswith(" "))),
        }
        code, out, err = run(env=env)
        assert (code, err) == (0, "")
        return out.split()

    return completed


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("smallcrm con", ["contact", "config"]),
        ("smallcrm contact sh", ["show"]),
        ("smallcrm contact add --if", ["--if-missing"]),
        ("smallcrm contact list --kind cu", ["customer"]),
        ("smallcrm company add X --kind su", ["supplier"]),
        ("smallcrm contact list --format nd", ["ndjson"]),
        ("smallcrm --format nd", ["ndjson"]),
        ("smallcrm contact list --color al", ["always"]),
        ("smallcrm channel list --type wha", ["whatsapp"]),
        ("smallcrm contact list --fields comp", ["company", "company_id"]),
        ("smallcrm contact list --fields name,comp", ["name,company", "name,company_id"]),
        ("smallcrm channel list --sort name,-opt", ["name,-opted_out"]),
        ("smallcrm log Dana x --channel wha", ["whatsapp"]),
        ("smallcrm log Dana x --topic com", ["complaint"]),
        ("smallcrm interaction edit 1 --direction o", ["out"]),
        ("smallcrm follow-up done 1 --outcome no", ["no_answer"]),
        ("smallcrm todo x --priority h", ["high"]),
        ("smallcrm todo x --kind send", ["send_quote"]),
        ("smallcrm config get date", ["date_order"]),
    ],
)
def test_commands_options_and_choices_are_offered(complete: Complete, line: str, offered: list[str]) -> None:
    assert complete(line) == offered


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("smallcrm contact list --tag ", ["print", "vip"]),
        ("smallcrm contact tag 1 v", ["vip"]),
        ("smallcrm contact show Dan", ["Dana-Cohen"]),
        ("smallcrm contact show dan", ["dana-Cohen"]),
        ("smallcrm contact show דנ", ["דנה-לוי"]),
        ("smallcrm log Be", ["Beta"]),
        ("smallcrm todo Dan", ["Dana-Cohen"]),
        ("smallcrm show Dan", ["Dana-Cohen"]),
        ("smallcrm company show Be", ["Beta"]),
        ("smallcrm contact show Zz", []),
    ],
)
def test_tags_and_names_are_offered(complete: Complete, line: str, offered: list[str]) -> None:
    assert complete(line) == offered


@pytest.mark.usefixtures("people")
def test_a_completed_name_is_found(run: Run) -> None:
    assert run("contact", "edit", "dana-Cohen", "--city", "Acre")[2] == "changed contact:1 Dana Cohen\n"


def test_a_database_that_cannot_be_read_offers_nothing(complete: Complete, environ: dict[str, str]) -> None:
    environ["SMALLCRM_DB"] = "/"
    assert complete("smallcrm contact show Dan") == []
    assert complete("smallcrm contact list --tag v") == []
