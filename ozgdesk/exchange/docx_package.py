"""A Word document as a file: its parts, what links them, and the properties of the whole.

The same parts give the same bytes: no clock, no order of a set, no mark of the system it was written on.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from ozgdesk.exchange.docx_names import DOCUMENT, MAIN, RELATIONS
from ozgdesk.exchange.docx_numbering import Numbers
from ozgdesk.exchange.docx_styles import FONT, LANGUAGE, QUIET, styles_part
from ozgdesk.exchange.xml_writing import add, compact_bytes

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
_FULL_WIDTH = 9354
"""Twips between the margins."""


@dataclass(frozen=True, slots=True)
class Properties:
    """What the whole document says about itself. `own` are the properties by which it is known again."""

    title: str
    subject: str
    written_at: datetime
    own: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines above and below the text; `mark` is set large in the header, or empty."""

    left: str
    right: str
    mark: str
    foot: str


def package(
    body: ET.Element,
    numbers: Numbers,
    margins: Margins,
    properties: Properties,
    *,
    records_changes: bool = True,
) -> bytes:
    """The whole file from `w:body`, to which the page is added; Word records changes at once or not."""
    _add_page(body)
    document = ET.Element("w:document", {"xmlns:w": MAIN, "xmlns:r": RELATIONS})
    document.append(body)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            (DOCUMENT, "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{RELATIONS}/custom-properties", "docProps/custom.xml"),
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            (f"{RELATIONS}/styles", "styles.xml"),
            (f"{RELATIONS}/numbering", "numbering.xml"),
            (f"{RELATIONS}/settings", "settings.xml"),
            (f"{RELATIONS}/header", "header1.xml"),
            (f"{RELATIONS}/footer", "footer1.xml"),
            (f"{RELATIONS}/fontTable", "fontTable.xml"),
        ),
        "word/styles.xml": styles_part(),
        "word/numbering.xml": numbers.part(),
        "word/settings.xml": _settings(records_changes),
        "word/header1.xml": _header(margins),
        "word/footer1.xml": _footer(margins),
        "word/fontTable.xml": _fonts(),
        "docProps/core.xml": _core(properties),
        "docProps/custom.xml": _custom(properties.own),
    }
    return _zipped(parts)


def field(paragraph: ET.Element, instruction: str, shown: str) -> None:
    """Append a field with the result that is shown until a program computes it anew."""
    for kind in ("begin", "separate", "end"):
        add(add(paragraph, "w:r"), "w:fldChar", **{"w:fldCharType": kind})
        if kind == "begin":
            text = f" {instruction} "
            add(add(paragraph, "w:r"), "w:instrText", text, **{"xml:space": "preserve"})
        elif kind == "separate":
            add_text(add(paragraph, "w:r"), shown)


def add_text(run: ET.Element, text: str, tag: str = "w:t") -> None:
    """Append a text to a run; its line feeds and tabs become those of Word."""
    for place, line in enumerate(text.split("\n")):
        if place:
            add(run, "w:br")
        for number, piece in enumerate(line.split("\t")):
            if number:
                add(run, "w:tab")
            if piece:
                add(run, tag, piece, **{"xml:space": "preserve"})


