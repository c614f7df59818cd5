"""The supplied forms of council papers, read from `resources/paper_forms`, and how their parts are called."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ozgdesk import paths
from ozgdesk.domain.paper_forms import HeadKey, SectionKey, StationKey

NAMES = ("plain", "glashuetten", "neu-anspach", "marburg")
PLAIN = NAMES[0]

PARTS: Mapping[StrEnum, str] = {
    HeadKey.NUMBER: "Nummer der Vorlage",
    HeadKey.DATED_ON: "Datum",
    HeadKey.PLACE_AND_DATE: "Ort und Datum",
    HeadKey.FILE_REFERENCE: "Aktenzeichen",
    HeadKey.LEAD_DEPARTMENT: "Federführendes Amt",
    HeadKey.DEPARTMENTS: "Beteiligte Ämter",
    HeadKey.TERM: "Wahlperiode",
    HeadKey.KIND: "Art der Vorlage",
    HeadKey.TITLE: "Betreff",
    HeadKey.PREDECESSOR: "Bezug auf eine frühere Vorlage",
    HeadKey.BY_HAND: "leeres Feld",
    StationKey.COMMITTEE: "Gremium",
    StationKey.DATE: "Termin",
    StationKey.ROLE: "Rolle",
    StationKey.RESULT: "Ergebnis",
    StationKey.PUBLIC: "öffentlich oder nicht öffentlich",
    SectionKey.STATIONS: "Beratungsfolge",
    SectionKey.TITLE: "Betreff",
    SectionKey.RESOLUTION: "Beschlussvorschlag",
    SectionKey.EXPLANATION: "Sachdarstellung",
    SectionKey.FINANCIAL: "Finanzielle Auswirkungen",
    SectionKey.ENCLOSURES: "Anlagen",
    SectionKey.SIGNATURE: "Unterschrift",
}
"""What each part of a form is, in words; both empty fields have one name."""


@dataclass(frozen=True, slots=True)
class SuppliedForm:
    """A form that the program brings along. `stand` is the day or year of the paper it was read from."""

    id: str
    name: str
    stand: str
    source: str
    heading: str
    number_scheme: str
    header: str
    sections: str
    stations: str

    @property
    def fields(self) -> Mapping[str, str]:
        """What a `PaperForm` takes over from it."""
        return {
            "heading": self.heading,
            "number_scheme": self.number_scheme,
            "header": self.header,
            "sections": self.sections,
            "stations": self.stations,
            "closing": "",
            "source": f"{self.source}; Stand {self.stand}",
        }


@cache
def supplied_forms() -> tuple[SuppliedForm, ...]:
    """All of them, the plain one first."""
    found = []
    for name in NAMES:
        data = tomllib.loads(paths.resource("paper_forms", f"{name}.toml").read_text(encoding="utf-8"))
        found.append(SuppliedForm(**data))
    return tuple(found)


def supplied_form(id_: str) -> SuppliedForm:
    """The supplied form with this id; KeyError when there is none."""
    return {form.id: form for form in supplied_forms()}[id_]
