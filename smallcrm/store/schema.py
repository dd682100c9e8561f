"""Writes `schema.sql` from the models: `python -m smallcrm.store.schema` (`make schema`)."""

from pathlib import Path

from sqlalchemy import create_mock_engine
from sqlalchemy.sql.ddl import ExecutableDDLElement
from sqlmodel import SQLModel

from smallcrm.store import models, search_index

PATH = Path(__file__).with_name("schema.sql")
_HEAD = "-- Written from smallcrm/store/models.py by `make schema`; do not edit.\n\n"


def schema_sql() -> str:
    """Every CREATE statement of a new database, in an order that can be run as it stands."""
    statements: list[str] = []

    def collect(element: ExecutableDDLElement, *_: object, **__: object) -> None:
        statements.append(_tidy(str(element.compile(dialect=engine.dialect))))

    engine = create_mock_engine("sqlite://", collect)
    assert models.Contact.metadata is SQLModel.metadata
    SQLModel.metadata.create_all(engine, checkfirst=False)
    return _HEAD + "".join(f"{statement};\n\n" for statement in (*statements, *search_index.SCHEMA))


def _tidy(statement: str) -> str:
    lines = (line.rstrip().replace("\t", "    ") for line in statement.strip().splitlines())
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    PATH.write_text(schema_sql(), encoding="utf-8")
