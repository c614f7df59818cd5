"""Rows of a spreadsheet, as the clipboard brings them, read as fields of tasks: new ones, or some that are.

A first line of headings says which column is which; without one they are the columns of the plan, beginning
with the current one.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.plan_fields import TITLES, PlanField, Values, is_computed, read_field

MOST = 500
NUMBER, WBS = "Nr.", "PSP"
COMPUTED = frozenset({"Puffer", "Abweichung"})

_ALIASES = {
    "Vorgangsname": PlanField.NAME,
    "Aufgabenname": PlanField.NAME,
    "Name": PlanField.NAME,
    "Dauer (Arbeitstage)": PlanField.DURATION,
    "Beginn": PlanField.START,
    "Start": PlanField.START,
    "Fertig stellen": PlanField.FINISH,
    "% Abgeschlossen": PlanField.PROGRESS,
    "Stichtag": PlanField.DEADLINE,
}
_FIELDS = {title.casefold(): field for field, title in TITLES.items()}
_FIELDS |= {title.casefold(): field for title, field in _ALIASES.items()}
_NUMBER = re.compile(r"(?:A-)?0*(\d{1,6})", re.IGNORECASE)
_SINGLE = re.compile(r"\d+(?:\.\d+)*")


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row: its filled cells as values, its number in the source ("" without), its phase by position."""

    values: Values
    number: str = ""
    phase: int | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted: the fields of its columns, its rows, and headings that mean nothing here."""

    fields: tuple[PlanField, ...]
    rows: tuple[PastedRow, ...]
    unknown: tuple[str, ...] = ()

    @property
    def makes_tasks(self) -> bool:
        """Whether the rows name tasks; without names they are values for tasks that are there."""
        return PlanField.NAME in self.fields


def read_pasted(view: View, text: str, columns: Sequence[str]) -> Pasted:
    """Read a table; `columns` are the titles that count where it has no headings.

    Raises NotReadable with line and column.
    """
    lines = list(csv.reader(StringIO(text, newline=""), delimiter="\t"))
    titles, start = list(columns), 0
    if lines and _is_heading(lines[0], columns):
        titles, start = [cell.strip() for cell in lines[0]], 1
    if len(lines) - start > MOST:
        raise formats.NotReadable(f"Bitte fügen Sie höchstens {MOST} Zeilen auf einmal ein.")
    body = lines[start:]
    if not start:
        _refuse_others(body, titles)
    fields = {place: field for place, title in enumerate(titles) if (field := _FIELDS.get(title.casefold()))}
    if not start:
        width = max((len(cells) for cells in body), default=0)
        fields = {place: field for place, field in fields.items() if place < width}
    unknown = [title for title in titles if start and title and not _is_known(title)]
    rows = _rows(view, titles, fields, body, start)
    return Pasted(tuple(dict.fromkeys(fields.values())), tuple(rows), tuple(unknown))


def _is_known(title: str) -> bool:
    return title.casefold() in _FIELDS or title in (NUMBER, WBS) or title in COMPUTED


def _is_heading(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether a line names columns; a lone word such as "Start" where names are pasted is a name."""
    titles = [cell.strip() for cell in cells if cell.strip()]
    known = [title for title in titles if _is_known(title)]
    if any(_FIELDS.get(title.casefold()) is PlanField.NAME for title in known):
        return True
    into_names = bool(columns) and columns[0] == TITLES[PlanField.NAME]
    return bool(known) and len(known) == len(titles) and not (into_names and len(titles) == 1)


def _refuse_others(body: Sequence[Sequence[str]], titles: Sequence[str]) -> None:
    """Without headings nothing may stand in a column that is computed, or beyond the last one."""
    for number, cells in enumerate(body, 1):
        for place, cell in enumerate(cells):
            if not cell.strip():
                continue
            if place >= len(titles):
                raise formats.NotReadable(
                    f"Zeile {number} hat mehr Zellen, als rechts davon Spalten gezeigt werden."
                )
            if titles[place].casefold() not in _FIELDS:
                raise formats.NotReadable(
                    f"Die Spalte „{titles[place]}“ wird berechnet; dort kann nichts eingefügt werden."
                )


def _rows(
    view: View,
    titles: Sequence[str],
    fields: dict[int, PlanField],
    body: Sequence[Sequence[str]],
    start: int,
) -> list[PastedRow]:
    places = {title: place for place, title in enumerate(titles)}
    has_names = PlanField.NAME in fields.values()
    found: list[PastedRow] = []
    at: dict[str, int] = {}
    for line, cells in enumerate(body, start + 1):
        values = {
            field: _read(view, field, text, line, titles[place])
            for place, field in fields.items()
            if (text := _cell(cells, place)) and not is_computed(field, text)
        }
        if has_names and PlanField.NAME not in values:
            continue
        wbs = _cell(cells, places.get(WBS, -1)) if start else ""
        found.append(PastedRow(values, _number(_cell(cells, places.get(NUMBER, -1))), _phase(wbs, at)))
        if _SINGLE.fullmatch(wbs):
            at[wbs] = len(found) - 1
    return found


def _phase(wbs: str, at: dict[str, int]) -> int | None:
    """The nearest row above in the tree that was pasted too: 2.1 for 2.1.3."""
    while "." in wbs:
        wbs = wbs.rpartition(".")[0]
        if wbs in at:
            return at[wbs]
    return None


def _number(text: str) -> str:
    match = _NUMBER.fullmatch(text)
    return f"A-{int(match[1]):03}" if match else ""


def _cell(cells: Sequence[str], column: int) -> str:
    return " ".join(cells[column].split()) if 0 <= column < len(cells) else ""


def _read(view: View, field: PlanField, text: str, line: int, title: str) -> object:
    try:
        return read_field(view, field, text)
    except formats.NotReadable as reason:
        raise formats.NotReadable(f"Zeile {line}, Spalte „{title}“: {reason}") from reason
