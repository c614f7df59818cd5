"""The figures of each municipality."""

from collections.abc import Iterable
from datetime import date

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.municipalities import tags_of
from ozgdesk.present.ownership import MunicipalityTotals, late_words, municipality_totals
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

YESTERDAY = date(2026, 11, 22)


def totals(rows: Iterable[Entity]) -> list[MunicipalityTotals]:
    """The figures of the four municipalities in their order."""
    view = View(Snapshot.of([*four_municipalities(), *rows]), TODAY)
    tags = tags_of(view)
    return [municipality_totals(view, tags[row.id]) for row in view.municipalities]


def part(number: int, task_id: str, municipality: int, role: Role, **values: object) -> Assignment:
    return Assignment(
        id=id_of(3000 + number), task_id=task_id, municipality_id=id_of(municipality), role=role, **values
    )


def test_totals_count_open_done_and_late_but_no_phases() -> None:
    phase = task(1)
    opened, done = task(2, parent_id=phase.id), task(3, parent_id=phase.id, state=TaskState.DONE)
    usingen, anspach, glashuetten, _ = totals(
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
    assert (usingen.led_open, usingen.led_done) == (1, 1)
    assert (anspach.contributions_owed, anspach.contributions_done) == (1, 1)
    assert glashuetten.informed == 1


def test_what_was_dropped_is_neither_open_nor_done() -> None:
    dropped = task(1, state=TaskState.DROPPED)
    usingen, anspach, *_ = totals([dropped, lead(dropped, 1), part(1, dropped.id, 2, Role.CONTRIBUTOR)])
    assert (usingen.led_open, usingen.led_done) == (0, 0)
    assert (anspach.contributions_owed, anspach.contributions_done) == (0, 0)


def test_late_tasks_and_late_contributions_are_one_number_with_its_parts() -> None:
    overdue = task(1, deadline_on=YESTERDAY)
    owing = task(2, deadline_on=date(2027, 1, 29))
    rows = [overdue, owing, lead(overdue, 1), lead(owing, 1)]
    late = part(1, owing.id, 1, Role.CONTRIBUTOR, due_on=YESTERDAY)
    assert late_words(totals(rows)[0]) == ("1", "verspätet")
    assert late_words(totals([*rows, late])[0]) == ("2", "verspätet, davon 1\u00a0Zuarbeit")
