"""The project plan: the chart over as many pages as it needs, and the same tasks as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.gantt import Bar, FreeSpan, Scene, free_spans, gantt
from ozgdesk.present.municipalities import tags_of
from ozgdesk.present.phases import phase_choices
from ozgdesk.present.plan import PlanPlace, plan_rows
from ozgdesk.present.plan_filter import INTERESTS, Interest, PlanFilter, filtered
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.present.plan_span import Spanned, spanned
from ozgdesk.reports import look, page
from ozgdesk.reports.gantt_drawing import Chart, TilePainter
from ozgdesk.reports.gantt_legend import Legend
from ozgdesk.reports.gantt_names import name_columns
from ozgdesk.reports.gantt_signs import bar_looks
from ozgdesk.reports.gantt_tiles import HEAD, WIDE_STRIP, Area, Tile, tiling, time_columns
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_days,
    chosen_municipality,
    compared_with,
    page_setup,
)

_AFTER_END = 15  # days shown behind the last bar
_LEAST_DAYS, _MOST_DAYS = 84, 36_525  # an empty plan still shows some weeks, a deadline far off no centuries
_LEAST_ROOM = 110.0  # points for rows on the page of the title, else the chart begins on the next one
_LEAST_WEEKEND, _LEAST_FREE = 1.0, 1.2  # points of a day and of a span that can be told apart
_AROUND = 16.0  # points that stand above and below a figure
_ABOUT_PERSONS = frozenset({"lead_absent"})  # stand on the Vertretungsplan, which is internal
_MOST_DATED = 12  # days without work that are listed with their dates, those of a year or less

_SIGNS = (
    "T und t: Arbeitstage. Vorgänger ohne Zusatz: Die Aufgabe beginnt, wenn er endet (EA); "
    "AA: beide beginnen, EE: beide enden, AE: sie endet, wenn er beginnt."
)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose chart and table; for one municipality its own tasks with the phases above them.

    Raises NotPrintable when the options ask for far too many pages or for days far away.
    """
    del detail
    place = plan_rows(view, PlanLens(options.baseline_id))
    chosen = chosen_municipality(view, options)
    chart = options.chart
    phase = next((phase for phase in phase_choices(view) if phase.id == chart.phase_id), None)
    wanted = PlanFilter(
        chart.text.strip(), chosen.id if chosen else None, chart.interest, phase.id if phase else None
    )
    found = spanned(filtered(place.rows, wanted, view.as_of), chart.first_on, chart.last_on)
    whose = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    end = f"Ende {formats.day(place.finish)}" if place.finish else ""
    inside = f"Phase „{phase.path}“" if phase else ""
    parts = (whose, inside, *_choices(options), end, compared_with(view, options))
    subject = " · ".join(part for part in parts if part)
    dense = not _has_days(found.rows)  # a table without a chart finds room on a page
    setup = page_setup(view, options, "Projektplan", subject, landscape=True, dense=dense)
    return Composition(tuple(_story(view, place, found, options, setup)), setup)


def _has_days(rows: Sequence[PlanRow]) -> bool:
    return any(row.start or row.finish or row.deadline for row in rows)


def _choices(options: SheetOptions) -> Iterator[str]:
    """What was chosen, in words."""
    chart = options.chart
    if chart.interest is not Interest.ALL:
        yield INTERESTS[chart.interest]
    if chart.text.strip():
        yield f"Suche „{chart.text.strip()}“"
    if chart.first_on and chart.last_on:
        yield formats.period(chart.first_on, chart.last_on)
    elif chart.first_on:
        yield f"ab {formats.day(chart.first_on)}"
    elif chart.last_on:
        yield f"bis {formats.day(chart.last_on)}"


def _story(
    view: View, place: PlanPlace, found: Spanned, options: SheetOptions, setup: look.PageSetup
) -> Iterator[look.Element]:
    rows = found.rows
    if found.outside:
        count = formats.count(found.outside, "Aufgabe", "Aufgaben")
        yield look.paragraph(f"Außerhalb des Zeitraums: {count}.", "note")
    if not rows:
        yield look.paragraph(
            "Zu dieser Auswahl gehört keine Aufgabe."
            if place.rows
            else "Der Plan enthält noch keine Aufgaben."
        )
        return
    if _has_days(rows):
        yield from _chart(view, found, options, setup)
        yield look.page_break()
        yield look.heading("Aufgaben mit Terminen")
    else:
        yield look.paragraph("Es sind noch keine Termine eingetragen; ohne sie gibt es keinen Balkenplan.")
        yield look.heading("Aufgaben")
    yield _table(rows)
    if any(row.predecessors for row in rows):
        yield look.paragraph(_SIGNS, "note")
    ids = {row.id for row in rows}
    problems = [
        p.text
        for p in place.problems
        if p.task_id in ids and p.severity != "note" and p.code not in _ABOUT_PERSONS
    ]
    if problems:
        yield look.heading("Hinweise zum Plan")
        yield look.bullet_list(problems)


