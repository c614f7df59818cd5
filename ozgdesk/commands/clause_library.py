"""Writing an agreement from the library: insert one clause, write a whole first draft, keep own clauses."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ozgdesk.commands.agreements import add_version, start_agreement
from ozgdesk.commands.clause_parts import insert_parts
from ozgdesk.commands.clauses import open_outline, require_open
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause
from ozgdesk.domain.clause_parts import Part, fitted, part_of
from ozgdesk.domain.clause_topics import topics_by_heading
from ozgdesk.domain.clauses import Node, Outline, outline, reference_stems
from ozgdesk.domain.drafting import ClauseTemplate
from ozgdesk.domain.effect import parties_of
from ozgdesk.domain.order import between
from ozgdesk.domain.procedure import contractual_tasks
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.skeleton import SkeletonChoices
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, CostKey, EntryIntoForce, LegalForm, NoticeTo
from ozgdesk.present.agreement_text import LOST
from ozgdesk.texts.agreements import LIBRARY_VERSION
from ozgdesk.texts.clause_library import Template, gap, pointers, resolved, supplied_template, topic_rank
from ozgdesk.texts.clause_markup import as_text
from ozgdesk.texts.clauses import reference_text
from ozgdesk.texts.notice import notice_words

Target = tuple[ClauseTopic, bool]
"""A topic, and whether the annex about it is meant instead of the §."""


@dataclass(frozen=True, slots=True)
class Inserted:
    """The new uppermost parts, and the topics they point at that nothing in the text is about yet."""

    rows: tuple[Clause, ...]
    missing: tuple[ClauseTopic, ...]


def insert_template(version_id: str, template: Template, after_id: str | None = None) -> Command[Inserted]:
    """Put a clause of the library behind a top-level part, or (None) where its topic usually stands.

    Formula, preamble and annexes always go where they belong. Its pointers become references, gaps in the
    text that waited for its topic are closed.
    """

    def command(tx: Transaction) -> Inserted:
        whole = open_outline(tx, version_id)
        parts = _prepared(tx, [template])
        is_free = all(part.kind is ClauseKind.CLAUSE for part in parts)
        return _insert(tx, version_id, parts, whole, after_id if is_free else None)

    return command


def write_skeleton(version_id: str, choices: SkeletonChoices) -> Command[Inserted]:
    """Write a full first draft into a version without text and enter what the choices imply.

    What the agreement already states stays. RuleViolation `has_text` when the version has a text.
    """

    def command(tx: Transaction) -> Inserted:
        version = require_open(tx, version_id)
        whole = open_outline(tx, version_id)
        if whole.nodes:
            raise RuleViolation("has_text", name=version.name)
        agreement = tx.update(Agreement, version.agreement_id, **_implied(tx, version.agreement_id, choices))
        if choices.sets_form:
            _set_forms(tx, agreement, choices.form)
        templates = [supplied_template(id_) for id_ in choices.template_ids()]
        return _insert(tx, version_id, _prepared(tx, templates), whole, None)

    return command


def start_from_library(title: str, choices: SkeletonChoices) -> Command[AgreementVersion]:
    """A new agreement between all municipalities with a first draft from the library."""

    def command(tx: Transaction) -> AgreementVersion:
        agreement = start_agreement(title)(tx)
        (version,) = tx.having(AgreementVersion, "agreement_id", agreement.id)
        write_skeleton(version.id, choices)(tx)
        return version

    return command


def add_version_from_library(agreement_id: str, choices: SkeletonChoices) -> Command[AgreementVersion]:
    """A new version of an agreement with a first draft from the library."""

    def command(tx: Transaction) -> AgreementVersion:
        version = add_version(agreement_id, LIBRARY_VERSION)(tx)
        write_skeleton(version.id, choices)(tx)
        return version

    return command


def save_as_template(clause_id: str, name: str, note: str = "") -> Command[ClauseTemplate]:
    """Keep a top-level part with all below it as an own clause; its references become pointers or words."""

    def command(tx: Transaction) -> ClauseTemplate:
        row = tx.get(Clause, clause_id)
        whole = outline(tx.snapshot(), row.version_id)
        part = _pointing(whole, part_of(whole, clause_id))
        last = max((other.order for other in tx.all(ClauseTemplate)), default=None)
        return tx.insert(
            ClauseTemplate(
                id=tx.new_id(),
                order=between(last, None),
                topic=row.topic,
                name=name,
                heading=row.heading,
                text=as_text((part,)),
                note=note,
            )
        )

    return command


def _implied(tx: Transaction, agreement_id: str, choices: SkeletonChoices) -> dict[str, object]:
    """The fields of an agreement that follow from the choices and are not stated yet."""
    row = tx.get(Agreement, agreement_id)
    found: dict[str, object] = {}
    if row.cost_key is CostKey.NOT_STATED:
        found["cost_key"] = choices.cost_key
    if not (row.is_unlimited or row.term_years or row.ends_on):
        found |= {"is_unlimited": True} if choices.years is None else {"term_years": choices.years}
    if row.has_notice_clause is None:
        found["has_notice_clause"] = choices.has_notice
    has_period = row.notice_period.strip() or row.notice_months or row.notice_to is not NoticeTo.NOT_STATED
    if choices.has_notice and choices.months and not has_period:
        found["notice_months"] = choices.months
        found["notice_to"] = choices.notice_to
        found["notice_period"] = notice_words(choices.months, choices.notice_to)
    if row.entry_into_force is EntryIntoForce.NOT_STATED:
        found["entry_into_force"] = choices.entry
    return found


def _set_forms(tx: Transaction, agreement: Agreement, form: LegalForm) -> None:
    snapshot = tx.snapshot()
    parties, _ = parties_of(snapshot, agreement.id, tx.today)
    for task in contractual_tasks(snapshot, parties):
        if task.legal_form is LegalForm.NOT_STATED:
            tx.update(Task, task.id, legal_form=form)


def _prepared(tx: Transaction, templates: Iterable[Template]) -> list[Part]:
    """The parts of clauses with topic and a fresh stem; a § without heading is named like its clause."""
    found = []
    for template in templates:
        for part in fitted(template.parts, None) or ():
            is_bare = part.kind is ClauseKind.CLAUSE and not part.heading
            heading = template.name if is_bare else part.heading
            found.append(replace(part, topic=template.topic, stem=tx.new_id(), heading=heading))
    return found


def _insert(
    tx: Transaction, version_id: str, parts: list[Part], whole: Outline, after_id: str | None
) -> Inserted:
    targets = _targets(whole)
    fresh = {
        _target(part.kind, part.topic): part.stem for part in parts if part.kind is not ClauseKind.PREAMBLE
    }
    targets = {**fresh, **targets}
    missing = sorted({t for part in parts for t in _wanted(part) if t not in targets}, key=lambda t: t[0])

    def written(topic: ClauseTopic, is_annex: bool) -> str:
        stem = targets.get((topic, is_annex))
        return f"{{ref:{stem}}}" if stem else gap(topic, is_annex=is_annex)

    ready = tuple(_rewritten(part, lambda text: resolved(text, written)) for part in parts)
    is_placed = after_id is not None or not parts
    before, is_first = (after_id, False) if is_placed else _usual_place(whole, parts[0])
    rows = insert_parts(version_id, ready, after_id=before, is_first=is_first)(tx)
    _close_gaps(tx, whole, fresh)
    return Inserted(rows, tuple(topic for topic, _ in missing))


def _targets(whole: Outline) -> dict[Target, str]:
    """What a text is about: stated topics, then what headings say; the first part about a topic counts."""
    found: dict[Target, str] = {}
    heads = [row for row in whole.children(None) if row.kind in (ClauseKind.CLAUSE, ClauseKind.ANNEX)]
    for row in heads:
        if row.topic is not ClauseTopic.NOT_STATED:
            found.setdefault(_target(row.kind, row.topic), row.stem)
    for row in heads:
        for topic in topics_by_heading(row):
            found.setdefault(_target(row.kind, topic), row.stem)
    return found


def _target(kind: ClauseKind, topic: ClauseTopic) -> Target:
    return topic, kind is ClauseKind.ANNEX


def _wanted(part: Part) -> Iterator[Target]:
    yield from pointers(part.text)
    for child in part.children:
        yield from _wanted(child)


def _rewritten(part: Part, change: Callable[[str], str]) -> Part:
    children = tuple(_rewritten(child, change) for child in part.children)
    return replace(part, text=change(part.text), children=children)


def _usual_place(whole: Outline, part: Part) -> tuple[str | None, bool]:
    """Behind which top-level part something usually stands, or that it comes first."""
    tops = whole.children(None)
    if part.kind is ClauseKind.ANNEX or not tops:
        return None, False
    before = [row.id for row in tops if _comes_before(row, part)]
    return (before[-1], False) if before else (None, True)


def _comes_before(row: Clause, part: Part) -> bool:
    if part.kind is ClauseKind.FORMULA or row.kind is ClauseKind.ANNEX:
        return False
    if row.kind is not ClauseKind.CLAUSE:
        return row.kind is ClauseKind.FORMULA or part.kind is ClauseKind.CLAUSE
    if part.kind is ClauseKind.PREAMBLE:
        return False
    topics = topics_by_heading(row) if row.topic is ClauseTopic.NOT_STATED else (row.topic,)
    ranks = [topic_rank(topic) for topic in topics]
    return bool(ranks) and min(ranks) <= topic_rank(part.topic)


def _close_gaps(tx: Transaction, whole: Outline, fresh: dict[Target, str]) -> None:
    """Make references of the gaps that waited for what is there now."""
    for node in whole.nodes:
        text = node.clause.text
        for (topic, is_annex), stem in fresh.items():
            text = text.replace(gap(topic, is_annex=is_annex), f"{{ref:{stem}}}")
        if text != node.clause.text:
            tx.update(Clause, node.clause.id, text=text)


def _pointing(whole: Outline, part: Part) -> Part:
    """A part whose references need no other text: pointers by topic where there is one, else words."""

    def change(text: str) -> str:
        for stem in reference_stems(text):
            node = whole.by_stem.get(stem)
            text = text.replace(f"{{ref:{stem}}}", _pointer(node) if node else LOST)
        return text

    return _rewritten(part, change)


def _pointer(node: Node) -> str:
    row = node.clause
    if (
        node.path
        or row.topic is ClauseTopic.NOT_STATED
        or row.kind not in (ClauseKind.CLAUSE, ClauseKind.ANNEX)
    ):
        return reference_text(node)
    return f"{{{'annex' if row.kind is ClauseKind.ANNEX else 'topic'}:{row.topic.value}}}"
