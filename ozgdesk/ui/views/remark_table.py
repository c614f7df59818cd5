"""The list of remarks: grouped, worked off by keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QWidget

from ozgdesk import formats
from ozgdesk.present.remarks import RemarkLine
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.remark_card import STATE_ICONS
from ozgdesk.ui.widgets.row_model import Index
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

KEYS = "ÜKBO"


class RemarkModel(RowModel[RemarkLine]):
    """Titles of groups are read, not chosen."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.row_at(index)
        return Qt.ItemFlag.NoItemFlags if line is not None and line.row is None else super().flags(index)


class RemarkTable(RowTable):
    """`key_pressed(letter)` is what the card does about the current remark; F2 edits it: `edit_asked(id)`."""

    key_pressed = Signal(str)
    edit_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(RemarkModel(_COLUMNS), "Anmerkungen", parent)
        self.horizontalHeader().setSectionsClickable(False)

    def pick_first(self) -> bool:
        """Choose the first remark; false when there is none."""
        first = next((line for line in self.rows.rows if line.row is not None), None)
        return first is not None and self.pick(first.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        picked = self.picked_id()
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if letter and letter in KEYS and event.modifiers() in plain:
            self.key_pressed.emit(letter)
        elif event.key() == Qt.Key.Key_F2 and picked is not None:
            self.edit_asked.emit(picked)
        else:
            super().keyPressEvent(event)


def _words(line: RemarkLine) -> str:
    return line.title if line.row is None else " ".join((line.row.text or line.row.proposal).split())


def _icon(line: RemarkLine) -> QIcon | None:
    return icon(*STATE_ICONS[line.row.state]) if line.row is not None else None


def _chips(line: RemarkLine) -> list[tuple[str, str]]:
    tag = line.row.municipality if line.row is not None else None
    return [(tag.code, tag.color)] if tag is not None and tag.id else []


_COLUMNS: tuple[Column[RemarkLine], ...] = (
    Column("Anmerkung", _words, 300, stretch=True, icon=_icon, strong=lambda line: line.row is None,
           tip=lambda line: line.row.text if line.row is not None else None),
    Column("Kommune", lambda line: line.row.who if line.row is not None else "", 110, chips=_chips),
    Column("Textteil", lambda line: line.row.place if line.row is not None else "", 200, spare=1),
    Column("Stand", lambda line: line.row.state_text if line.row is not None else "", 110),
    Column("Vom", lambda line: formats.day(line.row.dated_on) if line.row and line.row.dated_on else "", 96,
           spare=2),
)  # fmt: skip
