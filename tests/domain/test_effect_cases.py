import pytest

from ozgdesk.domain.effect import Effect, EffectState
from ozgdesk.domain.forecast import Forecast
from ozgdesk.domain.view import View
from tests.domain.agreement_rows import AGREEMENT, snapshot
from tests.domain.effect_cases import SITUATIONS
from tests.domain.effect_facts import TOWNS, Situation

STILL_TO_COME = (EffectState.NOT_EFFECTIVE, EffectState.UNKNOWN)


def found(case: Situation) -> tuple[Effect, Forecast | None]:
    view = View(snapshot(case.rows), case.as_of)
    return view.effect[AGREEMENT], view.forecast.get(AGREEMENT)


@pytest.mark.parametrize("case", SITUATIONS.values(), ids=SITUATIONS)
def test_a_situation_has_the_effect_the_law_demands(case: Situation) -> None:
    effect, _ = found(case)
    assert (effect.state, effect.since) == (case.state, case.since)
    missing = {f"{row.code} {TOWNS[row.municipality_id]} {row.actor.value}" for row in effect.missing}
    assert missing == set(case.missing)
    codes = {row.code for row in effect.reasons}
    assert set(case.told) <= codes
    assert not set(case.untold) & codes
    if case.until is not None:
        assert effect.until == case.until
    if case.supervisor:
        assert effect.supervisor.level.value == case.supervisor


@pytest.mark.parametrize("case", SITUATIONS.values(), ids=SITUATIONS)
def test_a_situation_has_an_earliest_day_or_says_why_not(case: Situation) -> None:
    effect, forecast = found(case)
    if effect.state not in STILL_TO_COME:
        assert forecast is None
        return
    assert forecast is not None
    assert forecast.on == case.earliest
    assert tuple(row.code for row in forecast.obstacles) == case.against
    assert (forecast.on is None) is bool(forecast.obstacles)
    assert forecast.on is None or (forecast.on >= case.as_of and forecast.steps)


def test_the_table_is_long_enough_to_decide_what_issues_ask() -> None:
    assert len(SITUATIONS) >= 40
