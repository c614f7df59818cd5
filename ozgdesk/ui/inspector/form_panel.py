"""The fields of one entity in groups, for a row that exists or for a draft."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ozgdesk.domain.entity import Entity
from ozgdesk.present.choices import Choice, choices
from ozgdesk.present.form_register import FORMS
from ozgdesk.present.forms import FieldKind, FieldSpec, GroupSpec
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.inspector.field_row import FieldRow, Write
from ozgdesk.ui.inspector.file_field import FileField
from ozgdesk.ui.widgets.fields import ReferenceField, make_field


class FormPanel(QWidget):
    """Draws the form of one entity; `left_out` names fields that follow from where the form stands."""

    def __init__(
        self,
        desk: Desk,
        kind: type[Entity],
        write: Write,
        *,
        left_out: frozenset[str] = frozenset(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kind = kind
        self.rows: dict[str, FieldRow] = {}
        self._write = write
        self._left_out = left_out
        self._values: dict[str, Any] = {}
        self._folds: list[tuple[QToolButton, list[FieldRow]]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.step(2))
        for group in FORMS[kind].groups:
            self._add_group(group)

    def show_row(self, values: dict[str, Any], *, is_other: bool) -> None:
        """Show the values of a row; `is_other` when it is not the one shown before."""
        self._values = values
        for name, row in self.rows.items():
            if is_other:
                row.reset(values.get(name))
            else:
                row.show_value(values.get(name))
        for head, rows in self._folds:
            if is_other:
                head.setChecked(any(not _is_plain(values.get(row.spec.name)) for row in rows))
            self._fold(head, rows)

    def leave_out(self, names: frozenset[str]) -> None:
        """Do not show these fields of the row, and all others again."""
        folded = {row.spec.name for _, rows in self._folds for row in rows}
        for name, row in self.rows.items():
            if name not in folded:
                row.setVisible(name not in names)

    def reveal(self, row: FieldRow) -> None:
        """Open the group that hides a field."""
        for head, rows in self._folds:
            if row in rows:
                head.setChecked(True)

    def flush(self) -> bool:
        """Save every field; false when one of them cannot be saved."""
        outcomes = [row.flush() for row in self.rows.values()]
        return all(outcomes)

    def focus_first(self) -> None:
        """Put the cursor into the first field that can be edited."""
        row = next((row for row in self.rows.values() if not row.spec.is_fixed and not row.isHidden()), None)
        if row is not None:
            row.field.inner.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_link(self, text: str, action: Callable[[], object]) -> None:
        """Put a link below the fields."""
        link = QPushButton(text)
        theme.look(link, "link")
        link.clicked.connect(lambda: action())
        self._layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_group(self, group: GroupSpec) -> None:
        specs = [spec for spec in group.fields if spec.name not in self._left_out]
        if not specs:
            return
        rows = [self._row(spec) for spec in specs]
        if group.is_folded:
            head = self._fold_button(group.title)
            head.toggled.connect(lambda _on: self._fold(head, rows))
            self._folds.append((head, rows))
            self._layout.addWidget(head)
        elif self._layout.count():
            self._layout.addSpacing(theme.step(2))
            if group.title:
                self._layout.addWidget(group_label(group.title))
        for row in rows:
            self._layout.addWidget(row)

    def _row(self, spec: FieldSpec) -> FieldRow:
        if spec.kind is FieldKind.FILE:
            return self._file_row(spec)
        field = make_field(spec, self.desk.workspace.clock.today, self._choices)
        if isinstance(field, ReferenceField) and spec.target is not None:
            target = spec.target
            field.jumped.connect(lambda id_: self.desk.pick(target, id_))
        row = self.rows[spec.name] = FieldRow(spec, field, self._write)
        return row

    def _file_row(self, spec: FieldSpec) -> FieldRow:
        field = FileField(self.desk, self.kind, spec, lambda: self._values.get("id"))
        row = self.rows[spec.name] = FieldRow(spec, field, self._write)
        field.refused.connect(row.mark)
        return row

    def _choices(self, spec: FieldSpec) -> Sequence[Choice]:
        if spec.target is None:
            return ()
        return choices(self.desk.view, self.kind, spec.name, spec.target, self._values)

    def _fold_button(self, title: str) -> QToolButton:
        head = QToolButton()
        head.setText(title)
        head.setCheckable(True)
        head.setIconSize(QSize(14, 14))
        head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.look(head, "fold")
        return head

    def _fold(self, head: QToolButton, rows: list[FieldRow]) -> None:
        head.setIcon(icon("chevron_down" if head.isChecked() else "chevron_right", "muted"))
        for row in rows:
            row.setVisible(head.isChecked())


def group_label(title: str) -> QLabel:
    """The quiet heading of a group."""
    label = QLabel(title)
    label.setTextFormat(Qt.TextFormat.PlainText)
    theme.look(label, "group")
    return label


def _is_plain(value: Any) -> bool:
    """Nothing a person has said: empty, no, or the first word of a list."""
    if value is None or value is False or value == "":
        return True
    return isinstance(value, StrEnum) and value is next(iter(type(value)))
