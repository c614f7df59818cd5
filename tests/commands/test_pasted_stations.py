"""Entering a copied Beratungsfolge over the stations that are expected."""

from datetime import date

import pytest

from ozgdesk.commands import councils
from ozgdesk.commands.pasted_stations import enter_stations
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.resolutions import stations_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, Result
from ozgdesk.present.pasted_stations import PastedStation
from tests.helpers import four_municipalities, id_of, transaction

GVO, HFA, GV, OTHER = (id_of(number) for number in (41, 42, 43, 44))
MEETING = id_of(60)


def body(id_: str, kind: CommitteeKind, name: str, town: int = 3) -> Committee:
    return Committee(id=id_, municipality_id=id_of(town), name=name, kind=kind, order=f"b{id_[-2:]}")


def desk() -> tuple[Transaction, CouncilPaper]:
    """A paper of Glashütten with the usual way, and a meeting of its council."""
    tx = transaction(
        [
            *four_municipalities(),
            body(GVO, CommitteeKind.ADMINISTRATION, "Gemeindevorstand"),
            body(HFA, CommitteeKind.COMMITTEE, "HFA"),
            body(GV, CommitteeKind.COUNCIL, "Gemeindevertretung"),
            body(OTHER, CommitteeKind.COMMITTEE, "Fremder Ausschuss", town=1),
            Meeting(id=MEETING, committee_id=GV, held_on=date(2026, 12, 17)),
        ]
    )
    return tx, councils.add_paper(id_of(3), "Vorlage")(tx)


def stations(tx: Transaction, paper: CouncilPaper) -> list[tuple[str, date | None]]:
    return [(row.committee_id, row.held_on) for row in stations_of(tx.snapshot(), paper.id)]


ROWS = (
    PastedStation("GVo", GVO, date(2026, 12, 1), ConsultationRole.DECIDING, False),
    PastedStation("Bauausschuss", None, date(2026, 12, 2)),
    PastedStation("HFA", HFA, date(2026, 12, 8)),
    PastedStation("GV", GV, date(2026, 12, 17)),
)


def test_expected_stations_take_day_role_and_meeting_and_unknown_bodies_stay_out() -> None:
    tx, paper = desk()
    made = enter_stations(paper.id, ROWS)(tx)
    assert stations(tx, paper) == [
        (GVO, date(2026, 12, 1)),
        (HFA, date(2026, 12, 8)),
        (GV, date(2026, 12, 17)),
    ]
    assert (made[0].role, made[0].is_public) == (ConsultationRole.DECIDING, False)
    assert made[1].role is ConsultationRole.PREPARATORY
    assert made[2].meeting_id == MEETING
    assert [row.is_final for row in made] == [False, False, True]


def test_a_second_paste_changes_nothing() -> None:
    tx, paper = desk()
    enter_stations(paper.id, ROWS)(tx)
    before = len(tx.changes)
    enter_stations(paper.id, ROWS)(tx)
    assert len(tx.changes) == before


def test_a_station_with_a_result_stays_and_the_next_one_of_its_body_comes_behind() -> None:
    tx, paper = desk()
    first = stations_of(tx.snapshot(), paper.id)[1]
    councils.record_result(first.id, Result.POSTPONED, held_on=date(2026, 11, 10))(tx)
    enter_stations(paper.id, ROWS[2:])(tx)
    assert stations(tx, paper)[1:3] == [(HFA, date(2026, 11, 10)), (HFA, date(2026, 12, 8))]
    assert tx.get(Consultation, first.id).result is Result.POSTPONED


def test_a_body_that_comes_twice_gets_two_stations_in_their_order() -> None:
    tx, paper = desk()
    twice = (*ROWS, PastedStation("GV", GV, date(2027, 1, 14)))
    enter_stations(paper.id, twice)(tx)
    assert stations(tx, paper)[2:] == [(GV, date(2026, 12, 17)), (GV, date(2027, 1, 14))]


def test_the_body_of_another_municipality_is_refused() -> None:
    tx, paper = desk()
    with pytest.raises(RuleViolation) as refused:
        enter_stations(paper.id, (PastedStation("x", OTHER),))(tx)
    assert refused.value.code == "foreign_committee"
