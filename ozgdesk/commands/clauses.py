"""Writing the text of an agreement: add, edit, split, move, nest and delete. A frozen version refuses."""

from collections.abc import Sequence

from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.clauses import LEVELS, Outline, reference_stems
from ozgdesk.domain.order import between
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.texts.clauses import citation


def add_clause(
    version_id: str,
    kind: ClauseKind,
    *,
    parent_id: str | None = None,
    after_id: str | None = None,
    heading: str = "",
    text: str = "",
) -> Command[Clause]:
    """Add a part behind a sibling, or (`after_id` None) as the last one under its parent."""

    def command(tx: Transaction) -> Clause:
        whole = open_outline(tx, version_id)
        _check_level(tx, kind, parent_id)
        check_references(whole, text)
        order = _order_after(whole, parent_id, after_id)
        return _insert(tx, version_id, kind, parent_id, order, heading, text)

    return command


def edit_clause(
    clause_id: str, *, heading: str | None = None, text: str | None = None, kind: ClauseKind | None = None
) -> Command[Clause]:
    """Change heading, text or kind, None leaves each; a reference to a part that does not exist is refused.

    Where a part hangs is the business of `move_clause`, which keeps a part from hanging in itself.
    """

    def command(tx: Transaction) -> Clause:
        row = tx.get(Clause, clause_id)
        whole = open_outline(tx, row.version_id)
        if text is not None:
            check_references(whole, text)
        if kind is not None:
            _check_level(tx, kind, row.parent_id)
            _check_children(whole, row.id, kind)
        values = {"heading": heading, "text": text, "kind": kind}
        given = {name: value for name, value in values.items() if value is not None}
        return tx.update(Clause, clause_id, **given)

    return command


def split_clause(clause_id: str, before: str, after: str) -> Command[Clause]:
    """Cut a text in two: `before` stays, `after` becomes the next part of the same kind, which is returned.

    A § or an annex continues with its first Absatz instead; one without Absätze gets two of them, because a
    text of its own above a single Absatz could not be cited. What lies below a text goes with its end.
    """

    def command(tx: Transaction) -> Clause:
        row = tx.get(Clause, clause_id)
        edit_clause(clause_id, text=before)(tx)
        whole = open_outline(tx, row.version_id)
        check_references(whole, after)
        if ClauseKind.PARAGRAPH in LEVELS[row.kind]:
            children = whole.children(row.id)
            if before and not children:
                tx.update(Clause, row.id, text="")
                own = _insert(
                    tx, row.version_id, ClauseKind.PARAGRAPH, row.id, between(None, None), "", before
                )
                order = between(own.order, None)
            else:
                order = between(None, children[0].order if children else None)
            return _insert(tx, row.version_id, ClauseKind.PARAGRAPH, row.id, order, "", after)
        order = _order_after(whole, row.parent_id, row.id)
        made = _insert(tx, row.version_id, row.kind, row.parent_id, order, "", after)
        for child in whole.children(row.id) if after.strip() else ():
            tx.update(Clause, child.id, parent_id=made.id)
        return made

    return command


def move_clause(clause_id: str, *, parent_id: str | None, after_id: str | None) -> Command[Clause]:
    """Put a part, with everything below it, under a parent behind a sibling (None: to the front)."""

    def command(tx: Transaction) -> Clause:
        row = tx.get(Clause, clause_id)
        whole = open_outline(tx, row.version_id)
        below = {part.id for part in whole.under(clause_id)}
        if parent_id in below or after_id in below:
            raise RuleViolation("clause_level")
        _check_level(tx, row.kind, parent_id)
        siblings = [part for part in whole.children(parent_id) if part.id != clause_id]
        position = 0
        if after_id is not None:
            position = _position(siblings, after_id) + 1
        before = siblings[position - 1].order if position else None
        behind = siblings[position].order if position < len(siblings) else None
        return tx.update(Clause, clause_id, parent_id=parent_id, order=between(before, behind))

    return command


def shift_clause(clause_id: str, places: int) -> Command[Clause]:
    """Move a part up (-1) or down (1) among its siblings, from the last place into the neighbouring list.

    At the end of the text it stays.
    """

    def command(tx: Transaction) -> Clause:
        row = tx.get(Clause, clause_id)
        whole = open_outline(tx, row.version_id)
        siblings = list(whole.children(row.parent_id))
        old = _position(siblings, clause_id)
        new = min(max(old + places, 0), len(siblings) - 1)
        if new == old:
            return _move_over(tx, whole, row, places)
        rest = [part for part in siblings if part.id != clause_id]
        after_id = rest[new - 1].id if new else None
        return move_clause(clause_id, parent_id=row.parent_id, after_id=after_id)(tx)

    return command


def _move_over(tx: Transaction, whole: Outline, row: Clause, places: int) -> Clause:
    """Put a part into the list before (to its end) or behind (to its front) that takes its kind."""
    parent = tx.find(Clause, row.parent_id)
    if parent is None:
        return row
    lists = list(whole.children(parent.parent_id))
    here = _position(lists, parent.id)
    for other in lists[here + 1 :] if places > 0 else reversed(lists[:here]):
        if row.kind in LEVELS[other.kind]:
            last = whole.children(other.id)[-1:] if places < 0 else ()
            return move_clause(row.id, parent_id=other.id, after_id=last[0].id if last else None)(tx)
    return row


