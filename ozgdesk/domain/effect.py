"""Whether an agreement is effective: computed from resolutions, signatures, supervisor and publication.

Nothing of this is stored; what a person attested ("Wirksamkeit festgestellt") is kept apart and named so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

from ozgdesk.domain.agreements import Agreement, AgreementParty
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.procedure import Procedure, Steps, procedure_of
from ozgdesk.domain.reasons import BLOCKING, Reason, Weight
from ozgdesk.domain.resolutions import Resolutions, day_of
from ozgdesk.domain.signing import Signing
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.supervisor import Supervisor, supervisor
from ozgdesk.domain.vocabulary import EntryIntoForce

UNDETERMINED = frozenset({"legal_form_not_stated", "no_contractual_task"})
"""Reasons that leave the procedure open: where nothing else is missing, nobody can say what holds."""


class EffectState(StrEnum):
    """Where an agreement stands on the day of evaluation.

    `RECORDED` rests on an attestation, not on a computation; `UNKNOWN` lacks evidence of what may well
    have happened.
    """

    EFFECTIVE = "effective"
    RECORDED = "recorded"
    NOT_EFFECTIVE = "not_effective"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class Effect:
    """The conclusion about one agreement.

    `since` is the first day of effect (in the future while nothing but time is missing), `until` the last
    one, `computed` the state without attestation and end.
    """

    agreement_id: str
    state: EffectState
    computed: EffectState
    since: date | None
    until: date | None
    procedure: Procedure
    supervisor: Supervisor
    parties: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def is_in_force(self) -> bool:
        """Effective today, computed or as recorded."""
        return self.state in (EffectState.EFFECTIVE, EffectState.RECORDED)

    @property
    def missing(self) -> tuple[Reason, ...]:
        """What holds up the effect; empty where an attestation makes old evidence needless."""
        return tuple(reason for reason in self.reasons if reason.weight in BLOCKING)

    @property
    def duties(self) -> tuple[Reason, ...]:
        """What the law asks for without holding up the effect."""
        return tuple(reason for reason in self.reasons if reason.weight is Weight.DUTY)

    def missing_at(self, municipality_id: str | None) -> tuple[Reason, ...]:
        """What is missing at one municipality, or (None) at nobody in particular."""
        return tuple(reason for reason in self.missing if reason.municipality_id == municipality_id)


def effects(snapshot: Snapshot, as_of: date) -> dict[str, Effect]:
    """The effect of every agreement on a day, by agreement id."""
    return {row.id: effect_of(snapshot, row, as_of) for row in snapshot.all(Agreement)}


def effect_of(snapshot: Snapshot, agreement: Agreement, as_of: date) -> Effect:
    """The effect of one agreement on a day (§§ 24, 26, 35 KGG; §§ 54, 63, 71 HGO)."""
    parties, later = parties_of(snapshot, agreement.id, as_of)
    found = _Evidence(snapshot, agreement, parties, as_of)
    reasons = list(found.reasons)
    since = found.since
    computed = _computed_state(reasons, since, as_of)
    if computed is EffectState.NOT_EFFECTIVE and since is not None and not _blocks(reasons):
        reasons.append(_about(agreement, "starts_later", Weight.NOTE, day=since))
    state = computed
    if agreement.recorded_effective_on is not None and agreement.recorded_effective_on <= as_of:
        state, since = EffectState.RECORDED, agreement.recorded_effective_on
        reasons = _beside_the_record(agreement, reasons, found.since)
    until = last_day(agreement, since, as_of)
    state = _ended(agreement, state, until, as_of, reasons)
    reasons += [_about(agreement, "joins_later", Weight.NOTE, municipality_id=row) for row in later]
    ids = tuple(party.id for party in parties)
    return Effect(
        agreement.id,
        state,
        computed,
        since,
        until,
        found.procedure,
        supervisor(parties),
        ids,
        tuple(reasons),
    )


def parties_of(
    snapshot: Snapshot, agreement_id: str, as_of: date
) -> tuple[tuple[Municipality, ...], tuple[str, ...]]:
    """The parties bound by an agreement in their order, and the ids of those that join after `as_of`.

    A party counts from its `joined_on`; those without one, or with the earliest, founded the agreement.
    """
    rows = [row for row in snapshot.all(AgreementParty) if row.agreement_id == agreement_id]
    days = [row.joined_on for row in rows if row.joined_on is not None]
    founding = min(days) if len(days) == len(rows) and days else None
    later = {
        row.municipality_id
        for row in rows
        if row.joined_on is not None and row.joined_on > as_of and row.joined_on != founding
    }
    parties = [snapshot.get(Municipality, row.municipality_id) for row in rows]
    parties.sort(key=lambda party: (party.order, party.id))
    return (
        tuple(party for party in parties if party.id not in later),
        tuple(party.id for party in parties if party.id in later),
    )


def last_day(agreement: Agreement, since: date | None, as_of: date) -> date | None:
    """The last day of an agreement by notice, fixed end or years since its beginning; None when not known.

    Where it is prolonged by itself, the end of the term that runs on `as_of`.
    """
    start = agreement.starts_on or since
    end = agreement.ends_on
    if end is None and agreement.term_years is not None and start is not None:
        end = years_after(start, agreement.term_years) - timedelta(days=1)
    if end is not None and agreement.renewal_years is not None:
        while end < (agreement.terminated_to or as_of):
            end = renewed(end, agreement.renewal_years)
    if agreement.terminated_to is not None:
        return min(agreement.terminated_to, end) if end is not None else agreement.terminated_to
    return end


class _Evidence:
    """Everything the file says about one agreement by `as_of`, and the day that follows from it."""

    def __init__(
        self, snapshot: Snapshot, agreement: Agreement, parties: Sequence[Municipality], as_of: date
    ) -> None:
        self.snapshot = snapshot
        self.agreement = agreement
        self.procedure, reasons = procedure_of(snapshot, agreement.id, parties)
        resolutions = Resolutions(snapshot, agreement, as_of)
        signing = Signing(snapshot, agreement, as_of)
        steps = Steps(snapshot, agreement, as_of)
        if len(parties) < 2:
            reasons.append(_about(agreement, "parties_missing", Weight.ABSENT, rule="KGG-03"))
        for party in parties:
            reasons += resolutions.of(party.id, signing.is_begun(party.id))
            reasons += signing.of(party.id)
        reasons += resolutions.versions()
        reasons += steps.of(self.procedure, parties)
        self.reasons = reasons
        days = [day_of(snapshot, row) for row in resolutions.passed.values()]
        days += [*signing.completed.values(), steps.approved_on]
        self.since = None if _blocks(reasons) else self._beginning(days, steps.published_on)
        if self.since is not None:
            reasons.append(self._rule_of_beginning())

    def _rule_of_beginning(self) -> Reason:
        if self._waits_for_publication:
            return _about(self.agreement, "effective_after_publication", Weight.NOTE, rule="KGG-30")
        return _about(self.agreement, "effective_with_last_act", Weight.NOTE, rule="KGG-14")

    def _beginning(self, days: Iterable[date | None], published: date | None) -> date | None:
        """The first day of effect once everything is there; the agreement's own clause can put it off."""
        known = [day for day in days if day is not None]
        if published is not None and self._waits_for_publication:
            known.append(published + timedelta(days=1))
        if not known:
            return None
        base = max(known)
        entry = self.agreement.entry_into_force
        if entry is EntryIntoForce.FIXED_DATE and self.agreement.entry_on is not None:
            return max(base, self.agreement.entry_on)
        if entry is EntryIntoForce.FIRST_OF_NEXT_MONTH:
            return (base.replace(day=1) + timedelta(days=32)).replace(day=1)
        return base

    @property
    def _waits_for_publication(self) -> bool:
        by_clause = self.agreement.entry_into_force is EntryIntoForce.DAY_AFTER_PUBLICATION
        return self.procedure is Procedure.APPROVAL or by_clause


