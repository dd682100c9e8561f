"""How much SQLite does for a query, in steps of its own machine: the same on every day and machine."""

from collections.abc import Callable

from smallcrm.store.store import Store


def steps_of(store: Store, query: Callable[[], object]) -> int:
    """How many steps it takes."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    raw = store.read().raw
    raw.set_progress_handler(count, 1)
    query()
    raw.set_progress_handler(None, 1)
    return steps
