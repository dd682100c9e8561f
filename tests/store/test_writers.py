import fcntl
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from smallcrm.errors import BusyError, ConflictError, StorageError
from smallcrm.store import lock
from smallcrm.store.store import Store

_WRITERS = 8
_WRITES_OF_A_PROCESS = 25
_WRITES_OF_A_THREAD = 200
_LONGEST_WAIT_SECONDS = 1.0

_INCREMENT = """
import sys
from pathlib import Path
from smallcrm.store.store import Store
store = Store(Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    with store.write("count") as work:
        count = int(work.connection.value("SELECT value FROM setting WHERE key = 'count'"))
        work.update("setting", int(sys.argv[3]), {"value": str(count + 1)})
store.close()
"""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "crm.db")
    with store.write("start counting") as work:
        work.insert("setting", {"key": "count", "value": "0"})
    return store


def _count(store: Store) -> int:
    return int(store.read().value("SELECT value FROM setting WHERE key = 'count'"))


def _counter(store: Store) -> int:
    return int(store.read().value("SELECT id FROM setting WHERE key = 'count'"))


def _increment(store: Store) -> None:
    with store.write("count") as work:
        work.update("setting", _counter(store), {"value": str(_count(store) + 1)})


def test_eight_processes_lose_nothing_and_readers_never_wait(store: Store) -> None:
    command = [sys.executable, "-c", _INCREMENT, str(store.path), str(_WRITES_OF_A_PROCESS), str(_counter(store))]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(_WRITERS)]
    seen = [0]
    while any(writer.poll() is None for writer in writers):
        seen.append(_count(store))
    complaints = "".join(writer.communicate()[1] for writer in writers)
    assert complaints == ""
    assert seen == sorted(seen)
    assert _count(store) == _WRITERS * _WRITES_OF_A_PROCESS
    assert store.read().value("SELECT count(*) FROM change_group WHERE label = 'count'") == _count(store)
    assert store.read().value("PRAGMA integrity_check") == "ok"
    store.close()


