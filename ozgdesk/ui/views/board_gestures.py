"""What the gestures of the board do: move, rename, create, remove. How they are made stands in the canvas."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ozgdesk.commands import records
from ozgdesk.commands import tasks as verbs
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.board import RESTING, BoardCard
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.ui.views.board_questions import BoardQuestions

if TYPE_CHECKING:
    from ozgdesk.ui.views.board import BoardView

_PART = Role.CONTRIBUTOR.value
ASKING = RESTING | {TaskState.WAITING_THIRD.value, TaskState.IN_COUNCIL.value}
"""Keys of the columns that must know more: for whom or what a card waits, or why it rests."""
RESTING_WORDS = "Ruhende und entfallene zeigen"


class BoardGestures:
    """Wishes of the canvas, the table and the menu, each one step; asks in place where more must be known."""

    def __init__(self, view: "BoardView") -> None:
        self.view = view
        self.desk = view.desk
        self.canvas = view.canvas
        self.questions = BoardQuestions(view)

    def move(self, card_id: str, lane_id: str, column: str) -> None:
        """What a drop does: another column is another state, another lane another lead or contributor.

        The column where a card stands asks again what it asked, for whom it waits or why it rests.
        """
        card = self.view.card(card_id)
        if card is None:
            return
        self.canvas.pick(card_id)
        if card.lane != lane_id:
            self._move_to_lane(card, lane_id, column)
        elif card.column != column and card.role == _PART:
            self.finish_part(card, column)
        elif card.column != column or column in ASKING:
            self._ask_or_change(card, TaskState(column))

    def _ask_or_change(self, card: BoardCard, state: TaskState) -> None:
        """At once where nothing more must be known, else after a question beside the card."""
        if state.value in RESTING:
            self.questions.ask_reason(card, state)
        elif state is TaskState.WAITING_THIRD:
            self.questions.ask_third_party(card)
        elif state is TaskState.IN_COUNCIL:
            self.questions.ask_paper(card)
        else:
            self.change_state(card, state)

    def change_state(self, card: BoardCard, state: TaskState) -> None:
        """Put a card into another state without asking."""
        if self.desk.run(steps.CHANGE_STATE, verbs.change_state(card.task_id, state)) is not None:
            self.after_move(card)

    def after_move(self, card: BoardCard) -> None:
        """Keep the card of a task selected, and say what one would not see: a limit, or where it went."""
        self.pick_lead(card.task_id)
        lead = self._lead_of(card.task_id)
        if lead is None or self.view.board is None:
            return
        if lead.column in RESTING and not self.view.resting_action.isChecked():
            state = label(TaskState(lead.column))
            self.desk.tell(f"{lead.number} {state}. „{RESTING_WORDS}“ zeigt die Karte wieder.")
        for limit in self.view.board.limits:
            is_there = limit.lane in (None, lead.lane) and limit.column in ("", lead.column)
            if limit.is_exceeded and is_there:
                self.desk.tell(limit.text)

    def tick(self, card_id: str) -> None:
        """A contribution is done, or owed again."""
        card = self.view.card(card_id)
        if card is not None and card.role == _PART:
            self.finish_part(card, card.column if card.is_delivered else TaskState.DONE.value)
        elif card is not None:
            self.desk.tell("Die Leertaste hakt Zuarbeiten ab; die Ziffern 1 bis 8 ändern den Zustand.")

    def finish_part(self, card: BoardCard, column: str) -> None:
        """Done or owed again: the only states a contribution has of its own."""
        part = self.desk.snapshot.find(Assignment, card.id)
        if part is None:
            return
        if column == TaskState.DONE.value and not card.is_delivered:
            self.desk.run(steps.FINISH_CONTRIBUTION, verbs.finish_contribution(card.id))
        elif part.done_on is not None:
            self.desk.run(steps.REOPEN_CONTRIBUTION, verbs.reopen_contribution(card.id))
        else:
            self.desk.tell(
                "Den Zustand der Aufgabe ändert die Karte der federführenden Kommune; "
                "die Leertaste hakt die Zuarbeit ab."
            )
        self.canvas.pick(card.id)

    def pick(self, card_id: str) -> None:
        """Show a card in the inspector; a question about another one is over."""
        card = self.view.card(card_id)
        if self.questions.close() and card is not None:
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
        if task is None:
            self.canvas.ask_for_new(text)
        else:
            self.pick_lead(task.id)

    def remove(self, card_id: str) -> None:
        """Take a contribution away, or delete a task."""
        self.remove_all([card_id])

    def remove_all(self, ids: Sequence[str]) -> None:
        """Remove the cards of chosen rows, in one step."""
        cards = [card for card in map(self.view.card, ids) if card is not None]
        tasks = {card.task_id: None for card in cards if card.role != _PART}
        parts = [card for card in cards if card.role == _PART and card.task_id not in tasks]

        def command(tx: Transaction) -> None:
            for part in parts:
                verbs.remove_contribution(part.task_id, part.lane)(tx)
            records.delete(Task, *tasks)(tx)

        if cards:
            self.desk.run(steps.delete(Task) if tasks else steps.REMOVE_CONTRIBUTION, command)

    def _move_to_lane(self, card: BoardCard, lane_id: str, column: str) -> None:
        if card.role == _PART and lane_id:
            self.desk.run(steps.MOVE_CONTRIBUTION, verbs.move_contribution(card.id, lane_id))
            self.canvas.pick(card.id)
        elif card.role == _PART:
            self.desk.tell("Eine Zuarbeit gehört zu einer Kommune; mit Entf entfernen Sie die Zuarbeit.")
        elif not card.lane:
            self._hand_over(card, lane_id, column, keeps=True)
        else:
            self.questions.ask_who_stays(
                card, lane_id, lambda keeps: self._hand_over(card, lane_id, column, keeps=keeps)
            )

    def _hand_over(self, card: BoardCard, lane_id: str, column: str, *, keeps: bool) -> None:
        """Hand over in one step with the state, where a drop changed both and nothing more must be asked."""
        state = TaskState(column) if column != card.column else None
        must_ask = state is not None and column in ASKING
        label_ = steps.HAND_OVER if lane_id else steps.REMOVE_LEAD
        command = verbs.hand_over_lead(
            card.task_id,
            lane_id or None,
            keeps_contributing=keeps,
            state=None if must_ask else state,
        )
        if self.desk.run(label_, command) is None:
            return
        self.after_move(card)
        lead = self._lead_of(card.task_id)
        if must_ask and state is not None and lead is not None:
            self._ask_or_change(lead, state)

    def pick_lead(self, task_id: str) -> None:
        """Select the card of a task that its lead has, or that nobody has."""
        lead = self._lead_of(task_id)
        if lead is not None:
            self.canvas.pick(lead.id)

    def _lead_of(self, task_id: str) -> BoardCard | None:
        cards = self.view.board.cards if self.view.board else ()
        return next((card for card in cards if card.task_id == task_id and card.role != _PART), None)


def _subject(card: BoardCard) -> tuple[type[Assignment] | type[Task], str]:
    return (Assignment, card.id) if card.role == _PART else (Task, card.task_id)
