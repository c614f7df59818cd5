"""The drawn board: knows the selected card, and turns keys, clicks and drags into wishes.

It changes nothing itself: what a wish does stands in `board_gestures`, where cards lie in
`present.board_scene`, how a frame is painted in `board_frame`.
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
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.board import Board, BoardCard, card_sentence
from ozgdesk.present.board_changes import is_same_grid, is_same_head, touched_boxes, touched_lanes
from ozgdesk.present.board_scene import HEADER, LANE_HEAD, LEAD_HEIGHT, BoardScene, CardBox, board_scene
from ozgdesk.ui import theme
from ozgdesk.ui.views.board_editor import NameEditor
from ozgdesk.ui.views.board_frame import BoardLook, paint_board
from ozgdesk.ui.views.board_pictures import CardPictures
from ozgdesk.ui.views.board_port import BoardPort

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_STATES = {Qt.Key(Qt.Key.Key_1.value + place): state for place, state in enumerate(TaskState)}
"""The keys 1 to 8 put a card into the state of that column."""


class BoardCanvas(QAbstractScrollArea):
    """The board as a picture one can act on.

    `move_wanted(card id, lane id, column key)`, `name_wanted(card id, text)`,
    `create_wanted(lane id, column key, text)`, `menu_wanted(card id, lane id or None, column key, global
    point)`, `limit_wanted(lane id or None, column key)`; the others carry a card id or (`fold_wanted`,
    `older_wanted`) a lane id.
    """

    card_picked = Signal(str)
    open_wanted = Signal(str)
    tick_wanted = Signal(str)
    move_wanted = Signal(str, str, str)
    name_wanted = Signal(str, str)
    create_wanted = Signal(str, str, str)
    remove_wanted = Signal(str)
    menu_wanted = Signal(str, object, str, QPoint)
    limit_wanted = Signal(object, str)
    fold_wanted = Signal(str)
    older_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Aufgabentafel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self._board: Board | None = None
        self._collapsed: AbstractSet[str] = frozenset()
        self._unfolded: AbstractSet[str] = frozenset()
        self._hint = ""
        self.scene: BoardScene | None = None
        self.selected: str = ""
        self._pressed: QPoint | None = None
        self._dragged: CardBox | None = None
        self._pointer = QPoint()
        self._pictures = CardPictures()

    def show_board(
        self,
        board: Board,
        collapsed: AbstractSet[str],
        hint: str = "",
        unfolded: AbstractSet[str] = frozenset(),
    ) -> None:
        """Show cards, or a hint where there is none; the selected card stays selected while it is there."""
        self._board, self._collapsed, self._unfolded = board, collapsed, unfolded
        is_same_hint, self._hint = hint == self._hint, hint
        before = self.scene
        self._lay_out()
        if before is None or self.scene is None or not is_same_hint:
            self.viewport().update()
        else:
            self._update_changes(before, self.scene)

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

    @property
    def port(self) -> BoardPort:
        """The part of the scene that is seen; only where there is a scene."""
        assert self.scene is not None
        top = self.verticalScrollBar().value() - HEADER
        return BoardPort(self.scene, self.horizontalScrollBar().value(), top)

    def area_of(self, place: CardBox) -> QRect:
        """Where a card lies in the viewport."""
        return self.port.area(place.box)

    def chosen_area(self) -> QRect | None:
        """Where the selected card is seen, for what is asked beside it; None when there is none."""
        place = self.scene.places.get(self.selected) if self.scene else None
        area = self.area_of(place) if place else QRect()
        return area if area.intersects(self.viewport().rect()) else None

    def _lay_out(self) -> None:
        if self._board is None:
            return
        size = self.viewport().size()
        self.scene = board_scene(self._board, size.width(), self._collapsed, self._unfolded)
        self.horizontalScrollBar().setRange(0, max(self.scene.width - size.width(), 0))
        self.horizontalScrollBar().setPageStep(size.width())
        self.horizontalScrollBar().setSingleStep(40)
        self.verticalScrollBar().setRange(0, max(self.scene.height + HEADER - size.height(), 0))
        self.verticalScrollBar().setPageStep(max(size.height() - HEADER, 1))
        self.verticalScrollBar().setSingleStep(40)
        if self.selected not in self.scene.places:
            self.selected = ""

    def _update_changes(self, before: BoardScene, after: BoardScene) -> None:
        """Paint anew only what looks different; a scroll on the way has asked for everything already."""
        if not is_same_grid(before, after):
            self.viewport().update()
            return
        now = self.port
        then = BoardPort(before, now.left, now.top)
        width = self.viewport().width()
        dirty = QRegion() if is_same_head(before, after) else QRegion(0, 0, width, HEADER)
        for box in touched_boxes(before, after):
            dirty += now.area(box).adjusted(-1, -1, 1, 1)
        for old, new in touched_lanes(before, after):
            for port, lane in ((then, old), (now, new)):
                dirty += QRect(0, port.head_y(lane), width, LANE_HEAD)
        self.viewport().update(dirty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        port = self.viewport()
        painter = QPainter(port)
        painter.fillRect(event.rect(), theme.role(self, "window"))
        if self.scene is not None:
            look = BoardLook(self.selected, self.hasFocus(), self._dragged, self._pointer, self._hint)
            paint_board(painter, self.port, look, event.region(), port, self._pictures)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.scene is None:
            return
        point = event.position().toPoint()
        place = self.port.card_at(point)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if place is not None:
            self._select(place)
            if is_left and place.card.role == Role.CONTRIBUTOR.value and self.port.is_tick(place, point):
                self.tick_wanted.emit(place.card.id)
            else:
                self._pressed = point if is_left else None
            return
        lane, fold = self.port.lane_head_at(point), self.port.fold_at(point)
        if lane is not None and is_left:
            self.fold_wanted.emit(lane.lane.id)
        elif fold is not None and is_left:
            self.older_wanted.emit(fold.lane_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position().toPoint()
        if self.scene is None:
            return
        if self._pressed is not None and self._dragged is None:
            if (self._pointer - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                self._dragged = self.port.card_at(self._pressed)
        elif self._pressed is None:
            found = (self.port.lane_head_at, self.port.card_at, self.port.fold_at)
            over = any(at(self._pointer) is not None for at in found)
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        if self._dragged is not None:
            self._scroll_towards(self._pointer)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, self._dragged, self._pressed = self._dragged, None, None
        if dragged is None or self.scene is None:
            return
        self.viewport().update()
        target = self.port.target_at(event.position().toPoint())
        if target is not None and target != (dragged.card.lane, dragged.card.column):
            self.move_wanted.emit(dragged.card.id, *target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        place = self.port.card_at(point) if self.scene else None
        if place is None or (place.card.role == Role.CONTRIBUTOR.value and self.port.is_tick(place, point)):
            return
        self._pressed = None
        self.open_wanted.emit(place.card.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.scene is None:
            return
        point = self.viewport().mapFromGlobal(event.globalPos())
        place = self.port.card_at(point)
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.scene.places.get(self.selected)
            point = self.area_of(place).center() if place else QPoint(0, HEADER)
        if place is not None:
            self._select(place)
        lane_id, key = (place.card.lane, place.card.column) if place else self.port.cell_at(point)
        self.menu_wanted.emit(
            place.card.id if place else "", lane_id, key, self.viewport().mapToGlobal(point)
        )

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
        elif key == Qt.Key.Key_H and not event.modifiers():
            self.limit_wanted.emit(place.card.lane if place else None, place.card.column if place else "")
        elif place is None or not self._on_card_key(key, place):
            super().keyPressEvent(event)

    def _on_card_key(self, key: Qt.Key, place: CardBox) -> bool:
        """What a key does with the selected card; false when nothing."""
        card = place.card
        if key == Qt.Key.Key_F2:
            self.rename(place)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit(card.id)
        elif key == Qt.Key.Key_Space:
            self.tick_wanted.emit(card.id)
        elif key == Qt.Key.Key_Delete:
            self.remove_wanted.emit(card.id)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.fold_wanted.emit(card.lane)
        elif key == Qt.Key.Key_A:
            self.older_wanted.emit(card.lane)
        elif key in _STATES:
            self.move_wanted.emit(card.id, card.lane, _STATES[key].value)
        else:
            return False
        return True

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

    def ask_for_new(self, text: str = "") -> None:
        """Ask for the name of a new card in the cell of the selected one, else in the first.

        A text was refused before: it stays there, without the focus if that went elsewhere.
        """
        if self.scene is None or not self.scene.lanes:
            return
        place = self.scene.places.get(self.selected)
        lane_id = place.card.lane if place else self.scene.lanes[0].lane.id
        key = place.card.column if place else self.scene.columns[0].key
        cell = self.port.cell_area(lane_id, key)
        y = max(cell.y() + 8, HEADER + LANE_HEAD)
        area = QRect(cell.x() + 4, y, max(cell.width(), 180) - 8, LEAD_HEIGHT)
        keeps_focus = not text or isinstance(QApplication.focusWidget(), NameEditor)
        editor = self._edit(area, "", lambda typed: self.create_wanted.emit(lane_id, key, typed), keeps_focus)
        editor.setText(text)

    def _edit(
        self, area: QRect, text: str, done: Callable[[str], object], takes_focus: bool = True
    ) -> NameEditor:
        editor = NameEditor(text, self)
        editor.setGeometry(area.x(), area.y() + 18, area.width(), 32)
        editor.named.connect(done)
        editor.show()
        if takes_focus:
            editor.setFocus()
        return editor

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            tip = self._tip(event.pos()) if self.scene else ""
            QToolTip.showText(event.globalPos(), f"<qt>{html.escape(tip)}</qt>" if tip else "", self)
            return True
        return super().viewportEvent(event)

    def _tip(self, point: QPoint) -> str:
        """A card as a sentence, or how full a place with a limit is."""
        place = self.port.card_at(point)
        if place is not None:
            return card_sentence(place.card)
        limit = self.port.scene.limits.get(self.port.cell_at(point))
        return limit.text if limit else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_card(self.selected)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_card(self.selected)

    def _update_card(self, id_: str) -> None:
        place = self.scene.places.get(id_) if self.scene else None
        if place is not None:
            self.viewport().update(self.area_of(place).adjusted(-1, -1, 1, 1))

    def _select(self, place: CardBox) -> None:
        self._bring_into_sight(place)
        changed = self.selected != place.card.id
        self._update_card(self.selected)
        self.selected = place.card.id
        self._update_card(self.selected)
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
