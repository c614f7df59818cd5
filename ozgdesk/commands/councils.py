"""Bringing papers before the bodies: paper, way through the bodies, results with votes, suspension."""

from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.council_days import preset_notice
from ozgdesk.domain.council_ways import usual_bodies
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.order import between, sequence
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.standing import votes_of
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, PaperKind, Result, SuspensionKind
from ozgdesk.domain.votes import RESOLVED, RETURNING, UNDECIDED, Votes, derive_result
from ozgdesk.texts.councils import lifted_suspension
from ozgdesk.texts.organs import OrganName, board_name, council_name


@dataclass(frozen=True, slots=True)
class Wording:
    """What a body passed besides its yes: own words, Maßgaben (met, not met or not said), and whether the
    others must pass the same words („gleich lautender Beschluss“).
    """

    text: str = ""
    conditions: str = ""
    conditions_met: bool | None = None
    needs_equal: bool = False


@dataclass(frozen=True, slots=True)
class NextStation:
    """Where a paper goes that was postponed or referred: a day, another committee, or nothing known yet."""

    held_on: date | None = None
    committee_id: str | None = None


def add_paper(
    municipality_id: str,
    title: str,
    *,
    agreement_id: str | None = None,
    matter_id: str | None = None,
    kind: PaperKind = PaperKind.RESOLUTION,
    number: str = "",
) -> Command[CouncilPaper]:
    """A paper with the usual way through the bodies; the council's station decides.

    Council and administration exist by law (§ 9 HGO): where none is recorded, they are added.
    """

    def command(tx: Transaction) -> CouncilPaper:
        municipality = tx.get(Municipality, municipality_id)
        paper = tx.insert(
            CouncilPaper(
                id=tx.new_id(),
                municipality_id=municipality_id,
                agreement_id=agreement_id,
                matter_id=matter_id,
                title=title,
                kind=kind,
                number=number,
                dated_on=tx.today,
            )
        )
        version_id = _current_version(tx, agreement_id)
        bodies = _usual_way(tx, municipality)
        for body, order in zip(bodies, sequence(len(bodies)), strict=True):
            is_council = body.kind is CommitteeKind.COUNCIL
            role = ConsultationRole.DECIDING if is_council else ConsultationRole.PREPARATORY
            _insert_station(tx, paper.id, body.id, order, role, is_final=is_council, version_id=version_id)
        return paper

    return command


def add_station(
    paper_id: str,
    committee_id: str,
    *,
    after_id: str | None = None,
    held_on: date | None = None,
    role: ConsultationRole = ConsultationRole.PREPARATORY,
) -> Command[Consultation]:
    """A further station behind another one, or (None) at the end."""

    def command(tx: Transaction) -> Consultation:
        paper = tx.get(CouncilPaper, paper_id)
        body = tx.get(Committee, committee_id)
        if body.municipality_id not in (None, paper.municipality_id):
            raise RuleViolation("foreign_committee")
        order = _order_after(_stations(tx, paper_id), after_id)
        version_id = _current_version(tx, paper.agreement_id)
        return _insert_station(
            tx, paper_id, committee_id, order, role, held_on=held_on, version_id=version_id
        )

    return command


def move_station(consultation_id: str, places: int) -> Command[Consultation]:
    """Move a station earlier (-1) or later (1) in the way of its paper; at the end it stays."""

    def command(tx: Transaction) -> Consultation:
        row = tx.get(Consultation, consultation_id)
        stations = list(_stations(tx, row.paper_id))
        old = stations.index(row)
        new = min(max(old + places, 0), len(stations) - 1)
        if new == old:
            return row
        stations.remove(row)
        before = stations[new - 1].order if new else None
        behind = stations[new].order if new < len(stations) else None
        return tx.update(Consultation, row.id, order=between(before, behind))

    return command


def flag_final(consultation_id: str) -> Command[Consultation]:
    """Make a station the one whose resolution counts; the other open stations of the paper no longer are."""

    def command(tx: Transaction) -> Consultation:
        row = tx.get(Consultation, consultation_id)
        for other in _stations(tx, row.paper_id):
            if other.is_final and other.id != row.id and other.result not in RETURNING:
                tx.update(Consultation, other.id, is_final=False)
        return tx.update(Consultation, row.id, is_final=True)

    return command


