"""`find`: over every noun, exact names first, what sounds alike last."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.clock import Clock
from smallcrm.errors import UsageError
from smallcrm.records.references import Noun
from smallcrm.records.search import Found, FoundBy
from smallcrm.store import search_index
from smallcrm.store.queries.search import Search
from smallcrm.store.queries.sounding import INITIALS
from smallcrm.store.queries.viewpoint import Viewpoint
from smallcrm.store.store import Store
from smallcrm.text.fold import fold, words
from smallcrm.text.sounds import skeleton
from smallcrm.values.calendar import BusinessCalendar
from tests.store.counting import steps_of

CLOCK = Clock(UTC, moment=lambda: datetime(2026, 11, 25, 9, tzinfo=UTC))
VIEW = Viewpoint(CLOCK, BusinessCalendar("dmy", 6, frozenset({6, 0, 1, 2, 3}), frozenset()))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "crm.db", clock=CLOCK)
    with store.write("fill") as work:
        acme = work.insert("company", {"name": "Dana Foods", "name_key": "dana foods", "kind": "lead", "city": "Acre"})
        for name in ("Dana Cohen", "Dana", "כהן דוד", "Gone Dana"):
            row = {"name": name, "name_key": fold(name), "kind": "lead", "company_id": acme if name == "Dana" else None}
            identity = work.insert("contact", row)
            if name == "Dana":
                key = "0501234567 972501234567"
                row = {"contact_id": identity, "type": "phone", "value": "050-123-4567", "match_key": key}
                work.insert("channel", row)
        work.trash("contact", 4)
        for hour in (10, 11):
            at = f"2026-11-01T{hour}:00:00Z"
            row = {"at": at, "channel": "call", "direction": "out", "topic": "general", "summary": f"asked dana {hour}"}
            work.insert("interaction", row)
        due = {"due_on": "2026-12-01", "first_due_on": "2026-12-01"}
        row = {"title": "call dana", "title_key": "call dana", "kind": "call", "priority": "low", "status": "open"}
        work.insert("follow_up", {**row, **due})
    yield store
    store.close()


def find(store: Store, *typed: str, limit: int = 20) -> list[Found]:
    return Search(store.read(), typed, viewpoint=VIEW, limit=limit).find()


def references(found: list[Found]) -> list[str]:
    return [str(record.reference) for record in found]


def test_a_record_called_exactly_so_comes_first_and_the_newest_interaction_before_the_others(store: Store) -> None:
    found = find(store, "DANA")
    assert references(found) == [
        "contact:2", "contact:1", "company:1", "interaction:2", "interaction:1", "follow-up:1",
    ]  # fmt: skip
    assert [record.found_by for record in found] == [FoundBy.NAME] + [FoundBy.WORDS] * 5


def test_the_word_as_typed_comes_before_the_one_without_its_particle(store: Store) -> None:
    with store.write("more") as work:
        for name in ("אלפא שיווק", "מכתב לאלפא"):
            work.insert("contact", {"name": name, "name_key": fold(name), "kind": "lead"})
    assert [hit.name for hit in find(store, "לאלפ")] == ["מכתב לאלפא", "אלפא שיווק"]
    assert [hit.name for hit in find(store, "אלפ")] == ["אלפא שיווק", "מכתב לאלפא"]


def test_a_line_tells_a_record_from_others(store: Store) -> None:
    details = {str(record.reference): record.detail for record in find(store, "dana")}
    assert details["contact:2"] == "Dana Foods · 050-123-4567"
    assert details["company:1"] == "Acre"
    assert details["interaction:1"] == "2026-11-01 · call"
    assert details["follow-up:1"] == "2026-12-01 · open"


@pytest.mark.parametrize("typed", [("4567",), ("050", "123", "4567"), ("+972-50",), ("dana", "4567")])
def test_a_fragment_of_a_phone_finds_its_owner(store: Store, typed: tuple[str, ...]) -> None:
    assert references(find(store, *typed)) == ["contact:2"]


def test_a_fragment_that_many_share_costs_no_more_than_what_is_shown(store: Store) -> None:
    steps = []
    for _ in range(2):
        with store.write("add") as work:
            for place in range(400):
                name, email = f"p{place}", f"p{place}@firm.example"
                contact = work.insert("contact", {"name": name, "name_key": name, "kind": "lead"})
                work.insert("channel", {"contact_id": contact, "type": "email", "value": email, "match_key": email})
        search = Search(store.read(), ["@firm"], viewpoint=VIEW, limit=1)
        steps.append(steps_of(store, partial(search.find, [Noun.CONTACT])))
        assert len(search.find([Noun.CONTACT])) == 1
    assert steps[1] < steps[0] * 1.5


def test_at_most_so_many_of_each_noun_are_found(store: Store) -> None:
    assert references(find(store, "dana", limit=1)) == ["contact:2", "company:1", "interaction:2", "follow-up:1"]


def test_only_the_nouns_asked_for_are_searched(store: Store) -> None:
    found = Search(store.read(), ["dana"], viewpoint=VIEW).find([Noun.FOLLOW_UP])
    assert references(found) == ["follow-up:1"]


def test_what_sounds_alike_is_found_only_when_nothing_holds_the_words(store: Store) -> None:
    found = find(store, "Kohen", "David")
    assert references(found) == ["contact:3"]
    assert found[0].found_by is FoundBy.SOUND
    assert references(find(store, "Kohen")) == ["contact:1", "contact:3"]
    assert references(find(store, "cohen")) == ["contact:1"]


def test_looking_for_sounds_leaves_a_reading_connection_reading(store: Store) -> None:
    store.close()
    find(store, "Kohen")
    assert store.read().value("PRAGMA query_only") == 1


def test_a_word_too_short_to_sound_like_anything_finds_nothing(store: Store) -> None:
    assert find(store, "oo") == []


@pytest.mark.parametrize("typed", [('"',), ("*", "%"), ()])
def test_signs_alone_are_refused(store: Store, typed: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="nothing to search for"):
        find(store, *typed)


def test_words_of_the_full_text_language_are_only_words(store: Store) -> None:
    assert find(store, "NEAR(zzz", "AND", 'q"') == []


@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)
    | st.text(alphabet="אבגדהוזחטיכלמנסעפצקרשת", min_size=1, max_size=8)
)
def test_a_word_begins_with_a_letter_known_for_its_first_sound(word: str) -> None:
    sound = skeleton(word)
    if sound:
        assert words(word)[0][0] in INITIALS[sound[0]]


def test_an_index_written_in_bulk_holds_the_same_and_goes_on_as_before(store: Store) -> None:
    held = "SELECT v FROM contact_search_config WHERE k = 'hashsize'"
    with store.write("index anew") as work:
        connection = work.connection
        connection.execute("DELETE FROM contact_search")
        with search_index.in_bulk(connection):
            assert connection.value(held) > 1 << 20
            search_index.index(connection, search_index.CONTACT)
        assert connection.value(held) == 1 << 20
        assert search_index.mismatches(connection) == []
    assert references(find(store, "dana"))[:2] == ["contact:2", "contact:1"]
