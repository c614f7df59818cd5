from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from ozgdesk.commands import import_links
from ozgdesk.commands.backups import backups_of
from ozgdesk.commands.former_imports import former_imports
from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import import_plan, plan_import
from ozgdesk.commands.plan import delete_tasks, link_tasks, rename_task, set_duration
from ozgdesk.commands.records import delete, edit
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.incoming import (
    Incoming,
    IncomingAssignment,
    IncomingBaseline,
    IncomingCalendar,
    IncomingClosure,
    IncomingLink,
    IncomingResource,
    IncomingTask,
)
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Assignment, Baseline, BaselineTask, Closure, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, Role, TaskKind, TaskState
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, make_workspace, task, transaction

MONDAY = datetime(2027, 1, 11, 8)


def row(uid: str, name: str = "", level: int = 1, **values: object) -> IncomingTask:
    given = {"duration_minutes": 480, "starts_at": MONDAY, "finishes_at": MONDAY.replace(hour=17), **values}
    return IncomingTask(uid, int(uid), level, name or f"Vorgang {uid}", **given)


def incoming(*tasks: IncomingTask, **values: object) -> Incoming:
    return Incoming("mspdi", "plan-1", "Plan", tasks=tasks, **values)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = make_workspace(tmp_path, [cooperation(), *four_municipalities(), task(1, "Eigene")])
    yield opened
    opened.close()


def planned(workspace: Workspace, plan: Incoming, mapping: Mapping[str, str] | None = None) -> ChangeSet:
    former = former_imports(workspace)
    return plan_import(workspace.snapshot, plan, mapping or {}, today=TODAY, former=former)


def take(workspace: Workspace, plan: Incoming, mapping: Mapping[str, str] | None = None) -> ChangeSet:
    change_set = planned(workspace, plan, mapping)
    import_plan(workspace, change_set)
    return change_set


def named(workspace: Workspace, name: str) -> Task:
    return next(found for found in workspace.snapshot.all(Task) if found.name == name)


def fates(change_set: ChangeSet) -> dict[str, tuple[Fate, str]]:
    return {found.name: (found.fate, found.code) for found in change_set.rows}


PLAN = incoming(
    row("1", "Phase"),
    row("2", "Erste", 2),
    row("3", "Zweite", 2, links=(IncomingLink("2", LinkKind.SS, 960),)),
    row("4", "Fertig", duration_minutes=0, links=(IncomingLink("3"),)),
)


def test_a_plan_is_taken_over_as_one_step_with_a_backup_before(workspace: Workspace) -> None:
    change_set = take(workspace, PLAN)
    assert change_set.counts[Fate.NEW] == 6
    phase, first, second, end = (named(workspace, name) for name in ("Phase", "Erste", "Zweite", "Fertig"))
    assert (phase.parent_id, first.parent_id, second.parent_id) == (None, phase.id, phase.id)
    assert [found.number for found in (phase, first, second, end)] == ["A-002", "A-003", "A-004", "A-005"]
    assert named(workspace, "Eigene").order < phase.order < end.order
    assert first.order < second.order
    assert (phase.duration_minutes, first.duration_minutes, end.kind) == (None, 480, TaskKind.MILESTONE)
    assert (first.constraint_kind, first.constraint_on) == (ConstraintKind.NOT_BEFORE, date(2027, 1, 11))
    assert second.constraint_kind is ConstraintKind.AS_SOON_AS_POSSIBLE
    link = next(found for found in workspace.snapshot.all(Link) if found.successor_id == second.id)
    assert (link.predecessor_id, link.kind, link.lag_minutes) == (first.id, LinkKind.SS, 960)
    assert workspace.undo_label == "Projektplan einlesen"
    backups = backups_of(workspace.path, workspace.path.parent / "backups")
    assert [found.reason for found in backups] == ["before-import"]


def test_undo_takes_everything_back_and_redo_brings_it_again(workspace: Workspace) -> None:
    before = workspace.snapshot
    take(workspace, PLAN)
    after = workspace.snapshot
    workspace.undo()
    assert workspace.snapshot == before
    workspace.redo()
    assert workspace.snapshot == after
    assert planned(workspace, PLAN).changes == ()


def test_the_same_file_again_changes_nothing_and_makes_no_step(workspace: Workspace) -> None:
    take(workspace, PLAN)
    before, count = workspace.snapshot, len(workspace.heads())
    again = take(workspace, PLAN)
    assert {found.fate for found in again.rows} == {Fate.SKIPPED}
    assert (workspace.snapshot, len(workspace.heads())) == (before, count)


