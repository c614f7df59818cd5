"""Taking over what partners changed and said in a Word document, in one step after a backup.

An open version is changed; a frozen one stays, and what was taken becomes remarks with a proposal.
"""

from collections.abc import Iterable, Sequence

from ozgdesk.commands import records
from ozgdesk.commands.clauses import delete_clause, edit_clause, open_outline
from ozgdesk.commands.import_base import base_of
from ozgdesk.commands.imports import BEFORE_IMPORT
from ozgdesk.commands.text_proposals import plan_text
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clauses import LEVELS, Outline, outline
from ozgdesk.domain.drafting import Remark
from ozgdesk.domain.incoming_text import IncomingText, Spot, TextPart, TextPlan, TextProposal
from ozgdesk.domain.order import between
from ozgdesk.domain.redline import RunKind, redline
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.view import View
from ozgdesk.present.agreement_text import Piece, PieceKind, Reading
from ozgdesk.texts import steps
from ozgdesk.texts.text_import import remark_source, remark_text

_ORDER = (
    frozenset({TextPart.NEW, TextPart.MOVED}),
    frozenset({TextPart.WORDING}),
    frozenset({TextPart.DELETED}),
    frozenset({TextPart.COMMENT}),
)
"""First what finds its place, from top to bottom; what is deleted last, when nothing hangs in it any more."""


def planned(
    workspace: Workspace, incoming: IncomingText, version_id: str, municipality_id: str | None = None
) -> TextPlan:
    """A document compared with a version as it reads today, and as given out where the journal knows it."""
    base = base_of(workspace, incoming.stamp)
    former = base.view if base is not None else None
    today = View(workspace.snapshot, workspace.clock.today())
    return plan_text(today, incoming, version_id=version_id, base=former, municipality_id=municipality_id)


def import_text(workspace: Workspace, plan: TextPlan, chosen: Iterable[str]) -> int:
    """Make a backup and take the chosen proposals in one step; nothing happens when none is chosen.

    Returns how many rows it changed. Raises RuleViolation `import_stale` when the text was changed since the
    plan was made.
    """
    wanted = frozenset(chosen) & plan.may_be_taken
    if not wanted:
        return 0
    base = base_of(workspace, plan.incoming.stamp)
    workspace.backup(BEFORE_IMPORT)
    former = base.view if base is not None else None
    return workspace.run(steps.read_text(plan.incoming.title), apply(plan, wanted, former))


def apply(plan: TextPlan, chosen: Iterable[str], base: View | None) -> Command[int]:
    """Take proposals by id. Raises RuleViolation `import_stale` when they are no longer those of the plan."""
    wanted = frozenset(chosen)

    def command(tx: Transaction) -> int:
        view = View(tx.snapshot(), tx.today)
        now = plan_text(
            view,
            plan.incoming,
            version_id=plan.version_id,
            base=base,
            municipality_id=plan.municipality_id,
        )
        fresh = {found.id: found for found in now.proposals}
        taken = [found for found in plan.proposals if found.id in wanted]
        if any(fresh.get(found.id) != found for found in taken):
            raise RuleViolation("import_stale")
        first = len(tx.changes)
        for parts in _ORDER:
            for found in taken:
                if found.part in parts:
                    _take(tx, plan, found)
        if not plan.is_frozen:
            _check_levels(tx, plan.version_id)
        return len(tx.changes) - first

    return command


def _take(tx: Transaction, plan: TextPlan, found: TextProposal) -> None:
    if plan.is_frozen or found.part is TextPart.COMMENT:
        _add_remark(tx, plan, found)
    elif found.part is TextPart.WORDING:
        _reword(tx, plan, found)
    elif found.part is TextPart.NEW:
        _add(tx, plan, found)
    elif found.part is TextPart.MOVED:
        _move(tx, plan, found)
    else:
        _delete(tx, plan, found)


def _reword(tx: Transaction, plan: TextPlan, found: TextProposal) -> None:
    """Write what differs; references and placeholders that read as before stay what they are."""
    text = open_outline(tx, plan.version_id)
    row = text.by_stem[found.stem].clause
    version = tx.get(AgreementVersion, plan.version_id)
    view = View(tx.snapshot(), tx.today)
    reading = Reading(view, tx.get(Agreement, version.agreement_id), text)
    if found.told is None or found.here is None:
        raise RuleViolation("import_stale")
    told, here = found.told, found.here
    heading = retokenized(reading.pieces(row.heading), told.heading) if told.heading != here.heading else None
    words = retokenized(reading.pieces(row.text), told.text) if told.text != here.text else None
    edit_clause(row.id, heading=heading, text=words)(tx)


