"""How the councils pass an agreement (§§ 38, 50 to 63 HGO)."""

from collections.abc import Iterator
from datetime import date, timedelta

from ozgdesk.domain.council_days import INVITED, LEAST_NOTICE_DAYS, notice_days
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.legal_check.case import Case
from ozgdesk.domain.legal_check.hits import Hit
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.standing import standing
from ozgdesk.domain.vocabulary import CommitteeKind, PaperKind, Result
from ozgdesk.domain.votes import PASSED, RETURNING, Votes, contradicts, exceeds_seats

OUTSTANDING = (
    "no_paper",
    "no_deciding_station",
    "resolution_unknown",
    "result_not_entered",
    "resolution_undated",
    "resolution_unscheduled",
    "resolution_pending",
    "resolution_postponed",
    "resolution_rejected",
    "resolution_changed",
    "resolution_only_noted",
    "resolution_withdrawn",
    "result_contradicts_votes",
    "meeting_cancelled",
    "paper_closed",
)
CONDITIONS = (
    "condition_open",
    "condition_unchecked",
    "equal_wording_waits",
    "equal_wording_differs",
    "equal_wording_unknown",
    "equal_wording_not_told",
)


def resolutions(case: Case) -> Iterator[Hit]:
    """HGO-05, §§ 50, 51: the council, or whom it empowered, resolves on the agreement."""
    missing = case.reasons(*OUTSTANDING)
    if missing:
        codes = case.codes_of(reason.municipality_id for reason in missing)
        facts = tuple(sorted((str(reason.municipality_id), reason.code) for reason in missing))
        yield case.hit("HGO-05", "resolutions_missing", {"codes": codes}, facts=facts)


def conditions(case: Case) -> Iterator[Hit]:
    """HGO-05, §§ 50, 51: conditions of a resolution are met, and all bodies agreed to the same text."""
    for code, reasons in (
        ("conditions_open", case.reasons(*CONDITIONS)),
        ("different_versions", case.reasons("different_versions")),
    ):
        if reasons:
            codes = case.codes_of(reason.municipality_id for reason in reasons)
            yield case.hit("HGO-05", code, {"codes": codes}, facts=tuple(r.subject_id for r in reasons))


def recommendations(case: Case) -> Iterator[Hit]:
    """HGO-11, § 62: committees prepare and recommend, they do not replace the council."""
    for reason in case.reasons("resolution_only_recommended"):
        codes = case.codes_of([reason.municipality_id])
        yield case.hit("HGO-11", "resolution_only_recommended", {"codes": codes})


def suspensions(case: Case) -> Iterator[Hit]:
    """HGO-63, § 63: an objection suspends a resolution; the body decides again."""
    for reason in case.reasons("resolution_suspended"):
        codes = case.codes_of([reason.municipality_id])
        yield case.hit("HGO-63", "resolution_suspended", {"codes": codes, "day": reason.values.get("day")})


def stations(case: Case) -> Iterator[Hit]:
    """HGO-06 to HGO-09 and HGO-12 on every station that counts: votes, quorum, notice, agenda, seats."""
    if case.effect.is_in_force and case.agreement.recorded_effective_on is not None:
        return
    ids = [party.id for party in case.parties]
    found = standing(case.snapshot, case.agreement.id, ids, case.as_of)
    for party_id in ids:
        if party_id in found.stations:
            yield from _station(case, found.stations[party_id])


def _station(case: Case, station: Consultation) -> Iterator[Hit]:
    body = case.snapshot.get(Committee, station.committee_id)
    day = day_of(case.snapshot, station)
    votes = Votes(station.votes_yes, station.votes_no, station.abstentions, station.excluded)

    def found(rule: str, code: str, **values: object) -> Hit:
        told = {"body": body.name, **values}
        return case.hit_row(rule, code, station, told, facts=(votes, station.result), on=day)

    if contradicts(station.result, votes, body.kind):
        yield found("HGO-06", "result_contradicts_votes", result=station.result)
    if exceeds_seats(votes, body.seats):
        yield found("HGO-12", "more_votes_than_seats", votes=votes.present, seats=body.seats)
    if _lacks_quorum(votes, body):
        yield found("HGO-07", "no_quorum", votes=votes.present, seats=body.seats)
    if body.kind in INVITED and body.notice_days is not None and body.notice_days < LEAST_NOTICE_DAYS:
        yield found("HGO-08", "notice_too_short", days=body.notice_days)
    if _is_late_paper(case, station, body, day) and not _has_two_thirds(votes, body):
        yield found("HGO-09", "not_on_the_agenda", meeting=day)
    is_open = station.result is Result.OPEN or station.result in RETURNING
    if is_open and day is None and body.kind is CommitteeKind.COUNCIL and not _meets(case, body):
        yield found("HGO-10", "no_meeting_known")


def _lacks_quorum(votes: Votes, body: Committee) -> bool:
    """§ 53: more than half of the legal number are present; only told where all votes are given."""
    given = None not in (votes.yes, votes.no, votes.abstentions)
    return given and body.seats is not None and 2 * votes.present <= body.seats


def _is_late_paper(case: Case, station: Consultation, body: Committee, day: date | None) -> bool:
    """Whether a paper is younger than the invitation can be; then it was not on it (§ 58 Abs. 2)."""
    paper = case.snapshot.get(CouncilPaper, station.paper_id)
    if (
        day is None
        or paper.dated_on is None
        or paper.kind is PaperKind.INFORMATION
        or body.kind not in INVITED
    ):
        return False
    notice = notice_days(body) or 0
    return station.result in PASSED and paper.dated_on > day - timedelta(days=notice)


def _has_two_thirds(votes: Votes, body: Committee) -> bool:
    return votes.yes is not None and body.seats is not None and 3 * votes.yes >= 2 * body.seats


def _meets(case: Case, body: Committee) -> bool:
    """Whether a meeting of the body is planned (§ 56: at least six a year)."""
    rows = case.snapshot.all(Meeting)
    return any(r.committee_id == body.id and r.held_on >= case.as_of and not r.is_cancelled for r in rows)
