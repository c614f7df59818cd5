"""Parts that were read from a text become rows of a version, in one step."""

from ozgdesk.commands.clauses import gap_after, open_outline
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clause_parts import Part, fitted
from ozgdesk.domain.clauses import Outline, reference_stems
from ozgdesk.domain.order import spread
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.present.agreement_text import LOST


def insert_parts(
    version_id: str, parts: tuple[Part, ...], *, parent_id: str | None = None, after_id: str | None = None
) -> Command[tuple[Clause, ...]]:
    """Put parts with all they contain under a parent, behind a sibling or (`after_id` None) as the last ones.

    They get fresh stems; a reference to what this version does not have becomes words. Returns the uppermost
    new rows. RuleViolation `clause_level` when they cannot stand there, `frozen` for a frozen version.
    """

    def command(tx: Transaction) -> tuple[Clause, ...]:
        whole = open_outline(tx, version_id)
        parent = tx.get(Clause, parent_id) if parent_id is not None else None
        fitting = fitted(parts, parent.kind if parent else None)
        if fitting is None:
            raise RuleViolation("clause_level")
        before, behind = gap_after(whole, parent_id, after_id)
        keys = spread(before, behind, len(fitting))
        return tuple(
            _insert(tx, whole, version_id, part, parent_id, key)
            for part, key in zip(fitting, keys, strict=True)
        )

    return command


def _insert(
    tx: Transaction, whole: Outline, version_id: str, part: Part, parent_id: str | None, order: str
) -> Clause:
    row = tx.insert(
        Clause(
            id=tx.new_id(),
            version_id=version_id,
            parent_id=parent_id,
            stem=tx.new_id(),
            order=order,
            kind=part.kind,
            heading=_known(whole, part.heading),
            text=_known(whole, part.text),
        )
    )
    for child, key in zip(part.children, spread(None, None, len(part.children)), strict=True):
        _insert(tx, whole, version_id, child, row.id, key)
    return row


def _known(whole: Outline, text: str) -> str:
    for stem in reference_stems(text):
        if stem not in whole.by_stem:
            text = text.replace(f"{{ref:{stem}}}", LOST)
    return text
