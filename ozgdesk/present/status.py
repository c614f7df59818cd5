"""The status of the whole or of one municipality: all that stands on the one-page status sheet.

Form and order follow `domain.md` 6.3 and stay the same over time, so that reports can be compared.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.domain.baselines import chosen_baseline, kept_tasks
from ozgdesk.domain.findings import Finding
from ozgdesk.domain.lights import RESTING_STATES, Judged, Lights
from ozgdesk.domain.tasks import Assignment, Task, by_number
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light, Role, TaskKind, TaskState
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.ownership import (
    MunicipalityTotals,
    late_words,
    municipality_totals,
    tasks_in_order,
    whole_totals,
)
from ozgdesk.present.steering import (
    AgreementLine,
    DecisionRow,
    GrantRow,
    RiskRow,
    agreement_lines,
    decision_rows,
    grant_rows,
    risk_rows,
)
from ozgdesk.texts.findings import finding_message
from ozgdesk.texts.labels import label

TOP_RISKS = 3
NEXT_DAYS = 30  # how far the report looks ahead, and back when nothing else is said


_NUMBERS_SHOWN = 4
_KINDS = {
    "overdue": "überfällig",
    "deadline_missed": "Frist nicht zu halten",
    "contribution_overdue": "Zuarbeit überfällig",
    "behind_baseline": "später als im Basisplan",
    "float_used_up": "ohne Puffer",
}
_NOT_JUDGED = "Noch nicht bewertet."


@dataclass(frozen=True, slots=True)
class LightRow:
    """One light: kind (green, yellow, red, grey), its word and the reason; `key` is empty for the whole."""

    key: str
    dimension: str
    light: Light
    word: str
    reason: str
    assessed_on: date | None


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone: Soll (baseline, else deadline), Prognose, Ist and the days of slip."""

    task_id: str
    number: str
    name: str
    target_on: date | None
    forecast_on: date | None
    actual_on: date | None
    slip_days: int | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """Figures of one municipality with its light."""

    tag: MunicipalityTag
    light: Light
    word: str
    totals: MunicipalityTotals


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in the lists done and next, or a contribution to one: who leads the task, and the day."""

    task_id: str
    number: str
    name: str
    code: str
    on: date | None
    is_late: bool
    is_contribution: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The status for the whole, or for one municipality; the period begins at `since`.

    `unled` are the tasks and milestones that no municipality leads: how many open, how many done.
    """

    as_of: date
    since: date
    until: date
    municipality: MunicipalityTag | None
    overall: LightRow
    lights: tuple[LightRow, ...]
    figures: tuple[tuple[str, str], ...]
    milestones: tuple[MilestoneRow, ...]
    municipalities: tuple[MunicipalityRow, ...]
    unled: tuple[int, int]
    done: tuple[TaskLine, ...]
    next: tuple[TaskLine, ...]
    risks: tuple[RiskRow, ...]
    open_risks: int
    decisions: tuple[DecisionRow, ...]
    agreements: tuple[AgreementLine, ...]
    grants: tuple[GrantRow, ...]


def status(
    view: View,
    municipality_id: str | None = None,
    since: date | None = None,
    baseline_id: str | None = None,
) -> Status:
    """Evaluate the project for the Stichtag of the view; an unknown municipality counts as the whole.

    Milestones are measured by a baseline, the newest one unless another is chosen.
    """
    tags = tags_of(view)
    tag = tags.get(municipality_id) if municipality_id else None
    id_ = tag.id if tag else None
    near = timedelta(days=NEXT_DAYS)
    begin, end = since or view.as_of - near, view.as_of + near
    tasks = _tasks(view, id_)
    risks = risk_rows(view, id_)
    decisions = tuple(decision_rows(view, id_))
    whole = whole_totals(view, tags[None])
    totals = municipality_totals(view, tag) if tag else whole
    municipalities = tuple(_municipality(view, tags[row.id]) for row in view.municipalities)
    return Status(
        as_of=view.as_of,
        since=begin,
        until=end,
        municipality=tag,
        overall=_light_row("", "Gesamt", view.lights[id_].overall),
        lights=tuple(_lights(view.lights[id_])),
        figures=tuple(_figures(totals, tasks, risks, decisions)),
        milestones=_milestones(view, tasks, baseline_id),
        municipalities=municipalities,
        unled=_unled(whole, municipalities),
        done=_by_day([*_done(view, tasks, begin), *_given(view, id_, begin)], newest_first=True),
        next=_by_day([*_next(view, tasks, end), *_owed(view, id_, end)]),
        risks=risks[:TOP_RISKS],
        open_risks=len(risks),
        decisions=decisions,
        agreements=tuple(agreement_lines(view, id_)),
        grants=tuple(grant_rows(view, id_)),
    )


