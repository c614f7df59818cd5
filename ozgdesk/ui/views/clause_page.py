"""The text of an agreement as a sheet of paper, numbers in the margin; a part is edited where it stands."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.views.clause_drag import ClauseDrag
from ozgdesk.ui.views.clause_surface import ClauseSurface, Spot

_CHANGING = frozenset(
    {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert, Qt.Key.Key_Delete}
)
_FAR = 1_000_000
_WAYS: dict[int, int] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}


class ClausePage(ClauseSurface):
    """Shows the parts of a version. `picked(id)` follows the current part, `edit_asked(Spot)` wants to edit.

    With the focus on the page: arrows move between parts, with Umschalt they select, F2 or Return edits,
    Strg+arrows moves the part, Einfg adds, Entf deletes, Strg+C, Strg+X and Strg+V as everywhere. A part is
    dragged by its margin: `dropped(id, parent_id, after_id)`. `mark_picked(id)`: its sign was clicked.
    """

    picked = Signal(str)
    edit_asked = Signal(object)
    shift = Signal(int)
    add_asked = Signal()
    remove_asked = Signal()
    copy_asked = Signal()
    paste_asked = Signal()
    dropped = Signal(str, object, object)
    refused = Signal()
    mark_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor.height_changed.connect(self._fit_editor)
        self.editor.dragged_out.connect(self._on_dragged_out)
        self.drag = ClauseDrag(self)
        self.drag.dropped.connect(self.dropped)
        self._pressed: QPoint | None = None

    def open_editor(self, spot: Spot) -> None:
        """Put the editor over a spot; its part makes room for it. The caller has filled the editor."""
        before, self._spot = self._spot, spot
        self.current_id, self.anchor_id = spot.clause_id, None
        if before is not None:
            self._renew(before.clause_id)
        look = self.stack.look
        self.editor.set_look(look.font(spot.field), look.line_height(spot.field))
        self._place_editor()
        self.editor.show()
        self._fit_editor()
        self.editor.setFocus()
        self.ensure_spot_visible()

    def close_editor(self) -> None:
        """Take the editor away."""
        if self._spot is not None:
            self._hide_editor()
            self._settle()

    def pick(self, clause_id: str) -> None:
        """Make a part the current one and bring it into sight."""
        self.current_id, self.anchor_id = clause_id, None
        place = self._places.get(clause_id)
        if place is not None:
            self._bring(place)
            self._say(place)
        self.viewport().update()

    def ensure_spot_visible(self) -> None:
        """Bring the cursor of the editor into sight."""
        if self._spot is not None and self._spot.clause_id in self._places:
            cursor = self.editor.cursorRect().translated(self.editor.pos())
            self._show_range(cursor.top() - theme.step(4), cursor.bottom() + theme.step(8))

    def select_all(self) -> None:
        """Select the whole text."""
        if self.rows:
            self.current_id, self.anchor_id = self.rows[0].id, self.rows[-1].id
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        place = self.place_at(point.y())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        row = self.rows[place]
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.current_id is not None:
            self._select_to(place)
        elif row.id in self.marks and point.x() > self.stack.look.left + self.stack.look.measure:
            self._go(row.id)
            self.mark_picked.emit(row.id)
        elif self.drag.is_grip(point, place) and not self.is_locked:
            self._go(row.id)
            self.drag.press(point, row.id)
        else:
            self._press_text(point, place)

    def _press_text(self, point: QPoint, place: int) -> None:
        row = self.rows[place]
        part, y = self.stack.part(place), point.y() - self._top(place)
        field = part.field_at(y)
        sign = part.sign_at(field, point.x() - self.stack.look.left, y)
        self._go(row.id)
        self._pressed = point
        if not self.is_locked:
            self.edit_asked.emit(Spot(row.id, field))
            if self._spot == Spot(row.id, field):
                self.editor.set_place(sign)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self.drag.is_pressed:
                self.drag.move(point)
            elif self._pressed is not None:
                self._drag_selection(point)
        else:
            self.drag.hover(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.drag.release()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape and self.drag.is_pressed:
            self.drag.cancel()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif self.is_locked and (key in _CHANGING or (event.text().isprintable() and event.text().strip())):
            self.refused.emit()
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.copy_asked.emit()
            self.remove_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and control and not self.is_locked:
            self.shift.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in _WAYS:
            self._step(_WAYS[key], extends=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit_current()
        elif key == Qt.Key.Key_Insert:
            self.add_asked.emit()
        elif key == Qt.Key.Key_Delete and self.current_id is not None:
            self.remove_asked.emit()
        elif key == Qt.Key.Key_Escape and self.anchor_id is not None:
            self.anchor_id = None
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_id is None and self.rows:
            self.current_id = self.rows[0].id
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _fit_editor(self) -> None:
        """The text under the cursor grew or shrank: its part takes as much room as it needs now."""
        place = self._places.get(self._spot.clause_id) if self._spot is not None else None
        if place is None:
            return
        if self.stack.part(place).setting != self._setting(place):
            self.stack.renew(place)
            self._settle()
        self.ensure_spot_visible()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.drag.hover(None)
        return super().viewportEvent(event)

    def _edit_current(self) -> None:
        spot = next((s for s in reversed(self.spots()) if s.clause_id == self.current_id), None)
        if spot is not None:
            self.edit_asked.emit(spot)

    def _step(self, way: int, *, extends: bool) -> None:
        here = self._places.get(self.current_id or "", -1 if way > 0 else len(self.rows))
        place = min(max(here + way, 0), len(self.rows) - 1)
        if self.rows and extends:
            self._select_to(place)
        elif self.rows:
            self._go(self.rows[place].id)

    def _select_to(self, place: int) -> None:
        self.anchor_id = self.anchor_id or self.current_id
        self.current_id = self.rows[place].id
        self._bring(place)
        self.viewport().update()

    def _drag_selection(self, point: QPoint) -> None:
        """The mouse was pressed in a text: within the part it selects words, beyond it whole parts."""
        place = self.place_at(point.y())
        if self._spot is not None and self.rows[place].id == self._spot.clause_id:
            self.editor.select_to(self.editor.mapFrom(self.viewport(), point))
        elif self.rows[place].id != self.current_id or self.anchor_id is not None:
            self._leave_for_selection(place)

    def _on_dragged_out(self, point: QPoint) -> None:
        place = self.place_at(self.viewport().mapFromGlobal(point).y())
        if self._spot is not None and self.rows[place].id != self._spot.clause_id:
            self._leave_for_selection(place)
            self._pressed = self.viewport().mapFromGlobal(point)

    def _leave_for_selection(self, place: int) -> None:
        if self._spot is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._select_to(place)

    def _go(self, clause_id: str) -> None:
        self.pick(clause_id)
        self.picked.emit(clause_id)

    def _say(self, place: int) -> None:
        """Tell screen readers which part is the current one and how it reads."""
        row = self.rows[place]
        self.setAccessibleDescription(f"{row.citation or row.kind_text} {row.heading} {row.text}".strip())
        if QAccessible.isActive():
            event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            QAccessible.updateAccessibility(event)
