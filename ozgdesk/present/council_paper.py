"""A paper as it is brought before the bodies: head, Beratungsfolge, texts and signature in the form of its
municipality, whatever prints it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.clauses import Placeholder, Reference, Words, tokens
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Matter, OfficeHolder, PaperForm
from ozgdesk.domain.paper_forms import (
    TEXT_SECTIONS,
    FormLine,
    HeadKey,
    Layout,
    SectionKey,
    StationKey,
    filled,
    layout_of,
    next_number,
    period_of,
)
from ozgdesk.domain.papers import form_of, section_text
from ozgdesk.domain.people import Person
from ozgdesk.domain.procedure import contractual_tasks
from ozgdesk.domain.resolutions import day_of, stations_of
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConsultationRole, Office, Result
from ozgdesk.present.agreement_text import field_text
from ozgdesk.present.council import Fan, council_rows, fans
from ozgdesk.present.municipalities import MunicipalityTag, tags_of
from ozgdesk.present.people import is_valid, title_of
from ozgdesk.present.text_changes import told_changes
from ozgdesk.texts.clauses import unknown_field
from ozgdesk.texts.labels import label
from ozgdesk.texts.organs import office_title
from ozgdesk.texts.paper_forms import PARTS, PLAIN, supplied_form

COLUMNS = 3
_LEFT_OPEN = (HeadKey.BY_HAND, HeadKey.DEPARTMENTS)
_UNSAID = frozenset({Result.OPEN, Result.UNKNOWN})


@dataclass(frozen=True, slots=True)
class HeadEntry:
    """A field of the head; `value` is empty where it is filled in by hand or not known.

    The first `COLUMNS` fields of a form stand side by side, the others (`is_line`) on lines of their own.
    """

    name: str
    value: str
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """The Beratungsfolge as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A section. It holds a text, or the Beratungsfolge, or it is the place to sign; `name` says which."""

    key: SectionKey
    name: str
    heading: str
    text: str = ""
    ways: Ways | None = None


@dataclass(frozen=True, slots=True)
class PaperSigner:
    """Who signs: the name where it is known, and the title of the office."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A paper as it prints. `unknown` are lines of the form that nothing stands for."""

    paper_id: str
    municipality: MunicipalityTag
    heading: str
    title: str
    head: tuple[HeadEntry, ...]
    parts: tuple[PaperPart, ...]
    signer: PaperSigner
    unknown: tuple[str, ...]


def fan_of(view: View, key: str | None, municipality_id: str | None = None) -> Fan | None:
    """The matter with this key, else the last one with papers (of this municipality); None without any."""
    rows = paper_fans(view)
    chosen = next((fan for fan in rows if fan.key == key), None)
    if chosen is not None:
        return chosen
    having = [fan for fan in rows if paper_ids(fan, municipality_id)]
    found = [fan for fan in having if fan.agreement_id or fan.is_matter] or having
    return found[-1] if found else None


def paper_fans(view: View) -> tuple[Fan, ...]:
    """The matters on which there are papers."""
    return tuple(fan for fan in fans(view, council_rows(view)) if paper_ids(fan, None))


def paper_ids(fan: Fan, municipality_id: str | None) -> tuple[str, ...]:
    """The papers of a matter, all or those of one municipality, by municipality."""
    return tuple(
        paper.id
        for lane in fan.lanes
        for paper in lane.papers
        if municipality_id in (None, lane.municipality.id)
    )


def paper_document(
    view: View, paper_id: str, *, with_closed: bool = False, for_publication: bool = False
) -> PaperDocument:
    """A paper in the form of its municipality, or the plain one.

    Stations behind closed doors are left out unless asked for; for publication they always are, and the
    Aktenzeichen, which often names staff, too.
    """
    paper = view.snapshot.get(CouncilPaper, paper_id)
    layout = layout_of(paper_form(view, paper.municipality_id))
    setting = _Setting(
        view, paper, layout, with_closed=with_closed and not for_publication, for_publication=for_publication
    )
    values = {
        **_gap_values(view, paper),
        "kind": label(paper.kind),
        "number": paper.number,
        "term": paper.term,
    }
    return PaperDocument(
        paper.id,
        tags_of(view)[paper.municipality_id],
        filled(layout.heading, values) or label(paper.kind),
        paper.title,
        tuple(setting.head()),
        tuple(setting.parts()),
        signer_of(view, paper.municipality_id, paper.dated_on or view.as_of, layout.closing),
        layout.unknown,
    )


