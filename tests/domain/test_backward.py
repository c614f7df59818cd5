from datetime import date

import pytest

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.calendar import holidays
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.deadlines import Backward, Purpose, State, Step, StepKind
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.vocabulary import (
    ClosureKind,
    ConsultationRole,
    EntryIntoForce,
    LegalForm,
    Result,
)
from tests.domain.agreement_rows import changed
from tests.domain.council_calendar import (
    AGREEMENT,
    BOARD,
    COUNCIL,
    FINANCE,
    GLA,
    NA,
    SCHM,
    USI,
    body,
    body_id,
    calendar_rows,
    lane_of,
    matter_rows,
    meetings,
    recess,
    reckoned,
)
from tests.helpers import id_of

WANTED = date(2027, 5, 1)
RESULTS = (BOARD, FINANCE, COUNCIL)


def of_2027(**values: object) -> Backward:
    return reckoned([*matter_rows(**values), *calendar_rows()], WANTED)


def steps_of(found: Backward, municipality_id: str) -> list[tuple[str, str, date | None]]:
    names = {body_id(municipality_id, kind): kind.value for kind in RESULTS}
    return [
        (names[str(step.committee_id)], step.kind.value, step.on)
        for step in lane_of(found, municipality_id).steps
    ]


def common(found: Backward) -> dict[StepKind, date | None]:
    return {step.kind: step.on for step in found.steps}


def one(found: Backward, municipality_id: str, kind: StepKind) -> Step:
    return next(step for step in lane_of(found, municipality_id).steps if step.kind is kind)


def test_the_last_resolution_of_a_mandate_lies_the_days_for_signing_before_the_wanted_day() -> None:
    # 01.05. is a holiday and a Saturday: signed by Friday 30.04., 14 days earlier is 16.04.
    assert common(of_2027()) == {
        StepKind.RESOLUTION: date(2027, 4, 16),
        StepKind.SIGNING: date(2027, 4, 30),
        StepKind.EFFECT: WANTED,
    }


def test_usingen_does_not_meet_in_its_easter_recess_and_must_hand_in_in_january() -> None:
    # 22.04. is after 16.04., 25.03. in the recess: the council meets on 18.02. Its Vorlagenschluss is 21 days
    # before, 28.01.; the Ladung has three days between: 14.02., a Sunday, so Friday 12.02. The committee of
    # 09.02. has no Frist entered: three days by law, 05.02. The Magistrat hands on by 28.01.: it meets on
    # 25.01., six days earlier is Tuesday 19.01.
    assert steps_of(of_2027(), USI) == [
        ("administration", "submission", date(2027, 1, 19)),
        ("administration", "meeting", date(2027, 1, 25)),
        ("committee", "submission", date(2027, 2, 5)),
        ("committee", "invitation", date(2027, 2, 5)),
        ("committee", "meeting", date(2027, 2, 9)),
        ("council", "submission", date(2027, 1, 28)),
        ("council", "invitation", date(2027, 2, 12)),
        ("council", "meeting", date(2027, 2, 18)),
    ]
    assert lane_of(of_2027(), USI).last_submission == date(2027, 1, 19)


def test_neu_anspach_takes_no_recess_and_has_until_march() -> None:
    # The council meets on Gründonnerstag 25.03.: Vorlagenschluss 14 days before, Ladung with seven days
    # between on 17.03. The committee of 16.03. closes ten days before, Saturday 06.03., so Friday 05.03.;
    # by then the Magistrat must have met: 02.03. It has no Frist, so the paper can come on the day itself.
    assert steps_of(of_2027(), NA) == [
        ("administration", "submission", date(2027, 3, 2)),
        ("administration", "meeting", date(2027, 3, 2)),
        ("committee", "submission", date(2027, 3, 5)),
        ("committee", "invitation", date(2027, 3, 12)),
        ("committee", "meeting", date(2027, 3, 16)),
        ("council", "submission", date(2027, 3, 11)),
        ("council", "invitation", date(2027, 3, 17)),
        ("council", "meeting", date(2027, 3, 25)),
    ]
    assert one(of_2027(), NA, StepKind.SUBMISSION).code == "nothing_entered"


