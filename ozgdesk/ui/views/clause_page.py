"""The text of an agreement as a page, numbers in the margin; a part is edited where it stands."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.present.agreement import ClauseRow
from ozgdesk.present.agreement_text import Piece, PieceKind
from ozgdesk.ui import theme
from ozgdesk.ui.views.clause_editor import ClauseEditor

WIDEST = 740
INDENT = 34
MARGIN = 12
BAR = 3
EMPTY = "Text eingeben"
TITLED = {ClauseKind.PREAMBLE.value, ClauseKind.CLAUSE.value, ClauseKind.ANNEX.value}
"""Kinds that have a heading of their own."""

EMPTY = "Diese Fassung hat noch keinen Text. Mit Einfg oder „Neu“ legen Sie den ersten Teil an."
_CHANGING = frozenset(
    {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert, Qt.Key.Key_Delete}
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the page that can be edited: a part and its field, `heading` or `text`."""

    clause_id: str
    field: str


class ClausePage(QTextEdit):
    """Shows the parts of a version. `picked(id)` follows the current part, `edit_asked(Spot)` wants to edit.

    With the focus on the page: arrows move between parts, F2 or Return edits, Strg+arrows moves the part,
    Einfg adds, Entf deletes.
    """

    picked = Signal(str)
    edit_asked = Signal(object)
    shift = Signal(int)
    add_asked = Signal()
    remove_asked = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setStyleSheet("ClausePage { border: none; padding: 0; }")
        self.setAccessibleName("Text der Vereinbarung")
        self.document().setDocumentMargin(MARGIN)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.editor = ClauseEditor(self.viewport())
        self.editor.hide()
        self._number = QLabel(self.viewport())
        self._number.hide()
        self.editor.height_changed.connect(self._fit_editor)
        self.is_locked = False
        self._rows: tuple[ClauseRow, ...] = ()
        self._spots: dict[int, Spot] = {}
        self._spot: Spot | None = None
        self.current_id: str | None = None
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._place_editor())

    @property
    def spot(self) -> Spot | None:
        """What is being edited."""
        return self._spot

    def set_rows(self, rows: tuple[ClauseRow, ...], *, is_locked: bool) -> None:
        """Show a text; scroll position and an open editor stay."""
        before, self._rows = self._rows, rows
        was_locked, self.is_locked = self.is_locked, is_locked
        self.setPlaceholderText("" if is_locked else EMPTY)
        if was_locked == is_locked and self._differs_only_in_editor(before, rows):
            return
        scrolled = self.verticalScrollBar().value()
        if self._spot is not None and self._spot.clause_id not in {row.id for row in rows}:
            self.close_editor()
        self.write_page()
        self.verticalScrollBar().setValue(scrolled)
        self._place_editor()

    def _differs_only_in_editor(self, before: tuple[ClauseRow, ...], rows: tuple[ClauseRow, ...]) -> bool:
        """Whether the page can stay as it is: what changed is the part under the editor, or nothing."""
        if [row.id for row in before] != [row.id for row in rows]:
            return False
        edited = self._spot.clause_id if self._spot is not None and self._spot.field == "text" else ""
        return all(
            old == new or (new.id == edited and _place(old) == _place(new))
            for old, new in zip(before, rows, strict=True)
        )

    def write_page(self) -> None:
        """Write the page anew, also after the colours changed."""
        self._spots = {}
        self.document().clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for position, row in enumerate(self._rows):
            self._write(cursor, row, is_first=position == 0)
        cursor.endEditBlock()
        self.viewport().update()

    def open_editor(self, spot: Spot) -> None:
        """Put the editor over a spot; its block makes room for it. The caller fills the editor."""
        self._spot = spot
        self.current_id = spot.clause_id
        self.write_page()
        self.editor.setFont(self._font(spot))
        self.editor.document().setDefaultFont(self._font(spot))
        row = next(row for row in self._rows if row.id == spot.clause_id)
        self._number.setFont(self._font(spot))
        self._number.setText(row.number)
        self._number.adjustSize()
        is_numbered = row.number and (spot.field == "heading" or row.kind not in TITLED)
        self._number.setVisible(bool(is_numbered))
        self.editor.show()
        self._fit_editor()
        self.editor.setFocus()
        self.ensure_spot_visible()

    def close_editor(self) -> None:
        """Take the editor away."""
        if self._spot is not None:
            self._spot = None
            self.editor.hide()
            self._number.hide()
            self.write_page()

    def pick(self, clause_id: str) -> None:
        """Make a part the current one and bring it into sight."""
        self.current_id = clause_id
        self.viewport().update()
        block = self._block_of(clause_id)
        if block is not None:
            self._scroll_to(block)

    def ensure_spot_visible(self) -> None:
        """Bring the spot that is edited into sight."""
        block = self._block_at(self._spot)
        if block is not None:
            self._scroll_to(block)

    def spots(self) -> tuple[Spot, ...]:
        """All spots in reading order."""
        return tuple(self._spots[number] for number in sorted(self._spots))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_near(event.position().toPoint())
        if spot is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus()
        self._go(spot.clause_id)
        if not self.is_locked:
            self.edit_asked.emit(spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.is_locked and (key in _CHANGING or (event.text().isprintable() and event.text().strip())):
            self.refused.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            way = -1 if key == Qt.Key.Key_Up else 1
            if control and not self.is_locked:
                self.shift.emit(way)
            else:
                self._step(way)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            spot = next((s for s in reversed(self.spots()) if s.clause_id == self.current_id), None)
            if spot is not None:
                self.edit_asked.emit(spot)
        elif key == Qt.Key.Key_Insert:
            self.add_asked.emit()
        elif key == Qt.Key.Key_Delete and self.current_id is not None:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_id is None and self._rows:
            self.current_id = self._rows[0].id
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, and a bar beside the current part, strong while the keys go here."""
        super().paintEvent(event)
        block = self._block_of(self.current_id) if self._spot is None else None
        if block is not None:
            rect = self._block_rect(block)
            role = theme.role(self, "focus" if self.hasFocus() else "hairline")
            painter = QPainter(self.viewport())
            painter.fillRect(QRect(0, rect.top(), BAR, rect.height()), role)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._rows:
            self.write_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(theme.step(6), (self.width() - WIDEST) // 2)
        self.setViewportMargins(room - MARGIN, 0, room - MARGIN, 0)
        self._place_editor()

    def _step(self, way: int) -> None:
        ids = [row.id for row in self._rows]
        if not ids:
            return
        at = ids.index(self.current_id) if self.current_id in ids else -way
        self._go(ids[min(max(at + way, 0), len(ids) - 1)])

    def _go(self, clause_id: str) -> None:
        self.pick(clause_id)
        self.picked.emit(clause_id)

    def _write(self, cursor: QTextCursor, row: ClauseRow, *, is_first: bool) -> None:
        if row.kind in TITLED:
            self._write_heading(cursor, row, is_first=is_first)
        if self._shows_text(row):
            form = _block_format(row)
            self._start(cursor, form, Spot(row.id, "text"), is_first and row.kind not in TITLED)
            self._write_text(cursor, row)

    def _shows_text(self, row: ClauseRow) -> bool:
        """A § whose Absätze follow has no text of its own; an empty part shows where to type."""
        if row.text.strip() or row.kind not in TITLED:
            return True
        has_children = any(other.parent_id == row.id for other in self._rows)
        return (not has_children and not self.is_locked) or self._spot == Spot(row.id, "text")

    def _write_heading(self, cursor: QTextCursor, row: ClauseRow, *, is_first: bool) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(0 if is_first else theme.step(6))
        form.setBottomMargin(theme.step(1))
        form.setTabPositions([QTextOption.Tab(64, QTextOption.TabType.LeftTab)])
        spot = Spot(row.id, "heading")
        self._start(cursor, form, spot, is_first)
        if spot == self._spot:
            self._make_room(cursor)
            return
        strong = QTextCharFormat()
        strong.setFont(self._font(spot))
        strong.setForeground(theme.role(self, "text"))
        cursor.insertText(f"{row.number}\u2002" if row.number else "", strong)
        if row.heading or not row.number:
            cursor.insertText(row.heading or row.kind_text, strong)
        elif not self.is_locked:
            cursor.insertText("Überschrift", self._muted(strong))

    def _write_text(self, cursor: QTextCursor, row: ClauseRow) -> None:
        if Spot(row.id, "text") == self._spot:
            self._make_room(cursor)
            return
        words = QTextCharFormat()
        words.setForeground(theme.role(self, "text"))
        if row.kind not in TITLED and row.kind != ClauseKind.FORMULA.value:
            cursor.insertText(f"{row.number}\t" if row.number else "", words)
        if not row.text and not self.is_locked:
            cursor.insertText(EMPTY, self._muted(words))
        for piece in row.pieces:
            cursor.insertText(piece.text.replace("\n", "\u2028"), self._format(piece, words))

    def _start(self, cursor: QTextCursor, form: QTextBlockFormat, spot: Spot, is_first: bool) -> None:
        if is_first:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form, QTextCharFormat())
        self._spots[cursor.blockNumber()] = spot

    def _make_room(self, cursor: QTextCursor) -> None:
        form = cursor.blockFormat()
        height = max(self.editor.wanted_height(), theme.step(8))
        form.setLineHeight(float(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.setBlockFormat(form)

    def _format(self, piece: Piece, words: QTextCharFormat) -> QTextCharFormat:
        if piece.kind is PieceKind.WORDS:
            return words
        form = QTextCharFormat(words)
        if piece.kind is PieceKind.REFERENCE:
            form.setForeground(theme.role(self, "accent"))
        elif piece.kind is PieceKind.FIELD:
            form.setBackground(theme.role(self, "selection"))
        else:
            form.setBackground(theme.role(self, "warning_soft"))
            form.setForeground(theme.role(self, "warning"))
        return form

    def _muted(self, like: QTextCharFormat) -> QTextCharFormat:
        form = QTextCharFormat(like)
        form.setForeground(theme.role(self, "muted"))
        return form

    def _font(self, spot: Spot) -> QFont:
        return theme.font(1.5, strong=True) if spot.field == "heading" else theme.font(0.5)

    def _block_of(self, clause_id: str | None) -> QTextBlock | None:
        numbers = [number for number, spot in self._spots.items() if spot.clause_id == clause_id]
        return self.document().findBlockByNumber(min(numbers)) if numbers else None

    def _block_at(self, spot: Spot | None) -> QTextBlock | None:
        numbers = [number for number, found in self._spots.items() if found == spot]
        return self.document().findBlockByNumber(numbers[0]) if numbers else None

    def _spot_near(self, point: QPoint) -> Spot | None:
        return self._spots.get(self.cursorForPosition(point).blockNumber())

    def _block_rect(self, block: QTextBlock) -> QRect:
        rect = self.document().documentLayout().blockBoundingRect(block).toRect()
        return rect.translated(0, -self.verticalScrollBar().value())

    def _scroll_to(self, block: QTextBlock) -> None:
        rect = self._block_rect(block)
        bar = self.verticalScrollBar()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top() - theme.step(4))
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() - self.viewport().height() + theme.step(8))

    def _fit_editor(self) -> None:
        block = self._block_at(self._spot)
        if block is None:
            return
        self._place_editor()
        cursor = QTextCursor(block)
        self._make_room(cursor)
        self._place_editor()

    def _place_editor(self) -> None:
        block = self._block_at(self._spot)
        if block is None:
            return
        form = block.blockFormat()
        rect = self._block_rect(block)
        left = MARGIN + int(form.leftMargin())
        top = rect.top()
        space = self.editor.frame_space()
        self._number.move(left + int(form.textIndent()), top + 2)
        if self._number.isVisible() and self._spot is not None and self._spot.field == "heading":
            left += self._number.width() + theme.step(3)
        self.editor.setGeometry(
            left - space - 4,
            top - space,
            self.viewport().width() - left + space - MARGIN,
            max(self.editor.wanted_height(), theme.step(8)) + space,
        )


def _place(row: ClauseRow) -> tuple[str | None, str, str, str]:
    return row.parent_id, row.kind, row.number, row.heading


def _block_format(row: ClauseRow) -> QTextBlockFormat:
    """Where the text of a part begins: numbers hang in the margin before it."""
    form = QTextBlockFormat()
    form.setBottomMargin(theme.step(2))
    form.setLineHeight(124.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    level = {
        ClauseKind.PARAGRAPH.value: 1,
        ClauseKind.NUMBER.value: 2,
        ClauseKind.LETTER.value: 3,
    }.get(row.kind, 0)
    if level and row.number:
        form.setLeftMargin(level * INDENT)
        form.setTextIndent(-INDENT)
        form.setTabPositions([QTextOption.Tab(INDENT, QTextOption.TabType.LeftTab)])
    elif level > 1:
        form.setLeftMargin(level * INDENT)
    return form
