"""Standard input as a file: an import reads its file several times."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO


@contextmanager
def spooled(stream: IO[bytes]) -> Iterator[Path]:
    """A file, readable for its owner only, that holds what `stream` gives; gone when the `with` block ends."""
    with TemporaryDirectory(prefix="smallcrm-") as folder:
        path = Path(folder) / "stdin"
        path.touch(mode=0o600)
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        yield path
