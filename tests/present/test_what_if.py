"""Every line of the comparison says what was, what would be, and why."""

from datetime import date

import pytest

from ozgdesk.domain.agreements import Agreement, Clause
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.vocabulary import ClauseKind, CostKey, LegalForm, NoticeTo
from ozgdesk.domain.what_if import PartyChange, Proposal, compare
from ozgdesk.present.what_if import WhatIfRow, what_if_rows
from tests.domain.agreement_rows import AGREEMENT, LATER, USI, VERSION, snapshot
from tests.domain.test_what_if import joins, leaves, rows, weilrod
from tests.helpers import id_of


def lines(given: list[Entity], change: PartyChange, town: Municipality | None = None) -> dict[str, WhatIfRow]:
    found = joins(given, town) if change is PartyChange.JOINS else leaves(given)
    return {row.topic: row for row in what_if_rows(found, snapshot(given).get(Agreement, AGREEMENT))}


def test_an_accession_reads_as_shares_procedure_and_supervisor() -> None:
    found = lines(rows(cost_key=CostKey.EQUAL), PartyChange.JOINS, weilrod(district="Wetteraukreis"))
    share = found["Anteil Usingen"]
    assert share.today == "50,00\u00a0%, 1\u00a0Federführung"
    assert share.after == "33,34\u00a0%, 1\u00a0Federführung"
    assert found["Verfahren"].after == "Anzeige"
    assert "auch ein Beitritt" in found["Verfahren"].why
    supervisor = found["Aufsichtsbehörde"]
    assert supervisor.today == "Landrat des Hochtaunuskreises als Behörde der Landesverwaltung"
    assert supervisor.after == "Regierungspräsidium Darmstadt"
    assert supervisor.why.startswith("Die Zuständigkeit wechselt.")
    assert (found["Unterschriften"].after, found["Ausfertigungen"].after) == ("6", "3")


def test_law_that_was_not_read_is_to_be_checked() -> None:
    outside = weilrod(ags="07141500", district="", region="")
    procedure = lines(rows(), PartyChange.JOINS, outside)["Verfahren"]
    assert procedure.after == "Genehmigung des Ministeriums"
    assert "bitte prüfen" in procedure.norm
    assert not procedure.is_verified


def test_the_clause_about_accession_is_named_with_its_place() -> None:
    assert lines(rows(), PartyChange.JOINS)["Öffnungsklausel"].today == "keine"
    clause = Clause(
        id=id_of(95),
        version_id=VERSION,
        stem=id_of(95),
        order="a",
        kind=ClauseKind.CLAUSE,
        heading="Beitritt",
    )
    assert lines([*rows(), clause], PartyChange.JOINS)["Öffnungsklausel"].today == "§\u00a01"


@pytest.mark.parametrize("form", list(LegalForm))
@pytest.mark.parametrize("change", list(PartyChange))
@pytest.mark.parametrize("key", list(CostKey))
def test_every_line_has_a_reason_and_no_place_is_left_open(
    form: LegalForm, change: PartyChange, key: CostKey
) -> None:
    for row in lines(rows(form, cost_key=key), change).values():
        assert row.topic
        assert row.today
        assert row.after
        assert row.why
        assert not {"{", "}"} & set(row.why + row.after)


def test_notice_names_the_day_it_must_have_arrived() -> None:
    given = rows(notice_months=6, notice_to=NoticeTo.YEAR_END)
    town = snapshot(given).get(Municipality, USI)
    on = date(2027, 12, 31)
    found = compare(snapshot(given), Proposal(AGREEMENT, town, PartyChange.LEAVES, on), LATER)
    text = {row.topic: row.why for row in what_if_rows(found, snapshot(given).get(Agreement, AGREEMENT))}
    assert text["Kündigung"] == (
        "Kündigungsfrist: sechs Monate zum Jahresende; die Kündigung muss bis zum 30.06.2027 zugehen."
    )
