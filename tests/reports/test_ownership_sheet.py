"""The matrix on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import MunicipalityKind, Role
from ozgdesk.present.task_query_line import read_line
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet
from tests.helpers import TODAY, id_of, lead, task
from tests.reports.test_sheets import OPTIONS, RECORDED, pages, printed_sample, view_of, words


def test_the_matrix_of_one_municipality_keeps_the_phases_above_its_tasks() -> None:
    phase, own, other = task(1, "Phase"), task(2, parent_id=id_of(1001)), task(3, parent_id=id_of(1001))
    elsewhere = task(4, "Andere Phase")
    view = view_of([phase, own, other, elsewhere, lead(own, 1), lead(other, 2)])
    text = words(make_sheet("ownership", view, replace(OPTIONS, municipality_id=id_of(1))))
    assert "A-001 Phase" in text
    assert "A-002" in text
    assert "A-003" not in text
    assert "A-004" not in text


def test_the_matrix_of_a_query_holds_and_counts_its_tasks_with_their_phases() -> None:
    phase, other = task(1, "Vorbereitung"), task(4, "Anderes")
    tender, forms = task(2, "Vergabewesen", parent_id=phase.id), task(3, "Formulare", parent_id=phase.id)
    view = view_of([phase, tender, forms, other, lead(tender, 1), lead(forms, 2), lead(other, 2)])
    asked = replace(OPTIONS, tasks=read_line("lead:USI", TODAY).query)
    text = words(make_sheet("ownership", view, asked))
    assert "Nur ein Teil der Aufgaben: Federführung: USI." in text
    assert "Vorbereitung" in text
    assert "Vergabewesen" in text
    assert not any(word in text for word in ("Formulare", "Anderes"))
    assert "Federführung 1 0 0 0 zusammen 1" in text
    nothing = replace(OPTIONS, tasks=read_line("lead:GLA", TODAY).query)
    assert "Keine Aufgabe passt dazu." in words(make_sheet("ownership", view, nothing))


def matrix_rows() -> list[Entity]:
    """A led task with a late contribution, and one that nobody leads."""
    led, lost = task(1, "Geführt", deadline_on=date(2026, 12, 18), duration_minutes=480), task(2, "Verwaist")
    person = Person(id=id_of(20), name="Fachdienst Vergabe", municipality_id=id_of(1), is_function=True)
    due = TODAY - timedelta(days=2)
    helper = Assignment(
        id=id_of(80), task_id=led.id, municipality_id=id_of(2), role=Role.CONTRIBUTOR, due_on=due
    )
    return [led, lost, person, lead(led, 1, person_id=person.id), helper]


def test_the_matrix_says_who_and_by_when_counts_and_lists_what_is_missing() -> None:
    for paper in ("a4", "a3"):
        data = make_sheet("ownership", view_of(matrix_rows()), replace(OPTIONS, paper=paper))
        text = words(data)
        assert check(data) == []
        assert "F Fachdienst Vergabe" in text
        assert "Z ! bis 21.11.2026" in text
        assert "Verwaist !" in text, "what is wrong with a row stands at its name"
        assert "Federführung 1 0 0 0 zusammen 1" in text
        assert "davon verspätet 0 1 0 0 zusammen 1" in text
        assert "Zuarbeit NA seit 21.11.2026 offen" in text
        assert "A-002 Verwaist ohne Federführung" in text


def test_the_head_of_the_matrix_stands_on_every_page_and_its_words_survive_many_municipalities() -> None:
    keys = sequence(12)
    towns = [
        Municipality(
            id=id_of(200 + n), code=f"KOM{n:02}", name=f"Ort {n}", kind=MunicipalityKind.TOWN, order=key
        )
        for n, key in enumerate(keys)
    ]
    jobs = [task(number, f"Aufgabe {number}") for number in range(1, 120)]
    leads = [lead(job, 200 + number % 12, due_on=TODAY) for number, job in enumerate(jobs)]
    view = View(Snapshot.of([*towns, *jobs, *leads]), TODAY, RECORDED)
    for paper in ("a4", "a3"):
        data = make_sheet("ownership", view, replace(OPTIONS, paper=paper))
        assert check(data) == []
        matrix = [page for page in pages(data) if "Was fehlt" not in page]
        assert len(matrix) > 1
        assert all("KOM00" in page and "KOM11" in page for page in matrix)


def test_tasks_that_go_on_after_a_phase_are_told_from_its_own() -> None:
    upper, inner = task(1, "Oben"), task(2, "Unten", parent_id=id_of(1001))
    jobs = [task(3, parent_id=inner.id), task(4, parent_id=upper.id), task(5)]
    text = words(make_sheet("ownership", view_of([upper, inner, *jobs]), OPTIONS))
    assert re.search(
        "A-001 Oben.*Oben › A-002 Unten.*A-003.*Oben .Fortsetzung.*A-004.*Ohne Phase.*A-005", text
    )


def test_what_is_counted_is_named_with_its_milestones_and_phases() -> None:
    demo, centres = (words(printed_sample("ownership", name)) for name in ("demo", "oberzentren"))
    assert "Aufgaben und Meilensteine 42" in demo
    assert "5 F, 8 Z" in demo
    assert "zu prüfen, davon 1 Phase 8" in centres
    assert "Aufgaben 7 davon offen 7" in centres


def test_more_municipalities_than_columns_have_room_are_named_by_their_part() -> None:
    towns = [
        Municipality(
            id=id_of(200 + n), code=f"KOM{n:02}", name=f"Ort {n}", kind=MunicipalityKind.TOWN, order=key
        )
        for n, key in enumerate(sequence(40))
    ]
    job = task(1, "Vergabe")
    helpers = [
        Assignment(
            id=id_of(80 + n),
            task_id=job.id,
            municipality_id=id_of(210 + n),
            role=Role.CONTRIBUTOR,
            due_on=due,
        )
        for n, due in enumerate((date(2026, 12, 18), None))
    ]
    view = View(Snapshot.of([*towns, job, lead(job, 239), *helpers]), TODAY, RECORDED)
    data = make_sheet("ownership", view, OPTIONS)
    text = words(data)
    assert check(data) == []
    assert "Nr. Aufgabe Federführung Zuarbeit zur Kenntnis Stand" in text
    assert re.search("A-001 Vergabe !? ?KOM39 ! KOM10 bis 18.12.2026, KOM11 !", text)
    assert "KOM39 1 0 0 1 0" in text, "its sums"
    assert "zusammen 1 2 0 3 0" in text
