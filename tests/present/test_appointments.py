"""The list of all days to keep in mind: what is in it, in which order, and whom each concerns."""

from datetime import date

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskKind
from ozgdesk.present.appointments import appointments
from tests.exchange.rows import NA, SCHM, USI, project, view
from tests.helpers import TODAY, four_municipalities, lead, task


def test_they_are_sorted_by_day_and_time() -> None:
    found = appointments(view())
    assert [(row.on, row.starts_at) for row in found] == sorted((row.on, row.starts_at) for row in found)


def test_no_two_have_the_same_key() -> None:
    found = appointments(view())
    assert len({row.key for row in found}) == len(found) == 11


def test_a_contribution_concerns_who_owes_it_and_who_waits_for_it() -> None:
    (found,) = (
        row for row in appointments(view()) if row.title == "A-002 Vergabewesen" and row.whose.code == "NA"
    )
    assert found.concerns == {NA, USI}


def test_a_phase_concerns_whoever_takes_part_below_it() -> None:
    phase = task(1, deadline_on=date(2026, 12, 1))
    below = task(2, parent_id=phase.id)
    rows = [*four_municipalities(), phase, below, lead(below, 4)]
    (found,) = appointments(View(Snapshot.of(rows), TODAY))
    assert found.concerns == {SCHM}


def test_a_milestone_of_nobody_concerns_all_and_a_task_of_nobody_none() -> None:
    goal = task(1, kind=TaskKind.MILESTONE, deadline_on=date(2026, 12, 1))
    loose = task(2, deadline_on=date(2026, 12, 1))
    view_ = View(Snapshot.of([*four_municipalities(), goal, loose]), TODAY)
    found = {row.title: row.concerns for row in appointments(view_) if row.kind == "deadline"}
    assert found == {"A-001 Aufgabe 1": None, "A-002 Aufgabe 2": frozenset()}
    assert "A-002 Aufgabe 2" not in {row.title for row in appointments(view_, USI)}


def test_a_meeting_known_only_from_a_paper_is_there_once() -> None:
    (found,) = (row for row in appointments(view()) if row.title == "Stadtverordnetenversammlung")
    assert (found.on, found.starts_at, found.detail) == (date(2026, 12, 10), "", "Vorlagen: VL-7")


def test_a_follow_up_is_done_only_from_the_day_it_was_done() -> None:
    rows = [
        type(row)(**{**row.model_dump(), "done_on": date(2026, 12, 1)})
        if hasattr(row, "subject_kind")
        else row
        for row in project()
    ]

    def done(day: date) -> list[bool]:
        found = appointments(View(Snapshot.of(rows), day))
        return [row.is_done for row in found if row.kind == "follow_up"]

    assert (done(date(2026, 11, 30)), done(date(2026, 12, 1))) == ([False, False], [True, True])
