"""A TrueType font program read as far as the rules need it: characters to glyphs, widths (OpenType 1.9)."""

from __future__ import annotations

import struct


class TrueType:
    """A font program; struct.error, KeyError or IndexError when it is broken.

    `tables` maps (platform, encoding) to the glyphs of codes, `count` is the number of glyphs.
    """

    def __init__(self, data: bytes) -> None:
        (number,) = struct.unpack_from(">4xH", data)
        records = (struct.unpack_from(">4s4xII", data, 12 + 16 * place) for place in range(number))
        self._parts = {tag: data[offset : offset + length] for tag, offset, length in records}
        (self._units,) = struct.unpack_from(">H", self._parts[b"head"], 18)
        (self.count,) = struct.unpack_from(">H", self._parts[b"maxp"], 4)
        (self._metrics,) = struct.unpack_from(">H", self._parts[b"hhea"], 34)
        self.tables = self._tables(self._parts[b"cmap"]) if b"cmap" in self._parts else {}

    def glyph(self, code: int) -> int:
        """The glyph of a one-byte code of a symbolic font; 0 for none (ISO 32000-1, 9.6.6.4)."""
        symbols = self.tables.get((3, 0))
        if symbols is not None:
            return next((symbols[base + code] for base in (0xF000, 0xF100, 0) if base + code in symbols), 0)
        return self.tables.get((1, 0), {}).get(code, 0)

    def width(self, glyph: int) -> float:
        """The width of a glyph in thousandths of the type size."""
        place = min(glyph, self._metrics - 1)
        (width,) = struct.unpack_from(">H", self._parts[b"hmtx"], 4 * place)
        return float(width) * 1000 / float(self._units)

    @staticmethod
    def _tables(cmap: bytes) -> dict[tuple[int, int], dict[int, int]]:
        (number,) = struct.unpack_from(">2xH", cmap)
        records = (struct.unpack_from(">HHI", cmap, 4 + 8 * place) for place in range(number))
        return {(platform, encoding): _codes(cmap[offset:]) for platform, encoding, offset in records}


def _codes(table: bytes) -> dict[int, int]:
    """The glyphs of a table of format 0, 4 or 6; others are not used by fonts of one-byte codes."""
    (kind,) = struct.unpack_from(">H", table)
    if kind == 0:
        return dict(enumerate(table[6:262]))
    if kind == 6:
        first, count = struct.unpack_from(">HH", table, 6)
        return {first + place: struct.unpack_from(">H", table, 10 + 2 * place)[0] for place in range(count)}
    return _segments(table) if kind == 4 else {}


def _segments(table: bytes) -> dict[int, int]:
    (double,) = struct.unpack_from(">H", table, 6)
    found: dict[int, int] = {}
    for place in range(0, double, 2):
        (last,) = struct.unpack_from(">H", table, 14 + place)
        (first,) = struct.unpack_from(">H", table, 16 + double + place)
        (delta,) = struct.unpack_from(">H", table, 16 + 2 * double + place)
        at = 16 + 3 * double + place
        (offset,) = struct.unpack_from(">H", table, at)
        for code in range(first, last + 1):
            if code == 0xFFFF:
                continue
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", table, at + offset + 2 * (code - first))
            found[code] = (glyph + delta) & 0xFFFF if glyph or not offset else 0
    return found
