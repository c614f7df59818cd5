"""Findings about the form of agreement texts and the way of papers; the law is checked in `legal_check`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.clauses import Node, outline
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.legal_check.hits import fingerprint
from ozgdesk.domain.meeting_findings import meeting_findings
from ozgdesk.domain.resolutions import day_of, final_stations, ways_of
from ozgdesk.domain.reviews import reviewed
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import ClauseKind, PaperKind, Result
from ozgdesk.domain.votes import UNDECIDED, Votes, contradicts, exceeds_seats

_GAP = re.compile(r"\[(?:[^\[\]]{1,300}(?: fehlt noch|: nicht angegeben)|bitte [^\[\]]{1,300})\]")
"""What a clause of the library, or a placeholder when its version was frozen, left to be settled."""


FORM_RULE = "form"
"""What stands for the rule in notes on faults in the form of a text."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in the form of a text; `fingerprint` is as that of a `Hit`: it changes with the part."""

    finding: Finding
    agreement_id: str
    fingerprint: str
    rule: str = FORM_RULE


def agreement_findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Open faults in the form of current versions."""
    for version in snapshot.all(AgreementVersion):
        if version.is_current:
            found = reviewed(snapshot, version_faults(snapshot, version))
            yield from (one.hit.finding for one in found if one.note is None)


def council_findings(snapshot: Snapshot, as_of: date) -> Iterator[Finding]:
    """Results that do not fit votes, day, seats or meeting; odd meetings; papers without a deciding station
    or with stations out of order in time; doubled numbers.
    """
    for station in snapshot.all(Consultation):
        yield from _station_findings(snapshot, station, as_of)
    yield from meeting_findings(snapshot, as_of)
    papers = snapshot.all(CouncilPaper)
    numbers = Counter(_number(paper) for paper in papers if paper.number.strip())
    ways = ways_of(snapshot, {paper.id for paper in papers})
    for paper in papers:
        named = {"title": paper.title, "number": paper.number}
        if numbers[_number(paper)] > 1:
            yield Finding("doubled_number", Severity.WARNING, "council_paper", paper.id, named)
        stations = ways[paper.id]
        asks = paper.kind in (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT)
        if asks and stations and not final_stations(snapshot, stations):
            yield Finding("no_final_station", Severity.WARNING, "council_paper", paper.id, named)
        yield from _order_findings(snapshot, stations)


def _number(paper: CouncilPaper) -> tuple[str, str]:
    """A number as its municipality counts: blanks and capitals make no other one."""
    return paper.municipality_id, "".join(paper.number.split()).casefold()


def version_faults(snapshot: Snapshot, version: AgreementVersion) -> Iterator[Fault]:
    """References without a target, gaps and parts without text in one version, closed or not."""
    text = outline(snapshot, version.id)

    def fault(code: str, severity: Severity, node: Node, about: str = "", **values: object) -> Fault:
        part = node.clause
        facts = (part.kind, part.heading, part.text)
        finding = Finding(code, severity, "clause", part.id, values)
        return Fault(finding, version.agreement_id, fingerprint(code, part.stem + about, facts))

    for node, stem in text.dangling():
        yield fault("dangling_reference", Severity.ERROR, node, stem)
    for node in text.nodes:
        part = node.clause
        if not part.text.strip() and not text.children(part.id) and part.kind is not ClauseKind.ANNEX:
            yield fault("empty_clause", Severity.NOTE, node, heading=part.heading or part.kind)
        for gap in dict.fromkeys(_GAP.findall(part.text)):
            yield fault("gap_left", Severity.WARNING, node, gap, gap=gap)


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
