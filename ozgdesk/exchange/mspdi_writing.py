"""The plan as Microsoft Project XML (MSPDI), for MS Project and what reads its files.

Elements stand in the order of Microsoft's schema (mspdi_pj14), which MS Project insists on. Work is done from
8 to 12 and from 13 to 17 o'clock. What MS Project has no word for goes into custom fields.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID
from xml.etree import ElementTree as ET

from ozgdesk.domain.schedule import Dates
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Baseline, BaselineTask, Link
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, TaskKind, TaskState
from ozgdesk.exchange.format import Format
from ozgdesk.exchange.mspdi_calendars import add_calendars, own_calendars
from ozgdesk.exchange.mspdi_fields import OWN_FIELDS
from ozgdesk.exchange.mspdi_xml import NAMESPACE
from ozgdesk.exchange.plan_extract import PlanExtract, PlanTask
from ozgdesk.exchange.xml_writing import add, add_all, file_bytes

MOST_BASELINES = 11
_LINKS = {LinkKind.FF: "0", LinkKind.FS: "1", LinkKind.SF: "2", LinkKind.SS: "3"}
_CONSTRAINTS = {
    ConstraintKind.AS_SOON_AS_POSSIBLE: "0",
    ConstraintKind.AS_LATE_AS_POSSIBLE: "1",
    ConstraintKind.START_ON: "2",
    ConstraintKind.FINISH_ON: "3",
    ConstraintKind.NOT_BEFORE: "4",
    ConstraintKind.NOT_AFTER: "7",
}
_EVENING = "4"
"""A point in the evening of a day, which links may put off, is not before that evening in MS Project."""

_AT_START = {ConstraintKind.START_ON, ConstraintKind.NOT_BEFORE}
_DAYS, _ELAPSED_DAYS, _PERCENT = "7", "8", "19"
_TENTHS = 10
_ELAPSED_FACTOR = 3
"""An elapsed day is 480 minutes here and 1440 there."""

_HALF_DAY = MINUTES_PER_DAY // 2
_MORNING, _AFTERNOON = 8 * 60, 9 * 60
"""What the clock shows before any work, and what it would show then if work began after the break."""
_FIXED_DURATION = "1"


def make(view: View, municipality_id: str | None) -> bytes:
    """The plan, or the tasks a municipality takes part in with the links among them."""
    return _Writer(PlanExtract(view, municipality_id)).file()


class _Writer:
    """Writes one plan; holds what several parts of the file refer to."""

    def __init__(self, plan: PlanExtract) -> None:
        self.plan = plan
        self.calendars = own_calendars(plan)
        self.baselines = dict(_baselines(plan.view))

    def file(self) -> bytes:
        """All parts, in the order of the schema."""
        root = ET.Element("Project", {"xmlns": NAMESPACE})
        add_all(root, self.header())
        fields = add(root, "ExtendedAttributes")
        for title, field in OWN_FIELDS.items():
            definition = {"FieldID": field.id, "FieldName": field.name, "Alias": title}
            add_all(add(fields, "ExtendedAttribute"), definition)
        add_calendars(add(root, "Calendars"), self.plan, self.calendars)
        tasks = add(root, "Tasks")
        for row, task in enumerate(self.plan.tasks, start=1):
            self.add_task(add(tasks, "Task"), row, task)
        self.add_resources(add(root, "Resources"))
        self.add_assignments(add(root, "Assignments"))
        return file_bytes(root)

    def header(self) -> Mapping[str, str | None]:
        """What holds for the whole plan."""
        plan, cooperation = self.plan, self.plan.view.cooperation
        return {
            "SaveVersion": "14",
            "Name": plan.title,
            "GUID": _guid(cooperation.id) if cooperation else None,
            "Title": plan.title,
            "ScheduleFromStart": "1",
            "StartDate": _at(plan.start, 0),
            "FinishDate": _at(plan.finish, MINUTES_PER_DAY),
            "CalendarUID": "1",
            "DefaultStartTime": "08:00:00",
            "DefaultFinishTime": "17:00:00",
            "MinutesPerDay": str(MINUTES_PER_DAY),
            "MinutesPerWeek": str(5 * MINUTES_PER_DAY),
            "DaysPerMonth": "20",
            "DefaultTaskType": _FIXED_DURATION,
            "DurationFormat": _DAYS,
            "HonorConstraints": "0",
            "NewTasksEffortDriven": "0",
            "WeekStartDay": "1",
            "StatusDate": _at(plan.view.as_of, MINUTES_PER_DAY),
            "NewTasksAreManual": "0",
        }

    def add_task(self, element: ET.Element, row: int, found: PlanTask) -> None:
        """One task with its links, custom fields and kept dates."""
        add_all(element, self.identity(row, found))
        add_all(element, self.dates(found))
        add_all(element, self.progress(found))
        add_all(element, self.bounds(found))
        for link in self.plan.links_to.get(found.task.id, ()):
            add_all(add(element, "PredecessorLink"), self.link(link))
        for title, value in self.plan.own_values(found).items():
            field = {"FieldID": OWN_FIELDS[title].id, "Value": value}
            add_all(add(element, "ExtendedAttribute"), field)
        for number, kept in enumerate(self.baselines.values()):
            if found.task.id in kept:
                add_all(add(element, "Baseline"), _baseline(number, kept[found.task.id]))

    def identity(self, row: int, found: PlanTask) -> Mapping[str, str | None]:
        """What the task is and where it stands."""
        return {
            "UID": found.uid,
            "GUID": _guid(found.task.id),
            "ID": str(row),
            "Name": found.task.name,
            "Active": _flag(found.task.state is not TaskState.DROPPED),
            "Manual": "0",
            "Type": _FIXED_DURATION,
            "IsNull": "0",
            "WBS": found.row.wbs,
            "OutlineNumber": found.row.wbs,
            "OutlineLevel": str(found.level),
            "Priority": "500",
        }

    def dates(self, found: PlanTask) -> Mapping[str, str | None]:
        """When the task lies; slack is in tenths of a minute."""
        task, dates = found.task, found.dates
        minutes = _minutes_of(found)
        return {
            **_start_and_finish(dates),
            "Duration": None if minutes is None else _duration(minutes),
            "DurationFormat": _DAYS,
            "EffortDriven": "0",
            "Estimated": _flag(minutes is None),
            "Milestone": _flag(task.kind is TaskKind.MILESTONE and not found.row.is_phase),
            "Summary": _flag(found.row.is_phase),
            "Critical": _flag(dates is not None and dates.is_critical),
            "FreeSlack": _slack(dates.free_float_minutes if dates else None),
            "TotalSlack": _slack(dates.total_float_minutes if dates else None),
        }

    def progress(self, found: PlanTask) -> Mapping[str, str | None]:
        """How far the task has come: what is done by its per cent, what is left as said, else the rest."""
        task = found.task
        minutes = None if found.row.is_phase else _minutes_of(found)
        done = None if minutes is None else minutes * task.progress_percent // 100
        left = task.remaining_minutes
        if left is None and minutes is not None and done is not None:
            left = minutes - done
        return {
            "PercentComplete": str(task.progress_percent),
            "ActualStart": _at(task.actual_start_on, 0),
            "ActualFinish": _at(task.actual_finish_on, MINUTES_PER_DAY),
            "ActualDuration": None if done is None else _duration(done),
            "RemainingDuration": None if left is None else _duration(left),
        }

    def bounds(self, found: PlanTask) -> Mapping[str, str | None]:
        """Constraint, deadline, calendar and notes."""
        task = found.task
        lead = self.plan.leads.get(task.id)
        calendar = self.calendars.get(lead.id) if lead is not None and not found.row.is_phase else None
        kind = task.constraint_kind
        is_point = task.kind is TaskKind.MILESTONE and not found.row.is_phase
        code = _EVENING if is_point and kind is ConstraintKind.FINISH_ON else _CONSTRAINTS[kind]
        return {
            "ConstraintType": code,
            "CalendarUID": calendar or "-1",
            "ConstraintDate": _at(task.constraint_on, 0 if kind in _AT_START else MINUTES_PER_DAY),
            "Deadline": _at(task.deadline_on, MINUTES_PER_DAY),
            "IgnoreResourceCalendar": _flag(calendar is not None),
            "Notes": task.description or None,
        }

    def link(self, link: Link) -> Mapping[str, str]:
        """A predecessor; the lag is in tenths of a minute, or per cent."""
        lag, unit = link.lag_minutes * _TENTHS, _DAYS
        if link.lag_kind is LagKind.ELAPSED:
            lag, unit = lag * _ELAPSED_FACTOR, _ELAPSED_DAYS
        elif link.lag_kind is LagKind.PERCENT:
            lag, unit = link.lag_minutes, _PERCENT
        return {
            "PredecessorUID": self.plan.uids[link.predecessor_id],
            "Type": _LINKS[link.kind],
            "CrossProject": "0",
            "LinkLag": str(lag),
            "LagFormat": unit,
        }

    def add_resources(self, element: ET.Element) -> None:
        """The municipalities."""
        for town in self.plan.view.municipalities:
            number = self.plan.towns[town.id]
            values = {
                "UID": number,
                "GUID": _guid(town.id),
                "ID": number,
                "Name": town.name,
                "Type": "1",
                "IsNull": "0",
                "Initials": town.code,
                "MaxUnits": "1",
            }
            add_all(add(element, "Resource"), values)

    def add_assignments(self, element: ET.Element) -> None:
        """Who works on what; the lead of a task comes first."""
        dates = self.plan.view.plan.dates
        for number, part in enumerate(self.plan.parts, start=1):
            effort = part.effort_minutes
            when = _start_and_finish(dates.get(part.task_id))
            values = {
                "UID": str(number),
                "TaskUID": self.plan.uids[part.task_id],
                "ResourceUID": self.plan.towns[part.municipality_id],
                "Finish": when["Finish"],
                "Start": when["Start"],
                "Units": "1",
                "Work": None if effort is None else _duration(effort),
            }
            add_all(add(element, "Assignment"), values)


def _baselines(view: View) -> Iterator[tuple[str, Mapping[str, BaselineTask]]]:
    """The newest baselines, oldest first, each with its tasks; MS Project counts them from 0."""
    order = sorted(view.snapshot.all(Baseline), key=lambda row: (row.taken_on, row.id))
    kept: dict[str, dict[str, BaselineTask]] = {row.id: {} for row in order[-MOST_BASELINES:]}
    for row in view.snapshot.all(BaselineTask):
        if row.baseline_id in kept:
            kept[row.baseline_id][row.task_id] = row
    yield from kept.items()


def _baseline(number: int, kept: BaselineTask) -> Mapping[str, str | None]:
    ends_at = MINUTES_PER_DAY if kept.duration_minutes or kept.finishes_on > kept.starts_on else 0
    return {
        "Number": str(number),
        "Start": _at(kept.starts_on, 0),
        "Finish": _at(kept.finishes_on, ends_at),
        "Duration": _duration(kept.duration_minutes),
        "DurationFormat": _DAYS,
    }


def _minutes_of(found: PlanTask) -> int | None:
    """The duration; None while nobody has said it."""
    if found.row.is_phase:
        return found.dates.duration_minutes if found.dates is not None else None
    return 0 if found.task.kind is TaskKind.MILESTONE else found.task.duration_minutes


def _start_and_finish(dates: Dates | None) -> Mapping[str, str | None]:
    """A point at the end of a day begins and ends in the evening."""
    if dates is None:
        return {"Start": None, "Finish": None}
    is_point = (dates.start, dates.start_minute) == (dates.finish, dates.finish_minute)
    minute = dates.start_minute
    is_morning = minute < _HALF_DAY or (is_point and minute == _HALF_DAY)
    return {
        "Start": _clock(dates.start, minute, is_morning=is_morning),
        "Finish": _at(dates.finish, dates.finish_minute),
    }


def _at(day: date | None, minute: int) -> str | None:
    """The moment at which so many working minutes of a day are over: 240 is 12 o'clock."""
    return None if day is None else _clock(day, minute, is_morning=minute <= _HALF_DAY)


def _clock(day: date, minute: int, *, is_morning: bool) -> str:
    hours, minutes = divmod((_MORNING if is_morning else _AFTERNOON) + minute, 60)
    return f"{day.isoformat()}T{hours:02}:{minutes:02}:00"


def _duration(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"PT{hours}H{rest}M0S"


def _slack(minutes: int | None) -> str | None:
    return None if minutes is None else str(minutes * _TENTHS)


def _flag(is_set: bool) -> str:
    return "1" if is_set else "0"


def _guid(id_: str) -> str:
    return str(UUID(id_)).upper()


FORMAT = Format(
    key="mspdi",
    suffix="xml",
    title="Projektplan für MS Project",
    file_kind="MS-Project-XML",
    file_stem="Projektplan",
    description="Aufgaben, Verknüpfungen, Vorgaben, Fristen, freie Tage und Basispläne für MS Project",
    make=make,
)
