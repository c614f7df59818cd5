"""XML of other programs as a stream of events, safe against hostile files.

Document types and entities are refused, so nothing is ever expanded or fetched; size, depth and the number of
elements are limited. What the elements mean is the business of each format.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Protocol
from xml.etree import ElementTree as ET
from xml.parsers import expat

from ozgdesk.domain.incoming import Unreadable

LARGEST_BYTES = 128 * 1024 * 1024
DEEPEST = 64
LONGEST_TEXT = 100_000
MOST_ELEMENTS = 6_000_000
_CHUNK = 1 << 16
_BINARY_PLAN = b"\xd0\xcf\x11\xe0"

_CUT_SHORT = {"XML_ERROR_NO_ELEMENTS", "XML_ERROR_UNCLOSED_TOKEN", "XML_ERROR_UNCLOSED_CDATA_SECTION"}
_ENCODINGS = {
    "XML_ERROR_INVALID_TOKEN",
    "XML_ERROR_PARTIAL_CHAR",
    "XML_ERROR_UNKNOWN_ENCODING",
    "XML_ERROR_INCORRECT_ENCODING",
}


class Events(Protocol):
    """What a format does with a file. A name is `namespace name`, or the name alone where it has none."""

    def on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def on_end(self, name: str) -> None:
        """An element ends."""

    def on_text(self, text: str) -> None:
        """A piece of the text of the innermost element."""


def read_events(path: Path, events: Events, program: str) -> None:
    """Hand the whole file to `events`. Raises Unreadable, with the reason as its code.

    `program` is the one that writes such files: its name goes into the sentence.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if size == 0:
                raise Unreadable("empty", path, program=program)
            if size > LARGEST_BYTES:
                raise Unreadable("too_large", path, most=LARGEST_BYTES // 1024 // 1024, program=program)
            if file.read(4) == _BINARY_PLAN:
                raise Unreadable("binary_plan", path)
            file.seek(0)
            _Stream(path, events, program).read(file)
    except OSError as error:
        raise Unreadable("no_access", path) from error


def read_tree(data: bytes, path: Path, program: str, most_elements: int) -> ET.Element:
    """A whole part as a tree, for formats whose parts refer to each other. Raises Unreadable.

    Names are `namespace name`, or the name alone where it has none.
    """
    tree = _Tree(most_elements, path, program)
    _Stream(path, tree, program).read(io.BytesIO(data))
    return tree.builder.close()


def one_line(text: str) -> str:
    """Text as a name on one line, without anything that does not print.

    >>> one_line(" Bau\\n und  Technik ")
    'Bau und Technik'
    """
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


class _Tree:
    """Keeps what a stream tells."""

    def __init__(self, most: int, path: Path, program: str) -> None:
        self.builder = ET.TreeBuilder()
        self._most = most
        self._path = path
        self._program = program

    def on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._most -= 1
        if self._most < 0:
            raise Unreadable("too_many", self._path, program=self._program)
        self.builder.start(name, dict(attributes))

    def on_end(self, name: str) -> None:
        self.builder.end(name)

    def on_text(self, text: str) -> None:
        self.builder.data(text)


class _Stream:
    """Stands between the parser and the format and keeps to the limits."""

    def __init__(self, path: Path, events: Events, program: str) -> None:
        self._path = path
        self._program = program
        self._events = events
        self._depth = 0
        self._elements = 0

    def read(self, file: BinaryIO) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._events.on_text
        try:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._unreadable(self._reason(error), line=error.lineno) from error
        except (LookupError, UnicodeError) as error:  # a name of an encoding that nobody knows
            raise self._unreadable("encoding") from error

    def _reason(self, error: expat.ExpatError) -> str:
        is_first = self._depth == 0
        if _is(error, _CUT_SHORT) and not is_first:
            return "cut_short"
        if _is(error, _ENCODINGS) and not is_first:
            return "encoding"
        return "encoding" if _is(error, _ENCODINGS - {"XML_ERROR_INVALID_TOKEN"}) else "not_xml"

    def _unreadable(self, code: str, **values: object) -> Unreadable:
        return Unreadable(code, self._path, program=self._program, **values)

    def _refuse(self, *_details: object) -> None:
        raise self._unreadable("doctype")

    def _on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise self._unreadable("too_many", most=MOST_ELEMENTS)
        if self._depth >= DEEPEST:
            raise self._unreadable("too_deep")
        self._depth += 1
        self._events.on_start(name, attributes)

    def _on_end(self, name: str) -> None:
        self._depth -= 1
        self._events.on_end(name)


def _is(error: expat.ExpatError, names: set[str]) -> bool:
    messages = {getattr(expat.errors, name) for name in names if hasattr(expat.errors, name)}
    return expat.ErrorString(error.code) in messages
