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
from ozgdesk.ui.icons import icon
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

NOBODY = "keiner Kommune zuordnen"
_ICONS = {
    "new": "add",
    "changed": "edit",
    "skipped": "check",
    "not_carried": "info",
    "conflict": "warning",
}
_ROWS_SHOWN = 4
_WHO = "Wer ist gemeint? Nennt eine Aufgabe mehrere Kommunen, so führt die erste."
_SAFE = "Vor dem Einlesen wird die Projektdatei gesichert; der Schritt lässt sich rückgängig machen."


class ImportDialog(QDialog):
    """Accepted by "Übernehmen". `mapping_changed` carries the municipality ids by resource name."""

    mapping_changed = Signal(object)

    def __init__(
        self,
        resources: Sequence[str],
        municipalities: Sequence[tuple[str, str]],
        mapping: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Projektplan einlesen")
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
        self.choices = {
            name: _choice(name, municipalities, mapping.get(name))
            for name in (resources if municipalities else ())
        }
        self.buttons = QDialogButtonBox()
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        self.take.setDefault(True)
        self._lay_out()
        for choice in self.choices.values():
            choice.currentIndexChanged.connect(self._on_chosen)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.table.setFocus()

    @property
    def mapping(self) -> dict[str, str]:
        """The municipality chosen for each resource that has one."""
        chosen = {name: choice.currentData() for name, choice in self.choices.items()}
        return {name: id_ for name, id_ in chosen.items() if id_ is not None}

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what would happen now."""
        self.title.setText(preview.title)
        nothing = "" if preview.has_changes else " Es gibt nichts zu übernehmen."
        self.summary.setText(f"{preview.summary}.{nothing}")
        self.model.set_rows(preview.rows)
        self.take.setEnabled(preview.has_changes)

    def _on_chosen(self) -> None:
        self.take.setEnabled(False)  # until the new preview is there
        self.mapping_changed.emit(self.mapping)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(self.title)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        if self.choices:
            layout.addWidget(plain_label("small", _WHO))
            layout.addWidget(self._mapping_area())
        layout.addWidget(plain_label("small", _SAFE))
        layout.addWidget(self.buttons)
        self.resize(theme.step(250), theme.step(170))

    def _mapping_area(self) -> QScrollArea:
        inner = QWidget()
        form = QFormLayout(inner)
        form.setContentsMargins(0, 0, theme.step(2), 0)
        for name, choice in self.choices.items():
            label = plain_label("", name)
            label.setBuddy(choice)
            form.addRow(label, choice)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        height = next(iter(self.choices.values())).sizeHint().height() + form.spacing()
        area.setFixedHeight(min(len(self.choices), _ROWS_SHOWN) * height + theme.step(2))
        return area


def _icon(row: PreviewRow) -> QIcon:
    return icon(_ICONS[row.fate])


def _choice(name: str, municipalities: Sequence[tuple[str, str]], chosen: str | None) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(f"Kommune für {name}")
    box.addItem(NOBODY, None)
    for id_, text in municipalities:
        box.addItem(text, id_)
    box.setCurrentIndex(max(box.findData(chosen), 0) if chosen is not None else 0)
    return box
