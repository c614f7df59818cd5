"""How a paper of a municipality is set: the lines of its form read, and the numbers its scheme makes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from ozgdesk.domain.councils import PaperForm


class HeadKey(StrEnum):
    """What may stand in the head of a paper; `BY_HAND` is a field that is filled in on paper.

    `DEPARTMENTS` is filled in on paper too where the project knows no other offices that take part.
    """

    NUMBER = "number"
    DATED_ON = "dated_on"
    PLACE_AND_DATE = "place_and_date"
    FILE_REFERENCE = "file_reference"
    LEAD_DEPARTMENT = "lead_department"
    DEPARTMENTS = "departments"
    TERM = "term"
    KIND = "kind"
    TITLE = "title"
    PREDECESSOR = "predecessor"
    BY_HAND = "by_hand"


class StationKey(StrEnum):
    """The columns of the Beratungsfolge; `BY_HAND` is a column that is filled in on paper."""

    COMMITTEE = "committee"
    DATE = "date"
    ROLE = "role"
    RESULT = "result"
    PUBLIC = "is_public"
    BY_HAND = "by_hand"


class SectionKey(StrEnum):
    """The parts of a paper. The four texts are fields of paper and matter."""

    STATIONS = "stations"
    TITLE = "title"
    RESOLUTION = "resolution_text"
    EXPLANATION = "explanation"
    FINANCIAL = "financial_effect"
    ENCLOSURES = "enclosures"
    SIGNATURE = "signature"


TEXT_SECTIONS = (
    SectionKey.RESOLUTION,
    SectionKey.EXPLANATION,
    SectionKey.FINANCIAL,
    SectionKey.ENCLOSURES,
)
"""The parts that are texts, in the order in which they are written."""

GAPS = ("kind", "number", "term", "period", "year", "municipality")
"""Names that may stand in braces in a heading or a scheme; `period` is the number of the Wahlperiode."""

Key = TypeVar("Key", HeadKey, StationKey, SectionKey)

_GAP = re.compile(r"\{([a-z]+)\}")
_ROMAN = re.compile(r"\b(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_COUNTER = "number"


@dataclass(frozen=True, slots=True)
class FormLine(Generic[Key]):
    """A line of a form: what stands there, and its heading (empty: none)."""

    key: Key
    heading: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A form read. `unknown` are the lines that name nothing there is."""

    heading: str
    number_scheme: str
    head: tuple[FormLine[HeadKey], ...]
    sections: tuple[FormLine[SectionKey], ...]
    stations: tuple[FormLine[StationKey], ...]
    closing: str
    unknown: tuple[str, ...]


def layout_of(form: PaperForm) -> Layout:
    """The form with its lines read."""
    unknown: list[str] = []
    return Layout(
        form.heading,
        form.number_scheme,
        read_lines(form.header, HeadKey, unknown),
        read_lines(form.sections, SectionKey, unknown),
        read_lines(form.stations, StationKey, unknown),
        form.closing,
        tuple(unknown),
    )


def read_lines(text: str, keys: type[Key], unknown: list[str]) -> tuple[FormLine[Key], ...]:
    """Lines `key = heading`; what names none of the keys is added to `unknown`.

    >>> read_lines("number = Nr.\\ntitle", HeadKey, [])[0].heading
    'Nr.'
    """
    found = []
    for line in text.splitlines():
        name, _, heading = (part.strip() for part in line.partition("="))
        if not name:
            continue
        if name in [key.value for key in keys]:
            found.append(FormLine(keys(name), heading))
        else:
            unknown.append(line.strip())
    return tuple(found)


def filled(pattern: str, values: dict[str, str]) -> str:
    """A heading or scheme with its gaps filled; names that are no gaps stay as they are."""
    words = _GAP.sub(lambda found: values.get(found[1], found[0]) if found[1] in GAPS else found[0], pattern)
    return " ".join(words.split()).strip(" –-")


def period_of(term: str) -> str:
    """The number of a Wahlperiode as its name gives it; empty where it gives none.

    >>> period_of("XIX. Wahlperiode 2021–2026"), period_of("2021–2026")
    ('XIX', '')
    """
    return next((found[0] for found in _ROMAN.finditer(term) if found[0]), "")


def next_number(scheme: str, values: dict[str, str], known: Iterable[str]) -> str:
    """The number after the highest known one of this scheme, in the same Wahlperiode and year.

    Empty while none is known: how many papers a town hall counted before, the project cannot tell.

    >>> next_number("{number}/GV/{period}", {"period": "XIX"}, ["50/GV/XIX", "7/GV/XVIII"])
    '51/GV/XIX'
    """
    if f"{{{_COUNTER}}}" not in scheme:
        return ""
    parts = _GAP.split(scheme)
    words = [values.get(part, "") if place % 2 else part for place, part in enumerate(parts)]
    counts = [place for place, part in enumerate(parts) if place % 2 and part == _COUNTER]
    lacking = [p for i, p in enumerate(parts) if i % 2 and p in GAPS and p != _COUNTER and not values.get(p)]
    if len(counts) != 1 or lacking:
        return ""
    place = counts[0]
    before, behind = "".join(words[:place]), "".join(words[place + 1 :])
    shape = re.compile(re.escape(before) + r"(\d{1,9})" + re.escape(behind))
    found = [match[1] for number in known if (match := shape.fullmatch(number.strip()))]
    if not found:
        return ""
    highest = max(found, key=int)
    return f"{before}{int(highest) + 1:0{len(highest)}}{behind}"
