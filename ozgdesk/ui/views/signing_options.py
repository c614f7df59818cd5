"""The line above the originals: how many there are to be, and whether the sheet has a field for the seal."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from ozgdesk.commands import signing
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.view import View
from ozgdesk.texts import steps
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.widgets.plain_label import plain_label

SEAL = "Feld für das Dienstsiegel"
SEAL_NOTE = "Ob das Siegel zur Form gehört (§\u00a071 Abs.\u00a02 HGO), ist nicht bestätigt: bitte prüfen."
MOST_COPIES = 99


class SigningOptions(QWidget):
    """Number of originals (empty: one for each party) and the field for the seal."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agreement_id = ""
        self.count = QLineEdit(self)
        self.count.setFixedWidth(theme.step(14))
        self.count.setPlaceholderText("je 1")
        self.count.setAccessibleName("Anzahl der Ausfertigungen")
        self.count.setToolTip("Leer: eine je Vertragspartei.")
        self.count.editingFinished.connect(self._set_count)
        self.seal = QCheckBox(SEAL, self)
        self.seal.clicked.connect(self._set_seal)
        name = QLabel("Anzahl der Ausfertigungen", self)
        name.setBuddy(self.count)
        note = plain_label("muted", SEAL_NOTE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.step(2))
        row.addWidget(name)
        row.addWidget(self.count)
        row.addSpacing(theme.step(4))
        row.addWidget(self.seal)
        row.addWidget(note, 1)

    def show_agreement(self, view: View, agreement_id: str) -> None:
        """Show what is stated; a number that is being typed stays."""
        row = view.snapshot.find(Agreement, agreement_id)
        self.setEnabled(row is not None)
        is_typing = agreement_id == self._agreement_id and self.count.isModified()
        self._agreement_id = agreement_id
        if row is not None and not is_typing:
            self.count.setText("" if row.copies_count is None else str(row.copies_count))
        self.seal.setChecked(row is not None and row.has_seal_field)

    def _set_count(self) -> None:
        typed = self.count.text().strip()
        if not self.count.isModified():
            return
        if typed and not (typed.isdecimal() and 1 <= int(typed) <= MOST_COPIES):
            theme.look(self.count, "wrong")
            self._desk.tell(
                f"Bitte geben Sie eine Zahl von 1 bis {MOST_COPIES} ein, oder lassen Sie das Feld leer."
            )
            return
        theme.look(self.count, "")
        self.count.setModified(False)
        count = int(typed) if typed else None
        self._desk.run(steps.edit(Agreement), signing.set_copies_count(self._agreement_id, count))

    def _set_seal(self, is_offered: bool) -> None:
        self._desk.run(steps.OFFER_SEAL, signing.offer_seal_field(self._agreement_id, is_offered))
