"""The ways of links between bars on the screen: corners of the line, and the head of its arrow."""

from PySide6.QtCore import QPointF

from ozgdesk.present.gantt import Arrow
from ozgdesk.ui.widgets.gantt_scale import BAR, ROW, Scale

GAP = 8.0
"""How far a line leaves a bar before it turns."""
_HEAD = 4.0


def route(scale: Scale, arrow: Arrow) -> list[QPointF]:
    """The corners of a link on the screen, from the bar it leaves to the one it enters."""
    y0 = scale.y(arrow.from_row) + ROW / 2
    y1 = scale.y(arrow.to_row) + ROW / 2
    x0, x1 = scale.x(arrow.x0), scale.x(arrow.x1)
    out = x0 + (GAP if arrow.from_finish else -GAP)
    into = x1 + (-GAP if arrow.to_start else GAP)
    down = 1 if y1 > y0 else -1
    if arrow.from_finish and arrow.to_start and x1 >= x0 - 0.5:
        # The short way of most links: along and then straight down onto the bar.
        edge = y1 - down * BAR / 2
        return [QPointF(x0, y0), QPointF(x1 + 5, y0), QPointF(x1 + 5, edge)]
    if arrow.from_finish == arrow.to_start:
        lane = y0 + down * ROW / 2
        return [
            QPointF(x0, y0), QPointF(out, y0), QPointF(out, lane),
            QPointF(into, lane), QPointF(into, y1), QPointF(x1, y1),
        ]  # fmt: skip
    side = max(out, into) if arrow.from_finish else min(out, into)
    return [QPointF(x0, y0), QPointF(side, y0), QPointF(side, y1), QPointF(x1, y1)]


def head(tip: QPointF, before: QPointF) -> list[QPointF]:
    """The head of an arrow that comes from another point."""
    dx = (tip.x() > before.x()) - (tip.x() < before.x())
    dy = (tip.y() > before.y()) - (tip.y() < before.y())
    base = QPointF(tip.x() - dx * _HEAD * 1.6, tip.y() - dy * _HEAD * 1.6)
    side = QPointF(dy * _HEAD, dx * _HEAD)
    return [tip, base + side, base - side]
