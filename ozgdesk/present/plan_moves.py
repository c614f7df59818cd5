"""What a change to the plan moves, before it is made: tasks whose days differ, and the end of the plan."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.calendar import WorkCalendar
from ozgdesk.domain.schedule import Dates, Schedule, working_time
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.plan_row import OPEN

SELECTED, ALONG = "ausgewählt", "rückt mit"
MISSES, MEETS = "{day} verfehlt", "{day} wieder eingehalten"
ARROW = "\u00a0→ "


@dataclass(frozen=True, slots=True)
class Move:
    """One task whose days change. Texts are ready to show; `days` are working days its end moves, or None.

    `deadline` says in words that a deadline is missed (`is_missed`) or met again by the change.
    """

    id: str
    number: str
    name: str
    part: str
    start: str
    finish: str
    days: int | None
    days_text: str
    deadline: str = ""
    is_missed: bool = False


@dataclass(frozen=True, slots=True)
class PlanMoves:
    """All moves in the order of the plan; `summary` counts them, `finish` is about the end of the plan.

    `held` says that selected tasks stay although they were to be moved, empty when none does.
    """

    rows: tuple[Move, ...]
    summary: str
    finish: str
    held: str = ""


def plan_moves(
    view: View, after: Snapshot, selected: Collection[str], *, shifted: Collection[str] = ()
) -> PlanMoves:
    """Compare the plan with what it would be; `shifted` are the tasks that were to be moved by days."""
    then = View(after, view.as_of)
    maker = _Moves(view, then.plan, after, frozenset(selected))
    rows = tuple(maker.rows(_in_order(then)))
    moved = {row.id for row in rows}
    held = [id_ for id_ in shifted if id_ in view.plan.dates and id_ not in moved]
    return PlanMoves(rows, _summary(rows), maker.finish_text(), _held(held))


def _in_order(view: View) -> Iterable[Task]:
    stack = list(reversed(view.children.get(None, ())))
    while stack:
        task = stack.pop()
        yield task
        stack += reversed(view.children.get(task.id, ()))


class _Moves:
    """Compares two schedules task by task."""

    def __init__(self, view: View, then: Schedule, after: Snapshot, selected: frozenset[str]) -> None:
        self.now, self.then = view.plan, then
        self.before = view.snapshot
        self.selected = selected
        days = (d.finish for plan in (self.now, then) for d in plan.dates.values())
        self.calendar: WorkCalendar = working_time(after, view.as_of, days).common

    def rows(self, tasks: Iterable[Task]) -> Iterable[Move]:
        """The tasks that move, or whose deadline is missed or met by the change."""
        for task in tasks:
            was, will = self.now.dates.get(task.id), self.then.dates.get(task.id)
            if self.before.find(Task, task.id) is None:
                continue
            deadline, is_missed = self.deadline(task, was, will)
            if deadline or _days(was) != _days(will):
                yield self.row(task, was, will, deadline, is_missed)

    def row(self, task: Task, was: Dates | None, will: Dates | None, deadline: str, is_missed: bool) -> Move:
        """One move."""
        days = self.later_by(was, will)
        return Move(
            id=task.id,
            number=task.number,
            name=task.name,
            part=SELECTED if task.id in self.selected else ALONG,
            start=_change(was.start if was else None, will.start if will else None),
            finish=_change(was.finish if was else None, will.finish if will else None),
            days=days,
            days_text=signed_days(days),
            deadline=deadline,
            is_missed=is_missed,
        )

    def later_by(self, was: Dates | None, will: Dates | None) -> int | None:
        """By how many working days the end moves; None where it was or becomes open."""
        return None if was is None or will is None else self.between(was.finish, will.finish)

    def between(self, was: date, will: date) -> int:
        """Working days from one day to another, negative backwards."""
        first, last = sorted((was, will))
        days = self.calendar.working_days(first, last) - (1 if self.calendar.is_working(first) else 0)
        return int(days if will >= was else -days)

    def deadline(self, task: Task, was: Dates | None, will: Dates | None) -> tuple[str, bool]:
        """What the change does to a deadline, in words; whether it is missed."""
        old = self.before.find(Task, task.id)
        missed_before = old is not None and _misses(old.deadline_on, was)
        if _misses(task.deadline_on, will) and (not missed_before or _days(was) != _days(will)):
            assert task.deadline_on is not None
            return MISSES.format(day=formats.day(task.deadline_on)), True
        if missed_before and task.deadline_on is not None and not _misses(task.deadline_on, will):
            return MEETS.format(day=formats.day(task.deadline_on)), False
        return "", False

    def finish_text(self) -> str:
        """What becomes of the end of the plan, as a sentence."""
        was, will = self.now.finish, self.then.finish
        if was is None or will is None:
            return "" if will is None else f"Der Plan endet am {formats.day(will)}."
        if was == will:
            return f"Der Plan endet weiterhin am {formats.day(was)}."
        days = self.between(was, will)
        amount = formats.count(abs(days), "Arbeitstag", "Arbeitstage")
        way = "später" if will > was else "früher"
        return f"Der Plan endet am {formats.day(will)} statt am {formats.day(was)}, {amount} {way}."


def signed_days(days: int | None) -> str:
    """Working days with their sign.

    >>> signed_days(3).replace(formats.NO_BREAK_SPACE, " "), signed_days(-1), signed_days(None)
    ('+3 T', '−1\\xa0T', '')
    """
    if days is None:
        return ""
    sign = "+" if days > 0 else "−" if days < 0 else "±"
    return f"{sign}{abs(days)}{formats.NO_BREAK_SPACE}T"


def _days(dates: Dates | None) -> tuple[date, date] | None:
    return None if dates is None else (dates.start, dates.finish)


def _misses(deadline: date | None, dates: Dates | None) -> bool:
    return deadline is not None and dates is not None and not dates.is_done and dates.finish > deadline


def _change(was: date | None, will: date | None) -> str:
    texts = [formats.day(day) if day else OPEN for day in (was, will)]
    return texts[0] if was == will else ARROW.join(texts)


def _summary(rows: tuple[Move, ...]) -> str:
    if not rows:
        return "Kein Termin ändert sich."
    own = sum(row.part == SELECTED for row in rows)
    missed = sum(row.is_missed for row in rows)
    moved = f"Termine ändern sich bei {_dative(own, len(rows) - own)}."
    return f"{moved} {formats.count(missed, 'Frist wird', 'Fristen werden')} verfehlt." if missed else moved


def _dative(own: int, along: int) -> str:
    parts = []
    if own:
        parts.append(formats.count(own, "ausgewählten Aufgabe", "ausgewählten Aufgaben"))
    if along:
        word = "weiteren" if own else "nicht ausgewählten"
        parts.append(formats.count(along, f"{word} Aufgabe", f"{word} Aufgaben"))
    return " und ".join(parts)


def _held(held: list[str]) -> str:
    if not held:
        return ""
    count = formats.count(len(held), "ausgewählte Aufgabe bleibt", "ausgewählte Aufgaben bleiben")
    stay = "wo sie ist" if len(held) == 1 else "wo sie sind"
    return f"{count}, {stay}: Verknüpfungen, die Phase oder der Stichtag lassen es nicht anders zu."
