"""The figures of a status report as they are kept with an issued one, so that the next can be compared.

They are what the report says, not the rows behind it: an issued report stays comparable when its tasks are
long deleted. In the file they are JSON.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import TypeAdapter, ValidationError

from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.lights import RESTING_STATES
from ozgdesk.domain.reporting import IssuedReport
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light, Result, TaskState
from ozgdesk.present.municipalities import tags_of
from ozgdesk.present.ownership import tasks_in_order
from ozgdesk.present.status import Status
from ozgdesk.present.steering import risk_rows
from ozgdesk.texts.labels import label

STATUS = "status"
"""The key of the sheet these figures are of."""

OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class KeptMilestone:
    """A milestone as the report gave it."""

    id: str
    number: str
    name: str
    forecast_on: date | None
    actual_on: date | None


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A risk, a decision, an agreement or a resolution: what it is about and how it stood, in words.

    Of a resolution `title` is the matter and `state` the body with its result.
    """

    id: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """All that two reports are compared by.

    `lights` are values by dimension and `overall`; `figures` the key figures in their order, as printed;
    `done` and `late` the numbers of tasks with spaces between, so that thousands find room.
    """

    as_of: date
    lights: dict[str, Light]
    figures: tuple[str, ...]
    done: str
    late: str
    milestones: tuple[KeptMilestone, ...]
    risks: tuple[KeptRow, ...]
    decisions: tuple[KeptRow, ...]
    agreements: tuple[KeptRow, ...]
    resolutions: tuple[KeptRow, ...]


def figures_of(view: View, found: Status) -> ReportFigures:
    """What a status says, for keeping."""
    id_ = found.municipality.id if found.municipality else None
    lights = view.lights[id_]
    done, late = [], []
    for task in _tasks(view, id_):
        if task.state is TaskState.DONE:
            done.append(task.number)
        elif task.state not in RESTING_STATES and task.id in view.plan.late:
            late.append(task.number)
    return ReportFigures(
        as_of=view.as_of,
        lights={OVERALL: lights.overall.light, **{d.value: lights.of(d).light for d in Dimension}},
        figures=tuple(value for _, value in found.figures),
        done=" ".join(sorted(done)),
        late=" ".join(sorted(late)),
        milestones=tuple(
            KeptMilestone(row.task_id, row.number, row.name, row.forecast_on, row.actual_on)
            for row in found.milestones
        ),
        risks=tuple(KeptRow(row.risk_id, row.title, row.level) for row in risk_rows(view, id_)),
        decisions=tuple(KeptRow(row.decision_id, row.question, "") for row in found.decisions),
        agreements=tuple(KeptRow(row.agreement_id, row.title, row.headline) for row in found.agreements),
        resolutions=tuple(_resolutions(view, id_)),
    )


def as_json(figures: ReportFigures) -> str:
    """The figures as a JSON object."""
    return _adapter().dump_json(figures).decode()


def from_json(text: str) -> ReportFigures | None:
    """Figures read back; None when the text holds none."""
    try:
        return _adapter().validate_json(text)
    except ValidationError:
        return None


def last_report(view: View, municipality_id: str | None) -> IssuedReport | None:
    """The newest status report that was issued for an earlier Stichtag, for the same municipality."""
    rows = [
        row
        for row in view.snapshot.all(IssuedReport)
        if row.sheet == STATUS and row.municipality_id == municipality_id and row.as_of < view.as_of
    ]
    return max(rows, key=lambda row: (row.as_of, row.issued_on, row.id), default=None)


@cache
def _adapter() -> TypeAdapter[ReportFigures]:
    return TypeAdapter(ReportFigures)


def _tasks(view: View, municipality_id: str | None) -> Iterator[Task]:
    for task, _ in tasks_in_order(view):
        lead = view.ownership.lead.get(task.id)
        is_theirs = municipality_id is None or (lead is not None and lead.municipality_id == municipality_id)
        if is_theirs and task.id not in view.children:
            yield task


def _resolutions(view: View, municipality_id: str | None) -> Iterator[KeptRow]:
    """What bodies have resolved in public up to the Stichtag, in the order of their days."""
    tags = tags_of(view)
    rows = [
        (row.held_on, row, body)
        for row in view.snapshot.all(Consultation)
        if row.result is not Result.OPEN
        and row.is_public is not False
        and row.held_on is not None
        and row.held_on <= view.as_of
        and (body := view.snapshot.get(Committee, row.committee_id))
        and municipality_id in (None, body.municipality_id)
    ]
    for _, row, body in sorted(rows, key=lambda found: (found[0], found[1].id)):
        paper = view.snapshot.get(CouncilPaper, row.paper_id)
        code = tags[body.municipality_id].code
        name = f"{body.short_name or body.name} ({code})" if code else body.short_name or body.name
        yield KeptRow(row.id, paper.title, f"{name} {label(row.result)}")
