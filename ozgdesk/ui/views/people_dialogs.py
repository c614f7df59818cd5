"""What is asked before something happens to a person: who takes over, and whether data may be erased."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands import people
from ozgdesk.commands.rehearsal import rehearse
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.view import View
from ozgdesk.formats import NotReadable
from ozgdesk.present.history import sentences
from ozgdesk.present.people import people_rows
from ozgdesk.texts.people import erased_name
from ozgdesk.texts.rules import rule_message
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.fields import DateField

Buttons = QDialogButtonBox.StandardButton
Roles = QDialogButtonBox.ButtonRole


@dataclass(frozen=True, slots=True)
class Leaving:
    """What was answered: the last day, and who takes over (None: it stays open)."""

    last_day: date
    successor_id: str | None


class LeaveDialog(QDialog):
    """Asks for last day and successor and lists what will change, before it does."""

    def __init__(self, view: View, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._person = person
        self.setWindowTitle("Person scheidet aus")
        self.day = DateField("Letzter Tag", lambda: view.as_of, must=True)
        self.day.show_value(person.left_on or view.as_of)
        self.day.edited.connect(self._refresh)
        self.day.settled.connect(self._refresh)
        self.successor = QComboBox()
        self.successor.setAccessibleName("Nachfolge")
        self.successor.addItem("bleibt offen", None)
        for row in people_rows(view).persons:
            if row.id != person.id and not row.has_left:
                code = f" ({row.municipality.code})" if row.municipality.code else ""
                self.successor.addItem(f"{row.name}{code}", row.id)
        self.successor.currentIndexChanged.connect(self._refresh)
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName("Was sich ändert")
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.buttons = QDialogButtonBox(Buttons.Cancel)
        self.accept_button = self.buttons.addButton("Übergeben", Roles.AcceptRole)
        self.accept_button.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._refresh()

    def answer(self) -> Leaving | None:
        """What is filled in; None while the day cannot be read."""
        try:
            day = self.day.read()
        except NotReadable:
            return None
        return Leaving(day, self.successor.currentData())

    def _lay_out(self) -> None:
        intro = QLabel(
            f"{self._person.name} scheidet aus. Offene Zuständigkeiten, Vertretungen, Risiken, "
            "Wiedervorlagen und Ämter gehen auf die Nachfolge über; Erledigtes behält den Namen."
        )
        intro.setTextFormat(Qt.TextFormat.PlainText)
        intro.setWordWrap(True)
        form = QFormLayout()
        form.setSpacing(theme.step(2))
        form.addRow("Letzter Tag", self.day)
        form.addRow("Nachfolge", self.successor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.step(5),) * 4)
        layout.setSpacing(theme.step(3))
        layout.addWidget(intro)
        layout.addLayout(form)
        layout.addWidget(self.summary)
        layout.addWidget(self.changes, 1)
        layout.addWidget(self.buttons)
        self.resize(theme.step(150), theme.step(120))

    def _refresh(self) -> None:
        answer = self.answer()
        if answer is None:
            self._refuse("Bitte geben Sie den letzten Tag ein.")
            return
        command = people.leave(self._person.id, answer.last_day, answer.successor_id)
        try:
            changes = rehearse(self._view.snapshot, self._view.as_of, command)
        except RuleViolation as refusal:
            self._refuse(rule_message(refusal))
            return
        self.day.mark("")
        count = formats.count(len(changes), "Eintrag ändert", "Einträge ändern")
        self.summary.setText(f"{count} sich:")
        theme.look(self.summary, "strong")
        self.changes.setPlainText("\n".join(f"• {text}" for text in sentences(changes, self._view.snapshot)))
        self.accept_button.setEnabled(True)

    def _refuse(self, reason: str) -> None:
        self.summary.setText(reason)
        theme.look(self.summary, "error")
        self.changes.clear()
        self.accept_button.setEnabled(False)


class EraseDialog(QDialog):
    """Says what erasing means before it happens: it cannot be taken back."""

    def __init__(self, person: Person, steps: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Personenbezug löschen")
        text = QLabel(_erasing(person, steps))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setMinimumWidth(theme.step(120))
        self.buttons = QDialogButtonBox(Buttons.Cancel)
        self.erase_button = self.buttons.addButton("Endgültig löschen", Roles.DestructiveRole)
        self.erase_button.clicked.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(Buttons.Cancel).setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.step(5),) * 4)
        layout.setSpacing(theme.step(4))
        layout.addWidget(text)
        layout.addWidget(self.buttons)


def _erasing(person: Person, steps: int) -> str:
    lost = f"{formats.count(steps, 'Schritt', 'Schritte')} im Verlauf"
    undo = (
        f"{lost} {'lässt' if steps == 1 else 'lassen'} sich danach nicht mehr zurücknehmen." if steps else ""
    )
    return (
        f"Name, E-Mail und Telefon von {person.name} werden in der Datei, im Verlauf und in allen "
        f"Sicherungen ersetzt durch „{erased_name(person)}“; auch Abwesenheiten werden gelöscht.\n\n"
        f"Das lässt sich nicht rückgängig machen. {undo}\n\n"
        "Eingebettete Dateien, bereits gedruckte Blätter und anderswo gespeicherte Kopien bleiben unberührt."
    )
