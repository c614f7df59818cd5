"""What Backspace, Entf and Return do to the parts of an agreement: join them, and leave a level."""

from ozgdesk.commands.clauses import open_outline
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clauses import LEVELS, Outline, Reference, reference_stems, token_text, tokens
from ozgdesk.domain.order import between
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ClauseKind

_SENTENCE_ENDS = ".;:,!?"


def join_clause(clause_id: str) -> Command[tuple[Clause, str]]:
    """Join an Absatz, Nummer or Buchstabe with the text before it; what refers to it refers to that then.

    Returns the part that is left and the text that stood before the seam. RuleViolation `clause_level` for a
    part with a heading, and where what stands below the part may not stand below the other.
    """

    def command(tx: Transaction) -> tuple[Clause, str]:
        row = tx.get(Clause, clause_id)
        whole = open_outline(tx, row.version_id)
        if row.kind in LEVELS[None]:
            raise RuleViolation("clause_level")
        ids = [node.clause.id for node in whole.nodes]
        before = whole.nodes[ids.index(clause_id) - 1].clause
        if _is_blank_twin(whole, before, row):
            _redirect(tx, whole, before.stem, row.stem)
            tx.delete(Clause, before.id)
            return tx.get(Clause, row.id), ""
        left = before.text + _seam(before.text, row.text)
        _hand_over(tx, whole, row, before)
        _redirect(tx, whole, row.stem, before.stem)
        text = _redirected(left + row.text, row.stem, before.stem)
        tx.delete(Clause, row.id)
        return tx.update(Clause, before.id, text=text), left

    return command


def leave_level(clause_id: str) -> Command[Clause]:
    """An empty part at the end of its list goes one level up: Buchstabe, Nummer, Absatz, next § or Anlage.

    RuleViolation `clause_level` for any other part.
    """

    def command(tx: Transaction) -> Clause:
        row = tx.get(Clause, clause_id)
        whole = open_outline(tx, row.version_id)
        parent = tx.find(Clause, row.parent_id)
        is_last = whole.children(row.parent_id)[-1].id == row.id
        if parent is None or row.text.strip() or not is_last or whole.children(row.id):
            raise RuleViolation("clause_level")
        if parent.kind in LEVELS[None] and row.kind is not ClauseKind.PARAGRAPH:
            return tx.update(Clause, row.id, kind=ClauseKind.PARAGRAPH)
        kind = parent.kind
        if kind in (ClauseKind.PREAMBLE, ClauseKind.FORMULA):
            kind = ClauseKind.CLAUSE
        siblings = [part.id for part in whole.children(parent.parent_id)]
        behind = whole.children(parent.parent_id)[siblings.index(parent.id) + 1 :]
        order = between(parent.order, behind[0].order if behind else None)
        return tx.update(Clause, row.id, kind=kind, parent_id=parent.parent_id, order=order)

    return command


def _seam(left: str, right: str) -> str:
    """A blank between two sentences; none in a word that Return cut in two."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return ""
    return " " if left[-1] in _SENTENCE_ENDS or right[0].isupper() else ""


def _is_blank_twin(whole: Outline, before: Clause, row: Clause) -> bool:
    """An empty part of the same kind and place gives way instead, so that what is written stays itself."""
    is_twin = (before.kind, before.parent_id) == (row.kind, row.parent_id)
    return is_twin and not before.text and not before.heading and not whole.children(before.id)


def _hand_over(tx: Transaction, whole: Outline, row: Clause, target: Clause) -> None:
    """Hang what stands below a part below the other, where the part stood."""
    children = whole.children(row.id)
    if any(child.kind not in LEVELS[target.kind] for child in children):
        raise RuleViolation("clause_level")
    others = [part for part in whole.children(target.id) if part.id != row.id]
    first = others[0].order if others else None
    last = None
    for child in children:
        last = between(last, first)
        tx.update(Clause, child.id, parent_id=target.id, order=last)


def _redirect(tx: Transaction, whole: Outline, old: str, new: str) -> None:
    for node in whole.referring_to(frozenset({old})):
        row = tx.get(Clause, node.clause.id)
        tx.update(Clause, row.id, text=_redirected(row.text, old, new))


def _redirected(text: str, old: str, new: str) -> str:
    if old not in reference_stems(text):
        return text
    return "".join(token_text(Reference(new) if token == Reference(old) else token) for token in tokens(text))
