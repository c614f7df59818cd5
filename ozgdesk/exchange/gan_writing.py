"""The plan as a GanttProject file (`.gan`, as 3.3 writes it).

GanttProject knows whole days only, and of all constraints the earliest begin. Links are "Rubber", which lets
a successor begin later, as all links here do.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from ozgdesk.domain.tasks import Link
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, LinkKind, Role, TaskKind
from ozgdesk.domain.whole_days import duration_days, lag_days
from ozgdesk.exchange.format import Format
from ozgdesk.exchange.gan_calendar import WEEK
from ozgdesk.exchange.own_fields import ID, LEAD, NUMBER, REASON, SOURCE, STAMP, STATE
from ozgdesk.exchange.plan_extract import DaysOff, PlanExtract, PlanTask
from ozgdesk.exchange.xml_writing import add, clean, file_bytes

_LINKS = {LinkKind.SS: "1", LinkKind.FS: "2", LinkKind.FF: "3", LinkKind.SF: "4"}
_COLUMNS = {
    NUMBER: "tpc0",
    LEAD: "tpc1",
    STATE: "tpc2",
    ID: "tpc3",
    STAMP: "tpc4",
    REASON: "tpc5",
    SOURCE: "tpc6",
}
_SATURDAY = 5
_NOBODY = "#8cb6ce"
"""The colour that GanttProject gives a task."""

_STANDARD_COLUMNS = (
    ("tpd0", "type", "icon"),
    ("tpd1", "priority", "icon"),
    ("tpd2", "info", "icon"),
    ("tpd3", "name", "text"),
    ("tpd4", "begindate", "date"),
    ("tpd5", "enddate", "date"),
    ("tpd6", "duration", "int"),
    ("tpd7", "completion", "int"),
    ("tpd8", "coordinator", "text"),
    ("tpd9", "predecessorsr", "text"),
)


def make(view: View, municipality_id: str | None) -> bytes:
    """The plan, or the tasks a municipality takes part in with the links among them."""
    return _Writer(PlanExtract(view, municipality_id)).file()


class _Writer:
    """Writes one plan; holds what several parts of the file refer to."""

    def __init__(self, plan: PlanExtract) -> None:
        self.plan = plan

    def file(self) -> bytes:
        """All parts in the order in which GanttProject saves them."""
        root = ET.Element("project", self.header())
        add(root, "description", self.plan.title)
        add(root, "view", **{"zooming-state": "default:4", "id": "gantt-chart"})
        add(root, "view", id="resource-table")
        self.add_calendar(add(root, "calendars"))
        self.add_tasks(add(root, "tasks", **{"empty-milestones": "true"}))
        self.add_people(root)
        add(root, "vacations")
        add(root, "previous")
        add(root, "roles", **{"roleset-name": "Default"})
        return file_bytes(root)

    def header(self) -> dict[str, str]:
        """What holds for the whole plan."""
        return {
            "name": clean(self.plan.title),
            "company": "",
            "webLink": "",
            "view-date": self.plan.start.isoformat(),
            "view-index": "0",
            "version": "3.3.3316",
            "locale": "de_DE",
        }

    def add_calendar(self, element: ET.Element) -> None:
        """The week and each day off of the cooperation; there are no calendars of municipalities."""
        types = add(element, "day-types")
        for id_ in ("0", "1"):
            add(types, "day-type", id=id_)
        week = {tag: "1" if day >= _SATURDAY else "0" for day, tag in enumerate(WEEK)}
        add(types, "default-week", **{"id": "1", "name": "default", **week})
        add(types, "only-show-weekends", value="false")
        add(types, "overriden-day-types")
        add(types, "days")
        for found in self.plan.days_off(None):
            for day in _each_day(found):
                when = {"year": str(day.year), "month": str(day.month), "date": str(day.day)}
                add(element, "date", found.name, **when, type="HOLIDAY")

    def add_tasks(self, element: ET.Element) -> None:
        """The columns, and each task inside the phase around it."""
        columns = add(element, "taskproperties")
        for id_, name, kind in _STANDARD_COLUMNS:
            add(columns, "taskproperty", id=id_, name=name, type="default", valuetype=kind)
        for title, id_ in _COLUMNS.items():
            add(columns, "taskproperty", id=id_, name=title, type="custom", valuetype="text")
        way = [element]
        for found in self.plan.tasks:
            del way[found.level :]
            way.append(self.add_task(way[-1], found))

    def add_task(self, parent: ET.Element, found: PlanTask) -> ET.Element:
        """One task with its notes, successors and columns."""
        element = add(parent, "task", **self.attributes(found))
        task = found.task
        if task.description:
            add(element, "notes", task.description)
        for link in self.plan.links_from.get(task.id, ()):
            add(element, "depend", **self.link(found, link))
        for title, value in self.plan.own_values(found).items():
            add(element, "customproperty", **{"taskproperty-id": _COLUMNS[title], "value": value})
        return element

    def attributes(self, found: PlanTask) -> Mapping[str, str]:
        """What the task is and when it lies; without a date it stands at the beginning of the plan."""
        task, dates = found.task, found.dates
        lead = self.plan.leads.get(task.id)
        is_point = task.kind is TaskKind.MILESTONE and not found.row.is_phase
        earliest = task.constraint_on if task.constraint_kind is ConstraintKind.NOT_BEFORE else None
        bound = {"thirdDate": earliest.isoformat(), "thirdDate-constraint": "1"} if earliest else {}
        return {
            "id": found.uid,
            "uid": task.id,
            "name": task.name,
            "color": lead.color if lead is not None else _NOBODY,
            "meeting": "true" if is_point else "false",
            "start": (dates.start if dates is not None else self.plan.start).isoformat(),
            "duration": "0" if is_point else str(_days(found)),
            "complete": str(task.progress_percent),
            **bound,
            "expand": "true",
        }

    def link(self, found: PlanTask, link: Link) -> Mapping[str, str]:
        """A successor; the lag in whole days."""
        return {
            "id": self.plan.uids[link.successor_id],
            "type": _LINKS[link.kind],
            "difference": str(lag_days(link, found.task)),
            "hardness": "Rubber",
        }

    def add_people(self, root: ET.Element) -> None:
        """The municipalities, and who works on what: the lead is responsible."""
        resources = add(root, "resources")
        for town in self.plan.view.municipalities:
            number = self.plan.towns[town.id]
            add(resources, "resource", id=number, name=town.name, function="Default:0", contacts="", phone="")
        allocations = add(root, "allocations")
        for part in self.plan.parts:
            values = {
                "task-id": self.plan.uids[part.task_id],
                "resource-id": self.plan.towns[part.municipality_id],
                "function": "Default:0",
                "responsible": "true" if part.role is Role.LEAD else "false",
                "load": "100.0",
            }
            add(allocations, "allocation", **values)


def _days(found: PlanTask) -> int:
    """The duration in whole days."""
    if found.row.is_phase:
        return duration_days(found.dates.duration_minutes if found.dates is not None else None)
    return duration_days(found.task.duration_minutes)


def _each_day(found: DaysOff) -> list[date]:
    count = (found.last - found.first).days + 1
    days = [found.first + timedelta(days=n) for n in range(count)]
    return [day for day in days if day.weekday() < _SATURDAY]


FORMAT = Format(
    key="gan",
    suffix="gan",
    title="Projektplan für GanttProject",
    file_kind="GanttProject-Datei",
    file_stem="Projektplan",
    description="Aufgaben mit ganzen Tagen, Verknüpfungen, freie Tage und Federführung für GanttProject",
    make=make,
)
