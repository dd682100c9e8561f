"""Writes `schema.sql` from the models: `python -m smallcrm.store.schema` (`make schema`)."""

from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement
from sqlmodel import SQLModel

from smallcrm.store import models, search_index

PATH = Path(__file__).with_name("schema.sql")
_DIALECT = sqlite.dialect()
_HEAD = "-- Written from smallcrm/store/models by `make schema`; do not edit.\n\n"


def schema_sql() -> str:
    """Every CREATE statement of a new database, in an order that can be run as it stands."""
    assert models.Contact.metadata is SQLModel.metadata
    statements = [statement for table in SQLModel.metadata.sorted_tables for statement in _statements(table)]
    return _HEAD + "".join(f"{statement};\n\n" for statement in (*statements, *search_index.SCHEMA))


def _statements(table: Table) -> list[str]:
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    elements: list[ExecutableDDLElement] = [CreateTable(table), *map(CreateIndex, indexes)]
    return [_tidy(str(element.compile(dialect=_DIALECT))) for element in elements]


def _tidy(statement: str) -> str:
    lines = (line.rstrip().replace("\t", "    ") for line in statement.strip().splitlines())
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    PATH.write_text(schema_sql(), encoding="utf-8")