def test_what_changed_in_the_file_alone_is_taken(workspace: Workspace) -> None:
    take(workspace, PLAN)
    tasks = (PLAN.tasks[0], replace(PLAN.tasks[1], name="Erste neu", duration_minutes=960), *PLAN.tasks[2:])
    change_set = take(workspace, replace(PLAN, tasks=(*tasks, row("5", "Neu"))))
    assert change_set.counts[Fate.CHANGED] == 1
    assert fates(change_set)["Erste neu"] == (Fate.CHANGED, "changed")
    assert named(workspace, "Erste neu").duration_minutes == 960
    assert named(workspace, "Neu").number == "A-006"


def test_what_was_edited_here_alone_stays(workspace: Workspace) -> None:
    take(workspace, PLAN)
    first = named(workspace, "Erste")
    workspace.run("x", rename_task(first.id, "Unsere"))
    workspace.run("x", set_duration(first.id, 1440))
    again = take(workspace, PLAN)
    assert again.changes == ()
    assert fates(again)["Erste"] == (Fate.SKIPPED, "kept")
    assert named(workspace, "Unsere").duration_minutes == 1440


def test_what_was_edited_on_both_sides_is_a_conflict_and_stays_one(workspace: Workspace) -> None:
    take(workspace, PLAN)
    workspace.run("x", rename_task(named(workspace, "Erste").id, "Unsere"))
    changed = replace(PLAN.tasks[1], name="Ihre", duration_minutes=960)
    other = replace(PLAN, tasks=(PLAN.tasks[0], changed, *PLAN.tasks[2:]))
    change_set = take(workspace, other)
    assert {(found.fate, found.name) for found in change_set.rows} >= {
        (Fate.CONFLICT, "Ihre"),
        (Fate.CHANGED, "Ihre"),
    }
    assert named(workspace, "Unsere").duration_minutes == 960
    again = take(workspace, other)
    assert again.changes == ()
    assert again.counts[Fate.CONFLICT] == 1


def test_without_a_journal_every_difference_is_a_conflict(workspace: Workspace) -> None:
    take(workspace, PLAN)
    other = replace(PLAN, tasks=(replace(PLAN.tasks[0], name="Ihre"), *PLAN.tasks[1:]))
    change_set = plan_import(workspace.snapshot, other, {}, today=TODAY)
    assert change_set.changes == ()
    assert fates(change_set)["Ihre"] == (Fate.CONFLICT, "disputed")


def test_a_deleted_task_comes_back_with_its_links_but_a_deleted_link_does_not(workspace: Workspace) -> None:
    take(workspace, PLAN)
    second, end = named(workspace, "Zweite"), named(workspace, "Fertig")
    link = next(found for found in workspace.snapshot.all(Link) if found.successor_id == end.id)
    workspace.run("x", delete(Link, link.id))
    again = take(workspace, PLAN)
    assert again.changes == ()
    assert fates(again)["Zweite → Fertig"] == (Fate.SKIPPED, "removed_here")
    workspace.run("x", delete_tasks([second.id]))
    take(workspace, PLAN)
    assert named(workspace, "Zweite").id == second.id
    assert named(workspace, "Zweite").number == "A-006"
    assert len(workspace.snapshot.all(Link)) == 2


def test_a_link_that_left_the_file_goes_and_a_task_that_left_it_stays(workspace: Workspace) -> None:
    take(workspace, PLAN)
    shorter = replace(PLAN, tasks=(*PLAN.tasks[:2], replace(PLAN.tasks[2], links=())))
    change_set = take(workspace, shorter)
    assert fates(change_set)["Fertig"] == (Fate.SKIPPED, "gone_there")
    assert fates(change_set)["Erste → Zweite"] == (Fate.CHANGED, "link_removed_there")
    assert {found.predecessor_id for found in workspace.snapshot.all(Link)} == {named(workspace, "Zweite").id}


def test_a_task_that_moves_in_the_file_moves_here(workspace: Workspace) -> None:
    take(workspace, PLAN)
    moved = replace(PLAN, tasks=(*PLAN.tasks[:2], replace(PLAN.tasks[2], level=1), PLAN.tasks[3]))
    take(workspace, moved)
    assert named(workspace, "Zweite").parent_id is None
    assert planned(workspace, moved).changes == ()


