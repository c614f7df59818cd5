"""The drawn board: paints the visible cards, knows the selected one, and turns keys and drags into wishes.

It changes nothing itself: what a wish does stands in `board`, where cards lie in `present.board_scene`.
"""

import html
from collections.abc import Callable
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from ozgdesk.present.board import Board, BoardCard, card_sentence
from ozgdesk.present.board_scene import (
    HEADER,
    LANE_HEAD,
    LEAD_HEIGHT,
    BoardScene,
    CardBox,
    LaneBox,
    board_scene,
)
from ozgdesk.ui import theme
from ozgdesk.ui.views.board_editor import NameEditor
from ozgdesk.ui.views.board_paint import paint_card, paint_column, paint_lane_head

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class BoardCanvas(QAbstractScrollArea):
    """The board as a picture one can act on.

    `move_wanted(card id, lane id, column key)`, `name_wanted(card id, text)`, `create_wanted(lane id,
    column key,
    text)`; `remove_wanted`, `open_wanted` and `card_picked` carry a card id, `menu_wanted` also a global
    point.
    """

    card_picked = Signal(str)
    open_wanted = Signal(str)
    move_wanted = Signal(str, str, str)
    name_wanted = Signal(str, str)
    create_wanted = Signal(str, str, str)
    remove_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    fold_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Aufgabentafel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._board: Board | None = None
        self._collapsed: AbstractSet[str] = frozenset()
        self._hint = ""
        self.scene: BoardScene | None = None
        self.selected: str = ""
        self._pressed: QPoint | None = None
        self._dragged: CardBox | None = None
        self._pointer = QPoint()

    def show_board(self, board: Board, collapsed: AbstractSet[str], hint: str = "") -> None:
        """Show cards, or a hint where there is none; the selected card stays selected while it is there."""
        self._board, self._collapsed, self._hint = board, collapsed, hint
        self._lay_out()

    def card(self, id_: str) -> BoardCard | None:
        """The card with this id, None when it is not shown."""
        place = self.scene.places.get(id_) if self.scene else None
        return place.card if place else None

    def pick(self, id_: str) -> bool:
        """Select a card and bring it into sight; false when it is not shown."""
        place = self.scene.places.get(id_) if self.scene else None
        if place is None:
            return False
        self._select(place)
        return True

    def area_of(self, place: CardBox) -> QRect:
        """Where a card lies in the viewport."""
        box = place.box
        return QRect(box.x - self._left(), box.y - self._top(), box.width, box.height)

    def _left(self) -> int:
        return self.horizontalScrollBar().value()

    def _top(self) -> int:
        """What of the board lies above the viewport; the column heads cover its first lines."""
        return self.verticalScrollBar().value() - HEADER

    def _lay_out(self) -> None:
        if self._board is None:
            return
        size = self.viewport().size()
        self.scene = board_scene(self._board, size.width(), self._collapsed)
        self.horizontalScrollBar().setRange(0, max(self.scene.width - size.width(), 0))
        self.horizontalScrollBar().setPageStep(size.width())
        self.horizontalScrollBar().setSingleStep(40)
        self.verticalScrollBar().setRange(0, max(self.scene.height + HEADER - size.height(), 0))
        self.verticalScrollBar().setPageStep(max(size.height() - HEADER, 1))
        self.verticalScrollBar().setSingleStep(40)
        if self.selected not in self.scene.places:
            self.selected = ""
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.role(self, "window"))
        if self.scene is not None:
            self._paint_lanes(painter, event.rect())
            self._paint_columns(painter)
            self._paint_hint(painter, self.scene.height - self._top())
        painter.end()

    def _paint_hint(self, painter: QPainter, y: int) -> None:
        painter.setFont(self.font())
        painter.setPen(theme.role(self, "muted"))
        painter.drawText(QRect(16, y + 12, self.viewport().width() - 32, 28), 0, self._hint)

    def _paint_lanes(self, painter: QPainter, dirty: QRect) -> None:
        scene = self.scene
        assert scene is not None
        top = self._top()
        first, last = dirty.top() + top, dirty.bottom() + 1 + top
        painter.setPen(theme.role(self, "hairline"))
        for column in scene.columns[1:]:
            x = column.x - self._left()
            painter.drawLine(x, max(dirty.top(), HEADER), x, min(dirty.bottom(), scene.height - top))
        if self._dragged is not None:
            self._paint_target(painter)
        for place in scene.cards_between(first, last):
            state = ""
            if place.card.id == self.selected:
                state = "selected" if self.hasFocus() else "marked"
            paint_card(painter, place, self.area_of(place), self, state=state)
        for lane in scene.lanes_between(first, last):
            paint_lane_head(painter, lane, self._head_y(lane), self.viewport().width(), self)
        if self._dragged is not None:
            area = self.area_of(self._dragged)
            area.moveCenter(self._pointer)
            painter.setOpacity(0.9)
            paint_card(painter, self._dragged, area, self, state="dragged")
            painter.setOpacity(1.0)

    def _head_y(self, lane: LaneBox) -> int:
        """Lane heads stay below the column heads while their lane is in sight."""
        y = lane.box.y - self._top()
        return max(y, min(HEADER, lane.box.bottom - self._top() - LANE_HEAD))

    def _paint_target(self, painter: QPainter) -> None:
        target = self._target(self._pointer)
        if target is None or self.scene is None:
            return
        lane_id, key = target
        lane = next(lane for lane in self.scene.lanes if lane.lane.id == lane_id)
        column = next(column for column in self.scene.columns if column.key == key)
        area = QRect(
            column.x - self._left(),
            lane.box.y - self._top() + LANE_HEAD - 8,
            column.width,
            max(lane.box.height - LANE_HEAD + 8, 12),
        )
        painter.fillRect(area, theme.role(self, "selection"))
        painter.setPen(QPen(theme.role(self, "accent"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _paint_columns(self, painter: QPainter) -> None:
        width = self.viewport().width()
        painter.fillRect(QRect(0, 0, width, HEADER), theme.role(self, "window"))
        painter.setPen(theme.role(self, "hairline"))
        painter.drawLine(0, HEADER - 1, width, HEADER - 1)
        for column in self.scene.columns if self.scene else ():
            paint_column(painter, column, column.x - self._left(), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        place = self._card_at(point)
        if place is not None:
            self._select(place)
            self._pressed = point if event.button() == Qt.MouseButton.LeftButton else None
            return
        lane = self._lane_head_at(point)
        if lane is not None and event.button() == Qt.MouseButton.LeftButton:
            self.fold_wanted.emit(lane.lane.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().toPoint()
        if self._pressed is not None and self._dragged is None:
            if (self._pointer - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._dragged = self._card_at(self._pressed)
        elif self._pressed is None:
            is_head = self._lane_head_at(self._pointer) is not None
            over = is_head or self._card_at(self._pointer) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        if self._dragged is not None:
            self._scroll_towards(self._pointer)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged, self._pressed = self._dragged, None, None
        self.viewport().update()
        target = self._target(event.position().toPoint())
        if dragged is not None and target is not None:
            self.move_wanted.emit(dragged.card.id, *target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._card_at(event.position().toPoint())
        if place is not None:
            self._pressed = None
            self.open_wanted.emit(place.card.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point = self.viewport().mapFromGlobal(event.globalPos())
        place = self._card_at(point)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.scene is not None:
            place = self.scene.places.get(self.selected)
            point = self.area_of(place).center() if place else QPoint(0, HEADER)
        if place is not None:
            self._select(place)
        self.menu_wanted.emit(place.card.id if place else "", self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        place = self.scene.places.get(self.selected) if self.scene else None
        if key == Qt.Key.Key_Escape and self._dragged is not None:
            self._dragged = self._pressed = None
            self.viewport().update()
        elif key in _STEPS:
            moves = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._move_card(place, *_STEPS[key]) if moves else self._step(place, *_STEPS[key])
        elif key == Qt.Key.Key_Insert:
            self.ask_for_new()
        elif place is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F2:
            self.rename(place)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit(self.selected)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(self.selected)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.fold_wanted.emit(place.card.lane)
        else:
            super().keyPressEvent(event)

    def _step(self, place: CardBox | None, across: int, down: int) -> None:
        if self.scene is None:
            return
        found = next(self.scene.cards_between(0, self.scene.height), None)
        if place is not None:
            found = self.scene.neighbour(place.card.id, across, down)
        if found is not None:
            self._select(found)

    def _move_card(self, place: CardBox | None, across: int, down: int) -> None:
        """Strg and an arrow: the next column, or the next lane."""
        if place is None or self.scene is None:
            return
        columns = [column.key for column in self.scene.columns]
        lanes = [lane.lane.id for lane in self.scene.lanes]
        column = columns.index(place.card.column) + across
        lane = lanes.index(place.card.lane) + down
        if 0 <= column < len(columns) and 0 <= lane < len(lanes):
            self.move_wanted.emit(place.card.id, lanes[lane], columns[column])

    def rename(self, place: CardBox) -> None:
        """Edit the name of a card where it stands."""
        card_id = place.card.id
        self._bring_into_sight(place)
        self._edit(self.area_of(place), place.card.name, lambda text: self.name_wanted.emit(card_id, text))

    def ask_for_new(self) -> None:
        """Ask for the name of a new card in the cell of the selected one, else in the first."""
        if self.scene is None or not self.scene.lanes:
            return
        place = self.scene.places.get(self.selected)
        lane_id = place.card.lane if place else self.scene.lanes[0].lane.id
        key = place.card.column if place else self.scene.columns[0].key
        lane = next(lane for lane in self.scene.lanes if lane.lane.id == lane_id)
        column = next(column for column in self.scene.columns if column.key == key)
        y = max(lane.box.y - self._top() + LANE_HEAD, HEADER + LANE_HEAD)
        area = QRect(column.x - self._left() + 4, y, max(column.width, 180) - 8, LEAD_HEIGHT)
        self._edit(area, "", lambda text: self.create_wanted.emit(lane_id, key, text))

    def _edit(self, area: QRect, text: str, done: Callable[[str], object]) -> None:
        editor = NameEditor(text, self)
        editor.setGeometry(area.x(), area.y() + 18, area.width(), 32)
        editor.named.connect(done)
        editor.show()
        editor.setFocus()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            place = self._card_at(event.pos())
            tip = f"<qt>{html.escape(card_sentence(place.card))}</qt>" if place else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _select(self, place: CardBox) -> None:
        self._bring_into_sight(place)
        changed = self.selected != place.card.id
        self.selected = place.card.id
        self.viewport().update()
        if changed:
            self.setAccessibleDescription(card_sentence(place.card))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            self.card_picked.emit(place.card.id)

    def _bring_into_sight(self, place: CardBox) -> None:
        area, size = self.area_of(place), self.viewport().size()
        top = HEADER + LANE_HEAD
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if area.top() < top:
            down.setValue(down.value() + area.top() - top)
        elif area.bottom() > size.height() - 8:
            down.setValue(down.value() + area.bottom() - size.height() + 8)
        if area.left() < 0:
            across.setValue(across.value() + area.left() - 4)
        elif area.right() > size.width():
            across.setValue(across.value() + area.right() - size.width() + 4)

    def _scroll_towards(self, point: QPoint) -> None:
        for bar, at, low, high in (
            (self.verticalScrollBar(), point.y(), HEADER + 24, self.viewport().height() - 24),
            (self.horizontalScrollBar(), point.x(), 24, self.viewport().width() - 24),
        ):
            if at < low:
                bar.setValue(bar.value() - 16)
            elif at > high:
                bar.setValue(bar.value() + 16)

    def _card_at(self, point: QPoint) -> CardBox | None:
        if self.scene is None or point.y() < HEADER or self._lane_head_at(point) is not None:
            return None
        return self.scene.card_at(point.x() + self._left(), point.y() + self._top())

    def _lane_head_at(self, point: QPoint) -> LaneBox | None:
        lane = self.scene.lane_at(point.y() + self._top()) if self.scene and point.y() >= HEADER else None
        if lane is None or not 0 <= point.y() - self._head_y(lane) < LANE_HEAD - 8:
            return None
        return lane

    def _target(self, point: QPoint) -> tuple[str, str] | None:
        if self.scene is None:
            return None
        lane = self.scene.lane_at(point.y() + self._top())
        column = self.scene.column_at(point.x() + self._left())
        return (lane.lane.id, column.key) if lane is not None and column is not None else None
