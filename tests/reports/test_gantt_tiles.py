from itertools import chain
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as some

from ozgdesk.present.time_axis import Zoom
from ozgdesk.reports.gantt_tiles import MOST_PAGES, Area, tiling, time_columns
from ozgdesk.reports.sheet import ChartOptions, NotPrintable

LEVELS = some.lists(some.integers(0, 3), min_size=1, max_size=400)


@given(
    levels=LEVELS,
    days=some.integers(1, 2_000),
    start=some.integers(-400, 400),
    pages=some.none() | some.integers(1, 20),
    zoom=some.none() | some.sampled_from(Zoom),
    first=some.floats(170, 480),
    room=some.sampled_from([430.0, 900.0]),
)
def test_every_row_and_day_stands_on_exactly_one_tile_and_fits_on_its_page(
    levels: list[int], days: int, start: int, pages: int | None, zoom: Zoom | None, first: float, room: float
) -> None:
    rows = [SimpleNamespace(level=level) for level in levels]
    columns = time_columns(range(start, start + days), room, ChartOptions(pages_wide=pages, zoom=zoom))
    area = Area(first, 480.0)
    try:
        found = tiling(columns, rows, area, 1)
    except NotPrintable:
        assert len(columns.days) * len(levels) > MOST_PAGES
        return
    assert list(chain(*found.bands)) == list(range(len(levels)))
    assert list(chain(*found.columns)) == list(range(start, start + days))
    for tile in found.tiles():
        assert found.page(tile.column, tile.band) == tile.number + 1
        height = found.head + len(tile.rows) * found.row_height
        assert height <= (area.other if tile.band else area.first) + 0.01
        assert len(tile.days) * found.day_width <= room + 0.01
    if pages is not None and zoom is None:
        assert len(found.columns) <= min(pages, days)
