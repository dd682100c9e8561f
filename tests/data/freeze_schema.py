"""Writes the frozen file of the present schema, once for each release: `python tests/data/freeze_schema.py`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from smallcrm.clock import Clock
from smallcrm.store import database, search_index
from smallcrm.store.connection import Connection
from smallcrm.store.store import Store

_SETTINGS = {"currency": "ILS", "time_zone": "Asia/Jerusalem"}


def _fill(store: Store) -> None:
    with store.write("add two people") as work:
        company = work.insert("company", {"name": "Acme", "kind": "customer", "city": "Haifa"})
        dana = work.insert(
            "contact", {"name": "Dana Cohen", "kind": "customer", "company_id": company, "cadence_days": 30}
        )
        lead = work.insert("contact", {"name": "דנה כהן", "kind": "lead", "notes": 'It\'s "quoted";\non two lines'})
        phone = {"type": "phone", "value": "050-1234567", "match_key": "0501234567 972501234567"}
        work.insert("channel", {"contact_id": dana, **phone})
        work.insert("tagging", {"tag_id": work.insert("tag", {"name": "vip"}), "contact_id": dana})
        call = {
            "at": work.stamp,
            "channel": "call",
            "direction": "out",
            "topic": "sale",
            "summary": "asked for a quote",
        }
        interaction = work.insert("interaction", call)
        work.insert("interaction_contact", {"interaction_id": interaction, "contact_id": dana, "at": work.stamp})
        quote = {"title": "Send the quote", "due_on": "2026-11-05", "first_due_on": "2026-11-05"}
        step = {"kind": "send_quote", "priority": "high", "status": "open"}
        work.insert("follow_up", {**quote, **step, "contact_id": dana})
    with store.write("delete contact") as work:
        work.trash("contact", lead)


def _script(connection: Connection) -> Iterator[str]:
    yield "-- A database as this schema's release wrote it; frozen.\n\nBEGIN;\n"
    yield database.schema_sql()
    yield "PRAGMA defer_foreign_keys = ON;\n"
    tables = connection.column("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    for table in sorted(name for name in tables if not name.startswith("sqlite_")):
        yield from _inserts(connection, table, ())
    for index in (*(document.table for document in search_index.DOCUMENTS), "channel"):
        yield from _inserts(connection, f"{index}_search", ("rowid",))
    yield f"PRAGMA application_id = {database.APPLICATION_ID};\n"
    yield f"PRAGMA user_version = {database.USER_VERSION};\nCOMMIT;\nPRAGMA journal_mode = WAL;\n"


def _inserts(connection: Connection, table: str, hidden: tuple[str, ...]) -> Iterator[str]:
    columns = (*hidden, *connection.column("SELECT name FROM pragma_table_info(:table)", table=table))
    names = ", ".join(f'"{column}"' for column in columns)
    for row in connection.rows(f"SELECT {names} FROM {table}"):
        values = ", ".join(connection.value("SELECT quote(:value)", value=value) for value in row)
        yield f"INSERT INTO {table} ({names}) VALUES ({values});\n"


def main() -> None:
    """Fill a new database and write it out as SQL."""
    clock = Clock(UTC, moment=lambda: datetime(2026, 11, 2, 9, tzinfo=UTC))
    numbers = iter(range(1, 1000))
    with TemporaryDirectory() as folder:
        store = Store(
            Path(folder) / "crm.db",
            clock=clock,
            new_uid=lambda _: f"01M6DQS9M0{next(numbers):016}",
            first_settings=lambda: _SETTINGS,
        )
        _fill(store)
        script = "".join(_script(store.read()))
        store.close()
    Path(__file__).with_name(f"schema_{database.USER_VERSION}.sql").write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main()
