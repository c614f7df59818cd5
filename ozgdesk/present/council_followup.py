"""Beschlusskontrolle: every resolution with its tasks, how far it has come, and what proves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.resolution_tasks import (
    FollowUpState,
    Wanted,
    is_resolution,
    state_of,
    wanted_tasks,
)
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.steering import Document
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import DocumentKind
from ozgdesk.present.council import votes_text
from ozgdesk.present.municipalities import MunicipalityTag, ranks_of, tags_of
from ozgdesk.present.naming import shortened
from ozgdesk.present.task_facts import TaskFacts
from ozgdesk.texts.councils import ERRANDS, FOLLOW_UP_STATES, tasks_done
from ozgdesk.texts.labels import label


@dataclass(frozen=True, slots=True)
class ResolutionTask:
    """A task that carries out a resolution; `code` is that of its lead, empty without one."""

    id: str
    number: str
    name: str
    code: str
    state: str
    state_text: str
    due_on: date | None
    done_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """A resolution, by the id of its station; `proofs` name what shows that it was passed and carried out."""

    id: str
    municipality: MunicipalityTag
    committee_id: str
    committee: str
    committee_short: str
    date: date | None
    reference: str
    title: str
    result: str
    result_text: str
    votes_text: str
    conditions: str
    is_public: bool | None
    tasks: tuple[ResolutionTask, ...]
    tasks_text: str
    state: str
    state_text: str
    proofs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProposedTask:
    """A task that a resolution usually takes."""

    name: str
    municipality_id: str
    due_on: date


def resolution_rows(view: View) -> tuple[ResolutionRow, ...]:
    """All resolutions by municipality and body, the newest of each body first, undated ones at the end."""
    maker = _Maker(view)
    ranks = ranks_of(view)
    found = [row for row in view.snapshot.all(Consultation) if is_resolution(view.snapshot, row)]
    bodies = {row.id: row for row in view.snapshot.all(Committee)}

    def place(row: Consultation) -> tuple[int, str, str, int, str]:
        body, day = bodies[row.committee_id], day_of(view.snapshot, row)
        town = view.snapshot.get(CouncilPaper, row.paper_id).municipality_id
        return ranks[town], body.order, body.id, -(day.toordinal() if day else 0), row.id

    return tuple(maker.row(station) for station in sorted(found, key=place))


def resolution_row(view: View, consultation_id: str) -> ResolutionRow | None:
    """One resolution; None where nothing was passed."""
    station = view.snapshot.find(Consultation, consultation_id)
    if station is None or not is_resolution(view.snapshot, station):
        return None
    return _Maker(view).row(station)


def proposed_tasks(view: View, consultation_id: str) -> tuple[ProposedTask, ...]:
    """The tasks that a resolution usually takes and that are not there yet; nothing where none was passed."""
    station = view.snapshot.find(Consultation, consultation_id)
    if station is None or not is_resolution(view.snapshot, station):
        return ()
    paper = view.snapshot.get(CouncilPaper, station.paper_id)
    effect = view.effect.get(paper.agreement_id or "")
    kept = {task.name for task in _tasks_on(view, paper, station)}
    wanted = wanted_tasks(view.snapshot, station, effect, view.as_of)
    named = [
        ProposedTask(_task_name(view, row, paper, station), row.municipality_id, row.due_on) for row in wanted
    ]
    return tuple(row for row in named if row.name not in kept)


def _tasks_on(view: View, paper: CouncilPaper, station: Consultation) -> Iterator[Task]:
    """The tasks of this resolution, and of all others on the same agreement."""
    for task in view.snapshot.all(Task):
        other = view.snapshot.find(Consultation, task.consultation_id)
        if other is None:
            continue
        on = view.snapshot.get(CouncilPaper, other.paper_id).agreement_id
        if other.id == station.id or (on is not None and on == paper.agreement_id):
            yield task


def _task_name(view: View, wanted: Wanted, paper: CouncilPaper, station: Consultation) -> str:
    agreement = view.snapshot.find(Agreement, paper.agreement_id)
    title = (agreement.short_title or agreement.title) if agreement else paper.title
    return ERRANDS[wanted.errand].format(
        title=shortened(title, 120),
        code=view.snapshot.get(Municipality, paper.municipality_id).code,
        condition=shortened(station.conditions, 120),
    )


class _Maker:
    """Makes the rows, with what is looked up once for all."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._facts = TaskFacts(view)
        self._tags = tags_of(view)
        self._documents: dict[str, list[Document]] = {}
        for row in view.snapshot.all(Document):
            if row.subject_kind == table_name(Consultation):
                self._documents.setdefault(row.subject_id, []).append(row)

    def row(self, station: Consultation) -> ResolutionRow:
        snapshot = self._view.snapshot
        paper = snapshot.get(CouncilPaper, station.paper_id)
        body = snapshot.get(Committee, station.committee_id)
        tasks = self._view.resolution_tasks.get(station.id, ())
        state = state_of(
            station,
            tasks,
            is_late=any(self._facts.is_late(task) for task in tasks),
            is_settled=self._is_settled(paper),
        )
        return ResolutionRow(
            id=station.id,
            municipality=self._tags[paper.municipality_id],
            committee_id=body.id,
            committee=body.name,
            committee_short=body.short_name or body.name,
            date=day_of(snapshot, station),
            reference=paper.number,
            title=paper.title,
            result=station.result.value,
            result_text=label(station.result),
            votes_text=votes_text(station),
            conditions=station.conditions,
            is_public=station.is_public,
            tasks=tuple(self._task(task) for task in tasks),
            tasks_text=tasks_done([task.state for task in tasks]),
            state=state.value,
            state_text=FOLLOW_UP_STATES[state],
            proofs=tuple(self._proofs(station, paper, state)),
        )

    def _task(self, task: Task) -> ResolutionTask:
        lead = self._view.ownership.lead.get(task.id)
        return ResolutionTask(
            id=task.id,
            number=task.number,
            name=task.name,
            code=self._tags[lead.municipality_id].code if lead else "",
            state=task.state.value,
            state_text=label(task.state),
            due_on=self._facts.due_on(task),
            done_on=task.actual_finish_on,
            is_late=self._facts.is_late(task),
        )

    def _is_settled(self, paper: CouncilPaper) -> bool:
        """An agreement that is in force leaves its resolutions nothing to do."""
        effect = self._view.effect.get(paper.agreement_id or "")
        return effect is not None and effect.is_in_force

    def _proofs(self, station: Consultation, paper: CouncilPaper, state: FollowUpState) -> Iterator[str]:
        documents = sorted(
            self._documents.get(station.id, ()), key=lambda row: (row.dated_on or date.min, row.id)
        )
        for row in documents:
            kind = "" if row.kind is DocumentKind.OTHER else f"{label(row.kind)}: "
            yield f"{kind}{row.title}"
        if station.suspended_on is not None:
            yield f"ausgesetzt seit {formats.day(station.suspended_on)}: {station.suspended_reason}"
        effect = self._view.effect.get(paper.agreement_id or "")
        if state is FollowUpState.DONE and effect is not None and effect.is_in_force and effect.since:
            yield f"wirksam seit {formats.day(effect.since)}"
