"""The sheet of remarks, read back from its PDF."""

from __future__ import annotations

from dataclasses import replace

from ozgdesk.commands import remarks
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.structure import open_pdf
from tests.domain.agreement_rows import GLA, LATER, NA, VERSION
from tests.domain.legal_rows import clause_id, position, sound_rows
from tests.helpers import cooperation, transaction
from tests.reports.test_sheets import OPTIONS, words

COSTS = clause_id(position("Kosten"))


def view_of(count: int = 1) -> View:
    """An open proposal of Glashütten, as often as asked for, and a rejected remark of Neu-Anspach."""
    tx: Transaction = transaction([cooperation(), *sound_rows()])
    stem = tx.get(Clause, COSTS).stem
    for _ in range(count):
        remarks.add_remark(
            VERSION,
            stem=stem,
            municipality_id=GLA,
            text="Bitte öfter abrechnen, damit niemand lange in Vorleistung geht.",
            proposal="Sachkosten werden monatlich erstattet.",
        )(tx)
    other = remarks.add_remark(VERSION, municipality_id=NA, text="Bitte kürzer fassen.")(tx)
    remarks.reject_remark(other.id, "Der Umfang folgt dem Recht.")(tx)
    return View(tx.snapshot(), LATER)


def test_the_sheet_says_place_municipality_words_proposal_state_and_answer() -> None:
    text = words(make_sheet("comments", view_of(), OPTIONS))
    for found in ("§\u00a04 (Kosten)", "Glashütten", "monatlich", "abgelehnt", "Der Umfang folgt dem Recht."):
        assert found.replace("\u00a0", " ") in text.replace("\u00a0", " ")


def test_decided_remarks_and_other_municipalities_can_be_left_out() -> None:
    view = view_of()
    text = words(make_sheet("comments", view, replace(OPTIONS, only_open=True)))
    assert "monatlich" in text
    assert "kürzer" not in text
    text = words(make_sheet("comments", view, replace(OPTIONS, municipality_id=NA)))
    assert "kürzer" in text
    assert "monatlich" not in text
    text = words(make_sheet("comments", view, replace(OPTIONS, municipality_id=NA, only_open=True)))
    assert "Zu dieser Auswahl gibt es keine Anmerkungen." in text


def test_the_head_of_the_table_is_repeated_on_every_page() -> None:
    document = open_pdf(make_sheet("comments", view_of(60), OPTIONS))
    assert len(document.reader.pages) > 2
    for page in document.reader.pages:
        assert "Anmerkung und Vorschlag" in page.extract_text()
