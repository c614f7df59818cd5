# ruff: noqa: E501 -- a case stands on one line, to be compared
"""The letter to the supervisor cites the law by what it is about (§§ 26, 27 KGG)."""

from datetime import date

import pytest

from ozgdesk.domain.agreements import Agreement, AgreementParty, SupervisorStep
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import SupervisorStepKind
from ozgdesk.present.filing_letter import FilingLetter, filing_letter
from tests.domain.agreement_rows import AGREEMENT, LATER, NA, changed, snapshot, step, without
from tests.domain.legal_cases import APPROVED, FILED, PUBLISHED, delegation, drafted
from tests.domain.legal_rows import Rows, sound_rows
from tests.helpers import id_of

DRAFT = id_of(103)


def letter(rows: Rows, version_id: str | None = None) -> FilingLetter:
    view = View(snapshot(rows), LATER)
    found = filing_letter(view, view.snapshot.get(Agreement, AGREEMENT), None, LATER, version_id)
    assert found is not None
    return found


def joining() -> list[Entity]:
    return [
        AgreementParty(id=id_of(112), agreement_id=AGREEMENT, municipality_id=NA, joined_on=date(2027, 1, 1))
    ]


def approved() -> Rows:
    return delegation(APPROVED, PUBLISHED)


def ended(rows: Rows) -> Rows:
    return changed(rows, AGREEMENT, terminated_to=date(2027, 12, 31))


@pytest.mark.parametrize(
    ("rows", "subject", "request_"),
    [
        (lambda: without(sound_rows(), FILED), "Anzeige nach § 26 Abs. 2 Satz 1 KGG: ÖRV", "Wir zeigen die Vereinbarung hiermit an."),
        (delegation, "Antrag auf Genehmigung nach § 26 Abs. 1 Satz 1 KGG: ÖRV", "Wir beantragen, die Vereinbarung zu genehmigen."),
        (lambda: drafted(sound_rows(), "Aufgaben"), "Anzeige einer Änderung nach § 27 Abs. 1 Satz 2 KGG: ÖRV", "Wir zeigen die Änderung der Vereinbarung hiermit an."),
        (lambda: drafted(approved(), "Aufgaben"), "Antrag auf Genehmigung einer Änderung nach § 27 Abs. 1 Satz 1 KGG: ÖRV", "Wir beantragen, die Änderung der Vereinbarung zu genehmigen."),
        (lambda: drafted(approved(), "Kosten"), "Anzeige einer Änderung nach § 27 Abs. 1 Satz 2 KGG: ÖRV", "Wir zeigen die Änderung der Vereinbarung hiermit an."),
        (lambda: [*sound_rows(), *joining()], "Anzeige eines Beitritts nach § 27 Abs. 1 Satz 2 KGG: ÖRV", "Wir zeigen den Beitritt hiermit an."),
        (lambda: [*approved(), *joining()], "Antrag auf Genehmigung eines Beitritts nach § 27 Abs. 1 Satz 1 KGG: ÖRV", "Wir beantragen, den Beitritt zu genehmigen."),
        (lambda: ended(sound_rows()), "Anzeige der Kündigung nach § 27 Abs. 1 Satz 2 KGG: ÖRV", "Wir zeigen die Kündigung hiermit an."),
        (lambda: ended(approved()), "Antrag auf Genehmigung der Kündigung nach § 27 Abs. 2 Satz 2 und 3 KGG: ÖRV", "Wir beantragen, die Kündigung zu genehmigen."),
    ],
)  # fmt: skip
def test_the_norm_follows_from_what_the_letter_is_about(rows: object, subject: str, request_: str) -> None:
    assert callable(rows)
    found = letter(rows())
    assert found.subject.replace("\u00a0", " ") == subject
    assert found.request == request_


def test_an_amendment_says_what_it_changes_and_encloses_both_texts() -> None:
    rows = drafted(sound_rows(), "Kosten", frozen_on=date(2026, 5, 4))
    found = letter(rows)
    assert found.paragraphs[1] == (
        "Die Stadt Usingen und die Gemeinde Glashütten wollen die Vereinbarung „ÖRV“ ändern."
    )
    assert found.paragraphs[2].replace("\u00a0", " ") == "Geändert werden: § 4."
    assert found.enclosures == ("Änderungsvereinbarung, Erste Änderung", "Geltende Vereinbarung, Fassung")
    assert "der Beschluss von Usingen" in found.missing


def test_whether_a_change_touches_what_needs_approval_is_for_a_person_to_check() -> None:
    assert any("bitte prüfen" in text for text in letter(drafted(approved(), "Kosten")).missing)
    assert not any("bitte prüfen" in text for text in letter(drafted(sound_rows(), "Kosten")).missing)


def test_an_accession_names_who_joins_and_when() -> None:
    found = letter([*sound_rows(), *joining()])
    assert found.paragraphs[1] == (
        "Die Stadt Neu-Anspach will der Vereinbarung „ÖRV“ zum 1.\u00a0Januar 2027 beitreten."
    )
    assert found.paragraphs[2] == "Beteiligt sind bisher die Stadt Usingen und die Gemeinde Glashütten."


def test_an_accession_from_another_district_goes_to_the_authority_that_is_competent_then() -> None:
    rows = changed([*sound_rows(), *joining()], NA, district="Rheingau-Taunus-Kreis", population=60_000)
    assert "Regierungspräsidium Darmstadt" in letter(rows).address[0]


def test_a_notice_encloses_the_notice_and_says_for_when() -> None:
    found = letter(ended(approved()))
    assert found.paragraphs[1] == "Die Vereinbarung „ÖRV“ ist zum 31.\u00a0Dezember 2027 gekündigt."
    assert "Kündigungsschreiben" in found.enclosures


def test_the_letter_about_a_chosen_version_is_about_that_version() -> None:
    rows = drafted(sound_rows(), "Kosten", frozen_on=date(2026, 5, 4))
    assert letter(rows, id_of(101)).subject.startswith("Anzeige nach")
    assert letter(rows, DRAFT).subject.startswith("Anzeige einer Änderung")


def test_a_change_is_written_to_the_last_step_and_the_agreement_to_the_first() -> None:
    second = SupervisorStep.model_validate(
        {**step(4, SupervisorStepKind.FILING, date(2026, 5, 20)).model_dump(), "file_reference": "II-7"}
    )
    rows = [*drafted(sound_rows(), "Kosten"), second]
    assert ("Ihr Zeichen", "II-7") in letter(rows).info
    assert ("Ihr Zeichen", "II-7") not in letter(rows, id_of(101)).info
