from datetime import date

from ozgdesk.domain.view import View
from ozgdesk.present.gantt import Scene, free_spans, gantt
from ozgdesk.present.plan import plan_rows
from ozgdesk.present.time_axis import Zoom, header
from tests.domain.plans import Plan

MONDAY = date(2026, 11, 23)


def scene(plan: Plan) -> Scene:
    view = View(plan.snapshot, MONDAY)
    return gantt(view, plan_rows(view).rows)


def test_a_bar_spans_its_days_and_its_filled_part_follows_the_progress() -> None:
    made = scene(Plan().task("A", 4, actual_start_on=MONDAY, progress_percent=50))
    (bar,) = made.bars
    assert made.day(bar.x0) == MONDAY
    assert (bar.x1 - bar.x0, bar.done - bar.x0) == (2, 1)
    assert made.x(MONDAY) == made.today == bar.x0


def test_half_days_and_milestones_have_their_place_within_the_day() -> None:
    made = scene(Plan().task("A", 1.5).milestone("M").link("A", "M").task("offen"))
    first, point, open_ = made.bars
    assert first.x1 == made.today + 1.5
    assert point.x0 == point.x1 == made.today + 1.5
    assert open_.x0 is None


def test_arrows_leave_and_enter_where_the_link_says() -> None:
    made = scene(Plan().task("A", 2).task("B", 2).task("C", 1).link("A", "B", "SS").link("A", "C"))
    start, end = made.arrows
    assert (start.x0, start.x1, start.from_finish, start.to_start) == (made.today, made.today, False, True)
    assert (end.x0, end.x1) == (made.today + 2, made.today + 2)
    assert (end.from_row, end.to_row) == (0, 2)


def test_links_of_rows_that_are_not_shown_are_left_out() -> None:
    plan = Plan().task("A", 1).task("B", 1).link("A", "B")
    view = View(plan.snapshot, MONDAY)
    assert gantt(view, plan_rows(view).rows[:1]).arrows == ()


def test_weekends_holidays_and_closures_are_named_spans() -> None:
    plan = Plan().closed(date(2026, 12, 28), date(2026, 12, 30))
    spans = free_spans(View(plan.snapshot, MONDAY), date(2026, 12, 23), date(2027, 1, 3))
    assert [(span.x0, span.x1, span.name) for span in spans] == [
        (1, 2, "Heiligabend"),
        (2, 3, "Erster Weihnachtstag"),
        (3, 4, "Zweiter Weihnachtstag"),
        (4, 5, ""),
        (5, 8, "Betriebsferien"),
        (8, 9, "Silvester"),
        (9, 10, "Neujahr"),
        (10, 12, ""),
    ]


def test_every_zoom_covers_the_range_without_gaps() -> None:
    for zoom in Zoom:
        made = header(zoom, date(2026, 11, 25), date(2027, 2, 3))
        for line in (made.upper, made.lower):
            assert line[0].x0 <= 0
            assert line[-1].x1 > (date(2027, 2, 3) - date(2026, 11, 25)).days
            assert all(left.x1 == right.x0 for left, right in zip(line, line[1:], strict=False))


def test_header_texts_are_german() -> None:
    week = header(Zoom.WEEK, MONDAY, date(2026, 12, 31))
    assert week.upper[1].texts[0] == "Dezember 2026"
    assert week.lower[0].texts[0] == "KW\u00a048"
    assert header(Zoom.DAY, MONDAY, MONDAY).lower[0].texts[0] == "Mo 23"
    assert header(Zoom.QUARTER, MONDAY, MONDAY).lower[0].texts == ("4. Quartal", "4. Qu.", "4.")


def test_an_empty_plan_has_a_scene_around_today() -> None:
    made = scene(Plan())
    assert made.bars == ()
    assert 0 <= made.today < made.days


def test_christmas_eve_is_a_day_like_others_where_the_cooperation_works_on_it() -> None:
    plan = Plan().cooperation(christmas_eve_is_free=False).closed(date(2026, 12, 31), date(2026, 12, 31))
    spans = free_spans(View(plan.snapshot, MONDAY), date(2026, 12, 24), date(2026, 12, 31))
    names = [(span.x0, span.name) for span in spans]
    assert names[0] == (1, "Erster Weihnachtstag")
    assert names[-1] == (7, "Silvester"), "a closure does not take the name of the day"
