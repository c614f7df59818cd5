"""The management summary of the status report, written in place; it counts from its Stichtag on."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.commands.reporting import write_summary
from ozgdesk.domain.reporting import SUMMARY_LENGTH
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.present.status_report import summary_of
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.fields import LinesField
from ozgdesk.ui.widgets.giving_up import ASK

PAUSE_MS = 600


class SummaryBox(QWidget):
    """A field for one municipality, or the whole, and one Stichtag; what is too long is kept and marked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._scope: tuple[date, str | None] = (desk.view.as_of, None)
        self._is_saving = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        title = QLabel("Zusammenfassung", self)
        theme.look(title, "strong")
        self.count = QLabel(self)
        theme.look(self.count, "small")
        self.field = LinesField("Zusammenfassung des Statusberichts", self)
        self.field.text.setPlaceholderText("In wenigen Sätzen: Wo stehen wir, was ist zu entscheiden?")
        self.field.edited.connect(self._on_edited)
        self.field.settled.connect(self.flush)
        self.field.asked.connect(self._on_asked)
        self.problem = QLabel(self)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        theme.look(self.problem, "error")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.step(1))
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self.problem)
        self.problem.hide()
        detach = desk.attach_editor(self.flush)
        self.destroyed.connect(lambda _gone=None: detach())

    def show_for(self, as_of: date, municipality_id: str | None) -> None:
        """Show the summary that counts on a day; what is typed for another one is saved first."""
        if self._is_saving:
            return
        if (as_of, municipality_id) != self._scope:
            if not self.flush():
                return
            self._scope = (as_of, municipality_id)
        elif self.field.is_dirty():
            return
        view = self.desk.workspace.view_known_at(as_of, None)
        found = summary_of(view, municipality_id)
        self.field.show_value(found.text if found else "")
        self._say("")
        self._show_count()

    def flush(self) -> bool:
        """Save what is typed; false when it is too long."""
        self._pause.stop()
        if self._is_saving or not self.field.is_dirty():
            return True
        as_of, municipality_id = self._scope
        command = write_summary(self.field.read(), dated_on=as_of, municipality_id=municipality_id)
        self._is_saving = True  # what is shown anew meanwhile would save again
        try:
            self.desk.commit(steps.WRITE_SUMMARY, command, merge=True)
        except RuleViolation as refusal:
            self._say(rule_message(refusal))
            return False
        except StoreProblem as problem:
            self.desk.failed.emit(problem)
            return False
        finally:
            self._is_saving = False
        self.field.accept()
        self._say("")
        return True

    def _on_edited(self) -> None:
        if self.problem.text() == ASK:
            self._say("")
        self._show_count()
        self._pause.start()

    def _on_asked(self, sentence: str) -> None:
        self._pause.stop()
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.field.mark(sentence)
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _show_count(self) -> None:
        used = len(self.field.read().strip())
        self.count.setText(f"{formats.number(used)} von {formats.number(SUMMARY_LENGTH)} Zeichen")
        theme.look(self.count, "error" if used > SUMMARY_LENGTH else "small")
