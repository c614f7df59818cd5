"""Paragraphs pasted from elsewhere become parts of a version, at the place where the cursor stood."""

from collections.abc import Sequence

from ozgdesk.commands.clause_parts import insert_parts
from ozgdesk.commands.clauses import open_outline
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.clause_parts import Part
from ozgdesk.domain.clauses import LEVELS, Node, Outline
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.texts.clause_markup import parts_of


def paste(version_id: str, current_id: str | None, text: str) -> Command[tuple[Clause, ...]]:
    """Put what a text describes behind the current part (None: at the end); returns the uppermost new parts.

    A § or an annex comes behind the § or annex of the current part, anything else behind the part itself or
    below its heading. An empty part to which nothing refers gives way to what is pasted.
    """

    def command(tx: Transaction) -> tuple[Clause, ...]:
        whole = open_outline(tx, version_id)
        parts = parts_of(text)
        if not parts:
            return ()
        node = whole.by_id.get(current_id or "")
        parent_id, after_id = _place(whole, node, parts)
        made = insert_parts(version_id, parts, parent_id=parent_id, after_id=after_id)(tx)
        if node is not None and _gives_way(whole, node, parent_id):
            tx.delete(Clause, node.clause.id)
        return made

    return command


def _place(whole: Outline, node: Node | None, parts: Sequence[Part]) -> tuple[str | None, str | None]:
    """Parent and sibling behind which parts are put."""
    top = whole.children(None)
    if node is None:
        return None, top[-1].id if top else None
    upper = (*node.path, node)[0].clause
    if any(part.kind in LEVELS[None] for part in parts) or not LEVELS[upper.kind]:
        return None, upper.id
    if node.clause.kind in LEVELS[None]:
        return node.clause.id, None
    return node.clause.parent_id, node.clause.id


def _gives_way(whole: Outline, node: Node, parent_id: str | None) -> bool:
    row = node.clause
    is_empty = not row.heading and not row.text.strip() and not whole.children(row.id)
    return is_empty and parent_id != row.id and not whole.referring_to(frozenset({row.stem}))
