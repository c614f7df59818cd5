"""How the fields of an entity become columns of a STRICT table. Which tables there are stands in `tables`.

Enums are kept by value, days as `2026-11-22`, instants as `2026-11-22T14:32:00.000000+00:00`, truth as 0, 1.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    REAL,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Enum,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    TypeDecorator,
)

STRICT = {"sqlite_strict": True}


def instant_text(at: datetime) -> str:
    """An instant as it is stored; such texts sort like the instants. ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def make_strict(table: Table) -> None:
    """Give a table the column types STRICT knows, the CHECKs that go with them, and deferred foreign keys."""
    for column in table.columns:
        _make_strict(table, column)
    for constraint in table.foreign_key_constraints:
        constraint.deferrable = True
        constraint.initially = "DEFERRED"


def _make_strict(table: Table, column: Column[Any]) -> None:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Enum):
        enumeration = kind.enum_class
        if enumeration is None:
            raise TypeError(f"{table.name}.{column.name} is not an enumeration")
        _check(table, column, [str(member.value) for member in enumeration])
        column.type = Text()
    elif isinstance(kind, Boolean):
        _check(table, column, [0, 1])
        column.type = Integer()
    elif isinstance(kind, Date | DateTime | String):
        column.type = Text()
    elif isinstance(kind, Float):
        column.type = REAL()
    elif not isinstance(kind, Integer | LargeBinary):
        raise TypeError(f"no STRICT type for {table.name}.{column.name}: {kind!r}")


def _check(table: Table, column: Column[Any], values: list[str] | list[int]) -> None:
    listed = ", ".join(f"'{value}'" if isinstance(value, str) else str(value) for value in values)
    table.append_constraint(
        CheckConstraint(f'"{column.name}" IN ({listed})', name=f"{table.name}_{column.name}")
    )
