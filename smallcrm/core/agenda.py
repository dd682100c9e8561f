"""The agenda: one row a person, with every reason to be in touch today."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.records.agenda import AgendaPart, AgendaRow, AgendaSection
from smallcrm.records.references import Noun, Reference
from smallcrm.store.queries import agenda as queries
from smallcrm.store.queries.agenda import Candidate, Candidates, DueFollowUp, Person
from smallcrm.values.birthdays import next_birthday
from smallcrm.values.when import describe_day

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm

ROWS_A_SECTION = 10
BIRTHDAY_DAYS = 7
_FIRST_DAY = "0001-01-01"
_UNDATED = (AgendaSection.BIRTHDAY, AgendaSection.COMPLAINT, AgendaSection.NO_NEXT_STEP)


class _Listed(NamedTuple):
    section: AgendaSection
    found: Candidates
    command: str


class Agenda:
    """Whom to be in touch with."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def parts(self, *, days: int = 0, limit: int | None = ROWS_A_SECTION) -> list[AgendaPart]:
        """The sections that have someone in them; `days` looks that much further ahead for what is due.

        A person stands in the first section that claims them; `limit` is the most rows of a section, None for all.
        """
        today = self._crm.clock.today()
        last = _ahead(today, days).isoformat()
        listed = self._listed(today, last, -1 if limit is None else limit)
        owners = list(dict.fromkeys(candidate.ref for part in listed for candidate in part.found.first))
        connection = self._crm.store.read()
        people = queries.people(connection, (owner for owner in owners if owner.noun != Noun.FOLLOW_UP))
        due: dict[Reference, list[DueFollowUp]] = {}
        for follow_up in queries.open_follow_ups_of(connection, owners, last):
            due.setdefault(follow_up.owner, []).append(follow_up)
        rows = _Rows(today, people, due)
        return [part for part in (rows.part(listing) for listing in listed) if part.rows or part.more]

    def _listed(self, today: date, last: str, limit: int) -> list[_Listed]:
        connection = self._crm.store.read()
        yesterday = (today - timedelta(days=1)).isoformat()
        return [
            _Listed(
                AgendaSection.OVERDUE,
                queries.with_follow_ups(connection, _FIRST_DAY, yesterday, limit),
                "smallcrm follow-up list --overdue",
            ),
            _Listed(
                AgendaSection.DUE,
                queries.with_follow_ups(connection, today.isoformat(), last, limit),
                "smallcrm follow-up list --due today" if last == today.isoformat() else "smallcrm follow-up list",
            ),
            _Listed(
                AgendaSection.CADENCE,
                queries.quiet_contacts(connection, today.isoformat(), limit),
                "smallcrm contact list cadence:due,overdue --sort touch_due",
            ),
            _Listed(
                AgendaSection.DEAL,
                queries.troubled_deals(connection, today.isoformat(), self._crm.clock.stamp(), limit),
                "smallcrm deal list rotting:yes or close.before:today",
            ),
            _Listed(
                AgendaSection.BIRTHDAY,
                queries.birthdays(connection, birthday_days(today), limit),
                "smallcrm contact list has:birthday --sort birthday",
            ),
            _Listed(
                AgendaSection.COMPLAINT,
                queries.unanswered_complaints(connection, limit),
                "smallcrm contact list topic:complaint no:next",
            ),
            _Listed(
                AgendaSection.NO_NEXT_STEP,
                queries.deals_without_next_step(connection, today.isoformat(), self._crm.clock.stamp(), limit),
                "smallcrm deal list no:next",
            ),
        ]


