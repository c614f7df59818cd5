"""A paper for the bodies as a Word document in the form of its municipality, to be finished there."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from itertools import groupby
from xml.etree import ElementTree as ET

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import CouncilPaper
from ozgdesk.domain.paper_forms import SectionKey
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.view import View
from ozgdesk.exchange.docx_names import (
    HEADING_STYLES,
    SIGNING_STYLE,
    STAGE_STYLE,
    TABLE_STYLE,
    TEXT_STYLE,
    TITLE_STYLE,
)
from ozgdesk.exchange.docx_package import Margins, Properties, package
from ozgdesk.exchange.docx_paragraphs import Body
from ozgdesk.exchange.docx_tables import add_row, add_table
from ozgdesk.exchange.format import Format
from ozgdesk.exchange.xml_writing import add
from ozgdesk.present.council_paper import (
    HeadEntry,
    PaperDocument,
    PaperPart,
    fan_of,
    paper_document,
    paper_ids,
)
from ozgdesk.texts.organs import full_name

_WIDTH = 9354
_ENTRY_LINE = "_" * 40
_FIRST_COLUMN = 0.46


def make(view: View, municipality_id: str | None) -> bytes:
    """The newest paper of a municipality."""
    return make_paper(view, municipality_id, None)


def make_paper(
    view: View, municipality_id: str | None, fan_key: str | None, with_closed: bool = False
) -> bytes:
    """The papers of a municipality on a matter, mostly one. RuleViolation `no_paper` when there is none.

    Stations behind closed doors are left out unless asked for.
    """
    fan = fan_of(view, fan_key, municipality_id)
    ids = paper_ids(fan, municipality_id) if fan is not None else ()
    if not ids:
        raise RuleViolation("no_paper")
    documents = [paper_document(view, id_, with_closed=with_closed) for id_ in ids]
    body = Body()
    for number, document in enumerate(documents):
        _add_paper(body, view, document, begins_page=number > 0)
    town = _name(view, documents[0])
    paper = view.snapshot.get(CouncilPaper, ids[0])
    margins = Margins(left=town, right=paper.number, mark="", foot="")
    known_until = view.recorded_until or datetime.combine(view.as_of, time(), UTC)
    properties = Properties(documents[0].title, documents[0].heading, known_until.astimezone(UTC), {})
    return package(body.root, body.numbers, margins, properties, records_changes=False)


def _add_paper(body: Body, view: View, document: PaperDocument, *, begins_page: bool) -> None:
    first = body.plain(_name(view, document), STAGE_STYLE)
    look = first.find("w:pPr")
    if begins_page and look is not None:
        look.insert(1, ET.Element("w:pageBreakBefore"))
    body.plain(document.heading, TITLE_STYLE)
    _add_head(body, document.head)
    style = HEADING_STYLES[0]
    for part in document.parts:
        _add_part(body, part, document, style)
        if part.key is SectionKey.TITLE:
            style = HEADING_STYLES[1]


def _add_head(body: Body, entries: Sequence[HeadEntry]) -> None:
    for is_line, found in groupby(entries, key=lambda entry: entry.is_line):
        row = list(found)
        if is_line:
            for entry in row:
                body.plain(f"{entry.name}: {entry.value or _ENTRY_LINE}", TEXT_STYLE)
            continue
        widths = _equal(len(row), _WIDTH)
        table = add_table(body.root, widths, bordered=True, alt="Angaben zur Vorlage")
        add_row(table, widths, [entry.name for entry in row], is_head=True)
        add_row(table, widths, [entry.value for entry in row])
        body.plain("", TABLE_STYLE)


def _add_part(body: Body, part: PaperPart, document: PaperDocument, style: str) -> None:
    """A section; those below the title are headed one level deeper."""
    if part.key is SectionKey.TITLE:
        body.plain(f"{part.heading} {part.text}".strip(), HEADING_STYLES[0])
        return
    if part.heading:
        body.plain(part.heading, style)
    if part.ways is not None:
        first = round(_WIDTH * _FIRST_COLUMN) if len(part.ways.columns) > 1 else _WIDTH
        widths = [first, *_equal(len(part.ways.columns) - 1, _WIDTH - first)]
        table = add_table(body.root, widths, bordered=True, alt=part.name)
        add_row(table, widths, part.ways.columns, is_head=True)
        for cells in part.ways.rows:
            add_row(table, widths, cells)
        body.plain("", TABLE_STYLE)
    elif part.key is SectionKey.SIGNATURE:
        _add_signature(body, document)
    else:
        for text in part.text.split("\n\n"):
            if text.strip():
                body.plain(text.strip("\n"), TEXT_STYLE)


def _add_signature(body: Body, document: PaperDocument) -> None:
    """Room to sign, then name and title; what stands above goes with them: nobody signs an empty page."""
    above = body.root[-1].find("w:pPr") if len(body.root) else None
    if above is not None:
        above.insert(1, ET.Element("w:keepNext"))
    lines = [line for line in (document.signer.name, document.signer.title) if line]
    for number, line in enumerate(lines):
        paragraph = body.plain(line, SIGNING_STYLE)
        look = paragraph.find("w:pPr")
        if number == 0 and look is not None:
            add(look, "w:spacing", **{"w:before": "900", "w:after": "0"})
    body.plain("", TABLE_STYLE)


def _equal(count: int, width: int) -> list[int]:
    """So many columns of one width; the last one takes what is left over."""
    if count < 1:
        return []
    share = width // count
    return [share] * (count - 1) + [width - share * (count - 1)]


def _name(view: View, document: PaperDocument) -> str:
    words = full_name(view.snapshot.get(Municipality, document.municipality.id)).removeprefix("die ")
    return words[:1].upper() + words[1:]


FORMAT = Format(
    key="council-paper",
    suffix="docx",
    title="Vorlage für Word",
    file_kind="Word-Dokument",
    file_stem="Vorlage",
    description="die Vorlage einer Kommune in ihrem Muster, zum Fertigstellen in Word",
    make=make,
    needs_municipality=True,
    of_fan=make_paper,
)
