"""What drives a milestone: by hand on small plans, and by trying every delay on random ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings

from ozgdesk.domain.critical_path import critical_path
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.schedule import layout, schedule, working_time
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, Role, TaskKind, TaskState
from tests.domain.plans import Plan
from tests.domain.test_schedule_properties import AS_OF, random_plan, seeds

DAY = 480
MONDAY = date(2026, 11, 23)


def floats(plan: Plan, target: str, as_of: date = MONDAY) -> dict[str, float]:
    """Float in days by name, relative to a target."""
    found = critical_path(layout(plan.snapshot, as_of), plan.id(target))
    names = {row.id: row.name for row in plan.rows if isinstance(row, Task)}
    return {names[id_]: minutes / DAY for id_, minutes in found.floats.items()}


def test_only_the_longer_way_to_the_milestone_has_no_float() -> None:
    plan = Plan().task("Lang", 5).task("Kurz", 2).milestone("Beschluss").task("Danach", 30).task("Fern", 90)
    plan.link("Lang", "Beschluss").link("Kurz", "Beschluss").link("Beschluss", "Danach")
    assert floats(plan, "Beschluss") == {"Lang": 0, "Kurz": 3, "Beschluss": 0}


def test_the_lag_of_a_link_and_the_start_of_a_task_count() -> None:
    plan = Plan().task("Erfassen", 4).task("Begleiten", 9).task("Prüfen", 3)
    plan.link("Erfassen", "Prüfen", days=2).link("Begleiten", "Prüfen", "SS", 3)
    assert floats(plan, "Prüfen") == {"Erfassen": 0, "Begleiten": 3, "Prüfen": 0}


def test_a_fixed_day_leaves_float_to_what_comes_before() -> None:
    plan = (
        Plan()
        .task("Vorlage", 3)
        .milestone("Sitzung", constraint_kind=ConstraintKind.START_ON, constraint_on=date(2026, 12, 3))
    )
    assert floats(plan.link("Vorlage", "Sitzung"), "Sitzung") == {"Vorlage": 5, "Sitzung": 0}


def test_what_waits_for_a_phase_is_driven_by_its_last_task_and_by_what_the_phase_waits_for() -> None:
    plan = Plan().task("Vorher", 2).task("Phase").task("Kurz", 1, under="Phase")
    plan.task("Lang", 4, under="Phase").milestone("Ende")
    plan.link("Vorher", "Phase").link("Phase", "Ende")
    assert floats(plan, "Ende") == {"Vorher": 0, "Kurz": 3, "Lang": 0, "Ende": 0, "Phase": 0}
    assert floats(plan, "Phase") == {"Vorher": 0, "Kurz": 3, "Lang": 0, "Phase": 0}


def test_a_task_of_unknown_length_hands_on_what_drives_it() -> None:
    plan = Plan().task("Erfassen", 4).task("Offen").milestone("Beschluss")
    plan.link("Erfassen", "Offen").link("Offen", "Beschluss")
    assert floats(plan, "Beschluss") == {"Erfassen": 0, "Beschluss": 0}


def test_what_is_done_or_dropped_drives_nothing() -> None:
    plan = Plan().task("Fertig", 5, state=TaskState.DONE, actual_finish_on=date(2026, 11, 20))
    plan.task("Entfallen", 9, state=TaskState.DROPPED).milestone("Beschluss")
    plan.link("Fertig", "Beschluss").link("Entfallen", "Beschluss")
    assert floats(plan, "Beschluss") == {"Beschluss": 0}
    assert floats(plan, "Fertig") == floats(plan, "Entfallen") == {}


def test_the_holidays_of_a_lead_are_its_own() -> None:
    plan = Plan().municipality("USI").closed(date(2026, 11, 24), date(2026, 11, 27), "USI")
    plan.task("Erfassen", 2).lead("Erfassen", "USI").task("Prüfen", 5).milestone("Beschluss")
    plan.link("Erfassen", "Beschluss").link("Prüfen", "Beschluss")
    assert floats(plan, "Beschluss") == {"Erfassen": 0, "Prüfen": 1, "Beschluss": 0}


def test_links_in_a_circle_end_the_walk() -> None:
    plan = Plan().task("A", 1).task("B", 1).milestone("M").link("A", "B").link("B", "A").link("B", "M")
    assert floats(plan, "M")["M"] == 0


def test_a_target_that_is_gone_has_no_path() -> None:
    assert floats(Plan().task("A", 1), "Weg") == {}


def targets(plan: Plan) -> Iterator[Task]:
    """What is driven by what comes before: as late as possible follows what comes after."""
    late = [t for t in plan.snapshot.all(Task) if t.constraint_kind is ConstraintKind.AS_LATE_AS_POSSIBLE]
    follows = {task.id for task in late} | {task.parent_id for task in late}
    return (task for task in plan.snapshot.all(Task) if task.id not in follows)


def finish_of(rows: list[Entity], id_: str) -> tuple[date, int]:
    found = schedule(Snapshot.of(rows), AS_OF).dates[id_]
    return found.finish, found.finish_minute


def delayed(plan: Plan, id_: str, minutes: int) -> list[Entity]:
    """The rows of a plan in which one task lies that much later, by a link from the Stichtag."""
    snapshot = plan.snapshot
    lead = next((a for a in snapshot.all(Assignment) if (a.task_id, a.role) == (id_, Role.LEAD)), None)
    calendar = working_time(snapshot, AS_OF).of(lead.municipality_id if lead else None)
    task, dates = snapshot.get(Task, id_), schedule(snapshot, AS_OF).dates[id_]
    has_begun = task.actual_start_on is not None
    day, minute = (dates.finish, dates.finish_minute) if has_begun else (dates.start, dates.start_minute)
    today = calendar.position(AS_OF.toordinal() * 1440)
    lag = calendar.position(day.toordinal() * 1440 + minute) - today + minutes
    anchor = Task(
        id="f" * 32,
        number="A-999",
        order="z",
        name="Stichtag",
        kind=TaskKind.MILESTONE,
        constraint_kind=ConstraintKind.START_ON,
        constraint_on=AS_OF,
    )
    kind = LinkKind.FF if has_begun else LinkKind.FS
    link = Link(id="e" * 32, predecessor_id=anchor.id, successor_id=id_, kind=kind, lag_minutes=lag)
    return [*plan.rows, anchor, link]


def is_exact(plan: Plan) -> bool:
    """Whether each float is the whole truth.

    Two first tasks of a phase hold each other's place, and a point between two days costs a minute.
    """
    tasks = {task.id: task for task in plan.snapshot.all(Task)}
    phases = {task.parent_id for task in tasks.values()}
    for link in plan.snapshot.all(Link):
        is_point = not tasks[link.predecessor_id].duration_minutes
        if link.predecessor_id in phases:
            if link.kind in (LinkKind.SS, LinkKind.SF):
                return False
        elif is_point and link.lag_kind is LagKind.ELAPSED:
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_a_delay_within_the_float_moves_nothing_and_one_day_more_moves_the_target(seed: int) -> None:
    plan = random_plan(seed, is_bound=True)
    laid = layout(plan.snapshot, AS_OF)
    parents = {task.parent_id for task in plan.snapshot.all(Task)}
    exact = is_exact(plan)
    for target in targets(plan):
        found = critical_path(laid, target.id).floats
        for id_ in found:
            if id_ in parents or id_ == target.id:
                continue
            before = finish_of(plan.rows, target.id)
            within = finish_of(delayed(plan, id_, found[id_]), target.id)
            assert position(plan, target, within) == position(plan, target, before)
            if exact:
                assert finish_of(delayed(plan, id_, found[id_] + DAY), target.id) > before


def position(plan: Plan, task: Task, at: tuple[date, int]) -> int:
    """The working minutes before a moment: to a task the end of a day and the next beginning are the same."""
    snapshot = plan.snapshot
    lead = next((a for a in snapshot.all(Assignment) if (a.task_id, a.role) == (task.id, Role.LEAD)), None)
    is_phase = any(other.parent_id == task.id for other in snapshot.all(Task))
    municipality = None if lead is None or is_phase else lead.municipality_id
    return working_time(snapshot, AS_OF).of(municipality).position(at[0].toordinal() * 1440 + at[1])
