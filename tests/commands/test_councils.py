from datetime import date

import pytest

from ozgdesk.commands import councils
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, Result, SuspensionKind
from ozgdesk.domain.votes import Votes
from tests.helpers import four_municipalities, id_of, transaction

PAST = date(2026, 11, 2)


def desk() -> tuple[Transaction, CouncilPaper]:
    """A paper of Usingen with Magistrat, HFA and StVV; Glashütten has no bodies yet."""
    tx = transaction(
        [
            *four_municipalities(),
            Agreement(id=id_of(30), title="ÖRV", order="a"),
            AgreementVersion(id=id_of(31), agreement_id=id_of(30), order="a", name="F", is_current=True),
            body(41, CommitteeKind.ADMINISTRATION, "Magistrat"),
            body(42, CommitteeKind.COMMITTEE, "Haupt- und Finanzausschuss"),
            body(43, CommitteeKind.COUNCIL, "Stadtverordnetenversammlung"),
            body(44, CommitteeKind.COUNCIL, "Alte Versammlung", valid_until=date(2026, 3, 31)),
        ]
    )
    return tx, councils.add_paper(id_of(1), "Zusammenarbeit", agreement_id=id_of(30))(tx)


def body(number: int, kind: CommitteeKind, name: str, **values: object) -> Committee:
    return Committee(
        id=id_of(number), municipality_id=id_of(1), name=name, kind=kind, order=f"b{number}", **values
    )


def stations(tx: Transaction, paper_id: str) -> list[Consultation]:
    found = [row for row in tx.all(Consultation) if row.paper_id == paper_id]
    return sorted(found, key=lambda row: row.order)


def test_a_paper_takes_the_usual_way_and_the_council_decides() -> None:
    tx, paper = desk()
    rows = stations(tx, paper.id)
    assert [row.committee_id for row in rows] == [id_of(41), id_of(42), id_of(43)]
    assert [row.is_final for row in rows] == [False, False, True]
    assert [row.role for row in rows] == [
        ConsultationRole.PREPARATORY,
        ConsultationRole.PREPARATORY,
        ConsultationRole.DECIDING,
    ]
    assert {row.version_id for row in rows} == {id_of(31)}


def test_a_gemeinde_without_recorded_bodies_gets_those_that_exist_by_law() -> None:
    tx, _ = desk()
    paper = councils.add_paper(id_of(3), "Zusammenarbeit")(tx)
    names = [tx.get(Committee, row.committee_id).name for row in stations(tx, paper.id)]
    assert names == ["Gemeindevorstand", "Gemeindevertretung"]


def test_a_station_is_added_where_it_belongs_and_only_in_own_bodies() -> None:
    tx, paper = desk()
    first = stations(tx, paper.id)[0]
    added = councils.add_station(paper.id, id_of(42), after_id=first.id)(tx)
    assert stations(tx, paper.id)[1] == added
    councils.add_paper(id_of(3), "Andere")(tx)
    foreign = next(row for row in tx.all(Committee) if row.municipality_id == id_of(3))
    with pytest.raises(RuleViolation, match="foreign_committee"):
        councils.add_station(paper.id, foreign.id)(tx)


def test_a_station_moves_and_stays_at_the_ends() -> None:
    tx, paper = desk()
    first, second, third = stations(tx, paper.id)
    councils.move_station(first.id, 1)(tx)
    assert [row.id for row in stations(tx, paper.id)] == [second.id, first.id, third.id]
    before = len(tx.changes)
    councils.move_station(third.id, 1)(tx)
    assert len(tx.changes) == before


def test_one_station_decides() -> None:
    tx, paper = desk()
    first, _, third = stations(tx, paper.id)
    councils.flag_final(first.id)(tx)
    assert [row.is_final for row in stations(tx, paper.id)] == [True, False, False]
    assert not tx.get(Consultation, third.id).is_final


def test_the_result_follows_from_the_votes() -> None:
    tx, paper = desk()
    _, hfa, council = stations(tx, paper.id)
    found = councils.record_result(hfa.id, None, Votes(7, 0, 2), held_on=PAST)(tx)
    assert (found.result, found.abstentions, found.held_on) == (Result.RECOMMENDED, 2, PAST)
    assert councils.record_result(council.id, None, Votes(10, 10), held_on=PAST)(tx).result is Result.REJECTED
    assert councils.proposed_result(tx.snapshot(), council.id, Votes(10, 1)) is Result.MAJORITY


def test_without_votes_the_result_must_be_chosen() -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    with pytest.raises(RuleViolation, match="votes_needed"):
        councils.record_result(council.id, None)(tx)
    assert councils.record_result(council.id, Result.ADOPTED, held_on=PAST)(tx).result is Result.ADOPTED


