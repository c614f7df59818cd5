"""The lights: which are computed, when they change, and the reasons they carry."""

from datetime import date, timedelta

import pytest

from ozgdesk.domain.cooperation import Cooperation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.lights import Lights
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment
from ozgdesk.domain.tasks import Assignment, Baseline, BaselineTask, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import (
    ConstraintKind,
    DeadlineKind,
    Dimension,
    Light,
    Role,
    TaskKind,
    TaskState,
)
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

USI = id_of(1)


def lights(*rows: Entity) -> dict[str | None, Lights]:
    return View(Snapshot.of([*four_municipalities(), *rows]), TODAY).lights


def dated(number: int, start: date, days: int, **values: object):  # type: ignore[no-untyped-def]
    return task(
        number,
        constraint_kind=ConstraintKind.NOT_BEFORE,
        constraint_on=start,
        duration_minutes=days * 480,
        **values,
    )


def codes(judged: Lights) -> list[str]:
    return [finding.code for finding in judged.schedule.reasons]


def test_nothing_dated_and_nothing_judged_is_grey() -> None:
    whole = lights(task(1))[None]
    assert {whole.schedule.light, whole.cost.light, whole.overall.light} == {Light.GREY}


def test_dated_work_in_time_is_green_for_its_lead_only() -> None:
    work = dated(1, TODAY, 5)
    found = lights(work, lead(work, 1))
    assert found[USI].schedule.light is Light.GREEN
    assert found[None].schedule.light is Light.GREEN
    assert found[id_of(2)].schedule.light is Light.GREY


def test_an_overdue_milestone_is_red_with_its_reason() -> None:
    gate = dated(1, date(2026, 11, 9), 0, kind=TaskKind.MILESTONE)
    judged = lights(gate, lead(gate, 1))[USI]
    assert judged.schedule.light is Light.RED
    assert codes(judged) == ["overdue"]


def test_an_overdue_task_beside_the_critical_path_is_yellow() -> None:
    small = dated(1, date(2026, 11, 9), 2)
    long = dated(2, TODAY, 60)
    judged = lights(small, long, lead(small, 1))[USI]
    assert judged.schedule.light is Light.YELLOW
    assert codes(judged) == ["overdue"]


def test_a_missed_political_deadline_is_red_and_an_own_one_yellow() -> None:
    for kind, light in ((DeadlineKind.POLITICAL, Light.RED), (DeadlineKind.OWN, Light.YELLOW)):
        work = dated(1, TODAY, 10, deadline_on=TODAY + timedelta(days=3), deadline_kind=kind)
        judged = lights(work, lead(work, 1))[USI]
        assert judged.schedule.light is light
        assert "deadline_missed" in codes(judged)


def test_done_and_dormant_work_cannot_be_late() -> None:
    done = dated(1, date(2026, 11, 2), 2, state=TaskState.DONE, actual_finish_on=date(2026, 11, 20))
    rests = dated(2, date(2026, 11, 2), 2, state=TaskState.DORMANT)
    assert lights(done, rests, lead(done, 1), lead(rests, 1))[USI].schedule.light is Light.GREEN


def test_an_overdue_contribution_makes_the_contributor_yellow() -> None:
    work = dated(1, TODAY, 5)
    part = Assignment(
        id=id_of(7),
        task_id=work.id,
        municipality_id=id_of(2),
        role=Role.CONTRIBUTOR,
        due_on=date(2026, 11, 20),
    )
    found = lights(work, lead(work, 1), part)
    assert found[id_of(2)].schedule.light is Light.YELLOW
    assert found[USI].schedule.light is Light.GREEN
    assert codes(found[None]) == ["contribution_overdue"]


@pytest.mark.parametrize(
    ("thresholds", "days", "light"),
    [
        ({}, 7, Light.GREEN),
        ({}, 8, Light.YELLOW),
        ({"red_slip_days": 20}, 20, Light.YELLOW),
        ({"red_slip_days": 20}, 21, Light.RED),
        ({"yellow_slip_days": None}, 300, Light.GREEN),
    ],
)
def test_a_forecast_behind_the_newest_baseline_turns_the_light_at_the_thresholds(
    thresholds: dict[str, int | None], days: int, light: Light
) -> None:
    work = dated(1, TODAY, 5)
    planned = date(2026, 11, 27) - timedelta(days=days)
    whole = Cooperation.model_validate({"id": id_of(7), "name": "IKZ", **thresholds})
    kept = Baseline(id=id_of(5), name="Basisplan", taken_on=date(2026, 10, 1))
    row = BaselineTask(
        id=id_of(6), baseline_id=kept.id, task_id=work.id, task_number=work.number, task_name=work.name,
        starts_on=planned, finishes_on=planned, duration_minutes=480,
    )  # fmt: skip
    assert lights(whole, work, kept, row)[None].schedule.light is light


def test_the_newest_assessment_up_to_the_day_counts_and_the_worst_is_the_whole() -> None:
    def judged(number: int, day: date, light: Light) -> Assessment:
        return Assessment(
            id=id_of(number),
            dimension=Dimension.COST,
            light=light,
            assessed_on=day,
            text=light.value,
            author="X",
        )

    whole = lights(
        judged(1, date(2026, 11, 2), Light.RED),
        judged(2, date(2026, 11, 20), Light.YELLOW),
        judged(3, date(2026, 12, 1), Light.GREEN),
    )[None]
    assert (whole.cost.light, whole.cost.text, whole.cost.author) == (Light.YELLOW, "yellow", "X")
    assert (whole.overall.light, whole.overall.text) == (Light.YELLOW, "yellow")
    assert whole.of(Dimension.RISK).light is Light.GREY


def test_reasons_stand_in_the_order_of_their_numbers_beyond_a_thousand_too() -> None:
    past = {"deadline_on": TODAY - timedelta(days=1), "duration_minutes": 480}
    many = [task(number, **past) for number in (999, 2)]
    many.append(Task.model_validate({**many[0].model_dump(), "id": id_of(5000), "number": "A-1000"}))
    reasons = lights(*many)[None].of(Dimension.SCHEDULE).reasons
    assert [reason.values["number"] for reason in reasons] == ["A-002", "A-999", "A-1000"]
