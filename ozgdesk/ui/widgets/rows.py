"""The table that shows a RowModel: hairline rows, keys, copying to a spreadsheet, context menu.

Columns and model are in `row_model`, painting in `row_delegate`.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.column_widths import grown, text_width
from ozgdesk.ui.widgets.row_delegate import RowDelegate
from ozgdesk.ui.widgets.row_model import ID_ROLE, Column, Index, RowModel

__all__ = ["Column", "RowModel", "RowTable"]

View = QAbstractItemView

_ON_SCREEN = 30
"""Rows of the stretching column that are measured: its texts may have to be read from the file."""


class RowTable(QTableView):
    """A table of rows with an id each.

    `row_picked(id)` follows the current row; `row_opened(id)` is a double click or Return; `on_create()`
    and `on_remove(ids)`
    are what Einfg and Entf do, where they are set. Copying puts the selected rows with their headings,
    parted by tabs,
    on the clipboard, as spreadsheets want them. Tables below each other with the same columns are `alike`:
    their columns get the same widths.
    """

    row_picked = Signal(str)
    row_opened = Signal(str)

    def __init__(self, model: RowModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self.on_create: Callable[[], object] | None = None
        self.on_remove: Callable[[list[str]], object] | None = None
        self.actions_for: Callable[[str], Sequence[QAction]] | None = None
        self._kept: str | None = None
        self._kept_selection: list[str] = []
        self._restoring = False
        self.alike: tuple[RowTable, ...] = (self,)
        self._fitted: dict[int, int] = {}
        self.setAccessibleName(name)
        self._set_up()
        model.modelAboutToBeReset.connect(self._keep_selection)
        self.setModel(model)
        model.modelReset.connect(self._restore_selection)
        self._set_widths()
        model.modelReset.connect(self.fit_columns)
        model.dataChanged.connect(self.fit_columns)
        self.doubleClicked.connect(self._on_opened)

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(View.SelectionBehavior.SelectRows)
        self.setSelectionMode(View.SelectionMode.ExtendedSelection)
        self.setEditTriggers(View.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(View.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(View.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setItemDelegate(RowDelegate(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(False)
        head.setSortIndicatorClearable(True)
        head.sortIndicatorChanged.connect(self._on_sorted)
        head.sectionClicked.connect(lambda _section: head.setSortIndicatorShown(True))

    def _set_widths(self) -> None:
        head = self.horizontalHeader()
        head.setMinimumSectionSize(theme.step(8))
        for position, column in enumerate(self.rows.columns):
            if column.stretch:
                head.setSectionResizeMode(position, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(position, column.width)
                self._fitted[position] = column.width

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is scarce, spare columns go one by one, until the others have their widths."""
        super().resizeEvent(event)
        needed = sum(column.width for column in self.rows.columns)
        spare = [(place, column) for place, column in enumerate(self.rows.columns) if column.spare]
        for place, column in sorted(spare, key=lambda found: found[1].spare):
            is_hidden = needed > event.size().width()
            self.setColumnHidden(place, is_hidden)
            needed -= column.width if is_hidden else 0
        self.fit_columns()

    def loose_widths(self) -> dict[int, int]:
        """The least widths, by position, of the columns shown that may grow when their texts are longer."""
        columns = enumerate(self.rows.columns)
        loose = (
            (place, c) for place, c in columns if not (c.stretch or c.firm or self.isColumnHidden(place))
        )
        return {place: column.width for place, column in loose}

    def fit_columns(self) -> None:
        """Let columns grow to their texts while the stretching one keeps half of the table, or what it needs.

        A width that the user has drawn stays.
        """
        columns = self.rows.columns
        widths = self.loose_widths()
        shown = (place for place, c in enumerate(columns) if not (c.stretch or self.isColumnHidden(place)))
        rows = [row for table in self.alike for row in table.rows.rows]
        wanted = {place: text_width(columns[place], rows) for place in widths}
        room = 0
        if any(wanted[place] > width for place, width in widths.items()):
            used = sum(widths.get(place, columns[place].width) for place in shown)
            room = self.viewport().width() - used - self._kept_by_stretching(rows)
        for place, width in grown(widths, wanted, room).items():
            if self.columnWidth(place) == self._fitted[place]:
                self.setColumnWidth(place, width)
                self._fitted[place] = self.columnWidth(place)

    def _kept_by_stretching(self, rows: Sequence[Any]) -> int:
        needs = [max(c.width, text_width(c, rows[:_ON_SCREEN])) for c in self.rows.columns if c.stretch]
        return min([self.viewport().width() // 2, *needs])

    def picked_id(self) -> str | None:
        """The id of the current row."""
        index = self.currentIndex()
        return index.data(ID_ROLE) if index.isValid() else None

    def selected_ids(self) -> list[str]:
        """The ids of all selected rows, from top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return [index.data(ID_ROLE) for index in indexes]

    def pick(self, id_: str) -> bool:
        """Select the row with this id and bring it into sight; false when it is not shown."""
        position = self.rows.position(id_)
        if position is None:
            return False
        column = max(self.currentIndex().column(), 0)
        whole_row = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        # Not selectRow(): it toggles while Strg is held, as in Strg+Z.
        self.selectionModel().setCurrentIndex(self.rows.index(position, column), whole_row)
        self.scrollTo(self.rows.index(position, column))
        return True

    def begin_at(self, id_: str, above: int = 0) -> None:
        """Make a row the current one without telling, below some rows before it: nobody has chosen it."""
        position = self.rows.position(id_)
        if position is not None:
            self._restoring = True
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.rows.index(position, 0), flag)
            self._restoring = False
            first = self.rows.index(max(position - above, 0), 0)
            self.scrollTo(first, View.ScrollHint.PositionAtTop)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, or the current one."""
        current = self.picked_id()
        ids = self.selected_ids() or ([current] if current is not None else [])
        places = [self.rows.position(id_) for id_ in ids]
        rows = [self.rows.rows[place] for place in places if place is not None]
        columns = [self.rows.columns[place] for place in self.copied_columns()]
        lines = ["\t".join(column.title for column in columns)]
        lines += ["\t".join(_cell(column.text(row)) for column in columns) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines) + "\n")

    def copied_columns(self) -> list[int]:
        """The positions of the columns that are copied, in their order."""
        return list(range(len(self.rows.columns)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif key == Qt.Key.Key_Insert and self.on_create is not None:
            self.on_create()
        elif key == Qt.Key.Key_Delete and self.on_remove is not None and self.selected_ids():
            self.on_remove(self.selected_ids())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state() != View.State.EditingState:
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            corner = self.visualRect(self.currentIndex()).bottomLeft()
            where = self.viewport().mapToGlobal(QPoint(max(corner.x(), 0), corner.y()))
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def menu(self) -> QMenu:
        """What can be done with the selected rows."""
        menu = QMenu(self)
        ids = self.selected_ids()
        create = self.on_create
        if create is not None:
            menu.addAction(icon("add"), "Neu\tEinfg").triggered.connect(lambda: create())
        if len(ids) == 1 and self.actions_for is not None:
            menu.addActions(list(self.actions_for(ids[0])))
        if ids:
            menu.addAction(icon("copy"), "Kopieren\tStrg+C").triggered.connect(self.copy)
        if ids and self.on_remove is not None:
            remove = self.on_remove
            menu.addSeparator()
            menu.addAction(icon("delete"), "Löschen\tEntf").triggered.connect(lambda: remove(ids))
        return menu

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._restoring and current.isValid() and current.row() != previous.row():
            self.row_picked.emit(current.data(ID_ROLE))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current when the table gets the keys; that is not the user's choice."""
        was, self._restoring = self._restoring, True
        super().focusInEvent(event)
        self._restoring = was

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)

    def _on_opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(index.data(ID_ROLE))

    def _on_sorted(self, section: int, order: Qt.SortOrder) -> None:
        self.rows.sort(section, order)

    def _keep_selection(self) -> None:
        self._kept = self.picked_id() if self.selectionModel() else None
        self._kept_selection = self.selected_ids() if self.selectionModel() else []

    def _restore_selection(self) -> None:
        if self._kept is not None:
            self._restoring = True
            self.pick(self._kept)
            self.select_more(self._kept_selection)
            self._restoring = False

    def select_more(self, ids: Iterable[str]) -> None:
        """Select further rows; the current one stays."""
        rows = (self.rows.position(id_) for id_ in ids)
        chosen = QItemSelection()
        for row in rows:
            if row is not None:
                chosen.select(self.rows.index(row, 0), self.rows.index(row, 0))
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flag.Select | flag.Rows)


def _cell(text: str) -> str:
    """One cell for the clipboard: tabs and line feeds would break the table apart."""
    return " ".join(text.split())