class _Rows:
    """Makes the rows, each person once."""

    def __init__(self, today: date, people: dict[Reference, Person], due: dict[Reference, list[DueFollowUp]]) -> None:
        self._today = today
        self._people = people
        self._due = due
        self._seen: dict[Reference, list[str]] = {}
        self._deals: dict[tuple[Reference, Reference], int] = {}
        """Where, among the reasons of someone, it is told what is wrong with a deal."""

    def part(self, listed: _Listed) -> AgendaPart:
        rows = []
        for candidate in listed.found.first:
            if candidate.ref not in self._seen:
                self._seen[candidate.ref] = []
                rows.append(self._row(listed.section, candidate))
            if candidate.deal:
                self._tell_of_deal(candidate, candidate.deal, _troubles(listed.section, candidate, self._today))
            else:
                self._seen[candidate.ref].extend(self._reason(listed.section, candidate))
        more = listed.found.total - len(listed.found.first)
        return AgendaPart(listed.section, rows, more, listed.command)

    def _tell_of_deal(self, candidate: Candidate, deal: Reference, troubles: Sequence[str]) -> None:
        """Name a deal once, and behind it all that is wrong with it."""
        reasons, told = self._seen[candidate.ref], " and ".join(troubles)
        if (candidate.ref, deal) in self._deals:
            reasons[self._deals[candidate.ref, deal]] += f" and {told}"
        else:
            self._deals[candidate.ref, deal] = len(reasons)
            reasons.append(f"{candidate.title}: {told}")

    def _row(self, section: AgendaSection, candidate: Candidate) -> AgendaRow:
        follow_ups = self._due.get(candidate.ref, [])
        person = self._people.get(candidate.ref)
        first = follow_ups[0] if follow_ups else None
        dated = section not in _UNDATED and candidate.day != ""
        return AgendaRow(
            ref=candidate.ref,
            section=section,
            name=person.name if person else first.title if first else "",
            company=person.company if person else None,
            phone=person.phone if person else None,
            reasons=self._seen[candidate.ref],
            days_late=max(0, (self._today - date.fromisoformat(candidate.day)).days) if dated else 0,
            due=candidate.day if dated else None,
            last_touch=person.last_touch if person else None,
            last_summary=person.last_summary if person else None,
            next_step=first.title if first else None,
            follow_up=Reference(Noun.FOLLOW_UP, first.id) if first else None,
            deal=candidate.deal,
        )

    def _reason(self, section: AgendaSection, candidate: Candidate) -> list[str]:
        person = self._people.get(candidate.ref)
        if section in (AgendaSection.OVERDUE, AgendaSection.DUE):
            return [_follow_up_reason(follow_up) for follow_up in self._due.get(candidate.ref, [])]
        if section == AgendaSection.CADENCE:
            return ["keep in touch" if person and person.last_touch else "never in touch"]
        if section == AgendaSection.BIRTHDAY and person and person.birthday:
            return [f"birthday {describe_day(next_birthday(person.birthday, self._today), self._today)}"]
        return ["complained, nobody answered"]


def _troubles(section: AgendaSection, candidate: Candidate, today: date) -> list[str]:
    if section == AgendaSection.NO_NEXT_STEP:
        return ["no next step"]
    is_late = candidate.day != "" and candidate.day < today.isoformat()
    late = [f"was to close {describe_day(date.fromisoformat(candidate.day), today)}"] if is_late else []
    return [*late, *(["rotting"] if candidate.rotting else [])]


def _follow_up_reason(follow_up: DueFollowUp) -> str:
    time = f"{follow_up.due_time} " if follow_up.due_time else ""
    return f"{time}{follow_up.title}" + (" !" if follow_up.priority == "high" else "")


def birthday_days(today: date) -> list[str]:
    """The birthdays (MM-DD) of today and the days after it; 29 February is kept on the 28th in common years."""
    days = []
    for day in (_ahead(today, ahead) for ahead in range(BIRTHDAY_DAYS + 1)):
        days.append(day.strftime("%m-%d"))
        if days[-1] == "02-28" and _ahead(day, 1).month == 3:
            days.append("02-29")
    return days


def _ahead(day: date, days: int) -> date:
    return min(date.max - day, timedelta(days=days)) + day