def test_glashuetten_closes_before_good_friday_and_meets_on_no_easter_monday() -> None:
    # 13 days before 08.04. is Karfreitag 26.03., so 25.03.; four days before 08.04. is a Sunday, so Friday
    # 02.04. The Gemeindevorstand is entered for Ostermontag 29.03., which is after 25.03. anyway: 22.03.,
    # four days earlier is 18.03.
    assert steps_of(of_2027(), GLA) == [
        ("administration", "submission", date(2027, 3, 18)),
        ("administration", "meeting", date(2027, 3, 22)),
        ("council", "submission", date(2027, 3, 25)),
        ("council", "invitation", date(2027, 4, 2)),
        ("council", "meeting", date(2027, 4, 8)),
    ]


def test_no_day_is_reckoned_past_the_last_entered_meeting_and_none_invented_before_the_first() -> None:
    # Schmitten has one meeting of its council, 16.12.2026: ten days before is a Sunday, so Friday 04.12.
    lane = lane_of(of_2027(), SCHM)
    assert [(step.code, step.on) for step in lane.steps if step.kind is StepKind.MEETING] == [
        ("no_meeting", None),
        ("meeting_last_entered", date(2026, 12, 16)),
    ]
    assert lane.steps[0].values["limit"] == date(2026, 12, 4)
    assert (lane.state, lane.last_submission) == (State.UNKNOWN, None)


def test_the_municipality_with_the_least_time_is_the_critical_one() -> None:
    assert [lane.municipality_id for lane in of_2027().critical] == [USI]


def test_a_delegation_waits_for_approval_and_publication_on_working_days() -> None:
    # Wanted 18.05.: the day before is Pfingstmontag, so Friday 14.05.; 14 days before is 30.04.; 42 days
    # before is 19.03.; 14 days before is 05.03.
    found = reckoned([*matter_rows(LegalForm.DELEGATION), *calendar_rows()], date(2027, 5, 18))
    assert list(common(found).values()) == [
        date(2027, 3, 5),
        date(2027, 3, 19),
        date(2027, 4, 30),
        date(2027, 5, 14),
        date(2027, 5, 18),
    ]


def test_days_that_are_entered_for_the_agreement_take_the_place_of_the_assumed_ones() -> None:
    found = reckoned([*matter_rows(signing_days=28), *calendar_rows()], WANTED)
    assert common(found)[StepKind.RESOLUTION] == date(2027, 4, 2)
    assert found.steps[0].values["is_assumed"] is False
    assert of_2027().steps[0].values["is_assumed"] is True


def test_an_agreement_that_begins_with_the_next_month_needs_its_last_act_in_the_month_before() -> None:
    # Effective by 15.05. means on 01.05.: the last signature by 30.04.
    rows = matter_rows(entry_into_force=EntryIntoForce.FIRST_OF_NEXT_MONTH)
    found = reckoned([*rows, *calendar_rows()], date(2027, 5, 15))
    assert common(found)[StepKind.SIGNING] == date(2027, 4, 30)
    assert "first_of_month" in found.hints


def test_a_day_before_the_one_the_agreement_names_cannot_be_had() -> None:
    rows = matter_rows(entry_into_force=EntryIntoForce.FIXED_DATE, entry_on=date(2027, 7, 1))
    assert "agreed_later" in reckoned([*rows, *calendar_rows()], WANTED).hints


def test_what_lies_before_the_stichtag_is_too_late_and_presses_first() -> None:
    found = reckoned([*matter_rows(), *calendar_rows()], WANTED, as_of=date(2027, 1, 20))
    assert one(found, USI, StepKind.SUBMISSION).state is State.TOO_LATE
    assert lane_of(found, USI).state is State.TOO_LATE
    assert lane_of(found, NA).state is State.OPEN
    # Schmitten had to hand in on 04.12. for the one meeting that is entered, so it presses more than Usingen.
    assert [lane.municipality_id for lane in found.critical] == [SCHM]