def _unled(whole: MunicipalityTotals, rows: Sequence[MunicipalityRow]) -> tuple[int, int]:
    led_open = sum(row.totals.led_open for row in rows)
    return whole.led_open - led_open, whole.led_done - sum(row.totals.led_done for row in rows)


def _tasks(view: View, municipality_id: str | None) -> list[Task]:
    """The tasks that count: no phases; for a municipality those it leads."""
    tasks = [task for task, _ in tasks_in_order(view) if task.id not in view.children]
    if municipality_id is None:
        return tasks
    leads = view.ownership.lead
    return [task for task in tasks if task.id in leads and leads[task.id].municipality_id == municipality_id]


def _lights(lights: Lights) -> Iterator[LightRow]:
    for dimension in Dimension:
        yield _light_row(dimension.value, label(dimension), lights.of(dimension))


def _light_row(key: str, name: str, judged: Judged) -> LightRow:
    reason = judged.text or reasons_text(judged.reasons)
    if not reason and judged.light is Light.GREY:
        reason = "Es sind keine Termine eingetragen." if judged.is_computed else _NOT_JUDGED
    elif not reason and judged.is_computed:
        reason = "Alles im Plan."
    return LightRow(key, name, judged.light, light_word(judged), reason, judged.assessed_on)


def light_word(judged: Judged) -> str:
    """The word of a light; grey is not the same for dates that are missing and for a missing judgement."""
    return "undatiert" if judged.is_computed and judged.light is Light.GREY else label(judged.light)


def reasons_text(reasons: Sequence[Finding]) -> str:
    """The reasons of a computed light: one as a sentence, several by kind with the numbers of the tasks."""
    if len(reasons) == 1:
        return finding_message(reasons[0])
    kinds: dict[str, list[str]] = {}
    for finding in reasons:
        numbers = kinds.setdefault(_KINDS.get(finding.code, "bitte prüfen"), [])
        number = str(finding.values.get("number", ""))
        if number not in numbers:
            numbers.append(number)
    parts = []
    for kind, numbers in kinds.items():
        rest = len(numbers) - _NUMBERS_SHOWN
        more = f" und {formats.number(rest)} weitere" if rest > 0 else ""
        parts.append(f"{kind}: {', '.join(numbers[:_NUMBERS_SHOWN])}{more}")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _figures(
    totals: MunicipalityTotals,
    tasks: list[Task],
    risks: tuple[RiskRow, ...],
    decisions: tuple[DecisionRow, ...],
) -> Iterator[tuple[str, str]]:
    counted = [task for task in tasks if task.state is not TaskState.DROPPED]
    steps = [task for task in counted if task.kind is TaskKind.TASK]
    milestones = [task for task in counted if task.kind is TaskKind.MILESTONE]
    late, late_label = late_words(totals)
    yield "Aufgaben erledigt", _part_done(steps)
    yield "Meilensteine erreicht", _part_done(milestones)
    yield late_label, late
    yield "offene Risiken", formats.number(len(risks))
    yield "Entscheidungen nötig", formats.number(len(decisions))


def _part_done(tasks: list[Task]) -> str:
    done = sum(task.state is TaskState.DONE for task in tasks)
    return f"{formats.number(done)} von {formats.number(len(tasks))}" if tasks else "–"


