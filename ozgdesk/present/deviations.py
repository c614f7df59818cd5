"""Abweichungen von der Vereinbarung: one row per departure, the draft for the next amendment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Deviation
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.texts.tasks import deviation_sentence


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """A Vertragsaufgabe led otherwise than agreed. None instead of a municipality: nobody leads.

    `annex` is the place of the agreement (empty: the agreement as a whole), `text` the row as a sentence.
    """

    id: str
    task_id: str
    number: str
    name: str
    annex: str
    agreed: MunicipalityTag | None
    now: MunicipalityTag | None
    since: date
    note: str
    text: str


def deviation_rows(view: View, agreement_id: str) -> tuple[DeviationRow, ...]:
    """The departures from one agreement in the order of the task numbers."""
    found = [row for row in view.snapshot.all(Deviation) if row.agreement_id == agreement_id]
    rows = (_row(view, row) for row in found)
    return tuple(sorted(rows, key=lambda row: formats.sort_key(row.number)))


def deviations_text(rows: Iterable[DeviationRow]) -> str:
    """The departures as plain lines, to be pasted into the draft of an amendment."""
    return "".join(f"{row.text}{f' ({row.note})' if row.note else ''}\n" for row in rows)


def _row(view: View, row: Deviation) -> DeviationRow:
    tags = tags_of(view)
    task = view.snapshot.get(Task, row.task_id)
    lead = view.ownership.lead.get(task.id)
    agreed = tags[row.agreed_id] if row.agreed_id else None
    now = tags[lead.municipality_id] if lead else None
    return DeviationRow(
        id=row.id,
        task_id=task.id,
        number=task.number,
        name=task.name,
        annex=row.annex,
        agreed=agreed,
        now=now,
        since=row.since,
        note=row.note,
        text=deviation_sentence(
            f"{task.number} {task.name}",
            row.annex,
            agreed.name if agreed else "",
            row.since,
            now.name if now else "",
        ),
    )
