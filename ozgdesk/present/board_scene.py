"""Where the cards of the board lie: rectangles in logical pixels, without a painter.

Lanes lie below each other, columns side by side; a column that is empty in every lane is narrow.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.vocabulary import Role
from ozgdesk.present.board import Board, BoardCard, BoardLane

HEADER = 44
LANE_HEAD = 40
LEAD_HEIGHT = 86
PART_HEIGHT = 54
DONE_HEIGHT = 32
FOOT = 18
GAP = 8
COLUMN_WIDTH = 168
EMPTY_WIDTH = 92


_PART = Role.CONTRIBUTOR.value


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """The first line below."""
        return self.y + self.height

    def holds(self, x: int, y: int) -> bool:
        """Whether a point lies inside."""
        return self.x <= x < self.x + self.width and self.y <= y < self.bottom


@dataclass(frozen=True, slots=True)
class CardBox:
    """A card and where it lies."""

    card: BoardCard
    box: Box


@dataclass(frozen=True, slots=True)
class ColumnBox:
    """A column: key, title, where it lies, and how many cards it holds."""

    key: str
    title: str
    x: int
    width: int
    count: int


@dataclass(frozen=True, slots=True)
class LaneBox:
    """A lane with its cells; a collapsed one has none."""

    lane: BoardLane
    box: Box
    is_collapsed: bool
    cells: dict[str, tuple[CardBox, ...]]


@dataclass(frozen=True, slots=True)
class BoardScene:
    """The whole board; `columns` are in their order from left to right, `lanes` from top to bottom."""

    width: int
    height: int
    columns: tuple[ColumnBox, ...]
    lanes: tuple[LaneBox, ...]
    places: dict[str, CardBox]

    def lanes_between(self, top: int, bottom: int) -> tuple[LaneBox, ...]:
        """The lanes that a stretch of the board touches."""
        first = bisect_right([lane.box.bottom for lane in self.lanes], top)
        last = bisect_left([lane.box.y for lane in self.lanes], bottom)
        return self.lanes[first:last]

    def cards_between(self, top: int, bottom: int) -> Iterator[CardBox]:
        """The cards that a stretch of the board touches: what there is to paint."""
        for lane in self.lanes_between(top, bottom):
            for cell in lane.cells.values():
                first = bisect_right(cell, top, key=lambda place: place.box.bottom)
                last = bisect_left(cell, bottom, key=lambda place: place.box.y)
                yield from cell[first:last]

    def lane_at(self, y: int) -> LaneBox | None:
        """The lane at a height; below the last one there is none."""
        found = self.lanes_between(y, y + 1)
        return found[0] if found else None

    def column_at(self, x: int) -> ColumnBox | None:
        """The column at a distance from the left."""
        return next((column for column in self.columns if column.x <= x < column.x + column.width), None)

    def card_at(self, x: int, y: int) -> CardBox | None:
        """The card under a point."""
        lane, column = self.lane_at(y), self.column_at(x)
        if lane is None or column is None:
            return None
        return next((place for place in lane.cells.get(column.key, ()) if place.box.holds(x, y)), None)

    def neighbour(self, card_id: str, across: int, down: int) -> CardBox | None:
        """The card an arrow key leads to from another one, None at the edge.

        Down leaves a cell for the same column of the next lane that has cards there; across goes to the next
        column of the lane that has cards, at about the same height.
        """
        here = self.places.get(card_id)
        if here is None:
            return None
        rows = [lane for lane in self.lanes if lane.cells]
        row = next(place for place, lane in enumerate(rows) if lane.lane.id == here.card.lane)
        if across:
            return self._across(rows[row], here, across)
        stack = [place for lane in rows for place in lane.cells.get(here.card.column, ())]
        position = stack.index(here) + down
        return stack[position] if 0 <= position < len(stack) else None

    def _across(self, lane: LaneBox, here: CardBox, step: int) -> CardBox | None:
        keys = [column.key for column in self.columns if lane.cells.get(column.key)]
        position = keys.index(here.card.column) + step
        if not 0 <= position < len(keys):
            return None
        cell = lane.cells[keys[position]]
        return min(cell, key=lambda place: abs(place.box.y - here.box.y))


def board_scene(board: Board, width: int, collapsed: Collection[str] = ()) -> BoardScene:
    """Lay the board out for a viewport of this width; lanes in `collapsed` (ids) show their head only."""
    columns = _columns(board, width)
    by_cell: dict[tuple[str, str], list[BoardCard]] = {}
    for card in board.cards:
        by_cell.setdefault((card.lane, card.column), []).append(card)
    lanes = []
    places: dict[str, CardBox] = {}
    y = 0
    total = columns[-1].x + columns[-1].width
    for lane in board.lanes:
        is_collapsed = lane.id in collapsed
        cells: dict[str, tuple[CardBox, ...]] = {}
        height = LANE_HEAD
        if not is_collapsed:
            for column in columns:
                cell = _stack(by_cell.get((lane.id, column.key), []), column, y + LANE_HEAD)
                cells[column.key] = cell
                height = max(height, (cell[-1].box.bottom - y if cell else LANE_HEAD) + GAP)
                places.update({place.card.id: place for place in cell})
            height = max(height, LANE_HEAD + PART_HEIGHT)
        lanes.append(LaneBox(lane, Box(0, y, total, height), is_collapsed, cells))
        y += height
    return BoardScene(total, y, columns, tuple(lanes), places)


def _columns(board: Board, width: int) -> tuple[ColumnBox, ...]:
    counts = {column.key: 0 for column in board.columns}
    for card in board.cards:
        counts[card.column] += 1
    filled = sum(count > 0 for count in counts.values())
    spare = width - (len(counts) - filled) * EMPTY_WIDTH
    wide = max(COLUMN_WIDTH, spare // filled) if filled else max(width // len(counts), EMPTY_WIDTH)
    found = []
    x = 0
    for column in board.columns:
        size = wide if counts[column.key] or not filled else EMPTY_WIDTH
        found.append(ColumnBox(column.key, column.title, x, size, counts[column.key]))
        x += size
    return tuple(found)


def _stack(cards: list[BoardCard], column: ColumnBox, y: int) -> tuple[CardBox, ...]:
    """Cards of one cell below each other: first those the municipality leads, each part by day."""
    found = []
    for card in sorted(cards, key=lambda card: (card.role == _PART, card.due or date.max)):
        height = _height(card)
        found.append(CardBox(card, Box(column.x + GAP // 2, y, column.width - GAP, height)))
        y += height + GAP
    return tuple(found)


def _height(card: BoardCard) -> int:
    if card.is_delivered:
        return DONE_HEIGHT
    if card.role == _PART:
        return PART_HEIGHT
    has_foot = card.due is not None or bool(card.person) or 0 < card.progress < 100
    return LEAD_HEIGHT if has_foot else LEAD_HEIGHT - FOOT
