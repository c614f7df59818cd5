"""Which resolution of each municipality counts for an agreement: the one on the text that all passed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.clauses import same_text
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.resolutions import day_of, final_stations, is_amendment, papers_on, ways_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import Result
from ozgdesk.domain.votes import PASSED, RETURNING, UNDECIDED, Votes, derive_result, is_refuted

WAITING = UNDECIDED | RETURNING


@dataclass(frozen=True, slots=True)
class Standing:
    """The station that counts for each municipality that has one.

    `version_id` is the text that all of them passed; None while they have not, or where no station names it.
    """

    stations: Mapping[str, Consultation]
    version_id: str | None = None


def result_of(snapshot: Snapshot, station: Consultation) -> Result:
    """The result as entered; where none is, the one that follows from the votes (§ 54 Abs. 1 HGO)."""
    if station.result not in UNDECIDED:
        return station.result
    body = snapshot.get(Committee, station.committee_id)
    return derive_result(votes_of(station), body.kind) or station.result


def votes_of(station: Consultation) -> Votes:
    """The votes as minuted."""
    return Votes(station.votes_yes, station.votes_no, station.abstentions, station.excluded)


def passed_version(snapshot: Snapshot, station: Consultation) -> str | None:
    """The text that a resolution passes: the one before the body, or the one made from it by a change.

    `geändert beschlossen` passes the first version that is based on the one before the body and reads
    otherwise; None while there is none.
    """
    if station.result is not Result.CHANGED:
        return station.version_id
    made = [
        row
        for row in snapshot.all(AgreementVersion)
        if row.based_on_id is not None
        and row.based_on_id == station.version_id
        and not same_text(snapshot, row.id, row.based_on_id)
    ]
    return min(made, key=lambda row: (row.order, row.id)).id if made else None


def is_passed(snapshot: Snapshot, station: Consultation, as_of: date) -> bool:
    """Whether a station ended by `as_of` with a resolution for a text, which its votes do not refute."""
    day = day_of(snapshot, station)
    if day is None or day > as_of:
        return False
    result = result_of(snapshot, station)
    if result is Result.CHANGED:
        return passed_version(snapshot, station) is not None
    body = snapshot.get(Committee, station.committee_id)
    return result in PASSED and not is_refuted(result, votes_of(station), body.kind)


def is_suspended(station: Consultation, as_of: date) -> bool:
    """Whether a Widerspruch or a Beanstandung suspends the resolution (§ 63 HGO)."""
    return station.suspended_on is not None and station.suspended_on <= as_of


def standing(snapshot: Snapshot, agreement_id: str, party_ids: Sequence[str], as_of: date) -> Standing:
    """The stations that count: on the text that all passed first, else the latest of each municipality.

    What comes after all have passed a text changes the agreement (§ 27 KGG) and does not undo it.
    """
    finals = _finals(snapshot, agreement_id, party_ids, as_of)
    found = _Common(snapshot, finals, as_of).first()
    if found is not None:
        return found
    changed = {
        passed_version(snapshot, row)
        for rows in finals.values()
        for row in rows
        if row.result is Result.CHANGED
    }
    latest = {id_: _latest(snapshot, rows, changed - {None}, as_of) for id_, rows in finals.items()}
    return Standing({id_: row for id_, row in latest.items() if row is not None})


def _finals(
    snapshot: Snapshot, agreement_id: str, party_ids: Sequence[str], as_of: date
) -> dict[str, tuple[Consultation, ...]]:
    """The stations that decide, over all papers of each municipality on an agreement.

    A paper that was settled without a resolution has none that is still to come.
    """
    papers = {id_: papers_on(snapshot, agreement_id, id_) for id_ in party_ids}
    ways = ways_of(snapshot, {paper.id for rows in papers.values() for paper in rows})
    return {
        id_: tuple(
            station
            for paper in rows
            for station in final_stations(snapshot, ways[paper.id])
            if not (is_closed(paper, as_of) and result_of(snapshot, station) in WAITING)
        )
        for id_, rows in papers.items()
    }


def is_closed(paper: CouncilPaper, as_of: date) -> bool:
    """Whether a paper was settled without a resolution."""
    return paper.closed_on is not None and paper.closed_on <= as_of


def _latest(
    snapshot: Snapshot, rows: Sequence[Consultation], changed: set[str | None], as_of: date
) -> Consultation | None:
    """The latest station that counts, undated ones last.

    A draft that changes the current version does not touch what was passed, nor does a station that has
    decided nothing yet; the text that came of a change is no such draft.
    """
    settled = [row for row in rows if row.version_id in changed or not is_amendment(snapshot, row.version_id)]
    holding = [row for row in settled if is_passed(snapshot, row, as_of) and not is_suspended(row, as_of)]
    if holding:
        rows = [
            row
            for row in settled
            if row in holding or row.version_id in changed or result_of(snapshot, row) not in WAITING
        ]
    return max(rows, key=lambda row: (day_of(snapshot, row) or date.max, row.order), default=None)


class _Common:
    """Looks for a text that every municipality passed. A resolution that names no text fits any."""

    def __init__(self, snapshot: Snapshot, finals: Mapping[str, Sequence[Consultation]], as_of: date) -> None:
        self.snapshot = snapshot
        self.finals = finals
        self.as_of = as_of
        self.passed = {id_: list(self._passes(rows)) for id_, rows in finals.items()}

    def first(self) -> Standing | None:
        """The text that was passed by all before any other."""
        known = {text for rows in self.passed.values() for _, text, _ in rows}
        texts: list[str | None] = [*sorted(text for text in known if text is not None)] or [None]
        found = [row for text in texts if (row := self._complete(text)) is not None]
        return min(found, key=lambda row: row[0])[1] if found else None

    def _passes(self, rows: Sequence[Consultation]) -> Iterator[tuple[date, str | None, Consultation]]:
        for row in rows:
            day = day_of(self.snapshot, row)
            holds = is_passed(self.snapshot, row, self.as_of) and not is_suspended(row, self.as_of)
            if day is not None and holds:
                yield day, passed_version(self.snapshot, row), row

    def _complete(self, text: str | None) -> tuple[date, Standing] | None:
        chosen = {}
        for id_, rows in self.passed.items():
            own = [row for row in rows if self._is_same(row[1], text)]
            if not own:
                return None
            chosen[id_] = min(own, key=lambda row: (row[0], row[2].order))
        if not chosen:
            return None
        complete = max(day for day, _, _ in chosen.values())
        if any(self._turned(id_, day, complete) for id_, (day, _, _) in chosen.items()):
            return None
        return complete, Standing({id_: row for id_, (_, _, row) in chosen.items()}, text)

    def _is_same(self, own: str | None, text: str | None) -> bool:
        return own is None or text is None or same_text(self.snapshot, own, text)

    def _turned(self, municipality_id: str, since: date, until: date) -> bool:
        """Whether a municipality decided otherwise after it had passed a text and before all had."""
        return any(
            since < (day_of(self.snapshot, row) or date.max) <= until
            and result_of(self.snapshot, row) not in WAITING | PASSED
            for row in self.finals[municipality_id]
        )
