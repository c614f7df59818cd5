"""A preview of what a file brings: rows to be ticked and taken as one step, the current one in full below."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtGui import QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLayout, QVBoxLayout, QWidget

from ozgdesk.ui import theme
from ozgdesk.ui.help import help_dialog
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.row_model import Column
from ozgdesk.ui.widgets.tick_table import TickTable

_ICONS = {"new": "add", "changed": "edit", "skipped": "check", "not_carried": "info", "conflict": "warning"}
HOW = (
    "Angekreuztes wird als ein Schritt übernommen, der sich rückgängig machen lässt; vorher wird die "
    "Projektdatei gesichert. Die Leertaste kreuzt die markierten Zeilen an oder ab."
)


class Takable(Protocol):
    """A row of a preview."""

    @property
    def id(self) -> str: ...

    @property
    def fate(self) -> str: ...

    @property
    def is_taken(self) -> bool: ...

    @property
    def may_be_taken(self) -> bool: ...


Row = TypeVar("Row", bound=Takable)


class TakeDialog(QDialog, Generic[Row]):
    """Accepted by "Übernehmen"; `ticked` are then the ids of the rows to be taken.

    A subclass says what is counted (`told`) and what the current row is about (`described`), and lays out.
    """

    def __init__(
        self,
        title: str,
        help_text: str,
        columns: Sequence[Column[Row]],
        table_name: str,
        *,
        more: str = "Auch &Unverändertes zeigen",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._rows: tuple[Row, ...] = ()
        self.summary = plain_label("muted")
        self.table: TickTable[Row] = TickTable(columns, table_name, lambda row: row.may_be_taken)
        self.detail = plain_label("")
        self.unchanged = QCheckBox(more)
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.unchanged.toggled.connect(self._fill)
        self.table.row_picked.connect(lambda _id: self._describe())
        self.table.ticks_changed.connect(self._count)
        QShortcut(QKeySequence("F1"), self, lambda: help_dialog(self.windowTitle(), help_text, self).exec())

    @property
    def ticked(self) -> frozenset[str]:
        """What is to be taken, also where it is not shown at the moment."""
        return frozenset(self.table.ticked)

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was taken; the ticks stay."""
        theme.look(self.detail, "error")
        self.detail.setText(sentence)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show what would happen now, ticked as it is proposed."""
        self._rows = tuple(rows)
        self._fill()
        self.table.tick({row.id for row in rows if row.is_taken})
        if self.table.rows.rows:
            self.table.pick(self.table.rows.rows[0].id)
        self._describe()

    def told(self, count: int) -> str:
        """The sentence above the table, when so many rows are ticked."""
        raise NotImplementedError

    def described(self, row: Row) -> str:
        """All about a row, which its cells may have no room for."""
        raise NotImplementedError

    def show_current(self, row: Row | None) -> None:
        """Another row became the current one; for a subclass that shows more of it."""

    def lay_out(
        self, heading: str, above: QLayout | None = None, below: QWidget | None = None, *, lines: int = 2
    ) -> None:
        """Put all in place: `above` the summary, `below` the table; the detail has room for so many lines."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(plain_label("heading", heading))
        if above is not None:
            layout.addLayout(above)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 5)
        if below is not None:
            layout.addWidget(below, 2)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * lines)
        layout.addWidget(self.detail)
        layout.addWidget(self.unchanged)
        layout.addWidget(plain_label("small", HOW))
        layout.addWidget(self.buttons)
        self.table.setFocus()

    def _fill(self) -> None:
        shows_all = self.unchanged.isChecked()
        self.table.rows.set_rows([row for row in self._rows if shows_all or row.fate != "skipped"])

    def _count(self) -> None:
        count = len(self.table.ticked)
        self.summary.setText(self.told(count))
        self.take.setEnabled(count > 0)

    def _describe(self) -> None:
        place = self.table.rows.position(self.table.picked_id() or "")
        row = self.table.rows.rows[place] if place is not None else None
        theme.look(self.detail, "")
        self.detail.setText(self.described(row) if row is not None else "")
        self.show_current(row)


def fate_icon(fate: str) -> QIcon:
    """The picture of what becomes of a row."""
    return icon(_ICONS[fate])
