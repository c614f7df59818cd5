"""The legal check of an agreement: findings with norm, place and advice, closed ones, and what follows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, AgreementVersion, Clause, Signature
from ozgdesk.domain.clauses import Outline, outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.drafting import ReviewNote
from ozgdesk.domain.findings import Severity
from ozgdesk.domain.formal_findings import Fault, version_faults
from ozgdesk.domain.legal_check import Fix, Hit, check_version, checked_version
from ozgdesk.domain.reviews import Reviewed, reviewed
from ozgdesk.domain.signing import NEEDED, Signing
from ozgdesk.domain.steering import Document
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.effect import EffectRow, effect_row
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.texts import legal_check as words
from ozgdesk.texts.clauses import citation
from ozgdesk.texts.findings import finding_message
from ozgdesk.texts.labels import label
from ozgdesk.texts.law import norm_text, rule

OPEN = "open"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A finding: sentence, how grave, its norm with the law behind it, where it sits, and what can be done.

    `key` names it while its text stays; `place` reads "§ 11", `clause` and `clause_id` only name parts of the
    text. `presumed` says what the part was taken to be about. `state` is open, checked or not_applicable;
    with `lapsed` a person had closed it before its text changed.
    """

    key: str
    rule: str
    code: str
    severity: str
    severity_text: str
    text: str
    norm: str
    is_verified: bool
    subject_kind: str
    subject_id: str
    place: str
    clause: str
    clause_id: str
    presumed: str
    law: str
    advice: str
    law_as_of: str
    source: str
    fix: Fix | None
    fix_text: str
    state: str = OPEN
    state_text: str = ""
    reason: str = ""
    reviewed_on: date | None = None
    document: str = ""
    note_id: str = ""
    lapsed: str = ""


@dataclass(frozen=True, slots=True)
class SigningRow:
    """The signatures of one party: how many are needed and given, and in words."""

    municipality: MunicipalityTag
    needed: int
    planned: int
    given: int
    text: str


@dataclass(frozen=True, slots=True)
class CheckPlace:
    """The check of one agreement: what follows by computation, open findings by severity, and closed ones."""

    agreement_id: str
    title: str
    version: str
    effect: EffectRow
    procedure_reasons: tuple[str, ...]
    signing: tuple[SigningRow, ...]
    open: tuple[CheckRow, ...]
    closed: tuple[CheckRow, ...]

    @property
    def summary(self) -> str:
        """How many findings there are of each weight, in words."""
        counts = [
            f"{number} × {words.SEVERITIES[severity]}"
            for severity in Severity
            if (number := sum(row.severity == severity for row in self.open))
        ]
        if self.closed:
            counts.append(f"{len(self.closed)} × erledigt")
        return ", ".join(counts) or "Keine Befunde"


def check_place(view: View, agreement_id: str, version_id: str = "") -> CheckPlace:
    """Everything the page and the sheet show about one agreement and (empty: the current) version."""
    agreement = view.snapshot.get(Agreement, agreement_id)
    version = checked_version(view.snapshot, agreement_id, version_id)
    rows = check_rows(view, agreement_id, version_id)
    effect = effect_row(view, agreement_id)
    return CheckPlace(
        agreement_id,
        agreement.short_title or agreement.title,
        version.name if version else "",
        effect,
        tuple(row.text for row in effect.reasons if row.code in words.PROCEDURE_REASONS),
        signing_rows(view, agreement_id),
        tuple(row for row in rows if row.state == OPEN),
        tuple(row for row in rows if row.state != OPEN),
    )


def check_rows(view: View, agreement_id: str, version_id: str = "") -> tuple[CheckRow, ...]:
    """The findings about an agreement, the gravest first, closed ones with the note that closes them."""
    version = checked_version(view.snapshot, agreement_id, version_id)
    text = outline(view.snapshot, version.id) if version else Outline(())
    rows = [_legal_row(view, found, text) for found in _reviewed(view, agreement_id, version)]
    rows += _formal_rows(view, version, text)
    rank = {severity.value: number for number, severity in enumerate(Severity)}
    return tuple(sorted(rows, key=lambda row: rank[row.severity]))


def clause_findings(view: View, clause_id: str) -> tuple[str, tuple[CheckRow, ...]]:
    """The agreement of a part of a text, and the findings about this part."""
    clause = view.snapshot.find(Clause, clause_id)
    if clause is None:
        return "", ()
    version = view.snapshot.get(AgreementVersion, clause.version_id)
    rows = check_rows(view, version.agreement_id, version.id)
    return version.agreement_id, tuple(row for row in rows if row.clause_id == clause_id)


