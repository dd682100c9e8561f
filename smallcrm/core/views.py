"""Saved views: a QUERY with columns and sorting, under a name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.core.fields import one_line
from smallcrm.core.query import line_of, parse_line
from smallcrm.errors import DuplicateError, NotFoundError, UsageError
from smallcrm.records.query import Query
from smallcrm.records.references import Noun, id_in
from smallcrm.records.views import SavedView
from smallcrm.store.queries.listings import LISTINGS
from smallcrm.store.queries.rows import fetch, fetch_all
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class Looked(NamedTuple):
    """What a view shows: its query read, its columns and its sorting, both empty for the list's own."""

    query: Query
    fields: tuple[str, ...]
    sort: tuple[str, ...]


class Views:
    """The use cases of saved views."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def all(self, noun: str = "") -> list[SavedView]:
        """The views of a noun's list, or of every list, by name."""
        return fetch_all(
            self._crm.store.read(),
            SavedView,
            "WHERE deleted_at IS NULL AND (:noun = '' OR entity = :noun) ORDER BY name_key",
            noun=noun,
        )

    def get(self, view_id: int) -> SavedView:
        """One view by its id, living or in the trash."""
        return fetch(self._crm.store.read(), SavedView, view_id)

    def find(self, name: str) -> SavedView:
        """The view of a name, in any case and spelling, or of a reference; NotFoundError lists those there are."""
        views = self.all()
        for view in views:
            if fold(view.name) == fold(one_line(name)) or view.id == id_in(name, Noun.VIEW):
                return view
        raise NotFoundError(
            f"there is no view {name!r}",
            hint="smallcrm view list shows them; smallcrm view save NAME QUERY makes one",
            candidates=[view.name for view in views],
        )

    def look(self, name: str, noun: str) -> Looked:
        """What the view of a name shows; UsageError when it is a view of another list than `noun`'s."""
        view = self.find(name)
        if view.entity != noun:
            raise UsageError(
                f"{view.name!r} is a view of the {view.entity} list",
                hint=f"smallcrm {view.entity} list --view {view.name!r}",
            )
        return Looked(parse_line(view.query), _names(view.columns), _names(view.sort))

    def save(
        self, name: str, terms: Sequence[str], *, noun: str = "contact",
        fields: Sequence[str] = (), sort: Sequence[str] = (),
    ) -> tuple[int, bool]:  # fmt: skip
        """Save a view of a query given as command-line arguments, as `save_line` does."""
        return self.save_line(name, line_of(terms), noun=noun, fields=fields, sort=sort)

    def save_line(
        self, name: str, line: str, *, noun: str = "contact", fields: Sequence[str] = (), sort: Sequence[str] = (),
    ) -> tuple[int, bool]:  # fmt: skip
        """Save a view, over the one of that name if there is one; returns its id and whether anything differs now.

        UsageError for a query, a column or a sorting that the list cannot answer.
        """
        title = _title(name)
        if noun not in LISTINGS:
            raise UsageError(f"there is no list of {noun!r}", hint=f"there are {', '.join(LISTINGS)}")
        self._crm.lists.page(noun, query=parse_line(line), fields=fields, sort=sort, limit=0)
        values = {
            "entity": noun,
            "name": title,
            "query": line,
            "columns": ",".join(fields) or None,
            "sort": ",".join(sort) or None,
        }
        with self._crm.store.write(f"save view {title}") as work:
            known = self._of_name(work, title)
            if known is not None:
                return known, work.update("saved_view", known, values)
            return work.insert("saved_view", values), True

    def edit(self, view_id: int, *, name: str | None = None, line: str | None = None) -> bool:
        """Give a view another name or another query; returns whether anything differs now.

        UsageError for a query that its list cannot answer, DuplicateError for the name of another view.
        """
        view = self.get(view_id)
        values = {"name": view.name if name is None else _title(name), "query": view.query if line is None else line}
        self._crm.lists.page(view.entity, query=parse_line(values["query"]), limit=0)
        with self._crm.store.write(f"edit view {view.name}") as work:
            if self._of_name(work, values["name"]) not in (None, view_id):
                raise DuplicateError(f"there is a view {values['name']} already", hint="choose another name")
            return work.update("saved_view", view_id, values)

    def delete(self, view_id: int) -> bool:
        """Move a view to the trash; returns whether it was alive."""
        with self._crm.store.write("delete view") as work:
            return work.trash("saved_view", view_id)

    @staticmethod
    def _of_name(work: UnitOfWork, title: str) -> int | None:
        identity: int | None = work.connection.value(
            "SELECT id FROM saved_view WHERE name_key = :key AND deleted_at IS NULL", key=fold(title)
        )
        return identity


def _title(name: str) -> str:
    title = one_line(name)
    if not title:
        raise UsageError("the name of the view is empty", hint="smallcrm view save NAME QUERY")
    return title


def _names(text: str | None) -> tuple[str, ...]:
    return tuple((text or "").split(",")) if text else ()
