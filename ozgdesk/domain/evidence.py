"""Everything the file says about one agreement by a day, and the first day of effect that follows from it."""

from collections.abc import Sequence
from datetime import date

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entry import beginning
from ozgdesk.domain.procedure import Steps, procedure_of
from ozgdesk.domain.reasons import BLOCKING, Reason, Weight, about
from ozgdesk.domain.resolution_reasons import Resolutions
from ozgdesk.domain.resolution_wording import wording_reasons
from ozgdesk.domain.signing import Signing
from ozgdesk.domain.snapshot import Snapshot

FEWEST_PARTIES = 2
"""An agreement needs at least two (KGG-03)."""


class Evidence:
    """The evidence about those that concluded an agreement.

    `parties` are all that are bound, those that joined too: their tasks decide the procedure. `since` is
    None while something is missing.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        agreement: Agreement,
        founding: Sequence[Municipality],
        parties: Sequence[Municipality],
        as_of: date,
    ) -> None:
        self.snapshot = snapshot
        self.agreement = agreement
        self.as_of = as_of
        self.founding = founding
        self.parties = parties
        self.procedure, self.reasons = procedure_of(snapshot, agreement.id, parties)
        self.resolutions = Resolutions(snapshot, agreement, [party.id for party in founding], as_of)
        self.signing = Signing(snapshot, agreement, as_of)
        self.steps = Steps(snapshot, agreement, as_of)
        self._collect()
        self.since = self._beginning()

    @property
    def missing(self) -> tuple[Reason, ...]:
        """What holds up the effect."""
        return tuple(reason for reason in self.reasons if reason.weight in BLOCKING)

    def _collect(self) -> None:
        if len(self.founding) < FEWEST_PARTIES:
            self.reasons.append(about(self.agreement, "parties_missing", Weight.ABSENT, rule="KGG-03"))
        for party in self.founding:
            self.reasons += self.resolutions.of(party.id, self.signing.is_begun(party.id))
            self.reasons += self.signing.of(party.id)
        self.reasons += self.resolutions.versions()
        self.reasons += self.resolutions.outgrown()
        passed = self.resolutions.passed
        self.reasons += wording_reasons(self.snapshot, self.agreement, self.founding, passed)
        self.reasons += self.steps.of(self.procedure, self.founding)

    def _beginning(self) -> date | None:
        if self.missing:
            return None
        acts = [*self.resolutions.days, *self.signing.completed.values()]
        if self.steps.approved_on is not None:
            acts.append(self.steps.approved_on)
        found = beginning(self.agreement, self.procedure, acts, self.steps.published_on)
        if found is None:
            return None
        self.reasons += found.reasons
        return found.on
