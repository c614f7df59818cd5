"""The days of an agreement in the plan: each kind is one milestone, which follows when the term changes."""

from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from ozgdesk.commands.records import create
from ozgdesk.domain.agreement_dates import AgreementDay, dates_of, milestones_of
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.effect import effect_of
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import ConstraintKind, DeadlineKind, TaskKind
from ozgdesk.texts.agreement_dates import day_words, milestone_name

_MOST_SIGNS = 200


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of the milestones: new ones, moved ones, and those that no longer follow and stay."""

    created: tuple[Task, ...]
    moved: tuple[Task, ...]
    left: tuple[Task, ...]


def take_over(agreement_id: str) -> Command[TakenOver]:
    """Keep the days of an agreement as milestones of the plan, or move those that are there already.

    A day that has passed gets no new milestone, a finished milestone stays as it is. Name, phase and lead
    of a milestone are not touched again.
    """

    def command(tx: Transaction) -> TakenOver:
        agreement = tx.get(Agreement, agreement_id)
        since = effect_of(tx.snapshot(), agreement, tx.today).since
        days = {day.kind: day for day in dates_of(tx.snapshot(), agreement, since, tx.today).days}
        kept = milestones_of(tx.having(Task, "agreement_id", agreement_id))
        created, moved = [], []
        for kind, day in days.items():
            task = kept.get(kind)
            if task is None:
                if day.on >= tx.today:
                    created.append(_create(tx, agreement, day))
            elif task.state not in CLOSED_STATES:
                after = tx.update(Task, task.id, **_values(agreement, day))
                moved += [after] if after.constraint_on != task.constraint_on else []
        lost = (task for kind, task in kept.items() if kind not in days)
        left = tuple(task for task in lost if task.state not in CLOSED_STATES)
        return TakenOver(tuple(created), tuple(moved), left)

    return command


def _create(tx: Transaction, agreement: Agreement, day: AgreementDay) -> Task:
    return create(
        Task,
        name=milestone_name(day.kind, _title(agreement), is_verified=day.is_verified),
        kind=TaskKind.MILESTONE,
        agreement_id=agreement.id,
        agreement_date=day.kind,
        **_values(agreement, day),
    )(tx)


def _values(agreement: Agreement, day: AgreementDay) -> dict[str, Any]:
    return {
        "constraint_kind": ConstraintKind.FINISH_ON,
        "constraint_on": day.on,
        "constraint_reason": day_words(day),
        "constraint_source": _title(agreement),
        "deadline_on": day.on,
        "deadline_kind": DeadlineKind.OWN,
    }


def _title(agreement: Agreement) -> str:
    """What the plan calls an agreement; a title may be longer than a name has room for."""
    return shorten(agreement.short_title or agreement.title, _MOST_SIGNS, placeholder=" …")
