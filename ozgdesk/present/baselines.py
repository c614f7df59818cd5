"""Baselines in words: which there are, and what has become of each task between two plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ozgdesk import formats
from ozgdesk.domain.baselines import chosen_baseline, kept_tasks, moved_finish_days, moved_start_days
from ozgdesk.domain.schedule import working_time
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Baseline, BaselineTask, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.present.plan_row import DayPair, PlanRow, Variance, work_days

NOW = "heutiger Plan"


class Fate(StrEnum):
    """What has become of a task from the older to the newer plan, by its end."""

    LATER = "later"
    EARLIER = "earlier"
    SAME = "same"
    NEW = "new"
    GONE = "gone"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class BaselineRow:
    """One baseline as it is listed."""

    id: str
    name: str
    taken_on: date
    reason: str
    task_count: int


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One task in both plans; days that only one of them knows are None there, differences working days."""

    id: str
    number: str
    name: str
    is_phase: bool
    old_start: date | None
    old_finish: date | None
    new_start: date | None
    new_finish: date | None
    start_days: int | None
    finish_days: int | None
    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans side by side; `older` and `newer` are their names, `summary` says in a sentence how many."""

    older: str
    newer: str
    rows: tuple[ComparedRow, ...]
    summary: str


class Compared:
    """The two plans a lens compares, as all rows of one View need them."""

    def __init__(self, view: View, lens: PlanLens) -> None:
        self.older = chosen_baseline(view.snapshot, lens.baseline_id, view.as_of)
        newer = view.snapshot.find(Baseline, lens.newer_id)
        self.newer = None if newer is self.older else newer
        self.old = kept_tasks(view.snapshot, self.older)
        self.new = kept_tasks(view.snapshot, self.newer)
        kept = (*self.old.values(), *self.new.values())
        self.calendar = working_time(view.snapshot, view.as_of, (row.starts_on for row in kept)).common

    def of(self, task_id: str, now: DayPair | None, *, is_point: bool) -> Variance:
        """Where a task that lies at `now` lay, and how far it has moved since."""
        older, newer = _span(self.old.get(task_id)), _span(self.new.get(task_id))
        after = newer if self.newer else now
        name = self.older.name if self.older and older else ""
        if older is None or after is None:
            return Variance(older, newer, baseline=name)
        start_days = moved_start_days(self.calendar, older[0], after[0])
        finish_days = moved_finish_days(self.calendar, older[1], after[1])
        text = self.sentence(start_days, finish_days, is_point=is_point)
        return Variance(older, newer, start_days, finish_days, text, name)

    def sentence(self, start_days: int, finish_days: int, *, is_point: bool) -> str:
        """How far a task has moved, without full stop; empty when it has not."""
        where = f" im Basisplan „{self.newer.name}“" if self.newer else ""
        end = f"als im Basisplan „{self.older.name}“" if self.older else ""
        start, finish = _way(start_days), _way(finish_days)
        if is_point:
            said = f"Liegt{where} {finish}" if finish_days else ""
        elif start_days == finish_days:
            said = f"Beginnt und endet{where} {finish}" if finish_days else ""
        elif not start_days or not finish_days:
            said = f"Endet{where} {finish}" if finish_days else f"Beginnt{where} {start}"
        else:
            is_alike = (start_days > 0) is (finish_days > 0)
            amount = str(abs(start_days)) if is_alike else start
            said = f"Beginnt{where} {amount} und endet {finish}"
        return f"{said} {end}" if said else ""


def baseline_rows(view: View) -> tuple[BaselineRow, ...]:
    """All baselines, the newest first."""
    counts: dict[str, int] = {}
    for row in view.snapshot.all(BaselineTask):
        counts[row.baseline_id] = counts.get(row.baseline_id, 0) + 1
    found = sorted(view.snapshot.all(Baseline), key=lambda b: (b.taken_on, b.id), reverse=True)
    return tuple(BaselineRow(b.id, b.name, b.taken_on, b.reason, counts.get(b.id, 0)) for b in found)


def comparison(view: View, lens: PlanLens, rows: Sequence[PlanRow]) -> Comparison:
    """Both plans of a lens, task by task: those of `rows` in their order, then what is gone.

    Without any baseline there are no rows.
    """
    compared = Compared(view, lens)
    if compared.older is None:
        return Comparison("", NOW, (), "")
    found = tuple(_compared_rows(view, compared, rows))
    newer = compared.newer.name if compared.newer else NOW
    return Comparison(compared.older.name, newer, found, _summary(found))


def _compared_rows(view: View, compared: Compared, rows: Sequence[PlanRow]) -> Iterator[ComparedRow]:
    seen = set()
    for row in rows:
        seen.add(row.id)
        now = None if row.start is None or row.finish is None else (row.start, row.finish)
        after = row.variance.newer if compared.newer else now
        is_dropped = view.snapshot.get(Task, row.id).state is TaskState.DROPPED
        fate = _fate(row.variance, after, is_gone=is_dropped or compared.newer is not None)
        if fate is not None:
            text = row.variance.text or _fate_text(compared, fate, is_dropped=is_dropped)
            yield _row(row.id, (row.number, row.name), row.variance, after, fate, text, is_phase=row.is_phase)
    for kept in (*compared.old.values(), *compared.new.values()):
        if kept.task_id not in seen:
            seen.add(kept.task_id)
            variance = compared.of(kept.task_id, None, is_point=not kept.duration_minutes)
            fate = _fate(variance, variance.newer, is_gone=True)
            if fate is not None:
                text = variance.text or _fate_text(compared, fate)
                names = (kept.task_number, kept.task_name)
                yield _row(kept.task_id, names, variance, variance.newer, fate, text)


def _row(
    id_: str,
    names: tuple[str, str],
    variance: Variance,
    after: DayPair | None,
    fate: Fate,
    text: str,
    *,
    is_phase: bool = False,
) -> ComparedRow:
    old_start, old_finish = variance.older or (None, None)
    new_start, new_finish = after or (None, None)
    return ComparedRow(
        id=id_,
        number=names[0],
        name=names[1],
        is_phase=is_phase,
        old_start=old_start,
        old_finish=old_finish,
        new_start=new_start,
        new_finish=new_finish,
        start_days=variance.start_days,
        finish_days=variance.finish_days,
        fate=fate,
        text=text,
    )


def _fate(variance: Variance, after: DayPair | None, *, is_gone: bool) -> Fate | None:
    """What has become of a task; None where neither plan has a day for it."""
    if variance.older is None:
        return None if after is None else Fate.NEW
    if after is None:
        return Fate.GONE if is_gone else Fate.UNDATED
    if not variance.finish_days:
        return Fate.SAME
    return Fate.LATER if variance.finish_days > 0 else Fate.EARLIER


def _fate_text(compared: Compared, fate: Fate, *, is_dropped: bool = False) -> str:
    """What is said about a task that has not moved, without full stop."""
    older, newer = compared.older, compared.newer
    if fate is Fate.NEW:
        return f"Steht nicht im Basisplan „{older.name}“" if older else ""
    if fate is Fate.GONE and newer:
        return f"Steht nicht mehr im Basisplan „{newer.name}“"
    if fate is Fate.GONE:
        return "Ist entfallen" if is_dropped else "Steht nicht mehr im Plan"
    return "Hat keinen Termin mehr" if fate is Fate.UNDATED else "Unverändert"


def _summary(rows: Sequence[ComparedRow]) -> str:
    """How many tasks ended where, in one sentence; phases follow from their tasks and are not counted."""
    count = {fate: sum(row.fate is fate and not row.is_phase for row in rows) for fate in Fate}
    words = ((Fate.LATER, "später"), (Fate.EARLIER, "früher"), (Fate.SAME, "unverändert"))
    ends = [(count[fate], word) for fate, word in words if count[fate]]
    parts = [f"{formats.number(n)} {word}" for n, word in ends[1:]]
    if ends:
        first, word = ends[0]
        parts.insert(0, f"{formats.count(first, 'Aufgabe endet', 'Aufgaben enden')} {word}")
    others = ((Fate.NEW, "neu"), (Fate.GONE, "entfallen"), (Fate.UNDATED, "jetzt ohne Termin"))
    rest = [f"{formats.number(count[fate])} {word}" for fate, word in others if count[fate]]
    return "; ".join(", ".join(group) for group in (parts, rest) if group) + "."


def _way(days: int) -> str:
    return f"{work_days(abs(days) * MINUTES_PER_DAY)} {'später' if days > 0 else 'früher'}"


def _span(kept: BaselineTask | None) -> DayPair | None:
    return (kept.starts_on, kept.finishes_on) if kept else None
