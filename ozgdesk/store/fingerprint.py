"""A hash over every row of a file: shows damage that the structure check of SQLite does not see."""

import hashlib
import sqlite3

_META = "meta"
_HASH = "row_hash"


def row_hash(connection: sqlite3.Connection) -> str:
    """SHA-256 over all rows of all tables but `meta`, whatever the schema version."""
    digest = hashlib.sha256()
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        if name == _META or name.startswith("sqlite_"):
            continue
        key = _key_of(connection, name)
        digest.update(f"\n{name}\n".encode())
        # NOT INDEXED: an index would give its own copy of the id, and damage to the row would not be seen.
        for row in connection.execute(f'SELECT * FROM "{name}" NOT INDEXED ORDER BY {key}'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _key_of(connection: sqlite3.Connection, table: str) -> str:
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    key = sorted((column[5], column[1]) for column in columns if column[5])
    return ", ".join(f'"{name}"' for _, name in key)


def keep(connection: sqlite3.Connection) -> None:
    """Write the hash of the rows into `meta`; whoever changes a row later drops it first."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_HASH, row_hash(connection)),
    )


def drop(connection: sqlite3.Connection) -> None:
    """Remove the kept hash, in the transaction that makes it wrong."""
    connection.execute("DELETE FROM meta WHERE key = ?", (_HASH,))


def is_kept(connection: sqlite3.Connection) -> bool:
    """Whether the rows are those the kept hash was taken of, or no hash is kept."""
    return kept_hash(connection) in (None, row_hash(connection))


def kept_hash(connection: sqlite3.Connection) -> str | None:
    """The hash kept in `meta`; None where the file was not closed properly after a change."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_HASH,)).fetchone()
    return None if row is None else str(row[0])
