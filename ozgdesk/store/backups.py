"""Backups: where they lie, how one is made so that it can be trusted, which are kept. The caller says when.

A backup is written under a temporary name, checked row by row against its source, and only then named.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ozgdesk.paths import folders
from ozgdesk.store import fingerprint, sqlite_file
from ozgdesk.store.problems import StoreProblem, classify, translated

HELPED_BY_BACKUP = frozenset({"damaged", "empty", "foreign", "missing", "schema_mismatch", "device"})

DAILY, WEEKLY, MONTHLY = 7, 4, 6

_NAME = re.compile(r"(\d{8}T\d{6}\d{6})Z-([a-z0-9-]+)\.ozg")
_TIME = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: where it lies, when it was made (UTC) and why."""

    path: Path
    at: datetime
    reason: str


def folder_of(path: Path, root: Path | None = None) -> Path:
    """The folder of a project's backups below `root`, which is the data folder of the user if not given.

    It holds a hash of the path, so that two files of the same name do not share it.
    """
    base = folders().data_dir / "backups" if root is None else root
    place = str(path.absolute()).casefold()
    return base / f"{path.stem}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"


def list_backups(path: Path, root: Path | None = None) -> tuple[Backup, ...]:
    """The backups of a project, newest first."""
    found = []
    folder = folder_of(path, root)
    for file in folder.iterdir() if folder.is_dir() else ():
        parts = _NAME.fullmatch(file.name)
        if parts:
            at = datetime.strptime(parts[1], _TIME).replace(tzinfo=UTC)
            found.append(Backup(file, at, parts[2]))
    return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))


def newest_good(path: Path, root: Path | None = None) -> Path | None:
    """The newest backup whose content is what it was when it was made; None when there is none."""
    return next((backup.path for backup in list_backups(path, root) if is_good(backup.path)), None)


@contextmanager
def offered(path: Path, root: Path | None = None) -> Iterator[None]:
    """Name the newest good backup in a StoreProblem that says the file itself cannot be used."""
    try:
        yield
    except StoreProblem as problem:
        if problem.code in HELPED_BY_BACKUP:
            problem.backup = newest_good(path, root)
        raise


def is_good(file: Path) -> bool:
    """Whether a backup passes every check of its content."""
    try:
        with sqlite_file.readable(file) as connection:
            application, version = sqlite_file.marks(connection)
            ours = application == sqlite_file.APPLICATION_ID and version >= 1
            return ours and fingerprint.kept_hash(connection) is not None and not faults(connection)
    except (sqlite3.Error, OSError) as error:
        if classify(error) is None:
            raise
        return False


def faults(connection: sqlite3.Connection) -> list[str]:
    """What structure check, foreign keys and row hash say against a file; empty when it is sound."""
    found = [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
    found += [f"{row[0]} -> {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")]
    if not found and not fingerprint.is_kept(connection):
        found.append("row hash")
    return found


def make(
    source: sqlite3.Connection, path: Path, reason: str, root: Path | None = None, at: datetime | None = None
) -> Path:
    """Back up the project `path` through an open connection on it, thin out older ones, return the new one.

    Raises StoreProblem, e.g. `full`; no half-written backup is left.
    """
    if not re.fullmatch(r"[a-z0-9-]+", reason):
        raise ValueError(f"a reason is a word of a-z, 0-9 and -, not {reason!r}")
    folder = folder_of(path, root)
    at = datetime.now(UTC) if at is None else at
    target = folder / f"{at.astimezone(UTC).strftime(_TIME)}Z-{reason}.ozg"
    temporary = target.with_suffix(".tmp")
    with translated(target):
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob("*.tmp*"):
            leftover.unlink()
        try:
            source.execute("VACUUM INTO ?", (str(temporary),))
            _seal(temporary, fingerprint.row_hash(source))
            sqlite_file.move(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)
            sqlite_file.journal_path(temporary).unlink(missing_ok=True)
    thin_out(path, root)
    return target


def _seal(file: Path, expected: str) -> None:
    """Keep the row hash in the copy, bring it to the disk, and read it again from there."""
    copy = sqlite_file.connect(file, "rw")
    try:
        fingerprint.keep(copy)
    finally:
        copy.close()
    sqlite_file.sync_file(file)
    with sqlite_file.readable(file) as again:
        if faults(again) or fingerprint.row_hash(again) != expected:
            raise StoreProblem("backup_failed", file)


def thin_out(path: Path, root: Path | None = None) -> None:
    """Remove the backups that `kept` does not name."""
    found = list_backups(path, root)
    wanted = kept(backup.at for backup in found)
    for backup in found:
        if backup.at not in wanted:
            backup.path.unlink(missing_ok=True)


def kept(instants: Iterable[datetime]) -> frozenset[datetime]:
    """Which backups stay: all of the newest day, the last one of 7 days, of 4 weeks and of 6 months."""
    newest_first = sorted(set(instants), reverse=True)
    if not newest_first:
        return frozenset()
    wanted = {at for at in newest_first if at.date() == newest_first[0].date()}
    for form, count in (("%Y-%m-%d", DAILY), ("%G-%V", WEEKLY), ("%Y-%m", MONTHLY)):
        last_of: dict[str, datetime] = {}
        for at in newest_first:
            last_of.setdefault(at.strftime(form), at)
        wanted.update(list(last_of.values())[:count])
    return frozenset(wanted)