def _computed_state(reasons: Sequence[Reason], since: date | None, as_of: date) -> EffectState:
    weights = {reason.weight for reason in reasons}
    blocking = {reason.code for reason in reasons if reason.weight in BLOCKING}
    if Weight.OPEN not in weights and Weight.UNKNOWN in weights:
        return EffectState.UNKNOWN
    if blocking and blocking <= UNDETERMINED:
        return EffectState.UNKNOWN
    if weights & BLOCKING or since is None or since > as_of:
        return EffectState.NOT_EFFECTIVE
    return EffectState.EFFECTIVE


def _beside_the_record(
    agreement: Agreement, reasons: Sequence[Reason], computed: date | None
) -> list[Reason]:
    """With an attestation, gaps in old evidence are notes; known obstacles contradict it."""
    day = agreement.recorded_effective_on
    has_evidence = bool(agreement.recorded_evidence.strip() or agreement.recorded_reference.strip())
    recorded = _about(
        agreement,
        "recorded" if has_evidence else "recorded_without_evidence",
        Weight.MET,
        day=day,
        evidence=agreement.recorded_evidence,
        reference=agreement.recorded_reference,
    )
    kept = [recorded]
    if computed is not None and computed != day:
        kept.append(_about(agreement, "recorded_differs", Weight.CONTRADICTION, day=day, computed=computed))
    for reason in reasons:
        kept.append(_weighed(reason, _weight_beside_the_record(reason, day)))
    return kept


