"""Filters kept under a name, whatever they filter: the menu to choose them, and the dialog to keep them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.present.saved_filters import with_filter
from ozgdesk.settings import SavedFilter
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

TITLE = "Gespeicherte Filter"
_MNEMONICS = 9
_KEYS = "F2 benennt einen Filter um, Entf löscht ihn."


@dataclass(frozen=True)
class Shelf:
    """Where the filters of one place are kept, and what they mean there.

    `now` is the filter that holds, without a name, None while everything is shown; `choose(None)` shows
    everything. `words` says what a filter shows, `lack` what of it is not in this file, or nothing.
    """

    filters: Callable[[], tuple[SavedFilter, ...]]
    keep: Callable[[tuple[SavedFilter, ...]], None]
    now: Callable[[], SavedFilter | None]
    choose: Callable[[SavedFilter | None], None]
    words: Callable[[SavedFilter], str]
    lack: Callable[[SavedFilter], str]
    is_now: Callable[[SavedFilter], bool]


def filters_menu(shelf: Shelf, parent: QWidget) -> QMenu:
    """All filters, the one that is shown now with a tick; then what can be done with them."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for number, kept in enumerate(shelf.filters(), 1):
        text = kept.name.replace("&", "&&")
        text = f"&{number} {text}" if number <= _MNEMONICS else text
        lack = shelf.lack(kept)
        action = menu.addAction(f"{text} ({lack} fehlt hier)" if lack else text)
        action.setToolTip(shelf.words(kept))
        action.setCheckable(True)
        action.setChecked(shelf.is_now(kept))
        action.triggered.connect(lambda _on=False, k=kept: shelf.choose(k))
    menu.addSeparator()
    manage = menu.addAction("Filter &speichern und verwalten …")
    manage.triggered.connect(lambda _on=False: manage_filters(shelf, parent.window()))
    every = menu.addAction("&Alle Aufgaben zeigen")
    every.setEnabled(shelf.now() is not None)
    every.triggered.connect(lambda _on=False: shelf.choose(None))
    return menu


def open_filters(shelf: Shelf, at: QWidget, parent: QWidget) -> None:
    """Show the menu below a widget."""
    menu = filters_menu(shelf, parent)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at.mapToGlobal(QPoint(0, at.height())))


def manage_filters(shelf: Shelf, parent: QWidget) -> None:
    """Ask for a name for what is shown now, and let the filters be renamed and deleted."""
    dialog = FiltersDialog(shelf, parent)
    if dialog.exec():
        shelf.keep(dialog.filters)
    dialog.deleteLater()


class FiltersDialog(QDialog):
    """Works on a copy: `filters` is what holds after „Übernehmen“, „Abbrechen“ leaves all as it was."""

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = shelf.words
        self._now = shelf.now()
        self.filters = shelf.filters()
        self.setWindowTitle(TITLE)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name des Filters")
        self.name.setPlaceholderText("Name für den Filter, der jetzt gilt")
        self.name.setEnabled(self._now is not None)
        self.name.textChanged.connect(lambda _text: self._refresh())
        self.keep = QPushButton()
        self.keep.clicked.connect(self._keep)
        self.hint = plain_label("muted")
        self.model = RowModel(
            (
                Column[SavedFilter]("Name", lambda kept: kept.name, 180, stretch=True, edit=self._rename),
                Column[SavedFilter]("zeigt", shelf.words, 240),
            ),
            lambda kept: kept.name,
        )
        self.table = RowTable(self.model, TITLE)
        self.table.on_remove = self._remove
        self.delete = QPushButton("&Löschen")
        self.delete.clicked.connect(lambda: self._remove(self.table.selected_ids()))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._refresh())
        self.buttons = QDialogButtonBox()
        accept = self.buttons.addButton("&Übernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("&Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        accept.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self._refresh()

    def accept(self) -> None:
        """A name that was typed and not saved yet counts too."""
        if self.keep.isEnabled():
            self._keep()
        super().accept()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.name, 1)
        line.addWidget(self.keep)
        below = QHBoxLayout()
        below.addWidget(self.delete)
        below.addStretch(1)
        below.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.step(5),) * 4)
        layout.setSpacing(theme.step(3))
        layout.addWidget(self.hint)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        self.resize(theme.step(140), theme.step(95))
        (self.name if self.name.isEnabled() else self.table).setFocus()

    def _refresh(self) -> None:
        name = self.name.text().strip()
        is_known = any(kept.name == name for kept in self.filters)
        self.keep.setText("Über&schreiben" if is_known else "&Speichern")
        self.keep.setEnabled(bool(name) and self._now is not None)
        self.keep.setDefault(True)
        self.delete.setEnabled(bool(self.table.selected_ids()))
        self.hint.setText(
            f"Jetzt gilt: {self._words(self._now)}. {_KEYS}"
            if self._now is not None
            else f"Jetzt gilt kein Filter, den man speichern könnte. {_KEYS}"
        )
        self.model.set_rows(self.filters)

    def _keep(self) -> None:
        if self._now is not None:
            self.filters = with_filter(self.filters, replace(self._now, name=self.name.text().strip()))
        self.name.clear()
        self._refresh()

    def _rename(self, kept: SavedFilter, typed: str) -> None:
        """Give a filter another name, unless that is empty or taken."""
        name = typed.strip()
        if name and all(other.name != name for other in self.filters):
            self.filters = tuple(replace(f, name=name) if f == kept else f for f in self.filters)
        else:
            self.hint.setText(
                f"„{name}“ heißt schon ein Filter." if name else "Ein Filter braucht einen Namen."
            )
            return
        self._refresh()

    def _remove(self, names: list[str]) -> None:
        self.filters = tuple(kept for kept in self.filters if kept.name not in names)
        self._refresh()