def record_result(
    consultation_id: str,
    result: Result | None,
    votes: Votes | None = None,
    *,
    held_on: date | None = None,
    goes_to: NextStation | None = None,
    wording: Wording | None = None,
) -> Command[Consultation]:
    """Enter the result of a station; with `result` None the one that follows from the votes.

    `held_on` None keeps the day, `wording` None what was passed. Postponed, referred or removed keeps the way
    open: the same body comes again, on the day `goes_to` names or without one; referred, the committee named
    there comes before it.
    RuleViolation `future_result`, `votes_needed`, `next_too_early`, `foreign_committee`.
    """

    def command(tx: Transaction) -> Consultation:
        row = tx.get(Consultation, consultation_id)
        known = votes or votes_of(row)
        outcome = result or proposed_result(tx.snapshot(), row.id, known)
        if outcome is None:
            raise RuleViolation("votes_needed")
        day = held_on or day_of(tx.snapshot(), row)
        if outcome not in UNDECIDED and day is not None and day > tx.today:
            raise RuleViolation("future_result")
        row = _keep_votes(tx, row, outcome, known, held_on)
        if wording is not None:
            row = _keep_wording(tx, row, wording)
        if outcome in RETURNING:
            _keep_open(tx, row, goes_to or NextStation())
        return row

    return command


def suspend_resolution(
    consultation_id: str, kind: SuspensionKind, on: date, reason: str
) -> Command[Consultation]:
    """A Widerspruch or a Beanstandung suspends a resolution (§ 63 HGO): the body must decide again.

    RuleViolation `not_resolved`, `reason_needed`, `future_day`.
    """

    def command(tx: Transaction) -> Consultation:
        row = tx.get(Consultation, consultation_id)
        if row.result not in RESOLVED:
            raise RuleViolation("not_resolved")
        if not reason.strip():
            raise RuleViolation("reason_needed", at="suspended_reason")
        if on > tx.today:
            raise RuleViolation("future_day", at="suspended_on")
        return tx.update(
            Consultation, row.id, suspended_kind=kind, suspended_on=on, suspended_reason=reason.strip()
        )

    return command


def lift_suspension(consultation_id: str) -> Command[Consultation]:
    """A resolution counts again; what had suspended it is kept in its note. RuleViolation `not_suspended`."""

    def command(tx: Transaction) -> Consultation:
        row = tx.get(Consultation, consultation_id)
        if row.suspended_on is None:
            raise RuleViolation("not_suspended")
        words = lifted_suspension(row.suspended_kind, row.suspended_on, row.suspended_reason, tx.today)
        return tx.update(
            Consultation,
            row.id,
            suspended_kind=SuspensionKind.NOT_STATED,
            suspended_on=None,
            suspended_reason="",
            note="\n".join(part for part in (row.note, words) if part),
        )

    return command


def proposed_result(snapshot: Snapshot, consultation_id: str, votes: Votes) -> Result | None:
    """The result that follows from votes at a station, None when it does not follow."""
    row = snapshot.get(Consultation, consultation_id)
    return derive_result(votes, snapshot.get(Committee, row.committee_id).kind)


def _keep_votes(
    tx: Transaction, row: Consultation, outcome: Result, votes: Votes, held_on: date | None
) -> Consultation:
    return tx.update(
        Consultation,
        row.id,
        result=outcome,
        held_on=held_on or row.held_on,
        votes_yes=votes.yes,
        votes_no=votes.no,
        abstentions=votes.abstentions,
        excluded=votes.excluded,
    )


def _keep_wording(tx: Transaction, row: Consultation, wording: Wording) -> Consultation:
    conditions = wording.conditions.strip()
    return tx.update(
        Consultation,
        row.id,
        resolution_text=wording.text.strip(),
        conditions=conditions,
        conditions_met=wording.conditions_met if conditions else None,
        needs_equal_wording=wording.needs_equal,
    )


