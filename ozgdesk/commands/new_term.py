"""Beginning a new Wahlperiode: bodies are copied, the old ones closed, and every open paper gets its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk.commands.records import create, last_order
from ozgdesk.domain.council_days import days_before
from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper, Meeting
from ozgdesk.domain.new_term import PaperChoice, bodies_of_term, open_papers
from ozgdesk.domain.resolutions import day_of, stations_of
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.domain.vocabulary import Result
from ozgdesk.texts.new_term import closed_note

_COPIED = (
    "municipality_id",
    "name",
    "short_name",
    "kind",
    "decision_rule",
    "seats",
    "notice_days",
    "closing_days",
)
_OF_PAPER = (
    *("municipality_id", "matter_id", "agreement_id", "title", "kind", "file_reference", "lead_department"),
    *("resolution_text", "explanation", "local_explanation", "financial_effect", "enclosures"),
)
_OF_STATION = ("version_id", "role", "is_public", "is_final", "needs_equal_wording")


@dataclass(frozen=True, slots=True)
class NewTerm:
    """What was made: the bodies of the new term, and the papers that were brought in anew."""

    bodies: tuple[Committee, ...]
    papers: tuple[CouncilPaper, ...]


def begin_term(
    municipality_id: str,
    term: str,
    valid_from: date,
    council_papers: Sequence[tuple[str, PaperChoice]] = (),
) -> Command[NewTerm]:
    """Copy the bodies of a municipality into a term that begins on a day, and close the old ones before it.

    Meetings from that day on go to the new bodies, and so do the stations of a paper that goes on (without a
    choice all do) unless they have a day before. RuleViolation `term_begun` when no body is left to copy.
    """

    def command(tx: Transaction) -> NewTerm:
        bodies = bodies_of_term(tx, municipality_id, valid_from)
        if not bodies:
            raise RuleViolation("term_begun")
        papers = open_papers(tx, municipality_id)
        following = {body.id: _copy(tx, body, term, valid_from) for body in bodies}
        step = _Term(tx, term, days_before(valid_from, 1), following)
        choices = dict(council_papers)
        made = [step.settle(paper, choices.get(paper.id, PaperChoice.CONTINUE)) for paper in papers]
        step.move_meetings(valid_from)
        return NewTerm(tuple(following.values()), tuple(paper for paper in made if paper is not None))

    return command


def _copy(tx: Transaction, body: Committee, term: str, valid_from: date) -> Committee:
    fields = {name: getattr(body, name) for name in _COPIED}
    made = create(Committee, **fields, term=term, valid_from=valid_from, predecessor_id=body.id)(tx)
    tx.update(Committee, body.id, valid_until=days_before(valid_from, 1))
    return made


class _Term:
    """The change from one term to the next in one municipality."""

    def __init__(self, tx: Transaction, term: str, last_day: date, following: dict[str, Committee]) -> None:
        self.tx = tx
        self.term = term
        self.last_day = last_day
        self.following = following

    def settle(self, paper: CouncilPaper, choice: PaperChoice) -> CouncilPaper | None:
        """Carry out the choice; returns the new paper where one is brought in."""
        if choice is PaperChoice.CONTINUE:
            for station in self._open(paper):
                self.tx.update(Consultation, station.id, committee_id=self._body(station))
            return None
        made = self._anew(paper) if choice is PaperChoice.ANEW else None
        for station in self._open(paper):
            self.tx.update(Consultation, station.id, meeting_id=None)
        self.tx.update(
            CouncilPaper, paper.id, closed_on=self.last_day, closed_note=closed_note(choice, self.term)
        )
        return made

    def move_meetings(self, valid_from: date) -> None:
        """Give the meetings of the new term to its bodies."""
        for old_id, body in self.following.items():
            for meeting in self.tx.having(Meeting, "committee_id", old_id):
                if meeting.held_on >= valid_from:
                    self.tx.update(Meeting, meeting.id, committee_id=body.id)

    def _open(self, paper: CouncilPaper) -> list[Consultation]:
        """The stations to come that have no day in the old term."""
        snapshot = self.tx.snapshot()
        days = {row: day_of(snapshot, row) for row in stations_of(snapshot, paper.id)}
        return [
            row
            for row, day in days.items()
            if row.result is Result.OPEN and (day is None or day > self.last_day)
        ]

    def _body(self, station: Consultation) -> str:
        body = self.following.get(station.committee_id)
        return body.id if body else station.committee_id

    def _anew(self, paper: CouncilPaper) -> CouncilPaper:
        """The same paper without its number, before the new bodies, none of which has dealt with it."""
        fields = {name: getattr(paper, name) for name in _OF_PAPER}
        made = create(CouncilPaper, **fields, term=self.term, predecessor_id=paper.id)(self.tx)
        for station in stations_of(self.tx.snapshot(), paper.id):
            create(
                Consultation,
                paper_id=made.id,
                committee_id=self._body(station),
                order=last_order(self.tx, Consultation, {"paper_id": made.id}),
                **{name: getattr(station, name) for name in _OF_STATION},
            )(self.tx)
        return made
