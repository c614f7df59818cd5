"""The preview of a copied Beratungsfolge: which stations it holds, and which bodies are not known here."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ozgdesk import formats
from ozgdesk.present.pasted_stations import PastedStation
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

_HOW = (
    "Erwartete Stationen desselben Gremiums erhalten Tag und Rolle, weitere kommen hinzu. Ergebnisse werden "
    "nicht übernommen; tragen Sie sie auf der Seite „Beratungsfolge“ ein."
)

_COLUMNS: tuple[Column[PastedStation], ...] = (
    Column("Gremium", lambda row: row.name, stretch=True),
    Column("Termin", lambda row: formats.day(row.held_on) if row.held_on else ""),
    Column("Rolle", lambda row: row.role_text, width=150),
    Column("Wird", lambda row: "eingetragen" if row.committee_id else "ausgelassen"),
)


class StationsDialog(QDialog):
    """Accepted by "Übernehmen", which needs at least one body that is known."""

    def __init__(self, rows: Sequence[PastedStation], town: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Beratungsfolge einfügen")
        self.table = RowTable(RowModel(_COLUMNS, lambda row: str(id(row))), "Stationen")
        self.table.rows.set_rows(rows)
        self.unknown = plain_label("error", _unknown(rows, town))
        self.unknown.setVisible(bool(self.unknown.text()))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton("Ü&bernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        self.take.setEnabled(any(row.committee_id for row in rows))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        layout.addWidget(plain_label("heading", f"Beratungsfolge für {town}"))
        layout.addWidget(plain_label("muted", _HOW))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.unknown)
        layout.addWidget(self.buttons)
        self.resize(theme.step(150), theme.step(90))


def _unknown(rows: Sequence[PastedStation], town: str) -> str:
    names = ", ".join(f"„{row.name}“" for row in rows if row.committee_id is None)
    if not names:
        return ""
    return f"Bei {town} nicht bekannt: {names}. Bitte legen Sie fehlende Gremien unter „Beteiligte“ an."
