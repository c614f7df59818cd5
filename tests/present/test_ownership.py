from collections.abc import Iterable
from datetime import date

from ozgdesk.domain.cooperation import SharedOffice
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm, Role, TaskKind, TaskState
from ozgdesk.present.ownership import OwnershipPlace, late_words, ownership_rows
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

YESTERDAY = date(2026, 11, 22)


def place(rows: Iterable[Entity]) -> OwnershipPlace:
    return ownership_rows(View(Snapshot.of([*four_municipalities(), *rows]), TODAY))


def part(number: int, task_id: str, municipality: int, role: Role, **values: object) -> Assignment:
    return Assignment(
        id=id_of(3000 + number), task_id=task_id, municipality_id=id_of(municipality), role=role, **values
    )


def test_rows_follow_the_tree_and_cells_the_municipalities() -> None:
    phase, child = task(1, "Phase"), task(2, "Kind", parent_id=id_of(1001))
    found = place(
        [
            phase,
            child,
            lead(child, 2),
            part(1, child.id, 1, Role.CONTRIBUTOR, due_on=date(2026, 12, 1)),
            part(2, child.id, 4, Role.INFORMED),
        ]
    )
    assert [(row.number, row.level, row.is_phase) for row in found.rows] == [
        ("A-001", 0, True),
        ("A-002", 1, False),
    ]
    assert [cell.letter for cell in found.rows[1].cells] == ["Z", "F", "", "K"]
    assert found.rows[1].problems == ()
    assert found.rows[0].problems == (), "a phase needs no lead"


def test_an_open_task_without_lead_is_a_problem_and_a_milestone_or_done_task_is_not() -> None:
    found = place(
        [
            task(1),
            task(2, kind=TaskKind.MILESTONE),
            task(3, state=TaskState.DONE),
            task(4, is_contractual=True),
        ]
    )
    assert [row.problems for row in found.rows] == [
        ("keine Federführung",),
        (),
        (),
        ("Rechtsform nicht genannt", "keine Federführung"),
    ]
    assert found.unled == 2


def test_a_late_contribution_is_marked_in_cell_and_words() -> None:
    job = task(1, is_contractual=True, legal_form=LegalForm.MANDATE)
    found = place([job, lead(job, 1), part(1, job.id, 3, Role.CONTRIBUTOR, due_on=YESTERDAY)])
    assert found.rows[0].cells[2].is_late
    assert found.rows[0].problems == ("Zuarbeit GLA seit 22.11.2026 offen",)
    assert found.totals[2].contributions_late == 1


def test_a_lead_reads_by_when_its_task_is_due_and_a_done_one_has_no_day_left() -> None:
    dated = task(1, deadline_on=date(2026, 12, 4))
    late = task(2, deadline_on=date(2026, 11, 20))
    done = task(3, state=TaskState.DONE, deadline_on=date(2026, 12, 4))
    found = place([dated, late, done, lead(dated, 1), lead(late, 1), lead(done, 1)])
    assert [row.cells[0].due_on for row in found.rows] == [date(2026, 12, 4), date(2026, 11, 20), None]
    assert [row.cells[0].is_late for row in found.rows] == [False, True, False]


def test_totals_count_open_done_and_late_but_no_phases() -> None:
    phase = task(1)
    opened, done = task(2, parent_id=phase.id), task(3, parent_id=phase.id, state=TaskState.DONE)
    found = place(
        [
            phase,
            opened,
            done,
            *(lead(row, 1) for row in (phase, opened, done)),
            part(1, opened.id, 2, Role.CONTRIBUTOR),
            part(2, done.id, 2, Role.CONTRIBUTOR),
            part(3, opened.id, 3, Role.INFORMED),
        ]
    )
    usingen, anspach, glashuetten, _ = found.totals
    assert (usingen.led_open, usingen.led_done) == (1, 1)
    assert (anspach.contributions_owed, anspach.contributions_done) == (1, 1)
    assert glashuetten.informed == 1


def test_what_was_dropped_is_neither_open_nor_done() -> None:
    dropped = task(1, state=TaskState.DROPPED)
    usingen, anspach, *_ = place([dropped, lead(dropped, 1), part(1, dropped.id, 2, Role.CONTRIBUTOR)]).totals
    assert (usingen.led_open, usingen.led_done) == (0, 0)
    assert (anspach.contributions_owed, anspach.contributions_done) == (0, 0)


def test_late_tasks_and_late_contributions_are_one_number_with_its_parts() -> None:
    overdue = task(1, deadline_on=YESTERDAY)
    owing = task(2, deadline_on=date(2027, 1, 29))
    rows = [overdue, owing, lead(overdue, 1), lead(owing, 1)]
    late = part(1, owing.id, 1, Role.CONTRIBUTOR, due_on=YESTERDAY)
    assert late_words(place(rows).totals[0]) == ("1", "verspätet")
    assert late_words(place([*rows, late]).totals[0]) == ("2", "verspätet, davon 1\u00a0Zuarbeit")


def test_an_office_that_leads_is_named() -> None:
    office = SharedOffice(id=id_of(40), name="Gemeinsame Vergabestelle", seat_id=id_of(1))
    job = task(1, lead_office_id=office.id)
    assert place([office, job, lead(job, 1)]).rows[0].office == "Gemeinsame Vergabestelle"
