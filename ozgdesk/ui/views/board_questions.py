"""Where the board must know more before it acts: opens the prompt beside the card, and acts on the answer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractScrollArea

from ozgdesk.commands import board_limits
from ozgdesk.commands import tasks as verbs
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.domain.councils import CouncilPaper
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.board import BoardCard
from ozgdesk.present.council_waiting import open_papers
from ozgdesk.texts import steps
from ozgdesk.texts.labels import label
from ozgdesk.texts.rules import rule_message
from ozgdesk.texts.tasks import THIRD_PARTIES
from ozgdesk.ui.views.board_limit_prompt import LimitPrompt
from ozgdesk.ui.views.board_prompts import (
    BoardPrompt,
    HandOverPrompt,
    PaperPrompt,
    ReasonPrompt,
    ThirdPartyPrompt,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ozgdesk.domain.transaction import Command
    from ozgdesk.ui.views.board import BoardView


class BoardQuestions:
    """One question at a time; another gesture means no, unless something is typed already."""

    def __init__(self, view: "BoardView") -> None:
        self.view = view
        self.desk = view.desk

    def close(self) -> bool:
        """Take an open question away; not one in which something is typed: then False."""
        for prompt in self.view.stack.findChildren(BoardPrompt):
            if prompt.is_begun and not prompt.isHidden():
                prompt.ask_back()
                return False
            prompt.hide()
            prompt.setParent(None)
            prompt.deleteLater()
        return True

    def ask_who_stays(self, card: BoardCard, lane_id: str, chosen: "Callable[[bool], object]") -> None:
        """Whether the old lead goes on contributing."""
        if not self.close():
            return
        board = self.view.board
        names = {lane.id: lane.name for lane in board.lanes} if board else {}
        to = f"an {names[lane_id]} übergeben" if lane_id else "entfernen"
        prompt = HandOverPrompt(
            f"Federführung für {card.number} {to}?",
            f"Ja, {card.code} leistet weiter Zuarbeit",
            f"Ja, {card.code} ist nicht mehr beteiligt",
            self._area(),
        )
        prompt.chosen = chosen
        self._open(prompt, card)

    def ask_reason(self, card: BoardCard, state: TaskState) -> None:
        """Why a task rests or is dropped; the answer changes the state."""
        if not self.close():
            return
        before = self.desk.snapshot.get(Task, card.task_id).state_reason
        prompt = ReasonPrompt(f"{card.number} {label(state)}: aus welchem Grund?", before, self._area())
        prompt.chosen = lambda reason: self._run(
            prompt, steps.CHANGE_STATE, verbs.change_state(card.task_id, state, reason=reason), card
        )
        self._open(prompt, card)

    def ask_third_party(self, card: BoardCard) -> None:
        """For whom a task waits and when to ask again; the answer changes the state."""
        if not self.close():
            return
        prompt = ThirdPartyPrompt(
            f"{card.number} wartet auf Dritte",
            card.waiting_for if card.column == TaskState.WAITING_THIRD.value else "",
            self._names(),
            lambda: self.desk.view.as_of,
            self._area(),
        )
        prompt.chosen = lambda who, day: self._run(
            prompt, steps.WAIT_FOR_THIRD, verbs.wait_for_third(card.task_id, who, day), card
        )
        self._open(prompt, card)

    def ask_paper(self, card: BoardCard) -> None:
        """For which paper a task waits in council, where there is one; the answer changes the state."""
        lead = self.desk.view.ownership.lead.get(card.task_id)
        papers = open_papers(self.desk.view, lead.municipality_id if lead else None)
        before = self.desk.snapshot.get(Task, card.task_id).paper_id
        if before is not None and before not in {id_ for id_, _ in papers}:
            papers = ((before, self.desk.snapshot.get(CouncilPaper, before).title), *papers)
        if not papers:
            self.view.gestures.change_state(card, TaskState.IN_COUNCIL)
            return
        if not self.close():
            return
        question = f"{card.number} {label(TaskState.IN_COUNCIL)}: mit welcher Vorlage?"
        prompt = PaperPrompt(question, before, papers, self._area())
        prompt.chosen = lambda paper_id: self._run(
            prompt, steps.WAIT_FOR_COUNCIL, verbs.wait_for_council(card.task_id, paper_id), card
        )
        self._open(prompt, card)

    def ask_limit(self, lane_id: str | None, column: str) -> None:
        """How many cards a place may hold."""
        if self.view.board is None or not self.close():
            return
        self.view.as_table.setChecked(False)
        prompt = LimitPrompt(self.view.board, lane_id, column, self.view.canvas)
        prompt.chosen = lambda *values: self._limit(prompt, *values)
        card = self.view.card(self.view.canvas.selected)
        self._open(prompt, card)

    def _limit(
        self, prompt: BoardPrompt, lane_id: str | None, key: str, most: int | None, is_hard: bool, reason: str
    ) -> bool:
        state = TaskState(key) if key else None
        if most is None:
            return self._run(prompt, steps.LIFT_LIMIT, board_limits.lift_limit(lane_id, state))
        command = board_limits.set_limit(lane_id, state, most, is_hard=is_hard, reason=reason)
        return self._run(prompt, steps.SET_LIMIT, command)

    def _run(
        self, prompt: BoardPrompt, step: str, command: "Command[object]", card: BoardCard | None = None
    ) -> bool:
        """Do what was answered; a refusal stays beside what was typed."""
        try:
            if not self.desk.flush():
                return False
            self.desk.commit(step, command)
        except RuleViolation as refusal:
            prompt.refuse(rule_message(refusal))
            return False
        except StoreProblem as problem:
            self.desk.failed.emit(problem)
            return False
        if card is not None:
            self.view.gestures.after_move(card)
        return True

    def _names(self) -> list[str]:
        """Whom one usually waits for, then every other name in use, by how often."""
        counts: dict[str, int] = {}
        for task in self.desk.snapshot.all(Task):
            if task.waiting_for and task.state is TaskState.WAITING_THIRD:
                counts[task.waiting_for] = counts.get(task.waiting_for, 0) + 1
        others = sorted(counts.keys() - set(THIRD_PARTIES), key=lambda name: (-counts[name], name))
        return [*THIRD_PARTIES, *others]

    def _area(self) -> QAbstractScrollArea:
        return self.view.table if self.view.as_table.isChecked() else self.view.canvas

    def _open(self, prompt: BoardPrompt, card: BoardCard | None) -> None:
        prompt.open_beside(self._place(card))

    def _place(self, card: BoardCard | None) -> QRect:
        if self.view.as_table.isChecked():
            return self.view.table.visualRect(self.view.table.currentIndex())
        scene = self.view.canvas.scene
        place = scene.places.get(card.id) if scene and card else None
        return self.view.canvas.area_of(place) if place else QRect(8, 48, 0, 0)
