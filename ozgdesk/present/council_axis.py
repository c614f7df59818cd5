"""The time axis of the fan: where a day lies, with long empty times folded. Lengths are pixels or points."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk.domain.calendar import holidays
from ozgdesk.present.time_axis import Zoom, header

FOLDED_AFTER_DAYS = 60
"""Empty time longer than this is folded where the whole would not fit in readable days."""

_AROUND_DAYS = 8
_READABLE_DAY, _LEAST_DAY, _WIDEST_DAY = 3.0, 0.5, 8.0
_ZOOMS = ((24.0, Zoom.DAY), (4.5, Zoom.WEEK), (0.9, Zoom.MONTH))
_LEAST_HOLIDAY = 1.5
_FIRST, _LAST = date(2, 1, 1), date(9997, 12, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the axis with texts from long to short, of which the first that fits is shown.

    `is_cut`: a fold or an end of the axis takes a part of it.
    """

    x0: float
    x1: float
    texts: tuple[str, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Days on the axis that mean something: a recess or a holiday, by name."""

    x0: float
    x1: float
    name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Days side by side without a fold, both ends included."""

    first: date
    last: date
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The axis from `left` to `right`; between two pieces lies a fold."""

    pieces: tuple[Piece, ...]
    day_width: float

    @property
    def left(self) -> float:
        """Where the first day begins."""
        return self.pieces[0].x0

    @property
    def right(self) -> float:
        """Where the last day ends."""
        return self.pieces[-1].x1

    def x(self, day: date) -> float:
        """The middle of a day; days in a fold, or off the axis, lie at the nearest edge."""
        at = bisect_right(self.pieces, day, key=lambda piece: piece.first)
        piece = self.pieces[max(at - 1, 0)]
        inside = min(max(day, piece.first), piece.last)
        return piece.x0 + ((inside - piece.first).days + 0.5) * self.day_width

    def folds(self) -> Iterator[tuple[float, float]]:
        """Where time is left out."""
        for before, after in zip(self.pieces, self.pieces[1:], strict=False):
            yield before.x1, after.x0

    def bands(self, first: date, last: date, name: str) -> Iterator[Band]:
        """The parts of a period that lie on the axis."""
        for piece in self.pieces:
            begin, end = max(first, piece.first), min(last, piece.last)
            if begin <= end:
                x0 = piece.x0 + (begin - piece.first).days * self.day_width
                yield Band(x0, x0 + ((end - begin).days + 1) * self.day_width, name)

    def holidays(self) -> Iterator[Band]:
        """Public holidays, where a day is wide enough to be seen."""
        if self.day_width < _LEAST_HOLIDAY:
            return
        for piece in self.pieces:
            for year in range(piece.first.year, piece.last.year + 1):
                for day, name in holidays(year).items():
                    if piece.first <= day <= piece.last:
                        yield from self.bands(day, day, name)

    def level(self, spans: Sequence[Span], fits: Callable[[Span, str], bool]) -> int:
        """The first form of text that fits into every span that is whole, so that all are written alike."""
        whole = [span for span in spans if not span.is_cut] or spans
        for level in range(max((len(span.texts) for span in whole), default=0)):
            if all(fits(span, span.texts[level]) for span in whole if level < len(span.texts)):
                return level
        return 0

    def lines(self) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The upper and the lower line of the head: years over months, or months over weeks or days."""
        zoom = next((zoom for least, zoom in _ZOOMS if self.day_width >= least), Zoom.QUARTER)
        upper: list[Span] = []
        lower: list[Span] = []
        for piece in self.pieces:
            found = header(zoom, piece.first, piece.last)
            for spans, ticks in ((upper, found.upper), (lower, found.lower)):
                for tick in ticks:
                    x0 = max(piece.x0 + tick.x0 * self.day_width, piece.x0)
                    x1 = min(piece.x0 + tick.x1 * self.day_width, piece.x1)
                    is_cut = tick.x0 < 0 or tick.x1 > (piece.last - piece.first).days + 1
                    spans.append(Span(x0, x1, tick.texts, is_cut))
        return tuple(upper), tuple(lower)


def make_axis(days: Iterable[date], left: float, width: float, fold_width: float, lead: float = 0.0) -> Axis:
    """An axis of `width` from `left` on which all these days lie; at least one is needed.

    It begins so early that about `lead` lies before the first of them. It is longer than its days where
    these are few, so that a day is never wider than can be compared.
    """
    known = sorted({min(max(day, _FIRST), _LAST) for day in days})
    whole = (known[-1] - known[0]).days + 1 + 2 * _AROUND_DAYS
    groups = [(known[0], known[-1])] if whole * _READABLE_DAY <= width else _groups(known)
    ends = [[_moved(first, -_AROUND_DAYS), _moved(last, _AROUND_DAYS)] for first, last in groups]
    room = max(width - (len(ends) - 1) * fold_width, 1.0)
    count = sum((last - first).days + 1 for first, last in ends)
    early = max(round(lead / max(room - lead, 1.0) * count) - _AROUND_DAYS, 0) if lead < room / 2 else 0
    ends[0][0] = _moved(ends[0][0], -early)
    day_width = max(room / sum((last - first).days + 1 for first, last in ends), _LEAST_DAY)
    if day_width > _WIDEST_DAY:
        spare = int(room / _WIDEST_DAY) - sum((last - first).days + 1 for first, last in ends)
        ends[0][0] = _moved(ends[0][0], -(spare // 2))
        ends[-1][1] = _moved(ends[-1][1], spare - spare // 2)
        day_width = room / sum((last - first).days + 1 for first, last in ends)
    pieces = []
    for first, last in ends:
        right = left + ((last - first).days + 1) * day_width
        pieces.append(Piece(first, last, left, right))
        left = right + fold_width
    return Axis(tuple(pieces), day_width)


def _groups(days: list[date]) -> list[tuple[date, date]]:
    """First and last day of what lies together; between two groups is time to fold."""
    groups = [[days[0], days[0]]]
    for day in days[1:]:
        if (day - groups[-1][1]).days > FOLDED_AFTER_DAYS:
            groups.append([day, day])
        groups[-1][1] = day
    return [(first, last) for first, last in groups]


def _moved(day: date, days: int) -> date:
    """Some days on or back; the axis ends a year before the calendar does."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), _LAST.toordinal() + 365))
