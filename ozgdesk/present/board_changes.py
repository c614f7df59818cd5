"""What of the board looks different after a step: the rectangles that must be painted anew, and no others."""

from collections.abc import Iterator

from ozgdesk.present.board_scene import BoardScene, Box, LaneBox, cell_head


def is_same_grid(before: BoardScene, after: BoardScene) -> bool:
    """Whether columns and lanes are the same ones, so that only cards, figures and heights can differ."""
    return [(c.key, c.x, c.width) for c in before.columns] == [
        (c.key, c.x, c.width) for c in after.columns
    ] and [(lane.lane.id, lane.is_collapsed) for lane in before.lanes] == [
        (lane.lane.id, lane.is_collapsed) for lane in after.lanes
    ]


def is_same_head(before: BoardScene, after: BoardScene) -> bool:
    """Whether the heads of the columns say the same."""
    return before.columns == after.columns and all(
        before.limits.get((None, column.key)) == after.limits.get((None, column.key))
        for column in after.columns
    )


def touched_lanes(before: BoardScene, after: BoardScene) -> Iterator[tuple[LaneBox, LaneBox]]:
    """The lanes whose head says something else or moved, before and after; of two scenes with one grid."""
    for old, new in zip(before.lanes, after.lanes, strict=True):
        limits = (before.limits.get((old.lane.id, "")), after.limits.get((new.lane.id, "")))
        if old.lane != new.lane or old.box.y != new.box.y or limits[0] != limits[1]:
            yield old, new


def touched_boxes(before: BoardScene, after: BoardScene) -> Iterator[Box]:
    """Where cards, folds and figures of cells lay or lie that changed, moved, came or went."""
    for id_ in before.places.keys() | after.places.keys():
        old, new = before.places.get(id_), after.places.get(id_)
        if old != new:
            yield from (place.box for place in (old, new) if place is not None)
    for lane, other in zip(before.lanes, after.lanes, strict=True):
        if lane.fold != other.fold:
            yield from (fold.box for fold in (lane.fold, other.fold) if fold is not None)
    figures, others = _figures(before), _figures(after)
    for key in figures.keys() | others.keys():
        if figures.get(key) != others.get(key):
            yield from (found[key][0] for found in (figures, others) if key in found)
    if before.height != after.height:
        top, bottom = sorted((before.height, after.height))
        yield Box(0, top, after.width, bottom - top)


def _figures(scene: BoardScene) -> dict[tuple[str, str], tuple[Box, object]]:
    """Where the figures of cells with a limit stand, and what they say."""
    lanes = {lane.lane.id: lane for lane in scene.lanes}
    columns = {column.key: column for column in scene.columns}
    return {
        (lane, key): (cell_head(lanes[lane], columns[key]), limit)
        for (lane, key), limit in scene.limits.items()
        if lane in lanes and key in columns
    }
