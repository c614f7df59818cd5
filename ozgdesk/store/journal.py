"""The journal: which steps there were and what each one changed. Written in the transaction of the rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE, table_name
from ozgdesk.domain.step import Author, Change, Step, StepHead, StepKind
from ozgdesk.store.journal_tables import CHANGE, META, STEP
from ozgdesk.store.problems import Damaged
from ozgdesk.store.rows import Values, entities, insert_sql, payload, read_rows
from ozgdesk.store.types import instant_text

Key = tuple[type[Entity], str]
"""What a change is about: the entity and the id of its row."""

States = dict[Key, Values | None]
"""Rows as JSON values at some moment; None where there was no row."""

_LAST_NUMBER = select(func.max(STEP.c.number))
_INSERT_STEP = insert(STEP)

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def last_number(connection: Connection) -> int:
    """The number of the newest step, 0 when there is none."""
    return connection.execute(_LAST_NUMBER).scalar() or 0


def recorded_until(connection: Connection) -> datetime:
    """The instant of the last change (Datenstand, UTC); of the file's making where there is no step."""
    newest = connection.execute(select(STEP.c.at).order_by(STEP.c.number.desc()).limit(1)).scalar()
    made = select(META.c.value).where(META.c.key == "created_at")
    return _instant(newest or connection.execute(made).scalar_one())


def heads(connection: Connection) -> tuple[StepHead, ...]:
    """All steps without their rows, oldest first."""
    return tuple(_head(row) for row in connection.execute(select(STEP).order_by(STEP.c.number)))


def head(connection: Connection, number: int) -> StepHead:
    """One step without its rows; KeyError when there is none with this number."""
    row = connection.execute(select(STEP).where(STEP.c.number == number)).first()
    if row is None:
        raise KeyError(number)
    return _head(row)


def _head(row: Row[Any]) -> StepHead:
    return StepHead(
        number=row.number,
        label=row.label,
        author=Author(row.author, row.office),
        at=_instant(row.at),
        run=row.run,
        kind=StepKind(row.kind),
        reverts=row.reverts,
        is_barrier=bool(row.is_barrier),
        schema_version=row.schema_version,
    )


def size_of(connection: Connection, number: int) -> int:
    """How many changes a step has."""
    counted = select(func.count()).select_from(CHANGE).where(CHANGE.c.step == number)
    return int(connection.execute(counted).scalar_one())


def write(connection: Connection, step: StepHead, changes: Sequence[Change]) -> None:
    """Record a step with its changes."""
    connection.execute(
        _INSERT_STEP,
        {
            "number": step.number,
            "label": step.label,
            "author": step.author.name,
            "office": step.author.office,
            "at": instant_text(step.at),
            "run": step.run,
            "kind": step.kind.value,
            "reverts": step.reverts,
            "is_barrier": int(step.is_barrier),
            "schema_version": step.schema_version,
        },
    )
    write_changes(connection, step.number, 0, changes)


def write_changes(connection: Connection, number: int, start: int, changes: Sequence[Change]) -> None:
    """Record changes of a step from position `start` on."""
    if not changes:
        return
    statement = insert_sql(CHANGE)
    connection.exec_driver_sql(statement, list(_records(number, start, changes)))


def _records(number: int, start: int, changes: Sequence[Change]) -> Iterator[tuple[Any, ...]]:
    for position, change in enumerate(changes, start):
        before, after = _payloads(change)
        yield number, position, table_name(change.kind), change.id, _text(before), _text(after)


def _payloads(change: Change) -> tuple[Values | None, Values | None]:
    before = None if change.before is None else payload(change.before)
    after = None if change.after is None else payload(change.after)
    if before is None or after is None:
        return before, after
    names = change.changed_fields()
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _decoded(text: str) -> Values:
    """A payload as it was written; Damaged when it is none any more."""
    try:
        values = json.loads(text)
    except ValueError as error:
        raise Damaged("a payload of the journal is not JSON") from error
    if not isinstance(values, dict):
        raise Damaged("a payload of the journal is not an object")
    return values


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Damaged(f"{text!r} in the journal is no instant") from error


def _text(values: Values | None) -> str | None:
    return None if values is None else encode(values)


