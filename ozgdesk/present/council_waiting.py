"""What a task waits for while it is in council: which paper, which body decides next and when."""

from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Consultation, CouncilPaper
from ozgdesk.domain.resolutions import day_of, final_stations, stations_of
from ozgdesk.domain.standing import is_closed, result_of
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Result
from ozgdesk.domain.votes import RETURNING, UNDECIDED
from ozgdesk.present.naming import shortened
from ozgdesk.present.station_words import short_body
from ozgdesk.texts.labels import label

NO_PAPER = "ohne Vorlage"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a paper waits for in a few words; `is_urgent`: somebody must do something now."""

    text: str
    is_urgent: bool = False


def waiting_for_council(view: View, task: Task) -> Waiting:
    """Who decides next on the paper of a task, as its stations say."""
    paper = view.snapshot.find(CouncilPaper, task.paper_id)
    if paper is None:
        return Waiting(NO_PAPER)
    stations = stations_of(view.snapshot, paper.id)
    finals = final_stations(view.snapshot, stations)
    decided = [row for row in finals if result_of(view.snapshot, row) not in UNDECIDED | RETURNING]
    if decided:
        return Waiting(f"{short_body(view, decided[-1])}: {_result(view, decided[-1])}", is_urgent=True)
    if is_closed(paper, view.as_of):
        return Waiting("Vorlage ohne Beschluss erledigt", is_urgent=True)
    open_ = [row for row in stations if result_of(view.snapshot, row) is Result.OPEN]
    if not open_:
        return Waiting("nächste Beratung fehlt", is_urgent=True)
    return _next(view, open_[0], next((row for row in open_ if row in finals), None))


def open_papers(view: View, municipality_id: str | None) -> tuple[tuple[str, str], ...]:
    """The papers that a task can wait for, as (id, words), those of a municipality first."""
    codes = {row.id: row.code for row in view.municipalities}
    found = [paper for paper in view.snapshot.all(CouncilPaper) if _is_open(view, paper)]

    def place(paper: CouncilPaper) -> tuple[bool, str, object, str]:
        order = view.snapshot.get(Municipality, paper.municipality_id).order
        return paper.municipality_id != municipality_id, order, formats.sort_key(paper.title), paper.id

    return tuple(
        (
            paper.id,
            f"{codes[paper.municipality_id]} · {shortened(' '.join((paper.number, paper.title)).strip())}",
        )
        for paper in sorted(found, key=place)
    )


def _is_open(view: View, paper: CouncilPaper) -> bool:
    stations = stations_of(view.snapshot, paper.id)
    finals = final_stations(view.snapshot, stations) or stations
    is_undecided = not finals or any(result_of(view.snapshot, row) is Result.OPEN for row in finals)
    return is_undecided and not is_closed(paper, view.as_of)


def _next(view: View, station: Consultation, final: Consultation | None) -> Waiting:
    day = day_of(view.snapshot, station)
    body = short_body(view, station)
    if day is not None and day < view.as_of:
        return Waiting(f"{body} {formats.short_day(day)}: Ergebnis fehlt", is_urgent=True)
    when = f"am {formats.short_day(day)}" if day else "ohne Termin"
    if final is None or final.id == station.id:
        return Waiting(f"{body} entscheidet {when}")
    decides = day_of(view.snapshot, final)
    then = f"am {formats.short_day(decides)}" if decides else "ohne Termin"
    return Waiting(f"{body} berät {when}, {short_body(view, final)} entscheidet {then}")


def _result(view: View, station: Consultation) -> str:
    day = day_of(view.snapshot, station)
    words = label(result_of(view.snapshot, station))
    return f"{words} am {formats.short_day(day)}" if day else words
