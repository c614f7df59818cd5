"""A list of rows that hang on the row shown: added, opened, edited and removed in place."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ozgdesk.commands import field_edits, records
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.tasks import Closure
from ozgdesk.present.child_rows import ChildRow, child_rows, reference_to
from ozgdesk.present.choices import choices
from ozgdesk.present.form_register import FORMS
from ozgdesk.present.forms import ChildSpec, field_spec
from ozgdesk.texts import steps
from ozgdesk.texts.entities import noun
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.inspector.child_button import ChildButton
from ozgdesk.ui.inspector.draft_box import DraftBox
from ozgdesk.ui.inspector.form_panel import FormPanel, group_label
from ozgdesk.ui.recess_dialog import propose_recesses


def small_button(name: str, picture: str) -> QToolButton:
    """A quiet button with an icon and its name as tooltip."""
    button = QToolButton()
    button.setIcon(icon(picture, "muted"))
    button.setIconSize(QSize(15, 15))
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


class ChildItem(QWidget):
    """One row of a list; its form is built when somebody opens it."""

    def __init__(self, desk: Desk, spec: ChildSpec, row: ChildRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = row.id
        self._desk = desk
        self._spec = spec
        self._form: FormPanel | None = None
        self.button = ChildButton(row)
        self.button.toggled.connect(self._on_toggled)
        self.remove_button = small_button(f"{row.text} löschen", "delete")
        self.remove_button.clicked.connect(self.remove)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.button, 1)
        head.addWidget(self.remove_button)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.step(1))
        self._layout.addLayout(head)

    def show_row(self, row: ChildRow) -> None:
        """Show the row as it is now."""
        self.button.show_row(row)
        self.remove_button.setAccessibleName(f"{row.text} löschen")
        if self._form is not None and self.button.isChecked():
            self._show_form(is_other=False)

    def flush(self) -> bool:
        """Save what is typed here; false when that is not possible."""
        return self._form is None or self._form.flush()

    def remove(self) -> None:
        """Delete the row; undo brings it back."""
        kind = self._spec.kind
        self._desk.run(steps.delete(kind), records.delete(kind, self.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.button.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, is_open: bool) -> None:
        is_first = self._form is None
        if is_open and self._form is None:
            self._form = self._build()
        if self._form is not None:
            self._form.setVisible(is_open)
            if is_open:
                self._show_form(is_other=is_first)
                self._form.focus_first()

    def _build(self) -> FormPanel:
        kind = self._spec.kind
        form = FormPanel(self._desk, kind, self._write, left_out=frozenset({self._spec.field}))
        form.setContentsMargins(theme.step(3), 0, 0, theme.step(3))
        if FORMS[kind].children:
            form.add_link("Ganz öffnen", lambda: self._desk.pick(kind, self.id))
        self._layout.addWidget(form)
        return form

    def _show_form(self, *, is_other: bool) -> None:
        row = self._desk.snapshot.find(self._spec.kind, self.id)
        if row is not None and self._form is not None:
            self._form.show_row(dict(row), is_other=is_other)

    def _write(self, name: str, value: Any) -> None:
        kind = self._spec.kind
        self._desk.commit(steps.edit(kind), field_edits.set_field(kind, self.id, name, value), merge=True)


class ChildList(QWidget):
    """The section of one list: heading, a button to add, the rows."""

    grew = Signal()

    def __init__(self, desk: Desk, spec: ChildSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._desk = desk
        self._owner: Entity | None = None
        self._items: dict[str, ChildItem] = {}
        self._draft: DraftBox | None = None
        self._heading = group_label(spec.title)
        self.add_button = small_button(f"{noun(spec.kind).singular} hinzufügen", "add")
        self.add_button.clicked.connect(self.add)
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self.add_button)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addLayout(head)
        self.add_button.setVisible(FORMS[spec.kind].may_be_created)
        self.recess_link = self._make_recess_link() if spec.kind is Closure else None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_owner(self, owner: Entity) -> None:
        """Show the rows of an owner; open rows stay open while the owner stays the same."""
        if self._owner is None or self._owner.id != owner.id:
            self._clear()
        self._owner = owner
        if self.recess_link is not None:
            self.recess_link.setVisible(isinstance(owner, Municipality))
        rows = child_rows(self._desk.view, self.spec, owner)
        count = f"  {len(rows)}" if rows else ""
        self._heading.setText(self.spec.title + count)
        for id_ in self._items.keys() - {row.id for row in rows}:
            self._drop(self._items.pop(id_))
        for position, row in enumerate(rows):
            self._place(row, position)

    def flush(self) -> bool:
        """Save what is typed in open rows; false when that fails, or a new row is half filled in."""
        outcomes = [item.flush() for item in self._items.values()]
        return all(outcomes) and not (self._draft is not None and self._draft.is_begun)

    def items(self) -> list[ChildItem]:
        """The rows from top to bottom."""
        return sorted(self._items.values(), key=self._layout.indexOf)

    def add(self) -> None:
        """Begin a new row: a membership is chosen from a menu, anything else is filled in below."""
        if self._owner is None or not self._desk.flush():
            return
        if self.spec.picks:
            self._menu().popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))
        elif self._draft is None:
            self._draft = DraftBox(
                self._desk, self.spec.kind, self._given(), left_out=frozenset({self.spec.field})
            )
            self._draft.ended.connect(self._end_draft)
            self._layout.addWidget(self._draft)
            self._draft.begin()
            self.grew.emit()
        else:
            self._draft.begin()

    @property
    def draft(self) -> DraftBox | None:
        """The row that is being filled in, if any."""
        return self._draft

    def _make_recess_link(self) -> QPushButton:
        link = QPushButton("Schulferien vorschlagen …")
        theme.look(link, "link")
        link.clicked.connect(lambda: propose_recesses(self._desk, self.window()))
        self._layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return link

    def _given(self) -> dict[str, Any]:
        owner = self._owner
        if owner is None:
            return {}
        if self.spec.field:
            return {self.spec.field: reference_to(owner)}
        return {"subject_kind": table_name(type(owner)), "subject_id": owner.id}

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind, field = self.spec.kind, self.spec.picks
        target = field_spec(kind, field).target
        taken = {getattr(self._desk.snapshot.find(kind, id_), field, "") for id_ in self._items}
        for choice in choices(self._desk.view, kind, field, target, {}) if target else ():
            if choice.id not in taken:
                action = menu.addAction(choice.text.replace("&", "&&"))
                action.triggered.connect(self._picker(choice.id))
        if menu.isEmpty():
            menu.addAction("Alle Kommunen sind schon dabei.").setEnabled(False)
        return menu

    def _picker(self, id_: str) -> Callable[[], object]:
        values = {**self._given(), self.spec.picks: id_}
        kind = self.spec.kind
        return lambda: self._desk.run(steps.create(kind), records.create(kind, **values))

    def _place(self, row: ChildRow, position: int) -> None:
        item = self._items.get(row.id)
        if item is None:
            item = self._items[row.id] = ChildItem(self._desk, self.spec, row)
        else:
            item.show_row(row)
        if self._layout.indexOf(item) != position + 1:
            self._layout.insertWidget(position + 1, item)

    def _end_draft(self) -> None:
        if self._draft is not None:
            self._drop(self._draft)
            self._draft = None
            self.add_button.setFocus()

    def _clear(self) -> None:
        for item in self._items.values():
            self._drop(item)
        self._items.clear()
        if self._draft is not None:
            self._drop(self._draft)
            self._draft = None

    def _drop(self, widget: QWidget) -> None:
        self._layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
