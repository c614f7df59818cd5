"""The chart of the plan as plain geometry, one for screen and paper: x in days since `origin`, y in rows.

Who paints decides how wide a day and how high a row is; no colour but that of municipalities stands here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ozgdesk.domain.calendar import CHRISTMAS_EVE, NEW_YEARS_EVE, customary, holidays
from ozgdesk.domain.preview import Span
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Closure, Link
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClosureKind, LinkKind
from ozgdesk.present.plan_row import END_OPEN, DayPair, PlanRow, sentence

MARGIN_DAYS = 14
CUSTOM_NAMES = {CHRISTMAS_EVE: "Heiligabend", NEW_YEARS_EVE: "Silvester"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the chart. A milestone has `x0 == x1`; without dates both are None.

    `done` is the x up to which a bar is filled; `baseline` the bar as it was planned, `newer_baseline` as it
    was in the second of two baselines; `label` stands behind.
    """

    task_id: str
    row: int
    is_phase: bool
    is_milestone: bool
    is_open_ended: bool
    x0: float | None
    x1: float | None
    done: float
    code: str
    color: str
    label: str
    is_critical: bool
    is_late: bool
    is_done: bool
    baseline: tuple[float, float] | None
    newer_baseline: tuple[float, float] | None
    deadline: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link between two rows: leaves and enters at the start or finish of a bar."""

    link_id: str
    from_row: int
    to_row: int
    x0: float
    x1: float
    from_finish: bool
    to_start: bool
    is_critical: bool


@dataclass(frozen=True, slots=True)
class FreeSpan:
    """Days without work side by side; `name` is empty for weekends, the holiday or closure else."""

    x0: float
    x1: float
    name: str


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole chart of some rows. `today` is the x of the Stichtag, `days` the width."""

    origin: date
    days: int
    today: float
    bars: tuple[Bar, ...]
    arrows: tuple[Arrow, ...]

    def day(self, x: float) -> date:
        """The day at an x."""
        return self.origin + timedelta(days=int(x // 1))

    def x(self, day: date) -> float:
        """The x at which a day begins."""
        return float((day - self.origin).days)


class Shift:
    """What lies elsewhere than in the scene while a bar is dragged: spans by row, and words about them.

    Bars are made when they are asked for, because few of them are in sight.
    """

    def __init__(self, spans: Mapping[int, Span] | None = None, words: str = "") -> None:
        self.spans = spans or {}
        self.words = words
        self._bars: dict[int, Bar] = {}

    def bar(self, scene: Scene, row: int) -> Bar:
        """The bar of a row as it lies now."""
        if row not in self.spans:
            return scene.bars[row]
        if row not in self._bars:
            self._bars[row] = shifted(scene, scene.bars[row], self.spans[row])
        return self._bars[row]

    def moves(self, arrow: Arrow) -> bool:
        """Whether a link of the scene hangs on a bar that lies elsewhere."""
        return arrow.from_row in self.spans or arrow.to_row in self.spans

    def arrow(self, scene: Scene, arrow: Arrow) -> Arrow:
        """A link of the scene between the bars as they lie now."""
        if not self.moves(arrow):
            return arrow
        before, after = self.bar(scene, arrow.from_row), self.bar(scene, arrow.to_row)
        x0 = before.x1 if arrow.from_finish else before.x0
        x1 = after.x0 if arrow.to_start else after.x1
        return arrow if x0 is None or x1 is None else replace(arrow, x0=x0, x1=x1)


def shifted(scene: Scene, bar: Bar, span: Span) -> Bar:
    """A bar of the scene where it would lie, done to the same part."""
    x0, x1 = _extent(span, bar.is_milestone, scene.origin)
    part = 0.0
    if bar.x0 is not None and bar.x1 is not None and bar.x1 > bar.x0:
        part = (bar.done - bar.x0) / (bar.x1 - bar.x0)
    return replace(bar, x0=x0, x1=x1, done=x0 + (x1 - x0) * part)


def gantt(view: View, rows: Sequence[PlanRow]) -> Scene:
    """The chart of these rows in this order, with room on both sides; links between shown rows only."""
    origin, last = _range(view.as_of, rows)
    bars = tuple(_bar(row, place, origin) for place, row in enumerate(rows))
    return Scene(
        origin=origin,
        days=(last - origin).days + 1,
        today=float((view.as_of - origin).days),
        bars=bars,
        arrows=tuple(_arrows(view.snapshot.all(Link), bars)),
    )


def free_spans(view: View, first: date, last: date) -> tuple[FreeSpan, ...]:
    """Weekends, holidays and closures of all from `first` to `last`, x counted from `first`."""
    named: dict[date, str] = {}
    for year in range(first.year, last.year + 1):
        named |= holidays(year)
        named |= {date(year, *day): CUSTOM_NAMES[day] for day in customary(view.snapshot)}
    for closure in view.snapshot.all(Closure):
        if closure.municipality_id is None and closure.kind is ClosureKind.OFFICE_CLOSED:
            for offset in range(min((closure.until_on - closure.from_on).days + 1, 400)):
                named.setdefault(closure.from_on + timedelta(days=offset), closure.name)
    spans: list[FreeSpan] = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        name = named.get(day, "")
        if not name and day.weekday() < 5:
            continue
        if spans and spans[-1].x1 == offset and spans[-1].name == name:
            spans[-1] = FreeSpan(spans[-1].x0, offset + 1, name)
        else:
            spans.append(FreeSpan(offset, offset + 1, name))
    return tuple(spans)


def _range(as_of: date, rows: Iterable[PlanRow]) -> tuple[date, date]:
    days = [as_of]
    for row in rows:
        days += [d for d in (row.start, row.finish, row.deadline) if d is not None]
        days += [d for span in (row.variance.older, row.variance.newer) if span for d in span]
    first, last = min(days), max(days)
    first -= timedelta(days=first.weekday() + 7) if first > date.min + timedelta(days=14) else timedelta()
    room = timedelta(days=MARGIN_DAYS + max((last - first).days // 8, 14))
    return first, last + room if last < date.max - room else last


def _bar(row: PlanRow, place: int, origin: date) -> Bar:
    x0 = x1 = None
    if row.start is not None and row.finish is not None:
        span = Span(row.start, row.start_minute, row.finish, row.finish_minute)
        x0, x1 = _extent(span, row.is_milestone, origin)
    done = 0.0 if x0 is None or x1 is None else x0 + (x1 - x0) * row.progress_percent / 100
    return Bar(
        task_id=row.id,
        row=place,
        is_phase=row.is_phase,
        is_milestone=row.is_milestone,
        is_open_ended=row.finish_text == END_OPEN,
        x0=x0,
        x1=x1,
        done=done,
        code=row.lead.code if row.lead else "",
        color=row.lead.color if row.lead else "",
        label=row.name,
        is_critical=row.is_critical,
        is_late=row.is_late,
        is_done=row.is_done or (x0 is None and row.is_closed),
        baseline=_ghost(row.variance.older, row, origin),
        newer_baseline=_ghost(row.variance.newer, row, origin),
        deadline=None if row.deadline is None else (row.deadline - origin).days + 1.0,
        sentence=sentence(row),
    )


def _ghost(days: DayPair | None, row: PlanRow, origin: date) -> tuple[float, float] | None:
    """A bar as it lay in a baseline."""
    if days is None:
        return None
    first, end = float((days[0] - origin).days), (days[1] - origin).days + 1.0
    return (end - 0.5, end - 0.5) if row.is_milestone else (first, end)


def _extent(span: Span, is_milestone: bool, origin: date) -> tuple[float, float]:
    """The x of both ends; a milestone lies in the middle of its day."""
    last = float((span.finish - origin).days)
    if is_milestone:
        return last + 0.5, last + 0.5
    x0 = (span.start - origin).days + span.start_minute / MINUTES_PER_DAY
    x1 = last + span.finish_minute / MINUTES_PER_DAY
    return x0, x1 if x1 > x0 else last + 1.0


def _arrows(links: Iterable[Link], bars: Sequence[Bar]) -> Iterable[Arrow]:
    by_task = {bar.task_id: bar for bar in bars}
    for link in links:
        before, after = by_task.get(link.predecessor_id), by_task.get(link.successor_id)
        if before is None or after is None:
            continue
        if before.x0 is None or before.x1 is None or after.x0 is None or after.x1 is None:
            continue
        from_finish = link.kind in (LinkKind.FS, LinkKind.FF)
        to_start = link.kind in (LinkKind.FS, LinkKind.SS)
        yield Arrow(
            link_id=link.id,
            from_row=before.row,
            to_row=after.row,
            x0=before.x1 if from_finish else before.x0,
            x1=after.x0 if to_start else after.x1,
            from_finish=from_finish,
            to_start=to_start,
            is_critical=before.is_critical and after.is_critical,
        )
