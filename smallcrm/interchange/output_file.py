"""Files written under a temporary name and renamed when they are complete, so that none is ever half there."""

import os
from pathlib import Path
from types import TracebackType
from typing import IO

from smallcrm.errors import ConflictError, StorageError


class OutputFile:
    """A text file that appears at `path` when the `with` block ends well, and not at all when it does not.

    It holds customers: whatever the umask says, only its owner may read it.

    ConflictError when the file exists and `force` is not given; StorageError when it cannot be written.
    """

    def __init__(self, path: Path, *, force: bool = False, encoding: str = "utf-8") -> None:
        self.path = path
        self._force = force
        self._encoding = encoding
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        self._file: IO[str] | None = None

    def __enter__(self) -> IO[str]:
        self._refuse_existing()
        try:
            # Bytes that no encoding knows are shown, not lost: rejected rows may hold them.
            self._file = open(
                self._temporary, "x", encoding=self._encoding, errors="backslashreplace", newline="", opener=_private
            )
        except OSError as error:
            raise self._failure(error) from error
        return self._file

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._finish(complete=kind is None)
        except OSError as problem:
            self._temporary.unlink(missing_ok=True)
            raise self._failure(problem) from problem

    def _finish(self, *, complete: bool) -> None:
        if self._file is not None:
            self._file.close()
        if complete:
            self._refuse_existing()
            self._temporary.replace(self.path)
        else:
            self._temporary.unlink(missing_ok=True)

    def _refuse_existing(self) -> None:
        if not self._force and self.path.exists():
            self._temporary.unlink(missing_ok=True)
            raise ConflictError(f"{self.path} exists already", hint="choose another name, or overwrite it: --force")

    def _failure(self, error: OSError) -> StorageError:
        return StorageError(f"{self.path} cannot be written: {error.strerror}", hint="look at the folder and the disk")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
