"""Replacing words in the text of an agreement."""

from ozgdesk.commands.clauses import check_references, open_outline
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clause_search import ClauseField, Wanted, replaced
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction


def replace_all(version_id: str, wanted: Wanted, replacement: str) -> Command[int]:
    """Replace in all headings and texts of a version; returns how often. Placeholders and references stay."""

    def command(tx: Transaction) -> int:
        whole = open_outline(tx, version_id)
        total = 0
        for node in whole.nodes:
            row = node.clause
            heading, in_heading = replaced(row.heading, wanted, replacement)
            text, in_text = replaced(row.text, wanted, replacement)
            if in_heading or in_text:
                check_references(whole, text)
                tx.update(Clause, row.id, heading=heading, text=text)
            total += in_heading + in_text
        return total

    return command


def replace_one(
    clause_id: str, field: ClauseField, rank: int, wanted: Wanted, replacement: str
) -> Command[Clause]:
    """Replace one place in a part, counted from 0. RuleViolation `gone` for none."""

    def command(tx: Transaction) -> Clause:
        row = tx.get(Clause, clause_id)
        whole = open_outline(tx, row.version_id)
        text, count = replaced(getattr(row, field), wanted, replacement, only=rank)
        if not count:
            raise RuleViolation("gone")
        check_references(whole, text)
        return tx.update(Clause, clause_id, **{field: text})

    return command
