"""How a station and what was resolved there are called in short, wherever tasks speak of them."""

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import TaskKind


def short_body(view: View, station: Consultation) -> str:
    """The body of a station with its municipality: 'StVV NA'."""
    body = view.snapshot.get(Committee, station.committee_id)
    town = view.snapshot.find(Municipality, body.municipality_id)
    return f"{body.short_name or body.name} {town.code if town else ''}".strip()


def body_and_day(view: View, station: Consultation) -> str:
    """A station in short: 'StVV NA vom 25.02.2021'."""
    day = day_of(view.snapshot, station)
    return f"{short_body(view, station)} vom {formats.day(day)}" if day else short_body(view, station)


def origin_text(view: View, task: Task) -> str:
    """Which resolution a task carries out: 'aus Beschluss StVV NA vom 25.02.2021'; empty where none.

    A milestone keeps the day of its station and carries out nothing.
    """
    station = view.snapshot.find(Consultation, task.consultation_id)
    if station is None or task.kind is TaskKind.MILESTONE:
        return ""
    return f"aus Beschluss {body_and_day(view, station)}"
