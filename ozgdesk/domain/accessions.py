"""What a municipality that joined an agreement still needs, so that it is bound too (§ 27 KGG, KGG-31).

Whether the others agreed to it: `consents`.
"""

from collections.abc import Iterator
from datetime import date

from ozgdesk.domain.agreements import AgreementParty
from ozgdesk.domain.consents import consent_reasons, parties_before
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.evidence import Evidence
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import BLOCKING, Actor, Reason, Weight
from ozgdesk.domain.resolution_reasons import Resolutions
from ozgdesk.domain.supervisor import ABROAD, supervisor
from ozgdesk.domain.vocabulary import SupervisorStepKind


def accession_reasons(found: Evidence, party: Municipality, since: date | None) -> Iterator[Reason]:
    """Resolution and signatures of the party, the consent of the others, approval or filing, publication.

    The accession to a delegation is approved (KGG-16) and published (KGG-21), that to a mandate is filed
    (KGG-17). `since` is the day since which the agreement has effect.
    """
    row = next(
        row
        for row in found.snapshot.all(AgreementParty)
        if (row.agreement_id, row.municipality_id) == (found.agreement.id, party.id)
    )
    resolutions = Resolutions(found.snapshot, found.agreement, [party.id], found.as_of)
    reasons = [
        *resolutions.of(party.id, found.signing.is_begun(party.id)),
        *found.signing.of(party.id),
        *consent_reasons(found, row, since),
    ]
    reasons += _before_the_supervisor(found, row, max(resolutions.days, default=row.joined_on or date.min))
    is_incomplete = any(reason.weight in BLOCKING for reason in reasons)
    if is_incomplete and since is not None:
        yield _reason("accession_incomplete", Weight.NOTE, row, "KGG-31", day=row.joined_on)
    yield from reasons


def _before_the_supervisor(found: Evidence, row: AgreementParty, resolved_on: date) -> Iterator[Reason]:
    """The steps of the change itself: none earlier than the resolution of the party that joins."""
    is_filed = found.steps.first(SupervisorStepKind.FILING, resolved_on) is not None
    if found.procedure is Procedure.FILING and not is_filed:
        yield _reason("accession_not_filed", Weight.DUTY, row, "KGG-17")
    if found.procedure is not Procedure.APPROVAL:
        yield from _before_the_ministry(found, row, resolved_on)
        return
    approval = found.steps.first(SupervisorStepKind.APPROVAL, resolved_on)
    if approval is None or approval.done_on is None:
        yield _reason("accession_not_approved", Weight.ABSENT, row, "KGG-16")
    elif found.steps.first(SupervisorStepKind.PUBLICATION, approval.done_on) is None:
        yield _reason("accession_not_published", Weight.ABSENT, row, "KGG-21")


def _before_the_ministry(found: Evidence, row: AgreementParty, resolved_on: date) -> Iterator[Reason]:
    """A partner of another Land brings the agreement before the ministry (§ 36 KGG)."""
    town = found.snapshot.get(Municipality, row.municipality_id)
    before = parties_before(found, row)
    is_new = supervisor(before).rule != ABROAD and supervisor([*before, town]).rule == ABROAD
    approval = found.steps.first(SupervisorStepKind.APPROVAL, resolved_on)
    if is_new and (approval is None or approval.done_on is None):
        yield _reason("accession_not_approved_by_ministry", Weight.ABSENT, row, ABROAD)


def _reason(code: str, weight: Weight, row: AgreementParty, rule: str, **values: object) -> Reason:
    return Reason(
        code, weight, "agreement_party", row.id, rule, row.municipality_id, Actor.COORDINATION, values
    )
