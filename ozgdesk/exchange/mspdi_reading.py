"""Reading Microsoft Project XML (MSPDI) of the versions 2003 to 2019 into an Incoming.

Element names and codes: Microsoft, "Project XML Data Interchange Schema Reference". Units are those of the
file: a day has its `MinutesPerDay`. How XML is read stands in `mspdi_xml`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from ozgdesk.domain.export_stamp import read_stamp
from ozgdesk.domain.incoming import (
    Incoming,
    IncomingAssignment,
    IncomingBaseline,
    IncomingCalendar,
    IncomingClosure,
    IncomingLink,
    IncomingResource,
    IncomingTask,
    Leftover,
    Unreadable,
    last_day,
)
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind
from ozgdesk.exchange.mspdi_fields import OWN_FIELDS
from ozgdesk.exchange.mspdi_xml import Record, read_records
from ozgdesk.exchange.own_fields import ID, REASON, SOURCE, STAMP, STATE, said, state_named, task_id
from ozgdesk.exchange.safe_xml import one_line

FORMAT = "mspdi"
YEARS = range(1984, 2150)
"""What MS Project knows as days."""

LONGEST_NAME = 300
_LONGEST_MINUTES = 10_000 * 1440
_LINKS = {"0": LinkKind.FF, "1": LinkKind.FS, "2": LinkKind.SF, "3": LinkKind.SS}
_CONSTRAINTS = {
    "0": ConstraintKind.AS_SOON_AS_POSSIBLE,
    "1": ConstraintKind.AS_LATE_AS_POSSIBLE,
    "2": ConstraintKind.START_ON,
    "3": ConstraintKind.FINISH_ON,
    "4": ConstraintKind.NOT_BEFORE,
    "7": ConstraintKind.NOT_AFTER,
}
_UNKNOWN_CONSTRAINTS = {"5": "start_not_after", "6": "finish_not_before"}
_DATELESS = {ConstraintKind.AS_SOON_AS_POSSIBLE, ConstraintKind.AS_LATE_AS_POSSIBLE}
_ESTIMATED = 32
_ELAPSED = {4, 6, 8, 10, 12}
_PERCENT, _ELAPSED_PERCENT = 19, 20
_NOBODY = "-65535"
_DURATION = re.compile(r"PT(\d{1,9})H(\d{1,9})M(\d{1,9})(?:\.\d*)?S")


def read(path: Path) -> Incoming:
    """The plan in a file. Raises Unreadable with the reason as its code; decides nothing."""
    reader = _Reader(path)
    header = read_records(path, reader.on_record)
    return reader.incoming(header)


class _Reader:
    """Turns records into rows of an Incoming and counts what has no place in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tasks: list[IncomingTask] = []
        self.stamps: set[str] = set()
        self.fields: set[str] = set()
        self.calendars: list[IncomingCalendar] = []
        self.resources: list[IncomingResource] = []
        self.assignments: list[IncomingAssignment] = []
        self.leftovers: list[Leftover] = []
        self.counts: Counter[str] = Counter()
        self.task_calendars: Counter[str] = Counter()
        self.seen: set[str] = set()

    def on_record(self, tag: str, record: Record) -> None:
        """Take in one record of the file."""
        make = {
            "ExtendedAttribute": self.add_field,
            "Task": self.add_task,
            "Calendar": self.add_calendar,
            "Resource": self.add_resource,
            "Assignment": self.add_assignment,
        }
        make[tag](record)

    def incoming(self, header: Record) -> Incoming:
        """All that was read."""
        starts_at, saved_at = _moment(header, "StartDate"), _moment(header, "LastSaved")
        plan_calendar = header.get("CalendarUID", "")
        self.count_leftovers(plan_calendar)
        finishes = [task.finishes_at for task in self.tasks if task.finishes_at is not None]
        return Incoming(
            format=FORMAT,
            key=_key(header, self.path),
            title=(header.get("Title") or header.get("Name") or self.path.stem)[:LONGEST_NAME],
            stamp=read_stamp(self.stamps),
            minutes_per_day=_minutes_per_day(header),
            day_ends_at=_day_end(header),
            starts_at=starts_at,
            finishes_at=max(finishes, default=_moment(header, "FinishDate")),
            saved_on=saved_at.date() if saved_at else None,
            tasks=tuple(self.without_early_deadline(task, starts_at) for task in self.tasks),
            calendars=tuple(
                replace(calendar, is_plan=calendar.uid == plan_calendar) for calendar in self.calendars
            ),
            resources=tuple(self.resources),
            assignments=tuple(self.assignments),
            leftovers=tuple(self.leftovers),
        )

    def add_field(self, record: Record) -> None:
        """A custom field, if it is one of ours: its number alone may be that of anybody."""
        field = OWN_FIELDS.get(record.get("Alias", ""))
        if field is not None and record.get("FieldID") == field.id:
            self.fields.add(record["Alias"])

    def add_task(self, record: Record) -> None:
        """A task; empty rows and the row of the project itself are none."""
        if record.get("IsNull") == "1":
            self.counts["empty_rows"] += 1
            return
        uid, level = record.get("UID", ""), _number(record, "OutlineLevel", 1)
        if (level == 0 and record.get("OutlineLevel")) or uid == "0":
            return
        if not uid or len(uid) > 20 or uid in self.seen:
            raise Unreadable("double_id", self.path, uid=uid[:20] or "–")
        self.seen.add(uid)
        task = self.with_days(self.task(uid, min(max(level, 1), 100), record), record)
        own = _own_values(record)
        if own:
            task = replace(
                task,
                own_id=own[ID],
                state=state_named(own.get(STATE, "")),
                constraint_reason=said(own, REASON, self.fields),
                constraint_source=said(own, SOURCE, self.fields),
            )
            self.stamps.add(own.get(STAMP, ""))
        self.tasks.append(task)
        self.count_extras(record, own)

    def task(self, uid: str, level: int, record: Record) -> IncomingTask:
        """A task without its constraint and its actual days."""
        name = self.name_of(record)
        return IncomingTask(
            uid=uid,
            row=_number(record, "ID"),
            level=level,
            name=name,
            is_summary=record.get("Summary") == "1",
            is_milestone=record.get("Milestone") == "1",
            is_pinned=record.get("Manual") == "1",
            is_active=record.get("Active", "1") != "0",
            duration_minutes=self.minutes(record, "Duration", name),
            remaining_minutes=_minutes(record.get("RemainingDuration", "")),
            is_elapsed=_unit(record, "DurationFormat") in _ELAPSED,
            starts_at=self.moment(record, "Start", name),
            finishes_at=self.moment(record, "Finish", name),
            progress_percent=_percent(record),
            notes=record.get("Notes", ""),
            links=tuple(self.links(record, name)),
            baselines=tuple(self.baselines(record, name)),
        )

    def with_days(self, task: IncomingTask, record: Record) -> IncomingTask:
        """The task with the days that bind it and those on which it was really worked on."""
        name, percent = task.name, task.progress_percent
        kind, fixed_at = self.constraint(record, name)
        is_begun = bool(percent) or not record.get("ActualFinish")  # no finish of nothing done
        return replace(
            task,
            constraint_kind=kind,
            constraint_at=fixed_at,
            deadline_on=_day(self.moment(record, "Deadline", name)),
            actual_start_on=_day(self.moment(record, "ActualStart", name)) if is_begun else None,
            actual_finish_on=_day(self.moment(record, "ActualFinish", name)) if percent == 100 else None,
        )

    def name_of(self, record: Record) -> str:
        """The name in one line, cut where it is too long; a task without one is called by its row."""
        name = one_line(record.get("Name", ""))
        if len(name) > LONGEST_NAME:
            self.leftovers.append(Leftover("long_name", name[:60] + " …", {"most": LONGEST_NAME}))
        return name[:LONGEST_NAME].strip() or f"({_number(record, 'ID')})"

    def constraint(self, record: Record, name: str) -> tuple[ConstraintKind, datetime | None]:
        """The constraint, unless we know no such kind or its day is missing."""
        code = record.get("ConstraintType", "0")
        moment = self.moment(record, "ConstraintDate", name) if code not in ("0", "1") else None
        if code in _UNKNOWN_CONSTRAINTS and moment is not None:
            self.leftovers.append(Leftover(_UNKNOWN_CONSTRAINTS[code], name, {"day": moment.date()}))
        kind = _CONSTRAINTS.get(code, ConstraintKind.AS_SOON_AS_POSSIBLE)
        if kind not in _DATELESS and moment is None:
            kind = ConstraintKind.AS_SOON_AS_POSSIBLE
        return kind, moment if kind not in _DATELESS else None

    def links(self, record: Record, name: str) -> Iterator[IncomingLink]:
        """The predecessors; `LinkLag` is in tenths of a minute, or per cent."""
        for link in record.get("PredecessorLink", ()):
            unit, lag = _unit(link, "LagFormat"), _number(link, "LinkLag")
            kind = _LINKS.get(link.get("Type", "1"), LinkKind.FS)
            uid = link.get("PredecessorUID", "")[:20]
            if unit in (_PERCENT, _ELAPSED_PERCENT):
                yield IncomingLink(uid, kind, min(max(lag, -10_000), 10_000), LagKind.PERCENT)
            elif abs(lag) > 10 * _LONGEST_MINUTES:
                self.leftovers.append(Leftover("long_lag", name))
            else:
                elapsed = LagKind.ELAPSED if unit in _ELAPSED else LagKind.WORKING
                yield IncomingLink(uid, kind, round(lag / 10), elapsed)

    def baselines(self, record: Record, name: str) -> Iterator[IncomingBaseline]:
        """The baselines of a task, each number once."""
        numbers: set[int] = set()
        for found in record.get("Baseline", ()):
            number = _number(found, "Number")
            if 0 <= number <= 10 and number not in numbers:
                numbers.add(number)
                start, finish = (self.moment(found, tag, name) for tag in ("Start", "Finish"))
                minutes = _minutes(found.get("Duration", ""))
                long = minutes is not None and minutes > _LONGEST_MINUTES
                yield IncomingBaseline(number, start, finish, None if long else minutes)

    def count_extras(self, record: Record, own: Mapping[str, str]) -> None:
        """Count what a task carries besides."""
        self.counts["custom_fields"] += len(record.get("ExtendedAttribute", ())) - len(own)
        self.counts["costs"] += any(_number(record, tag) for tag in ("Cost", "FixedCost"))
        self.counts["hyperlinks"] += bool(record.get("HyperlinkAddress"))
        self.counts["subprojects"] += any(record.get(tag) == "1" for tag in ("IsSubproject", "ExternalTask"))
        self.task_calendars[record.get("CalendarUID", "-1")] += 1

    def add_calendar(self, record: Record) -> None:
        """A calendar with its exceptions; the old form is read only where the new one is missing."""
        closures = list(self.exceptions(record)) or list(self.old_exceptions(record))
        base = record.get("BaseCalendarUID", "-1")
        self.calendars.append(
            IncomingCalendar(
                uid=record.get("UID", ""),
                name=one_line(record.get("Name", ""))[:LONGEST_NAME],
                is_base=record.get("IsBaseCalendar", "1") == "1",
                base_uid=base if base not in ("-1", "0", "") else None,
                closures=tuple(closures),
            )
        )

    def exceptions(self, record: Record) -> Iterator[IncomingClosure]:
        """Exceptions as written since 2007; only those that lie on following days are taken."""
        for group in record.get("Exceptions", ()):
            for found in group.get("Exception", ()):
                name = one_line(found.get("Name", ""))[:LONGEST_NAME]
                if found.get("Type", "1") != "1":
                    self.counts["recurring_exceptions"] += 1
                else:
                    yield from self.closures(found, name)

    def old_exceptions(self, record: Record) -> Iterator[IncomingClosure]:
        """Exceptions as 2003 writes them: days of the week of type 0, without a name."""
        for week in record.get("WeekDays", ()):
            for found in week.get("WeekDay", ()):
                if found.get("DayType") == "0":
                    yield from self.closures(found, "")

    def closures(self, found: Record, name: str) -> Iterator[IncomingClosure]:
        """The days of one exception."""
        for period in found.get("TimePeriod", ()):
            first, last = (self.moment(period, tag, name) for tag in ("FromDate", "ToDate"))
            if first is not None and last is not None and first.date() <= last_day(last):
                is_working = found.get("DayWorking") == "1"
                yield IncomingClosure(name, first.date(), last_day(last), is_working)

    def add_resource(self, record: Record) -> None:
        """A resource that works and has a name."""
        name = one_line(record.get("Name", ""))[:LONGEST_NAME]
        if not name or record.get("IsNull") == "1":
            return
        if record.get("Type", "1") != "1":
            self.counts["material"] += 1
        else:
            self.resources.append(IncomingResource(record.get("UID", ""), name))

    def add_assignment(self, record: Record) -> None:
        """Who works on a task."""
        uid = record.get("ResourceUID", _NOBODY)
        self.counts["units"] += uid != _NOBODY and record.get("Units", "1") not in ("1", "")
        resource = None if uid == _NOBODY else uid
        self.assignments.append(IncomingAssignment(record.get("TaskUID", ""), resource))

    def count_leftovers(self, plan_calendar: str) -> None:
        """Say once for the whole file how much there was of what has no place here."""
        others = [row for row in self.calendars if row.uid != plan_calendar]
        self.counts["other_calendars"] = len(others)
        known = {"-1", "", plan_calendar}
        self.counts["task_calendars"] = sum(n for uid, n in self.task_calendars.items() if uid not in known)
        self.leftovers += [Leftover(code, "", {"count": n}) for code, n in self.counts.items() if n]

    def without_early_deadline(self, task: IncomingTask, start: datetime | None) -> IncomingTask:
        """A deadline before the whole plan begins is no deadline but a field nobody filled in."""
        if task.deadline_on is None or start is None or task.deadline_on >= start.date():
            return task
        self.leftovers.append(Leftover("early_deadline", task.name, {"day": task.deadline_on}))
        return replace(task, deadline_on=None)

    def minutes(self, record: Record, tag: str, name: str) -> int | None:
        """A duration, unless it is longer than any task may be."""
        minutes = _minutes(record.get(tag, ""))
        if minutes is not None and minutes > _LONGEST_MINUTES:
            self.leftovers.append(Leftover("long_duration", name))
            return None
        return minutes

    def moment(self, record: Record, tag: str, name: str) -> datetime | None:
        """A date, unless it cannot be one of a plan."""
        moment = _moment(record, tag)
        if moment is None and record.get(tag, "") not in ("", "NA"):
            self.leftovers.append(Leftover("odd_day", name, {"typed": record[tag][:30]}))
        return moment


