"""Choosing a backup to go back to: the projects that have some, and of each its backups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ozgdesk import formats
from ozgdesk.commands.backups import Backup
from ozgdesk.texts.backups import reason_label
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.plain_label import plain_label

_EXPLANATION = (
    "Die Projektdatei wird durch die gewählte Sicherung ersetzt. Die bisherige Datei bleibt daneben liegen;"
    " ihr Name endet auf „.vorher“."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """The backup to go back to, and the project file it shall replace."""

    backup: Backup
    path: Path


def ask_for_backup(
    parent: QWidget, projects: Sequence[Path], backups_of: Callable[[Path], Sequence[Backup]]
) -> Wish | None:
    """Let the user choose a backup of one of these projects; None when nothing was chosen."""
    dialog = RestoreDialog(projects, backups_of, parent)
    try:
        return dialog.wish if dialog.exec() else None
    finally:
        dialog.deleteLater()


class RestoreDialog(QDialog):
    """`wish` is the chosen backup; None while there is none to choose."""

    def __init__(
        self,
        projects: Sequence[Path],
        backups_of: Callable[[Path], Sequence[Backup]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Sicherung wiederherstellen")
        self._projects = tuple(projects)
        self._backups_of = backups_of
        self.project = QComboBox()
        self.project.setAccessibleName("Projekt")
        for path in self._projects:
            self.project.addItem(path.name)
            self.project.setItemData(self.project.count() - 1, str(path), Qt.ItemDataRole.ToolTipRole)
        self.place = plain_label("small")
        self.list = QListWidget()
        self.list.setAccessibleName("Sicherungen, neueste zuerst")
        self.empty = plain_label("muted", "Zu diesem Projekt gibt es noch keine Sicherung.")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.restore = self.buttons.addButton("Wiederherstellen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore.setDefault(True)
        self._lay_out()
        self.project.currentIndexChanged.connect(self._show_backups)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show_backups()
        self.list.setFocus()

    @property
    def wish(self) -> Wish | None:
        """What is chosen at the moment."""
        item = self.list.currentItem()
        if item is None:
            return None
        return Wish(item.data(Qt.ItemDataRole.UserRole), self._projects[self.project.currentIndex()])

    def accept(self) -> None:
        if self.wish is not None:
            super().accept()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.step(6), theme.step(5), theme.step(6), theme.step(5))
        layout.setSpacing(theme.step(3))
        title = plain_label("heading", "Auf welchen Stand möchten Sie zurückgehen?")
        for widget in (title, self.project, self.place):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(plain_label("small", _EXPLANATION))
        layout.addWidget(self.buttons)
        self.resize(theme.step(140), theme.step(120))

    def _show_backups(self) -> None:
        position = self.project.currentIndex()
        path = self._projects[position] if position >= 0 else None
        found = self._backups_of(path) if path else ()
        self.place.setText(f"Ordner: {path.parent}" if path else "")
        self.list.clear()
        for backup in found:
            text = f"{formats.instant(backup.at)}  –  {reason_label(backup.reason)}"
            item = QListWidgetItem(text, self.list)
            item.setData(Qt.ItemDataRole.UserRole, backup)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.restore.setEnabled(bool(found))
