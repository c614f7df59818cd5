"""The Sprechzettel of a matter: what it is about, what it costs, what is to be resolved, and questions."""

from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.councils import CouncilPaper, Matter
from ozgdesk.domain.paper_forms import SectionKey
from ozgdesk.domain.papers import section_text
from ozgdesk.domain.view import View
from ozgdesk.present.council import Fan
from ozgdesk.present.council_paper import filled_words, paper_ids, version_before


@dataclass(frozen=True, slots=True)
class BriefingStation:
    """A station on the way: whose, which body, when, and how it went as far as it is known."""

    code: str
    committee: str
    day: str
    role: str
    result: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """What somebody must have at hand who presents the matter; questions are (question, answer)."""

    title: str
    about: str
    costs: str
    resolution: str
    stations: tuple[BriefingStation, ...]
    questions: tuple[tuple[str, str], ...]


def briefing(view: View, fan: Fan, municipality_id: str | None) -> Briefing:
    """The Sprechzettel for one municipality, or (None) with the way through all councils.

    Without a summary the first paragraph of the explanation tells what it is about. For the whole the texts
    are the shared ones, else those of the first paper.
    """
    matter = view.snapshot.find(Matter, fan.key)
    ids = paper_ids(fan, municipality_id)
    paper = view.snapshot.find(CouncilPaper, ids[0] if ids else None)
    agreement = view.snapshot.find(Agreement, fan.agreement_id)
    version_id = version_before(view, paper.id) if paper else None

    def text(section: SectionKey) -> str:
        shared = str(getattr(matter, section.value)).strip() if matter else ""
        is_shared = municipality_id is None and bool(shared)
        words = shared if is_shared or paper is None else section_text(paper, matter, section)
        return filled_words(view, words, agreement, version_id)

    summary = matter.summary.strip() if matter else ""
    return Briefing(
        fan.title,
        filled_words(view, summary, agreement, version_id) or text(SectionKey.EXPLANATION).split("\n\n")[0],
        text(SectionKey.FINANCIAL),
        text(SectionKey.RESOLUTION),
        _stations(fan, municipality_id),
        read_questions(matter.questions if matter else ""),
    )


def read_questions(text: str) -> tuple[tuple[str, str], ...]:
    """Questions with answers: an empty line parts them, the first line of each is the question.

    >>> read_questions("Was kostet es?\\nNichts.\\n\\nWarum?")
    (('Was kostet es?', 'Nichts.'), ('Warum?', ''))
    """
    blocks = (block.strip() for block in text.split("\n\n"))
    parts = (block.partition("\n") for block in blocks if block)
    return tuple((question.strip(), answer.strip()) for question, _, answer in parts)


def _stations(fan: Fan, municipality_id: str | None) -> tuple[BriefingStation, ...]:
    return tuple(
        BriefingStation(
            lane.municipality.code,
            row.committee,
            formats.day(row.date) if row.date else "offen",
            row.role_text,
            row.result_text,
        )
        for lane in fan.lanes
        for paper in lane.papers
        for row in paper.consultations
        if municipality_id in (None, lane.municipality.id)
    )
