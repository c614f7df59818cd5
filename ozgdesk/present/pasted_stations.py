"""A Beratungsfolge copied from Word, Excel or a council information system, read as stations of a paper.

Columns are told by what stands in them: a day, a role, whether it is public, and the body that is left.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, CouncilPaper
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole
from ozgdesk.present.people import is_valid
from ozgdesk.texts.labels import label
from ozgdesk.texts.organs import board_name, council_name

MOST = 200
_ROLES = {
    ConsultationRole.PREPARATORY: ("vorberatend", "vorberatung", "empfehlung", "beratung", "anhörung"),
    ConsultationRole.DECIDING: ("beschließend", "beschliessend", "entscheidung", "beschluss"),
    ConsultationRole.INFORMATION: ("zur kenntnisnahme", "kenntnisnahme", "zur kenntnis"),
}
_PUBLIC = {
    "öffentlich": True,
    "ö": True,
    "nicht öffentlich": False,
    "nichtöffentlich": False,
    "nö": False,
    "n": False,
}
_TITLES = frozenset(
    {
        "gremium",
        "beratungsfolge",
        "ausschuss",
        "termin",
        "datum",
        "sitzung",
        "sitzungstermin",
        "sitzungsdatum",
    }
    | {"bemerkung", "rolle", "zuständigkeit", "status", "entscheidungen", "entscheidung", "ergebnis", "top"}
    | {"beratung", "nr.", "nr", "öffentlichkeit"}
)
_DAY = re.compile(r"\b\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class PastedStation:
    """One line: the body as it was written, the body that is meant (None: not known here), and the rest."""

    name: str
    committee_id: str | None
    held_on: date | None = None
    role: ConsultationRole = ConsultationRole.NOT_STATED
    is_public: bool | None = None

    @property
    def role_text(self) -> str:
        """The role in words; empty where the table gives none."""
        return "" if self.role is ConsultationRole.NOT_STATED else label(self.role)


def read_stations(view: View, paper_id: str, text: str, html: str = "") -> tuple[PastedStation, ...]:
    """The stations in a copied table; empty when there is none. At most `MOST` lines are read."""
    paper = view.snapshot.get(CouncilPaper, paper_id)
    bodies = _bodies(view, paper)
    lines = _html_rows(html) or [re.split(r"\t|\s*;\s*", line) for line in text.splitlines()]
    return tuple(_stations(lines[:MOST], bodies, view.as_of))


def _stations(lines: Sequence[Sequence[str]], bodies: dict[str, str], today: date) -> Iterator[PastedStation]:
    for line in lines:
        cells = [" ".join(cell.split()) for cell in line]
        cells = [cell for cell in cells if cell]
        if not cells or all(cell.casefold().rstrip(":") in _TITLES for cell in cells):
            continue
        day, rest = _day(cells, today)
        role = next((role for cell in rest if (role := _role(cell)) is not None), None)
        public = next((found for cell in rest if (found := _PUBLIC.get(cell.casefold())) is not None), None)
        names = [cell for cell in rest if _role(cell) is None and cell.casefold() not in _PUBLIC]
        known = next((cell for cell in names if cell.casefold() in bodies), None)
        name = known or next((cell for cell in names if re.search(r"[^\W\d]{2}", cell)), "")
        if name:
            yield PastedStation(
                name, bodies.get(name.casefold()), day, role or ConsultationRole.NOT_STATED, public
            )


def _day(cells: Sequence[str], today: date) -> tuple[date | None, list[str]]:
    """The first day in a line, and the cells without it."""
    for place, cell in enumerate(cells):
        match = _DAY.search(cell)
        if match is None:
            continue
        try:
            day = formats.read_day(match[0].replace(". ", "."), today)
        except formats.NotReadable:
            continue
        left = re.sub(r"\b\d{1,2}:\d{2}( Uhr)?\b", "", cell[: match.start()] + cell[match.end() :])
        return day, [*cells[:place], left.strip(" ,;-–()"), *cells[place + 1 :]]
    return None, list(cells)


def _role(cell: str) -> ConsultationRole | None:
    plain = cell.casefold().strip("()")
    return next((role for role, words in _ROLES.items() if plain in words), None)


def _bodies(view: View, paper: CouncilPaper) -> dict[str, str]:
    """The bodies of the municipality by name and short name; those in office now come before former ones."""
    town = view.snapshot.get(Municipality, paper.municipality_id)
    rows = [row for row in view.snapshot.all(Committee) if row.municipality_id == town.id]
    rows.sort(key=lambda row: (not is_valid(row.valid_from, row.valid_until, view.as_of), row.order, row.id))
    found: dict[str, str] = {}
    for row in rows:
        names = [row.name, row.short_name]
        if row.kind is CommitteeKind.COUNCIL:
            names += [council_name(town).name, council_name(town).short]
        elif row.kind is CommitteeKind.ADMINISTRATION:
            names += [board_name(town).name, board_name(town).short]
        for name in names:
            if name:
                found.setdefault(name.casefold(), row.id)
    return found


def _html_rows(html: str) -> list[list[str]]:
    if "<td" not in html.casefold():
        return []
    reader = _Table()
    reader.feed(html)
    reader.close()
    return reader.rows


class _Table(HTMLParser):
    """Collects the rows of all tables in a piece of HTML; nothing else of it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("")
            self._in_cell = True
        elif tag in ("br", "p", "div") and self._in_cell:
            self.rows[-1][-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "table"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data
