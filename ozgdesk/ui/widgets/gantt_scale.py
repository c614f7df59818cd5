"""Where days and rows of the chart lie on the screen. What is painted there stands in `gantt_paint`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF

from ozgdesk.present.gantt import Arrow, Bar, Scene
from ozgdesk.present.time_axis import DAY_WIDTHS, Zoom
from ozgdesk.ui import theme

ROW = theme.ROW_HEIGHT
BAR = 16
PHASE_BAR = 8
DIAMOND = 14
HEADER = 2 * theme.step(6)
LEAST_DAY, WIDEST_DAY = 0.3, 48.0
_GROUP = 32
_LABEL_ROOM = 180
_STEPS = (16.0, 5.5, 1.9)


@dataclass(frozen=True, slots=True)
class Scale:
    """Pixels per day and how far the chart is scrolled, in logical pixels."""

    day_width: float = DAY_WIDTHS[Zoom.WEEK]
    left: int = 0
    top: int = 0

    @property
    def zoom(self) -> Zoom:
        """The header that suits the width of a day."""
        for zoom, least in zip((Zoom.DAY, Zoom.WEEK, Zoom.MONTH), _STEPS, strict=True):
            if self.day_width >= least:
                return zoom
        return Zoom.QUARTER

    def x(self, days: float) -> float:
        """The pixel of an x of the scene."""
        return days * self.day_width - self.left

    def days(self, pixel: float) -> float:
        """The x of the scene at a pixel."""
        return (pixel + self.left) / self.day_width

    def y(self, row: int) -> float:
        """The upper edge of a row."""
        return float(row * ROW - self.top)

    def row(self, pixel: float) -> int:
        """The row at a pixel; it need not exist."""
        return int((pixel + self.top) // ROW)

    def rows(self, height: int, count: int) -> range:
        """Those of so many rows that can be seen."""
        return range(max(self.row(0), 0), min(self.row(height) + 1, count))

    def stepped(self, by: int) -> "Scale":
        """The next zoom: 1 shows more detail, -1 more time."""
        widths = sorted(DAY_WIDTHS.values())
        if by > 0:
            width = next((w for w in widths if w > self.day_width * 1.05), widths[-1])
        else:
            width = next((w for w in reversed(widths) if w < self.day_width / 1.05), widths[0])
        return replace(self, day_width=width)

    def bar_rect(self, bar: Bar) -> QRectF:
        """Where a bar is painted; a milestone gets the square of its diamond, an open task nothing."""
        if bar.x0 is None or bar.x1 is None:
            return QRectF()
        middle = self.y(bar.row) + ROW / 2
        if bar.is_milestone:
            return QRectF(self.x(bar.x0) - DIAMOND / 2, middle - DIAMOND / 2, DIAMOND, DIAMOND)
        height = PHASE_BAR if bar.is_phase else BAR
        width = max((bar.x1 - bar.x0) * self.day_width, 3.0)
        return QRectF(self.x(bar.x0), middle - height / 2, width, height)


def fitting(scene: Scene, whole: int) -> tuple[float, float]:
    """The first x of a plan, and how wide a day may be for bars and labels to fit into so many pixels."""
    xs = [x for bar in scene.bars for x in (bar.x0, bar.x1) if x is not None] or [scene.today]
    room = max(whole - min(_LABEL_ROOM, whole // 4), 100)
    width = room / max(max(xs) - min(xs), 7.0)
    return min(xs), min(max(width, LEAST_DAY), WIDEST_DAY)


class ArrowIndex:
    """Links by groups of rows they cross, so that a frame looks at few of them."""

    def __init__(self, arrows: Iterable[Arrow]) -> None:
        self._groups: dict[int, list[Arrow]] = {}
        for arrow in arrows:
            low, high = sorted((arrow.from_row, arrow.to_row))
            for group in range(low // _GROUP, high // _GROUP + 1):
                self._groups.setdefault(group, []).append(arrow)

    def among(self, rows: range) -> set[Arrow]:
        """The links that may be seen in these rows."""
        groups = range(rows.start // _GROUP, rows.stop // _GROUP + 1)
        return {
            arrow
            for group in groups
            for arrow in self._groups.get(group, ())
            if min(arrow.from_row, arrow.to_row) < rows.stop
            and max(arrow.from_row, arrow.to_row) >= rows.start
        }
