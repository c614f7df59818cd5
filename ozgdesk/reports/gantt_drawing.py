"""The chart of the plan on paper: part of a `present.gantt` scene on a figure, readable in greyscale.

Shape and outline carry the meaning, colour only repeats it: dark is done, a strong frame is critical, a
diamond is a milestone, the thin line below a bar is the baseline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ozgdesk.present.gantt import Arrow, Bar, Scene
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.present.time_axis import Tick, Zoom, header
from ozgdesk.reports.story import Drawing

ROW = 14.0  # height of a row in points
HEAD = 26.0
NAMES = 216.0  # width of the columns left of the chart
CODES = 34.0

_INK, _MUTED, _LINE, _PALE = "#1b1f24", "#58616b", "#c9ced4", "#eef1f4"
_BAR, _DONE, _CRITICAL, _BASELINE = "#c3d0de", "#4a6a8a", "#1b1f24", "#8a929b"
_TODAY = "#b3261e"
_STEP = 8.0  # indentation of one level
_HALF = 4.2  # half the height of a bar


@dataclass(frozen=True, slots=True)
class Part:
    """Rows `first_row` to `last_row` (excluded) and days `first_day` to `last_day` (excluded) of a scene."""

    first_row: int
    last_row: int
    first_day: int
    last_day: int

    @property
    def height(self) -> float:
        """Height of the drawing in points."""
        return HEAD + (self.last_row - self.first_row) * ROW + 2


class PartPainter:
    """Draws one part of a scene; the names stand at the left of every part."""

    def __init__(self, scene: Scene, rows: Sequence[PlanRow], part: Part) -> None:
        self._scene, self._rows, self._part = scene, rows, part

    def __call__(self, drawing: Drawing) -> None:
        """Draw on a figure of any width."""
        self._drawing = drawing
        self._left = NAMES + CODES
        self._scale = (drawing.width - self._left) / (self._part.last_day - self._part.first_day)
        self._grid()
        for arrow in self._scene.arrows:
            if self._has_row(arrow.from_row) and self._has_row(arrow.to_row):
                self._arrow(arrow)
        for bar in self._scene.bars[self._part.first_row : self._part.last_row]:
            self._name(bar)
            self._bar(bar)
        self._today()

    def _has_row(self, row: int) -> bool:
        return self._part.first_row <= row < self._part.last_row

    def _x(self, day: float) -> float:
        inside = min(max(day, self._part.first_day), self._part.last_day)
        return self._left + (inside - self._part.first_day) * self._scale

    def _y(self, row: int) -> float:
        """The middle of a row."""
        return HEAD + (row - self._part.first_row + 0.5) * ROW

    def _is_visible(self, x0: float, x1: float) -> bool:
        return x1 >= self._part.first_day and x0 <= self._part.last_day

    def _grid(self) -> None:
        drawing, part = self._drawing, self._part
        first = self._scene.origin + timedelta(days=part.first_day)
        last = first + timedelta(days=part.last_day - part.first_day - 1)
        lines = header(_zoom(self._scale), first, last)
        self._ticks(lines.lower, HEAD - 4, 7, HEAD / 2)
        self._ticks(lines.upper, HEAD / 2 - 3, 7.5, 0, strong=True)
        bottom = part.height - 2
        drawing.line(0, HEAD, drawing.width, HEAD, stroke=_INK, line_width=0.7)
        for row in range(part.last_row - part.first_row):
            y = HEAD + (row + 1) * ROW
            drawing.line(0, y, drawing.width, y, stroke=_PALE, line_width=0.5)
        drawing.line(self._left, 0, self._left, bottom, stroke=_LINE)
        drawing.text(0, HEAD - 4, "Nr.", size=7, colour=_MUTED)
        drawing.text(30, HEAD - 4, "Aufgabe", size=7, colour=_MUTED)
        drawing.text(NAMES + 4, HEAD - 4, "führt", size=7, colour=_MUTED)

    def _ticks(
        self, ticks: Sequence[Tick], baseline: float, size: float, top: float, *, strong: bool = False
    ) -> None:
        """One line of the header; all its spans use the same length of text."""
        drawing = self._drawing
        first = self._part.first_day
        spans = [(tick, self._x(first + tick.x0), self._x(first + tick.x1)) for tick in ticks]
        whole = [span for span in spans if span[0].x0 >= 0 and span[2] < drawing.width] or spans

        def fits(text: str, room: float) -> bool:
            return drawing.text_width(text, size=size, strong=strong) <= room - 4

        lengths = range(len(ticks[0].texts)) if ticks else range(0)
        length = next((n for n in lengths if all(fits(t.texts[n], x1 - x0) for t, x0, x1 in whole)), -1)
        for tick, x0, x1 in spans:
            if tick.x0 > 0:
                colour = _LINE if strong else _PALE
                drawing.line(x0, top, x0, self._part.height - 2, stroke=colour, line_width=0.5)
            if fits(tick.texts[length], x1 - x0):
                drawing.text(x0 + 2, baseline, tick.texts[length], size=size, colour=_MUTED, strong=strong)

    def _name(self, bar: Bar) -> None:
        row = self._rows[bar.row]
        y = self._y(bar.row) + 2.6
        indent = 30 + min(row.level, 6) * _STEP
        self._drawing.text(0, y, row.number, size=7, colour=_MUTED)
        room = NAMES - indent - 4
        self._drawing.text(indent, y, row.name, size=7.5, colour=_INK, strong=bar.is_phase, max_width=room)
        if bar.code:
            self._drawing.rect(NAMES, self._y(bar.row) - 3.5, 2.5, 7, fill=bar.color)
            self._drawing.text(NAMES + 4.5, y, bar.code, size=7, colour=_INK, max_width=CODES - 6)

    def _bar(self, bar: Bar) -> None:
        if bar.x0 is None or bar.x1 is None:
            row = self._rows[bar.row]
            word = row.state_text if row.is_closed else "offen"
            self._drawing.text(self._left + 4, self._y(bar.row) + 2.6, word, size=6.5, colour=_MUTED)
            return
        self._baseline(bar)
        if bar.is_milestone:
            self._milestone(bar, bar.x0)
        elif self._is_visible(bar.x0, bar.x1):
            x0, x1 = self._x(bar.x0), max(self._x(bar.x1), self._x(bar.x0) + 1)
            if bar.is_phase:
                self._phase(bar, x0, x1)
            else:
                self._task(bar, x0, x1)
        self._deadline(bar)
        self._mark_late(bar, bar.x1)

    def _task(self, bar: Bar, x0: float, x1: float) -> None:
        y = self._y(bar.row)
        done = x1 if bar.is_done else min(self._x(bar.done), x1)
        self._drawing.rect(x0, y - _HALF, x1 - x0, 2 * _HALF, fill=_BAR)
        if done > x0:
            self._drawing.rect(x0, y - _HALF, done - x0, 2 * _HALF, fill=_DONE)
        width = 1.3 if bar.is_critical else 0.4
        stroke = _CRITICAL if bar.is_critical else _DONE
        if bar.is_open_ended:
            outline = [(x1, y - _HALF), (x0, y - _HALF), (x0, y + _HALF), (x1, y + _HALF)]
            self._drawing.polygon(outline, stroke=stroke, line_width=width, closed=False)
        else:
            self._drawing.rect(x0, y - _HALF, x1 - x0, 2 * _HALF, stroke=stroke, line_width=width)

    def _phase(self, bar: Bar, x0: float, x1: float) -> None:
        y = self._y(bar.row)
        self._drawing.rect(x0, y - 3, x1 - x0, 3, fill=_INK)
        tip = min(3.5, (x1 - x0) / 2)
        for x, way in ((x0, tip), (x1, -tip)):
            self._drawing.polygon([(x, y), (x + way, y), (x, y + 4)], fill=_INK)

    def _milestone(self, bar: Bar, day: float) -> None:
        if not self._is_visible(day, day):
            return
        x, y, reach = self._x(day), self._y(bar.row), 4.4
        corners = [(x - reach, y), (x, y - reach), (x + reach, y), (x, y + reach)]
        fill = _DONE if bar.is_done else "#ffffff"
        self._drawing.polygon(corners, fill=fill, stroke=_INK, line_width=1.3 if bar.is_critical else 0.8)

    def _baseline(self, bar: Bar) -> None:
        if bar.baseline is None or not self._is_visible(*bar.baseline):
            return
        x0, x1 = (self._x(day) for day in bar.baseline)
        y = self._y(bar.row) + _HALF + 1.2
        self._drawing.line(x0, y, max(x1, x0 + 3), y, stroke=_BASELINE, line_width=1.2)

    def _deadline(self, bar: Bar) -> None:
        if bar.deadline is None or not self._is_visible(bar.deadline, bar.deadline):
            return
        x, y = self._x(bar.deadline), self._y(bar.row) - 5.6
        self._drawing.polygon([(x - 3, y), (x + 3, y), (x, y + 4.5)], fill=_INK)

    def _mark_late(self, bar: Bar, day: float) -> None:
        if bar.is_late and self._is_visible(day, day):
            x = self._x(day) + (7 if bar.is_milestone else 3)
            if bar.deadline is not None and abs(self._x(bar.deadline) - x) < 6:
                x = max(x, self._x(bar.deadline) + 4.5)  # beside the triangle, not behind it
            self._drawing.text(x, self._y(bar.row) + 2.8, "!", size=9, colour=_INK, strong=True)

    def _arrow(self, arrow: Arrow) -> None:
        if not self._is_visible(min(arrow.x0, arrow.x1), max(arrow.x0, arrow.x1)):
            return
        x0, x1 = self._x(arrow.x0), self._x(arrow.x1)
        y0, y1 = self._y(arrow.from_row), self._y(arrow.to_row)
        way = 1 if y1 > y0 else -1
        turn = x0 + (3 if arrow.from_finish else -3)
        end = x1 - 3 if arrow.to_start else x1 + 3
        points = [(x0, y0), (turn, y0), (turn, y1 - way * ROW / 2)]
        if (arrow.to_start and turn > end) or (not arrow.to_start and turn < end):
            points += [(end, y1 - way * ROW / 2), (end, y1)]
        else:
            points += [(turn, y1)]
        points.append((x1, y1))
        self._drawing.polygon(points, stroke=_MUTED, line_width=0.5, closed=False)
        back = -2.6 if arrow.to_start else 2.6
        self._drawing.polygon([(x1, y1), (x1 + back, y1 - 1.6), (x1 + back, y1 + 1.6)], fill=_MUTED)

    def _today(self) -> None:
        today = self._scene.today
        if not self._part.first_day <= today < self._part.last_day:
            return
        x = self._x(today)
        self._drawing.line(x, HEAD / 2, x, self._part.height - 2, stroke=_TODAY, line_width=0.9, dash=(3, 2))


def _zoom(points_of_a_day: float) -> Zoom:
    if points_of_a_day >= 13:
        return Zoom.DAY
    if points_of_a_day >= 3:
        return Zoom.WEEK
    return Zoom.MONTH if points_of_a_day >= 0.4 else Zoom.QUARTER


def draw_legend(drawing: Drawing) -> None:
    """Draw the symbols of the chart with their words, on one line."""
    x, y = 0.0, 7.0
    entries: tuple[tuple[str, Callable[[], None]], ...] = (
        ("Dauer", lambda: drawing.rect(x, y - 4, 16, 8, fill=_BAR, stroke=_DONE, line_width=0.4)),
        ("erledigt", lambda: drawing.rect(x, y - 4, 16, 8, fill=_DONE)),
        ("kritisch", lambda: drawing.rect(x, y - 4, 16, 8, fill=_BAR, stroke=_CRITICAL, line_width=1.3)),
        ("Phase", lambda: drawing.rect(x, y - 3, 16, 3, fill=_INK)),
        ("Meilenstein", lambda: drawing.polygon(_diamond(x + 8, y), stroke=_INK, line_width=0.8)),
        ("Frist", lambda: drawing.polygon([(x + 5, y - 3), (x + 11, y - 3), (x + 8, y + 2)], fill=_INK)),
        ("Basisplan", lambda: drawing.line(x, y, x + 16, y, stroke=_BASELINE, line_width=1.2)),
        ("Stichtag", lambda: drawing.line(x, y, x + 16, y, stroke=_TODAY, line_width=0.9, dash=(3, 2))),
        ("überfällig oder Frist gefährdet", lambda: drawing.text(x + 8, y + 3, "!", size=9, strong=True)),
    )
    for word, draw in entries:
        draw()
        drawing.text(x + 20, y + 2.6, word, size=7.5, colour=_MUTED)
        x += 34 + drawing.text_width(word, size=7.5)


def _diamond(x: float, y: float) -> list[tuple[float, float]]:
    return [(x - 4.4, y), (x, y - 4.4), (x + 4.4, y), (x, y + 4.4)]
