"""The calendar of the councils: months by municipalities, with meetings, Vorlagenschluss and free days."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.domain.view import View
from ozgdesk.present.council_calendar import CalendarEntry, CalendarMonth, CouncilCalendar, council_calendar
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup

_TITLE = "Sitzungskalender"
_NOTE = (
    "Fett: Sitzungen. „Vorlagen für …“: Vorlagenschluss. „Sitzungsfrei“: sitzungsfreie Zeit. Es stehen nur "
    "eingetragene Sitzungen darin; abgesagte fehlen."
)
_MOST_LINES = (99, 12, 9, 7, 6, 5, 4, 3, 2)
"""How many lines a cell may have, step by step of leaving out."""


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the months; for one municipality its column alone."""
    town = chosen_municipality(view, options)
    found = council_calendar(view, town.id if town else None)
    subject = f"{town.name} ({town.code})" if town else ""
    setup = page_setup(view, options, _TITLE, subject, landscape=True, dense=True)
    return Composition(tuple(_story(found, _MOST_LINES[detail])), setup)


def _story(found: CouncilCalendar, most_lines: int) -> Iterator[look.Element]:
    if not found.municipalities:
        yield look.paragraph("Es ist noch keine Kommune eingetragen.")
        return
    yield look.table(
        ("Monat", "Feiertage", *(f"{tag.name} ({tag.code})" for tag in found.municipalities)),
        [_row(month, most_lines) for month in found.months],
        widths=(9, 14, *(77 / len(found.municipalities) for _ in found.municipalities)),
        header=1,
    )
    yield look.paragraph(_NOTE, "note")
    if found.without_closing:
        names = ", ".join(found.without_closing)
        yield look.paragraph(f"Vorlagenschluss nicht eingetragen: {names}.", "note")


def _row(month: CalendarMonth, most_lines: int) -> tuple[look.Cell, ...]:
    cells = [_cell(entries, most_lines) for entries in month.cells]
    return (month.title, "\n".join(month.holidays) or "–", *cells)


def _cell(entries: tuple[CalendarEntry, ...], most_lines: int) -> look.Cell:
    """The entries of a cell, one below the other; what has no room is counted."""
    if not entries:
        return "–"
    shown = entries if len(entries) <= most_lines else entries[: most_lines - 1]
    parts: list[look.Span | str] = []
    for entry in shown:
        parts.append("\n" if parts else "")
        parts.append(look.strong(entry.text) if entry.kind == "meeting" else entry.text)
    if len(shown) < len(entries):
        parts.append(f"\nund {len(entries) - len(shown)} weitere")
    return tuple(part for part in parts if part)


SHEET = Sheet(
    key="council_calendar",
    title=_TITLE,
    description="Sitzungen, Vorlagenschluss, sitzungsfreie Zeiten und Feiertage der nächsten zwölf Monate.",
    build=build,
    papers=("a4", "a3"),
    most_pages=1,
    details=len(_MOST_LINES),
)
