"""Computed facts of a row, each with the reasons behind it."""

from datetime import date

import pytest

from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.drafts import draft, lacking
from ozgdesk.present.facts import Fact, computed_fields, facts
from ozgdesk.present.task_facts import TaskFacts
from tests.helpers import four_municipalities, id_of, lead, task

DAY = date(2026, 11, 23)


def named(found: tuple[Fact, ...]) -> dict[str, Fact]:
    return {fact.name: fact for fact in found}


def test_a_task_says_when_it_lies_and_how_far_it_may_slip() -> None:
    rows = [
        *four_municipalities(),
        task(1, duration_minutes=480),
        task(2, duration_minutes=4800),
        lead(task(1), 1),
    ]
    found = named(facts(View(Snapshot.of(rows), DAY), rows[4]))
    assert found["Zeitraum"].value == "23.11.2026"
    assert found["Puffer"].value == "darf 9\u00a0Arbeitstage rutschen"
    assert found["Federführung"].value == "Usingen (USI)"


def test_a_late_task_gives_the_reason() -> None:
    late = task(1, duration_minutes=480, actual_start_on=date(2026, 11, 2), state=TaskState.IN_PROGRESS)
    found = named(facts(View(Snapshot.of([late]), DAY), late))
    assert found["Stand"].value == "verspätet"
    assert found["Stand"].light == TaskFacts(View(Snapshot.of([late]), DAY)).light(late).value
    assert any("A-001" in reason for reason in found["Stand"].reasons)


def test_a_phase_says_what_of_it_is_done_and_asks_for_nothing_that_follows_from_its_tasks() -> None:
    phase = task(1)
    parts = [
        task(2, parent_id=phase.id, state=TaskState.DONE, actual_finish_on=date(2026, 11, 2)),
        task(3, parent_id=phase.id, duration_minutes=480),
        task(4, parent_id=phase.id, state=TaskState.DROPPED),
    ]
    view = View(Snapshot.of([phase, *parts]), DAY)
    assert named(facts(view, phase))["Teilaufgaben"].value == "1 von 2 erledigt"
    assert {"kind", "state", "progress_percent", "duration_minutes"} <= computed_fields(view, phase)
    assert computed_fields(view, parts[0]) == frozenset()
    named_state = task(1, state=TaskState.IN_COUNCIL)
    assert "state" not in computed_fields(View(Snapshot.of([named_state, *parts]), DAY), named_state)


def test_a_phase_whose_tasks_are_done_is_done() -> None:
    phase = task(1)
    day = date(2026, 11, 2)
    part = task(
        2, parent_id=phase.id, state=TaskState.DONE, duration_minutes=480,
        actual_start_on=day, actual_finish_on=day, progress_percent=100,
    )  # fmt: skip
    assert named(facts(View(Snapshot.of([phase, part]), DAY), phase))["Stand"].value == "erledigt"


@pytest.fixture(scope="module")
def demo() -> View:
    return View(Snapshot.of(build_sample("demo", DAY, SYSTEM_CLOCK.new_id)), DAY)


def test_a_municipality_shows_its_four_lights(demo: View) -> None:
    found = named(facts(demo, demo.municipalities[0]))
    assert list(found) == ["Ampel Termine", "Ampel Kosten", "Ampel Ergebnis", "Ampel Risiko"]
    assert all(fact.light for fact in found.values())


def test_an_agreement_says_whether_it_is_effective_and_what_is_missing(demo: View) -> None:
    for agreement in demo.snapshot.all(Agreement):
        found = named(facts(demo, agreement))
        assert found["Wirksamkeit"].value
        assert found["Wirksamkeit"].light in ("green", "yellow", "red", "grey")


def test_rows_without_computed_facts_show_none(demo: View) -> None:
    assert facts(demo, demo.snapshot.all(Person)[0]) == ()


def test_a_draft_begins_with_defaults_and_says_what_it_lacks() -> None:
    empty = View(Snapshot.of([]), DAY)
    begun = draft(empty, Assignment, {"task_id": id_of(1)})
    assert begun["role"] is Role.LEAD
    assert lacking(Assignment, begun) == {"municipality_id": "Bitte wählen Sie „Kommune“."}
    assert set(lacking(Task, draft(empty, Task, {}))) == {"name"}
    assert set(lacking(Municipality, draft(empty, Municipality, {}))) == {"code", "name"}


def test_a_second_part_in_a_task_begins_as_a_contribution() -> None:
    project = View(Snapshot.of([*four_municipalities(), task(1), lead(task(1), 1)]), DAY)
    assert draft(project, Assignment, {"task_id": task(1).id})["role"] is Role.CONTRIBUTOR
