"""Closing findings on agreements with a reason, opening them again, and the remedies of several rows."""

from collections.abc import Iterable
from datetime import date

from ozgdesk.commands.agreements import set_legal_form
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Document
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import LegalForm, ReviewState


def close_finding(
    agreement_id: str,
    rule: str,
    fingerprint: str,
    state: ReviewState,
    reason: str,
    *,
    stem: str = "",
    reviewed_on: date | None = None,
    document_id: str | None = None,
) -> Command[ReviewNote]:
    """Close a finding as checked or not applicable; it returns when what it is about changes.

    `reviewed_on` is today when None. RuleViolation `review_reason_needed` without a reason, `future_day` for
    a day to come. A note on the same finding is replaced.
    """

    def command(tx: Transaction) -> ReviewNote:
        on = reviewed_on or tx.today
        _check(reason, on, tx.today)
        if document_id is not None:
            tx.get(Document, document_id)
        _forget(tx, agreement_id, rule, fingerprint)
        return tx.insert(
            ReviewNote(
                id=tx.new_id(),
                agreement_id=tx.get(Agreement, agreement_id).id,
                rule=rule,
                stem=stem,
                state=state,
                reason=reason.strip(),
                reviewed_on=on,
                document_id=document_id,
                fingerprint=fingerprint,
            )
        )

    return command


def reopen_finding(note_id: str) -> Command[None]:
    """Take a note back, so that its finding is open again."""

    def command(tx: Transaction) -> None:
        tx.delete(ReviewNote, tx.get(ReviewNote, note_id).id)

    return command


def set_legal_forms(task_ids: Iterable[str], form: LegalForm) -> Command[tuple[Task, ...]]:
    """Give several Vertragsaufgaben the same legal form (§ 24 Abs. 1 KGG) in one step."""
    ids = tuple(task_ids)

    def command(tx: Transaction) -> tuple[Task, ...]:
        return tuple(set_legal_form(id_, form)(tx) for id_ in ids)

    return command


def _check(reason: str, on: date, today: date) -> None:
    if not reason.strip():
        raise RuleViolation("review_reason_needed", at="reason")
    if on > today:
        raise RuleViolation("future_day", at="reviewed_on")


def _forget(tx: Transaction, agreement_id: str, rule: str, fingerprint: str) -> None:
    """Delete what was noted on the same finding before."""
    for row in tx.all(ReviewNote):
        if (row.agreement_id, row.rule, row.fingerprint) == (agreement_id, rule, fingerprint):
            tx.delete(ReviewNote, row.id)
