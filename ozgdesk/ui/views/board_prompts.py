"""What the board asks in place, beside the card, instead of in a dialog. Esc changes nothing; it asks first
where something is typed.

A prompt calls `chosen` with what was typed; it stays open, with everything typed, while `chosen` says False.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands.tasks import ask_again_on
from ozgdesk.formats import NotReadable
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.field_base import Field
from ozgdesk.ui.widgets.fields_chosen import ChoiceField
from ozgdesk.ui.widgets.fields_typed import DateField, text_field
from ozgdesk.ui.widgets.giving_up import ASK, GivingUp, shown_text, typed_in

WIDTH = 340
_GAP = 8
_ANSWERED = (QLineEdit, QComboBox, QCheckBox)
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BoardPrompt(QFrame):
    """A small frame over the board with a question; only one is open at a time."""

    def __init__(self, question: str, area: QAbstractScrollArea) -> None:
        super().__init__(area.viewport())
        self._area = area
        theme.look(self, "popup")
        self.setAccessibleName(question)
        self.chosen: Callable[..., object] = lambda *_values: None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.step(3), theme.step(3), theme.step(3), theme.step(3))
        self.column.setSpacing(theme.step(2))
        self._add_label(question, "strong")
        self.problem = QLabel("", self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        theme.look(self.problem, "error")
        self.problem.hide()
        self.giving_up = GivingUp(self, self._typed, self.refuse, self.close_down)
        self._inner: tuple[QWidget, ...] = ()
        self._at_first: tuple[Hashable, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether something is typed that is not taken yet."""
        return bool(self._typed())

    def ask_back(self) -> None:
        """Another gesture would end the question: say that something is typed, and go there."""
        self.refuse(ASK)
        self.first().setFocus()

    def open_beside(self, card: QRect) -> None:
        """Show it below a card, or above it where there is no room, with the cursor in its first field."""
        self._inner = tuple(widget for kind in _ANSWERED for widget in self.findChildren(kind))
        self._at_first = tuple(shown_text(widget) for widget in self._inner)
        self.giving_up.watch(*self._inner)
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        below = card.bottom() + _GAP
        fits = below + self.height() + _GAP <= self._area.viewport().height()
        self.move(max(card.x(), _GAP), below if fits else max(card.y() - self.height() - _GAP, _GAP))
        self._keep_inside()
        self._area.viewport().installEventFilter(self)
        self.show()
        self.raise_()
        self.first().setFocus()

    def first(self) -> QWidget:
        """What gets the focus when it opens."""
        raise NotImplementedError

    def close_down(self) -> None:
        """Go away without doing anything and give the focus back to the board."""
        self.hide()
        self.deleteLater()
        self._area.setFocus()

    def accept(self) -> None:
        """Do what was chosen, and go away unless it was refused."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.giving_up.escape()
        elif key in _RETURN and isinstance(self.focusWidget(), _ANSWERED):
            self.accept()
        event.accept()  # what is typed here never moves a card

    def refuse(self, reason: str) -> None:
        """Say below the fields why this cannot be taken."""
        self.problem.setText(reason)
        self.problem.setVisible(bool(reason))
        self.adjustSize()
        self._keep_inside()

    def read(self, *fields: Field) -> list[Any] | None:
        """The values of fields; None, and the reason at the first wrong one, when one cannot be read."""
        self.refuse("")
        values = []
        for field in fields:
            field.mark("")
            try:
                values.append(field.read())
            except NotReadable as reason:
                field.mark(str(reason))
                field.setFocus()
                self.refuse(str(reason))
                return None
        return values

    def has(self, value: object, field: QWidget, reason: str) -> bool:
        """Whether something was typed; else say so and go there."""
        if not value:
            self.refuse(reason)
            field.setFocus()
        return bool(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # the inspector opens beside the board
            self._keep_inside()
        return False

    def _keep_inside(self) -> None:
        room = self._area.viewport().size()
        right, lowest = room.width() - self.width() - _GAP, room.height() - self.height() - _GAP
        self.move(min(self.x(), max(right, 0)), min(self.y(), max(lowest, 0)))

    def _typed(self) -> Hashable:
        return typed_in(self._inner, self._at_first)

    def _add_label(self, text: str, look: str) -> None:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        theme.look(label, look)
        self.column.addWidget(label)

    def _add_field(self, name: str, field: QWidget) -> None:
        self._add_label(name, "small")
        self.column.addWidget(field)

    def _add_buttons(self, word: str, *more: QPushButton) -> None:
        self.column.addWidget(self.problem)
        take = QPushButton(word, self)
        theme.look(take, "primary")
        take.clicked.connect(self.accept)
        leave = QPushButton("Abbrechen", self)
        leave.clicked.connect(self.close_down)
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        for button in (take, *more, leave):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _finish(self, *values: object) -> None:
        if self.chosen(*values) is not False:
            self.close_down()


class HandOverPrompt(BoardPrompt):
    """Asks once whether the old lead goes on contributing: `chosen(keeps)`."""

    def __init__(self, question: str, keep: str, drop: str, area: QAbstractScrollArea) -> None:
        super().__init__(question, area)
        self.keep = QPushButton(keep, self)
        theme.look(self.keep, "primary")
        self.drop = QPushButton(drop, self)
        cancel = QPushButton("Abbrechen", self)
        for button in (self.keep, self.drop, cancel):
            button.setAutoDefault(True)
            self.column.addWidget(button)
        self.keep.clicked.connect(lambda: self._choose(True))
        self.drop.clicked.connect(lambda: self._choose(False))
        cancel.clicked.connect(self.close_down)

    def first(self) -> QWidget:
        return self.keep

    def _choose(self, keeps: bool) -> None:
        self.close_down()
        self.chosen(keeps)


class ReasonPrompt(BoardPrompt):
    """Asks why a task rests or is dropped: `chosen(reason)`."""

    def __init__(self, question: str, before: str, area: QAbstractScrollArea) -> None:
        super().__init__(question, area)
        self.reason = text_field("Grund", self)
        self.reason.show_value(before)
        self._add_field("Grund", self.reason)
        self._add_buttons("Übernehmen")

    def first(self) -> QWidget:
        return self.reason

    def accept(self) -> None:
        values = self.read(self.reason)
        if values is not None and self.has(values[0], self.reason, "Bitte nennen Sie den Grund."):
            self._finish(*values)


class ThirdPartyPrompt(BoardPrompt):
    """Asks for whom a task waits and when to ask again: `chosen(who, day or None)`."""

    def __init__(
        self,
        question: str,
        before: str,
        names: Iterable[str],
        today: Callable[[], date],
        area: QAbstractScrollArea,
    ) -> None:
        super().__init__(question, area)
        self.who = QuietComboBox(self)
        self.who.setEditable(True)
        self.who.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.who.addItems(list(names))
        self.who.setCurrentIndex(-1)
        self.who.setEditText(before)
        self.who.setAccessibleName("Wartet auf")
        line = self.who.lineEdit()
        assert line is not None
        self.line = line
        line.setMaxLength(300)
        line.setPlaceholderText("Stelle oder Firma")
        self.follow_up = DateField("Wiedervorlage", today, self)
        self.follow_up.show_value(ask_again_on(today()))
        self._add_field("Wartet auf", self.who)
        self._add_field("Wiedervorlage am", self.follow_up)
        self._add_buttons("Übernehmen")

    def first(self) -> QWidget:
        return self.who

    def accept(self) -> None:
        values = self.read(self.follow_up)
        who = self.line.text().strip()
        if values is not None and self.has(who, self.who, "Bitte nennen Sie, auf wen gewartet wird."):
            self._finish(who, *values)


class PaperPrompt(BoardPrompt):
    """Asks for which paper a task waits in council: `chosen(paper id or None)`."""

    def __init__(
        self, question: str, before: str | None, papers: Sequence[tuple[str, str]], area: QAbstractScrollArea
    ) -> None:
        super().__init__(question, area)
        self.paper = ChoiceField("Vorlage", [(None, "noch keine Vorlage"), *papers], self)
        self.paper.show_value(before)
        self._add_field("Vorlage, über die beraten wird", self.paper)
        self._add_buttons("Übernehmen")

    def first(self) -> QWidget:
        return self.paper

    def accept(self) -> None:
        self._finish(self.paper.read())
