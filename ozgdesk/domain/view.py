"""Everything that follows from a Snapshot on a day. The one owner of derived data; nothing else caches."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Generic, TypeVar, overload

from ozgdesk.domain.agreements import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Clause,
    Deviation,
    Signature,
    SupervisorStep,
)
from ozgdesk.domain.backward import calculations
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter, Meeting, OfficeHolder
from ozgdesk.domain.deadlines import Backward
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.effect import Effect, effects
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.findings import Finding
from ozgdesk.domain.forecast import Forecast, forecasts
from ozgdesk.domain.formal_findings import agreement_findings, council_findings
from ozgdesk.domain.legal_check import Hit, legal_check
from ozgdesk.domain.lights import Lights, lights
from ozgdesk.domain.load import Load, load
from ozgdesk.domain.load_share import AgreedShares, agreed_shares
from ozgdesk.domain.matter_backward import matter_calculations
from ozgdesk.domain.ownership import Ownership, ownership, ownership_findings
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.plan_hints import plan_hints
from ozgdesk.domain.resolution_tasks import tasks_by_resolution
from ozgdesk.domain.reviews import Reviewed, reviewed
from ozgdesk.domain.schedule import Layout, Schedule, dated, layout
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment
from ozgdesk.domain.tasks import Assignment, Baseline, BaselineTask, Closure, Link, Task

R = TypeVar("R")

_EFFECT_INPUTS: tuple[type[Entity], ...] = (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Signature,
    SupervisorStep,
    CouncilPaper,
    Consultation,
    Committee,
    Meeting,
    Matter,
    OfficeHolder,
    Municipality,
    Task,
    Assignment,
)
"""What the effect of agreements is read from, and the legal check with it."""


class Derived(Generic[R]):
    """A lazily computed result that lives on in the next View while its input tables are unchanged."""

    def __init__(self, compute: Callable[["View"], R], inputs: tuple[type[Entity], ...]) -> None:
        self.compute = compute
        self.inputs = inputs
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, view: None, owner: type) -> "Derived[R]": ...
    @overload
    def __get__(self, view: "View", owner: type) -> R: ...
    def __get__(self, view: "View | None", owner: type) -> "R | Derived[R]":
        if view is None:
            return self
        if self.name not in view.results:
            view.results[self.name] = self.compute(view)
        result: R = view.results[self.name]
        return result


def derived(*inputs: type[Entity]) -> Callable[[Callable[["View"], R]], Derived[R]]:
    """Declare a result with all tables it reads, directly or through other results."""
    return lambda compute: Derived(compute, inputs)


class View:
    """A Snapshot evaluated for the day `as_of` (Stichtag).

    `recorded_until` is the UTC instant of the last change in the Snapshot (Datenstand), None for an empty
    history.
    """

    def __init__(self, snapshot: Snapshot, as_of: date, recorded_until: datetime | None = None) -> None:
        self.snapshot = snapshot
        self.as_of = as_of
        self.recorded_until = recorded_until
        self.results: dict[str, Any] = {}

    def next(self, snapshot: Snapshot, recorded_until: datetime | None = None) -> "View":
        """The View of a later Snapshot on the same day.

        Results whose input tables are the same objects stay.
        """
        view = View(snapshot, self.as_of, recorded_until)
        for name, result in self.results.items():
            inputs = type(self).__dict__[name].inputs
            if all(snapshot.tables[kind] is self.snapshot.tables[kind] for kind in inputs):
                view.results[name] = result
        return view

    @derived(Cooperation)
    def cooperation(self) -> Cooperation | None:
        """The one cooperation of the project, None in an empty file."""
        return next(iter(self.snapshot.all(Cooperation)), None)

    @derived(Municipality)
    def municipalities(self) -> tuple[Municipality, ...]:
        """The parties in their order."""
        return tuple(sorted(self.snapshot.all(Municipality), key=lambda m: (m.order, m.id)))

    @derived(Task)
    def children(self) -> dict[str | None, tuple[Task, ...]]:
        """Sub-tasks by parent id in their order; None holds the top level."""
        found: dict[str | None, list[Task]] = {}
        for task in sorted(self.snapshot.all(Task), key=lambda t: (t.order, t.id)):
            found.setdefault(task.parent_id, []).append(task)
        return {parent: tuple(tasks) for parent, tasks in found.items()}

    @derived(Assignment, Municipality)
    def ownership(self) -> Ownership:
        """Lead, contributors and informed by task."""
        return ownership(self.snapshot)

    @derived(Task)
    def resolution_tasks(self) -> dict[str, tuple[Task, ...]]:
        """The tasks that carry out what was resolved, by station."""
        return tasks_by_resolution(self.snapshot)

    @derived(Cooperation, Task, Link, Closure, Assignment)
    def layout(self) -> Layout:
        """Where tasks lie and how far they may slip, for what is asked about the plan again and again."""
        return layout(self.snapshot, self.as_of)

    @derived(Cooperation, Task, Link, Closure, Assignment)
    def plan(self) -> Schedule:
        """Dates, float and problems of the plan."""
        return dated(self.layout, self.as_of)

    @derived(Cooperation, Task, Link, Closure, Assignment)
    def load(self) -> Load:
        """Who has how much work on which day, of single persons only where the cooperation wants it."""
        wanted = self.cooperation is not None and self.cooperation.has_load_per_person
        return load(self.snapshot, self.as_of, self.plan, is_by_person=wanted)

    @derived(Cooperation, Municipality)
    def agreed_shares(self) -> AgreedShares:
        """The part of the work that each party agreed to."""
        return agreed_shares(self.snapshot, self.as_of)

    @derived(*_EFFECT_INPUTS, Clause)
    def effect(self) -> dict[str, Effect]:
        """Whether each agreement is effective, with reasons and what is missing, by agreement id."""
        return effects(self.snapshot, self.as_of)

    @derived(*_EFFECT_INPUTS, Clause, Cooperation, Closure)
    def forecast(self) -> dict[str, Forecast]:
        """The earliest day of effect of agreements that have none yet, by agreement id."""
        return forecasts(self.snapshot, self.effect, self.snapshot.all(Agreement), self.as_of)

    @derived(*_EFFECT_INPUTS, Clause, Closure, Cooperation, Matter)
    def backward(self) -> dict[str, tuple[Backward, ...]]:
        """The last days that lead to a wanted day, by the id of the agreement or of a matter without one."""
        found = {id_: calculations(self.snapshot, effect, self.as_of) for id_, effect in self.effect.items()}
        return found | matter_calculations(self.snapshot, self.as_of)

    @derived(*_EFFECT_INPUTS, Clause, Deviation)
    def legal(self) -> dict[str, tuple[Hit, ...]]:
        """What the legal check finds on each agreement, closed or not, by agreement id."""
        return legal_check(self.snapshot, self.effect, self.as_of)

    @derived(*_EFFECT_INPUTS, Clause, Deviation, ReviewNote)
    def reviews(self) -> dict[str, tuple[Reviewed[Hit], ...]]:
        """The same with the notes of those who closed a finding."""
        return {id_: reviewed(self.snapshot, hits) for id_, hits in self.legal.items()}

    @derived(
        AgreementVersion, Clause, ReviewNote,
        CouncilPaper, Consultation, Committee, Meeting, Closure, Cooperation,
    )  # fmt: skip
    def formal_findings(self) -> tuple[Finding, ...]:
        """All open findings about the text of agreements and the way of papers."""
        return (
            *agreement_findings(self.snapshot),
            *council_findings(self.snapshot, self.as_of),
        )

    @derived(Cooperation, Task, Link, Closure, Assignment, Municipality)
    def findings(self) -> tuple[Finding, ...]:
        """All findings about ownership, plan and the agreed shares of the work."""
        owned = ownership_findings(self.snapshot, self.ownership)
        return (*owned, *self.plan.findings, *self.agreed_shares.findings)

    @derived(Cooperation, Task, Link, Closure, Assignment, Municipality, Absence, Person)
    def hints(self) -> tuple[Finding, ...]:
        """What a planner should look at although nothing is wrong: loose ends, absent leads."""
        return tuple(plan_hints(self.snapshot, self.plan, self.ownership))

    @derived(Cooperation, Task, Link, Closure, Assignment, Municipality, Assessment, Baseline, BaselineTask)
    def lights(self) -> dict[str | None, Lights]:
        """The lights by municipality id; None is the whole cooperation."""
        return lights(self.snapshot, self.as_of, self.plan, self.ownership)
