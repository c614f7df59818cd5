"""What a picture kept in a project must be: a whole PNG. Drawing it is up to paper and screen."""

import struct
import zlib

LARGEST_PICTURE = 1_000_000
"""Bytes of a crest: it is printed 20 mm high, and every sheet of its municipality carries it."""

MOST_PIXELS = 4_000 * 4_000

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">IIBBBBB")
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of one pixel by colour type."""


def is_whole_png(content: bytes) -> bool:
    """Whether these bytes are a PNG of which every part is complete and unharmed (PNG 1.2, section 3)."""
    if not content.startswith(_SIGNATURE):
        return False
    kinds, image = [], b""
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
        if kinds[-1] == b"IDAT":
            image += content[at + 8 : end]
        at = end + 4
    return kinds[:1] == [b"IHDR"] and kinds[-1] == b"IEND" and _has_all_lines(content, image)


def _has_all_lines(content: bytes, image: bytes) -> bool:
    """Whether the compressed image holds as many lines as the head says; woven ones are only unpacked."""
    width, height, depth, colour, _, _, woven = _HEADER.unpack_from(content, len(_SIGNATURE) + 8)
    if not 0 < width * height <= MOST_PIXELS or colour not in _CHANNELS:
        return False
    expected = height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8)
    unpacking = zlib.decompressobj()
    try:
        lines = unpacking.decompress(image, 2 * expected)
    except zlib.error:
        return False
    return unpacking.eof and (woven == 1 or len(lines) == expected)
