"""One writer: `X.ozg.lock` beside the file, held with a lock of the operating system, says who writes.

The operating system frees it when the process ends, however it ends; no timer ever takes a foreign lock.
"""

import errno
import json
import os
import platform
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ozgdesk.store.problems import StoreProblem, translated

_LOCKED_BYTE = 1 << 20
"""Windows bars others from a locked byte, so it lies beyond the text that others read."""

_TRIES = 6
_PAUSE_S = 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes a file: name, PC, and since when (UTC)."""

    name: str
    pc: str
    since: datetime


def lock_path(path: Path) -> Path:
    """Where the lock of a project file lies."""
    return path.with_name(path.name + ".lock")


class Lock:
    """The right to write one project file, from the moment it is made until `release`."""

    def __init__(self, path: Path, name: str) -> None:
        """Take the lock. StoreProblem `locked` with name, pc and since when somebody else has it."""
        self._path = lock_path(path)
        with translated(path):
            self._descriptor = self._acquire(path)
            text = json.dumps({"name": name, "pc": platform.node(), "since": datetime.now(UTC).isoformat()})
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, text.encode())

    def _acquire(self, path: Path) -> int:
        for _ in range(_TRIES):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            if _try_lock(descriptor) and _is_still_there(descriptor, self._path):
                return descriptor
            os.close(descriptor)
            time.sleep(_PAUSE_S)
        found = _read(self._path) or Holder("", "", datetime.now(UTC))
        raise StoreProblem("locked", path, name=found.name, pc=found.pc, since=found.since)

    def release(self) -> None:
        """Give the file free."""
        if os.name == "nt":
            os.close(self._descriptor)
            _remove(self._path)  # refused there when somebody has opened it in between
        else:
            _remove(self._path)
            os.close(self._descriptor)


def holder(path: Path) -> Holder | None:
    """Who has the project file now, without disturbing; None when it is free."""
    file = lock_path(path)
    try:
        descriptor = os.open(file, os.O_RDWR)
    except OSError:
        return None if not file.exists() else _read(file)
    try:
        return None if _try_lock(descriptor) else _read(file)
    finally:
        os.close(descriptor)


def _read(file: Path) -> Holder | None:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return Holder(str(raw["name"]), str(raw["pc"]), datetime.fromisoformat(raw["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError:
        return  # an empty lock file that nobody holds does no harm


def _is_still_there(descriptor: int, file: Path) -> bool:
    """Whether the file that was locked is the one that has the name: its holder may just have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
