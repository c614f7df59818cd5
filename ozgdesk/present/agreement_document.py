"""An agreement as a document outside the program: its parts in printed order, and what stands around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.clauses import Node, Outline, outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind, Office, VersionState
from ozgdesk.present.agreement import DutyRow, SignatureRow, VersionRow, agreement_row, version_rows
from ozgdesk.present.agreement_text import Piece, Reading
from ozgdesk.present.naming import cooperation_name
from ozgdesk.texts.clauses import mark
from ozgdesk.texts.labels import label
from ozgdesk.texts.organs import board_name, full_name, office_title

Paragraph = tuple[Piece, ...]

_OPEN_STATES = frozenset({VersionState.DRAFT, VersionState.FOR_CONSULTATION})


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A clause as it is printed. `number` is empty and `ordinal` None where it bears none."""

    stem: str
    kind: ClauseKind
    depth: int
    ordinal: int | None
    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def plain(self) -> tuple[str, ...]:
        """Its paragraphs as plain text."""
        return tuple("".join(piece.text for piece in paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """A place for a signature: the office, and who holds it where that is known."""

    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SigningBlock:
    """The places of one municipality, at least the two that § 71 Abs. 2 HGO asks for, and room for a seal."""

    municipality: str
    places: tuple[SigningPlace, ...]
    has_seal: bool = False


@dataclass(frozen=True, slots=True)
class AgreementDocument:
    """One version. `body` stands before the signatures, `annexes` behind them.

    `duties` are the Vertragsaufgaben of the project, where a draft does not list them itself.
    """

    title: str
    short_title: str
    cooperation: str
    stage: str
    note: str
    is_draft: bool
    body: tuple[DocumentPart, ...]
    annexes: tuple[DocumentPart, ...]
    blocks: tuple[SigningBlock, ...]
    duties: tuple[DutyRow, ...]


def agreement_document(view: View, version: AgreementVersion) -> AgreementDocument:
    """A version of an agreement with its placeholders filled and its references named."""
    agreement = view.snapshot.get(Agreement, version.agreement_id)
    row = agreement_row(view, agreement)
    text = outline(view.snapshot, version.id)
    parts = document_parts(Reading(view, agreement, text), text)
    is_draft_now = is_draft(version)
    lists_tasks = any("{field:led_tasks}" in node.clause.text for node in text.nodes)
    known = {found.id: found for found in version_rows(view, agreement.id)}
    return AgreementDocument(
        title=agreement.title,
        short_title=agreement.short_title or agreement.title,
        cooperation=cooperation_name(view.cooperation),
        stage=stage_text(known[version.id]),
        note=version.note,
        is_draft=is_draft_now,
        body=tuple(part for part, node in parts if not is_in_annex(node)),
        annexes=tuple(part for part, node in parts if is_in_annex(node)),
        blocks=tuple(
            replace(
                signing_block(view.snapshot.get(Municipality, party.municipality.id), row.signatures),
                has_seal=agreement.has_seal_field,
            )
            for party in row.parties
        ),
        duties=row.duties if is_draft_now and not lists_tasks else (),
    )


def chosen_agreement(view: View, agreement_id: str | None, municipality_id: str | None) -> Agreement | None:
    """The agreement asked for, else the newest one of the municipality, else the newest."""
    chosen = view.snapshot.find(Agreement, agreement_id)
    if chosen is not None:
        return chosen
    found = sorted(view.snapshot.all(Agreement), key=lambda row: (row.order, row.id), reverse=True)
    own = [row for row in found if municipality_id in view.effect[row.id].parties]
    return next(iter([*own, *found]), None)


def current_version(view: View, agreement_id: str) -> AgreementVersion | None:
    """The version of an agreement that counts, else its last one; None while it has none."""
    found = [row for row in view.snapshot.all(AgreementVersion) if row.agreement_id == agreement_id]
    found.sort(key=lambda row: (row.order, row.id))
    return next((row for row in found if row.is_current), (*found, None)[-1])


def document_parts(reading: Reading, text: Outline) -> list[tuple[DocumentPart, Node]]:
    """The clauses of a version as they are printed, each with its place in the text."""
    return [
        (
            DocumentPart(
                node.clause.stem,
                node.clause.kind,
                node.depth,
                node.ordinal,
                mark(node),
                heading_text(node, reading.plain(node.clause.heading)),
                tuple(paragraphs(reading.pieces(node.clause.text))),
            ),
            node,
        )
        for node in text.nodes
    ]


def heading_text(node: Node, heading: str) -> str:
    """The heading as printed: a preamble without one is called by its kind."""
    if not heading and node.clause.kind is ClauseKind.PREAMBLE:
        return label(node.clause.kind)
    return heading


def paragraphs(pieces: Iterable[Piece]) -> list[Paragraph]:
    """Stretches of text in paragraphs: an empty line parts two of them."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        for place, part in enumerate(piece.text.split("\n\n")):
            if place and found[-1]:
                found.append([])
            if part:
                is_whole = part == piece.text
                found[-1].append(piece if is_whole else Piece(piece.kind, part, piece.token, piece.target_id))
    return [tuple(paragraph) for paragraph in found if paragraph]


def is_in_annex(node: Node) -> bool:
    """Whether a part belongs to an annex, which is printed behind the signatures."""
    return any(step.clause.kind is ClauseKind.ANNEX for step in (*node.path, node))


def is_draft(version: AgreementVersion | None) -> bool:
    """Whether a version still changes, and is marked so on paper."""
    return version is None or (version.frozen_on is None and version.state in _OPEN_STATES)


def is_superseded(version: AgreementVersion | None) -> bool:
    """Whether a version was frozen while it was worked on, and another one took its place."""
    return (
        version is not None
        and version.frozen_on is not None
        and version.state in _OPEN_STATES
        and not version.is_current
    )


def stage_text(version: VersionRow) -> str:
    """Name and stage of a version on one line, with the day on which it was frozen."""
    frozen = f", eingefroren am {formats.day(version.frozen_on)}" if version.frozen_on else ""
    name = "" if version.name.casefold() == version.state_text.casefold() else f"{version.name} · "
    return f"{name}{version.state_text}{frozen}"


def signing_block(municipality: Municipality, signatures: Sequence[SignatureRow]) -> SigningBlock:
    """The signatures kept for a municipality, filled up to the two that § 71 Abs. 2 HGO asks for."""
    own = [row for row in signatures if row.municipality.id == municipality.id]
    expected = [office_title(municipality, Office.MAYOR), f"Mitglied {board_name(municipality).genitive}"]
    places = [SigningPlace(row.title or expected[min(place, 1)], row.name) for place, row in enumerate(own)]
    places += [SigningPlace(title) for title in expected[len(places) :]]
    return SigningBlock(f"Für {full_name(municipality)}", tuple(places))
