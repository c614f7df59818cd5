"""The matrix of tasks and municipalities: its cells, what to look at, totals, and which rows are shown."""

from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.cooperation import SharedOffice
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskKind, TaskState
from ozgdesk.present.matrix import (
    NONE,
    Counts,
    Matrix,
    MatrixRow,
    cell_sentence,
    cell_tip,
    matrix,
    next_role,
    row_sentence,
    table_text,
)
from ozgdesk.present.matrix_filter import MatrixFilter, narrowed
from ozgdesk.present.ownership import municipality_totals
from ozgdesk.present.plan_filter import without_folded
from tests.helpers import TODAY, four_municipalities, id_of, lead, task

YESTERDAY = date(2026, 11, 22)
PERSON = Person(id=id_of(50), name="Fachdienst Vergabe", municipality_id=id_of(1), is_function=True)
DEPUTY = Person(id=id_of(51), name="Hauptamt", municipality_id=id_of(1), is_function=True)


def view_of(rows: Iterable[Entity]) -> View:
    return View(Snapshot.of([*four_municipalities(), PERSON, DEPUTY, *rows]), TODAY)


def found(*rows: Entity) -> Matrix:
    return matrix(view_of(rows))


def led(of: Task, municipality: int = 1, **values: object) -> Assignment:
    return lead(of, municipality, **{"person_id": PERSON.id, **values})


def part(
    number: int, of: Task, municipality: int, role: Role = Role.CONTRIBUTOR, **values: object
) -> Assignment:
    dated = {"due_on": date(2026, 12, 4)} if role is Role.CONTRIBUTOR else {}
    return Assignment(
        id=id_of(3000 + number),
        task_id=of.id,
        municipality_id=id_of(municipality),
        role=role,
        **{**dated, **values},
    )


def letters(row: MatrixRow) -> list[str]:
    return [cell.letter for cell in row.cells]


def test_rows_follow_the_tree_and_cells_the_municipalities() -> None:
    phase, child = task(1, "Phase"), task(2, "Kind", parent_id=id_of(1001))
    rows = found(phase, child, led(child, 2), part(1, child, 1), part(2, child, 4, Role.INFORMED)).rows
    assert [(row.number, row.level, row.is_phase, row.within) for row in rows] == [
        ("A-001", 0, True, ""),
        ("A-002", 1, False, "Phase"),
    ]
    assert letters(rows[1]) == ["Z", "F", "", "K"]
    assert [row.problems for row in rows] == [(), ()], "a phase needs no lead"


def test_an_open_task_without_a_lead_is_a_problem_of_its_row_and_a_milestone_or_done_task_is_not() -> None:
    rows = found(
        task(1),
        task(2, kind=TaskKind.MILESTONE),
        task(3, state=TaskState.DONE),
        task(4, is_contractual=True),
    ).rows
    assert [row.problems for row in rows] == [
        ("ohne Federführung",),
        (),
        (),
        ("ohne Rechtsform", "ohne Federführung"),
    ]
    assert [row.own_problems for row in rows] == [row.problems for row in rows]
    assert [row.is_unled for row in rows] == [True, False, False, True]


def test_a_lead_without_a_person_and_a_contribution_without_a_day_are_problems_of_their_cells() -> None:
    job = task(1)
    row = found(job, lead(job, 2), part(1, job, 3, due_on=None), part(2, job, 4)).rows[0]
    assert [cell.problems for cell in row.cells] == [
        (),
        ("Federführung NA ohne Ansprechperson",),
        ("Zuarbeit GLA ohne Termin",),
        (),
    ]
    assert row.problems == ("Federführung NA ohne Ansprechperson", "Zuarbeit GLA ohne Termin")
    assert row.own_problems == ()


def test_what_several_lack_is_said_once_for_the_row() -> None:
    job = task(1)
    parts = [part(number, job, number, due_on=None) for number in (2, 3)]
    row = found(job, led(job), *parts, part(4, job, 4, due_on=YESTERDAY)).rows[0]
    assert row.problems == ("Zuarbeit NA, GLA ohne Termin", "Zuarbeit SCHM seit 22.11.2026 offen")


def test_what_is_delivered_or_closed_needs_no_person_and_no_day() -> None:
    job, done = task(1), task(2, state=TaskState.DONE)
    delivered = part(1, job, 3, due_on=None, done_on=YESTERDAY)
    rows = found(job, done, led(job), delivered, lead(done, 2), part(2, done, 3, due_on=None)).rows
    assert [row.problems for row in rows] == [(), ()]
    assert [cell.is_done for cell in rows[0].cells] == [False, False, True, False]
    assert [cell.is_done for cell in rows[1].cells] == [False, True, True, False]


def test_a_late_contribution_is_marked_in_its_cell_with_the_day() -> None:
    job = task(1)
    row = found(job, led(job), part(1, job, 3, due_on=YESTERDAY)).rows[0]
    assert [cell.is_late for cell in row.cells] == [False, False, True, False]
    assert row.cells[2].problems == ("Zuarbeit GLA seit 22.11.2026 offen",)


