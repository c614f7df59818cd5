"""The parts of the parties in the costs of an agreement, in hundredths of a per cent that add up exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.vocabulary import CostKey

WHOLE = 10_000
"""All costs: 100,00 per cent."""


@dataclass(frozen=True, slots=True)
class CostShares:
    """The part of each party by municipality id, in hundredths of a per cent, together `WHOLE`.

    Empty where no key is stated or `lacking` names parties whose population or fixed share is not known.
    `is_scaled`: the fixed shares did not make a whole and are brought to it in proportion.
    """

    key: CostKey
    parts: Mapping[str, int]
    lacking: tuple[str, ...] = ()
    is_scaled: bool = False


def cost_shares(
    key: CostKey, parties: Sequence[Municipality], percents: Mapping[str, float | None]
) -> CostShares:
    """The shares of these parties; `percents` are the fixed ones by municipality id, as agreed."""
    if key is CostKey.NOT_STATED or not parties:
        return CostShares(key, {})
    if key is CostKey.EQUAL:
        return CostShares(key, split({party.id: Fraction(1) for party in parties}))
    if key is CostKey.POPULATION:
        weights = {party.id: Fraction(party.population or 0) for party in parties}
    else:
        weights = {party.id: Fraction(str(percents.get(party.id) or 0)) for party in parties}
    known = {party.id for party in parties if _is_known(key, party, percents)}
    lacking = tuple(party.id for party in parties if party.id not in known)
    if lacking or not sum(weights.values()):
        return CostShares(key, {}, lacking)
    is_scaled = key is CostKey.FIXED and sum(weights.values()) != 100
    return CostShares(key, split(weights), is_scaled=is_scaled)


def split(weights: Mapping[str, Fraction], whole: int = WHOLE) -> dict[str, int]:
    """Whole parts in proportion to the weights: what rounding down leaves goes to the largest remainders.

    Equal remainders are served in the order given. The weights are not negative and not all zero.
    """
    total = sum(weights.values(), Fraction(0))
    exact = {id_: weight * whole / total for id_, weight in weights.items()}
    parts = {id_: int(part) for id_, part in exact.items()}
    by_remainder = sorted(parts, key=lambda id_: parts[id_] - exact[id_])
    for id_ in by_remainder[: whole - sum(parts.values())]:
        parts[id_] += 1
    return parts


def _is_known(key: CostKey, party: Municipality, percents: Mapping[str, float | None]) -> bool:
    return bool(party.population) if key is CostKey.POPULATION else percents.get(party.id) is not None
