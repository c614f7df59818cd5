"""What the place Auslastung shows: bars, sentences, and the list of what is in no figure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.load import LoadStep
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, LoadShare, Role, TaskState
from ozgdesk.present.load import LoadPlace, LoadSpan, load_json, load_rows
from tests.helpers import TODAY, TestClock, cooperation, four_municipalities, id_of, lead, task

DAY = 480
NO_BREAK = "\u00a0"


def place(
    rows: Iterable[Entity], step: LoadStep = LoadStep.WEEK, span: LoadSpan = LoadSpan.QUARTER
) -> LoadPlace:
    return load_rows(View(Snapshot.of([*four_municipalities(), *rows]), TODAY), step, span)


def work(number: int, day: date, days: int, municipality: int, **values: object) -> list[Entity]:
    """A task from a day on and its lead."""
    dated = {"constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": day}
    found = task(number, duration_minutes=days * DAY, **dated)
    return [found, lead(found, municipality, **values)]


def shared(share: LoadShare, **values: object) -> Entity:
    return type(cooperation()).model_validate({**cooperation().model_dump(), "load_share": share, **values})


TWO = [
    *work(1, TODAY, 5, 1, effort_minutes=4 * DAY),
    *work(2, TODAY + timedelta(days=7), 5, 2, effort_minutes=DAY),
]


def test_every_municipality_stands_in_its_order_with_its_share_and_what_is_agreed() -> None:
    lanes = place(TWO).lanes
    assert [lane.municipality.code for lane in lanes] == ["USI", "NA", "GLA", "SCHM"]
    said = [lane.sentence.replace(NO_BREAK, " ") for lane in lanes]
    assert said[0] == "Usingen trägt 80 % (vereinbart 25 %)."
    assert said[2] == "Glashütten trägt 0 % (vereinbart 25 %)."


def test_a_bar_says_its_week_its_days_its_part_and_how_far_it_is_from_the_share() -> None:
    cells = place(TWO).lanes[0].cells
    assert len(cells) == 13
    assert (cells[0].minutes, cells[0].agreed_minutes, cells[0].is_over) == (4 * DAY, DAY, True)
    assert cells[0].sentence.replace(NO_BREAK, " ") == "KW 48/2026, Usingen: 4 T, 100 %, 3 T über dem Anteil"
    assert (
        cells[1].sentence.replace(NO_BREAK, " ") == "KW 49/2026, Usingen: 0 T, 0 %, 0,25 T unter dem Anteil"
    )
    assert cells[2].sentence.replace(NO_BREAK, " ") == "KW 50/2026, Usingen: 0 T"
    assert place(TWO).most_minutes == 4 * DAY


def test_months_and_the_whole_time_hold_the_same_work() -> None:
    by_month = place(TWO, LoadStep.MONTH)
    assert by_month.starts[:2] == (date(2026, 11, 1), date(2026, 12, 1))
    assert sum(lane.minutes for lane in by_month.lanes) == 5 * DAY
    whole = place(TWO, span=LoadSpan.WHOLE)
    assert (whole.first_on, whole.last_on) == (TODAY, TODAY + timedelta(days=13))


def test_without_any_effort_there_is_a_time_but_no_share() -> None:
    found = place([], span=LoadSpan.WHOLE)
    assert len(found.starts) == 13
    assert found.lanes[0].sentence == "Usingen: in diesem Zeitraum ist kein Aufwand geplant."
    assert found.lanes[0].note == ""
    assert found.most_minutes == 0


def test_where_the_share_cannot_be_told_the_place_says_why() -> None:
    found = place([shared(LoadShare.FIXED), *TWO])
    assert {lane.agreed for lane in found.lanes} == {None}
    assert found.lanes[0].sentence.replace(NO_BREAK, " ") == "Usingen trägt 80 %."
    assert found.problems[0] == "Der feste Anteil von Usingen an der Arbeit ist nicht eingetragen."
    assert not any(cell.is_over or cell.note for lane in found.lanes for cell in lane.cells)


def test_who_has_left_stands_there_only_with_work_of_their_own() -> None:
    past = TODAY - timedelta(days=1)
    gone = [
        Municipality.model_validate({**row.model_dump(), "party_until": past}) if row.code != "GLA" else row
        for row in four_municipalities()
    ]
    found = load_rows(View(Snapshot.of([*gone, *TWO]), TODAY), LoadStep.WEEK, LoadSpan.QUARTER)
    assert [(lane.municipality.code, lane.agreed) for lane in found.lanes] == [
        ("USI", None),
        ("NA", None),
        ("GLA", 1),
    ]


def test_the_list_names_what_is_in_no_figure_in_the_order_of_the_plan() -> None:
    bare = task(1, duration_minutes=DAY)
    part = Assignment(
        id=id_of(3001), task_id=bare.id, municipality_id=id_of(3), role=Role.CONTRIBUTOR, due_on=TODAY
    )
    undated = task(2)
    done = task(3, state=TaskState.DONE, actual_start_on=TODAY, actual_finish_on=TODAY)
    rows = [done, lead(done, 1), undated, lead(undated, 2, effort_minutes=60), part, bare, lead(bare, 4)]
    found = place(rows).unplanned
    assert [(r.number, r.municipality.code, r.role_text, r.reason, r.is_done) for r in found] == [
        ("A-001", "GLA", "Zuarbeit", "ohne Aufwand", False),
        ("A-001", "SCHM", "Federführung", "ohne Aufwand", False),
        ("A-002", "NA", "Federführung", "ohne Termine", False),
        ("A-003", "USI", "Federführung", "ohne Aufwand", True),
    ]
    assert found[0].due_on == TODAY


def test_persons_are_there_only_when_wanted_and_never_in_the_order_of_their_load() -> None:
    people = [
        Person(id=id_of(20 + number), name=name, municipality_id=id_of(town), is_function=True)
        for number, (name, town) in enumerate((("Zentrale", 1), ("Bauamt", 1), ("Archiv", 2)))
    ]
    rows = [
        *people,
        *work(1, TODAY, 5, 1, effort_minutes=4 * DAY, person_id=id_of(20)),
        *work(2, TODAY, 5, 1, effort_minutes=DAY, person_id=id_of(21)),
        *work(3, TODAY, 5, 2, effort_minutes=9 * DAY, person_id=id_of(22)),
    ]
    assert place(rows).persons is None
    assert place([cooperation(), *rows]).persons is None
    found = place([shared(LoadShare.EQUAL, has_load_per_person=True), *rows]).persons
    assert found is not None
    assert [(row.name, row.minutes) for row in found] == [
        ("Bauamt", DAY),
        ("Zentrale", 4 * DAY),
        ("Archiv", 9 * DAY),
    ]
    assert found[0].peak.replace(NO_BREAK, " ") == "KW 48/2026: 1 T"


@pytest.mark.parametrize("wanted", [False, True])
def test_the_json_never_says_anything_by_person(wanted: bool) -> None:
    rows = list(build_sample("demo", TODAY, TestClock().new_id))
    rows = [
        type(row).model_validate({**row.model_dump(), "has_load_per_person": wanted})
        if isinstance(row, type(cooperation()))
        else row
        for row in rows
    ]
    view = View(Snapshot.of(rows), TODAY)
    text = str(load_json(view))
    assert bool(view.load.persons) is wanted
    assert not any(person.id in text or person.name in text for person in view.snapshot.all(Person))


def test_the_demo_shows_over_and_under_load_and_work_without_an_effort() -> None:
    view = View(Snapshot.of(build_sample("demo", TODAY, TestClock().new_id)), TODAY)
    found = load_rows(view, LoadStep.WEEK, LoadSpan.QUARTER)
    cells = [cell for lane in found.lanes for cell in lane.cells]
    assert {cell.is_over for cell in cells} == {True, False}
    assert {row.reason for row in found.unplanned if not row.is_done} == {"ohne Aufwand", "ruht"}
    assert load_json(view)["unplanned"]
