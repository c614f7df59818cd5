"""The window of one open project: rail, top bar, places and inspector. It wires them, and no more.

What only a menu needs is imported when it is asked for: the window shall be there soon.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QContextMenuEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.step import Step, StepKind
from ozgdesk.ui import theme
from ozgdesk.ui.banner import Banner
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.errors import show_problem
from ozgdesk.ui.exchanges import Exchanges
from ozgdesk.ui.file_watch import FileWatch
from ozgdesk.ui.follow_up_prompt import ask_for_follow_up
from ozgdesk.ui.help import about_dialog, help_dialog, keys_dialog
from ozgdesk.ui.inspector.panel import WIDTH as INSPECTOR_WIDTH
from ozgdesk.ui.inspector.panel import Inspector
from ozgdesk.ui.large_step import LargeStep
from ozgdesk.ui.panes import focus_into, step_pane
from ozgdesk.ui.places import PLACES, HasPages, PlaceView, place
from ozgdesk.ui.rail import Rail
from ozgdesk.ui.recess_dialog import propose_recesses
from ozgdesk.ui.toast import Toast
from ozgdesk.ui.top_bar import TopBar
from ozgdesk.ui.window_menus import fill_menus, show_undo_labels

NARROW = theme.step(310)


class MainWindow(QMainWindow):
    """Shows one place at a time; a view is built on its first visit and refreshed while visible.

    The signals ask the program for what reaches beyond this project; `asked_to_open` carries a Path or None.
    """

    asked_to_open = Signal(object)
    asked_for_sample = Signal()
    asked_to_restore = Signal()
    theme_chosen = Signal(str)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.exchanges = Exchanges(desk, self)
        self.place_key = ""
        self.actions_by_name = fill_menus(self, desk)
        self.actions_by_name["change_many"].setEnabled(False)
        self._views: dict[str, PlaceView] = {}
        self._stale: set[str] = set()
        self._wants_inspector = True
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.inspector = Inspector(desk)
        self.banner = Banner()
        self.top_bar = TopBar(
            desk, self.actions_by_name["undo"], self.actions_by_name["redo"], self._commands
        )
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self.toast = Toast(self)
        desk.workspace.lend = LargeStep(self)
        self.watch = FileWatch(desk, self)
        self._connect()
        self._refresh_state()
        self.setWindowTitle(f"{desk.workspace.path.stem} – OZG-Desk")

    def _lay_out(self) -> None:
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.stack)
        self.splitter.addWidget(self.inspector)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([theme.step(250), INSPECTOR_WIDTH])
        central = QWidget()
        layout = QHBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top_bar)
        right.addWidget(self.banner)
        right.addWidget(self.splitter, 1)
        layout.addWidget(self.rail)
        layout.addLayout(right, 1)
        self.setCentralWidget(central)
        self.resize(theme.step(360), theme.step(225))
        self.setMinimumSize(theme.step(200), theme.step(130))

    def _connect(self) -> None:
        desk = self.desk
        self.rail.place_chosen.connect(self.show_place)
        self.inspector.closed.connect(lambda: self._want_inspector(False))
        self.inspector.wanted.connect(lambda: self._want_inspector(True))
        self.inspector.filled.connect(self._fit)
        self.watch.changed.connect(self._on_watched)
        desk.asked_for_place.connect(self.show_place)
        desk.asked_for_sheet.connect(self.show_sheet)
        desk.asked_for_follow_up.connect(lambda: ask_for_follow_up(desk, self, is_free=True))
        desk.told.connect(self.toast.show_text)
        desk.taken_back.connect(self.toast.take_back)
        desk.changed.connect(self._on_changed)
        desk.failed.connect(self._on_failed)
        self.watch.look()

    # Places

    def show_place(self, key: str, subject: Subject | None = None) -> None:
        """Show a place, and a row in it if given. The inspector shows the row even where the place cannot.

        A page of a place is named `place-page`, see `places.picture_keys`.
        """
        if not self.desk.flush():
            return
        key, _, page = key.partition("-")
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = place(key).make(self.desk, self.stack)
            view.setAccessibleName(place(key).name)
            self.stack.addWidget(view)
            self._stale.add(key)
        self.place_key = key
        self.rail.show_place(key)
        self.stack.setCurrentWidget(view)
        self.actions_by_name["change_many"].setEnabled(hasattr(view, "change_selected"))
        self._refresh_place()
        if page and isinstance(view, HasPages):
            view.show_page(page)
        focus_into(view)
        if subject is not None:
            view.select(subject.kind, subject.id)
            self.desk.pick(subject.kind, subject.id)
            self._want_inspector(True)

    @property
    def view(self) -> PlaceView | None:
        """The view of the place that is shown."""
        return self._views.get(self.place_key)

    def _refresh_place(self) -> None:
        view = self.view
        if view is not None and self.place_key in self._stale:
            self._stale.discard(self.place_key)
            view.show_view(self.desk.view)

    def _on_changed(self, step: Step | None) -> None:
        self._stale.update(self._views)
        self._refresh_place()
        self._refresh_state()
        if step is not None and step.head.kind is StepKind.DO and step.head.label.endswith(" löschen"):
            said = step.head.label.removesuffix("löschen") + "gelöscht."
            self.toast.show_text(said[0].upper() + said[1:], "Rückgängig", self.undo)

    def _refresh_state(self) -> None:
        show_undo_labels(self.actions_by_name, self.desk.workspace)
        self.top_bar.refresh()

    def _on_failed(self, problem: StoreProblem) -> None:
        if problem.code == "locked":
            self.watch.look()
        show_problem(problem, self)

    def _on_watched(self, text: str, is_free: bool) -> None:
        if is_free:
            self.banner.show_text(text, "Jetzt bearbeiten", self.watch.retake)
            self.desk.tell(text)
        else:
            self.banner.show_text(text)
        self.top_bar.refresh()

    def _want_inspector(self, wanted: bool) -> None:
        self._wants_inspector = wanted
        self._fit(is_asked=wanted)

    def _fit(self, *, is_asked: bool = False) -> None:
        """Narrow windows show icons instead of names; an empty inspector gives its room to the place."""
        self.rail.set_compact(self.width() < NARROW)
        self.inspector.setVisible(self._wants_inspector and (is_asked or not self.inspector.is_empty))

    # What the menus do

    def ask_to_open(self) -> None:
        """Ask the program to open another file."""
        self.asked_to_open.emit(None)

    def ask_for_sample(self) -> None:
        """Ask the program for a new file from a sample."""
        self.asked_for_sample.emit()

    def ask_to_restore(self) -> None:
        """Ask the program to restore a backup of this file."""
        if self.desk.flush():
            self.asked_to_restore.emit()

    def propose_recesses(self) -> None:
        """Propose school holidays as council recess of a municipality."""
        propose_recesses(self.desk, self)

    def make_backup(self) -> None:
        """Say visibly that everything is saved, and make a backup point."""
        if not self.desk.flush():
            return
        workspace = self.desk.workspace
        self.top_bar.saved.setText("Wird gesichert …")
        self.desk.guard(lambda: workspace.backup("save"))
        self._refresh_state()
        self.desk.tell(f"{self.top_bar.saved.text()}, Sicherungspunkt angelegt.")

    def close_program(self) -> None:
        """Close the window; whatever holds it asks `may_close` first."""
        self.window().close()

    def may_close(self) -> bool:
        """Whether everything typed is saved; a field that cannot be saved keeps the window open."""
        return self.desk.flush()

    def undo(self) -> None:
        """Take the newest step back."""
        self.desk.undo()

    def redo(self) -> None:
        """Do it again."""
        self.desk.redo()

    def preview_sheet(self) -> None:
        """Show the sheet of this place in Berichte; printing always begins with a preview."""
        sheet = getattr(self.view, "sheet", "") or (place(self.place_key).sheet if self.place_key else "")
        self.show_sheet(sheet)

    def show_sheet(self, key: str) -> None:
        """Show a sheet in Berichte, without a key the one that was shown last."""
        self.show_place("reports")
        show_sheet = getattr(self.view, "show_sheet", None)
        if key and show_sheet is not None:
            show_sheet(key)

    def find_here(self) -> None:
        """Search in this place where it can, else everywhere."""
        find = getattr(self.view, "find_here", None)  # QWidget has a `find` of its own
        if find is not None:
            find()
        else:
            self.search_everything()

    def change_selected(self) -> None:
        """Change all selected rows together, in a place that can."""
        change = getattr(self.view, "change_selected", None)
        if change is not None:
            change()

    def set_follow_up(self) -> None:
        """Ask for a Wiedervorlage on the selected row."""
        ask_for_follow_up(self.desk, self)

    def search_everything(self) -> None:
        """Put the cursor into the search field."""
        self.top_bar.search.begin()

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        if self.desk.flush():
            self._want_inspector(not self.inspector.isVisible())

    def next_pane(self) -> None:
        """Go to the next of rail, top bar, place and inspector."""
        self._step_pane(1)

    def previous_pane(self) -> None:
        """Go to the previous of them."""
        self._step_pane(-1)

    def choose_day(self) -> None:
        """Choose the Stichtag."""
        self.top_bar.choose_day()

    def show_help(self) -> None:
        """Say what this place is for."""
        name = place(self.place_key).name if self.place_key else "OZG-Desk"
        text = getattr(self.view, "help_text", "") or "Zu diesem Ort gibt es keine besondere Hilfe."
        help_dialog(name, text, self).exec()

    def show_keys(self) -> None:
        """List all keys."""
        keys_dialog(self).exec()

    def show_about(self) -> None:
        """Name, version and licences."""
        about_dialog(self).exec()

    def send_insert(self) -> None:
        """The Einfg key, from the menu."""
        self._send(Qt.Key.Key_Insert)

    def send_edit(self) -> None:
        """The F2 key, from the menu."""
        self._send(Qt.Key.Key_F2)

    def send_delete(self) -> None:
        """The Entf key, from the menu."""
        self._send(Qt.Key.Key_Delete)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        focused = QApplication.focusWidget()
        if key == Qt.Key.Key_F2:
            self._want_inspector(True)
            self.inspector.focus_first()
        elif key == Qt.Key.Key_Insert:
            menu = self.actions_by_name["create"].menu()
            if isinstance(menu, QMenu):
                menu.popup(self.mapToGlobal(self.stack.geometry().center()))
        elif (key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and shift)) and focused is not None:
            spot = focused.rect().center()
            reason = QContextMenuEvent.Reason.Keyboard
            QApplication.postEvent(focused, QContextMenuEvent(reason, spot, focused.mapToGlobal(spot)))
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch.observe(self.window().windowHandle())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.watch.stop()
        self.closed.emit()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.desk.flush(quietly=True)
        super().changeEvent(event)

    # Wiring

    def _commands(self) -> list[QAction]:
        return [action for action in self.actions_by_name.values() if action.menu() is None]

    def _send(self, key: Qt.Key) -> None:
        target: QObject | None = QApplication.focusWidget() or self.view
        if target is not None:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def _step_pane(self, step: int) -> None:
        panes: list[QWidget] = [self.rail, self.top_bar, self.stack]
        target = step_pane(panes + ([self.inspector] if self.inspector.isVisible() else []), step)
        if target is self.inspector:
            self.inspector.focus_first()
        elif target is self.rail:
            focus_into(self.rail.button(self.place_key or PLACES[0].key))
        elif target is self.top_bar:
            focus_into(self.top_bar.search)
        elif self.view is not None:
            focus_into(self.view)
