"""The filters of the plan kept under a name: the menu to choose them, and the dialog to keep them."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.domain.view import View
from ozgdesk.present.plan_filter import PlanFilter
from ozgdesk.present.saved_filters import filter_words, is_whole, restored, saved, with_filter
from ozgdesk.settings import SavedFilter
from ozgdesk.ui import theme
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.plan_bar import PlanBar
from ozgdesk.ui.widgets.plain_label import plain_label
from ozgdesk.ui.widgets.rows import Column, RowModel, RowTable

TITLE = "Gespeicherte Filter"
_MNEMONICS = 9
_KEYS = "F2 benennt einen Filter um, Entf löscht ihn."


class PlanFilters(QWidget):
    """A button with the menu of the filters; `chosen(PlanFilter)` is a filter for the bar to show."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, bar: PlanBar, action: QAction) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        self.button = QToolButton(self)
        self.button.setDefaultAction(action)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        action.triggered.connect(lambda _on=False: self.open())

    def open(self) -> None:
        """Show the menu below the button, or at the bar while it has no room for the button."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        at = self.button if self.button.isVisible() else self._bar
        menu.popup(at.mapToGlobal(QPoint(0, at.height())))

    def menu(self) -> QMenu:
        """All filters, the one that is shown now with a tick; then what can be done with them."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        view, now = self._desk.view, self._bar.wanted()
        for number, kept in enumerate(self._desk.settings.plan_filters, 1):
            text = kept.name.replace("&", "&&")
            text = f"&{number} {text}" if number <= _MNEMONICS else text
            action = menu.addAction(
                text if is_whole(view, kept) else f"{text} ({kept.municipality} fehlt hier)"
            )
            action.setToolTip(filter_words(view, kept))
            action.setCheckable(True)
            action.setChecked(now != PlanFilter() and now == restored(view, kept))
            action.triggered.connect(lambda _on=False, k=kept: self._choose(k))
        menu.addSeparator()
        manage = menu.addAction("Filter &speichern und verwalten …")
        manage.triggered.connect(lambda _on=False: self.manage())
        every = menu.addAction("&Alle Aufgaben zeigen")
        every.setEnabled(now != PlanFilter())
        every.triggered.connect(lambda _on=False: self.chosen.emit(PlanFilter()))
        return menu

    def manage(self) -> None:
        """Ask for a name for what is shown now, and let the filters be renamed and deleted."""
        dialog = FiltersDialog(
            self._desk.view, self._desk.settings.plan_filters, self._bar.wanted(), self.window()
        )
        if dialog.exec():
            self._desk.prefer(replace(self._desk.settings, plan_filters=dialog.filters))
        dialog.deleteLater()

    def _choose(self, kept: SavedFilter) -> None:
        self.chosen.emit(restored(self._desk.view, kept))
        if not is_whole(self._desk.view, kept):
            self._desk.tell(
                f"Die Kommune {kept.municipality} gibt es in dieser Datei nicht; gefiltert wird ohne sie."
            )


class FiltersDialog(QDialog):
    """Works on a copy: `filters` is what holds after „Übernehmen“, „Abbrechen“ leaves all as it was."""

    def __init__(
        self, view: View, filters: tuple[SavedFilter, ...], now: PlanFilter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._now = now
        self.filters = filters
        self.setWindowTitle(TITLE)
        self.name = QLineEdit()
        self.name.setAccessibleName("Name des Filters")
        self.name.setPlaceholderText("Name für den Filter, der jetzt gilt")
        self.name.setEnabled(now != PlanFilter())
        self.name.textChanged.connect(lambda _text: self._refresh())
        self.keep = QPushButton()
        self.keep.clicked.connect(self._keep)
        self.hint = plain_label("muted")
        self.model = RowModel(
            (
                Column[SavedFilter]("Name", lambda kept: kept.name, 180, stretch=True, edit=self._rename),
                Column[SavedFilter]("zeigt", lambda kept: filter_words(view, kept), 240),
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
        self.keep.setEnabled(bool(name) and self._now != PlanFilter())
        self.keep.setDefault(True)
        self.delete.setEnabled(bool(self.table.selected_ids()))
        now = filter_words(self._view, saved(self._view, "", self._now))
        self.hint.setText(
            f"Jetzt gilt: {now}. {_KEYS}"
            if self._now != PlanFilter()
            else f"Jetzt gilt kein Filter, den man speichern könnte. {_KEYS}"
        )
        self.model.set_rows(self.filters)

    def _keep(self) -> None:
        self.filters = with_filter(self.filters, saved(self._view, self.name.text(), self._now))
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
