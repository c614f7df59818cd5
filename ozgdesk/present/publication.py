"""The text with which a municipality makes an agreement public (§ 26 Abs. 1 KGG)."""

from collections.abc import Sequence
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause, SupervisorStep
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import Weight
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.signing import Signing
from ozgdesk.domain.standing import is_passed, standing
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import (
    ClauseKind,
    ClauseTopic,
    CommitteeKind,
    EntryIntoForce,
    SupervisorStepKind,
)
from ozgdesk.present.agreement import ClauseRow, agreement_row
from ozgdesk.present.agreement_document import current_version, is_draft
from ozgdesk.present.agreement_text import enumerated
from ozgdesk.present.council_paper import PaperSigner, signer_of
from ozgdesk.texts.law import norm_text, rule
from ozgdesk.texts.organs import board_name, council_name, full_name

_SECTION, _SECTIONS = "§\u00a0", "§§\u00a0"

INNER = frozenset(
    {ClauseTopic.COSTS, ClauseTopic.GRANTS, ClauseTopic.STAFF, ClauseTopic.PARTICIPATION}
    | {ClauseTopic.STANDARDS, ClauseTopic.SETTLEMENT}
)
"""What concerns only the parties among each other, where the text says so: a guess leaves nothing out."""

_ENTRY = {
    EntryIntoForce.LAST_SIGNATURE: "Nach ihrem Wortlaut tritt die Vereinbarung mit der letzten Unterschrift "
    "in Kraft.",
    EntryIntoForce.FIRST_OF_NEXT_MONTH: "Die Vereinbarung tritt am ersten Tag des folgenden Monats in Kraft.",
    EntryIntoForce.DAY_AFTER_PUBLICATION: "Die Vereinbarung tritt am Tag nach der öffentlichen "
    "Bekanntmachung in Kraft.",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """The text for one municipality. `missing` is for the screen; while it holds anything it is a draft.

    `parties` are named in a sentence where the wording does not name them itself; `wording_annexed` and
    `annexes_added` refer to what is no part of the page. `left_out` says which parts need not be published;
    `checks` is what somebody should look at, which makes no draft of it.
    """

    municipality_id: str
    organ: str
    title: str
    sentences: tuple[str, ...]
    parties: str
    clauses: tuple[ClauseRow, ...]
    wording_annexed: str
    annexes_added: str
    left_out: str
    board: str
    place: str
    signer: PaperSigner
    missing: tuple[str, ...]
    checks: tuple[str, ...]


def needs_publication(view: View, agreement: Agreement) -> bool:
    """Whether law or agreement ask for a publication."""
    by_clause = agreement.entry_into_force is EntryIntoForce.DAY_AFTER_PUBLICATION
    return by_clause or view.effect[agreement.id].procedure is Procedure.APPROVAL


def publication(view: View, agreement: Agreement, town: Municipality) -> Publication:
    """The text of a municipality as far as it is known at the Stichtag."""
    missing: list[str] = []
    sentences = [*_resolved(view, agreement, town, missing), *_signed(view, agreement, missing)]
    sentences += [*_approved(view, agreement, missing), *_entry(agreement, missing)]
    version = current_version(view, agreement.id)
    if version is None or is_draft(version):
        missing.append("eine eingefrorene Fassung der Vereinbarung")
    if not town.publication_organ:
        missing.append(f"das Bekanntmachungsorgan von {town.name}")
    clauses, left_out = published_parts(view, agreement)
    parties = [view.snapshot.get(Municipality, id_) for id_ in view.effect[agreement.id].parties]
    check = f"eine Prüfung, was nach {norm_text(rule('KGG-12', view.as_of))} entfallen darf"
    return Publication(
        town.id,
        town.publication_organ,
        agreement.title,
        tuple(sentences),
        f"Beteiligt sind {enumerated([full_name(party) for party in parties])}.",
        clauses,
        f"Der Wortlaut der Vereinbarung{_named(version)} ist als Anlage beigefügt.",
        _annexes(clauses),
        left_out_words(left_out),
        _capital(board_name(town).nominative),
        town.name,
        signer_of(view, town.id, view.as_of),
        tuple(missing),
        (check,) if left_out else (),
    )


def _resolved(view: View, agreement: Agreement, town: Municipality, missing: list[str]) -> list[str]:
    parties = view.effect[agreement.id].parties
    station = standing(view.snapshot, agreement.id, parties, view.as_of).stations.get(town.id)
    day = day_of(view.snapshot, station) if station is not None else None
    if station is None or day is None or not is_passed(view.snapshot, station, view.as_of):
        missing.append(f"der Beschluss von {town.name}")
        return []
    body = view.snapshot.get(Committee, station.committee_id)
    if body.kind is not CommitteeKind.COUNCIL:
        return [f"{body.name} {town.name}: beschlossen am {formats.long_day(day)}."]
    council = _capital(council_name(town).nominative)
    return [f"{council} {town.name} hat die Vereinbarung am {formats.long_day(day)} beschlossen."]


def _signed(view: View, agreement: Agreement, missing: list[str]) -> list[str]:
    """The day of the last signature, once all that are needed are given."""
    signing = Signing(view.snapshot, agreement, view.as_of)
    parties = view.effect[agreement.id].parties
    met = {id_ for id_ in parties for reason in signing.of(id_) if reason.weight is Weight.MET}
    names = [view.snapshot.get(Municipality, id_).name for id_ in parties if id_ not in met]
    missing += [f"die Unterschriften von {name}" for name in names]
    if names or not parties:
        return []
    last = max(signing.completed.values())
    return [f"Die letzte Unterschrift wurde am {formats.long_day(last)} geleistet."]


def _approved(view: View, agreement: Agreement, missing: list[str]) -> list[str]:
    if view.effect[agreement.id].procedure is not Procedure.APPROVAL:
        return []
    for row in view.snapshot.all(SupervisorStep):
        is_approval = row.agreement_id == agreement.id and row.kind is SupervisorStepKind.APPROVAL
        if is_approval and row.done_on is not None and row.done_on <= view.as_of:
            by = f" durch: {row.authority}" if row.authority else ""
            number = f" (Aktenzeichen {row.file_reference})" if row.file_reference else ""
            return [f"Genehmigt am {formats.long_day(row.done_on)}{number}{by}."]
    missing.append("die Genehmigung der Aufsichtsbehörde")
    return []


def _entry(agreement: Agreement, missing: list[str]) -> list[str]:
    """What the agreement itself says about its beginning; what only the law may say is not claimed."""
    if agreement.entry_into_force is EntryIntoForce.FIXED_DATE and agreement.entry_on is not None:
        return [f"Die Vereinbarung tritt am {formats.long_day(agreement.entry_on)} in Kraft."]
    words = _ENTRY.get(agreement.entry_into_force)
    if words is None:
        missing.append("eine Angabe zum Inkrafttreten (bitte prüfen)")
        return []
    return [words]


def published_parts(
    view: View, agreement: Agreement, version_id: str | None = None
) -> tuple[tuple[ClauseRow, ...], tuple[str, ...]]:
    """What is to be published of a version (None: the current one), and which parts need not be, cited."""
    rows = agreement_row(view, agreement, version_id=version_id).clauses
    inner: set[str] = set()
    left_out = []
    for row in rows:
        is_inner = row.parent_id is None and view.snapshot.get(Clause, row.id).topic in INNER
        if is_inner or row.parent_id in inner:
            inner.add(row.id)
        if is_inner:
            left_out.append(row.citation)
    return tuple(row for row in rows if row.id not in inner), tuple(left_out)


def left_out_words(citations: Sequence[str]) -> str:
    """Which parts are left out and why, in a sentence; empty where all are there."""
    if not citations:
        return ""
    numbers = [citation.removeprefix(_SECTION) for citation in citations]
    are_sections = all(citation.startswith(_SECTION) for citation in citations)
    names = (
        f"{_SECTIONS}{enumerated(numbers)}" if are_sections and len(numbers) > 1 else enumerated(citations)
    )
    return f"Nicht abgedruckt: {names}; sie betreffen nur das Verhältnis der Beteiligten untereinander."


def _annexes(clauses: Sequence[ClauseRow]) -> str:
    names = [
        f"{row.number} ({row.heading})" if row.heading else row.number
        for row in clauses
        if row.kind == ClauseKind.ANNEX
    ]
    return f"{enumerated(names)} {'ist' if len(names) == 1 else 'sind'} beigefügt." if names else ""


def _named(version: AgreementVersion | None) -> str:
    return f" („{version.name}“)" if version is not None else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
