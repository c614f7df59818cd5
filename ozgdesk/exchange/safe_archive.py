"""Opening a ZIP of an office program that nobody has checked before: its size, its parts, their beginnings.

What a file declares about its size is checked before anything is unpacked, and `zipfile` unpacks no more
than that; document types are refused, so that no entity is ever expanded. `kind` begins the codes of the
sentences.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from ozgdesk.domain.incoming import Unreadable

LARGEST_BYTES = 32 * 1024 * 1024
LARGEST_MEMBER = 96 * 1024 * 1024
LARGEST_WHOLE = 192 * 1024 * 1024
MOST_MEMBERS = 2_000
ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 14
BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, expat.ExpatError, OSError, EOFError, ValueError, TypeError,
    LookupError, AttributeError, ArithmeticError, NotImplementedError, RuntimeError, struct.error,
)  # fmt: skip
"""What openpyxl and the standard library raise about files that nobody has checked before."""


def file_bytes(path: Path, kind: str) -> bytes:
    """What is in a file; Unreadable when it is too large, empty, or old or locked with a password."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Unreadable(f"{kind}_too_large", path, most=LARGEST_BYTES // 1024 // 1024)
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable("no_access", path) from error
    if not data.strip():
        raise Unreadable(f"{kind}_empty", path)
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(f"{kind}_old_office", path)
    return data


def checked_names(data: bytes, path: Path, kind: str, needed: str) -> list[str]:
    """The names of the parts, which may all be unpacked; Unreadable when the `needed` one is missing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        sizes = [member.file_size for member in members]
        if len(sizes) > MOST_MEMBERS or sum(sizes) > LARGEST_WHOLE or max(sizes, default=0) > LARGEST_MEMBER:
            raise Unreadable(f"{kind}_unpacks", path)
        names = [member.filename for member in members]
        if needed not in names:
            raise Unreadable(f"{kind}_other_office", path)
        for name in names:
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as part:
                    _refuse_doctype(part, path, kind)
    return names


def _refuse_doctype(part: Any, path: Path, kind: str) -> None:
    """Look at the beginning of a part, up to its first element."""
    begun: list[str] = []

    def refuse(*_details: object) -> None:
        raise Unreadable(f"{kind}_doctype", path)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _attributes: begun.append(name)
    while not begun and (chunk := part.read(_CHUNK)):
        parser.Parse(chunk, False)
