from __future__ import annotations

from datetime import date

from ozgdesk.domain.tasks import Baseline, BaselineTask
from ozgdesk.domain.view import View
from ozgdesk.present.milestones import MilestoneTrend, TrendPoint, milestone_trend
from tests.domain.plans import Plan

MONDAY = date(2026, 11, 23)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 2)


def kept(plan: Plan, taken_on: date, **days: date) -> Plan:
    """Add a baseline with the finish of some milestones, by name."""
    id_ = plan.id(f"baseline {len(plan.rows)}")
    plan.rows.append(Baseline(id=id_, name="Stand", taken_on=taken_on))
    for name, day in days.items():
        plan.rows.append(
            BaselineTask(
                id=plan.id(f"{id_} {name}"), baseline_id=id_, task_id=plan.id(name), task_number="A-001",
                task_name=name, starts_on=day, finishes_on=day, duration_minutes=0,
            )
        )  # fmt: skip
    return plan


def plan() -> Plan:
    return Plan().municipality("USI").not_before("Arbeit", 4, MONDAY).milestone("M").link("Arbeit", "M")


def trend(made: Plan, as_of: date = MONDAY) -> MilestoneTrend:
    (found,) = milestone_trend(View(made.snapshot, as_of)).milestones
    return found


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_milestone_carries_what_every_report_expected_and_what_is_forecast_now() -> None:
    made = kept(kept(plan(), NOVEMBER, M=date(2026, 11, 24)), OCTOBER, M=date(2026, 11, 20))
    found = trend(made)
    assert found.points == (
        TrendPoint(OCTOBER, date(2026, 11, 20)),
        TrendPoint(NOVEMBER, date(2026, 11, 24)),
        TrendPoint(MONDAY, date(2026, 11, 26)),
    )
    assert plain(found.trend_text) == "2 Arbeitstage später seit 02.11.2026"
    assert found.expected(OCTOBER) == date(2026, 11, 20)
    assert found.expected(date(2026, 9, 1)) is None


def test_weekends_do_not_count_and_earlier_is_said_too() -> None:
    later = trend(kept(plan(), OCTOBER, M=date(2026, 11, 20)))
    assert plain(later.trend_text) == "4 Arbeitstage später seit 01.10.2026"
    earlier = trend(kept(plan(), OCTOBER, M=date(2026, 11, 30)))
    assert plain(earlier.trend_text) == "2 Arbeitstage früher seit 01.10.2026"
    same = trend(kept(plan(), OCTOBER, M=date(2026, 11, 26)))
    assert plain(same.trend_text) == "unverändert seit 01.10.2026"


def test_a_reached_milestone_ends_on_the_day_it_was_reached() -> None:
    made = Plan().milestone("M", actual_finish_on=date(2026, 10, 15), state="done")
    kept(kept(made, OCTOBER, M=date(2026, 10, 13)), NOVEMBER, M=date(2026, 10, 15))
    found = trend(made)
    assert found.points == (
        TrendPoint(OCTOBER, date(2026, 10, 13)),
        TrendPoint(date(2026, 10, 15), date(2026, 10, 15)),
    )
    assert plain(found.trend_text) == "erreicht, 2 Arbeitstage später als am 01.10.2026 erwartet"
    punctual = Plan().milestone("M", actual_finish_on=date(2026, 10, 15), state="done")
    assert trend(kept(punctual, OCTOBER, M=date(2026, 10, 15))).trend_text == "wie erwartet erreicht"


def test_baselines_after_the_stichtag_are_not_known_yet_and_the_last_of_a_day_counts() -> None:
    made = kept(plan(), date(2026, 12, 1), M=date(2026, 12, 24))
    assert trend(made).trend_text == "noch kein Vergleich"
    twice = kept(kept(plan(), OCTOBER, M=date(2026, 11, 20)), OCTOBER, M=date(2026, 11, 25))
    ids = sorted(row.id for row in twice.rows if isinstance(row, Baseline))
    last = next(r for r in twice.rows if isinstance(r, BaselineTask) and r.baseline_id == ids[-1])
    assert trend(twice).expected(OCTOBER) == last.finishes_on


def test_only_the_milestones_a_municipality_has_a_part_in_are_on_its_sheet() -> None:
    made = plan().milestone("N").municipality("NA").lead("N", "NA").lead("M", "USI")
    view = View(made.snapshot, MONDAY)
    assert [m.row.name for m in milestone_trend(view, made.id("NA")).milestones] == ["N"]
    assert [m.lead_code for m in milestone_trend(view).milestones] == ["USI", "NA"]