def test_a_meeting_to_come_has_no_result() -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    with pytest.raises(RuleViolation, match="future_result"):
        councils.record_result(council.id, Result.MAJORITY, held_on=date(2026, 12, 1))(tx)
    councils.record_result(council.id, Result.OPEN, held_on=date(2026, 12, 1))(tx)


@pytest.mark.parametrize("result", [Result.POSTPONED, Result.REMOVED, Result.REFERRED])
def test_what_comes_back_keeps_the_way_open(result: Result) -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    councils.record_result(council.id, result, held_on=PAST)(tx)
    again = stations(tx, paper.id)[3]
    assert (again.committee_id, again.result, again.held_on) == (id_of(43), Result.OPEN, None)
    assert again.is_final
    councils.record_result(council.id, result)(tx)
    assert len(stations(tx, paper.id)) == 4


def test_referred_to_a_committee_goes_there_first() -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    hfa = councils.NextStation(committee_id=id_of(42))
    councils.record_result(council.id, Result.REFERRED, held_on=PAST, goes_to=hfa)(tx)
    assert [row.committee_id for row in stations(tx, paper.id)][2:] == [id_of(43), id_of(42), id_of(43)]


def test_referred_twice_adds_no_second_station_and_takes_the_new_day() -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    for day in (None, date(2026, 11, 30)):
        goes_to = councils.NextStation(day, id_of(42))
        councils.record_result(council.id, Result.REFERRED, held_on=PAST, goes_to=goes_to)(tx)
    assert [(row.committee_id, row.held_on) for row in stations(tx, paper.id)][3:] == [
        (id_of(42), date(2026, 11, 30)),
        (id_of(43), None),
    ]


def test_postponed_takes_the_next_day_and_its_meeting() -> None:
    tx, paper = desk()
    council, day = stations(tx, paper.id)[2], date(2026, 12, 17)
    tx.insert(Meeting(id=id_of(70), committee_id=id_of(43), held_on=day))
    goes_to = councils.NextStation(day)
    councils.record_result(council.id, Result.POSTPONED, held_on=PAST, goes_to=goes_to)(tx)
    again = stations(tx, paper.id)[3]
    assert (again.committee_id, again.held_on, again.meeting_id) == (id_of(43), day, id_of(70))


def test_what_is_postponed_cannot_come_before_the_day_it_was_postponed_on() -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    goes_to = councils.NextStation(PAST)
    with pytest.raises(RuleViolation, match="next_too_early"):
        councils.record_result(council.id, Result.POSTPONED, held_on=PAST, goes_to=goes_to)(tx)


def test_the_wording_passed_is_kept_and_without_maßgaben_none_is_met() -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    wording = councils.Wording(" Die Stadt beteiligt sich. ", " ", True, needs_equal=True)
    row = councils.record_result(council.id, Result.ADOPTED, held_on=PAST, wording=wording)(tx)
    assert (row.resolution_text, row.conditions, row.conditions_met, row.needs_equal_wording) == (
        "Die Stadt beteiligt sich.",
        "",
        None,
        True,
    )
    assert councils.record_result(council.id, Result.MAJORITY)(tx).resolution_text == row.resolution_text


def test_only_a_resolution_is_suspended_with_its_reason_and_not_ahead_of_time() -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    kind = SuspensionKind.OBJECTION
    with pytest.raises(RuleViolation, match="not_resolved"):
        councils.suspend_resolution(council.id, kind, PAST, "verletzt das Recht")(tx)
    councils.record_result(council.id, Result.MAJORITY, held_on=PAST)(tx)
    with pytest.raises(RuleViolation, match="reason_needed"):
        councils.suspend_resolution(council.id, kind, PAST, " ")(tx)
    with pytest.raises(RuleViolation, match="future_day"):
        councils.suspend_resolution(council.id, kind, date(2027, 1, 1), "verletzt das Recht")(tx)
    row = councils.suspend_resolution(council.id, kind, PAST, "verletzt das Recht")(tx)
    assert (row.suspended_kind, row.suspended_on) == (kind, PAST)


def test_a_lifted_suspension_stays_in_the_note() -> None:
    tx, paper = desk()
    council = stations(tx, paper.id)[2]
    councils.record_result(council.id, Result.MAJORITY, held_on=PAST)(tx)
    with pytest.raises(RuleViolation, match="not_suspended"):
        councils.lift_suspension(council.id)(tx)
    councils.suspend_resolution(council.id, SuspensionKind.COMPLAINT, PAST, "Form")(tx)
    row = councils.lift_suspension(council.id)(tx)
    assert (row.suspended_on, row.suspended_reason) == (None, "")
    assert row.note == "Beanstandung vom 02.11.2026 (Form), aufgehoben am 23.11.2026."
