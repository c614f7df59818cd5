"""Reading a task list, CSV or workbook, into an Incoming: rows become tasks, cells their fields.

What a cell means stands in `tasks_cells`, what a column means in `tasks_columns`. A cell that cannot be read
is named with its row and column; its task comes without it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from ozgdesk import formats
from ozgdesk.domain.incoming import (
    Incoming,
    IncomingAssignment,
    IncomingResource,
    IncomingTask,
    Leftover,
    Unreadable,
)
from ozgdesk.domain.task_list import ListField
from ozgdesk.exchange import tasks_cells as cells
from ozgdesk.exchange.safe_archive import ZIP
from ozgdesk.exchange.safe_workbook import file_bytes
from ozgdesk.exchange.tasks_columns import Columns, proposed
from ozgdesk.exchange.tasks_csv import read_rows
from ozgdesk.exchange.tasks_levels import levels, sorted_by_code
from ozgdesk.exchange.tasks_table import Cell, Row, Table, make_table
from ozgdesk.exchange.tasks_xlsx import read_table as read_workbook

T = TypeVar("T")

FORMAT = "tasks"
PROGRAM = "Aufgabenliste"
DAY_BEGINS_AT, DAY_ENDS_AT = time(8), time(17)
LONGEST_NAME = 300
LONGEST_CELL = 1_000
_OWN_NUMBER = re.compile(r"A-\d{3,6}")
_COPY = re.compile(r"(?:\s*\(\d{1,3}\)|\s*-\s*Kopie(?:\s*\(\d{1,3}\))?)+$", re.IGNORECASE)

_TOLD: dict[ListField, tuple[str, ...]] = {
    ListField.NAME: ("name",),
    ListField.LEVEL: ("parent_id",),
    ListField.WBS: ("parent_id",),
    ListField.KIND: ("duration_minutes", "kind"),
    ListField.MODE: ("constraint_on",),
    ListField.DURATION: ("duration_minutes", "kind"),
    ListField.START: ("constraint_on",),
    ListField.FINISH: ("duration_minutes", "deadline_on"),
    ListField.DEADLINE: ("deadline_on",),
    ListField.LINKS: ("links",),
    ListField.LEAD: ("lead",),
    ListField.CONTRIBUTORS: ("contributors",),
    ListField.PROGRESS: ("state",),
    ListField.STATE: ("state",),
    ListField.ACTUAL_START: ("state",),
    ListField.ACTUAL_FINISH: ("state",),
    ListField.OFFICE: ("description",),
    ListField.NOTES: ("description",),
}


def read(path: Path, columns: Columns | None = None) -> Incoming:
    """The tasks of a list, with the columns its titles propose unless others are given.

    Raises Unreadable with the reason as its code; decides nothing.
    """
    table = read_table(path)
    return read_columns(table, proposed(table.titles) if columns is None else columns)


def read_table(path: Path) -> Table:
    """Titles and rows of a list, told apart by its first bytes and not by its name; raises Unreadable."""
    data = file_bytes(path)
    return read_workbook(data, path) if data.startswith(ZIP) else make_table(path, read_rows(data, path))


def read_columns(table: Table, columns: Columns) -> Incoming:
    """The rows of a table as tasks. Raises Unreadable without names, or when a number stands twice."""
    if ListField.NAME not in columns:
        found = ", ".join(f"„{title}“" for title in table.titles[:12])
        raise Unreadable("list_no_name", table.path, columns=found)
    return _Reader(table, columns).incoming()


class _Reader:
    """Turns rows into tasks and names what cannot be read."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self.table = table
        self.places: Mapping[ListField, int] = {
            field: place for place, field in enumerate(columns) if field is not None
        }
        self.columns = columns
        self.leftovers = list(table.leftovers)
        self.name = ""
        self.resources: dict[str, None] = {}
        self.assignments: list[IncomingAssignment] = []

    def incoming(self) -> Incoming:
        """All that was read."""
        rows = [row for row in self.table.rows if self.name_of(row)]
        if ListField.WBS in self.places and ListField.LEVEL not in self.places:
            rows = sorted_by_code(rows, [cells.text(self.cell(row, ListField.WBS)) for row in rows])
        depths = levels(rows, self.cell)
        uids = self.uids(rows, depths)
        shares = self.shares(rows)
        tasks = [
            self.task(row, uid, level, share)
            for row, uid, level, share in zip(rows, uids, depths, shares, strict=True)
        ]
        self.say_what_is_left(rows)
        tasks = list(_at_day_ends(tasks))
        title = _COPY.sub("", self.table.path.stem)[:LONGEST_NAME] or self.table.path.stem
        place = self.places.get(ListField.NUMBER)
        told = {field for found in self.places for field in _TOLD.get(found, ())}
        return Incoming(
            format=FORMAT,
            key=title,
            title=title,
            program=PROGRAM,
            told=frozenset(told | ({"parent_id"} if max(depths, default=1) > 1 else set())),
            known_by="" if place is None else self.table.titles[place],
            stamp=self.table.stamp,
            tasks=tuple(tasks),
            resources=tuple(IncomingResource(name, name) for name in self.resources),
            assignments=tuple(self.assignments),
            leftovers=tuple(self.leftovers),
        )

    def cell(self, row: Row, field: ListField) -> Cell:
        """The cell of a row in the column of a field; None without such a column."""
        place = self.places.get(field)
        return None if place is None else row.cells[place]

    def name_of(self, row: Row) -> str:
        """The name on one line, as long as it may be."""
        return re.sub(r"[\s]*\n[\s]*", " ", cells.text(self.cell(row, ListField.NAME)))[:LONGEST_NAME].strip()

    def uids(self, rows: list[Row], depths: list[int]) -> list[str]:
        """The number of each row, or the names on the way to it; raises Unreadable for double numbers."""
        seen: dict[str, int] = {}
        way: list[tuple[int, str]] = []
        found = []
        for row, depth in zip(rows, depths, strict=True):
            while way and way[-1][0] >= depth:
                way.pop()
            way.append((depth, self.name_of(row)))
            uid = cells.number(self.cell(row, ListField.NUMBER))[:LONGEST_NAME]
            if uid and uid in seen:
                values = {"number": uid[:20], "first": seen[uid], "second": row.number}
                raise Unreadable("list_double_number", self.table.path, **values)
            path = uid or "\n".join(name for _, name in way)
            seen[path] = row.number if uid else seen.get(path, 0) + 1
            found.append(uid or f"{path}\n{seen[path]}")
        return found

    def task(self, row: Row, uid: str, level: int, share: int | None) -> IncomingTask:
        """One row."""
        self.name = self.name_of(row)
        if len(cells.text(self.cell(row, ListField.NAME))) > LONGEST_NAME:
            self.leftovers.append(Leftover("long_name", f"{self.name[:60]} …", {"most": LONGEST_NAME}))
        self.assign(row, uid)
        start, begun = (self.day(row, field) for field in (ListField.START, ListField.ACTUAL_START))
        finish, due, ended = (
            self.day(row, field, is_end=True)
            for field in (ListField.FINISH, ListField.DEADLINE, ListField.ACTUAL_FINISH)
        )
        length = self.read(row, ListField.DURATION, cells.length, "odd_duration")
        kind = cells.text(self.cell(row, ListField.KIND)).casefold()
        state = None if kind == "phase" else self.read(row, ListField.STATE, cells.state, "odd_state")
        return IncomingTask(
            uid=uid,
            row=row.number,
            level=level,
            name=self.name,
            number=uid if _OWN_NUMBER.fullmatch(uid) else "",
            is_milestone=kind in ("meilenstein", "milestone", "ja", "yes"),
            is_pinned=cells.text(self.cell(row, ListField.MODE)).casefold().startswith("man"),
            duration_minutes=length.minutes if length else None,
            is_elapsed=length is not None and length.is_elapsed,
            is_span=length is None and start is not None and finish is not None and finish >= start,
            starts_at=_at(start, DAY_BEGINS_AT),
            finishes_at=_at(finish, DAY_ENDS_AT),
            deadline_on=finish if due is None and start is None and length is None else due,
            progress_percent=share or 0,
            state=state,
            actual_start_on=begun,
            actual_finish_on=ended,
            notes=self.notes(row),
            links=tuple(
                self.read(row, ListField.LINKS, lambda cell: tuple(cells.links(cell)), "odd_link") or ()
            ),
        )

    def read(self, row: Row, field: ListField, how: Callable[[Cell], T], code: str) -> T | None:
        """What a cell means; None where it is empty or cannot be read, which is said."""
        cell = self.cell(row, field)
        try:
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                raise formats.NotReadable(cell)
            return how(cell)
        except formats.NotReadable:
            typed, column = cells.text(cell)[:40], self.table.titles[self.places[field]]
            values = {"line": row.number, "column": column, "typed": typed}
            self.leftovers.append(Leftover(code, self.name, values))
            return None

    def day(self, row: Row, field: ListField, *, is_end: bool = False) -> date | None:
        """The day in a cell; of a week its first or last one."""
        epoch = self.table.epoch
        return self.read(row, field, lambda cell: cells.day(cell, epoch, is_end=is_end), "odd_date")

    def shares(self, rows: list[Row]) -> list[int | None]:
        """Per cent done; numbers without a sign are shares of 1 where none is above that."""
        found = []
        for row in rows:
            self.name = self.name_of(row)
            found.append(self.read(row, ListField.PROGRESS, cells.share, "odd_share"))
        plain = [amount for amount, is_signed in filter(None, found) if not is_signed]
        factor = 100 if plain and max(plain) <= 1 else 1
        return [None if one is None else _per_cent(one, factor) for one in found]

    def assign(self, row: Row, uid: str) -> None:
        """Whose the task is: the first named leads, the others contribute."""
        for field in (ListField.LEAD, ListField.CONTRIBUTORS):
            for name in cells.people(self.cell(row, field)):
                name = name[:LONGEST_NAME]
                self.resources.setdefault(name)
                is_contribution = field is ListField.CONTRIBUTORS
                self.assignments.append(IncomingAssignment(uid, name, is_contribution))

    def notes(self, row: Row) -> str:
        """What is noted, and the office that is in charge within its municipality."""
        office = cells.text(self.cell(row, ListField.OFFICE))
        notes = cells.text(self.cell(row, ListField.NOTES))
        return "\n".join(part for part in (f"Zuständig: {office}" if office else "", notes) if part)

    def say_what_is_left(self, rows: list[Row]) -> None:
        """Columns that are not read, rows without a name, and empty ones."""
        used = {place for row in self.table.rows for place, cell in enumerate(row.cells) if cells.text(cell)}
        for place, (title, field) in enumerate(zip(self.table.titles, self.columns, strict=True)):
            if field is None and place in used:
                self.leftovers.append(Leftover("column", title))
        named = {row.number for row in rows}
        for row in self.table.rows:
            if row.number not in named:
                found = ", ".join(filter(None, map(cells.text, row.cells)))[:60]
                self.leftovers.append(Leftover("nameless", found, {"line": row.number}))
        if self.table.empty_rows:
            self.leftovers.append(Leftover("empty_rows", "", {"count": self.table.empty_rows}))


def _at_day_ends(tasks: list[IncomingTask]) -> Iterator[IncomingTask]:
    """A milestone is reached at the end of its day, unless work that waits for it begins that day."""
    followed = {
        (link.predecessor_uid, task.starts_at)
        for task in tasks
        for link in task.links
        if not (task.is_milestone or task.duration_minutes == 0)
    }
    for task in tasks:
        is_point = task.is_milestone or task.duration_minutes == 0
        if is_point and task.starts_at is not None and (task.uid, task.starts_at) not in followed:
            task = replace(task, starts_at=datetime.combine(task.starts_at, DAY_ENDS_AT))
        yield task


def _at(day: date | None, clock: time) -> datetime | None:
    return None if day is None else datetime.combine(day, clock)


def _per_cent(share: tuple[Decimal, bool], factor: int) -> int:
    amount, is_signed = share
    return min(round(amount if is_signed else amount * factor), 100)
