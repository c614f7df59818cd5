"""How a chart is cut into pages: columns of days side by side, bands of rows below each other.

Pages run over the columns first and then down, so that all the time of some tasks lies side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ozgdesk import formats
from ozgdesk.present.plan_row import PlanRow
from ozgdesk.present.time_axis import Zoom
from ozgdesk.reports.sheet import ChartOptions, NotPrintable

HEAD = 26.0  # height of the two lines of the time header
STRIP, WIDE_STRIP = 14.0, 28.0  # above the header: Stichtag; with several pages their map too
MOST_PAGES = 500

_LEAST_ROW, _MOST_ROW = 9.5, 18.0  # a chart may be that much denser or wider to fill one page
_LEAST_DAY = 0.45  # points of a day that can still be read
_ROWS = (14.0, 13.0, 12.0, 11.0)  # points of a row on several pages, the best first
_WORTH = 1.15  # so many more pages a higher row is worth
_DAY_WIDTHS = {Zoom.DAY: 14.0, Zoom.WEEK: 3.2, Zoom.MONTH: 1.12, Zoom.QUARTER: 0.47}
_LEAST_FILLED = 0.4  # of a page, when a phase that does not fit any more goes to the next one


@dataclass(frozen=True, slots=True)
class Area:
    """Height for tiles in points, on the first page and on the others."""

    first: float
    other: float


@dataclass(frozen=True, slots=True)
class Tile:
    """What stands on one page: some rows and some days (x of the scene), both as ranges."""

    number: int
    column: int
    band: int
    rows: range
    days: range


@dataclass(frozen=True, slots=True)
class Tiling:
    """The grid of pages. `day_width` and `row_height` in points; the first tile stands on `first_page`."""

    columns: tuple[range, ...]
    bands: tuple[range, ...]
    day_width: float
    row_height: float
    first_page: int

    @property
    def count(self) -> int:
        """How many tiles there are."""
        return len(self.columns) * len(self.bands)

    @property
    def strip(self) -> float:
        """Height of what stands above the time header."""
        return WIDE_STRIP if self.count > 1 else STRIP

    @property
    def head(self) -> float:
        """Height of everything above the first row."""
        return self.strip + HEAD

    def page(self, column: int, band: int) -> int:
        """The page on which a tile stands."""
        return self.first_page + band * len(self.columns) + column

    def tiles(self) -> Iterator[Tile]:
        """All tiles in the order of their pages."""
        for band, rows in enumerate(self.bands):
            for column, days in enumerate(self.columns):
                yield Tile(band * len(self.columns) + column, column, band, rows, days)


@dataclass(frozen=True, slots=True)
class Columns:
    """The days page by page, and the points of a day."""

    days: tuple[range, ...]
    day_width: float


def time_columns(days: range, room: float, options: ChartOptions) -> Columns:
    """Cut the days to pages with this room for the chart; the scale is fixed or follows from their number."""
    if options.zoom is not None:
        day_width = _DAY_WIDTHS[options.zoom]
        held = int(room // day_width)
        return Columns(_chunks(days, held - held % 7), day_width)
    wanted = options.pages_wide or -(-len(days) // int(room / _LEAST_DAY))
    pages = min(wanted, len(days))
    held = -(-len(days) // pages)
    whole_weeks = held + -held % 7
    if pages > 1 and -(-len(days) // whole_weeks) == pages:
        held = whole_weeks
    return Columns(_chunks(days, held), room / held)


def tiling(columns: Columns, rows: Sequence[PlanRow], area: Area, first_page: int) -> Tiling:
    """Cut these rows to pages. Raises NotPrintable when nobody would want that many."""
    bands, row_height = _bands(rows, area, is_single=len(columns.days) == 1)
    found = Tiling(columns.days, bands, columns.day_width, row_height, first_page)
    if found.count > MOST_PAGES:
        raise NotPrintable(
            f"Der Balkenplan hätte {formats.number(found.count)} Seiten; bitte wählen Sie einen gröberen "
            "Maßstab, einen kürzeren Zeitraum oder weniger Aufgaben."
        )
    return found


def _chunks(days: range, size: int) -> tuple[range, ...]:
    return tuple(days[at : at + size] for at in range(0, len(days), size))


def _bands(rows: Sequence[PlanRow], area: Area, *, is_single: bool) -> tuple[tuple[range, ...], float]:
    """The rows page by page; a little smaller when that saves a good part of the pages."""
    strip = STRIP if is_single else WIDE_STRIP
    row_height = min(_MOST_ROW, (area.first - strip - HEAD) / len(rows))
    if row_height >= _LEAST_ROW:
        return (range(len(rows)),), row_height
    cuts = [(_cut(rows, area, height), height) for height in _ROWS]
    fewest = min(len(bands) for bands, _ in cuts)
    return next((bands, height) for bands, height in cuts if len(bands) <= fewest * _WORTH)


def _cut(rows: Sequence[PlanRow], area: Area, row_height: float) -> tuple[range, ...]:
    first = max(int((area.first - WIDE_STRIP - HEAD) // row_height), 1)
    other = max(int((area.other - WIDE_STRIP - HEAD) // row_height), 1)
    bands: list[range] = []
    start = 0
    while start < len(rows):
        end = _end(rows, start, other if bands else first)
        bands.append(range(start, end))
        start = end
    return tuple(bands)


def _end(rows: Sequence[PlanRow], start: int, most: int) -> int:
    """Where a page ends: before the highest phase that would be cut, as far down as can be."""
    if start + most >= len(rows):
        return len(rows)
    first = start + max(int(most * _LEAST_FILLED), 1)
    return min(range(first, start + most + 1), key=lambda row: (rows[row].level, -row))
