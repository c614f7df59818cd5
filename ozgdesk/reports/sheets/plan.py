"""The project plan: the chart over as many pages as it needs, and the same tasks as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.gantt import Scene, gantt
from ozgdesk.present.plan import PlanPlace, plan_rows
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.reports import look
from ozgdesk.reports.gantt_drawing import CODES, HEAD, NAMES, ROW, Part, PartPainter, draw_legend
from ozgdesk.reports.sheet import Composition, Paper, Sheet, SheetOptions, chosen_municipality, page_setup

_MM = 72 / 25.4
_AREA: dict[Paper, tuple[float, float]] = {"a4": (252 * _MM, 166 * _MM), "a3": (375 * _MM, 253 * _MM)}
_TITLE = 140.0  # points that title block and legend take on the first page
_AFTER_END = 15  # days shown behind the last bar
_LEAST_DAYS = 84  # an empty plan still shows some weeks
_LEAST_DAY = 0.45  # points of a day below which the chart goes on beside itself


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose chart and table; for one municipality its own tasks with the phases above them."""
    del detail
    place = plan_rows(view)
    chosen = chosen_municipality(view, options)
    rows = _rows_of(place, chosen.id) if chosen else place.rows
    whose = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    end = f" · Ende {formats.day(place.finish)}" if place.finish else ""
    baseline = f" · Basisplan „{place.baseline}“" if place.baseline else ""
    setup = page_setup(view, options, "Projektplan", f"{whose}{end}{baseline}", landscape=True)
    return Composition(tuple(_story(view, place, rows, options.paper)), setup)


def _rows_of(place: PlanPlace, municipality_id: str) -> tuple[PlanRow, ...]:
    by_id = {row.id: row for row in place.rows}
    kept: set[str] = set()
    for row in place.rows:
        parts = [*([row.lead] if row.lead else []), *row.contributors]
        above: PlanRow | None = row if any(tag.id == municipality_id for tag in parts) else None
        while above is not None and above.id not in kept:
            kept.add(above.id)
            above = by_id.get(above.parent_id or "")
    return tuple(row for row in place.rows if row.id in kept)


def _story(view: View, place: PlanPlace, rows: Sequence[PlanRow], paper: Paper) -> Iterator[look.Element]:
    if not rows:
        yield look.paragraph("Der Plan enthält noch keine Aufgaben.")
        return
    width, height = _AREA[paper]
    scene = _trimmed(gantt(view, rows))
    yield look.figure(width, 14, "Legende der Zeichen im Balkenplan.", draw_legend)
    for part in _parts(scene, len(rows), width, height):
        yield look.figure(width, part.height, _alt(scene, rows, part), PartPainter(scene, rows, part))
    yield look.page_break()
    yield look.heading("Aufgaben mit Terminen")
    yield _table(rows)
    ids = {row.id for row in rows}
    problems = [p.text for p in place.problems if p.task_id in ids and p.severity != "note"]
    if problems:
        yield look.heading("Hinweise zum Plan")
        yield look.bullet_list(problems)


def _trimmed(scene: Scene) -> Scene:
    """The scene without the room that a screen needs behind the last bar."""
    ends = [scene.today]
    for bar in scene.bars:
        ends += [
            x for x in (bar.x1, bar.deadline, bar.baseline[1] if bar.baseline else None) if x is not None
        ]
    return replace(scene, days=min(scene.days, int(max(ends)) + _AFTER_END))


def _parts(scene: Scene, rows: int, width: float, height: float) -> Iterator[Part]:
    """The chart in pages: time side by side when a day would be too narrow, then rows below each other."""
    most_days = int((width - NAMES - CODES) / _LEAST_DAY)
    slices = -(-scene.days // most_days)
    days = -(-scene.days // slices)
    for first_day in range(0, scene.days, days):
        first_row = 0
        while first_row < rows:
            used = _TITLE if first_row == 0 and first_day == 0 else 20.0
            count = max(int((height - used - HEAD) // ROW), 1)
            last_row = min(first_row + count, rows)
            yield Part(first_row, last_row, first_day, min(first_day + days, scene.days))
            first_row = last_row


def _alt(scene: Scene, rows: Sequence[PlanRow], part: Part) -> str:
    first, last = rows[part.first_row], rows[part.last_row - 1]
    span = formats.period(scene.day(part.first_day), scene.day(part.last_day - 1))
    return (
        f"Balkenplan von {first.number} „{first.name}“ bis {last.number} „{last.name}“, {span}; "
        "dieselben Angaben stehen in der Tabelle „Aufgaben mit Terminen“."
    )


def _table(rows: Sequence[PlanRow]) -> look.Element:
    return look.table(
        ("Nr.", "Aufgabe", "führt", "Zuarbeit", "Dauer", "Anfang", "Ende", "Frist", "Vorgänger", "Stand"),
        [
            (
                row.number,
                look.indented(look.strong(row.name) if row.is_phase else row.name, row.level),
                _lead(row),
                ", ".join(tag.code for tag in row.contributors),
                row.duration_text,
                row.start_text,
                row.finish_text,
                formats.day(row.deadline) if row.deadline else "",
                row.predecessors,
                _state(row),
            )
            for row in rows
        ],
        widths=(7, 30, 7, 12, 7, 10, 10, 10, 11, 18),
        header=1,
        align="llllrlllll",
    )


def _lead(row: PlanRow) -> look.Cell:
    if row.lead is not None:
        return row.lead.code
    return "" if row.is_phase or row.is_milestone or row.is_closed else look.strong("offen")


def _state(row: PlanRow) -> look.Cell:
    if row.late_text:
        return look.strong(row.late_text)
    if row.is_phase:
        return ""
    critical = " · kritisch" if row.is_critical and not row.is_done else ""
    return f"{row.state_text}{critical}"


SHEET = Sheet(
    key="plan",
    title="Projektplan",
    description="Balkenplan mit Terminen, Fristen und Abhängigkeiten, dazu alle Aufgaben als Tabelle.",
    build=build,
    papers=("a4", "a3"),
)
