"""The chart of the plan on paper: one tile of a `present.gantt` scene on a figure, readable in greyscale.

Every tile repeats the names at the left and the time above; what leaves it is marked at its edge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from ozgdesk import formats
from ozgdesk.present.gantt import Arrow, Bar, FreeSpan, Scene
from ozgdesk.present.plan_row import END_OPEN, PlanRow
from ozgdesk.present.time_axis import Tick, Zoom, header
from ozgdesk.reports import gantt_signs as signs
from ozgdesk.reports.gantt_map import draw_map
from ozgdesk.reports.gantt_names import CODE_SIZE, MARK, NAME_SIZE, NUMBER_SIZE, NameColumns, indent
from ozgdesk.reports.gantt_tiles import HEAD, Tile, Tiling
from ozgdesk.reports.story import Drawing


class Chart:
    """Everything the tiles of one plan share, indexed so that a tile looks only at what stands on it.

    `free` counts its x like the scene and is sorted; `looks` are by code; `zoom` fixes the time header.
    """

    def __init__(
        self, scene: Scene, rows: Sequence[PlanRow], free: Sequence[FreeSpan],
        looks: Mapping[str, signs.BarLook], sides: NameColumns, zoom: Zoom | None = None,
    ) -> None:  # fmt: skip
        self.scene, self.rows, self.free, self.looks, self.zoom = scene, rows, free, looks, zoom
        self.sides = sides
        self._free_ends = [span.x1 for span in free]
        self._by_id = {row.id: row for row in rows}
        self._arrows: dict[int, list[Arrow]] = {}
        for arrow in scene.arrows:
            self._arrows.setdefault(arrow.from_row, []).append(arrow)

    def look(self, bar: Bar) -> signs.BarLook:
        """How the bar of a row looks."""
        return self.looks.get(bar.code, signs.UNLED)

    def arrows(self, row: int) -> Sequence[Arrow]:
        """The links that leave a row."""
        return self._arrows.get(row, ())

    def free_in(self, days: range) -> Iterator[FreeSpan]:
        """The days without work among some days."""
        for span in self.free[bisect_right(self._free_ends, days.start) :]:
            if span.x0 >= days.stop:
                return
            yield span

    def phases_above(self, row: PlanRow) -> list[PlanRow]:
        """The phases a row lies in, the outermost first."""
        found: list[PlanRow] = []
        above = self._by_id.get(row.parent_id or "")
        while above is not None:
            found.insert(0, above)
            above = self._by_id.get(above.parent_id or "")
        return found


class TilePainter:
    """Draws one tile."""

    def __init__(self, chart: Chart, tiling: Tiling, tile: Tile) -> None:
        self._chart, self._tiling, self._tile = chart, tiling, tile
        self._first, self._last = tile.days.start, tile.days.stop
        self._left = chart.sides.chart
        self._right = self._left + len(tile.days) * tiling.day_width
        self._bottom = tiling.head + len(tile.rows) * tiling.row_height

    @property
    def height(self) -> float:
        """Height of the drawing in points."""
        return self._bottom + 2

    def __call__(self, drawing: Drawing) -> None:
        """Draw on a figure of the width of the tiling."""
        self._drawing = drawing
        self._free_days()
        self._grid()
        self._today_tag()
        self._header()
        for row in self._tile.rows:
            for arrow in self._chart.arrows(row):
                self._arrow(arrow)
        for row in self._tile.rows:
            bar = self._chart.scene.bars[row]
            self._name(bar)
            self._bar(bar)
        if self._tiling.count > 1:
            draw_map(drawing, self._tiling, self._tile)
            self._continued()
        self._today_line()

    def _x(self, day: float) -> float:
        inside = min(max(day, self._first), self._last)
        return self._left + (inside - self._first) * self._tiling.day_width

    def _y(self, row: int) -> float:
        """The middle of a row."""
        return self._tiling.head + (row - self._tile.rows.start + 0.5) * self._tiling.row_height

    def _has(self, day: float) -> bool:
        return self._first <= day <= self._last

    # Ground and header

    def _free_days(self) -> None:
        top = self._tiling.head
        for span in self._chart.free_in(self._tile.days):
            x0, x1 = self._x(span.x0), self._x(span.x1)
            self._drawing.rect(x0, top, x1 - x0, self._bottom - top, fill=signs.FREE)

    def _grid(self) -> None:
        drawing, head = self._drawing, self._tiling.head
        for number, row in enumerate(self._tile.rows, 1):
            y = head + number * self._tiling.row_height
            if self._chart.rows[row].is_phase:
                drawing.rect(
                    0, y - self._tiling.row_height, self._left, self._tiling.row_height, fill=signs.PALE
                )
            drawing.line(0, y, self._right, y, stroke=signs.PALE, line_width=0.5)
        drawing.line(0, head, self._right, head, stroke=signs.INK, line_width=0.7)
        drawing.line(self._left, self._tiling.strip, self._left, self._bottom, stroke=signs.LINE)
        sides = self._chart.sides
        for x, word in ((0.0, "Nr."), (sides.names, "Aufgabe"), (sides.codes + MARK, "führt")):
            drawing.text(x, head - 4, word, size=7, colour=signs.MUTED)

    def _header(self) -> None:
        head = self._tiling.head
        first = self._chart.scene.origin + timedelta(days=self._first)
        last = first + timedelta(days=len(self._tile.days) - 1)
        lines = header(self._chart.zoom or _zoom(self._tiling.day_width), first, last)
        self._ticks(lines.lower, head - 4, 7, head - HEAD / 2)
        self._ticks(lines.upper, head - HEAD / 2 - 3, 7.5, head - HEAD, strong=True)

    def _ticks(
        self, ticks: Sequence[Tick], baseline: float, size: float, top: float, *, strong: bool = False
    ) -> None:
        """One line of the header; all its spans use the same length of text."""
        drawing = self._drawing
        spans = [(tick, self._x(self._first + tick.x0), self._x(self._first + tick.x1)) for tick in ticks]
        whole = [span for span in spans if span[0].x0 >= 0 and span[2] < self._right] or spans

        def fits(text: str, room: float) -> bool:
            return drawing.text_width(text, size=size, strong=strong) <= room - 4

        lengths = range(len(ticks[0].texts)) if ticks else range(0)
        length = next((n for n in lengths if all(fits(t.texts[n], x1 - x0) for t, x0, x1 in whole)), -1)
        for tick, x0, x1 in spans:
            if tick.x0 > 0:
                colour = signs.LINE if strong else signs.PALE
                drawing.line(x0, top, x0, top + HEAD / 2, stroke=colour, line_width=0.5)
                drawing.line(x0, self._tiling.head, x0, self._bottom, stroke=colour, line_width=0.5)
            if fits(tick.texts[length], x1 - x0):
                drawing.text(
                    x0 + 2, baseline, tick.texts[length], size=size, colour=signs.MUTED, strong=strong
                )

    def _continued(self) -> None:
        """The phases that began on an earlier page."""
        names = [row.name for row in self._chart.phases_above(self._chart.rows[self._tile.rows.start])]
        if names:
            words = f"Fortsetzung: {' › '.join(names)}"
            self._drawing.text(
                self._left + 4, 8, words, size=7, colour=signs.MUTED, max_width=self._right - self._left - 8
            )

    @property
    def _today_x(self) -> float | None:
        today = self._chart.scene.today
        return self._x(today) if self._first <= today < self._last else None

    def _today_tag(self) -> None:
        """The name of the line of the Stichtag, and its way down to the rows."""
        x = self._today_x
        if x is None:
            return
        drawing, y = self._drawing, self._tiling.strip
        drawing.line(x, y - 2, x, self._tiling.head, stroke=signs.TODAY, line_width=0.5)
        words = f"Stichtag {formats.day(self._chart.scene.day(self._chart.scene.today))}"
        width = drawing.text_width(words, size=7, strong=True) + 8
        left = min(max(x - width / 2, self._left), max(self._right - width, self._left))
        drawing.rect(left, y - 12, width, 10.5, fill=signs.TODAY)
        drawing.text(left + 4, y - 4.3, words, size=7, colour=signs.PAPER, strong=True)

    def _today_line(self) -> None:
        x = self._today_x
        if x is not None:
            y = self._tiling.head
            self._drawing.line(x, y, x, self._bottom, stroke=signs.TODAY, line_width=1, dash=(3, 2))

    # Rows

    def _name(self, bar: Bar) -> None:
        row, drawing, sides = self._chart.rows[bar.row], self._drawing, self._chart.sides
        y = self._y(bar.row) + 2.6
        drawing.text(0, y, row.number, size=NUMBER_SIZE, colour=signs.MUTED)
        left = sides.names + indent(row)
        room = sides.codes - left - 4
        drawing.text(left, y, row.name, size=NAME_SIZE, colour=signs.INK, strong=bar.is_phase, max_width=room)
        if bar.code:
            drawing.rect(sides.codes, y - 6.1, 2.5, 7, fill=bar.color)
            drawing.text(sides.codes + MARK, y, bar.code, size=CODE_SIZE, colour=signs.INK)

    def _bar(self, bar: Bar) -> None:
        y = self._y(bar.row)
        if bar.x0 is None or bar.x1 is None:
            row = self._chart.rows[bar.row]
            word = row.state_text if row.is_closed else "offen"
            self._drawing.text(self._left + 4, y + 2.6, word, size=6.5, colour=signs.MUTED)
            return
        if bar.baseline is not None and bar.baseline[1] >= self._first and bar.baseline[0] <= self._last:
            signs.draw_baseline(self._drawing, self._x(bar.baseline[0]), self._x(bar.baseline[1]), y)
        if bar.x1 < self._first or bar.x0 > self._last:
            way = -1 if bar.x1 < self._first else 1
            signs.draw_elsewhere(self._drawing, self._x(bar.x0), y, way)
        else:
            self._shape(bar, self._x(bar.x0), self._x(bar.x1), y)
            self._label(bar, self._x(bar.x0), self._x(bar.x1), y)
        if bar.deadline is not None and self._has(bar.deadline):
            signs.draw_deadline(self._drawing, self._x(bar.deadline), y)

    def _shape(self, bar: Bar, x0: float, x1: float, y: float) -> None:
        drawing = self._drawing
        if bar.is_milestone:
            signs.draw_milestone(drawing, x0, y, done=bar.is_done, critical=bar.is_critical)
            return
        x1 = max(x1, x0 + 1)
        begins, ends = (bar.x0 or 0) >= self._first, (bar.x1 or 0) <= self._last
        if bar.is_phase:
            signs.draw_phase(drawing, x0, x1, y, begins=begins, ends=ends)
        else:
            look, is_open = self._chart.look(bar), bar.is_open_ended
            signs.draw_bar(drawing, x0, x1, y, look, critical=bar.is_critical, open_ended=is_open)
            done = x1 if bar.is_done else min(self._x(bar.done), x1)
            if done > x0:
                signs.draw_done(drawing, x0, done, y)
        if not begins:
            signs.draw_beyond(drawing, self._left, y, -1)
        if not ends:
            signs.draw_beyond(drawing, self._right, y, 1)

    def _label(self, bar: Bar, x0: float, x1: float, y: float) -> None:
        """Who and until when behind the bar, before it where no room is left; never over its deadline."""
        mark, words = "!" if bar.is_late else "", self._words(bar)
        if not (mark or words):
            return
        drawing = self._drawing
        wide = drawing.text_width(mark, size=9, strong=True) + 2 if mark else 0.0
        width = wide + drawing.text_width(words, size=6.5)
        left = x1 + (7 if bar.is_milestone else 5)
        if bar.deadline is not None and left - 8 < self._x(bar.deadline) < left + width + 4:
            left = self._x(bar.deadline) + 4.5
        if left + width > self._right:
            left = x0 - width - (7 if bar.is_milestone else 5)
            if left < self._left:
                return
        drawing.rect(left - 1, y - 3.4, width + 2, 6.8, fill=signs.PAPER)
        if mark:
            drawing.text(left, y + 2.9, mark, size=9, colour=signs.INK, strong=True)
        if words:
            drawing.text(left + wide, y + 2.3, words, size=6.5, colour=signs.MUTED)

    def _words(self, bar: Bar) -> str:
        row = self._chart.rows[bar.row]
        if bar.is_phase or row.finish is None:
            return ""
        until = END_OPEN if bar.is_open_ended else formats.short_day(row.finish)
        return until if bar.is_milestone else f"{bar.code} {until}".strip()

    def _arrow(self, arrow: Arrow) -> None:
        """A link whose both ends stand on this page."""
        if arrow.to_row not in self._tile.rows or not (self._has(arrow.x0) and self._has(arrow.x1)):
            return
        x0, x1 = self._x(arrow.x0), self._x(arrow.x1)
        y0, y1 = self._y(arrow.from_row), self._y(arrow.to_row)
        lane = y1 - (1 if y1 > y0 else -1) * self._tiling.row_height / 2
        turn = x0 + (3 if arrow.from_finish else -3)
        end = x1 - 3 if arrow.to_start else x1 + 3
        points = [(x0, y0), (turn, y0)]
        if (arrow.to_start and turn > end) or (not arrow.to_start and turn < end):
            points += [(turn, lane), (end, lane), (end, y1)]
        else:
            points.append((turn, y1))
        points.append((x1, y1))
        stroke, width = (signs.INK, 0.9) if arrow.is_critical else (signs.MUTED, 0.45)
        self._drawing.polygon(points, stroke=stroke, line_width=width, closed=False)
        back = -2.8 if arrow.to_start else 2.8
        self._drawing.polygon([(x1, y1), (x1 + back, y1 - 1.7), (x1 + back, y1 + 1.7)], fill=stroke)


def _zoom(points_of_a_day: float) -> Zoom:
    if points_of_a_day >= 13:
        return Zoom.DAY
    if points_of_a_day >= 3:
        return Zoom.WEEK
    return Zoom.MONTH if points_of_a_day >= 0.4 else Zoom.QUARTER
