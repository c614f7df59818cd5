"""The writing side of a project file: making one, holding it, and appending steps to it."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from uuid import uuid4

from sqlalchemy import insert

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change, Step, StepHead
from ozgdesk.store import journal, rows, schema, sqlite_file
from ozgdesk.store.lock import Lock
from ozgdesk.store.problems import StoreProblem, translated
from ozgdesk.store.tables import META
from ozgdesk.store.types import instant_text


def create(path: Path, snapshot: Snapshot | None = None) -> None:
    """Make a new file, with these rows if given, and no step. Never overwrites: StoreProblem `exists`.

    The file appears under its name when it is complete.
    """
    if path.exists():
        raise StoreProblem("exists", path)
    temporary = path.with_name(f".{path.name}.{uuid4().hex[:8]}.tmp")
    try:
        with translated(path):
            _fill(temporary, snapshot)
            sqlite_file.sync_file(temporary)
        sqlite_file.put_new(temporary, path)
    finally:
        for leftover in (temporary, temporary.with_name(temporary.name + "-journal")):
            leftover.unlink(missing_ok=True)


def _fill(path: Path, snapshot: Snapshot | None) -> None:
    driver = sqlite_file.connect(path, "rwc")
    try:
        sqlite_file.set_pragmas(driver, path)
        schema.create_schema(driver)
        with sqlite_file.core(driver) as connection, sqlite_file.writing(connection):
            now = instant_text(datetime.now(UTC))
            connection.execute(insert(META), {"key": "created_at", "value": now})
            for table in (snapshot.tables if snapshot is not None else {}).values():
                if table:
                    rows.insert_rows(connection, list(table.values()))
    finally:
        driver.close()


class ProjectFile:
    """An open project file: owns the lock and the one writing connection until `close`."""

    def __init__(self, path: Path, lock: Lock, driver: sqlite3.Connection) -> None:
        """Use `ProjectFile.open`."""
        self.path = path
        self._lock = lock
        self._driver = driver
        self._connection = sqlite_file.core(driver)

    @classmethod
    def open(cls, path: Path, *, holder: str) -> Self:
        """Take the lock in the name of `holder` and open the file for writing.

        Raises StoreProblem; the file then is byte for byte what it was.
        """
        sqlite_file.probe(path, schema.SCHEMA_VERSION)
        lock = Lock(path, holder)
        try:
            with translated(path):
                return cls(path, lock, _writer(path))
        except BaseException:
            lock.release()
            raise

    def read(self) -> Snapshot:
        """The whole project, validated; StoreProblem `damaged` when a row is not what it must be."""
        with translated(self.path):
            return rows.read_snapshot(self._connection)

    def heads(self) -> tuple[StepHead, ...]:
        """All steps without their rows, oldest first."""
        with translated(self.path):
            return journal.heads(self._connection)

    def step(self, number: int) -> Step:
        """One step with its rows; KeyError when there is none with this number."""
        with translated(self.path):
            return journal.step(self._connection, number)

    def append(self, head: StepHead, changes: Sequence[Change]) -> StepHead:
        """Write rows and journal in one transaction; returns the head with the number it got.

        Raises RuleViolation `not_unique`, `refused`, `dangling` or `changed_since`, or StoreProblem; then
        nothing was written.
        """
        with translated(self.path):
            number = journal.last_number(self._connection) + 1
            step = replace(head, number=number, schema_version=schema.SCHEMA_VERSION)
            with sqlite_file.writing(self._connection):
                rows.apply(self._connection, changes)
                journal.write(self._connection, step, changes)
        return step

    def merge_into_last(self, head: StepHead, changes: Sequence[Change]) -> StepHead:
        """Write rows as part of the newest step, which then ends where they end, at `head.at`.

        Raises like `append`. Whether two edits belong together is the caller's decision.
        """
        with translated(self.path), sqlite_file.writing(self._connection):
            number = journal.last_number(self._connection)
            rows.apply(self._connection, changes)
            journal.merge(self._connection, number, head.at, changes)
            return journal.head(self._connection, number)

    def data_version(self) -> int:
        """A number that changes whenever somebody else has written to the file."""
        with translated(self.path):
            return int(self._driver.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Give the file free. Nothing needs saving: every step already is."""
        self._connection.close()
        self._driver.close()
        self._lock.release()


def _writer(path: Path) -> sqlite3.Connection:
    driver = sqlite_file.connect(path, "rw")
    try:
        sqlite_file.set_pragmas(driver, path)
        if not schema.is_ours(driver):
            raise StoreProblem("schema_mismatch", path)
    except BaseException:
        driver.close()
        raise
    return driver
