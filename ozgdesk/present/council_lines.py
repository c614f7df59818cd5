"""The fan as rows, the twin of its picture: stations, the steps after the councils, and who has no paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConsultationRole
from ozgdesk.present.council import ConsultationRow, Fan, Lane, PaperRow
from ozgdesk.present.council_cards import card_text
from ozgdesk.present.council_state import station_notes
from ozgdesk.present.council_steps import EFFECT, LaneStep, lane_steps
from ozgdesk.present.municipalities import MunicipalityTag

STATION = table_name(Consultation)
NO_NUMBER = "ohne Nummer"
NO_PAPER = "keine Vorlage"
NO_DAY = "offen"
DONE = "erledigt"


@dataclass(frozen=True, slots=True)
class FanLine:
    """One row. `id` is that of a station, else made of the municipality; `place` names the body or the step.

    `subject_kind` and `subject_id` name the row of the project it was read from; both are empty where a
    municipality has no paper. `symbol` is the shape of the result, as on the cards.
    """

    id: str
    municipality: MunicipalityTag
    subject_kind: str = ""
    subject_id: str = ""
    paper_id: str = ""
    reference: str = ""
    title: str = ""
    place: str = ""
    is_final: bool = False
    on: date | None = None
    role: str = ""
    result: str = ""
    symbol: str = "open"
    votes: str = ""
    extract: str = ""
    tasks: str = ""
    notes: str = ""
    questions: str = ""

    @property
    def is_station(self) -> bool:
        """Whether a result can be recorded here."""
        return self.subject_kind == STATION

    @property
    def wants_paper(self) -> bool:
        """Whether the municipality has no paper yet."""
        return not self.subject_kind

    @property
    def day(self) -> str:
        """The day in words."""
        return formats.day(self.on) if self.on else "" if self.wants_paper else NO_DAY


def fan_lines(view: View, fan: Fan | None) -> tuple[FanLine, ...]:
    """The rows of a matter, lane by lane: first the stations, then what follows the councils."""
    return tuple(_lines(view, fan)) if fan is not None else ()


def _lines(view: View, fan: Fan) -> Iterator[FanLine]:
    for lane in fan.lanes:
        for paper in lane.papers:
            yield from (_station(paper, row) for row in paper.consultations)
        if not lane.papers:
            yield FanLine(lane.municipality.id, lane.municipality, place=NO_PAPER)
        steps = lane_steps(view, fan.effect, lane.municipality.id)
        yield from (_step(lane, place, step) for place, step in enumerate(steps))


def _station(paper: PaperRow, row: ConsultationRow) -> FanLine:
    words = card_text(row)
    return FanLine(
        row.id,
        paper.municipality,
        STATION,
        row.id,
        paper.id,
        paper.reference or NO_NUMBER,
        paper.title,
        row.committee,
        row.is_final,
        row.date,
        row.role_text if row.role != ConsultationRole.NOT_STATED else "",
        words.result,
        words.symbol,
        row.votes_text,
        _extract(row),
        row.tasks_text,
        station_notes(row, shows_version=True),
        " ".join(row.questions),
    )


def _step(lane: Lane, place: int, step: LaneStep) -> FanLine:
    tag = lane.municipality
    return FanLine(
        f"{tag.id}/{place}",
        tag,
        step.subject_kind,
        step.subject_id,
        place=step.title,
        on=step.on if step.symbol == "passed" else None,  # else it is only foretold
        result=DONE if step.symbol == "passed" and step.title != EFFECT else step.words,
        symbol=step.symbol,
        notes=step.text,
    )


def _extract(row: ConsultationRow) -> str:
    """Whether the certified extract is there; it is missed where the resolution that counts was passed."""
    if row.has_extract:
        return "liegt vor"
    return "fehlt" if row.is_final and row.symbol == "passed" else ""
