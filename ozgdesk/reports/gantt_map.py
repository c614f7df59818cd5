"""The map of pages on a tile: a small grid with the page numbers around this one, and its place in words."""

from __future__ import annotations

from ozgdesk.reports.gantt_signs import INK, LINE, MUTED, PAPER
from ozgdesk.reports.gantt_tiles import Tile, Tiling
from ozgdesk.reports.story import Drawing

_WIDTH, _HEIGHT, _GAP = 17.0, 8.0, 1.2
_MOST_COLUMNS, _MOST_BANDS = 7, 4


def draw_map(drawing: Drawing, tiling: Tiling, tile: Tile) -> None:
    """Draw at the top left of a tile; of a large grid only the part around the tile."""
    columns = _window(tile.column, len(tiling.columns), _MOST_COLUMNS)
    bands = _window(tile.band, len(tiling.bands), _MOST_BANDS)
    for row, band in enumerate(bands):
        for rank, column in enumerate(columns):
            here = (column, band) == (tile.column, tile.band)
            x, y = rank * (_WIDTH + _GAP), row * (_HEIGHT + _GAP)
            drawing.rect(x, y, _WIDTH, _HEIGHT, fill=INK if here else PAPER, stroke=INK if here else LINE)
            drawing.text(
                x + _WIDTH / 2, y + 6.1, str(tiling.page(column, band)),
                size=5.8, colour=PAPER if here else MUTED, strong=here, align="center",
            )  # fmt: skip
    left = len(columns) * (_WIDTH + _GAP) + 6
    drawing.text(left, 6.2, f"Teil {tile.number + 1} von {tiling.count}", size=7, strong=True)
    place: list[str] = []
    if len(tiling.columns) > 1:
        place.append(f"Spalte {tile.column + 1} von {len(tiling.columns)}")
    if len(tiling.bands) > 1:
        place.append(f"Reihe {tile.band + 1} von {len(tiling.bands)}")
    for line, words in enumerate(place, 1):
        drawing.text(left, 6.2 + line * 8.5, words, size=6.5, colour=MUTED)


def _window(at: int, count: int, most: int) -> range:
    first = max(min(at - most // 2, count - most), 0)
    return range(first, min(first + most, count))
