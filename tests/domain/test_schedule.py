"""Golden networks: every date and float below was found by hand on a paper calendar."""

from __future__ import annotations

from datetime import date

import pytest

from ozgdesk.domain.schedule import Dates
from ozgdesk.domain.vocabulary import ClosureKind, ConstraintKind, DeadlineKind, LagKind, TaskState
from tests.domain.plans import Plan

MONDAY = date(2026, 3, 2)


def span(dates: Dates) -> tuple[date, date]:
    return dates.start, dates.finish


def float_days(dates: Dates) -> float | None:
    return None if dates.total_float_minutes is None else dates.total_float_minutes / 480


def test_a_finish_to_start_chain_skips_good_friday_and_easter_monday() -> None:
    # Karfreitag is 3 April 2026, Ostermontag 6 April.
    plan = Plan().not_before("A", 3, date(2026, 3, 31)).task("B", 2).link("A", "B")
    dates = plan.dates(MONDAY)
    assert span(dates["A"]) == (date(2026, 3, 31), date(2026, 4, 2))
    assert span(dates["B"]) == (date(2026, 4, 7), date(2026, 4, 8))


@pytest.mark.parametrize(
    ("kind", "lag", "expected"),
    [
        ("FS", 0, (date(2026, 5, 26), date(2026, 5, 28))),
        ("FS", 2, (date(2026, 5, 28), date(2026, 6, 1))),
        ("FS", -1, (date(2026, 5, 22), date(2026, 5, 27))),
        ("SS", 0, (date(2026, 5, 20), date(2026, 5, 22))),
        ("SS", 2, (date(2026, 5, 22), date(2026, 5, 27))),
        ("FF", 0, (date(2026, 5, 20), date(2026, 5, 22))),
        ("FF", 1, (date(2026, 5, 21), date(2026, 5, 26))),
        ("SF", 4, (date(2026, 5, 21), date(2026, 5, 26))),
    ],
)
def test_each_kind_of_link_counts_its_lag_in_working_days_across_whitsun(
    kind: str, lag: int, expected: tuple[date, date]
) -> None:
    # A: Wednesday 20 to Friday 22 May 2026; Pfingstmontag is 25 May. B takes three days.
    plan = Plan().not_before("A", 3, date(2026, 5, 20)).task("B", 3).link("A", "B", kind, lag)
    assert span(plan.dates(MONDAY)["B"]) == expected


def test_the_turn_of_the_year_has_four_days_off_in_a_row_and_christmas() -> None:
    # Thu 24 and Thu 31 December 2026 closed by custom, Fri 25 December and Fri 1 January holidays.
    plan = Plan().not_before("A", 4, date(2026, 12, 22)).task("B", 3).link("A", "B")
    dates = plan.dates(MONDAY)
    assert span(dates["A"]) == (date(2026, 12, 22), date(2026, 12, 29))
    assert span(dates["B"]) == (date(2026, 12, 30), date(2027, 1, 5))


def test_an_elapsed_lag_runs_through_the_weekend() -> None:
    plan = Plan().not_before("A", 1, date(2026, 3, 6)).task("B", 1).task("C", 1)
    plan.link("A", "B", "FS", 2, LagKind.ELAPSED).link("A", "C", "FS", 4, LagKind.ELAPSED)
    dates = plan.dates(MONDAY)
    assert dates["B"].start == date(2026, 3, 9)
    assert dates["C"].start == date(2026, 3, 11)


def test_a_lag_in_per_cent_follows_the_duration_of_the_predecessor() -> None:
    plan = Plan().not_before("A", 4, MONDAY).task("B", 1).link("A", "B", "SS", 50, LagKind.PERCENT)
    assert plan.dates(MONDAY)["B"].start == date(2026, 3, 4)


def test_half_days_share_a_day() -> None:
    plan = Plan().not_before("A", 1.5, MONDAY).task("B", 0.5).task("C", 1).link("A", "B").link("B", "C")
    dates = plan.dates(MONDAY)
    assert span(dates["B"]) == (date(2026, 3, 3), date(2026, 3, 3))
    assert (dates["B"].start_minute, dates["B"].finish_minute) == (240, 480)
    assert dates["C"].start == date(2026, 3, 4)


