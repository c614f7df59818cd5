"""The papers on an agreement and the stations of their way; which of them count, says `standing`."""

from collections.abc import Collection, Sequence
from datetime import date

from ozgdesk.domain.agreements import AgreementParty, AgreementVersion
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, PaperKind


def day_of(snapshot: Snapshot, station: Consultation) -> date | None:
    """The day of a station, from itself or from its meeting."""
    meeting = snapshot.find(Meeting, station.meeting_id)
    return station.held_on or (meeting.held_on if meeting else None)


def stations_of(snapshot: Snapshot, paper_id: str) -> tuple[Consultation, ...]:
    """The stations of a paper in their order."""
    found = (row for row in snapshot.all(Consultation) if row.paper_id == paper_id)
    return tuple(sorted(found, key=lambda row: (row.order, row.id)))


def ways_of(snapshot: Snapshot, paper_ids: Collection[str]) -> dict[str, tuple[Consultation, ...]]:
    """The stations of several papers in their order, in one go over all stations."""
    found: dict[str, list[Consultation]] = {id_: [] for id_ in paper_ids}
    for row in snapshot.all(Consultation):
        if row.paper_id in found:
            found[row.paper_id].append(row)
    return {id_: tuple(sorted(rows, key=lambda row: (row.order, row.id))) for id_, rows in found.items()}


def final_stations(snapshot: Snapshot, stations: Sequence[Consultation]) -> tuple[Consultation, ...]:
    """The stations whose resolution counts: those flagged, else the last one that a council decides."""
    flagged = tuple(row for row in stations if row.is_final)
    if flagged:
        return flagged
    for row in reversed(stations):
        body = snapshot.find(Committee, row.committee_id)
        decides = row.role in (ConsultationRole.DECIDING, ConsultationRole.NOT_STATED)
        if body is not None and body.kind is CommitteeKind.COUNCIL and decides:
            return (row,)
    return ()


def is_amendment(snapshot: Snapshot, version_id: str | None) -> bool:
    """Whether a version is a draft copied from the current one, and so speaks of a change to come."""
    version = snapshot.find(AgreementVersion, version_id)
    based_on = snapshot.find(AgreementVersion, version.based_on_id) if version else None
    return based_on is not None and based_on.is_current


def papers_on(snapshot: Snapshot, agreement_id: str, municipality_id: str) -> tuple[CouncilPaper, ...]:
    """The papers that ask a municipality to decide on an agreement, oldest first.

    A paper of one that was there before about the accession of another is none, until its text is in force.
    """
    joined = joined_later(snapshot, agreement_id)
    may_be_about_others = bool(joined) and municipality_id not in joined
    found = (
        paper
        for paper in snapshot.all(CouncilPaper)
        if paper.agreement_id == agreement_id
        and paper.municipality_id == municipality_id
        and paper.kind in (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT)
        and not (may_be_about_others and _is_about_accession(snapshot, paper))
    )
    return tuple(sorted(found, key=lambda paper: (paper.dated_on or date.min, paper.number, paper.id)))


def joined_later(snapshot: Snapshot, agreement_id: str) -> set[str]:
    """The municipalities that did not found an agreement, or are still to join it."""
    rows = [row for row in snapshot.all(AgreementParty) if row.agreement_id == agreement_id]
    founding = min((row.joined_on or date.min for row in rows), default=date.min)
    return {row.municipality_id for row in rows if (row.joined_on or date.min) > founding}


def _is_about_accession(snapshot: Snapshot, paper: CouncilPaper) -> bool:
    stations = stations_of(snapshot, paper.id)
    return bool(stations) and all(is_amendment(snapshot, row.version_id) for row in stations)
