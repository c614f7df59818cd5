"""Milestones that keep the day of a station: they move with it, and it with its meeting."""

from datetime import date

from ozgdesk.domain.councils import Consultation, Meeting
from ozgdesk.domain.ownership import CLOSED_STATES
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import Result, TaskKind


def follow_meeting(tx: Transaction, before: Meeting | None, meeting: Meeting) -> None:
    """A meeting that moves takes along the stations that wait for it, and their milestones.

    What it resolved keeps its day.
    """
    if before is None or before.held_on == meeting.held_on:
        return
    for station in tx.having(Consultation, "meeting_id", meeting.id):
        if station.result is Result.OPEN:
            if station.held_on is not None:
                tx.update(Consultation, station.id, held_on=meeting.held_on)
            follow_station(tx, station.id)


def follow_station(tx: Transaction, consultation_id: str) -> None:
    """Let the open milestones of a station lie on its day, where it has one."""
    day = day_of(tx.snapshot(), tx.get(Consultation, consultation_id))
    if day is None:
        return
    for task in tx.having(Task, "consultation_id", consultation_id):
        if task.kind is TaskKind.MILESTONE and task.state not in CLOSED_STATES:
            keep_on(tx, task, day)


def keep_on(tx: Transaction, task: Task, day: date) -> Task:
    """A milestone on another day, its Frist with it."""
    return tx.update(Task, task.id, constraint_on=day, deadline_on=day)
