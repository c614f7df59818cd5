"""What is shown while a bar is dragged is what a full schedule finds after the drop, in random plans."""

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings

from ozgdesk.commands import plan as commands
from ozgdesk.commands.rehearsal import rehearse
from ozgdesk.domain.preview import Preview
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.schedule import Dates, schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind
from tests.domain.plans import Plan
from tests.domain.test_schedule_properties import AS_OF, random_plan, seeds

MONDAY = date(2026, 3, 2)


def after(snapshot: Snapshot, task: Task) -> Snapshot:
    return snapshot.after([Change(Task, task.id, snapshot.find(Task, task.id), task)])


def place(dates: Dates) -> tuple[date, int, date, int]:
    return dates.start, dates.start_minute, dates.finish, dates.finish_minute


def dropped(snapshot: Snapshot, task: Task, dice: Random) -> Task | None:
    """The task as it is after a random drag, as the chart would do it; None where that is refused."""
    day = AS_OF + timedelta(days=dice.randint(-400, 90))
    if dice.random() < 0.5:
        command = commands.move_task(task.id, day)
    else:
        command = commands.resize_task(task.id, AS_OF, day, AS_OF)
    try:
        return rehearse(snapshot, AS_OF, command)
    except RuleViolation:
        return None


@settings(max_examples=400, deadline=None)
@given(seeds)
def test_the_preview_of_a_drag_is_what_a_full_schedule_finds_after_the_drop(seed: int) -> None:
    dice = Random(seed)
    snapshot = random_plan(seed, is_bound=dice.random() < 0.5).snapshot
    before, preview = schedule(snapshot, AS_OF).dates, Preview(View(snapshot, AS_OF))
    for task in dice.sample(snapshot.all(Task), 2) if len(snapshot.all(Task)) > 1 else ():
        moved = dropped(snapshot, task, dice)
        if moved is None:
            continue
        real = schedule(after(snapshot, moved), AS_OF).dates
        elsewhere = {
            id_: real[id_] for id_ in real if id_ in before and place(real[id_]) != place(before[id_])
        }
        shown = {
            id_: (span.start, span.start_minute, span.finish, span.finish_minute)
            for id_, span in preview.spans(moved).items()
        }
        assert shown == {id_: place(dates) for id_, dates in elsewhere.items()}


def test_a_longer_task_pushes_what_waits_for_a_share_of_it() -> None:
    plan = Plan().task("Lang", 10).task("Danach", 2)
    plan.link("Lang", "Danach", "SS", 50, LagKind.PERCENT)
    snapshot = plan.snapshot
    longer = rehearse(snapshot, MONDAY, commands.set_duration(plan.id("Lang"), 20 * 480))
    spans = Preview(View(snapshot, MONDAY)).spans(longer)
    assert spans[plan.id("Danach")].start == date(2026, 3, 16)


def test_what_does_not_wait_for_the_task_is_not_in_its_preview() -> None:
    plan = Plan().task("Vorher", 2).task("Gezogen", 2).task("Danach", 2).task("Fremd", 2)
    plan.link("Vorher", "Gezogen").link("Gezogen", "Danach")
    moved = rehearse(plan.snapshot, MONDAY, commands.move_task(plan.id("Gezogen"), date(2026, 3, 9)))
    assert moved.constraint_kind is ConstraintKind.NOT_BEFORE
    spans = Preview(View(plan.snapshot, MONDAY)).spans(moved)
    assert set(spans) == {plan.id("Gezogen"), plan.id("Danach")}
    assert spans[plan.id("Danach")].start == date(2026, 3, 11)
