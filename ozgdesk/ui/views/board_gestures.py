"""What the gestures of the board do: move, rename, create, remove. How they are made stands in the canvas."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from ozgdesk.commands import records
from ozgdesk.commands import tasks as verbs
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.board import BoardCard
from ozgdesk.texts import steps
from ozgdesk.ui.views.board_editor import HandOverPrompt

if TYPE_CHECKING:
    from ozgdesk.ui.views.board import BoardView

_PART = Role.CONTRIBUTOR.value


class BoardGestures:
    """Wishes of the canvas, the table and the menu, each one step; asks in place where more must be known."""

    def __init__(self, view: "BoardView") -> None:
        self.view = view
        self.desk = view.desk
        self.canvas = view.canvas

    def move(self, card_id: str, lane_id: str, column: str) -> None:
        """What a drop does: another column is another state, another lane another lead or contributor."""
        card = self.canvas.card(card_id)
        if card is None:
            return
        self.canvas.pick(card_id)
        if card.lane != lane_id:
            self._move_to_lane(card, lane_id)
            return
        if card.column != column and card.role == _PART:
            self.finish_part(card, column)
        elif card.column != column:
            self.desk.run(steps.CHANGE_STATE, verbs.change_state(card.task_id, TaskState(column)))
        self.canvas.pick(card_id)

    def finish_part(self, card: BoardCard, column: str) -> None:
        """Done or open again: the only states a contribution has of its own."""
        if column == TaskState.DONE.value:
            self.desk.run(steps.FINISH_CONTRIBUTION, verbs.finish_contribution(card.id))
        elif card.is_delivered:
            self.desk.run(steps.edit(Assignment), records.edit(Assignment, card.id, done_on=None))
        else:
            self.desk.tell("Den Zustand der Aufgabe ändert die Karte der federführenden Kommune.")

    def pick(self, card_id: str) -> None:
        """Show a card in the inspector; a question about another one is over."""
        card = self.view.card(card_id)
        self._close_prompt()
        if card is not None:
            self.desk.pick(*_subject(card))

    def open(self, card_id: str) -> None:
        """Edit a card in the inspector."""
        card = self.view.card(card_id)
        if card is not None:
            self.desk.edit(*_subject(card))

    def rename(self, card_id: str, text: str) -> None:
        """Give a task another name."""
        card = self.view.card(card_id)
        if card is not None and text.strip():
            self.desk.run(steps.edit(Task), records.edit(Task, card.task_id, name=text.strip()))

    def ask_for_new(self) -> None:
        """Let the user type the name of a new task."""
        self.view.as_table.setChecked(False)
        self.canvas.ask_for_new()

    def create(self, lane_id: str, column: str, text: str) -> None:
        """A new task in a cell."""
        command = verbs.create_task(text, lane_id or None, state=TaskState(column))
        task = self.desk.run(steps.create(Task), command)
        if task is not None:
            self._pick_lead(task.id)

    def remove(self, card_id: str) -> None:
        """Take a contribution away, or delete a task."""
        card = self.view.card(card_id)
        if card is None:
            return
        if card.role == _PART:
            self.desk.run(steps.REMOVE_CONTRIBUTION, verbs.remove_contribution(card.task_id, card.lane))
        else:
            self.desk.run(steps.delete(Task), records.delete(Task, card.task_id))

    def remove_all(self, ids: list[str]) -> None:
        """Remove the cards of chosen rows."""
        for id_ in ids:
            self.remove(id_)

    def _move_to_lane(self, card: BoardCard, lane_id: str) -> None:
        if card.role == _PART and lane_id:
            self.desk.run(steps.MOVE_CONTRIBUTION, verbs.move_contribution(card.id, lane_id))
        elif card.role == _PART:
            self.desk.tell("Eine Zuarbeit gehört zu einer Kommune; mit Entf entfernen Sie die Zuarbeit.")
        elif not card.lane:
            self._hand_over(card, lane_id, keeps=True)
        else:
            self._ask_who_stays(card, lane_id)

    def _ask_who_stays(self, card: BoardCard, lane_id: str) -> None:
        self._close_prompt()
        board = self.view.board
        names = {lane.id: lane.name for lane in board.lanes} if board else {}
        to = f"an {names[lane_id]} übergeben" if lane_id else "entfernen"
        prompt = HandOverPrompt(
            f"Federführung für {card.number} {to}?",
            f"Ja, {card.code} leistet weiter Zuarbeit",
            f"Ja, {card.code} ist nicht mehr beteiligt",
            self.canvas,
        )
        prompt.chosen = lambda keeps: self._hand_over(card, lane_id, keeps=keeps)
        place = self.canvas.scene.places.get(card.id) if self.canvas.scene else None
        prompt.open_beside(self.canvas.area_of(place) if place else QRect())

    def _close_prompt(self) -> None:
        """Only one question at a time; picking another card means no."""
        for prompt in self.canvas.viewport().findChildren(HandOverPrompt):
            prompt.hide()
            prompt.setParent(None)
            prompt.deleteLater()

    def _hand_over(self, card: BoardCard, lane_id: str, *, keeps: bool) -> None:
        label_ = steps.HAND_OVER if lane_id else steps.REMOVE_LEAD
        command = verbs.hand_over_lead(card.task_id, lane_id or None, keeps_contributing=keeps)
        if self.desk.run(label_, command) is not None:
            self._pick_lead(card.task_id)

    def _pick_lead(self, task_id: str) -> None:
        cards = self.view.board.cards if self.view.board else ()
        lead = next((card for card in cards if card.task_id == task_id and card.role != _PART), None)
        if lead is not None:
            self.canvas.pick(lead.id)


def _subject(card: BoardCard) -> tuple[type[Assignment] | type[Task], str]:
    return (Assignment, card.id) if card.role == _PART else (Task, card.task_id)
