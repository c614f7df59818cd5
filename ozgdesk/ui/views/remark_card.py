"""One remark of a partner in full and what can be done about it, on its page and in the inspector."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.vocabulary import RemarkState
from ozgdesk.present.remarks import RemarkRow
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.remark_actions import RemarkActions
from ozgdesk.ui.views.remark_boxes import RefusalBox
from ozgdesk.ui.widgets.code_chip import CodeChip
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.wording import WordingView

STATE_ICONS = {
    RemarkState.OPEN.value: ("remark", "accent"),
    RemarkState.ACCEPTED.value: ("check", "success"),
    RemarkState.REJECTED.value: ("close", "muted"),
}
_MOST_LINES = 9
_ASKS = "Vorschlag gegenüber dem jetzigen Wortlaut"


class RemarkCard(QFrame):
    """Words, proposal word by word, state and answer; buttons to take it over, reject it with a reason, …"""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, is_narrow: bool = False) -> None:
        super().__init__(parent)
        self._actions = RemarkActions(desk)
        self._is_narrow = is_narrow
        self.row: RemarkRow | None = None
        self._mark = QLabel(self)
        self._place = plain_label("strong")
        self._chip = CodeChip("", "", "", self)
        self._about = plain_label("muted")
        self._text = plain_label()
        self._asks = plain_label("small", _ASKS)
        self.wording = WordingView(_ASKS, self, most_lines=_MOST_LINES)
        self._answer = plain_label()
        self._source = plain_label("small")
        self.go = self._button("arrow_right", "Zur Stelle", "Eingabetaste", self.go_there)
        self.take = self._button("check", "", "Ü", self.take_over)
        self.accept = self._button("ok", "Nur als übernommen kennzeichnen", "K", self.call_accepted)
        self.reject = self._button("close", "Ablehnen …", "B", self.ask_reason)
        self.reopen = self._button("undo", "Wieder öffnen", "O", self.open_again)
        self.box = RefusalBox(desk, self)
        self.box.ended.connect(self._on_ended)
        self._set_up()

    def show_row(self, row: RemarkRow) -> None:
        """Show a remark; a reason that is being typed for it stays."""
        if not self.box.isHidden() and (self.row is None or self.row.id != row.id):
            self.box.close_down()
        self.row = row
        self._mark.setPixmap(icon(*STATE_ICONS[row.state]).pixmap(18))
        self._mark.setToolTip(row.state_text)
        self._place.setText(row.place)
        self._chip.show_code(row.municipality.code, row.municipality.color, row.municipality.name)
        self._chip.setVisible(bool(row.municipality.id))
        self._about.setText(about(row))
        _show(self._text, row.text)
        self._asks.setVisible(bool(row.runs))
        self.wording.setVisible(bool(row.runs))
        self.wording.show_runs(row.runs)
        _show(self._answer, f"Antwort: {row.answer}" if row.answer else "")
        _show(self._source, f"Quelle: {row.source}" if row.source else "")
        self._offer(row)
        self.setAccessibleName(f"Anmerkung zu {row.place}, {row.state_text}")

    @property
    def told(self) -> str:
        """Municipality, day, version and state as they are shown."""
        return self._about.text()

    def take_over(self) -> None:
        """Put the proposal into the text, or accept a remark without one."""
        if self.row is not None and self.row.is_open:
            self._actions.take(self.row)

    def call_accepted(self) -> None:
        """Accept without touching the text."""
        if self.row is not None and self.row.is_open:
            self._actions.accept(self.row)

    def ask_reason(self) -> None:
        """Ask why it is rejected."""
        if self.row is not None and self.row.is_open:
            self.box.open_for(self.row)

    def open_again(self) -> None:
        """Take the decision back."""
        if self.row is not None and not self.row.is_open:
            self._actions.reopen(self.row)

    def go_there(self) -> None:
        """Bring the clause into sight."""
        if self.row is not None:
            self._actions.go(self.row)

    def _offer(self, row: RemarkRow) -> None:
        self.take.setText("In den Text übernehmen" if row.proposal else "Annehmen")
        into = f"Ändert die Fassung „{row.goes_to}“." if row.goes_to else ""
        self.take.setToolTip(f"Taste Ü. {into}".strip())
        self.take.setVisible(row.is_open)
        self.accept.setVisible(row.is_open and bool(row.proposal))
        self.reject.setVisible(row.is_open)
        self.reopen.setVisible(not row.is_open)
        self.go.setVisible(bool(row.clause_id) and not self._is_narrow)

    def _on_ended(self) -> None:
        if self.reject.isVisible():
            self.reject.setFocus()

    def _button(self, name: str, text: str, key: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(name), text, self)
        theme.look(button, "quiet")
        button.setToolTip(f"Taste {key}" if len(key) == 1 else key)
        button.clicked.connect(lambda: run())
        return button

    def _set_up(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.step(2))
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._place, 1)
        who = QHBoxLayout()
        who.setSpacing(theme.step(2))
        who.addWidget(self._chip)
        who.addWidget(self._about, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.step(1))
        layout.addLayout(head)
        layout.addLayout(who)
        layout.addLayout(self._buttons())
        for part in (self.box, self._text, self._asks, self.wording, self._answer, self._source):
            layout.addWidget(part)

    def _buttons(self) -> QBoxLayout:
        """Side by side, or below each other where the card is narrow."""
        row = QVBoxLayout() if self._is_narrow else QHBoxLayout()
        row.setSpacing(theme.step(1))
        for button in (self.take, self.accept, self.reject, self.reopen, self.go):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if isinstance(row, QHBoxLayout):
            row.addStretch(1)
        return row


def about(row: RemarkRow) -> str:
    """Municipality, day, version and state of a remark in a line."""
    on = formats.day(row.dated_on) if row.dated_on else ""
    return " · ".join(part for part in (row.who, on, f"zu „{row.agreement_version}“", row.state_text) if part)


def _show(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
