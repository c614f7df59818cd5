"""The XML of GanttProject (2.0 to 3.3) as plain records: what a file says before anybody counts days."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.exchange.gan_calendar import WEEK
from ozgdesk.exchange.mspdi_xml import NAMESPACE
from ozgdesk.exchange.safe_xml import LONGEST_TEXT, read_events

PROGRAM = "GanttProject"
MOST_TASKS = 20_000
MOST_RECORDS = 100_000
"""Of links, allocations, days and all else."""

Attributes = Mapping[str, str]
_WITH_TEXT = {"notes", "date"}


@dataclass(slots=True)
class TaskRecord:
    """A task with its custom values by the id of their column; `parent` is the id of the task around it."""

    attributes: Attributes
    level: int
    parent: str | None
    notes: str = ""
    values: dict[str, str] = field(default_factory=dict)
    is_phase: bool = False


@dataclass(slots=True)
class GanFile:
    """All records of one file. A link is its predecessor with the attributes of `depend`."""

    project: Attributes = field(default_factory=dict)
    workdays: set[int] = field(default_factory=lambda: {0, 1, 2, 3, 4})
    has_base_calendar: bool = False
    days: list[tuple[Attributes, str]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    tasks: list[TaskRecord] = field(default_factory=list)
    links: list[tuple[str, Attributes]] = field(default_factory=list)
    resources: list[Attributes] = field(default_factory=list)
    allocations: list[Attributes] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def read_file(path: Path) -> GanFile:
    """All records of a file. Raises Unreadable, with the reason as its code."""
    records = _Records(path)
    read_events(path, records, PROGRAM)
    return records.file


class _Records:
    def __init__(self, path: Path) -> None:
        self.file = GanFile()
        self._path = path
        self._way: list[str] = []
        self._open: list[TaskRecord] = []
        self._attributes: Attributes = {}
        self._text: list[str] = []
        self._length = 0
        self._left = MOST_RECORDS

    def on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element by its name and place."""
        if not self._way:
            self._check_root(name, attributes)
        parent = self._way[-1] if self._way else ""
        self._way.append(name)
        self._text, self._length, self._attributes = [], 0, attributes
        if "calendars" in self._way:
            self._take_calendar(name, attributes)
        elif name == "task" and parent in ("tasks", "task"):
            self._take_task(attributes)
        elif self._open and parent == "task":
            self._take_part(self._open[-1], name, attributes)
        else:
            self._take_other(name, parent, attributes)

    def on_text(self, text: str) -> None:
        """Keep the text of notes and days off."""
        if self._way[-1] in _WITH_TEXT and self._length < LONGEST_TEXT:
            self._text.append(text[: LONGEST_TEXT - self._length])
            self._length += len(text)

    def on_end(self, name: str) -> None:
        """Hand the text to where it belongs."""
        self._way.pop()
        if name == "notes" and self._open and self._way[-1] == "task":
            self._open[-1].notes = "".join(self._text).strip()
        elif name == "date" and "calendars" in self._way:
            self.file.days.append((self._attributes, "".join(self._text)))
        elif name == "task" and self._open and self._way[-1] in ("tasks", "task"):
            self._open.pop()

    def _check_root(self, name: str, attributes: Attributes) -> None:
        if name != "project":
            tag = name.rpartition(" ")[2]
            known = {"APIBusinessObjects": "primavera", "Project": "ms_project"}
            is_known = tag != "Project" or name.startswith(NAMESPACE)
            code = known.get(tag, "other_root") if is_known else "other_root"
            raise self._unreadable(code, root=tag[:40])
        self.file.project = attributes

    def _take_calendar(self, name: str, attributes: Attributes) -> None:
        workdays = self.file.workdays
        if name == "calendars":
            self.file.has_base_calendar = bool(attributes.get("base-id"))
        elif name == "default-week":
            workdays &= {day for day, tag in enumerate(WEEK) if attributes.get(tag, "0") != "1"}
            workdays |= {day for day, tag in enumerate(WEEK) if attributes.get(tag) == "0"}
        elif name == "only-show-weekends" and attributes.get("value") == "true":
            workdays |= set(range(len(WEEK)))
        elif name == "date":
            self._count_down()

    def _take_task(self, attributes: Attributes) -> None:
        uid = attributes.get("id", "")
        if len(self.file.tasks) >= MOST_TASKS:
            raise self._unreadable("too_many", most=MOST_TASKS)
        parent = self._open[-1] if self._open else None
        if parent is not None:
            parent.is_phase = True
        above = parent.attributes.get("id") if parent is not None else None
        record = TaskRecord(attributes, len(self._open) + 1, above)
        if not uid or len(uid) > 20:
            raise self._unreadable("double_id", uid=uid[:20] or "–")
        self.file.tasks.append(record)
        self._open.append(record)

    def _take_part(self, task: TaskRecord, name: str, attributes: Attributes) -> None:
        if name == "depend":
            self._count_down()
            self.file.links.append((task.attributes["id"], attributes))
        elif name == "customproperty" and attributes.get("value"):
            self._count_down()
            task.values[attributes.get("taskproperty-id", "")] = attributes["value"]

    def _take_other(self, name: str, parent: str, attributes: Attributes) -> None:
        file = self.file
        if name == "taskproperty":
            self._count_down()
            file.columns[attributes.get("id", "")] = attributes.get("name", "")
        elif name == "resource" and parent == "resources":
            self._count_down()
            file.resources.append(attributes)
        elif name == "allocation":
            self._count_down()
            file.allocations.append(attributes)
        elif name == "vacation":
            file.counts["vacations"] += 1
        elif name == "previous-tasks":
            file.counts["kept_plans"] += 1

    def _count_down(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise self._unreadable("too_many", most=MOST_RECORDS)

    def _unreadable(self, code: str, **values: object) -> Unreadable:
        return Unreadable(code, self._path, program=PROGRAM, **values)
