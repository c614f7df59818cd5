"""The line in which somebody attests that an agreement has been effective since a day, with evidence."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.commands import agreements
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.view import View
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk

WORDS = (
    "Für Vereinbarungen, zu denen nicht mehr jeder Nachweis vorliegt. Die Feststellung steht neben der "
    "Berechnung und wird überall als solche bezeichnet."
)


class RecordedEffect(QWidget):
    """Day, evidence and file reference; an empty day takes the attestation back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreement_id = ""
        self.day = _line("wirksam seit", 110)
        self.evidence = _line("Nachweis", 0)
        self.reference = _line("Aktenzeichen", 140)
        self.button = QPushButton("Wirksamkeit feststellen")
        self.button.clicked.connect(self.record)
        words = QLabel(WORDS)
        words.setWordWrap(True)
        theme.look(words, "muted")
        row = QHBoxLayout()
        row.setSpacing(theme.step(2))
        for name, line in (
            ("seit", self.day), ("Nachweis", self.evidence), ("Aktenzeichen", self.reference),
        ):  # fmt: skip
            label = QLabel(name)
            theme.look(label, "small")
            row.addWidget(label)
            row.addWidget(line, 0 if line.maximumWidth() < theme.step(100) else 1)
            line.returnPressed.connect(self.record)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words)
        column.addLayout(row)

    def show_agreement(self, view: View, agreement_id: str) -> None:
        """Show what is recorded; what is being typed stays."""
        row = view.snapshot.find(Agreement, agreement_id)
        if row is None or (agreement_id == self._agreement_id and self._is_typing()):
            return
        self._agreement_id = agreement_id
        day = row.recorded_effective_on
        self.day.setText(formats.day(day) if day else "")
        self.evidence.setText(row.recorded_evidence)
        self.reference.setText(row.recorded_reference)
        for line in (self.day, self.evidence, self.reference):
            line.setModified(False)
            line.setCursorPosition(0)

    def record(self) -> None:
        """Attest, or take back, what is typed."""
        try:
            day = self._read_day()
        except formats.NotReadable as reason:
            self._desk.tell(str(reason))
            return
        command = agreements.record_effect(
            self._agreement_id, day, evidence=self.evidence.text(), reference=self.reference.text()
        )
        if self._desk.run(steps.RECORD_EFFECT, command) is not None:
            for line in (self.day, self.evidence, self.reference):
                line.setModified(False)
            self.show_agreement(self._desk.view, self._agreement_id)

    def _is_typing(self) -> bool:
        return any(line.isModified() for line in (self.day, self.evidence, self.reference))

    def _read_day(self) -> date | None:
        typed = self.day.text().strip()
        try:
            found = formats.read_day(typed, self._desk.view.as_of) if typed else None
        except formats.NotReadable:
            theme.look(self.day, "wrong")
            raise
        theme.look(self.day, "")
        return found


def _line(name: str, width: int) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setAlignment(Qt.AlignmentFlag.AlignLeft)
    if width:
        line.setFixedWidth(width)
    return line
