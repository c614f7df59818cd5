"""The bytes of a PDF: reportlab's objects one by one, many small ones packed together and compressed.

Object streams and the cross-reference stream that they need: ISO 32000-1, 7.5.7 and 7.5.8. A long table has
some ten thousand structure elements; packed they take a tenth of the room, and less time and memory.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFIndirectObject

_IN_A_STREAM = 200
_ENTRY = struct.Struct(">BIH")


class _File:
    """Collects parts and the cross-reference stream: where each object lies, or in which stream."""

    def __init__(self, header: bytes) -> None:
        self._parts = [header]
        self._length = len(header)
        self._table = bytearray()
        self._note(0, 0, 0, 0xFFFF)

    def add(self, number: int, written: bytes) -> None:
        """Append a whole object."""
        self._note(number, 1, self._length, 0)
        self._parts.append(written)
        self._length += len(written)

    def add_stream(self, number: int, dictionary: str, content: bytes) -> None:
        """Append a stream and compress it."""
        packed = zlib.compress(content)
        head = f"{number} 0 obj\n<<{dictionary} /Filter /FlateDecode /Length {len(packed)}>>\nstream\n"
        self.add(number, head.encode("ascii") + packed + b"\nendstream\nendobj\n")

    def add_packed(self, number: int, objects: Sequence[tuple[int, bytes]]) -> None:
        """Append a stream of objects: the number and place of each, then the objects."""
        places, offset = [], 0
        for index, (own, written) in enumerate(objects):
            places.append(f"{own} {offset}")
            offset += len(written) + 1
            self._note(own, 2, number, index)
        head = " ".join(places).encode("ascii") + b"\n"
        body = b"\n".join([written for _, written in objects])
        self.add_stream(number, f"/Type /ObjStm /N {len(objects)} /First {len(head)}", head + body)

    def end(self, number: int, trailer: str) -> bytes:
        """Append the cross-reference stream as object `number` and return the file."""
        start = self._length
        self._note(number, 1, start, 0)
        dictionary = f"/Type /XRef /Size {number + 1} /W [1 4 2] {trailer}"
        self.add_stream(number, dictionary, bytes(self._table))
        return b"".join((*self._parts, b"startxref\n%d\n%%%%EOF\n" % start))

    def _note(self, number: int, kind: int, second: int, third: int) -> None:
        place = number * _ENTRY.size
        if place >= len(self._table):
            self._table.extend(bytes(place + _ENTRY.size - len(self._table)))
        _ENTRY.pack_into(self._table, place, kind, second, third)


def assembled(document: Any, canvas: Any, packed: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the file; `packed` are further objects as (number, dictionary), whose numbers are reserved.

    `document` is reportlab's, complete but for its fonts and outline, which are made here.
    """
    for font in document.delayedFonts:
        font.addObjects(document)
    document.info.digest(document.signature)
    catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    # The second line tells programs that the file is not text.
    file = _File(b"%%PDF-%d.%d\n%%\x93\x8c\x8b\x9e\n" % document._pdfVersion)  # noqa: SLF001
    number = 0
    while number < document.objectcounter:  # writing an object may make others
        number += 1
        name = document.numberToId.get(number)
        if name is not None:
            file.add(number, PDFIndirectObject(name, document.idToObject[name]).format(document))
    rest = iter(packed)
    while part := list(islice(rest, _IN_A_STREAM)):
        number += 1
        file.add_packed(number, part)
    digest = document.signature.hexdigest()
    root, about = (reference.format(document).decode("ascii") for reference in (catalog, info))
    return file.end(number + 1, f"/Root {root} /Info {about} /ID [<{digest}><{digest}>]")
