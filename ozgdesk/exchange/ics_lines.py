"""The components of a calendar file (RFC 5545) with their properties, as far as limits allow.

Lines are unfolded and taken apart here; what they mean is said by `ics_reading`, `ics_zones` and `ics_rules`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ozgdesk.domain.incoming import Unreadable

LARGEST_BYTES = 8 * 1024 * 1024
DEEPEST = 16
LONGEST_VALUE = 20_000

_MB = 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*')
_BREAK = re.compile(r"\r\n|\n|\r")
_ESCAPED = re.compile(r"\\([nN,;\\])")


@dataclass(frozen=True, slots=True)
class Property:
    """A value as it stands in the file, with its parameters by name."""

    value: str
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Component:
    """A part of the calendar between BEGIN and END; `properties` by name, each in the order of the file."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """All properties of a name."""
        return self.properties.get(name, [])

    def value(self, name: str) -> str:
        """The first value of a name, or nothing."""
        found = self.all(name)
        return found[0].value if found else ""

    def text(self, name: str) -> str:
        """A value that is text, on one line."""
        return plain(self.value(name))


@dataclass(frozen=True, slots=True)
class CalendarText:
    """The outermost components of a file, and what was wrong with its lines."""

    components: tuple[Component, ...]
    broken_lines: int = 0
    has_odd_letters: bool = False
    is_cut: bool = False
    """Whether the file ends within a component, or nests them without end."""
    is_full: bool = False
    """Whether it holds more events than are read."""


def read_components(path: Path, most_events: int) -> CalendarText:
    """Read a file up to so many events; raises Unreadable for no calendar, one too large or out of reach."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_BYTES else b""
    except OSError as problem:
        raise Unreadable("no_access", path) from problem
    if size > LARGEST_BYTES:
        raise Unreadable("calendar_too_large", path, most=LARGEST_BYTES // _MB)
    text, has_odd_letters = _decoded(data)
    if "BEGIN:VCALENDAR" not in text.upper():
        raise Unreadable("no_calendar", path)
    return _components(text, has_odd_letters, most_events)


def plain(text: str) -> str:
    """Text without escapes and breaks.

    >>> plain("Rathaus\\\\; Saal\\\\n2")
    'Rathaus; Saal 2'
    """
    words = _ESCAPED.sub(lambda found: " " if found.group(1) in "nN" else found.group(1), text)
    return " ".join(words.split())


def _decoded(data: bytes) -> tuple[str, bool]:
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), True


def _components(text: str, has_odd_letters: bool, most_events: int) -> CalendarText:
    root = Component("")
    stack = [root]
    broken = events = 0
    for line in _unfolded(text):
        found = _property(line)
        if found is None:
            broken += 1
            continue
        name, value = found
        if name == "BEGIN":
            if len(stack) > DEEPEST:
                return CalendarText(tuple(root.parts), broken, has_odd_letters, is_cut=True)
            events += value.value.upper() == "VEVENT"
            if events > most_events:
                break
            stack.append(Component(value.value.upper()))
        elif name != "END":
            stack[-1].properties.setdefault(name, []).append(value)
        elif len(stack) > 1 and stack[-1].name == value.value.upper():
            done = stack.pop()
            stack[-1].parts.append(done)
        else:
            broken += 1
    _keep_what_is_whole(stack)
    is_full = events > most_events
    is_cut = len(stack) > 1 and not is_full
    return CalendarText(tuple(root.parts), broken, has_odd_letters, is_cut, is_full)


def _keep_what_is_whole(stack: list[Component]) -> None:
    """Calendars of a file that was cut off hold what was complete in them."""
    for part, outer in zip(reversed(stack[1:]), reversed(stack[:-1]), strict=True):
        if part.name == "VCALENDAR":
            outer.parts.append(part)


def _unfolded(text: str) -> Iterator[str]:
    pieces: list[str] = []
    length = 0
    for piece in _BREAK.split(text):
        if piece[:1] in (" ", "\t") and pieces:
            if length < LONGEST_VALUE:
                pieces.append(piece[1:])
                length += len(piece)
            continue
        if line := "".join(pieces).strip():
            yield line
        pieces, length = [piece], len(piece)
    if line := "".join(pieces).strip():
        yield line


def _property(line: str) -> tuple[str, Property] | None:
    name = _NAME.match(line)
    if name is None:
        return None
    end = name.end()
    parameters: dict[str, str] = {}
    while (parameter := _PARAMETER.match(line, end)) is not None:
        parameters.setdefault(parameter.group(1).upper(), parameter.group(2).strip('"'))
        end = parameter.end()
    if line[end : end + 1] != ":":
        return None
    return name.group().upper(), Property(line[end + 1 : LONGEST_VALUE].strip(), parameters)