def paper_form(view: View, municipality_id: str) -> PaperForm:
    """The form of a municipality, or the plain one, which is nowhere kept then."""
    own = form_of(view.snapshot, municipality_id)
    fields = supplied_form(PLAIN).fields
    return own or PaperForm(id="0" * 32, municipality_id=municipality_id, **fields)


def proposed_number(view: View, paper_id: str) -> str:
    """The number that the scheme of the municipality would give next; empty where it does not follow."""
    paper = view.snapshot.get(CouncilPaper, paper_id)
    form = form_of(view.snapshot, paper.municipality_id)
    if form is None:
        return ""
    known = [
        row.number
        for row in view.snapshot.all(CouncilPaper)
        if row.municipality_id == paper.municipality_id and row.id != paper.id
    ]
    return next_number(form.number_scheme, _gap_values(view, paper), known)


def signer_of(view: View, municipality_id: str, on: date, closing: str = "") -> PaperSigner:
    """The head of a municipality on a day; a post instead of a person is not named."""
    town = view.snapshot.get(Municipality, municipality_id)
    for holder in view.snapshot.all(OfficeHolder):
        is_head = holder.municipality_id == town.id and holder.office is Office.MAYOR
        if is_head and is_valid(holder.valid_from, holder.valid_until, on):
            person = view.snapshot.find(Person, holder.person_id)
            name = person.name if person is not None and not person.is_function else ""
            return PaperSigner(name, closing or title_of(view.snapshot, holder))
    return PaperSigner("", closing or office_title(town, Office.MAYOR))


def filled_words(view: View, text: str, agreement: Agreement | None, version_id: str | None = None) -> str:
    """A text with the placeholders of an agreement filled as in the version that lies before the body.

    What nothing fills is named in brackets.
    """
    found = []
    for token in tokens(text):
        if isinstance(token, Words):
            found.append(token.text)
        elif isinstance(token, Placeholder):
            words = field_text(view, agreement, token.name, version_id=version_id) if agreement else ""
            found.append(words or unknown_field(token.name))
        elif isinstance(token, Reference):
            found.append("[Verweis]")
    return "".join(found)


def version_before(view: View, paper_id: str) -> str | None:
    """The version of the agreement that a paper brings before the bodies; the last one named."""
    named = [row.version_id for row in stations_of(view.snapshot, paper_id) if row.version_id is not None]
    return named[-1] if named else None


def _gap_values(view: View, paper: CouncilPaper) -> dict[str, str]:
    """What fills the gaps of a scheme; the Wahlperiode of the paper, else of the council."""
    day = paper.dated_on or view.as_of
    term = paper.term or next(
        (
            row.term
            for row in view.snapshot.all(Committee)
            if row.municipality_id == paper.municipality_id
            and row.term
            and is_valid(row.valid_from, row.valid_until, day)
        ),
        "",
    )
    town = view.snapshot.get(Municipality, paper.municipality_id)
    return {"year": str(day.year), "period": period_of(term), "municipality": town.name}