def _keep_open(tx: Transaction, row: Consultation, goes_to: NextStation) -> None:
    """Add what comes next: the committee it was referred to, and the same body again.

    A later open station of a body is taken where there is one; the day is that of the first that comes.
    """
    here = day_of(tx.snapshot(), row)
    if goes_to.held_on is not None and here is not None and goes_to.held_on <= here:
        raise RuleViolation("next_too_early")
    day, after = goes_to.held_on, row
    if goes_to.committee_id is not None and goes_to.committee_id != row.committee_id:
        after = _come_next(tx, row, after, goes_to.committee_id, day)
        day = None
    _come_next(tx, row, after, row.committee_id, day)


def _come_next(
    tx: Transaction, row: Consultation, after: Consultation, committee_id: str, day: date | None
) -> Consultation:
    """The open station of a body behind another, added where there is none yet, on a day if one is given."""
    stations = _stations(tx, row.paper_id)
    place = next(at for at, station in enumerate(stations) if station.id == after.id)
    station = next(
        (s for s in stations[place + 1 :] if s.committee_id == committee_id and s.result is Result.OPEN), None
    )
    if station is None:
        body = tx.get(Committee, committee_id)
        if body.municipality_id not in (None, tx.get(CouncilPaper, row.paper_id).municipality_id):
            raise RuleViolation("foreign_committee")
        is_same = committee_id == row.committee_id
        station = _insert_station(
            tx,
            row.paper_id,
            committee_id,
            _order_after(stations, after.id),
            row.role if is_same else ConsultationRole.PREPARATORY,
            is_final=row.is_final and is_same,
            version_id=row.version_id,
        )
    if day is None:
        return station
    meeting = _meeting_on(tx, committee_id, day)
    return tx.update(
        Consultation, station.id, held_on=day, meeting_id=meeting.id if meeting else station.meeting_id
    )


def _meeting_on(tx: Transaction, committee_id: str, day: date) -> Meeting | None:
    found = (row for row in tx.having(Meeting, "committee_id", committee_id) if row.held_on == day)
    return next((row for row in found if not row.is_cancelled), None)


def _usual_way(tx: Transaction, municipality: Municipality) -> list[Committee]:
    bodies = []
    for kind, body in usual_bodies(tx, municipality.id, tx.today):
        if body is None:
            name = council_name(municipality) if kind is CommitteeKind.COUNCIL else board_name(municipality)
            body = _add_body(tx, municipality.id, kind, name)
        bodies.append(body)
    return bodies


def _add_body(tx: Transaction, municipality_id: str, kind: CommitteeKind, name: OrganName) -> Committee:
    last = max((row.order for row in tx.all(Committee)), default=None)
    return tx.insert(
        Committee(
            id=tx.new_id(),
            municipality_id=municipality_id,
            name=name.name,
            short_name=name.short,
            kind=kind,
            order=between(last, None),
            notice_days=preset_notice(kind),
        )
    )


def _insert_station(
    tx: Transaction,
    paper_id: str,
    committee_id: str,
    order: str,
    role: ConsultationRole,
    *,
    is_final: bool = False,
    held_on: date | None = None,
    version_id: str | None = None,
) -> Consultation:
    return tx.insert(
        Consultation(
            id=tx.new_id(),
            paper_id=paper_id,
            committee_id=committee_id,
            order=order,
            role=role,
            is_final=is_final,
            held_on=held_on,
            version_id=version_id,
        )
    )


def _stations(tx: Transaction, paper_id: str) -> tuple[Consultation, ...]:
    found = (row for row in tx.all(Consultation) if row.paper_id == paper_id)
    return tuple(sorted(found, key=lambda row: (row.order, row.id)))


def _order_after(stations: tuple[Consultation, ...], after_id: str | None) -> str:
    if after_id is None:
        return between(stations[-1].order if stations else None, None)
    position = next((i for i, row in enumerate(stations) if row.id == after_id), None)
    if position is None:
        raise RuleViolation("gone")
    behind = stations[position + 1].order if position + 1 < len(stations) else None
    return between(stations[position].order, behind)


def _current_version(tx: Transaction, agreement_id: str | None) -> str | None:
    found = (
        row.id for row in tx.all(AgreementVersion) if row.agreement_id == agreement_id and row.is_current
    )
    return next(found, None)
