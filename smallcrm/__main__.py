"""`python -m smallcrm` and the `smallcrm` command."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> None:
    """Run the command line and exit with its code."""
    gc.disable()  # nothing that start-up makes is garbage; the command itself runs with collection on
    from smallcrm.cli.main import run

    _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """Exit at once: everything is closed, and taking the interpreter apart costs as much as half of starting it."""
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
