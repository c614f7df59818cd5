"""The milestone trend as a picture: days of reports to the right, expected days upwards.

A level line keeps its day, a rising one slips, and what meets the slanted line is reached. Lines differ in
mark and dashes, so greyscale loses nothing; the number of the milestone stands at the end of its line.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.present.milestones import MilestoneTrend, Trend, TrendPoint
from ozgdesk.reports.story import Drawing, Figure

_INK, _MUTED, _LINE, _PALE = "#1b1f24", "#58616b", "#c9ced4", "#e3e7ec"
_COLOURS = ("#1b4f8a", "#8a4b08", "#1b1f24", "#8a1f5c", "#0f6b5c")
_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (2, 2), (7, 2, 2, 2))
_LEFT, _RIGHT, _TOP, _FOOT = 54.0, 62.0, 18.0, 30.0
_SPREAD = 10.0  # least distance of two labels in points
_MARK = 2.6
_MOST_TICKS = 12
_WIDTH, _HEIGHT = 714.0, 372.0
_MOST_LINES = 12


def trend_figures(trend: Trend) -> list[Figure]:
    """The pictures of a trend, each of as many milestones as can be told apart; none without a report."""
    lines = [found for found in trend.milestones if found.points] if trend.reports else []
    parts = [lines[first : first + _MOST_LINES] for first in range(0, len(lines), _MOST_LINES)]
    return [
        Figure(_WIDTH, _HEIGHT, _alt(some), TrendPainter(some, trend.reports, trend.as_of)) for some in parts
    ]


def _alt(lines: Sequence[MilestoneTrend]) -> str:
    """What the picture shows, in sentences."""
    said = "; ".join(f"{found.row.number} {found.row.name}: {found.trend_text}" for found in lines)
    return f"Meilensteintrend von {formats.count(len(lines), 'Meilenstein', 'Meilensteinen')}. {said}."


class TrendPainter:
    """Draws the lines of some milestones over the days of all reports."""

    def __init__(self, milestones: Sequence[MilestoneTrend], reports: Sequence[date], as_of: date) -> None:
        self._lines = [found for found in milestones if found.points]
        self._days = (*reports, as_of)
        expected = [point.expected_on for found in self._lines for point in found.points]
        reported = [point.reported_on for found in self._lines for point in found.points]
        self._first, self._last = min((*self._days, *reported)), max((*self._days, *reported))
        self._low, self._high = min(expected) - timedelta(7), max(expected) + timedelta(7)

    def __call__(self, drawing: Drawing) -> None:
        """Draw on a figure of any size."""
        self._drawing = drawing
        self._axes()
        self._reached()
        for number, found in enumerate(self._lines):
            self._line(number, found.points)
        self._labels()

    def _x(self, day: date) -> float:
        share = (day - self._first) / max(self._last - self._first, timedelta(1))
        return _LEFT + share * (self._drawing.width - _LEFT - _RIGHT)

    def _y(self, day: date) -> float:
        share = (day - self._low) / (self._high - self._low)
        bottom = self._drawing.height - _FOOT
        return bottom - share * (bottom - _TOP)

    def _axes(self) -> None:
        drawing = self._drawing
        right, bottom = drawing.width - _RIGHT, drawing.height - _FOOT
        for month in _months(self._low, self._high):
            y = self._y(month)
            drawing.line(_LEFT, y, right, y, stroke=_PALE)
            drawing.text(_LEFT - 5, y + 2.6, f"{month:%m/%Y}", size=7.5, colour=_MUTED, align="right")
        free_from = 0.0
        for day in self._days:
            x = self._x(day)
            drawing.line(x, _TOP, x, bottom, stroke=_LINE)
            if x - 22 >= free_from or day == self._days[-1]:
                drawing.text(x, bottom + 11, formats.day(day), size=7.5, colour=_MUTED, align="center")
                free_from = x + 26
        drawing.line(_LEFT, bottom, right, bottom, stroke=_INK, line_width=0.7)
        drawing.line(_LEFT, _TOP, _LEFT, bottom, stroke=_INK, line_width=0.7)
        drawing.text(_LEFT, bottom + 24, "Tag des Berichts (Basisplan, zuletzt der Stichtag)", size=7.5)
        drawing.text(0, 8, "erwarteter Termin", size=7.5)

    def _reached(self) -> None:
        """The slanted line on which a milestone lies on the day it is reached."""
        first, last = max(self._first, self._low), min(self._last, self._high)
        if first < last:
            ends = (self._x(first), self._y(first), self._x(last), self._y(last))
            self._drawing.line(*ends, stroke=_MUTED, line_width=0.8, dash=(1, 2))

    def _line(self, number: int, points: Sequence[TrendPoint]) -> None:
        colour, dash = _COLOURS[number % len(_COLOURS)], _DASHES[number % len(_DASHES)]
        places = [(self._x(point.reported_on), self._y(point.expected_on)) for point in points]
        for (x1, y1), (x2, y2) in zip(places, places[1:], strict=False):
            self._drawing.line(x1, y1, x2, y2, stroke=colour, line_width=1.1, dash=dash)
        for x, y in places:
            self._mark(number, x, y, colour)

    def _mark(self, number: int, x: float, y: float, colour: str) -> None:
        m, shape = _MARK, number % 3
        if shape == 0:
            self._drawing.circle(x, y, m, fill=colour)
        elif shape == 1:
            self._drawing.rect(x - m, y - m, 2 * m, 2 * m, fill="#ffffff", stroke=colour, line_width=1.1)
        else:
            self._drawing.polygon(
                [(x, y - m - 1), (x + m + 1, y), (x, y + m + 1), (x - m - 1, y)], fill=colour
            )

    def _labels(self) -> None:
        """The numbers at the ends, moved apart where they would cover each other."""
        ends = [(found.points[-1], found.row.number, n) for n, found in enumerate(self._lines)]
        ends.sort(key=lambda end: self._y(end[0].expected_on))
        lowest = self._drawing.height - _FOOT
        wanted = [self._y(point.expected_on) for point, _, _ in ends]
        for (point, number, place), y in zip(ends, _spread(wanted, _TOP, lowest), strict=True):
            x, colour = self._x(point.reported_on), _COLOURS[place % len(_COLOURS)]
            self._drawing.line(x + 4, self._y(point.expected_on), x + 14, y, stroke=_LINE)
            width = self._drawing.text_width(number, size=8, strong=True)
            self._drawing.rect(x + 15, y - 4.5, width + 2, 9, fill="#ffffff")
            self._drawing.text(x + 16, y + 2.6, number, size=8, colour=colour, strong=True)


def _spread(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Heights at least `_SPREAD` apart in the same order, as near to the wanted ones as room allows."""
    gap = min(_SPREAD, (bottom - top) / max(len(wanted) - 1, 1))
    places: list[float] = []
    for y in wanted:
        places.append(max(y, places[-1] + gap if places else top))
    lowest = bottom
    for position in range(len(places) - 1, -1, -1):
        places[position] = min(places[position], lowest)
        lowest = places[position] - gap
    return places


def _months(first: date, last: date) -> list[date]:
    """First days of months between two days, so many that their names have room."""
    months = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    return months[:: -(-len(months) // _MOST_TICKS) or 1]
