"""Which bodies a matter still has to pass in each municipality: the stations of its paper, else the usual
way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.council_days import valid_body
from ozgdesk.domain.council_terms import all_terms, successors
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter, Meeting
from ozgdesk.domain.effect import Effect
from ozgdesk.domain.resolutions import day_of, final_stations, is_amendment, papers_on, stations_of
from ozgdesk.domain.snapshot import Rows, Snapshot
from ozgdesk.domain.standing import result_of
from ozgdesk.domain.vocabulary import CommitteeKind, PaperKind, Result
from ozgdesk.domain.votes import PASSED, RETURNING

USUAL_WAY = (CommitteeKind.ADMINISTRATION, CommitteeKind.COMMITTEE, CommitteeKind.COUNCIL)
"""The usual Beratungsfolge: Magistrat or Gemeindevorstand, the first committee, the council."""


@dataclass(frozen=True, slots=True)
class Station:
    """A body on the way. `planned_on` is its day where the paper has one, `body` None where none is entered.

    `is_done`: it has a result. `consultation_id` is empty on the usual way. `terms` are the bodies that meet
    for it, this one and those of other Wahlperioden.
    """

    kind: CommitteeKind
    body: Committee | None
    consultation_id: str = ""
    planned_on: date | None = None
    result: Result = Result.OPEN
    terms: tuple[Committee, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is to come at this station."""
        return self.result is not Result.OPEN


@dataclass(frozen=True, slots=True)
class Way:
    """The stations of one municipality up to the one that decides; `paper_id` is empty on the usual way."""

    municipality_id: str
    paper_id: str
    stations: tuple[Station, ...]
    is_passed: bool = False


def ways_of(snapshot: Snapshot, effect: Effect, *, is_change: bool, on: date) -> tuple[Way, ...]:
    """The way in each party. `is_change`: of what changes an agreement in force; `on`: bodies valid then."""
    return tuple(_way(snapshot, effect, id_, is_change, on) for id_ in effect.parties)


def matter_ways(snapshot: Snapshot, matter: Matter, *, on: date) -> tuple[Way, ...]:
    """The way of a matter in each municipality that has a paper on it; in every one while there is none."""
    papers: dict[str, list[CouncilPaper]] = {}
    for paper in snapshot.all(CouncilPaper):
        if paper.matter_id == matter.id:
            papers.setdefault(paper.municipality_id, []).append(paper)
    towns = sorted(snapshot.all(Municipality), key=lambda row: (row.order, row.id))
    return tuple(
        _matter_way(snapshot, papers.get(town.id, []), town.id, on)
        for town in towns
        if not papers or town.id in papers
    )


def _matter_way(snapshot: Snapshot, papers: Sequence[CouncilPaper], municipality_id: str, on: date) -> Way:
    for paper in sorted(papers, key=_age, reverse=True):
        stations = _to_the_final_one(snapshot, stations_of(snapshot, paper.id))
        is_passed = bool(stations) and result_of(snapshot, stations[-1]) in PASSED
        is_open = paper.closed_on is None and any(result_of(snapshot, row) is Result.OPEN for row in stations)
        if is_passed or is_open:
            found = tuple(_station(snapshot, row) for row in stations)
            return Way(municipality_id, paper.id, found, is_passed)
    return Way(municipality_id, "", _usual(snapshot, municipality_id, on))


def usual_bodies(
    rows: Rows, municipality_id: str, on: date
) -> Iterator[tuple[CommitteeKind, Committee | None]]:
    """The bodies of the usual way; council and administration there are by law (§ 9 HGO)."""
    for kind in USUAL_WAY:
        body = valid_body(rows, municipality_id, kind, on)
        if body is not None or kind is not CommitteeKind.COMMITTEE:
            yield kind, body


def _way(snapshot: Snapshot, effect: Effect, municipality_id: str, is_change: bool, on: date) -> Way:
    papers = [
        paper
        for paper in _papers(snapshot, effect.agreement_id, municipality_id, is_change)
        if paper.closed_on is None
    ]
    passed = {reason.municipality_id for reason in effect.reasons if reason.code == "resolution_passed"}
    for paper in reversed(papers):
        stations = _to_the_final_one(snapshot, stations_of(snapshot, paper.id))
        is_decided = bool(stations) and result_of(snapshot, stations[-1]) in PASSED
        is_passed = is_decided if is_change else municipality_id in passed
        if is_passed or any(result_of(snapshot, row) is Result.OPEN for row in stations):
            found = tuple(_station(snapshot, row) for row in stations)
            return Way(municipality_id, paper.id, found, is_passed)
    is_over = not is_change and municipality_id in passed
    return Way(municipality_id, "", () if is_over else _usual(snapshot, municipality_id, on))


def _usual(snapshot: Snapshot, municipality_id: str, on: date) -> tuple[Station, ...]:
    return tuple(
        Station(kind, body, terms=all_terms(snapshot, body.id) if body else ())
        for kind, body in usual_bodies(snapshot, municipality_id, on)
    )


def _age(paper: CouncilPaper) -> tuple[date, str, str]:
    return paper.dated_on or date.min, paper.number, paper.id


def _papers(
    snapshot: Snapshot, agreement_id: str, municipality_id: str, is_change: bool
) -> Sequence[CouncilPaper]:
    """The papers on the agreement itself, or those on drafts that change it, oldest first."""
    if not is_change:
        return papers_on(snapshot, agreement_id, municipality_id)
    found = [
        paper
        for paper in snapshot.all(CouncilPaper)
        if paper.agreement_id == agreement_id
        and paper.municipality_id == municipality_id
        and paper.kind in (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT)
        and any(is_amendment(snapshot, row.version_id) for row in stations_of(snapshot, paper.id))
    ]
    return sorted(found, key=_age)


def _to_the_final_one(snapshot: Snapshot, stations: Sequence[Consultation]) -> Sequence[Consultation]:
    """The stations up to the last one that counts; those that were sent on have a later one."""
    final = {row.id for row in final_stations(snapshot, stations)}
    last = max((place for place, row in enumerate(stations) if row.id in final), default=len(stations) - 1)
    return [row for row in stations[: last + 1] if row.result not in RETURNING]


def _station(snapshot: Snapshot, row: Consultation) -> Station:
    body = snapshot.get(Committee, row.committee_id)
    meeting = snapshot.find(Meeting, row.meeting_id)
    result = result_of(snapshot, row)
    is_cancelled = meeting is not None and meeting.is_cancelled and result is Result.OPEN
    planned_on = None if is_cancelled else day_of(snapshot, row)
    return Station(body.kind, body, row.id, planned_on, result, successors(snapshot, body.id))
