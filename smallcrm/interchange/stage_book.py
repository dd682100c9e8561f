"""The stages that rows of deals name; those named for the first time wait here to be made, where that is wanted."""

from smallcrm.interchange.linked_aliases import usual_word
from smallcrm.interchange.lookup import next_id
from smallcrm.interchange.read_records import BadValueError
from smallcrm.records.deals import Stage, StageType
from smallcrm.store.connection import Connection
from smallcrm.store.queries.rows import fetch_all
from smallcrm.store.unit_of_work import UnitOfWork
from smallcrm.text.fold import fold

_PROBABILITIES = {StageType.WON: 100, StageType.LOST: 0}


class StageBook:
    """Stages are few, so all of them are held. `made` are this batch's new ones."""

    def __init__(self, connection: Connection, *, creates: bool) -> None:
        self._stages = fetch_all(connection, Stage, "WHERE deleted_at IS NULL ORDER BY position, id")
        self._creates = creates
        self._next_id = next_id(connection, "stage")
        self.made: list[Stage] = []

    def begin(self) -> None:
        """Forget what the last batch made: it is written."""
        self.made = []

    def find(self, name: str, status: str) -> Stage:
        """The stage that a row names, or its first of a status; BadValueError when there is none of that name.

        Other programs keep a deal in the stage it was won or lost from: then the status decides.
        """
        stage = self._named(name, status) if name else self.first(status or StageType.OPEN)
        is_closed_by_status = status in (StageType.WON, StageType.LOST) and stage.type == StageType.OPEN
        return self.first(status) if is_closed_by_status else stage

    def first(self, kind: str) -> Stage:
        """The first stage in which deals are open, won or lost."""
        return next(stage for stage in self._stages if stage.type == kind)

    def get(self, identity: int) -> Stage | None:
        """The living stage with an id."""
        return next((stage for stage in self._stages if stage.id == identity), None)

    def _named(self, name: str, status: str) -> Stage:
        found = [stage for stage in self._stages if fold(stage.name) == fold(name)]
        if found:
            return found[0]
        usual = usual_word(StageType, name)
        if usual in (StageType.WON, StageType.LOST):
            return self.first(usual)
        if self._creates:
            return self._make(name, StageType(status or StageType.OPEN))
        listed = ", ".join(stage.name for stage in self._stages)
        raise BadValueError("stage", name, f'there is no stage "{name}" ({listed}; --create-stages makes it)')

    def _make(self, name: str, kind: StageType) -> Stage:
        """A new stage is the last of its type; an open one as probable as the one before it."""
        last = [stage for stage in self._stages if stage.type == kind][-1]
        probability = _PROBABILITIES.get(kind, last.probability)
        stage = Stage(self._next_id, "", name, last.position + 1, kind.value, probability, None, "", "", 1, None)
        self._next_id += 1
        self._stages.insert(self._stages.index(last) + 1, stage)
        self.made.append(stage)
        return stage


def insert_stage(work: UnitOfWork, stage: Stage) -> None:
    """Write a stage; those behind it make room."""
    behind = work.connection.rows("SELECT id, position FROM stage WHERE position >= :at", at=stage.position)
    for identity, position in behind:
        work.update("stage", identity, {"position": position + 1})
    columns = ("name", "position", "type", "probability")
    work.insert("stage", {column: getattr(stage, column) for column in columns})
