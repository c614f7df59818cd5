"""The inspector itself: a head with the kind of the row, the page for it, or the form of a new row."""

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands import records
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.step import Step
from ozgdesk.texts import steps
from ozgdesk.texts.entities import noun
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.inspector.child_list import ChildItem
from ozgdesk.ui.inspector.draft_box import DraftBox
from ozgdesk.ui.inspector.field_row import FieldRow
from ozgdesk.ui.inspector.form_panel import FormPanel
from ozgdesk.ui.inspector.subject_page import SubjectPage

WIDTH = theme.step(96)
LEAST_WIDTH = theme.step(87)
"""What the widest line of a form needs."""

HELD_BY = "Bitte berichtigen Sie das Feld „{field}“, oder geben Sie die Eingabe mit Esc auf."
HELD_BY_DRAFT = "Der neue Eintrag ist noch nicht angelegt; bitte wählen Sie „Anlegen“ oder „Verwerfen“."
EMPTY = "Wählen Sie etwas aus, dann stehen hier seine Angaben."


class Inspector(QFrame):
    """Shows and edits whatever `desk.picked` names. `wanted` asks to be made visible,
    `filled` tells that something else is shown."""

    wanted = Signal()
    closed = Signal()
    filled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setAccessibleName("Angaben")
        self.setMinimumWidth(LEAST_WIDTH)
        self._desk = desk
        self._pages: dict[type[Entity], tuple[SubjectPage, QScrollArea]] = {}
        self._past: list[Subject] = []
        self._shown: Subject | None = None
        self._draft: tuple[DraftBox, QScrollArea] | None = None
        self._lay_out()
        self._detach = desk.attach_editor(self.flush)
        desk.held_up.connect(self._on_held_up)
        desk.picked.connect(self._on_picked)
        desk.changed.connect(self._on_changed)
        desk.lens_changed.connect(lambda: self._on_changed(None))
        desk.asked_to_edit.connect(self._on_asked_to_edit)
        desk.asked_to_draft.connect(self._on_asked_to_draft)

    def _lay_out(self) -> None:
        self._kind = QLabel()
        theme.look(self._kind, "group")
        self.back_button = self._button("Zurück", "chevron_left", self.go_back)
        self.delete_button = self._button("Löschen", "delete", self.delete_row)
        close = self._button("Angaben schließen (F4)", "panel_right", self.closed.emit)
        head = QHBoxLayout()
        head.setContentsMargins(theme.step(5), theme.step(3), theme.step(3), 0)
        head.setSpacing(theme.step(1))
        head.addWidget(self.back_button)
        head.addWidget(self._kind, 1)
        head.addWidget(self.delete_button)
        head.addWidget(close)
        self._empty = QLabel(EMPTY)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(theme.step(5), theme.step(2), theme.step(5), 0)
        theme.look(self._empty, "muted")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self._show_head("", is_row=False)

    def flush(self) -> bool:
        """Save what is typed; false when that is not possible, or a new row is half filled in."""
        if self.draft is not None:
            return not self.draft.is_begun
        return self.page is None or self.page.flush()

    @property
    def page(self) -> SubjectPage | None:
        """The page that is shown, None for an empty inspector or a draft."""
        if self._shown is None or self._draft is not None:
            return None
        return self._pages[self._shown.kind][0]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self._shown is None and self._draft is None

    @property
    def draft(self) -> DraftBox | None:
        """The new row that is being filled in."""
        return self._draft[0] if self._draft else None

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        form: FormPanel | None = self.draft.form if self.draft else self.page.form if self.page else None
        if form is not None:
            form.focus_first()

    def go_back(self) -> None:
        """Show what was shown before."""
        while self._past:
            subject = self._past.pop()
            if self._desk.snapshot.find(subject.kind, subject.id) is not None:
                self._shown = None
                self._desk.pick(subject.kind, subject.id)
                return

    def delete_row(self) -> None:
        """Delete the row; undo brings it back."""
        if self._shown is not None:
            kind, id_ = self._shown.kind, self._shown.id
            self._desk.run(steps.delete(kind), records.delete(kind, id_))

    def _on_picked(self, subject: Subject | None) -> None:
        self._drop_draft()
        previous = self._shown
        if previous is not None and subject is not None and previous != subject:
            self._past = [*self._past[-20:], previous]
        self._shown = subject
        self._show()

    def _on_changed(self, _step: Step | None) -> None:
        if self._draft is None:
            self._show()

    def _on_held_up(self) -> None:
        """Show the field that cannot be saved, or the new row that is neither made nor given up."""
        scroll = self._stack.currentWidget()
        if not isinstance(scroll, QScrollArea):
            return
        wrong = next((row for row in scroll.findChildren(FieldRow) if row.error), None)
        begun = next((box for box in scroll.findChildren(DraftBox) if box.is_begun), None)
        if wrong is not None or begun is not None:
            self.wanted.emit()
        if wrong is not None:
            self._reveal(wrong)
            wrong.field.inner.setFocus()
            scroll.ensureWidgetVisible(wrong)
            self._tell_until(wrong.righted, f"{HELD_BY.format(field=wrong.spec.label)} {wrong.error}")
        elif begun is not None:
            begun.begin()
            scroll.ensureWidgetVisible(begun.create_button)
            self._tell_until(begun.ended, HELD_BY_DRAFT)

    def _tell_until(self, righted: SignalInstance, text: str) -> None:
        """Say what keeps the window, no longer than it does."""
        self._desk.tell(text)
        righted.connect(lambda: self._desk.take_back(text), Qt.ConnectionType.SingleShotConnection)

    def _reveal(self, row: FieldRow) -> None:
        """Open the lists and groups that hide a field, outermost first."""
        around: list[QWidget] = [row]
        while (above := around[0].parentWidget()) is not None and above is not self:
            around.insert(0, above)
        for part in around:
            if isinstance(part, ChildItem):
                part.button.setChecked(True)
            elif isinstance(part, FormPanel):
                part.reveal(row)

    def _on_asked_to_edit(self) -> None:
        self.wanted.emit()
        self.focus_first()

    def _on_asked_to_draft(self, kind: type[Entity], values: dict[str, Any]) -> None:
        self._drop_draft()
        box = DraftBox(self._desk, kind, values)
        box.created.connect(lambda id_: self._desk.pick(kind, id_))
        box.ended.connect(self._on_draft_ended)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(4))
        layout.addWidget(box)
        layout.addStretch()
        scroll = _scroll(page)
        self._draft = (box, scroll)
        self._stack.addWidget(scroll)
        self._stack.setCurrentWidget(scroll)
        self._show_head("Neu", is_row=False)
        self.wanted.emit()
        box.begin()

    def _on_draft_ended(self) -> None:
        if self._draft is not None:
            self._drop_draft()
            self._show()

    def _drop_draft(self) -> None:
        if self._draft is not None:
            _, scroll = self._draft
            self._draft = None
            self._stack.removeWidget(scroll)
            scroll.deleteLater()

    def _show(self) -> None:
        row = self._desk.snapshot.find(self._shown.kind, self._shown.id) if self._shown else None
        if self._shown is None or row is None:
            self._shown = None
            self._stack.setCurrentWidget(self._empty)
            self._show_head("", is_row=False)
            return
        kind = self._shown.kind
        if kind not in self._pages:
            page = SubjectPage(self._desk, kind)
            self._pages[kind] = (page, _scroll(page))
            self._stack.addWidget(self._pages[kind][1])
        page, scroll = self._pages[kind]
        if not page.shows(row):
            scroll.verticalScrollBar().setValue(0)
        page.show_row(row)
        self._stack.setCurrentWidget(scroll)
        self._show_head(noun(kind).singular, is_row=True)

    def _show_head(self, kind: str, *, is_row: bool) -> None:
        self._kind.setText(kind[:1].upper() + kind[1:])
        self.delete_button.setVisible(is_row)
        self.back_button.setVisible(is_row and bool(self._past))
        self.filled.emit()

    def _button(self, name: str, picture: str, action: Any) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture, "muted"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: action())
        return button


def _scroll(inner: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidget(inner)
    return scroll
