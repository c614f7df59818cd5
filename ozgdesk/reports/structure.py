"""A tagged PDF read back: its structure tree with the text of each element, and the marks on its pages.

Works on foreign files too; what is missing is left empty for the checker to find. Needs pypdf, which only
development installs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ContentStream, IndirectObject

_PAINTING = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"INLINE IMAGE"}
_SHOWING = {b"Tj", b"TJ", b"'", b'"'}
_GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"}
_BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "NonStruct", "Private"}
_TABLES = {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
_INLINE = {"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"}
_OTHERS = {"Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"}
STANDARD_ROLES = frozenset(_GROUPING | _BLOCKS | _TABLES | _INLINE | _OTHERS)
"""Of ISO 32000-1, 14.8.4."""
_MOVING = {b"Td", b"TD", b"Tm", b"T*", b"'", b'"'}


@dataclass
class Node:
    """An element of the structure tree; `lines` are the texts of its own marked content, in order.

    `tag` is its type as written, `role` the standard type it is mapped to, or the tag where it is to none;
    `entries` its dictionary, `objects` the numbers of annotations that belong to it; `content` its kids and
    marks in reading order, `texts` what its marks say.
    """

    tag: str
    role: str
    alt: str
    attributes: dict[str, Any]
    entries: dict[str, Any]
    objects: list[int] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kids: list[Node] = field(default_factory=list)
    content: list[Node | tuple[int, int]] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    object_number: int = 0

    @property
    def text(self) -> str:
        """The text of the element and all below it, without hyphens of line ends and marks of footnotes."""
        return "".join(
            part.text if isinstance(part, Node) else self.texts.get(part, "")
            for part in self.content
            if not (isinstance(part, Node) and part.role == "Reference")
        )

    def walk(self) -> Iterator[Node]:
        """Yield this element and all below it in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass(frozen=True)
class Mark:
    """A thing drawn on a page: the enclosing marked content tags and the marked content id, if any."""

    tags: tuple[str, ...]
    mcid: int | None
    operator: str


@dataclass
class PageContent:
    """What one page draws: marks in order, lines of text per marked content id, codes used per font."""

    marks: list[Mark] = field(default_factory=list)
    nestings: list[tuple[str, ...]] = field(default_factory=list)
    mcids: list[int] = field(default_factory=list)
    lines: dict[int | None, list[str]] = field(default_factory=dict)
    codes: dict[str, set[int]] = field(default_factory=dict)
    span_texts: set[str] = field(default_factory=set)  # keys of texts that stand for marked content
    unbalanced: bool = False


@dataclass
class TaggedPdf:
    """A PDF opened for checking."""

    reader: PdfReader
    catalog: dict[str, Any]
    pages: list[PageContent]
    roots: list[Node]

    def nodes(self) -> Iterator[Node]:
        """Yield all elements in reading order."""
        for root in self.roots:
            yield from root.walk()

    def objects(self) -> Iterator[Any]:
        """Yield all objects of the file; those that cannot be read are left out."""
        for number in range(1, int(self.reader.trailer.get("/Size", 0))):
            try:
                yield self.reader.get_object(number)
            except PyPdfError:
                continue

    @property
    def role_map(self) -> dict[str, str]:
        """The types that are mapped to others."""
        tree = _get(self.catalog, "/StructTreeRoot") or {}
        mapped = _get(tree, "/RoleMap") or {}
        return {str(tag)[1:]: str(role)[1:] for tag, role in mapped.items()}

    def parents(self) -> dict[int, list[int]]:
        """The ParentTree: the numbers of the elements by key, one for an annotation, many for a page."""
        found: dict[int, list[int]] = {}
        for key, value in self._entries("/ParentTree", "/Nums"):
            owners = value.get_object()
            listed = owners if isinstance(owners, list) else [value]
            found[int(key)] = [getattr(owner, "idnum", 0) for owner in listed]
        return found

    def names(self) -> dict[str, int]:
        """The IDTree: the numbers of the elements that have an ID, by it."""
        return {str(key): getattr(value, "idnum", 0) for key, value in self._entries("/IDTree", "/Names")}

    def _entries(self, name: str, leaves: str) -> Iterator[tuple[Any, Any]]:
        """Yield the keys and values of a tree that hangs on the root of the structure."""
        root = _get(self.catalog, "/StructTreeRoot")
        pending = [] if root is None else [root.get(name)]
        while pending:
            part = pending.pop()
            if part is None:
                continue
            node = part.get_object()
            pending.extend(node.get("/Kids", []))
            listed = node.get(leaves, [])
            yield from zip(listed[::2], listed[1::2], strict=False)


