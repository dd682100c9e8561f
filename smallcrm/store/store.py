"""The store: a connection per thread to read from, and one write transaction at a time."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, local
from typing import TYPE_CHECKING

from smallcrm.clock import Clock
from smallcrm.errors import BusyError, StorageError
from smallcrm.ids import random_ulid
from smallcrm.records.history import Source
from smallcrm.store import database
from smallcrm.store.connection import Connection, FileNumber
from smallcrm.store.lock import WriterLock

if TYPE_CHECKING:
    from smallcrm.store.unit_of_work import UnitOfWork


class _ThreadState(local):
    reader: Connection | None = None
    writer: Connection | None = None
    work: "UnitOfWork | None" = None


class Store:
    """One database file. Threads share a store; each has its own connections."""

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock | None = None,
        source: Source = Source.API,
        session: str = "",
        new_uid: Callable[[int], str] = random_ulid,
        first_settings: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        self.path = path
        self.clock = clock or Clock()
        self.source = source
        self.session = session
        self.last_group: int | None = None
        self._new_uid = new_uid
        self._first_settings = first_settings
        self._state = _ThreadState()
        self._was_there = False
        self._open: set[Connection] = set()
        self._given_up = Event()
        self.is_waiting = False
        """Whether a write waits for another program's to end."""

    @property
    def exists(self) -> bool:
        """Whether there is a database file with something in it."""
        return database.exists(self.path)

    def read(self) -> Connection:
        """This thread's connection for queries; inside `write` it sees what was written so far."""
        state = self._state
        if state.work is not None:
            return state.work.connection
        self._check_wanted()
        self._let_go_of_replaced()
        if state.writer is not None:
            return state.writer
        if state.reader is None:
            self._check_still_there()
            state.reader = self._kept(self._open_reader())
            self._was_there = self._was_there or state.reader.path is not None
        return state.reader

    def change_mark(self) -> tuple[FileNumber | None, int]:
        """What differs from an earlier mark of this thread as soon as another connection has written.

        StorageError when the file was there and is not any more: what is read then is only what is still open.
        """
        self._check_still_there()
        reader = self.read()
        return reader.file, int(reader.value("PRAGMA data_version"))

    @contextmanager
    def write(self, label: str, *, source: Source | None = None) -> "Iterator[UnitOfWork]":
        """One transaction, one undo step, all or nothing; a write inside a write becomes part of it.

        `source` is the door the change came through, when it is not the store's own.
        """
        if self._state.work is not None:
            with self._nested(self._state.work) as work:
                yield work
            return
        lock = WriterLock(self.path, self._given_up)
        self._check_still_there()
        database.prepare_folder(self.path)
        with self._waiting():
            lock.acquire()
        try:
            self._let_go_of_replaced()
            with self._transaction(self._writer(), label, source or self.source) as work:
                yield work
        finally:
            lock.release()

    def close(self) -> None:
        """Close this thread's connections, in turn with other writers: closing may checkpoint.

        Once this store is given up, one whose turn does not come is left to the end of the process.
        """
        state = self._state
        if state.reader is not None:
            self._let_go(state.reader)
            state.reader = None
        if state.writer is not None:
            with suppress(BusyError), self.in_turn():
                self._let_go(state.writer)
            state.writer = None

    def give_up(self) -> None:
        """End what every thread does here: queries with an error, and writes without a trace.

        A statement that begins meanwhile may be missed: whoever waits for a thread gives up again.
        """
        self._given_up.set()
        for connection in tuple(self._open):
            connection.interrupt()

    def compact(self) -> None:
        """Write the whole file anew, so that nothing remains in it of what was removed."""
        from smallcrm.store import search_index

        with self.in_turn():
            writer = self._writer()
            search_index.compact(writer)
            writer.execute("VACUUM")
            writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """Hold the writer's lock."""
        lock = WriterLock(self.path, self._given_up)
        lock.acquire()
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _transaction(self, connection: Connection, label: str, source: Source) -> "Iterator[UnitOfWork]":
        from smallcrm.store.unit_of_work import UnitOfWork

        with self._waiting():
            database.begin(connection, self._given_up)
        work = self._state.work = UnitOfWork(
            connection, self.clock, self._new_uid, source=source, session=self.session, label=label
        )
        try:
            yield work
            group_id = work.journal.write()
            if group_id is not None:
                self._follow(connection, group_id)
                self.last_group = group_id
            self._check_wanted()
            connection.execute("COMMIT")
        except BaseException:
            if connection.raw.in_transaction:
                connection.execute("ROLLBACK")
            raise
        finally:
            self._state.work = None

    @contextmanager
    def _nested(self, work: "UnitOfWork") -> "Iterator[UnitOfWork]":
        mark = work.journal.mark()
        work.connection.execute("SAVEPOINT nested")
        try:
            yield work
        except BaseException:
            if work.connection.raw.in_transaction:
                work.connection.execute("ROLLBACK TO nested")
                work.connection.execute("RELEASE nested")
            work.journal.back_to(mark)
            raise
        work.connection.execute("RELEASE nested")

    def _follow(self, connection: Connection, group_id: int) -> None:
        from smallcrm.store import derived, search_index
        from smallcrm.store.affected import affected

        changed = affected(connection, group_id)
        derived.refresh(connection, self.clock, changed.contacts)
        derived.refresh_deals(connection, changed.deals)
        search_index.refresh(connection, changed)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        self.is_waiting = True
        try:
            yield
        finally:
            self.is_waiting = False

    def _check_wanted(self) -> None:
        if self._given_up.is_set():
            raise BusyError("smallcrm is being closed", hint="nothing was written")

    def _check_still_there(self) -> None:
        """StorageError when the file is gone: a write would go into thin air, or begin an empty database."""
        if self._was_there and not self.exists:
            raise StorageError(f"the database is gone: {self.path}", hint="put it back, then try again")

    def _let_go_of_replaced(self) -> None:
        """Close this thread's connections to a file in whose place another one lies now."""
        state = self._state
        if state.reader is not None and database.is_replaced(state.reader, self.path):
            self._let_go(state.reader)
            state.reader = None
        if state.writer is not None and database.is_replaced(state.writer, self.path):
            self._let_go(state.writer)
            state.writer = None

    def _kept(self, connection: Connection) -> Connection:
        self._open.add(connection)
        return connection

    def _let_go(self, connection: Connection) -> None:
        self._open.discard(connection)
        database.close(connection)

    def _writer(self) -> Connection:
        """The thread's connection that can write; to be called while the lock is held."""
        state = self._state
        if state.writer is None:
            state.writer = self._kept(database.open_writer(self.path, self._first_settings))
            self._was_there = True
            self._migrate(state.writer)
        return state.writer

    def _open_reader(self) -> Connection:
        reader = database.open_reader(self.path)
        database.check_version(database.version_of(reader), self.path)
        if reader.path is None or database.is_current(reader):
            return reader
        database.close(reader)
        self._migrate_before_reading()
        return database.open_reader(self.path)

    def _migrate_before_reading(self) -> None:
        with self.in_turn():
            writer = database.open_writer(self.path, self._first_settings)
            try:
                self._migrate(writer)
            finally:
                database.close(writer)

    def _migrate(self, writer: Connection) -> None:
        database.check_version(database.version_of(writer), self.path)
        if not database.is_current(writer):
            from smallcrm.store import migrate

            migrate.migrate(writer, self.path, self.clock)
