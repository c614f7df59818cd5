"""Meetings out of a calendar file (RFC 5545) of a council information system or of Outlook.

Repetitions become single meetings, from the first day of this year to the last of the year after next: no
rule may fill the project without end. Whose they are is decided by `commands.meeting_import`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ozgdesk.domain.incoming_meetings import CalendarFile, EventLeftover, IncomingEvent
from ozgdesk.exchange.ics_lines import CalendarText, Component, read_components
from ozgdesk.exchange.ics_rules import Repetition, days_of, read_rule
from ozgdesk.exchange.ics_zones import Moment, Zones, moments_of, read_moment

NAME = "ics"
MOST_EVENTS = 20_000
MOST_RULES = 300
MOST_NAMED = 50
YEARS_AHEAD = 2
_LONGEST_LINE = 300
_ABOUT = ("ORGANIZER", "CATEGORIES", "LOCATION", "DESCRIPTION")


@dataclass(slots=True)
class _File:
    """What is known while a file is read."""

    zones: Zones
    first_on: date
    last_on: date
    is_cancelled: bool = False
    rules: int = 0
    leftovers: list[EventLeftover] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)

    def say(self, code: str, title: str = "", **values: object) -> None:
        """Name something that is not taken as it stands; of one sort only the first are named singly."""
        self.said[code] += 1
        if self.said[code] <= MOST_NAMED:
            self.leftovers.append(EventLeftover(code, title[:_LONGEST_LINE], values))


def read(path: Path, today: date) -> CalendarFile:
    """The meetings of a file; raises Unreadable when it is no calendar or too large."""
    text = read_components(path, MOST_EVENTS)
    calendars = [part for part in text.components if part.name == "VCALENDAR"]
    described = [part for calendar in calendars for part in calendar.parts if part.name == "VTIMEZONE"]
    file = _File(Zones(described), date(today.year, 1, 1), date(today.year + YEARS_AHEAD, 12, 31))
    found: dict[str, IncomingEvent] = {}
    is_full = False
    for event in (event for calendar in calendars for event in _events(file, calendar)):
        is_full = len(found) == MOST_EVENTS and event.uid not in found
        if is_full:
            break
        found[event.uid] = event
    if is_full or text.is_full:
        file.say("too_many_events", most=MOST_EVENTS)
    _say_faults(file, text)
    events = sorted(found.values(), key=lambda row: (row.on, row.starts_at, row.uid))
    return CalendarFile(path.name, tuple(events), tuple(file.leftovers))


def _say_faults(file: _File, text: CalendarText) -> None:
    if text.broken_lines:
        file.say("broken_lines", count=text.broken_lines)
    if text.has_odd_letters:
        file.say("odd_letters")
    if text.is_cut:
        file.say("cut_off")
    for zone in sorted(file.zones.unknown):
        file.say("unknown_zone", zone)
    unnamed = sum(max(count - MOST_NAMED, 0) for count in file.said.values())
    if unnamed:
        file.say("more_leftovers", count=unnamed)


def _events(file: _File, calendar: Component) -> Iterator[IncomingEvent]:
    """What was changed on its own first, then single meetings, and those of rules without these."""
    file.is_cancelled = calendar.value("METHOD").upper() == "CANCEL"
    newest = _newest(part for part in calendar.parts if part.name == "VEVENT")
    repeated = {uid for (uid, change), part in newest.items() if not change and _repeats(part)}
    changed: set[str] = set()
    for (uid, change), part in newest.items():
        event = _changed(file, part, uid, is_repeated=uid in repeated) if change else None
        if event is not None:
            changed.add(event.uid)
            if uid not in repeated or event.on >= file.first_on:
                yield event
    for (uid, change), part in newest.items():
        start = None if change else _start(file, part)
        if start is None:
            continue
        if uid not in repeated:
            yield _made(file, part, start, uid)
            continue
        for moment in _expanded(file, part, start):
            event = _made(file, part, moment, _occurrence(file, uid, moment))
            if event.uid not in changed:
                yield event


def _newest(parts: Iterable[Component]) -> dict[tuple[str, str], Component]:
    """The last state of each event, by its identity and the occurrence it changes (or nothing)."""
    newest: dict[tuple[str, str], Component] = {}
    for part in parts:
        key = _uid(part), part.value("RECURRENCE-ID")
        known = newest.get(key)
        if known is None or _sequence(part) >= _sequence(known):
            newest[key] = part
    return newest


def _changed(file: _File, part: Component, uid: str, *, is_repeated: bool) -> IncomingEvent | None:
    """One meeting of a rule that was moved, changed or cancelled on its own."""
    row = part.all("RECURRENCE-ID")[0]
    original = read_moment(row.value, row.parameters.get("TZID", ""))
    start = _start(file, part) or (original if _is_cancelled(file, part) else None)
    if original is None or start is None:
        return None
    if row.parameters.get("RANGE", "").upper() == "THISANDFUTURE" and is_repeated:
        file.say("range_change", part.text("SUMMARY"), day=original.on)
    return _made(file, part, start, _occurrence(file, uid, original))


def _expanded(file: _File, part: Component, start: Moment) -> Iterator[Moment]:
    """The moments of a rule with those that were added and without those that were taken out."""
    title = part.text("SUMMARY")
    taken_out = {
        file.zones.here(moment) for moment in moments_of(part.all("EXDATE")) if moment.at is not None
    }
    days_out = {moment.on for moment in moments_of(part.all("EXDATE")) if moment.at is None}
    rules = [read_rule(row.value) for row in part.all("RRULE")]
    if any(rule is None for rule in rules) or "EXRULE" in part.properties:
        file.say("odd_repetition", title)
    known = [rule for rule in rules if rule is not None]
    file.rules += len(known)
    if file.rules > MOST_RULES:
        file.say("too_many_rules", title, most=MOST_RULES)
        known = []
    moments = {start} if not known else set()
    moments.update(moments_of(part.all("RDATE")))
    for rule in known:
        moments.update(_of_rule(file, rule, start))
    here = {moment: file.zones.here(moment) for moment in moments}
    kept = [
        moment
        for moment, at in here.items()
        if at not in taken_out and moment.on not in days_out and file.first_on <= at.date() <= file.last_on
    ]
    is_cut = any(_goes_on(file, rule) for rule in known) or any(
        not file.first_on <= at.date() <= file.last_on for at in here.values()
    )
    if is_cut:
        file.say("repetition_cut", title, first=file.first_on, last=file.last_on)
    yield from sorted(kept, key=lambda moment: here[moment])


def _of_rule(file: _File, rule: Repetition, start: Moment) -> Iterator[Moment]:
    until = read_moment(rule.until, start.zone) if rule.until else None
    last = file.last_on
    if until is not None:
        last = min(last, file.zones.here(until).date())
    for day in days_of(rule, start.on, last):
        moment = start.moved_to(day)
        if until is not None and until.at is not None and file.zones.here(moment) > file.zones.here(until):
            return
        yield moment


def _goes_on(file: _File, rule: Repetition) -> bool:
    """Whether a rule has no end, or one behind the last day that is taken."""
    until = read_moment(rule.until) if rule.until else None
    return rule.is_endless or (until is not None and until.on > file.last_on)


def _start(file: _File, part: Component) -> Moment | None:
    """When an event begins; one without a day is named."""
    found = part.all("DTSTART")
    start = read_moment(found[0].value, found[0].parameters.get("TZID", "")) if found else None
    if start is None and not (_is_cancelled(file, part) and "RECURRENCE-ID" in part.properties):
        file.say("event_without_day", part.text("SUMMARY"))
    return start


def _made(file: _File, part: Component, start: Moment, uid: str) -> IncomingEvent:
    begins = file.zones.here(start)
    ends = _end(file, part, begins) if start.at is not None else None
    title = part.text("SUMMARY")
    words = [title, *(part.text(name) for name in _ABOUT)]
    return IncomingEvent(
        uid,
        title[:_LONGEST_LINE],
        " ".join(word for word in words if word),
        begins.date(),
        f"{begins:%H:%M}" if start.at is not None else "",
        f"{ends:%H:%M}" if ends is not None and ends.date() == begins.date() and ends > begins else "",
        part.text("LOCATION")[:_LONGEST_LINE],
        _is_cancelled(file, part),
    )


def _end(file: _File, part: Component, begins: datetime) -> datetime | None:
    """When a meeting ends: as long after its beginning as the event of the file."""
    rows = (part.all("DTSTART"), part.all("DTEND"))
    if not all(rows):
        return None
    first, last = (read_moment(row[0].value, row[0].parameters.get("TZID", "")) for row in rows)
    if first is None or last is None or last.at is None:
        return None
    try:
        return begins + (file.zones.here(last) - file.zones.here(first))
    except OverflowError:
        return None


def _uid(part: Component) -> str:
    """The identity of an event; one that has none is what it says."""
    return part.value("UID") or f"{part.value('DTSTART')} {part.text('SUMMARY')}"


def _occurrence(file: _File, uid: str, original: Moment) -> str:
    """The identity of one meeting of a rule: the day on which the rule puts it."""
    return f"{uid} {file.zones.here(original):%Y%m%d}"


def _repeats(part: Component) -> bool:
    return "RRULE" in part.properties or "RDATE" in part.properties


def _is_cancelled(file: _File, part: Component) -> bool:
    return file.is_cancelled or part.value("STATUS").upper() == "CANCELLED"


def _sequence(part: Component) -> int:
    text = part.value("SEQUENCE")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
