"""`python -m smallcrm` and the `smallcrm` command."""

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    gc.disable()  # nothing that start-up makes is garbage; the command itself runs with collection on
    from smallcrm.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
