"""Rules about fonts: embedded, with a glyph, a width and a Unicode value for every code that is used."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from ozgdesk.reports.pdfua.finding import Finding
from ozgdesk.reports.pdfua.truetype import TrueType
from ozgdesk.reports.structure import TaggedPdf, fonts_of, unicode_map

_PROGRAMS = {"/FontFile", "/FontFile2", "/FontFile3"}
_SYMBOLIC = 4
_ENCODINGS = ("/MacRomanEncoding", "/WinAnsiEncoding")
_SYSTEM = ("/Registry", "/Ordering")
_FORBIDDEN = "\0\ufeff\ufffe"


def _fonts(pdf: TaggedPdf) -> Iterator[Finding]:
    for number, (page, content) in enumerate(zip(pdf.reader.pages, pdf.pages, strict=True), 1):
        for name, font in fonts_of(page).items():
            used = content.codes.get(name)
            if not used:
                continue
            title = str(font.get("/BaseFont", name))
            found = [*_texts(font, title, used), *_programs(font, title)]
            if font.get("/Subtype") == "/TrueType":
                found += _true_type(font, title, used)
            yield from (finding._replace(page=number) for finding in found)


def _texts(font: Any, name: str, used: set[int]) -> Iterator[Finding]:
    table = unicode_map(font)
    encoded = str(font.get("/Encoding", "")) in _ENCODINGS and font.get("/Subtype") != "/Type0"
    if used - set(table) and not encoded:
        yield Finding("7.21.7-1", f"codes of the font {name} have no Unicode value")
    if any(character in _FORBIDDEN for code in used for character in table.get(code, "")):
        yield Finding("7.21.7-2", f"codes of the font {name} have forbidden Unicode values")


def _programs(font: Any, name: str) -> Iterator[Finding]:
    if font.get("/Subtype") == "/Type3":
        return
    if font.get("/Subtype") != "/Type0":
        if not _PROGRAMS & set(_descriptor(font)):
            yield Finding("7.21.4.1-1", f"the font {name} is not embedded")
        return
    descendant = font["/DescendantFonts"][0].get_object()
    has_program = bool(_PROGRAMS & set(_descriptor(descendant)))
    if not has_program:
        yield Finding("7.21.4.1-1", f"the font {name} is not embedded")
    if has_program and descendant.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in descendant:
        yield Finding("7.21.3.2-1", f"the font {name} does not say which glyph is meant")
    own = descendant.get("/CIDSystemInfo", {}).get_object()
    encoding = font.get("/Encoding")
    other = encoding.get_object().get("/CIDSystemInfo") if not isinstance(encoding, str | None) else None
    if other is not None and any(own.get(key) != other.get_object().get(key) for key in _SYSTEM):
        yield Finding("7.21.3.1-1", f"the font {name} and its codes are of different character sets")


def _descriptor(font: Any) -> dict[str, Any]:
    found = font.get("/FontDescriptor")
    return found.get_object() if found is not None else {}


def _true_type(font: Any, name: str, used: set[int]) -> Iterator[Finding]:
    descriptor = _descriptor(font)
    is_symbolic = bool(int(descriptor.get("/Flags", 0)) & _SYMBOLIC)
    encoding = font.get("/Encoding")
    if is_symbolic and encoding is not None:
        yield Finding("7.21.6-3", f"the symbolic font {name} has an encoding")
    if not is_symbolic and not _is_latin(encoding):
        yield Finding("7.21.6-2", f"the font {name} has no encoding of Latin letters")
    stream = descriptor.get("/FontFile2")
    if stream is None:
        return
    try:
        program = TrueType(stream.get_object().get_data())
    except (struct.error, KeyError, IndexError):
        yield Finding("7.21.4.1-1", f"the font {name} cannot be read")
        return
    tables = program.tables
    if is_symbolic and len(tables) != 1 and (3, 0) not in tables:
        yield Finding("7.21.6-4", f"the symbolic font {name} has {len(tables)} tables of characters")
    if not is_symbolic and not tables.keys() - {(3, 0)}:
        yield Finding("7.21.6-1", f"the font {name} has no table of Latin letters")
    if is_symbolic:
        yield from _glyphs(font, name, used, program)


def _is_latin(encoding: Any) -> bool:
    if encoding is None:
        return False
    found = encoding.get_object()
    return str(found.get("/BaseEncoding", "") if isinstance(found, dict) else found) in _ENCODINGS


def _glyphs(font: Any, name: str, used: set[int], program: TrueType) -> Iterator[Finding]:
    stated = dict(enumerate(map(float, font.get("/Widths", [])), int(font.get("/FirstChar", 0))))
    for code in sorted(used):
        glyph = program.glyph(code)
        if glyph >= program.count:
            yield Finding("7.21.4.1-2", f"the font {name} has no glyph for the code {code}")
        elif glyph == 0:
            yield Finding("7.21.8-1", f"the code {code} of the font {name} has the glyph of missing ones")
        elif code in stated and abs(stated[code] - program.width(glyph)) > 1:
            yield Finding("7.21.5-1", f"the font {name} has another width for the code {code}")


RULES = (_fonts,)
