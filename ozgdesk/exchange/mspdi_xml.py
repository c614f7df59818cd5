"""The XML of MS Project as a stream of small records, safe against hostile files.

Document types and entities are refused, unknown branches are dropped while they are read, and size, depth,
text and number of records are limited. What the records mean stands in `mspdi_reading`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers import expat

from ozgdesk.domain.incoming import Unreadable

NAMESPACE = "http://schemas.microsoft.com/project"
LARGEST_BYTES = 128 * 1024 * 1024
DEEPEST = 64
LONGEST_TEXT = 100_000
MOST_RECORDS = 20_000
MOST_BRANCHES = 5_000
MOST_ELEMENTS = 6_000_000
_PREFIX = NAMESPACE + " "
_CHUNK = 1 << 16
_BINARY_PLAN = b"\xd0\xcf\x11\xe0"

Record = Mapping[str, Any]
"""Texts by tag; a tag of `REPEATED` holds a list of Records instead, `COUNTED` ones a number."""

RECORDS = {"Calendars": "Calendar", "Tasks": "Task", "Resources": "Resource", "Assignments": "Assignment"}
REPEATED = {
    "Calendar": {"WeekDays", "WeekDay", "Exceptions", "Exception", "TimePeriod"},
    "Task": {"PredecessorLink", "Baseline"},
    "Resource": set[str](),
    "Assignment": set[str](),
}
"""Branches of a record that are read; all others are dropped with everything below them."""

COUNTED = {"ExtendedAttribute"}

TEXTS = frozenset(
    [
        "Active", "ActualDuration", "ActualFinish", "ActualStart", "BaseCalendarUID", "CalendarUID",
        "ConstraintDate", "ConstraintType", "Cost", "CreationDate", "DayType", "DayWorking", "Deadline",
        "DefaultFinishTime",
        "Duration", "DurationFormat", "ExternalTask", "Finish", "FinishDate", "FixedCost", "FromDate",
        "GUID", "HyperlinkAddress", "ID", "IsBaseCalendar", "IsNull", "IsSubproject", "LagFormat",
        "LastSaved", "LinkLag", "Manual", "Milestone", "MinutesPerDay", "Name", "Notes", "Number",
        "OutlineLevel", "PercentComplete", "PredecessorUID", "RemainingDuration", "ResourceUID", "Start",
        "StartDate", "Summary", "TaskUID", "Title", "ToDate", "Type", "UID", "Units",
    ]
)  # fmt: skip
"""The only texts that are kept; in particular no contact data of resources."""

_CUT_SHORT = {"XML_ERROR_NO_ELEMENTS", "XML_ERROR_UNCLOSED_TOKEN", "XML_ERROR_UNCLOSED_CDATA_SECTION"}
_ENCODINGS = {
    "XML_ERROR_INVALID_TOKEN",
    "XML_ERROR_PARTIAL_CHAR",
    "XML_ERROR_UNKNOWN_ENCODING",
    "XML_ERROR_INCORRECT_ENCODING",
}


def read_records(path: Path, on_record: Callable[[str, Record], None]) -> Record:
    """Call `on_record(tag, record)` for each calendar, task, resource and assignment; returns the header.

    Raises Unreadable, with the reason as its code.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            if size == 0:
                raise Unreadable("empty", path)
            if size > LARGEST_BYTES:
                raise Unreadable("too_large", path, most=LARGEST_BYTES // 1024 // 1024)
            if file.read(4) == _BINARY_PLAN:
                raise Unreadable("binary_plan", path)
            file.seek(0)
            return _Stream(path, on_record).read(file)
    except OSError as error:
        raise Unreadable("no_access", path) from error


class _Stream:
    """Collects one record at a time between the events of the parser."""

    def __init__(self, path: Path, on_record: Callable[[str, Record], None]) -> None:
        self._path = path
        self._on_record = on_record
        self._header: dict[str, Any] = {}
        self._way: list[str] = []
        self._open: list[dict[str, Any]] = []
        self._elements = 0
        self._branches = 0
        self._dropped_below = 0
        self._text: list[str] = []
        self._length = 0
        self._counts = dict.fromkeys(RECORDS.values(), 0)

    def read(self, file: BinaryIO) -> Record:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        try:
            while chunk := file.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unreadable(self._reason(error), self._path, line=error.lineno) from error
        except (LookupError, UnicodeError) as error:  # a name of an encoding that nobody knows
            raise Unreadable("encoding", self._path) from error
        return self._header

    def _reason(self, error: expat.ExpatError) -> str:
        is_first = not self._way
        if _is(error, _CUT_SHORT) and not is_first:
            return "cut_short"
        if _is(error, _ENCODINGS) and not is_first:
            return "encoding"
        return "encoding" if _is(error, _ENCODINGS - {"XML_ERROR_INVALID_TOKEN"}) else "not_xml"

    def _refuse(self, *_details: object) -> None:
        raise Unreadable("doctype", self._path)

    def _on_start(self, name: str, _attributes: Mapping[str, str]) -> None:
        way = self._way
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise Unreadable("too_many", self._path, most=MOST_ELEMENTS)
        if len(way) >= DEEPEST:
            raise Unreadable("too_deep", self._path)
        tag = name.removeprefix(_PREFIX)
        if not way and name != _PREFIX + "Project":
            tag = name.rpartition(" ")[2]
            known = {"APIBusinessObjects": "primavera", "project": "gantt_project"}
            raise Unreadable(known.get(tag, "other_root"), self._path, root=tag[:40])
        way.append(tag)
        if not self._dropped_below:
            if self._length:
                self._text, self._length = [], 0
            self._enter(tag)

    def _enter(self, tag: str) -> None:
        """Begin a record or a branch of one, or drop what lies in neither."""
        depth = len(self._way)
        if self._is_record(tag):
            self._counts[tag] += 1
            if self._counts[tag] > MOST_RECORDS * (5 if tag == "Assignment" else 1):
                raise Unreadable("too_many", self._path, most=MOST_RECORDS)
            self._open, self._branches = [{}], 0
        elif self._open and depth > 4 and not self._is_branch(self._way[-2]):
            self._dropped_below = depth - 1
        elif self._open and self._is_branch(tag):
            self._branches += 1
            if self._branches > MOST_BRANCHES:
                raise Unreadable("too_many", self._path, most=MOST_BRANCHES)
            self._open.append({})
        elif not self._open and depth == 3 and self._way[1] not in RECORDS:
            self._dropped_below = 2

    def _on_text(self, text: str) -> None:
        if not self._dropped_below and self._length < LONGEST_TEXT:
            self._text.append(text[: LONGEST_TEXT - self._length])
            self._length += len(text)

    def _on_end(self, _name: str) -> None:
        depth = len(self._way)
        tag = self._way.pop()
        if self._dropped_below:
            if depth > self._dropped_below:
                return
            self._dropped_below = 0
        text = ""
        if self._length:
            text = "".join(self._text).strip()
            self._text, self._length = [], 0
        if not self._open:
            if depth == 2 and tag in TEXTS:
                self._header.setdefault(tag, text)
        elif depth == 3:
            self._on_record(tag, self._open.pop())
        elif self._is_branch(tag):
            branch = self._open.pop()
            self._open[-1].setdefault(tag, []).append(branch)
        elif tag in COUNTED:
            self._open[-1][tag] = self._open[-1].get(tag, 0) + 1
        elif tag in TEXTS:
            self._open[-1].setdefault(tag, text)

    def _is_record(self, tag: str) -> bool:
        return len(self._way) == 3 and RECORDS.get(self._way[1]) == tag

    def _is_branch(self, tag: str) -> bool:
        return tag in REPEATED.get(self._way[2] if len(self._way) > 2 else "", ())


def _is(error: expat.ExpatError, names: set[str]) -> bool:
    messages = {getattr(expat.errors, name) for name in names if hasattr(expat.errors, name)}
    return expat.ErrorString(error.code) in messages
