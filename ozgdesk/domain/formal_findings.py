"""Findings about the form of agreement texts and the way of papers; the law is checked in `legal_check`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.clauses import outline
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.meeting_findings import meeting_findings
from ozgdesk.domain.resolutions import day_of, final_stations, stations_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import ClauseKind, PaperKind, Result
from ozgdesk.domain.votes import UNDECIDED, Votes, contradicts, exceeds_seats

_GAP = re.compile(r"\[(?:[^\[\]]{1,300} fehlt noch|bitte [^\[\]]{1,300})\]")
"""What a clause of the library leaves to be settled, in square brackets."""


def agreement_findings(snapshot: Snapshot) -> Iterator[Finding]:
    """References without a target and parts without text in current versions."""
    for version in snapshot.all(AgreementVersion):
        if version.is_current:
            yield from version_findings(snapshot, version)


def council_findings(snapshot: Snapshot, as_of: date) -> Iterator[Finding]:
    """Results that do not fit votes, day, seats or meeting; odd meetings; papers without a deciding station
    or with stations out of order in time; doubled numbers.
    """
    for station in snapshot.all(Consultation):
        yield from _station_findings(snapshot, station, as_of)
    yield from meeting_findings(snapshot, as_of)
    papers = snapshot.all(CouncilPaper)
    numbers = Counter((paper.municipality_id, paper.number) for paper in papers if paper.number)
    for paper in papers:
        named = {"title": paper.title, "number": paper.number}
        if numbers[paper.municipality_id, paper.number] > 1:
            yield Finding("doubled_number", Severity.WARNING, "council_paper", paper.id, named)
        stations = stations_of(snapshot, paper.id)
        asks = paper.kind in (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT)
        if asks and stations and not final_stations(snapshot, stations):
            yield Finding("no_final_station", Severity.WARNING, "council_paper", paper.id, named)
        yield from _order_findings(snapshot, stations)


def version_findings(snapshot: Snapshot, version: AgreementVersion) -> Iterator[Finding]:
    """References without a target, gaps and parts without text in one version."""
    text = outline(snapshot, version.id)
    for node, _ in text.dangling():
        yield Finding("dangling_reference", Severity.ERROR, "clause", node.clause.id)
    for node in text.nodes:
        part = node.clause
        if not part.text.strip() and not text.children(part.id) and part.kind is not ClauseKind.ANNEX:
            yield Finding(
                "empty_clause", Severity.NOTE, "clause", part.id, {"heading": part.heading or part.kind}
            )
        for gap in _GAP.findall(part.text):
            yield Finding("gap_left", Severity.WARNING, "clause", part.id, {"gap": gap})


def _order_findings(snapshot: Snapshot, stations: Sequence[Consultation]) -> Iterator[Finding]:
    """Stations that meet before one that should come before them; it weighs where that decides."""
    final = {row.id for row in final_stations(snapshot, stations)}
    latest: tuple[date, Consultation] | None = None
    for station in stations:
        day = day_of(snapshot, station)
        if day is None:
            continue
        if latest is not None and day < latest[0]:
            yield Finding(
                "decided_before_prepared" if station.id in final else "station_out_of_order",
                Severity.WARNING if station.id in final else Severity.NOTE,
                "consultation",
                station.id,
                {
                    "body": snapshot.get(Committee, station.committee_id).name,
                    "day": day,
                    "other": snapshot.get(Committee, latest[1].committee_id).name,
                    "other_day": latest[0],
                },
            )
        else:
            latest = (day, station)


def _station_findings(snapshot: Snapshot, station: Consultation, as_of: date) -> Iterator[Finding]:
    body = snapshot.get(Committee, station.committee_id)
    day = day_of(snapshot, station)
    votes = Votes(station.votes_yes, station.votes_no, station.abstentions, station.excluded)
    named = {"body": body.name, "day": day}

    def found(code: str, severity: Severity, **values: object) -> Finding:
        return Finding(code, severity, "consultation", station.id, {**named, **values})

    meeting = snapshot.find(Meeting, station.meeting_id)
    if meeting is not None and station.held_on not in (None, meeting.held_on):
        yield found("day_of_another_meeting", Severity.WARNING, other_day=meeting.held_on)
    is_settled = snapshot.get(CouncilPaper, station.paper_id).closed_on is not None
    if station.result is Result.OPEN and day is not None and day < as_of and not is_settled:
        yield found("result_missing", Severity.WARNING)
    if station.result not in UNDECIDED and day is None:
        yield found("result_without_day", Severity.NOTE)
    if station.result not in UNDECIDED and day is not None and day > as_of:
        yield found("result_in_future", Severity.WARNING)
    if contradicts(station.result, votes, body.kind):
        yield found("result_contradicts_votes", Severity.ERROR, result=station.result)
    if exceeds_seats(votes, body.seats):
        yield found("more_votes_than_seats", Severity.WARNING, votes=votes.present, seats=body.seats)
