"""What is special to a SQLite file: opening it, its pragmas and marks. No entity is known here."""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from ozgdesk.store.constraints import violation
from ozgdesk.store.problems import StoreProblem, translated

APPLICATION_ID = 0x4F5A4744
"""OZGD in ASCII: what marks a file as ours."""

OLDEST_ENGINE = (3, 40)
BUSY_MS = 2_000
_COPY_TRIES = 5
_PATIENCE_S, _PAUSE_S = 3.0, 0.1
_HELD_FOR_A_MOMENT = (5, 32, 33)

_PRAGMAS: dict[str, int | str] = {
    "foreign_keys": 1,
    "locking_mode": "normal",
    "journal_mode": "truncate",
    "synchronous": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "mmap_size": 0,
    "temp_store": 2,
    "busy_timeout": BUSY_MS,
}
"""Set on the writing connection and read back; measured reasons: a confirmed save survives a power cut."""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open an existing file, `mode` being ro, rw or rwc (may create); transactions are ours to begin.

    Nothing is read yet, so a damaged file is noticed only by the first statement.
    """
    if sqlite3.sqlite_version_info < OLDEST_ENGINE:
        raise StoreProblem("engine", path, version=sqlite3.sqlite_version)
    name = quote(path.absolute().as_posix(), safe="/:")
    slash = "" if name.startswith("/") else "/"
    uri = f"file://{slash}{name}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
    )
    connection.execute("PRAGMA trusted_schema=off")
    connection.execute("PRAGMA cell_size_check=on")
    return connection


def core(connection: sqlite3.Connection) -> Connection:
    """A SQLAlchemy Core connection on an open SQLite connection; it begins no transaction by itself."""
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, isolation_level="AUTOCOMMIT"
    )
    return engine.connect()


def set_pragmas(connection: sqlite3.Connection, path: Path) -> None:
    """Make the connection the writing one; StoreProblem `engine` when a setting does not hold."""
    for name, wanted in _PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={wanted}").fetchall()
    for name, wanted in _PRAGMAS.items():
        row = connection.execute(f"PRAGMA {name}").fetchone()
        found = row[0] if row else 0  # mmap_size answers nothing where it is not built in
        if found != wanted:
            raise StoreProblem("engine", path, version=f"{sqlite3.sqlite_version}, {name}={found}")


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that takes the write lock at once; an exception anywhere means nothing happened.

    What a constraint refuses, at once or at the end, is raised as RuleViolation.
    """
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        try:
            yield
            connection.exec_driver_sql("COMMIT")
        except IntegrityError as error:
            raise violation(connection, error) from error
    except BaseException:
        if in_transaction(connection):
            connection.exec_driver_sql("ROLLBACK")
        raise


def in_transaction(connection: Connection) -> bool:
    """Whether a transaction is open; some errors, such as a full disk, end it."""
    driver = connection.connection.driver_connection
    return isinstance(driver, sqlite3.Connection) and driver.in_transaction


def marks(connection: sqlite3.Connection) -> tuple[int, int]:
    """Application id and schema version; the first statement that touches the file."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return int(application), int(version)


def probe(path: Path, newest: int) -> int:
    """The schema version of a project file, found without changing a byte; StoreProblem for anything else.

    Codes: missing, directory, empty, foreign, damaged, too_new (version above `newest`), no_access.
    """
    with translated(path):
        if path.is_dir():
            raise StoreProblem("directory", path)
        if path.stat().st_size == 0:
            raise StoreProblem("empty", path)
        if not os.access(path, os.R_OK):
            raise StoreProblem("no_access", path)
        with readable(path) as connection:
            application, version = marks(connection)
    if application != APPLICATION_ID or version < 1:
        raise StoreProblem("foreign", path)
    if version > newest:
        raise StoreProblem("too_new", path, version=version, newest=newest)
    return version


@contextmanager
def readable(path: Path) -> Iterator[sqlite3.Connection]:
    """The last committed state of a file, in a read transaction, without changing a byte of it.

    After a crash the journal beside the file has to be played back; that is done in a copy of both.
    """
    with ExitStack() as stack:
        connection = connect(path, "ro")
        stack.callback(connection.close)
        try:
            _begin_reading(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            connection = connect(_copy_with_journal(path, folder), "rw")
            stack.callback(connection.close)
            _begin_reading(connection)
        yield connection


def _begin_reading(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # waits while somebody commits


def in_memory(path: Path) -> sqlite3.Connection:
    """A copy of the database in memory, as of its last commit; the file is closed again."""
    target = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        with readable(path) as source:
            source.backup(target)
        target.execute("PRAGMA trusted_schema=off")
        target.execute("PRAGMA cell_size_check=on")
    except BaseException:
        target.close()
        raise
    return target


def journal_path(path: Path) -> Path:
    """Where SQLite keeps what it needs to take back an unfinished commit."""
    return path.with_name(path.name + "-journal")


def _copy_with_journal(path: Path, folder: Path) -> Path:
    """Copy file and journal as they belong together; whoever opens the file next plays the journal back."""
    copy = folder / path.name
    for _ in range(_COPY_TRIES):
        before = _state(path)
        shutil.copyfile(path, copy)
        journal_path(copy).unlink(missing_ok=True)  # of an earlier try, it would undo what is right
        with suppress(FileNotFoundError):  # a writer has just played it back
            shutil.copyfile(journal_path(path), journal_path(copy))
        if _state(path) == before:
            return copy
    raise StoreProblem("busy", path)


def _state(path: Path) -> list[tuple[int, int]]:
    statuses = [path.stat()]
    with suppress(FileNotFoundError):
        statuses.append(journal_path(path).stat())
    return [(status.st_size, status.st_mtime_ns) for status in statuses]


def sync_file(path: Path) -> None:
    """Make sure the bytes of a closed file are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make sure names in a folder are on the disk; Windows does this itself and cannot open a folder."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move(source: Path, target: Path) -> None:
    """Give a file another name, in place of whatever has it, and bring that to the disk.

    Where a virus scanner or an indexer holds a file for a moment, it is tried again for some seconds.
    """
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            source.replace(target)
            break
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD_FOR_A_MOMENT or time.monotonic() > until:
                raise
            time.sleep(_PAUSE_S)
    sync_folder(target.parent)


def remove_leftovers(path: Path) -> None:
    """Remove unfinished files that a crash left beside a project; its lock must be held."""
    for file in path.parent.iterdir():
        if file.name.startswith(f"{path.name}.") and file.name.endswith((".tmp", ".tmp-journal")):
            file.unlink()


def put_new(temporary: Path, path: Path) -> None:
    """Give a finished file its name unless that name is taken; StoreProblem `exists` then."""
    with translated(path):
        if os.name == "nt":
            temporary.rename(path)  # refuses an existing name there
        else:
            _link_new(temporary, path)
        sync_folder(path.parent)


def _link_new(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a stick without links
        if path.exists():
            raise FileExistsError(17, "exists", str(path)) from None
        temporary.rename(path)
    else:
        temporary.unlink()
