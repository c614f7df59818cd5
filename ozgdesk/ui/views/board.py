"""The board of all tasks, drawn or as a table. What its gestures do stands in `board_gestures`."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.board import RESTING, Board, BoardCard, board_rows, with_cards, without_resting
from ozgdesk.present.task_query_cards import CardFilter
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.board_canvas import BoardCanvas
from ozgdesk.ui.views.board_gestures import RESTING_WORDS, BoardGestures
from ozgdesk.ui.views.board_help import HELP
from ozgdesk.ui.views.board_menu import BoardMenu
from ozgdesk.ui.views.board_table import board_table
from ozgdesk.ui.views.task_filter_bar import FILTER_HELP, TaskFilterBar

_WIDE = 900  # pixels from which the buttons say what they do


class BoardView(QWidget):
    """A lane per municipality; cards are dragged between states and lanes, or moved with Strg and arrows."""

    help_text = f"{HELP}\n\n{FILTER_HELP}"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.board: Board | None = None
        self.collapsed: set[str] = set()
        self.unfolded: set[str] = set()
        self.canvas = BoardCanvas(self)
        self.table = board_table(self)
        self.gestures = BoardGestures(self)
        self.menu = BoardMenu(self)
        self.resting_action = self._make_resting_action()
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.canvas)
        self.stack.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.filters = TaskFilterBar(desk, self._focus_tasks, self)
        self._fill_tools(self.filters.tools)
        layout.addWidget(self.filters)
        layout.addWidget(self.stack, 1)
        self._connect()

    def _fill_tools(self, tools: QHBoxLayout) -> None:
        self.new = QToolButton(self)
        self.new.setText("Neue Aufgabe")
        self.new.setIcon(icon("add"))
        self.new.setToolTip("Neue Aufgabe in der gewählten Bahn (Einfg)")
        self.new.clicked.connect(self.gestures.ask_for_new)
        self.as_table = QToolButton(self)
        self.as_table.setIcon(icon("list"))
        self.as_table.setText("Als Tabelle")
        self.as_table.setToolTip("Als Tabelle")
        self.as_table.setCheckable(True)
        self.with_resting = QToolButton(self)
        self.with_resting.setDefaultAction(self.resting_action)
        tools.addWidget(self.new)
        tools.addWidget(self.with_resting)
        tools.addWidget(self.as_table)

    def _make_resting_action(self) -> QAction:
        action = QAction(icon("resting"), RESTING_WORDS, self)
        action.setCheckable(True)
        action.setChecked(self.desk.settings.board_resting)
        action.setShortcut("R")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setToolTip(f"{RESTING_WORDS} (R)")
        action.toggled.connect(self._on_resting)
        self.canvas.addAction(action)
        self.table.addAction(action)
        return action

    def _connect(self) -> None:
        self.desk.tasks_filtered.connect(self._on_filtered)
        self.as_table.toggled.connect(self._on_as_table)
        canvas, gestures = self.canvas, self.gestures
        canvas.card_picked.connect(gestures.pick)
        canvas.open_wanted.connect(gestures.open)
        canvas.tick_wanted.connect(gestures.tick)
        canvas.move_wanted.connect(gestures.move)
        canvas.name_wanted.connect(gestures.rename)
        canvas.create_wanted.connect(gestures.create)
        canvas.remove_wanted.connect(gestures.remove)
        canvas.fold_wanted.connect(self.fold)
        canvas.older_wanted.connect(self.show_older)
        canvas.limit_wanted.connect(gestures.questions.ask_limit)
        canvas.menu_wanted.connect(self.menu.open)
        self.table.row_picked.connect(gestures.pick)
        self.table.row_opened.connect(gestures.open)
        self.table.on_remove = gestures.remove_all

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        is_wide = event.size().width() >= _WIDE
        for button in (self.new, self.with_resting, self.as_table):
            button.setToolButtonStyle(
                styles.ToolButtonTextBesideIcon if is_wide else styles.ToolButtonIconOnly
            )

    def show_view(self, view: View) -> None:
        """Show all tasks; the selected card, folded lanes and the filter stay.

        Where the part went that was selected, its task is: a handover that is taken back loses no place.
        """
        chosen = self.canvas.card(self.canvas.selected)
        self.board = board_rows(view)
        self._card_filter = CardFilter(view)
        self.filters.refresh()
        self._refresh()
        if chosen is not None and not self.canvas.selected:
            self.gestures.pick_lead(chosen.task_id)

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.filters.begin()

    def select(self, kind: type[Entity], id_: str) -> bool:
        """Select the card of a task or of one part in it."""
        if self.board is None:
            return False
        wanted = [c for c in self.board.cards if id_ == (c.task_id if kind is Task else c.id)]
        if not wanted:
            return False
        self._reveal(wanted[0])
        self.table.pick(wanted[0].id)
        return self.canvas.pick(wanted[0].id)

    def _reveal(self, card: BoardCard) -> None:
        """Lift whatever hides a card: filter, resting columns, a folded lane, what was done long ago."""
        if card.id not in {other.id for other in self._shown().cards}:
            self.desk.filter_tasks("")
            self._refresh()
        if card.column in RESTING:
            self.resting_action.setChecked(True)
        if card.lane in self.collapsed:
            self.fold(card.lane)
        if self.canvas.card(card.id) is None and card.lane not in self.unfolded:
            self.show_older(card.lane)

    def card(self, card_id: str) -> BoardCard | None:
        """The card with this id, shown or filtered out; None when there is none."""
        cards = self.board.cards if self.board else ()
        return next((card for card in cards if card.id == card_id), None)

    def fold(self, lane_id: str) -> None:
        """Collapse a lane or open it again."""
        self.collapsed ^= {lane_id}
        self._refresh()

    def show_older(self, lane_id: str) -> None:
        """Show what was done long ago in a lane, or fold it away again."""
        self.unfolded ^= {lane_id}
        self._refresh()

    def _on_resting(self, is_shown: bool) -> None:
        self.desk.prefer(replace(self.desk.settings, board_resting=is_shown))
        self._refresh()

    def _on_as_table(self, is_table: bool) -> None:
        shown = self.table if is_table else self.canvas
        self.stack.setCurrentWidget(shown)
        shown.setFocus()

    def _focus_tasks(self) -> None:
        (self.table if self.as_table.isChecked() else self.canvas).setFocus()

    def _shown(self) -> Board:
        assert self.board is not None
        query = self.desk.read_task_line().query
        return with_cards(self.board, self._card_filter.fitting(query, self.board.cards))

    def _on_filtered(self) -> None:
        """A page that is not seen is refreshed when it is visited."""
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self.board is None:
            return
        fitting, whole = self._shown(), self.board
        shown = fitting
        if not self.resting_action.isChecked():
            shown, whole = without_resting(fitting), without_resting(whole)
        hint = "" if shown.cards else "Noch keine Aufgabe. Einfg legt die erste an."
        if whole.cards and not shown.cards:
            hint = "Keine Karte passt zum Filter."
        if fitting.cards and not shown.cards:
            hint = "Was hier steht, ruht oder entfällt. R zeigt es."
        self.canvas.show_board(shown, frozenset(self.collapsed), hint, frozenset(self.unfolded))
        self.table.rows.set_rows(shown.cards)
        self.filters.show_count(len(shown.cards), len(whole.cards), "Karten")
