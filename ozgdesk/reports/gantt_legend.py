"""The legend of the chart on paper: every sign with its word, over as many lines as needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ozgdesk.reports import fonts
from ozgdesk.reports import gantt_signs as signs
from ozgdesk.reports.gantt_drawing import Chart
from ozgdesk.reports.story import Drawing

_LINE = 14.0
_SWATCH, _GAP, _APART = 18.0, 4.0, 14.0
_SIZE, _WIDEST = 7.5, 170.0

_Sign = Callable[[Drawing, float, float], None]


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    draw: _Sign


class Legend:
    """The signs of a chart, laid out for a width in points.

    `is_cut`: some bars go on beyond their page; `is_wide`: there are pages side by side.
    """

    def __init__(self, chart: Chart, width: float, *, is_cut: bool, is_wide: bool) -> None:
        self.lines = tuple(_lines(tuple(_entries(chart, is_cut=is_cut, is_wide=is_wide)), width))

    @property
    def height(self) -> float:
        """Height in points."""
        return len(self.lines) * _LINE

    @property
    def words(self) -> str:
        """What is explained, for those who do not see it."""
        return ", ".join(entry.word for line in self.lines for _, entry in line)

    def __call__(self, drawing: Drawing) -> None:
        """Draw on a figure of the width it was laid out for."""
        for number, line in enumerate(self.lines):
            y = number * _LINE + _LINE / 2
            for x, entry in line:
                entry.draw(drawing, x, y)
                at = x + _SWATCH + _GAP
                drawing.text(at, y + 2.6, entry.word, size=_SIZE, colour=signs.MUTED, max_width=_WIDEST)


def _lines(entries: Sequence[_Entry], width: float) -> Iterator[list[tuple[float, _Entry]]]:
    line: list[tuple[float, _Entry]] = []
    x = 0.0
    for entry in entries:
        words = min(fonts.width(fonts.clean(entry.word), fonts.REGULAR, _SIZE), _WIDEST)
        used = _SWATCH + _GAP + words
        if line and x + used > width:
            yield line
            line, x = [], 0.0
        line.append((x, entry))
        x += used + _APART
    if line:
        yield line


def _entries(chart: Chart, *, is_cut: bool, is_wide: bool) -> Iterator[_Entry]:
    bars = chart.scene.bars
    led = {bar.code for bar in bars if not (bar.is_phase or bar.is_milestone) and bar.x0 is not None}
    for look in chart.looks.values():
        if look.code in led:
            yield _Entry(f"{look.code} {look.name}", _swatch(look))
    if "" in led:
        yield _Entry(signs.UNLED.name, _swatch(signs.UNLED))
    yield _Entry("erledigt", _done)
    yield _Entry("kritisch", _swatch(signs.UNLED, critical=True))
    yield _Entry("Phase", lambda d, x, y: signs.draw_phase(d, x, x + _SWATCH, y))
    yield _Entry("Meilenstein", lambda d, x, y: signs.draw_milestone(d, x + 9, y))
    yield _Entry("Frist", lambda d, x, y: signs.draw_deadline(d, x + 9, y + 3.5))
    if any(bar.baseline for bar in bars):
        yield _Entry("Basisplan", lambda d, x, y: signs.draw_baseline(d, x, x + _SWATCH, y - signs.HALF))
    yield _Entry(
        "überfällig oder Frist gefährdet", lambda d, x, y: d.text(x + 8, y + 3, "!", size=9, strong=True)
    )
    if chart.free:
        yield _Entry("arbeitsfrei", _free)
    if is_cut:
        yield _Entry("geht über den Rand hinaus", lambda d, x, y: signs.draw_beyond(d, x + 12, y, 1))
    if is_wide:
        yield _Entry("liegt auf einer Seite daneben", lambda d, x, y: signs.draw_elsewhere(d, x + 13, y, 1))


def _swatch(look: signs.BarLook, *, critical: bool = False) -> _Sign:
    return lambda drawing, x, y: signs.draw_bar(drawing, x, x + _SWATCH, y, look, critical=critical)


def _done(drawing: Drawing, x: float, y: float) -> None:
    signs.draw_bar(drawing, x, x + _SWATCH, y, signs.UNLED)
    signs.draw_done(drawing, x, x + _SWATCH * 0.7, y)


def _free(drawing: Drawing, x: float, y: float) -> None:
    drawing.rect(x, y - 5, _SWATCH, 10, fill=signs.FREE, stroke=signs.LINE)
