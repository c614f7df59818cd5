"""Dragging a part of an agreement by its margin: a line shows where it may be put down."""

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ozgdesk.present.clause_drops import Drop, drop_places, stands_at
from ozgdesk.ui import theme
from ozgdesk.ui.views.clause_look import TITLED
from ozgdesk.ui.views.clause_surface import ClauseSurface

_EDGE = theme.step(8)
_SCROLL_MS = 30


class ClauseDrag(QObject):
    """One gesture at a time: `dropped(id, parent_id, after_id)` when it ends at another place."""

    dropped = Signal(str, object, object)

    def __init__(self, surface: ClauseSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._moved_id = ""
        self._from = QPoint()
        self._at = QPoint()
        self._places: tuple[Drop, ...] = ()
        self._drop: Drop | None = None
        self._scroll = QTimer(self, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)

    @property
    def is_pressed(self) -> bool:
        """Whether the mouse holds a part."""
        return bool(self._moved_id)

    def is_grip(self, point: QPoint, place: int) -> bool:
        """Whether a point of the viewport lies on the margin or the hanging number of a part."""
        look, row = self._surface.stack.look, self._surface.rows[place]
        hanging = 0 if row.kind in TITLED else look.text_left(row)
        return point.x() < look.left + hanging

    def hover(self, point: QPoint | None) -> None:
        """Show the grip of the part under the mouse; None when the mouse is gone."""
        surface = self._surface
        place = surface.place_at(point.y()) if point is not None and not surface.is_locked else -1
        grip_id = surface.rows[place].id if place >= 0 else None
        is_over = point is not None and place >= 0 and self.is_grip(point, place)
        shape = Qt.CursorShape.OpenHandCursor if is_over else Qt.CursorShape.IBeamCursor
        surface.viewport().setCursor(shape if not surface.is_locked else Qt.CursorShape.ArrowCursor)
        if grip_id != surface.grip_id:
            surface.grip_id = grip_id
            surface.viewport().update()

    def press(self, point: QPoint, clause_id: str) -> None:
        """The mouse took hold of a part."""
        self._moved_id, self._from, self._drop = clause_id, point, None
        self._places = ()

    def move(self, point: QPoint) -> None:
        """The mouse moved on: the nearest place that suits the part gets the line."""
        self._at = point
        if not self._places:
            if (point - self._from).manhattanLength() < QApplication.startDragDistance():
                return
            self._places = drop_places(self._surface.rows, self._moved_id)
            self._surface.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll.start()
        self._aim()

    def cancel(self) -> None:
        """Put the part back where it was."""
        self._moved_id, self._drop, self._places = "", None, ()
        self._scroll.stop()
        self._surface.drop_line = None
        self._surface.viewport().unsetCursor()
        self._surface.viewport().update()

    def release(self) -> None:
        """The mouse let go: the part is put down where the line is."""
        moved_id, drop = self._moved_id, self._drop
        if moved_id:
            self.cancel()
        if drop is not None and not stands_at(self._surface.rows, moved_id, drop):
            self.dropped.emit(moved_id, drop.parent_id, drop.after_id)

    def _aim(self) -> None:
        surface, look = self._surface, self._surface.stack.look

        def distance(drop: Drop) -> tuple[int, int]:
            left = look.left + look.indent * max(drop.depth - 1, 0)
            return abs(surface.line_top(drop.line) - self._at.y()), abs(left - self._at.x())

        self._drop = min(self._places, key=distance, default=None)
        if self._drop is not None:
            surface.drop_line = (self._drop.line, look.indent * max(self._drop.depth - 1, 0))
        surface.viewport().update()

    def _scroll_on(self) -> None:
        bar, height = self._surface.verticalScrollBar(), self._surface.viewport().height()
        before = bar.value()
        if self._at.y() < _EDGE:
            bar.setValue(before - bar.singleStep())
        elif self._at.y() > height - _EDGE:
            bar.setValue(before + bar.singleStep())
        if bar.value() != before:
            self._aim()