def open_pdf(data: bytes) -> TaggedPdf:
    """Read a PDF; raises pypdf's PdfReadError when it is none."""
    reader = PdfReader(io.BytesIO(data))
    catalog: Any = reader.trailer["/Root"].get_object()
    pages = [_content(reader, page) for page in reader.pages]
    tree = _get(catalog, "/StructTreeRoot")
    roots = [] if tree is None else _Tree(reader, tree).roots()
    for root in roots:
        for node in root.walk():
            for page_number, mcid in node.marks:
                if 0 <= page_number < len(pages):
                    lines = pages[page_number].lines.get(mcid, [])
                    node.lines.extend(lines)
                    node.texts[page_number, mcid] = "".join(lines).replace("\u00ad", "")
    return TaggedPdf(reader, catalog, pages, roots)


def outline(data: bytes) -> list[tuple[str, str]]:
    """Return (role, text) of all elements that hold text themselves, in reading order."""
    found = (node for node in open_pdf(data).nodes() if node.lines)
    return [(node.role, "".join(node.lines).replace("\u00ad", "").strip()) for node in found]


def unicode_map(font: Any) -> dict[int, str]:
    """Return what each code of a font means according to its ToUnicode map."""
    stream = _get(font, "/ToUnicode")
    if stream is None:
        return {}
    text = stream.get_data().decode("latin-1")
    table: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, value in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]+)>", block):
            table[int(code, 16)] = _utf16(value)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, value in re.findall(r"<(\w+)>\s*<(\w+)>\s*(<[^>]*>|\[[^\]]*\])", block):
            values = [_utf16(part) for part in re.findall(r"<([^>]*)>", value)]
            for offset in range(int(last, 16) - int(first, 16) + 1):
                listed = value.startswith("[")
                if listed and offset >= len(values):
                    break
                shown = values[offset] if listed else values[0][:-1] + chr(ord(values[0][-1]) + offset)
                table[int(first, 16) + offset] = shown
    return table


def fonts_of(page: Any) -> dict[str, Any]:
    """Return the font resources of a page."""
    resources = _get(page, "/Resources") or {}
    return {name: font.get_object() for name, font in (_get(resources, "/Font") or {}).items()}


def _utf16(digits: str) -> str:
    return bytes.fromhex("".join(digits.split())).decode("utf-16-be", "replace")


def _number(page: Any) -> int:
    return int(page.indirect_reference.idnum)


def _get(dictionary: Any, key: str) -> Any:
    value = dictionary.get(key)
    return value.get_object() if value is not None else None


def _number_of(reference: Any) -> int:
    """The number of the object that an object reference of the structure names."""
    return int(getattr(reference.raw_get("/Obj"), "idnum", 0))


def _as_list(value: Any) -> list[Any]:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    if found is None:
        return []
    return list(found) if isinstance(found, list) else [value]


def _standard_role(tag: str, role_map: dict[str, Any]) -> str:
    """The standard type a tag is mapped to; the tag where the map leads to none or goes round in a circle."""
    seen = [tag]
    while seen[-1] not in STANDARD_ROLES:
        following = str(role_map.get(f"/{seen[-1]}", ""))[1:]
        if not following or following in seen:
            return tag
        seen.append(following)
    return seen[-1]


