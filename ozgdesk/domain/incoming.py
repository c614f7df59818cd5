"""What a file of another program says about a plan, before anybody has decided what to take.

A format makes it (`exchange`), `commands.imports` compares it with the project. Nothing here is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ozgdesk.domain.export_stamp import ExportStamp
from ozgdesk.domain.vocabulary import ConstraintKind, LagKind, LinkKind, TaskState


class Unreadable(Exception):
    """A file cannot be taken at all. `code` and `values` make the sentence, see `texts.imports`."""

    def __init__(self, code: str, path: Path, **values: object) -> None:
        super().__init__(code, path, values)
        self.code = code
        self.values: Mapping[str, object] = {"file": path.name, **values}


@dataclass(frozen=True, slots=True)
class IncomingLink:
    """A predecessor of a task. `lag` is in minutes as the file counts them, or per cent when so kept."""

    predecessor_uid: str
    kind: LinkKind = LinkKind.FS
    lag: int = 0
    lag_kind: LagKind = LagKind.WORKING


@dataclass(frozen=True, slots=True)
class IncomingBaseline:
    """What the baseline with this number says about one task; any of it may be missing."""

    number: int
    starts_at: datetime | None = None
    finishes_at: datetime | None = None
    duration_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class IncomingTask:
    """One task. `uid` is its identity in the file, `row` the row number its users see, `level` 1 the top.

    Minutes are working minutes of the file, or calendar minutes when `is_elapsed`. `is_pinned`: its dates
    were set by hand and follow no link. `is_span`: it takes all working days between its dates. `number` is
    what looks like a number of ours (A-017), `own_id` the id of the task of ours that the row was written
    from, `state` what the file says. `constraint_reason` and `constraint_source` are None where it has no
    place for them.
    """

    uid: str
    row: int
    level: int
    name: str
    is_summary: bool = False
    is_milestone: bool = False
    is_pinned: bool = False
    is_active: bool = True
    duration_minutes: int | None = None
    remaining_minutes: int | None = None
    is_elapsed: bool = False
    is_span: bool = False
    starts_at: datetime | None = None
    finishes_at: datetime | None = None
    constraint_kind: ConstraintKind = ConstraintKind.AS_SOON_AS_POSSIBLE
    constraint_at: datetime | None = None
    constraint_reason: str | None = None
    constraint_source: str | None = None
    deadline_on: date | None = None
    progress_percent: int = 0
    state: TaskState | None = None
    actual_start_on: date | None = None
    actual_finish_on: date | None = None
    notes: str = ""
    number: str = ""
    own_id: str = ""
    links: tuple[IncomingLink, ...] = ()
    baselines: tuple[IncomingBaseline, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingClosure:
    """Days that a calendar treats otherwise than its week does."""

    name: str
    from_on: date
    until_on: date
    is_working: bool = False


@dataclass(frozen=True, slots=True)
class IncomingCalendar:
    """A calendar; `is_plan`: it is the one of the whole plan."""

    uid: str
    name: str
    is_base: bool = True
    base_uid: str | None = None
    is_plan: bool = False
    closures: tuple[IncomingClosure, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingResource:
    """Who works, by name alone: contact data are not taken."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class IncomingAssignment:
    """A resource on a task; None: work that is given to nobody."""

    task_uid: str
    resource_uid: str | None
    is_contribution: bool = False


@dataclass(frozen=True, slots=True)
class Leftover:
    """Something the file carries that is not taken; `subject` names the row, if it belongs to one."""

    code: str
    subject: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A plan as a file tells it. `key` is the identity of the plan over all its saved versions.

    `told` are the fields of tasks (and "links") that a table has columns for; None: the format tells all.
    `known_by` is the title of the column that tells its rows apart, empty where only names do.
    `stamp` is that of a plan of ours which was given out.
    `unsaid` are the fields of tasks the format has no words for; `has_whole_days`: it knows no parts of one.
    """

    format: str
    key: str
    title: str
    program: str = "MS Project"
    told: frozenset[str] | None = None
    known_by: str = ""
    stamp: ExportStamp | None = None
    unsaid: frozenset[str] = frozenset()
    has_whole_days: bool = False
    minutes_per_day: int = 480
    day_ends_at: time = time(17)
    starts_at: datetime | None = None
    finishes_at: datetime | None = None
    saved_on: date | None = None
    tasks: tuple[IncomingTask, ...] = ()
    calendars: tuple[IncomingCalendar, ...] = ()
    resources: tuple[IncomingResource, ...] = ()
    assignments: tuple[IncomingAssignment, ...] = ()
    leftovers: tuple[Leftover, ...] = ()

    @property
    def source(self) -> str:
        """Where an imported row says it comes from."""
        return f"{self.program}: {self.title}"

    @property
    def is_table(self) -> bool:
        """Whether it is a table that people keep: its numbers may only count its rows."""
        return self.told is not None

    def tells(self, *fields: str) -> bool:
        """Whether the file says anything about one of these fields."""
        return self.told is None or not self.told.isdisjoint(fields)


def last_day(finish: datetime) -> date:
    """The day on which something ends: at midnight it is the day before.

    >>> last_day(datetime(2027, 3, 19)), last_day(datetime(2027, 3, 19, 17))
    (datetime.date(2027, 3, 18), datetime.date(2027, 3, 19))
    """
    return finish.date() if finish.time() != finish.min.time() else (finish - timedelta(days=1)).date()