class _Setting:
    """Sets one paper by its layout."""

    def __init__(
        self, view: View, paper: CouncilPaper, layout: Layout, *, with_closed: bool, for_publication: bool
    ) -> None:
        self._view = view
        self._paper = paper
        self._layout = layout
        self._with_closed = with_closed
        self._for_publication = for_publication
        self._matter = view.snapshot.find(Matter, paper.matter_id)
        self._agreement = view.snapshot.find(Agreement, paper.agreement_id)

    def head(self) -> Iterator[HeadEntry]:
        """The fields of the head in order; what is not known stays out, what is filled in by hand stays."""
        for place, line in enumerate(self._layout.head):
            if self._for_publication and line.key is HeadKey.FILE_REFERENCE:
                continue
            value = self._head_value(line.key)
            if value or line.key in _LEFT_OPEN:
                yield HeadEntry(line.heading or PARTS[line.key], value, place >= COLUMNS)

    def parts(self) -> Iterator[PaperPart]:
        """The sections in order; a text that is empty stays out."""
        for line in self._layout.sections:
            name = PARTS[line.key]
            if line.key is SectionKey.STATIONS:
                ways = self._ways()
                if ways.rows:
                    yield PaperPart(line.key, name, line.heading, ways=ways)
            elif line.key is SectionKey.TITLE:
                yield PaperPart(line.key, name, line.heading, self._paper.title)
            elif line.key is SectionKey.SIGNATURE:
                yield PaperPart(line.key, name, line.heading)
            elif text := self._text(line.key):
                yield PaperPart(line.key, name, line.heading, text)

    def _text(self, section: SectionKey) -> str:
        """The text of a section; without a section of its own the financial effect ends the explanation."""
        text = section_text(self._paper, self._matter, section)
        keys = {line.key for line in self._layout.sections}
        if section is SectionKey.EXPLANATION and SectionKey.FINANCIAL not in keys:
            effect = section_text(self._paper, self._matter, SectionKey.FINANCIAL)
            if effect not in text:
                text = "\n\n".join(part for part in (text, effect) if part)
        version_id = version_before(self._view, self._paper.id)
        words = filled_words(self._view, text, self._agreement, version_id)
        changes = told_changes(self._view, self._paper.id) if section is SectionKey.EXPLANATION else ""
        return "\n\n".join(part for part in (words, changes) if part)

    def _head_value(self, key: HeadKey) -> str:
        paper = self._paper
        day = formats.day(paper.dated_on) if paper.dated_on else ""
        town = self._view.snapshot.get(Municipality, paper.municipality_id)
        before = self._view.snapshot.find(CouncilPaper, paper.predecessor_id)
        return {
            HeadKey.NUMBER: paper.number,
            HeadKey.DATED_ON: day,
            HeadKey.PLACE_AND_DATE: f"{town.name}, den {day}" if day else "",
            HeadKey.FILE_REFERENCE: paper.file_reference,
            HeadKey.LEAD_DEPARTMENT: paper.lead_department,
            HeadKey.DEPARTMENTS: ", ".join(self._departments()),
            HeadKey.TERM: paper.term,
            HeadKey.KIND: label(paper.kind),
            HeadKey.TITLE: paper.title,
            HeadKey.PREDECESSOR: (before.number or before.title) if before else "",
            HeadKey.BY_HAND: "",
        }[key]

    def _departments(self) -> list[str]:
        """The other offices of the municipality that the plan gives a part in the Vertragsaufgaben."""
        snapshot, paper = self._view.snapshot, self._paper
        if self._agreement is None:
            return []
        parties = [snapshot.get(Municipality, id_) for id_ in self._view.effect[self._agreement.id].parties]
        tasks = {task.id for task in contractual_tasks(snapshot, parties)}
        found = (
            snapshot.find(Person, row.person_id)
            for row in snapshot.all(Assignment)
            if row.task_id in tasks and row.municipality_id == paper.municipality_id
        )
        names = {person.function for person in found if person is not None and person.is_function}
        return sorted(names - {paper.lead_department, ""}, key=formats.sort_key)

    def _ways(self) -> Ways:
        columns = self._layout.stations
        stations = [
            row
            for row in stations_of(self._view.snapshot, self._paper.id)
            if self._with_closed or row.is_public is not False
        ]
        return Ways(
            tuple(line.heading or PARTS[line.key] for line in columns),
            tuple(tuple(self._cells(columns, row)) for row in stations),
        )

    def _cells(self, columns: Sequence[FormLine[StationKey]], row: Consultation) -> Iterator[str]:
        day = day_of(self._view.snapshot, row)
        said = row.role is not ConsultationRole.NOT_STATED
        cells = {
            StationKey.COMMITTEE: self._view.snapshot.get(Committee, row.committee_id).name,
            StationKey.DATE: formats.day(day) if day else "",
            StationKey.ROLE: label(row.role) if said else "",
            StationKey.RESULT: "" if row.result in _UNSAID else label(row.result),
            StationKey.PUBLIC: {True: "öffentlich", False: "nicht öffentlich", None: ""}[row.is_public],
            StationKey.BY_HAND: "",
        }
        yield from (cells[line.key] for line in columns)


def missing_in(view: View, paper_id: str) -> tuple[str, ...]:
    """What a paper still lacks, in sentences for the screen; nothing of it is printed."""
    paper = view.snapshot.get(CouncilPaper, paper_id)
    matter = view.snapshot.find(Matter, paper.matter_id)
    empty = [PARTS[s] for s in TEXT_SECTIONS if not section_text(paper, matter, s)]
    found = [f"Noch ohne Text: {', '.join(empty)}."] if empty else []
    undated = [row for row in stations_of(view.snapshot, paper.id) if day_of(view.snapshot, row) is None]
    if undated:
        bodies = [view.snapshot.get(Committee, row.committee_id).name for row in undated]
        found.append(f"Noch ohne Termin: {', '.join(bodies)}.")
    if not paper.number:
        found.append("Noch ohne Nummer.")
    if form_of(view.snapshot, paper.municipality_id) is None:
        found.append("Die Kommune hat noch kein Muster; es gilt das schlichte.")
    return tuple(found)
