"""The page Prüfung of the place Vereinbarung: what follows by computation, and the findings by weight."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QToolButton, QVBoxLayout, QWidget

from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.findings import Severity
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ReviewState
from ozgdesk.present.legal_check import CheckPlace, CheckRow, check_place
from ozgdesk.texts.legal_check import DISCLAIMER, SEVERITIES
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.agreement_choice import chosen_agreement, chosen_version
from ozgdesk.ui.views.check_outcome import CheckOutcome
from ozgdesk.ui.views.finding_actions import FindingActions
from ozgdesk.ui.views.finding_card import FindingCard
from ozgdesk.ui.views.plan_hints import SEVERITY_ICONS
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel
from ozgdesk.ui.widgets.sections import Section, ShortTable

HELP = (
    "Hier steht, was das Recht zu dieser Fassung sagt: oben Verfahren, Aufsichtsbehörde und Unterschriften "
    "mit Gründen, darunter die Befunde nach ihrem Gewicht.\n\n"
    "Die Eingabetaste führt zur Stelle, A führt die Abhilfe aus, G schließt einen Befund als geprüft, N als "
    "nicht einschlägig, jeweils mit Grund; O öffnet ihn wieder. Ein geschlossener Befund kommt wieder, wenn "
    "sich sein Text ändert.\n\n" + DISCLAIMER
)


def _icon(row: CheckRow) -> QIcon:
    return icon(*(SEVERITY_ICONS[row.severity] if not row.note_id else ("ok", "muted")))


_COLUMNS: tuple[Column[CheckRow], ...] = (
    Column("Befund", lambda row: row.text, 300, stretch=True, icon=_icon, tip=lambda row: row.text),
    Column("Ort", lambda row: row.place, 104),
    Column("Norm", lambda row: row.norm, 136, tip=lambda row: row.law or None),
    Column("Abhilfe", lambda row: row.fix_text, 184, spare=1),
)
_CLOSED_COLUMNS: tuple[Column[CheckRow], ...] = (
    *_COLUMNS[:3],
    Column("Vermerk", lambda row: f"{row.state_text}: {row.reason}", 220, tip=lambda row: row.reason),
)


class FindingTable(ShortTable):
    """A table of findings; `key_pressed(letter)` is what the card does about the current row."""

    key_pressed = Signal(str)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The card shows the finding that the keys act on."""
        super().focusInEvent(event)
        picked = self.picked_id()
        if picked is not None:
            self.row_picked.emit(picked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if letter in ("A", "G", "N", "O") and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self.key_pressed.emit(letter)
        else:
            super().keyPressEvent(event)


class CheckView(QWidget):
    """Wires the outcome, the lists and the card of the chosen finding to the desk."""

    help_text = HELP

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checked: CheckPlace | None = None
        self._key = ""
        self._actions = FindingActions(desk, self)
        self.outcome = CheckOutcome(self)
        self.sections = {severity.value: self._section(SEVERITIES[severity]) for severity in Severity}
        alike = tuple(section.table for section in self.sections.values())
        for table in alike:
            table.alike = alike
        self.closed = self._section("Geschlossen", _CLOSED_COLUMNS)
        self.fold = QToolButton(self)
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.toggled.connect(self._on_fold)
        self.none = plain_label("muted", "Es gibt keinen offenen Befund.")
        self.card = FindingCard(desk, self._actions, self)
        self._set_up()
        self._on_fold(False)

    def show_view(self, view: View) -> None:
        """Show the check of the chosen version; the chosen finding stays chosen."""
        agreement = chosen_agreement(self._desk)
        if agreement is None:
            return
        version = chosen_version(self._desk, agreement)
        checked = self._checked = check_place(view, agreement.id, version.id if version else "")
        self.outcome.show_place(checked)
        for severity, section in self.sections.items():
            rows = tuple(row for row in checked.open if row.severity == severity)
            section.show_rows(rows)
            section.setVisible(bool(rows))
        for section in self.sections.values():
            section.table.fit_columns()
        self.closed.show_rows(checked.closed)
        self.none.setVisible(not checked.open)
        self.fold.setText(f"Geschlossene Befunde ({len(checked.closed)})")
        self.fold.setVisible(bool(checked.closed))
        self._on_fold(self.fold.isChecked())
        shown = [section.table for section in self.sections.values() if section.table.rows.rows]
        self.setFocusProxy(shown[0] if shown else self.fold)
        self._show_card()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Bring the finding into sight that a note closes."""
        rows = self._checked.closed if self._checked else ()
        found = next((row for row in rows if kind is ReviewNote and row.note_id == id_), None)
        if found is None:
            return False
        self.fold.setChecked(True)
        return self._pick(found.key)

    def _tables(self) -> tuple[ShortTable, ...]:
        return (*(section.table for section in self.sections.values()), self.closed.table)

    def _rows(self) -> tuple[CheckRow, ...]:
        return (*self._checked.open, *self._checked.closed) if self._checked else ()

    def _pick(self, key: str) -> bool:
        return any(table.pick(key) for table in self._tables())

    def _on_picked(self, table: ShortTable, key: str) -> None:
        if key != self._key and not self._desk.flush():
            self._pick(self._key)
            return
        self._key = key
        for other in self._tables():
            if other is not table:
                other.forget()
        self._show_card()

    def _show_card(self) -> None:
        rows = self._rows()
        row = next((row for row in rows if row.key == self._key), rows[0] if rows else None)
        self.card.setVisible(row is not None)
        if row is not None and self._checked is not None:
            self._key = row.key
            self.card.show_row(self._checked.agreement_id, row)

    def _on_key(self, letter: str) -> None:
        if letter == "A":
            self.card.put_right()
        elif letter == "O":
            self.card.reopen.click()
        else:
            self.card.close_as(ReviewState.CHECKED if letter == "G" else ReviewState.NOT_APPLICABLE)

    def _on_opened(self, key: str) -> None:
        row = next((row for row in self._rows() if row.key == key), None)
        if row is not None and self._checked is not None:
            self._actions.go(self._checked.agreement_id, row)

    def _on_fold(self, is_open: bool) -> None:
        self.fold.setIcon(icon("chevron_up" if is_open else "chevron_down"))
        self.closed.setVisible(is_open and bool(self._checked and self._checked.closed))

    def _show_box(self) -> None:
        """Bring the question for the reason into sight."""
        inner = self._below.widget()
        if inner is not None:
            inner.adjustSize()
        self._below.ensureWidgetVisible(self.card.box, 0, theme.step(2))

    def _section(self, title: str, columns: tuple[Column[CheckRow], ...] = _COLUMNS) -> Section:
        table = FindingTable(RowModel(columns, row_id=lambda row: row.key), title, self)
        table.row_picked.connect(lambda key: self._on_picked(table, key))
        table.row_opened.connect(self._on_opened)
        table.key_pressed.connect(self._on_key)
        return Section(title, table, "", self, has_head=False)

    def _set_up(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.step(6), theme.step(3), theme.step(6), theme.step(4))
        column.setSpacing(theme.step(3))
        column.addWidget(self.outcome)
        for section in self.sections.values():
            column.addWidget(section)
        column.addWidget(self.none)
        fold = QHBoxLayout()
        fold.addWidget(self.fold)
        fold.addStretch(1)
        column.addLayout(fold)
        column.addWidget(self.closed)
        column.addStretch(1)
        detail = QWidget()
        below = QVBoxLayout(detail)
        below.setContentsMargins(theme.step(6), theme.step(3), theme.step(6), theme.step(3))
        below.addWidget(self.card)
        below.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.addWidget(_scrolled(body))
        self._below = _scrolled(detail)
        self.card.box.opened.connect(self._show_box)
        splitter.addWidget(self._below)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([theme.step(100), theme.step(44)])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(widget)
    return area
