from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.council_days import CouncilDays
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.deadlines import Backward, State, StepKind
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import CommitteeKind, EntryIntoForce, LegalForm
from tests.domain.council_calendar import (
    BOARD,
    COUNCIL,
    FINANCE,
    NA,
    USI,
    body,
    lane_of,
    matter_rows,
    meetings,
    recess,
    reckoned,
)

DAYS = st.dates(date(2026, 11, 1), date(2027, 12, 31))
PERIODS = st.one_of(st.none(), st.integers(0, 40))
FORMS = st.sampled_from([LegalForm.MANDATE, LegalForm.DELEGATION, LegalForm.NOT_STATED])
ENTRIES = st.sampled_from([EntryIntoForce.NOT_STATED, EntryIntoForce.FIRST_OF_NEXT_MONTH])


@st.composite
def calendars(draw: st.DrawFn) -> list[Entity]:
    """An agreement of any form with bodies, meetings (some cancelled) and a recess, all at random."""
    rows: list[Entity] = [*matter_rows(draw(FORMS), entry_into_force=draw(ENTRIES))]
    for town in (USI, NA):
        for kind in (BOARD, FINANCE, COUNCIL):
            rows.append(body(town, kind, notice_days=draw(PERIODS), closing_days=draw(PERIODS)))
            for day in draw(st.lists(DAYS, max_size=8, unique=True)):
                rows += meetings(town, kind, [day], is_cancelled=draw(st.integers(0, 3)) == 0)
    first = draw(DAYS)
    return [*rows, recess(USI, first, first + timedelta(days=draw(st.integers(0, 30))))]


def rank(found: Backward, town: str) -> date:
    """How late a municipality may submit; what cannot be said counts as never."""
    lane = lane_of(found, town)
    if any(step.on is None for step in lane.steps):
        return date.min
    return lane.last_submission or date.min


@given(calendars(), DAYS, st.integers(0, 200))
def test_a_later_wanted_day_never_asks_for_an_earlier_paper(
    rows: list[Entity], wanted: date, later: int
) -> None:
    first, second = reckoned(rows, wanted), reckoned(rows, wanted + timedelta(days=later))
    for town in (USI, NA):
        assert rank(first, town) <= rank(second, town)


@given(calendars(), DAYS)
def test_every_meeting_is_one_that_is_entered_and_against_which_nothing_stands(
    rows: list[Entity], wanted: date
) -> None:
    snapshot = Snapshot.of(rows)
    days = CouncilDays(snapshot)
    for lane in reckoned(rows, wanted).lanes:
        for step in lane.steps:
            if step.kind is not StepKind.MEETING or step.on is None:
                continue
            meeting = snapshot.get(Meeting, step.subject_id)
            at = snapshot.get(Committee, meeting.committee_id)
            assert (meeting.held_on, meeting.is_cancelled) == (step.on, False)
            assert days.obstacle(at, step.on) is None


@given(calendars(), DAYS)
def test_bodies_meet_one_after_the_other_and_the_magistrat_before_what_follows_must_be_handed_in(
    rows: list[Entity], wanted: date
) -> None:
    snapshot = Snapshot.of(rows)
    found = reckoned(rows, wanted)
    for lane in found.lanes:
        met = [step for step in lane.steps if step.kind is StepKind.MEETING and step.on is not None]
        days = [step.on for step in met]
        assert days == sorted(set(days))  # type: ignore[type-var]
        assert all(day <= found.steps[0].on for day in days)  # type: ignore[operator]
        board = [
            step.on
            for step in met
            if snapshot.get(Committee, str(step.committee_id)).kind is CommitteeKind.ADMINISTRATION
        ]
        after = [step.on for step in lane.steps if step.kind is StepKind.SUBMISSION][1:]
        assert all(day <= other for day in board for other in after)  # type: ignore[operator]


@given(calendars(), DAYS)
def test_papers_are_due_on_a_day_on_which_the_town_hall_works_unless_it_is_the_day_of_the_meeting(
    rows: list[Entity], wanted: date
) -> None:
    days = CouncilDays(Snapshot.of(rows))
    for lane in reckoned(rows, wanted).lanes:
        for step in lane.steps:
            if step.kind is StepKind.SUBMISSION and step.on is not None and step.code != "nothing_entered":
                assert days.office_day(lane.municipality_id, step.on) == step.on


@given(calendars(), DAYS, DAYS)
def test_what_is_too_late_lies_before_the_stichtag_and_the_critical_lane_leaves_the_least_time(
    rows: list[Entity], wanted: date, as_of: date
) -> None:
    found = reckoned(rows, wanted, as_of=as_of)
    for lane in found.lanes:
        for step in lane.steps:
            assert (step.on is not None and step.on < as_of) <= (step.state is State.TOO_LATE)
    open_ = [lane for lane in found.lanes if lane.last_submission is not None]
    for critical in found.critical:
        same = [lane for lane in open_ if lane.state is critical.state]
        first = min((lane.last_submission for lane in same if lane.last_submission), default=None)
        assert critical.last_submission == first
