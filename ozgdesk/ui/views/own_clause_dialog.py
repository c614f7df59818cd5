"""An own clause of the library: its name, topic, note and words."""

from typing import Any

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.domain.drafting import ClauseTemplate
from ozgdesk.domain.vocabulary import ClauseTopic
from ozgdesk.texts.clause_markup import BREAK
from ozgdesk.texts.labels import label
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.plain_label import plain_label

MOST_CHARACTERS = 200_000
TOO_LONG = "Ein Baustein fasst höchstens 200\u00a0000 Zeichen; bitte teilen Sie ihn auf mehrere auf."
_HOW = (
    "Zeichen am Anfang der Zeile: „§\u00a01 Überschrift“, „(1)“, „1.“, „a)“; die Nummern werden neu gezählt. "
    "{topic:costs} wird beim Einfügen zum Verweis, {field:parties} füllt das Projekt aus."
)


class OwnClauseDialog(QDialog):
    """Accepted by "Speichern"; `values` are the fields of the clause. Without `row` only name and note."""

    def __init__(self, name: str, row: ClauseTemplate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Eigener Baustein" if row else "In die Bibliothek übernehmen")
        self._row = row
        self.name = QLineEdit(name)
        self.name.setMaxLength(300)
        self.name.selectAll()
        self.note = QPlainTextEdit(row.note if row else "")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme.step(18))
        self.topic = ComboBox()
        for topic in ClauseTopic:
            self.topic.addItem(label(topic), topic)
        self.topic.setCurrentIndex(self.topic.findData(row.topic if row else ClauseTopic.NOT_STATED))
        self.text = QPlainTextEdit(row.text if row else "")
        self.text.setTabChangesFocus(True)
        for field in (self.name, self.note, self.topic, self.text):
            theme.look(field, "plain")
        self.buttons = QDialogButtonBox()
        self.save = self.buttons.addButton("&Speichern", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._refresh)
        for field in (self.note, self.text):
            field.textChanged.connect(self._refresh)
        self._lay_out()
        self._refresh()

    @property
    def values(self) -> dict[str, Any]:
        """What is typed, by field."""
        found: dict[str, Any] = {"name": self.name.text().strip(), "note": self.note.toPlainText().strip()}
        if self._row is not None:
            words = self.text.document().toRawText().replace("\u2029", "\n")
            found |= {"topic": ClauseTopic(self.topic.currentData()), "text": words.rstrip(f"\n{BREAK}")}
        return found

    def _refresh(self) -> None:
        fits = all(f.document().characterCount() <= MOST_CHARACTERS for f in (self.note, self.text))
        self.save.setEnabled(bool(self.name.text().strip()) and fits)
        self.save.setToolTip("" if fits else TOO_LONG)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.step(4))
        form.setVerticalSpacing(theme.step(3))
        form.addRow(_named("&Name", self.name), self.name)
        form.addRow(_named("&Wann verwenden", self.note), self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addLayout(form)
        if self._row is not None:
            form.addRow(_named("&Thema", self.topic), self.topic)
            form.addRow(_named("Te&xt", self.text), self.text)
            form.addRow("", plain_label("small", _HOW))
            self.resize(theme.step(200), theme.step(150))
        else:
            for field in (self.topic, self.text):
                field.setParent(self)
                field.hide()
            self.resize(theme.step(140), theme.step(50))
        layout.addWidget(self.buttons)


def _named(words: str, field: QWidget) -> QLabel:
    found = QLabel(words)
    found.setBuddy(field)
    field.setAccessibleName(words.replace("&", ""))
    return found
