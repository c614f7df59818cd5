"""What the columns of a task list hold: a box for each column above the first rows, to choose its field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from ozgdesk.domain.task_list import ListField
from ozgdesk.exchange.tasks_columns import Columns, chosen
from ozgdesk.present.naming import shortened
from ozgdesk.texts.imports import LIST_FIELDS
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.plain_label import plain_label

NOT_READ = "nicht lesen"
_LONGEST = 28  # characters of a cell that are shown


class ImportColumns(QScrollArea):
    """`changed` tells that the user gave a column another field; the field leaves the column it had."""

    changed = Signal()

    def __init__(
        self,
        titles: Sequence[str],
        rows: Sequence[Sequence[str]],
        columns: Columns,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self.boxes = [_box(title) for title in titles]
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, theme.step(1))
        grid.setHorizontalSpacing(theme.step(2))
        grid.setVerticalSpacing(theme.step(1))
        for place, (title, box) in enumerate(zip(titles, self.boxes, strict=True)):
            head = _line("strong", title)
            head.setBuddy(box)
            grid.addWidget(head, 0, place)
            grid.addWidget(box, 1, place)
            for number, row in enumerate(rows, 2):
                grid.addWidget(_line("muted", row[place]), number, place)
            box.activated.connect(lambda _index, place=place: self._on_chosen(place))
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(inner.sizeHint().height() + bar)
        self._show()

    @property
    def columns(self) -> Columns:
        """The fields of the columns as they are chosen now."""
        return self._columns

    def _on_chosen(self, place: int) -> None:
        value = self.boxes[place].currentData()
        columns = chosen(self._columns, place, ListField(value) if value else None)
        if columns != self._columns:
            self._columns = columns
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        for box, field in zip(self.boxes, self._columns, strict=True):
            box.setCurrentIndex(box.findData(field.value if field else ""))


def _box(title: str) -> QComboBox:
    box = QuietComboBox()
    box.setAccessibleName(f"Feld der Spalte {title}")
    box.setMinimumWidth(theme.step(38))
    box.addItem(NOT_READ, "")
    for field, name in LIST_FIELDS.items():
        box.addItem(name, field.value)
    return box


def _line(look: str, text: str) -> QLabel:
    label = plain_label(look, shortened(text, _LONGEST))
    label.setWordWrap(False)
    return label
