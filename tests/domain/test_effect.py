from collections.abc import Callable
from datetime import date

import pytest

from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion
from ozgdesk.domain.councils import Consultation, OfficeHolder
from ozgdesk.domain.effect import Effect, EffectState, effects
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import Actor, Weight
from ozgdesk.domain.vocabulary import EntryIntoForce, LegalForm, Office, Result, SupervisorStepKind
from tests.domain.agreement_rows import (
    AGREEMENT,
    GLA,
    LATER,
    NA,
    SCHM,
    SIGNED,
    USI,
    agreement_rows,
    changed,
    rows_of,
    snapshot,
    station_id,
    step,
    without,
)
from tests.helpers import id_of, lead, task

Rows = list[Entity]


def effect(rows: Rows, as_of: date = LATER) -> Effect:
    return effects(snapshot(rows), as_of)[AGREEMENT]


def missing(rows: Rows, as_of: date = LATER) -> list[tuple[str, str | None]]:
    return [(reason.code, reason.municipality_id) for reason in effect(rows, as_of).missing]


def gla(rows: Rows, **values: object) -> Rows:
    return changed(rows, station_id(GLA), **values)


def delegation(*steps: Entity) -> Rows:
    return [*without(agreement_rows(LegalForm.DELEGATION), id_of(501)), *steps]


def test_a_mandate_is_effective_with_the_last_resolution_or_signature() -> None:
    found = effect(agreement_rows())
    assert (found.state, found.since, found.procedure) == (EffectState.EFFECTIVE, SIGNED, Procedure.FILING)
    assert found.missing == ()


def test_a_term_in_years_is_counted_from_the_beginning() -> None:
    assert effect(agreement_rows()).until == date(2031, 3, 9)


def test_a_mandate_that_is_not_filed_is_effective_and_the_filing_is_a_duty() -> None:
    found = effect(without(agreement_rows(), id_of(501)))
    assert found.state is EffectState.EFFECTIVE
    assert [reason.code for reason in found.duties] == ["filing_missing"]


def test_before_the_day_of_the_resolution_it_is_pending() -> None:
    assert missing(agreement_rows(), date(2026, 2, 15))[0] == ("signatures_missing", USI)
    assert ("resolution_pending", GLA) in missing(agreement_rows(), date(2026, 2, 15))


