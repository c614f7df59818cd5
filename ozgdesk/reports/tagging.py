"""The structure of a tagged PDF on reportlab's canvas: elements, marked content, ParentTree and metadata.

Every drawing operation lies in `tagged` or `artifact`, which do not nest; the canvas refuses anything else.
Rules: ISO 14289-1 (PDF/UA-1), ISO 32000-1 section 14.7 and 14.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from ozgdesk.reports import fonts

LANGUAGE = "de-DE"


class StructElement:
    """A node of the structure tree; its children are elements or (page, marked content id)."""

    __slots__ = ("alt", "attributes", "kids", "number", "parent", "role")

    def __init__(
        self, role: str, parent: StructElement | None = None, *, attributes: str = "", alt: str = ""
    ) -> None:
        self.role = role
        self.parent = parent
        self.attributes = attributes
        self.alt = alt
        self.kids: list[StructElement | tuple[int, int]] = []
        self.number = 0

    def add(self, role: str, *, attributes: str = "", alt: str = "") -> StructElement:
        """Append a child and return it."""
        child = StructElement(role, self, attributes=attributes, alt=alt)
        self.kids.append(child)
        return child


class _Object(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """A PDF object that is already written."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.content = b""

    def format(self, _document: Any) -> bytes:
        return self.content


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """A canvas of which every mark on the page is tagged or an artifact."""

    def __init__(self, target: BinaryIO, page_size: tuple[float, float]) -> None:
        super().__init__(
            target,
            pagesize=page_size,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang=LANGUAGE,
            initialFontName=fonts.REGULAR,
        )
        self.root = StructElement("Document")
        self._code: list[str]
        self._open = ""
        self._owners: list[list[StructElement]] = [[]]  # per page: the element of each marked content id

    @contextmanager
    def tagged(self, element: StructElement) -> Iterator[None]:
        """Everything drawn inside belongs to the element."""
        owners = self._owners[-1]
        element.kids.append((len(self._owners) - 1, len(owners)))
        self._begin(f"/{element.role} <</MCID {len(owners)}>> BDC")
        owners.append(element)
        yield
        self._end()

    @contextmanager
    def artifact(self, kind: str = "Layout", subtype: str = "") -> Iterator[None]:
        """Everything drawn inside is decoration (Layout) or page furniture (Pagination), not read aloud."""
        detail = f" /Subtype /{subtype}" if subtype else ""
        self._begin(f"/Artifact <</Type /{kind}{detail}>> BDC")
        yield
        self._end()

    def write(self, code: str) -> None:
        """Append operators to the page; RuntimeError outside `tagged` and `artifact`."""
        if not self._open:
            raise RuntimeError("content on the page that is neither tagged nor an artifact")
        self._code.append(code)

    def encoded(self, text: str, face: str) -> list[tuple[str, str]]:
        """Return the text as (font resource, escaped string) pieces for `Tj`."""
        font = fonts.font(face)
        return [
            (font.getSubsetInternalName(subset, self._doc), self._escape(data))
            for subset, data in font.splitString(text, self._doc)
        ]

    @property
    def page_count(self) -> int:
        """How many pages are finished."""
        return len(self._owners) - 1

    def end_page(self) -> None:
        """Finish the page and begin the next one."""
        self.showPage()
        self._owners.append([])

    @contextmanager
    def reopened(self, page: int) -> Iterator[None]:
        """Draw artifacts on a finished page (from 0), for what is known only at the end."""
        self._code = []
        yield
        finished = self._doc.Pages.pages[page]
        finished.stream += "\n".join(self._code) + "\n"
        self._code = []

    def finish(self, *, title: str, subject: str, author: str, printed_on: date) -> None:
        """Write structure and metadata and save the document."""
        self.setTitle(title)
        self.setSubject(subject)
        self.setAuthor(author)
        self.setCreator("OZG-Desk")
        document = self._doc
        # The print date, not the time of the clock: the same input gives the same bytes.
        document._timeStamp.YMDhms = (*printed_on.timetuple()[:3], 0, 0, 0)  # noqa: SLF001
        self._write_structure()
        catalog = document.Catalog
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.Metadata = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}),
            content=_xmp(title).encode(),
        )
        for page in document.Pages.pages:
            document.updateSignature(page.stream)
        document.SaveToFile(self._filename, self)

    def _begin(self, operator: str) -> None:
        if self._open:
            raise RuntimeError(f"{operator} inside {self._open}")
        self._open = operator
        self._code.append(operator)

    def _end(self) -> None:
        self._open = ""
        self._code.append("EMC")

    def _write_structure(self) -> None:
        pages = self._doc.Pages.pages
        page_numbers = [self._number_of(page) for page in pages]
        tree, tree_number = self._new_object()
        parents, parents_number = self._new_object()
        elements = list(_walk(self.root))
        objects = []
        for element in elements:
            written, element.number = self._new_object()
            objects.append(written)
        for element, written in zip(elements, objects, strict=True):
            parent = element.parent.number if element.parent else tree_number
            written.content = _element(element, parent, page_numbers)
        for index, page in enumerate(pages):
            page.StructParents = index
            page.Tabs = pdfdoc.PDFName("S")
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        owners = enumerate(self._owners[: len(pages)])
        parents.content = b"<</Nums [\n%s\n]>>" % b"\n".join(
            b"%d [%s]" % (index, b" ".join(b"%d 0 R" % owner.number for owner in page))
            for index, page in owners
        )
        tree.content = b"<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>" % (
            self.root.number,
            parents_number,
            len(pages),
        )
        self._doc.Catalog.StructTreeRoot = tree

    def _new_object(self) -> tuple[_Object, int]:
        written = _Object()
        self._doc.Reference(written)
        return written, int(self._doc.objectcounter)

    def _number_of(self, registered: Any) -> int:
        return int(self._doc.idToObjectNumberAndVersion[registered.__InternalName__][0])


def _walk(element: StructElement) -> Iterator[StructElement]:
    yield element
    for kid in element.kids:
        if isinstance(kid, StructElement):
            yield from _walk(kid)


def _element(element: StructElement, parent: int, pages: list[int]) -> bytes:
    """Return the dictionary of a structure element; most have a single piece of content on one page."""
    first = next((kid[0] for kid in element.kids if not isinstance(kid, StructElement)), None)
    kids = [_kid(kid, first, pages) for kid in element.kids]
    content = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    parts = [f"/Type /StructElem /S /{element.role} /P {parent} 0 R /K {content}"]
    if first is not None:
        parts.append(f"/Pg {pages[first]} 0 R")
    if element.attributes:
        parts.append(f"/A {element.attributes}")
    if element.alt:
        parts.append(f"/Alt <feff{element.alt.encode('utf-16-be').hex()}>")
    return f"<<{' '.join(parts)}>>".encode("ascii")


def _kid(kid: StructElement | tuple[int, int], page: int | None, pages: list[int]) -> str:
    if isinstance(kid, StructElement):
        return f"{kid.number} 0 R"
    if kid[0] == page:
        return str(kid[1])
    return f"<</Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]}>>"


def _xmp(title: str) -> str:
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1">\n'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>\n'
        f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>\n"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>\n'
    )