def _milestones(view: View, tasks: Sequence[Task], baseline_id: str | None) -> tuple[MilestoneRow, ...]:
    targets = _targets(view, baseline_id)
    return tuple(_milestone(view, task, targets) for task in tasks if task.kind is TaskKind.MILESTONE)


def _milestone(view: View, task: Task, targets: Mapping[str, date]) -> MilestoneRow:
    dates = view.plan.dates.get(task.id)
    target = targets.get(task.id) or task.deadline_on or task.constraint_on
    is_done = task.state is TaskState.DONE
    actual = task.actual_finish_on
    forecast = None if is_done or dates is None else max(dates.finish, view.as_of)
    reached = actual or forecast
    slip = (reached - target).days if reached and target else None
    is_late = slip is not None and slip > 0 and not is_done
    return MilestoneRow(task.id, task.number, task.name, target, forecast, actual, slip, is_late)


def _targets(view: View, baseline_id: str | None) -> dict[str, date]:
    """Finish of every task in the baseline that counts."""
    kept = kept_tasks(view.snapshot, chosen_baseline(view.snapshot, baseline_id, view.as_of))
    return {task_id: row.finishes_on for task_id, row in kept.items()}


def _municipality(view: View, tag: MunicipalityTag) -> MunicipalityRow:
    judged = view.lights[tag.id].overall
    return MunicipalityRow(tag, judged.light, light_word(judged), municipality_totals(view, tag))


def _done(view: View, tasks: list[Task], since: date) -> Iterator[TaskLine]:
    for task in tasks:
        day = task.actual_finish_on
        if task.state is TaskState.DONE and day is not None and since <= day <= view.as_of:
            yield _task_line(view, task, day)


def _next(view: View, tasks: list[Task], until: date) -> Iterator[TaskLine]:
    """Open tasks that should be finished by the end of the next period."""
    for task in tasks:
        day = _due_on(view, task)
        if task.state not in RESTING_STATES and day is not None and day <= until:
            yield _task_line(view, task, day)


def _given(view: View, municipality_id: str | None, since: date) -> Iterator[TaskLine]:
    """What a municipality contributed in the period."""
    for task, part in _contributions(view, municipality_id):
        if part.done_on is not None and since <= part.done_on <= view.as_of:
            yield replace(_task_line(view, task, part.done_on), is_contribution=True, is_late=False)


def _owed(view: View, municipality_id: str | None, until: date) -> Iterator[TaskLine]:
    """What a municipality should contribute by the end of the next period."""
    for task, part in _contributions(view, municipality_id):
        is_open = part.done_on is None and task.state not in RESTING_STATES
        if is_open and part.due_on is not None and part.due_on <= until:
            yield replace(_task_line(view, task, part.due_on), is_contribution=True)


def _contributions(view: View, municipality_id: str | None) -> Iterator[tuple[Task, Assignment]]:
    """The contributions of one municipality; for the whole the tasks speak for themselves."""
    for part in view.snapshot.all(Assignment):
        if part.municipality_id == municipality_id and part.role is Role.CONTRIBUTOR:
            yield view.snapshot.get(Task, part.task_id), part


def _by_day(lines: list[TaskLine], *, newest_first: bool = False) -> tuple[TaskLine, ...]:
    return tuple(
        sorted(lines, key=lambda line: (line.on or date.max, by_number(line.number)), reverse=newest_first)
    )


def _due_on(view: View, task: Task) -> date | None:
    overdue = view.plan.overdue.get(task.id)
    dates = view.plan.dates.get(task.id)
    finish = dates.finish if dates and not dates.is_finish_open else None
    days = [day for day in (overdue, finish, task.deadline_on) if day is not None]
    return min(days, default=None)


def _task_line(view: View, task: Task, day: date | None) -> TaskLine:
    lead = view.ownership.lead.get(task.id)
    codes = {row.id: row.code for row in view.municipalities}
    is_late = task.state not in RESTING_STATES and day is not None and day < view.as_of
    return TaskLine(
        task.id,
        task.number,
        task.name,
        codes.get(lead.municipality_id, "") if lead else "",
        day,
        is_late,
        False,
    )
