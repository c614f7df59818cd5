"""The fan as plain geometry, one for screen and paper: lanes of municipalities on one axis of time.

Lengths are logical pixels or points; the origin is top left, below the head with the names of the times.
Every station has its mark at its day on the rail of its paper and a card near it. `council_layout` makes it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.present.council import Lane, PaperRow
from ozgdesk.present.council_axis import Axis, Band, Span
from ozgdesk.present.council_cards import CardText
from ozgdesk.present.council_steps import LaneStep


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return self.x + self.width / 2

    @property
    def centre(self) -> float:
        """Half way between top and bottom."""
        return self.y + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Card:
    """A station: its words, its mark on the rail at (`x`, `y`), and the card, `above` the rail or below."""

    id: str
    paper_id: str
    text: CardText
    day: date | None
    x: float
    y: float
    box: Box
    above: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way from one station to the next along a rail; `is_back` where the next one lies before it."""

    x0: float
    x1: float
    y: float
    is_back: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Track:
    """A paper: its words, where they stand, its rail, and its cards in the order of time.

    `joined_from` is the middle (y) of the words of the paper it supplements, where that stands in the same
    lane.
    """

    paper: PaperRow
    title: str
    title_box: Box
    box: Box
    rail: tuple[float, float, float]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    joined_from: float | None


@dataclass(frozen=True, slots=True)
class StepMark:
    """A step after the councils: `x` is its day on the row of steps, None while it has none."""

    step: LaneStep
    x: float | None
    box: Box


@dataclass(frozen=True, slots=True)
class FanLane:
    """The lane of a municipality. `empty` is the place to add a paper where there is none."""

    lane: Lane
    box: Box
    tracks: tuple[Track, ...]
    steps: tuple[StepMark, ...]
    recess: tuple[Band, ...]
    empty: Box | None


@dataclass(frozen=True, slots=True)
class FanScene:
    """The whole fan. `undated` is (x0, x1) of the part for stations without a day, None when there is none.

    `upper` and `lower` are the lines of the head, `today` the x of the Stichtag.
    """

    width: float
    height: float
    axis: Axis
    today: float
    undated: tuple[float, float] | None
    upper: tuple[Span, ...]
    lower: tuple[Span, ...]
    holidays: tuple[Band, ...]
    lanes: tuple[FanLane, ...]

    def cards(self) -> Iterator[Card]:
        """All cards from top to bottom, those of a paper in the order of time."""
        for lane in self.lanes:
            for track in lane.tracks:
                yield from track.cards

    def lanes_between(self, top: float, bottom: float) -> tuple[FanLane, ...]:
        """The lanes a stretch of the fan touches: what there is to paint."""
        return tuple(lane for lane in self.lanes if lane.box.bottom > top and lane.box.y < bottom)

    def neighbour(self, id_: str, across: int, down: int) -> str:
        """Where an arrow key leads from a station or an empty lane (by municipality); itself at the edge."""
        rows = [row for lane in self.lanes for row in _rows_of(lane)]
        at = next((n for n, row in enumerate(rows) if any(key == id_ for key, _ in row)), None)
        if at is None:
            return rows[0][0][0] if rows else ""
        place = next(n for n, (key, _) in enumerate(rows[at]) if key == id_)
        if across:
            return rows[at][min(max(place + across, 0), len(rows[at]) - 1)][0]
        x = rows[at][place][1]
        target = rows[min(max(at + down, 0), len(rows) - 1)]
        return id_ if target is rows[at] else min(target, key=lambda cell: abs(cell[1] - x))[0]


def _rows_of(lane: FanLane) -> Iterator[list[tuple[str, float]]]:
    """What can be chosen in a lane, row by row, with its x."""
    for track in lane.tracks:
        if track.cards:
            yield [(card.id, card.x) for card in track.cards]
    if lane.empty is not None:
        yield [(lane.lane.municipality.id, lane.empty.middle)]