def signing_rows(view: View, agreement_id: str) -> tuple[SigningRow, ...]:
    """Needed and given signatures of each party (§ 71 Abs. 2 HGO)."""
    agreement = view.snapshot.get(Agreement, agreement_id)
    signing = Signing(view.snapshot, agreement, view.as_of)
    tags = tags_of(view)
    rows = []
    own = (row for row in view.snapshot.all(Signature) if row.agreement_id == agreement_id)
    places = Counter(row.municipality_id for row in own)
    for id_ in view.effect[agreement_id].parties:
        planned = places[id_]
        given = signing.given(id_)
        rows.append(SigningRow(tags[id_], NEEDED, planned, given, f"{given} von {NEEDED}"))
    return tuple(rows)


def _reviewed(view: View, agreement_id: str, version: AgreementVersion | None) -> tuple[Reviewed[Hit], ...]:
    """The findings on a version; those on the current one the View keeps."""
    if version == checked_version(view.snapshot, agreement_id):
        return view.reviews[agreement_id]
    agreement, effect = view.snapshot.get(Agreement, agreement_id), view.effect[agreement_id]
    version_id = version.id if version else ""
    return reviewed(view.snapshot, check_version(view.snapshot, agreement, effect, view.as_of, version_id))


def _legal_row(view: View, found: Reviewed[Hit], text: Outline) -> CheckRow:
    hit, note = found.hit, found.note
    law = rule(hit.rule, hit.day or view.as_of)
    assert law is not None
    severity = law.findings[hit.code].severity
    node = text.by_id.get(hit.subject_id)
    return CheckRow(
        hit.fingerprint,
        hit.rule,
        hit.code,
        severity.value,
        words.SEVERITIES[severity],
        words.sentence(hit, law),
        norm_text(law),
        law.is_verified,
        hit.subject_kind,
        hit.subject_id,
        citation(node) if node else _place(view, hit.subject_kind, hit.subject_id),
        citation(node) if node else "",
        hit.subject_id if node else "",
        words.PRESUMED.format(topic=label(hit.topic)) if hit.topic else "",
        law.text,
        law.advice,
        law.law_as_of,
        law.source,
        hit.fix,
        words.FIXES[hit.fix.kind] if hit.fix else "",
        **_review(view, note),
        lapsed=_lapsed(found.lapsed) if found.lapsed else "",
    )


def _review(view: View, note: ReviewNote | None) -> dict[str, Any]:
    if note is None:
        return {}
    document = view.snapshot.find(Document, note.document_id)
    return {
        "state": note.state.value,
        "state_text": label(note.state),
        "reason": note.reason,
        "reviewed_on": note.reviewed_on,
        "document": document.title if document else "",
        "note_id": note.id,
    }


def _lapsed(note: ReviewNote) -> str:
    return words.LAPSED.format(
        state=label(note.state), day=formats.day(note.reviewed_on), reason=note.reason or "ohne Begründung"
    )


def _formal_rows(view: View, version: AgreementVersion | None, text: Outline) -> Iterator[CheckRow]:
    """What is wrong with the form of the text, whatever the law says."""
    if version is not None:
        for found in reviewed(view.snapshot, version_faults(view.snapshot, version)):
            yield _formal_row(view, found, citation(text.by_id[found.hit.finding.subject_id]))


def _formal_row(view: View, found: Reviewed[Fault], place: str) -> CheckRow:
    finding = found.hit.finding
    return CheckRow(
        found.hit.fingerprint,
        "",
        finding.code,
        finding.severity.value,
        words.SEVERITIES[finding.severity],
        finding_message(finding),
        finding.norm,
        finding.is_verified,
        finding.subject_kind,
        finding.subject_id,
        place,
        place,
        finding.subject_id,
        "", "", "", "", "", None, "",
        **_review(view, found.note),
        lapsed=_lapsed(found.lapsed) if found.lapsed else "",
    )  # fmt: skip


def _place(view: View, kind: str, id_: str) -> str:
    """Where a finding sits that is not about a part of the text."""
    snapshot = view.snapshot
    if kind == "task":
        return snapshot.get(Task, id_).number
    if kind == "municipality":
        return snapshot.get(Municipality, id_).name
    if kind == "consultation":
        station = snapshot.get(Consultation, id_)
        body = snapshot.get(Committee, station.committee_id)
        town = snapshot.get(Municipality, snapshot.get(CouncilPaper, station.paper_id).municipality_id)
        return f"{town.code}, {body.short_name or body.name}"
    return words.PLACES.get(kind, words.WHOLE)


def open_findings(view: View) -> Iterator[tuple[str, CheckRow]]:
    """The open findings of all agreements in their order, with the title of each."""
    for agreement in sorted(view.snapshot.all(Agreement), key=lambda row: (row.order, row.id)):
        for row in check_rows(view, agreement.id):
            if row.state == OPEN:
                yield agreement.short_title or agreement.title, row
