"""What each municipality's deciding body resolved on an agreement, read from its papers' stations."""

from collections.abc import Iterator, Sequence
from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementParty, AgreementVersion
from ozgdesk.domain.clauses import same_text
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.reasons import Actor, Reason, Weight
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, PaperKind, Result
from ozgdesk.domain.votes import PASSED, RETURNING

FAILED: dict[Result, str] = {
    Result.REJECTED: "resolution_rejected",
    Result.CHANGED: "resolution_changed",
    Result.RECOMMENDED: "resolution_only_recommended",
    Result.NOT_RECOMMENDED: "resolution_only_recommended",
    Result.NOTED: "resolution_only_noted",
    Result.WITHDRAWN: "resolution_withdrawn",
}


def day_of(snapshot: Snapshot, station: Consultation) -> date | None:
    """The day of a station, from itself or from its meeting."""
    meeting = snapshot.find(Meeting, station.meeting_id)
    return station.held_on or (meeting.held_on if meeting else None)


def stations_of(snapshot: Snapshot, paper_id: str) -> tuple[Consultation, ...]:
    """The stations of a paper in their order."""
    found = (row for row in snapshot.all(Consultation) if row.paper_id == paper_id)
    return tuple(sorted(found, key=lambda row: (row.order, row.id)))


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


def decisive_station(snapshot: Snapshot, agreement_id: str, municipality_id: str) -> Consultation | None:
    """The latest station that counts, over all papers of a municipality on an agreement; undated last.

    A station on a draft that changes the current version (§ 27 KGG) does not touch what was passed before.
    """
    found: list[Consultation] = []
    for paper in papers_on(snapshot, agreement_id, municipality_id):
        found += final_stations(snapshot, stations_of(snapshot, paper.id))
    if not found:
        return None
    settled = [row for row in found if not is_amendment(snapshot, row.version_id)]
    if any(row.result in PASSED for row in settled):
        found = settled
    return max(found, key=lambda row: (day_of(snapshot, row) or date.max, row.order))


def is_amendment(snapshot: Snapshot, version_id: str | None) -> bool:
    """Whether a version is a draft copied from the current one, and so speaks of a change to come."""
    version = snapshot.find(AgreementVersion, version_id)
    based_on = snapshot.find(AgreementVersion, version.based_on_id) if version else None
    return based_on is not None and based_on.is_current


def papers_on(snapshot: Snapshot, agreement_id: str, municipality_id: str) -> tuple[CouncilPaper, ...]:
    """The papers that ask a municipality to decide on an agreement, oldest first.

    A paper of one that was there before about the accession of another is none, until its text is in force.
    """
    joined_later = _joined_later(snapshot, agreement_id)
    may_be_about_others = bool(joined_later) and municipality_id not in joined_later
    found = (
        paper
        for paper in snapshot.all(CouncilPaper)
        if paper.agreement_id == agreement_id
        and paper.municipality_id == municipality_id
        and paper.kind in (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT)
        and not (may_be_about_others and _is_about_accession(snapshot, paper))
    )
    return tuple(sorted(found, key=lambda paper: (paper.dated_on or date.min, paper.number, paper.id)))


def _joined_later(snapshot: Snapshot, agreement_id: str) -> set[str]:
    """The municipalities that did not found an agreement, or are still to join it."""
    rows = [row for row in snapshot.all(AgreementParty) if row.agreement_id == agreement_id]
    founding = min((row.joined_on or date.min for row in rows), default=date.min)
    return {row.municipality_id for row in rows if (row.joined_on or date.min) > founding}


def _is_about_accession(snapshot: Snapshot, paper: CouncilPaper) -> bool:
    stations = stations_of(snapshot, paper.id)
    return bool(stations) and all(is_amendment(snapshot, row.version_id) for row in stations)


