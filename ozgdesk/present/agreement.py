"""The place Vereinbarung: agreements with their effect, versions, text, references, signatures and steps."""

from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion, Signature, SupervisorStep
from ozgdesk.domain.clauses import Outline, Reference, outline, tokens
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.effect import parties_of
from ozgdesk.domain.findings import Finding
from ozgdesk.domain.people import Person
from ozgdesk.domain.procedure import contractual_tasks
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import FormOfAddress
from ozgdesk.present.agreement_dates import DateRow, date_hints, date_rows
from ozgdesk.present.agreement_text import Piece, PieceKind, Reading
from ozgdesk.present.deviations import DeviationRow, deviation_rows
from ozgdesk.present.effect import EffectRow, effect_row
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.present.signing import CopyRow, copy_rows
from ozgdesk.texts.clauses import citation, mark, reference_text
from ozgdesk.texts.findings import finding_message
from ozgdesk.texts.labels import label
from ozgdesk.texts.organs import office_title


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A part of the text: its number as printed, its text as it reads and (`raw`) with tokens."""

    id: str
    stem: str
    parent_id: str | None
    kind: str
    kind_text: str
    depth: int
    number: str
    citation: str
    heading: str
    text: str
    raw: str
    pieces: tuple[Piece, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A cross reference from one part to another, as it reads."""

    clause_id: str
    clause: str
    target_id: str
    target: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding about the agreement or its text; `severity` is error, warning or note."""

    code: str
    severity: str
    text: str
    norm: str
    is_verified: bool
    subject_kind: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version with its stage; a frozen one cannot be changed."""

    id: str
    name: str
    state_text: str
    is_current: bool
    frozen_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A municipality bound by the agreement."""

    id: str
    municipality: MunicipalityTag
    joined_on: date | None


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A place for a signature; `name` is empty where no office holder is recorded."""

    id: str
    municipality: MunicipalityTag
    title: str
    name: str
    signed_on: date | None
    place: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step before supervisor or public."""

    id: str
    kind_text: str
    municipality: MunicipalityTag | None
    authority: str
    submitted_on: date | None
    done_on: date | None
    file_reference: str


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A Vertragsaufgabe with its legal form and lead (None: not assigned)."""

    task_id: str
    number: str
    name: str
    legal_form: str
    legal_form_text: str
    lead: MunicipalityTag | None
    contributors: tuple[MunicipalityTag, ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement; `clauses` and `references` are those of the current version."""

    id: str
    title: str
    short_title: str
    note: str
    effect: EffectRow
    parties: tuple[PartyRow, ...]
    versions: tuple[VersionRow, ...]
    clauses: tuple[ClauseRow, ...]
    references: tuple[ReferenceRow, ...]
    duties: tuple[DutyRow, ...]
    deviations: tuple[DeviationRow, ...]
    signatures: tuple[SignatureRow, ...]
    copies: tuple[CopyRow, ...]
    steps: tuple[StepRow, ...]
    dates: tuple[DateRow, ...]
    date_hints: tuple[str, ...]

    @property
    def current(self) -> VersionRow | None:
        """The version that counts, else the last one."""
        return next((row for row in self.versions if row.is_current), (*self.versions, None)[-1])


@dataclass(frozen=True, slots=True)
class AgreementPlace:
    """Everything the place shows."""

    agreements: tuple[AgreementRow, ...]


def agreement_rows(view: View, *, with_text: bool = True) -> AgreementPlace:
    """All agreements in their order; without their texts where only what stands around them is asked for."""
    found = sorted(view.snapshot.all(Agreement), key=lambda row: (row.order, row.id))
    return AgreementPlace(tuple(agreement_row(view, row, with_text=with_text) for row in found))


def agreement_row(
    view: View, agreement: Agreement, *, with_text: bool = True, version_id: str | None = None
) -> AgreementRow:
    """One agreement, with its current text, or that of a version, unless it is left out."""
    versions = version_rows(view, agreement.id)
    current = next((row for row in versions if row.is_current), (*versions, None)[-1])
    asked = next((row for row in versions if row.id == version_id), current)
    read = asked if with_text else None
    return AgreementRow(
        agreement.id,
        agreement.title,
        agreement.short_title or agreement.title,
        agreement.note,
        effect_row(view, agreement.id),
        _party_rows(view, agreement.id),
        versions,
        clause_rows(view, read.id) if read else (),
        reference_rows(view, read.id) if read else (),
        _duty_rows(view, agreement),
        deviation_rows(view, agreement.id),
        _signature_rows(view, agreement.id),
        copy_rows(view, agreement.id),
        _step_rows(view, agreement.id),
        date_rows(view, agreement),
        date_hints(view, agreement),
    )


def version_rows(view: View, agreement_id: str) -> tuple[VersionRow, ...]:
    """The versions of an agreement in their order."""
    found = [row for row in view.snapshot.all(AgreementVersion) if row.agreement_id == agreement_id]
    return tuple(
        VersionRow(row.id, row.name, label(row.state), row.is_current, row.frozen_on, row.note)
        for row in sorted(found, key=lambda row: (row.order, row.id))
    )


def clause_rows(view: View, version_id: str) -> tuple[ClauseRow, ...]:
    """The text of a version in reading order, placeholders filled and references named."""
    version = view.snapshot.find(AgreementVersion, version_id)
    if version is None:
        return ()
    text = outline(view.snapshot, version_id)
    reading = Reading(view, view.snapshot.get(Agreement, version.agreement_id), text)
    rows = []
    for node in text.nodes:
        part = node.clause
        pieces = reading.pieces(part.text)
        rows.append(
            ClauseRow(
                part.id,
                part.stem,
                part.parent_id,
                part.kind.value,
                label(part.kind),
                node.depth,
                mark(node),
                citation(node),
                reading.plain(part.heading),
                "".join(piece.text for piece in pieces),
                part.text,
                pieces,
                any(piece.kind is PieceKind.OPEN for piece in pieces),
            )
        )
    return tuple(rows)


def reference_rows(view: View, version_id: str) -> tuple[ReferenceRow, ...]:
    """The cross references of a version in reading order."""
    text = outline(view.snapshot, version_id)
    return tuple(
        ReferenceRow(node.clause.id, citation(node), target.clause.id, reference_text(target))
        for node in text.nodes
        for token in tokens(node.clause.text)
        if isinstance(token, Reference) and (target := text.by_stem.get(token.stem)) is not None
    )


def reference_targets(view: View, version_id: str) -> tuple[tuple[str, str], ...]:
    """What a reference can point at: (stem, name), in reading order; parts without a number are left out."""
    text: Outline = outline(view.snapshot, version_id)
    return tuple((node.clause.stem, name) for node in text.nodes if (name := reference_text(node)))


def finding_row(finding: Finding) -> FindingRow:
    """A finding as a sentence."""
    return FindingRow(
        finding.code,
        finding.severity.value,
        finding_message(finding),
        finding.norm,
        finding.is_verified,
        finding.subject_kind,
        finding.subject_id,
    )


def _party_rows(view: View, agreement_id: str) -> tuple[PartyRow, ...]:
    tags, ranks = tags_of(view), ranks_of(view)
    found = [row for row in view.snapshot.all(AgreementParty) if row.agreement_id == agreement_id]
    found.sort(key=lambda row: ranks[row.municipality_id])
    return tuple(PartyRow(row.id, tags[row.municipality_id], row.joined_on) for row in found)


def _duty_rows(view: View, agreement: Agreement) -> tuple[DutyRow, ...]:
    tags = tags_of(view)
    parties, _ = parties_of(view.snapshot, agreement.id, view.as_of)
    rows = []
    for task in contractual_tasks(view.snapshot, parties):
        lead = view.ownership.lead.get(task.id)
        helpers = view.ownership.contributors.get(task.id, ())
        rows.append(
            DutyRow(
                task.id,
                task.number,
                task.name,
                task.legal_form.value,
                label(task.legal_form),
                tags[lead.municipality_id] if lead else None,
                tuple(tags[row.municipality_id] for row in helpers),
            )
        )
    return tuple(rows)


def _signature_rows(view: View, agreement_id: str) -> tuple[SignatureRow, ...]:
    tags, ranks = tags_of(view), ranks_of(view)
    found = [row for row in view.snapshot.all(Signature) if row.agreement_id == agreement_id]
    rows = []
    for row in sorted(found, key=lambda row: (ranks[row.municipality_id], row.order, row.id)):
        holder = view.snapshot.find(OfficeHolder, row.office_holder_id)
        person = view.snapshot.find(Person, holder.person_id) if holder else None
        name = person.name if person and not person.is_function else ""
        title = row.title or _title(view, row.municipality_id, holder, person)
        rows.append(SignatureRow(row.id, tags[row.municipality_id], title, name, row.signed_on, row.place))
    return tuple(rows)


def _title(view: View, municipality_id: str, holder: OfficeHolder | None, person: Person | None) -> str:
    """The title of an office holder: as entered, else as it follows from the municipality's kind."""
    if holder is None:
        return ""
    address = person.form_of_address if person else FormOfAddress.NEUTRAL
    municipality = view.snapshot.get(Municipality, municipality_id)
    return holder.title or office_title(municipality, holder.office, address)


def _step_rows(view: View, agreement_id: str) -> tuple[StepRow, ...]:
    tags, ranks = tags_of(view), ranks_of(view)
    found = [row for row in view.snapshot.all(SupervisorStep) if row.agreement_id == agreement_id]
    order = {"filing": 0, "approval": 1, "publication": 2}
    found.sort(key=lambda row: (order[row.kind], ranks[row.municipality_id], row.id))
    return tuple(
        StepRow(
            row.id,
            label(row.kind),
            tags[row.municipality_id] if row.municipality_id else None,
            row.authority,
            row.submitted_on,
            row.done_on,
            row.file_reference,
        )
        for row in found
    )
