"""Laws of effect and forecast over projects put together at random."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ozgdesk.domain.effect import EffectState
from ozgdesk.domain.reasons import Weight
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import EntryIntoForce, LegalForm, Result, SupervisorStepKind
from ozgdesk.domain.votes import PASSED
from tests.domain.agreement_rows import AGREEMENT, GLA, USI, snapshot, step
from tests.domain.effect_facts import (
    FILED,
    Rows,
    added,
    agreed,
    before_council,
    gone,
    meets,
    project,
    station,
    unsigned,
)
from tests.domain.test_forecast import carried_out

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 300).map(lambda ahead: FIRST + timedelta(days=ahead))
LATE_DAYS = st.integers(150, 300).map(lambda ahead: FIRST + timedelta(days=ahead))
"""Days of evaluation after all that has happened; meetings, and stations that are open, can come later."""
ACT_DAYS = st.integers(0, 150).map(lambda ahead: FIRST + timedelta(days=ahead))
SOMETIME = st.none() | ACT_DAYS
USUAL_RESULTS = (Result.UNANIMOUS, Result.MAJORITY, Result.ADOPTED, Result.OPEN, Result.POSTPONED)
IN_FORCE = (EffectState.EFFECTIVE, EffectState.RECORDED)
AWAITED = (EffectState.NOT_EFFECTIVE, EffectState.UNKNOWN)


@st.composite
def seldom(draw: st.DrawFn, other: st.SearchStrategy[object], usual: object = None) -> object:
    """Mostly the usual value: too many obstacles at once would leave nothing to forecast."""
    return draw(other) if draw(st.integers(0, 9)) == 9 else usual


@st.composite
def outcomes(draw: st.DrawFn) -> dict[str, object]:
    """What became of a deciding station."""
    result = draw(seldom(st.sampled_from(Result), draw(st.sampled_from(USUAL_RESULTS))))
    return {
        "result": result,
        "held_on": draw(seldom(st.none(), draw(DAYS if result is Result.OPEN else ACT_DAYS))),
        "votes_yes": draw(seldom(st.integers(0, 20))),
        "votes_no": draw(seldom(st.integers(0, 20))),
        "suspended_on": draw(seldom(ACT_DAYS)),
        "conditions": draw(seldom(st.just("Bericht"), "")),
        "conditions_met": draw(st.sampled_from((None, True, False))),
        "needs_equal_wording": draw(seldom(st.just(result in PASSED), False)),
        "resolution_text": draw(seldom(st.sampled_from(("", "Gern.")), "Wir stimmen zu.")),
    }


@st.composite
def projects(draw: st.DrawFn) -> Rows:
    """An agreement of two with random outcomes, signatures, steps, meetings and dates."""
    facts = [station(town, **draw(outcomes())) for town in (USI, GLA)]
    facts += [unsigned(town) for town in (USI, GLA) if draw(seldom(st.just(True), False))]
    facts += [
        *(meets(town, *sorted(draw(st.sets(DAYS, min_size=3)))[:9]) for town in (USI, GLA)),
        gone(FILED),
    ]
    if draw(st.booleans()):
        facts.append(before_council(USI, draw(SOMETIME)))
    kinds = (SupervisorStepKind.APPROVAL, SupervisorStepKind.PUBLICATION, SupervisorStepKind.FILING)
    days = [draw(seldom(SOMETIME, draw(ACT_DAYS))) for _ in kinds]
    facts += [added(step(n, kind, day)) for n, (kind, day) in enumerate(zip(kinds, days, strict=True), 2)]
    usual = draw(st.sampled_from((LegalForm.MANDATE, LegalForm.DELEGATION)))
    facts.append(
        agreed(
            entry_into_force=draw(st.sampled_from(EntryIntoForce)),
            entry_on=draw(ACT_DAYS),
            starts_on=draw(seldom(DAYS)),
            ends_on=draw(seldom(DAYS)),
            term_years=draw(st.sampled_from((None, 5))),
            renewal_years=draw(st.sampled_from((None, 1))),
            terminated_to=draw(seldom(DAYS)),
            recorded_effective_on=draw(seldom(DAYS)),
            signing_days=draw(st.sampled_from((None, 0, 9))),
        )
    )
    return project(*facts, form=draw(seldom(st.sampled_from(LegalForm), usual)))


@given(projects(), DAYS)
@settings(max_examples=100)
def test_an_agreement_in_force_lacks_nothing_and_has_begun(rows: Rows, as_of: date) -> None:
    found = View(snapshot(rows), as_of).effect[AGREEMENT]
    if found.is_in_force:
        assert found.since is not None
        assert found.since <= as_of
        assert found.until is None or found.until >= as_of
    if found.state is EffectState.EFFECTIVE:
        assert found.missing == ()
    assert (found.state is EffectState.RECORDED) <= (found.computed in EffectState)
    if found.state is EffectState.UNKNOWN:
        assert not any(reason.weight is Weight.OPEN for reason in found.reasons)


@given(projects(), LATE_DAYS)
@settings(max_examples=100)
def test_what_is_awaited_has_an_earliest_day_or_an_obstacle(rows: Rows, as_of: date) -> None:
    view = View(snapshot(rows), as_of)
    found, forecast = view.effect[AGREEMENT], view.forecast.get(AGREEMENT)
    assert (forecast is not None) is (found.state in AWAITED)
    if forecast is None:
        return
    assert (forecast.on is None) is bool(forecast.obstacles)
    if forecast.on is not None:
        assert forecast.on >= as_of
        done = View(snapshot(carried_out(rows, forecast.steps)), forecast.on).effect[AGREEMENT]
        assert (done.computed, done.since) == (EffectState.EFFECTIVE, forecast.on) or (
            done.state not in AWAITED and done.computed is EffectState.EFFECTIVE
        )
