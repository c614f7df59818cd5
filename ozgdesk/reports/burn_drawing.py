"""The burn-down as a picture: what is open as a solid line, the baseline dashed, the forecast dotted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.present.burn_down import BurnDown
from ozgdesk.reports.story import Align, Drawing, Figure

_INK, _MUTED, _LINE, _PALE, _ACCENT = "#1b1f24", "#58616b", "#c9ced4", "#e3e7ec", "#1b4f8a"
_WIDTH, _HEIGHT = 467.0, 200.0
_LEFT, _RIGHT, _TOP, _FOOT = 30.0, 12.0, 20.0, 16.0
_MOST_TICKS = 12
_LINES = (
    ("tatsächlich offen", "actual", _ACCENT, 1.8, ()),
    ("nach Basisplan", "planned", _MUTED, 1.1, (5, 2)),
    ("Prognose", "forecast", _INK, 1.1, (1.5, 2)),
)


def burn_figure(found: BurnDown) -> Figure:
    """The picture of a burn-down that has points, with the sentence that is read aloud instead."""
    now = next(point for point in found.points if point.on == found.as_of)
    planned = ""
    if now.planned is not None:
        planned = f", nach dem Basisplan wären es {formats.number(now.planned)}"
    alt = (
        f"Verlauf der offenen Aufgaben: Am {formats.day(found.as_of)} sind "
        f"{formats.number(now.actual or 0)} von {formats.number(found.total)} offen{planned}."
    )
    return Figure(_WIDTH, _HEIGHT, alt, BurnDownPainter(found))


class BurnDownPainter:
    """Draws the lines on a figure of any size."""

    def __init__(self, found: BurnDown) -> None:
        self._found = found
        self._days = [point.on for point in found.points]
        self._step = _step(found.total)
        self._most = (found.total // self._step + 1) * self._step

    def __call__(self, drawing: Drawing) -> None:
        """Draw axes, the Stichtag, the lines and the legend."""
        self._drawing = drawing
        self._axes()
        self._legend()
        for _, field, colour, width, dash in _LINES:
            places = [
                (self._x(point.on), self._y(value))
                for point in self._found.points
                if (value := getattr(point, field)) is not None
            ]
            for (x1, y1), (x2, y2) in zip(places, places[1:], strict=False):
                drawing.line(x1, y1, x2, y2, stroke=colour, line_width=width, dash=dash)
        now = next(point for point in self._found.points if point.on == self._found.as_of)
        if now.actual is not None:
            x, y = self._x(now.on), self._y(now.actual)
            drawing.circle(x, y, 2.6, fill=_ACCENT)
            drawing.text(x + 5, y - 4, formats.number(now.actual), size=9, strong=True, colour=_ACCENT)

    def _x(self, day: date) -> float:
        first, last = self._days[0], self._days[-1]
        share = (day - first) / max(last - first, timedelta(1))
        return _LEFT + share * (self._drawing.width - _LEFT - _RIGHT)

    def _y(self, count: int) -> float:
        bottom = self._drawing.height - _FOOT
        return bottom - count / self._most * (bottom - _TOP)

    def _axes(self) -> None:
        drawing = self._drawing
        right, bottom = drawing.width - _RIGHT, drawing.height - _FOOT
        for count in range(0, self._most + 1, self._step):
            y = self._y(count)
            drawing.line(_LEFT, y, right, y, stroke=_PALE)
            drawing.text(_LEFT - 5, y + 2.6, formats.number(count), size=7.5, colour=_MUTED, align="right")
        for month in _months(self._days):
            x = self._x(month)
            drawing.line(x, bottom, x, bottom + 3, stroke=_LINE)
            drawing.text(x, bottom + 11, f"{month:%m/%Y}", size=7.5, colour=_MUTED, align="center")
        drawing.line(_LEFT, bottom, right, bottom, stroke=_INK, line_width=0.7)
        x = self._x(self._found.as_of)
        drawing.line(x, _TOP, x, bottom, stroke=_MUTED, line_width=0.8, dash=(4, 2))
        words = f"Stichtag {formats.day(self._found.as_of)}"
        is_right = x > drawing.width / 2
        align: Align = "right" if is_right else "left"
        drawing.text(x + (-4 if is_right else 4), _TOP + 7, words, size=7.5, align=align)

    def _legend(self) -> None:
        x = _LEFT
        for words, field, colour, width, dash in _LINES:
            if all(getattr(point, field) is None for point in self._found.points):
                continue
            self._drawing.line(x, 7, x + 22, 7, stroke=colour, line_width=width, dash=dash)
            self._drawing.text(x + 26, 9.6, words, size=8)
            x += 38 + self._drawing.text_width(words, size=8)


def _step(total: int) -> int:
    """A round number of tasks between two lines, of which there are at most six."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if total <= 6 * step:
                return step
        size *= 10


def _months(days: Sequence[date]) -> list[date]:
    """First days of months between the first and the last day, so many that their names have room."""
    first, last = days[0], days[-1]
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    return months[:: -(-len(months) // _MOST_TICKS) or 1]