def test_float_and_critical_path_of_a_diamond() -> None:
    plan = Plan().not_before("A", 1, MONDAY).task("B", 5).task("C", 2).task("D", 1)
    plan.link("A", "B").link("A", "C").link("B", "D").link("C", "D")
    dates = plan.dates(MONDAY)
    assert {name: float_days(d) for name, d in dates.items()} == {"A": 0, "B": 0, "C": 3, "D": 0}
    assert dates["C"].free_float_minutes == 3 * 480
    assert [name for name, d in dates.items() if d.is_critical] == ["A", "B", "D"]


def test_free_float_is_what_does_not_move_the_next_task() -> None:
    plan = Plan().not_before("A", 10, MONDAY).task("B", 2).task("C", 3).link("B", "C")
    dates = plan.dates(MONDAY)
    assert (float_days(dates["B"]), dates["B"].free_float_minutes) == (5, 0)
    assert (float_days(dates["C"]), dates["C"].free_float_minutes) == (5, 5 * 480)


def test_a_deadline_does_not_move_the_task_but_makes_its_float_negative() -> None:
    plan = (
        Plan()
        .not_before("A", 10, MONDAY)
        .task("B", 5, deadline_on=date(2026, 3, 18), deadline_kind=DeadlineKind.LEGAL)
    )
    result = plan.link("A", "B").schedule(MONDAY)
    assert result.dates[plan.id("B")].finish == date(2026, 3, 20)
    assert float_days(result.dates[plan.id("A")]) == -2
    assert [f.code for f in result.findings] == ["deadline_missed"]
    assert result.late == {plan.id("B")}


def test_the_closures_of_the_lead_bind_its_task_and_no_other() -> None:
    plan = Plan().municipality("USI").municipality("NA")
    plan.not_before("A", 5, MONDAY).not_before("B", 5, MONDAY).lead("A", "USI").lead("B", "NA")
    plan.closed(date(2026, 3, 4), date(2026, 3, 5), "USI")
    dates = plan.dates(MONDAY)
    assert dates["A"].finish == date(2026, 3, 10)
    assert dates["B"].finish == date(2026, 3, 6)


def test_a_task_over_christmas_ends_earlier_where_the_cooperation_works_on_both_days() -> None:
    monday = date(2026, 12, 21)
    finish = {
        is_free: Plan()
        .cooperation(christmas_eve_is_free=is_free, new_years_eve_is_free=is_free)
        .task("A", 9)
        .dates(monday)["A"]
        .finish
        for is_free in (True, False)
    }
    assert finish == {True: date(2027, 1, 6), False: date(2027, 1, 4)}


def test_a_closure_of_all_binds_everybody_but_a_council_recess_nobody() -> None:
    plan = Plan().not_before("A", 3, MONDAY).closed(date(2026, 3, 3), date(2026, 3, 3))
    plan.closed(date(2026, 3, 4), date(2026, 3, 20), kind=ClosureKind.COUNCIL_RECESS)
    assert plan.dates(MONDAY)["A"].finish == date(2026, 3, 5)


def test_what_is_not_done_moves_to_the_stichtag_and_is_called_overdue() -> None:
    plan = Plan().not_before("A", 2, date(2026, 2, 23)).task("B", 2).link("A", "B")
    result = plan.schedule(MONDAY)
    assert span(result.dates[plan.id("A")]) == (MONDAY, date(2026, 3, 3))
    assert result.overdue == {plan.id("A"): date(2026, 2, 24), plan.id("B"): date(2026, 2, 26)}


def test_what_is_done_keeps_its_actual_days_even_on_a_sunday() -> None:
    plan = Plan().task(
        "A", 9, state=TaskState.DONE, actual_start_on=date(2026, 2, 1), actual_finish_on=date(2026, 2, 8)
    )
    plan.task("B", 1).link("A", "B")
    dates = plan.dates(MONDAY)
    assert span(dates["A"]) == (date(2026, 2, 1), date(2026, 2, 8))
    assert dates["A"].is_done
    assert dates["A"].total_float_minutes is None
    assert dates["B"].start == MONDAY


def test_what_has_begun_goes_on_from_the_stichtag_with_what_remains() -> None:
    plan = Plan().task("A", 10, actual_start_on=date(2026, 2, 23), progress_percent=70)
    assert span(plan.dates(MONDAY)["A"]) == (date(2026, 2, 23), date(2026, 3, 4))
    plan = Plan().task("A", 10, actual_start_on=date(2026, 2, 23), remaining_minutes=480)
    assert plan.dates(MONDAY)["A"].finish == MONDAY


