"""The last days of a calculation on a time axis: a lane per municipality, one for what comes after them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.council_days import days_before
from ozgdesk.domain.deadlines import State, StepKind
from ozgdesk.domain.recesses import recesses_of
from ozgdesk.domain.view import View
from ozgdesk.present.deadlines import Calculation, DeadlineRow, SubmissionRow
from ozgdesk.present.municipalities import MunicipalityTag
from ozgdesk.texts.deadlines import ASSUMED, CRITICAL

MARGIN_DAYS = 10
SHAPES = {
    StepKind.SUBMISSION.value: "arrow",
    StepKind.MEETING.value: "circle",
    StepKind.INVITATION.value: "line",
}
"""The shape of a kind of step; what comes after the resolutions is a diamond."""


@dataclass(frozen=True, slots=True)
class DeadlineMark:
    """One last day: its shape (arrow, circle, line, diamond), its day as a label, what a pointer reads."""

    id: str
    on: date
    shape: str
    state: str
    label: str
    tip: str


@dataclass(frozen=True, slots=True)
class Free:
    """Days on which a council does not meet."""

    name: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class DeadlineLane:
    """A municipality (None: all of them) with its marks; `words` say how it stands."""

    municipality: MunicipalityTag | None
    title: str
    words: str
    state: str
    is_critical: bool
    marks: tuple[DeadlineMark, ...]
    recesses: tuple[Free, ...]


@dataclass(frozen=True, slots=True)
class DeadlineScene:
    """Everything that is drawn, from the first day to the last one, both shown."""

    first: date
    last: date
    as_of: date
    wanted_on: date
    lanes: tuple[DeadlineLane, ...]


def deadline_scene(view: View, found: Calculation) -> DeadlineScene:
    """The picture of a calculation."""
    marks = tuple(_marks(found.steps[1:]))
    told = ASSUMED if any(row.is_assumed for row in found.steps) else ""
    after = [DeadlineLane(None, "Danach", told, State.OPEN.value, False, marks, ())] if marks else []
    lanes = (*(_lane(view, row) for row in found.lanes), *after)
    days = [mark.on for lane in lanes for mark in lane.marks]
    days += [view.as_of, found.wanted_on]
    return DeadlineScene(
        days_before(min(days), MARGIN_DAYS),
        days_before(max(days), -MARGIN_DAYS),
        view.as_of,
        found.wanted_on,
        lanes,
    )


def described(found: Calculation) -> str:
    """The picture in words, for screen readers."""
    parts = [found.headline]
    for row in found.lanes:
        mark = f" ({CRITICAL})" if row.is_critical else ""
        parts.append(f"{row.municipality.name}{mark}: {row.text}")
    return " ".join(part for part in parts if part)


def _lane(view: View, row: SubmissionRow) -> DeadlineLane:
    recesses = recesses_of(view.snapshot, row.municipality.id)
    return DeadlineLane(
        row.municipality,
        row.municipality.name,
        _words(row),
        row.state,
        row.is_critical,
        tuple(_marks(row.rests_on)),
        tuple(Free(free.name, free.from_on, free.until_on) for free in recesses),
    )


def _words(row: SubmissionRow) -> str:
    if row.on is None or row.state == State.UNKNOWN.value:
        return row.state_text
    if row.state == State.TOO_LATE.value:
        return f"{row.state_text}: {formats.day(row.on)}"
    return f"bis {formats.day(row.on)}"


def _marks(rows: Iterable[DeadlineRow]) -> Iterator[DeadlineMark]:
    for row in rows:
        if row.on is None:
            continue
        where = f", {row.committee}" if row.committee else ""
        state = f"{row.state_text}, {ASSUMED}" if row.is_assumed else row.state_text
        tip = f"{row.title}{where}: {formats.weekday_and_day(row.on)} ({state})\n{row.text}"
        shape = SHAPES.get(row.kind, "diamond")
        label = "" if shape == "line" else formats.short_day(row.on)
        yield DeadlineMark(row.id, row.on, shape, row.state, label, tip)
