"""What a resolution yields: the tasks that carry it out, what it usually takes, and how far it has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.calendar import weekday_from
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.effect import Effect
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.passage_times import Stage, stage_times
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.resolutions import day_of, final_stations, is_amendment, stations_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.standing import result_of
from ozgdesk.domain.tasks import Task, by_number
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, PaperKind, TaskKind, TaskState
from ozgdesk.domain.votes import RESOLVED

USUAL_TIME = timedelta(weeks=4)
"""What is proposed for carrying out a resolution that names no time itself; no norm sets it."""


class Errand(StrEnum):
    """What a resolution usually takes."""

    SIGN = "sign"
    FILE = "file"
    APPROVE = "approve"
    PUBLISH = "publish"
    CONDITION = "condition"
    CARRY_OUT = "carry_out"


class FollowUpState(StrEnum):
    """How far a resolution has come (Beschlusskontrolle)."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    LATE = "late"
    SUSPENDED = "suspended"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A task that is proposed: what, who should lead it, and by when."""

    errand: Errand
    municipality_id: str
    due_on: date


def is_resolution(snapshot: Snapshot, station: Consultation) -> bool:
    """Whether something was passed at a station that is to be carried out: the deciding one of its paper, or
    one at which a body decided on its own. Committees only recommend (§ 62 HGO).
    """
    body = snapshot.get(Committee, station.committee_id)
    if result_of(snapshot, station) not in RESOLVED or body.kind is CommitteeKind.COMMITTEE:
        return False
    stations = stations_of(snapshot, station.paper_id)
    return station.role is ConsultationRole.DECIDING or station in final_stations(snapshot, stations)


def tasks_by_resolution(snapshot: Snapshot) -> dict[str, tuple[Task, ...]]:
    """The tasks that carry out what was resolved, by station, in the order of their numbers."""
    found: dict[str, list[Task]] = {}
    for task in sorted(snapshot.all(Task), key=lambda task: by_number(task.number)):
        if task.consultation_id is not None and task.kind is TaskKind.TASK:
            found.setdefault(task.consultation_id, []).append(task)
    return {id_: tuple(tasks) for id_, tasks in found.items()}


def state_of(
    station: Consultation, tasks: tuple[Task, ...], *, is_late: bool, is_settled: bool
) -> FollowUpState:
    """How far a resolution has come; `is_late`: one of its tasks is, `is_settled`: nothing is left to do.

    What was dropped does not count. Without any task it is open until it is settled otherwise.
    """
    if station.suspended_on is not None:
        return FollowUpState.SUSPENDED
    counting = [task for task in tasks if task.state is not TaskState.DROPPED]
    if counting and all(task.state in CLOSED_STATES for task in counting):
        return FollowUpState.DONE
    if not counting:
        return FollowUpState.DONE if is_settled or tasks else FollowUpState.OPEN
    if is_late:
        return FollowUpState.LATE
    has_begun = any(task.state not in (TaskState.PLANNED, TaskState.DORMANT) for task in counting)
    return FollowUpState.IN_PROGRESS if has_begun else FollowUpState.OPEN


def wanted_tasks(
    snapshot: Snapshot, station: Consultation, effect: Effect | None, today: date
) -> tuple[Wanted, ...]:
    """What the resolution of a station takes; `effect` is that of its agreement, None where it has none.

    Of signing, filing or approval and publication only what the procedure asks for and is not done (§§ 26,
    27 KGG). Days are reckoned from the resolution, from today when it is older.
    """
    paper = snapshot.get(CouncilPaper, station.paper_id)
    if paper.kind not in (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT):
        return ()
    start = max(day_of(snapshot, station) or today, today)
    found: list[Wanted] = []
    agreement = snapshot.find(Agreement, paper.agreement_id)
    if agreement is not None and effect is not None:
        found += _for_agreement(snapshot, station, paper, agreement, effect, start)
    if station.conditions.strip() and not station.conditions_met:
        found.append(Wanted(Errand.CONDITION, paper.municipality_id, weekday_from(start + USUAL_TIME)))
    if agreement is None:
        found.append(Wanted(Errand.CARRY_OUT, paper.municipality_id, weekday_from(start + USUAL_TIME)))
    return tuple(found)


def _for_agreement(
    snapshot: Snapshot,
    station: Consultation,
    paper: CouncilPaper,
    agreement: Agreement,
    effect: Effect,
    start: date,
) -> Iterator[Wanted]:
    days = {time.stage: timedelta(days=time.days) for time in stage_times(agreement, effect.procedure)}
    signed = start + days.get(Stage.SIGNING, timedelta())
    approved = signed + days.get(Stage.SUPERVISION, timedelta())
    published = approved + days.get(Stage.PUBLICATION, timedelta())
    due = {Errand.SIGN: signed, Errand.FILE: signed, Errand.APPROVE: signed, Errand.PUBLISH: published}
    if is_amendment(snapshot, station.version_id):
        errands = _OF_A_CHANGE[effect.procedure]
    else:
        errands = tuple(_lacking(effect, paper.municipality_id))
    for errand in errands:
        is_joint = errand in (Errand.FILE, Errand.APPROVE)
        leads = _coordinating(snapshot, effect) if is_joint else None
        yield Wanted(errand, leads or paper.municipality_id, weekday_from(due[errand]))


_OF_A_CHANGE: dict[Procedure, tuple[Errand, ...]] = {
    Procedure.APPROVAL: (Errand.SIGN, Errand.APPROVE, Errand.PUBLISH),
    Procedure.FILING: (Errand.SIGN, Errand.FILE),
    Procedure.NONE: (Errand.SIGN,),
    Procedure.NOT_STATED: (Errand.SIGN,),
}
"""What a change of the agreement takes (§ 27 KGG), by the procedure of the whole."""

_LACKING: dict[str, Errand] = {
    "signatures_missing": Errand.SIGN,
    "signature_missing": Errand.SIGN,
    "signature_of_head_missing": Errand.SIGN,
    "filing_missing": Errand.FILE,
    "approval_missing": Errand.APPROVE,
    "publication_missing": Errand.PUBLISH,
}


def _lacking(effect: Effect, municipality_id: str) -> tuple[Errand, ...]:
    """What the effect still lacks here or at nobody in particular, in the order it is done."""
    reasons = (*effect.missing, *effect.duties)
    found = {
        _LACKING[reason.code]
        for reason in reasons
        if reason.code in _LACKING and reason.municipality_id in (None, municipality_id)
    }
    return tuple(errand for errand in Errand if errand in found)


def _coordinating(snapshot: Snapshot, effect: Effect) -> str | None:
    parties = (snapshot.get(Municipality, id_) for id_ in effect.parties)
    return next((party.id for party in parties if party.is_coordinating), None)
