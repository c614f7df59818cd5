"""The open tasks week by week."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Baseline, BaselineTask
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskKind, TaskState
from ozgdesk.present.burn_down import burn_down
from ozgdesk.present.status import status
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def done(number: int, on: date | None) -> object:
    return task(number, state=TaskState.DONE, duration_minutes=480, actual_start_on=on, actual_finish_on=on)


def view_of(*rows: object) -> View:
    return View(Snapshot.of([cooperation(), *four_municipalities(), *rows]), TODAY)


def test_tasks_leave_the_line_in_the_week_they_were_finished_and_are_expected_to_be() -> None:
    found = burn_down(view_of(done(1, days(-20)), done(2, days(-6)), task(3, duration_minutes=480), task(4)))
    by_day = {point.on: point for point in found.points}
    assert found.total == 4
    assert [by_day[day].actual for day in (days(-22), days(-15), days(-1), TODAY)] == [4, 3, 2, 2]
    assert by_day[TODAY].forecast == 2
    assert found.points[-1].forecast == found.unplanned == 1
    assert found.points[-1].actual is None
    assert by_day[TODAY].planned is None
    assert all(point.on.isoweekday() == 7 or point.on == TODAY for point in found.points)


def test_the_baseline_gives_a_line_of_its_own_and_what_it_does_not_know_is_counted() -> None:
    baseline = Baseline(id=id_of(50), name="Start", taken_on=days(-30))
    kept = BaselineTask(
        id=id_of(51),
        baseline_id=baseline.id,
        task_id=id_of(1003),
        task_number="A-003",
        task_name="Aufgabe 3",
        duration_minutes=480,
        starts_on=days(-12),
        finishes_on=days(-10),
    )
    open_ = (task(3, duration_minutes=480), task(4, duration_minutes=480))
    found = burn_down(view_of(done(1, days(-40)), *open_, baseline, kept))
    planned = {point.on: point.planned for point in found.points}
    assert (planned[days(-43)], planned[days(-15)], planned[TODAY]) == (3, 2, 1)
    assert (found.baseline, found.unknown) == ("Start", 1)


def test_phases_milestones_dropped_and_foreign_tasks_do_not_count() -> None:
    rows = (
        task(1),
        task(2, parent_id=id_of(1001)),
        task(3, kind=TaskKind.MILESTONE),
        task(4, state=TaskState.DROPPED),
        lead(task(2), 2),
    )
    view = view_of(*rows)
    assert burn_down(view).total == 1
    assert burn_down(view, id_of(2)).total == 1
    assert burn_down(view, id_of(3)).points == ()


def test_what_was_done_on_a_day_nobody_noted_counts_as_done_from_the_beginning() -> None:
    found = burn_down(view_of(done(1, None), task(2)))
    assert found.undated == 1
    assert {point.actual for point in found.points if point.actual is not None} == {1}


@given(st.lists(st.none() | st.integers(-300, -1), max_size=12), st.integers(0, 5))
def test_the_line_never_rises_and_ends_at_the_figure_of_the_status_report(
    finished: list[int | None], open_: int
) -> None:
    rows = [done(number, None if day is None else days(day)) for number, day in enumerate(finished, 1)]
    rows += [task(len(finished) + number, duration_minutes=480) for number in range(1, open_ + 1)]
    view = view_of(*rows)
    found = burn_down(view)
    actual = [point.actual for point in found.points if point.actual is not None]
    assert actual == sorted(actual, reverse=True)
    if rows:
        figures = dict(status(view).figures)
        assert figures["Aufgaben erledigt"] == f"{len(finished)} von {len(finished) + open_}"
        assert actual[-1] == open_
