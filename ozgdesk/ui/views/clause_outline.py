"""The tree of clauses beside the page: numbers and headings, to jump to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.naming import shortened

_ID = Qt.ItemDataRole.UserRole
_LONGEST = 44


class ClauseOutline(QTreeWidget):
    """Shows the parts of a version; `picked(id)` when the user chooses one."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setAccessibleName("Gliederung")
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._shown: list[tuple[str, str | None]] = []
        self.currentItemChanged.connect(self._on_current)

    def set_rows(self, rows: tuple[ClauseRow, ...]) -> None:
        """Show a text; what was folded open and the current part stay."""
        if [(row.id, row.parent_id) for row in rows] == self._shown:
            for row in rows:
                if self._items[row.id].text(0) != title(row):
                    self._items[row.id].setText(0, title(row))
            return
        self._shown = [(row.id, row.parent_id) for row in rows]
        opened = {id_ for id_, item in self._items.items() if item.isExpanded()}
        current = self.current_id()
        self.blockSignals(True)
        self.clear()
        self._items = {}
        for row in rows:
            above = self._items.get(row.parent_id or "")
            item = QTreeWidgetItem(above if above is not None else self.invisibleRootItem())
            item.setText(0, title(row))
            item.setToolTip(0, row.heading)
            item.setData(0, _ID, row.id)
            self._items[row.id] = item
        for id_ in opened & self._items.keys():
            self._items[id_].setExpanded(True)
        if current in self._items:
            self.setCurrentItem(self._items[current])
        self.blockSignals(False)

    def current_id(self) -> str:
        """The id of the chosen part, empty when there is none."""
        item = self.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def pick(self, clause_id: str) -> None:
        """Choose a part without telling anybody."""
        item = self._items.get(clause_id)
        if item is not None:
            self.blockSignals(True)
            self.setCurrentItem(item)
            self.scrollToItem(item)
            self.blockSignals(False)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(str(item.data(0, _ID)))


def title(row: ClauseRow) -> str:
    """Number and heading of a part, or the first words of its text; its kind when there are none."""
    words = row.heading or row.text
    if not words.strip():
        words = row.kind_text
    if row.kind == ClauseKind.FORMULA.value:
        words = row.kind_text
    return f"{row.number}  {shortened(words, _LONGEST)}".strip()
