"""Papers for the bodies, read back: each in the form of its municipality, in the order of the real ones."""

from __future__ import annotations

from dataclasses import replace

from ozgdesk.domain.cooperation import Municipality
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
        "Federführendes Amt Beteiligte/s Amt/Ämter Hauptamt (1)",
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


def test_a_paper_for_publication_leaves_out_what_is_not_public() -> None:
    whole = words(printed("demo", "BSP"))
    assert "Gemeindevorstand" in whole
    public = words(printed("demo", "BSP", for_publication=True))
    assert "Gemeindevorstand" not in public
    assert "Gemeindevertretung" in public
    assert "Amt I -As/ba" not in words(printed("taunus", "GLA", for_publication=True))


def test_no_line_of_the_program_stands_on_a_paper() -> None:
    text = words(printed("taunus", "GLA"))
    for line in ("Stichtag", "gedruckt am", "Datenstand"):
        assert line not in text


def test_a_municipality_without_a_paper_is_told_so() -> None:
    assert "Usingen hat hierzu noch keine Vorlage." in words(printed("taunus", "USI"))
