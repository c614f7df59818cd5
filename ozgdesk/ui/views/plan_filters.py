"""The filters of the plan kept under a name: a button with their menu, on the bar of the plan."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ozgdesk.present.plan_filter import PlanFilter
from ozgdesk.present.saved_filters import filter_words, lack_sentence, lacking, restored, saved
from ozgdesk.settings import SavedFilter
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views.plan_bar import PlanBar
from ozgdesk.ui.views.saved_filters import Shelf, filters_menu, manage_filters, open_filters


class PlanFilters(QWidget):
    """A button with the menu of the filters; `chosen(PlanFilter)` is a filter for the bar to show."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, bar: PlanBar, action: QAction) -> None:
        super().__init__(bar)
        self._desk = desk
        self._bar = bar
        self._shelf = Shelf(
            filters=lambda: desk.settings.plan_filters,
            keep=lambda filters: desk.prefer(replace(desk.settings, plan_filters=filters)),
            now=self._now,
            choose=self._choose,
            words=lambda kept: filter_words(desk.view, kept),
            lack=lambda kept: " und ".join(filter(None, lacking(desk.view, kept))),
            is_now=lambda kept: self._now() is not None and bar.wanted() == restored(desk.view, kept),
        )
        self.button = QToolButton(self)
        self.button.setDefaultAction(action)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.button)
        action.triggered.connect(lambda _on=False: self.open())

    def open(self) -> None:
        """Show the menu below the button, or at the bar while it has no room for the button."""
        open_filters(self._shelf, self.button if self.button.isVisible() else self._bar, self)

    def menu(self) -> QMenu:
        """All filters and what can be done with them."""
        return filters_menu(self._shelf, self)

    def manage(self) -> None:
        """Keep what is shown now under a name, rename and delete."""
        manage_filters(self._shelf, self.window())

    def _now(self) -> SavedFilter | None:
        now = self._bar.wanted()
        return saved(self._desk.view, "", now) if now != PlanFilter() else None

    def _choose(self, kept: SavedFilter | None) -> None:
        self.chosen.emit(restored(self._desk.view, kept) if kept else PlanFilter())
        lack = lack_sentence(self._desk.view, kept) if kept else ""
        if lack:
            self._desk.tell(lack)