def retokenized(pieces: Sequence[Piece], told: str) -> str:
    """A new wording with the tokens of the old one where it reads as they do.

    >>> pieces = [Piece(PieceKind.WORDS, "nach "), Piece(PieceKind.REFERENCE, "§ 2", "{ref:a}")]
    >>> retokenized(pieces, "nach § 2.")
    'nach {ref:a}.'
    """
    plain = "".join(piece.text for piece in pieces)
    spans: list[tuple[int, int, str]] = []
    at = 0
    for piece in pieces:
        if piece.kind is not PieceKind.WORDS:
            spans.append((at, at + len(piece.text), piece.token))
        at += len(piece.text)
    found = ""
    at = 0
    for run in redline(plain, told):
        end = at + len(run.old)
        if run.kind is RunKind.EQUAL:
            for first, last, token in spans:
                if at <= first and last <= end:
                    found += plain[at:first] + token
                    at = last
            found += plain[at:end]
        elif run.kind is RunKind.INSERTED:
            found += run.new
        at = end
    return found


def _add(tx: Transaction, plan: TextPlan, found: TextProposal) -> None:
    if found.told is None or found.spot is None:
        raise RuleViolation("import_stale")
    text = open_outline(tx, plan.version_id)
    parent = text.by_stem.get(found.spot.parent)
    if parent is None and found.spot.parent:
        raise RuleViolation("text_without_parent", place=found.citation)
    tx.insert(
        Clause(
            id=tx.new_id(),
            version_id=plan.version_id,
            parent_id=parent.clause.id if parent is not None else None,
            stem=found.stem,
            order=_key(text, found.spot),
            kind=found.told.kind,
            heading=found.told.heading,
            text=found.told.text,
        )
    )


def _move(tx: Transaction, plan: TextPlan, found: TextProposal) -> None:
    if found.told is None or found.spot is None:
        raise RuleViolation("import_stale")
    text = open_outline(tx, plan.version_id)
    row = text.by_stem[found.stem].clause
    parent = text.by_stem.get(found.spot.parent)
    below = {part.id for part in text.under(row.id)}
    if (parent is None and found.spot.parent) or (parent is not None and parent.clause.id in below):
        raise RuleViolation("text_without_parent", place=found.citation)
    parent_id = parent.clause.id if parent is not None else None
    key = _key(text, found.spot, without=row.id)
    tx.update(Clause, row.id, kind=found.told.kind, parent_id=parent_id, order=key)


def _delete(tx: Transaction, plan: TextPlan, found: TextProposal) -> None:
    """Delete with all below it; what the document only moved away stays until it is moved here too."""
    text = open_outline(tx, plan.version_id)
    row = text.by_stem[found.stem].clause
    moved = {other.stem for other in plan.proposals if other.part is TextPart.MOVED}
    if any(part.stem in moved for part in text.under(row.id)):
        raise RuleViolation("text_still_inside", place=found.citation)
    delete_clause(row.id)(tx)


def _check_levels(tx: Transaction, version_id: str) -> None:
    """Whether each part may stand where it stands; RuleViolation `clause_level` when it may not."""
    for node in outline(tx.snapshot(), version_id).nodes:
        above = node.path[-1].clause.kind if node.path else None
        if node.clause.kind not in LEVELS[above]:
            raise RuleViolation("clause_level")


def _key(text: Outline, spot: Spot, without: str = "") -> str:
    """The order behind the nearest sibling that is there, else in front of all."""
    parent = text.by_stem.get(spot.parent)
    rows = [row for row in text.children(parent.clause.id if parent else None) if row.id != without]
    places = {row.stem: place for place, row in enumerate(rows)}
    after = next((places[stem] for stem in spot.before if stem in places), -1)
    before = rows[after].order if after >= 0 else None
    behind = rows[after + 1].order if after + 1 < len(rows) else None
    return between(before, behind)


def _add_remark(tx: Transaction, plan: TextPlan, found: TextProposal) -> None:
    text = outline(tx.snapshot(), plan.version_id)
    stem = found.stem if found.stem in text.by_stem else ""
    if not stem and found.spot is not None:
        stem = next((s for s in (*found.spot.before, found.spot.parent) if s in text.by_stem), "")
    revision = next(iter(found.revisions), None)
    records.create(
        Remark,
        id=found.id,
        version_id=plan.version_id,
        stem=stem,
        municipality_id=found.municipality_id,
        text=_said(found),
        proposal=_proposed(found),
        dated_on=revision.on if revision is not None else None,
        source=remark_source(plan.incoming.title, revision.author if revision is not None else ""),
    )(tx)


def _said(found: TextProposal) -> str:
    """What the remark says; the words of a new part too, as they replace nothing that is there."""
    words = _words(found) if found.part is TextPart.NEW else ""
    return "\n\n".join(part for part in (remark_text(found), words) if part)


def _proposed(found: TextProposal) -> str:
    return _words(found) if found.part is TextPart.WORDING else ""


def _words(found: TextProposal) -> str:
    if found.told is None:
        return ""
    return "\n\n".join(part for part in (found.told.heading, found.told.text) if part)
