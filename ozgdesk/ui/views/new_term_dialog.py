"""Neue Wahlperiode: municipality, name and first day of the term, and what becomes of open papers."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.domain.new_term import PaperChoice, bodies_of_term, open_papers
from ozgdesk.domain.view import View
from ozgdesk.formats import NotReadable
from ozgdesk.texts.new_term import CHOICES
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_WHAT = (
    "Die Gremien der Kommune werden für die neue Wahlperiode kopiert, die alten enden am Tag davor. "
    "Sitzungen ab dem ersten Tag gehören den neuen Gremien. Wählen Sie je offener Vorlage, was aus ihr wird."
)
_NO_BODY = "Zu diesem Tag ist kein Gremium zu übernehmen; die Wahlperiode hat schon begonnen."
_BY_WORD = {word: choice for choice, word in CHOICES.items()}


@dataclass(frozen=True, slots=True)
class OpenPaperRow:
    """An open paper with what becomes of it."""

    id: str
    number: str
    title: str
    choice: PaperChoice


class NewTermDialog(QDialog):
    """Accepted by "Beginnen", which needs a day that can be read and a body to copy."""

    def __init__(self, view: View, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._choices: dict[str, PaperChoice] = {}
        self.setWindowTitle("Neue Wahlperiode")
        self.municipality = ComboBox()
        for row in view.municipalities:
            self.municipality.addItem(f"{row.code}  {row.name}", row.id)
        self.term = QLineEdit()
        self.term.setMaxLength(300)
        self.first = QLineEdit(formats.day(view.as_of))
        self.words = plain_label("muted")
        self.papers = self._table()
        self.buttons = QDialogButtonBox()
        self.begin = self.buttons.addButton("&Beginnen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.municipality.currentIndexChanged.connect(self._refresh)
        self.first.textChanged.connect(self._refresh)
        self._lay_out()
        self._refresh()

    @property
    def municipality_id(self) -> str:
        """The municipality that is chosen."""
        return str(self.municipality.currentData())

    @property
    def valid_from(self) -> date:
        """The first day of the term; raises NotReadable with a sentence."""
        return formats.read_day(self.first.text(), self._view.as_of)

    @property
    def choices(self) -> tuple[tuple[str, PaperChoice], ...]:
        """What becomes of each open paper."""
        return tuple((row.id, row.choice) for row in self.papers.rows.rows)

    def choose(self, row: OpenPaperRow, word: str) -> None:
        """Choose what becomes of a paper."""
        self._choices[row.id] = _BY_WORD.get(word, row.choice)
        self._refresh()

    def _table(self) -> RowTable:
        columns: tuple[Column[OpenPaperRow], ...] = (
            Column("Nummer", lambda r: r.number or "ohne Nummer", width=140),
            Column("Offene Vorlage", lambda r: r.title, stretch=True, tip=lambda r: r.title),
            Column("Was wird daraus?", lambda r: CHOICES[r.choice], width=170, edit=self.choose,
                   choices=lambda _row: list(CHOICES.values())),
        )  # fmt: skip
        return RowTable(RowModel(columns), "Offene Vorlagen")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.step(4))
        form.setVerticalSpacing(theme.step(2))
        for words, field in (
            ("&Kommune", self.municipality),
            ("&Wahlperiode", self.term),
            ("&Erster Tag", self.first),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words.replace("&", ""))
            form.addRow(label, field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(plain_label("", _WHAT))
        layout.addLayout(form)
        layout.addWidget(self.words)
        layout.addWidget(self.papers, 1)
        layout.addWidget(self.buttons)
        self.resize(theme.step(190), theme.step(140))

    def _refresh(self) -> None:
        papers = open_papers(self._view.snapshot, self.municipality_id)
        self.papers.rows.set_rows(
            [
                OpenPaperRow(row.id, row.number, row.title, self._choices.get(row.id, PaperChoice.CONTINUE))
                for row in papers
            ]
        )
        try:
            bodies = bodies_of_term(self._view.snapshot, self.municipality_id, self.valid_from)
        except NotReadable as reason:
            self.words.setText(str(reason))
            self.begin.setEnabled(False)
            return
        names = ", ".join(row.name for row in bodies)
        self.words.setText(f"Übernommen werden: {names}." if bodies else _NO_BODY)
        self.begin.setEnabled(bool(bodies))
