"""Dragging a part of an agreement to another place: a line shows where it may be put down.

It knows neither page nor outline: a `Ground` tells where the places lie and shows the line.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.clause_drops import Drop, drop_places, stands_at
from ozgdesk.ui import theme

_EDGE = theme.step(8)
_SCROLL_MS = 30


class Ground(Protocol):
    """What parts are dragged on; points are those of its viewport."""

    @property
    def rows(self) -> Sequence[ClauseRow]:
        """What is shown."""

    def viewport(self) -> QWidget:
        """Where it is painted."""

    def verticalScrollBar(self) -> QScrollBar:
        """What turns it on at its edges."""

    def drop_point(self, drop: Drop) -> QPoint | None:
        """Where the line of a place begins; None where the place is folded away."""

    def show_drop(self, drop: Drop | None) -> None:
        """Draw the line of a place; None: no line."""


class PartDrag(QObject):
    """One gesture at a time: `dropped(id, parent_id, after_id)` when it ends at another place."""

    dropped = Signal(str, object, object)

    def __init__(self, ground: Ground, owner: QObject) -> None:
        super().__init__(owner)
        self._ground = ground
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
            self._places = drop_places(self._ground.rows, self._moved_id)
            self._ground.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll.start()
        self._aim()

    def cancel(self) -> None:
        """Put the part back where it was."""
        self._moved_id, self._drop, self._places = "", None, ()
        self._scroll.stop()
        self._ground.viewport().unsetCursor()
        self._ground.show_drop(None)

    def release(self) -> None:
        """The mouse let go: the part is put down where the line is."""
        moved_id, drop = self._moved_id, self._drop
        if moved_id:
            self.cancel()
        if drop is not None and not stands_at(self._ground.rows, moved_id, drop):
            self.dropped.emit(moved_id, drop.parent_id, drop.after_id)

    def _aim(self) -> None:
        seen = [
            (point, drop) for drop in self._places if (point := self._ground.drop_point(drop)) is not None
        ]

        def distance(found: tuple[QPoint, Drop]) -> tuple[int, int]:
            way = found[0] - self._at
            return abs(way.y()), abs(way.x())

        self._drop = min(seen, key=distance)[1] if seen else None
        self._ground.show_drop(self._drop)

    def _scroll_on(self) -> None:
        bar, height = self._ground.verticalScrollBar(), self._ground.viewport().height()
        before = bar.value()
        if self._at.y() < _EDGE:
            bar.setValue(before - bar.singleStep())
        elif self._at.y() > height - _EDGE:
            bar.setValue(before + bar.singleStep())
        if bar.value() != before:
            self._aim()
