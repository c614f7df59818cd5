"""What the votes of a body mean (§ 54 Abs. 1 HGO), and which results pass a paper or keep its way open."""

from dataclasses import dataclass

from ozgdesk.domain.vocabulary import CommitteeKind, Result

PASSED = frozenset({Result.ADOPTED, Result.UNANIMOUS, Result.MAJORITY})
"""A resolution was passed as proposed, with or without votes known."""

RESOLVED = PASSED | {Result.CHANGED}
"""A resolution was passed, as proposed or changed; it can be carried out, and suspended."""

RETURNING = frozenset({Result.POSTPONED, Result.REFERRED, Result.REMOVED})
"""The way through the bodies stays open: a next date is needed."""

UNDECIDED = frozenset({Result.OPEN, Result.UNKNOWN})
"""Nothing is known about the outcome."""

CASTING = frozenset({CommitteeKind.ADMINISTRATION})
"""Where the chair's vote decides a tie (§ 68 Abs. 2 HGO, unverified)."""

RECOMMENDING = frozenset({CommitteeKind.COMMITTEE})
"""Committees prepare and recommend (§ 62 Abs. 1 HGO)."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes as minuted; None where the source does not give the number."""

    yes: int | None = None
    no: int | None = None
    abstentions: int | None = None
    excluded: int | None = None

    @property
    def is_tie(self) -> bool:
        """As many yes as no, and at least one of each."""
        return self.yes is not None and self.yes == self.no and self.yes > 0

    @property
    def present(self) -> int:
        """How many members were counted; those excluded for bias have no vote but a seat."""
        return sum(number or 0 for number in (self.yes, self.no, self.abstentions, self.excluded))


def derive_result(votes: Votes, kind: CommitteeKind) -> Result | None:
    """The result that follows from the votes; None when yes or no is not given or nobody was there.

    Abstentions do not count, a tie is a rejection, also where all abstain: there is no majority (§ 54 Abs. 1
    HGO). A committee recommends (§ 62 HGO).

    >>> derive_result(Votes(21, 0, 1), CommitteeKind.COUNCIL).value
    'unanimous'
    >>> derive_result(Votes(5, 5), CommitteeKind.COUNCIL).value
    'rejected'
    """
    if votes.yes is None or votes.no is None or votes.yes + votes.no + (votes.abstentions or 0) == 0:
        return None
    if kind in RECOMMENDING:
        return Result.RECOMMENDED if votes.yes > votes.no else Result.NOT_RECOMMENDED
    if votes.yes <= votes.no:
        return Result.REJECTED
    return Result.UNANIMOUS if votes.no == 0 else Result.MAJORITY


def contradicts(result: Result, votes: Votes, kind: CommitteeKind) -> bool:
    """Whether a recorded result cannot be what these votes mean; what needs no vote never contradicts.

    A tie that the chair's vote may have decided contradicts no resolution but an unanimous one.
    """
    derived = derive_result(votes, kind)
    if votes.is_tie and kind in CASTING and result is not Result.UNANIMOUS:
        return False
    if derived is None or result in UNDECIDED | RETURNING | {Result.WITHDRAWN, Result.NOTED}:
        return False
    favourable = derived in PASSED | {Result.RECOMMENDED}
    if result in (Result.ADOPTED, Result.CHANGED, Result.RECOMMENDED):
        return not favourable
    if result in (Result.REJECTED, Result.NOT_RECOMMENDED):
        return favourable
    votes_no = votes.no or 0
    return not favourable or (result is Result.UNANIMOUS) != (votes_no == 0)


def is_refuted(result: Result, votes: Votes, kind: CommitteeKind) -> bool:
    """Whether a result says passed where the votes mean rejected, or the other way round (§ 54 HGO)."""
    derived = derive_result(votes, kind)
    if votes.is_tie and kind in CASTING:
        return False
    if derived is None or result not in PASSED | {Result.CHANGED, Result.REJECTED}:
        return False
    return (derived in PASSED | {Result.RECOMMENDED}) is (result is Result.REJECTED)


def exceeds_seats(votes: Votes, seats: int | None) -> bool:
    """Whether more votes were counted than the body has seats."""
    return seats is not None and votes.present > seats
