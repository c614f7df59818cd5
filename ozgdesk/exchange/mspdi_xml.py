"""The XML of MS Project as a stream of small records.

Unknown branches are dropped while they are read, and the number of records is limited. How XML is read safely
stands in `safe_xml`, what the records mean in `mspdi_reading`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.exchange.safe_xml import LONGEST_TEXT, read_events

NAMESPACE = "http://schemas.microsoft.com/project"
MOST_RECORDS = 20_000
MOST_BRANCHES = 5_000
_PREFIX = NAMESPACE + " "

Record = Mapping[str, Any]
"""Texts by tag; a tag of `REPEATED` holds a list of Records instead."""

RECORDS = {
    "ExtendedAttributes": "ExtendedAttribute",
    "Calendars": "Calendar",
    "Tasks": "Task",
    "Resources": "Resource",
    "Assignments": "Assignment",
}
REPEATED = {
    "ExtendedAttribute": set[str](),
    "Calendar": {"WeekDays", "WeekDay", "Exceptions", "Exception", "TimePeriod"},
    "Task": {"PredecessorLink", "Baseline", "ExtendedAttribute"},
    "Resource": set[str](),
    "Assignment": set[str](),
}
"""Branches of a record that are read; all others are dropped with everything below them."""

TEXTS = frozenset(
    [
        "Active", "ActualDuration", "ActualFinish", "ActualStart", "Alias", "BaseCalendarUID", "CalendarUID",
        "ConstraintDate", "ConstraintType", "Cost", "CreationDate", "DayType", "DayWorking", "Deadline",
        "DefaultFinishTime", "FieldID",
        "Duration", "DurationFormat", "ExternalTask", "Finish", "FinishDate", "FixedCost", "FromDate",
        "GUID", "HyperlinkAddress", "ID", "IsBaseCalendar", "IsNull", "IsSubproject", "LagFormat",
        "LastSaved", "LinkLag", "Manual", "Milestone", "MinutesPerDay", "Name", "Notes", "Number",
        "OutlineLevel", "PercentComplete", "PredecessorUID", "RemainingDuration", "ResourceUID", "Start",
        "StartDate", "Summary", "TaskUID", "Title", "ToDate", "Type", "UID", "Units",
        "Value",
    ]
)  # fmt: skip
"""The only texts that are kept; in particular no contact data of resources."""


def read_records(path: Path, on_record: Callable[[str, Record], None]) -> Record:
    """Call `on_record(tag, record)` for each record of `RECORDS`; returns the header.

    Raises Unreadable, with the reason as its code.
    """
    records = _Records(path, on_record)
    read_events(path, records, "MS Project")
    return records.header


class _Records:
    """Collects one record at a time between the events of the parser."""

    def __init__(self, path: Path, on_record: Callable[[str, Record], None]) -> None:
        self._path = path
        self._on_record = on_record
        self.header: dict[str, Any] = {}
        self._way: list[str] = []
        self._open: list[dict[str, Any]] = []
        self._branches = 0
        self._dropped_below = 0
        self._text: list[str] = []
        self._length = 0
        self._counts = dict.fromkeys(RECORDS.values(), 0)

    def on_start(self, name: str, _attributes: Mapping[str, str]) -> None:
        """Go one element deeper."""
        way = self._way
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

    def on_text(self, text: str) -> None:
        """Keep text, as far as somebody will ask for it."""
        if not self._dropped_below and self._length < LONGEST_TEXT:
            self._text.append(text[: LONGEST_TEXT - self._length])
            self._length += len(text)

    def on_end(self, _name: str) -> None:
        """Hand out a record, or add a branch or a text to it."""
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
                self.header.setdefault(tag, text)
        elif depth == 3:
            self._on_record(tag, self._open.pop())
        elif self._is_branch(tag):
            branch = self._open.pop()
            self._open[-1].setdefault(tag, []).append(branch)
        elif tag in TEXTS:
            self._open[-1].setdefault(tag, text)

    def _is_record(self, tag: str) -> bool:
        return len(self._way) == 3 and RECORDS.get(self._way[1]) == tag

    def _is_branch(self, tag: str) -> bool:
        return tag in REPEATED.get(self._way[2] if len(self._way) > 2 else "", ())