def nest_clause(clause_id: str) -> Command[Clause]:
    """Make a part the last one under its predecessor: an Absatz becomes a Nummer, a Nummer a Buchstabe."""

    def command(tx: Transaction) -> Clause:
        row = tx.get(Clause, clause_id)
        whole = open_outline(tx, row.version_id)
        siblings = list(whole.children(row.parent_id))
        position = _position(siblings, clause_id)
        allowed = LEVELS[siblings[position - 1].kind] if position else ()
        if not allowed or row.kind in LEVELS[None]:
            raise RuleViolation("clause_level")
        above = siblings[position - 1]
        return _relocate(tx, whole, row, allowed[0], above.id, _order_after(whole, above.id, None))

    return command


def unnest_clause(clause_id: str) -> Command[Clause]:
    """Lift a part behind its parent: a Buchstabe becomes a Nummer, a Nummer an Absatz.

    A Nummer directly under a § becomes an Absatz where it stands.
    """

    def command(tx: Transaction) -> Clause:
        row = tx.get(Clause, clause_id)
        whole = open_outline(tx, row.version_id)
        parent = tx.find(Clause, row.parent_id)
        if parent is None or (parent.kind in LEVELS[None] and row.kind is ClauseKind.PARAGRAPH):
            raise RuleViolation("clause_level")
        if parent.kind in LEVELS[None]:
            return _relocate(tx, whole, row, ClauseKind.PARAGRAPH, parent.id, row.order)
        order = _order_after(whole, parent.parent_id, parent.id)
        return _relocate(tx, whole, row, parent.kind, parent.parent_id, order)

    return command


def delete_clause(clause_id: str) -> Command[None]:
    """Delete a part with everything below it. Refused, naming the places, while other parts refer to it."""
    return delete_clauses((clause_id,))


def delete_clauses(clause_ids: Sequence[str]) -> Command[None]:
    """Delete parts of one version with everything below them; they may refer to each other.

    RuleViolation `clause_referred_to` while a part that stays refers to one of them, `gone` for a part of
    another version.
    """

    def command(tx: Transaction) -> None:
        rows = [tx.get(Clause, id_) for id_ in clause_ids]
        if not rows:
            return
        whole = open_outline(tx, rows[0].version_id)
        if any(row.id not in whole.by_id for row in rows):
            raise RuleViolation("gone")
        doomed = {part.id: part for row in rows for part in whole.under(row.id)}
        stems = frozenset(part.stem for part in doomed.values())
        staying = [node for node in whole.referring_to(stems) if node.clause.id not in doomed]
        if staying:
            raise RuleViolation("clause_referred_to", places=", ".join(citation(node) for node in staying))
        for node in reversed(whole.nodes):
            if node.clause.id in doomed:
                tx.delete(Clause, node.clause.id)

    return command


def delete_text(tx: Transaction, version_id: str) -> None:
    """Delete all parts of a version, leaves first; they may refer to each other."""
    for node in reversed(Outline(tx.having(Clause, "version_id", version_id)).nodes):
        tx.delete(Clause, node.clause.id)


def open_outline(tx: Transaction, version_id: str) -> Outline:
    """The text of a version that may be changed; RuleViolation `frozen` when it may not."""
    require_open(tx, version_id)
    return Outline(row for row in tx.all(Clause) if row.version_id == version_id)


def require_open(tx: Transaction, version_id: str) -> AgreementVersion:
    """The version, if its text may be changed; RuleViolation `frozen` when it may not."""
    version = tx.get(AgreementVersion, version_id)
    if version.frozen_on is not None:
        raise RuleViolation("frozen", name=version.name)
    return version


def gap_after(whole: Outline, parent_id: str | None, after_id: str | None) -> tuple[str | None, str | None]:
    """The order keys around the place behind a sibling, or (None) behind all children of a parent."""
    siblings = whole.children(parent_id)
    if after_id is None:
        return (siblings[-1].order if siblings else None), None
    position = _position(list(siblings), after_id)
    behind = siblings[position + 1].order if position + 1 < len(siblings) else None
    return siblings[position].order, behind


def _insert(
    tx: Transaction,
    version_id: str,
    kind: ClauseKind,
    parent_id: str | None,
    order: str,
    heading: str,
    text: str,
) -> Clause:
    stem = tx.new_id()
    return tx.insert(
        Clause(
            id=tx.new_id(),
            version_id=version_id,
            parent_id=parent_id,
            stem=stem,
            order=order,
            kind=kind,
            heading=heading,
            text=text,
        )
    )


def _relocate(
    tx: Transaction, whole: Outline, row: Clause, kind: ClauseKind, parent_id: str | None, order: str
) -> Clause:
    _check_level(tx, kind, parent_id)
    _check_children(whole, row.id, kind)
    return tx.update(Clause, row.id, kind=kind, parent_id=parent_id, order=order)


def _check_level(tx: Transaction, kind: ClauseKind, parent_id: str | None) -> None:
    parent = tx.get(Clause, parent_id) if parent_id is not None else None
    if kind not in LEVELS[parent.kind if parent else None]:
        raise RuleViolation("clause_level")


def _check_children(whole: Outline, clause_id: str, kind: ClauseKind) -> None:
    if any(child.kind not in LEVELS[kind] for child in whole.children(clause_id)):
        raise RuleViolation("clause_level")


def check_references(whole: Outline, text: str) -> None:
    if any(stem not in whole.by_stem for stem in reference_stems(text)):
        raise RuleViolation("reference_unknown")


def _order_after(whole: Outline, parent_id: str | None, after_id: str | None) -> str:
    return between(*gap_after(whole, parent_id, after_id))


def _position(siblings: list[Clause], clause_id: str) -> int:
    for position, part in enumerate(siblings):
        if part.id == clause_id:
            return position
    raise RuleViolation("gone")
