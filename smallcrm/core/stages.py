"""Stages: the steps of the pipeline, in their order."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.core.deal_moves import enter_stage
from smallcrm.core.fields import Reader, read_fields, required
from smallcrm.errors import AmbiguousError, ConflictError, DuplicateError, NotFoundError, UsageError
from smallcrm.records.deals import Deal, Stage, StageType
from smallcrm.records.references import Noun, id_in
from smallcrm.store.queries.rows import fetch, fetch_all
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold

if TYPE_CHECKING:
    from smallcrm.core.crm import Crm


class Stages:
    """The use cases of stages."""

    def __init__(self, crm: "Crm") -> None:
        self._crm = crm

    def all(self) -> list[Stage]:
        """The living stages in their order."""
        return fetch_all(self._crm.store.read(), Stage, "WHERE deleted_at IS NULL ORDER BY position, id")

    def get(self, stage_id: int) -> Stage:
        """One stage by its id, living or in the trash."""
        return fetch(self._crm.store.read(), Stage, stage_id)

    def first(self, kind: StageType) -> Stage:
        """The first stage in which deals are open, won or lost."""
        return next(stage for stage in self.all() if stage.type == kind)

    def named(self, text: str) -> Stage:
        """The stage of an id, a reference, a name or the beginning of one; NotFoundError, AmbiguousError."""
        stages = self.all()
        key = fold(text.strip())
        found = (
            [stage for stage in stages if fold(stage.name) == key]
            or [stage for stage in stages if str(stage.id) == key.removeprefix("id:")]
            or [stage for stage in stages if stage.id == id_in(text, Noun.STAGE)]
            or [stage for stage in stages if key and fold(stage.name).startswith(key)]
        )
        names = [stage.name for stage in found or stages]
        if not found:
            raise NotFoundError(f"there is no stage {text!r}", hint=f"there are {', '.join(names)}")
        if len(found) > 1:
            raise AmbiguousError(f"{text!r} fits {len(found)} stages", hint="write more of it", candidates=names)
        return found[0]

    def deals_in(self, stage_id: int) -> list[Deal]:
        """The deals of a stage, those in the trash too."""
        return fetch_all(self._crm.store.read(), Deal, "WHERE stage_id = :stage ORDER BY id", stage=stage_id)

    def add(self, fields: Mapping[str, str], *, after: Stage | None = None) -> int:
        """Add an open stage after another, else after the last open one; a name and a probability are required."""
        columns = read_fields(self._crm, STAGE_READERS, {"name": "", "probability": "", **fields})
        with self._crm.store.write(f"add stage {columns['name']}") as work:
            self._check_new(columns["name"])
            stages = self.all()
            last_open = [stage for stage in stages if stage.type == StageType.OPEN][-1]
            position = (after or last_open).position + 1
            self._renumber(work, [stage for stage in stages if stage.position >= position], position + 1)
            return work.insert("stage", {**columns, "position": position, "type": StageType.OPEN.value})

    def edit(self, stage_id: int, fields: Mapping[str, str]) -> bool:
        """Change name, probability or days until rotting; returns whether anything differs now."""
        stage = self.get(stage_id)
        columns = read_fields(self._crm, STAGE_READERS, fields)
        if stage.type != StageType.OPEN and columns.keys() - {"name"}:
            raise UsageError(f"only the name of {stage.name} can change", hint=f"its deals are {stage.type}")
        with self._crm.store.write(f"edit stage {stage.name}") as work:
            if fold(columns.get("name", stage.name)) != fold(stage.name):
                self._check_new(columns["name"])
            return work.update("stage", stage_id, columns)

    def move(self, stage_id: int, *, after: int) -> bool:
        """Put a stage after another one; returns whether the order differs now."""
        stage, before = self.get(stage_id), self.get(after)
        if stage.id == before.id:
            return False
        with self._crm.store.write(f"move stage {stage.name} after {before.name}") as work:
            others = [other for other in self.all() if other.id != stage.id]
            place = [other.id for other in others].index(before.id) + 1
            return self._renumber(work, [*others[:place], stage, *others[place:]], 1)

    def delete(self, stage_id: int, *, move_deals_to: Stage | None = None) -> int:
        """Move a stage to the trash, and its deals, those in the trash too, to another; returns how many moved.

        ConflictError while it has deals and no other stage is named, and for the last of its type.
        """
        stage = self.get(stage_id)
        with self._crm.store.write(f"delete stage {stage.name}") as work:
            self._check_dispensable(stage)
            deals = self.deals_in(stage_id)
            if deals and (move_deals_to is None or move_deals_to.id == stage_id):
                raise ConflictError(
                    f"{len(deals)} deals are in {stage.name}, the trash counted",
                    hint="--move-deals-to STAGE moves them",
                )
            if move_deals_to:
                self._move_all(work, deals, stage, move_deals_to)
            work.trash("stage", stage_id)
        return len(deals)

    @staticmethod
    def _move_all(work: UnitOfWork, deals: Sequence[Deal], source: Stage, target: Stage) -> None:
        if source.type != target.type:
            raise ConflictError(
                f"the deals of {source.name} are {source.type}, those of {target.name} are {target.type}",
                hint="move them with deal move, win, lose or reopen first",
            )
        for deal in deals:
            enter_stage(work, deal, target, at=work.stamp, closed_at=deal.closed_at)

    def _check_new(self, name: str) -> None:
        if any(fold(stage.name) == fold(name) for stage in self.all()):
            raise DuplicateError(f"there is a stage {name} already", hint="smallcrm stage list shows them")

    def _check_dispensable(self, stage: Stage) -> None:
        if stage.deleted_at or [other.type for other in self.all()].count(stage.type) > 1:
            return
        raise ConflictError(f"{stage.name} is the only stage of {stage.type} deals", hint="rename it instead")

    @staticmethod
    def _renumber(work: UnitOfWork, stages: Sequence[Stage], first: int) -> bool:
        differs = [work.update("stage", stage.id, {"position": at}) for at, stage in enumerate(stages, first)]
        return any(differs)


def percent(text: str) -> int:
    """A probability in percent, 0 to 100, with or without its sign; UsageError for anything else."""
    number = text.strip().removesuffix("%").strip()
    if not (number.isascii() and number.isdigit() and int(number) <= 100):
        raise UsageError(f"not a probability: {text!r}", hint="a whole number from 0 to 100")
    return int(number)


def _read_probability(_crm: "Crm", text: str) -> Mapping[str, Any]:
    return {"probability": percent(text)}


def _read_rot_days(_crm: "Crm", text: str) -> Mapping[str, Any]:
    from smallcrm.values.periods import parse_period

    return {"rot_days": (parse_period(text) or None) if text else None}


STAGE_READERS: dict[str, Reader | None] = {
    "name": required("name", "name"),
    "probability": _read_probability,
    "rot_days": _read_rot_days,
}
