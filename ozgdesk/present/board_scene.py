"""Where the cards of the board lie: rectangles in logical pixels, without a painter.

Lanes lie below each other, columns side by side; a column that is empty in every lane is narrow. Cards that
were done long ago are folded away in each lane.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ozgdesk.domain.vocabulary import Role, TaskState
from ozgdesk.present.board import Board, BoardCard, BoardLane
from ozgdesk.present.board_places import BoardPlace

HEADER = 44
LANE_HEAD = 40
LEAD_HEIGHT = 86
PART_HEIGHT = 54
DONE_HEIGHT = 32
FOOT = 18
NOTE = 18
CELL_HEAD = 20
FOLD_HEIGHT = 28
GAP = 8
COLUMN_WIDTH = 168
EMPTY_WIDTH = 92
FOLDED_AFTER = timedelta(weeks=4)
"""Done for longer than this, a card is folded away, unless it is the only one."""

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
class FoldBox:
    """The line that stands for `count` cards done long ago, or (`is_open`) below them to fold them away."""

    lane_id: str
    count: int
    is_open: bool
    box: Box


@dataclass(frozen=True, slots=True)
class LaneBox:
    """A lane with its cells; a collapsed one has none."""

    lane: BoardLane
    box: Box
    is_collapsed: bool
    cells: dict[str, tuple[CardBox, ...]]
    fold: FoldBox | None = None


@dataclass(frozen=True, slots=True)
class BoardScene:
    """The whole board; `columns` are in their order from left to right, `lanes` from top to bottom.

    `limits` by lane (None: all) and column (empty: all).
    """

    width: int
    height: int
    columns: tuple[ColumnBox, ...]
    lanes: tuple[LaneBox, ...]
    places: dict[str, CardBox]
    limits: Mapping[tuple[str | None, str], BoardPlace] = field(default_factory=dict)

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


def cell_head(lane: LaneBox, column: ColumnBox) -> Box:
    """Where a cell with a limit says how full it is."""
    return Box(column.x, lane.box.y + LANE_HEAD - GAP, column.width, CELL_HEAD + GAP // 2)


def board_scene(
    board: Board, width: int, collapsed: Collection[str] = (), unfolded: Collection[str] = ()
) -> BoardScene:
    """Lay the board out for a viewport of this width.

    Lanes in `collapsed` (ids) show their head only, those in `unfolded` also what was done long ago.
    """
    columns = _columns(board, width)
    limits = {(limit.lane, limit.column): limit for limit in board.limits}
    by_cell: dict[tuple[str, str], list[BoardCard]] = {}
    for card in board.cards:
        by_cell.setdefault((card.lane, card.column), []).append(card)
    lanes = []
    y = 0
    total = columns[-1].x + columns[-1].width
    for lane in board.lanes:
        laid = _Lane(lane, y, board.as_of, is_unfolded=lane.id in unfolded)
        if lane.id not in collapsed:
            for column in columns:
                head = CELL_HEAD if (lane.id, column.key) in limits else 0
                laid.add(column, by_cell.get((lane.id, column.key), []), head)
            laid.height = max(laid.height, LANE_HEAD + PART_HEIGHT)
        lanes.append(
            LaneBox(lane, Box(0, y, total, laid.height), lane.id in collapsed, laid.cells, laid.fold)
        )
        y += laid.height
    places = {
        place.card.id: place for laid_out in lanes for cell in laid_out.cells.values() for place in cell
    }
    return BoardScene(total, y, columns, tuple(lanes), places, limits)


class _Lane:
    """Stacks the cells of one lane and grows with the highest."""

    def __init__(self, lane: BoardLane, y: int, as_of: date, *, is_unfolded: bool) -> None:
        self.lane = lane
        self.y = y
        self.height = LANE_HEAD
        self.cells: dict[str, tuple[CardBox, ...]] = {}
        self.fold: FoldBox | None = None
        self._oldest = as_of - FOLDED_AFTER
        self._is_unfolded = is_unfolded

    def add(self, column: ColumnBox, cards: list[BoardCard], head: int) -> None:
        """Stack the cards of one cell below `head` pixels."""
        y = self.y + LANE_HEAD + head
        old = [card for card in cards if card.done_on is not None and card.done_on < self._oldest]
        is_foldable = column.key == TaskState.DONE.value and len(old) > 1
        if is_foldable and not self._is_unfolded:
            gone = {card.id for card in old}
            cards = [card for card in cards if card.id not in gone]
        cell = self.cells[column.key] = _stack(cards, column, y)
        end = cell[-1].box.bottom + GAP if cell else y
        if is_foldable:
            box = Box(column.x + GAP // 2, end, column.width - GAP, FOLD_HEIGHT)
            self.fold = FoldBox(self.lane.id, len(old), self._is_unfolded, box)
            end = box.bottom + GAP
        self.height = max(self.height, end - self.y)


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
    for card in sorted(cards, key=_rank):
        height = _height(card)
        found.append(CardBox(card, Box(column.x + GAP // 2, y, column.width - GAP, height)))
        y += height + GAP
    return tuple(found)


def _rank(card: BoardCard) -> tuple[bool, int]:
    """What is due first stands on top, and what was done last."""
    if card.is_delivered and card.done_on is not None:
        return card.role == _PART, -card.done_on.toordinal()
    return card.role == _PART, (card.due or date.max).toordinal()


def _height(card: BoardCard) -> int:
    if card.is_delivered:
        return DONE_HEIGHT
    notes = NOTE * len(card.notes)
    if card.role == _PART:
        return PART_HEIGHT + notes + (FOOT if card.due is not None or card.person else 0)
    has_foot = card.due is not None or bool(card.person) or 0 < card.progress < 100
    return LEAD_HEIGHT + notes - (0 if has_foot else FOOT)