def _weight_beside_the_record(reason: Reason, day: date | None) -> Weight:
    if reason.weight is Weight.OPEN:
        return Weight.CONTRADICTION
    if reason.weight in (Weight.ABSENT, Weight.UNKNOWN, Weight.DUTY):
        return Weight.NOTE
    happened = reason.values.get("day")
    if reason.weight is Weight.MET and isinstance(happened, date) and day is not None and happened > day:
        return Weight.CONTRADICTION
    return reason.weight


def _weighed(reason: Reason, weight: Weight) -> Reason:
    return Reason(
        reason.code,
        weight,
        reason.subject_kind,
        reason.subject_id,
        reason.rule,
        reason.municipality_id,
        reason.actor,
        reason.values,
    )


def _ended(
    agreement: Agreement, state: EffectState, until: date | None, as_of: date, reasons: list[Reason]
) -> EffectState:
    if agreement.terminated_to is not None:
        reasons.append(
            _about(agreement, "terminated", Weight.NOTE, rule="KGG-20", day=agreement.terminated_to)
        )
    if until is None:
        if not agreement.is_unlimited:
            reasons.append(_about(agreement, "term_unknown", Weight.NOTE))
        return state
    code = "ended" if until < as_of else "ends"
    reasons.append(_about(agreement, code, Weight.NOTE, day=until, days=(until - as_of).days))
    if until >= as_of:
        return state
    return EffectState.TERMINATED if until == agreement.terminated_to else EffectState.EXPIRED


def _blocks(reasons: Iterable[Reason]) -> bool:
    return any(reason.weight in BLOCKING for reason in reasons)


def _about(
    agreement: Agreement,
    code: str,
    weight: Weight,
    *,
    rule: str = "",
    municipality_id: str | None = None,
    **values: object,
) -> Reason:
    return Reason(
        code, weight, "agreement", agreement.id, rule=rule, municipality_id=municipality_id, values=values
    )


def renewed(end: date, years: int) -> date:
    """The end of a term that was prolonged by whole years."""
    if end.year + years >= MAXYEAR:
        return date.max
    return years_after(end + timedelta(days=1), years) - timedelta(days=1)


def years_after(day: date, years: int) -> date:
    """The same day some years later; where 29 February is missing, 1 March. At most the last day there is."""
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