CASES: dict[str, tuple[Callable[[Rows], Rows], EffectState, list[tuple[str, str | None]]]] = {
    "rejected": (
        lambda r: gla(r, result=Result.REJECTED),
        EffectState.NOT_EFFECTIVE,
        [("resolution_rejected", GLA)],
    ),
    "postponed": (
        lambda r: gla(r, result=Result.POSTPONED),
        EffectState.NOT_EFFECTIVE,
        [("resolution_postponed", GLA)],
    ),
    "withdrawn": (
        lambda r: gla(r, result=Result.WITHDRAWN),
        EffectState.NOT_EFFECTIVE,
        [("resolution_withdrawn", GLA)],
    ),
    "changed": (
        lambda r: gla(r, result=Result.CHANGED),
        EffectState.NOT_EFFECTIVE,
        [("resolution_changed", GLA)],
    ),
    "only recommended": (
        lambda r: gla(r, result=Result.RECOMMENDED),
        EffectState.NOT_EFFECTIVE,
        [("resolution_only_recommended", GLA)],
    ),
    "only noted": (
        lambda r: gla(r, result=Result.NOTED),
        EffectState.NOT_EFFECTIVE,
        [("resolution_only_noted", GLA)],
    ),
    "no day yet": (
        lambda r: gla(r, result=Result.OPEN, held_on=None),
        EffectState.NOT_EFFECTIVE,
        [("resolution_unscheduled", GLA)],
    ),
    "result not known": (
        lambda r: gla(r, result=Result.UNKNOWN),
        EffectState.UNKNOWN,
        [("resolution_unknown", GLA)],
    ),
    "result not entered": (
        lambda r: gla(r, result=Result.OPEN),
        EffectState.UNKNOWN,
        [("result_not_entered", GLA)],
    ),
    "resolved on an unknown day": (
        lambda r: gla(r, result=Result.ADOPTED, held_on=None),
        EffectState.UNKNOWN,
        [("resolution_undated", GLA)],
    ),
    "suspended": (
        lambda r: gla(r, suspended_on=date(2026, 3, 1), suspended_reason="Widerspruch"),
        EffectState.NOT_EFFECTIVE,
        [("resolution_suspended", GLA)],
    ),
    "condition not met": (
        lambda r: gla(r, conditions="Kosten gedeckelt", conditions_met=False),
        EffectState.NOT_EFFECTIVE,
        [("condition_open", GLA)],
    ),
    "condition met": (
        lambda r: gla(r, conditions="Kosten gedeckelt", conditions_met=True),
        EffectState.EFFECTIVE,
        [],
    ),
    "signed, but the paper is not recorded": (
        lambda r: without(r, station_id(GLA), id_of(253)),
        EffectState.UNKNOWN,
        [("no_paper", GLA)],
    ),
    "no deciding station": (
        lambda r: without(r, station_id(GLA)),
        EffectState.UNKNOWN,
        [("no_deciding_station", GLA)],
    ),
    "neither paper nor signatures": (
        lambda r: without(r, station_id(GLA), id_of(253), id_of(431), id_of(432)),
        EffectState.NOT_EFFECTIVE,
        [("no_paper", GLA), ("signatures_missing", GLA)],
    ),
    "one signature": (
        lambda r: without(r, id_of(432)),
        EffectState.NOT_EFFECTIVE,
        [("signature_missing", GLA)],
    ),
    "signed in the future": (
        lambda r: changed(r, id_of(432), signed_on=date(2026, 7, 1)),
        EffectState.NOT_EFFECTIVE,
        [("signature_missing", GLA)],
    ),
    "one party": (
        lambda r: without(r, id_of(113)),
        EffectState.NOT_EFFECTIVE,
        [("parties_missing", None)],
    ),
    "legal form not named": (
        lambda r: changed(r, id_of(1001), legal_form=LegalForm.NOT_STATED),
        EffectState.UNKNOWN,
        [("legal_form_not_stated", None)],
    ),
    "no contractual task": (
        lambda r: changed(r, id_of(1001), is_contractual=False),
        EffectState.UNKNOWN,
        [("no_contractual_task", None)],
    ),
    "a fixed day nobody entered": (
        lambda r: changed(r, AGREEMENT, entry_into_force=EntryIntoForce.FIXED_DATE),
        EffectState.NOT_EFFECTIVE,
        [("entry_date_missing", None)],
    ),
}


@pytest.mark.parametrize(("change", "state", "wanted"), CASES.values(), ids=CASES)
def test_what_is_missing_is_named_with_the_municipality(
    change: Callable[[Rows], Rows], state: EffectState, wanted: list[tuple[str, str | None]]
) -> None:
    rows = change(agreement_rows())
    assert missing(rows) == wanted
    assert effect(rows).state is state


def test_a_known_obstacle_weighs_more_than_missing_evidence() -> None:
    rows = changed(gla(agreement_rows(), result=Result.UNKNOWN), station_id(USI), result=Result.REJECTED)
    assert effect(rows).state is EffectState.NOT_EFFECTIVE


def test_a_later_paper_heals_a_rejection() -> None:
    again = Consultation(
        id=id_of(399),
        paper_id=id_of(253),
        committee_id=id_of(203),
        order="n",
        held_on=date(2026, 4, 1),
        is_final=True,
        result=Result.MAJORITY,
    )
    found = effect([*gla(agreement_rows(), result=Result.REJECTED), again])
    assert (found.state, found.since) == (EffectState.EFFECTIVE, date(2026, 4, 1))


def test_resolutions_on_different_texts_do_not_fit_together() -> None:
    other = AgreementVersion(id=id_of(102), agreement_id=AGREEMENT, order="b", name="Andere Fassung")
    assert missing([*gla(agreement_rows(), version_id=id_of(102)), other]) == [("different_versions", GLA)]


def test_two_signatures_of_mere_members_lack_the_head() -> None:
    rows = agreement_rows()
    for number, id_ in ((1, id_of(431)), (2, id_of(432))):
        holder = OfficeHolder(id=id_of(600 + number), municipality_id=GLA, office=Office.BOARD_MEMBER)
        rows = [*changed(rows, id_, office_holder_id=holder.id), holder]
    assert missing(rows) == [("signature_of_head_missing", GLA)]


