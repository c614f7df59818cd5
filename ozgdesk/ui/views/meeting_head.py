"""The head of the page Besprechung: which meeting, how far it is, and the next step."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from ozgdesk.domain.vocabulary import DecisionRule, MinutesState
from ozgdesk.present.meeting import MeetingChoice, MeetingRows
from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.chooser import Chooser
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.plain_label import plain_label

_NEXT = {
    MinutesState.NONE.value: "Sitzung beginnen",
    MinutesState.OPEN.value: "Sitzung schließen …",
    MinutesState.CLOSED.value: "Protokoll wieder öffnen",
}


class MeetingHead(QWidget):
    """`body_chosen` carries the id of a body or the kind of a new one; `step_wanted`: begin, close, open."""

    meeting_chosen = Signal(str)
    body_chosen = Signal(str)
    step_wanted = Signal()
    edit_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bodies: Sequence[tuple[str, str]] = ()
        self.meetings = QuietComboBox(self)
        self.meetings.setAccessibleName("Sitzung wählen")
        self.meetings.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.meetings.setMinimumContentsLength(30)
        self.meetings.activated.connect(lambda i: self.meeting_chosen.emit(self.meetings.itemData(i)))
        self.new = QToolButton(self)
        self.new.setIcon(icon("add"))
        self.new.setText("Neue Sitzung")
        self.new.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.new.clicked.connect(lambda: self.choose_body(self.new))
        self._chooser = Chooser("Gremium der Sitzung …", self)
        self._chooser.chosen.connect(self.body_chosen)
        self.edit = _button(
            self, "edit", "Angaben zur Sitzung bearbeiten: Tag, Zeit, Ort, Leitung, Protokoll"
        )
        self.edit.clicked.connect(lambda: self.edit_wanted.emit())
        self.print = _button(self, "print", "Protokoll als Blatt (Strg+P)")
        self.print.clicked.connect(lambda: self.print_wanted.emit())
        self.step = QPushButton(self)
        self.step.setToolTip("Umschalt+F9")
        theme.look(self.step, "primary")
        self.step.clicked.connect(lambda: self.step_wanted.emit())
        self.facts = plain_label("muted")
        self._lay_out()

    def show_choices(self, choices: Sequence[MeetingChoice], current_id: str) -> None:
        """Offer the meetings."""
        entries = [(row.id, row.text) for row in choices]
        box = self.meetings
        if [(box.itemData(i), box.itemText(i)) for i in range(box.count())] != entries:
            box.clear()
            for id_, text in entries:
                box.addItem(text, id_)
        box.setCurrentIndex(box.findData(current_id))
        box.setVisible(bool(entries))

    def show_bodies(self, bodies: Sequence[tuple[str, str]]) -> None:
        """The bodies a new meeting can be of, as (id, name)."""
        self._bodies = bodies

    def show_meeting(self, rows: MeetingRows | None) -> None:
        """Say how far the meeting is, and offer the next step; without one there is nothing to head."""
        self.setVisible(rows is not None)
        if rows is None:
            return
        self.step.setText(_NEXT[rows.state])
        theme.look(self.step, "quiet" if rows.is_closed else "primary")
        words = [rows.state_text, rows.day_text, rows.time_text, rows.place]
        words += [f"Leitung: {rows.chair}" if rows.chair else "", _minutes_by(rows), _rule(rows)]
        self.facts.setText(" · ".join(word for word in words if word))

    def choose_body(self, at: QWidget) -> None:
        """Ask below a widget for the body of a new meeting."""
        self._chooser.open_at(at, self._bodies)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        row.addWidget(self.meetings, 1)
        row.addWidget(self.new)
        row.addWidget(self.edit)
        row.addWidget(self.print)
        row.addStretch(1)
        row.addWidget(self.step)
        self.meetings.setMaximumWidth(theme.step(110))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.step(4), theme.step(2), theme.step(4), theme.step(2))
        column.setSpacing(theme.step(1))
        column.addLayout(row)
        column.addWidget(self.facts)


def _minutes_by(rows: MeetingRows) -> str:
    return f"Protokoll: {rows.minutes_by}" if rows.minutes_by else ""


def _rule(rows: MeetingRows) -> str:
    is_stated = rows.rule != DecisionRule.NOT_STATED
    return f"Beschlüsse: {rows.rule_text}" if is_stated else "Beschlussregel nicht genannt"


def _button(parent: QWidget, name: str, tip: str) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