def test_a_task_without_duration_and_day_has_no_dates_and_hands_on_what_binds_it() -> None:
    plan = Plan().not_before("A", 3, MONDAY).task("B").task("C", 1).link("A", "B").link("B", "C")
    dates = plan.dates(MONDAY)
    assert "B" not in dates
    assert dates["C"].start == date(2026, 3, 5)


def test_a_task_without_duration_but_with_a_day_has_an_open_end() -> None:
    dates = Plan().not_before("A", None, date(2026, 3, 10)).dates(MONDAY)
    assert span(dates["A"]) == (date(2026, 3, 10), date(2026, 3, 10))
    assert dates["A"].is_finish_open


def test_a_milestone_lies_at_the_end_of_what_it_waits_for() -> None:
    plan = Plan().not_before("A", 5, MONDAY).milestone("M").link("A", "M").milestone("open")
    dates = plan.dates(MONDAY)
    assert span(dates["M"]) == (date(2026, 3, 6), date(2026, 3, 6))
    assert "open" not in dates


def test_a_meeting_on_a_saturday_stays_on_its_saturday() -> None:
    plan = Plan().milestone("M", constraint_kind=ConstraintKind.START_ON, constraint_on=date(2026, 3, 14))
    plan.task("B", 1).link("M", "B")
    dates = plan.dates(MONDAY)
    assert dates["M"].start == date(2026, 3, 14)
    assert dates["B"].start == date(2026, 3, 16)


def test_a_fixed_start_that_links_do_not_allow_is_a_finding_and_not_a_broken_link() -> None:
    plan = Plan().not_before("A", 5, MONDAY)
    plan.task("B", 1, constraint_kind=ConstraintKind.START_ON, constraint_on=date(2026, 3, 4)).link("A", "B")
    result = plan.schedule(MONDAY)
    assert result.dates[plan.id("B")].start == date(2026, 3, 9)
    assert [f.code for f in result.findings] == ["impossible_constraint"]
    assert float_days(result.dates[plan.id("B")]) == -3


def test_a_task_as_late_as_possible_waits_until_its_successor_needs_it() -> None:
    plan = Plan().not_before("A", 10, MONDAY).task("B", 1).link("A", "B")
    plan.task("C", 2, constraint_kind=ConstraintKind.AS_LATE_AS_POSSIBLE).link("C", "B")
    assert span(plan.dates(MONDAY)["C"]) == (date(2026, 3, 12), date(2026, 3, 13))


def test_a_phase_spans_its_tasks_and_hands_links_and_constraint_down() -> None:
    plan = Plan().not_before("A", 2, MONDAY).task("P").task("P1", 2, under="P").task("P2", 4, under="P")
    plan.task("B", 1).link("A", "P").link("P", "B")
    dates = plan.dates(MONDAY)
    assert span(dates["P"]) == (date(2026, 3, 4), date(2026, 3, 9))
    assert dates["P"].is_summary
    assert dates["P"].duration_minutes == 4 * 480
    assert dates["B"].start == date(2026, 3, 10)
    assert (float_days(dates["P1"]), float_days(dates["P"]), float_days(dates["A"])) == (2, 0, 0)


def test_a_circle_is_named_and_the_rest_is_planned() -> None:
    plan = Plan().task("A", 1).task("B", 1).task("C", 1).task("D", 2)
    plan.link("A", "B").link("B", "C").link("C", "A").link("C", "D")
    result = plan.schedule(MONDAY)
    (finding,) = result.findings
    assert finding.code == "link_cycle"
    assert finding.values["tasks"] == "A-001 A, A-002 B, A-003 C"
    assert result.dates[plan.id("D")].start == date(2026, 3, 3)


def test_a_link_to_the_own_phase_is_a_circle() -> None:
    plan = Plan().task("P").task("P1", 1, under="P").link("P1", "P")
    assert [f.code for f in plan.schedule(MONDAY).findings] == ["link_cycle"]


def test_dropped_tasks_bind_nobody() -> None:
    plan = Plan().not_before("A", 9, MONDAY, state=TaskState.DROPPED).task("B", 1).link("A", "B")
    dates = plan.dates(MONDAY)
    assert dates.keys() == {"B"}
    assert dates["B"].start == MONDAY


def test_an_empty_project_has_an_empty_schedule() -> None:
    result = Plan().schedule(MONDAY)
    assert (dict(result.dates), result.findings, result.finish) == ({}, (), None)


def test_a_duration_beyond_all_calendars_ends_on_their_last_day() -> None:
    plan = Plan().task("A", 10_000_000)
    assert plan.dates(MONDAY)["A"].finish.year == 9998
