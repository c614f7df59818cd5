"""The rows of the matrix and of its totals as Qt asks for them: one look-up per question."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt

from ozgdesk import formats
from ozgdesk.present.matrix import (
    NO_PART,
    Counts,
    Matrix,
    MatrixCell,
    MatrixRow,
    cell_sentence,
    cell_tip,
    row_sentence,
)
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.ui.widgets.row_model import NO_PARENT, Index

Item = Qt.ItemDataRole

SUM, TO_CHECK = "Summe", "Bitte prüfen"
_TEXTS = (Item.DisplayRole, Item.AccessibleTextRole)


class _Grid(QAbstractTableModel):
    """A column for each municipality, then the sum and what to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: tuple[MunicipalityTag, ...] = ()

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.tags) + 2

    def tag_at(self, column: int) -> MunicipalityTag | None:
        """The municipality of a column; None for the sum and what to look at."""
        return self.tags[column] if 0 <= column < len(self.tags) else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Item.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return self.row_head(section, role)
        tag = self.tag_at(section)
        if tag is not None and role in (Item.ToolTipRole, Item.AccessibleTextRole):
            return tag.name
        if role in _TEXTS:
            return tag.code if tag else (SUM, TO_CHECK)[section - len(self.tags)]
        return None

    def row_head(self, row: int, role: int) -> Any:
        """What the head of a row answers."""
        raise NotImplementedError


class MatrixModel(_Grid):
    """The tasks shown. It changes nothing itself: the view runs commands and shows new rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[MatrixRow, ...] = ()
        self._positions: dict[str, int] = {}

    def show_rows(self, tags: Sequence[MunicipalityTag], rows: Sequence[MatrixRow]) -> None:
        """Show other rows; where only what they hold differs, they stay in place and are painted anew."""
        fresh = tuple(rows)
        is_same = self.tags == tuple(tags) and [row.id for row in fresh] == [row.id for row in self.rows]
        if is_same:
            self._replace(fresh)
            return
        self.beginResetModel()
        self.tags, self.rows = tuple(tags), fresh
        self._positions = {row.id: position for position, row in enumerate(fresh)}
        self.endResetModel()

    def position(self, id_: str) -> int | None:
        """Where the task with this id stands, None when it is not shown."""
        return self._positions.get(id_)

    def cell_at(self, index: Index) -> MatrixCell:
        """The cell at an index; an empty one in the columns that belong to no municipality."""
        if not index.isValid() or index.column() >= len(self.tags):
            return NO_PART
        return self.rows[index.row()].cells[index.column()]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Item.DisplayRole) -> Any:
        if not index.isValid() or role not in (*_TEXTS, Item.ToolTipRole):
            return None
        row, tag = self.rows[index.row()], self.tag_at(index.column())
        if tag is None:
            return sum_words(row) if index.column() == len(self.tags) else "; ".join(row.problems)
        cell = row.cells[index.column()]
        if role == Item.ToolTipRole:
            return cell_tip(row, tag, cell)
        if role == Item.AccessibleTextRole:
            return cell_sentence(row, tag, cell)
        return cell.letter or cell.counts.words()

    def row_head(self, row: int, role: int) -> Any:
        found = self.rows[row]
        if role == Item.DisplayRole:
            return f"{found.number} {found.name}"
        return row_sentence(found) if role in (Item.AccessibleTextRole, Item.ToolTipRole) else None

    def _replace(self, fresh: tuple[MatrixRow, ...]) -> None:
        old, self.rows = self.rows, fresh
        differing = [place for place, row in enumerate(fresh) if row != old[place]]
        if differing:
            self.dataChanged.emit(
                self.index(differing[0], 0), self.index(differing[-1], self.columnCount() - 1)
            )
            self.headerDataChanged.emit(Qt.Orientation.Vertical, differing[0], differing[-1])


class TotalsModel(_Grid):
    """The totals of each municipality below the matrix."""

    titles = ("Federführung (F)", "Zuarbeit (Z)", "zur Kenntnis (K)", "offen (F, Z)")

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[tuple[str, ...], ...] = ()
        self._unled = ""

    def show_totals(self, found: Matrix) -> None:
        """Show the totals of these rows."""
        self.beginResetModel()
        self.tags = found.municipalities
        self._columns = tuple(_figures(counts) for counts in (*found.totals, found.counts))
        unled = sum(row.is_unled for row in found.rows)
        self._unled = f"{formats.number(unled)} ohne Federführung" if unled else ""
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() or not self._columns else len(self.titles)

    def data(self, index: Index, role: int = Item.DisplayRole) -> Any:
        if not index.isValid() or role not in _TEXTS:
            return None
        if index.column() > len(self.tags):
            return self._unled if index.row() == 0 else ""
        figure = self._columns[index.column()][index.row()]
        if role == Item.DisplayRole:
            return figure
        tag = self.tag_at(index.column())
        return f"{figure}: {tag.name if tag else 'alle Kommunen'}, {self.titles[index.row()]}"

    def row_head(self, row: int, role: int) -> Any:
        return self.titles[row] if role in _TEXTS else None


def sum_words(row: MatrixRow) -> str:
    """The sum of a row; a dot keeps the letters apart from those of a cell."""
    return row.counts.words().replace(" ", " · ")


def _figures(counts: Counts) -> tuple[str, ...]:
    return tuple(map(formats.number, (counts.lead, counts.contributor, counts.informed, counts.open)))
