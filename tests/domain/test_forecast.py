from datetime import date

import pytest

from ozgdesk.domain.agreements import AgreementParty, Signature
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.effect import EffectState
from ozgdesk.domain.forecast import Forecast
from ozgdesk.domain.reasons import Reason
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm, Result, SupervisorStepKind
from ozgdesk.domain.votes import PASSED
from tests.domain.agreement_rows import AGREEMENT, GLA, LATER, changed, snapshot, step
from tests.domain.effect_cases import SITUATIONS
from tests.domain.effect_facts import Rows, Situation, agreed, delegation, open_on, project, unsigned
from tests.helpers import id_of

WITH_A_DAY = {name: case for name, case in SITUATIONS.items() if case.earliest is not None}


def forecast(rows: Rows, as_of: date = LATER) -> Forecast:
    return View(snapshot(rows), as_of).forecast[AGREEMENT]


def carried_out(rows: Rows, steps: tuple[Reason, ...]) -> Rows:
    """The project after everything happened on the days that were forecast, and nothing was left open."""
    for row in [row for row in rows if isinstance(row, Consultation) and row.conditions]:
        rows = changed(rows, row.id, conditions_met=True)
    for row in [row for row in rows if isinstance(row, Task) and row.legal_form is LegalForm.NOT_STATED]:
        rows = changed(rows, row.id, legal_form=LegalForm.MANDATE)
    for place, reason in enumerate(steps):
        day = reason.values.get("day")
        if not isinstance(day, date):
            continue
        if reason.code in ("forecast_scheduled", "forecast_next_meeting"):
            rows = resolved(rows, reason.subject_id, day, place)
        elif reason.code == "forecast_signing":
            rows = [*rows, *signatures(rows, day)]
        elif reason.code == "forecast_supervision":
            rows = [*rows, step(90, SupervisorStepKind.APPROVAL, day)]
        elif reason.code == "forecast_publication":
            rows = [*rows, step(91, SupervisorStepKind.PUBLICATION, day)]
    return rows


def resolved(rows: Rows, station_id: str, day: date, place: int) -> Rows:
    """The station decides, in the words of another municipality."""
    station = next(row for row in rows if row.id == station_id)
    assert isinstance(station, Consultation)
    others = (r for r in rows if isinstance(r, Consultation) and r.paper_id != station.paper_id)
    words = next((row.resolution_text for row in others if row.result in PASSED), "Wir stimmen zu.")
    outcome = {
        "result": Result.UNANIMOUS if station.is_final else Result.RECOMMENDED,
        "held_on": day,
        "meeting_id": None,
        "resolution_text": words,
        "suspended_on": None,
    }
    if station.result is Result.OPEN:
        return changed(rows, station_id, **outcome)
    anew = {**station.model_dump(), **outcome, "id": id_of(9900 + place), "order": "z"}
    return [*rows, Consultation.model_validate(anew)]


def signatures(rows: Rows, day: date) -> list[Signature]:
    towns = [row.municipality_id for row in rows if isinstance(row, AgreementParty)]
    return [
        Signature(
            id=id_of(9000 + 10 * int(town) + place),
            agreement_id=AGREEMENT,
            municipality_id=town,
            order="z",
            signed_on=day,
        )
        for town in towns
        for place in (1, 2)
        if not is_signed(rows, town, day)
    ]


def is_signed(rows: Rows, town: str, day: date) -> bool:
    found = [row for row in rows if isinstance(row, Signature) and row.municipality_id == town]
    given = [row for row in found if row.signed_on is not None and row.signed_on <= day]
    return len(given) > 1 and all(row.office_holder_id is None for row in given)


@pytest.mark.parametrize("case", WITH_A_DAY.values(), ids=WITH_A_DAY)
def test_what_happens_as_forecast_makes_the_agreement_effective_on_that_day(case: Situation) -> None:
    found = forecast(case.rows, case.as_of)
    assert found.on is not None
    effect = View(snapshot(carried_out(case.rows, found.steps)), found.on).effect[AGREEMENT]
    assert (effect.state, effect.since) == (EffectState.EFFECTIVE, found.on)


def test_every_step_comes_on_its_day_one_after_another() -> None:
    found = forecast(delegation(open_on(GLA, date(2026, 6, 18)), unsigned(GLA)))
    days = [row.values["day"] for row in found.steps if "day" in row.values]
    assert days == [date(2026, 6, 18), date(2026, 7, 2), date(2026, 8, 13), date(2026, 8, 27)]
    assert found.on == date(2026, 8, 28)


def test_only_times_that_nobody_entered_are_assumptions() -> None:
    pending = open_on(GLA, date(2026, 6, 18)), unsigned(GLA)
    assert forecast(project(*pending)).is_assumed
    assert not forecast(project(*pending, agreed(signing_days=14))).is_assumed
    assert not forecast(project(pending[0])).is_assumed


def test_a_longer_time_never_brings_the_day_forward() -> None:
    days = [
        forecast(delegation(open_on(GLA, date(2026, 6, 18)), agreed(supervision_days=length))).on
        for length in (0, 1, 30, 200, 4000)
    ]
    assert days == sorted(day for day in days if day is not None)
    assert len(set(days)) == len(days)


def test_a_time_beyond_the_calendar_ends_with_it() -> None:
    found = forecast(delegation(agreed(supervision_days=10**9, term_years=None)))
    assert found.on == date.max
