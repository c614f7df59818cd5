"""German names of organs and offices, in the cases and forms of address a sentence needs."""

from dataclasses import dataclass

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.organs import OfficeTitle, Organ, board_of, council_of, title_of
from ozgdesk.domain.vocabulary import FormOfAddress, MunicipalityKind, Office


@dataclass(frozen=True, slots=True)
class OrganName:
    """An organ: plain name, with article in nominative, genitive, dative and accusative, and its usual short form."""

    name: str
    nominative: str
    genitive: str
    dative: str
    accusative: str
    short: str


def _feminine(name: str, short: str) -> OrganName:
    return OrganName(name, f"die {name}", f"der {name}", f"der {name}", f"die {name}", short)


ORGANS: dict[Organ, OrganName] = {
    Organ.TOWN_COUNCIL: _feminine("Stadtverordnetenversammlung", "StVV"),
    Organ.MUNICIPAL_COUNCIL: _feminine("Gemeindevertretung", "GV"),
    Organ.DISTRICT_COUNCIL: OrganName("Kreistag", "der Kreistag", "des Kreistages", "dem Kreistag", "den Kreistag", "KT"),
    Organ.ASSOCIATION_ASSEMBLY: _feminine("Verbandsversammlung", "VV"),
    Organ.TOWN_BOARD: OrganName("Magistrat", "der Magistrat", "des Magistrats", "dem Magistrat", "den Magistrat", "Mag"),
    Organ.MUNICIPAL_BOARD: OrganName(
        "Gemeindevorstand", "der Gemeindevorstand", "des Gemeindevorstandes", "dem Gemeindevorstand", "den Gemeindevorstand", "GVo"
    ),
    Organ.DISTRICT_BOARD: OrganName(
        "Kreisausschuss", "der Kreisausschuss", "des Kreisausschusses", "dem Kreisausschuss", "den Kreisausschuss", "KA"
    ),
    Organ.ASSOCIATION_BOARD: OrganName(
        "Verbandsvorstand", "der Verbandsvorstand", "des Verbandsvorstandes", "dem Verbandsvorstand", "den Verbandsvorstand", "VVo"
    ),
}  # fmt: skip

TITLES: dict[OfficeTitle, dict[FormOfAddress, str]] = {
    title: {FormOfAddress.FEMALE: female, FormOfAddress.MALE: male, FormOfAddress.NEUTRAL: neutral}
    for title, female, male, neutral in (
        (OfficeTitle.MAYOR, "Bürgermeisterin", "Bürgermeister", "Bürgermeister/in"),
        (OfficeTitle.LORD_MAYOR, "Oberbürgermeisterin", "Oberbürgermeister", "Oberbürgermeister/in"),
        (OfficeTitle.FIRST_TOWN_COUNCILLOR, "Erste Stadträtin", "Erster Stadtrat", "Erste Stadträtin/Erster Stadtrat"),
        (OfficeTitle.FIRST_ALDERMAN, "Erste Beigeordnete", "Erster Beigeordneter", "Erste/r Beigeordnete/r"),
        (OfficeTitle.TOWN_COUNCILLOR, "Stadträtin", "Stadtrat", "Stadträtin/Stadtrat"),
        (OfficeTitle.ALDERMAN, "Beigeordnete", "Beigeordneter", "Beigeordnete/r"),
        (OfficeTitle.DISTRICT_ADMINISTRATOR, "Landrätin", "Landrat", "Landrätin/Landrat"),
        (OfficeTitle.FIRST_DISTRICT_ALDERMAN, "Erste Kreisbeigeordnete", "Erster Kreisbeigeordneter", "Erste/r Kreisbeigeordnete/r"),
        (OfficeTitle.DISTRICT_ALDERMAN, "Kreisbeigeordnete", "Kreisbeigeordneter", "Kreisbeigeordnete/r"),
        (OfficeTitle.ASSOCIATION_HEAD, "Verbandsvorsteherin", "Verbandsvorsteher", "Verbandsvorsteher/in"),
        (OfficeTitle.DEPUTY_ASSOCIATION_HEAD, "Stellvertretende Verbandsvorsteherin", "Stellvertretender Verbandsvorsteher", "Stellvertretende/r Verbandsvorsteher/in"),
        (OfficeTitle.ASSOCIATION_BOARD_MEMBER, "Mitglied des Verbandsvorstandes", "Mitglied des Verbandsvorstandes", "Mitglied des Verbandsvorstandes"),
        (OfficeTitle.TOWN_CHAIR, "Stadtverordnetenvorsteherin", "Stadtverordnetenvorsteher", "Stadtverordnetenvorsteher/in"),
        (OfficeTitle.MUNICIPAL_CHAIR, "Vorsitzende der Gemeindevertretung", "Vorsitzender der Gemeindevertretung", "Vorsitzende/r der Gemeindevertretung"),
        (OfficeTitle.DISTRICT_CHAIR, "Kreistagsvorsitzende", "Kreistagsvorsitzender", "Kreistagsvorsitzende/r"),
        (OfficeTitle.ASSOCIATION_CHAIR, "Vorsitzende der Verbandsversammlung", "Vorsitzender der Verbandsversammlung", "Vorsitzende/r der Verbandsversammlung"),
    )
}  # fmt: skip

_FULL = {
    MunicipalityKind.TOWN: "{article} Stadt {name}",
    MunicipalityKind.MUNICIPALITY: "{article} Gemeinde {name}",
}


def council_name(municipality: Municipality) -> OrganName:
    """The name of the council of a municipality."""
    return ORGANS[council_of(municipality)]


def board_name(municipality: Municipality) -> OrganName:
    """The name of the collegial administration of a municipality."""
    return ORGANS[board_of(municipality)]


def office_title(
    municipality: Municipality, office: Office, address: FormOfAddress = FormOfAddress.NEUTRAL
) -> str:
    """The title of an office in a municipality, in a form of address."""
    return TITLES[title_of(municipality, office)][address]


def genitive_name(municipality: Municipality) -> str:
    """Whose something is: 'der Stadt Usingen'; a name that says its kind itself stands in brackets."""
    pattern = _FULL.get(municipality.kind)
    return pattern.format(article="der", name=municipality.name) if pattern else f"({municipality.name})"


def full_name(municipality: Municipality) -> str:
    """A municipality as an agreement names it: 'die Stadt Usingen'; a name that says its kind itself stays alone."""
    pattern = _FULL.get(municipality.kind)
    return pattern.format(article="die", name=municipality.name) if pattern else municipality.name
