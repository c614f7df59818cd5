"""The preview of an import: what becomes of each row of the file, and whose the resources are."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.present.import_preview import ImportPreview, PreviewRow
from ozgdesk.ui import theme
from ozgdesk.ui.import_columns import ImportColumns
from ozgdesk.ui.take_dialog import fate_icon
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

NOBODY = "keiner Kommune zuordnen"
_ROWS_SHOWN, _ROWS_BELOW_COLUMNS = 4, 3
_WHO = "Wer ist gemeint? Nennt eine Aufgabe mehrere Kommunen, so führt die erste."
_WHAT = "Was enthalten die Spalten? Ein Feld steht für höchstens eine Spalte."
_SAFE = "Vor dem Einlesen wird die Projektdatei gesichert; der Schritt lässt sich rückgängig machen."


class ImportDialog(QDialog):
    """Accepted by "Übernehmen". `mapping_changed` carries the municipality ids by resource name.

    Above the preview stand the `columns` of a table, where the file is one.
    """

    mapping_changed = Signal(object)

    def __init__(
        self,
        municipalities: Sequence[tuple[str, str]],
        columns: ImportColumns | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Projektplan einlesen")
        self._municipalities = municipalities
        self.columns = columns
        self.title = plain_label("heading")
        self.summary = plain_label("muted")
        self.model: RowModel[PreviewRow] = RowModel(
            (
                Column("Was geschieht", lambda row: row.fate_text, 184, icon=_icon),
                Column("Art", lambda row: row.kind_text, 100),
                Column("Name", lambda row: row.name, 280, tip=lambda row: row.name),
                Column("Grund", lambda row: row.reason, 320, stretch=True, tip=lambda row: row.reason),
            )
        )
        self.table = RowTable(self.model, "Vorschau: Zeilen der Datei")
        self.choices: dict[str, QComboBox] = {}
        self._who = plain_label("small", _WHO)
        self._people = QScrollArea()
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.table.setFocus()

    @property
    def mapping(self) -> dict[str, str]:
        """The municipality chosen for each resource that has one."""
        return {name: id_ for name, id_ in self.chosen.items() if id_ is not None}

    @property
    def chosen(self) -> dict[str, str | None]:
        """What is chosen for each resource, None for nobody."""
        return {name: choice.currentData() for name, choice in self.choices.items()}

    def show_people(self, resources: Sequence[str], mapping: Mapping[str, str]) -> None:
        """Ask for the municipality of each resource; boxes that are there already stay."""
        if not self._municipalities or list(resources) == list(self.choices):
            return
        self.choices = {name: _choice(name, self._municipalities, mapping.get(name)) for name in resources}
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, theme.step(2), 0)
        for name, choice in self.choices.items():
            label = plain_label("", name)
            label.setBuddy(choice)
            form.addRow(label, choice)
            choice.currentIndexChanged.connect(self._on_chosen)
        self._people.setWidget(inner)
        height = max((choice.sizeHint().height() for choice in self.choices.values()), default=0)
        rows = min(len(self.choices), _ROWS_SHOWN if self.columns is None else _ROWS_BELOW_COLUMNS)
        self._people.setFixedHeight(rows * (height + form.spacing()) + theme.step(2))
        for widget in (self._who, self._people):
            widget.setVisible(bool(self.choices))

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what would happen now."""
        self.title.setText(preview.title)
        nothing = "" if preview.has_changes else " Es gibt nichts zu übernehmen."
        self._say(f"{preview.summary}.{nothing} {preview.known_by}".rstrip(), "muted")
        self.model.set_rows(preview.rows)
        self.take.setEnabled(preview.has_changes)

    def show_fault(self, title: str, sentence: str) -> None:
        """Say why nothing can be taken as the columns are chosen now."""
        self.title.setText(title)
        self._say(sentence, "error")
        self.model.set_rows(())
        self.take.setEnabled(False)

    def wait(self) -> None:
        """Nothing can be taken until the new preview is there."""
        self.take.setEnabled(False)

    def _say(self, text: str, look: str) -> None:
        theme.look(self.summary, look)
        self.summary.setText(text)

    def _on_chosen(self) -> None:
        self.wait()
        self.mapping_changed.emit(self.mapping)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(self.title)
        if self.columns is not None:
            layout.addWidget(plain_label("small", _WHAT))
            layout.addWidget(self.columns)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        self._people.setWidgetResizable(True)
        self._people.setFrameShape(QFrame.Shape.NoFrame)
        for widget in (self._who, self._people):
            widget.hide()
            layout.addWidget(widget)
        layout.addWidget(plain_label("small", _SAFE))
        layout.addWidget(self.buttons)
        self.resize(theme.step(250), theme.step(170 if self.columns is None else 190))


def _icon(row: PreviewRow) -> QIcon:
    return fate_icon(row.fate)


def _choice(name: str, municipalities: Sequence[tuple[str, str]], chosen: str | None) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(f"Kommune für {name}")
    box.addItem(NOBODY, None)
    for id_, text in municipalities:
        box.addItem(text, id_)
    box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else 0)
    return box
