"""Days to keep in mind as a calendar file (RFC 5545) for Outlook and others."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from ozgdesk import __version__
from ozgdesk.domain.view import View
from ozgdesk.exchange.format import Format, whose
from ozgdesk.present.appointments import Appointment, appointments

LONGEST_LINE = 75  # octets, without the line break
ZONE = "Europe/Berlin"
TIME_ZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".split("\n")

_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)
_BREAK = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def make(view: View, municipality_id: str | None) -> bytes:
    """All appointments; the time stamp of each is the Datenstand, so a later file replaces an earlier one."""
    found = appointments(view, municipality_id)
    stamp = view.recorded_until or datetime(view.as_of.year, view.as_of.month, view.as_of.day, tzinfo=UTC)
    name = whose(view, municipality_id)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//OZG-Desk//OZG-Desk {__version__}//DE",
        "CALSCALE:GREGORIAN",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    if any(_has_time(row) for row in found):
        lines += TIME_ZONE
    for row in found:
        lines += _event(row, f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}", whose(view, None))
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def summary(row: Appointment) -> str:
    """What a calendar shows of an appointment: 'Zuarbeit NA: A-017 Vergabewesen'."""
    code = (
        f" {row.whose.code}"
        if row.whose.code and row.kind in ("contribution", "meeting", "closing", "notice")
        else ""
    )
    start = "Entfällt: " if row.is_cancelled else ""
    return f"{start}{row.kind_text}{code}: {row.title}" + (" (erledigt)" if row.is_done else "")


def escaped(text: str) -> str:
    """Text as the value of a property.

    >>> escaped("Bau; Haus, Hof")
    'Bau\\\\; Haus\\\\, Hof'
    """
    plain = _CONTROL.sub("", _BREAK.sub("\n", text))
    for letter in "\\;,":
        plain = plain.replace(letter, f"\\{letter}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line in pieces of at most 75 octets, cut between characters; the next ones begin with a space."""
    if len(line.encode()) <= LONGEST_LINE:
        return line
    pieces, piece, room = [], "", LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", LONGEST_LINE - 1
        piece += letter
        room -= size
    return "\r\n".join([*pieces, piece])


def _event(row: Appointment, stamp: str, name: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{row.key}@ozg-desk"
    yield f"DTSTAMP:{stamp}"
    if _has_time(row):
        yield f"DTSTART;TZID={ZONE}:{_digits(row.on)}T{row.starts_at.replace(':', '')}00"
    else:
        yield f"DTSTART;VALUE=DATE:{_digits(row.on)}"
        if row.on < date.max:
            yield f"DTEND;VALUE=DATE:{_digits(row.on + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{escaped(summary(row))}"
    details = "\n".join(text for text in (row.detail, name) if text)
    yield f"DESCRIPTION:{escaped(details)}"
    if row.place:
        yield f"LOCATION:{escaped(row.place)}"
    yield f"CATEGORIES:{','.join(escaped(text) for text in (row.kind_text, row.whose.name))}"
    if row.is_cancelled:
        yield "STATUS:CANCELLED"
    yield "END:VEVENT"


def _has_time(row: Appointment) -> bool:
    return _TIME.fullmatch(row.starts_at) is not None


def _digits(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


FORMAT = Format(
    key="ics",
    suffix="ics",
    title="Termine als Kalenderdatei",
    file_kind="Kalenderdatei",
    file_stem="Termine",
    description="Fristen, Meilensteine, Zuarbeiten, Wiedervorlagen, Sitzungen, Vorlagenschluss",
    make=make,
)
