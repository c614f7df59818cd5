"""Who is to come to a meeting, what its resolutions need, and what is missing in its minutes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.councils import Committee, Meeting, OfficeHolder
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.meetings import (
    Invited,
    attendance_of,
    invited,
    items_of,
    meeting_after,
    minutes_findings,
    outcome_of,
    proposed_next,
    rule_of,
)
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    DecisionRule,
    MinuteKind,
    Office,
    Outcome,
    Presence,
    TaskState,
)
from ozgdesk.domain.votes import Votes
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

COUNTS = st.integers(0, 40)


def body(kind: CommitteeKind = CommitteeKind.STEERING_GROUP, **values: object) -> Committee:
    return Committee(id=id_of(500), name="Lenkungsgruppe", kind=kind, order="A", **values)


def meeting(number: int = 1, held_on: date = TODAY, **values: object) -> Meeting:
    return Meeting(id=id_of(510 + number), committee_id=id_of(500), held_on=held_on, **values)


def person(number: int, town: int | None, **values: object) -> Person:
    return Person(
        id=id_of(600 + number),
        name=f"Stelle {number}",
        municipality_id=id_of(town) if town else None,
        is_function=True,
        **values,
    )


def rows(*found: Entity) -> Snapshot:
    return Snapshot.of([*four_municipalities(), *found])


@given(COUNTS, COUNTS, st.none() | COUNTS)
def test_a_majority_has_more_yes_than_no_and_unanimity_no_no(
    yes: int, no: int, abstentions: int | None
) -> None:
    votes = Votes(yes, no, abstentions)
    by_majority = outcome_of(DecisionRule.MAJORITY, votes)
    unanimous = outcome_of(DecisionRule.UNANIMITY, votes)
    assert (by_majority is Outcome.OPEN) == (yes + no == 0) == (unanimous is Outcome.OPEN)
    assert (by_majority is Outcome.CARRIED) == (yes > no)
    assert (unanimous is Outcome.CARRIED) == (yes > 0 == no)
    assert unanimous is not Outcome.CARRIED or by_majority is Outcome.CARRIED


@given(st.sampled_from(DecisionRule), st.none() | COUNTS, st.none() | COUNTS, COUNTS)
def test_abstentions_never_decide(rule: DecisionRule, yes: int | None, no: int | None, more: int) -> None:
    assert outcome_of(rule, Votes(yes, no, more)) is outcome_of(rule, Votes(yes, no))


def test_einvernehmen_is_broken_by_one_objection_and_an_unknown_rule_leaves_it_open() -> None:
    assert outcome_of(DecisionRule.CONSENSUS, Votes()) is Outcome.CARRIED
    assert outcome_of(DecisionRule.CONSENSUS, Votes(), "  ") is Outcome.CARRIED
    assert outcome_of(DecisionRule.CONSENSUS, Votes(9, 0), "Glashütten") is Outcome.NOT_CARRIED
    assert outcome_of(DecisionRule.NOT_STATED, Votes(9, 0)) is Outcome.OPEN


@pytest.mark.parametrize("yes", [None, 3])
def test_half_of_the_votes_says_nothing(yes: int | None) -> None:
    assert outcome_of(DecisionRule.MAJORITY, Votes(yes)) is Outcome.OPEN


def test_organs_of_a_municipality_decide_by_majority_unless_they_say_otherwise() -> None:
    assert rule_of(body()) is DecisionRule.NOT_STATED
    assert rule_of(body(CommitteeKind.COUNCIL)) is DecisionRule.MAJORITY
    assert (
        rule_of(body(CommitteeKind.COUNCIL, decision_rule=DecisionRule.UNANIMITY)) is DecisionRule.UNANIMITY
    )


def test_mayors_and_who_leads_open_tasks_are_invited_in_the_order_of_their_municipalities() -> None:
    mayor = OfficeHolder(id=id_of(530), municipality_id=id_of(2), person_id=id_of(602), office=Office.MAYOR)
    former = OfficeHolder(
        id=id_of(531),
        municipality_id=id_of(3),
        person_id=id_of(603),
        office=Office.MAYOR,
        valid_until=date(2026, 11, 22),
    )
    work, done = task(1), task(2, state=TaskState.DONE)
    found = rows(
        body(),
        *(person(number, number) for number in (1, 2, 3, 4)),
        mayor,
        former,
        work,
        done,
        lead(work, 1, person_id=id_of(601)),
        lead(done, 4, person_id=id_of(604)),
    )
    assert [one.person_id for one in invited(found, meeting())] == [id_of(602), id_of(601)]


def test_members_of_a_municipal_body_are_its_office_holders() -> None:
    chair = OfficeHolder(
        id=id_of(530),
        municipality_id=id_of(1),
        committee_id=id_of(500),
        person_id=id_of(601),
        office=Office.CHAIR,
    )
    found = rows(body(CommitteeKind.COUNCIL, municipality_id=id_of(1)), person(1, 1), chair)
    assert invited(found, meeting()) == (Invited(id_of(601)),)


def test_who_came_last_time_is_invited_again_absent_with_deputy_and_not_when_gone() -> None:
    last = meeting(1, date(2026, 10, 23))
    kept = [
        Attendance(id=id_of(540), meeting_id=last.id, person_id=id_of(601)),
        Attendance(id=id_of(541), meeting_id=last.id, person_id=id_of(602)),
        Attendance(id=id_of(542), meeting_id=last.id, guest="ekom21, Vertrieb"),
    ]
    away = Absence(id=id_of(550), person_id=id_of(601), from_on=TODAY, until_on=TODAY, deputy_id=id_of(603))
    found = rows(
        body(), last, *kept, away, person(1, 1), person(2, 2, left_on=date(2026, 11, 1)), person(3, 1)
    )
    assert invited(found, meeting(2)) == (
        Invited(id_of(601), presence=Presence.EXCUSED, deputy_id=id_of(603)),
        Invited(None, "ekom21, Vertrieb"),
    )


def test_lists_are_in_order() -> None:
    first = MinuteItem(id=id_of(561), meeting_id=id_of(511), order="A")
    second = MinuteItem(id=id_of(560), meeting_id=id_of(511), order="B")
    other = MinuteItem(id=id_of(562), meeting_id=id_of(512), order="A")
    guest = Attendance(id=id_of(540), meeting_id=id_of(511), guest="Ein Gast")
    na, usi = (Attendance(id=id_of(540 + n), meeting_id=id_of(511), person_id=id_of(600 + n)) for n in (2, 1))
    found = rows(second, first, other, guest, na, usi, person(1, 1), person(2, 2))
    assert items_of(found, id_of(511)) == (first, second)
    assert attendance_of(found, id_of(511)) == (usi, na, guest)


def test_the_next_meeting_is_the_next_one_of_the_body_that_takes_place() -> None:
    now, off, then, later = (
        meeting(1),
        meeting(2, date(2026, 12, 1), is_cancelled=True),
        meeting(3, date(2026, 12, 21)),
        meeting(4, date(2027, 1, 18)),
    )
    found = rows(body(), later, then, off, now)
    assert meeting_after(found, now) == then
    assert meeting_after(found, later) is None


def test_the_next_meeting_is_proposed_in_four_weeks_but_not_on_a_holiday() -> None:
    now, before_christmas = meeting(1), meeting(2, date(2026, 11, 27))
    assert proposed_next(rows(body(), now), now) == date(2026, 12, 21)
    assert proposed_next(rows(body(), before_christmas), before_christmas) == date(2027, 1, 8)
    planned = meeting(3, date(2026, 12, 25))
    assert proposed_next(rows(body(), now, planned), now) == planned.held_on


def test_findings_name_what_the_minutes_lack() -> None:
    now = meeting()
    resolution = MinuteItem(
        id=id_of(560), meeting_id=now.id, order="B", kind=MinuteKind.RESOLUTION, text="Vergabe an Usingen"
    )
    found = minutes_findings(rows(body(), now, resolution), now)
    assert [finding.code for finding in found] == [
        "no_attendance",
        "no_topics",
        "no_begin",
        "no_chair",
        "no_minuter",
        "no_decision_rule",
        "resolution_open",
    ]


def test_complete_minutes_have_no_findings() -> None:
    now = meeting(starts_at="10:00", chair_id=id_of(601), minutes_by_id=id_of(601))
    topic = MinuteItem(id=id_of(560), meeting_id=now.id, order="A", kind=MinuteKind.TOPIC, text="Stand")
    deputy = Attendance(
        id=id_of(540),
        meeting_id=now.id,
        person_id=id_of(601),
        presence=Presence.EXCUSED,
        deputy_id=id_of(602),
    )
    found = rows(body(), now, topic, deputy, person(1, 1), person(2, 1))
    assert list(minutes_findings(found, now)) == []
