"""Backups of project files for the rooms above, which never import `store`: list, judge, restore.

An open project makes its backups itself, see `Workspace.backup`.
"""

from datetime import date
from pathlib import Path

from ozgdesk import formats
from ozgdesk.store import restore as staged
from ozgdesk.store.backups import Backup, list_backups

__all__ = ["Backup", "DAY_START", "backups_of", "is_due", "restore"]

DAY_START = "day-start"


def backups_of(path: Path, root: Path) -> tuple[Backup, ...]:
    """The backups of a project file below the folder `root`, newest first."""
    return list_backups(path, root)


def is_due(path: Path, root: Path, today: date) -> bool:
    """Whether the backup at the first opening of this day is still to be made."""
    days = (
        formats.local_time(found.at).date() for found in list_backups(path, root) if found.reason == DAY_START
    )
    return today not in days


def restore(backup: Path, path: Path, holder: str) -> Path | None:
    """Put a backup in the place of a project file that is not open; returns where that file is kept, if any.

    StoreProblem `locked`, `bad_backup`, `full` ... leave the file as it is.
    """
    return staged.restore(backup, path, holder=holder)
