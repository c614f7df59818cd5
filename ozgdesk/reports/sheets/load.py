"""The load of every municipality by month against its agreed share, as a picture and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ozgdesk import formats
from ozgdesk.domain.load import LoadStep
from ozgdesk.domain.view import View
from ozgdesk.present.load import NEAR, LoadCell, LoadLane, LoadPlace, LoadSpan, load_rows
from ozgdesk.reports import look
from ozgdesk.reports.load_drawing import LoadPainter, days
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup

_WIDTH = 467.0
_LANES, _COLUMNS = 9, 6  # of one picture, of one table
_MINUS = "\u2212"
_UNIT = "T: Arbeitstage zu acht Stunden, auf Zehntel gerundet"


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the load of the next 52 weeks; for one municipality its own lane, on the scale of all."""
    del detail
    chosen = chosen_municipality(view, options)
    place = _until_the_last_work(load_rows(view, LoadStep.MONTH, LoadSpan.YEAR))
    if chosen is not None:
        place = replace(
            place, unplanned=tuple(row for row in place.unplanned if row.municipality.id == chosen.id)
        )
    lanes = tuple(lane for lane in place.lanes if chosen is None or lane.municipality.id == chosen.id)
    whose = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    months = " – ".join(dict.fromkeys(formats.month(place.starts[end]) for end in (0, -1)))
    setup = page_setup(view, options, "Auslastung", f"{whose} · {months}", dense=True)
    return Composition(tuple(_story(place, lanes)), setup)


def _until_the_last_work(place: LoadPlace) -> LoadPlace:
    """Without the months at the end in which nobody has any work."""
    busy = [n for lane in place.lanes for n, cell in enumerate(lane.cells) if cell.minutes]
    return replace(place, starts=place.starts[: max(busy) + 1]) if busy else place


def _story(place: LoadPlace, lanes: tuple[LoadLane, ...]) -> Iterator[look.Element]:
    if not lanes:
        yield look.paragraph("Es sind keine Kommunen angelegt.")
        return
    if not any(lane.minutes for lane in lanes):
        yield look.paragraph("In diesem Zeitraum ist kein Aufwand geplant.")
        yield from _left_out(place)
        return
    yield look.heading("Aufwand gegen vereinbarten Anteil")
    yield from (look.paragraph(problem, "note") for problem in place.problems)
    yield _shares(lanes)
    yield from _left_out(place)
    parts = list(_parts(lanes, _LANES))
    painters = [LoadPainter(place, part) for part in parts]
    figures = [
        look.figure(_WIDTH, painter.height, _alt(part), painter)
        for part, painter in zip(parts, painters, strict=True)
    ]
    yield look.keep_together(look.heading("Verlauf"), figures[0])
    yield from figures[1:]
    months = (
        [_months(place, part) for part in _parts(lanes, _COLUMNS)]
        if len(lanes) > 1
        else [_month_by_month(place, lanes[0])]
    )
    yield look.keep_together(look.heading("Aufwand nach Monaten"), months[0], _notes(lanes))
    yield from (look.keep_together(table) for table in months[1:])


def _parts(lanes: tuple[LoadLane, ...], most: int) -> Iterator[tuple[LoadLane, ...]]:
    for first in range(0, len(lanes), most):
        yield lanes[first : first + most]


def _shares(lanes: Sequence[LoadLane]) -> look.Element:
    return look.table(
        ("Kommune", "Aufwand", "Anteil", "vereinbart", "Abweichung"),
        [
            (
                [look.strong(lane.municipality.code), f" {lane.municipality.name}"],
                days(lane.minutes),
                formats.percent(float(lane.share)) if lane.share is not None else "–",
                formats.percent(float(lane.agreed)) if lane.agreed is not None else "–",
                _deviation(lane.more_minutes, is_over=(lane.more_minutes or 0) >= NEAR),
            )
            for lane in lanes
        ],
        widths=(40, 15, 13, 14, 18),
        align="lrrrr",
    )


def _deviation(minutes: int | None, *, is_over: bool) -> look.Cell:
    """By how much a load lies above its share, with a minus below; what is above has weight."""
    if minutes is None:
        return "–"
    text = f"{'+' if minutes > 0 else _MINUS}{days(abs(minutes))}"
    if abs(minutes) < NEAR:
        return "keine"
    return look.strong(text) if is_over else text


def _left_out(place: LoadPlace) -> Iterator[look.Element]:
    """What the figures do not hold; nothing is guessed."""
    count = sum(not row.is_done for row in place.unplanned)
    if count:
        words = formats.count(count, "offene Zuständigkeit steht", "offene Zuständigkeiten stehen")
        yield look.paragraph(f"{words} in keiner Zahl: ohne Aufwand oder ohne Termine.", "note")


def _months(place: LoadPlace, lanes: Sequence[LoadLane]) -> look.Element:
    return look.table(
        ("Monat", *(lane.municipality.code for lane in lanes)),
        [
            (formats.month(start), *(_cell(lane.cells[number]) for lane in lanes))
            for number, start in enumerate(place.starts)
        ],
        widths=(18, *(82 / len(lanes) for _ in lanes)),
        align="l" + "r" * len(lanes),
    )


def _cell(cell: LoadCell) -> look.Cell:
    """What lies above the share is set off by an arrow and not by weight alone."""
    return look.strong(f"↑ {days(cell.minutes)}") if cell.is_over else days(cell.minutes)


def _month_by_month(place: LoadPlace, lane: LoadLane) -> look.Element:
    """The months of one municipality alone, with its share of each."""
    cells = lane.cells[: len(place.starts)]
    return look.table(
        ("Monat", "Aufwand", "vereinbart", "Abweichung"),
        [
            (
                formats.month(cell.start),
                days(cell.minutes),
                "–" if cell.agreed_minutes is None else days(cell.agreed_minutes),
                _deviation(
                    None if cell.agreed_minutes is None else cell.minutes - cell.agreed_minutes,
                    is_over=cell.is_over,
                ),
            )
            for cell in cells
        ],
        widths=(40, 20, 20, 20),
        align="lrrr",
    )


def _notes(lanes: Sequence[LoadLane]) -> look.Element:
    arrow = "; ↑: über dem vereinbarten Anteil" if len(lanes) > 1 and _is_agreed(lanes) else ""
    return look.paragraph(f"{_UNIT}{arrow}.", "note")


def _is_agreed(lanes: Sequence[LoadLane]) -> bool:
    return any(lane.agreed is not None for lane in lanes)


def _alt(lanes: Sequence[LoadLane]) -> str:
    return " ".join(lane.sentence for lane in lanes)


SHEET = Sheet(
    key="load",
    title="Auslastung",
    description="Aufwand der Kommunen nach Monaten gegen ihren vereinbarten Anteil, ein Jahr voraus.",
    build=build,
)
