"""Sprechzettel and letter to the supervisor, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ozgdesk.domain.agreements import Agreement, Clause, Signature, SupervisorStep
from ozgdesk.domain.councils import Matter
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm
from ozgdesk.present.filing_letter import FilingLetter, filing_letter
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet, print_sheet, sheet
from tests.helpers import TODAY
from tests.reports.test_council_paper_sheet import in_order, town
from tests.reports.test_sheets import OPTIONS, pages, sample, words


def changed(view: View, kind: type[Entity], **values: object) -> View:
    """The view with fields of all rows of a kind replaced."""
    rows = [
        row.model_validate({**row.model_dump(), **values}) if isinstance(row, kind) else row
        for table in view.snapshot.tables.values()
        for row in table.values()
    ]
    return View(Snapshot.of(rows), view.as_of)


def letter_of(view: View, on: date = TODAY) -> FilingLetter:
    agreement = next(row for row in view.snapshot.all(Agreement) if row.short_title == "Vereinbarung OZG")
    found = filing_letter(view, agreement, None, on)
    assert found is not None
    return found


def test_the_briefing_says_what_it_is_about_what_it_costs_and_what_may_be_asked() -> None:
    text = words(make_sheet("briefing", sample("demo"), OPTIONS))
    assert in_order(
        text,
        "Worum geht es? Vier Kommunen setzen",
        "Kosten Eigenanteil 12.000 €",
        "Beschluss Die Vereinbarung über",
        "Beratungsfolge",
        "Mögliche Fragen Geben wir Zuständigkeiten ab? Nein.",
    )


def test_the_briefing_of_one_municipality_has_its_costs_and_its_way_only() -> None:
    view = sample("demo")
    text = words(make_sheet("briefing", view, replace(OPTIONS, municipality_id=town(view, "MHS"))))
    assert "Eigenanteil 9.000 €" in text
    assert "Probeheim" not in text.split("Beratungsfolge")[1]
    assert "PRO" not in text.split("Beratungsfolge")[1]


def test_a_briefing_of_any_length_is_one_page_and_says_that_it_was_cut() -> None:
    long = "Warum ist das so? Weil es so ist, und das seit langem. " * 40
    view = changed(
        sample("demo"),
        Matter,
        summary=long * 3,
        resolution_text=long * 3,
        financial_effect=long,
        questions="\n\n".join(f"Frage {n}?\n{long}" for n in range(30)),
    )
    printed = print_sheet(sheet("briefing"), view, OPTIONS)
    assert printed.pages == 1
    assert "Gekürzt auf eine Seite" in words(printed.data)


def test_a_delegation_asks_for_approval_of_the_computed_authority() -> None:
    data = make_sheet("filing_letter", sample("demo"), replace(OPTIONS, printed_on=TODAY))
    assert check(data) == []
    text = words(data)
    assert in_order(
        text,
        "Stadt Musterstadt",
        "Magistrat der Stadt Musterstadt · Musterstraße 1 · 12345 Musterstadt",
        "Landrat des Musterkreises",
        "Antrag auf Genehmigung",
        "Wir beantragen, die Vereinbarung zu genehmigen.",
        "Bürgermeister/in",
        "Anlagen",
        "Beglaubigter Beschlussauszug Stadtverordnetenversammlung Musterstadt, Vorlage VL-2/31",
    )


def test_mandates_alone_are_filed() -> None:
    found = letter_of(changed(sample("demo"), Task, is_contractual=True, legal_form=LegalForm.MANDATE))
    assert found.subject.startswith("Anzeige")
    assert found.request == "Wir zeigen die Vereinbarung hiermit an."


def test_what_is_missing_is_told_and_neither_claimed_nor_printed() -> None:
    view = sample("demo")
    found = letter_of(view)
    assert "der Beschluss von Probeheim" in found.missing
    assert "der Beschlussauszug von Musterhausen" in found.missing
    assert [row.municipality for row in found.resolutions] == ["Musterstadt", "Musterhausen", "Beispieldorf"]
    assert not any("Musterhausen" in line for line in found.enclosures)
    assert "wollen die Vereinbarung" in found.paragraphs[1]
    text = words(make_sheet("filing_letter", view, OPTIONS))
    assert "fehlt" not in text
    assert "bitte prüfen" not in text
    missing = sheet("filing_letter").missing
    assert missing is not None
    assert missing(view, OPTIONS).startswith("Für dieses Schreiben fehlt noch: ")


def test_a_recorded_address_is_set_line_by_line() -> None:
    view = changed(
        sample("demo"), SupervisorStep, authority="Landrat des Musterkreises, Kreisweg 1, 12300 Kreisstadt"
    )
    found = letter_of(view)
    assert found.address == ("Landrat des Musterkreises", "Kreisweg 1", "12300 Kreisstadt")
    assert "die Anschrift der Aufsichtsbehörde" not in found.missing


def test_the_letter_is_one_page_and_without_a_procedure_there_is_none() -> None:
    assert print_sheet(sheet("filing_letter"), sample("demo"), OPTIONS).pages == 1
    text = words(make_sheet("filing_letter", sample("taunus"), OPTIONS))
    assert "gibt es kein Schreiben" in text


def test_a_publication_names_resolution_text_and_what_is_left_out_as_a_draft_until_all_is_there() -> None:
    view = sample("demo")
    options = replace(OPTIONS, municipality_id=town(view, "MST"))
    data = make_sheet("publication", view, options)
    assert check(data) == []
    text = words(data)
    assert "Zur Veröffentlichung in: Musterstädter Anzeiger" in text
    assert "Die Stadtverordnetenversammlung Musterstadt hat die Vereinbarung am" in text
    assert "Nicht abgedruckt: §§ 3, 4, 5, 6 und 7" in text
    assert "Genehmigt am" not in text
    assert "letzte Unterschrift wurde" not in text
    missing = sheet("publication").missing
    assert missing is not None
    assert "die Genehmigung der Aufsichtsbehörde" in missing(view, options)
    assert "die Unterschriften von Musterhausen" in missing(view, options)


def test_a_publication_is_one_page_for_each_municipality_however_long_the_agreement_is() -> None:
    view = sample("demo")
    assert len(pages(make_sheet("publication", view, OPTIONS))) == 4
    long = changed(view, Clause, text="Ein Satz, der den Text lang macht. " * 40)
    data = make_sheet("publication", long, OPTIONS)
    assert len(pages(data)) == 4
    assert check(data) == []
    assert words(data).count("ist als Anlage beigefügt.") == 4
    assert "Ein Satz, der den Text lang macht." not in words(data)


def test_a_publication_names_the_day_of_the_last_signature_once_all_have_signed() -> None:
    view = sample("demo")
    agreement = next(row for row in view.snapshot.all(Agreement) if row.short_title == "Vereinbarung OZG")
    signatures = [
        Signature(
            id=f"{number:032x}", agreement_id=agreement.id, municipality_id=town_id, order=f"z{number}",
            signed_on=date(2026, 11, 10 + number),
        )
        for number, town_id in enumerate([*view.effect[agreement.id].parties] * 2, 1)
    ]  # fmt: skip
    kept = [
        row for table in view.snapshot.tables.values() for row in table.values()
        if not isinstance(row, Signature)
    ]  # fmt: skip
    signed = View(Snapshot.of([*kept, *signatures]), view.as_of)
    data = make_sheet("publication", signed, OPTIONS)
    assert words(data).count("Die letzte Unterschrift wurde am 18. November 2026 geleistet.") == 4


def test_the_agreement_for_publication_leaves_out_what_binds_only_the_parties() -> None:
    view = sample("demo")
    whole = words(make_sheet("agreement", view, OPTIONS))
    public = words(make_sheet("agreement", view, replace(OPTIONS, for_publication=True)))
    assert "§ 5" in whole
    assert "Unterschriften" in whole
    assert "Nicht abgedruckt: §§ 3, 4, 5, 6 und 7" in public
    assert "Unterschriften" not in public


def test_mandates_alone_need_no_publication() -> None:
    view = changed(sample("demo"), Task, is_contractual=True, legal_form=LegalForm.MANDATE)
    assert "keine Bekanntmachung vorgesehen" in words(make_sheet("publication", view, OPTIONS))
