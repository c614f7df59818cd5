"""Putting a backup in place of a project file, in stages that a crash at any moment cannot spoil.

The checked copy is named `X.neu`; from then on it wins. The old file becomes `X.vorher` and stays. Whoever
opens the project next finishes what is left over.
"""

import re
from pathlib import Path
from shutil import copyfile

from ozgdesk.store import backups, sqlite_file
from ozgdesk.store.lock import Lock
from ozgdesk.store.problems import StoreProblem, translated
from ozgdesk.store.schema import SCHEMA_VERSION


def restore(backup: Path, path: Path, *, holder: str) -> Path | None:
    """Replace the project `path` by a backup; returns where the old file is kept, if any.

    The file must not be open. StoreProblem `locked`, `bad_backup`, `full` ... leave `path` unchanged.
    """
    lock = Lock(path, holder)
    try:
        with translated(path):
            finish(path)
            _stage(backup, path)
            return finish(path)
    finally:
        lock.release()


def current(path: Path) -> Path:
    """The file that counts: a staged one wins over the one that has the name."""
    return _staged(path) if _staged(path).exists() else path


def is_staged(path: Path) -> bool:
    """Whether a restore was begun and not finished."""
    return _staged(path).exists() or _unchecked(path).exists()


def aside(path: Path) -> tuple[Path, ...]:
    """The files that restores have put aside or left behind."""
    names = (f"{path.name}.vorher", _staged(path).name, _unchecked(path).name)
    return tuple(
        file
        for file in sorted(path.parent.iterdir())
        if file.name in names or re.fullmatch(re.escape(names[0]) + r"-\d+", file.name)
    )


def finish(path: Path) -> Path | None:
    """Finish a restore that was begun; the lock must be held. Returns where the file so far is kept."""
    sqlite_file.remove_leftovers(path)
    if not _staged(path).exists():
        return None
    former = _put_aside(path)
    sqlite_file.move(_staged(path), path)
    return former


def _stage(backup: Path, path: Path) -> None:
    temporary = _unchecked(path)
    if not backups.is_good(backup):
        raise StoreProblem("bad_backup", path, backup_file=backup.name)
    sqlite_file.probe(backup, SCHEMA_VERSION)
    copyfile(backup, temporary)
    sqlite_file.sync_file(temporary)
    if not backups.is_good(temporary):
        raise StoreProblem("bad_backup", path, backup_file=backup.name)
    sqlite_file.move(temporary, _staged(path))


def _put_aside(path: Path) -> Path | None:
    """Move the file and its journal, which must never meet another file, to a free name."""
    former = path.with_name(path.name + ".vorher")
    number = 1
    while former.exists():
        number += 1
        former = path.with_name(f"{path.name}.vorher-{number}")
    journal = sqlite_file.journal_path(path)
    if journal.exists():
        sqlite_file.move(journal, sqlite_file.journal_path(former))
    if not path.exists():
        return None
    sqlite_file.move(path, former)
    return former


def _staged(path: Path) -> Path:
    return path.with_name(path.name + ".neu")


def _unchecked(path: Path) -> Path:
    return path.with_name(path.name + ".neu.tmp")