def test_a_lead_reads_by_when_its_task_is_due_and_a_done_one_has_no_day_left() -> None:
    dated = task(1, deadline_on=date(2026, 12, 4))
    late = task(2, deadline_on=date(2026, 11, 20))
    done = task(3, state=TaskState.DONE, deadline_on=date(2026, 12, 4))
    rows = found(dated, late, done, led(dated), led(late), led(done)).rows
    assert [row.cells[0].due_on for row in rows] == [date(2026, 12, 4), date(2026, 11, 20), None]
    assert [row.cells[0].is_late for row in rows] == [False, True, False]
    assert rows[1].cells[0].problems == ("war bis 20.11.2026 fällig",)


def test_who_is_only_informed_has_no_day_even_where_one_was_kept() -> None:
    job = task(1)
    row = found(job, led(job), part(1, job, 3, Role.INFORMED, due_on=YESTERDAY)).rows[0]
    assert (row.cells[2].due_on, row.cells[2].problems) == (None, ())


def test_a_phase_and_the_totals_count_the_tasks_below_and_no_phase() -> None:
    phase, inner = task(1, "Phase"), task(2, "Innen", parent_id=id_of(1001))
    opened = task(3, parent_id=inner.id)
    done = task(4, parent_id=phase.id, state=TaskState.DONE)
    rows: list[Entity] = [phase, inner, opened, done, led(phase), led(opened), led(done)]
    rows += [part(1, opened, 2), part(2, done, 2), part(3, opened, 3, Role.INFORMED)]
    result = found(*rows)
    by_number = {row.number: row for row in result.rows}
    assert [cell.counts for cell in by_number["A-001"].cells] == [
        Counts(lead=2, open=1),
        Counts(contributor=2, open=1),
        Counts(informed=1),
        NONE,
    ]
    assert by_number["A-002"].counts == Counts(1, 1, 1, open=2)
    assert by_number["A-001"].cells[0].letter == "F", "its own part is still seen"
    assert result.totals == tuple(cell.counts for cell in by_number["A-001"].cells)
    assert result.counts == Counts(2, 2, 1, open=2)


def test_the_totals_agree_with_the_figures_of_each_municipality() -> None:
    jobs = [task(number, state=state) for number, state in enumerate(TaskState, 1)]
    rows: list[Entity] = [*jobs, *(led(job, job.state is TaskState.DONE or 2) for job in jobs)]
    rows += [part(number, job, 3, due_on=YESTERDAY) for number, job in enumerate(jobs)]
    view = view_of(rows)
    result = matrix(view)
    for tag, counts in zip(result.municipalities, result.totals, strict=True):
        figures = municipality_totals(view, tag)
        assert counts.open == figures.led_open + figures.contributions_owed
        assert counts.late == figures.led_late + figures.contributions_late


def test_an_office_that_leads_is_named() -> None:
    office = SharedOffice(id=id_of(40), name="Gemeinsame Vergabestelle", seat_id=id_of(1))
    job = task(1, lead_office_id=office.id)
    assert found(office, job, led(job)).rows[0].office == "Gemeinsame Vergabestelle"


def test_a_cell_says_who_by_when_and_what_to_look_at() -> None:
    job = task(1, "Vergabe", deadline_on=date(2026, 12, 4), duration_minutes=480)
    away = Absence(id=id_of(60), person_id=PERSON.id, from_on=YESTERDAY, until_on=TODAY, deputy_id=DEPUTY.id)
    result = found(job, away, led(job), part(1, job, 3, due_on=None))
    row, tags = result.rows[0], result.municipalities
    tip = cell_tip(row, tags[0], row.cells[0])
    assert tip.splitlines()[:3] == [
        "A-001 Vergabe",
        "Usingen: Federführung",
        "Fachdienst Vergabe (Vertretung: Hauptamt)",
    ]
    assert cell_tip(row, tags[1], row.cells[1]) == ""
    assert cell_sentence(row, tags[1], row.cells[1]) == "nicht beteiligt: Neu-Anspach, A-001 Vergabe"
    assert (
        cell_sentence(row, tags[2], row.cells[2])
        == "Zuarbeit, Zuarbeit GLA ohne Termin: Glashütten, A-001 Vergabe"
    )
    assert row_sentence(row) == "A-001 Vergabe, Aufgabe, geplant, Zuarbeit GLA ohne Termin"


