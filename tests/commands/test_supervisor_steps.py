"""The steps before supervisor and public that are proposed, by procedure, supervisor and accession."""

from datetime import date

import pytest

from ozgdesk.commands.supervisor_steps import propose_supervisor_steps
from ozgdesk.domain.agreements import SupervisorStep
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.vocabulary import LegalForm, SupervisorStepKind
from tests.domain.agreement_rows import AGREEMENT, NA, agreement_rows, station_id, without
from tests.domain.effect_cases_accession import BOTH_AGREED
from tests.domain.effect_facts import (
    APPROVED,
    AT_HOME,
    PUBLISHED,
    delegation,
    joined_facts,
    party,
    project,
    row,
)
from tests.helpers import id_of, transaction

JOINED = joined_facts(party(NA, joined_on=date(2026, 5, 1)), row(station_id(NA), held_on=date(2026, 4, 28)))


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        (LegalForm.MANDATE, [SupervisorStepKind.FILING]),
        (LegalForm.DELEGATION, [SupervisorStepKind.APPROVAL, SupervisorStepKind.PUBLICATION]),
        (LegalForm.NOT_STATED, []),
        (LegalForm.COORDINATION, []),
    ],
)
def test_the_steps_follow_from_the_legal_form(form: LegalForm, kinds: list[SupervisorStepKind]) -> None:
    tx = transaction(without(agreement_rows(form), id_of(501)))
    made = propose_supervisor_steps(AGREEMENT)(tx)
    assert [row.kind for row in made] == kinds
    assert propose_supervisor_steps(AGREEMENT)(tx) == ()


def test_a_proposed_filing_goes_to_the_computed_authority() -> None:
    tx = transaction(without(agreement_rows(), id_of(501)))
    for number in (1, 3):
        tx.update(Municipality, id_of(number), district="Hochtaunuskreis", region="Darmstadt")
    propose_supervisor_steps(AGREEMENT)(tx)
    assert "Hochtaunuskreis" in tx.all(SupervisorStep)[0].authority


def test_each_step_names_its_norm_and_where_the_law_was_read() -> None:
    tx = transaction(without(agreement_rows(LegalForm.DELEGATION), id_of(501)))
    made = propose_supervisor_steps(AGREEMENT)(tx)
    assert [row.note for row in made] == [
        "§\u00a026 Abs. 1 Satz 1 KGG",
        "§\u00a026 Abs. 1 Satz 2, §\u00a011 KGG (bitte prüfen)",
    ]
    assert all(row.source.startswith("https://") for row in made)


def test_a_partner_of_another_land_needs_the_approval_of_the_ministry_to_be_checked() -> None:
    tx = transaction(without(agreement_rows(), id_of(501)))
    tx.update(Municipality, id_of(3), ags="07141500")
    approval, filing = propose_supervisor_steps(AGREEMENT)(tx)
    assert (approval.kind, filing.kind) == (SupervisorStepKind.APPROVAL, SupervisorStepKind.FILING)
    assert approval.authority == filing.authority == "Hessisches Innenministerium"
    assert approval.note == "§\u00a036 KGG (bitte prüfen)"
    assert propose_supervisor_steps(AGREEMENT)(tx) == ()


def test_an_accession_has_steps_of_its_own_beside_those_of_the_agreement() -> None:
    rows = delegation(APPROVED, PUBLISHED, JOINED, BOTH_AGREED)
    tx = transaction(rows)
    (made,) = propose_supervisor_steps(AGREEMENT)(tx)
    assert (made.kind, made.done_on) == (SupervisorStepKind.APPROVAL, None)
    assert "27" in made.note
    assert propose_supervisor_steps(AGREEMENT)(tx) == (), "it waits for the supervisor already"


def test_the_accession_of_a_partner_abroad_goes_to_the_ministry_although_the_mandate_was_filed() -> None:
    tx = transaction(project(AT_HOME, JOINED, BOTH_AGREED, row(NA, ags="07141500")))
    made = propose_supervisor_steps(AGREEMENT)(tx)
    assert [(step.kind, step.authority) for step in made] == [
        (SupervisorStepKind.APPROVAL, "Hessisches Innenministerium"),
        (SupervisorStepKind.FILING, "Hessisches Innenministerium"),
    ]
