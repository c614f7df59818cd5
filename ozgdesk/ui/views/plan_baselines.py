"""The pane "Basispläne vergleichen": which baselines there are, and what has become of each task since."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands import records
from ozgdesk.domain.baselines import chosen_baseline, newest_baseline
from ozgdesk.domain.tasks import Baseline
from ozgdesk.present.baselines import NOW, BaselineRow, ComparedRow, baseline_rows, comparison
from ozgdesk.present.plan import PlanPlace
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

NO_BASELINES = "Es gibt noch keinen Basisplan. Einfg hält den Plan fest, wie er heute ist."
_SHOWN_ROWS = 6


def difference(days: int | None) -> str:
    """Working days with their sign, nothing where nothing moved.

    >>> [difference(days).replace(formats.NO_BREAK_SPACE, " ") for days in (4, -1, 0, None)]
    ['+4 T', '−1 T', '', '']
    """
    if not days:
        return ""
    return f"{'+' if days > 0 else '−'}{formats.number(abs(days))}{formats.NO_BREAK_SPACE}T"


def difference_color(days: int | None) -> QColor | None:
    """What is later stands out."""
    return theme.role(None, "danger") if days and days > 0 else None


def _day(day: date | None) -> str:
    return formats.day(day) if day else ""


def _whole(row: BaselineRow) -> str:
    """Name and reason, where the table has no room for them."""
    return f"{row.name} – {row.reason}" if row.reason else row.name


_COMPARED: tuple[Column[ComparedRow], ...] = (
    Column("Nr.", lambda row: row.number, 60),
    Column("Aufgabe", lambda row: row.name, 170, strong=lambda row: row.is_phase, tip=lambda row: row.name),
    Column("Anfang alt", lambda row: _day(row.old_start), 92, spare=1, sort=lambda row: row.old_start),
    Column("Anfang neu", lambda row: _day(row.new_start), 92, spare=1, sort=lambda row: row.new_start),
    Column("Anfang ±", lambda row: difference(row.start_days), 76, right=True, spare=2,
           sort=lambda row: row.start_days, color=lambda row: difference_color(row.start_days)),
    Column("Ende alt", lambda row: _day(row.old_finish), 92, spare=3, sort=lambda row: row.old_finish),
    Column("Ende neu", lambda row: _day(row.new_finish), 92, sort=lambda row: row.new_finish),
    Column("Ende ±", lambda row: difference(row.finish_days), 70, right=True,
           sort=lambda row: row.finish_days, color=lambda row: difference_color(row.finish_days)),
    Column("Was daraus geworden ist", lambda row: row.text, 300, stretch=True, tip=lambda row: row.text),
)  # fmt: skip


class PlanBaselines(QFrame):
    """Left the baselines, of which the chosen one is compared; right the tasks. Choices go into the lens.

    `task_chosen(id)` follows the current task; `closed` is Escape or the button.
    """

    task_chosen = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, take: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self._desk = desk
        self.model = RowModel(self._baseline_columns())
        self.table = RowTable(self.model, "Basispläne")
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.on_create = take.trigger
        self.table.on_remove = self._remove
        self.table.actions_for = self._actions_for
        self.table.row_picked.connect(self._choose)
        self.table.row_opened.connect(lambda id_: desk.edit(Baseline, id_))
        self.compared_model = RowModel(_COMPARED)
        self.compared = RowTable(self.compared_model, "Vergleich der Aufgaben")
        self.compared.row_picked.connect(self.task_chosen)
        self.newer = ComboBox()
        self.newer.setAccessibleName("Vergleichen mit")
        self.newer.setFixedWidth(theme.step(56))
        self.newer.activated.connect(self._on_newer)
        self.summary = plain_label("muted")
        self._rename = QAction(icon("edit"), "Bearbeiten\tEingabe", self)
        self._rename.triggered.connect(lambda: self.table.row_opened.emit(self.table.picked_id() or ""))
        self._lay_out()
        self.setFocusProxy(self.table)

    def show_place(self, place: PlanPlace) -> None:
        """List the baselines and compare as the lens of the desk says."""
        view, lens = self._desk.view, self._desk.lens
        rows = baseline_rows(view)
        self.model.set_rows(rows)
        chosen = chosen_baseline(view.snapshot, lens.baseline_id, view.as_of)
        self.table.blockSignals(True)
        self.table.pick(chosen.id if chosen else "")
        self.table.blockSignals(False)
        self.newer.clear()
        self.newer.addItem(NOW, "")
        for row in rows:
            if chosen is None or row.id != chosen.id:
                self.newer.addItem(row.name, row.id)
        self.newer.setCurrentIndex(max(self.newer.findData(lens.newer_id or ""), 0))
        self.newer.setEnabled(self.newer.count() > 1)
        found = comparison(view, lens, place.rows)
        self.compared_model.set_rows(found.rows)
        self.summary.setText(found.summary if found.older else NO_BASELINES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _baseline_columns(self) -> tuple[Column[BaselineRow], ...]:
        return (
            Column("Basisplan", lambda row: row.name, 120, stretch=True, tip=_whole,
                   edit=lambda row, typed: self._edit(row, "name", typed)),
            Column("festgehalten", lambda row: formats.day(row.taken_on), 92, sort=lambda row: row.taken_on),
            Column("Anlass", lambda row: row.reason, 130, spare=1, tip=lambda row: row.reason,
                   edit=lambda row, typed: self._edit(row, "reason", typed)),
        )  # fmt: skip

    def _lay_out(self) -> None:
        title = QLabel("Basispläne vergleichen")
        theme.look(title, "heading")
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setToolTip("Basispläne schließen (Esc)")
        close.setAccessibleName("Basispläne schließen")
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setSpacing(theme.step(2))
        head.addWidget(title)
        head.addSpacing(theme.step(4))
        head.addWidget(QLabel("Den gewählten vergleichen mit"))
        head.addWidget(self.newer)
        head.addStretch(1)
        head.addWidget(close)
        tables = QSplitter(Qt.Orientation.Horizontal)
        tables.setChildrenCollapsible(False)
        tables.addWidget(self.table)
        tables.addWidget(self.compared)
        tables.setSizes([theme.step(75), theme.step(255)])
        tables.setStretchFactor(0, 0)
        tables.setStretchFactor(1, 1)
        tables.setHandleWidth(theme.step(2))
        rows = self.table.horizontalHeader().sizeHint().height() + _SHOWN_ROWS * theme.ROW_HEIGHT
        tables.setFixedHeight(rows + 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(3))
        layout.setSpacing(theme.step(1))
        layout.addLayout(head)
        layout.addWidget(self.summary)
        layout.addWidget(tables)

    def _actions_for(self, _id: str) -> list[QAction]:
        return [self._rename]

    def _choose(self, id_: str) -> None:
        """Compare with this baseline; the newest stays the newest, also when another one is taken."""
        newest = newest_baseline(self._desk.snapshot, self._desk.view.as_of)
        chosen = None if newest is not None and newest.id == id_ else id_
        newer = self._desk.lens.newer_id
        lens = replace(self._desk.lens, baseline_id=chosen, newer_id=None if newer == id_ else newer)
        self._desk.look_through(lens)

    def _on_newer(self, _index: int) -> None:
        self._desk.look_through(replace(self._desk.lens, newer_id=self.newer.currentData() or None))

    def _edit(self, row: BaselineRow, field: str, typed: str) -> None:
        self._desk.run(steps.edit(Baseline), records.edit(Baseline, row.id, **{field: typed.strip()}))

    def _remove(self, ids: list[str]) -> None:
        for id_ in ids:
            self._desk.run(steps.delete(Baseline), records.delete(Baseline, id_))
