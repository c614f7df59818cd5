"""What a resolution takes and how far it has come."""

from datetime import date

import pytest

from ozgdesk.domain.effect import effects
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.resolution_tasks import (
    Errand,
    FollowUpState,
    Wanted,
    is_resolution,
    state_of,
    tasks_by_resolution,
    wanted_tasks,
)
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    ConsultationRole,
    LegalForm,
    PaperKind,
    Result,
    TaskKind,
    TaskState,
)
from tests.domain.agreement_rows import (
    AGREEMENT,
    GLA,
    USI,
    VERSION,
    agreement_rows,
    changed,
    snapshot,
    station_id,
    without,
)
from tests.helpers import id_of, task

RESOLVED = date(2026, 2, 20)


def unsigned(form: LegalForm = LegalForm.MANDATE) -> list[Entity]:
    """Both councils have passed the agreement; nobody signed, nothing went to the supervisor."""
    gone = [id_of(400 + 10 * town + place) for town in (1, 3) for place in (1, 2)]
    return without(agreement_rows(form), id_of(501), *gone)


def wanted(rows: list[Entity], today: date = RESOLVED) -> tuple[Wanted, ...]:
    found = snapshot(rows)
    station = next(row for row in rows if row.id == station_id(GLA))
    return wanted_tasks(found, station, effects(found, today).get(AGREEMENT), today)  # type: ignore[arg-type]


def test_a_mandate_is_signed_and_filed_by_the_one_that_coordinates() -> None:
    assert wanted(unsigned()) == (
        Wanted(Errand.SIGN, GLA, date(2026, 3, 6)),
        Wanted(Errand.FILE, USI, date(2026, 3, 6)),
    )


def test_a_delegation_is_approved_and_published() -> None:
    errands = [(row.errand, row.municipality_id) for row in wanted(unsigned(LegalForm.DELEGATION))]
    assert errands == [(Errand.SIGN, GLA), (Errand.APPROVE, USI), (Errand.PUBLISH, GLA)]


def test_what_is_done_is_not_wanted_again() -> None:
    assert wanted(agreement_rows()) == (
        Wanted(Errand.SIGN, GLA, date(2026, 3, 6)),
        Wanted(Errand.FILE, USI, date(2026, 3, 6)),
    )
    assert wanted(agreement_rows(), date(2026, 6, 1)) == ()


def test_a_change_takes_what_its_procedure_asks_for() -> None:
    rows = changed(agreement_rows(), station_id(GLA), version_id=id_of(190))
    base = next(row for row in rows if row.id == VERSION)
    values = {
        **base.model_dump(),
        "id": id_of(190),
        "is_current": False,
        "based_on_id": VERSION,
        "order": "b",
    }
    rows.append(type(base).model_validate(values))
    assert [row.errand for row in wanted(rows, date(2026, 6, 1))] == [Errand.SIGN, Errand.FILE]


def test_an_open_condition_and_a_matter_of_its_own_are_carried_out_from_today_on() -> None:
    rows = changed(agreement_rows(), id_of(253), agreement_id=None)
    rows = changed(rows, station_id(GLA), conditions="Kosten gedeckelt")
    found = wanted(rows, date(2026, 5, 2))
    assert found == (
        Wanted(Errand.CONDITION, GLA, date(2026, 6, 1)),
        Wanted(Errand.CARRY_OUT, GLA, date(2026, 6, 1)),
    )


def test_a_mitteilungsvorlage_takes_nothing() -> None:
    assert wanted(changed(unsigned(), id_of(253), kind=PaperKind.INFORMATION)) == ()


@pytest.mark.parametrize(
    ("values", "body", "expected"),
    [
        ({}, {}, True),
        ({"result": Result.CHANGED}, {}, True),
        ({"result": Result.POSTPONED}, {}, False),
        ({"result": Result.UNANIMOUS}, {"kind": CommitteeKind.COMMITTEE}, False),
        (
            {"is_final": False, "role": ConsultationRole.DECIDING},
            {"kind": CommitteeKind.ADMINISTRATION},
            True,
        ),
        ({"is_final": False, "role": ConsultationRole.PREPARATORY}, {}, False),
    ],
)
def test_what_counts_as_a_resolution(values: dict, body: dict, expected: bool) -> None:
    rows = changed(changed(agreement_rows(), station_id(GLA), **values), id_of(203), **body)
    station = next(row for row in rows if row.id == station_id(GLA))
    assert is_resolution(snapshot(rows), station) is expected  # type: ignore[arg-type]


def of(number: int, state: TaskState = TaskState.PLANNED, **values: object) -> Task:
    return task(number, state=state, consultation_id=station_id(GLA), **values)


@pytest.mark.parametrize(
    ("states", "is_late", "is_settled", "expected"),
    [
        ((), False, False, FollowUpState.OPEN),
        ((), False, True, FollowUpState.DONE),
        ((TaskState.PLANNED,), False, True, FollowUpState.OPEN),
        ((TaskState.PLANNED, TaskState.DONE), False, False, FollowUpState.IN_PROGRESS),
        ((TaskState.WAITING_THIRD,), False, False, FollowUpState.IN_PROGRESS),
        ((TaskState.IN_PROGRESS,), True, False, FollowUpState.LATE),
        ((TaskState.DONE, TaskState.DROPPED), False, False, FollowUpState.DONE),
        ((TaskState.DROPPED,), False, False, FollowUpState.DONE),
    ],
)
def test_how_far_a_resolution_has_come(
    states: tuple[TaskState, ...], is_late: bool, is_settled: bool, expected: FollowUpState
) -> None:
    station = next(row for row in agreement_rows() if row.id == station_id(GLA))
    tasks = tuple(of(number, state) for number, state in enumerate(states, 10))
    found = state_of(station, tasks, is_late=is_late, is_settled=is_settled)  # type: ignore[arg-type]
    assert found is expected


def test_a_suspended_resolution_is_carried_out_by_nobody() -> None:
    rows = changed(agreement_rows(), station_id(GLA), suspended_on=RESOLVED, suspended_reason="Form")
    station = next(row for row in rows if row.id == station_id(GLA))
    found = state_of(station, (of(10, TaskState.DONE),), is_late=False, is_settled=True)  # type: ignore[arg-type]
    assert found is FollowUpState.SUSPENDED


def test_milestones_keep_the_day_of_a_station_and_are_no_tasks_of_its_resolution() -> None:
    rows = [*agreement_rows(), of(10), of(11, kind=TaskKind.MILESTONE)]
    found = tasks_by_resolution(snapshot(rows))
    assert [row.number for row in found[station_id(GLA)]] == ["A-010"]