def _key(header: Record, path: Path) -> str:
    """What stays the same when a plan is saved again, also under another name."""
    if header.get("GUID"):
        return str(header["GUID"]).strip("{}").lower()
    title = header.get("Title") or ""
    if header.get("CreationDate"):
        return f"{header['CreationDate']} {title}"
    return title or header.get("Name") or path.stem


def _percent(record: Record) -> int:
    """How much is done, where the file does not say it by what is done of the duration."""
    done, whole = (_minutes(record.get(tag, "")) for tag in ("ActualDuration", "Duration"))
    if record.get("PercentComplete") or not done or not whole:
        return min(max(_number(record, "PercentComplete"), 0), 100)
    return min(round(100 * done / whole), 100)


def _own_values(record: Record) -> Mapping[str, str]:
    """What the custom fields say that we wrote ourselves, by title; empty in plans of others."""
    given = {found.get("FieldID"): found.get("Value", "") for found in record.get("ExtendedAttribute", ())}
    own = {title: given[field.id] for title, field in OWN_FIELDS.items() if field.id in given}
    return own if task_id(own.get(ID, "")) else {}


def _minutes_per_day(header: Record) -> int:
    minutes = _number(header, "MinutesPerDay", 480)
    return minutes if 60 <= minutes <= 1440 else 480


def _day_end(header: Record) -> time:
    try:
        end = time.fromisoformat(header.get("DefaultFinishTime", ""))
    except ValueError:
        end = time(17)
    return end.replace(tzinfo=None) or time(17)


def _number(record: Record, tag: str, default: int = 0) -> int:
    text = record.get(tag, "")
    return int(float(text)) if re.fullmatch(r"-?\d{1,15}(\.\d*)?", text) else default


def _unit(record: Record, tag: str) -> int:
    unit = _number(record, tag, 7)
    return unit - _ESTIMATED if unit > _ESTIMATED else unit


def _minutes(text: str) -> int | None:
    """A duration in minutes: `PT8H30M0S` is 510."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return None
    hours, minutes, seconds = map(int, found.groups())
    return hours * 60 + minutes + round(seconds / 60)


def _moment(record: Record, tag: str) -> datetime | None:
    text = record.get(tag, "")
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
