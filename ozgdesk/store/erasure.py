"""Replacing texts for good, in rows, journal and every copy of a project: what "Personenbezug löschen" needs.

The bytes of embedded files are not searched.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from shutil import copyfile

from sqlalchemy import Connection, bindparam, select, update

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.erasure import replacing
from ozgdesk.domain.registry import BY_TABLE, ENTITIES
from ozgdesk.store import backups, fingerprint, restore, schema, sqlite_file
from ozgdesk.store.journal import encode
from ozgdesk.store.journal_tables import CHANGE, STEP
from ozgdesk.store.migrations import ladder
from ozgdesk.store.problems import StoreProblem, translated
from ozgdesk.store.tables import table_of

Replace = Callable[[str], str]


def blank_file(driver: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Replace each text (key) by its value in an open file and leave no trace of it in unused pages.

    ValueError when a text or its replacement is empty.
    """
    replace = replacing(values)
    with sqlite_file.core(driver) as connection, sqlite_file.writing(connection):
        fingerprint.drop(driver)
        for kind in ENTITIES:
            _blank_rows(connection, kind, replace)
        _blank_journal(connection, replace)
        _blank_heads(connection, replace)
    fingerprint.keep(driver)
    driver.execute("VACUUM")


def blank_copies(path: Path, backup_root: Path | None, values: Mapping[str, str]) -> None:
    """The same in the backups of a project and in files a restore put aside.

    A copy that cannot be read as a project any more is removed: nobody could replace anything in it.
    """
    for copy in [*(backup.path for backup in backups.list_backups(path, backup_root)), *restore.aside(path)]:
        try:
            version = sqlite_file.probe(copy, schema.SCHEMA_VERSION)
            _blank_copy(copy, version, values)
        except StoreProblem as problem:
            if problem.code not in backups.HELPED_BY_BACKUP:
                raise
            copy.unlink(missing_ok=True)
        sqlite_file.journal_path(copy).unlink(missing_ok=True)


def _blank_copy(copy: Path, version: int, values: Mapping[str, str]) -> None:
    temporary = copy.with_name(f"{copy.name}.blank.tmp")
    with translated(copy):
        try:
            copyfile(copy, temporary)
            if sqlite_file.journal_path(copy).exists():
                copyfile(sqlite_file.journal_path(copy), sqlite_file.journal_path(temporary))
            driver = sqlite_file.connect(temporary, "rw")
            try:
                sqlite_file.set_pragmas(driver, temporary)
                ladder.climb(driver, version)
                blank_file(driver, values)
            finally:
                driver.close()
            sqlite_file.sync_file(temporary)
            sqlite_file.move(temporary, copy)
        finally:
            for leftover in (temporary, sqlite_file.journal_path(temporary)):
                leftover.unlink(missing_ok=True)


@cache
def free_text(kind: type[Entity]) -> dict[str, int | None]:
    """The fields of an entity that hold what somebody wrote, with their greatest length.

    Ids, references, word lists, codes and whatever must match a pattern are not free text.
    """
    found: dict[str, int | None] = {}
    for column in table_of(kind).columns:
        field = kind.model_fields[column.name]
        limits = {
            name: getattr(part, name, None) for part in field.metadata for name in ("pattern", "max_length")
        }
        is_key = column.primary_key or column.foreign_keys or column.unique
        if field.annotation is str and not is_key and not limits.get("pattern"):
            found[column.name] = limits.get("max_length")
    return found


def _blanked(kind: type[Entity], values: Mapping[str, object], replace: Replace) -> Iterator[tuple[str, str]]:
    """The fields that change, with their new text, cut where a replacement is too long for the field."""
    for name, length in free_text(kind).items():
        text = values.get(name)
        if isinstance(text, str) and (new := replace(text)) != text:
            yield name, new[:length].strip() or new


def _blank_rows(connection: Connection, kind: type[Entity], replace: Replace) -> None:
    table = table_of(kind)
    wanted = [table.c.id, *(table.c[name] for name in free_text(kind))]
    for row in connection.execute(select(*wanted)).mappings().all():
        changed = dict(_blanked(kind, dict(row), replace))
        if changed:
            connection.execute(update(table).where(table.c.id == row["id"]).values(changed))


def _blank_journal(connection: Connection, replace: Replace) -> None:
    for record in connection.execute(select(CHANGE)).all():
        new = {}
        for name, text in (("before", record.before), ("after", record.after)):
            if text is not None:
                payload = json.loads(text)
                changed = dict(_blanked(BY_TABLE[record.table], payload, replace))
                if changed:
                    new[name] = encode({**payload, **changed})
        if new:
            place = (CHANGE.c.step == record.step) & (CHANGE.c.position == record.position)
            connection.execute(update(CHANGE).where(place).values(new))


def _blank_heads(connection: Connection, replace: Replace) -> None:
    names = ("label", "author", "office")
    statement = (
        update(STEP)
        .where(STEP.c.number == bindparam("step"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    for row in connection.execute(select(STEP)).mappings().all():
        new = {name: replace(row[name]) for name in names}
        if any(new[name] != row[name] for name in names):
            texts = {f"new_{name}": new[name] for name in names}
            connection.execute(statement, {"step": row["number"]} | texts)
