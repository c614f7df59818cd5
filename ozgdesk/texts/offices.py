"""Names of organs and titles of offices, as they follow from the kind of a municipality (§§ 9, 45, 49, 65 HGO)."""

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.vocabulary import CommitteeKind, FormOfAddress, MunicipalityKind, Office

Forms = tuple[str, str, str]  # female, male, neutral

_ORGANS: dict[MunicipalityKind, tuple[str, str]] = {
    MunicipalityKind.TOWN: ("Stadtverordnetenversammlung", "Magistrat"),
    MunicipalityKind.MUNICIPALITY: ("Gemeindevertretung", "Gemeindevorstand"),
    MunicipalityKind.DISTRICT: ("Kreistag", "Kreisausschuss"),
    MunicipalityKind.ASSOCIATION: ("Verbandsversammlung", "Verbandsvorstand"),
}

_MAYOR: Forms = ("Bürgermeisterin", "Bürgermeister", "Bürgermeister/in")

_TITLES: dict[MunicipalityKind, dict[Office, Forms]] = {
    MunicipalityKind.TOWN: {
        Office.MAYOR: _MAYOR,
        Office.FIRST_DEPUTY: ("Erste Stadträtin", "Erster Stadtrat", "Erste/r Stadträtin/Stadtrat"),
        Office.BOARD_MEMBER: ("Stadträtin", "Stadtrat", "Stadträtin/Stadtrat"),
        Office.CHAIR: (
            "Stadtverordnetenvorsteherin",
            "Stadtverordnetenvorsteher",
            "Stadtverordnetenvorsteher/in",
        ),
    },
    MunicipalityKind.MUNICIPALITY: {
        Office.MAYOR: _MAYOR,
        Office.FIRST_DEPUTY: ("Erste Beigeordnete", "Erster Beigeordneter", "Erste/r Beigeordnete/r"),
        Office.BOARD_MEMBER: ("Beigeordnete", "Beigeordneter", "Beigeordnete/r"),
        Office.CHAIR: (
            "Vorsitzende der Gemeindevertretung",
            "Vorsitzender der Gemeindevertretung",
            "Vorsitzende/r der Gemeindevertretung",
        ),
    },
    MunicipalityKind.DISTRICT: {
        Office.MAYOR: ("Landrätin", "Landrat", "Landrätin/Landrat"),
        Office.FIRST_DEPUTY: (
            "Erste Kreisbeigeordnete",
            "Erster Kreisbeigeordneter",
            "Erste/r Kreisbeigeordnete/r",
        ),
        Office.BOARD_MEMBER: ("Kreisbeigeordnete", "Kreisbeigeordneter", "Kreisbeigeordnete/r"),
        Office.CHAIR: ("Kreistagsvorsitzende", "Kreistagsvorsitzender", "Kreistagsvorsitzende/r"),
    },
    MunicipalityKind.ASSOCIATION: {
        Office.MAYOR: ("Verbandsvorsteherin", "Verbandsvorsteher", "Verbandsvorsteher/in"),
        Office.FIRST_DEPUTY: (
            "stellvertretende Verbandsvorsteherin",
            "stellvertretender Verbandsvorsteher",
            "stellvertretende/r Verbandsvorsteher/in",
        ),
        Office.BOARD_MEMBER: ("Mitglied des Verbandsvorstands",) * 3,
        Office.CHAIR: (
            "Vorsitzende der Verbandsversammlung",
            "Vorsitzender der Verbandsversammlung",
            "Vorsitzende/r der Verbandsversammlung",
        ),
    },
}

_LORD_MAYOR: Forms = ("Oberbürgermeisterin", "Oberbürgermeister", "Oberbürgermeister/in")
_CHAIR: Forms = ("Vorsitzende", "Vorsitzender", "Vorsitzende/r")
_FORM = {FormOfAddress.FEMALE: 0, FormOfAddress.MALE: 1, FormOfAddress.NEUTRAL: 2}


def organ_name(municipality: Municipality, kind: CommitteeKind) -> str:
    """Name of the council or the collegial administration (§ 9 HGO); empty for any other body."""
    council, administration = _ORGANS[municipality.kind]
    if kind is CommitteeKind.COUNCIL:
        return council
    return administration if kind is CommitteeKind.ADMINISTRATION else ""


def office_title(
    municipality: Municipality,
    office: Office,
    address: FormOfAddress = FormOfAddress.NEUTRAL,
    *,
    of_council: bool = True,
) -> str:
    """Title that follows from kind, lord mayor (§ 45 HGO) and form of address.

    `of_council` is false for the chair of another body than the council.
    """
    forms = _TITLES[municipality.kind][office]
    if municipality.has_lord_mayor and office is Office.MAYOR:
        forms = _LORD_MAYOR
    elif municipality.has_lord_mayor and office is Office.FIRST_DEPUTY:
        forms = _MAYOR
    elif office is Office.CHAIR and not of_council:
        forms = _CHAIR
    return forms[_FORM[address]]


def holder_title(
    holder: OfficeHolder, municipality: Municipality, address: FormOfAddress, *, of_council: bool = True
) -> str:
    """The title of an office holder: as entered, else as it follows."""
    return holder.title or office_title(municipality, holder.office, address, of_council=of_council)