def test_nobody_there_on_the_day_is_a_problem_of_an_open_part() -> None:
    away = Absence(id=id_of(60), person_id=PERSON.id, from_on=TODAY, until_on=date(2026, 12, 31))
    job, done = task(1), task(2)
    owed = part(1, job, 2, person_id=PERSON.id)
    delivered = part(2, done, 2, person_id=PERSON.id, done_on=TODAY)
    rows = found(
        away, job, done, led(job, person_id=DEPUTY.id), led(done, person_id=DEPUTY.id), owed, delivered
    ).rows
    said = ("Fachdienst Vergabe ist am 04.12. abwesend, keine Vertretung",)
    assert [row.problems for row in rows] == [said, ()]
    assert [row.cells[1].problems for row in rows] == [said, ()]
    assert rows[0].own_problems == ()


def test_a_phase_says_what_is_in_it() -> None:
    phase, job = task(1, "Phase"), task(2, "Vergabe", parent_id=id_of(1001))
    result = found(phase, job, led(job), part(1, job, 2))
    cell = result.rows[0].cells[0]
    assert cell_sentence(result.rows[0], result.municipalities[0], cell) == (
        "in der Phase 1F, davon 1 offen: Usingen, A-001 Phase"
    )
    assert result.rows[0].counts.words() == "1F 1Z"


def test_a_key_goes_round_the_roles_and_takes_the_lead_from_nobody() -> None:
    job = task(1)
    row = found(job, led(job, 1), part(1, job, 2), part(2, job, 3, Role.INFORMED)).rows[0]
    assert [next_role(row, place) for place in range(4)] == [
        Role.CONTRIBUTOR,
        Role.INFORMED,
        None,
        Role.CONTRIBUTOR,
    ]
    unled = found(job, part(1, job, 2)).rows[0]
    assert [next_role(unled, place) for place in range(2)] == [Role.LEAD, Role.INFORMED]


def test_rows_go_to_a_spreadsheet_as_lines_of_cells() -> None:
    phase, job = task(1, "Phase"), task(2, "Vergabe\tund Bau", parent_id=id_of(1001))
    result = found(phase, job, led(job, 2), part(1, job, 3, due_on=None))
    assert table_text(result.municipalities, result.rows).splitlines() == [
        "Nr.\tAufgabe\tUSI\tNA\tGLA\tSCHM\tSumme\tBitte prüfen",
        "A-001\tPhase\t\t1F\t1Z\t\t1F 1Z\t",
        "A-002\tVergabe und Bau\t\tF\tZ\t\t1F 1Z\tZuarbeit GLA ohne Termin",
    ]


def test_filters_keep_the_phases_above_and_count_anew() -> None:
    phase, other = task(1, "Vergabe"), task(2, "Anderes")
    first, second = task(3, "Angebot", parent_id=phase.id), task(4, "Zuschlag", parent_id=phase.id)
    done = task(5, "Antrag", parent_id=other.id, state=TaskState.DONE)
    result = found(
        phase,
        other,
        first,
        second,
        done,
        led(first, 1),
        led(second, 2),
        led(done, 1),
        part(1, second, 3, due_on=None),
    )

    def shown(**values: object) -> list[str]:
        return [row.number for row in narrowed(result, MatrixFilter(**values)).rows]

    assert shown() == ["A-001", "A-003", "A-004", "A-002", "A-005"]
    assert shown(task_ids=frozenset({second.id})) == ["A-001", "A-004"]
    assert shown(municipality_id=id_of(1)) == ["A-001", "A-003", "A-002", "A-005"]
    assert shown(municipality_id=id_of(99)) == shown(), "an unknown one counts as all"
    assert shown(only_to_check=True) == ["A-001", "A-004"]
    assert shown(task_ids=frozenset({first.id}), only_to_check=True) == []
    one = narrowed(result, MatrixFilter(municipality_id=id_of(3)))
    assert one.rows[0].counts == one.counts == Counts(1, 1, 0, open=2)


def test_a_folded_phase_hides_what_is_below_it() -> None:
    phase, inner, job = task(1), task(2, parent_id=id_of(1001)), task(3, parent_id=id_of(1002))
    rows = found(phase, inner, job).rows
    assert [row.number for row in without_folded(rows, frozenset({phase.id}))] == ["A-001"]
    assert [row.number for row in without_folded(rows, frozenset({inner.id}))] == ["A-001", "A-002"]


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4), st.sampled_from(list(TaskState))), max_size=12),
    st.booleans(),
)
def test_the_counts_of_a_phase_are_those_of_its_children(
    shape: list[tuple[int, int, TaskState]], only_to_check: bool
) -> None:
    rows: list[Entity] = []
    for number, (above, municipality, state) in enumerate(shape, 1):
        parent = id_of(1000 + above) if 0 < above < number else None
        job = task(number, parent_id=parent, state=state)
        rows += [job, *([led(job, municipality)] if municipality else [])]
    result = narrowed(found(*rows), MatrixFilter(only_to_check=only_to_check))
    for row in result.rows:
        if row.is_phase:
            children = [child.counts for child in result.rows if child.parent_id == row.id]
            assert row.counts == sum(children, NONE)
    assert result.counts == sum((row.counts for row in result.rows if row.parent_id is None), NONE)
