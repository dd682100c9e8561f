"""Brings an older database to this program's schema and folding: a backup, then every step in one transaction."""

from importlib.resources import files
from pathlib import Path

from smallcrm.clock import Clock
from smallcrm.errors import NotADatabaseError
from smallcrm.store import backup, database, refold
from smallcrm.store.connection import Connection


def steps_after(version: int) -> list[tuple[int, str]]:
    """The steps that a database of `version` has not seen: the version each leads to, and its SQL."""
    folder = files("smallcrm.store.migrations")
    known = ((int(entry.name[1:5]), entry) for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(target, entry.read_text(encoding="utf-8")) for target, entry in sorted(known) if target > version]


def migrate(writer: Connection, path: Path, clock: Clock) -> Path:
    """Run the missing steps; returns the backup made first. The caller holds the writer's lock."""
    version = database.version_of(writer)
    saved = back_up(writer, path, version, clock)
    writer.execute("PRAGMA foreign_keys = OFF")
    writer.execute("BEGIN IMMEDIATE")
    try:
        for target, script in steps_after(version):
            writer.run_script(script)
            writer.execute(f"PRAGMA user_version = {target}")
        if not database.is_folded(writer):
            refold.refold(writer)
        if writer.rows("PRAGMA foreign_key_check"):
            raise NotADatabaseError(
                f"the database could not be brought to this version: {path}",
                hint=f"it is as it was; {saved}",
            )
        writer.execute("COMMIT")
    except BaseException:
        writer.execute("ROLLBACK")
        raise
    finally:
        writer.execute("PRAGMA foreign_keys = ON")
    return saved


def back_up(writer: Connection, path: Path, version: int, clock: Clock) -> Path:
    """Copy the database beside itself before it is changed; returns the copy."""
    stamp = clock.stamp().replace(":", "").replace("-", "")
    target = path.with_name(f"{path.name}.schema{version}-{stamp}.backup")
    backup.copy(writer, target)
    return target
