"""A feedback form that came back, read into a `Feedback`: what its cells say, and which cannot be read.

Titles are found wherever they stand, rows are known by their number: sheets may be renamed, columns and rows
moved. No formula is computed and none of its old results is believed. Decides nothing.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from ozgdesk import formats
from ozgdesk.domain.feedback import (
    Contact,
    Fault,
    Feedback,
    FormRow,
    NewAbsence,
    NewTask,
    PartState,
    Said,
    State,
)
from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.exchange import feedback_layout as layout
from ozgdesk.exchange import tasks_cells as cells
from ozgdesk.exchange.feedback_keys import KeyPart, Keys, is_key_sheet, read_keys
from ozgdesk.exchange.feedback_layout import BLOCKS, Block
from ozgdesk.exchange.safe_archive import ZIP
from ozgdesk.exchange.safe_workbook import cells_of, file_bytes, opened
from ozgdesk.exchange.tasks_table import Cell
from ozgdesk.texts.labels import LABELS, label

T = TypeVar("T")

NAME = "feedback"
MOST_ROWS = 5_000  # of all sheets; a form has some hundred
MOST_COLUMNS = 40
_DAYS_FROM_1904 = 1462
_PART_STATES = {TaskState.PLANNED: PartState.OPEN, TaskState.DONE: PartState.DELIVERED}
Row = tuple[int, tuple[Any, ...]]


class _Formula(str):
    """What stands in a cell that computes."""


def read(path: Path) -> Feedback:
    """All that a form says. Raises Unreadable for what is no form, or no workbook at all."""
    try:
        return _read(path)
    except Unreadable as problem:
        values = {name: value for name, value in problem.values.items() if name != "file"}
        raise Unreadable(problem.code.replace("list_", "form_", 1), path, **values) from problem


def is_form(path: Path) -> bool:
    """Whether a file is a feedback form, whatever it is called."""
    try:
        with opened(_checked(path), path, with_formulas=True) as (book, _has_macros):
            return any(
                is_key_sheet([_row(found) for _, found in zip(range(1), cells_of(sheet, 2), strict=False)])
                for sheet in book.worksheets
            )
    except Unreadable:
        return False


def _checked(path: Path) -> bytes:
    data = file_bytes(path)
    if not data.startswith(ZIP):
        raise Unreadable("list_other_office", path)
    return data


def _read(path: Path) -> Feedback:
    with opened(_checked(path), path, with_formulas=True) as (book, has_macros):
        sheets = _sheets(book, path)
        keyed = [[row for _, row in rows] for rows in sheets if is_key_sheet([row for _, row in rows])]
        if not keyed:
            raise Unreadable("form_no_keys", path)
        keys = read_keys(keyed[0], path)
        epoch = date(1904, 1, 1) if book.epoch.year == 1904 else date(1899, 12, 30)
        reader = _Reader(keys, epoch)
        if has_macros:
            reader.fault(None, "macros")
        for sheet, rows in zip(book.worksheets, sheets, strict=True):
            if not is_key_sheet([row for _, row in rows]):
                reader.take_sheet(sheet.title, rows)
        return reader.feedback(path)


def _sheets(book: Any, path: Path) -> list[list[Row]]:
    """The filled rows of each sheet; Unreadable when there are too many."""
    found: list[list[Row]] = []
    left = MOST_ROWS
    for sheet in book.worksheets:
        rows: list[Row] = []
        for number, read in cells_of(sheet, MOST_COLUMNS):
            row = tuple(_value(cell) for cell in read)
            if any(cell not in (None, "") for cell in row):
                rows.append((number, row))
                left -= 1
                if left < 0:
                    raise Unreadable("form_too_many", path, most=MOST_ROWS)
        found.append(rows)
    return found


def _row(found: Row) -> tuple[Any, ...]:
    return tuple(_value(cell) for cell in found[1])


def _value(cell: Any) -> Any:
    value = cell.value
    if getattr(cell, "data_type", "") == "f":
        return _Formula(value)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    return f"{value / timedelta(days=1):g}" if isinstance(value, timedelta) else str(value)


class _Reader:
    """Goes through the rows, knows which block it is in, and names what it cannot read."""

    def __init__(self, keys: Keys, epoch: date) -> None:
        self.keys = keys
        self.epoch = epoch
        self.rows: list[FormRow] = []
        self.new_tasks: list[NewTask] = []
        self.absences: list[NewAbsence] = []
        self.contacts: list[Contact] = []
        self.faults: list[Fault] = []
        self.has_tasks = False
        self._number = 0
        self._sheet = ""
        self._cells: Mapping[str, Cell] = {}
        self._persons = {name: list(found) for name, found in keys.persons.items()}

    def feedback(self, path: Path) -> Feedback:
        """All that was read; Unreadable when no block of tasks was found."""
        if not self.has_tasks:
            raise Unreadable("form_no_tasks", path, column=layout.NUMBER)
        if not self.keys.is_intact:
            self.fault(None, "keys_changed")
        told = {row.number for row in self.rows} | {str(fault.values.get("number")) for fault in self.faults}
        if missing := [number for number in self.keys.parts if number not in told]:
            self.fault(None, "rows_missing", numbers=", ".join(missing))
        return Feedback(
            title=path.stem,
            project_id=self.keys.project_id,
            municipality_id=self.keys.municipality_id,
            known_until=self.keys.known_until,
            is_intact=self.keys.is_intact,
            rows=tuple(self.rows),
            new_tasks=tuple(self.new_tasks),
            absences=tuple(self.absences),
            contacts=tuple(self.contacts),
            faults=tuple(self.faults),
        )

    def fault(self, row: int | None, code: str, **values: object) -> None:
        """Name something that is not taken; of sheets other than that of the tasks also by their name."""
        sheet = {"sheet": self._sheet} if row is not None and self._sheet else {}
        self.faults.append(Fault(row, code, {**values, **sheet}))

    def take_sheet(self, title: str, rows: Sequence[Row]) -> None:
        """Read the blocks of one sheet; what stands above the first line of titles is a heading."""
        has_tasks = any(head[0] is layout.TASKS for _, row in rows if (head := _head(row)))
        self._sheet = "" if has_tasks else title
        block: Block | None = None
        places: dict[str, int] = {}
        for number, row in rows:
            head = _head(row)
            if head is not None:
                block, places = head
                self._begin(block, places)
            elif [cell for cell in row if cell not in (None, "")][0] in layout.HEADINGS:
                block = None
            elif block is not None:
                self._number = number
                self._cells = {title: row[place] for title, place in places.items() if place < len(row)}
                self._takers[block](self)

    def _begin(self, block: Block, places: Mapping[str, int]) -> None:
        self.has_tasks |= block is layout.TASKS
        asked = (layout.STATE, layout.DAY, layout.REMARK) if block is layout.TASKS else block.titles
        for title in asked:
            if title not in places:
                self.fault(None, "missing_column", column=title)

    # Tasks

    def _take_task(self) -> None:
        number = cells.number(self._cells.get(layout.NUMBER))
        key = self.keys.parts.get(number)
        if key is None:
            if number:
                self.fault(self._number, "foreign_number", number=number)
            elif any(self._text(title) for title in (layout.STATE, layout.DAY, layout.REMARK)):
                self.fault(self._number, "no_number")
            return
        row = FormRow(
            self._number, number, key.part_id, key.task_id, key.role, key.said, self._said(number, key)
        )
        same = next((other for other in self.rows if other.number == number), None)
        if same is None:
            self.rows.append(row)
            return
        code = "doubled" if same.told == row.told else "doubled_otherwise"
        if same.told != row.told:
            self.rows.remove(same)
            self.fault(same.row, code, number=number, other=row.row)
        self.fault(row.row, code, number=number, other=same.row)

    def _said(self, number: str, key: KeyPart) -> Said:
        said = key.said
        return Said(
            state=self._cell(layout.STATE, lambda cell: self._state(cell, key.role), said.state),
            day=self._cell(layout.DAY, lambda cell: self._day(cell, said.day), said.day),
            remark=self._cell(layout.REMARK, lambda cell: self._remark(cell, said.remark), said.remark),
        )

    def _cell(self, title: str, read: Callable[[Cell], T], kept: T) -> T:
        """What a cell says; what is there no more, computes or cannot be read stays as it was written."""
        if title not in self._cells:
            return kept
        cell = self._cells[title]
        if isinstance(cell, _Formula):
            self.fault(self._number, "formula", column=title)
            return kept
        try:
            return read(cell)
        except _Refused as reason:
            self.fault(self._number, reason.code, **reason.values)
        except formats.NotReadable:
            self.fault(self._number, "odd_day", column=title, typed=cells.text(cell)[:60])
        return kept

    @staticmethod
    def _state(cell: Cell, role: Role) -> State:
        typed = cells.text(cell)[:60]
        if not typed:
            raise _Refused("no_state")
        known = LABELS[TaskState if role is Role.LEAD else PartState]
        try:
            found = cells.state(cell)
        except formats.NotReadable:
            found = None
        state = found if role is Role.LEAD else _PART_STATES.get(found) if found else None
        if state is None:
            raise _Refused("odd_state", typed=typed, known=", ".join(label(word) for word in known))
        return state

    def _day(self, cell: Cell, kept: date | None) -> date | None:
        found = cells.day(cell, self.epoch)
        if found is None or found == kept or not self.keys.shift_days:
            return found
        if found - timedelta(days=self.keys.shift_days) == kept:
            return kept
        raise _Refused("other_epoch", typed=formats.day(found))

    @staticmethod
    def _remark(cell: Cell, kept: str) -> str:
        found = " ".join(cells.text(cell).split())
        if found == " ".join(kept.split()):
            return kept
        if len(found) > layout.LONGEST_REMARK:
            raise _Refused("long_text", column=layout.REMARK, most=layout.LONGEST_REMARK)
        return found

    # What the municipality adds by itself

    def _take_new_task(self) -> None:
        name = self._name(layout.NEW_TASK)
        due = self._cell(layout.DAY, lambda cell: self._day(cell, None), None)
        remark = self._cell(layout.REMARK, lambda cell: self._remark(cell, ""), "")
        if name:
            self.new_tasks.append(NewTask(self._number, name, due, remark))
        elif due or remark:
            self.fault(self._number, "no_name")

    def _take_absence(self) -> None:
        person, deputy = self._name(layout.AWAY), self._name(layout.DEPUTY)
        days = [
            self._cell(title, lambda cell: self._day(cell, None), None)
            for title in (layout.FROM, layout.UNTIL)
        ]
        first, last = days
        if person and first and last:
            self.absences.append(NewAbsence(self._number, person, first, last, deputy))
        elif person or deputy or first or last:
            self.fault(self._number, "half_absence")

    def _take_contact(self) -> None:
        name, phone, email = (self._name(title) for title in layout.CONTACTS.titles)
        known = self._persons.get(name)
        if known:
            person = known.pop(0)
            phone = person.phone if self._is_formula(layout.PHONE) else phone
            email = person.email if self._is_formula(layout.EMAIL) else email
            self.contacts.append(
                Contact(self._number, person.id, name, email, phone, person.email, person.phone)
            )
        elif name and (phone or email):
            self.contacts.append(Contact(self._number, "", name, email, phone))
        elif name or phone or email:
            self.fault(self._number, "half_contact")

    def _name(self, title: str) -> str:
        def plain(cell: Cell) -> str:
            found = " ".join(cells.text(cell).split())
            if len(found) > layout.LONGEST_NAME:
                raise _Refused("long_text", column=title, most=layout.LONGEST_NAME)
            return found

        return self._cell(title, plain, "")

    def _is_formula(self, title: str) -> bool:
        return isinstance(self._cells.get(title), _Formula)

    def _text(self, title: str) -> str:
        return cells.text(self._cells.get(title))

    _takers: Mapping[Block, Callable[["_Reader"], None]] = {
        layout.TASKS: _take_task,
        layout.NEW_TASKS: _take_new_task,
        layout.ABSENCES: _take_absence,
        layout.CONTACTS: _take_contact,
    }


class _Refused(Exception):
    """A cell that is not what its column wants."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


def _head(row: Sequence[Cell]) -> tuple[Block, dict[str, int]] | None:
    """The block whose titles stand in a row, and where: most of them, and the one that tells rows apart."""
    words = [" ".join(cell.split()).casefold() if isinstance(cell, str) else "" for cell in row]
    best: tuple[Block, dict[str, int]] | None = None
    for block in BLOCKS:
        places = {title: words.index(title.casefold()) for title in block.titles if title.casefold() in words}
        is_head = block.titles[0] in places and len(places) > 1
        if is_head and (best is None or len(places) > len(best[1])):
            best = block, places
    return best
