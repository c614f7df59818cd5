"""Random answers in a form and random edits here: the union of what does not conflict, nothing foreign."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.commands.feedback import apply, plan_feedback
from ozgdesk.commands.tasks import change_state
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.feedback import FINISHED, Feedback, FeedbackPlan, FormRow, Part, PartState, Said, said_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.exchange.feedback_reading import read
from ozgdesk.present.feedback_form import feedback_form
from ozgdesk.texts.labels import label
from tests.exchange.feedback_files import both, fill, form_file, rows
from tests.exchange.rows import NA, part
from tests.helpers import AUTHOR, NOW, TODAY, TestClock, lead, task

DAYS = st.sampled_from([None, *(TODAY + timedelta(days=days) for days in (-9, 3, 30))])
REMARKS = st.sampled_from(["", "kommt", "eilt", "wartet"])
STATES = {Role.LEAD: list(TaskState), Role.CONTRIBUTOR: list(PartState)}
PLENTY = settings(max_examples=150, deadline=None)


def start() -> Snapshot:
    """The project of the forms, with more of Neu-Anspach and of others."""
    added: list[Any] = []
    for number in range(8, 12):
        more = task(number)
        added += [
            more,
            lead(more, 2 if number % 2 else 1),
            part(number, more, NA if number % 2 == 0 else "4".zfill(32)),
        ]
    return Snapshot.of([*rows(), *added])


BEFORE = start()
FORM = feedback_form(View(BEFORE, TODAY), NA)


@st.composite
def said(draw: Any, role: Role, kept: Said) -> Said:
    """An answer; mostly some of it stays as it was."""
    return Said(
        draw(st.one_of(st.just(kept.state), st.sampled_from(STATES[role]))),
        draw(st.one_of(st.just(kept.day), DAYS)),
        draw(st.one_of(st.just(kept.remark), REMARKS)),
    )


@st.composite
def feedback(draw: Any) -> Feedback:
    """The form of Neu-Anspach, filled in."""
    rows_ = tuple(
        FormRow(
            row,
            line.number,
            line.part_id,
            line.task_id,
            line.role,
            line.said,
            draw(said(line.role, line.said)),
        )
        for row, line in enumerate(FORM.lines, 7)
    )
    return Feedback("Bogen", FORM.project_id, NA, rows=rows_)


@st.composite
def edited(draw: Any) -> Snapshot:
    """The project after some of its parts, own and foreign, were edited here."""
    tx = transaction(BEFORE)
    for found in draw(
        st.lists(st.sampled_from(sorted(BEFORE.all(Assignment), key=lambda row: row.id)), max_size=5)
    ):
        if draw(st.booleans()):
            tx.update(Assignment, found.id, note=draw(REMARKS), due_on=draw(DAYS))
        elif found.role is Role.LEAD:
            change_state(found.task_id, draw(st.sampled_from(TaskState)))(tx)
            tx.update(Task, found.task_id, deadline_on=draw(DAYS))
        else:
            tx.update(Assignment, found.id, done_on=draw(st.sampled_from([None, TODAY])))
    return tx.snapshot()


def transaction(snapshot: Snapshot) -> Transaction:
    clock = TestClock(first_id=0xE00)
    return Transaction(snapshot, now=NOW, today=TODAY, new_id=clock.new_id, author=AUTHOR)


def taken(snapshot: Snapshot, plan: FeedbackPlan) -> Snapshot:
    tx = transaction(snapshot)
    apply(plan)(tx)
    return tx.snapshot()


def now(snapshot: Snapshot, row: FormRow) -> Said:
    return said_of(snapshot.get(Task, row.task_id), snapshot.get(Assignment, row.part_id))


def fields(found: Said) -> dict[Part, object]:
    return {Part.STATE: found.state, Part.DAY: found.day, Part.REMARK: found.remark}


@PLENTY
@given(feedback(), edited())
def test_the_outcome_is_the_union_of_what_does_not_conflict(form: Feedback, here: Snapshot) -> None:
    plan = plan_feedback(here, form, today=TODAY)
    after = taken(here, plan)
    refused = {found.id for found in plan.proposals if found.fate is Fate.NOT_CARRIED}
    for row in form.rows:
        exported, told, mine, result = (
            fields(found) for found in (row.exported, row.told, now(here, row), now(after, row))
        )
        is_finished = row.told.state in FINISHED
        for field in (Part.STATE, Part.REMARK, *([] if is_finished else [Part.DAY])):
            is_free = f"{row.number}-{field}" not in refused
            takes = told[field] != exported[field] and mine[field] == exported[field] and is_free
            assert result[field] == (told[field] if takes else mine[field]), (row.number, field)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_what_is_typed_into_the_file_is_what_is_taken(data: st.DataObject) -> None:
    wanted = {line.number: data.draw(said(line.role, line.said)) for line in FORM.lines}
    with TemporaryDirectory() as folder:
        typed = [
            fill(number, state=label(told.state), day=told.day, remark=told.remark or None)
            for number, told in wanted.items()
        ]
        found = read(form_file(Path(folder), both(*typed), found=View(BEFORE, TODAY)))
    assert {row.number: row.told for row in found.rows} == wanted
    assert {row.number: row.exported for row in found.rows} == {line.number: line.said for line in FORM.lines}


@PLENTY
@given(feedback(), edited())
def test_there_is_a_conflict_exactly_where_both_changed_otherwise(form: Feedback, here: Snapshot) -> None:
    plan = plan_feedback(here, form, today=TODAY)
    fates = {found.id: found.fate for found in plan.proposals}
    for row in form.rows:
        exported, told, mine = (fields(found) for found in (row.exported, row.told, now(here, row)))
        for field in (Part.DAY, Part.REMARK):
            fate = fates.get(f"{row.number}-{field}")
            if fate is Fate.NOT_CARRIED or (field is Part.DAY and row.told.state in FINISHED):
                continue
            both = mine[field] != exported[field] and told[field] != exported[field]
            assert (fate is Fate.CONFLICT) == (both and mine[field] != told[field])


@PLENTY
@given(feedback(), edited())
def test_nothing_outside_the_rows_of_the_municipality_changes(form: Feedback, here: Snapshot) -> None:
    tx = transaction(here)
    apply(plan_feedback(here, form, today=TODAY))(tx)
    parts = {row.part_id for row in form.rows}
    led = {row.task_id for row in form.rows if row.role is Role.LEAD}
    owed = {row.task_id for row in form.rows} - led
    for change in tx.changes:
        if change.kind is Assignment:
            assert change.id in parts
            assert set(change.changed_fields()) <= {"note", "due_on", "done_on"}
        elif change.kind is FollowUp:
            assert change.before is None
            assert isinstance(change.after, FollowUp)
            assert change.after.subject_id in led, "a task that waits for a third party is asked about again"
        else:
            assert change.kind is Task
            went_on = (
                change.id in owed and change.after is not None and change.after.state is TaskState.IN_PROGRESS
            )
            assert change.id in led or went_on, "a task that waited for its last contribution goes on"


@PLENTY
@given(feedback(), edited())
def test_taking_it_twice_is_taking_it_once(form: Feedback, here: Snapshot) -> None:
    after = taken(here, plan_feedback(here, form, today=TODAY))
    again = plan_feedback(after, form, today=TODAY)
    assert again.taken_at_first == frozenset()
    assert taken(after, again) == after


@PLENTY
@given(feedback(), edited())
def test_a_form_that_cannot_be_relied_on_takes_nothing_by_itself(form: Feedback, here: Snapshot) -> None:
    plan = plan_feedback(here, replace(form, is_intact=False), today=TODAY)
    assert plan.taken_at_first == frozenset()
    assert taken(here, plan) == here