class _Tree:
    """Reads the structure tree of a document."""

    def __init__(self, reader: PdfReader, root: Any) -> None:
        self._root = root
        self._role_map = dict(_get(root, "/RoleMap") or {})
        self._pages = {_number(page): index for index, page in enumerate(reader.pages)}
        self._seen: set[int] = set()

    def roots(self) -> list[Node]:
        """The elements at the top."""
        return [self._node(kid, None) for kid in _as_list(self._root.get("/K"))]

    def _node(self, reference: Any, inherited: int | None) -> Node:
        element: Any = reference.get_object()
        page = self._page(element, inherited)
        attributes: dict[str, Any] = {}
        for part in _as_list(element.get("/A")):
            owned = part.get_object()
            if isinstance(owned, dict):
                attributes.update(owned)
        tag = str(element.get("/S", ""))[1:]
        node = Node(
            tag=tag,
            role=_standard_role(tag, self._role_map),
            alt=str(element.get("/Alt", "")),
            attributes=attributes,
            entries=element,
            object_number=reference.idnum if isinstance(reference, IndirectObject) else 0,
        )
        for kid in _as_list(element.raw_get("/K") if "/K" in element else None):
            self._take(node, kid, page)
        return node

    def _take(self, node: Node, kid: Any, page: int | None) -> None:
        found: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(found, int):
            self._mark(node, page, int(found))
        elif not isinstance(found, dict):
            return
        elif found.get("/Type") == "/MCR":
            own = self._page(found, page)
            self._mark(node, own, int(found["/MCID"]))
        elif found.get("/Type") == "/OBJR":
            node.objects.append(_number_of(found))
        elif "/S" in found:
            number = getattr(kid, "idnum", 0)
            if number and number in self._seen:
                return  # a tree that leads back into itself
            self._seen.add(number)
            node.kids.append(self._node(kid, page))
            node.content.append(node.kids[-1])

    def _mark(self, node: Node, page: int | None, number: int) -> None:
        mark = (-1 if page is None else page, number)
        node.marks.append(mark)
        node.content.append(mark)

    def _page(self, element: Any, otherwise: int | None) -> int | None:
        if "/Pg" not in element:
            return otherwise
        return self._pages.get(getattr(element.raw_get("/Pg"), "idnum", 0), -1)


def _content(reader: PdfReader, page: Any) -> PageContent:
    content = PageContent()
    stream = page.get_contents()
    if stream is None:
        return content
    interpreter = _Interpreter(content, fonts_of(page))
    for operands, operator in ContentStream(stream, reader).operations:
        interpreter.step(list(operands) if isinstance(operands, list) else [], operator)
    content.unbalanced = bool(interpreter.stack) or content.unbalanced
    return content


class _Interpreter:
    """Follows the operators of a page as far as tags and text need it."""

    def __init__(self, content: PageContent, fonts: dict[str, Any]) -> None:
        self._content = content
        self._maps = {name: unicode_map(font) for name, font in fonts.items()}
        self._wide = {name for name, font in fonts.items() if font.get("/Subtype") == "/Type0"}
        self.stack: list[tuple[str, int | None]] = []
        self._font = ""
        self._new_line = True

    def step(self, operands: list[Any], operator: bytes) -> None:
        """Take one operator."""
        if operator in (b"BDC", b"BMC"):
            self._begin(operands)
        elif operator == b"EMC":
            self._end()
        elif operator == b"Tf":
            self._font = str(operands[0])
        if operator in _MOVING:
            self._new_line = True
        if operator in _SHOWING:
            self._show(operands, operator)
        elif operator in _PAINTING:
            self._mark(operator)

    def _begin(self, operands: list[Any]) -> None:
        properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
        mcid = properties.get("/MCID")
        self.stack.append((str(operands[0])[1:], None if mcid is None else int(mcid)))
        self._content.nestings.append(tuple(tag for tag, _ in self.stack))
        if str(operands[0]) == "/Span":
            self._content.span_texts.update({"/ActualText", "/Alt", "/E"} & set(properties))
        if mcid is not None:
            self._content.mcids.append(int(mcid))
        self._new_line = True

    def _end(self) -> None:
        if self.stack:
            self.stack.pop()
        else:
            self._content.unbalanced = True

    def _mark(self, operator: bytes) -> None:
        self._content.marks.append(
            Mark(tuple(tag for tag, _ in self.stack), self._mcid(), operator.decode("latin-1"))
        )

    def _mcid(self) -> int | None:
        return next((mcid for _, mcid in reversed(self.stack) if mcid is not None), None)

    def _show(self, operands: list[Any], operator: bytes) -> None:
        self._mark(operator)
        last = operands[-1] if operands else []
        pieces = last if isinstance(last, list) else [last]
        written = b"".join(_raw(piece) for piece in pieces if not isinstance(piece, int | float))
        codes: Sequence[int] = written
        if self._font in self._wide:
            codes = [int.from_bytes(written[at : at + 2], "big") for at in range(0, len(written), 2)]
        self._content.codes.setdefault(self._font, set()).update(codes)
        table = self._maps.get(self._font, {})
        text = "".join(table.get(code, "\ufffd") for code in codes)
        lines = self._content.lines.setdefault(self._mcid(), [])
        if self._new_line or not lines:
            lines.append(text)
        else:
            lines[-1] += text
        self._new_line = False


def _raw(piece: Any) -> bytes:
    if isinstance(piece, bytes):
        return piece
    return bytes(getattr(piece, "original_bytes", b""))
