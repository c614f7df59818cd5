"""Which rungs there are, and how a file climbs them: on a copy, verified, then swapped."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copymode

from ozgdesk.store import backups, fingerprint, rows, schema, sqlite_file
from ozgdesk.store.migrations import to_2, to_3, to_4, to_5, to_6
from ozgdesk.store.problems import StoreProblem, classify, translated

Rung = Callable[[sqlite3.Connection], None]

RUNGS: Mapping[int, Rung] = {1: to_2.climb, 2: to_3.climb, 3: to_4.climb, 4: to_5.climb, 5: to_6.climb}
"""From the version given to the next one."""


def climb(connection: sqlite3.Connection, version: int) -> None:
    """Bring an open database from `version` to the newest one, in one transaction."""
    connection.execute("PRAGMA foreign_keys=off")  # tables are rebuilt; the check comes after
    connection.execute("BEGIN IMMEDIATE")
    try:
        for rung in range(version, schema.SCHEMA_VERSION):
            RUNGS[rung](connection)
        fingerprint.drop(connection)
        connection.execute(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def migrate(path: Path, version: int, backup_root: Path | None = None) -> None:
    """Bring a file to the newest version; the lock must be held, a backup is made first.

    A crash leaves the old file or the new one. Raises StoreProblem `migration_failed` when the result does
    not pass every check; the file then is what it was.
    """
    temporary = path.with_name(f"{path.name}.migration.tmp")
    with translated(path):
        temporary.unlink(missing_ok=True)
        try:
            _copy(path, temporary, backup_root)
            _climb_file(temporary, path, version)
            copymode(path, temporary)
            sqlite_file.sync_file(temporary)
            sqlite_file.move(temporary, path)
        finally:
            for leftover in (temporary, sqlite_file.journal_path(temporary)):
                leftover.unlink(missing_ok=True)


def _copy(path: Path, temporary: Path, backup_root: Path | None) -> None:
    """Back the file up and copy it; opening it for writing also plays back a journal that a crash left."""
    source = sqlite_file.connect(path, "rw")
    try:
        sqlite_file.marks(source)
        backups.make(source, path, "migration", backup_root)
        source.execute("VACUUM INTO ?", (str(temporary),))
    finally:
        source.close()


def _climb_file(temporary: Path, path: Path, version: int) -> None:
    connection = sqlite_file.connect(temporary, "rw")
    try:
        climb(connection, version)
        if not schema.is_ours(connection) or backups.faults(connection):
            raise StoreProblem("migration_failed", path)
        with sqlite_file.core(connection) as core:
            rows.read_snapshot(core)
        fingerprint.keep(connection)
    except (ValueError, sqlite3.Error) as error:
        if classify(error) in ("full", "device", "memory"):
            raise
        raise StoreProblem("migration_failed", path) from error
    finally:
        connection.close()
