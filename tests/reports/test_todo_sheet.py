"""The lists to hand out, on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.task_query_line import read_line
from ozgdesk.reports import look
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.structure import open_pdf
from tests.helpers import TODAY, id_of, lead, task
from tests.reports.test_sheets import OPTIONS, pages, sample, view_of, words

PERSON = Person(id=id_of(20), name="Fachdienst Vergabe", municipality_id=id_of(1), is_function=True)


def rows() -> list[Entity]:
    """A led task in Usingen, its late contribution of Neu-Anspach, and a task of nobody."""
    job, lost = task(1, "Vergabe", deadline_on=TODAY + timedelta(days=9)), task(2, "Verwaist")
    due = TODAY - timedelta(days=2)
    part = Assignment(
        id=id_of(80), task_id=job.id, municipality_id=id_of(2), role=Role.CONTRIBUTOR, due_on=due
    )
    return [job, lost, PERSON, lead(job, 1, person_id=PERSON.id), part]


def test_every_municipality_begins_a_page_with_its_persons_and_a_line_for_the_answer() -> None:
    data = make_sheet("todo", view_of(rows()), OPTIONS)
    usingen, anspach, nobody = (" ".join(page.split()) for page in pages(data))
    assert "Usingen (USI)" in usingen
    assert "Fachdienst Vergabe (USI)" in usingen
    assert "Rückmeldung bis" in usingen
    assert "an die Koordination (Usingen)" in usingen
    assert "Neu-Anspach (NA)" in anspach
    assert "Ohne Ansprechperson (NA)" in anspach
    assert "Überfällig: 1" in anspach
    assert "überfällig seit 21.11.2026" in anspach, "said in words, not by colour"
    assert "Ohne Kommune" in nobody
    assert "A-002 Verwaist ohne Federführung" in nobody
    assert "Rückmeldung" not in nobody


def test_one_municipality_gets_its_own_list_alone() -> None:
    text = words(make_sheet("todo", view_of(rows()), replace(OPTIONS, municipality_id=id_of(2))))
    assert "Ohne Ansprechperson (NA)" in text
    assert "Fachdienst" not in text
    assert "Verwaist" not in text
    nothing = words(make_sheet("todo", view_of(rows()), replace(OPTIONS, municipality_id=id_of(4))))
    assert "Es ist nichts offen" in nothing


def test_one_person_alone_is_printed_with_a_filter() -> None:
    asked = replace(OPTIONS, tasks=read_line("person:Vergabe", TODAY).query)
    text = words(make_sheet("todo", view_of(rows()), asked))
    assert "Nur ein Teil der Aufgaben: Person" in text
    assert "Fachdienst Vergabe (USI)" in text
    assert "Neu-Anspach" not in text
    nobody = replace(OPTIONS, tasks=read_line("person:Niemand", TODAY).query)
    assert "Nichts davon ist offen." in words(make_sheet("todo", view_of(rows()), nobody))


def test_every_thing_has_a_box_that_a_screen_reader_names() -> None:
    data = make_sheet("todo", view_of(rows()), OPTIONS)
    boxes = [node for node in open_pdf(data).nodes() if node.alt == "Kästchen zum Abhaken"]
    assert [node.role for node in boxes] == ["TD"] * 3
    assert all(node.text == "" for node in boxes), "the box itself is decoration"
    assert decorations(look.tick_box()) == decorations("") + 1, "and it is drawn"


def decorations(cell: look.Cell) -> int:
    """How many marks of a small table with this cell are artifacts."""
    data = look.write_pdf([look.table(("Fertig", "Was"), [(cell, "Dies")], header=1)], setup())
    return sum("Artifact" in mark.tags[0] for page in open_pdf(data).pages for mark in page.marks)


def setup() -> look.PageSetup:
    return look.PageSetup(
        title="Probe", cooperation="IKZ", as_of=TODAY, recorded_until=None, printed_on=TODAY
    )


@pytest.mark.parametrize("count", [1, 3])
def test_lines_to_write_on_are_paragraphs_whose_lines_are_decoration(count: int) -> None:
    data = look.write_pdf([look.fill_in(*((f"Feld {n}", 1.0) for n in range(count)))], setup())
    assert check(data) == []
    texts = [node.text.strip() for node in open_pdf(data).nodes() if node.role == "P"]
    assert [text for text in texts if text.startswith("Feld")] == [f"Feld {n}" for n in range(count)]


def test_the_list_of_a_person_stays_together_where_it_leaves_less_than_a_third_of_a_page_empty() -> None:
    printed = pages(make_sheet("todo", sample("demo"), OPTIONS))
    (before,) = (n for n, page in enumerate(printed) if "Hauptamt Musterhausen (MHS)" in page)
    (mine,) = (n for n, page in enumerate(printed) if "Ohne Ansprechperson (MHS)" in page)
    assert mine == before + 1
    assert "Ohne Termin (9)" in printed[mine]
    assert "Abschlussbericht schreiben" in printed[mine], "its last row"


def test_a_long_list_begins_on_the_page_of_a_short_one_and_names_its_person_on_both() -> None:
    other = Person(id=id_of(21), name="Amt für alles", municipality_id=id_of(1), is_function=True)
    first, *many = [task(n, f"Aufgabe {n}") for n in range(1, 22)]
    leads = [lead(first, 1, person_id=other.id), *(lead(job, 1, person_id=PERSON.id) for job in many)]
    upper, lower = pages(make_sheet("todo", view_of([PERSON, other, first, *many, *leads]), OPTIONS))
    assert "Was zu tun ist · Amt für alles" in upper
    assert "Was zu tun ist · Fachdienst Vergabe" in upper
    assert "Was zu tun ist · Fachdienst Vergabe" in lower


def test_a_list_of_half_a_page_is_not_split_for_the_sake_of_an_empty_one() -> None:
    other = Person(id=id_of(21), name="Amt für alles", municipality_id=id_of(1), is_function=True)
    jobs = [task(n, f"Aufgabe {n}") for n in range(1, 22)]
    leads = [lead(job, 1, person_id=(other if n < 10 else PERSON).id) for n, job in enumerate(jobs)]
    upper, lower = pages(make_sheet("todo", view_of([PERSON, other, *jobs, *leads]), OPTIONS))
    assert "Fachdienst Vergabe" not in upper
    assert "Fachdienst Vergabe (USI)" in lower
