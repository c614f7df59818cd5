"""How a table gets new columns: it is made anew, its rows move over, and the journal is converted."""

import sqlite3
from collections.abc import Mapping


def rebuild(
    connection: sqlite3.Connection,
    version: int,
    tables: Mapping[str, str],
    new_fields: Mapping[str, Mapping[str, str]],
) -> None:
    """Make `tables` (name to CREATE statement) of a file of `version` anew; indexes are lost.

    `new_fields` gives for each table what older rows say in new columns, as SQL of a JSON value.
    """
    connection.execute("PRAGMA legacy_alter_table=on")  # references to a renamed table keep its name
    for table, create in tables.items():
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        old = f"{table}_of_version_{version}"
        connection.execute(f"ALTER TABLE {table} RENAME TO {old}")
        connection.execute(create)
        fields = new_fields[table]
        into = ", ".join(f'"{name}"' for name in (*names, *fields))
        values = ", ".join((*(f'"{name}"' for name in names), *map(_in_column, fields.values())))
        connection.execute(f"INSERT INTO {table} ({into}) SELECT {values} FROM {old}")
        connection.execute(f"DROP TABLE {old}")
        _convert_journal(connection, table, fields)
    connection.execute("PRAGMA legacy_alter_table=off")


def _in_column(value: str) -> str:
    """Truth is a number in a column and a word in the journal."""
    return "0" if value == "json('false')" else value


def _convert_journal(connection: sqlite3.Connection, table: str, fields: Mapping[str, str]) -> None:
    """Whole rows only: an update keeps just the fields it changed. What is no JSON is damage, for `check`."""
    pairs = ", ".join(f"'$.{name}', {value}" for name, value in fields.items())
    for side, other in (("before", "after"), ("after", "before")):
        connection.execute(
            f"""UPDATE change SET "{side}" = json_set("{side}", {pairs})
            WHERE "table" = ? AND "{other}" IS NULL AND json_valid("{side}")""",
            (table,),
        )
