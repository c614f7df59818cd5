"""Verlauf: every step that was ever done, what it did, and going back to a point.

The list holds the heads of all steps; what a step did is read when its row is seen, searched or chosen.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.step import Step, StepHead, StepKind
from ozgdesk.domain.view import View
from ozgdesk.present.history import HistoryRow, history_rows, matches, step_sentences, step_summary
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

SEARCHED_AT_ONCE = 200  # steps looked into between two moments for the user
_ICONS = {StepKind.DO: None, StepKind.UNDO: "undo", StepKind.REDO: "redo"}


class HistoryView(QWidget):
    """All steps, newest first, beside the details of the one chosen."""

    help_text = (
        "Der Verlauf zeigt jeden Schritt: wer wann was geändert hat. Wählen Sie einen Schritt, um alle "
        "Änderungen zu lesen. „Bis hierher rückgängig“ nimmt den gewählten Schritt und alle späteren zurück; "
        "das lässt sich wiederholen.\n\n"
        "Strg+F: suchen · Pfeiltasten: Schritt wählen · Strg+C: markierte Zeilen kopieren."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._heads: tuple[StepHead, ...] = ()
        self._all: tuple[HistoryRow, ...] = ()
        self._shown: tuple[HistoryRow, ...] = ()
        self._summaries: dict[int, tuple[StepHead, str]] = {}
        self._pending: Iterator[HistoryRow] = iter(())
        self._first_of_day: frozenset[int] = frozenset()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._search_on)
        self._build()

    def show_view(self, view: View) -> None:
        """Show the steps as they are now; selection and search stay."""
        del view
        self._heads = self.desk.workspace.heads()
        known = {head.number: head for head in self._heads}
        self._summaries = {
            number: kept for number, kept in self._summaries.items() if known.get(number) == kept[0]
        }
        self._all = history_rows(self._heads, self.desk.workspace.clock.today())
        self._on_searched()
        self._show_details()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Show the newest step that touched a row."""
        numbers = self.desk.workspace.numbers_of(kind, id_)
        if not numbers:
            return False
        self.search.clear()
        return self.table.pick(str(numbers[0]))

    def find_here(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def summary(self, number: int) -> str:
        """What a step did in one line, read from the file on the first call."""
        kept = self._summaries.get(number)
        if kept is None:
            step = self._step(number)
            if step is None:
                return ""
            kept = self._summaries[number] = (step.head, step_summary(step, self.desk.snapshot))
        return kept[1]

    def undo_to_chosen(self) -> None:
        """Take back the chosen step and all later ones."""
        row = self._chosen()
        if row is None or not row.may_undo_to or not self.desk.flush():
            return
        count = self._reach(row)
        try:
            self.desk.workspace.undo_to(row.number)
        except RuleViolation as refusal:
            self.desk.tell(rule_message(refusal))
        except StoreProblem as problem:
            self.desk.failed.emit(problem)
        else:
            self.desk.tell(f"{formats.count(count, 'Schritt', 'Schritte')} rückgängig gemacht.")

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Suchen: Schritt, Aufgabe, Person oder Tag")
        self.search.setAccessibleName("Verlauf durchsuchen")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.step(90))
        self.search.textChanged.connect(self._on_searched)
        escape = QShortcut(QKeySequence("Esc"), self.search, self.search.clear)
        escape.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.count = QLabel()
        theme.look(self.count, "muted")
        self.model: RowModel[HistoryRow] = RowModel(self._columns(), row_id=lambda row: str(row.number))
        self.table = RowTable(self.model, "Verlauf")
        self.table.horizontalHeader().setSectionsClickable(False)
        self.setFocusProxy(self.table)
        self.table.row_picked.connect(lambda _id: self._show_details())
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.table)
        splitter.addWidget(self._details())
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([600, 220])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(4), theme.step(6), theme.step(4))
        layout.setSpacing(theme.step(3))
        title = QLabel("Verlauf")
        theme.look(title, "title")
        bar = QHBoxLayout()
        bar.addWidget(title)
        bar.addSpacing(theme.step(3))
        bar.addWidget(self.count)
        bar.addStretch(1)
        bar.addWidget(self.search, 1)
        layout.addLayout(bar)
        layout.addWidget(splitter, 1)

    def _details(self) -> QWidget:
        panel = QWidget()
        self.heading = QLabel()
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setWordWrap(True)
        theme.look(self.heading, "heading")
        self.meta = QLabel()
        self.meta.setTextFormat(Qt.TextFormat.PlainText)
        self.meta.setWordWrap(True)
        theme.look(self.meta, "muted")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Änderungen dieses Schritts")
        self.button = QPushButton(icon("undo"), "Bis hierher rückgängig")
        self.button.clicked.connect(self.undo_to_chosen)
        self.hint = QLabel()
        theme.look(self.hint, "small")
        said = QVBoxLayout()
        said.setSpacing(theme.step(1))
        said.addWidget(self.heading)
        said.addWidget(self.meta)
        said.addStretch(1)
        act = QVBoxLayout()
        act.setSpacing(theme.step(1))
        act.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        act.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignRight)
        head = QHBoxLayout()
        head.addLayout(said, 1)
        head.addLayout(act)
        layout = QVBoxLayout(panel)
        layout.setContentsMargins(0, theme.step(3), 0, 0)
        layout.setSpacing(theme.step(2))
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        return panel

    def _columns(self) -> tuple[Column[HistoryRow], ...]:
        def muted(_row: HistoryRow) -> QColor:
            return theme.role(self, "muted")

        def faded(row: HistoryRow) -> QColor | None:
            return theme.role(self, "muted") if row.is_undone or row.kind is not StepKind.DO else None

        return (
            Column("Tag", self._day, 124, color=muted, tip=lambda row: row.day_text),
            Column("Zeit", lambda row: row.time_text, 60, spare=2, color=muted),
            Column("Schritt", _label, 200, color=faded, icon=_icon, strong=_is_plain, tip=_label),
            Column(
                "Was geändert wurde", self._summary_of, 320, stretch=True, color=faded, tip=self._summary_of
            ),
            Column("Wer", lambda row: row.author, 144, spare=1, color=muted),
        )

    def _day(self, row: HistoryRow) -> str:
        if row.number not in self._first_of_day:
            return ""
        name, dash, _ = row.day_text.partition(" – ")
        return name if dash else formats.weekday_and_day(row.day)

    def _summary_of(self, row: HistoryRow) -> str:
        return self.summary(row.number)

    def _step(self, number: int) -> Step | None:
        try:
            return self.desk.workspace.step(number)
        except StoreProblem as problem:
            self.desk.failed.emit(problem)
            return None

    def _chosen(self) -> HistoryRow | None:
        id_ = self.table.picked_id()
        return next((row for row in self._shown if str(row.number) == id_), None)

    def _reach(self, row: HistoryRow) -> int:
        """How many steps are taken back to get behind this one."""
        return sum(other.may_undo_to and other.number >= row.number for other in self._all)

    def _show_rows(self, rows: tuple[HistoryRow, ...]) -> None:
        self._shown = rows
        days = [row.day for row in rows]
        firsts = (row.number for row, before in zip(rows, [None, *days], strict=False) if row.day != before)
        self._first_of_day = frozenset(firsts)
        self.model.set_rows(rows)
        found = formats.count(len(rows), "Schritt", "Schritte")
        whole = formats.number(len(self._all))
        self.count.setText(found if len(rows) == len(self._all) else f"{found} von {whole}")
        for part in (self.count, self.table, self.text, self.button):
            part.setVisible(bool(self._all))
        if rows and self.table.picked_id() is None:
            self.table.pick(str(rows[0].number))

    def _on_searched(self) -> None:
        """Look at what is in memory at once, and into the steps themselves bit by bit."""
        self._timer.stop()
        words = self.search.text().casefold().split()
        if not words:
            self._show_rows(self._all)
            return
        self._show_rows(tuple(row for row in self._all if matches(row, words)))
        self._pending = iter([row for row in self._all if not matches(row, words)])
        self._timer.start()

    def _search_on(self) -> None:
        words = self.search.text().casefold().split()
        found = {row.number for row in self._shown}
        before = len(found)
        for _ in range(SEARCHED_AT_ONCE):
            row = next(self._pending, None)
            if row is None:
                self._timer.stop()
                break
            if matches(row, words, self._whole_text(row.number)):
                found.add(row.number)
        if len(found) > before:
            self._show_rows(tuple(row for row in self._all if row.number in found))

    def _whole_text(self, number: int) -> str:
        step = self._step(number)
        return " ".join(step_sentences(step, self.desk.snapshot)) if step else ""

    def _show_details(self) -> None:
        row = self._chosen()
        step = self._step(row.number) if row else None
        if row is None or step is None:
            self.heading.setText("Noch kein Schritt" if not self._all else "")
            self.meta.setText("Sobald Sie etwas ändern, steht es hier." if not self._all else "")
            self.text.clear()
            self.button.setEnabled(False)
            self.hint.clear()
            return
        self.heading.setText(row.label)
        self.meta.setText(f"{row.day_text}, {row.time_text} Uhr · {row.author}")
        self.text.setPlainText("\n\n".join(step_sentences(step, self.desk.snapshot)))
        may = row.may_undo_to and self.desk.workspace.is_writable
        self.button.setEnabled(may)
        self.hint.setText(self._hint(row))

    def _hint(self, row: HistoryRow) -> str:
        if row.is_barrier:
            return "Hier wurden Daten endgültig entfernt; davor endet das Rückgängigmachen."
        if not row.may_undo_to:
            return _standing(row) or "Dieser Schritt lässt sich nicht mehr zurücknehmen."
        later = self._reach(row) - 1
        if not later:
            return "Nimmt diesen Schritt zurück."
        return f"Nimmt diesen Schritt und {formats.count(later, 'späteren', 'spätere')} zurück."


def _label(row: HistoryRow) -> str:
    standing = _standing(row)
    return f"{row.label} ({standing})" if standing else row.label


def _icon(row: HistoryRow) -> QIcon | None:
    name = _ICONS[row.kind]
    return icon(name, "muted") if name else None


def _is_plain(row: HistoryRow) -> bool:
    return row.kind is StepKind.DO and not row.is_undone


def _standing(row: HistoryRow) -> str:
    if row.is_barrier:
        return "endgültig"
    return "rückgängig gemacht" if row.is_undone else ""
