"""How long an agreement takes from its last resolution to its effect, for reckoning forwards and backwards.

The days are assumptions of the program, not law: no norm of `domain.md` sets them. What is shown marks them
as „Annahme“.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.entry import waits_for_publication
from ozgdesk.domain.procedure import Procedure


class Stage(StrEnum):
    """What comes between the last resolution and the effect, in this order."""

    SIGNING = "signing"
    SUPERVISION = "supervision"
    PUBLICATION = "publication"


ASSUMED_DAYS: Mapping[Stage, int] = {Stage.SIGNING: 14, Stage.SUPERVISION: 42, Stage.PUBLICATION: 14}
"""Calendar days: until all have signed, from the last signature to the approval, until it is published."""


@dataclass(frozen=True, slots=True)
class StageTime:
    """A stage and the calendar days it is reckoned with; `is_assumed` unless somebody entered them."""

    stage: Stage
    days: int
    is_assumed: bool


def stage_times(agreement: Agreement, procedure: Procedure) -> tuple[StageTime, ...]:
    """The stages an agreement goes through after the last resolution (§ 26 KGG), in their order.

    A delegation waits for approval and publication (KGG-11, KGG-12); a mandate for the signatures alone
    (KGG-14), its filing holds up nothing. The agreement's own clause can ask for the publication.
    """
    return tuple(stage_time(agreement, stage) for stage in _stages(agreement, procedure))


def stage_time(agreement: Agreement, stage: Stage) -> StageTime:
    """The time of one stage: as entered for the agreement, else as assumed."""
    entered = {
        Stage.SIGNING: agreement.signing_days,
        Stage.SUPERVISION: agreement.supervision_days,
        Stage.PUBLICATION: agreement.publication_days,
    }[stage]
    if entered is not None:
        return StageTime(stage, entered, is_assumed=False)
    return StageTime(stage, ASSUMED_DAYS[stage], is_assumed=True)


def _stages(agreement: Agreement, procedure: Procedure) -> Iterator[Stage]:
    yield Stage.SIGNING
    if procedure is Procedure.APPROVAL:
        yield Stage.SUPERVISION
    if waits_for_publication(agreement, procedure):
        yield Stage.PUBLICATION
