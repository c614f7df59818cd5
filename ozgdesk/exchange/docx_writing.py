"""A version of an agreement as a Word document: real numbers, styles and references, to be commented on.

Every paragraph carries a bookmark that names its clause, so that `docx_reading` finds it again.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time

from ozgdesk import formats
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.export_stamp import stamp_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.view import View
from ozgdesk.exchange.docx_comparison import ChangedText, Side, reviser
from ozgdesk.exchange.docx_frame import add_duties, add_head, add_signing
from ozgdesk.exchange.docx_grids import add_text_with_tables
from ozgdesk.exchange.docx_names import NOTE_STYLE, STAMP_PROPERTY, VERSION_PROPERTY, bookmark
from ozgdesk.exchange.docx_package import Margins, Properties, package
from ozgdesk.exchange.docx_paragraphs import ALWAYS_HEADED, Body, Line, Mark, Marked, lines, rest_shape
from ozgdesk.exchange.format import Format, TextWish
from ozgdesk.present.agreement_document import (
    AgreementDocument,
    DocumentPart,
    agreement_document,
    chosen_agreement,
    current_version,
)
from ozgdesk.present.agreement_text import Piece, PieceKind
from ozgdesk.present.clause_tables import Grid, blocks

DRAFT = "Entwurf"


def make(view: View, municipality_id: str | None) -> bytes:
    """The current version of the newest agreement, or of the newest one of a municipality.

    Raises RuleViolation `no_version` when there is none.
    """
    agreement = chosen_agreement(view, None, municipality_id)
    version = current_version(view, agreement.id) if agreement is not None else None
    if version is None:
        raise RuleViolation("no_version")
    return write_version(view, version)


def make_text(view: View, wish: TextWish) -> bytes:
    """The version that is wished for. Raises RuleViolation `no_version` when there is none."""
    version = view.snapshot.find(AgreementVersion, wish.version_id)
    if version is None:
        return make(view, None)
    former = view.snapshot.find(AgreementVersion, wish.compared_with_id)
    return write_version(view, version) if former is None else write_changes(view, former, version, wish)


def write_changes(view: View, former: AgreementVersion, version: AgreementVersion, wish: TextWish) -> bytes:
    """A version with the changes since another one, recorded in the name of a municipality.

    Raises RuleViolation `same_version`, and `reviser_needed` without a municipality.
    """
    municipality = view.snapshot.find(Municipality, wish.author_id)
    if municipality is None:
        raise RuleViolation("reviser_needed")
    if former.id == version.id:
        raise RuleViolation("same_version")
    document = agreement_document(view, version)
    new = Side(view, version)
    text = ChangedText(Side(view, former), new)
    body = Body(reviser(view, version, municipality), new.parts)
    add_head(body, document)
    text.write(body, is_annex=False)
    add_signing(body, document.blocks)
    text.write(body, is_annex=True)
    body.plain("", NOTE_STYLE)
    return finish(view, version, document, body)


def write_version(view: View, version: AgreementVersion) -> bytes:
    """One version as it reads in the view, without recorded changes."""
    document = agreement_document(view, version)
    text = outline(view.snapshot, version.id)
    by_stem = {part.stem: part for part in (*document.body, *document.annexes)}
    body = Body(parts={node.clause.id: by_stem[node.clause.stem] for node in text.nodes})
    add_head(body, document)
    for part in document.body:
        add_part(body, part, is_annex=False)
    add_signing(body, document.blocks)
    for part in document.annexes:
        add_part(body, part, is_annex=True)
    if document.duties:
        add_duties(body, document.duties)
    return finish(view, version, document, body)


def add_part(body: Body, part: DocumentPart, *, is_annex: bool) -> None:
    """A clause with its heading and its text."""
    shape = body.shape(part, is_annex)
    stretches = _joined(part.paragraphs)
    if part.heading or part.kind in ALWAYS_HEADED:
        heading = Piece(PieceKind.WORDS, part.heading)
        body.line(Line(bookmark(part.stem), ((Mark.KEPT, heading),)), shape)
        shape = rest_shape(part)
        if not stretches:
            return
    if any(isinstance(found, Grid) for words in part.paragraphs for found in blocks(words)):
        add_text_with_tables(body, part, shape)
        return
    for line in lines(part, stretches):
        body.line(line, shape)
        shape = rest_shape(part)


def finish(view: View, version: AgreementVersion, document: AgreementDocument, body: Body) -> bytes:
    """The file around a filled body."""
    known_until = view.recorded_until or datetime.combine(view.as_of, time(), UTC)
    own = {VERSION_PROPERTY: version.id}
    if view.cooperation is not None and view.recorded_until is not None:
        own[STAMP_PROPERTY] = str(stamp_of(view.cooperation.id, view.recorded_until, view.as_of))
    margins = Margins(
        left=document.cooperation,
        right=document.short_title,
        mark=DRAFT if document.is_draft else "",
        foot=_foot(view),
    )
    properties = Properties(document.title, document.stage, known_until.astimezone(UTC), own)
    return package(body.root, body.numbers, margins, properties)


def _foot(view: View) -> str:
    known = f" · Datenstand {formats.instant(view.recorded_until)}" if view.recorded_until else ""
    return f"Stichtag {formats.day(view.as_of)}{known}"


def _joined(paragraphs: Iterable[Iterable[Piece]]) -> list[Marked]:
    found: list[Marked] = []
    for paragraph in paragraphs:
        if found:
            found.append((Mark.KEPT, Piece(PieceKind.WORDS, "\n\n")))
        found += [(Mark.KEPT, piece) for piece in paragraph]
    return found


FORMAT = Format(
    key="docx",
    suffix="docx",
    title="Vereinbarung für Word",
    file_kind="Word-Dokument",
    file_stem="Vereinbarung",
    description="eine Fassung mit Nummern, Verweisen und Unterschriften, zum Ändern und Kommentieren in Word",
    make=make,
    of_text=make_text,
)
