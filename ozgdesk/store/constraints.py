"""What the database refuses, as the rule that was broken."""

import re
import sqlite3

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from ozgdesk.domain.rules import RuleViolation

_UNIQUE = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
_COLUMN = re.compile(r"(\w+)\.(\w+)")


def violation(connection: Connection, error: IntegrityError) -> RuleViolation:
    """The broken rule, asked for while the transaction is still open.

    `not_unique` carries `table` and `fields`; `dangling` (a row that points at none) carries `table`, `id`
    and `target`; everything else is `refused` with the `reason` the database gives.
    """
    reason = str(error.orig)
    code = getattr(error.orig, "sqlite_errorcode", 0)
    if code in _UNIQUE:
        named = _COLUMN.findall(reason)
        return RuleViolation("not_unique", table=named[0][0], fields=tuple(field for _, field in named))
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        for table, rowid, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            found = connection.exec_driver_sql(f'SELECT id FROM "{table}" WHERE rowid = ?', (rowid,))
            return RuleViolation("dangling", table=table, id=found.scalar(), target=target)
    return RuleViolation("refused", reason=reason)
