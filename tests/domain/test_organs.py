from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.organs import OfficeTitle, Organ, board_of, council_of, title_of
from ozgdesk.domain.vocabulary import MunicipalityKind, Office
from tests.helpers import four_municipalities, id_of

USINGEN, _, GLASHUETTEN, _ = four_municipalities()
MARBURG = Municipality(
    id=id_of(7), code="MR", name="Marburg", kind=MunicipalityKind.TOWN, order="a", has_lord_mayor=True
)


def test_a_town_has_stadtverordnete_and_magistrat_a_gemeinde_vertretung_and_vorstand() -> None:
    assert (council_of(USINGEN), board_of(USINGEN)) == (Organ.TOWN_COUNCIL, Organ.TOWN_BOARD)
    assert (council_of(GLASHUETTEN), board_of(GLASHUETTEN)) == (
        Organ.MUNICIPAL_COUNCIL,
        Organ.MUNICIPAL_BOARD,
    )


def test_the_second_to_sign_bears_another_title_in_town_and_gemeinde() -> None:
    assert title_of(USINGEN, Office.FIRST_DEPUTY) is OfficeTitle.FIRST_TOWN_COUNCILLOR
    assert title_of(GLASHUETTEN, Office.FIRST_DEPUTY) is OfficeTitle.FIRST_ALDERMAN


def test_beside_an_oberbuergermeister_the_first_deputy_is_buergermeister() -> None:
    assert title_of(MARBURG, Office.MAYOR) is OfficeTitle.LORD_MAYOR
    assert title_of(MARBURG, Office.FIRST_DEPUTY) is OfficeTitle.MAYOR


def test_every_kind_has_organs_and_a_title_for_every_office() -> None:
    for kind in MunicipalityKind:
        town = Municipality(id=id_of(8), code="X", name="X", kind=kind, order="a")
        assert council_of(town) is not board_of(town)
        assert {title_of(town, office) for office in Office}
