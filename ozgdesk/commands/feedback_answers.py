"""Comparing a row of a feedback form with the project: state, day and remark, each for itself.

Three values decide: the one that was exported, the one the form tells and the one that is here. What only the
form changed may be taken, what only we changed stays, what both changed otherwise is a conflict.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.feedback import (
    FINISHED,
    FormRow,
    Meanwhile,
    Part,
    Proposal,
    Said,
    Stand,
    Value,
    has_fixed_day,
    said_of,
)
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.step import StepHead
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import Role, TaskState

NEEDS_REASON = frozenset({TaskState.DORMANT, TaskState.DROPPED})


@dataclass(frozen=True, slots=True)
class Context:
    """What all rows of a form are compared with. `phases` are the ids of tasks that have children."""

    rows: Rows
    town_id: str
    is_intact: bool
    meanwhile: Meanwhile
    phases: frozenset[str]
    today: date

    def changed(self, kind: type[Entity], id_: str, *fields: str) -> StepHead | None:
        """The last step that touched one of these fields since the export."""
        heads = [head for name in fields if (head := self.meanwhile.get((kind, id_, name)))]
        return max(heads, key=lambda head: head.number, default=None)


def answers(context: Context, row: FormRow) -> Iterator[Proposal]:
    """What a row says: a proposal per field that differs, or one that nothing does."""
    part = context.rows.find(Assignment, row.part_id)
    task = context.rows.find(Task, row.task_id)
    name = task.name if task else ""
    refused = _refused(context, row, part, task)
    if part is None or task is None or refused is not None:
        code, head = refused or ("gone", None)
        is_silent = row.told == row.exported
        fate = Fate.SKIPPED if is_silent else Fate.NOT_CARRIED
        yield Proposal(_id(row, Part.ROW), row.row, Part.ROW, fate, code, row.number, name, changed=head)
        return
    found = [
        proposal
        for proposal in (
            _state(context, row, task, part),
            _day(context, row, task, part),
            _remark(context, row, part),
        )
        if proposal is not None
    ]
    for proposal in found:
        yield _named(proposal, row, name)
    if not found:
        yield Proposal(_id(row, Part.ROW), row.row, Part.ROW, Fate.SKIPPED, "unchanged", row.number, name)


def fate_of(exported: object, told: object, here: object, *, is_intact: bool) -> tuple[Fate, str] | None:
    """What becomes of a value, with the code of its reason; None when there is nothing to say."""
    if told == exported:
        return None if here == exported else (Fate.SKIPPED, "kept")
    if told == here:
        return Fate.SKIPPED, "same"
    if not is_intact:
        return Fate.CONFLICT, "unsure"
    return (Fate.CHANGED, "changed") if here == exported else (Fate.CONFLICT, "disputed")


def finish_told(told: Said, exported: Said) -> date | None:
    """The day on which something was done: the one in the column of days, if it is another than before."""
    return told.day if told.state in FINISHED and told.day != exported.day else None


def _refused(
    context: Context, row: FormRow, part: Assignment | None, task: Task | None
) -> tuple[str, StepHead | None] | None:
    """Why nothing of a row can be taken, and who saw to it."""
    if part is None or task is None or part.task_id != task.id or task.number != row.number:
        return "gone", context.changed(Assignment, row.part_id, "")
    if part.municipality_id != context.town_id:
        return "foreign", context.changed(Assignment, part.id, "municipality_id")
    if part.role is not row.role:
        return "other_role", context.changed(Assignment, part.id, "role")
    return ("became_phase", None) if task.id in context.phases else None


def _state(context: Context, row: FormRow, task: Task, part: Assignment) -> Proposal | None:
    said, exported = said_of(task, part), Stand(row.exported.state)
    is_lead = part.role is Role.LEAD
    done_on = task.actual_finish_on if is_lead else part.done_on
    here = Stand(said.state, done_on if said.state in FINISHED else None)
    told = Stand(row.told.state, finish_told(row.told, row.exported))
    # Without a day the form says no more than that it is done: the day here, or of the export, is as good.
    plain_here = here if told.on else Stand(here.state)
    plain_exported = Stand(exported.state, plain_here.on) if exported.state is plain_here.state else exported
    decided = fate_of(plain_exported, told, plain_here, is_intact=context.is_intact)
    if decided is None:
        return None
    if decided[0] in (Fate.CHANGED, Fate.CONFLICT):
        decided = _possible(context, row, told) or decided
    fields = ("state", "actual_finish_on") if is_lead else ("done_on",)
    head = context.changed(Task if is_lead else Assignment, task.id if is_lead else part.id, *fields)
    return _proposal(Part.STATE, decided, exported, told, here, head)


def _possible(context: Context, row: FormRow, told: Stand) -> tuple[Fate, str] | None:
    if told.on is not None and told.on > context.today:
        return Fate.NOT_CARRIED, "future"
    if told.state in NEEDS_REASON and not row.told.remark:
        return Fate.NOT_CARRIED, "reason_needed"
    return None


def _day(context: Context, row: FormRow, task: Task, part: Assignment) -> Proposal | None:
    """The day of an open task or contribution; with one that is done the column means something else."""
    if row.told.state in FINISHED:
        return None
    here = said_of(task, part).day
    decided = fate_of(row.exported.day, row.told.day, here, is_intact=context.is_intact)
    if decided is None:
        return None
    if decided[0] in (Fate.CHANGED, Fate.CONFLICT) and has_fixed_day(task, part):
        decided = Fate.NOT_CARRIED, "fixed_day"
    where: Any = (Task, task.id, "deadline_on") if part.role is Role.LEAD else (Assignment, part.id, "due_on")
    return _proposal(Part.DAY, decided, row.exported.day, row.told.day, here, context.changed(*where))


def _remark(context: Context, row: FormRow, part: Assignment) -> Proposal | None:
    decided = fate_of(row.exported.remark, row.told.remark, part.note, is_intact=context.is_intact)
    if decided is None:
        return None
    head = context.changed(Assignment, part.id, "note")
    return _proposal(Part.REMARK, decided, row.exported.remark, row.told.remark, part.note, head)


def _proposal(
    part: Part, decided: tuple[Fate, str], exported: Value, told: Value, here: Value, head: StepHead | None
) -> Proposal:
    fate, code = decided
    changed = head if here != exported else None
    return Proposal("", None, part, fate, code, exported=exported, told=told, here=here, changed=changed)


def _named(proposal: Proposal, row: FormRow, name: str) -> Proposal:
    return replace(proposal, id=_id(row, proposal.part), row=row.row, number=row.number, name=name)


def _id(row: FormRow, part: Part) -> str:
    return f"{row.number}-{part}"
