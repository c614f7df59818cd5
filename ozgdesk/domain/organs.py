"""Which organs and offices a municipality has, from its legal kind (§§ 9, 45 HGO); words: `texts.organs`."""

from enum import StrEnum

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.vocabulary import MunicipalityKind, Office


class Organ(StrEnum):
    """Council and collegial administration by kind."""

    TOWN_COUNCIL = "town_council"
    MUNICIPAL_COUNCIL = "municipal_council"
    DISTRICT_COUNCIL = "district_council"
    ASSOCIATION_ASSEMBLY = "association_assembly"
    TOWN_BOARD = "town_board"
    MUNICIPAL_BOARD = "municipal_board"
    DISTRICT_BOARD = "district_board"
    ASSOCIATION_BOARD = "association_board"


class OfficeTitle(StrEnum):
    """Official titles of heads, deputies, board members and chairs."""

    MAYOR = "mayor"
    LORD_MAYOR = "lord_mayor"
    FIRST_TOWN_COUNCILLOR = "first_town_councillor"
    FIRST_ALDERMAN = "first_alderman"
    TOWN_COUNCILLOR = "town_councillor"
    ALDERMAN = "alderman"
    DISTRICT_ADMINISTRATOR = "district_administrator"
    FIRST_DISTRICT_ALDERMAN = "first_district_alderman"
    DISTRICT_ALDERMAN = "district_alderman"
    ASSOCIATION_HEAD = "association_head"
    DEPUTY_ASSOCIATION_HEAD = "deputy_association_head"
    ASSOCIATION_BOARD_MEMBER = "association_board_member"
    TOWN_CHAIR = "town_chair"
    MUNICIPAL_CHAIR = "municipal_chair"
    DISTRICT_CHAIR = "district_chair"
    ASSOCIATION_CHAIR = "association_chair"


_COUNCILS = {
    MunicipalityKind.TOWN: Organ.TOWN_COUNCIL,
    MunicipalityKind.MUNICIPALITY: Organ.MUNICIPAL_COUNCIL,
    MunicipalityKind.DISTRICT: Organ.DISTRICT_COUNCIL,
    MunicipalityKind.ASSOCIATION: Organ.ASSOCIATION_ASSEMBLY,
}

_BOARDS = {
    MunicipalityKind.TOWN: Organ.TOWN_BOARD,
    MunicipalityKind.MUNICIPALITY: Organ.MUNICIPAL_BOARD,
    MunicipalityKind.DISTRICT: Organ.DISTRICT_BOARD,
    MunicipalityKind.ASSOCIATION: Organ.ASSOCIATION_BOARD,
}

_TITLES: dict[tuple[MunicipalityKind, Office], OfficeTitle] = {
    (MunicipalityKind.TOWN, Office.MAYOR): OfficeTitle.MAYOR,
    (MunicipalityKind.TOWN, Office.FIRST_DEPUTY): OfficeTitle.FIRST_TOWN_COUNCILLOR,
    (MunicipalityKind.TOWN, Office.BOARD_MEMBER): OfficeTitle.TOWN_COUNCILLOR,
    (MunicipalityKind.TOWN, Office.CHAIR): OfficeTitle.TOWN_CHAIR,
    (MunicipalityKind.MUNICIPALITY, Office.MAYOR): OfficeTitle.MAYOR,
    (MunicipalityKind.MUNICIPALITY, Office.FIRST_DEPUTY): OfficeTitle.FIRST_ALDERMAN,
    (MunicipalityKind.MUNICIPALITY, Office.BOARD_MEMBER): OfficeTitle.ALDERMAN,
    (MunicipalityKind.MUNICIPALITY, Office.CHAIR): OfficeTitle.MUNICIPAL_CHAIR,
    (MunicipalityKind.DISTRICT, Office.MAYOR): OfficeTitle.DISTRICT_ADMINISTRATOR,
    (MunicipalityKind.DISTRICT, Office.FIRST_DEPUTY): OfficeTitle.FIRST_DISTRICT_ALDERMAN,
    (MunicipalityKind.DISTRICT, Office.BOARD_MEMBER): OfficeTitle.DISTRICT_ALDERMAN,
    (MunicipalityKind.DISTRICT, Office.CHAIR): OfficeTitle.DISTRICT_CHAIR,
    (MunicipalityKind.ASSOCIATION, Office.MAYOR): OfficeTitle.ASSOCIATION_HEAD,
    (MunicipalityKind.ASSOCIATION, Office.FIRST_DEPUTY): OfficeTitle.DEPUTY_ASSOCIATION_HEAD,
    (MunicipalityKind.ASSOCIATION, Office.BOARD_MEMBER): OfficeTitle.ASSOCIATION_BOARD_MEMBER,
    (MunicipalityKind.ASSOCIATION, Office.CHAIR): OfficeTitle.ASSOCIATION_CHAIR,
}


def council_of(municipality: Municipality) -> Organ:
    """The council: Stadtverordnetenversammlung or Gemeindevertretung (§ 9 Abs. 1 HGO)."""
    return _COUNCILS[municipality.kind]


def board_of(municipality: Municipality) -> Organ:
    """The collegial administration: Magistrat or Gemeindevorstand (§ 9 Abs. 2 HGO)."""
    return _BOARDS[municipality.kind]


def title_of(municipality: Municipality, office: Office) -> OfficeTitle:
    """The title of an office. With an Oberbürgermeister the first deputy is the Bürgermeister (§ 45 HGO)."""
    if municipality.kind is MunicipalityKind.TOWN and municipality.has_lord_mayor:
        if office is Office.MAYOR:
            return OfficeTitle.LORD_MAYOR
        if office is Office.FIRST_DEPUTY:
            return OfficeTitle.MAYOR
    return _TITLES[municipality.kind, office]
