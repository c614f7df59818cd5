from datetime import date, timedelta

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind
from ozgdesk.present.plan import plan_rows
from ozgdesk.present.plan_filter import Interest, PlanFilter, filtered
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.present.plan_span import spanned
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

FIXED = ConstraintKind.NOT_BEFORE


def rows() -> tuple[PlanRow, ...]:
    early, late = task(1, "Vorlauf"), task(4, "Betrieb")
    week = {"duration_minutes": 5 * 480, "constraint_kind": FIXED}
    jobs = [
        task(2, "Im Dezember", parent_id=early.id, constraint_on=date(2026, 12, 1), **week),
        task(3, "Ohne Termin", parent_id=early.id),
        task(5, "Im März", parent_id=late.id, constraint_on=date(2027, 3, 1), **week),
        task(6, "Im April", deadline_on=date(2026, 12, 24), constraint_on=date(2027, 4, 1), **week),
    ]
    leads = [lead(jobs[0], 1), lead(jobs[1], 2)]
    return plan_rows(View(Snapshot.of([*four_municipalities(), early, late, *jobs, *leads]), TODAY)).rows


def test_without_days_everything_is_inside() -> None:
    assert spanned(rows(), None, None).rows == rows()


def test_tasks_outside_are_counted_and_leave_with_phases_that_hold_nothing_else() -> None:
    found = spanned(rows(), None, date(2026, 12, 31))
    assert [row.number for row in found.rows] == ["A-001", "A-002", "A-003", "A-006"]
    assert found.outside == 1


def test_a_task_that_touches_the_first_or_last_day_is_inside() -> None:
    job = next(row for row in rows() if row.number == "A-002")
    assert job.start is not None
    assert job.finish is not None
    for first, last in ((job.finish, None), (None, job.start)):
        assert job in spanned(rows(), first, last).rows
    for first, last in ((job.finish + timedelta(1), None), (None, job.start - timedelta(1))):
        assert job not in spanned(rows(), first, last).rows


def test_a_phase_by_name_and_another_wish_narrow_each_other() -> None:
    def numbers(wanted: PlanFilter) -> list[str]:
        return [row.number for row in filtered(rows(), wanted, TODAY)]

    assert numbers(PlanFilter(text="Vorlauf")) == ["A-001", "A-002", "A-003"]
    assert numbers(PlanFilter(text="Vorlauf", municipality_id=id_of(1))) == ["A-001", "A-002"]
    assert numbers(PlanFilter(text="Vorlauf", interest=Interest.UNLED)) == []
    assert numbers(PlanFilter(text="Betrieb", interest=Interest.UNLED)) == ["A-004", "A-005"]
