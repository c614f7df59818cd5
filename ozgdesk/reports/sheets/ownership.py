"""The ownership matrix: tasks against municipalities with F, Z and K, totals, and a list per municipality."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.present.ownership import LEGEND, MatrixCell, MatrixRow, OwnershipPlace, ownership_rows
from ozgdesk.present.task_query_cards import chosen_tasks
from ozgdesk.reports import look
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_municipality,
    filter_note,
    page_setup,
)

WIDE_FROM = 9  # municipalities from which the matrix lies on its side


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the matrix; for one municipality its own list follows alone."""
    del detail
    place = ownership_rows(view)
    choice = chosen_tasks(view, options.tasks)
    if choice is not None:  # totals count all tasks, so they would say nothing about these
        kept = _with_phases(place.rows, lambda row: row.task_id in choice.tasks)
        place = replace(place, rows=kept, totals=())
    chosen = chosen_municipality(view, options)
    subject = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    setup = page_setup(
        view, options, "Zuständigkeiten", subject, landscape=len(place.municipalities) >= WIDE_FROM
    )
    note = filter_note(view, options)
    return Composition(tuple(_story(place, chosen.id if chosen else None, note)), setup)


def _story(place: OwnershipPlace, chosen_id: str | None, note: str) -> Iterator[look.Element]:
    rows = place.rows if chosen_id is None else _with_phases(place.rows, lambda row: _is_of(row, chosen_id))
    yield look.heading("Wer macht was")
    if note:
        yield look.paragraph(note)
    if not rows:
        yield look.paragraph(
            "Keine Aufgabe passt dazu." if note else "Es sind keine Aufgaben mit Zuständigkeiten erfasst."
        )
    else:
        yield look.paragraph(LEGEND, "note")
        yield _matrix(place, rows)
    if chosen_id is None:
        yield from _totals(place)
    for tag in place.municipalities:
        if chosen_id in (None, tag.id):
            yield from _lists(place, tag)


def _is_of(row: MatrixRow, municipality_id: str) -> bool:
    return any(cell.municipality_id == municipality_id and cell.letter for cell in row.cells)


def _with_phases(
    rows: tuple[MatrixRow, ...], is_wanted: Callable[[MatrixRow], bool]
) -> tuple[MatrixRow, ...]:
    """The wanted rows and the phases above them."""
    kept: list[MatrixRow] = []
    wanted = 0
    for row in reversed(rows):
        if is_wanted(row) or row.level < wanted:
            kept.append(row)
            wanted = row.level
    return tuple(reversed(kept))


def _matrix(place: OwnershipPlace, rows: tuple[MatrixRow, ...]) -> look.Element:
    codes = [tag.code for tag in place.municipalities]
    share = max(5.0, min(9.0, 40.0 / max(len(codes), 1)))
    return look.table(
        ("Nr.", "Aufgabe", *codes, "Hinweis"),
        [
            (
                row.number,
                look.indented(look.strong(row.name) if row.is_phase else row.name, row.level),
                *(_letter(cell) for cell in row.cells),
                _notes(row),
            )
            for row in rows
        ],
        widths=(9, 44, *(share for _ in codes), 28),
        header=1,
        align=f"ll{'c' * len(codes)}l",
        zebra=True,
    )


def _letter(cell: MatrixCell) -> look.Cell:
    if not cell.letter:
        return ""
    mark = f"{cell.letter}\u202f!" if cell.is_late else cell.letter
    return look.strong(mark) if "F" in cell.letter or cell.is_late else mark


def _notes(row: MatrixRow) -> look.Cell:
    if row.is_closed:
        return look.muted(row.state_text)
    notes = [*row.problems]
    if row.office:
        notes.append(row.office)
    return "; ".join(notes)


def _totals(place: OwnershipPlace) -> Iterator[look.Element]:
    if not place.totals:
        return
    yield look.heading("Summen")
    yield look.table(
        (
            "Kommune",
            "Federführung offen",
            "erledigt",
            "verspätet",
            "Zuarbeit offen",
            "verspätet",
            "erledigt",
            "Kenntnis",
        ),
        [
            (
                [look.strong(row.municipality.code), f" {row.municipality.name}"],
                *(
                    formats.number(number)
                    for number in (
                        row.led_open,
                        row.led_done,
                        row.led_late,
                        row.contributions_owed,
                        row.contributions_late,
                        row.contributions_done,
                        row.informed,
                    )
                ),
            )
            for row in place.totals
        ],
        widths=(26, 13, 10, 11, 11, 11, 10, 10),
        align="lrrrrrrr",
    )
    if place.unled:
        without = formats.count(place.unled, "offene Aufgabe hat", "offene Aufgaben haben")
        yield look.paragraph(look.strong(f"{without} keine Federführung."))


def _lists(place: OwnershipPlace, tag: MunicipalityTag) -> Iterator[look.Element]:
    groups = []
    for letter, title in (("F", "Federführung"), ("Z", "Zuarbeit"), ("K", "Zur Kenntnis")):
        rows = [
            (row, cell)
            for row in place.rows
            for cell in row.cells
            if cell.municipality_id == tag.id and letter in cell.letter.split("/")
        ]
        if rows:
            groups.append((title, rows))
    yield look.heading(f"{tag.name} ({tag.code})")
    if not groups:
        yield look.paragraph("Keine Aufgaben.")
        return
    cells: list[look.TableRow] = []
    for title, rows in groups:
        cells.append(look.group_row(f"{title}: {formats.count(len(rows), 'Aufgabe', 'Aufgaben')}"))
        cells += [_list_row(row, cell) for row, cell in rows]
    yield look.table(
        ("Nr.", "Aufgabe", "Zustand", "Termin", "Hinweis"), cells, widths=(9, 45, 15, 12, 19), header=1
    )


def _list_row(row: MatrixRow, cell: MatrixCell) -> look.TableRow:
    due = formats.day(cell.due_on) if cell.due_on else "–"
    return (
        row.number,
        row.name,
        "erledigt" if cell.is_done and not row.is_closed else row.state_text,
        due,
        look.strong("verspätet") if cell.is_late else "",
    )


SHEET = Sheet(
    key="ownership",
    title="Zuständigkeiten",
    description="Wer führt, wer arbeitet zu, wer wird unterrichtet: Matrix, Summen und Listen je Kommune.",
    build=build,
    papers=("a4", "a3"),
    lists_tasks=True,
)
