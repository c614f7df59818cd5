"""What follows when a body passes another text than the one that lay before it („geändert beschlossen“)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.domain.resolutions import day_of, final_stations, is_amendment, stations_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import PaperKind, Result
from ozgdesk.domain.votes import RESOLVED


@dataclass(frozen=True, slots=True)
class ChangedText:
    """`version` lay before the body, None when the matter is no agreement; `made` is the first one that was
    copied from it.

    `again` are papers of other municipalities that passed the former text, each to be followed by a
    supplement; `under_way` are stations that will now deal with the new one.
    """

    version: AgreementVersion | None = None
    made: AgreementVersion | None = None
    again: tuple[CouncilPaper, ...] = ()
    under_way: tuple[Consultation, ...] = ()

    def __bool__(self) -> bool:
        lacks_version = self.version is not None and self.made is None
        return lacks_version or bool(self.again) or bool(self.under_way)


def changed_text(snapshot: Snapshot, consultation_id: str) -> ChangedText:
    """What is to be done about the new text of a deciding station; nothing where it was done before."""
    station = snapshot.get(Consultation, consultation_id)
    own = snapshot.get(CouncilPaper, station.paper_id)
    stations = stations_of(snapshot, own.id)
    if station.id not in {row.id for row in final_stations(snapshot, stations)}:
        return ChangedText()
    later = stations[stations.index(station) + 1 :]
    again: list[CouncilPaper] = []
    under_way = [row for row in later if _has_before_it(row, station)]
    for papers in _others(snapshot, own, station).values():
        passed = _passed_last(snapshot, papers)
        if passed is not None and not _is_followed(snapshot, passed):
            again.append(passed)
        if passed is None:
            rows = (row for paper in papers for row in stations_of(snapshot, paper.id))
            under_way += [row for row in rows if _has_before_it(row, station)]
    version = snapshot.find(AgreementVersion, station.version_id)
    return ChangedText(version, _made_of(snapshot, version), tuple(again), tuple(under_way))


def _has_before_it(row: Consultation, changed: Consultation) -> bool:
    """Whether a station has still to deal with the text that another body changed."""
    return row.result is Result.OPEN and row.version_id is not None and row.version_id == changed.version_id


def _made_of(snapshot: Snapshot, version: AgreementVersion | None) -> AgreementVersion | None:
    made = [row for row in snapshot.all(AgreementVersion) if version and row.based_on_id == version.id]
    return min(made, key=lambda row: (row.order, row.id), default=None)


def _others(snapshot: Snapshot, own: CouncilPaper, station: Consultation) -> dict[str, list[CouncilPaper]]:
    """The papers of the other municipalities on the same matter, by municipality."""
    found: dict[str, list[CouncilPaper]] = {}
    for paper in _same_matter(snapshot, own, station):
        if paper.municipality_id != own.municipality_id:
            found.setdefault(paper.municipality_id, []).append(paper)
    return found


def _same_matter(snapshot: Snapshot, own: CouncilPaper, station: Consultation) -> Iterator[CouncilPaper]:
    changes = is_amendment(snapshot, station.version_id)
    for paper in snapshot.all(CouncilPaper):
        if paper.kind not in (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT):
            continue
        if own.matter_id is not None:
            is_same = paper.matter_id == own.matter_id
        else:
            versions = {row.version_id for row in stations_of(snapshot, paper.id)}
            is_about = any(is_amendment(snapshot, id_) == changes for id_ in versions)
            is_same = own.agreement_id is not None and paper.agreement_id == own.agreement_id and is_about
        if is_same:
            yield paper


def _passed_last(snapshot: Snapshot, papers: list[CouncilPaper]) -> CouncilPaper | None:
    """The paper that a municipality passed last; None while its newest one is not decided."""
    newest: tuple[date, CouncilPaper, bool] | None = None
    for paper in papers:
        for row in final_stations(snapshot, stations_of(snapshot, paper.id)):
            day = day_of(snapshot, row) or date.max
            if newest is None or day >= newest[0]:
                newest = (day, paper, row.result in RESOLVED)
    return newest[1] if newest is not None and newest[2] else None


def _is_followed(snapshot: Snapshot, paper: CouncilPaper) -> bool:
    return any(row.predecessor_id == paper.id for row in snapshot.all(CouncilPaper))
