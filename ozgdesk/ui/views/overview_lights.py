"""The upper part of the overview: a card per municipality, the lights of the chosen one, and judging them."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands.steering import assess
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.present.overview import OVERALL, LightFacts, MunicipalityCard
from ozgdesk.present.ownership import late_words
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.code_chip import CodeChip
from ozgdesk.ui.widgets.fields import DateField, LinesField
from ozgdesk.ui.widgets.giving_up import ASK
from ozgdesk.ui.widgets.light import LightMark

MOST_REASONS = 6
_TOP = Qt.AlignmentFlag.AlignTop
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ScopeCard(QWidget):
    """A municipality, or the whole, with its light Termine and figures; choosing it shows all its lights."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scope = ""
        self._is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._chip = CodeChip("", "#000000", "", self)
        self._name = QLabel(self)
        theme.look(self._name, "strong")
        self._light = LightMark("grey", "", self)
        self._figures = [QLabel(self) for _ in range(3)]
        head = QHBoxLayout()
        head.setSpacing(theme.step(2))
        head.addWidget(self._chip)
        head.addWidget(self._name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(3), theme.step(3), theme.step(3), theme.step(3))
        layout.setSpacing(theme.step(1))
        layout.addLayout(head)
        layout.addWidget(self._light)
        for line in self._figures:
            line.setTextFormat(Qt.TextFormat.PlainText)
            theme.look(line, "small")
            layout.addWidget(line)
        layout.addStretch(1)

    def show_card(self, card: MunicipalityCard, *, is_chosen: bool) -> None:
        """Show a municipality or the whole."""
        tag = card.municipality
        self.scope = tag.id
        self._is_chosen = is_chosen
        self._chip.setVisible(bool(tag.code))
        self._chip.show_code(tag.code, tag.color or "#000000", tag.name)
        self._name.setText(tag.name)
        schedule = card.light(Dimension.SCHEDULE.value)
        self._light.show_light(schedule.light, f"Termine {schedule.word}")
        for line, (text, is_bad) in zip(self._figures, _figures(card), strict=True):
            line.setText(text)
            theme.look(line, "error" if is_bad else "small")
        texts = [tag.name, f"Termine {schedule.word}", *(line.text() for line in self._figures)]
        self.setAccessibleName(", ".join(text for text in texts if text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = "focus" if self.hasFocus() else "accent" if self._is_chosen else "hairline"
        painter.setPen(QPen(theme.role(self, outline), 2 if outline != "hairline" else 1))
        painter.setBrush(theme.role(self, "selection" if self._is_chosen else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        self.chosen.emit(self.scope)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.scope)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.focusNextChild()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def _figures(card: MunicipalityCard) -> list[tuple[str, bool]]:
    totals = card.totals
    if card.municipality.id:
        led = f"{totals.led_open} federführend, {totals.led_done} erledigt"
    else:
        # tasks and milestones together; the status report counts them apart
        led = f"{totals.led_open} offen, {totals.led_done} erledigt"
    owed = formats.count(totals.contributions_owed, "Zuarbeit offen", "Zuarbeiten offen")
    count, words = late_words(totals)
    is_late = bool(totals.led_late or totals.contributions_late)
    return [(led, False), (owed, False), (f"{count} {words}" if is_late else "nichts verspätet", is_late)]


class LightPanel(QWidget):
    """The five lights of one scope as buttons; the chosen one unfolds into reasons and, if judged, a form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._card: MunicipalityCard | None = None
        self._key = OVERALL
        self._buttons: dict[str, LightButton] = {}
        self._bar = QGridLayout()
        self._bar.setSpacing(theme.step(2))
        group = QButtonGroup(self)
        for key, title in ((OVERALL, "Gesamt"), *((d.value, label(d)) for d in Dimension)):
            button = LightButton(title, self)
            button.clicked.connect(lambda _checked=False, key=key: self.unfold(key))
            group.addButton(button)
            self._buttons[key] = button
        self.fit(0)
        self._reasons = QLabel(self)
        self._reasons.setTextFormat(Qt.TextFormat.PlainText)
        self._reasons.setWordWrap(True)
        self._reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QPushButton(self)
        theme.look(self._more, "link")
        self._more.clicked.connect(self._on_more)
        self._is_whole = False
        self._note = QLabel(self)
        theme.look(self._note, "small")
        self.form = AssessForm(desk, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.step(2))
        layout.addLayout(self._bar)
        layout.addWidget(self._reasons)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._note)
        layout.addWidget(self.form)

    def fit(self, width: int) -> None:
        """Put as many lights side by side as fit into a width."""
        self._width = width
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        most = max(min(width // (widest + theme.step(2)), len(self._buttons)), 1)
        for number, button in enumerate(self._buttons.values()):
            self._bar.addWidget(button, number // most, number % most)
        for column in range(len(self._buttons) + 1):
            self._bar.setColumnStretch(column, int(column == most))

    def show_card(self, card: MunicipalityCard) -> None:
        """Show the lights of a municipality or the whole."""
        self._card = card
        for light in card.lights:
            self._buttons[light.key].show_light(light)
        self.fit(self._width)
        self.unfold(self._key)

    def unfold(self, key: str) -> None:
        """Show the reasons of one light, and for those a person judges the form."""
        if self._card is None:
            return
        if key != self._key:
            self._is_whole = False
        self._key = key
        facts = self._card.light(key)
        self._buttons[key].setChecked(True)
        shown = facts.reasons if self._is_whole else facts.reasons[:MOST_REASONS]
        self._reasons.setText("\n".join(f"• {reason}" for reason in shown))
        rest = len(facts.reasons) - len(shown)
        self._more.setText(f"{formats.count(rest, 'weiterer Grund', 'weitere Gründe')} anzeigen")
        self._more.setVisible(rest > 0)
        self._note.setText(_origin(facts))
        self.form.setVisible(key not in (OVERALL, Dimension.SCHEDULE.value))
        if self.form.isVisibleTo(self):
            self.form.show_for(Dimension(key), self._card.municipality.id or None)

    def _on_more(self) -> None:
        self._is_whole = True
        self.unfold(self._key)


def _origin(facts: LightFacts) -> str:
    if facts.key == OVERALL:
        return "Das schlechteste der bekannten Teilergebnisse."
    if facts.is_computed:
        return "Aus dem Projektplan berechnet."
    if facts.assessed_on is None:
        return "Diese Ampel bewertet eine Person."
    by = f" von {facts.author}" if facts.author else ""
    return f"Bewertet am {formats.day(facts.assessed_on)}{by}."


class LightButton(QToolButton):
    """A light with title and word that can be chosen."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setCheckable(True)
        name = QLabel(title, self)
        theme.look(name, "small")
        self._mark = LightMark("grey", "", self)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(3), theme.step(1), theme.step(3), theme.step(1))
        layout.setSpacing(0)
        for part in (name, self._mark):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            layout.addWidget(part)

    def show_light(self, facts: LightFacts) -> None:
        """Show another light."""
        self._mark.show_light(facts.light, facts.word)
        self.setAccessibleName(f"{self._title}: {facts.word}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._layout.sizeHint().expandedTo(QSize(112, 52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


_Scope = tuple[Dimension, str | None]
"""A light, and the municipality it is for, None for the whole."""


class AssessForm(QWidget):
    """Judging one light in place: light, day, and the reason that yellow and red need."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._scope: _Scope | None = None
        self._begun: dict[_Scope, tuple[Light | None, str, str]] = {}
        self._choices: dict[Light, QRadioButton] = {}
        choices = QHBoxLayout()
        choices.setSpacing(theme.step(3))
        for light in (Light.GREEN, Light.YELLOW, Light.RED):
            button = self._choices[light] = QRadioButton(label(light), self)
            choices.addWidget(button)
        choices.addStretch(1)
        self.day = DateField("Bewertet am", self._today, self, must=True)
        self.day.setFixedWidth(160)
        self.reason = LinesField("Begründung", self)
        self.reason.text.setPlaceholderText("Ursache, Folgen, was zu entscheiden ist")
        self.button = QPushButton("Bewerten", self)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        theme.look(self.problem, "error")
        self.button.clicked.connect(self.save)
        for field in (self.day, self.reason):
            field.asked.connect(self.problem.setText)
            field.edited.connect(self._on_answered)
            field.settled.connect(self._on_answered)
        self._lay_out(choices)

    def _lay_out(self, choices: QHBoxLayout) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.step(1), 0, 0)
        grid.setHorizontalSpacing(theme.step(3))
        grid.setVerticalSpacing(theme.step(2))
        for row, (name, place) in enumerate(
            (("Neue Bewertung", _MIDDLE), ("Bewertet am", _MIDDLE), ("Begründung", _TOP))
        ):
            heading = QLabel(name, self)
            theme.look(heading, "muted")
            grid.addWidget(heading, row, 0, place)
        grid.addLayout(choices, 0, 1)
        grid.addWidget(self.day, 1, 1)
        grid.addWidget(self.reason, 2, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.step(2))
        foot.addWidget(self.button)
        foot.addWidget(self.problem, 1)
        grid.addLayout(foot, 3, 1)
        grid.setColumnStretch(1, 1)
        self.setMaximumWidth(720)

    def show_for(self, dimension: Dimension, municipality_id: str | None) -> None:
        """Get ready for a light; what is begun for another one waits there."""
        if self._scope == (dimension, municipality_id):
            return
        if self._scope is not None:
            self._begun[self._scope] = (self._chosen(), self.day.line.text(), self.reason.text.toPlainText())
        self._scope = (dimension, municipality_id)
        self._clear()
        light, day, reason = self._begun.pop(self._scope, (None, self.day.line.text(), ""))
        if light is not None:
            self._choices[light].setChecked(True)
        self.day.line.setText(day)
        self.reason.text.setPlainText(reason)

    def save(self) -> None:
        """Keep the judgement; a refusal is said here and nothing typed is lost."""
        if self._scope is None:
            return
        light = self._chosen()
        if light is None:
            self.problem.setText("Bitte wählen Sie grün, gelb oder rot.")
            return
        dimension, municipality_id = self._scope
        try:
            day = self.day.read()
            command = assess(
                dimension,
                light,
                assessed_on=day,
                text=self.reason.read(),
                municipality_id=municipality_id,
            )
            self.desk.commit(steps.ASSESS, command)
        except formats.NotReadable as problem:
            self.problem.setText(str(problem))
        except RuleViolation as refusal:
            self.problem.setText(rule_message(refusal))
        else:
            self._clear()

    def _chosen(self) -> Light | None:
        return next((light for light, button in self._choices.items() if button.isChecked()), None)

    def _on_answered(self) -> None:
        if self.problem.text() == ASK:
            self.problem.clear()

    def _today(self) -> date:
        return self.desk.view.as_of

    def _clear(self) -> None:
        for button in self._choices.values():
            button.setAutoExclusive(False)  # an exclusive button cannot be unchecked
            button.setChecked(False)
            button.setAutoExclusive(True)
        self.day.show_value(self._today())
        self.reason.show_value("")
        self.problem.setText("")
