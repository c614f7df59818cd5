"""PDF files of others: read, measured, and set onto pages of ours. May be called from any thread.

What is inserted is drawn as it is and stays without tags of ours: no program can know what a foreign page
means. Form fields and annotations become part of the picture of their page.
"""

from __future__ import annotations

import hashlib
import io
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2

from ozgdesk.reports.sheet import NotPrintable

# pdfium knows only one thread at a time.
_ONE_AT_A_TIME = threading.Lock()
_CHANGED_ID = re.compile(rb"/ID\[<[0-9A-F]{32}><([0-9A-F]{32})>\]")


@dataclass(frozen=True, slots=True)
class ForeignPdf:
    """A PDF of others with the sizes of its pages in points; `is_tagged`: it says it is."""

    name: str
    data: bytes
    sizes: tuple[tuple[float, float], ...]
    is_tagged: bool


@dataclass(frozen=True, slots=True)
class Inserted:
    """Page `number` goes onto `page` of ours (from 0), into a box: left, bottom, width, height in points."""

    page: int
    box: tuple[float, float, float, float]
    pdf: ForeignPdf
    number: int


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A PDF in pdfium; one at a time. Raises pypdfium2.PdfiumError when it is none, or has a password."""
    with _ONE_AT_A_TIME:
        pdf = pypdfium2.PdfDocument(data)
        try:
            yield pdf
        finally:
            pdf.close()


def read_foreign(name: str, data: bytes) -> ForeignPdf:
    """Measure a PDF. Raises NotPrintable when it cannot be read."""
    try:
        with opened(data) as pdf:
            sizes = tuple(pdf.get_page_size(number) for number in range(len(pdf)))
            is_tagged = bool(pdf.is_tagged())
    except pypdfium2.PdfiumError:
        sizes, is_tagged = (), False
    if not sizes:
        raise NotPrintable(
            f"„{name}“ ist kein lesbares PDF oder durch ein Kennwort geschützt; "
            "bitte wählen Sie eine andere Datei."
        )
    return ForeignPdf(name, data, sizes, is_tagged)


def insert_pages(data: bytes, places: Sequence[Inserted]) -> bytes:
    """Draw foreign pages into their boxes, as large as fits; the same input gives the same bytes."""
    target = io.BytesIO()
    with opened(data) as ours:
        sources: dict[int, Any] = {}
        for place in places:
            if id(place.pdf) not in sources:
                sources[id(place.pdf)] = pypdfium2.PdfDocument(place.pdf.data)
            _insert(ours, sources[id(place.pdf)], place)
        ours.save(target)
        for source in sources.values():
            source.close()
    return _CHANGED_ID.sub(_same_id, target.getvalue())


def _insert(ours: Any, source: Any, place: Inserted) -> None:
    left, bottom, width, height = place.box
    foreign = source[place.number]
    # The raw call: the comfortable one flattens annotations only where there is a form as well.
    pypdfium2.raw.FPDFPage_Flatten(foreign, pypdfium2.raw.FLAT_PRINT)
    foreign.close()
    drawn = source.page_as_xobject(place.number, ours).as_pageobject()
    own_width, own_height = place.pdf.sizes[place.number]
    scale = min(1.0, width / own_width, height / own_height)
    shifted = left + (width - own_width * scale) / 2, bottom + height - own_height * scale
    drawn.set_matrix(pypdfium2.PdfMatrix().scale(scale, scale).translate(*shifted))
    page = ours[place.page]
    page.insert_obj(drawn)
    page.gen_content()
    page.close()


def _same_id(found: re.Match[bytes]) -> bytes:
    """pdfium counts a change by a random number; ours is the sum of what was there."""
    text: bytes = found.group(0)
    digest = hashlib.sha256(text[:37]).hexdigest()[:32].upper().encode()
    return text.replace(found.group(1), digest)
