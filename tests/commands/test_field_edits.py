"""Changing one field does what the area says must follow."""

from datetime import date

import pytest

from ozgdesk.commands.field_edits import set_field
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import CommitteeKind, TaskState
from tests.helpers import TestClock, four_municipalities, id_of, task, transaction


def test_a_task_that_is_done_is_finished_today() -> None:
    tx = transaction([task(1)], TestClock(first_id=0xABC000))
    set_field(Task, task(1).id, "state", TaskState.DONE)(tx)
    done = tx.get(Task, task(1).id)
    assert (done.actual_finish_on, done.progress_percent) == (date(2026, 11, 23), 100)


def test_actual_days_set_the_state_and_stand_in_order() -> None:
    id_ = task(1).id
    tx = transaction([task(1)], TestClock(first_id=0xABC000))
    set_field(Task, id_, "actual_start_on", date(2026, 11, 4))(tx)
    assert tx.get(Task, id_).state is TaskState.IN_PROGRESS
    with pytest.raises(RuleViolation, match="period"):
        set_field(Task, id_, "actual_finish_on", date(2026, 11, 2))(tx)
    set_field(Task, id_, "actual_finish_on", date(2026, 11, 6))(tx)
    done = tx.get(Task, id_)
    assert (done.state, done.actual_start_on, done.progress_percent) == (
        TaskState.DONE,
        date(2026, 11, 4),
        100,
    )
    set_field(Task, id_, "actual_finish_on", None)(tx)
    assert tx.get(Task, id_).state is TaskState.IN_PROGRESS


def test_all_of_a_task_is_done_when_its_progress_is() -> None:
    tx = transaction([task(1)], TestClock(first_id=0xABC000))
    set_field(Task, task(1).id, "progress_percent", 100)(tx)
    assert tx.get(Task, task(1).id).state is TaskState.DONE


def test_one_station_of_a_paper_decides() -> None:
    body = Committee(id=id_of(30), name="Rat", kind=CommitteeKind.COUNCIL, order="V")
    paper = CouncilPaper(id=id_of(31), municipality_id=id_of(1), title="Vorlage")
    stations = [
        Consultation(id=id_of(32 + n), paper_id=paper.id, committee_id=body.id, order=f"{n}", is_final=n == 0)
        for n in range(2)
    ]
    tx = transaction([*four_municipalities(), body, paper, *stations], TestClock(first_id=0xABC000))
    set_field(Consultation, stations[1].id, "is_final", True)(tx)
    assert [row.is_final for row in tx.all(Consultation)] == [False, True]
    set_field(Consultation, stations[1].id, "is_final", False)(tx)
    assert not any(row.is_final for row in tx.all(Consultation))


def test_one_version_of_an_agreement_is_current() -> None:
    versions = [
        AgreementVersion(
            id=id_of(51 + n), agreement_id=id_of(50), order=f"{n}", name=f"{n}", is_current=n == 0
        )
        for n in range(2)
    ]
    agreement = Agreement(id=id_of(50), title="Vereinbarung", order="V")
    tx = transaction([agreement, *versions], TestClock(first_id=0xABC000))
    set_field(AgreementVersion, versions[1].id, "is_current", True)(tx)
    assert [row.is_current for row in tx.all(AgreementVersion)] == [False, True]


def test_any_other_field_is_simply_set() -> None:
    tx = transaction([task(1)], TestClock(first_id=0xABC000))
    set_field(Task, task(1).id, "waiting_for", "Kämmerei")(tx)
    assert tx.get(Task, task(1).id).waiting_for == "Kämmerei"
