"""How the fan is laid out: a lane per municipality on one axis, cards near their days and none over another.

Where the cards of a paper would lie far from their days they stand above and below its rail; where even that
is too narrow the fan becomes wider than asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClosureKind, PaperKind
from ozgdesk.present.council import Fan, Lane, PaperRow
from ozgdesk.present.council_axis import Band, make_axis
from ozgdesk.present.council_cards import card_text, has_versions_apart
from ozgdesk.present.council_fan import Arrow, Box, Card, FanLane, FanScene, StepMark, Track
from ozgdesk.present.council_placing import farthest, spread
from ozgdesk.present.council_steps import LaneStep, lane_steps
from ozgdesk.texts.labels import label

_FARTHEST = 1.5
"""How many widths a card may lie from its day before the cards stand on both sides of the rail."""


@dataclass(frozen=True, slots=True)
class Measures:
    """How large everything is. `card` is (narrowest, widest) of a card, `note` what its last line adds.

    A lane is at least `least_lane` high: its name must fit. Without a `step_height` the steps after the
    councils are left out. With the width of a `letter` a title stands beside the rail where it ends before
    the first station; else it has a line of its own.
    """

    name: float
    gutter: float
    card: tuple[float, float]
    card_height: float
    note: float
    gap: float
    title: float
    rail: float
    leader: float
    step_width: float
    step_height: float
    lane_gap: float
    least_lane: float
    fold: float
    least_axis: float
    letter: float = 0.0


def fan_scene(view: View, fan: Fan, width: float, measures: Measures) -> FanScene:
    """Lay a fan out for a width; it becomes wider where cards would else lie over each other."""
    return _Layout(view, fan, width, measures).scene()


class _Layout:
    """What all lanes of a fan share while it is laid out."""

    def __init__(self, view: View, fan: Fan, width: float, measures: Measures) -> None:
        self.view, self.fan, self.measures = view, fan, measures
        self.steps = {
            lane.municipality.id: lane_steps(view, fan.effect, lane.municipality.id) for lane in fan.lanes
        }
        self.shows_versions = has_versions_apart(fan)
        self.left = measures.name + measures.gutter
        papers = [paper for lane in fan.lanes for paper in lane.papers]
        dated = [sum(row.date is not None for row in paper.consultations) for paper in papers]
        undated = [sum(row.date is None for row in paper.consultations) for paper in papers]
        most = max(undated, default=0)
        narrow = measures.card[0] + measures.gap
        least = max(measures.least_axis, (max(dated, default=0) + 1) // 2 * narrow)
        room = width - self.left
        self.is_undated_double = most > 1 and room - most * narrow < least
        columns = (most + 1) / 2 if self.is_undated_double else most
        across = columns + max(max(dated, default=0), 1)
        card = min(max((room - across * measures.gap) / max(across, 1), measures.card[0]), measures.card[1])
        self.card_width = card if room - columns * (card + measures.gap) >= least else measures.card[0]
        zone = columns * (self.card_width + measures.gap)
        axis_width = max(room - zone, least)
        self.axis = make_axis(self._days(), self.left, axis_width, measures.fold, 0.9 * self.card_width)
        self.right = self.left + axis_width
        self.undated = (self.right, self.right + zone) if zone else None
        self.width = self.right + zone

    def _days(self) -> Iterator[date]:
        yield self.view.as_of
        for lane in self.fan.lanes:
            for paper in lane.papers:
                yield from (row.date for row in paper.consultations if row.date is not None)
        for steps in self.steps.values():
            yield from (step.on for step in steps if step.on is not None)

    def scene(self) -> FanScene:
        """Lane below lane."""
        lanes = []
        top = 0.0
        for lane in self.fan.lanes:
            made = self._lane(lane, top)
            lanes.append(made)
            top = made.box.bottom
        upper, lower = self.axis.lines()
        return FanScene(
            self.width,
            top,
            self.axis,
            self.axis.x(self.view.as_of),
            self.undated,
            upper,
            lower,
            tuple(self.axis.holidays()),
            tuple(lanes),
        )

    def _lane(self, lane: Lane, top: float) -> FanLane:
        y = top + self.measures.lane_gap
        tracks: list[Track] = []
        for paper in _in_sequence(lane.papers):
            before = next((t.title_box.centre for t in tracks if t.paper.id == paper.predecessor_id), None)
            track = self._track(paper, y, before)
            tracks.append(track)
            y = track.box.bottom + self.measures.lane_gap
        empty = None
        if not lane.papers:
            empty = Box(self.left, y, self.card_width, self.measures.card_height / 2)
            y = empty.bottom + self.measures.lane_gap
        steps = self._step_marks(self.steps[lane.municipality.id], y)
        if steps and empty is not None and steps[0].box.x > empty.right:  # there is room beside it
            steps = self._step_marks(self.steps[lane.municipality.id], empty.y)
        elif steps:
            y += self.measures.step_height + self.measures.lane_gap
        box = Box(0, top, self.width, max(y - top, self.measures.least_lane))
        return FanLane(lane, box, tuple(tracks), steps, self._recess(lane), empty)

    def _track(self, paper: PaperRow, top: float, joined_from: float | None) -> Track:
        m = self.measures
        dated = sorted(
            (row for row in paper.consultations if row.date is not None),
            key=lambda row: row.date or date.max,
        )
        undated = [row for row in paper.consultations if row.date is None]
        marks = [self.axis.x(row.date) for row in dated if row.date is not None]
        marks += self._slots(len(undated))
        lefts, sides = self._sides(marks, len(dated))
        texts = {row.id: card_text(row, shows_version=self.shows_versions) for row in paper.consultations}
        height = m.card_height + (m.note if any(words.note for words in texts.values()) else 0)
        title = _title(paper, self.fan)
        above_rail = height + m.leader if any(sides) else 0
        rail, words = self._line(top, title, min(marks, default=self.right), above_rail)
        cards = []
        for row, x, left, above in zip([*dated, *undated], marks, lefts, sides, strict=True):
            y = rail - m.rail / 2 - m.leader - height if above else rail + m.rail / 2 + m.leader
            box = Box(left, y, self.card_width, height)
            cards.append(Card(row.id, paper.id, texts[row.id], row.date, x, rail, box, above))
        bottom = max((card.box.bottom for card in cards), default=rail + m.rail / 2)
        line = (min(marks, default=self.left), max(marks, default=self.left), rail)
        return Track(
            paper,
            title,
            words,
            Box(self.left, top, self.width - self.left, max(bottom, rail + m.rail / 2) - top),
            line,
            tuple(cards),
            tuple(_arrows(paper, cards)),
            joined_from,
        )

    def _line(self, top: float, title: str, first: float, above_rail: float) -> tuple[float, Box]:
        """The middle of the rail, and the place of the title: before the first mark, else in its own line."""
        m = self.measures
        room = first - self.left - m.gap
        rail = top + m.rail / 2 + above_rail
        if m.letter and len(title) * m.letter < room:
            return rail, Box(self.left, rail - m.title / 2, room, m.title)
        return rail + m.title, Box(self.left, top, self.width - self.left, m.title)

    def _slots(self, count: int) -> list[float]:
        """The marks of stations without a day, side by side in their part."""
        if self.undated is None:
            return []
        step = (self.card_width + self.measures.gap) / (2 if self.is_undated_double else 1)
        first = self.undated[0] + self.measures.gap + self.card_width / 2
        return [first + place * step for place in range(count)]

    def _sides(self, marks: list[float], dated: int) -> tuple[list[float], list[bool]]:
        """The left edge of every card, and whether it stands above the rail.

        One row below the rail where the cards stay near their days, else in turns below and above.
        """
        low, high, gap, wide = (
            self.left,
            self.right - self.measures.gap / 2,
            self.measures.gap,
            self.card_width,
        )
        single = spread(marks[:dated], wide, gap, low, high)
        fits = dated * (wide + gap) <= high - low + gap
        sides = [False] * dated
        if not fits or farthest(marks[:dated], single, wide) > _FARTHEST * wide:
            sides = [place % 2 == 1 for place in range(dated)]
            below = iter(spread(marks[:dated:2], wide, gap, low, high))
            above = iter(spread(marks[1:dated:2], wide, gap, low, high))
            single = [next(above) if side else next(below) for side in sides]
        late = [x - wide / 2 for x in marks[dated:]]
        turns = [self.is_undated_double and place % 2 == 1 for place in range(len(late))]
        return [*single, *late], [*sides, *turns]

    def _step_marks(self, steps: Sequence[LaneStep], top: float) -> tuple[StepMark, ...]:
        """The steps in one row: those that are met at their days, the others at the end, all in order."""
        if not steps or not self.measures.step_height:
            return ()
        m, room = self.measures, self.width - self.left
        wide = min(m.step_width, room / len(steps) - m.gap / 2)
        days = [self.axis.x(step.on) if step.on is not None else None for step in steps]
        wanted = []
        at = self.left
        for x in days:
            at = max(at, self.width if x is None else x + wide / 2)
            wanted.append(at)
        lefts = spread(wanted, wide, m.gap / 2, self.left, self.width)
        boxes = (Box(left, top, wide, m.step_height) for left in lefts)
        return tuple(map(StepMark, steps, days, boxes))

    def _recess(self, lane: Lane) -> tuple[Band, ...]:
        found: list[Band] = []
        for row in self.view.snapshot.all(Closure):
            is_recess = row.kind is ClosureKind.COUNCIL_RECESS
            if is_recess and row.municipality_id in (None, lane.municipality.id):
                found += self.axis.bands(row.from_on, row.until_on, row.name)
        return tuple(sorted(found, key=lambda band: (band.x0, band.x1, band.name)))


def _in_sequence(papers: Sequence[PaperRow]) -> list[PaperRow]:
    """The papers in their order, each followed by what supplements it."""
    ids = {paper.id for paper in papers}
    found: list[PaperRow] = []

    def add(paper: PaperRow) -> None:
        if paper not in found:
            found.append(paper)
            for other in papers:
                if other.predecessor_id == paper.id:
                    add(other)

    for paper in papers:
        if paper.predecessor_id not in ids:
            add(paper)
    for paper in papers:  # those that supplement each other in a circle
        add(paper)
    return found


def _title(paper: PaperRow, fan: Fan) -> str:
    """Number, kind where it is not the usual one, and title where it is not that of the matter."""
    kind = "" if paper.kind_text == label(PaperKind.RESOLUTION) else paper.kind_text
    title = paper.title if paper.title != fan.title or not paper.reference else ""
    return " · ".join(word for word in (paper.reference, kind, title) if word)


def _arrows(paper: PaperRow, cards: Sequence[Card]) -> Iterator[Arrow]:
    """The way from station to station in the order in which the paper goes."""
    by_id = {card.id: card for card in cards}
    way = [by_id[row.id] for row in paper.consultations]
    for before, after in zip(way, way[1:], strict=False):
        is_open = before.day is None or after.day is None
        yield Arrow(before.x, after.x, before.y, after.x < before.x, is_open)
