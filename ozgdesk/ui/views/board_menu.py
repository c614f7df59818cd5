"""The context menu of the board: what can be done with a card, and the names of the keys that do the same."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ozgdesk.commands import tasks as verbs
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.board import BoardCard
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.ui.desk import Subject
from ozgdesk.ui.icons import icon
from ozgdesk.ui.views.board_gestures import ASKING

if TYPE_CHECKING:
    from ozgdesk.ui.views.board import BoardView

_PART = Role.CONTRIBUTOR.value


class BoardMenu:
    """Opens the menu of a card, or of the empty board."""

    def __init__(self, view: "BoardView") -> None:
        self.view = view
        self.gestures = view.gestures

    def open(self, card_id: str, lane_id: str | None, column: str, point: QPoint) -> None:
        """Show what can be done with a card (empty id: with none) and its place, at a global point."""
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card = self.view.card(card_id)
        menu.addAction(icon("add"), "Neue Aufgabe\tEinfg").triggered.connect(self.gestures.ask_for_new)
        if card is not None:
            self._add_card(menu, card)
        menu.addSeparator()
        self._add_place(menu, lane_id, column)
        menu.popup(point)

    def _add_place(self, menu: QMenu, lane_id: str | None, column: str) -> None:
        gestures, view = self.gestures, self.view
        limit = menu.addAction(icon("deadline"), "Höchstzahl festlegen …\tH")
        limit.triggered.connect(partial(gestures.questions.ask_limit, lane_id, column))
        if view.canvas.scene is not None and lane_id is not None:
            lane = next((lane for lane in view.canvas.scene.lanes if lane.lane.id == lane_id), None)
            if lane is not None and lane.fold is not None:
                word = "ausblenden" if lane.fold.is_open else "zeigen"
                older = menu.addAction(f"Ältere erledigte {word}\tA")
                older.triggered.connect(partial(view.show_older, lane_id))
        menu.addAction(view.resting_action)
        answers = menu.addAction("Rückmeldung erfassen …\tStrg+Umschalt+R")
        answers.triggered.connect(lambda: view.desk.asked_for_answers.emit(lane_id or ""))

    def _add_card(self, menu: QMenu, card: BoardCard) -> None:
        gestures = self.gestures
        menu.addAction(icon("edit"), "Bearbeiten\tEingabe").triggered.connect(partial(gestures.open, card.id))
        menu.addAction(icon("plan"), "Im Projektplan zeigen").triggered.connect(
            lambda: self.view.desk.go("plan", Subject(Task, card.task_id))
        )
        if card.role == _PART:
            word = "Zuarbeit wieder öffnen" if card.is_delivered else "Zuarbeit ist erledigt"
            finish = menu.addAction(icon("check"), f"{word}\tLeertaste")
            finish.triggered.connect(partial(gestures.tick, card.id))
        else:
            self._add_lead(menu, card)
        menu.addSeparator()
        word = "Zuarbeit entfernen" if card.role == _PART else "Löschen"
        menu.addAction(icon("delete"), f"{word}\tEntf").triggered.connect(partial(gestures.remove, card.id))

    def _add_lead(self, menu: QMenu, card: BoardCard) -> None:
        state = menu.addMenu(icon("board"), "Zustand")
        for number, value in enumerate(TaskState, 1):
            more = " …" if value.value in ASKING else ""
            action = state.addAction(f"{label(value)}{more}\t{number}")
            action.setEnabled(value.value != card.column or value.value in ASKING)
            action.triggered.connect(partial(self.gestures.move, card.id, card.lane, value.value))
        lead = menu.addMenu(icon("lead"), "Federführung")
        part = menu.addMenu(icon("contributor"), "Zuarbeit von")
        board, desk = self.view.board, self.view.desk
        taken = {c.lane for c in board.cards if c.task_id == card.task_id} if board else set()
        for lane in board.lanes if board else ():
            if lane.id != card.lane:
                lead.addAction(lane.name).triggered.connect(
                    partial(self.gestures.move, card.id, lane.id, card.column)
                )
            if lane.id and lane.id not in taken:
                command = verbs.add_contribution(card.task_id, lane.id)
                part.addAction(lane.name).triggered.connect(
                    partial(desk.run, steps.ADD_CONTRIBUTION, command)
                )
        part.setEnabled(not part.isEmpty())
