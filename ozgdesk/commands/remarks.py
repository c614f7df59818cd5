"""Remarks of the partners on the text of an agreement: making, answering, taking over what they propose."""

from datetime import date

from ozgdesk.commands.clauses import edit_clause
from ozgdesk.commands.records import create
from ozgdesk.commands.text_import import retokenized
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clauses import Outline, outline
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.remarks import open_texts, place_for, proposed_words
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import RemarkState
from ozgdesk.present.agreement_text import Reading
from ozgdesk.texts.remarks import TAKEN_OVER


def add_remark(
    version_id: str,
    *,
    stem: str = "",
    municipality_id: str | None = None,
    text: str = "",
    proposal: str = "",
    dated_on: date | None = None,
) -> Command[Remark]:
    """Make a remark about a clause of a version, frozen or not, or (without `stem`) about its whole text.

    It is dated today unless a day is given. RuleViolation `remark_empty` when it neither says nor proposes
    anything, `gone` for a clause the version does not have.
    """

    def command(tx: Transaction) -> Remark:
        version = tx.get(AgreementVersion, version_id)
        if not text.strip() and not proposal.strip():
            raise RuleViolation("remark_empty", at="text")
        if stem and stem not in outline(tx.snapshot(), version.id).by_stem:
            raise RuleViolation("gone")
        return create(
            Remark,
            version_id=version.id,
            stem=stem,
            municipality_id=municipality_id,
            text=text.strip(),
            proposal=proposal.strip(),
            dated_on=dated_on or tx.today,
        )(tx)

    return command


def accept_remark(remark_id: str, answer: str = "") -> Command[Remark]:
    """Call a remark accepted; the text is somebody else's to change."""
    return _close(remark_id, RemarkState.ACCEPTED, answer)


def reject_remark(remark_id: str, reason: str) -> Command[Remark]:
    """Reject a remark with its reason; RuleViolation `remark_reason_needed` without one."""
    return _close(remark_id, RemarkState.REJECTED, reason)


def reopen_remark(remark_id: str) -> Command[Remark]:
    """Open a remark again; its answer goes."""
    return _close(remark_id, RemarkState.OPEN, "")


def take_over_proposal(remark_id: str, version_id: str = "") -> Command[Clause]:
    """Put what a remark proposes into the text and call it accepted, in one step.

    The text is that of the version that is looked at, else (where that one is frozen or lacks the clause) of
    the newest version that can change. RuleViolation `remark_no_proposal`, `remark_not_open`,
    `remark_no_place` where no open version has the clause, `remark_part_unclear` for a § in Absätze.
    """

    def command(tx: Transaction) -> Clause:
        remark = tx.get(Remark, remark_id)
        if not remark.proposal.strip():
            raise RuleViolation("remark_no_proposal")
        if remark.state is not RemarkState.OPEN:
            raise RuleViolation("remark_not_open")
        agreement_id = tx.get(AgreementVersion, remark.version_id).agreement_id
        texts = open_texts(tx.snapshot(), agreement_id, version_id)
        clause = place_for(remark, texts)
        if clause is None:
            raise RuleViolation("remark_no_place")
        text = next(text for text in texts if clause.id in text.by_id)
        changed = _reword(tx, text, clause, remark.proposal)
        name = tx.get(AgreementVersion, clause.version_id).name
        _close(remark_id, RemarkState.ACCEPTED, TAKEN_OVER.format(version=name))(tx)
        return changed

    return command


def _reword(tx: Transaction, text: Outline, clause: Clause, proposal: str) -> Clause:
    """Change heading and text to what is proposed, which is written as the text reads."""
    words = proposed_words(text, clause, proposal)
    if words is None:
        raise RuleViolation("remark_part_unclear")
    version = tx.get(AgreementVersion, clause.version_id)
    reading = Reading(View(tx.snapshot(), tx.today), tx.get(Agreement, version.agreement_id), text)
    heading, body = (
        retokenized(reading.pieces(former), told)
        for former, told in zip((clause.heading, clause.text), words, strict=True)
    )
    return edit_clause(clause.id, heading=heading, text=body)(tx)


def _close(remark_id: str, state: RemarkState, answer: str) -> Command[Remark]:
    def command(tx: Transaction) -> Remark:
        if state is RemarkState.REJECTED and not answer.strip():
            raise RuleViolation("remark_reason_needed", at="answer")
        return tx.update(Remark, remark_id, state=state, answer=answer.strip())

    return command
