"""What a card of the board says below its name: for whom it waits, since when it departs, who is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Deviation
from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.council_waiting import waiting_for_council
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.present.station_words import origin_text
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.tasks import deviation_mark


@dataclass(frozen=True, slots=True)
class CardNote:
    """One line of a card: its kind (waiting, council, follow_up, reason, resolution, deviation, absence) and
    its words.
    """

    kind: str
    text: str
    is_urgent: bool = False


class CardNotes:
    """Reads the rows that cards only mention, once for the whole board."""

    def __init__(self, view: View, facts: TaskFacts, tags: dict[str | None, MunicipalityTag]) -> None:
        self._view = view
        self._facts = facts
        self._tags = tags
        self._follow_ups: dict[str, date] = {}
        for row in view.snapshot.all(FollowUp):
            if row.done_on is None and row.subject_kind == table_name(Task):
                before = self._follow_ups.get(row.subject_id, row.due_on)
                self._follow_ups[row.subject_id] = min(before, row.due_on)
        self._deviations = {row.task_id: row for row in view.snapshot.all(Deviation)}

    def follow_up_on(self, task: Task) -> date | None:
        """The day of the next open Wiedervorlage on a task."""
        return self._follow_ups.get(task.id)

    def of_task(self, task: Task, lead: Assignment | None) -> Iterator[CardNote]:
        """The notes on the card of a task; what is done needs none."""
        if task.state is TaskState.DONE:
            return
        if task.state in RESTING_STATES:
            if task.state_reason:
                yield CardNote("reason", task.state_reason)
        else:
            yield from self._waiting(task)
        if origin := origin_text(self._view, task):
            yield CardNote("resolution", origin)
        if task.id in self._deviations:
            yield CardNote("deviation", deviation_mark(self._deviations[task.id].annex))
        if task.state not in RESTING_STATES:
            yield from self._absence(lead, self._facts.due_on(task))

    def of_part(self, task: Task, part: Assignment) -> Iterator[CardNote]:
        """The notes on the card of a contribution that is still owed."""
        if task.state not in RESTING_STATES and part.done_on is None:
            yield from self._absence(part, part.due_on)

    def _waiting(self, task: Task) -> Iterator[CardNote]:
        """What the state waits for, and the day to ask again; where a third party has none, it says so."""
        words = task.waiting_for
        if task.state is TaskState.WAITING_CONTRIBUTION:
            owed = ", ".join(self._owing(task))
            words = ": ".join(part for part in (f"von {owed}" if owed else "", words) if part)
        if words:
            yield CardNote("waiting", words)
        if task.state is TaskState.IN_COUNCIL:
            found = waiting_for_council(self._view, task)
            yield CardNote("council", found.text, found.is_urgent)
        day = self.follow_up_on(task)
        if day is not None:
            text = f"Wiedervorlage {formats.short_day(day)}"
            yield CardNote("follow_up", text, is_urgent=day <= self._view.as_of)
        elif task.state is TaskState.WAITING_THIRD:
            yield CardNote("follow_up", "ohne Wiedervorlage")

    def _owing(self, task: Task) -> Iterator[str]:
        for part in self._view.ownership.contributors.get(task.id, ()):
            if part.done_on is None:
                yield self._tags[part.municipality_id].code

    def _absence(self, part: Assignment | None, due_on: date | None) -> Iterator[CardNote]:
        stand = self._facts.stand(part, due_on)
        if stand.brief:
            yield CardNote("absence", stand.brief, is_urgent=True)