def test_a_move_that_would_put_a_task_into_itself_is_a_conflict(workspace: Workspace) -> None:
    take(workspace, incoming(row("1", "A"), row("2", "B"), row("3", "C", 2)))
    a, c = named(workspace, "A"), named(workspace, "C")
    workspace.run("x", edit(Task, c.id, parent_id=None))
    workspace.run("x", edit(Task, named(workspace, "B").id, parent_id=c.id))
    workspace.run("x", edit(Task, a.id, parent_id=named(workspace, "B").id))
    change_set = take(workspace, incoming(row("1", "A"), row("3", "C", 2), row("2", "B")))
    assert {found.code for found in change_set.rows} & {"disputed", "own_parent"}
    seen, at = set(), named(workspace, "A")
    while at is not None and at.id not in seen:
        seen.add(at.id)
        at = workspace.snapshot.find(Task, at.parent_id)
    assert at is None


def test_an_edit_between_preview_and_import_is_refused(workspace: Workspace) -> None:
    take(workspace, PLAN)
    other = replace(PLAN, tasks=(replace(PLAN.tasks[0], name="Ihre"), *PLAN.tasks[1:]))
    change_set = planned(workspace, other)
    workspace.run("x", rename_task(named(workspace, "Phase").id, "Unsere"))
    with pytest.raises(RuleViolation, match="import_stale"):
        import_plan(workspace, change_set)


def test_links_that_cannot_be_here_are_named(workspace: Workspace) -> None:
    plan = incoming(
        row("1", "P", links=(IncomingLink("2"),)),
        row("2", "K", 2, links=(IncomingLink("2"), IncomingLink("99"), IncomingLink("3", lag=10**9))),
        row("3", "A", links=(IncomingLink("5"),)),
        row("4", "B", links=(IncomingLink("3"), IncomingLink("3", LinkKind.SS))),
        row("5", "C", links=(IncomingLink("4"),)),
    )
    change_set = take(workspace, plan)
    told = {found.name: found.code for found in change_set.rows if found.fate is Fate.NOT_CARRIED}
    assert told == {
        "K → P": "linked_to_own_phase",
        "K → K": "linked_to_itself",
        "99 → K": "dangling",
        "A → K": "long_lag",
        "A → B": "linked_twice",
        "B → C": "circle",
    }
    assert planned(workspace, plan).changes == ()


def test_a_link_that_would_close_a_circle_with_our_own_is_not_taken(workspace: Workspace) -> None:
    take(workspace, incoming(row("1", "A"), row("2", "B")))
    a, b = named(workspace, "A").id, named(workspace, "B").id
    own = named(workspace, "Eigene").id
    workspace.run("x", link_tasks(b, own))
    workspace.run("x", link_tasks(own, a))
    change_set = take(workspace, incoming(row("1", "A"), row("2", "B", links=(IncomingLink("1"),))))
    assert fates(change_set)["A → B"] == (Fate.NOT_CARRIED, "circle")


def test_circles_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_links, "MOST_ROUNDS", 2)
    tasks = [
        row(str(n), links=tuple(IncomingLink(str(m)) for m in ((n + 1) % 12, (n + 3) % 12, (n + 5) % 12)))
        for n in range(12)
    ]
    with pytest.raises(RuleViolation, match="import_circles"):
        plan_import(transaction([]).snapshot(), incoming(*tasks), {}, today=TODAY)


def test_resources_become_municipalities_the_first_one_leads(workspace: Workspace) -> None:
    plan = replace(
        PLAN,
        resources=(
            IncomingResource("1", "Hauptamt Usingen"),
            IncomingResource("2", "na"),
            IncomingResource("3", "Steueramt"),
        ),
        assignments=tuple(IncomingAssignment("2", uid) for uid in ("3", "1", "2", None)),
    )
    mapping = proposed_mapping(workspace.snapshot, plan)
    assert mapping == {"Hauptamt Usingen": id_of(1), "na": id_of(2)}
    change_set = take(workspace, plan, mapping)
    assert fates(change_set)["Steueramt"] == (Fate.NOT_CARRIED, "unmapped")
    parts = {found.municipality_id: found for found in workspace.snapshot.all(Assignment)}
    assert {id_: part.role for id_, part in parts.items()} == {
        id_of(1): Role.LEAD,
        id_of(2): Role.CONTRIBUTOR,
    }
    workspace.run("x", delete(Assignment, parts[id_of(2)].id))
    again = take(workspace, plan, mapping)
    assert again.changes == ()
    assert fates(again)["Neu-Anspach: Erste"] == (Fate.SKIPPED, "removed_here")


