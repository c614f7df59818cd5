"""Setting a Wiedervorlage on the row that is selected: asked in place, wherever in the window."""

from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

from ozgdesk import formats
from ozgdesk.domain.steering import FollowUp
from ozgdesk.present.follow_ups import FollowUpDraft, follow_up_draft, refusal
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.draft_box import DraftBox

WIDTH = theme.step(100)


class FollowUpPrompt(DraftBox):
    """Text, day and person over the window. Return sets it, Esc gives it up and goes back."""

    def __init__(self, desk: Desk, draft: FollowUpDraft, parent: QWidget) -> None:
        super().__init__(desk, FollowUp, draft.values, left_out=frozenset({"done_on"}), parent=parent)
        theme.look(self, "popup")
        self.setAccessibleName(f"Wiedervorlage {draft.about}")
        self.title.setText(f"Wiedervorlage {draft.about}")
        self._app = cast("QApplication", QApplication.instance())
        self._back = self._app.focusWidget()
        self._detach = desk.attach_editor(lambda: not self.is_begun)
        desk.held_up.connect(self._on_held_up)
        self.created.connect(self._on_created)
        self.ended.connect(self.close_down)

    def open_at(self, spot: QRect) -> None:
        """Show it below a part of the window, or where there is room for it."""
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        room = self.window().rect()
        left = min(max(spot.left(), theme.step(2)), room.width() - self.width() - theme.step(2))
        top = spot.bottom() + theme.step(1)
        if top + self.height() > room.height() - theme.step(2):
            top = max(spot.top() - self.height() - theme.step(1), theme.step(2))
        self.move(max(left, 0), top)
        self.show()
        self.raise_()
        self.begin()
        self._app.focusChanged.connect(self._on_focus)

    def close_down(self) -> None:
        """Go away and put the cursor back where it was."""
        self._detach()
        self._app.focusChanged.disconnect(self._on_focus)
        self._desk.held_up.disconnect(self._on_held_up)
        self.hide()
        self.deleteLater()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.create_row()
        else:
            super().keyPressEvent(event)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whoever goes elsewhere without having typed has given it up."""
        is_inside = now is None or now is self or self.isAncestorOf(now)
        if not is_inside and not self.is_begun and self._app.activePopupWidget() is None:
            self._back = None
            self.close_down()

    def _on_held_up(self) -> None:
        if self.is_begun:
            self.begin()

    def _on_created(self, id_: str) -> None:
        row = self._desk.snapshot.find(FollowUp, id_)
        if row is not None:
            self._desk.tell(f"Wiedervorlage für {formats.weekday_and_day(row.due_on)} gesetzt.")


def ask_for_follow_up(desk: Desk, window: QWidget, *, is_free: bool = False) -> None:
    """Ask for a Wiedervorlage on the selected row, or on none where there is none or when it `is_free`."""
    asked = window.findChild(FollowUpPrompt)
    if asked is not None and asked.isVisible():
        asked.begin()
        return
    if not desk.flush():
        return
    subject = None if is_free else desk.subject
    draft = follow_up_draft(desk.view, subject.kind, subject.id) if subject else follow_up_draft(desk.view)
    if draft is None and subject is not None:
        desk.tell(refusal(subject.kind))
    elif draft is not None:
        FollowUpPrompt(desk, draft, window).open_at(_spot(window))


def _spot(window: QWidget) -> QRect:
    """The chosen line or card of what has the focus, else the top of that."""
    focused = QApplication.focusWidget()
    if focused is None or not window.isAncestorOf(focused):
        return QRect(window.rect().center() - QPoint(WIDTH // 2, WIDTH // 2), QSize())
    chosen = getattr(focused, "chosen_area", lambda: None)()
    if isinstance(focused, QAbstractItemView) and focused.currentIndex().isValid():
        line = focused.visualRect(focused.currentIndex())
        chosen = QRect(line.topLeft() + QPoint(theme.step(10), 0), line.size())
    if isinstance(chosen, QRect) and isinstance(focused, QAbstractScrollArea):
        return QRect(focused.viewport().mapTo(window, chosen.topLeft()), chosen.size())
    corner = focused.mapTo(window, QPoint(theme.step(10), 0))
    if focused.height() > WIDTH:  # a whole page
        return QRect(corner + QPoint(0, theme.step(10)), QSize())
    return QRect(corner, focused.size())
