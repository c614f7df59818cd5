"""Whether those that are bound already agreed to a municipality that joins an agreement (§ 27 KGG, KGG-31).

An accession changes the agreement, so each of them has to agree: its council, or its board where the council
has left that to it under conditions. An Öffnungsklausel may say that no consent is needed.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ozgdesk.domain.agreements import AccessionCondition, AgreementParty
from ozgdesk.domain.clauses import same_text
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.evidence import Evidence
from ozgdesk.domain.opening_clause import opening_clause
from ozgdesk.domain.reasons import BLOCKING, Actor, Reason, Weight
from ozgdesk.domain.resolutions import day_of, final_stations, is_amendment, stations_of
from ozgdesk.domain.standing import is_closed, is_passed, is_suspended, passed_version, result_of
from ozgdesk.domain.vocabulary import CommitteeKind, PaperKind, Result
from ozgdesk.domain.votes import RETURNING

_Fits = Callable[[CouncilPaper, Consultation], bool]


def parties_before(found: Evidence, row: AgreementParty) -> list[Municipality]:
    """Those that were bound before a party joined."""
    joined = {
        other.municipality_id: other.joined_on or date.min
        for other in found.snapshot.all(AgreementParty)
        if other.agreement_id == found.agreement.id
    }
    on = row.joined_on or date.max
    return [party for party in found.parties if party.id != row.municipality_id and joined[party.id] < on]


def consent_reasons(found: Evidence, row: AgreementParty, since: date | None) -> Iterator[Reason]:
    """A reason for each party that was there before, or the one that none of them has to agree.

    `since` is the day since which the agreement has effect. What was attested covers the accessions before.
    """
    recorded = found.agreement.recorded_effective_on
    if recorded is not None and row.joined_on is not None and row.joined_on <= recorded:
        return
    opening = opening_clause(found.snapshot, found.agreement.id)
    if opening is not None and opening.waives_consent:
        yield Reason(
            "consent_waived",
            Weight.NOTE,
            "clause",
            opening.node.clause.id,
            "KGG-32",
            values={"joining": _name(found, row)},
        )
        return
    consents = _Consents(found, row, since)
    for party in parties_before(found, row):
        yield from consents.of(party.id)


def consents_to_come(found: Evidence, row: AgreementParty, since: date | None) -> Iterator[Reason]:
    """Whose consent to an accession of a later day is missing, in one note: it holds up nothing yet."""
    missing = [reason for reason in consent_reasons(found, row, since) if reason.weight in BLOCKING]
    ids = dict.fromkeys(reason.municipality_id for reason in missing)
    towns = tuple(found.snapshot.get(Municipality, id_).name for id_ in ids if id_ is not None)
    if towns:
        values = {"joining": _name(found, row), "day": row.joined_on, "towns": towns}
        yield Reason(
            "consents_to_come",
            Weight.NOTE,
            "agreement_party",
            row.id,
            "KGG-31",
            row.municipality_id,
            values=values,
        )


class _Consents:
    """The resolutions of the others on one accession."""

    def __init__(self, found: Evidence, row: AgreementParty, since: date | None) -> None:
        self.found = found
        self.snapshot = found.snapshot
        self.row = row
        self.since = since
        self.joining = _name(found, row)
        self.own = self._latest(row.municipality_id, lambda _paper, _station: True)

    def of(self, municipality_id: str) -> Iterator[Reason]:
        """Reasons about the consent of one municipality."""
        conditions = self._conditions(municipality_id)
        station = self._latest(municipality_id, self._is_about_it)
        body = self.snapshot.get(Committee, station.committee_id) if station else None
        is_by_board = bool(conditions) if body is None else body.kind is CommitteeKind.ADMINISTRATION
        actor = Actor.ADMINISTRATION if is_by_board else Actor.COUNCIL
        code, weight = self._outcome(station)
        subject = ("consultation", station.id) if station else ("agreement_party", self.row.id)
        day = day_of(self.snapshot, station) if station else None
        values = {"joining": self.joining, **({"day": day} if day else {})}
        yield Reason(code, weight, *subject, "KGG-31", municipality_id, actor, values)
        if station is not None and is_by_board and not conditions and weight is Weight.MET:
            yield Reason(
                "resolution_delegated", Weight.NOTE, *subject, "HGO-05", municipality_id, Actor.COUNCIL, {}
            )
        for condition in conditions if is_by_board else ():
            if not condition.is_met:
                told = {"joining": self.joining, "text": condition.text}
                subject = ("accession_condition", condition.id)
                yield Reason(
                    "consent_condition_open", Weight.OPEN, *subject, "KGG-31", municipality_id, actor, told
                )

    def _outcome(self, station: Consultation | None) -> tuple[str, Weight]:
        if station is None:
            return "consent_missing", Weight.ABSENT
        if is_passed(self.snapshot, station, self.found.as_of):
            if is_suspended(station, self.found.as_of):
                return "consent_suspended", Weight.OPEN
            return "consent_given", Weight.MET
        day, result = day_of(self.snapshot, station), result_of(self.snapshot, station)
        is_to_come = day is None or day > self.found.as_of
        if result in RETURNING or (result is Result.OPEN and is_to_come):
            return "consent_open", Weight.OPEN
        if result in (Result.OPEN, Result.UNKNOWN) or is_to_come:
            return "consent_unknown", Weight.UNKNOWN
        return "consent_refused", Weight.OPEN

    def _latest(self, municipality_id: str, fits: _Fits) -> Consultation | None:
        """The deciding station on the accession: the first that passed it, else the last one."""
        reference = self._founded_on(municipality_id)
        stations = [
            station
            for paper in self._papers(municipality_id)
            for station in final_stations(self.snapshot, stations_of(self.snapshot, paper.id))
            if self._day(station) > reference and fits(paper, station)
        ]
        stations.sort(key=lambda row: (self._day(row), row.order, row.id))
        passed = [row for row in stations if is_passed(self.snapshot, row, self.found.as_of)]
        return next(iter(passed or stations[::-1]), None)

    def _papers(self, municipality_id: str) -> Sequence[CouncilPaper]:
        return [
            paper
            for paper in self.snapshot.all(CouncilPaper)
            if (paper.agreement_id, paper.municipality_id) == (self.found.agreement.id, municipality_id)
            and paper.kind in (PaperKind.RESOLUTION, PaperKind.SUPPLEMENT)
            and not is_closed(paper, self.found.as_of)
        ]

    def _founded_on(self, municipality_id: str) -> date:
        """Until when a municipality decided on the agreement itself; the one that joins never did."""
        if municipality_id == self.row.municipality_id:
            return date.min
        station = self.found.resolutions.standing.stations.get(municipality_id)
        day = day_of(self.snapshot, station) if station else None
        if day is not None and (self.since is None or day <= self.since):
            return day
        return self.since or date.min

    def _is_about_it(self, paper: CouncilPaper, station: Consultation) -> bool:
        """Whether a paper is about this accession: of the same matter, or on the text the joining one has."""
        if self.own is None:
            return station.version_id is None or is_amendment(self.snapshot, station.version_id)
        own_paper = self.snapshot.get(CouncilPaper, self.own.paper_id)
        if paper.matter_id is not None and paper.matter_id == own_paper.matter_id:
            return True
        mine, other = (passed_version(self.snapshot, row) or row.version_id for row in (self.own, station))
        return mine is None or other is None or same_text(self.snapshot, mine, other)

    def _conditions(self, municipality_id: str) -> list[AccessionCondition]:
        """Under what the council left the consent to its board."""
        wanted = (self.found.agreement.id, municipality_id, self.row.municipality_id)
        rows = [
            row
            for row in self.snapshot.all(AccessionCondition)
            if (row.agreement_id, row.municipality_id, row.joining_id) == wanted
        ]
        return sorted(rows, key=lambda row: (row.order, row.id))

    def _day(self, station: Consultation) -> date:
        return day_of(self.snapshot, station) or date.max


def _name(found: Evidence, row: AgreementParty) -> str:
    return found.snapshot.get(Municipality, row.municipality_id).name
