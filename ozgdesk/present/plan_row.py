"""One row of the plan, and how it is said in German. Where its values come from stands in `plan`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ozgdesk import formats
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task
from ozgdesk.domain.vocabulary import ConstraintKind
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.texts.labels import label

OPEN = "Termin offen"
END_OPEN = "Ende offen"


DayPair = tuple[date, date]
"""First and last day."""


@dataclass(frozen=True, slots=True)
class Variance:
    """A task in the baselines it is compared with: `older`, and `newer` where two are compared.

    How many working days later it begins and ends than in the older one, negative when earlier, None where
    one of both does not know it; `text` says so without full stop, empty when nothing moved. `baseline` is
    the name of the older one where it holds the task.
    """

    older: DayPair | None = None
    newer: DayPair | None = None
    start_days: int | None = None
    finish_days: int | None = None
    text: str = ""
    baseline: str = ""


NO_VARIANCE = Variance()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One task as the plan shows it. Floats are working minutes, texts are German and ready to show.

    `start` and `finish` are None while the date is open. `path_minutes` is how far the task may slip before
    the chosen target moves, None where it does not bind it; `is_critical` then means the path to that target.
    """

    id: str
    parent_id: str | None
    level: int
    wbs: str
    number: str
    name: str
    is_phase: bool
    is_milestone: bool
    state_text: str
    is_done: bool
    is_closed: bool
    start: date | None
    finish: date | None
    start_minute: int
    finish_minute: int
    start_text: str
    finish_text: str
    duration_minutes: int | None
    duration_text: str
    predecessors: str
    lead: MunicipalityTag | None
    contributors: tuple[MunicipalityTag, ...]
    progress_percent: int
    float_minutes: int | None
    float_text: str
    float_words: str
    is_critical: bool
    is_late: bool
    late_text: str
    deadline: date | None
    constraint_text: str
    constraint_reason: str
    constraint_source: str
    variance: Variance
    path_minutes: int | None
    path_text: str
    source: str


def float_words(minutes: int | None, *, is_done: bool = False) -> str:
    """How far a task may slip, as the end of a sentence.

    >>> float_words(6 * 480).replace(formats.NO_BREAK_SPACE, " ")
    'darf 6 Arbeitstage rutschen'
    """
    if is_done:
        return "ist erledigt"
    if minutes is None:
        return ""
    if minutes == 0:
        return "darf nicht rutschen"
    if minutes < 0:
        return f"liegt {work_days(-minutes)} zu spät"
    return f"darf {work_days(minutes)} rutschen"


def work_days(minutes: int) -> str:
    """Working minutes as days in words.

    >>> [work_days(minutes).replace(formats.NO_BREAK_SPACE, " ") for minutes in (240, 480)]
    ['0,5 Arbeitstage', '1 Arbeitstag']
    """
    days = (Decimal(minutes) / MINUTES_PER_DAY).quantize(Decimal("0.01")).normalize()
    noun = "Arbeitstag" if days == 1 else "Arbeitstage"
    return f"{formats.number(days, None)}{formats.NO_BREAK_SPACE}{noun}"


def sentence(row: PlanRow) -> str:
    """A row in one or two German sentences, for tooltips and screen readers."""
    kind = "Phase" if row.is_phase else "Meilenstein" if row.is_milestone else "Aufgabe"
    parts = [f"{kind} {row.number} „{row.name}“: {_when(row)}"]
    if row.is_phase:
        parts.append(row.state_text)
    if row.lead:
        parts.append(f"Federführung {row.lead.name}")
    if row.contributors:
        parts.append("Zuarbeit " + ", ".join(tag.name for tag in row.contributors))
    if row.progress_percent and not row.is_done:
        parts.append(f"{row.progress_percent}{formats.NO_BREAK_SPACE}% fertig")
    if row.float_words:
        parts.append(row.float_words)
    said = (row.path_text, row.late_text, row.variance.text, _constraint(row))
    extra = [text for text in said if text]
    return "; ".join(parts) + "." + "".join(f" {text}." for text in extra)


def constraint_words(task: Task) -> str:
    """The constraint of a task with its day; empty without one."""
    if task.constraint_kind is ConstraintKind.AS_SOON_AS_POSSIBLE:
        return ""
    day = f" {formats.day(task.constraint_on)}" if task.constraint_on else ""
    return f"{label(task.constraint_kind)}{day}"


def _constraint(row: PlanRow) -> str:
    """The constraint with why it is there and who says so."""
    if not row.constraint_text:
        return ""
    reason = f" – Grund: {row.constraint_reason.rstrip('.')}" if row.constraint_reason else ""
    source = f" (Quelle: {row.constraint_source})" if row.constraint_source else ""
    return f"Vorgabe: {row.constraint_text}{reason}{source}"


def _when(row: PlanRow) -> str:
    if row.start is None or row.finish is None:
        return OPEN
    if row.is_milestone:
        return formats.weekday_and_day(row.finish)
    if row.finish_text == END_OPEN:
        return f"ab {formats.day(row.start)}, {END_OPEN}"
    span = formats.period(row.start, row.finish)
    return f"{span} ({row.duration_text})" if row.duration_text else span
