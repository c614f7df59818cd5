"""The load of every municipality by month against its agreed share, as a picture and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ozgdesk import formats
from ozgdesk.domain.load import LoadStep
from ozgdesk.domain.view import View
from ozgdesk.present.load import LoadCell, LoadLane, LoadPlace, LoadSpan, load_rows
from ozgdesk.reports import look
from ozgdesk.reports.load_drawing import LoadPainter
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup

_WIDTH = 714.0
_LANES = 6  # in one picture, and columns of one table


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the load of the next 52 weeks; for one municipality its own lane, on the scale of all."""
    del detail
    chosen = chosen_municipality(view, options)
    place = _until_the_last_work(load_rows(view, LoadStep.MONTH, LoadSpan.YEAR))
    lanes = tuple(lane for lane in place.lanes if chosen is None or lane.municipality.id == chosen.id)
    whose = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    months = " – ".join(dict.fromkeys(formats.month(place.starts[end]) for end in (0, -1)))
    setup = page_setup(view, options, "Auslastung", f"{whose} · {months}", landscape=True)
    return Composition(tuple(_story(place, lanes)), setup)


def _until_the_last_work(place: LoadPlace) -> LoadPlace:
    """Without the months at the end in which nobody has any work."""
    busy = [n for lane in place.lanes for n, cell in enumerate(lane.cells) if cell.minutes]
    return replace(place, starts=place.starts[: max(busy, default=0) + 1])


def _story(place: LoadPlace, lanes: tuple[LoadLane, ...]) -> Iterator[look.Element]:
    if not lanes:
        yield look.paragraph("Es sind keine Kommunen angelegt.")
        return
    if not any(lane.minutes for lane in lanes):
        yield look.paragraph("In diesem Zeitraum ist kein Aufwand geplant.")
        return
    yield look.heading("Aufwand gegen vereinbarten Anteil")
    yield from (look.paragraph(problem, "note") for problem in place.problems)
    yield _shares(lanes)
    yield _left_out(place)
    parts = [lanes[first : first + _LANES] for first in range(0, len(lanes), _LANES)]
    painters = [LoadPainter(place, part) for part in parts]
    figures = [
        look.figure(_WIDTH, painter.height, _alt(part), painter)
        for part, painter in zip(parts, painters, strict=True)
    ]
    yield look.keep_together(look.heading("Verlauf"), figures[0])
    yield from figures[1:]
    for part in parts:
        yield _months(place, part)


def _shares(lanes: Sequence[LoadLane]) -> look.Element:
    return look.table(
        ("Kommune", "Aufwand", "Anteil", "vereinbart", "Abstand"),
        [
            (
                [look.strong(lane.municipality.code), f" {lane.municipality.name}"],
                formats.duration(lane.minutes),
                formats.percent(float(lane.share)) if lane.share is not None else "–",
                formats.percent(float(lane.agreed)) if lane.agreed is not None else "–",
                lane.note or "–",
            )
            for lane in lanes
        ],
        widths=(34, 16, 12, 12, 26),
        align="lrrrl",
    )


def _left_out(place: LoadPlace) -> look.Element:
    """What the figures do not hold; nothing is guessed."""
    count = sum(not row.is_done for row in place.unplanned)
    words = formats.count(count, "offene Zuständigkeit steht", "offene Zuständigkeiten stehen")
    text = f"{words} in keiner Zahl: ohne Aufwand oder ohne Termine." if count else "Alles ist geschätzt."
    return look.paragraph(text, "note")


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
    text = formats.duration(cell.minutes)
    return look.strong(f"{text} (über dem Anteil)") if cell.is_over else text


def _alt(lanes: Sequence[LoadLane]) -> str:
    return " ".join(lane.sentence for lane in lanes)


SHEET = Sheet(
    key="load",
    title="Auslastung",
    description="Aufwand der Kommunen nach Monaten gegen ihren vereinbarten Anteil, ein Jahr voraus.",
    build=build,
)
