"""Quick add: one line is taken apart, read back and carried out as one step."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.core.crm import Crm
from smallcrm.core.quick_add import read_line
from smallcrm.errors import AmbiguousError, CrmError, UsageError
from smallcrm.records.interactions import InteractionChannel

NOW = "2026-11-23T09:00"


@pytest.fixture
def office(tmp_path: Path) -> Crm:
    crm = Crm(tmp_path / "crm.db", environ={"SMALLCRM_NOW": NOW})
    crm.contacts.add({"name": "Dana Cohen"})
    return crm


def test_a_line_names_someone_says_what_happened_and_plans_the_next_step(office: Crm) -> None:
    plan = office.quick_add.plan("dana: wants a quote #cakes @whatsapp > fri 14:00 send it")
    assert plan.name == "Dana Cohen"
    assert plan.line.text == "wants a quote"
    assert plan.line.tags == ["cakes"]
    assert plan.line.channel == InteractionChannel.WHATSAPP
    step = plan.line.next_step
    assert step is not None
    assert (step.due, f"{step.time:%H:%M}", step.title) == (date(2026, 11, 27), "14:00", "send it")


def test_carrying_a_line_out_is_one_step_of_the_history(office: Crm) -> None:
    before = office.lists.count("interaction"), office.lists.count("follow-up")
    added = office.quick_add.carry_out("dana: wants a quote #cakes > fri send it")
    assert added.who is not None
    assert office.tags.of(added.who) == ["cakes"]
    office.history.undo()
    assert (office.lists.count("interaction"), office.lists.count("follow-up")) == before
    assert office.tags.of(added.who) == []


def test_someone_unknown_becomes_a_contact_with_the_phone_in_the_line(office: Crm) -> None:
    assert office.quick_add.plan("Rina Tal 050-1234567: hello").new_name == "Rina Tal 050-1234567"
    added = office.quick_add.carry_out("Rina Tal 050-1234567: hello")
    assert added.is_new
    assert office.resolver.someone("0501234567") == added.who


def test_a_bare_date_at_the_end_counts_as_the_next_step(office: Crm) -> None:
    line = read_line(office, "dana: asked to be called tomorrow")
    assert line.text == "asked to be called"
    assert line.next_step is not None
    assert line.next_step.due == date(2026, 11, 24)


def test_a_date_that_has_passed_stays_in_the_text(office: Crm) -> None:
    line = read_line(office, "dana: paid yesterday")
    assert (line.text, line.next_step) == ("paid yesterday", None)


def test_without_who_a_line_is_a_to_do_whose_signs_belong_to_the_title(office: Crm) -> None:
    added = office.quick_add.carry_out("buy candles #shop @store tomorrow")
    follow_up = office.follow_ups.get(added.follow_ups[0])
    assert (follow_up.title, follow_up.due_on, follow_up.contact_id) == ("buy candles #shop @store", "2026-11-24", None)


def test_hebrew_lines_are_read(office: Crm) -> None:
    plan = office.quick_add.plan("דנה: רוצה הצעה > יום ראשון לשלוח")
    assert plan.new_name == "דנה"
    assert plan.line.next_step is not None
    assert (plan.line.next_step.due, plan.line.next_step.title) == (date(2026, 11, 29), "לשלוח")


def test_an_address_of_the_web_is_not_a_name(office: Crm) -> None:
    assert read_line(office, "look at https://example.org: it is new").who == ""


@pytest.mark.parametrize("text", ["", "   ", "dana:", "> fri", "dana: ok > 31/2 later", "dana: ok @nosuch"])
def test_a_line_that_cannot_be_carried_out_is_refused_and_nothing_is_written(office: Crm, text: str) -> None:
    with pytest.raises(UsageError):
        office.quick_add.carry_out(text)
    assert office.lists.count("interaction") == office.lists.count("follow-up") == 0


def test_a_name_that_fits_several_is_refused_with_their_names(office: Crm) -> None:
    office.contacts.add({"name": "Dana Levi"})
    with pytest.raises(AmbiguousError) as refused:
        office.quick_add.plan("dana: hello")
    assert len(refused.value.candidates) == 2


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    crm = Crm(tmp_path_factory.getbasetemp() / "no-such.db", environ={"SMALLCRM_NOW": NOW})
    try:
        line = read_line(crm, text)
    except CrmError:
        return
    else:
        assert line.who or line.text or line.next_step
    finally:
        crm.close()
