"""What if a municipality joins an agreement or gives notice: a branch of the project, compared with today.

§ 27 KGG (KGG-16 to KGG-21, KGG-31) and §§ 35, 36 KGG (KGG-24 to KGG-27). Nothing of this is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ozgdesk.domain.agreements import (
    AccessionCondition,
    Agreement,
    AgreementParty,
)
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.cost_shares import CostShares, cost_shares
from ozgdesk.domain.effect import effect_of, parties_of
from ozgdesk.domain.notice import Notice, notice_of
from ozgdesk.domain.opening_clause import OpeningClause, opening_clause
from ozgdesk.domain.ownership import Ownership, ownership
from ozgdesk.domain.procedure import Procedure, contractual_tasks, procedure_of
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.supervisor import ABROAD, Supervisor, supervisor
from ozgdesk.domain.tasks import Task

FEWEST_PARTIES = 2
FEWEST_FOR_GRANT = 3
"""The conditions of the Hessian grant ask for three municipalities as a rule (`domain.md` section 3)."""


class PartyChange(StrEnum):
    """What a municipality does."""

    JOINS = "joins"
    LEAVES = "leaves"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A municipality, of the project or not yet of it, joins or leaves an agreement on a day.

    An accession counts from `on`; a notice ends the part of the municipality with the end of `on`.
    """

    agreement_id: str
    municipality: Municipality
    change: PartyChange
    on: date


@dataclass(frozen=True, slots=True)
class Side:
    """An agreement before or after: parties in their order, costs, led Vertragsaufgaben, supervisor."""

    parties: tuple[Municipality, ...]
    shares: CostShares
    led: Mapping[str, int]
    supervisor: Supervisor


