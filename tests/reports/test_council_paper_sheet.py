"""Papers for the bodies, read back: each in the form of its municipality, in the order of the real ones."""

from __future__ import annotations

import re
from dataclasses import replace

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import CouncilPaper
from ozgdesk.domain.people import Person
from ozgdesk.domain.procedure import contractual_tasks
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet
from tests.reports.test_sheets import OPTIONS, pages, sample, words


def town(view: View, code: str) -> str:
    return next(row.id for row in view.snapshot.all(Municipality) if row.code == code)


def printed(name: str, code: str | None, **options: object) -> bytes:
    view = sample(name)
    id_ = town(view, code) if code else None
    return make_sheet("council_paper", view, replace(OPTIONS, municipality_id=id_, **options))


def in_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_the_paper_of_glashuetten_reads_like_the_real_one() -> None:
    text = words(printed("taunus", "GLA"))
    assert in_order(
        text,
        "Gemeinde Glashütten",
        "Beschlussvorlage XIX. Wahlperiode 2021–2026",
        "Datum Drucksachennummer Aktenzeichen Glashütten, den 26.05.2021 50/GV/XIX Amt I -As/ba",
        "Federführendes Amt: Hauptamt (1)",
        "Beteiligte/s Amt/Ämter:",
        "Beratungsfolge Termin Bemerkung Gemeindevorstand 01.06.2021 beschließend",
        "Haupt- und Finanzausschuss 15.06.2021 vorberatend Gemeindevertretung 24.06.2021 beschließend",
        "Interkommunale Zusammenarbeit im Bereich des Onlinezugangsgesetzes",
        "Beschlussvorschlag: Es wird die als Anlage beigefügte",
        "Erläuterungen: Mit dem Onlinezugangsgesetz",
        "unterstützt dieses Vorhaben bis zu 100.000,00 €",
        "Thomas Ciesielski Bürgermeister",
        "Anlage(n): (1) Öff. rechtl. Vereinbarung OZG-Kommune NA USI GLA SCHM (2)",
    )


def test_the_paper_of_neu_anspach_gives_its_facts_first_and_its_savings_once() -> None:
    text = words(printed("taunus", "NA"))
    assert in_order(
        text,
        "Vorlage Datum Drucksachen Nr. 11.12.2020 XII/305/2020",
        "Beratungsfolge Termin Entscheidungen Magistrat 15.12.2020",
        "Sachdarstellung:",
        "Beschlussvorschlag: Es wird beschlossen",
        "Thomas Pauli Bürgermeister",
        "Anlagen 1. Öffentlich-Rechtliche Vereinbarung 2. Kostenaufstellung",
    )
    assert text.count("39.000€ pro Jahr") == 1


def test_the_paper_of_marburg_signs_between_facts_and_money() -> None:
    text = words(printed("oberzentren", "MR"))
    assert in_order(
        text,
        "Beschlussvorlage – VO/7625/2020",
        "Beschlussvorschlag:",
        "Sachverhalt:",
        "Dr. Thomas Spies Oberbürgermeister",
        "Finanzielle Auswirkungen:",
    )


def test_without_a_municipality_all_papers_follow_each_other_each_on_its_page() -> None:
    data = printed("demo", None)
    assert check(data) == []
    found = pages(data)
    for name in ("Stadt Musterstadt", "Stadt Musterhausen", "Gemeinde Beispieldorf", "Gemeinde Probeheim"):
        assert sum(page.lstrip().startswith(name) for page in found) == 1
    text = words(data)
    assert text.count("wird in der vorgelegten Fassung beschlossen") == 4
    assert text.count("Eigenanteil 12.000 €") == 3
    assert text.count("Eigenanteil 9.000 €") == 1
    assert "Für Beispieldorf übernimmt die Organisation die Zuarbeit" in text
    assert "{field:" not in text
    assert "Die Vereinbarung gilt für 5 Jahre" in text


def test_the_signature_names_the_office_by_law_and_no_post() -> None:
    text = words(printed("demo", "PRO"))
    assert "Bürgermeister/in" in text
    assert "Bürgermeisteramt" not in text


def test_stations_behind_closed_doors_are_left_out_unless_asked_for() -> None:
    assert "Gemeindevorstand" not in words(printed("demo", "BSP"))
    assert "Gemeindevorstand" in words(printed("demo", "BSP", with_closed=True))


def test_each_paper_counts_its_own_pages_and_a_single_page_bears_no_number() -> None:
    long = "\n\n".join(["Das ist ein Absatz, der immer wieder da steht."] * 40)
    view = sample("demo")
    musterhausen = town(view, "MHS")
    rows = [
        row.model_validate({**row.model_dump(), "explanation": long})
        if isinstance(row, CouncilPaper) and row.municipality_id == musterhausen
        else row
        for table in view.snapshot.tables.values()
        for row in table.values()
    ]
    found = pages(make_sheet("council_paper", View(Snapshot.of(rows), view.as_of), OPTIONS))
    numbers = [re.findall(r"Seite \d+ von \d+", page) for page in found]
    assert numbers == [[], ["Seite 1 von 2"], ["Seite 2 von 2"], [], []]


def test_offices_that_take_part_are_named_where_the_plan_knows_them_else_written_in_by_hand() -> None:
    view = sample("demo")
    assert "Beteiligte/s Amt/Ämter:" in words(printed("demo", "BSP"))
    agreement = next(row for row in view.snapshot.all(Agreement) if row.short_title == "Vereinbarung OZG")
    office = next(row for row in view.snapshot.all(Person) if row.function == "Bürgerbüro")
    lead = next(row for row in view.snapshot.all(Person) if row.function == "Organisation")
    parties = [view.snapshot.get(Municipality, id_) for id_ in view.effect[agreement.id].parties]
    duty = contractual_tasks(view.snapshot, parties)[0]
    own = [row for row in view.snapshot.all(Assignment) if row.municipality_id == town(view, "BSP")]
    people = zip(own[:2], (lead.id, office.id), strict=True)
    changes = {row.id: {"person_id": person, "task_id": duty.id} for row, person in people}
    rows = [
        row.model_validate({**row.model_dump(), **changes.get(row.id, {})})
        for table in view.snapshot.tables.values()
        for row in table.values()
    ]
    changed = View(Snapshot.of(rows), view.as_of)
    text = words(make_sheet("council_paper", changed, replace(OPTIONS, municipality_id=town(view, "BSP"))))
    assert "Beteiligte/s Amt/Ämter: Bürgerbüro" in text


def test_a_paper_for_publication_leaves_out_what_is_not_public() -> None:
    public = words(printed("demo", "BSP", for_publication=True, with_closed=True))
    assert "Gemeindevorstand" not in public
    assert "Gemeindevertretung" in public
    assert "Amt I -As/ba" not in words(printed("taunus", "GLA", for_publication=True))


def test_no_line_of_the_program_stands_on_a_paper() -> None:
    text = words(printed("taunus", "GLA"))
    for line in ("Stichtag", "gedruckt am", "Datenstand"):
        assert line not in text


def test_a_municipality_without_a_paper_is_told_so() -> None:
    assert "Usingen hat hierzu noch keine Vorlage." in words(printed("taunus", "USI"))
