"""A finished file onto the disk: complete or not at all, with a German sentence when it cannot be done."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

_FORBIDDEN = '<>:"/\\|?* '
_DATABASE = b"SQLite format 3\x00"


class NotSaved(OSError):
    """The file could not be written, the old one is untouched; the text is one German sentence."""


def save(data: bytes, path: Path) -> None:
    """Write `data` to a temporary file beside `path`, flush it to the disk and put it in place.

    Raises NotSaved when the folder is missing or read-only, the disk full, or the file open elsewhere, and
    when a project file lies there.
    """
    if _is_project(path):
        raise NotSaved(
            f"„{path.name}“ ist eine Projektdatei und wird nicht überschrieben;"
            " bitte wählen Sie einen anderen Namen."
        )
    if path.is_file() and not path.stat().st_mode & stat.S_IWUSR:
        raise NotSaved(f"„{path.name}“ ist schreibgeschützt; bitte wählen Sie einen anderen Namen.")
    temporary = path.with_name(f".ozgdesk-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise NotSaved(_sentence(error, path)) from error


def make_folder(path: Path) -> None:
    """Make a folder unless it is there. Raises NotSaved when that cannot be."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise NotSaved(
            f"Der Ordner „{path.name}“ kann dort nicht angelegt werden; bitte wählen Sie einen anderen Ort."
        ) from error


def file_name(parts: Iterable[str], suffix: str) -> str:
    """A name that every system takes, from the parts that are not empty.

    >>> file_name(("Zuständigkeiten", "", "2026-11-23"), "pdf")
    'Zuständigkeiten-2026-11-23.pdf'
    """
    name = "-".join(part for part in parts if part)
    return "".join("-" if letter in _FORBIDDEN else letter for letter in name) + f".{suffix}"


def _is_project(path: Path) -> bool:
    """Whether a project file lies there; what cannot be read is left to the writing, which says why."""
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def _sentence(error: OSError, path: Path) -> str:
    if not path.parent.is_dir():
        return f"Den Ordner „{path.parent}“ gibt es nicht; bitte wählen Sie einen anderen."
    if path.is_dir():
        return f"„{path}“ ist ein Ordner; bitte geben Sie einen Dateinamen an."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Für „{path.name}“ ist auf dem Datenträger kein Platz mehr; bitte schaffen Sie Platz."
    if error.errno == errno.EROFS:
        return (
            f"Der Datenträger ist schreibgeschützt; bitte speichern Sie „{path.name}“ an einem anderen Ort."
        )
    if isinstance(error, PermissionError) and path.exists() and os.access(path.parent, os.W_OK):
        return (
            f"„{path.name}“ ist gesperrt, vermutlich in einem anderen Programm geöffnet;"
            " bitte schließen Sie die Datei dort und versuchen Sie es erneut."
        )
    if isinstance(error, PermissionError):
        return f"In den Ordner „{path.parent}“ darf nicht geschrieben werden; bitte wählen Sie einen anderen."
    return f"„{path.name}“ konnte nicht gespeichert werden; bitte wählen Sie einen anderen Ort."
