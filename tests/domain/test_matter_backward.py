"""Reckoning back from the day by which a matter without an agreement is to be resolved everywhere."""

from datetime import date

import pytest

from ozgdesk.commands.deadlines import take_over
from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter
from ozgdesk.domain.deadlines import Backward, Purpose, State, StepKind
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConsultationRole, Result
from ozgdesk.present.deadlines import submissions
from tests.domain.council_calendar import (
    AGREEMENT,
    COUNCIL,
    NA,
    USI,
    body_id,
    calendar_rows,
    lane_of,
    matter_rows,
)
from tests.helpers import TODAY, id_of, transaction

MATTER = id_of(800)
WANTED = date(2027, 3, 31)


def matter(**values: object) -> Matter:
    fields: dict[str, object] = {"title": "Förderantrag", "order": "a", "wanted_on": WANTED, **values}
    return Matter(id=MATTER, **fields)


def paper(municipality_id: str, number: int, **values: object) -> list[Entity]:
    """A paper of the matter with its council as the only station."""
    row = CouncilPaper(
        id=id_of(810 + number),
        municipality_id=municipality_id,
        matter_id=MATTER,
        title="Förderantrag",
        dated_on=date(2026, 11, number),
    )
    decision = Consultation(
        id=id_of(820 + number),
        paper_id=row.id,
        committee_id=body_id(municipality_id, COUNCIL),
        order="s",
        role=ConsultationRole.DECIDING,
        is_final=True,
        **values,
    )
    return [row, decision]


def found(*rows: Entity, of: Matter | None = None, as_of: date = TODAY) -> Backward:
    snapshot = Snapshot.of([*matter_rows(), *calendar_rows(), of or matter(), *rows])
    (row,) = View(snapshot, as_of).backward[MATTER]
    return row


def test_the_councils_may_meet_until_the_wanted_day_itself() -> None:
    row = found()
    assert (row.agreement_id, row.matter_id, row.purpose) == (None, MATTER, Purpose.RESOLUTION)
    assert [step.kind for step in row.steps] == [StepKind.RESOLUTION]
    meetings = [step.on for step in lane_of(row, NA).steps if step.kind is StepKind.MEETING]
    assert meetings[-1] == date(2027, 3, 25), "no days for signing are taken off"
    assert lane_of(row, NA).last_submission is not None


def test_only_municipalities_with_a_paper_count_where_there_are_papers() -> None:
    assert len(found().lanes) == 4
    row = found(*paper(USI, 1), *paper(NA, 2))
    assert [lane.municipality_id for lane in row.lanes] == [USI, NA]
    assert lane_of(row, NA).last_submission == date(2027, 3, 11)


def test_a_paper_that_was_withdrawn_and_brought_in_again_goes_its_new_way() -> None:
    withdrawn = paper(NA, 2, held_on=date(2026, 11, 12), result=Result.WITHDRAWN)
    assert lane_of(found(*withdrawn, *paper(NA, 3)), NA).last_submission == date(2027, 3, 11)


def test_what_all_have_resolved_leaves_nothing_to_submit() -> None:
    row = found(*paper(NA, 2, held_on=date(2026, 11, 12), votes_yes=20, votes_no=3))
    assert row.steps[0].state is State.DONE
    assert lane_of(row, NA).state is State.DONE


def test_a_tie_is_a_rejection_and_the_way_begins_anew() -> None:
    row = found(*paper(NA, 2, held_on=date(2026, 11, 12), votes_yes=15, votes_no=15, result=Result.REJECTED))
    assert lane_of(row, NA).state is not State.DONE


def test_a_day_that_is_over_is_too_late() -> None:
    row = found(as_of=date(2027, 4, 2))
    assert row.steps[0].state is State.TOO_LATE


@pytest.mark.parametrize("of", [matter(wanted_on=None), matter(agreement_id=AGREEMENT)])
def test_without_a_day_or_with_an_agreement_there_is_no_calculation(of: Matter) -> None:
    view = View(Snapshot.of([*matter_rows(), *calendar_rows(), of]), TODAY)
    assert MATTER not in view.backward


def test_the_last_days_are_told_beside_those_of_agreements() -> None:
    view = View(Snapshot.of([*matter_rows(wanted_on=WANTED), *calendar_rows(), matter()]), TODAY)
    rows = submissions(view)
    assert {(row.agreement_id, row.matter_id) for row in rows} == {(AGREEMENT, None), (None, MATTER)}
    (own,) = [row for row in rows if row.matter_id and row.municipality.id == NA]
    assert (own.purpose_text, own.wanted_on) == ("Beschlüsse", WANTED)


def test_its_milestones_are_known_again_and_kept_apart_from_those_of_another_matter() -> None:
    other = Matter(id=id_of(801), title="Zweckvereinbarung", order="b", wanted_on=WANTED)
    tx = transaction([*matter_rows(), *calendar_rows(), matter(), other])
    made = take_over(MATTER, Purpose.RESOLUTION)(tx)
    assert made.created
    again = take_over(MATTER, Purpose.RESOLUTION)(tx)
    assert (again.created, again.moved, again.left) == ((), (), ())
    count = len(tx.all(Task))
    second = take_over(other.id, Purpose.RESOLUTION)(tx)
    assert len(tx.all(Task)) == count + len(second.created)
    assert second.left == ()
    with pytest.raises(RuleViolation, match="nothing_reckoned"):
        take_over(MATTER, Purpose.ENTRY)(tx)
