"""What each municipality's deciding body resolved on an agreement, as reasons for its effect."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.clauses import same_text
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.reasons import Actor, Reason, Weight
from ozgdesk.domain.resolutions import day_of, papers_on
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.standing import (
    is_closed,
    is_passed,
    is_suspended,
    passed_version,
    result_of,
    standing,
    votes_of,
)
from ozgdesk.domain.vocabulary import CommitteeKind, Result
from ozgdesk.domain.votes import RETURNING, is_refuted

FAILED: dict[Result, str] = {
    Result.REJECTED: "resolution_rejected",
    Result.CHANGED: "resolution_changed",
    Result.RECOMMENDED: "resolution_only_recommended",
    Result.NOT_RECOMMENDED: "resolution_only_recommended",
    Result.NOTED: "resolution_only_noted",
    Result.WITHDRAWN: "resolution_withdrawn",
}
RULES = {"resolution_rejected": "HGO-06", "resolution_only_recommended": "HGO-11"}


class Resolutions:
    """The resolutions of some municipalities by `as_of`: reasons, and the days on which they were passed.

    `passed` holds the station of each that passed a text, also where something else stands against it.
    """

    def __init__(
        self, snapshot: Snapshot, agreement: Agreement, party_ids: Sequence[str], as_of: date
    ) -> None:
        self.snapshot = snapshot
        self.agreement = agreement
        self.as_of = as_of
        self.standing = standing(snapshot, agreement.id, party_ids, as_of)
        self.passed = {
            id_: row for id_, row in self.standing.stations.items() if is_passed(snapshot, row, as_of)
        }

    @property
    def days(self) -> list[date]:
        """The days on which a text was passed."""
        days = (day_of(self.snapshot, row) for row in self.passed.values())
        return [day for day in days if day is not None]

    def of(self, municipality_id: str, has_signed: bool) -> Iterator[Reason]:
        """Reasons about one municipality. What it has signed it probably resolved: then a gap is UNKNOWN."""
        station = self.standing.stations.get(municipality_id)
        if station is None:
            papers = papers_on(self.snapshot, self.agreement.id, municipality_id)
            weight = Weight.UNKNOWN if has_signed else Weight.ABSENT
            code, day = "no_deciding_station" if papers else "no_paper", None
            if papers and is_closed(papers[-1], self.as_of):
                code, day = "paper_closed", papers[-1].closed_on
            subject = ("council_paper", papers[-1].id) if papers else None
            yield self._reason(code, weight, municipality_id, subject=subject, day=day)
            return
        if municipality_id in self.passed:
            yield from self._success(station, municipality_id)
        else:
            yield self._outcome(station, municipality_id)

    def versions(self) -> Iterator[Reason]:
        """A reason for each municipality that passed another text than most, or than the changed one."""
        texts = {id_: passed_version(self.snapshot, row) for id_, row in self.passed.items()}
        wanted = self._common_text({id_: text for id_, text in texts.items() if text is not None})
        for id_, text in texts.items():
            if wanted is None or text is None or same_text(self.snapshot, wanted, text):
                continue
            first = self.snapshot.get(AgreementVersion, wanted)
            other = self.snapshot.get(AgreementVersion, text)
            subject = ("consultation", self.passed[id_].id)
            yield self._reason(
                "different_versions",
                Weight.OPEN,
                id_,
                subject=subject,
                first=first.name,
                other=other.name,
            )

    def outgrown(self) -> Iterator[Reason]:
        """Who has not passed the current version yet, where all passed another one that has effect."""
        current = next(
            (
                row
                for row in self.snapshot.all(AgreementVersion)
                if row.agreement_id == self.agreement.id and row.is_current
            ),
            None,
        )
        passed = self.standing.version_id
        if current is None or passed is None or same_text(self.snapshot, passed, current.id):
            return
        other = self.snapshot.get(AgreementVersion, passed)
        for id_ in self.standing.stations:
            if not self._has_passed(id_, current.id):
                yield self._reason(
                    "current_version_not_passed",
                    Weight.DUTY,
                    id_,
                    rule="KGG-18",
                    current=current.name,
                    other=other.name,
                )

    def _has_passed(self, municipality_id: str, version_id: str) -> bool:
        papers = {
            row.id
            for row in self.snapshot.all(CouncilPaper)
            if (row.agreement_id, row.municipality_id) == (self.agreement.id, municipality_id)
        }
        return any(
            row.paper_id in papers
            and is_passed(self.snapshot, row, self.as_of)
            and (text := passed_version(self.snapshot, row)) is not None
            and same_text(self.snapshot, text, version_id)
            for row in self.snapshot.all(Consultation)
        )

    def _common_text(self, texts: dict[str, str]) -> str | None:
        """The text that came of a change; else the one passed most often, then the current one."""
        if not texts:
            return None
        changed = [id_ for id_ in texts if self.passed[id_].result is Result.CHANGED]
        counts = Counter(texts.values())

        def rank(id_: str) -> tuple[bool, int, bool, date, str]:
            version = self.snapshot.get(AgreementVersion, texts[id_])
            day = day_of(self.snapshot, self.passed[id_]) or date.min
            return id_ in changed, counts[texts[id_]], version.is_current, day, id_

        return texts[max(texts, key=rank)]

    def _success(self, station: Consultation, municipality_id: str) -> Iterator[Reason]:
        day, subject = day_of(self.snapshot, station), ("consultation", station.id)
        result = result_of(self.snapshot, station)
        yield self._reason(
            "resolution_passed",
            Weight.MET,
            municipality_id,
            subject=subject,
            rule="HGO-06",
            day=day,
            result=result,
        )
        body = self.snapshot.get(Committee, station.committee_id)
        if body.kind is not CommitteeKind.COUNCIL:
            yield self._reason("resolution_delegated", Weight.NOTE, municipality_id, subject=subject)
        yield from self._obstacles(station, municipality_id)

    def _outcome(self, station: Consultation, municipality_id: str) -> Reason:
        """Why a station has not passed anything yet."""
        day, subject = day_of(self.snapshot, station), ("consultation", station.id)
        result = result_of(self.snapshot, station)

        def reason(code: str, weight: Weight, rule: str = "", **values: object) -> Reason:
            return self._reason(code, weight, municipality_id, subject=subject, rule=rule, day=day, **values)

        body = self.snapshot.get(Committee, station.committee_id)
        if result is Result.UNKNOWN:
            return reason("resolution_unknown", Weight.UNKNOWN)
        if result is Result.OPEN or (day is not None and day > self.as_of):
            return self._outstanding(station, municipality_id, day)
        if is_refuted(result, votes_of(station), body.kind):
            return reason("result_contradicts_votes", Weight.UNKNOWN, "HGO-06", result=result)
        if result in RETURNING:
            return reason("resolution_postponed", Weight.OPEN, result=result)
        if result in FAILED:
            code = FAILED[result]
            return reason(code, Weight.OPEN, RULES.get(code, ""))
        return reason("resolution_undated", Weight.UNKNOWN)

    def _outstanding(self, station: Consultation, municipality_id: str, day: date | None) -> Reason:
        subject = ("consultation", station.id)
        meeting = self.snapshot.find(Meeting, station.meeting_id)
        if meeting is not None and meeting.is_cancelled:
            return self._reason("meeting_cancelled", Weight.OPEN, municipality_id, subject=subject, day=day)
        if day is None:
            return self._reason("resolution_unscheduled", Weight.OPEN, municipality_id, subject=subject)
        if day < self.as_of:
            return self._reason(
                "result_not_entered", Weight.UNKNOWN, municipality_id, subject=subject, day=day
            )
        return self._reason("resolution_pending", Weight.OPEN, municipality_id, subject=subject, day=day)

    def _obstacles(self, station: Consultation, municipality_id: str) -> Iterator[Reason]:
        subject = ("consultation", station.id)
        if is_suspended(station, self.as_of):
            yield self._reason(
                "resolution_suspended",
                Weight.OPEN,
                municipality_id,
                subject=subject,
                rule="HGO-63",
                day=station.suspended_on,
                kind=station.suspended_kind,
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
        told = {name: value for name, value in values.items() if value is not None}
        return Reason(code, weight, kind, id_, rule or "HGO-05", municipality_id, Actor.COUNCIL, told)
