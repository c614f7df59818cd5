"""Whether an agreement is effective: computed from resolutions, signatures, supervisor and publication.

Nothing of this is stored; what a person attested ("Wirksamkeit festgestellt") is kept apart and named so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ozgdesk.domain.accessions import accession_reasons
from ozgdesk.domain.agreements import Agreement, AgreementParty
from ozgdesk.domain.consents import consents_to_come
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.evidence import FEWEST_PARTIES, Evidence
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import BLOCKING, Reason, Weight, about
from ozgdesk.domain.resolutions import joined_later
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.supervisor import Supervisor, SupervisorLevel, supervisor
from ozgdesk.domain.term import agreed_end, is_soon, last_day
from ozgdesk.domain.vocabulary import SupervisorStepKind

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
    """The effect of one agreement on a day (§§ 24, 26, 27, 35 KGG; §§ 54, 63, 71 HGO).

    A party whose accession has come but is not complete leaves the others bound as they were.
    """
    parties, later = parties_of(snapshot, agreement.id, as_of)
    founding, joined = _apart(snapshot, agreement.id, parties)
    found = Evidence(snapshot, agreement, founding, parties, as_of)
    reasons = list(found.reasons)
    since = found.since
    computed = _computed_state(reasons, since, as_of)
    if computed is EffectState.NOT_EFFECTIVE and since is not None and not _blocks(reasons):
        reasons.append(about(agreement, "starts_later", Weight.NOTE, day=since))
    state = computed
    if agreement.recorded_effective_on is not None and agreement.recorded_effective_on <= as_of:
        state, since = EffectState.RECORDED, agreement.recorded_effective_on
        reasons = _beside_the_record(agreement, reasons, found.since)
    until, state = _ended(found, state, since, reasons)
    for party in joined:
        reasons += accession_reasons(found, party, since)
    reasons += _to_come(found, later, since)
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


def evidence_of(snapshot: Snapshot, agreement: Agreement, as_of: date) -> Evidence:
    """What the effect of an agreement is computed from."""
    parties, _ = parties_of(snapshot, agreement.id, as_of)
    founding, _ = _apart(snapshot, agreement.id, parties)
    return Evidence(snapshot, agreement, founding, parties, as_of)


def _apart(
    snapshot: Snapshot, agreement_id: str, parties: Sequence[Municipality]
) -> tuple[list[Municipality], list[Municipality]]:
    """Those that concluded the agreement, and those that joined it; all count where too few concluded it."""
    later = joined_later(snapshot, agreement_id)
    founding = [party for party in parties if party.id not in later]
    if len(founding) < FEWEST_PARTIES:
        return list(parties), []
    return founding, [party for party in parties if party.id in later]


def _to_come(found: Evidence, later: Sequence[str], since: date | None) -> Iterator[Reason]:
    """Who joins later and whose consent is missing; where an accession moves the authority (KGG-25)."""
    agreement, snapshot = found.agreement, found.snapshot
    for id_ in later:
        yield about(agreement, "joins_later", Weight.NOTE, municipality_id=id_)
    rows = (row for row in snapshot.all(AgreementParty) if row.agreement_id == agreement.id)
    for row in (row for row in rows if row.municipality_id in later):
        yield from consents_to_come(found, row, since)
    before = supervisor(found.founding)
    after = supervisor([*found.parties, *(snapshot.get(Municipality, id_) for id_ in later)])
    if after.level is not SupervisorLevel.UNKNOWN and _differs(before, after):
        yield about(agreement, "supervisor_moves", Weight.NOTE, rule=after.rule, supervisor=after)


def _differs(first: Supervisor, second: Supervisor) -> bool:
    told = ((row.level, row.district, row.region) for row in (first, second))
    return len(set(told)) > 1


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
    recorded = about(
        agreement,
        "recorded" if has_evidence else "recorded_without_evidence",
        Weight.MET,
        day=day,
        evidence=agreement.recorded_evidence,
        reference=agreement.recorded_reference,
    )
    kept = [recorded]
    if computed is not None and computed != day:
        kept.append(about(agreement, "recorded_differs", Weight.CONTRADICTION, day=day, computed=computed))
    for reason in reasons:
        kept.append(replace(reason, weight=_weight_beside_the_record(reason, day)))
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


def _ended(
    found: Evidence, state: EffectState, since: date | None, reasons: list[Reason]
) -> tuple[date | None, EffectState]:
    """The last day of the term that runs, and the state once it is over.

    What is known never to have come about does not end. Notice of a delegation ends it only with the
    approval of the supervisor (KGG-20); an attested effect is not asked for it.
    """
    agreement, as_of, notice = found.agreement, found.as_of, found.agreement.terminated_to
    is_approved = (
        found.procedure is not Procedure.APPROVAL
        or state is EffectState.RECORDED
        or (since is not None and found.steps.first(SupervisorStepKind.APPROVAL, since) is not None)
    )
    if notice is not None:
        rule = "KGG-20" if found.procedure is Procedure.APPROVAL else ""
        reasons.append(about(agreement, "terminated", Weight.NOTE, rule=rule, day=notice))
        if not is_approved:
            reasons.append(about(agreement, "notice_not_approved", Weight.DUTY, rule="KGG-20", day=notice))
    until = last_day(agreement, since, as_of) if is_approved else agreed_end(agreement, since, as_of)
    if until is None:
        if agreement.term_years is not None:
            reasons.append(about(agreement, "term_from_beginning", Weight.NOTE, years=agreement.term_years))
        elif not agreement.is_unlimited:
            reasons.append(about(agreement, "term_unknown", Weight.NOTE))
        return None, state
    code = "ended" if until < as_of else "ends_soon" if is_soon(until, as_of) else "ends"
    reasons.append(about(agreement, code, Weight.NOTE, day=until, days=(until - as_of).days))
    is_known_to_fail = any(reason.weight is Weight.OPEN for reason in reasons)
    if until >= as_of or (state is EffectState.NOT_EFFECTIVE and is_known_to_fail):
        return until, state
    is_by_notice = is_approved and until == notice
    return until, EffectState.TERMINATED if is_by_notice else EffectState.EXPIRED


def _blocks(reasons: Iterable[Reason]) -> bool:
    return any(reason.weight in BLOCKING for reason in reasons)
