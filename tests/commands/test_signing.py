from datetime import date

import pytest

from ozgdesk.commands import records, signing
from ozgdesk.domain.agreements import Agreement, AgreementCopy, Signature
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.present.signing import copy_rows, signing_text
from tests.domain.agreement_rows import AGREEMENT, GLA, NA, USI, agreement_rows
from tests.helpers import TODAY, id_of, transaction

FIRST, SECOND = id_of(411), id_of(412)


def text(tx: Transaction) -> str:
    return signing_text(View(tx.snapshot(), TODAY), AGREEMENT)


def owners(tx: Transaction) -> list[str | None]:
    return [row.municipality_id for row in sorted(tx.all(AgreementCopy), key=lambda row: row.order)]


def test_day_and_place_go_into_several_signatures_and_leave_each_other_alone() -> None:
    tx = transaction(agreement_rows())
    signing.sign_on([FIRST, SECOND], None)(tx)
    signing.sign_at([FIRST, SECOND], " Usingen ")(tx)
    signing.sign_on([FIRST], date(2026, 3, 11))(tx)
    rows = [tx.get(Signature, id_) for id_ in (FIRST, SECOND)]
    assert [(row.signed_on, row.place) for row in rows] == [(date(2026, 3, 11), "Usingen"), (None, "Usingen")]


def test_nobody_signs_on_a_day_to_come() -> None:
    tx = transaction(agreement_rows())
    with pytest.raises(RuleViolation, match="future_day"):
        signing.sign_on([FIRST], date(2027, 1, 1))(tx)


def test_each_party_gets_one_original_the_coordinating_one_first() -> None:
    tx = transaction(agreement_rows())
    signing.propose_copies(AGREEMENT)(tx)
    assert owners(tx) == [USI, GLA]
    assert signing.propose_copies(AGREEMENT)(tx) == ()


@pytest.mark.parametrize(("count", "expected"), [(1, [USI]), (2, [USI, GLA]), (3, [USI, GLA, None])])
def test_as_many_originals_as_the_agreement_states(count: int, expected: list[str | None]) -> None:
    tx = transaction(agreement_rows())
    signing.set_copies_count(AGREEMENT, count)(tx)
    signing.propose_copies(AGREEMENT)(tx)
    assert owners(tx) == expected
    assert signing.propose_copies(AGREEMENT)(tx) == ()


def test_originals_that_are_there_stay() -> None:
    tx = transaction(agreement_rows())
    records.create(AgreementCopy, agreement_id=AGREEMENT, municipality_id=GLA, location="Rathaus")(tx)
    signing.propose_copies(AGREEMENT)(tx)
    assert owners(tx) == [GLA, USI]


def test_the_state_of_signing_is_said_in_words() -> None:
    tx = transaction(agreement_rows())
    assert text(tx) == "Alle 4 Unterschriften liegen vor. Ausfertigungen sind noch nicht vorgesehen."
    signing.sign_on([FIRST], None)(tx)
    made = signing.propose_copies(AGREEMENT)(tx)
    assert text(tx).replace("\u00a0", " ") == (
        "Es fehlt 1 von 4 Unterschriften: Usingen (1). "
        "Von 2 Ausfertigungen ist nicht erfasst, wo sie liegen: Usingen und Glashütten."
    )
    signing.keep_at([made[0].id], "Rathaus Glashütten")(tx)
    signing.sign_on([SECOND], None)(tx)
    assert text(tx).replace("\u00a0", " ") == (
        "Es fehlen 2 von 4 Unterschriften: Usingen (2). "
        "1 Ausfertigung liegt bei „Rathaus Glashütten“. "
        "Von 1 Ausfertigung ist nicht erfasst, wo sie liegt: Glashütten."
    )
    signing.keep_at([row.id for row in made], "Kreisarchiv")(tx)
    assert "2 Ausfertigungen liegen bei „Kreisarchiv“." in text(tx).replace("\u00a0", " ")
    signing.set_copies_count(AGREEMENT, 5)(tx)
    assert text(tx).endswith("Vorgesehen sind 5, erfasst 2.")


def test_an_original_of_somebody_who_is_no_party_and_of_nobody_are_told_apart() -> None:
    tx = transaction(agreement_rows())
    records.create(AgreementCopy, agreement_id=AGREEMENT)(tx)
    records.create(AgreementCopy, agreement_id=AGREEMENT, municipality_id=NA)(tx)
    rows = copy_rows(View(tx.snapshot(), TODAY), AGREEMENT)
    assert [row.owner for row in rows] == ["Neu-Anspach", "nicht zugeordnet"]


def test_the_field_for_the_seal_is_offered_and_taken_away() -> None:
    tx = transaction(agreement_rows())
    signing.offer_seal_field(AGREEMENT, True)(tx)
    assert tx.get(Agreement, AGREEMENT).has_seal_field
    signing.offer_seal_field(AGREEMENT, False)(tx)
    assert not tx.get(Agreement, AGREEMENT).has_seal_field
