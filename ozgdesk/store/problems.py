"""What can go wrong with a file, as a code with values. The German sentences stand in `texts.PROBLEMS`."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "foreign",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_AUTH: "schema_mismatch",
    sqlite3.SQLITE_CANTOPEN: "no_access",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_IOERR: "device",
    sqlite3.SQLITE_NOLFS: "full",
    sqlite3.SQLITE_NOMEM: "memory",
    sqlite3.SQLITE_TOOBIG: "too_big",
    sqlite3.SQLITE_SCHEMA: "schema_mismatch",
    sqlite3.SQLITE_ERROR: "schema_mismatch",
}

_BY_ERRNO = {
    errno.ENOSPC: "full",
    errno.EFBIG: "full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "full",
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EROFS: "read_only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "directory",
    errno.EEXIST: "exists",
    errno.EBUSY: "busy",
    errno.ENAMETOOLONG: "bad_name",
    errno.EINVAL: "bad_name",
    errno.ENETDOWN: "network",
    errno.ENETUNREACH: "network",
    errno.EHOSTUNREACH: "network",
    errno.ETIMEDOUT: "network",
    getattr(errno, "ESTALE", errno.ENETDOWN): "network",
}

_BY_WINERROR = {
    32: "busy",  # another program, often a virus scanner, has the file open
    33: "busy",
    39: "full",
    53: "network",
    59: "network",
    64: "network",
    67: "network",
    112: "full",
    123: "bad_name",
    206: "bad_name",
}


class StoreProblem(Exception):
    """The file or its place does not do what was asked; the project is what it was before.

    `values` fill the sentence (`file` is always among them), `backup` is the newest good one if that helps.
    """

    def __init__(self, code: str, path: Path, *, backup: Path | None = None, **values: object) -> None:
        super().__init__(code, str(path), values)
        self.code = code
        self.path = path
        self.values: dict[str, object] = {"file": path.name, **values}
        self.backup = backup


class Damaged(Exception):
    """The content of a file contradicts itself; `translated` makes it a StoreProblem `damaged`."""


def classify(error: BaseException) -> str | None:
    """The code for an error of SQLite, the operating system or validation; None for anything else."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, sqlite3.Error):
        error = error.orig
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:  # raised by the Python module itself, e.g. for text that is not UTF-8
            return "damaged" if isinstance(error, sqlite3.OperationalError) else None
        return _BY_SQLITE_CODE.get(code & 0xFF)
    if isinstance(error, OSError):
        by_windows = _BY_WINERROR.get(getattr(error, "winerror", None) or 0)
        return by_windows or _BY_ERRNO.get(error.errno or 0, "device")
    if isinstance(error, _UNREADABLE):
        return "damaged"
    return None


_UNREADABLE = (Damaged, ValidationError, UnicodeDecodeError)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and the system about `path` into a StoreProblem; bugs pass unchanged."""
    try:
        yield
    except (sqlite3.Error, DBAPIError, OSError, *_UNREADABLE) as error:
        code = classify(error)
        if code is None:
            raise
        raise StoreProblem(code, path) from error