def test_meetings_that_are_cancelled_on_a_holiday_or_in_a_recess_are_not_reckoned_with() -> None:
    days = [date(2027, 4, 1), date(2027, 3, 29), date(2027, 3, 24)]
    rows = [
        *matter_rows(),
        body(GLA, COUNCIL),
        *meetings(GLA, COUNCIL, [days[0]], is_cancelled=True),
        *meetings(GLA, COUNCIL, days[1:]),
    ]
    assert date(2027, 3, 29) in holidays(2027)
    assert one(reckoned(rows, WANTED), GLA, StepKind.MEETING).on is None  # the Gemeindevorstand
    council = lane_of(reckoned(rows, WANTED), GLA).steps[-1]
    assert council.on == date(2027, 3, 24)
    rows.append(recess(GLA, date(2027, 3, 22), date(2027, 4, 2)))
    assert lane_of(reckoned(rows, WANTED), GLA).steps[-1].on is None


def test_a_town_hall_that_is_closed_takes_nothing_in() -> None:
    closed = Closure(
        id=id_of(699),
        municipality_id=USI,
        kind=ClosureKind.OFFICE_CLOSED,
        name="Umzug",
        from_on=date(2027, 1, 18),
        until_on=date(2027, 1, 22),
    )
    found = reckoned([*matter_rows(), *calendar_rows(), closed], WANTED)
    assert lane_of(found, USI).last_submission == date(2027, 1, 15)


def paper_rows(*stations: Consultation, municipality_id: str = NA, **values: object) -> list[Entity]:
    paper = CouncilPaper(
        id=id_of(700), municipality_id=municipality_id, agreement_id=AGREEMENT, title="Beitritt", **values
    )
    return [paper, *stations]


def station(number: int, at: str, **values: object) -> Consultation:
    fields: dict[str, object] = {"role": ConsultationRole.PREPARATORY, **values}
    return Consultation(
        id=id_of(710 + number), paper_id=id_of(700), committee_id=at, order=f"s{number}", **fields
    )


def deciding(number: int, **values: object) -> Consultation:
    return station(number, body_id(NA, COUNCIL), role=ConsultationRole.DECIDING, is_final=True, **values)


def test_a_paper_goes_the_way_it_really_takes() -> None:
    rows = [
        *matter_rows(),
        *calendar_rows(),
        *paper_rows(
            station(1, body_id(NA, BOARD), held_on=date(2026, 11, 10), result=Result.UNANIMOUS),
            deciding(2),
            station(3, body_id(NA, FINANCE), role=ConsultationRole.INFORMATION),
        ),
    ]
    lane = lane_of(reckoned(rows, WANTED), NA)
    assert [(step.kind, step.on, step.state) for step in lane.steps] == [
        (StepKind.MEETING, date(2026, 11, 10), State.DONE),
        (StepKind.SUBMISSION, date(2027, 3, 11), State.OPEN),
        (StepKind.INVITATION, date(2027, 3, 17), State.OPEN),
        (StepKind.MEETING, date(2027, 3, 25), State.OPEN),
    ]
    assert lane.last_submission == date(2027, 3, 11)


def test_a_station_with_a_day_of_its_own_keeps_it_and_is_in_time_once_it_is_on_the_agenda() -> None:
    rows = [*matter_rows(), *calendar_rows(), *paper_rows(deciding(1, held_on=date(2027, 2, 18)))]
    lane = lane_of(reckoned(rows, WANTED, as_of=date(2027, 2, 16)), NA)
    assert [(step.on, step.state) for step in lane.steps] == [
        (date(2027, 2, 4), State.DONE),
        (date(2027, 2, 10), State.DONE),
        (date(2027, 2, 18), State.SCHEDULED),
    ]
    assert (lane.state, lane.last_submission) == (State.SCHEDULED, None)


def test_a_station_that_is_set_too_late_is_told_with_the_meeting_it_needs() -> None:
    rows = [*matter_rows(), *calendar_rows(), *paper_rows(deciding(1, held_on=date(2027, 4, 22)))]
    step = lane_of(reckoned(rows, WANTED), NA).steps[-1]
    assert (step.code, step.on) == ("meeting_scheduled_late", date(2027, 3, 25))
    assert step.values["planned"] == date(2027, 4, 22)


