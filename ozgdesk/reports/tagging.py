"""The structure of a tagged PDF on reportlab's canvas: elements, marked content, ParentTree and metadata.

Every drawing operation lies in `tagged` or `artifact`, which do not nest; the canvas refuses anything else.
Rules: ISO 14289-1 (PDF/UA-1), ISO 32000-1 section 14.7 and 14.8.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from ozgdesk.reports import fonts
from ozgdesk.reports.elements import NOTE, StructElement
from ozgdesk.reports.pdf_file import assembled

LANGUAGE = "de-DE"
_ELSEWHERE = "\uffff"


class _Codes(dict[int, str]):
    """How each character of a face is written in the strings of one document.

    Reportlab cuts a face into subsets of 256 characters; one that is not in the first stands as `_ELSEWHERE`.
    """

    def __init__(self, font: Any, document: Any) -> None:
        super().__init__()
        self._font, self._document = font, document
        self.resource = ""

    def __missing__(self, character: int) -> str:
        [(subset, code)] = self._font.splitString(chr(character), self._document)
        self.resource = self.resource or self._font.getSubsetInternalName(0, self._document)
        self[character] = written = _ELSEWHERE if subset else escapePDF(code)
        return written


class Closing:
    """Ends what is open on a canvas."""

    __slots__ = ("_canvas",)

    def __init__(self, canvas: TaggedCanvas) -> None:
        self._canvas = canvas

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_error: object) -> None:
        self._canvas.end()


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """A canvas of which every mark on the page is tagged or an artifact."""

    def __init__(self, page_size: tuple[float, float]) -> None:
        super().__init__(
            io.BytesIO(),
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
        self.closing = Closing(self)
        self._owners: list[list[StructElement]] = [[]]  # per page: the element of each marked content id
        self._codes: dict[str, _Codes] = {}

    def tagged(self, element: StructElement) -> Closing:
        """Everything drawn until the end belongs to the element; to be used with `with`."""
        owners = self._owners[-1]
        element.take((len(self._owners) - 1, len(owners)))
        self._begin(f"/{element.role} <</MCID {len(owners)}>> BDC")
        owners.append(element)
        return self.closing

    def artifact(self, kind: str = "Layout", subtype: str = "") -> Closing:
        """Everything drawn until the end is decoration (Layout) or page furniture (Pagination), not read."""
        detail = f" /Subtype /{subtype}" if subtype else ""
        self._begin(f"/Artifact <</Type /{kind}{detail}>> BDC")
        return self.closing

    def end(self) -> None:
        """End what `tagged` or `artifact` began."""
        self._open = ""
        self._code.append("EMC")

    def write(self, code: str) -> None:
        """Append operators to the page; RuntimeError outside `tagged` and `artifact`."""
        if not self._open:
            raise RuntimeError("content on the page that is neither tagged nor an artifact")
        self._code.append(code)

    def encoded(self, text: str, face: str) -> list[tuple[str, str]]:
        """Return the text as (font resource, escaped string) pieces for `Tj`."""
        codes = self._codes.get(face)
        if codes is None:
            codes = self._codes[face] = _Codes(fonts.font(face), self._doc)
        string = text.translate(codes)
        if _ELSEWHERE not in string:
            return [(codes.resource, string)] if string else []
        font = fonts.font(face)
        return [
            (font.getSubsetInternalName(subset, self._doc), escapePDF(data))
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
        page = self._doc.Pages.pages[-1]
        page.Contents = pdfdoc.PDFArray([self._stream(page.stream)])
        page.stream = ""

    @contextmanager
    def reopened(self, page: int) -> Iterator[None]:
        """Draw artifacts on a finished page (from 0), for what is known only at the end."""
        self._code = []
        yield
        finished = self._doc.Pages.pages[page]
        finished.Contents.sequence.append(self._stream("\n".join(self._code) + "\n"))
        self._code = []

    def finish(
        self, *, title: str, subject: str, author: str, printed_on: date, is_whole: bool = True
    ) -> bytes:
        """Complete the document with structure and metadata and return the file.

        Only a document that is tagged as a `whole` claims to be PDF/UA.
        """
        self.setTitle(title)
        self.setSubject(subject)
        self.setAuthor(author)
        self.setCreator("OZG-Desk")
        document = self._doc
        # The print date, not the time of the clock: the same input gives the same bytes.
        document._timeStamp.YMDhms = (*printed_on.timetuple()[:3], 0, 0, 0)  # noqa: SLF001
        catalog = document.Catalog
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.Metadata = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}),
            content=_xmp(title, is_whole=is_whole).encode(),
        )
        return assembled(document, self, self._structure(*self._number_structure()))

    def _stream(self, code: str) -> Any:
        """Operators as a compressed stream; they count for the identifier of the file."""
        content = code.encode("ascii")
        self._doc.updateSignature(content)
        compressed = pdfdoc.PDFDictionary({"Filter": "/FlateDecode"})
        return pdfdoc.PDFStream(dictionary=compressed, content=zlib.compress(content))

    def _begin(self, operator: str) -> None:
        if self._open:
            raise RuntimeError(f"{operator} inside {self._open}")
        self._open = operator
        self._code.append(operator)

    def _number_structure(self) -> tuple[int, int]:
        """Give every element the number of an object; returns those of the tree and of the ParentTree."""
        pages = self._doc.Pages.pages
        for index, page in enumerate(pages):
            page.StructParents = index
            page.Tabs = pdfdoc.PDFName("S")
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        tree, parents = self._reserved(), self._reserved()
        for element, _ in self.root.walk():
            element.number = self._reserved()
        self._doc.Catalog.StructTreeRoot = f"{tree} 0 R"
        return tree, parents

    def _structure(self, tree: int, parents: int) -> Iterator[tuple[int, bytes]]:
        """Yield structure tree, ParentTree and elements with the numbers of their objects."""
        pages = [self._number_of(page) for page in self._doc.Pages.pages]
        written = f"<</Type /StructTreeRoot /K {self.root.number} 0 R /ParentTree {parents} 0 R"
        written += f" /ParentTreeNextKey {len(pages)}{self._names()}>>"
        yield tree, written.encode("ascii")
        yield parents, self._parent_tree(len(pages))
        for element, parent in self.root.walk():
            yield element.number, element.written(parent.number if parent else tree, pages)

    def _names(self) -> str:
        """The IDTree, which an element with an ID asks for (ISO 32000-1, table 322): the footnotes by ID."""
        notes = [element for element, _ in self.root.walk() if element.role == NOTE]
        if not notes:
            return ""
        listed = " ".join(f"({note.name}) {note.number} 0 R" for note in notes)
        return f" /IDTree <</Names [{listed}]>>"

    def _parent_tree(self, pages: int) -> bytes:
        owners = (" ".join([f"{owner.number} 0 R" for owner in page]) for page in self._owners[:pages])
        lines = "\n".join(f"{index} [{listed}]" for index, listed in enumerate(owners))
        return f"<</Nums [\n{lines}\n]>>".encode("ascii")

    def _reserved(self) -> int:
        """The number of an object that reportlab does not write."""
        self._doc.objectcounter += 1
        return int(self._doc.objectcounter)

    def _number_of(self, registered: Any) -> int:
        return int(self._doc.idToObjectNumberAndVersion[registered.__InternalName__][0])


def _xmp(title: str, *, is_whole: bool) -> str:
    claim = ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"' if is_whole else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f"{claim}>\n"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>\n'
        f"<dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>\n"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>\n'
    )
