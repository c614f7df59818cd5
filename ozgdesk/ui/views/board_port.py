"""The part of the board that a viewport shows: from its pixels to cards, lanes and columns, and back."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from ozgdesk.present.board_scene import HEADER, LANE_HEAD, BoardScene, Box, CardBox, FoldBox, LaneBox

TICK = 26
"""Pixels at the left of a contribution's card that tick it off."""


@dataclass(frozen=True, slots=True)
class BoardPort:
    """A scene, scrolled: `left` and `top` of it lie outside; the column heads cover the first lines."""

    scene: BoardScene
    left: int
    top: int

    def area(self, box: Box) -> QRect:
        """Where a box lies in the viewport."""
        return QRect(box.x - self.left, box.y - self.top, box.width, box.height)

    def head_y(self, lane: LaneBox) -> int:
        """Lane heads stay below the column heads while their lane is in sight."""
        y = lane.box.y - self.top
        return max(y, min(HEADER, lane.box.bottom - self.top - LANE_HEAD))

    def card_at(self, point: QPoint) -> CardBox | None:
        """The card under a point; heads cover cards."""
        if point.y() < HEADER or self.lane_head_at(point) is not None:
            return None
        return self.scene.card_at(point.x() + self.left, point.y() + self.top)

    def is_tick(self, place: CardBox, point: QPoint) -> bool:
        """Whether a point lies where a contribution is ticked off."""
        return point.x() < self.area(place.box).x() + TICK and point.y() < self.area(place.box).y() + TICK + 4

    def lane_head_at(self, point: QPoint) -> LaneBox | None:
        """The lane whose head is under a point."""
        lane = self.scene.lane_at(point.y() + self.top) if point.y() >= HEADER else None
        if lane is None or not 0 <= point.y() - self.head_y(lane) < LANE_HEAD - 8:
            return None
        return lane

    def fold_at(self, point: QPoint) -> FoldBox | None:
        """The line under a point that shows what was done long ago, or hides it."""
        lane = self.scene.lane_at(point.y() + self.top) if point.y() >= HEADER else None
        is_there = lane is not None and self.lane_head_at(point) is None
        fold = lane.fold if lane is not None and is_there else None
        if fold is None or not fold.box.holds(point.x() + self.left, point.y() + self.top):
            return None
        return fold

    def cell_at(self, point: QPoint) -> tuple[str | None, str]:
        """Lane and column under a point; a lane head has no column, a column head no lane (None)."""
        column = self.scene.column_at(point.x() + self.left)
        key = column.key if column else ""
        if point.y() < HEADER:
            return None, key
        head = self.lane_head_at(point)
        if head is not None:
            return head.lane.id, ""
        lane = self.scene.lane_at(point.y() + self.top)
        return (lane.lane.id, key) if lane is not None else (None, key)

    def target_at(self, point: QPoint) -> tuple[str, str] | None:
        """Lane and column that a card dropped here goes to."""
        lane = self.scene.lane_at(point.y() + self.top)
        column = self.scene.column_at(point.x() + self.left)
        return (lane.lane.id, column.key) if lane is not None and column is not None else None

    def cell_area(self, lane_id: str, key: str) -> QRect:
        """The ground of a cell."""
        lane = next(lane for lane in self.scene.lanes if lane.lane.id == lane_id)
        column = next(column for column in self.scene.columns if column.key == key)
        y = lane.box.y - self.top + LANE_HEAD - 8
        return QRect(column.x - self.left, y, column.width, max(lane.box.height - LANE_HEAD + 8, 12))
