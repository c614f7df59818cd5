"""From a wanted day of effect back to the last day on which each municipality can submit its paper.

Nothing is invented: every meeting is one that is entered, and what rests on days that are only assumed says
so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.backward_lanes import Reckoning
from ozgdesk.domain.backward_passage import Passage
from ozgdesk.domain.council_days import CouncilDays, days_before
from ozgdesk.domain.council_ways import ways_of
from ozgdesk.domain.deadlines import Backward, Lane, Purpose, State
from ozgdesk.domain.effect import Effect
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.vocabulary import EntryIntoForce


def purposes(snapshot: Snapshot, effect: Effect) -> tuple[tuple[Purpose, date | None], ...]:
    """What can be calculated for an agreement, each with its wanted day (None: not stated)."""
    agreement = snapshot.get(Agreement, effect.agreement_id)
    if not effect.is_in_force:
        return ((Purpose.ENTRY, wanted_day(snapshot, agreement)),)
    found: list[tuple[Purpose, date | None]] = []
    if agreement.wanted_on is not None and effect.since is not None and agreement.wanted_on > effect.since:
        found.append((Purpose.CHANGE, agreement.wanted_on))
    replaced = any(row.predecessor_id == agreement.id for row in snapshot.all(Agreement))
    if effect.until is not None and agreement.renewal_years is None and not replaced:
        found.append((Purpose.EXTENSION, days_before(effect.until, -1)))
    return tuple(found)


def wanted_day(snapshot: Snapshot, agreement: Agreement) -> date | None:
    """The wanted day as entered, else the one the agreement itself names, else the one its predecessor
    leaves.
    """
    stated = agreement.entry_on if agreement.entry_into_force is EntryIntoForce.FIXED_DATE else None
    before = snapshot.find(Agreement, agreement.predecessor_id)
    end = (before.terminated_to or before.ends_on) if before else None
    return agreement.wanted_on or stated or agreement.starts_on or (days_before(end, -1) if end else None)


def calculations(snapshot: Snapshot, effect: Effect, as_of: date) -> tuple[Backward, ...]:
    """Every calculation about an agreement for which there is a wanted day."""
    return tuple(
        backward(snapshot, effect, purpose, wanted_on, as_of)
        for purpose, wanted_on in purposes(snapshot, effect)
        if wanted_on is not None
    )


def backward(snapshot: Snapshot, effect: Effect, purpose: Purpose, wanted_on: date, as_of: date) -> Backward:
    """Reckon back from the wanted day over publication, approval, signatures and the bodies (§ 26 KGG,
    § 58 HGO).
    """
    agreement = snapshot.get(Agreement, effect.agreement_id)
    days = CouncilDays(snapshot)
    passage = Passage(agreement, effect, purpose, wanted_on, as_of, days)
    limit = passage.resolved_by
    is_change = purpose is not Purpose.ENTRY
    lanes = [
        Reckoning(days, way, limit, as_of).lane()
        for way in ways_of(snapshot, effect, is_change=is_change, on=max(limit, as_of))
    ]
    are_passed = bool(lanes) and all(lane.state is State.DONE for lane in lanes)
    steps = tuple(passage.steps(are_passed=are_passed))
    hints = tuple(_hints(agreement, effect, purpose, wanted_on))
    return Backward(agreement.id, purpose, wanted_on, steps, with_critical(lanes), hints)


def with_critical(lanes: Iterable[Lane]) -> tuple[Lane, ...]:
    """The lanes with those marked that leave the least time; what is known to be too late comes first."""
    lanes = tuple(lanes)
    pressing = [lane for lane in lanes if lane.state is State.TOO_LATE] or [
        lane for lane in lanes if lane.last_submission is not None
    ]
    first = min((lane.last_submission or date.max for lane in pressing), default=None)
    return tuple(
        replace(lane, is_critical=lane in pressing and (lane.last_submission or date.max) == first)
        for lane in lanes
    )


def _hints(agreement: Agreement, effect: Effect, purpose: Purpose, wanted_on: date) -> Iterator[str]:
    if effect.procedure is Procedure.NOT_STATED:
        yield "procedure_not_stated"
    if effect.procedure is Procedure.FILING:
        yield "filing_holds_up_nothing"
    if purpose is Purpose.EXTENSION:
        return
    if agreement.entry_into_force is EntryIntoForce.FIRST_OF_NEXT_MONTH:
        yield "first_of_month"
    agreed = agreement.entry_on or agreement.starts_on
    if agreed is not None and agreed > wanted_on:
        yield "agreed_later"