def merge(connection: Connection, number: int, at: datetime, changes: Sequence[Change]) -> None:
    """Let a step end where `changes` end: `after` of matching rows is replaced, further rows are added."""
    found = connection.execute(
        select(CHANGE).where(CHANGE.c.step == number).order_by(CHANGE.c.position)
    ).all()
    last = {(row.table, row.row_id): row for row in found}
    for offset, change in enumerate(changes):
        row = last.get((table_name(change.kind), change.id))
        if row is None or row.after is None or change.after is None or change.before is None:
            write_changes(connection, number, len(found) + offset, [change])
            continue
        before, after = _payloads(change)
        first = None if row.before is None else {**(before or {}), **_decoded(row.before)}
        connection.execute(
            update(CHANGE)
            .where(CHANGE.c.step == number, CHANGE.c.position == row.position)
            .values(before=_text(first), after=_text({**_decoded(row.after), **(after or {})}))
        )
    connection.execute(update(STEP).where(STEP.c.number == number).values(at=instant_text(at)))


def step(connection: Connection, number: int) -> Step:
    """One step with full rows before and after; KeyError when there is none with this number.

    The journal keeps only the changed fields of an update. The others are found by taking back, from the rows
    as they are now, whatever happened to them since.
    """
    found = head(connection, number)
    touched = connection.execute(select(CHANGE.c.table, CHANGE.c.row_id).where(CHANGE.c.step == number))
    states = current_states(connection, {(BY_TABLE[table], row_id) for table, row_id in touched})
    taken = [
        (key, before, after)
        for at, key, before, after in taken_back(connection, states, number)
        if at == number
    ]
    taken.reverse()
    befores = validated([(key, before) for key, before, _ in taken])
    afters = validated([(key, after) for key, _, after in taken])
    return Step(
        found,
        tuple(
            Change(*key, before, after)
            for (key, _, _), before, after in zip(taken, befores, afters, strict=True)
        ),
    )


def former_values(connection: Connection, kind: type[Entity], field: str) -> frozenset[Any]:
    """The values a field had in rows that were removed, also by undo."""
    removed = select(CHANGE.c.before).where(CHANGE.c.table == table_name(kind), CHANGE.c.after.is_(None))
    return frozenset(_decoded(before)[field] for before in connection.execute(removed).scalars())


def numbers_of(connection: Connection, kind: type[Entity], row_id: str) -> tuple[int, ...]:
    """The numbers of the steps that touched one row, newest first."""
    found = (
        select(CHANGE.c.step)
        .where(CHANGE.c.table == table_name(kind), CHANGE.c.row_id == row_id)
        .distinct()
        .order_by(CHANGE.c.step.desc())
    )
    return tuple(connection.execute(found).scalars())


def current_states(connection: Connection, keys: Iterable[Key]) -> States:
    """The rows as they are now; None for those that do not exist."""
    ids: dict[type[Entity], list[str]] = {}
    states: States = {}
    for kind, row_id in keys:
        states[kind, row_id] = None
        ids.setdefault(kind, []).append(row_id)
    for kind, wanted in ids.items():
        states.update({(kind, row.id): payload(row) for row in read_rows(connection, kind, wanted)})
    return states


def taken_back(
    connection: Connection, states: States, number: int
) -> Iterator[tuple[int, Key, Values | None, Values | None]]:
    """Take back, newest first, what steps from `number` on did to the rows in `states`, which is changed.

    Yields step number, row, and the row before and after. Raises Damaged when rows and journal contradict.
    """
    records = connection.execute(
        select(CHANGE).where(CHANGE.c.step >= number).order_by(CHANGE.c.step.desc(), CHANGE.c.position.desc())
    )
    for record in records:
        key = (BY_TABLE[record.table], record.row_id)
        if key in states:
            after = _after(record, states[key])
            states[key] = before = _before(record, after)
            yield record.step, key, before, after


def _after(record: Row[Any], state: Values | None) -> Values | None:
    """The row as the step left it: what was changed behind the journal since is not its doing."""
    if (state is None) != (record.after is None):
        raise Damaged(f"step {record.step} does not lead to the row {record.row_id} of {record.table}")
    return None if state is None else {**state, **_decoded(record.after)}


def _before(record: Row[Any], after: Values | None) -> Values | None:
    if record.before is None:
        return None
    values: Values = _decoded(record.before)
    return values if after is None else {**after, **values}


def validated(states: Sequence[tuple[Key, Values | None]]) -> list[Entity | None]:
    """Rows from their JSON values, in the same order; many at a time because that is much faster."""
    rows: list[Entity | None] = [None] * len(states)
    places: dict[type[Entity], list[int]] = {}
    for place, ((kind, _), values) in enumerate(states):
        if values is not None:
            places.setdefault(kind, []).append(place)
    for kind, own in places.items():
        found = entities(kind, [states[place][1] or {} for place in own])
        for place, row in zip(own, found, strict=True):
            rows[place] = row
    return rows
