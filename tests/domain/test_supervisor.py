import pytest

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.supervisor import SupervisorLevel, supervisor
from ozgdesk.domain.vocabulary import MunicipalityKind
from tests.helpers import id_of


def party(
    number: int, district: str, region: str, population: int | None = 9_000, **values: object
) -> Municipality:
    kind = values.pop("kind", MunicipalityKind.TOWN)
    return Municipality(
        id=id_of(number),
        code=f"K{number}",
        name=f"Kommune {number}",
        kind=kind,
        order=f"a{number}",
        district=district,
        region=region,
        population=population,
        **values,
    )


TAUNUS = [party(n, "Hochtaunuskreis", "Darmstadt") for n in (1, 2)]


@pytest.mark.parametrize(
    ("joining", "level", "rule"),
    [
        (party(3, "Hochtaunuskreis", "Darmstadt"), SupervisorLevel.DISTRICT_ADMINISTRATOR, "KGG-24"),
        (party(3, "Wetteraukreis", "Darmstadt"), SupervisorLevel.REGIONAL_COUNCIL, "KGG-25"),
        (party(3, "Hochtaunuskreis", "Darmstadt", 50_001), SupervisorLevel.REGIONAL_COUNCIL, "KGG-25"),
        (party(3, "Hochtaunuskreis", "Darmstadt", 50_000), SupervisorLevel.DISTRICT_ADMINISTRATOR, "KGG-24"),
        (
            party(3, "", "Darmstadt", None, kind=MunicipalityKind.DISTRICT),
            SupervisorLevel.REGIONAL_COUNCIL,
            "KGG-25",
        ),
        (party(3, "Lahn-Dill-Kreis", "Gießen"), SupervisorLevel.MINISTRY, "KGG-26"),
        (party(3, "", "Darmstadt", ags="06412000"), SupervisorLevel.MINISTRY, "KGG-26"),
        (party(3, "Mainz-Bingen", "", ags="07339030"), SupervisorLevel.MINISTRY, "KGG-27"),
        (party(3, "", ""), SupervisorLevel.UNKNOWN, ""),
    ],
)
def test_a_further_party_can_move_the_supervision(
    joining: Municipality, level: SupervisorLevel, rule: str
) -> None:
    found = supervisor([*TAUNUS, joining])
    assert (found.level, found.rule) == (level, rule)


def test_parties_without_master_data_are_named() -> None:
    unknown = party(3, "Hochtaunuskreis", "Darmstadt", None)
    found = supervisor([*TAUNUS, unknown])
    assert found.level is SupervisorLevel.DISTRICT_ADMINISTRATOR
    assert found.lacking == (unknown.id,)


def test_without_parties_nothing_is_guessed() -> None:
    assert supervisor([]).level is SupervisorLevel.UNKNOWN