def test_a_delegation_needs_approval_and_then_publication() -> None:
    approved = step(1, SupervisorStepKind.APPROVAL, date(2026, 4, 1))
    assert missing(delegation()) == [
        ("approval_missing", None),
        ("publication_missing", USI),
        ("publication_missing", GLA),
    ]
    assert missing(delegation(step(1, SupervisorStepKind.APPROVAL, None)))[0][0] == "approval_pending"
    assert missing(delegation(approved))[0] == ("publication_missing", USI)
    published = step(2, SupervisorStepKind.PUBLICATION, date(2026, 4, 20))
    found = effect(delegation(approved, published))
    assert (found.state, found.since) == (EffectState.EFFECTIVE, date(2026, 4, 21))


def test_each_municipality_may_publish_for_itself_and_the_last_one_counts() -> None:
    steps = [
        step(1, SupervisorStepKind.APPROVAL, date(2026, 4, 1)),
        step(2, SupervisorStepKind.PUBLICATION, date(2026, 4, 20), USI),
    ]
    assert missing(delegation(*steps)) == [("publication_missing", GLA)]
    steps.append(step(3, SupervisorStepKind.PUBLICATION, date(2026, 4, 25), GLA))
    assert effect(delegation(*steps)).since == date(2026, 4, 26)


def test_delegation_and_mandate_mixed_take_the_stricter_procedure() -> None:
    second = task(2, is_contractual=True, legal_form=LegalForm.DELEGATION)
    found = effect([*agreement_rows(), second, lead(second, 3)])
    assert found.procedure is Procedure.APPROVAL
    assert "procedure_mixed" in {reason.code for reason in found.reasons}


def test_tasks_with_other_municipalities_belong_to_another_agreement() -> None:
    foreign = task(2, is_contractual=True, legal_form=LegalForm.DELEGATION)
    assert effect([*agreement_rows(), foreign, lead(foreign, 2)]).procedure is Procedure.FILING


def test_pure_coordination_needs_no_procedure() -> None:
    found = effect(agreement_rows(LegalForm.COORDINATION))
    assert (found.procedure, found.state) == (Procedure.NONE, EffectState.EFFECTIVE)


@pytest.mark.parametrize(
    ("entry", "day", "since"),
    [
        (EntryIntoForce.FIXED_DATE, date(2026, 5, 1), date(2026, 5, 1)),
        (EntryIntoForce.FIXED_DATE, date(2026, 1, 1), SIGNED),
        (EntryIntoForce.FIRST_OF_NEXT_MONTH, None, date(2026, 4, 1)),
        (EntryIntoForce.LAST_SIGNATURE, None, SIGNED),
    ],
)
def test_the_clause_of_entry_into_force_puts_the_day_off(
    entry: EntryIntoForce, day: date | None, since: date
) -> None:
    assert effect(changed(agreement_rows(), AGREEMENT, entry_into_force=entry, entry_on=day)).since == since


def test_entry_with_publication_makes_a_mandate_wait_for_it() -> None:
    rows = changed(agreement_rows(), AGREEMENT, entry_into_force=EntryIntoForce.DAY_AFTER_PUBLICATION)
    assert missing(rows) == [("publication_missing", USI), ("publication_missing", GLA)]


def test_a_day_to_come_is_named_while_only_time_is_missing() -> None:
    rows = changed(
        agreement_rows(), AGREEMENT, entry_into_force=EntryIntoForce.FIXED_DATE, entry_on=date(2027, 1, 1)
    )
    found = effect(rows)
    assert (found.state, found.since, found.missing) == (EffectState.NOT_EFFECTIVE, date(2027, 1, 1), ())
    assert "starts_later" in {reason.code for reason in found.reasons}


def recorded(rows: Rows, day: date, evidence: str = "Bekanntmachung") -> Rows:
    return changed(rows, AGREEMENT, recorded_effective_on=day, recorded_evidence=evidence)


def test_a_recorded_effect_is_named_as_such_and_silences_missing_old_evidence() -> None:
    rows = recorded(gla(agreement_rows(), result=Result.UNKNOWN), date(2026, 3, 10))
    found = effect(rows)
    assert (found.state, found.computed) == (EffectState.RECORDED, EffectState.UNKNOWN)
    assert (found.since, found.missing) == (date(2026, 3, 10), ())


