"""What is computed about a row, with the reasons: the inspector shows it above the fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light, TaskKind, TaskState
from ozgdesk.present.agreement_dates import date_rows
from ozgdesk.present.baselines import Compared
from ozgdesk.present.council_waiting import waiting_for_council
from ozgdesk.present.effect import effect_row
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.present.plan_path import PlanPath
from ozgdesk.present.station_words import origin_text
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.findings import finding_message
from ozgdesk.texts.labels import label


@dataclass(frozen=True, slots=True)
class Fact:
    """One computed statement; `light` is green, yellow, red, grey or empty, `reasons` are sentences."""

    name: str
    value: str
    light: str = ""
    reasons: tuple[str, ...] = ()


def facts(view: View, row: Entity, lens: PlanLens | None = None) -> tuple[Fact, ...]:
    """Everything that is computed about a row, most important first; of a task also what a lens shows."""
    compute = _FACTS.get(type(row))
    found = tuple(compute(view, row)) if compute else ()
    return (*found, *_through(view, row, lens)) if lens and isinstance(row, Task) else found


SUMMED_UP = frozenset(
    {"kind", "state", "waiting_for", "state_reason", "progress_percent", "duration_minutes"}
    | {"remaining_minutes", "actual_start_on", "actual_finish_on"}
)
"""Fields of a task that mean nothing at a phase, because they follow from its sub-tasks."""


def computed_fields(view: View, row: Entity) -> frozenset[str]:
    """The fields that are not asked for at this row; what was said there once stays to be seen."""
    if not isinstance(row, Task) or row.id not in view.children:
        return frozenset()
    return frozenset(name for name in SUMMED_UP if getattr(row, name) == Task.model_fields[name].default)


def _of_task(view: View, task: Task) -> Iterator[Fact]:
    found = [f for f in view.findings if (f.subject_kind, f.subject_id) == (table_name(Task), task.id)]
    sentences = tuple(dict.fromkeys(finding_message(finding) for finding in found))
    dates = view.plan.dates.get(task.id)
    if dates is not None:
        open_end = f"ab {formats.day(dates.start)}, Ende offen"
        yield Fact(
            "Zeitraum", open_end if dates.is_finish_open else formats.period(dates.start, dates.finish)
        )
    else:
        yield Fact("Zeitraum", "offen")
    if dates is not None and dates.total_float_minutes is not None:
        yield Fact("Puffer", _float_text(dates.total_float_minutes))
    yield from _origin(view, task)
    if task.state is TaskState.IN_COUNCIL:
        yield Fact("Im Gremium", waiting_for_council(view, task).text)
    if origin := origin_text(view, task):
        yield Fact("Auftrag", origin)
    said = TaskFacts(view)
    if said.is_late(task):
        yield Fact("Stand", "verspätet", said.light(task).value, sentences)
    elif sentences:
        yield Fact("Hinweise", formats.count(len(sentences), "Hinweis", "Hinweise"), "", sentences)
    elif task.state is TaskState.DONE or (dates is not None and dates.is_done):
        yield Fact("Stand", "erledigt", Light.GREEN.value)
    if task.id in view.children:
        yield Fact("Teilaufgaben", _parts_text(view, task))
    owner = view.ownership.lead.get(task.id)
    place = view.snapshot.find(Municipality, owner.municipality_id) if owner else None
    yield Fact("Federführung", f"{place.name} ({place.code})" if place else "keine")


def _origin(view: View, task: Task) -> Iterator[Fact]:
    """Where the day of a milestone comes from that keeps one of an agreement, and whether it moved there."""
    agreement = view.snapshot.find(Agreement, task.agreement_id)
    if agreement is None or task.agreement_date is None:
        return
    for row in date_rows(view, agreement):
        if row.task_id == task.id:
            moved = f"; jetzt {formats.day(row.on)}" if row.on and row.on != row.planned_on else ""
            yield Fact("Herkunft", f"{agreement.short_title or agreement.title}: {row.text}{moved}")


def _through(view: View, task: Task, lens: PlanLens) -> Iterator[Fact]:
    """What has become of a task since a baseline, and what it means for the chosen target."""
    compared = Compared(view, lens)
    dates = view.plan.dates.get(task.id)
    now = (dates.start, dates.finish) if dates else None
    moved = compared.of(task.id, now, is_point=task.kind is TaskKind.MILESTONE)
    if moved.text:
        yield Fact("Basisplan", moved.text)
    path = PlanPath(view, lens.target_id)
    words = path.words(task.id)
    if words and path.target is not None:
        yield Fact(f"Weg zu {path.target.number}", words)


def _parts_text(view: View, phase: Task) -> str:
    """How many tasks below a phase are done, phases within it not counted; dropped ones do not count."""
    below = list(view.children.get(phase.id, ()))
    states = []
    while below:
        task = below.pop()
        parts = view.children.get(task.id, ())
        below += parts
        if not parts and task.state is not TaskState.DROPPED:
            states.append(task.state)
    return f"{states.count(TaskState.DONE)} von {len(states)} erledigt"


def _float_text(minutes: int) -> str:
    days = abs(minutes) // 480
    said = formats.count(days, "Arbeitstag", "Arbeitstage")
    if minutes < 0:
        return f"fehlt {said}" if days == 1 else f"fehlen {said}"
    return f"darf {said} rutschen" if days else "keiner (kritisch)"


def _of_municipality(view: View, row: Municipality) -> Iterator[Fact]:
    lights = view.lights.get(row.id)
    if lights is None:
        return
    for dimension in Dimension:
        judged = lights.of(dimension)
        reasons = tuple(dict.fromkeys(finding_message(finding) for finding in judged.reasons))
        if judged.text:
            on = f" ({formats.day(judged.assessed_on)})" if judged.assessed_on else ""
            reasons = (*reasons, f"{judged.text}{on}")
        yield Fact(f"Ampel {label(dimension)}", label(judged.light), judged.light.value, reasons)


def _of_agreement(view: View, row: Agreement) -> Iterator[Fact]:
    found = effect_row(view, row.id)
    lacks = tuple(
        f"{part.municipality.code}: {reason.text}" if part.municipality else reason.text
        for part in found.missing
        for reason in part.reasons
    )
    duties = tuple(reason.text for reason in found.duties)
    yield Fact("Wirksamkeit", found.headline, found.light, (*lacks, *duties))
    if found.earliest_text:
        day = formats.day(found.earliest) if found.earliest else "nicht zu nennen"
        day = f"{day} (Annahme)" if found.is_assumed else day
        yield Fact("Frühester Tag", day, reasons=tuple(step.text for step in found.forecast))
    yield Fact("Laufzeit", found.term_text)
    yield Fact("Verfahren", found.procedure_text)
    yield Fact("Aufsicht", found.supervisor.text)


_FACTS: dict[type[Entity], Callable[[View, Any], Iterator[Fact]]] = {
    Task: _of_task,
    Municipality: _of_municipality,
    Agreement: _of_agreement,
}
