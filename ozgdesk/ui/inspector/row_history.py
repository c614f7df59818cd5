"""What happened to one row: its steps in German sentences, asked for only when somebody opens the section."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.step import Step
from ozgdesk.present.history import author_text, sentences
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.icons import icon

MOST = 12


class RowHistory(QWidget):
    """The newest steps that touched the row, folded until asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._subject: Subject | None = None
        self.head = QToolButton()
        self.head.setText("Verlauf")
        self.head.setCheckable(True)
        self.head.setIconSize(QSize(14, 14))
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.look(self.head, "fold")
        self.head.toggled.connect(self._show)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.step(1))
        self._layout.addWidget(self.head)
        self._labels: list[QLabel] = []
        self._show()

    def show_subject(self, subject: Subject) -> None:
        """Show the steps of another row, or those of the same row again."""
        self._subject = subject
        self._show()

    def lines(self) -> list[str]:
        """What is shown, a sentence with day and author per step."""
        return [label.text() for label in self._labels]

    def _show(self) -> None:
        self.head.setIcon(icon("chevron_down" if self.head.isChecked() else "chevron_right", "muted"))
        for label in self._labels:
            self._layout.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        if self._subject is None or not self.head.isChecked():
            return
        numbers = self._desk.workspace.numbers_of(self._subject.kind, self._subject.id)
        for number in numbers[:MOST]:
            self._add(self._line(self._desk.workspace.step(number)))
        if not numbers:
            self._add("Noch nicht geändert, seit die Datei angelegt ist.")
        elif len(numbers) > MOST:
            self._add(f"{len(numbers) - MOST} ältere Schritte stehen im Ort „Verlauf“.")

    def _line(self, step: Step) -> str:
        subject = self._subject
        own = [c for c in step.changes if subject and (c.kind, c.id) == (subject.kind, subject.id)]
        said = " ".join(sentences(own, self._desk.snapshot))
        return f"{formats.instant(step.head.at)} · {author_text(step.head.author)}\n{said}"

    def _add(self, text: str) -> None:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setContentsMargins(theme.step(5), 0, 0, theme.step(1))
        theme.look(label, "small")
        self._labels.append(label)
        self._layout.addWidget(label)
