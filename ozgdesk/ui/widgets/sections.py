"""A titled table that is as high as its rows, for places that show several short lists below each other."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.rows import RowModel, RowTable

_FIRM = 120
"""Pixels up to which a column keeps its width: dates, numbers, codes."""

_LEAST = 72


class ShortTable(RowTable):
    """A RowTable without a scroll bar of its own; arrow keys leave it at its first and last row."""

    def __init__(self, model: RowModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(model, name, parent)
        self.on_space: Callable[[str], object] | None = None
        self.on_plus: Callable[[str], object] | None = None
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        model.modelReset.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        return QSize(super().sizeHint().width(), head + self.rows.rowCount() * theme.ROW_HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def loose_widths(self) -> dict[int, int]:
        """Where room is scarce, wide columns also give way so that the stretching one keeps a third."""
        columns = [
            (p, c) for p, c in enumerate(self.rows.columns) if not c.stretch and not self.isColumnHidden(p)
        ]
        widths = super().loose_widths()
        loose = {place: width for place, width in widths.items() if width > _FIRM}
        wanted = sum(loose.values())
        room = self.width() * 2 // 3 - (sum(c.width for _, c in columns) - wanted)
        share = min(max(room, 0) / wanted, 1.0) if wanted else 1.0
        return widths | {place: max(round(width * share), _LEAST) for place, width in loose.items()}

    def forget(self) -> None:
        """Mark no row any more."""
        self.selectionModel().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        key = event.key()
        picked = self.picked_id()
        if key == Qt.Key.Key_Down and row == self.rows.rowCount() - 1:
            self._leave(is_down=True)
        elif key == Qt.Key.Key_Up and row <= 0:
            self._leave(is_down=False)
        elif key == Qt.Key.Key_Space and self.on_space is not None and picked is not None:
            self.on_space(picked)
        elif key == Qt.Key.Key_Plus and self.on_plus is not None and picked is not None:
            self.on_plus(picked)
        else:
            super().keyPressEvent(event)

    def _leave(self, *, is_down: bool) -> None:
        """Go on to the next or previous widget; in a table, to the row that lies nearest."""
        if is_down:
            self.focusNextChild()
        else:
            self.focusPreviousChild()
        reached = QApplication.focusWidget()
        if isinstance(reached, ShortTable) and reached is not self:
            reached.forget()
            reached.selectRow(0 if is_down else reached.rows.rowCount() - 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FirstStep(QWidget):
    """What an empty place waits for, and the button to begin with it."""

    def __init__(self, sentence: str, step: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = QLabel(sentence)
        said.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(said, "muted")
        self.button = QPushButton(step)
        self.button.setAutoDefault(True)  # the cursor is on it: Return begins, too
        theme.look(self.button, "primary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.step(3))
        layout.addWidget(said)
        layout.addWidget(self.button)
        layout.addStretch(1)


class Section(QWidget):
    """Heading, number of rows, an optional button for a new one, and the table, or a sentence when empty.

    The table is made from a model, or brought along.
    """

    def __init__(
        self,
        title: str,
        shown: RowModel[Any] | ShortTable,
        empty: str,
        parent: QWidget | None = None,
        *,
        new: str = "",
        has_head: bool = True,
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.table = table = shown if isinstance(shown, ShortTable) else ShortTable(shown, title, self)
        table.horizontalHeader().setVisible(has_head)
        self._heading = QLabel(title, self)
        theme.look(self._heading, "heading")
        self._count = QLabel(self)
        theme.look(self._count, "muted")
        self._empty = QLabel(empty, self)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self._empty.setWordWrap(True)
        theme.look(self._empty, "muted")
        self.new_button = self._make_new_button(new) if new else None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.step(1))
        layout.addLayout(self._head())
        layout.addWidget(table)
        layout.addWidget(self._empty)
        layout.addStretch(1)

    def _make_new_button(self, text: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("add"))
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.step(2))
        head.addWidget(self._heading)
        head.addWidget(self._count)
        head.addStretch(1)
        if self.new_button is not None:
            head.addWidget(self.new_button)
        return head

    def show_rows(self, rows: tuple[Any, ...]) -> None:
        """Show other rows."""
        self.table.rows.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._count.setText(str(len(rows)) if rows else "")
        self._heading.setAccessibleName(f"{self.title}, {len(rows)}")
