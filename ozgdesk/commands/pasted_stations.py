"""Entering a copied Beratungsfolge: stations that are expected get their day, further ones are added."""

from collections.abc import Sequence
from datetime import date

from ozgdesk.commands.councils import add_station
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.resolutions import stations_of
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, Result
from ozgdesk.present.pasted_stations import PastedStation


def enter_stations(paper_id: str, rows: Sequence[PastedStation]) -> Command[tuple[Consultation, ...]]:
    """Enter the rows whose body is known, in their order; returns their stations.

    A station of the same body that has no result yet takes day, role and publicity of its row; results that
    are recorded stay. RuleViolation `foreign_committee` for a body of another municipality.
    """

    def command(tx: Transaction) -> tuple[Consultation, ...]:
        paper = tx.get(CouncilPaper, paper_id)
        entered: list[Consultation] = []
        for row in rows:
            if row.committee_id is not None:
                entered.append(_enter(tx, paper.id, row, [station.id for station in entered]))
        _flag_last(tx, paper.id)
        return tuple(tx.get(Consultation, station.id) for station in entered)

    return command


def _enter(tx: Transaction, paper_id: str, row: PastedStation, used: list[str]) -> Consultation:
    waiting = [
        station
        for station in stations_of(tx.snapshot(), paper_id)
        if station.committee_id == row.committee_id
        and station.result is Result.OPEN
        and station.id not in used
    ]
    station = waiting[0] if waiting else None
    if station is None:
        station = add_station(paper_id, row.committee_id or "", after_id=used[-1] if used else None)(tx)
    day = row.held_on or station.held_on
    return tx.update(
        Consultation,
        station.id,
        held_on=day,
        meeting_id=_meeting(tx, station, day),
        role=station.role if row.role is ConsultationRole.NOT_STATED else row.role,
        is_public=station.is_public if row.is_public is None else row.is_public,
    )


def _meeting(tx: Transaction, station: Consultation, day: date | None) -> str | None:
    """The meeting of the body on that day; the known one stays while no other day is given."""
    kept = tx.find(Meeting, station.meeting_id)
    if day is None or (kept is not None and kept.held_on == day):
        return station.meeting_id
    held = (row.id for row in tx.having(Meeting, "committee_id", station.committee_id) if row.held_on == day)
    return next(held, None)


def _flag_last(tx: Transaction, paper_id: str) -> None:
    """Where no station is flagged, the last one before the council decides."""
    stations = stations_of(tx.snapshot(), paper_id)
    if any(row.is_final for row in stations):
        return
    for row in reversed(stations):
        if tx.get(Committee, row.committee_id).kind is CommitteeKind.COUNCIL:
            tx.update(Consultation, row.id, is_final=True)
            return
