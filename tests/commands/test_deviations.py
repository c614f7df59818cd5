"""A handover of a Vertragsaufgabe is kept together with its departure from the signed annex."""

from datetime import timedelta

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.tasks import hand_over_lead
from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Clause, Deviation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import ClauseKind, Role, VersionState
from tests.helpers import TODAY, four_municipalities, id_of, lead, task, transaction

USI, NA, GLA = id_of(1), id_of(2), id_of(3)
WORK = task(1, "Vergabewesen", is_contractual=True)


def agreement(number: int, state: VersionState = VersionState.SIGNED) -> list[Entity]:
    own, version = id_of(100 * number), id_of(100 * number + 1)
    return [
        Agreement(id=own, title=f"ÖRV {number}", order="abcdef"[number]),
        AgreementVersion(
            id=version, agreement_id=own, order="m", name="Fassung", state=state, is_current=True
        ),
        *(
            AgreementParty(id=id_of(100 * number + 2 + n), agreement_id=own, municipality_id=id_)
            for n, id_ in enumerate((USI, NA))
        ),
        Clause(
            id=id_of(100 * number + 9),
            version_id=version,
            stem=id_of(100 * number + 8),
            order="m",
            kind=ClauseKind.ANNEX,
            heading="Aufgaben",
        ),
    ]


def started(*more: Entity, work: Task = WORK) -> Transaction:
    return transaction([*four_municipalities(), work, lead(work, 1), *(more or agreement(1))])


def test_a_handover_keeps_who_leads_by_the_annex_and_since_when_another_does() -> None:
    tx = started()
    hand_over_lead(WORK.id, NA)(tx)
    (row,) = tx.all(Deviation)
    assert (row.agreement_id, row.task_id, row.agreed_id) == (id_of(100), WORK.id, USI)
    assert (row.annex, row.since) == ("Anlage\u00a01", TODAY)


def test_handing_on_moves_the_day_and_handing_back_ends_the_departure() -> None:
    tx = started()
    hand_over_lead(WORK.id, NA)(tx)
    tx.today = TODAY + timedelta(days=30)
    hand_over_lead(WORK.id, GLA)(tx)
    (row,) = tx.all(Deviation)
    assert (row.agreed_id, row.since) == (USI, tx.today)
    hand_over_lead(WORK.id, USI)(tx)
    assert tx.all(Deviation) == ()


def test_a_lead_that_is_taken_away_departs_too() -> None:
    tx = started()
    hand_over_lead(WORK.id, None)(tx)
    assert [row.agreed_id for row in tx.all(Deviation)] == [USI]


def test_a_lead_that_is_deleted_as_a_row_departs_and_one_that_goes_with_its_task_leaves_nothing() -> None:
    tx = started()
    records.delete(Assignment, lead(WORK, 1).id)(tx)
    assert [row.agreed_id for row in tx.all(Deviation)] == [USI]
    tx = started()
    records.delete(Task, WORK.id)(tx)
    assert tx.all(Deviation) == ()


@pytest.mark.parametrize("state", [VersionState.DRAFT, VersionState.FOR_CONSULTATION, VersionState.RESOLVED])
def test_what_is_not_signed_can_still_be_changed_and_marks_nothing(state: VersionState) -> None:
    tx = started(*agreement(1, state))
    hand_over_lead(WORK.id, NA)(tx)
    assert tx.all(Deviation) == ()


def test_only_a_contractual_task_and_only_a_party_can_depart() -> None:
    other = task(1, "Intern")
    tx = started(work=other)
    hand_over_lead(other.id, NA)(tx)
    assert tx.all(Deviation) == ()
    tx = transaction([*four_municipalities(), WORK, lead(WORK, 3), *agreement(1)])
    hand_over_lead(WORK.id, NA)(tx)
    assert tx.all(Deviation) == ()


def test_giving_a_lead_where_nobody_led_departs_from_nothing() -> None:
    tx = transaction([*four_municipalities(), WORK, *agreement(1)])
    hand_over_lead(WORK.id, NA)(tx)
    assert tx.all(Deviation) == ()


def test_of_several_agreements_the_newest_that_binds_the_old_lead_counts() -> None:
    newest = [row for row in agreement(3) if getattr(row, "municipality_id", NA) != USI]
    tx = started(*agreement(1), *agreement(2), *newest)
    hand_over_lead(WORK.id, GLA)(tx)
    assert [row.agreement_id for row in tx.all(Deviation)] == [id_of(200)]


def test_a_newer_agreement_that_took_the_departure_over_is_departed_from_anew() -> None:
    old = Deviation(id=id_of(900), agreement_id=id_of(100), task_id=WORK.id, agreed_id=GLA, since=TODAY)
    tx = started(*agreement(1), *agreement(2), old)
    hand_over_lead(WORK.id, NA)(tx)
    assert {(row.agreement_id, row.agreed_id) for row in tx.all(Deviation)} == {
        (id_of(100), GLA),
        (id_of(200), USI),
    }


def test_changing_the_lead_in_its_row_departs_as_the_gesture_does() -> None:
    tx = started()
    records.edit(Assignment, lead(WORK, 1).id, municipality_id=NA)(tx)
    assert [row.agreed_id for row in tx.all(Deviation)] == [USI]
    records.edit(Assignment, lead(WORK, 1).id, role=Role.CONTRIBUTOR)(tx)
    records.create(Assignment, task_id=WORK.id, municipality_id=USI, role=Role.LEAD)(tx)
    assert tx.all(Deviation) == ()


def test_deleting_the_task_takes_its_departure_along() -> None:
    tx = started()
    hand_over_lead(WORK.id, NA)(tx)
    records.delete(Task, WORK.id)(tx)
    assert tx.all(Deviation) == ()