def test_baselines_and_days_off_are_taken_once(workspace: Workspace) -> None:
    kept = IncomingBaseline(2, MONDAY, datetime(2027, 1, 13), 960)
    bridge = IncomingClosure("Brückentag", date(2027, 5, 7), date(2027, 5, 7))
    closures = (
        bridge,
        IncomingClosure("Himmelfahrt", date(2027, 5, 6), date(2027, 5, 6)),
        IncomingClosure("Samstag", date(2027, 5, 8), date(2027, 5, 8), is_working=True),
        IncomingClosure("Lange", date(2027, 5, 8), date(2029, 5, 8)),
    )
    other = IncomingCalendar("2", "Andere", closures=(IncomingClosure("X", TODAY, TODAY),))
    calendars = (IncomingCalendar("1", "Standard", is_plan=True, closures=closures), other)
    first = row("1", "A", baselines=(kept, IncomingBaseline(3), IncomingBaseline(4, MONDAY, MONDAY, 0)))
    plan = incoming(first, calendars=calendars, saved_on=date(2026, 11, 20))
    change_set = take(workspace, plan)
    (baseline,) = workspace.snapshot.all(Baseline)
    (line,) = workspace.snapshot.all(BaselineTask)
    assert (baseline.name, baseline.taken_on) == ("MS Project 2", date(2026, 11, 20))
    assert (line.starts_on, line.finishes_on, line.duration_minutes) == (
        date(2027, 1, 11), date(2027, 1, 12), 960,
    )  # fmt: skip
    assert line.task_number == named(workspace, "A").number
    (closure,) = workspace.snapshot.all(Closure)
    assert (closure.name, closure.from_on) == ("Brückentag", date(2027, 5, 7))
    told = fates(change_set)
    assert told["Himmelfahrt"] == (Fate.SKIPPED, "free_anyway")
    assert told["Samstag"] == (Fate.NOT_CARRIED, "extra_work")
    assert told["Lange"] == (Fate.NOT_CARRIED, "long_closure")
    assert told[""] == (Fate.NOT_CARRIED, "undated_baselines")
    assert planned(workspace, plan).changes == ()
    workspace.run("x", delete(Baseline, baseline.id))
    workspace.run("x", delete(Closure, closure.id))
    assert planned(workspace, plan).changes == ()


def test_units_of_the_file_become_ours(workspace: Workspace) -> None:
    elapsed = IncomingLink("2", lag=2880, lag_kind=LagKind.ELAPSED)
    plan = incoming(
        row("1", "A", duration_minutes=4500),
        row("2", "B", duration_minutes=10080, is_elapsed=True),
        row(
            "3",
            "C",
            links=(IncomingLink("1", lag=450), elapsed),
        ),
        row("4", "D", starts_at=datetime(2027, 1, 11, 20)),
        row("5", "E", duration_minutes=0, starts_at=datetime(2027, 1, 11, 20)),
        row("6", "F", is_pinned=True, links=(IncomingLink("1"),)),
        row("7", "G", is_active=False),
        minutes_per_day=450,
    )
    take(workspace, plan)
    assert named(workspace, "A").duration_minutes == 4800
    assert named(workspace, "B").duration_minutes == 5 * 480
    lags = {(found.lag_minutes, found.lag_kind) for found in workspace.snapshot.all(Link)}
    assert lags == {(480, LagKind.WORKING), (960, LagKind.ELAPSED), (0, LagKind.WORKING)}
    assert named(workspace, "D").constraint_on == date(2027, 1, 12)
    end = named(workspace, "E")
    assert (end.constraint_kind, end.constraint_on) == (ConstraintKind.FINISH_ON, date(2027, 1, 11))
    assert named(workspace, "F").constraint_kind is ConstraintKind.START_ON
    assert named(workspace, "G").state is TaskState.DROPPED


def test_progress_comes_with_its_days(workspace: Workspace) -> None:
    begun, done = date(2027, 1, 12), date(2027, 1, 14)
    plan = incoming(
        row("1", "A", progress_percent=100, actual_start_on=begun, actual_finish_on=done),
        row("2", "B", progress_percent=100, actual_start_on=done, actual_finish_on=begun),
        row("3", "C", progress_percent=50, actual_start_on=begun, remaining_minutes=240),
        row("4", "D", progress_percent=10),
    )
    take(workspace, plan)
    a, b, c, d = (named(workspace, name) for name in "ABCD")
    assert (a.state, a.actual_start_on, a.actual_finish_on) == (TaskState.DONE, begun, done)
    assert b.actual_start_on == b.actual_finish_on == begun
    assert (c.state, c.progress_percent, c.remaining_minutes) == (TaskState.IN_PROGRESS, 50, 240)
    assert d.actual_start_on == MONDAY.date()
