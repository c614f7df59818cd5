"""The schema of this version as SQL: made from the tables, written into new files, compared with old ones."""

import sqlite3
from functools import cache

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from ozgdesk.store.journal_tables import ALL_TABLES
from ozgdesk.store.sqlite_file import APPLICATION_ID

SCHEMA_VERSION = 6
"""Raised with every change of a table; the step that gets older files there stands in `migrations`."""


@cache
def statements() -> tuple[str, ...]:
    """The CREATE statements of all tables and indexes, parents before children."""
    sqlite = dialect()
    texts = []
    for table in ALL_TABLES.sorted_tables:
        texts.append(str(CreateTable(table).compile(dialect=sqlite)).strip())
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            texts.append(str(CreateIndex(index).compile(dialect=sqlite)).strip())
    return tuple(texts)


def create_schema(connection: sqlite3.Connection) -> None:
    """Mark an empty file as ours and create every table."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    for statement in statements():
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    connection.execute("COMMIT")


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file has our tables and indexes and nothing else: no view, no trigger, no other column."""
    rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return sorted(_plain(row[0]) for row in rows) == _expected()


@cache
def _expected() -> list[str]:
    return sorted(_plain(statement) for statement in statements())


def _plain(statement: str) -> str:
    """The statement without blanks, which a later SQLAlchemy may set differently."""
    return "".join(statement.split())
