"""Taking over what municipalities report: a form that came back, compared first, or lines typed from paper.

How rows are compared stands in `feedback_answers`, what a municipality adds in `feedback_additions`, who
changed something here since the export in `feedback_history`.
"""

from collections.abc import Iterable
from datetime import date
from typing import cast

from ozgdesk.commands import records
from ozgdesk.commands.feedback_additions import absence_of, additions, person_named, task_id
from ozgdesk.commands.feedback_answers import NEEDS_REASON, Context, answers
from ozgdesk.commands.imports import BEFORE_IMPORT
from ozgdesk.commands.tasks import ask_again_on, change_state, finish_contribution, remind_to_ask
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.feedback import (
    Contact,
    Entry,
    Feedback,
    FeedbackPlan,
    Meanwhile,
    NewAbsence,
    NewTask,
    Part,
    PartState,
    Proposal,
    Stand,
)
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Rows
from ozgdesk.domain.step import Step
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.texts import steps


def plan_feedback(
    rows: Rows, feedback: Feedback, *, today: date, meanwhile: Meanwhile | None = None
) -> FeedbackPlan:
    """What a form says beside what is here; nothing is written.

    Raises RuleViolation `form_other_project` or `form_without_town` for a form of another project.
    """
    projects = [row.id for row in rows.all(Cooperation)]
    if feedback.project_id != "".join(projects[:1]):
        raise RuleViolation("form_other_project")
    town = rows.find(Municipality, feedback.municipality_id)
    if town is None:
        raise RuleViolation("form_without_town")
    phases = frozenset(row.parent_id for row in rows.all(Task) if row.parent_id is not None)
    context = Context(rows, town.id, feedback.is_intact, meanwhile or {}, phases, today)
    found = [
        Proposal(f"fault-{place}", fault.row, Part.ROW, Fate.NOT_CARRIED, fault.code, values=fault.values)
        for place, fault in enumerate(feedback.faults)
    ]
    for row in feedback.rows:
        found += answers(context, row)
    found += additions(context, feedback)
    return FeedbackPlan(feedback, town.code, tuple(found), context.meanwhile)


def apply(plan: FeedbackPlan, chosen: Iterable[str] | None = None) -> Command[int]:
    """Take proposals by id, with what follows from them, else the answers that are in no conflict.

    Returns how many rows it changed. Raises RuleViolation `import_stale` when something they are about was
    changed since the plan was made.
    """
    wanted = plan.taken_at_first if chosen is None else frozenset(chosen) & plan.may_be_taken

    def command(tx: Transaction) -> int:
        now = plan_feedback(tx, plan.feedback, today=tx.today, meanwhile=plan.meanwhile)
        fresh = {proposal.id: proposal for proposal in now.proposals}
        taken = [proposal for proposal in plan.proposals if proposal.id in wanted]
        if any(fresh.get(proposal.id) != proposal for proposal in taken):
            raise RuleViolation("import_stale")
        first = len(tx.changes)
        for proposal in taken:
            _take(tx, plan, proposal)
        return len(tx.changes) - first

    return command


def import_feedback(workspace: Workspace, plan: FeedbackPlan, chosen: Iterable[str]) -> int:
    """Make a backup and take the chosen proposals in one step; nothing happens when none is chosen."""
    wanted = frozenset(chosen) & plan.may_be_taken
    if not wanted:
        return 0
    workspace.backup(BEFORE_IMPORT)
    return workspace.run(steps.read_feedback(plan.code), apply(plan, wanted))


def enter(entry: Entry) -> Command[Assignment]:
    """Take one line typed from paper. Raises RuleViolation `gone` when its part is not there any more."""

    def command(tx: Transaction) -> Assignment:
        part = tx.get(Assignment, entry.part_id)
        if entry.stand is not None:
            _set_stand(tx, part, entry.stand, waiting_for=entry.waiting_for, reason=entry.reason)
        if entry.day is not None:
            _set_day(tx, part, entry.day)
        if entry.remark is not None:
            records.edit(Assignment, part.id, note=entry.remark)(tx)
        return tx.get(Assignment, part.id)

    return command


