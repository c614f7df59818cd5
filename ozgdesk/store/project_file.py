"""The writing side of a project file: making one, holding it, and appending steps to it."""

import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from sqlalchemy import insert

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change, Step, StepHead
from ozgdesk.store import erasure, fingerprint, journal, restore, rows, schema, sqlite_file
from ozgdesk.store.backups import make as make_backup
from ozgdesk.store.backups import offered
from ozgdesk.store.journal_tables import META
from ozgdesk.store.lock import Lock
from ozgdesk.store.migrations import ladder
from ozgdesk.store.problems import StoreProblem, translated
from ozgdesk.store.types import instant_text

_log = logging.getLogger(__name__)


def create(path: Path, snapshot: Snapshot | None = None) -> None:
    """Make a new file, with these rows if given, and no step. StoreProblem `exists` or `no_folder`.

    The file appears under its name when it is complete.
    """
    if path.exists():
        raise StoreProblem("exists", path)
    if not path.parent.is_dir():
        raise StoreProblem("no_folder", path)
    temporary = path.with_name(f"{path.name}.{uuid4().hex[:8]}.tmp")
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

    def __init__(self, path: Path, lock: Lock, driver: sqlite3.Connection, backups: Path | None) -> None:
        """Use `ProjectFile.open`."""
        self.path = path
        self.connection = sqlite_file.core(driver)
        self._lock = lock
        self._driver = driver
        self._backups = backups
        self._is_changed = False

    @classmethod
    def open(cls, path: Path, *, holder: str, backups: Path | None = None) -> Self:
        """Take the lock in the name of `holder` and open the file for writing.

        `backups` is the folder for the backups of all projects, below the user's data if not given.
        A restore that was begun is finished first; an older file is backed up and migrated. Raises
        StoreProblem, with the newest good backup where that helps; the file then is what it was.
        """
        with offered(path, backups):
            lock = _locked(path, holder)
            try:
                with translated(path):
                    _bring_up_to_date(path, backups)
                    return cls(path, lock, _writer(path), backups)
            except BaseException:
                lock.release()
                raise

    def read(self) -> Snapshot:
        """The whole project, validated; StoreProblem `damaged` when a row is not what it must be."""
        with offered(self.path, self._backups), translated(self.path):
            return rows.read_snapshot(self.connection)

    def heads(self) -> tuple[StepHead, ...]:
        """All steps without their rows, oldest first."""
        with translated(self.path):
            return journal.heads(self.connection)

    def recorded_until(self) -> datetime:
        """The instant of the last change (Datenstand, UTC); of the file's making where there is none."""
        with translated(self.path):
            return journal.recorded_until(self.connection)

    def size_of(self, number: int) -> int:
        """How many rows a step changed."""
        with translated(self.path):
            return journal.size_of(self.connection, number)

    def step(self, number: int) -> Step:
        """One step with its rows; KeyError when there is none with this number."""
        with translated(self.path):
            return journal.step(self.connection, number)

    def numbers_of(self, kind: type[Entity], id_: str) -> tuple[int, ...]:
        """The numbers of the steps that touched one row, newest first."""
        with translated(self.path):
            return journal.numbers_of(self.connection, kind, id_)

    def former_values(self, kind: type[Entity], field: str) -> frozenset[Any]:
        """The values a field had in rows that were removed, for what is never given twice."""
        with translated(self.path):
            return journal.former_values(self.connection, kind, field)

    def append(self, head: StepHead, changes: Sequence[Change]) -> StepHead:
        """Write rows and journal in one transaction; returns the head with the number it got.

        Raises RuleViolation `not_unique`, `refused`, `dangling` or `changed_since`, or StoreProblem; then
        nothing was written.
        """
        with translated(self.path):
            number = journal.last_number(self.connection) + 1
            step = replace(head, number=number, schema_version=schema.SCHEMA_VERSION)
            with self._changing():
                rows.apply(self.connection, changes)
                journal.write(self.connection, step, changes)
        return step

    def merge_into_last(self, head: StepHead, changes: Sequence[Change]) -> StepHead:
        """Write rows as part of the newest step, which then ends where they end, at `head.at`.

        Raises like `append`. Whether two edits belong together is the caller's decision.
        """
        with translated(self.path), self._changing():
            number = journal.last_number(self.connection)
            rows.apply(self.connection, changes)
            journal.merge(self.connection, number, head.at, changes)
            return journal.head(self.connection, number)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One transaction; the first one also drops the row hash, which `close` takes again."""
        with sqlite_file.writing(self.connection):
            if not self._is_changed:
                fingerprint.drop(self._driver)
            yield
        self._is_changed = True

    def backup(self, reason: str) -> Path:
        """Make a verified backup point; `reason` is a word of a-z, 0-9 and -. Raises StoreProblem."""
        return make_backup(self._driver, self.path, reason, self._backups)

    def blank(self, values: Mapping[str, str]) -> None:
        """Replace each text by another in rows, journal, backups and files put aside; cannot be undone.

        Ids, codes and numbers stay. The file comes last: after a failure it still holds the texts, or the
        copies hold none any more, so that the call can be repeated.
        """
        with translated(self.path):
            erasure.blank_copies(self.path, self._backups, values)
            erasure.blank_file(self._driver, values)

    def close(self) -> None:
        """Give the file free. Nothing needs saving; a row hash is kept that shows later damage."""
        if self._is_changed:
            try:
                with translated(self.path):
                    fingerprint.keep(self._driver)
            except StoreProblem as problem:
                _log.warning("row hash not kept: %s", problem.code)
        self.connection.close()
        self._driver.close()
        self._lock.release()


def _locked(path: Path, holder: str) -> Lock:
    if not restore.is_staged(path):
        sqlite_file.probe(path, schema.SCHEMA_VERSION)
    return Lock(path, holder)


def _bring_up_to_date(path: Path, backups: Path | None) -> None:
    restore.finish(path)
    if not os.access(path, os.W_OK):  # a migration would replace it, and SQLite would open it all the same
        raise StoreProblem("read_only", path)
    version = sqlite_file.probe(path, schema.SCHEMA_VERSION)
    if version < schema.SCHEMA_VERSION:
        ladder.migrate(path, version, backups)


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
