"""How milestones move: what was forecast for each when a baseline was taken, and what is forecast now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.baselines import moved_finish_days
from ozgdesk.domain.calendar import WorkCalendar
from ozgdesk.domain.schedule import working_time
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Baseline, BaselineTask, by_number
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import tags_of
from ozgdesk.present.plan_row import work_days
from ozgdesk.present.status import MilestoneRow, status


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """On `reported_on` the milestone was expected for `expected_on`."""

    reported_on: date
    expected_on: date


@dataclass(frozen=True, slots=True)
class MilestoneTrend:
    """A milestone with its points by day of report, the last for the Stichtag; `trend_text` is German."""

    row: MilestoneRow
    lead_code: str
    points: tuple[TrendPoint, ...]
    trend_text: str

    def expected(self, reported_on: date) -> date | None:
        """What was expected on the day of a report; None when the milestone was not in it."""
        return next((p.expected_on for p in self.points if p.reported_on == reported_on), None)


@dataclass(frozen=True, slots=True)
class Trend:
    """All milestones in the order of their days; `reports` are the days of the baselines, oldest first."""

    as_of: date
    reports: tuple[date, ...]
    milestones: tuple[MilestoneTrend, ...]


def milestone_trend(view: View, municipality_id: str | None = None, baseline_id: str | None = None) -> Trend:
    """The milestones of the whole or of one municipality, as reported up to the Stichtag of the view.

    Targets are those of one baseline, the newest unless another is chosen. Of several baselines of one day
    the last counts for the trend.
    """
    tags = tags_of(view)
    kept = _kept(view)
    reports = tuple(sorted({day for points in kept.values() for day in points}))
    days = [day for points in kept.values() for day in points.values()]
    calendar = working_time(view.snapshot, view.as_of, days).common
    found = []
    for row in status(view, municipality_id, baseline_id=baseline_id).milestones:
        lead = view.ownership.lead.get(row.task_id)
        points = [TrendPoint(day, expected) for day, expected in sorted(kept.get(row.task_id, {}).items())]
        reached = row.actual_on or row.forecast_on
        points = [p for p in points if row.actual_on is None or p.reported_on < row.actual_on]
        text = _trend(points, row, calendar)
        if reached is not None:
            points.append(TrendPoint(row.actual_on or view.as_of, reached))
        code = tags[lead.municipality_id].code if lead else ""
        found.append(MilestoneTrend(row, code, tuple(points), text))
    return Trend(view.as_of, reports, tuple(sorted(found, key=_by_day)))


def _kept(view: View) -> dict[str, dict[date, date]]:
    """By task the finish that each baseline before the Stichtag holds, by the day it was taken."""
    baselines = sorted(view.snapshot.all(Baseline), key=lambda b: (b.taken_on, b.id))
    taken = {b.id: b.taken_on for b in baselines if b.taken_on < view.as_of}
    order = {id_: place for place, id_ in enumerate(taken)}
    rows: Iterable[BaselineTask] = (r for r in view.snapshot.all(BaselineTask) if r.baseline_id in taken)
    found: dict[str, dict[date, date]] = {}
    for row in sorted(rows, key=lambda r: order[r.baseline_id]):
        found.setdefault(row.task_id, {})[taken[row.baseline_id]] = row.finishes_on
    return found


def _trend(points: list[TrendPoint], row: MilestoneRow, calendar: WorkCalendar) -> str:
    """What became of the milestone since the last report."""
    now = row.actual_on or row.forecast_on
    if now is None:
        return "Termin offen"
    if not points:
        return "erreicht" if row.actual_on else "noch kein Vergleich"
    moved = _moved(points[-1].expected_on, now, calendar)
    reported = formats.day(points[-1].reported_on)
    if row.actual_on:
        return f"erreicht, {moved} als am {reported} erwartet" if moved else "wie erwartet erreicht"
    return f"{moved or 'unverändert'} seit {reported}"


def _moved(before: date, now: date, calendar: WorkCalendar) -> str:
    """By how many working days a day has moved; empty when it has not."""
    if now == before:
        return ""
    days = abs(moved_finish_days(calendar, before, now))
    return f"{work_days(days * MINUTES_PER_DAY)} {'später' if now > before else 'früher'}"


def _by_day(trend: MilestoneTrend) -> tuple[date, tuple[int, str]]:
    row = trend.row
    return row.actual_on or row.forecast_on or row.target_on or date.max, by_number(row.number)
