"""What at the beginning of a line says which part of an agreement it is, and what only looks like it."""

import re
from dataclasses import dataclass

from ozgdesk.domain.vocabulary import ClauseKind

_LONGEST_HEADING = 200
_SHORT = 5
_BULLETS = "•·▪▫◦‣⁃●○■□➢➤✓*–—-"
_MONTHS = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Halbjahr|Quartal"
)

_CLAUSE = re.compile(
    r"(?:§|Artikel\s|Art\.)\s*(\d+)[a-z]?(?!\w)(?:[.:)](?!\d))?\s*(?:[-–—]\s+|[:|]\s*)?(.*)$"
)
_ANNEX = re.compile(
    r"(?:Anlage|Anhang|ANLAGE|ANHANG)\b(?:\s+(?:Nr\.?\s*)?(?:\d+|[A-Z]|[IVX]+)\b)?\s*(?:[-–—]\s+|[.:]\s*)?(.*)$"
)
_PREAMBLE = re.compile(
    r"(?:(Präambel|Vorbemerkung(?:en)?)[:.]?|(?:Präambel)\s*[-–—]\s+(.*)|(Vorbemerkung(?:en)?\s*[-–—]\s+.*))$",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"Eingangsformel\s*:?$")
_PARAGRAPH = re.compile(r"\(\d{1,3}[a-z]?\)\s*(.*)$")
_NUMBER = re.compile(rf"\d{{1,3}}[.)](?:\s+(?!(?:{_MONTHS})\b)(.*))?$")
_LETTER = re.compile(r"\(?(?:([a-z])\1?)\)(?:\s+(.*))?$")
_BULLET = re.compile(rf"([{_BULLETS}]|o(?=\s))(?:\s+(.*))?$")
_PAGE_NUMBER = re.compile(r"(?:Seite\s+\d+(?:\s*(?:von|/)\s*\d+)?|[-–—]\s*\d{1,4}\s*[-–—])$", re.IGNORECASE)

_CITED = frozenset(
    [
        "Abs",
        "Absatz",
        "Absätze",
        "Satz",
        "Sätze",
        "Nr",
        "Nummer",
        "Nummern",
        "Buchst",
        "Buchstabe",
        "Halbsatz",
        "Alt",
        "Alternative",
        "S",
        "KGG",
        "HGO",
        "BGB",
        "GG",
        "UStG",
        "AO",
        "DSGVO",
        "DS-GVO",
        "HDSIG",
        "BDSG",
        "VwVfG",
        "HVwVfG",
        "GWB",
        "KAG",
        "HKO",
        "OZG",
        "SGB",
        "StGB",
        "TVöD",
        "VgV",
    ]
)
"""Words after a § that make it a citation and no heading."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: the kind of part it begins, what follows it, the shape that its list shares, its number."""

    kind: ClauseKind
    rest: str
    shape: str = ""
    number: str = ""
    is_bullet: bool = False


def mark_of(line: str) -> Mark | None:
    """The mark a line begins with; None for plain words, also where they cite a § or begin with a date."""
    return _top_mark(line) or _inner_mark(line) if line else None


def is_page_number(line: str) -> bool:
    """Whether a line is only the number of a page."""
    return _PAGE_NUMBER.match(line) is not None


def is_heading(line: str) -> bool:
    """Whether words behind a § read as its heading, not as a sentence that cites it."""
    if len(line) > _LONGEST_HEADING or line[-1:] in (",", ";"):
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in '„“"‚»(['):
        return False
    words = line.split()
    if words[0].strip(".,()") in _CITED:
        return False
    return line[-1] not in ".:!?" or len(words) <= _SHORT


def _top_mark(line: str) -> Mark | None:
    if line[0] in "§Aa" and (match := _CLAUSE.match(line)):
        number, rest = match.groups()
        return Mark(ClauseKind.CLAUSE, rest, number=number) if not rest or is_heading(rest) else None
    if match := _ANNEX.match(line):
        rest = match[1]
        return Mark(ClauseKind.ANNEX, rest) if not rest or is_heading(rest) else None
    if match := _PREAMBLE.match(line):
        heading = match[1] or match[2] or match[3] or ""
        return Mark(ClauseKind.PREAMBLE, heading) if len(heading) <= _LONGEST_HEADING else None
    return Mark(ClauseKind.FORMULA, "") if _FORMULA.match(line) else None


def _inner_mark(line: str) -> Mark | None:
    if match := _PARAGRAPH.match(line):
        return Mark(ClauseKind.PARAGRAPH, match[1], "(")
    if match := _NUMBER.match(line):
        return Mark(ClauseKind.NUMBER, match[1] or "", ".")
    if match := _LETTER.match(line):
        return Mark(ClauseKind.LETTER, match[2] or "", ")")
    if match := _BULLET.match(line):
        return Mark(ClauseKind.NUMBER, match[2] or "", match[1], is_bullet=True)
    return None