def test_what_speaks_against_a_recorded_effect_is_listed() -> None:
    rows = recorded(gla(agreement_rows(), result=Result.REJECTED), date(2026, 3, 1))
    against = {r.code for r in effect(rows).reasons if r.weight is Weight.CONTRADICTION}
    assert against == {"resolution_rejected", "signed"}
    differs = effect(recorded(agreement_rows(), date(2026, 4, 1))).reasons
    assert "recorded_differs" in {r.code for r in differs if r.weight is Weight.CONTRADICTION}


def test_an_effect_recorded_for_a_later_day_does_not_count_yet() -> None:
    assert effect(recorded(agreement_rows(), date(2026, 12, 1))).state is EffectState.EFFECTIVE


def test_a_fixed_term_runs_out_and_a_notice_ends_it_earlier() -> None:
    rows = changed(agreement_rows(), AGREEMENT, ends_on=date(2026, 5, 31))
    assert effect(rows, date(2026, 5, 31)).state is EffectState.EFFECTIVE
    assert effect(rows).state is EffectState.EXPIRED
    rows = changed(rows, AGREEMENT, ends_on=date(2026, 5, 31), terminated_to=date(2026, 4, 30))
    found = effect(rows, date(2026, 5, 2))
    assert (found.state, found.until) == (EffectState.TERMINATED, date(2026, 4, 30))


@pytest.mark.parametrize(
    ("notice", "state", "until"),
    [
        (None, EffectState.EFFECTIVE, date(2027, 3, 31)),
        (date(2026, 3, 31), EffectState.TERMINATED, date(2026, 3, 31)),
        (date(2028, 3, 31), EffectState.EFFECTIVE, date(2028, 3, 31)),
    ],
)
def test_a_term_that_is_prolonged_by_itself_runs_on_until_notice_ends_it(
    notice: date | None, state: EffectState, until: date
) -> None:
    term = {"ends_on": date(2026, 3, 31), "renewal_years": 1, "terminated_to": notice}
    found = effect(changed(agreement_rows(), AGREEMENT, **term))
    assert (found.state, found.until) == (state, until)


def test_an_unknown_end_is_said_and_an_unlimited_one_is_not() -> None:
    open_end = changed(agreement_rows(), AGREEMENT, term_years=None)
    assert "term_unknown" in {reason.code for reason in effect(open_end).reasons}
    unlimited = changed(open_end, AGREEMENT, is_unlimited=True)
    assert "term_unknown" not in {reason.code for reason in effect(unlimited).reasons}


def test_a_party_that_joins_later_does_not_hold_up_the_others() -> None:
    rows = [*agreement_rows(), *without(rows_of(NA), station_id(NA), id_of(421), id_of(422))]
    rows = changed(rows, id_of(112), joined_on=date(2026, 9, 1))
    found = effect(rows)
    assert (found.state, found.parties) == (EffectState.EFFECTIVE, (USI, GLA))
    assert effect(rows, date(2026, 9, 1)).missing_at(NA)


def test_founders_with_the_same_day_all_count_before_it() -> None:
    rows = agreement_rows()
    for row in list(rows):
        if isinstance(row, AgreementParty):
            rows = changed(rows, row.id, joined_on=date(2026, 12, 1))
    assert effect(rows).parties == (USI, GLA)


def test_every_missing_item_says_who_must_act() -> None:
    rows = [*agreement_rows(), AgreementParty(id=id_of(114), agreement_id=AGREEMENT, municipality_id=SCHM)]
    actors = {reason.code: reason.actor for reason in effect(rows).missing_at(SCHM)}
    assert actors == {"no_paper": Actor.COUNCIL, "signatures_missing": Actor.SIGNATORIES}


def test_a_leap_day_counts_to_the_first_of_march() -> None:
    rows = changed(agreement_rows(), AGREEMENT, starts_on=date(2024, 2, 29), term_years=1)
    assert effect(rows, date(2024, 6, 1)).until == date(2025, 2, 28)


def test_two_agreements_are_judged_apart() -> None:
    other = Agreement(id=id_of(900), title="Andere", order="b")
    found = effects(snapshot([*agreement_rows(), other]), LATER)
    assert found[AGREEMENT].state is EffectState.EFFECTIVE
    assert found[id_of(900)].state is EffectState.NOT_EFFECTIVE
