"""Which authority supervises an agreement (§§ 35, 36 KGG): by districts, regions and size of the parties."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.vocabulary import MunicipalityKind

LARGE_POPULATION = 50_000
STATE_KEY = "06"
ABROAD = "KGG-27"
"""The rule for a partner of another Land: the ministry has to approve."""
MINISTRY_KEYS = frozenset({"06412000", "06414000"})


class SupervisorLevel(StrEnum):
    """Level of the competent authority; `UNKNOWN` while master data are missing."""

    DISTRICT_ADMINISTRATOR = "district_administrator"
    REGIONAL_COUNCIL = "regional_council"
    MINISTRY = "ministry"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Supervisor:
    """The computed authority: `rule` names the law, `lacking` the municipalities whose data are incomplete.

    With a known level and a non-empty `lacking` the conclusion holds only if those data do not change it.
    """

    level: SupervisorLevel
    rule: str = ""
    district: str = ""
    region: str = ""
    lacking: tuple[str, ...] = ()


def supervisor(parties: Sequence[Municipality]) -> Supervisor:
    """The competent authority for these parties.

    § 35 Abs. 2 and 4, § 36 KGG: same district -> Landrat; several districts of one region, a district as
    party or more than 50 000 inhabitants -> Regierungspräsidium; several regions, Frankfurt, Wiesbaden or
    another state -> ministry.
    """
    if not parties:
        return Supervisor(SupervisorLevel.UNKNOWN)
    if any(party.ags and not party.ags.startswith(STATE_KEY) for party in parties):
        return Supervisor(SupervisorLevel.MINISTRY, ABROAD)
    regions = {party.region for party in parties if party.region}
    if len(regions) > 1 or any(party.ags in MINISTRY_KEYS for party in parties):
        return Supervisor(SupervisorLevel.MINISTRY, "KGG-26")
    lacking = tuple(party.id for party in parties if not _is_complete(party))
    region = next(iter(regions), "")
    districts = {party.district for party in parties if party.district}
    if len(districts) > 1 or any(_needs_region(party) for party in parties):
        if any(not party.region for party in parties):
            return Supervisor(SupervisorLevel.UNKNOWN, lacking=lacking)
        return Supervisor(SupervisorLevel.REGIONAL_COUNCIL, "KGG-25", region=region, lacking=lacking)
    if any(not party.district for party in parties):
        return Supervisor(SupervisorLevel.UNKNOWN, region=region, lacking=lacking)
    return Supervisor(
        SupervisorLevel.DISTRICT_ADMINISTRATOR, "KGG-24", next(iter(districts)), region, lacking=lacking
    )


def _needs_region(party: Municipality) -> bool:
    return party.kind is MunicipalityKind.DISTRICT or (party.population or 0) > LARGE_POPULATION


def _is_complete(party: Municipality) -> bool:
    if party.kind is MunicipalityKind.DISTRICT:
        return bool(party.region)
    return bool(party.district and party.population is not None)
