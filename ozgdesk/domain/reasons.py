"""What a conclusion about an agreement rests on: one reason per fact, with its rule and its source row.

The sentences stand in `texts.effect`, the law behind a rule in `resources/rules`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ozgdesk.domain.agreements import Agreement


class Weight(StrEnum):
    """What a reason does to the conclusion.

    `MET` is fulfilled; `OPEN` is known to be outstanding; `ABSENT` has no record; `UNKNOWN` probably
    happened, but the evidence is not there; `DUTY` must be done without holding up the effect;
    `CONTRADICTION` speaks against an effect that a person recorded; `NOTE` only informs.
    """

    MET = "met"
    OPEN = "open"
    ABSENT = "absent"
    UNKNOWN = "unknown"
    DUTY = "duty"
    CONTRADICTION = "contradiction"
    NOTE = "note"


BLOCKING = frozenset({Weight.OPEN, Weight.ABSENT, Weight.UNKNOWN})


class Actor(StrEnum):
    """Who must act on a reason; the municipality, if it is one, stands in the reason."""

    COUNCIL = "council"
    ADMINISTRATION = "administration"
    SIGNATORIES = "signatories"
    SUPERVISOR = "supervisor"
    COORDINATION = "coordination"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact behind a conclusion: `code` and `values` make the sentence, `rule` (KGG-14) names the law.

    `subject_kind` and `subject_id` name the row the fact was read from (table name and id).
    """

    code: str
    weight: Weight
    subject_kind: str
    subject_id: str
    rule: str = ""
    municipality_id: str | None = None
    actor: Actor = Actor.COORDINATION
    values: Mapping[str, object] = field(default_factory=dict)


def about(
    agreement: Agreement,
    code: str,
    weight: Weight,
    *,
    rule: str = "",
    municipality_id: str | None = None,
    **values: object,
) -> Reason:
    """A reason read from the agreement itself."""
    return Reason(
        code, weight, "agreement", agreement.id, rule=rule, municipality_id=municipality_id, values=values
    )