def _chart(
    view: View, found: Spanned, options: SheetOptions, setup: look.PageSetup
) -> Iterator[look.Element]:
    """Legend and tiles, each on a page of its own; the first below the title where there is room."""
    rows, measures = found.rows, page.sheet(setup)
    scene = gantt(view, rows)
    days = _days(scene, options)
    sides = name_columns(rows, measures.width)
    columns = time_columns(days, measures.width - sides.chart, options.chart)
    free = _free(view, scene, days, columns.day_width)
    looks = bar_looks(tag for id_, tag in tags_of(view).items() if id_ is not None)
    chart = Chart(scene, rows, free, looks, sides, options.chart.zoom)
    is_wide = len(columns.days) > 1
    is_cut = is_wide or any(_leaves(bar, days) for bar in scene.bars)
    legend = Legend(chart, measures.width, is_cut=is_cut, is_wide=is_wide)
    head: list[look.Element] = [
        look.figure(measures.width, legend.height, f"Zeichen im Balkenplan: {legend.words}.", legend)
    ]
    if free:
        head.append(look.paragraph(f"Arbeitsfrei: {', '.join(_names(scene, free))}", "note"))
    yield from head
    above = [look.paragraph("Außerhalb des Zeitraums", "note"), *head] if found.outside else head
    first_page, room = look.room_after(above, setup)
    height = measures.top - measures.bottom
    if room < _AROUND + WIDE_STRIP + HEAD + _LEAST_ROOM:
        first_page, room = first_page + 1, height
        yield look.page_break()
    grid = tiling(columns, rows, Area(room - _AROUND, height - _AROUND), first_page)
    for tile in grid.tiles():
        if tile.number:
            yield look.page_break()
        painter = TilePainter(chart, grid, tile)
        part = f" Teil {tile.number + 1} von {grid.count}." if grid.count > 1 else ""
        yield look.figure(measures.width, painter.height, _alt(scene, rows, tile) + part, painter)


def _leaves(bar: Bar, days: range) -> bool:
    return bar.x0 is not None and bar.x1 is not None and (bar.x0 < days.start or bar.x1 > days.stop)


def _days(scene: Scene, options: SheetOptions) -> range:
    """The days to show, as x of the scene: as chosen, else without the room a screen needs at the end.

    Raises NotPrintable for chosen days outside of `CHART_YEARS`.
    """
    first_on, last_on = chosen_days(options)
    ends = [scene.today]
    for bar in scene.bars:
        ends += [
            x for x in (bar.x1, bar.deadline, bar.baseline[1] if bar.baseline else None) if x is not None
        ]
    last = min(max(min(scene.days, int(max(ends)) + _AFTER_END), _LEAST_DAYS), _MOST_DAYS)
    first = 0
    if first_on:
        first = int(scene.x(first_on))
        last = max(last, first + _LEAST_DAYS)
    if last_on:
        last = int(scene.x(last_on)) + 1
        first = min(first, last - 1)
    return range(first, last)


def _free(view: View, scene: Scene, days: range, day_width: float) -> tuple[FreeSpan, ...]:
    """The days without work that can be seen at this scale, x counted like the scene."""
    spans = free_spans(view, scene.day(days.start), scene.day(days.stop - 1))
    return tuple(
        FreeSpan(span.x0 + days.start, span.x1 + days.start, span.name)
        for span in spans
        if day_width >= _LEAST_WEEKEND or (span.name and (span.x1 - span.x0) * day_width >= _LEAST_FREE)
    )


def _names(scene: Scene, free: Sequence[FreeSpan]) -> list[str]:
    """Weekends, holidays and closures by name; with their days while these are few."""
    named = [span for span in free if span.name]
    names = [] if len(named) == len(free) else ["Wochenenden"]
    if len(named) > _MOST_DATED:
        return [*names, *dict.fromkeys(span.name for span in named)]
    return [*names, *(f"{span.name} {_short_period(scene, span)}" for span in named)]


def _short_period(scene: Scene, span: FreeSpan) -> str:
    first, last = scene.day(span.x0), scene.day(span.x1 - 1)
    return formats.short_day(first) + (f"–{formats.short_day(last)}" if last > first else "")


def _alt(scene: Scene, rows: Sequence[PlanRow], tile: Tile) -> str:
    first, last = rows[tile.rows.start], rows[tile.rows.stop - 1]
    span = formats.period(scene.day(tile.days.start), scene.day(tile.days.stop - 1))
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
        widths=(7, 34, 7, 12, 6.5, 10, 10, 10, 10, 15.5),
        header=1,
        align="llllrcccll",
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
    has_chart=True,
    has_days=True,
    has_baseline=True,
)
