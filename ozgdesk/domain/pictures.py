"""What a picture kept in a project must be: a whole PNG. Drawing it is up to paper and screen."""

import struct
import zlib

LARGEST_PICTURE = 1_000_000
"""Bytes of a crest: it is printed 20 mm high, and every sheet of its municipality carries it."""

MOST_PIXELS = 4_000 * 4_000

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">II")


def is_whole_png(content: bytes) -> bool:
    """Whether these bytes are a PNG of which every part is complete and unharmed (PNG 1.2, section 3)."""
    if not content.startswith(_SIGNATURE):
        return False
    kinds = []
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        end = at + 8 + length
        if end + 4 > len(content):
            return False
        (checksum,) = struct.unpack_from(">I", content, end)
        if zlib.crc32(content[at + 4 : end]) != checksum:
            return False
        kinds.append(content[at + 4 : at + 8])
        at = end + 4
    return (
        kinds[:1] == [b"IHDR"]
        and b"IDAT" in kinds
        and kinds[-1] == b"IEND"
        and 0 < pixels(content) <= MOST_PIXELS
    )


def pixels(content: bytes) -> int:
    """Width times height of a PNG."""
    width, height = _HEADER.unpack_from(content, len(_SIGNATURE) + 8)
    return int(width * height)
