"""Reading a project file without writing to it, also while somebody else writes or after a crash.

The file is copied into memory and closed at once; it stays byte for byte what it was, and no lock is kept.
"""

import sqlite3
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Step, StepHead
from ozgdesk.store import journal, lock, restore, rows, schema, sqlite_file
from ozgdesk.store.backups import offered
from ozgdesk.store.migrations import ladder
from ozgdesk.store.problems import StoreProblem, translated


class Reading:
    """A project file as it was at one moment. Close it, or use it in a `with`, to free the memory."""

    def __init__(self, path: Path, driver: sqlite3.Connection, backups: Path | None) -> None:
        """Use `open_reading`."""
        self.path = path
        self.holder = lock.holder(path)
        self._backups = backups
        self._driver = driver
        self.connection: Connection = sqlite_file.core(driver)

    @cached_property
    def snapshot(self) -> Snapshot:
        """The whole project, validated; StoreProblem `damaged` when a row is not what it must be."""
        with offered(self.path, self._backups), translated(self.path):
            return rows.read_snapshot(self.connection)

    @cached_property
    def heads(self) -> tuple[StepHead, ...]:
        """All steps without their rows, oldest first."""
        with translated(self.path):
            return journal.heads(self.connection)

    @cached_property
    def recorded_until(self) -> datetime:
        """The instant of the last change (Datenstand, UTC); of the file's making where there is none."""
        with translated(self.path):
            return journal.recorded_until(self.connection)

    def step(self, number: int) -> Step:
        """One step with its rows; KeyError when there is none with this number."""
        with translated(self.path):
            return journal.step(self.connection, number)

    def numbers_of(self, kind: type[Entity], id_: str) -> tuple[int, ...]:
        """The numbers of the steps that touched one row, newest first."""
        with translated(self.path):
            return journal.numbers_of(self.connection, kind, id_)

    def close(self) -> None:
        """Free the memory."""
        self.connection.close()
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_reading(path: Path, *, backups: Path | None = None) -> Reading:
    """Read a project file. Raises StoreProblem: missing, empty, foreign, damaged, too_new, busy ...

    `holder` of the result says who writes the file at the moment.
    """
    with offered(path, backups), translated(path):
        driver = load(path)
        try:
            if not schema.is_ours(driver):
                raise StoreProblem("schema_mismatch", path)
        except BaseException:
            driver.close()
            raise
    return Reading(path, driver, backups)


def load(path: Path) -> sqlite3.Connection:
    """A project file in memory, brought to the schema of this version; its content is not checked yet."""
    source = restore.current(path)
    version = sqlite_file.probe(source, schema.SCHEMA_VERSION)
    driver = sqlite_file.in_memory(source)
    try:
        if version < schema.SCHEMA_VERSION:
            ladder.climb(driver, version)
    except BaseException:
        driver.close()
        raise
    return driver
