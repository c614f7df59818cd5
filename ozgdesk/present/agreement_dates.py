"""The days of an agreement as rows: what each follows from, and the milestone that keeps it in the plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreement_dates import AgreementDates, AgreementDay, dates_of, milestones_of
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.texts.agreement_dates import day_words, hint_text
from ozgdesk.texts.labels import label


@dataclass(frozen=True, slots=True)
class DateRow:
    """One day of an agreement; `on` is None when a milestone keeps a day that no longer follows.

    `task_id` and `number` name the milestone (empty: none), `planned_on` is the day it keeps.
    """

    kind: str
    title: str
    on: date | None
    text: str
    is_verified: bool
    task_id: str
    number: str
    planned_on: date | None
    plan_text: str


def date_rows(view: View, agreement: Agreement) -> tuple[DateRow, ...]:
    """The days of an agreement in the order of the calendar, then milestones that no longer follow."""
    kept = milestones_of(row for row in view.snapshot.all(Task) if row.agreement_id == agreement.id)
    found = _dates(view, agreement)
    rows = [_row(day, kept.pop(day.kind, None), view.as_of) for day in found.days]
    rows.sort(key=lambda row: (row.on or date.max, row.kind))
    lost = [
        DateRow(
            kind.value,
            label(kind),
            None,
            "folgt nicht mehr aus der Vereinbarung",
            True,
            task.id,
            task.number,
            task.constraint_on,
            f"{task.number} bleibt stehen, bis Sie ihn löschen",
        )
        for kind, task in kept.items()
        if task.state not in CLOSED_STATES
    ]
    return (*rows, *lost)


def date_hints(view: View, agreement: Agreement) -> tuple[str, ...]:
    """What cannot be computed about an agreement, or should be looked at, as sentences."""
    return tuple(hint_text(hint, values) for hint, values in _dates(view, agreement).hints)


def _dates(view: View, agreement: Agreement) -> AgreementDates:
    return dates_of(view.snapshot, agreement, view.effect[agreement.id].since, view.as_of)


def _row(day: AgreementDay, task: Task | None, as_of: date) -> DateRow:
    return DateRow(
        day.kind.value,
        label(day.kind),
        day.on,
        day_words(day),
        day.is_verified,
        task.id if task else "",
        task.number if task else "",
        task.constraint_on if task else None,
        "".join(_plan_words(day, task, as_of)),
    )


def _plan_words(day: AgreementDay, task: Task | None, as_of: date) -> Iterator[str]:
    if task is None:
        yield "nicht im Plan" if day.on >= as_of else "liegt zurück"
        return
    yield task.number
    if task.state in CLOSED_STATES:
        yield f", {label(task.state)}"
    elif task.constraint_on is not None and task.constraint_on != day.on:
        yield f", dort noch {formats.day(task.constraint_on)}"
