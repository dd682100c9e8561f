"""A process that writes random things until it is killed or its disk is full: `busy_owner DATABASE SEED [MORE_BYTES]`.

After every write it prints the number of the newest step that it was told is kept.
"""

import resource
import signal
import sys
from pathlib import Path

from smallcrm.core.crm import Crm
from smallcrm.errors import CrmError, StorageError
from tests.core.owner import Owner

_MOST_WRITES = 2000


def main(database: Path, seed: int, more_bytes: int | None) -> None:
    """Write; with `more_bytes` no file may grow by more than that, and the exit code is that of a full disk."""
    crm = Crm(database, environ={"SMALLCRM_NOW": "2026-11-27T10:00", "LANG": "he_IL.UTF-8"})
    owner = Owner(crm, seed, database.parent)
    if more_bytes is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        most = database.stat().st_size + more_bytes
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    for _ in range(_MOST_WRITES):
        try:
            owner.write()
        except StorageError as error:
            raise SystemExit(error.exit_code) from error
        except CrmError:
            continue
        print(crm.store.last_group or 0, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
