"""Version 1 to 2: a cooperation says whether 24 and 31 December are working days; so far they never were."""

import sqlite3

_TABLE = """CREATE TABLE cooperation (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    description TEXT NOT NULL,
    christmas_eve_is_free INTEGER NOT NULL,
    new_years_eve_is_free INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT cooperation_christmas_eve_is_free CHECK ("christmas_eve_is_free" IN (0, 1)),
    CONSTRAINT cooperation_new_years_eve_is_free CHECK ("new_years_eve_is_free" IN (0, 1))
) STRICT"""

_ROWS = """INSERT INTO cooperation
    SELECT id, name, short_name, description, 1, 1, source FROM cooperation_of_version_1"""

_PAYLOAD = """UPDATE change
    SET "{side}" = json_set("{side}",
        '$.christmas_eve_is_free', json('true'), '$.new_years_eve_is_free', json('true'))
    WHERE "table" = 'cooperation' AND "{other}" IS NULL AND json_valid("{side}")"""
"""Whole rows only: an update keeps just the fields it changed. What is no JSON is damage, for `check`."""


def climb(connection: sqlite3.Connection) -> None:
    """Rebuild the one table that changes and convert the rows the journal keeps of it."""
    connection.execute("ALTER TABLE cooperation RENAME TO cooperation_of_version_1")
    connection.execute(_TABLE)
    connection.execute(_ROWS)
    connection.execute("DROP TABLE cooperation_of_version_1")
    for side, other in (("before", "after"), ("after", "before")):
        connection.execute(_PAYLOAD.format(side=side, other=other))
