"""The steps before supervisor and public that the law asks for and nobody has entered yet."""

from collections.abc import Iterator

from ozgdesk.domain.agreements import Agreement, SupervisorStep
from ozgdesk.domain.effect import Effect, effect_of
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.supervisor import ABROAD, SupervisorLevel
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import SupervisorStepKind
from ozgdesk.texts.effect import supervisor_text
from ozgdesk.texts.law import norm_text, rule

_OF_PROCEDURE = {
    Procedure.APPROVAL: (
        (SupervisorStepKind.APPROVAL, "KGG-11"),
        (SupervisorStepKind.PUBLICATION, "KGG-12"),
    ),
    Procedure.FILING: ((SupervisorStepKind.FILING, "KGG-13"),),
}
_OF_ACCESSION = {
    "accession_not_approved": (SupervisorStepKind.APPROVAL, "KGG-16"),
    "accession_not_approved_by_ministry": (SupervisorStepKind.APPROVAL, ABROAD),
    "accession_not_published": (SupervisorStepKind.PUBLICATION, "KGG-21"),
    "accession_not_filed": (SupervisorStepKind.FILING, "KGG-17"),
}
"""What a reason of the effect that misses something asks for."""


def propose_supervisor_steps(agreement_id: str) -> Command[tuple[SupervisorStep, ...]]:
    """The steps the computed procedure and an accession ask for, with the computed authority.

    Each names its norm, an unverified one as „bitte prüfen“, and where the law was read.
    """

    def command(tx: Transaction) -> tuple[SupervisorStep, ...]:
        agreement = tx.get(Agreement, agreement_id)
        found = effect_of(tx.snapshot(), agreement, tx.today)
        is_known = found.supervisor.level is not SupervisorLevel.UNKNOWN
        authority = supervisor_text(found.supervisor) if is_known else ""
        made = []
        for kind, rule_id in dict(_needed(tx, found)).items():
            law = rule(rule_id, tx.today)
            made.append(
                tx.insert(
                    SupervisorStep(
                        id=tx.new_id(),
                        agreement_id=agreement.id,
                        kind=kind,
                        authority="" if kind is SupervisorStepKind.PUBLICATION else authority,
                        note=norm_text(law),
                        source=law.source if law else "",
                    )
                )
            )
        return tuple(made)

    return command


def _needed(tx: Transaction, found: Effect) -> Iterator[tuple[SupervisorStepKind, str]]:
    """Steps with their rule: of the agreement where it has none, of an accession where none waits."""
    kept = [row for row in tx.all(SupervisorStep) if row.agreement_id == found.agreement_id]
    kinds = {row.kind for row in kept}
    waiting = {row.kind for row in kept if row.done_on is None}
    steps = list(_OF_PROCEDURE.get(found.procedure, ()))
    if found.supervisor.rule == ABROAD and found.procedure is not Procedure.APPROVAL:
        steps.insert(0, (SupervisorStepKind.APPROVAL, ABROAD))
    yield from (step for step in steps if step[0] not in kinds)
    asked = (_OF_ACCESSION[row.code] for row in found.reasons if row.code in _OF_ACCESSION)
    yield from (step for step in asked if step[0] not in waiting)