def take_back(step: Step) -> Command[int]:
    """Undo what one earlier step did, and nothing of what came after it; returns how many rows it changed.

    Raises RuleViolation `changed_since` when one of its rows was changed again.
    """

    def command(tx: Transaction) -> int:
        first = len(tx.changes)
        for change in reversed(step.changes):
            tx.replay(change.inverse())
        return len(tx.changes) - first

    return command


def _take(tx: Transaction, plan: FeedbackPlan, proposal: Proposal) -> None:
    feedback, told = plan.feedback, proposal.told
    if proposal.part in (Part.STATE, Part.DAY, Part.REMARK):
        row = next(row for row in feedback.rows if row.number == proposal.number)
        part = tx.get(Assignment, row.part_id)
        if proposal.part is Part.STATE:
            _set_stand(tx, part, cast("Stand", told), reason=row.told.remark)
        elif proposal.part is Part.DAY:
            _set_day(tx, part, cast("date | None", told))
        else:
            records.edit(Assignment, part.id, note=told)(tx)
    elif isinstance(told, NewTask):
        _add_task(tx, feedback, told)
    elif isinstance(told, NewAbsence):
        _add_absence(tx, feedback, told)
    elif isinstance(told, Contact):
        town, email, phone = feedback.municipality_id, told.email, told.phone
        records.create(Person, name=told.name, municipality_id=town, email=email, phone=phone)(tx)
    else:
        _edit_contact(tx, feedback, proposal)


def _set_stand(
    tx: Transaction, part: Assignment, stand: Stand, *, waiting_for: str = "", reason: str = ""
) -> None:
    if part.role is Role.LEAD and isinstance(stand.state, TaskState):
        words = reason if stand.state in NEEDS_REASON else ""
        before = tx.get(Task, part.task_id).state
        task = change_state(part.task_id, stand.state, waiting_for=waiting_for, reason=words)(tx)
        if stand.state is TaskState.WAITING_THIRD and (before is not stand.state or waiting_for):
            remind_to_ask(tx, task, ask_again_on(tx.today))
        if stand.on is not None:
            begun = min(task.actual_start_on or stand.on, stand.on)
            tx.update(Task, task.id, actual_start_on=begun, actual_finish_on=stand.on)
    elif stand.state is PartState.DELIVERED:
        finish_contribution(part.id)(tx)
        if stand.on is not None:
            tx.update(Assignment, part.id, done_on=stand.on)
    else:
        records.edit(Assignment, part.id, done_on=None)(tx)


def _set_day(tx: Transaction, part: Assignment, day: date | None) -> None:
    if part.role is Role.LEAD:
        records.edit(Task, part.task_id, deadline_on=day)(tx)
    else:
        records.edit(Assignment, part.id, due_on=day)(tx)


def _add_task(tx: Transaction, feedback: Feedback, new: NewTask) -> None:
    task = records.create(Task, id=task_id(feedback, new), name=new.name, deadline_on=new.due_on)(tx)
    town = feedback.municipality_id
    records.create(Assignment, task_id=task.id, municipality_id=town, role=Role.LEAD, note=new.remark)(tx)


def _add_absence(tx: Transaction, feedback: Feedback, new: NewAbsence) -> None:
    context = Context(tx, feedback.municipality_id, True, {}, frozenset(), tx.today)
    person, deputy = absence_of(context, new)
    if person is None:
        raise RuleViolation("gone")
    days = {"from_on": new.from_on, "until_on": new.until_on}
    records.create(Absence, person_id=person.id, deputy_id=deputy.id if deputy else None, **days)(tx)


def _edit_contact(tx: Transaction, feedback: Feedback, proposal: Proposal) -> None:
    contact = next(row for row in feedback.contacts if row.row == proposal.row)
    id_ = contact.person_id
    if not id_:
        context = Context(tx, feedback.municipality_id, True, {}, frozenset(), tx.today)
        person, _ = person_named(context, contact.name, feedback.municipality_id)
        id_ = person.id if person else ""
    records.edit(Person, id_, **{proposal.part.value: proposal.told})(tx)
