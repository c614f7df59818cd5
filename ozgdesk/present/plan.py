"""The rows of the plan: every task in the order of the tree with its dates, float and problems in words.

The row itself and its words stand in `plan_row`, bars in `gantt`, links in `links`, filters in `plan_filter`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ozgdesk import formats
from ozgdesk.domain.calendar import day_of, start_of
from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.schedule import Dates, working_time
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskKind, TaskState
from ozgdesk.present.baselines import Compared
from ozgdesk.present.links import join, link_text
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.plan_hints import HintRow, hint_rows
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.present.plan_path import PlanPath
from ozgdesk.present.plan_row import (
    END_OPEN,
    NO_VARIANCE,
    OPEN,
    PlanRow,
    Variance,
    constraint_words,
    float_words,
)
from ozgdesk.texts.labels import label

NO_LENS = PlanLens()


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """The whole plan on a day; `problems` are findings as sentences with the task they are about.

    `baseline` is the name of the (older) baseline it is compared with, `path` says in a sentence what drives
    the chosen target; both are empty without one.
    """

    as_of: date
    finish: date | None
    baseline: str
    path: str
    rows: tuple[PlanRow, ...]
    problems: tuple[HintRow, ...]


def plan_rows(view: View, lens: PlanLens = NO_LENS) -> PlanPlace:
    """The plan as a value; linear in tasks and links."""
    maker = _Rows(view, lens)
    older = maker.compared.older
    return PlanPlace(
        as_of=view.as_of,
        finish=view.plan.finish,
        baseline=older.name if older else "",
        path=maker.path.summary(),
        rows=tuple(maker.rows()),
        problems=hint_rows(view),
    )


def plan_json(view: View) -> dict[str, Any]:
    """The stable fields of `show plan --json`: `tasks` and `problems`; days and float in working days."""
    place = plan_rows(view)
    return {
        "as_of": place.as_of,
        "finish": place.finish,
        "baseline": place.baseline or None,
        "tasks": [
            {
                "number": row.number,
                "name": row.name,
                "wbs": row.wbs,
                "start": row.start,
                "end": row.finish,
                "duration": _days(row.duration_minutes),
                "float": _days(row.float_minutes),
                "critical": row.is_critical,
                "late": row.is_late,
                "progress": row.progress_percent,
                "start_variance": row.variance.start_days,
                "finish_variance": row.variance.finish_days,
                "lead": row.lead.code if row.lead else None,
                "contributors": [tag.code for tag in row.contributors],
                "links": row.predecessors,
            }
            for row in place.rows
        ],
        "problems": [
            {"code": p.code, "severity": p.severity, "number": number, "text": p.text}
            for p in place.problems
            for number in [view.snapshot.get(Task, p.task_id).number]
        ],
    }


def _days(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / MINUTES_PER_DAY


class _Rows:
    """Makes the rows of one View; holds the indexes they share."""

    def __init__(self, view: View, lens: PlanLens) -> None:
        self.view = view
        self.compared = Compared(view, lens)
        self.path = PlanPath(view, lens.target_id)
        self.tags = tags_of(view)
        self.numbers = {task.id: task.number for task in view.snapshot.all(Task)}
        self.incoming: dict[str, list[Link]] = {}
        for link in view.snapshot.all(Link):
            self.incoming.setdefault(link.successor_id, []).append(link)
        self.durations: dict[int, str] = {}
        self.done_minutes: dict[str, tuple[int, int]] = {}

    def rows(self) -> Iterator[PlanRow]:
        """All rows from top to bottom."""
        order = list(self.tree())
        for task, _, _ in reversed(order):
            self.weigh(task)
        for task, level, wbs in order:
            yield self.row(task, level, wbs)

    def tree(self) -> Iterator[tuple[Task, int, str]]:
        """Every task with its depth and its place in the tree as 2.1.3."""
        top = self.view.children.get(None, ())
        stack = [(task, 0, str(n)) for n, task in reversed(list(enumerate(top, 1)))]
        while stack:
            task, level, wbs = stack.pop()
            yield task, level, wbs
            below = list(enumerate(self.view.children.get(task.id, ()), 1))
            stack += [(child, level + 1, f"{wbs}.{n}") for n, child in reversed(below)]

    def weigh(self, task: Task) -> None:
        """Sum up done and all working minutes of a phase from its sub-tasks, which come first."""
        children = self.view.children.get(task.id, ())
        if not children:
            whole = 0 if task.state is TaskState.DROPPED else task.duration_minutes or 0
            percent = 100 if task.state is TaskState.DONE else task.progress_percent
            self.done_minutes[task.id] = (whole * percent // 100, whole)
            return
        parts = [self.done_minutes[child.id] for child in children]
        self.done_minutes[task.id] = (sum(done for done, _ in parts), sum(whole for _, whole in parts))

    def row(self, task: Task, level: int, wbs: str) -> PlanRow:
        """One row."""
        dates = self.view.plan.dates.get(task.id)
        is_phase = task.id in self.view.children
        is_done = task.state is TaskState.DONE or (dates is not None and dates.is_done)
        late = self.late_text(task, dates)
        return PlanRow(
            id=task.id,
            parent_id=task.parent_id,
            level=level,
            wbs=wbs,
            number=task.number,
            name=task.name,
            is_phase=is_phase,
            is_milestone=task.kind is TaskKind.MILESTONE and not is_phase,
            state_text=self.state_text(task, is_phase),
            is_done=is_done,
            is_closed=is_done or task.state in CLOSED_STATES,
            predecessors=self.predecessors(task),
            lead=self.lead(task),
            contributors=self.contributors(task),
            progress_percent=self.progress(task, is_phase, is_done),
            is_critical=self.is_critical(task, dates),
            is_late=bool(late),
            late_text=late,
            deadline=task.deadline_on,
            constraint_text=constraint_words(task),
            constraint_reason=task.constraint_reason,
            constraint_source=task.constraint_source,
            source=task.source,
            **self.times(task, dates, is_phase),
            **self.slack(dates, is_phase, is_done),
            variance=self.variance(task, dates),
            path_minutes=self.path.minutes(task.id),
            path_text=_sentence_start(self.path.words(task.id)),
        )

    def state_text(self, task: Task, is_phase: bool) -> str:
        """The state of a task; of a phase, how many of its sub-tasks are done: "2 von 4 erledigt"."""
        if not is_phase:
            return label(task.state)
        parts = [c for c in self.view.children[task.id] if c.state is not TaskState.DROPPED]
        done = [c for c in parts if c.id in self.view.plan.dates and self.view.plan.dates[c.id].is_done]
        done += [c for c in parts if c not in done and c.state is TaskState.DONE]
        return f"{len(done)} von {len(parts)} erledigt" if parts else label(TaskState.DROPPED)

    def times(self, task: Task, dates: Dates | None, is_phase: bool) -> dict[str, Any]:
        """When a task lies and how long it takes."""
        minutes = self.duration(task, dates, is_phase)
        nothing = "" if task.state in CLOSED_STATES else OPEN
        return {
            "start": dates.start if dates else None,
            "finish": dates.finish if dates else None,
            "start_minute": dates.start_minute if dates else 0,
            "finish_minute": dates.finish_minute if dates else 0,
            "start_text": formats.day(dates.start) if dates else nothing,
            "finish_text": self.finish_text(dates, is_phase),
            "duration_minutes": minutes,
            "duration_text": self.days(minutes),
        }

    def slack(self, dates: Dates | None, is_phase: bool, is_done: bool) -> dict[str, Any]:
        """How far a task may slip, as number, short and in words."""
        total = dates.total_float_minutes if dates else None
        words = "" if is_phase and is_done else float_words(total, is_done=is_done)
        return {"float_minutes": total, "float_text": self.days(total), "float_words": words}

    def variance(self, task: Task, dates: Dates | None) -> Variance:
        """The task in the baselines, and how far it has moved since."""
        if self.compared.older is None:
            return NO_VARIANCE
        now = (dates.start, dates.finish) if dates else None
        return self.compared.of(task.id, now, is_point=task.kind is TaskKind.MILESTONE)

    def is_critical(self, task: Task, dates: Dates | None) -> bool:
        """Whether the task drives the chosen target, else the end of the plan."""
        if self.path.target is not None:
            return self.path.minutes(task.id) == 0
        return dates is not None and dates.is_critical and task.state not in RESTING_STATES

    def lead(self, task: Task) -> MunicipalityTag | None:
        """The municipality that leads a task."""
        lead = self.view.ownership.lead.get(task.id)
        return self.tags[lead.municipality_id] if lead else None

    def days(self, minutes: int | None) -> str:
        """Minutes as days; the same few lengths come up again and again."""
        if minutes is None:
            return ""
        if minutes not in self.durations:
            self.durations[minutes] = formats.duration(minutes)
        return self.durations[minutes]

    def duration(self, task: Task, dates: Dates | None, is_phase: bool) -> int | None:
        """Working minutes as shown: of a phase from its dates, of a milestone none."""
        if is_phase:
            return dates.duration_minutes if dates else None
        return 0 if task.kind is TaskKind.MILESTONE else task.duration_minutes

    def finish_text(self, dates: Dates | None, is_phase: bool) -> str:
        """The last day, or that it is open."""
        if dates is None:
            return ""
        return END_OPEN if dates.is_finish_open and not is_phase else formats.day(dates.finish)

    def predecessors(self, task: Task) -> str:
        """The links in short form, by number of the predecessor."""
        links = [link for link in self.incoming.get(task.id, ()) if link.predecessor_id in self.numbers]
        links.sort(key=lambda link: self.numbers[link.predecessor_id])
        return join(
            link_text(self.numbers[link.predecessor_id], link.kind, link.lag_minutes, link.lag_kind)
            for link in links
        )

    def contributors(self, task: Task) -> tuple[MunicipalityTag, ...]:
        """Who contributes, in the order of the municipalities."""
        parts = self.view.ownership.contributors.get(task.id, ())
        return tuple(self.tags[part.municipality_id] for part in parts)

    def progress(self, task: Task, is_phase: bool, is_done: bool) -> int:
        """Per cent done; of a phase by the working minutes of its tasks."""
        if is_phase:
            done, whole = self.done_minutes[task.id]
            return done * 100 // whole if whole else 100 if is_done else 0
        return 100 if is_done else task.progress_percent

    def late_text(self, task: Task, dates: Dates | None) -> str:
        """Why a task is late, without full stop; empty when it is not."""
        if task.state in RESTING_STATES:
            return ""
        overdue = self.view.plan.overdue.get(task.id)
        if overdue is not None:
            return f"Sollte am {formats.day(overdue)} fertig sein"
        if task.id in self.view.plan.late and task.deadline_on is not None:
            return f"Verfehlt die Frist vom {formats.day(task.deadline_on)}"
        return ""


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def working_day_after(view: View, task_id: str, day: date, by: int) -> date:
    """The day `by` working days later (or earlier), in the calendar of the lead of the task."""
    lead = view.ownership.lead.get(task_id)
    calendar = working_time(view.snapshot, view.as_of, (day,)).of(lead.municipality_id if lead else None)
    position = calendar.position(start_of(day)) + by * MINUTES_PER_DAY
    return day_of(calendar.start_moment(position))
