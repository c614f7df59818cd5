"""Reads a sample, a readable TOML file of facts, as rows with ids. Which samples exist stands in `samples`.

One array per entity, named like its table. A row names others by their `key` (a municipality by its code, a
task by its number): `seat = "USI"` fills `seat_id`. `source = "na: Fazit"` cites the entry `na` of the table
`sources`. Short forms: `members`, `parties`, `lead`, `contributors`, `informed` (with `effort_days`), `days`,
`after`, `baselines`, `subject`, `form` for a supplied form of papers, and `has_meetings` for a series that
meets from now on. Days such as `"@+5"` count
working days from the day of creation, also as `{@+5}` in a text.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ozgdesk import formats
from ozgdesk.commands import master_data
from ozgdesk.domain.agreements import AgreementParty, Clause
from ozgdesk.domain.calendar import CUSTOMARY, holidays
from ozgdesk.domain.cooperation import GrantMember, Municipality, SavingMember, SharedOfficeMember
from ozgdesk.domain.councils import Meeting, MeetingSeries, PaperForm
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.meeting_series import days_of, rule_of
from ozgdesk.domain.order import sequence
from ozgdesk.domain.registry import BY_TABLE, ENTITIES, references, table_name
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Assignment, BaselineTask, Link, Task
from ozgdesk.texts.paper_forms import PLAIN, supplied_form

Row = dict[str, Any]
MEMBERS: dict[str, tuple[str, type[Entity], str]] = {
    "shared_office": ("members", SharedOfficeMember, "office"),
    "grant": ("members", GrantMember, "grant"),
    "saving": ("members", SavingMember, "saving"),
    "agreement": ("parties", AgreementParty, "agreement"),
}
ROLES = {"lead": "lead", "contributors": "contributor", "informed": "informed"}
NATURAL_KEYS: dict[type[Entity], str] = {Municipality: "code", Task: "number"}
RELATIVE_DAY = re.compile(r"@([+-]\d+)?")
DAY_IN_TEXT = re.compile(r"\{@([+-]\d+)\}")
LINK = re.compile(r"(A-\d{3,6})(?: (FS|SS|FF|SF))?([+-]\d+)?")
REFERENCE_TOKEN = re.compile(r"\{ref:([^}]+)\}")


class SampleError(ValueError):
    """A sample file says something that cannot be: the message names file, row and field."""


@dataclass
class _Reading:
    """What the rows of one file share: where it is read, its sources, and the ids its keys stand for."""

    file: str
    today: date
    new_id: Callable[[], str]
    sources: Mapping[str, str]
    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)

    def fail(self, where: str, what: str) -> SampleError:
        return SampleError(f"{self.file}: {where}: {what}")

    def id_of(self, table: str, key: object, where: str) -> str:
        try:
            return self.ids[table, str(key)]
        except KeyError:
            raise self.fail(where, f"no {table} with the key {key!r}") from None


def read_sample(path: Path, today: date, new_id: Callable[[], str]) -> tuple[Entity, ...]:
    """All rows of a sample, parents before children. Raises SampleError with file, row and field."""
    data = load(path)
    data.pop("sample", None)
    reading = _Reading(path.name, today, new_id, data.pop("sources", {}))
    unknown = data.keys() - BY_TABLE.keys()
    if unknown:
        raise reading.fail(", ".join(sorted(unknown)), "no such table")
    plain = {kind: [dict(row) for row in data.get(table_name(kind), [])] for kind in ENTITIES}
    for kind, rows in plain.items():
        _give_ids(reading, kind, rows)
    built: dict[type[Entity], list[Entity]] = {kind: [] for kind in ENTITIES}
    for kind, rows in plain.items():
        orders = sequence(len(rows)) if "order" in kind.model_fields else [None] * len(rows)
        for row, order in zip(rows, orders, strict=True):
            if order is not None:
                row.setdefault("order", order)
            where = f"{table_name(kind)} {row.get('name', row.get('title', row['id']))}"
            for other, values in _children(reading, kind, row, where):
                built[other].append(_build(reading, other, {"id": new_id(), **values}, where))
            built[kind].append(_build(reading, kind, row, where))
    return tuple(row for rows in built.values() for row in rows)


def load(path: Path) -> dict[str, Any]:
    """The plain content of a sample file. Raises SampleError with the line of a mistake in the notation."""
    try:
        with path.open("rb") as stream:
            return tomllib.load(stream)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SampleError(f"{path.name}: {error}") from error


def _give_ids(reading: _Reading, kind: type[Entity], rows: list[Row]) -> None:
    table = table_name(kind)
    for row in rows:
        key = row.pop("key", row.get(NATURAL_KEYS.get(kind, ""), None))
        row["id"] = reading.new_id()
        if kind is Clause:
            row["stem"] = reading.stems.setdefault(str(row.pop("same_as", key or row["id"])), row["id"])
        elif "clause" in row:
            row["stem"] = reading.stems[str(row.pop("clause"))]
        if key is None:
            continue
        if (table, key) in reading.ids:
            raise reading.fail(table, f"the key {key!r} stands there twice")
        reading.ids[table, key] = row["id"]


def _children(
    reading: _Reading, kind: type[Entity], row: Row, where: str
) -> Iterator[tuple[type[Entity], Row]]:
    """The rows that the short forms of one row stand for; the short forms are taken out of it."""
    table = table_name(kind)
    if table in MEMBERS:
        name, other, owner = MEMBERS[table]
        for code in row.pop(name, []):
            yield other, {f"{owner}_id": row["id"], "municipality": code}
    if kind is Task:
        yield from _task_children(reading, row, where)
    if kind is MeetingSeries and row.pop("has_meetings", False):
        yield from _meetings(reading, row, where)


def _task_children(reading: _Reading, row: Row, where: str) -> Iterator[tuple[type[Entity], Row]]:
    if "days" in row:
        row["duration_minutes"] = round(row.pop("days") * MINUTES_PER_DAY)
    for name, role in ROLES.items():
        parts = row.pop(name, [])
        for part in parts if isinstance(parts, list) else [parts]:
            values = dict(part) if isinstance(part, dict) else {"municipality": part}
            if "effort_days" in values:
                values["effort_minutes"] = round(values.pop("effort_days") * MINUTES_PER_DAY)
            yield Assignment, {"task_id": row["id"], "role": role, **values}
    for text in row.pop("after", []):
        match = LINK.fullmatch(text)
        if match is None:
            raise reading.fail(where, f"{text!r} is not a link such as 'A-003 SS+2'")
        predecessor, link_kind, days = match.groups()
        yield (
            Link,
            {
                "predecessor": predecessor,
                "successor_id": row["id"],
                "kind": link_kind or "FS",
                "lag_minutes": int(days or 0) * MINUTES_PER_DAY,
            },
        )
    for baseline, starts_on, finishes_on in row.pop("baselines", ()):
        yield (
            BaselineTask,
            {
                "baseline": baseline,
                "task_id": row["id"],
                "task_number": row["number"],
                "task_name": row["name"],
                "starts_on": starts_on,
                "finishes_on": finishes_on,
                "duration_minutes": row.get("duration_minutes", 0),
            },
        )


def _meetings(reading: _Reading, row: Row, where: str) -> Iterator[tuple[type[Entity], Row]]:
    """The meetings of a series after the day of creation, none on a day on which nobody meets."""
    series = MeetingSeries.model_validate(_build(reading, MeetingSeries, row, where).model_dump())
    for day in days_of(rule_of(series)):
        is_free = day in holidays(day.year) or (day.month, day.day) in CUSTOMARY
        if day > reading.today and not is_free:
            yield (
                Meeting,
                {
                    "committee_id": series.committee_id,
                    "series_id": series.id,
                    "held_on": day,
                    "starts_at": series.starts_at,
                    "place": series.place,
                    "source": row["source"],
                },
            )


def _build(reading: _Reading, kind: type[Entity], row: Row, where: str) -> Entity:
    values = {**master_data.municipality(row["ags"])} if kind is Municipality and "ags" in row else {}
    if kind is PaperForm:
        values = _supplied(reading, row.pop("form", PLAIN), where)
    for name, value in row.items():
        values.update(_field(reading, kind, name, value, where))
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        problem = error.errors()[0]
        raise reading.fail(where, f"field {problem['loc']}: {problem['msg']}") from error


def _supplied(reading: _Reading, name: str, where: str) -> Row:
    """The fields of a form that the program brings along."""
    try:
        return {**supplied_form(name).fields}
    except KeyError:
        raise reading.fail(where, f"no form {name!r}") from None


def _field(reading: _Reading, kind: type[Entity], name: str, value: Any, where: str) -> Row:
    """One value of a row as the fields of the entity it fills."""
    targets = dict(references(kind))
    if f"{name}_id" in targets:
        table = table_name(targets[f"{name}_id"])
        return {f"{name}_id": reading.id_of(table, value, where)}
    if name == "subject":
        table, _, key = value.partition(":")
        return {"subject_kind": table, "subject_id": reading.id_of(table, key, where)}
    if name == "source":
        return {"source": _citation(reading, value, where)}
    if name not in kind.model_fields:
        raise reading.fail(where, f"{table_name(kind)} has no field {name!r}")
    if isinstance(value, str) and (match := RELATIVE_DAY.fullmatch(value)):
        return {name: _working_day(reading.today, int(match.group(1) or 0))}
    if isinstance(value, str) and DAY_IN_TEXT.search(value):
        return {name: DAY_IN_TEXT.sub(lambda m: formats.day(_working_day(reading.today, int(m[1]))), value)}
    if kind is Clause and name == "text":
        return {name: REFERENCE_TOKEN.sub(lambda m: f"{{ref:{_stem(reading, m.group(1), where)}}}", value)}
    return {name: value}


def _stem(reading: _Reading, key: str, where: str) -> str:
    try:
        return reading.stems[key]
    except KeyError:
        raise reading.fail(where, f"no clause with the key {key!r}") from None


def _citation(reading: _Reading, text: str, where: str) -> str:
    name, _, place = text.partition(": ")
    if name not in reading.sources:
        raise reading.fail(where, f"no source {name!r}")
    return f"{reading.sources[name]}, {place}" if place else reading.sources[name]


def _working_day(today: date, count: int) -> date:
    """The working day `count` steps after (or before) a day; for 0 the day itself."""
    step, day = (1 if count > 0 else -1), today
    for _ in range(abs(count)):
        day += timedelta(days=step)
        while day.weekday() > 4 or day in holidays(day.year) or (day.month, day.day) in CUSTOMARY:
            day += timedelta(days=step)
    return day
