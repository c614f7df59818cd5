"""The model of the tables of the window: its columns are data.

Rows are sorted and filtered in Python before they reach the model: a proxy over a Python model is far too
slow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
Item = Qt.ItemDataRole

ID_ROLE = Item.UserRole + 1
CHIP_ROLE = Item.UserRole + 2
LIGHT_ROLE = Item.UserRole + 3
STRONG_ROLE = Item.UserRole + 4

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _nothing(_row: Any) -> None:
    return None


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column as data.

    `text` is what is shown and copied, `sort` what is compared (the text without it). `edit(row, typed)`
    makes the column editable and calls a command; `edited` is the text the editor starts with. `chips` gives
    (code, "#colour") of municipalities, `light` one of green, yellow, red, grey. `width` is in pixels; the
    `stretch` column takes the rest, a `firm` one never gives way, and `spare` ones are left out, those
    with 1 first, while the widths of all columns, the stretching one included, have no room side by side.
    """

    title: str
    text: Callable[[R], str]
    width: int = 120
    stretch: bool = False
    firm: bool = False
    spare: int = 0
    right: bool = False
    sort: Callable[[R], Any] | None = None
    tip: Callable[[R], str | None] = _nothing
    icon: Callable[[R], QIcon | None] = _nothing
    color: Callable[[R], QColor | None] = _nothing
    strong: Callable[[R], bool] | None = None
    chips: Callable[[R], Sequence[tuple[str, str]]] | None = None
    light: Callable[[R], str | None] = _nothing
    edit: Callable[[R, str], object] | None = None
    edited: Callable[[R], str] | None = None
    choices: Callable[[R], Sequence[str]] | None = None


class HasId(Protocol):
    """A row that says by itself which one it is."""

    @property
    def id(self) -> str:
        """The id of the row."""


class RowModel(QAbstractTableModel, Generic[R]):
    """Rows of any frozen class with an id. It never changes a row itself: editing calls a command."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        row_id: Callable[[R], str] = attrgetter("id"),
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._row_id = row_id
        self._given: tuple[R, ...] = ()
        self._rows: tuple[R, ...] = ()
        self._positions: dict[str, int] = {}
        self._sorted_by: tuple[int, bool] | None = None
        self._answers: dict[int, Callable[[Column[R], R], Any]] = {
            Item.DisplayRole: lambda column, row: column.text(row),
            Item.EditRole: lambda column, row: (column.edited or column.text)(row),
            Item.ToolTipRole: lambda column, row: column.tip(row),
            Item.DecorationRole: lambda column, row: column.icon(row),
            Item.ForegroundRole: lambda column, row: column.color(row),
            Item.TextAlignmentRole: lambda column, row: RIGHT if column.right else None,
            Item.AccessibleTextRole: self._accessible,
            ID_ROLE: lambda column, row: self._row_id(row),
            CHIP_ROLE: lambda column, row: column.chips(row) if column.chips else None,
            LIGHT_ROLE: lambda column, row: column.light(row),
            STRONG_ROLE: lambda column, row: column.strong(row) if column.strong else False,
        }

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows in the order shown."""
        return self._rows

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; where only values differ, the rows stay in place and are repainted."""
        self._given = tuple(rows)
        fresh = self._in_order()
        if [self._row_id(row) for row in fresh] == [self._row_id(row) for row in self._rows]:
            self._replace(fresh)
            return
        self.beginResetModel()
        self._rows = fresh
        self._positions = {self._row_id(row): position for position, row in enumerate(fresh)}
        self.endResetModel()

    def row_at(self, index: Index) -> R | None:
        """The row of an index, None for an invalid one."""
        return self._rows[index.row()] if index.isValid() else None

    def position(self, id_: str) -> int | None:
        """Where the row with this id stands, None when it is not shown."""
        return self._positions.get(id_)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Item.DisplayRole) -> Any:
        answer = self._answers.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self.columns[index.column()], self._rows[index.row()])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Item.DisplayRole, Item.AccessibleTextRole):
            return self.columns[section].title
        if role == Item.TextAlignmentRole:
            return (
                RIGHT
                if self.columns[section].right
                else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].edit is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Item.EditRole) -> bool:
        if role != Item.EditRole or not index.isValid():
            return False
        column, row = self.columns[index.column()], self._rows[index.row()]
        typed = str(value)
        if column.edit is None or typed == (column.edited or column.text)(row):
            return False
        column.edit(row, typed)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 gives the order of the rows as they came."""
        self._sorted_by = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self.set_rows(self._given)

    def _in_order(self) -> tuple[R, ...]:
        if self._sorted_by is None:
            return self._given
        position, reverse = self._sorted_by
        column = self.columns[position]
        key = column.sort or column.text

        def null_last(row: R) -> tuple[bool, Any]:
            value = key(row)
            return ((value is None) is not reverse, 0 if value is None else value)

        return tuple(sorted(self._given, key=null_last, reverse=reverse))

    def _replace(self, fresh: tuple[R, ...]) -> None:
        old, self._rows = self._rows, fresh
        differing = [place for place, row in enumerate(fresh) if row != old[place]]
        if differing:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(differing[0], 0), self.index(differing[-1], last))

    def _accessible(self, column: Column[R], row: R) -> str:
        return f"{column.title}: {column.text(row)}"


def rows_behind(index: Index) -> RowModel[Any]:
    """The rows that an index belongs to; for delegates, which Qt only tells the index."""
    model = index.model()
    assert isinstance(model, RowModel)
    return model
