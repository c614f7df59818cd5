"""Entities to stored values and back, and the statements that read and write them."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, get_args

from sqlalchemy import (
    Connection,
    Delete,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import dialect

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES, table_name
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.store.tables import table_of
from ozgdesk.store.types import instant_text

Values = dict[str, Any]
"""A row, or some of its fields, as JSON can hold it."""

_BATCH = 500


@cache
def columns(kind: type[Entity]) -> tuple[str, ...]:
    """The fields of an entity in the order of its columns."""
    return tuple(column.name for column in table_of(kind).columns)


@cache
def _getter(kind: type[Entity]) -> Any:
    return attrgetter(*columns(kind))


@cache
def _fields_of(kind: type[Entity], *types: type) -> tuple[int, ...]:
    """Positions of the columns whose field is of one of the types, or of one of them or None."""
    found = []
    for position, name in enumerate(columns(kind)):
        annotation = kind.model_fields[name].annotation
        options = get_args(annotation) or (annotation,)
        if any(isinstance(option, type) and issubclass(option, types) for option in options):
            found.append(position)
    return tuple(found)


def stored(row: Entity) -> tuple[Any, ...]:
    """The values of a row in the order of its columns, as SQLite keeps them."""
    kind = type(row)
    values = list(_getter(kind)(row))
    for position in _fields_of(kind, Enum):
        value = values[position]
        values[position] = None if value is None else value._value_
    for position in _fields_of(kind, date):
        values[position] = _day(values[position])
    return tuple(values)


def _day(value: date | None) -> str | None:
    if isinstance(value, datetime):
        return instant_text(value)
    return None if value is None else value.isoformat()


def payload(row: Entity) -> Values:
    """A whole row as JSON can hold it."""
    kind = type(row)
    values: Values = dict(zip(columns(kind), stored(row), strict=True))
    for position in _fields_of(kind, bytes):
        name = columns(kind)[position]
        if values[name] is not None:
            values[name] = base64.b64encode(values[name]).decode("ascii")
    return values


def entities(kind: type[Entity], payloads: Iterable[Mapping[str, Any]]) -> list[Entity]:
    """Rows from JSON values, validated; pydantic.ValidationError for anything an entity would refuse."""
    names = [columns(kind)[position] for position in _fields_of(kind, bytes)]
    rows = [dict(values) for values in payloads]
    for name in names:
        for values in rows:
            if isinstance(values.get(name), str):
                values[name] = base64.b64decode(values[name])
    return [kind(**values) for values in rows]


def read_values(connection: Connection, kind: type[Entity]) -> list[Values]:
    """All rows of one table as they are stored, whatever they hold."""
    names = columns(kind)
    # Compiling a select of each table would take longer than reading a usual project.
    listed = ", ".join(f'"{name}"' for name in names)
    found = connection.exec_driver_sql(f'SELECT {listed} FROM "{table_name(kind)}"')
    return [dict(zip(names, row, strict=True)) for row in found]


def read_table(connection: Connection, kind: type[Entity]) -> list[Entity]:
    """All rows of one table, validated."""
    return [kind(**values) for values in read_values(connection, kind)]


def read_rows(connection: Connection, kind: type[Entity], ids: Sequence[str]) -> list[Entity]:
    """The rows with these ids that exist, validated."""
    names, table = columns(kind), table_of(kind)
    rows: list[Values] = []
    for start in range(0, len(ids), _BATCH):
        statement = select(table).where(table.c.id.in_(ids[start : start + _BATCH]))
        rows.extend(dict(zip(names, row, strict=True)) for row in connection.execute(statement))
    return [kind(**values) for values in rows]


def read_snapshot(connection: Connection) -> Snapshot:
    """Every row of every entity."""
    return Snapshot({kind: {row.id: row for row in read_table(connection, kind)} for kind in ENTITIES})


@cache
def insert_sql(table: Table) -> str:
    """The INSERT for all columns, compiled once: many rows then go to the driver as plain tuples."""
    return str(insert(table).compile(dialect=dialect()))


def insert_rows(connection: Connection, rows: Sequence[Entity]) -> None:
    """Insert rows of one entity."""
    statement = insert_sql(table_of(type(rows[0])))
    connection.exec_driver_sql(statement, [stored(row) for row in rows])


def apply(connection: Connection, changes: Sequence[Change]) -> None:
    """Write changes in their order; neighbours of the same shape go to SQLite together.

    Raises RuleViolation `changed_since` when a row to change is not there (any more).
    """
    for (kind, names), run in groupby(changes, _shape):
        group = list(run)
        if names is None:
            _delete(connection, kind, group)
        elif names:
            _update(connection, kind, names, group)
        else:
            insert_rows(connection, [change.after for change in group if change.after is not None])


def _shape(change: Change) -> tuple[type[Entity], tuple[str, ...] | None]:
    """Kind and changed fields; no fields for an insert, None for a delete."""
    if change.after is None:
        return change.kind, None
    return change.kind, () if change.before is None else change.changed_fields()


def _delete(connection: Connection, kind: type[Entity], group: Sequence[Change]) -> None:
    found = connection.execute(_delete_statement(kind), [{"row_id": change.id} for change in group])
    _expect(found.rowcount, group)


@cache
def _delete_statement(kind: type[Entity]) -> Delete:
    table = table_of(kind)
    return delete(table).where(table.c.id == bindparam("row_id"))


def _update(
    connection: Connection, kind: type[Entity], names: tuple[str, ...], group: Sequence[Change]
) -> None:
    sets = []
    for change in group:
        if change.after is not None:
            values = dict(zip(columns(kind), stored(change.after), strict=True))
            sets.append({"row_id": change.id} | {f"new_{name}": values[name] for name in names})
    found = connection.execute(_update_statement(kind, names), sets)
    _expect(found.rowcount, group)


@cache
def _update_statement(kind: type[Entity], names: tuple[str, ...]) -> Update:
    table = table_of(kind)
    return (
        update(table)
        .where(table.c.id == bindparam("row_id"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )


def _expect(count: int, group: Sequence[Change]) -> None:
    if count != len(group):
        raise RuleViolation("changed_since")
