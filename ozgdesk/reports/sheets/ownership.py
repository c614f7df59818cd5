"""The matrix of who answers for what: tasks by phase against municipalities, totals, and what to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.matrix import LEGEND, LETTERS, Counts, Matrix, MatrixCell, MatrixRow, cell_person, matrix
from ozgdesk.present.matrix_filter import MatrixFilter, narrowed
from ozgdesk.present.task_query_cards import chosen_tasks
from ozgdesk.reports import look, page
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_municipality,
    filter_note,
    page_setup,
)

_NUMBER, _STATE = 14.0, 27.0  # widths of columns in millimetres
_NAME = 0.25  # of the width of the page
_WITH_PERSON, _WITH_DAY, _LETTER_ONLY = 24.0, 19.0, 14.0  # what a cell of a municipality needs, likewise
_LEAST_PART = 11.0  # with less the codes at the head find no room, and the parts stand as lists
_UPRIGHT = 8  # municipalities that find room side by side on an upright page
_SUMS = ("Federführung", "Zuarbeit", "zur Kenntnis", "offen", "davon verspätet")


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the matrix; totals count what is printed, for one municipality the tasks it has a part in."""
    del detail
    chosen = chosen_municipality(view, options)
    choice = chosen_tasks(view, options.tasks)
    wanted = MatrixFilter(
        municipality_id=chosen.id if chosen else None, task_ids=choice.tasks if choice else None
    )
    found = narrowed(matrix(view), wanted)
    subject = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    says_more = any(cell.person or cell.due_on for row in found.rows for cell in row.cells)
    setup = page_setup(
        view,
        options,
        SHEET.title,
        subject,
        landscape=says_more or len(found.totals) > _UPRIGHT,
        dense=options.paper == "a4",
    )
    grid = _Grid.on(page.sheet(setup).width / page.MM, len(found.totals), says_more=says_more)
    return Composition(tuple(_story(found, grid, filter_note(view, options))), setup)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Widths of the columns in proportion, and whether the cells have room for persons and days.

    `is_list`: so many municipalities have no room as columns.
    """

    name: float
    part: float
    is_list: bool
    has_persons: bool
    has_days: bool

    @classmethod
    def on(cls, width: float, count: int, *, says_more: bool) -> _Grid:
        """The columns on a page of this width in millimetres for so many municipalities."""
        room = width * (1 - _NAME) - _NUMBER - _STATE
        part = room / max(count, 1) if says_more else min(room / max(count, 1), _LETTER_ONLY)
        return cls(
            name=width - _NUMBER - _STATE - count * part,
            part=part,
            is_list=part < _LEAST_PART,
            has_persons=says_more and part >= _WITH_PERSON,
            has_days=says_more and part >= _WITH_DAY,
        )


def _story(found: Matrix, grid: _Grid, note: str) -> Iterator[look.Element]:
    tasks = [row for row in found.rows if not row.is_phase]
    if note:
        yield look.paragraph(note)
    if not tasks:
        yield look.paragraph("Keine Aufgabe passt dazu." if note else "Es sind keine Aufgaben erfasst.")
        return
    to_check = [row for row in found.rows if row.problems]
    yield look.key_figures(
        (
            (_counted(tasks), formats.number(len(tasks))),
            ("davon offen", formats.number(sum(not row.is_closed for row in tasks))),
            ("ohne Federführung", formats.number(sum(row.is_unled for row in tasks))),
            (_checked(to_check), formats.number(len(to_check))),
        )
    )
    yield look.heading("Wer macht was")
    yield look.paragraph(LEGEND, "note")
    if grid.is_list:
        yield _list(found)
        yield look.heading("Summen")
        yield _sums_by_municipality(found)
    else:
        yield _table(found, grid)
    yield from _list_to_check(to_check)


def _counted(tasks: Sequence[MatrixRow]) -> str:
    return "Aufgaben und Meilensteine" if any(row.is_milestone for row in tasks) else "Aufgaben"


def _checked(rows: Sequence[MatrixRow]) -> str:
    phases = sum(row.is_phase for row in rows)
    return f"zu prüfen, davon {formats.count(phases, 'Phase', 'Phasen')}" if phases else "zu prüfen"


def _table(found: Matrix, grid: _Grid) -> look.Element:
    codes = [tag.code for tag in found.municipalities]
    return look.table(
        ("Nr.", "Aufgabe", *codes, "Stand"),
        [*_rows(found, lambda row: [_cell(row, cell, grid) for cell in row.cells]), *_sums(found)],
        widths=(_NUMBER, grid.name, *(grid.part for _ in codes), _STATE),
        header=1,
        align=f"ll{'l' * len(codes) if grid.has_days else 'c' * len(codes)}l",
    )


def _list(found: Matrix) -> look.Element:
    """The same with the municipalities of each role named, where they are too many to be columns."""
    return look.table(
        ("Nr.", "Aufgabe", "Federführung", "Zuarbeit", "zur Kenntnis", "Stand"),
        _rows(found, lambda row: [_named(found, row, letter) for letter in LETTERS.values()]),
        widths=(8, 32, 15, 22, 11, 12),
        header=1,
    )


def _named(found: Matrix, row: MatrixRow, letter: str) -> look.Cell:
    """The codes of all with this role, each with the day where one is agreed."""
    parts: list[str | look.Span] = []
    for tag, cell in zip(found.municipalities, row.cells, strict=True):
        if cell.letter != letter:
            continue
        if parts:
            parts.append(", ")
        is_over = row.is_closed or cell.is_done
        parts.append(look.muted(tag.code) if is_over else look.strong(tag.code))
        if not is_over:
            parts.append(look.strong("\u00a0!" if cell.problems else ""))
            parts.append(f" bis\u00a0{formats.day(cell.due_on)}" if cell.due_on else "")
    return parts


def _sums_by_municipality(found: Matrix) -> look.Element:
    rows = [(tag.code, counts) for tag, counts in zip(found.municipalities, found.totals, strict=True)]
    return look.table(
        ("Kommune", *_SUMS),
        [
            (code, *(formats.number(number) for number in _figures(counts)))
            for code, counts in [*rows, ("zusammen", found.counts)]
        ],
        widths=(20, *(16 for _ in _SUMS)),
        header=0,
        align="l" + "r" * len(_SUMS),
    )


def _rows(found: Matrix, cells: Callable[[MatrixRow], list[look.Cell]]) -> Iterator[look.TableRow]:
    """The tasks under their phases; a phase is named again where its tasks go on after another one."""
    phases = {row.id: row for row in found.rows if row.is_phase}
    inside: str | None = None
    for row in found.rows:
        if row.is_phase:
            yield look.group_row(_phase(row, found))
            inside = row.id
            continue
        if row.parent_id != inside:
            inside = row.parent_id
            yield look.group_row(f"{phases[inside].name} (Fortsetzung)" if inside in phases else "Ohne Phase")
        yield (
            row.number,
            [look.muted(row.name) if row.is_closed else row.name, *_mark(row)],
            *cells(row),
            look.muted(row.state_text) if row.is_closed else row.state_text,
        )


def _mark(row: MatrixRow) -> Iterator[look.Span]:
    """The sign of a problem that no cell of the row shows."""
    if row.own_problems:
        yield look.strong("\u00a0!")


def _phase(row: MatrixRow, found: Matrix) -> look.Text:
    own = "".join(
        f", {cell.word} {tag.code}"
        for tag, cell in zip(found.municipalities, row.cells, strict=True)
        if cell.letter
    )
    above = f"{row.within} › " if row.within else ""
    parts = _parts(row.counts)
    figures = f" · {parts} · {formats.number(row.counts.open)} offen" if parts else ""
    return [look.muted(above), f"{row.number} {row.name}{own}", *_mark(row), look.muted(figures)]


def _parts(counts: Counts) -> str:
    """How many parts of each role, "6 F, 8 Z"."""
    pairs = zip(LETTERS.values(), (counts.lead, counts.contributor, counts.informed), strict=True)
    return ", ".join(
        f"{formats.number(count)}{formats.NO_BREAK_SPACE}{letter}" for letter, count in pairs if count
    )


def _cell(row: MatrixRow, cell: MatrixCell, grid: _Grid) -> look.Cell:
    """The letter, then who and by when, as far as there is room; of a closed task only the letter."""
    if not cell.letter:
        return ""
    if row.is_closed:
        return look.muted(cell.letter)
    who = f" {cell_person(cell)}" if grid.has_persons and cell.person else ""
    until = ""
    if grid.has_days and cell.due_on is not None:
        until = f"\n{'bis ' if grid.has_persons else ''}{formats.day(cell.due_on)}"
    if cell.is_done:
        return look.muted(f"{cell.letter}{who}" + ("\nerledigt" if grid.has_days else ""))
    mark = look.strong("\u00a0!" if cell.problems else "")
    return [look.strong(cell.letter), mark, f"{who}{until}"]


def _sums(found: Matrix) -> Iterator[look.TableRow]:
    yield look.group_row("Summen")
    figures = [*map(_figures, found.totals), _figures(found.counts)]
    for place, word in enumerate(_SUMS):
        *parts, whole = (formats.number(numbers[place]) for numbers in figures)
        yield ("", look.strong(word), *parts, look.strong(f"zusammen {whole}"))


def _figures(counts: Counts) -> tuple[int, ...]:
    return counts.lead, counts.contributor, counts.informed, counts.open, counts.late


def _list_to_check(rows: Sequence[MatrixRow]) -> Iterator[look.Element]:
    yield look.heading("Zu prüfen")
    if not rows:
        yield look.paragraph(
            "Jede offene Aufgabe hat eine Federführung mit Ansprechperson, jede Zuarbeit einen Termin."
        )
        return
    yield look.table(
        ("Nr.", "Aufgabe", "Was fehlt oder sich verspätet"),
        [(row.number, row.name, "; ".join(row.problems)) for row in rows],
        widths=(8, 42, 50),
        header=1,
    )


SHEET = Sheet(
    key="ownership",
    title="Zuständigkeitsmatrix",
    description="Wer führt, wer arbeitet zu, wer wird unterrichtet: mit Personen, Terminen, Summen, Lücken.",
    build=build,
    is_internal=True,
    papers=("a4", "a3"),
    lists_tasks=True,
)