def test_eight_threads_lose_nothing_and_none_waits_longer_than_a_second(store: Store) -> None:
    waits: list[float] = []
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(_WRITES_OF_A_THREAD):
                began = time.monotonic()
                with store.write("count") as work:
                    waits.append(time.monotonic() - began)
                    work.update("setting", _counter(store), {"value": str(_count(store) + 1)})
            store.close()
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=write) for _ in range(_WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert _count(store) == _WRITERS * _WRITES_OF_A_THREAD
    assert max(waits) <= _LONGEST_WAIT_SECONDS
    store.close()


def test_reading_goes_on_while_another_process_holds_the_write_lock(store: Store) -> None:
    holding = """
import sys
from pathlib import Path
from smallcrm.store.store import Store
with Store(Path(sys.argv[1])).write("hold") as work:
    work.update("setting", int(sys.argv[2]), {"value": "99"})
    print("held", flush=True)
    sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", holding, str(store.path), str(_counter(store))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    fresh = Store(store.path)
    assert (_count(store), _count(fresh)) == (0, 0)
    holder.communicate("")
    assert (_count(store), _count(fresh)) == (99, 99)
    fresh.close()
    store.close()


def _add_and_fail(store: Store, name: str) -> None:
    with store.write("half done") as work:
        work.insert("company", {"name": name, "kind": "lead"})
        raise ZeroDivisionError


def _overfill(store: Store) -> None:
    with store.write("fill") as work:
        pages = work.connection.value("PRAGMA page_count")
        work.connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        for number in range(1000):
            work.insert("company", {"name": f"Company {number}" * 50, "kind": "lead"})


def _hold_lock_file(path: Path) -> int:
    descriptor = os.open(path.with_name(path.name + ".lock"), os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def test_a_writer_that_waits_too_long_is_told_the_database_is_busy(store: Store) -> None:
    descriptor = _hold_lock_file(store.path)
    waiting = lock.WriterLock(store.path)
    with pytest.raises(BusyError) as refusal:
        waiting.acquire(deadline_seconds=0.05)
    assert refusal.value.exit_code == 9
    os.close(descriptor)
    waiting.acquire(deadline_seconds=0.05)
    waiting.release()
    _increment(store)
    assert _count(store) == 1
    store.close()


def test_a_writer_waits_until_the_lock_is_free(store: Store) -> None:
    descriptor = _hold_lock_file(store.path)
    release = threading.Timer(0.05, os.close, [descriptor])
    release.start()
    _increment(store)
    assert not release.is_alive() or release.finished.is_set()
    assert _count(store) == 1
    release.join()
    store.close()


def test_a_thread_that_gave_up_waiting_does_not_hold_up_the_others(store: Store) -> None:
    holder, impatient, patient = (lock.WriterLock(store.path) for _ in range(3))
    holder.acquire()
    with pytest.raises(BusyError):
        impatient.acquire(deadline_seconds=0.01)
    holder.release()
    patient.acquire(deadline_seconds=0.01)
    patient.release()
    store.close()


def test_threads_are_served_in_the_order_in_which_they_came(store: Store) -> None:
    served: list[int] = []
    holder = lock.WriterLock(store.path)
    holder.acquire()
    queue = lock._queues[store.path.with_name(store.path.name + ".lock")]

    def write(number: int) -> None:
        mine = lock.WriterLock(store.path)
        mine.acquire()
        served.append(number)
        mine.release()

    threads = []
    for number in range(5):
        threads.append(threading.Thread(target=write, args=(number,)))
        threads[-1].start()
        while len(queue._waiting) <= number:
            os.sched_yield()
    holder.release()
    for thread in threads:
        thread.join()
    assert served == list(range(5))
    store.close()


def test_an_error_rolls_everything_back(store: Store) -> None:
    before = list(store.read().raw.iterdump())
    with pytest.raises(ZeroDivisionError):
        _add_and_fail(store, "Acme")
    assert list(store.read().raw.iterdump()) == before
    _increment(store)
    assert _count(store) == 1
    store.close()


def test_a_write_inside_a_write_is_part_of_the_same_step(store: Store) -> None:
    with store.write("outer") as work:
        work.insert("company", {"name": "Acme", "kind": "lead"})
        with store.write("inner") as inner:
            inner.insert("company", {"name": "Bolt", "kind": "lead"})
    rows = store.read().rows("SELECT id, label FROM change_group ORDER BY id DESC LIMIT 1")
    assert rows == [(store.last_group, "outer")]
    assert store.read().column("SELECT entity_id FROM change WHERE group_id = :id", id=store.last_group) == [1, 2]
    store.close()


def test_a_failed_inner_write_leaves_the_outer_one_whole(store: Store) -> None:
    with store.write("outer") as work:
        work.insert("company", {"name": "Acme", "kind": "lead"})
        with pytest.raises(ZeroDivisionError):
            _add_and_fail(store, "Bolt")
        work.insert("company", {"name": "Cord", "kind": "lead"})
        assert work.touched("company") == {1, 2}
    journaled = store.read().column("SELECT json_extract(after, '$.name') FROM change WHERE entity = 'company'")
    assert store.read().column("SELECT name FROM company ORDER BY id") == journaled == ["Acme", "Cord"]
    store.close()


def test_a_failed_inner_write_before_any_change_leaves_no_step(store: Store) -> None:
    with (
        store.write("outer"),
        pytest.raises(ConflictError),
        store.write("inner") as inner,
    ):
        inner.insert("company", {"name": "", "kind": "lead"})
    assert store.read().column("SELECT label FROM change_group") == ["start counting"]
    store.close()


def test_a_write_that_changes_nothing_leaves_no_step(store: Store) -> None:
    with store.write("nothing") as work:
        assert not work.update("setting", _counter(store), {"value": "0"})
    assert store.read().column("SELECT label FROM change_group") == ["start counting"]
    store.close()


def test_more_changes_than_wait_in_memory_are_journaled_in_order(store: Store) -> None:
    with store.write("many") as work:
        for number in range(2500):
            work.insert("tag", {"name": f"tag {number}"})
    ids = store.read().column("SELECT entity_id FROM change WHERE group_id = :id ORDER BY id", id=store.last_group)
    assert ids == list(range(1, 2501))
    store.close()


def test_a_full_database_is_told_and_nothing_changes(store: Store) -> None:
    before = list(store.read().raw.iterdump())
    with pytest.raises(StorageError, match="full") as refusal:
        _overfill(store)
    assert refusal.value.exit_code == 8
    assert list(store.read().raw.iterdump()) == before
    store.close()


_FILL = """
import resource, sys
from pathlib import Path
from smallcrm.errors import StorageError
from smallcrm.store.store import Store
path = Path(sys.argv[1])
store = Store(path)
COUNT = "SELECT value FROM setting WHERE key = 'count'"
assert store.read().value(COUNT) == "0"
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, path.stat().st_size))
try:
    with store.write("fill") as work:
        for number in range(20000):
            work.insert("company", {"name": f"Company {number} " * 50, "kind": "lead"})
except StorageError as error:
    print(error.exit_code)
print(store.read().value("SELECT count(*) FROM company"), store.read().value(COUNT))
"""


def test_a_disk_that_takes_no_more_is_told_and_reading_goes_on(store: Store) -> None:
    store.close()
    filled = subprocess.run([sys.executable, "-c", _FILL, str(store.path)], capture_output=True, text=True, check=True)
    assert filled.stdout.splitlines() == ["8", "0 0"]
    assert store.read().value("PRAGMA integrity_check") == "ok"
    store.close()
