"""A tagged PDF read back: its structure tree with the text of each element, and the marks on its pages.

Works on foreign files too; what is missing is left empty for the checker to find. Needs pypdf, which only
development installs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, IndirectObject

_PAINTING = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"INLINE IMAGE"}
_SHOWING = {b"Tj", b"TJ", b"'", b'"'}
_MOVING = {b"Td", b"TD", b"Tm", b"T*", b"'", b'"'}


@dataclass
class Node:
    """An element of the structure tree; `lines` are the texts of its own marked content, in order."""

    role: str
    alt: str
    attributes: dict[str, Any]
    has_parent: bool
    marks: list[tuple[int, int]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kids: list[Node] = field(default_factory=list)
    object_number: int = 0

    @property
    def text(self) -> str:
        """The text of the element and all below it, without the hyphens of line ends."""
        own = "".join(self.lines).replace("\u00ad", "")
        return own + "".join(kid.text for kid in self.kids)

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


def open_pdf(data: bytes) -> TaggedPdf:
    """Read a PDF; raises pypdf's PdfReadError when it is none."""
    reader = PdfReader(io.BytesIO(data))
    catalog: Any = reader.trailer["/Root"].get_object()
    pages = [_content(reader, page) for page in reader.pages]
    tree = _get(catalog, "/StructTreeRoot")
    numbers = {_number(page): index for index, page in enumerate(reader.pages)}
    roots = [] if tree is None else [_node(kid, numbers, None) for kid in _as_list(tree.get("/K"))]
    for root in roots:
        for node in root.walk():
            for page_number, mcid in node.marks:
                if 0 <= page_number < len(pages):
                    node.lines.extend(pages[page_number].lines.get(mcid, []))
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


def _as_list(value: Any) -> list[Any]:
    found = value.get_object() if isinstance(value, IndirectObject) else value
    if found is None:
        return []
    return list(found) if isinstance(found, list) else [value]


def _node(reference: Any, pages: dict[int, int], inherited: int | None) -> Node:
    element = reference.get_object()
    page = pages.get(element.raw_get("/Pg").idnum, -1) if "/Pg" in element else inherited
    attributes: dict[str, Any] = {}
    for part in _as_list(element.get("/A")):
        owned = part.get_object()
        if isinstance(owned, dict):
            attributes.update(owned)
    node = Node(
        role=str(element.get("/S", ""))[1:],
        alt=str(element.get("/Alt", "")),
        attributes=attributes,
        has_parent="/P" in element,
        object_number=reference.idnum if isinstance(reference, IndirectObject) else 0,
    )
    for kid in _as_list(element.raw_get("/K") if "/K" in element else None):
        found: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(found, int):
            node.marks.append((-1 if page is None else page, int(found)))
        elif found.get("/Type") == "/MCR":
            own = pages.get(found.raw_get("/Pg").idnum, -1) if "/Pg" in found else page
            node.marks.append((-1 if own is None else own, int(found["/MCID"])))
        elif "/S" in found:
            node.kids.append(_node(kid, pages, page))
    return node


def _content(reader: PdfReader, page: Any) -> PageContent:
    content = PageContent()
    stream = page.get_contents()
    if stream is None:
        return content
    interpreter = _Interpreter(content, {name: unicode_map(font) for name, font in fonts_of(page).items()})
    for operands, operator in ContentStream(stream, reader).operations:
        interpreter.step(list(operands) if isinstance(operands, list) else [], operator)
    content.unbalanced = bool(interpreter.stack) or content.unbalanced
    return content


class _Interpreter:
    """Follows the operators of a page as far as tags and text need it."""

    def __init__(self, content: PageContent, maps: dict[str, dict[int, str]]) -> None:
        self._content, self._maps = content, maps
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
        codes = b"".join(_raw(piece) for piece in pieces if not isinstance(piece, int | float))
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
