"""What several places say about one task: when it is due, its light, its warnings, who stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.lights import RESTING_STATES, is_contribution_overdue
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import DeadlineKind, LegalForm, Light, TaskKind


@dataclass(frozen=True, slots=True)
class Stand:
    """Who answers for a part when it is due: person, deputy if that one is away then, and a warning."""

    person: str
    deputy: str = ""
    warning: str = ""
    brief: str = ""
    """The warning in as few words as a card has room for."""


_NOBODY = Stand("")


class TaskFacts:
    """Facts about tasks on the Stichtag of a View; indexes the absences once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._absences: dict[str, list[Absence]] = {}
        for absence in view.snapshot.all(Absence):
            if absence.until_on >= view.as_of:
                self._absences.setdefault(absence.person_id, []).append(absence)

    def due_on(self, task: Task) -> date | None:
        """The day a task is due: when it should have been done, else its finish or an earlier deadline."""
        if task.state in RESTING_STATES:
            return None
        plan = self.view.plan
        dates = plan.dates.get(task.id)
        finish = dates.finish if dates is not None and not dates.is_finish_open else None
        days = [day for day in (plan.overdue.get(task.id), finish, task.deadline_on) if day is not None]
        return min(days, default=None)

    def is_late(self, task: Task) -> bool:
        """Whether a task is overdue or misses its deadline."""
        return task.id in self.view.plan.late and task.state not in RESTING_STATES

    def light(self, task: Task) -> Light:
        """The light of one task, by the thresholds of the light Termine; grey when not dated or at rest."""
        if task.state in RESTING_STATES:
            return Light.GREY
        dates = self.view.plan.dates.get(task.id)
        if self.is_late(task):
            is_political = task.deadline_on is not None and task.deadline_kind is not DeadlineKind.OWN
            is_grave = task.kind is TaskKind.MILESTONE or bool(dates and dates.is_critical) or is_political
            return Light.RED if is_grave else Light.YELLOW
        if dates is None or dates.is_finish_open:
            return Light.GREY
        return Light.GREEN

    def stand(self, part: Assignment | None, due_on: date | None) -> Stand:
        """Who answers for a part on the day it is due; today when it is overdue or has no day."""
        return self.stand_of(part.person_id if part else None, due_on)

    def stand_of(self, person_id: str | None, due_on: date | None) -> Stand:
        """The same for a person."""
        person = self.view.snapshot.find(Person, person_id)
        if person is None:
            return _NOBODY
        day = max(due_on or self.view.as_of, self.view.as_of)
        absence = self._away(person.id, day)
        if absence is None:
            return Stand(person.name)
        on = formats.short_day(day)
        deputy = self.view.snapshot.find(Person, absence.deputy_id)
        if deputy is None:
            warning = f"{person.name} ist am {on} abwesend, keine Vertretung."
            return Stand(person.name, "", warning, "abwesend, keine Vertretung")
        if self._away(deputy.id, day) is not None:
            warning = f"{person.name} und die Vertretung sind am {on} abwesend."
            return Stand(person.name, "", warning, "abwesend samt Vertretung")
        return Stand(person.name, deputy.name)

    def _away(self, person_id: str, day: date) -> Absence | None:
        """The absence that covers a day, one with a deputy first."""
        found = [row for row in self._absences.get(person_id, ()) if row.from_on <= day <= row.until_on]
        return next((row for row in found if row.deputy_id is not None), found[0] if found else None)

    def task_warnings(self, task: Task, lead: Assignment | None) -> Iterator[str]:
        """What is wrong with a task, in short German sentences."""
        if task.is_contractual and task.legal_form is LegalForm.NOT_STATED:
            yield "Die Rechtsform ist nicht genannt."
        if task.state in RESTING_STATES:
            return
        if lead is None and task.kind is not TaskKind.MILESTONE:
            yield "Niemand ist federführend."
        overdue = self.view.plan.overdue.get(task.id)
        if overdue is not None:
            yield f"Überfällig seit {formats.day(overdue)}."
        elif self.is_late(task) and task.deadline_on is not None:
            yield f"Die Frist am {formats.day(task.deadline_on)} ist gefährdet."
        if warning := self.stand(lead, self.due_on(task)).warning:
            yield warning

    def part_warnings(self, task: Task, part: Assignment) -> Iterator[str]:
        """What is wrong with a contribution."""
        if task.state in RESTING_STATES or part.done_on is not None:
            return
        if is_contribution_overdue(part, self.view.as_of) and part.due_on is not None:
            yield f"Zuarbeit überfällig seit {formats.day(part.due_on)}."
        if warning := self.stand(part, part.due_on).warning:
            yield warning
