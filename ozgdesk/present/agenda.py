"""What a meeting should talk about, from the state of the project: late, due, waiting, undecided, unled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.lights import RESTING_STATES, is_contribution_overdue
from ozgdesk.domain.meetings import items_of, meeting_after
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.steering import Decision, FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskKind, TaskState
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.present.steering import decision_rows
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.present.today import due_text
from ozgdesk.texts.labels import label

GROUPS = {
    "late": "Verspätet",
    "decision": "Zu entscheiden",
    "contribution": "Wartet auf Zuarbeit",
    "third": "Wartet auf Dritte",
    "due": "Demnächst fällig",
    "unled": "Ohne Federführung",
}
MONTH = timedelta(days=31)
"""How far a meeting looks ahead while the next one has no date."""

_THIRD = frozenset({TaskState.WAITING_THIRD, TaskState.IN_COUNCIL})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point for the agenda: its words, why it is there, and the task or decision it is about."""

    id: str
    group: str
    group_text: str
    text: str
    detail: str
    municipality: MunicipalityTag
    due_on: date | None
    due_text: str
    is_late: bool
    subject_kind: str


def looks_until(view: View, meeting: Meeting) -> date:
    """The day until which a meeting looks ahead: the next meeting of the body, else a month."""
    following = meeting_after(view.snapshot, meeting)
    return following.held_on if following else max(meeting.held_on, view.as_of) + MONTH


def agenda(view: View, meeting: Meeting) -> tuple[Proposal, ...]:
    """The proposals by group and day, without what the meeting has on its agenda or spoke about."""
    taken = {item.subject_id for item in items_of(view.snapshot, meeting.id)}
    until = looks_until(view, meeting)
    found = [row for row in (*_tasks(view, until), *_decisions(view, until)) if row.id not in taken]
    ranks = {key: place for place, key in enumerate(GROUPS)}
    return tuple(
        sorted(found, key=lambda row: (ranks[row.group], row.due_on or date.max, formats.sort_key(row.text)))
    )


def _tasks(view: View, until: date) -> Iterator[Proposal]:
    facts, tags = TaskFacts(view), tags_of(view)
    inquiries = _inquiries(view)
    for task, _ in tasks_in_order(view):
        if task.id in view.children or task.state in RESTING_STATES:
            continue
        owed = [p for p in view.ownership.contributors.get(task.id, ()) if p.done_on is None]
        due = facts.due_on(task)
        group = _group(view, task, due, owed, until)
        if group is None:
            continue
        lead = view.ownership.lead.get(task.id)
        yield Proposal(
            id=task.id,
            group=group,
            group_text=GROUPS[group],
            text=f"{task.number} {task.name}",
            detail=" · ".join(_details(view, task, owed, inquiries, tags)),
            municipality=tags[lead.municipality_id if lead else None],
            due_on=due,
            due_text=due_text(due, view.as_of),
            is_late=due is not None and due < view.as_of,
            subject_kind=table_name(Task),
        )


def _group(view: View, task: Task, due: date | None, owed: list[Assignment], until: date) -> str | None:
    if (due is not None and due < view.as_of) or any(is_contribution_overdue(p, view.as_of) for p in owed):
        return "late"
    if task.state is TaskState.WAITING_CONTRIBUTION:
        return "contribution"
    if task.state in _THIRD:
        return "third"
    if due is not None and due <= until:
        return "due"
    is_unled = task.id not in view.ownership.lead and task.kind is not TaskKind.MILESTONE
    return "unled" if is_unled else None


def _details(
    view: View,
    task: Task,
    owed: list[Assignment],
    inquiries: dict[str, date],
    tags: dict[str | None, MunicipalityTag],
) -> Iterator[str]:
    if task.state in _THIRD or task.state is TaskState.WAITING_CONTRIBUTION:
        yield f"{label(task.state)}: {task.waiting_for}" if task.waiting_for else label(task.state)
    for part in owed:
        if is_contribution_overdue(part, view.as_of) or task.state is TaskState.WAITING_CONTRIBUTION:
            until = f" bis {formats.day(part.due_on)}" if part.due_on else ""
            yield f"Zuarbeit {tags[part.municipality_id].code}{until}"
    if task.id in inquiries:
        yield f"Wiedervorlage {formats.day(inquiries[task.id])}"


def _inquiries(view: View) -> dict[str, date]:
    """The next open Wiedervorlage of each task."""
    found: dict[str, date] = {}
    for row in view.snapshot.all(FollowUp):
        if row.subject_kind == table_name(Task) and row.done_on is None:
            found[row.subject_id] = min(row.due_on, found.get(row.subject_id, row.due_on))
    return found


def _decisions(view: View, until: date) -> Iterator[Proposal]:
    tags = tags_of(view)
    for row in decision_rows(view, None):
        if row.due_on is not None and row.due_on > until:
            continue
        question = view.snapshot.get(Decision, row.decision_id)
        yield Proposal(
            id=row.decision_id,
            group="decision",
            group_text=GROUPS["decision"],
            text=row.question,
            detail=row.decided_by,
            municipality=tags[question.municipality_id],
            due_on=row.due_on,
            due_text=due_text(row.due_on, view.as_of),
            is_late=row.is_late,
            subject_kind=table_name(Decision),
        )
