"""What the supervisor is told about: an agreement, its amendment, an accession, or notice (§§ 26, 27 KGG)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.clause_topics import folded, topics_by_heading
from ozgdesk.domain.clauses import Node, outline
from ozgdesk.domain.effect import Effect, parties_of
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.resolutions import is_amendment, joined_later
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.text_comparison import ClauseChange, ClausePair, compare_texts
from ozgdesk.domain.vocabulary import ClauseKind, ClauseTopic, SupervisorStepKind

_ESSENTIAL = frozenset({ClauseTopic.PARTIES, ClauseTopic.PURPOSE, ClauseTopic.TASKS})
_POWERS = re.compile(r"befugnis|satzung|zustaendig")
_SAME = frozenset({ClauseChange.UNCHANGED, ClauseChange.CONSEQUENTIAL, ClauseChange.MOVED})
_ACCESSIONS = frozenset({"accession_not_filed", "accession_not_approved", "joins_later"})


class Occasion(StrEnum):
    """Why the supervisor is told."""

    AGREEMENT = "agreement"
    AMENDMENT = "amendment"
    ACCESSION = "accession"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Submission:
    """What goes to the supervisor: filed or submitted for approval, by which rule.

    `version` is the text it is about, `base` the one that is changed. `is_presumed`: by the words of the
    change and not for certain.
    """

    occasion: Occasion
    kind: SupervisorStepKind
    rule: str
    version: AgreementVersion | None
    base: AgreementVersion | None = None
    joining: tuple[str, ...] = ()
    is_presumed: bool = False


def submission(
    snapshot: Snapshot, agreement: Agreement, effect: Effect, as_of: date, version_id: str | None = None
) -> Submission | None:
    """What the supervisor is to be told now, or (with a version) about that text.

    None where nobody acts for another, or the legal forms are not stated.
    """
    if effect.supervisor.rule == "KGG-27" and effect.procedure is not Procedure.NOT_STATED:
        kind, rule = SupervisorStepKind.APPROVAL, "KGG-27"
    elif effect.procedure is Procedure.APPROVAL:
        kind, rule = SupervisorStepKind.APPROVAL, "KGG-11"
    elif effect.procedure is Procedure.FILING:
        kind, rule = SupervisorStepKind.FILING, "KGG-13"
    else:
        return None
    current = _current(snapshot, agreement.id)
    chosen = snapshot.find(AgreementVersion, version_id)
    whole = Submission(Occasion.AGREEMENT, kind, rule, chosen or current)
    is_change = is_amendment(snapshot, chosen.id) if chosen is not None else effect.is_in_force
    if not is_change or current is None:
        return whole
    if chosen is None and agreement.terminated_to is not None:
        is_approval = effect.procedure is Procedure.APPROVAL
        law = "KGG-20" if is_approval else "KGG-17"
        return Submission(Occasion.NOTICE, kind, law, current, is_presumed=not is_approval)
    return _change(snapshot, agreement, effect, as_of, current, chosen) or whole


def amendment_rule(snapshot: Snapshot, procedure: Procedure, version: AgreementVersion) -> str:
    """The rule by which a version that amends another goes to the supervisor (§ 27 Abs. 1 KGG)."""
    needs_approval = procedure is Procedure.APPROVAL and _is_essential(snapshot, version)
    return "KGG-16" if needs_approval else "KGG-17"


def amended_parts(snapshot: Snapshot, version: AgreementVersion) -> tuple[Node, ...]:
    """The top-level parts of a text that say something else than the text it was copied from."""
    return tuple(top for top, _ in _amended(snapshot, version))


def _change(
    snapshot: Snapshot,
    agreement: Agreement,
    effect: Effect,
    as_of: date,
    current: AgreementVersion,
    chosen: AgreementVersion | None,
) -> Submission | None:
    """The accession that the supervisor does not know yet, else the amendment that is drafted."""
    joining = _joining(snapshot, agreement.id, effect, as_of)
    drafts = [row for row in _versions(snapshot, agreement.id) if is_amendment(snapshot, row.id)]
    draft = chosen or (drafts[-1] if drafts else None)
    if joining:
        rule = "KGG-16" if effect.procedure is Procedure.APPROVAL else "KGG-17"
        return Submission(Occasion.ACCESSION, _KINDS[rule], rule, draft, current, joining)
    if draft is None:
        return None
    rule = amendment_rule(snapshot, effect.procedure, draft)
    is_presumed = effect.procedure is Procedure.APPROVAL
    return Submission(Occasion.AMENDMENT, _KINDS[rule], rule, draft, current, is_presumed=is_presumed)


_KINDS = {"KGG-16": SupervisorStepKind.APPROVAL, "KGG-17": SupervisorStepKind.FILING}


def _joining(snapshot: Snapshot, agreement_id: str, effect: Effect, as_of: date) -> tuple[str, ...]:
    told = {row.municipality_id for row in effect.reasons if row.code in _ACCESSIONS}
    _, later = parties_of(snapshot, agreement_id, as_of)
    joined = joined_later(snapshot, agreement_id)
    return tuple(id_ for id_ in dict.fromkeys((*effect.parties, *later)) if id_ in joined and id_ in told)


def _current(snapshot: Snapshot, agreement_id: str) -> AgreementVersion | None:
    return next((row for row in _versions(snapshot, agreement_id) if row.is_current), None)


def _versions(snapshot: Snapshot, agreement_id: str) -> list[AgreementVersion]:
    rows = [row for row in snapshot.all(AgreementVersion) if row.agreement_id == agreement_id]
    return sorted(rows, key=lambda row: (row.order, row.id))


def _is_essential(snapshot: Snapshot, version: AgreementVersion) -> bool:
    """Whether subject, powers or parties change, as far as topics, headings and words tell."""
    return any(
        _essential_topic(top) or any(_speaks_of_powers(pair) for pair in pairs)
        for top, pairs in _amended(snapshot, version)
    )


def _essential_topic(top: Node) -> bool:
    part = top.clause
    stated = topics_by_heading(part) if part.topic is ClauseTopic.NOT_STATED else (part.topic,)
    return part.kind is ClauseKind.FORMULA or bool(_ESSENTIAL & set(stated))


def _speaks_of_powers(pair: ClausePair) -> bool:
    sides = (node.clause for node in (pair.old, pair.new) if node is not None)
    return any(_POWERS.search(folded(f"{part.heading} {part.text}")) for part in sides)


def _amended(snapshot: Snapshot, version: AgreementVersion) -> list[tuple[Node, list[ClausePair]]]:
    """Each top-level part with what differs in it, itself included."""
    if version.based_on_id is None:
        return []
    compared = compare_texts(outline(snapshot, version.based_on_id), outline(snapshot, version.id))
    found: dict[str, tuple[Node, list[ClausePair]]] = {}
    for pair in compared.pairs:
        if pair.change in _SAME:
            continue
        top = (*pair.node.path, pair.node)[0]
        found.setdefault(top.clause.id, (top, []))[1].append(pair)
    return list(found.values())
