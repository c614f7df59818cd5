"""Meetings out of a calendar file (RFC 5545) of a council information system or of Outlook.

The file is read line by line with limits on size, lines and depth; nothing is expanded, so that no rule of
repetition can make more events than the file has lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from ozgdesk import formats
from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.incoming_meetings import CalendarFile, EventLeftover, IncomingEvent

NAME = "ics"
LARGEST_BYTES = 8 * 1024 * 1024
MOST_EVENTS = 20_000
DEEPEST = 16
LONGEST_VALUE = 20_000

_MB = 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*')
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?", re.ASCII)
_ABOUT = ("SUMMARY", "ORGANIZER", "CATEGORIES", "LOCATION", "DESCRIPTION")
_ESCAPED = re.compile(r"\\([nN,;\\])")


@dataclass(slots=True)
class _Event:
    """The properties of an event by name, the first of each."""

    values: dict[str, str] = field(default_factory=dict)


def read(path: Path) -> CalendarFile:
    """The meetings of a file; raises Unreadable when it is no calendar or too large."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST_BYTES else b""
    except OSError as problem:
        raise Unreadable("no_access", path) from problem
    if size > LARGEST_BYTES:
        raise Unreadable("calendar_too_large", path, most=LARGEST_BYTES // _MB)
    text = data.decode("utf-8-sig", errors="replace")
    if "BEGIN:VCALENDAR" not in text[:LARGEST_BYTES].upper():
        raise Unreadable("no_calendar", path)
    found: dict[str, tuple[int, IncomingEvent]] = {}
    leftovers: list[EventLeftover] = []
    for number, event in enumerate(_events(text)):
        if number == MOST_EVENTS:
            leftovers.append(EventLeftover("too_many_events", "", {"most": MOST_EVENTS}))
            break
        made = _made(event)
        title = _title(event)
        if made is None:
            leftovers.append(EventLeftover("event_without_day", title))
            continue
        known = found.get(made.uid)
        if known is None or _sequence(event) >= known[0]:
            found[made.uid] = (_sequence(event), made)
        if "RRULE" in event.values or "RDATE" in event.values:
            leftovers.append(EventLeftover("repetition", title))
    events = sorted((made for _, made in found.values()), key=lambda row: (row.on, row.starts_at, row.uid))
    return CalendarFile(path.name, tuple(events), tuple(leftovers))


def _events(text: str) -> Iterator[_Event]:
    """The events of all calendars in the file; what is nested in them, such as alarms, is passed over."""
    stack: list[str] = []
    event: _Event | None = None
    for name, value in _properties(text):
        if name == "BEGIN":
            stack.append(value.upper())
            if len(stack) > DEEPEST:
                return
            if value.upper() == "VEVENT" and event is None:
                event = _Event()
        elif name == "END":
            if stack and stack[-1] == value.upper():
                stack.pop()
                if value.upper() == "VEVENT" and event is not None:
                    yield event
                    event = None
        elif event is not None and stack and stack[-1] == "VEVENT":
            event.values.setdefault(name, value)


def _properties(text: str) -> Iterator[tuple[str, str]]:
    """Names and values of the unfolded lines; a line that is no property is passed over."""
    line = ""
    for piece in (*text.splitlines(), "X:"):
        if piece[:1] in (" ", "\t") and line:
            if len(line) < LONGEST_VALUE:
                line += piece[1:]
            continue
        found = _property(line)
        if found is not None:
            yield found
        line = piece


def _property(line: str) -> tuple[str, str] | None:
    name = _NAME.match(line)
    if name is None:
        return None
    end = name.end()
    while (parameter := _PARAMETER.match(line, end)) is not None:
        end = parameter.end()
    if line[end : end + 1] != ":":
        return None
    return name.group().upper(), line[end + 1 : LONGEST_VALUE].strip()


def _made(event: _Event) -> IncomingEvent | None:
    values = event.values
    start, end = _moment(values.get("DTSTART", "")), _moment(values.get("DTEND", ""))
    if start is None:
        return None
    on, starts_at = start
    occurrence = _DAY.match(values.get("RECURRENCE-ID", ""))
    title = _title(event)
    uid = values.get("UID", "") or f"{on.isoformat()} {starts_at} {title}"
    if occurrence is not None:
        uid = f"{uid} {occurrence.group()[:8]}"
    words = (
        values.get(name, "") for name in ("SUMMARY", "ORGANIZER", "CATEGORIES", "LOCATION", "DESCRIPTION")
    )
    is_same_day = end is not None and end[0] == on
    return IncomingEvent(
        uid,
        title,
        " ".join(_plain(word) for word in words),
        on,
        starts_at,
        end[1] if end is not None and starts_at and is_same_day else "",
        _plain(values.get("LOCATION", ""))[:300],
        values.get("STATUS", "").upper() == "CANCELLED",
    )


def _moment(text: str) -> tuple[date, str] | None:
    """Day and time as the clocks here show them; a time in another zone than UTC is taken as it stands."""
    found = _DAY.match(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups()[:3])
    try:
        if found.group(4) is None:
            return date(year, month, day), ""
        at = datetime(year, month, day, int(found.group(4)), int(found.group(5)), tzinfo=UTC)
        if found.group(7):
            at = formats.local_time(at)
    except (ValueError, OverflowError):
        return None
    return at.date(), f"{at:%H:%M}"


def _title(event: _Event) -> str:
    return _plain(event.values.get("SUMMARY", ""))[:300]


def _sequence(event: _Event) -> int:
    text = event.values.get("SEQUENCE", "0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _plain(text: str) -> str:
    words = _ESCAPED.sub(lambda found: " " if found.group(1) in "nN" else found.group(1), text)
    return " ".join(words.split())
