"""The line in which a resolution gets its result: objections or votes, and the question that it decides."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.meetings import outcome_of, votes_of
from ozgdesk.domain.minutes import MinuteItem
from ozgdesk.domain.vocabulary import CommitteeKind, DecisionRule, Outcome
from ozgdesk.domain.votes import CASTING, Votes
from ozgdesk.texts.councils import CASTING_VOTE
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.giving_up import ASK, GivingUp, shown_text, typed_in
from ozgdesk.ui.widgets.short_lines import read_votes, short_line

_VOTES = ("Ja", "Nein", "Enthaltungen")
_OBJECTIONS = "Widerspruch von"
_NO_RULE = "Für das Gremium ist keine Beschlussregel genannt: Bitte wählen Sie das Ergebnis."
_BY_RULE = {
    DecisionRule.CONSENSUS: "nach dem Widerspruch",
    DecisionRule.UNANIMITY: "aus den Stimmen",
    DecisionRule.MAJORITY: "aus den Stimmen",
}


class ResolutionBar(QWidget):
    """Enter takes: `taken(Votes, objections, Outcome or None, decision id)`; Escape, twice where something is
    typed, gives up (`closed`).
    """

    taken = Signal(object, str, object, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.look(self, "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.item_id = ""
        self._rule = DecisionRule.NOT_STATED
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self.title, "strong")
        self.votes = tuple(short_line(name, 52, self) for name in _VOTES)
        self.objections = short_line(_OBJECTIONS, 0, self)
        self.outcome = ComboBox(self)
        self.outcome.setAccessibleName("Ergebnis")
        self.question = ComboBox(self)
        self.question.setAccessibleName("Entscheidung")
        self.question.setMinimumContentsLength(24)
        self.question.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.hint = QLabel(self)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        theme.look(self.hint, "muted")
        self.take_button = QPushButton("Festhalten", self)
        theme.look(self.take_button, "primary")
        self._inner = (*self.votes, self.objections, self.outcome, self.question)
        self._at_first: tuple[Hashable, ...] = ()
        self._may_cast = False
        self.giving_up = GivingUp(self, self._typed, self.hint.setText, self.give_up)
        self._set_up()
        self.hide()

    @property
    def is_begun(self) -> bool:
        """Whether something is typed that is not taken yet."""
        return not self.isHidden() and bool(self._typed())

    def ask_back(self) -> None:
        """Something else would take its place: say that something is typed, and go there."""
        self.hint.setText(ASK)
        (self.objections if self._rule is DecisionRule.CONSENSUS else self.votes[0]).setFocus()

    def give_up(self) -> None:
        """Go away without a result."""
        self.hide()
        self.closed.emit()

    def open(
        self,
        item: MinuteItem,
        rule: DecisionRule,
        questions: Sequence[tuple[str, str]],
        kind: CommitteeKind,
    ) -> None:
        """Begin with what is kept of a resolution of a body; its rule decides what is asked."""
        self.item_id, self._rule = item.id, rule
        self._may_cast = kind in CASTING
        self.title.setText(f"Beschluss: {item.text}")
        votes = votes_of(item)
        for line, count in zip(self.votes, (votes.yes, votes.no, votes.abstentions), strict=True):
            line.setText("" if count is None else str(count))
            theme.look(line, "")
        self.objections.setText(item.objections)
        self._offer(rule, item.outcome)
        self.question.clear()
        self.question.addItem("keine Entscheidung", "")
        for id_, text in questions:
            self.question.addItem(text, id_)
        self.question.setCurrentIndex(max(self.question.findData(item.subject_id), 0))
        is_consensus = rule is DecisionRule.CONSENSUS
        for widget in self._of_votes:
            widget.setVisible(not is_consensus)
        for widget in self._of_objections:
            widget.setVisible(is_consensus)
        self._at_first = tuple(shown_text(widget) for widget in self._inner)
        self.show()
        self._tell()
        first = self.objections if is_consensus else self.votes[0]
        first.setFocus()
        first.selectAll()

    def take(self) -> None:
        """Hand over what is typed; wrong votes are marked with the reason."""
        try:
            votes = self._read()
        except formats.NotReadable as reason:
            self.hint.setText(str(reason))
            return
        objections = self.objections.text() if self._rule is DecisionRule.CONSENSUS else ""
        self.taken.emit(votes, objections, self._chosen(), self.question.currentData() or "")

    def refuse(self, reason: str) -> None:
        """Say why the result was not kept."""
        self.hint.setText(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.giving_up.escape()
        else:
            super().keyPressEvent(event)

    def _set_up(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        shown: list[QWidget] = []
        for name, line in zip(_VOTES, self.votes, strict=True):
            shown += [_word(self, name), line]
        self._of_votes = tuple(shown)
        self._of_objections = (_word(self, _OBJECTIONS), self.objections)
        for widget in (*self._of_votes, *self._of_objections):
            row.addWidget(widget, 1 if widget is self.objections else 0)
        for widget in (self.outcome, self.question):
            row.addWidget(widget)
        row.addStretch()  # else each word would drift from its field
        row.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        column.setSpacing(theme.step(1))
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.hint)
        for line in (*self.votes, self.objections):
            line.textEdited.connect(lambda _text: self._tell())
        self.outcome.activated.connect(lambda _index: self._tell())
        self.take_button.clicked.connect(self.take)

    def _offer(self, rule: DecisionRule, now: Outcome) -> None:
        """What may be chosen besides what follows by the rule."""
        self.outcome.clear()
        if rule in _BY_RULE:
            self.outcome.addItem(_BY_RULE[rule], None)
        for outcome in Outcome:
            if outcome is not Outcome.OPEN or rule is DecisionRule.NOT_STATED:
                self.outcome.addItem(label(outcome), outcome)
        is_chosen = now is Outcome.POSTPONED or rule is DecisionRule.NOT_STATED
        self.outcome.setCurrentIndex(max(self.outcome.findData(now), 0) if is_chosen else 0)

    def _typed(self) -> Hashable:
        return typed_in(self._inner, self._at_first)

    def _read(self) -> Votes:
        return Votes(*read_votes(self.votes))

    def _chosen(self) -> Outcome | None:
        """What was chosen, None for what follows by the rule; Qt gives the plain text back."""
        found = self.outcome.currentData()
        return None if found is None else Outcome(found)

    def _tell(self) -> None:
        """Say what follows from what is typed."""
        try:
            votes = self._read()
        except formats.NotReadable as reason:
            self.hint.setText(str(reason))
            return
        chosen = self._chosen()
        found = outcome_of(self._rule, votes, self.objections.text()) if chosen is None else chosen
        is_stated = self._rule is not DecisionRule.NOT_STATED
        lacks = "Bitte geben Sie Ja- und Nein-Stimmen an." if is_stated else _NO_RULE
        words = lacks if found is Outcome.OPEN else f"{label(found)}."
        if votes.is_tie and chosen is None and self._rule is DecisionRule.MAJORITY:
            words = f"Stimmengleichheit, {words}{f' {CASTING_VOTE}' if self._may_cast else ''}"
        rule = f"{label(self._rule)}: " if is_stated else ""
        self.hint.setText(f"{rule}{words}")


def _word(parent: QWidget, text: str) -> QLabel:
    word = QLabel(text, parent)
    theme.look(word, "small")
    return word
