"""The page on which an agreement is signed, read back."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from ozgdesk.commands import agreements, signing
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import MunicipalityKind
from ozgdesk.reports import look
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.structure import open_pdf
from tests.domain.agreement_rows import AGREEMENT, LATER, VERSION, agreement_rows
from tests.helpers import TODAY, cooperation, id_of, transaction
from tests.reports import demo
from tests.reports.test_sheets import OPTIONS


def between(parties: int, *, seal: bool = False) -> Transaction:
    """An agreement of so many parties, each with two places to sign and an original."""
    towns = [
        Municipality(
            id=id_of(n), code=f"K{n}", name=f"Musterort {n}", kind=MunicipalityKind.TOWN, order=f"o{n}"
        )
        for n in range(1, parties + 1)
    ]
    tx = transaction([cooperation(), *towns])
    agreement = agreements.start_agreement("Vereinbarung über die gemeinsame Arbeit")(tx)
    agreements.propose_signatures(agreement.id)(tx)
    copies = signing.propose_copies(agreement.id)(tx)
    signing.keep_at([row.id for row in copies], "Rathaus")(tx)
    signing.offer_seal_field(agreement.id, seal)(tx)
    return tx


def printed(tx: Transaction) -> bytes:
    return make_sheet("signing", View(tx.snapshot(), TODAY), OPTIONS)


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


@pytest.mark.parametrize("seal", [False, True])
@pytest.mark.parametrize("parties", [2, 4, 8])
def test_every_party_has_two_places_below_its_name_and_none_is_torn_apart(parties: int, seal: bool) -> None:
    data = printed(between(parties, seal=seal))
    assert check(data) == []
    found = pages(data)
    for n in range(1, parties + 1):
        assert sum(f"Für die Stadt Musterort {n}" in text for text in found) == 1
    for text in found:
        blocks = text.count("Für die Stadt")
        assert text.count("Ort, Datum") == text.count("Erste Stadträtin/Erster Stadtrat") == blocks
        assert text.count("Siegel") == (blocks if seal else 0)
    assert len(found) == (1 if parties < 8 else 2)


def test_the_blocks_of_four_and_their_originals_fill_one_page() -> None:
    [text] = pages(printed(between(4, seal=True)))
    assert text.count("Bürgermeister/in") == 4
    assert "HGO), in 4 Ausfer" in " ".join(text.split())
    assert text.count("Rathaus") == 4


def test_the_seal_is_read_aloud_as_a_word_and_its_circle_is_not() -> None:
    nodes = list(open_pdf(printed(between(2, seal=True))).nodes())
    assert [node.text.strip() for node in nodes if node.role == "P"].count("Siegel") == 2
    assert not any(node.role == "Figure" for node in nodes)


def test_what_is_signed_already_is_noted_and_a_draft_is_marked() -> None:
    tx = transaction([cooperation(), *agreement_rows()])
    text = "".join(pages(make_sheet("signing", View(tx.snapshot(), LATER), OPTIONS)))
    assert "USI: 2 Unterschriften liegen vor, vom 10.03.2026." in text.replace("\u00a0", " ")
    assert "Entwurf" in text
    agreements.freeze_version(VERSION)(tx)
    frozen = "".join(pages(make_sheet("signing", View(tx.snapshot(), LATER), OPTIONS)))
    assert "Entwurf" not in frozen


def test_without_an_agreement_or_parties_the_page_says_so() -> None:
    empty = transaction([cooperation()])
    assert "noch keine Vereinbarung" in pages(printed(empty))[0]
    agreements.start_agreement("Allein")(empty)
    assert "noch keine Vertragspartei" in pages(printed(empty))[0]


def test_the_agreement_prints_the_same_field_for_the_seal() -> None:
    tx = transaction([cooperation(), *agreement_rows()])
    signing.offer_seal_field(AGREEMENT, True)(tx)
    data = make_sheet("agreement", View(tx.snapshot(), LATER), OPTIONS)
    assert check(data) == []
    assert "".join(pages(data)).count("Siegel") == 2


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_any_number_of_people_can_sign_for_a_party(count: int) -> None:
    signers = [("Mitglied des Magistrats mit einer sehr langen Amtsbezeichnung " * 2, "")] * count
    for seal in (False, True):
        story = [look.signature_block("Für die Stadt", signers, has_seal=seal)] * 2
        data = look.write_pdf(story, demo.setup())
        assert check(data) == []
        assert "".join(pages(data)).count("Ort, Datum") == 2
