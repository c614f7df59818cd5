from datetime import date

import pytest

from ozgdesk.commands import reviews
from ozgdesk.commands.clauses import edit_clause
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.legal_check import Hit
from ozgdesk.domain.reviews import Reviewed, note_on
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import LegalForm, ReviewState
from tests.domain.agreement_rows import AGREEMENT, LATER, changed
from tests.domain.legal_rows import clause_id, position, says, sound_rows
from tests.helpers import id_of, task, transaction

BEITRITT = clause_id(position("Beitritt"))


def written() -> Transaction:
    """A text whose Öffnungsklausel says too little."""
    return transaction(says(sound_rows(), "Beitritt", "Weitere Kommunen können beitreten."))


def found(tx: Transaction) -> Reviewed:
    [reviewed] = View(tx.snapshot(), LATER).reviews[AGREEMENT]
    return reviewed


def close(
    tx: Transaction, hit: Hit, state: ReviewState = ReviewState.CHECKED, **values: object
) -> ReviewNote:
    command = reviews.close_finding(
        AGREEMENT, hit.rule, hit.fingerprint, state, "Mit der Aufsicht besprochen", stem=hit.stem, **values
    )
    return command(tx)


def test_a_closed_finding_stays_with_reason_and_day() -> None:
    tx = written()
    note = close(tx, found(tx).hit)
    assert found(tx).note == note
    assert (note.state, note.reviewed_on) == (ReviewState.CHECKED, tx.today)
    assert note_on(tx.snapshot(), found(tx).hit) == note


def test_a_closed_finding_returns_when_its_text_changes_and_says_so() -> None:
    tx = written()
    note = close(tx, found(tx).hit)
    edit_clause(BEITRITT, text="Weitere Kommunen können stets beitreten.")(tx)
    assert (found(tx).note, found(tx).lapsed) == (None, note)
    edit_clause(BEITRITT, text="Weitere Kommunen können beitreten.")(tx)
    assert found(tx).note == note


def test_a_closed_finding_stays_closed_when_another_part_changes() -> None:
    tx = written()
    close(tx, found(tx).hit)
    edit_clause(clause_id(position("Kosten")), text="Kosten werden samt Umsatzsteuer erstattet.")(tx)
    assert found(tx).note is not None


def test_the_newest_note_on_a_finding_replaces_the_one_before() -> None:
    tx = written()
    close(tx, found(tx).hit)
    close(tx, found(tx).hit, ReviewState.NOT_APPLICABLE)
    assert [note.state for note in tx.all(ReviewNote)] == [ReviewState.NOT_APPLICABLE]


def test_a_finding_can_be_opened_again() -> None:
    tx = written()
    note = close(tx, found(tx).hit)
    reviews.reopen_finding(note.id)(tx)
    assert found(tx).note is None


def test_closing_needs_a_reason_and_a_day_that_has_come() -> None:
    tx = written()
    hit = found(tx).hit
    with pytest.raises(RuleViolation) as refusal:
        reviews.close_finding(AGREEMENT, hit.rule, hit.fingerprint, ReviewState.CHECKED, "  ")(tx)
    assert refusal.value.code == "review_reason_needed"
    with pytest.raises(RuleViolation) as refusal:
        close(tx, hit, reviewed_on=date(2030, 1, 1))
    assert refusal.value.code == "future_day"


def test_notes_on_several_tasks_under_one_rule_do_not_close_each_other() -> None:
    rows = [*sound_rows(), *(task(n, is_contractual=True, legal_form=LegalForm.MANDATE) for n in (2, 3))]
    tx = transaction(rows)
    first, second = View(tx.snapshot(), LATER).reviews[AGREEMENT]
    close(tx, first.hit)
    again = View(tx.snapshot(), LATER).reviews[AGREEMENT]
    assert [(row.note is not None, row.lapsed) for row in again] == [(True, None), (False, None)]
    assert second.hit.rule == first.hit.rule == "KGG-02"


def test_a_legal_form_is_given_to_several_tasks_at_once() -> None:
    rows = [
        *changed(sound_rows(), id_of(1001), legal_form=LegalForm.NOT_STATED),
        task(2, "E-Akte", is_contractual=True),
    ]
    tx = transaction(rows)
    reviews.set_legal_forms((id_of(1001), id_of(1002)), LegalForm.MANDATE)(tx)
    assert {row.legal_form for row in tx.all(Task)} == {LegalForm.MANDATE}
