"""Remarks of the partners are made, answered and taken over into the text, each in one step."""

from datetime import date

import pytest

from ozgdesk.commands import remarks
from ozgdesk.commands.agreements import copy_version, freeze_version
from ozgdesk.commands.clauses import add_clause, edit_clause
from ozgdesk.commands.records import edit
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, RemarkState
from ozgdesk.present.agreement import clause_rows
from ozgdesk.texts.rules import rule_message
from tests.domain.agreement_rows import GLA, VERSION
from tests.domain.legal_rows import clause_id, position, sound_rows
from tests.helpers import transaction

COSTS = clause_id(position("Kosten"))
FILING = clause_id(position("Anzeige"))


def stem(tx: Transaction, part: str = COSTS) -> str:
    return tx.get(Clause, part).stem


def made(tx: Transaction, proposal: str = "Jede Kommune trägt ihre Kosten.", part: str = COSTS) -> Remark:
    return remarks.add_remark(VERSION, stem=stem(tx, part), municipality_id=GLA, proposal=proposal)(tx)


def refusal(command: object, tx: Transaction) -> str:
    with pytest.raises(RuleViolation) as refused:
        command(tx)  # type: ignore[operator]
    return rule_message(refused.value)


def test_a_remark_is_dated_today_and_stands_behind_the_others() -> None:
    tx = transaction(sound_rows())
    first = made(tx)
    second = remarks.add_remark(VERSION, text=" Gut so. ", dated_on=date(2026, 11, 2))(tx)
    assert (first.dated_on, first.state, first.municipality_id) == (tx.today, RemarkState.OPEN, GLA)
    assert (second.stem, second.text, second.dated_on) == ("", "Gut so.", date(2026, 11, 2))
    assert first.order < second.order


def test_a_remark_that_says_nothing_is_refused_with_a_sentence() -> None:
    tx = transaction(sound_rows())
    assert refusal(remarks.add_remark(VERSION, text="  "), tx).startswith("Bitte schreiben Sie")
    assert "gelöscht" in refusal(remarks.add_remark(VERSION, stem="f" * 32, text="Nein"), tx)


def test_a_frozen_version_may_be_remarked_on() -> None:
    tx = transaction(sound_rows())
    freeze_version(VERSION)(tx)
    assert made(tx).state is RemarkState.OPEN


def test_rejecting_needs_a_reason_wherever_it_is_done() -> None:
    tx = transaction(sound_rows())
    remark = made(tx)
    sentence = "Bitte nennen Sie den Grund, aus dem die Anmerkung abgelehnt wird."
    assert refusal(remarks.reject_remark(remark.id, " "), tx) == sentence
    assert refusal(edit(Remark, remark.id, state=RemarkState.REJECTED), tx) == sentence
    closed = remarks.reject_remark(made(tx).id, "Zu teuer.")(tx)
    assert (closed.state, closed.answer) == (RemarkState.REJECTED, "Zu teuer.")
    reopened = remarks.reopen_remark(closed.id)(tx)
    assert (reopened.state, reopened.answer) == (RemarkState.OPEN, "")


def test_an_accepted_remark_leaves_the_text_alone() -> None:
    tx = transaction(sound_rows())
    before = tx.get(Clause, COSTS)
    assert remarks.accept_remark(made(tx).id)(tx).state is RemarkState.ACCEPTED
    assert tx.get(Clause, COSTS) == before


def test_taking_over_changes_the_clause_and_closes_the_remark() -> None:
    tx = transaction(sound_rows())
    remark = made(tx)
    assert remarks.take_over_proposal(remark.id)(tx).text == "Jede Kommune trägt ihre Kosten."
    assert tx.get(Clause, COSTS).heading == "Kosten"
    closed = tx.get(Remark, remark.id)
    assert (closed.state, closed.answer) == (RemarkState.ACCEPTED, "In die Fassung „Fassung“ übernommen.")
    assert "schon entschieden" in refusal(remarks.take_over_proposal(remark.id), tx)


def test_a_line_before_a_blank_one_is_the_heading_unless_it_is_a_sentence() -> None:
    tx = transaction(sound_rows())
    remarks.take_over_proposal(made(tx, "Kosten und Abrechnung\n\nJede trägt ihre.").id)(tx)
    changed = tx.get(Clause, COSTS)
    assert (changed.heading, changed.text) == ("Kosten und Abrechnung", "Jede trägt ihre.")
    remarks.take_over_proposal(made(tx, "Jede trägt ihre.\n\nEs gibt Abschläge.").id)(tx)
    changed = tx.get(Clause, COSTS)
    assert (changed.heading, changed.text) == (
        "Kosten und Abrechnung",
        "Jede trägt ihre.\n\nEs gibt Abschläge.",
    )


def test_placeholders_that_read_as_proposed_stay_placeholders() -> None:
    tx = transaction(sound_rows())
    rows = clause_rows(View(tx.snapshot(), tx.today), VERSION)
    reads = next(row.text for row in rows if row.id == FILING)
    remarks.take_over_proposal(made(tx, reads.replace("angezeigt", "sofort angezeigt"), FILING).id)(tx)
    assert tx.get(Clause, FILING).text == "Die Vereinbarung wird {field:supervisor} sofort angezeigt."


def test_a_paragraph_whose_absaetze_hold_the_text_takes_only_a_heading() -> None:
    tx = transaction(sound_rows())
    edit_clause(COSTS, text="")(tx)
    add_clause(VERSION, ClauseKind.PARAGRAPH, parent_id=COSTS, text="Jede zahlt.")(tx)
    assert "besteht aus Absätzen" in refusal(remarks.take_over_proposal(made(tx).id), tx)
    remarks.take_over_proposal(made(tx, "Kosten und Abrechnung").id)(tx)
    assert tx.get(Clause, COSTS).heading == "Kosten und Abrechnung"


def test_what_is_proposed_for_a_frozen_version_goes_into_the_newest_open_one() -> None:
    tx = transaction(sound_rows())
    remark = made(tx)
    freeze_version(VERSION)(tx)
    assert "kopieren Sie die Fassung" in refusal(remarks.take_over_proposal(remark.id, VERSION), tx)
    older, newer = (copy_version(VERSION, name)(tx) for name in ("Zwei", "Drei"))
    changed = remarks.take_over_proposal(remark.id, VERSION)(tx)
    assert (changed.version_id, changed.stem) == (newer.id, remark.stem)
    assert tx.get(Remark, remark.id).answer == "In die Fassung „Drei“ übernommen."
    other = made(tx, "Anders.")
    assert remarks.take_over_proposal(other.id, older.id)(tx).version_id == older.id
    assert tx.get(Clause, COSTS).text.startswith("Sachkosten")
