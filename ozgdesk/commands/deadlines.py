"""The last days of a calculation in the plan: linked milestones, which follow when meetings move."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from textwrap import shorten

from ozgdesk.commands.records import create
from ozgdesk.commands.station_milestones import keep_on
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.backward import calculations
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Matter
from ozgdesk.domain.deadlines import Backward, Lane, Purpose, State, Step, StepKind
from ozgdesk.domain.effect import effect_of
from ozgdesk.domain.matter_backward import matter_calculation
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ConstraintKind, DeadlineKind, Role, TaskKind
from ozgdesk.texts.deadlines import milestone_name, milestone_origin

_MOST_SIGNS = 120


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of the milestones: new ones, moved ones, and those that no longer follow and stay."""

    created: tuple[Task, ...]
    moved: tuple[Task, ...]
    left: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A milestone there should be. `origin` is what it is known by again, besides its station."""

    step: Step
    municipality_id: str | None
    name: str
    origin: str

    @property
    def consultation_id(self) -> str | None:
        """The station whose day it keeps."""
        is_station = self.step.kind is StepKind.MEETING and self.step.subject_kind == "consultation"
        return self.step.subject_id if is_station else None


def take_over(subject_id: str, purpose: Purpose) -> Command[TakenOver]:
    """Keep the last days of a calculation as milestones that are linked, or move those that are there.

    The calculation is that of an agreement, or of a matter without one.

    A day that has passed gets no new milestone, a finished one stays as it is. Name, phase and lead of a
    milestone are not touched again. RuleViolation `nothing_reckoned` without a calculation.
    """

    def command(tx: Transaction) -> TakenOver:
        found = next((row for row in _calculations(tx, subject_id) if row.purpose is purpose), None)
        if found is None:
            raise RuleViolation("nothing_reckoned")
        return _Milestones(tx, found).take_over()

    return command


def _calculations(tx: Transaction, subject_id: str) -> tuple[Backward, ...]:
    agreement = tx.find(Agreement, subject_id)
    if agreement is not None:
        return calculations(tx.snapshot(), effect_of(tx.snapshot(), agreement, tx.today), tx.today)
    found = matter_calculation(tx.snapshot(), tx.get(Matter, subject_id), tx.today)
    return (found,) if found is not None else ()


class _Milestones:
    """The milestones of one calculation; `about` names the matter they are known by, where it is one."""

    def __init__(self, tx: Transaction, found: Backward) -> None:
        self.tx = tx
        self.found = found
        agreement, matter = tx.find(Agreement, found.agreement_id), tx.find(Matter, found.matter_id)
        name = agreement.short_title or agreement.title if agreement else matter.title if matter else ""
        self.title = shorten(name, _MOST_SIGNS, placeholder=" …")
        self.about = self.title if agreement is None else ""
        self.created: list[Task] = []
        self.moved: list[Task] = []
        self.kept: dict[str, Task] = {}

    def take_over(self) -> TakenOver:
        """All of them, and the links between them."""
        lanes = [[self._keep(row) for row in self._wanted_in(lane)] for lane in self.found.lanes]
        ending = [self._keep(row) for row in self._wanted_at_the_end()]
        ends = [task for task in ending if task is not None]
        for lane in lanes:
            self._link([*(task for task in lane if task is not None), *ends])
        self._link(ends)
        left = tuple(task for task in self._former() if task.id not in self.kept)
        return TakenOver(tuple(self.created), tuple(self.moved), left)

    def _wanted_in(self, lane: Lane) -> Iterator[_Wanted]:
        """The last day to submit and the meetings of one municipality."""
        town = self.tx.get(Municipality, lane.municipality_id)
        for step in lane.steps:
            is_last_day = step.kind is StepKind.SUBMISSION and step.on == lane.last_submission
            if step.state is State.DONE or not (is_last_day or step.kind is StepKind.MEETING):
                continue
            body = self.tx.find(Committee, step.committee_id)
            name = body.name if body else ""
            yield _Wanted(
                step,
                town.id,
                milestone_name(step.kind, name, town.code),
                milestone_origin(self.found.purpose, step.kind, name, town.code, about=self.about),
            )

    def _wanted_at_the_end(self) -> Iterator[_Wanted]:
        """The steps after the resolutions. The last day for those is no step: the councils meet before it."""
        for step in self.found.steps:
            is_own = step.kind is not StepKind.RESOLUTION or self.found.matter_id is not None
            if is_own and step.state is not State.DONE:
                name = milestone_name(step.kind, "", self.title)
                origin = milestone_origin(self.found.purpose, step.kind, about=self.about)
                yield _Wanted(step, None, name, origin)

    def _keep(self, wanted: _Wanted) -> Task | None:
        """The milestone, new or on its day; None without a day to come."""
        task = self._known(wanted)
        on = wanted.step.on
        if task is not None:
            self.kept[task.id] = task
            if on is None or task.state in CLOSED_STATES:
                return task
            after = keep_on(self.tx, task, on)
            self.moved += [after] if after != task else []
            return after
        if on is None or on < self.tx.today:
            return None
        return self._create(wanted)

    def _known(self, wanted: _Wanted) -> Task | None:
        milestones = [
            task
            for task in chain(
                self._own(),
                self.tx.having(Task, "consultation_id", wanted.consultation_id or ""),
            )
            if task.kind is TaskKind.MILESTONE and task.id not in self.kept
        ]
        of_station = [
            t for t in milestones if wanted.consultation_id and t.consultation_id == wanted.consultation_id
        ]
        of_origin = [t for t in milestones if t.constraint_source == wanted.origin]
        return min(of_station or of_origin, key=lambda task: task.number, default=None)

    def _create(self, wanted: _Wanted) -> Task:
        task = create(
            Task,
            name=wanted.name,
            kind=TaskKind.MILESTONE,
            agreement_id=self.found.agreement_id,
            consultation_id=wanted.consultation_id,
            constraint_kind=ConstraintKind.FINISH_ON,
            constraint_on=wanted.step.on,
            constraint_source=wanted.origin,
            deadline_on=wanted.step.on,
            deadline_kind=DeadlineKind.OWN,
        )(self.tx)
        if wanted.municipality_id is not None:
            create(Assignment, task_id=task.id, municipality_id=wanted.municipality_id, role=Role.LEAD)(
                self.tx
            )
        self.created.append(task)
        self.kept[task.id] = task
        return task

    def _link(self, tasks: list[Task]) -> None:
        """Let each wait for the one before it, where nothing ties the two yet."""
        for before, after in pairwise(tasks):
            pair = {before.id, after.id}
            ties = chain(
                self.tx.having(Link, "successor_id", after.id),
                self.tx.having(Link, "predecessor_id", after.id),
            )
            if not any({row.predecessor_id, row.successor_id} == pair for row in ties):
                create(Link, predecessor_id=before.id, successor_id=after.id)(self.tx)

    def _own(self) -> Iterable[Task]:
        """The tasks among which its milestones are: those of the agreement, for a matter those of none."""
        return self.tx.having(Task, "agreement_id", self.found.agreement_id)

    def _former(self) -> Iterator[Task]:
        """The open milestones of earlier calculations of this kind."""
        start = milestone_origin(self.found.purpose, about=self.about)
        for task in self._own():
            is_ours = task.kind is TaskKind.MILESTONE and task.constraint_source.startswith(start)
            if is_ours and task.state not in CLOSED_STATES:
                yield task
