"""What stands around the text of an agreement in Word: title, places to sign, and the table of tasks.

It is made anew with each document; its styles tell the reading that none of it is a clause.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from ozgdesk.exchange.docx_names import (
    FRAME_STYLE,
    NOTE_STYLE,
    SIGNING_STYLE,
    STAGE_STYLE,
    TABLE_STYLE,
    TITLE_STYLE,
)
from ozgdesk.exchange.docx_paragraphs import Body
from ozgdesk.exchange.docx_tables import add_cell_line, add_row, add_table, set_bold
from ozgdesk.exchange.xml_writing import add
from ozgdesk.present.agreement import DutyRow
from ozgdesk.present.agreement_document import AgreementDocument, SigningBlock

_DUTY_WIDTHS = (900, 3300, 1750, 1850, 1554)
_SIGNING_WIDTHS = (4677, 4677)
_SEAL = "(Siegel)"


def add_head(body: Body, document: AgreementDocument) -> None:
    """Title, stage and note."""
    body.plain(document.title, TITLE_STYLE)
    body.plain(document.stage, STAGE_STYLE)
    if document.note:
        body.plain(document.note, NOTE_STYLE)


def add_signing(body: Body, blocks: Iterable[SigningBlock]) -> None:
    """A block for each municipality: place and day, room for a seal if wanted, a line for each office."""
    for number, block in enumerate(blocks):
        if number == 0:
            body.plain("Unterschriften", FRAME_STYLE)
        set_bold(body.plain(block.municipality, SIGNING_STYLE))
        table = add_table(
            body.root, _SIGNING_WIDTHS, bordered=False, alt=f"Unterschriften {block.municipality}"
        )
        places = [place.title + (f"\n{place.name}" if place.name else "") for place in block.places]
        cells = ["Ort, Datum", _SEAL if block.has_seal else "", *places]
        for left in range(0, len(cells), 2):
            row = add(table, "w:tr")
            add(add(row, "w:trPr"), "w:cantSplit")
            for text in (cells[left : left + 2] + [""])[:2]:
                _signing_cell(row, text)
        body.plain("", SIGNING_STYLE)


def add_duties(body: Body, duties: Iterable[DutyRow]) -> None:
    """The Vertragsaufgaben in a table whose head is repeated on each page."""
    heading = body.plain("Übersicht der Vertragsaufgaben", FRAME_STYLE)
    look = heading.find("w:pPr")
    if look is not None:
        look.insert(1, ET.Element("w:pageBreakBefore"))
    body.plain("Stand des Projekts am Stichtag; kein Teil des Vertragstextes.", NOTE_STYLE)
    table = add_table(
        body.root, _DUTY_WIDTHS, bordered=True, alt="Vertragsaufgaben mit Federführung und Zuarbeit"
    )
    add_row(table, _DUTY_WIDTHS, ("Nr.", "Aufgabe", "Rechtsform", "Federführung", "Zuarbeit"), is_head=True)
    for duty in duties:
        helpers = ", ".join(tag.code for tag in duty.contributors) or "–"
        lead = duty.lead.name if duty.lead else "nicht vergeben"
        add_row(table, _DUTY_WIDTHS, (duty.number, duty.name, duty.legal_form_text, lead, helpers))
    body.plain("", TABLE_STYLE)


def _signing_cell(row: ET.Element, text: str) -> None:
    """Room to sign, a line, and below it whose line it is."""
    cell = add(row, "w:tc")
    properties = add(cell, "w:tcPr")
    add(properties, "w:tcW", **{"w:w": "4677", "w:type": "dxa"})
    add_cell_line(cell, SIGNING_STYLE, "")
    paragraph = add_cell_line(cell, SIGNING_STYLE, text)
    look = paragraph.find("w:pPr")
    if text == _SEAL and look is not None:
        add(look, "w:spacing", **{"w:before": "480", "w:after": "120"})
        add(look, "w:jc", **{"w:val": "center"})
    elif text and look is not None:
        borders = ET.Element("w:pBdr")
        add(borders, "w:top", **{"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "404040"})
        look.insert(1, borders)
        add(look, "w:spacing", **{"w:before": "480", "w:after": "120"})
        add(look, "w:ind", **{"w:right": "340"})
