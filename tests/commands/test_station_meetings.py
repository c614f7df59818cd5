from datetime import date

import pytest

from ozgdesk.commands import records
from ozgdesk.domain.councils import Committee, Consultation, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, Result
from ozgdesk.present.choices import choices
from ozgdesk.present.station_meetings import meeting_choices
from tests.domain.agreement_rows import GLA, agreement_rows, changed, station_id
from tests.helpers import TODAY, cooperation, id_of, transaction

STATION = station_id(GLA)
SOON, LATER, PAST, OTHER = id_of(96), id_of(97), id_of(95), id_of(98)


def meeting(id_: str, held_on: date, body: int = 203, **values: object) -> Meeting:
    return Meeting(id=id_, committee_id=id_of(body), held_on=held_on, **values)


def desk(**station: object) -> Transaction:
    rows: list[Entity] = changed(agreement_rows(), STATION, **{"result": Result.OPEN, **station})
    other = Committee(
        id=id_of(92), municipality_id=GLA, name="Ausschuss", kind=CommitteeKind.COMMITTEE, order="b"
    )
    meetings = (
        meeting(LATER, date(2027, 1, 28)),
        meeting(PAST, date(2026, 10, 1)),
        meeting(SOON, date(2026, 12, 10), starts_at="19:00"),
        meeting(OTHER, date(2026, 12, 1), body=92),
    )
    return transaction([cooperation(), *rows, other, *meetings])


def station(tx: Transaction) -> Consultation:
    return tx.get(Consultation, STATION)


def test_a_station_taken_to_a_meeting_gets_its_day() -> None:
    tx = desk()
    records.edit(Consultation, STATION, meeting_id=SOON)(tx)
    assert (station(tx).meeting_id, station(tx).held_on) == (SOON, date(2026, 12, 10))


def test_a_day_that_is_given_with_the_meeting_stays() -> None:
    tx = desk()
    records.edit(Consultation, STATION, meeting_id=SOON, held_on=date(2026, 12, 11))(tx)
    assert station(tx).held_on == date(2026, 12, 11)


def test_a_meeting_of_another_body_is_refused() -> None:
    with pytest.raises(RuleViolation) as refusal:
        records.edit(Consultation, STATION, meeting_id=OTHER)(desk())
    assert (refusal.value.code, refusal.value.values["at"]) == ("foreign_meeting", "meeting_id")


def test_a_meeting_that_moves_takes_its_open_stations_along() -> None:
    tx = desk()
    records.edit(Consultation, STATION, meeting_id=SOON)(tx)
    records.edit(Meeting, SOON, held_on=date(2026, 12, 17))(tx)
    assert station(tx).held_on == date(2026, 12, 17)


def test_a_station_with_a_result_keeps_its_day_when_the_meeting_moves() -> None:
    tx = desk(result=Result.UNANIMOUS)
    records.edit(Consultation, STATION, meeting_id=PAST)(tx)
    records.edit(Meeting, PAST, held_on=date(2026, 10, 8))(tx)
    assert station(tx).held_on == date(2026, 10, 1)


def test_the_next_meeting_of_the_body_is_offered_first() -> None:
    view = View(desk().snapshot(), TODAY)
    found = choices(view, Consultation, "meeting_id", Meeting, {"committee_id": id_of(203)})
    assert [choice.id for choice in found] == [SOON, LATER, PAST]


def test_a_meeting_says_what_else_is_on_and_a_cancelled_one_is_not_offered() -> None:
    tx = desk()
    records.edit(Consultation, STATION, meeting_id=SOON)(tx)
    records.edit(Meeting, LATER, is_cancelled=True)(tx)
    second = records.create(
        Consultation, paper_id=station(tx).paper_id, committee_id=station(tx).committee_id
    )(tx)
    offered = meeting_choices(View(tx.snapshot(), TODAY), second.id)
    assert [(choice.id, choice.text.replace("\u00a0", " ")) for choice in offered] == [
        (SOON, "Do, 10.12.2026 · 19:00 Uhr · auch: Vorlage"),
        (PAST, "Do, 01.10.2026 · vorbei"),
    ]
