"""Bringing papers before the bodies: paper, way through the bodies, results with votes, suspension."""

from datetime import date

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.council_days import preset_notice
from ozgdesk.domain.council_ways import usual_bodies
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.order import between, sequence
from ozgdesk.domain.resolutions import day_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, PaperKind, Result
from ozgdesk.domain.votes import RETURNING, UNDECIDED, Votes, derive_result
from ozgdesk.texts.organs import OrganName, board_name, council_name


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
    referred_to: str | None = None,
) -> Command[Consultation]:
    """Enter the result of a station; with `result` None the one that follows from the votes.

    `held_on` None keeps the day. Postponed, referred or removed keeps the way open: a station without a day
    is added for the same body, before it one for the committee `referred_to`.
    RuleViolation `future_result`, `votes_needed`.
    """

    def command(tx: Transaction) -> Consultation:
        row = tx.get(Consultation, consultation_id)
        body = tx.get(Committee, row.committee_id)
        known = votes or votes_of(row)
        outcome = result if result is not None else derive_result(known, body.kind)
        if outcome is None:
            raise RuleViolation("votes_needed")
        day = held_on or day_of(tx.snapshot(), row)
        if outcome not in UNDECIDED and day is not None and day > tx.today:
            raise RuleViolation("future_result")
        row = tx.update(
            Consultation,
            row.id,
            result=outcome,
            held_on=held_on or row.held_on,
            votes_yes=known.yes,
            votes_no=known.no,
            abstentions=known.abstentions,
            excluded=known.excluded,
        )
        if outcome in RETURNING:
            _keep_open(tx, row, referred_to)
        return row

    return command


def votes_of(row: Consultation) -> Votes:
    """The votes of a station."""
    return Votes(row.votes_yes, row.votes_no, row.abstentions, row.excluded)


def proposed_result(snapshot: Snapshot, consultation_id: str, votes: Votes) -> Result | None:
    """The result that follows from votes at a station, None when it does not follow."""
    row = snapshot.get(Consultation, consultation_id)
    return derive_result(votes, snapshot.get(Committee, row.committee_id).kind)


def _keep_open(tx: Transaction, row: Consultation, referred_to: str | None) -> None:
    """Add what comes next, unless a later open station of the same body is there already."""
    stations = _stations(tx, row.paper_id)
    later = stations[stations.index(row) + 1 :]
    after_id = row.id
    if referred_to is not None and referred_to != row.committee_id:
        after_id = add_station(row.paper_id, referred_to, after_id=row.id)(tx).id
    if any(s.committee_id == row.committee_id and s.result is Result.OPEN for s in later):
        return
    order = _order_after(_stations(tx, row.paper_id), after_id)
    _insert_station(
        tx,
        row.paper_id,
        row.committee_id,
        order,
        row.role,
        is_final=row.is_final,
        version_id=row.version_id,
    )


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
