"""Writing a remark for a clause, and rejecting one with its reason, each where one works."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ozgdesk.commands import remarks
from ozgdesk.domain.agreements import Clause
from ozgdesk.present.agreement import clause_rows
from ozgdesk.present.remarks import RemarkRow, parts_to_remark
from ozgdesk.texts import steps
from ozgdesk.texts.remarks import NOBODY
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.ask_box import AskBox, named
from ozgdesk.ui.widgets.combo_box import QuietComboBox
from ozgdesk.ui.widgets.fields_lines import LinesField
from ozgdesk.ui.widgets.fields_typed import text_field


class RefusalBox(AskBox):
    """Asks for the reason for which a remark is rejected."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Ablehnen", parent)
        self._id = ""
        self.reason = text_field("Grund der Ablehnung", self)
        self.body.addLayout(named("Grund", self.reason))

    def open_for(self, row: RemarkRow) -> None:
        """Ask about a remark."""
        self._id = row.id
        self.reason.show_value("")
        self._open("Anmerkung ablehnen", (self.reason,))

    def _take(self) -> None:
        self._desk.commit(steps.REJECT_REMARK, remarks.reject_remark(self._id, self.reason.read()))


class RemarkBox(AskBox):
    """Asks for municipality, words and proposal of a new remark; the municipality stays for the next one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Anmerkung hinzufügen", parent)
        self._version_id = ""
        self.part = QuietComboBox(self)
        self.town = QuietComboBox(self)
        self.text = LinesField("Anmerkung", self)
        self.proposal = LinesField("Vorgeschlagener Wortlaut", self)
        self.copy = QPushButton("Jetzigen Wortlaut einsetzen", self)
        self.copy.clicked.connect(self.copy_wording)
        self._lay_out()

    def open_for(self, version_id: str, stem: str) -> None:
        """Begin a remark about a clause of a version; what is being written stays, and so does its clause."""
        if self.is_begun:
            self.text.setFocus()
            return
        view = self._desk.view
        self._version_id = version_id
        _fill(self.part, parts_to_remark(view, version_id), stem)
        towns = [(row.id, f"{row.code} {row.name}") for row in view.municipalities]
        _fill(self.town, [("", NOBODY), *towns], self.town.currentData() or "")
        for field in (self.text, self.proposal):
            field.show_value("")
        self._open("Neue Anmerkung", (self.text, self.proposal))

    def copy_wording(self) -> None:
        """Begin the proposal with what the clause says now."""
        stem = self.part.currentData()
        rows = clause_rows(self._desk.view, self._version_id)
        found = next((row.text for row in rows if row.stem == stem), "")
        if found:
            self.proposal.text.setPlainText(found)
            self.proposal.setFocus()
        else:
            self._desk.tell("Dieser Textteil hat keinen eigenen Wortlaut; bitte wählen Sie einen Absatz.")

    def _take(self) -> None:
        self._desk.commit(
            steps.ADD_REMARK,
            remarks.add_remark(
                self._version_id,
                stem=self.part.currentData() or "",
                municipality_id=self.town.currentData() or None,
                text=self.text.read(),
                proposal=self.proposal.read(),
            ),
        )

    def _lay_out(self) -> None:
        for box, name in ((self.part, "Textteil"), (self.town, "Kommune")):
            box.setAccessibleName(name)
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.text.text.setPlaceholderText("Was die Kommune anmerkt")
        self.proposal.text.setPlaceholderText("Wie der Textteil lauten soll (freiwillig)")
        theme.look(self.copy, "quiet")
        head = QHBoxLayout()
        head.setSpacing(theme.step(3))
        head.addLayout(named("Textteil", self.part), 3)
        head.addLayout(named("Kommune", self.town), 2)
        fields = QHBoxLayout()
        fields.setSpacing(theme.step(3))
        fields.addLayout(named("Anmerkung", self.text), 1)
        fields.addLayout(named("Vorgeschlagener Wortlaut", self.proposal), 1)
        self.body.addLayout(head)
        self.body.addLayout(fields)
        self.buttons.addWidget(self.copy)


def stem_of(desk: Desk, clause_id: str | None) -> str:
    """What a remark about a clause hangs on; empty for none."""
    clause = desk.snapshot.find(Clause, clause_id)
    return clause.stem if clause else ""


def _fill(box: QuietComboBox, entries: Sequence[tuple[str, str]], chosen: str) -> None:
    box.clear()
    for key, name in entries:
        box.addItem(name, key)
    box.setCurrentIndex(max(box.findData(chosen), 0))
