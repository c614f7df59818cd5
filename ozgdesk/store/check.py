"""Everything that can be wrong inside a project file, found without touching it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES, table_name
from ozgdesk.store import fingerprint, past, restore, rows, schema, sqlite_file
from ozgdesk.store.problems import Damaged, StoreProblem, translated
from ozgdesk.store.reading import load
from ozgdesk.texts.problems import finding_message


@dataclass(frozen=True, slots=True)
class FileFinding:
    """One fault of a file. `code` and `values` make the sentence, see `texts.FILE_FINDINGS`."""

    code: str
    values: dict[str, str]

    @property
    def text(self) -> str:
        """The fault as a German sentence."""
        return finding_message(self)


def check(path: Path) -> tuple[FileFinding, ...]:
    """Check structure, schema, references, row hash, every row and every step; empty when all is well.

    Raises StoreProblem when the file cannot be read as a project, e.g. `missing`, `foreign`, `too_new`.
    """
    found: list[FileFinding] = []
    try:
        with translated(path):
            driver = load(path)
            try:
                found.extend(_findings(driver, is_kept=_is_kept(path)))
            finally:
                driver.close()
    except StoreProblem as problem:
        if problem.code != "damaged":
            raise
        found.append(FileFinding("damaged", {}))
    return tuple(found)


def _is_kept(path: Path) -> bool:
    """Whether the rows are those of the last closing. Asked of the file itself: climbing drops the hash."""
    with sqlite_file.readable(restore.current(path)) as source:
        return fingerprint.is_kept(source)


def _findings(driver: sqlite3.Connection, *, is_kept: bool) -> Iterator[FileFinding]:
    for (line,) in driver.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield FileFinding("structure", {"detail": line})
    if not schema.is_ours(driver):
        yield FileFinding("schema_mismatch", {})
        return
    for table, rowid, target, _ in driver.execute("PRAGMA foreign_key_check").fetchall():
        found = driver.execute(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,)).fetchone()
        yield FileFinding("dangling", {"table": table, "id": found[0], "target": target})
    if not is_kept:
        yield FileFinding("changed_outside", {})
    with sqlite_file.core(driver) as connection:
        bad_rows = [finding for kind in ENTITIES for finding in _bad_rows(connection, kind)]
        yield from bad_rows
        if not bad_rows and not _journal_leads_back(connection):
            yield FileFinding("journal", {})


def _bad_rows(connection: Connection, kind: type[Entity]) -> Iterator[FileFinding]:
    for values in rows.read_values(connection, kind):
        try:
            kind(**values)
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_context=False):
                field = str(fault["loc"][0]) if fault["loc"] else ""
                where = {"table": table_name(kind), "id": str(values["id"]), "field": field}
                yield FileFinding("row", where)


def _journal_leads_back(connection: Connection) -> bool:
    try:
        past.before_step(connection, rows.read_snapshot(connection), 1)
    except (Damaged, ValueError, KeyError):
        return False
    return True
