"""Reading a GanttProject file (`.gan`, 2.0 to 3.3) into an Incoming.

Days are the working days of the file, see `gan_calendar`; the last day of a task follows from its start and
duration. How XML is read stands in `gan_xml`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from ozgdesk.domain.export_stamp import read_stamp
from ozgdesk.domain.incoming import (
    Incoming,
    IncomingAssignment,
    IncomingCalendar,
    IncomingClosure,
    IncomingLink,
    IncomingResource,
    IncomingTask,
    Leftover,
    Unreadable,
)
from ozgdesk.domain.tasks import MINUTES_PER_DAY
from ozgdesk.domain.vocabulary import ConstraintKind, LinkKind
from ozgdesk.exchange.gan_calendar import YEARS, GanCalendar
from ozgdesk.exchange.gan_xml import PROGRAM, Attributes, GanFile, TaskRecord, read_file
from ozgdesk.exchange.own_fields import (
    ID,
    LEAD,
    NUMBER,
    REASON,
    SOURCE,
    STAMP,
    STATE,
    said,
    state_named,
    task_id,
)
from ozgdesk.exchange.safe_xml import one_line

FORMAT = "gan"
LONGEST_NAME = 300
_LONGEST_DAYS = 10_000
_LINKS = {"1": LinkKind.SS, "2": LinkKind.FS, "3": LinkKind.FF, "4": LinkKind.SF}
_MORNING, _EVENING = time(8), time(17)
_EARLIEST_BEGIN = "1"
_OWN_COLUMNS = (NUMBER, LEAD, STATE, REASON, SOURCE, ID, STAMP)

UNSAID = frozenset(
    (
        "constraint_kind",
        "constraint_on",
        "deadline_on",
        "remaining_minutes",
        "actual_start_on",
        "actual_finish_on",
    )
)
"""What GanttProject has no words for, or fewer than we have."""


def read(path: Path) -> Incoming:
    """The plan in a file. Raises Unreadable with the reason as its code; decides nothing."""
    return _Reader(path, read_file(path)).incoming()


class _Reader:
    """Turns the records of a file into rows of an Incoming and counts what has no place in it."""

    def __init__(self, path: Path, file: GanFile) -> None:
        self.path = path
        self.file = file
        self.leftovers: list[Leftover] = []
        self.counts: Counter[str] = Counter(file.counts)
        self.records = {record.attributes["id"]: record for record in file.tasks}
        if len(self.records) < len(file.tasks):
            (uid, _), *_ = Counter(record.attributes["id"] for record in file.tasks).most_common(1)
            raise Unreadable("double_id", path, program=PROGRAM, uid=uid)
        self.starts = {uid: _day(record.attributes.get("start", "")) for uid, record in self.records.items()}
        self.closures = () if file.has_base_calendar else tuple(self.days_off())
        self.calendar = GanCalendar(
            file.workdays,
            {row.from_on for row in self.closures if not row.is_working},
            {row.from_on for row in self.closures if row.is_working},
        )
        self.links: dict[str, list[IncomingLink]] = {}
        self.take_links()

    def incoming(self) -> Incoming:
        """All that was read."""
        title = one_line(self.file.project.get("name", ""))[:LONGEST_NAME] or self.path.stem
        tasks = tuple(self.task(row, record) for row, record in enumerate(self.file.tasks, start=1))
        finishes = [task.finishes_at for task in tasks if task.finishes_at is not None]
        starts = [task.starts_at for task in tasks if task.starts_at is not None]
        last = max(finishes, default=None)
        assignments = tuple(self.assignments())
        self.say_leftovers(last)
        return Incoming(
            format=FORMAT,
            key=title,
            title=title,
            program=PROGRAM,
            unsaid=UNSAID,
            stamp=read_stamp(self.own_values(record).get(STAMP, "") for record in self.file.tasks),
            has_whole_days=True,
            starts_at=min(starts, default=None),
            finishes_at=last,
            tasks=tasks,
            calendars=(IncomingCalendar("1", "", is_plan=True, closures=self.closures),),
            resources=tuple(self.resources()),
            assignments=assignments,
            leftovers=tuple(self.leftovers),
        )

    def task(self, row: int, record: TaskRecord) -> IncomingTask:
        """One task; what is finished was, as far as the file knows, when it says."""
        given, uid = record.attributes, record.attributes["id"]
        name = self.name(row, given)
        days, start = self.days(given, name), self.starts[uid]
        last = None if start is None or days is None else self.calendar.last_day(start, days)
        is_point = given.get("meeting") == "true" and not record.is_phase
        percent = min(max(_number(given, "complete"), 0), 100)
        is_done = percent == 100 and not record.is_phase
        own = self.own_values(record)
        titles = self.file.columns.values() if own else ()
        self.count_extras(record, own)
        task = IncomingTask(
            uid=uid,
            row=row,
            level=record.level,
            name=name,
            is_summary=record.is_phase,
            is_milestone=is_point,
            duration_minutes=None if days is None else days * MINUTES_PER_DAY,
            starts_at=None if start is None else datetime.combine(start, _MORNING),
            finishes_at=None if last is None else datetime.combine(last, _MORNING if is_point else _EVENING),
            progress_percent=percent,
            state=state_named(own.get(STATE, "")),
            actual_start_on=start if is_done else None,
            actual_finish_on=last if is_done else None,
            notes=record.notes,
            own_id=own.get(ID, ""),
            constraint_reason=said(own, REASON, titles),
            constraint_source=said(own, SOURCE, titles),
            links=tuple(self.links.get(uid, ())),
        )
        return self.bound(task, record)

    def name(self, row: int, given: Attributes) -> str:
        """The name in one line, cut where it is too long; a task without one is called by its row."""
        name = one_line(given.get("name", ""))
        if len(name) > LONGEST_NAME:
            self.leftovers.append(Leftover("long_name", name[:60] + " …", {"most": LONGEST_NAME}))
        return name[:LONGEST_NAME].strip() or f"({row})"

    def days(self, given: Attributes, name: str) -> int | None:
        """The duration in working days; a milestone has none, as GanttProject counts."""
        if given.get("meeting") == "true":
            return 0
        days = _number(given, "duration")
        if days > _LONGEST_DAYS:
            self.leftovers.append(Leftover("long_duration", name))
            return None
        return max(days, 0)

    def bound(self, task: IncomingTask, record: TaskRecord) -> IncomingTask:
        """The task with its earliest begin: the one it was given, or the start that no link explains."""
        given = record.attributes
        start = self.starts[task.uid]
        earliest = _day(given.get("thirdDate", ""))
        if earliest is None or given.get("thirdDate-constraint") != _EARLIEST_BEGIN:
            bound = None if record.is_phase or start is None else self.link_position(task)
            is_later = start is not None and bound is not None and self.calendar.position(start) > bound
            earliest = start if is_later else None
        if earliest is None:
            return task
        return replace(
            task,
            constraint_kind=ConstraintKind.NOT_BEFORE,
            constraint_at=datetime.combine(earliest, _MORNING),
        )

    def link_position(self, task: IncomingTask) -> int | None:
        """The earliest position that the links of a task and of the phases around it allow, if any."""
        length = (task.duration_minutes or 0) // MINUTES_PER_DAY
        bounds = [self.earliest(link, length) for link in task.links]
        above = self.records[task.uid].parent
        while above is not None:
            bounds += [
                self.earliest(link, 0) for link in self.links.get(above, ()) if link.kind.value[1] == "S"
            ]
            above = self.records[above].parent
        return max((bound for bound in bounds if bound is not None), default=None)

    def earliest(self, link: IncomingLink, length: int) -> int | None:
        """The earliest position of a successor that takes `length` days."""
        start = self.starts[link.predecessor_uid]
        if start is None:
            return None
        given = self.records[link.predecessor_uid].attributes
        position = self.calendar.position(start) + link.lag // MINUTES_PER_DAY
        if link.kind.value[0] == "F" and given.get("meeting") != "true":
            position += min(max(_number(given, "duration"), 0), _LONGEST_DAYS)
        return position - (length if link.kind.value[1] == "F" else 0)

    def take_links(self) -> None:
        """Hang the links, which stand at their predecessors, on their successors."""
        for uid, given in self.file.links:
            name = one_line(self.records[uid].attributes.get("name", ""))[:LONGEST_NAME]
            lag = _number(given, "difference")
            if given.get("id", "") not in self.records:
                self.leftovers.append(Leftover("no_successor", name))
            elif abs(lag) > _LONGEST_DAYS:
                self.leftovers.append(Leftover("long_lag", name))
            else:
                kind = _LINKS.get(given.get("type", "2"), LinkKind.FS)
                link = IncomingLink(uid, kind, lag * MINUTES_PER_DAY)
                self.links.setdefault(given["id"], []).append(link)

    def days_off(self) -> Iterator[IncomingClosure]:
        """Days that are not as their week; one without a year comes in every year of the plan."""
        years = {day.year for day in self.starts.values() if day is not None}
        span = range(min(years), max(years) + 1) if years else range(0)
        for given, text in self.file.days:
            if given.get("type") not in ("HOLIDAY", "WORKING_DAY"):
                continue
            is_working = given["type"] == "WORKING_DAY"
            for year in [_number(given, "year")] if given.get("year") else span:
                day = _day(f"{year:04}-{_number(given, 'month'):02}-{_number(given, 'date'):02}")
                if day is not None:
                    yield IncomingClosure(one_line(text)[:LONGEST_NAME], day, day, is_working)

    def resources(self) -> Iterator[IncomingResource]:
        """Who works, by name alone."""
        for given in self.file.resources:
            name = one_line(given.get("name", ""))[:LONGEST_NAME]
            if name:
                yield IncomingResource(given.get("id", ""), name)

    def assignments(self) -> Iterator[IncomingAssignment]:
        """Who works on which task; whom GanttProject calls responsible comes first."""
        given = sorted(self.file.allocations, key=lambda row: row.get("responsible") != "true")
        for row in given:
            self.counts["units"] += row.get("load", "100.0") not in ("100", "100.0", "")
            yield IncomingAssignment(row.get("task-id", ""), row.get("resource-id", ""))

    def own_values(self, record: TaskRecord) -> Mapping[str, str]:
        """What the custom columns say that we wrote ourselves, by title; empty in plans of others."""
        values = {self.file.columns.get(id_, ""): value for id_, value in record.values.items()}
        own = {title: values[title] for title in _OWN_COLUMNS if title in values}
        return own if task_id(own.get(ID, "")) else {}

    def count_extras(self, record: TaskRecord, own: Mapping[str, str]) -> None:
        """Count what a task carries besides."""
        given = record.attributes
        self.counts["custom_fields"] += len(record.values) - len(own)
        self.counts["hyperlinks"] += bool(given.get("webLink"))
        self.counts["costs"] += given.get("cost-manual-value", "0").strip("0.") != ""

    def say_leftovers(self, last: datetime | None) -> None:
        """Say once for the whole file what it has that has no place here."""
        if last is not None and self.calendar.works_on_weekends:
            self.leftovers.append(Leftover("weekend_work", "", {"day": last.date()}))
        if last is not None and self.calendar.has_short_week:
            self.leftovers.append(Leftover("shorter_week", "", {"day": last.date()}))
        if self.file.has_base_calendar:
            self.leftovers.append(Leftover("base_calendar"))
        self.leftovers += [Leftover(code, "", {"count": n}) for code, n in self.counts.items() if n]


def _number(given: Attributes, name: str) -> int:
    text = given.get(name, "")
    return int(text) if text.removeprefix("-").isdecimal() and len(text) <= 9 else 0


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None