class ResolutionPart(StrEnum):
    """Why a municipality has to resolve: it joins, agrees to a new party, gives notice, or stays."""

    JOINS = "joins"
    AGREES = "agrees"
    LEAVES = "leaves"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class NeededResolution:
    """A resolution that is needed; `conditions` are those under which the board decides for the council.

    Without conditions the council decides.
    """

    municipality: Municipality
    part: ResolutionPart
    conditions: tuple[AccessionCondition, ...] = ()

    @property
    def is_by_board(self) -> bool:
        """Whether Magistrat or Gemeindevorstand is authorised to decide (KGG-31)."""
        return bool(self.conditions)

    @property
    def open_conditions(self) -> tuple[AccessionCondition, ...]:
        """The conditions of the authorisation that are not met."""
        return tuple(row for row in self.conditions if not row.is_met)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Today and the branch. `rules` are those the procedure follows from.

    `opening` is the part of the current text about accession (Öffnungsklausel), as stated or by its heading.
    `orphaned` are led by the municipality that leaves, `contributed` are those it contributes to.
    """

    proposal: Proposal
    today: Side
    after: Side
    is_in_force: bool
    procedure: Procedure
    rules: tuple[str, ...]
    resolutions: tuple[NeededResolution, ...]
    orphaned: tuple[Task, ...]
    contributed: tuple[Task, ...]
    notice: Notice | None
    opening: OpeningClause | None


def compare(snapshot: Snapshot, proposal: Proposal, as_of: date) -> Comparison:
    """Today against the day on which the proposal counts. RuleViolation `gone` without the agreement."""
    agreement = snapshot.get(Agreement, proposal.agreement_id)
    owned = ownership(snapshot)
    before, _ = parties_of(snapshot, agreement.id, as_of)
    after = hypothetical(snapshot, proposal)
    later, _ = parties_of(after, agreement.id, max(proposal.on, as_of))
    duties = contractual_tasks(snapshot, before)
    is_leaving = proposal.change is PartyChange.LEAVES
    procedure, _ = procedure_of(snapshot, agreement.id, before)
    goes_abroad = supervisor(before).rule != ABROAD and supervisor(later).rule == ABROAD
    return Comparison(
        proposal,
        _side(snapshot, agreement, before, duties, owned),
        _side(snapshot, agreement, later, duties, owned),
        effect_of(snapshot, agreement, as_of).is_in_force,
        procedure,
        (*_RULES.get((proposal.change, procedure), ()), *([ABROAD] if goes_abroad else [])),
        tuple(_resolutions(snapshot, proposal, before)),
        tuple(task for task in duties if is_leaving and _leads(owned, task, proposal.municipality)),
        tuple(task for task in duties if is_leaving and _contributes(owned, task, proposal.municipality)),
        notice_of(agreement, proposal.on, as_of) if is_leaving else None,
        opening_clause(snapshot, agreement.id),
    )


def hypothetical(snapshot: Snapshot, proposal: Proposal) -> Snapshot:
    """The project as it would be: the party, and a municipality that is new, added; or the party removed."""
    town = proposal.municipality
    own = next(
        (
            row
            for row in snapshot.all(AgreementParty)
            if (row.agreement_id, row.municipality_id) == (proposal.agreement_id, town.id)
        ),
        None,
    )
    changes = []
    if proposal.change is PartyChange.LEAVES:
        changes += [Change(AgreementParty, own.id, own, None)] if own else []
        return snapshot.after(changes)
    if snapshot.find(Municipality, town.id) is None:
        changes.append(Change(Municipality, town.id, None, town))
    values = {"agreement_id": proposal.agreement_id, "municipality_id": town.id, "joined_on": proposal.on}
    joined = AgreementParty.model_validate({**(own.model_dump() if own else {"id": town.id}), **values})
    changes.append(Change(AgreementParty, joined.id, own, joined))
    return snapshot.after(changes)


def suggested_day(snapshot: Snapshot, agreement_id: str, change: PartyChange, as_of: date) -> date:
    """A day to begin with: the next turn of the year, or the next end that the notice clause allows."""
    year_end = date(as_of.year, 12, 31)
    if change is PartyChange.JOINS:
        return year_end + timedelta(days=1)
    earliest = notice_of(snapshot.get(Agreement, agreement_id), year_end, as_of).earliest
    return earliest or year_end


_RULES: dict[tuple[PartyChange, Procedure], tuple[str, ...]] = {
    (PartyChange.JOINS, Procedure.APPROVAL): ("KGG-16", "KGG-21"),
    (PartyChange.JOINS, Procedure.FILING): ("KGG-17",),
    (PartyChange.LEAVES, Procedure.APPROVAL): ("KGG-20", "KGG-21"),
    (PartyChange.LEAVES, Procedure.FILING): ("KGG-17",),
}


def _side(
    snapshot: Snapshot,
    agreement: Agreement,
    parties: Sequence[Municipality],
    duties: Sequence[Task],
    owned: Ownership,
) -> Side:
    rows = snapshot.all(AgreementParty)
    percents = {row.municipality_id: row.cost_percent for row in rows if row.agreement_id == agreement.id}
    return Side(
        tuple(parties),
        cost_shares(agreement.cost_key, parties, percents),
        {party.id: sum(_leads(owned, task, party) for task in duties) for party in parties},
        supervisor(parties),
    )


def _resolutions(
    snapshot: Snapshot, proposal: Proposal, before: Sequence[Municipality]
) -> Iterator[NeededResolution]:
    """KGG-31: the joining council always; each old one unless its board is authorised (§§ 50, 51 HGO).

    Notice is given by the municipality alone; those that stay resolve on what has to be agreed anew.
    """
    town = proposal.municipality
    if proposal.change is PartyChange.LEAVES:
        yield NeededResolution(town, ResolutionPart.LEAVES)
        yield from (NeededResolution(party, ResolutionPart.STAYS) for party in before if party.id != town.id)
        return
    yield NeededResolution(town, ResolutionPart.JOINS)
    rows = [
        row
        for row in snapshot.all(AccessionCondition)
        if (row.agreement_id, row.joining_id) == (proposal.agreement_id, town.id)
    ]
    rows.sort(key=lambda row: (row.order, row.id))
    opening = opening_clause(snapshot, proposal.agreement_id)
    for party in before if opening is None or not opening.waives_consent else ():
        if party.id != town.id:
            own = tuple(row for row in rows if row.municipality_id == party.id)
            yield NeededResolution(party, ResolutionPart.AGREES, own)


def _leads(owned: Ownership, task: Task, town: Municipality) -> bool:
    lead = owned.lead.get(task.id)
    return lead is not None and lead.municipality_id == town.id


def _contributes(owned: Ownership, task: Task, town: Municipality) -> bool:
    return any(row.municipality_id == town.id for row in owned.contributors.get(task.id, ()))
