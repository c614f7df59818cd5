"""The bar to find and replace words in an agreement; it knows no text, only what is asked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from ozgdesk.domain.clause_search import Wanted
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon


class ClauseFindBar(QWidget):
    """`asked()` when what is wanted changes, `stepped(way)` to the next (1) or last (-1) place.

    `replaced()` asks for the current place, `all_replaced()` for all of them, `closed()` on Escape.
    """

    asked = Signal()
    stepped = Signal(int)
    replaced = Signal()
    all_replaced = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _line("Suchen")
        self.replacement = _line("Ersetzen durch")
        self.count = QLabel()
        theme.look(self.count, "small")
        self.case = _toggle("Aa", "Groß- und Kleinschreibung beachten")
        self.word = _toggle("Wort", "Nur ganze Wörter")
        self.one = QPushButton("Ersetzen")
        self.all = QPushButton("Alle ersetzen")
        self._set_up()
        self.line.textChanged.connect(lambda _text: self.asked.emit())
        for toggle in (self.case, self.word):
            toggle.toggled.connect(lambda _on: self.asked.emit())
        self.replacement.returnPressed.connect(self.replaced)
        self.one.clicked.connect(self.replaced)
        self.all.clicked.connect(self.all_replaced)
        self.setTabOrder(self.line, self.replacement)

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        return Wanted(self.line.text(), self.case.isChecked(), self.word.isChecked())

    def open(self, text: str, *, replaces: bool, is_locked: bool) -> None:
        """Show the bar with a text to find; a frozen version offers no replacing."""
        if text:
            self.line.setText(text)
        for widget in (self.replacement, self.one, self.all):
            widget.setVisible(not is_locked)
        self.show()
        target = self.replacement if replaces and not is_locked and self.line.text() else self.line
        target.setFocus()
        target.selectAll()

    def say(self, text: str, *, is_missing: bool) -> None:
        """Tell how much was found."""
        self.count.setText(text)
        theme.look(self.line, "wrong" if is_missing else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.hasFocus():
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _set_up(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.step(4), theme.step(1), theme.step(4), theme.step(2))
        grid.setHorizontalSpacing(theme.step(2))
        grid.setVerticalSpacing(theme.step(1))
        grid.addWidget(self.line, 0, 0)
        grid.addWidget(self.replacement, 1, 0)
        beside = QHBoxLayout()
        for name, tip, way in (
            ("chevron_up", "Vorige Stelle (Umschalt+F3)", -1),
            ("chevron_down", "Nächste Stelle (F3)", 1),
        ):
            button = _button(name, tip)
            button.clicked.connect(lambda _on, w=way: self.stepped.emit(w))
            beside.addWidget(button)
        beside.addWidget(self.case)
        beside.addWidget(self.word)
        beside.addWidget(self.count, 1)
        close = _button("close", "Suche schließen (Esc)")
        close.clicked.connect(self.closed)
        beside.addWidget(close)
        below = QHBoxLayout()
        below.setSpacing(theme.step(2))
        below.addWidget(self.one)
        below.addWidget(self.all)
        below.addStretch(1)
        grid.addLayout(beside, 0, 1)
        grid.addLayout(below, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(name)
    line.setAccessibleName(name)
    line.setClearButtonEnabled(True)
    line.setMinimumWidth(theme.step(36))
    return line


def _toggle(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
