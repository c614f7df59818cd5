"""The body of a Word document as paragraphs: what they say, what was recorded about it, and how they look.

What a paragraph means for an agreement stands in `docx_reading`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.etree import ElementTree as ET

from ozgdesk.domain.incoming_text import Revision
from ozgdesk.exchange.docx_names import goes_on, read_bookmark
from ozgdesk.exchange.safe_xml import one_line

_LONGEST_NAME = 300
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_CHANGES = {"ins": "come", "moveTo": "come", "del": "gone", "moveFrom": "gone"}
_CONTAINERS = frozenset(
    {"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"}
)
_LEFT_OUT = {
    "drawing": "pictures",
    "pict": "pictures",
    "object": "pictures",
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text; `change` is "come" or "gone" where it was recorded, and `revision` says by whom."""

    text: str
    change: str = ""
    revision: Revision | None = None


@dataclass(slots=True)
class Block:
    """One paragraph. `end` and `end_revision` tell what was recorded about its end.

    `names` are the stems it is marked with, each with whether it is a heading and how much text the mark
    holds; `comments` are the ids of the comments that begin in it. `row` and `cell` are the row and the cell
    of a table it stands in; `goes_on`: its mark tells that it follows a single line break.
    """

    style: str = ""
    number: tuple[str, str] | None = None
    outline: bool = False
    stretches: list[Stretch] = field(default_factory=list)
    end: str = ""
    end_revision: Revision | None = None
    names: dict[tuple[str, bool], int] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    row: int | None = None
    cell: int = 0
    goes_on: bool = False

    def text(self, without: str) -> str:
        """What it says without the changes of one kind ("gone": as accepted, "come": as it was)."""
        return "".join(found.text for found in self.stretches if found.change != without)

    @property
    def revisions(self) -> list[Revision]:
        """Who recorded something in it."""
        found = [stretch.revision for stretch in self.stretches if stretch.revision is not None]
        return [*found, *([self.end_revision] if self.end_revision else [])]


class Looks:
    """The styles and lists of a document: what a paragraph is called and how it is numbered."""

    def __init__(self, styles: ET.Element, numbering: ET.Element) -> None:
        self._names: dict[str, str] = {}
        self._own: dict[str, tuple[str, str]] = {}
        self._base: dict[str, str] = {}
        for style in styles.iterfind("style"):
            id_ = style.get("styleId", "")
            self._names[id_] = _value(style.find("name")).casefold()
            self._base[id_] = _value(style.find("basedOn"))
            list_ = style.find("pPr/numPr")
            if list_ is not None:
                self._own[id_] = _value(list_.find("numId")), _value(list_.find("ilvl")) or "0"
        self._levels = _levels(numbering)

    def style(self, id_: str) -> str:
        """The name of a style in small letters; its identifier where it has none."""
        return self._names.get(id_, id_.casefold())

    def number(self, look: ET.Element | None, style: str) -> tuple[str, str] | None:
        """Form and text of the number (`decimal`, `(%2)`); None for a paragraph without one."""
        own = look.find("numPr") if look is not None else None
        num, level = "", "0"
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            if style in self._own:
                num, level = self._own[style]
                break
            style = self._base.get(style, "")
        if own is not None:
            num = _value(own.find("numId")) or num
            level = _value(own.find("ilvl")) or level
        return self._levels.get((num, level)) if num not in ("", "0") else None


