"""The strip above the chart with months, weeks and days; what it shows, the chart knows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ozgdesk.ui.widgets.gantt_chart import GanttChart


class GanttHead(QWidget):
    """Painted by its chart."""

    def __init__(self, chart: "GanttChart") -> None:
        super().__init__(chart)
        self._chart = chart

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._chart.paint_header(painter, QRectF(self.rect()))
        painter.end()
