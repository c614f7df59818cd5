"""What a planner should look at although no rule is broken: loose ends of the network, absent leads.

What is late or impossible is found by `schedule`, what nobody leads by `ownership`.
"""

from collections.abc import Iterator

from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.ownership import CLOSED_STATES, Ownership
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.schedule import Schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.vocabulary import TaskKind


def plan_hints(snapshot: Snapshot, plan: Schedule, owned: Ownership) -> Iterator[Finding]:
    """Open tasks without predecessor, without successor, or whose lead is away when they are due.

    Codes: `no_predecessor`, `open_end`, `lead_absent` (with the absence as subject `absence_id`).
    """
    linked = _Linked(snapshot)
    absences = _by_person(snapshot)
    for task in snapshot.all(Task):
        if task.id in linked.phases or task.state in CLOSED_STATES:
            continue
        values: dict[str, object] = {"number": task.number, "name": task.name}
        if linked.floats_in(task):
            yield Finding("no_predecessor", Severity.NOTE, "task", task.id, values)
        if linked.leads_nowhere(task, plan):
            yield Finding("open_end", Severity.NOTE, "task", task.id, values)
        yield from _lead_absent(snapshot, task, plan, owned, absences)


class _Linked:
    """Which tasks have a predecessor or a successor, by themselves or by a phase they lie in."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.tasks = snapshot.table(Task)
        self.phases = {task.parent_id for task in self.tasks.values() if task.parent_id}
        self.waiting = {link.successor_id for link in snapshot.all(Link)}
        self.awaited = {link.predecessor_id for link in snapshot.all(Link)}

    def floats_in(self, task: Task) -> bool:
        """Whether nothing says when the task begins: no link, no constraint, no beginning."""
        has_begun = task.actual_start_on is not None
        return not has_begun and not self.has(task, self.waiting) and not self.is_constrained(task)

    def leads_nowhere(self, task: Task, plan: Schedule) -> bool:
        """Whether nothing waits for the task; milestones and what ends the plan may be an end."""
        found = plan.dates.get(task.id)
        is_end = found is None or found.finish == plan.finish
        is_bound = task.deadline_on is not None or task.kind is TaskKind.MILESTONE
        return not is_end and not is_bound and not self.has(task, self.awaited)

    def has(self, task: Task, linked: set[str]) -> bool:
        """Whether the task or a phase around it is among the linked ones."""
        return any(row.id in linked for row in self.around(task))

    def is_constrained(self, task: Task) -> bool:
        """Whether the task or a phase around it has a day that was set."""
        return any(row.constraint_on is not None for row in self.around(task))

    def around(self, task: Task) -> Iterator[Task]:
        """The task and the phases it lies in, each once."""
        seen: set[str] = set()
        row: Task | None = task
        while row is not None and row.id not in seen:
            yield row
            seen.add(row.id)
            row = self.tasks.get(row.parent_id or "")


def _by_person(snapshot: Snapshot) -> dict[str, list[Absence]]:
    found: dict[str, list[Absence]] = {}
    for absence in sorted(snapshot.all(Absence), key=lambda a: (a.from_on, a.id)):
        found.setdefault(absence.person_id, []).append(absence)
    return found


def _lead_absent(
    snapshot: Snapshot, task: Task, plan: Schedule, owned: Ownership, absences: dict[str, list[Absence]]
) -> Iterator[Finding]:
    """The lead's absence on the last day of the task, while nobody stands in or the deputy is away too."""
    lead, dates = owned.lead.get(task.id), plan.dates.get(task.id)
    if lead is None or lead.person_id is None or dates is None or dates.is_done:
        return
    for absence in absences.get(lead.person_id, ()):
        if not absence.from_on <= dates.finish <= absence.until_on:
            continue
        others = absences.get(absence.deputy_id or "", ())
        if absence.deputy_id and not any(o.from_on <= dates.finish <= o.until_on for o in others):
            continue
        person = snapshot.find(Person, lead.person_id)
        values: dict[str, object] = {
            "number": task.number, "name": task.name, "day": dates.finish,
            "person": person.name if person else "", "absence_id": absence.id,
        }  # fmt: skip
        yield Finding("lead_absent", Severity.WARNING, "task", task.id, values)
        return
