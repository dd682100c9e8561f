from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel

from smallcrm.records.channels import Channel
from smallcrm.records.companies import Company
from smallcrm.records.contacts import Contact
from smallcrm.records.deals import Deal, Stage, StageEvent
from smallcrm.records.follow_ups import FollowUp
from smallcrm.records.history import Change, ChangeGroup
from smallcrm.records.interactions import Interaction
from smallcrm.store import models, schema
from smallcrm.store.connection import Connection
from smallcrm.store.foreign_keys import foreign_keys
from smallcrm.store.purge import BELONGING, LINKING, NEEDED
from smallcrm.store.queries.names import NAME_COLUMNS
from smallcrm.store.queries.rows import fetch_all
from smallcrm.store.store import Store
from smallcrm.store.tables import DERIVED_COLUMNS, ENTITY_TABLES, JOURNAL_TABLES, SORT_KEYS, STAMPS

TABLES = SQLModel.metadata.tables


@pytest.fixture
def connection(tmp_path: Path) -> Connection:
    return Store(tmp_path / "absent.db").read()


def _columns(connection: Connection, table: str) -> set[str]:
    return set(connection.column("SELECT name FROM pragma_table_info(:table)", table=table))


def test_schema_sql_is_what_the_models_say() -> None:
    assert schema.PATH.read_text(encoding="utf-8") == schema.schema_sql()


def test_every_table_and_column_of_the_models_exists_and_no_other(connection: Connection) -> None:
    stored = set(connection.column("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")) - {
        "sqlite_schema",
        "sqlite_sequence",
    }
    assert stored == set(TABLES)
    for name, table in TABLES.items():
        assert _columns(connection, name) == set(table.columns.keys())


def test_every_index_named_in_the_models_exists(connection: Connection) -> None:
    named = {str(index.name) for table in TABLES.values() for index in table.indexes}
    existing = set(connection.column("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
    assert named == existing


def test_every_table_is_strict_and_never_reuses_an_id(connection: Connection) -> None:
    for name in TABLES:
        assert connection.value("SELECT strict FROM pragma_table_list WHERE name = :name", name=name) == 1
        statement = connection.value("SELECT sql FROM sqlite_master WHERE name = :name", name=name)
        assert "PRIMARY KEY AUTOINCREMENT" in statement


def test_the_entity_tables_are_those_that_the_models_call_entities() -> None:
    assert {str(model.__tablename__) for model in models.Entity.__subclasses__()} == ENTITY_TABLES


def test_the_stamps_are_columns_of_every_entity(connection: Connection) -> None:
    for table in ENTITY_TABLES:
        assert STAMPS | {"id", "uid", "deleted_at"} <= _columns(connection, table)


def test_derived_columns_exist(connection: Connection) -> None:
    for table, columns in DERIVED_COLUMNS.items():
        assert set(columns) <= _columns(connection, table)


def test_every_stored_sort_key_is_folded_from_a_column_beside_it(connection: Connection) -> None:
    stored = {
        (table, column) for table in ENTITY_TABLES for column in _columns(connection, table)
        if column.endswith("_key") and column != "match_key"
    }  # fmt: skip
    assert stored == {(table, key) for table, (_, key) in SORT_KEYS.items()}
    assert all(typed in _columns(connection, table) for table, (typed, _) in SORT_KEYS.items())


def test_every_entity_has_a_column_that_names_it(connection: Connection) -> None:
    assert NAME_COLUMNS.keys() >= ENTITY_TABLES
    assert all(column in _columns(connection, table) for table, column in NAME_COLUMNS.items())


def test_the_journal_tables_exist_and_only_they_are_left_out_of_the_foreign_keys(connection: Connection) -> None:
    assert set(TABLES) >= JOURNAL_TABLES
    modelled = {
        (table.name, column.name, key.column.table.name)
        for table in TABLES.values() if table.name not in JOURNAL_TABLES
        for column in table.columns for key in column.foreign_keys
    }  # fmt: skip
    assert set(foreign_keys(connection)) == modelled


def test_purging_knows_what_to_do_with_every_reference_to_a_record(connection: Connection) -> None:
    references = {(key.table, key.column) for key in foreign_keys(connection) if key.parent in ENTITY_TABLES}
    assert references == BELONGING | LINKING | NEEDED
    assert len(references) == len(BELONGING) + len(LINKING) + len(NEEDED)


@pytest.mark.parametrize(
    "record", [Contact, Company, Channel, Interaction, FollowUp, Deal, StageEvent, Change, ChangeGroup]
)
def test_the_fields_of_a_record_are_columns_of_its_table(connection: Connection, record: Any) -> None:
    assert fetch_all(connection, record) == []


def test_a_new_database_has_the_stages_of_a_pipeline(connection: Connection) -> None:
    stages = [(stage.name, stage.type, stage.probability, stage.rot_days) for stage in fetch_all(connection, Stage)]
    assert stages == [
        ("New", "open", 10, 7),
        ("Qualified", "open", 25, 14),
        ("Proposal", "open", 50, 10),
        ("Negotiation", "open", 75, 7),
        ("Won", "won", 100, None),
        ("Lost", "lost", 0, None),
    ]
