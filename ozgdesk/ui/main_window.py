"""The window of one open project: rail, top bar, places and inspector. It wires them, and no more."""

from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from ozgdesk.domain.step import Step
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.places import PlaceView, place
from ozgdesk.ui.rail import Rail


class MainWindow(QMainWindow):
    """Shows one place at a time; a view is built on its first visit and refreshed while visible."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rail = Rail()
        self.stack = QStackedWidget()
        self._views: dict[str, PlaceView] = {}
        self._stale: set[str] = set()
        self.place_key = ""
        central = QWidget()
        layout = QHBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(central)
        self.rail.place_chosen.connect(self.show_place)
        desk.asked_for_place.connect(self.show_place)
        desk.changed.connect(self._on_changed)

    def show_place(self, key: str, subject: Subject | None = None) -> None:
        """Show a place, and a row in it if given."""
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = place(key).make(self.desk)
            self.stack.addWidget(view)
            self._stale.add(key)
        self.place_key = key
        self.rail.show_place(key)
        self.stack.setCurrentWidget(view)
        self._refresh()
        if subject is not None:
            view.select(subject.kind, subject.id)

    def _refresh(self) -> None:
        if self.place_key in self._stale:
            self._stale.discard(self.place_key)
            self._views[self.place_key].show_view(self.desk.view)

    def _on_changed(self, _step: Step | None) -> None:
        self._stale.update(self._views)
        self._refresh()
