"""A hash over every row of a file: shows damage that the structure check of SQLite does not see."""

import hashlib
import sqlite3

_META = "meta"
_HASH, _HASH_AFTER = "row_hash", "row_hash_after"


def row_hash(connection: sqlite3.Connection) -> str:
    """SHA-256 over all rows of all tables but `meta`, whatever the schema version."""
    digest = hashlib.sha256()
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        if name == _META or name.startswith("sqlite_"):
            continue
        key = _key_of(connection, name)
        digest.update(f"\n{name}\n".encode())
        for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY {key}'):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def _key_of(connection: sqlite3.Connection, table: str) -> str:
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    key = sorted((column[5], column[1]) for column in columns if column[5])
    return ", ".join(f'"{name}"' for _, name in key)


def keep(connection: sqlite3.Connection) -> str:
    """Write the hash of the rows into `meta` with the step it was taken after, and return it."""
    found = row_hash(connection)
    connection.executemany(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [(_HASH, found), (_HASH_AFTER, _newest_step(connection))],
    )
    return found


def kept_hash(connection: sqlite3.Connection) -> str | None:
    """The hash kept in `meta`; None when there is none or steps came after it."""
    kept = dict(
        connection.execute("SELECT key, value FROM meta WHERE key IN (?, ?)", (_HASH, _HASH_AFTER)).fetchall()
    )
    return kept.get(_HASH) if kept.get(_HASH_AFTER) == _newest_step(connection) else None


def _newest_step(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT number, at FROM step ORDER BY number DESC LIMIT 1").fetchone()
    return f"{row[0]} {row[1]}" if row else "0"