class Resolutions:
    """The resolutions on one agreement by `as_of`: reasons, and the days on which they were passed."""

    def __init__(self, snapshot: Snapshot, agreement: Agreement, as_of: date) -> None:
        self.snapshot = snapshot
        self.agreement = agreement
        self.as_of = as_of
        self.passed: dict[str, Consultation] = {}

    def of(self, municipality_id: str, has_signed: bool) -> Iterator[Reason]:
        """Reasons about one municipality. What it has signed it probably resolved: then a gap is UNKNOWN."""
        station = decisive_station(self.snapshot, self.agreement.id, municipality_id)
        if station is None:
            papers = papers_on(self.snapshot, self.agreement.id, municipality_id)
            weight = Weight.UNKNOWN if has_signed else Weight.ABSENT
            if papers:
                yield self._reason(
                    "no_deciding_station",
                    weight,
                    municipality_id,
                    subject=("council_paper", papers[-1].id),
                )
            else:
                yield self._reason("no_paper", weight, municipality_id)
            return
        yield self._outcome(station, municipality_id)
        yield from self._obstacles(station, municipality_id)

    def versions(self) -> Iterator[Reason]:
        """A reason when the passed resolutions are about different texts of the agreement."""
        known = [row for row in self.passed.values() if row.version_id is not None]
        for row in known[1:]:
            if not same_text(self.snapshot, str(known[0].version_id), str(row.version_id)):
                first = self.snapshot.get(AgreementVersion, str(known[0].version_id))
                other = self.snapshot.get(AgreementVersion, str(row.version_id))
                municipality_id = self.snapshot.get(CouncilPaper, row.paper_id).municipality_id
                yield self._reason(
                    "different_versions",
                    Weight.OPEN,
                    municipality_id,
                    subject=("consultation", row.id),
                    first=first.name,
                    other=other.name,
                )

    def _outcome(self, station: Consultation, municipality_id: str) -> Reason:
        day = day_of(self.snapshot, station)
        subject = ("consultation", station.id)
        if station.result is Result.UNKNOWN:
            return self._reason(
                "resolution_unknown", Weight.UNKNOWN, municipality_id, subject=subject, day=day
            )
        if station.result is Result.OPEN or (day is not None and day > self.as_of):
            return self._outstanding(station, municipality_id, day)
        if station.result in RETURNING:
            return self._reason(
                "resolution_postponed",
                Weight.OPEN,
                municipality_id,
                subject=subject,
                day=day,
                result=station.result,
            )
        if station.result not in PASSED:
            code = FAILED[station.result]
            rule = "HGO-11" if code == "resolution_only_recommended" else ""
            return self._reason(code, Weight.OPEN, municipality_id, subject=subject, rule=rule, day=day)
        if day is None:
            return self._reason("resolution_undated", Weight.UNKNOWN, municipality_id, subject=subject)
        self.passed[municipality_id] = station
        return self._reason(
            "resolution_passed",
            Weight.MET,
            municipality_id,
            subject=subject,
            rule="HGO-06",
            day=day,
            result=station.result,
        )

    def _outstanding(self, station: Consultation, municipality_id: str, day: date | None) -> Reason:
        subject = ("consultation", station.id)
        if day is None:
            return self._reason("resolution_unscheduled", Weight.OPEN, municipality_id, subject=subject)
        if day < self.as_of:
            return self._reason(
                "result_not_entered", Weight.UNKNOWN, municipality_id, subject=subject, day=day
            )
        return self._reason("resolution_pending", Weight.OPEN, municipality_id, subject=subject, day=day)

    def _obstacles(self, station: Consultation, municipality_id: str) -> Iterator[Reason]:
        if municipality_id not in self.passed:
            return
        subject = ("consultation", station.id)
        if station.suspended_on is not None and station.suspended_on <= self.as_of:
            yield self._reason(
                "resolution_suspended",
                Weight.OPEN,
                municipality_id,
                subject=subject,
                rule="HGO-63",
                day=station.suspended_on,
            )
        if station.conditions.strip():
            weight = {True: Weight.MET, False: Weight.OPEN, None: Weight.UNKNOWN}[station.conditions_met]
            code = {True: "condition_met", False: "condition_open", None: "condition_unchecked"}
            yield self._reason(
                code[station.conditions_met],
                weight,
                municipality_id,
                subject=subject,
                text=station.conditions,
            )

    def _reason(
        self,
        code: str,
        weight: Weight,
        municipality_id: str,
        *,
        subject: tuple[str, str] | None = None,
        rule: str = "",
        **values: object,
    ) -> Reason:
        kind, id_ = subject or ("agreement", self.agreement.id)
        return Reason(code, weight, kind, id_, rule or "HGO-05", municipality_id, Actor.COUNCIL, values)