def test_a_station_that_is_set_too_late_without_another_meeting_is_too_late() -> None:
    rows = [*matter_rows(), body(NA, COUNCIL), *paper_rows(deciding(1, held_on=date(2027, 4, 22)))]
    rows += meetings(NA, COUNCIL, [date(2027, 4, 22)])
    step = lane_of(reckoned(rows, WANTED), NA).steps[-1]
    assert (step.code, step.on, step.state) == ("planned_too_late", None, State.TOO_LATE)


def test_a_day_whose_meeting_is_cancelled_is_none() -> None:
    at = meetings(NA, COUNCIL, [date(2027, 2, 4)], is_cancelled=True)
    rows = [*matter_rows(), *calendar_rows(), *at, *paper_rows(deciding(1, meeting_id=at[0].id))]
    assert lane_of(reckoned(rows, WANTED), NA).steps[-1].on == date(2027, 3, 25)


def test_a_municipality_that_has_resolved_needs_no_more_meetings() -> None:
    passed = deciding(1, held_on=date(2026, 11, 5), result=Result.UNANIMOUS)
    version = AgreementVersion(id=id_of(101), agreement_id=AGREEMENT, order="a", name="F", is_current=True)
    lane = lane_of(reckoned([*matter_rows(), *calendar_rows(), version, *paper_rows(passed)], WANTED), NA)
    assert (lane.state, lane.last_submission) == (State.DONE, None)
    assert [step.code for step in lane.steps] == ["meeting_done"]


def test_votes_without_a_result_are_one() -> None:
    voted = {"held_on": date(2026, 11, 10), "votes_yes": 6, "votes_no": 1}
    rows = [
        *matter_rows(),
        *calendar_rows(),
        *paper_rows(station(1, body_id(NA, BOARD), **voted), deciding(2)),
    ]
    first = lane_of(reckoned(rows, WANTED), NA).steps[0]
    assert (first.code, first.state) == ("meeting_done", State.DONE)


def test_a_meeting_that_is_over_without_a_result_says_so() -> None:
    rows = [*matter_rows(), *calendar_rows(), *paper_rows(deciding(1, held_on=date(2026, 11, 5)))]
    lane = lane_of(reckoned(rows, WANTED), NA)
    assert [step.code for step in lane.steps] == ["held_without_result"]
    assert lane.state is State.UNKNOWN


def test_a_paper_that_is_settled_does_not_count() -> None:
    rows = [*matter_rows(), *calendar_rows(), *paper_rows(deciding(1), closed_on=date(2026, 11, 1))]
    assert steps_of(reckoned(rows, WANTED), NA)[0][0] == "administration"


def test_bodies_nobody_entered_are_named_instead_of_guessed() -> None:
    lane = lane_of(reckoned(matter_rows(), WANTED), GLA)
    assert [(step.code, step.subject_kind) for step in lane.steps] == [
        ("no_body", "municipality"),
        ("no_body", "municipality"),
    ]


def test_what_cannot_be_in_time_any_more_is_too_late_even_without_a_meeting() -> None:
    found = reckoned([*matter_rows(), body(GLA, COUNCIL)], WANTED, as_of=date(2027, 4, 20))
    assert lane_of(found, GLA).steps[-1].state is State.TOO_LATE


@pytest.mark.parametrize("days", [0, 10**9])
def test_periods_of_any_length_do_no_harm(days: int) -> None:
    rows: list[Entity] = [*matter_rows(signing_days=days), *calendar_rows()]
    for row in [row for row in rows if isinstance(row, Committee)]:
        rows = changed(rows, row.id, notice_days=days, closing_days=days)
    for lane in reckoned(rows, WANTED).lanes:
        assert all(step.on is None or step.on <= WANTED for step in lane.steps)


def test_an_extension_has_its_own_calculation_to_the_day_after_the_end() -> None:
    rows = [*matter_rows(), *calendar_rows()]
    found = reckoned(rows, date(2027, 5, 1), purpose=Purpose.EXTENSION)
    assert found.steps[-1].code == "after_end"
    assert lane_of(found, USI).last_submission == date(2027, 1, 19)
