"""Who answers for which task: indexes over assignments and the findings about them."""

from collections.abc import Iterator
from dataclasses import dataclass

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import LegalForm, Role, TaskKind, TaskState

CLOSED_STATES = frozenset({TaskState.DONE, TaskState.DROPPED})


@dataclass(frozen=True, slots=True)
class Ownership:
    """Assignments by task: the one lead (or none), the contributors and those informed."""

    lead: dict[str, Assignment]
    contributors: dict[str, tuple[Assignment, ...]]
    informed: dict[str, tuple[Assignment, ...]]


def ownership(snapshot: Snapshot) -> Ownership:
    """Index all assignments by task id, contributors in the order of their municipalities."""
    order = {m.id: m.order for m in snapshot.all(Municipality)}
    lead: dict[str, Assignment] = {}
    contributors: dict[str, list[Assignment]] = {}
    informed: dict[str, list[Assignment]] = {}
    for assignment in sorted(snapshot.all(Assignment), key=lambda a: order.get(a.municipality_id, "")):
        if assignment.role is Role.LEAD:
            lead[assignment.task_id] = assignment
        elif assignment.role is Role.CONTRIBUTOR:
            contributors.setdefault(assignment.task_id, []).append(assignment)
        else:
            informed.setdefault(assignment.task_id, []).append(assignment)
    return Ownership(
        lead,
        {task: tuple(rows) for task, rows in contributors.items()},
        {task: tuple(rows) for task, rows in informed.items()},
    )


def ownership_findings(snapshot: Snapshot, owned: Ownership) -> Iterator[Finding]:
    """Open tasks without a lead, leads without a person, contributions without a day, missing legal forms.

    Phases need no lead. The legal form is asked of Vertragsaufgaben only (§ 24 Abs. 1 KGG).
    """
    phases = {task.parent_id for task in snapshot.all(Task)}
    codes = {m.id: m.code for m in snapshot.all(Municipality)}
    for task in snapshot.all(Task):
        named = {"number": task.number, "name": task.name}
        if task.is_contractual and task.legal_form is LegalForm.NOT_STATED:
            yield Finding(
                "no_legal_form", Severity.ERROR, "task", task.id, named, norm="§\u00a024 Abs. 1 KGG"
            )
        if task.state in CLOSED_STATES or task.id in phases or task.kind is TaskKind.MILESTONE:
            continue
        lead = owned.lead.get(task.id)
        if lead is None:
            yield Finding("no_lead", Severity.ERROR, "task", task.id, named)
        elif lead.person_id is None:
            code = codes.get(lead.municipality_id, "")
            yield Finding("lead_without_person", Severity.NOTE, "task", task.id, {**named, "code": code})
        for row in owned.contributors.get(task.id, ()):
            if row.due_on is None and row.done_on is None:
                code = codes.get(row.municipality_id, "")
                yield Finding(
                    "contribution_without_date", Severity.NOTE, "task", task.id, {**named, "code": code}
                )
