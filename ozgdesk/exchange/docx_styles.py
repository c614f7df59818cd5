"""`word/styles.xml`: how each kind of paragraph of an agreement looks in Word."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.exchange.docx_names import (
    FRAME_STYLE,
    HEADING_STYLES,
    MAIN,
    NOTE_STYLE,
    SIGNING_STYLE,
    STAGE_STYLE,
    STYLES,
    TABLE_STYLE,
    TEXT_STYLE,
    TITLE_STYLE,
    style_id,
)
from ozgdesk.exchange.docx_numbering import ANNEX as ANNEX_LIST
from ozgdesk.exchange.docx_numbering import BODY, INDENT, LEVELS
from ozgdesk.exchange.xml_writing import add

FONT, LANGUAGE = "Calibri", "de-DE"
INK, QUIET = "1F4E79", "595959"
_HEADING = STYLES[ClauseKind.CLAUSE]


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style; sizes in half points, spaces and indents in twips."""

    based_on: str = TEXT_STYLE
    following: str = ""
    size: int = 0
    color: str = ""
    is_bold: bool = False
    before: int | None = None
    after: int | None = None
    indent: int | None = None
    hanging: int | None = None
    list: tuple[int, int] | None = None
    outline: int | None = None
    keeps_next: bool = False
    begins_page: bool = False


def _numbered(kind: ClauseKind) -> _Look:
    level = LEVELS[kind]
    return _Look(list=(BODY, level), indent=INDENT * level, hanging=INDENT)


_PARAGRAPHS: Mapping[str, _Look] = {
    TITLE_STYLE: _Look(size=36, color=INK, is_bold=True, after=80, outline=0, keeps_next=True),
    _HEADING: _Look(
        following=STYLES[ClauseKind.PARAGRAPH], size=26, color=INK, is_bold=True, before=280, after=100,
        list=(BODY, 0), outline=0, keeps_next=True,
    ),
    HEADING_STYLES[0]: _Look(
        following=TEXT_STYLE, size=26, color=INK, is_bold=True, before=240, after=80, outline=1,
        keeps_next=True,
    ),
    HEADING_STYLES[1]: _Look(
        following=TEXT_STYLE, size=22, color=INK, is_bold=True, before=180, after=60, outline=2,
        keeps_next=True,
    ),
    STYLES[ClauseKind.FORMULA]: _Look(before=160),
    STYLES[ClauseKind.PREAMBLE]: _Look(based_on=_HEADING, following=TEXT_STYLE, list=(0, 0), outline=0),
    STYLES[ClauseKind.PARAGRAPH]: _numbered(ClauseKind.PARAGRAPH),
    STYLES[ClauseKind.NUMBER]: _numbered(ClauseKind.NUMBER),
    STYLES[ClauseKind.LETTER]: _numbered(ClauseKind.LETTER),
    STYLES[ClauseKind.ANNEX]: _Look(
        based_on=_HEADING, following=TEXT_STYLE, list=(ANNEX_LIST, 0), outline=0, begins_page=True
    ),
    STAGE_STYLE: _Look(size=22, color=QUIET, after=240),
    NOTE_STYLE: _Look(size=18, color=QUIET),
    FRAME_STYLE: _Look(based_on=_HEADING, following=TEXT_STYLE, list=(0, 0), outline=0),
    SIGNING_STYLE: _Look(before=40, after=0, keeps_next=True),
    TABLE_STYLE: _Look(size=20, before=30, after=30),
    "header": _Look(size=17, color=QUIET, after=0),
    "footer": _Look(size=17, color=QUIET, after=0),
    "annotation text": _Look(size=20),
}  # fmt: skip


def styles_part() -> ET.Element:
    """The whole part."""
    root = ET.Element("w:styles", {"xmlns:w": MAIN})
    defaults = add(root, "w:docDefaults")
    run = add(add(defaults, "w:rPrDefault"), "w:rPr")
    add(run, "w:rFonts", **{f"w:{script}": FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")})
    add(run, "w:sz", **{"w:val": "22"})
    add(run, "w:szCs", **{"w:val": "22"})
    add(run, "w:lang", **{"w:val": LANGUAGE, "w:eastAsia": LANGUAGE, "w:bidi": "ar-SA"})
    spacing = {"w:after": "100", "w:line": "264", "w:lineRule": "auto"}
    add(add(add(defaults, "w:pPrDefault"), "w:pPr"), "w:spacing", **spacing)
    normal = _style(root, "paragraph", "Normal", is_default=True)
    add(normal, "w:qFormat")
    text = _style(root, "paragraph", TEXT_STYLE)
    add(text, "w:basedOn", **{"w:val": "Normal"})
    add(text, "w:qFormat")
    for name, look in _PARAGRAPHS.items():
        _add_paragraph_style(root, name, look)
    characters = _style(root, "character", "Default Paragraph Font", is_default=True)
    add(characters, "w:semiHidden")
    _add_table_styles(root)
    return root


def _style(root: ET.Element, kind: str, name: str, *, is_default: bool = False) -> ET.Element:
    values = {"w:type": kind, "w:styleId": style_id(name)}
    if is_default:
        values["w:default"] = "1"
    if name.startswith("OZG"):
        values["w:customStyle"] = "1"
    found = add(root, "w:style", **values)
    add(found, "w:name", **{"w:val": name})
    return found


def _add_paragraph_style(root: ET.Element, name: str, look: _Look) -> None:
    style = _style(root, "paragraph", name)
    add(style, "w:basedOn", **{"w:val": style_id(look.based_on)})
    if look.following:
        add(style, "w:next", **{"w:val": style_id(look.following)})
    add(style, "w:qFormat")
    paragraph = add(style, "w:pPr")
    if look.keeps_next:
        add(paragraph, "w:keepNext")
        add(paragraph, "w:keepLines")
    if look.begins_page:
        add(paragraph, "w:pageBreakBefore")
    if look.list is not None:
        number = add(paragraph, "w:numPr")
        add(number, "w:ilvl", **{"w:val": str(look.list[1])})
        add(number, "w:numId", **{"w:val": str(look.list[0])})
    if name in ("header", "footer"):
        tabs = add(paragraph, "w:tabs")
        add(tabs, "w:tab", **{"w:val": "right", "w:pos": "9354"})
    spaces = {"w:before": look.before, "w:after": look.after}
    given = {key: str(value) for key, value in spaces.items() if value is not None}
    if given:
        add(paragraph, "w:spacing", **given)
    indents = {"w:left": look.indent, "w:hanging": look.hanging}
    given = {key: str(value) for key, value in indents.items() if value is not None}
    if given:
        add(paragraph, "w:ind", **given)
    if look.outline is not None:
        add(paragraph, "w:outlineLvl", **{"w:val": str(look.outline)})
    _add_run(style, look)


def _add_run(style: ET.Element, look: _Look) -> None:
    run = add(style, "w:rPr")
    if look.is_bold:
        add(run, "w:b")
    if look.color:
        add(run, "w:color", **{"w:val": look.color})
    if look.size:
        add(run, "w:sz", **{"w:val": str(look.size)})
        add(run, "w:szCs", **{"w:val": str(look.size)})


def _add_table_styles(root: ET.Element) -> None:
    plain = _style(root, "table", "Normal Table", is_default=True)
    add(plain, "w:semiHidden")
    grid = _style(root, "table", "Table Grid")
    add(grid, "w:basedOn", **{"w:val": style_id("Normal Table")})
    borders = add(add(grid, "w:tblPr"), "w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, f"w:{side}", **{"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "A6A6A6"})