def _zipped(parts: Mapping[str, ET.Element]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in parts.items():
            info = zipfile.ZipInfo(name, _FIRST_MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # else the file would tell Linux from Windows
            archive.writestr(info, compact_bytes(root))
    return file.getvalue()


def _content_types() -> ET.Element:
    root = ET.Element("Types", {"xmlns": f"{_PACKAGE}/content-types"})
    add(root, "Default", Extension="rels", ContentType=_package_type("relationships"))
    add(root, "Default", Extension="xml", ContentType="application/xml")
    for name, kind in (
        ("word/document.xml", f"{_WORD}.document.main+xml"),
        ("word/styles.xml", f"{_WORD}.styles+xml"),
        ("word/numbering.xml", f"{_WORD}.numbering+xml"),
        ("word/settings.xml", f"{_WORD}.settings+xml"),
        ("word/header1.xml", f"{_WORD}.header+xml"),
        ("word/footer1.xml", f"{_WORD}.footer+xml"),
        ("word/fontTable.xml", f"{_WORD}.fontTable+xml"),
        ("docProps/core.xml", _package_type("core-properties")),
        ("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ):
        add(root, "Override", PartName=f"/{name}", ContentType=kind)
    return root


def _package_type(name: str) -> str:
    return f"application/vnd.openxmlformats-package.{name}+xml"


def _relations(*targets: tuple[str, str]) -> ET.Element:
    root = ET.Element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"})
    for number, (kind, target) in enumerate(targets, 1):
        add(root, "Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return root


def _add_page(body: ET.Element) -> None:
    """A4 with the margins of DIN 5008."""
    section = add(body, "w:sectPr")
    add(section, "w:headerReference", **{"w:type": "default", "r:id": "rId4"})
    add(section, "w:footerReference", **{"w:type": "default", "r:id": "rId5"})
    add(section, "w:pgSz", **{"w:w": "11906", "w:h": "16838"})
    sides = {"top": 1418, "right": 1134, "bottom": 1247, "left": 1418, "header": 680, "footer": 624}
    sides["gutter"] = 0
    add(section, "w:pgMar", **{f"w:{side}": str(size) for side, size in sides.items()})


def _settings(records_changes: bool) -> ET.Element:
    root = ET.Element("w:settings", {"xmlns:w": MAIN})
    if records_changes:
        add(root, "w:trackRevisions")
    add(root, "w:defaultTabStop", **{"w:val": "454"})
    add(root, "w:autoHyphenation")
    compatibility = add(root, "w:compat")
    add(
        compatibility,
        "w:compatSetting",
        **{"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": "15"},
    )
    add(root, "w:themeFontLang", **{"w:val": LANGUAGE})
    return root


def _fonts() -> ET.Element:
    """What may stand in for the typeface where it is missing."""
    root = ET.Element("w:fonts", {"xmlns:w": MAIN})
    font = add(root, "w:font", **{"w:name": FONT})
    add(font, "w:altName", **{"w:val": "Carlito"})
    add(font, "w:family", **{"w:val": "swiss"})
    add(font, "w:pitch", **{"w:val": "variable"})
    return root


def _header(margins: Margins) -> ET.Element:
    root = ET.Element("w:hdr", {"xmlns:w": MAIN})
    line = _line(root, "Header")
    add_text(add(line, "w:r"), f"{margins.left}\t{margins.right}")
    if margins.mark:
        run = add(_line(root, "Header", align="right"), "w:r")
        look = add(run, "w:rPr")
        add(look, "w:b")
        add(look, "w:color", **{"w:val": QUIET})
        add(look, "w:sz", **{"w:val": "32"})
        add_text(run, margins.mark)
    return root


def _footer(margins: Margins) -> ET.Element:
    root = ET.Element("w:ftr", {"xmlns:w": MAIN})
    line = _line(root, "Footer")
    add_text(add(line, "w:r"), f"{margins.foot}\tSeite ")
    field(line, "PAGE", "1")
    add_text(add(line, "w:r"), " von ")
    field(line, "NUMPAGES", "1")
    return root


def _line(root: ET.Element, style: str, align: str = "") -> ET.Element:
    paragraph = add(root, "w:p")
    look = add(paragraph, "w:pPr")
    add(look, "w:pStyle", **{"w:val": style})
    if align:
        add(look, "w:jc", **{"w:val": align})
    return paragraph


def _core(properties: Properties) -> ET.Element:
    terms = "http://purl.org/dc/terms/"
    root = ET.Element(
        "cp:coreProperties",
        {
            "xmlns:cp": f"{_PACKAGE}/metadata/core-properties",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:dcterms": terms,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
    )
    add(root, "dc:title", properties.title)
    add(root, "dc:subject", properties.subject)
    add(root, "dc:creator", "OZG-Desk")
    add(root, "dc:language", LANGUAGE)
    moment = properties.written_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    for tag in ("dcterms:created", "dcterms:modified"):
        add(root, tag, moment, **{"xsi:type": "dcterms:W3CDTF"})
    return root


def _custom(values: Mapping[str, str]) -> ET.Element:
    root = ET.Element("Properties", {"xmlns": _CUSTOM, "xmlns:vt": _VALUES})
    for number, (name, value) in enumerate(values.items(), 2):
        found = add(root, "property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        add(found, "vt:lpwstr", value)
    return root
