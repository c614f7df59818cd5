"""What lies under the bars of the chart: free days, and the picture of all that stands still in a drag."""

from collections.abc import Callable, Hashable

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from ozgdesk.domain.view import View
from ozgdesk.present.gantt import FreeSpan, Scene, free_spans


class FreeDays:
    """Weekends, holidays and closures of all, looked up once for each range of days in sight."""

    def __init__(self, view: View, scene: Scene) -> None:
        self._view = view
        self._scene = scene
        self._days = range(0)
        self._spans: tuple[FreeSpan, ...] = ()

    def spans(self, days: range) -> tuple[FreeSpan, ...]:
        """Those from one x to another, counted from the first."""
        if days != self._days:
            first, last = self._scene.day(days.start), self._scene.day(days.stop)
            self._days, self._spans = days, free_spans(self._view, first, last)
        return self._spans

    def name(self, x: int) -> str:
        """What a free day in sight is called; empty for weekends and working days."""
        at = x - self._days.start
        return next((span.name for span in self._spans if span.x0 <= at < span.x1), "")


class KeptGround:
    """A picture as large as a widget, painted anew only when what it shows has changed."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._state: tuple[Hashable, ...] | None = None

    def draw(
        self,
        painter: QPainter,
        widget: QWidget,
        state: tuple[Hashable, ...],
        paint: Callable[[QPainter], None],
    ) -> None:
        """Draw the picture for a state of what it shows; `paint` makes it."""
        ratio = widget.devicePixelRatioF()
        state = (*state, widget.width(), widget.height(), ratio)
        if state != self._state:
            self._picture = QPixmap(widget.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            other = QPainter(self._picture)
            other.setFont(painter.font())
            paint(other)
            other.end()
            self._state = state
        painter.drawPixmap(0, 0, self._picture)