class Blocks:
    """Walks through a body and keeps its paragraphs; `left_out` counts what is not read."""

    def __init__(self, looks: Looks) -> None:
        self.found: list[Block] = []
        self.left_out: Counter[str] = Counter()
        self.quoted: dict[str, str] = {}
        self._looks = looks
        self._open_names: dict[str, tuple[Block, tuple[str, bool]]] = {}
        self._seen: dict[str, Block] = {}
        self._open_comments: set[str] = set()
        self._waiting: list[str] = []
        self._row: int | None = None
        self._rows = self._cells = 0
        self._field: list[bool] = []

    def take(self, holder: ET.Element, tables: int = 0) -> None:
        """All that stands directly in the body, in a cell, or in a control around paragraphs."""
        for child in holder:
            if child.tag == "p":
                self._take_paragraph(child)
            elif child.tag == "tbl":
                self._take_table(child, tables + 1)
            elif child.tag in ("commentRangeStart", "commentRangeEnd"):
                self._take_mark(child, None)
            elif child.tag in _CONTAINERS or child.tag in _CHANGES:
                self.take(child, tables)

    def _take_table(self, table: ET.Element, depth: int) -> None:
        """Cells in reading order; a table in a cell belongs to the row it stands in."""
        self.left_out["tables" if depth == 1 else "nested_tables"] += 1
        for row in _inside(table, "tr"):
            if depth == 1:
                self._rows += 1
                self._row = self._rows
            for cell in _inside(row, "tc"):
                self._cells += depth == 1
                self.take(cell, depth)
        if depth == 1:
            self._row = None

    def _take_paragraph(self, paragraph: ET.Element) -> None:
        look = paragraph.find("pPr")
        style = _value(look.find("pStyle")) if look is not None else ""
        block = Block(self._looks.style(style), self._looks.number(look, style), row=self._row)
        block.cell = self._cells
        block.outline = look is not None and look.find("outlineLvl") is not None
        block.comments += self._waiting
        self._waiting = []
        for mark in look.iterfind("rPr/*") if look is not None else ():
            if mark.tag in _CHANGES:
                block.end, block.end_revision = _CHANGES[mark.tag], _revision(mark)
        self._take_runs(paragraph, block, "", None)
        self.found.append(block)

    def _take_runs(self, holder: ET.Element, block: Block, change: str, by: Revision | None) -> None:
        for child in holder:
            if child.tag == "r":
                self._take_run(child, block, change, by)
            elif child.tag in _CHANGES:
                inner = "gone" if change == "gone" else _CHANGES[child.tag]
                self._take_runs(child, block, inner, _revision(child))
            elif child.tag in _CONTAINERS:
                self._take_runs(child, block, change, by)
            elif child.tag == f"{_ALTERNATIVES}AlternateContent":
                self._take_runs(_alternative(child), block, change, by)
            else:
                self._take_mark(child, block)

    def _take_run(self, run: ET.Element, block: Block, change: str, by: Revision | None) -> None:
        for child in run:
            if child.tag == "fldChar":
                self._take_field(child.get("fldCharType", ""))
            elif child.tag in ("t", "delText") or child.tag in _SIGNS:
                if True in self._field:
                    continue
                text = (child.text or "") if child.tag in ("t", "delText") else _SIGNS[child.tag]
                if child.tag == "br" and child.get("type") in ("page", "column"):
                    text = ""
                self._say(Stretch(text, change, by), block)
            elif child.tag == f"{_ALTERNATIVES}AlternateContent":
                self._take_run(_alternative(child), block, change, by)
            elif child.tag in _LEFT_OUT:
                self.left_out[_LEFT_OUT[child.tag]] += 1
            elif child.tag == "commentReference":
                self._take_mark(child, block)

    def _say(self, stretch: Stretch, block: Block) -> None:
        block.stretches.append(stretch)
        if stretch.change != "gone":
            for holder, name in self._open_names.values():
                if holder is block:
                    block.names[name] += len(stretch.text)
        for id_ in self._open_comments:
            self.quoted[id_] = self.quoted.get(id_, "") + stretch.text

    def _take_field(self, kind: str) -> None:
        """The instruction of a field is no text, its result is."""
        if kind == "begin":
            self._field.append(True)
        elif kind == "separate" and self._field:
            self._field[-1] = False
        elif kind == "end" and self._field:
            self._field.pop()

    def _take_mark(self, mark: ET.Element, block: Block | None) -> None:
        """Bookmarks and comments begin and end between runs, and between paragraphs."""
        id_ = mark.get("id", "")
        if mark.tag == "bookmarkStart" and block is not None:
            name = mark.get("name", "")
            found = read_bookmark(name)
            if found is not None and not self._is_taken(name):
                self._seen[name] = block
                block.goes_on = block.goes_on or goes_on(name)
                block.names[found] = 0
                self._open_names[id_] = block, found
        elif mark.tag == "bookmarkEnd":
            self._open_names.pop(id_, None)
        elif mark.tag in ("commentRangeStart", "commentReference"):
            if id_ not in self.quoted:
                self.quoted[id_] = ""
                (block.comments if block is not None else self._waiting).append(id_)
            if mark.tag == "commentRangeStart":
                self._open_comments.add(id_)
        elif mark.tag == "commentRangeEnd":
            self._open_comments.discard(id_)

    def _is_taken(self, name: str) -> bool:
        """Whether a paragraph before has this mark: LibreOffice repeats it on both halves of a cut one."""
        before, found = self._seen.get(name), read_bookmark(name)
        return before is not None and found is not None and before.names.get(found, 0) > 0


def comment_texts(root: ET.Element) -> Iterator[tuple[str, Revision, str]]:
    """Id, author and text of each comment, in the order of the file."""
    for comment in root.iterfind("comment"):
        blocks = Blocks(Looks(ET.Element("none"), ET.Element("none")))
        blocks.take(comment)
        text = "\n".join(block.text("gone").strip() for block in blocks.found).strip()
        yield comment.get("id", ""), _revision(comment), text


def _levels(numbering: ET.Element) -> Mapping[tuple[str, str], tuple[str, str]]:
    abstract = {
        found.get("abstractNumId", ""): {
            level.get("ilvl", "0"): (_value(level.find("numFmt")), _value(level.find("lvlText")))
            for level in found.iterfind("lvl")
        }
        for found in numbering.iterfind("abstractNum")
    }
    return {
        (num.get("numId", ""), level): shown
        for num in numbering.iterfind("num")
        for level, shown in abstract.get(_value(num.find("abstractNumId")), {}).items()
    }


def _alternative(element: ET.Element) -> ET.Element:
    """One of two ways to say the same: the older one, else the first."""
    ways = {child.tag: child for child in reversed(element)}
    return ways.get(f"{_ALTERNATIVES}Fallback", next(iter(element), ET.Element("none")))


def _inside(holder: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The rows of a table or the cells of a row, also those in a control around them."""
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS or child.tag in _CHANGES:
            yield from _inside(child, tag)


def _revision(element: ET.Element) -> Revision:
    try:
        on = date.fromisoformat(element.get("date", "")[:10])
    except ValueError:
        on = None
    return Revision(one_line(element.get("author", ""))[:_LONGEST_NAME], on)


def _value(element: ET.Element | None) -> str:
    return element.get("val", "") if element is not None else ""
