"""Reckoning back over a change of term (Wahlperiode): whoever closes, its successor meets in its place."""

from datetime import date

from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.deadlines import Lane, StepKind
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.vocabulary import ConsultationRole
from tests.domain.council_calendar import (
    AGREEMENT,
    BOARD,
    COUNCIL,
    NA,
    body,
    body_id,
    lane_of,
    matter_rows,
    meetings,
    reckoned,
)
from tests.helpers import id_of

WANTED = date(2027, 5, 1)
LAST_DAY, FIRST_DAY = date(2027, 2, 28), date(2027, 3, 1)
NEW = id_of(990)
OLD = body_id(NA, COUNCIL)


def change_of_term(*days_of_the_new_one: date, predecessor_id: str | None = OLD) -> list[Entity]:
    """A council that is closed with February, and the one elected after it with its own Vorlagenschluss."""
    successor = Committee(
        id=NEW,
        municipality_id=NA,
        name="Stadtverordnetenversammlung",
        kind=COUNCIL,
        order="o9",
        predecessor_id=predecessor_id,
        valid_from=FIRST_DAY,
        closing_days=10,
    )
    later = [
        Meeting(id=id_of(991 + place), committee_id=NEW, held_on=day)
        for place, day in enumerate(days_of_the_new_one)
    ]
    return [
        *matter_rows(),
        body(NA, BOARD),
        *meetings(NA, BOARD, [date(2027, 1, 18)]),
        body(NA, COUNCIL, closing_days=21, valid_until=LAST_DAY),
        *meetings(NA, COUNCIL, [date(2027, 2, 4)]),
        successor,
        *later,
    ]


def paper(committee_id: str = OLD) -> list[Entity]:
    return [
        CouncilPaper(id=id_of(700), municipality_id=NA, agreement_id=AGREEMENT, title="Vereinbarung"),
        Consultation(
            id=id_of(711),
            paper_id=id_of(700),
            committee_id=committee_id,
            order="s",
            role=ConsultationRole.DECIDING,
            is_final=True,
        ),
    ]


def days(lane: Lane) -> dict[StepKind, date | None]:
    return {step.kind: step.on for step in lane.steps if step.committee_id in (OLD, NEW)}


def test_a_station_of_a_closed_council_waits_for_the_meetings_of_its_successor() -> None:
    lane = lane_of(reckoned([*change_of_term(date(2027, 3, 25), date(2027, 4, 22)), *paper()], WANTED), NA)
    assert days(lane) == {
        StepKind.SUBMISSION: date(2027, 3, 15),
        StepKind.INVITATION: date(2027, 3, 19),
        StepKind.MEETING: date(2027, 3, 25),
    }
    assert lane.last_submission == date(2027, 3, 15), "ten days before, as the new council wants it"


def test_without_a_meeting_of_the_successor_the_last_one_of_the_closed_council_counts() -> None:
    lane = lane_of(reckoned([*change_of_term(), *paper()], WANTED), NA)
    assert days(lane)[StepKind.MEETING] == date(2027, 2, 4)
    assert lane.last_submission == date(2027, 1, 14)


def test_a_council_that_follows_no_other_is_not_its_successor() -> None:
    rows = [*change_of_term(date(2027, 3, 25), predecessor_id=None), *paper()]
    assert days(lane_of(reckoned(rows, WANTED), NA))[StepKind.MEETING] == date(2027, 2, 4)


def test_a_paper_before_the_new_council_never_goes_back_to_the_old_one() -> None:
    lane = lane_of(reckoned([*change_of_term(), *paper(NEW)], WANTED), NA)
    assert [step.code for step in lane.steps] == ["no_meeting"]


def test_the_usual_way_takes_the_old_council_where_the_new_one_meets_too_late() -> None:
    lane = lane_of(reckoned(change_of_term(date(2027, 4, 22)), WANTED), NA)
    assert days(lane)[StepKind.MEETING] == date(2027, 2, 4)
    assert days(lane)[StepKind.SUBMISSION] == date(2027, 1, 14)
