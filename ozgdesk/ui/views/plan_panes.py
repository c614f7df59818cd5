"""Table and chart of the plan side by side: how the width is parted, and which columns are shown and kept."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter

from ozgdesk.present.plan_row import PlanRow
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.plan_columns import NAME, arrange, arranged, name_width
from ozgdesk.ui.widgets.gantt_chart import GanttChart
from ozgdesk.ui.widgets.plan_table import PlanTable
from ozgdesk.ui.widgets.row_model import RowModel

_FINISH = 4
_LEAST_TABLE = 200


class PlanPanes(QSplitter):
    """The chart gets at least half of the place until the user parts it otherwise."""

    def __init__(self, desk: Desk, model: RowModel[PlanRow], table: PlanTable, chart: GanttChart) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._desk = desk
        self._columns = model.columns
        self._table = table
        self._is_parted = False
        self._name_width = table.columnWidth(NAME)
        self.addWidget(table)
        self.addWidget(chart)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._on_parted)
        arrange(table, self._columns, desk.settings.plan_columns)
        header = table.horizontalHeader()
        header.sectionMoved.connect(lambda *_places: self._keep_columns())
        header.customContextMenuRequested.connect(self._on_column_menu)

    def part(self, rows: Sequence[PlanRow], width: int) -> None:
        """Give the table whole columns up to the dates; what half of the width leaves goes to the names."""
        if self._is_parted:
            return
        table, half = self._table, width // 2
        if table.columnWidth(NAME) == self._name_width:  # nobody has drawn it wider or narrower
            table.setColumnWidth(NAME, self._columns[NAME].width)
            room = half - self._table_width(half)
            wanted = name_width(rows) - table.columnWidth(NAME)
            table.setColumnWidth(NAME, table.columnWidth(NAME) + max(min(room, wanted), 0))
            self._name_width = table.columnWidth(NAME)
        shown = self._table_width(half)
        self.setSizes([shown, width - shown])

    def column_menu(self) -> QMenu:
        """Which columns are shown; the name always is."""
        menu = QMenu(self)
        for position, column in enumerate(self._columns):
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(not self._table.isColumnHidden(position))
            action.setEnabled(position != NAME)
            action.toggled.connect(lambda on, p=position: self._show_column(p, on))
        menu.addSeparator()
        menu.addAction("Spalten wie zu Anfang").triggered.connect(self._reset_columns)
        return menu

    def _table_width(self, most: int) -> int:
        """The width of as many whole columns as fit, up to the dates."""
        width = 0
        for position in range(_FINISH + 1):
            if not self._table.isColumnHidden(position):
                if width + self._table.columnWidth(position) > most:
                    break
                width += self._table.columnWidth(position)
        return max(width, min(most, _LEAST_TABLE))

    def _on_parted(self) -> None:
        self._is_parted = True

    def _on_column_menu(self, where: QPoint) -> None:
        menu = self.column_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._table.horizontalHeader().mapToGlobal(where))

    def _show_column(self, position: int, on: bool) -> None:
        self._table.setColumnHidden(position, not on)
        self._keep_columns()

    def _keep_columns(self) -> None:
        """Remember which columns are shown in which order, for the next start."""
        titles = arranged(self._table, self._columns)
        self._desk.prefer(replace(self._desk.settings, plan_columns=titles))

    def _reset_columns(self) -> None:
        arrange(self._table, self._columns, [column.title for column in self._columns])
        arrange(self._table, self._columns, ())
        self._desk.prefer(replace(self._desk.settings, plan_columns=()))
