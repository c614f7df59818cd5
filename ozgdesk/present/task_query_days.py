"""Days in a task query: `<14`, `>0`, `heute`, `überfällig`, `22.11.`, `heute..31.12.2026`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.formats import NotReadable

Moment = int | date
"""A day of the calendar, or so many days after the Stichtag."""

OVERDUE = "überfällig"
YEARS = range(1900, 2201)
_LONGEST = 999  # days from the Stichtag
_WORDS = {
    **{"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2},
    **{"yesterday": -1, "today": 0, "tomorrow": 1},
}
_COUNT = re.compile(r"([+\-\u2212–]?)(\d{1,3})(?: ?(t|tage?|d|days?|w|wo|wochen?|weeks?))?", re.ASCII)
_RANGE = re.compile(r"(.*?)\.\.(?!\.)(.*)")
_BOUND = re.compile(r"(<=|>=|≤|≥|<|>|=)(.*)")


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from `first` to `last`, both included; None leaves a side open, but not both.

    >>> str(DaySpan(None, 13)), str(DaySpan(1, None)), str(DaySpan(date(2026, 12, 1), date(2026, 12, 31)))
    ('<14', '>0', '01.12.2026..31.12.2026')
    """

    first: Moment | None = None
    last: Moment | None = None

    def holds(self, day: date, as_of: date) -> bool:
        """Whether a day lies in the span, seen from a Stichtag."""
        return (self.first is None or _day(self.first, as_of) <= day) and (
            self.last is None or day <= _day(self.last, as_of)
        )

    def words(self, as_of: date) -> str:
        """The span with its days, as a sentence on paper says it."""
        if self == DaySpan(None, -1):
            return OVERDUE
        first, last = (
            formats.day(_day(moment, as_of)) if moment is not None else ""
            for moment in (self.first, self.last)
        )
        if first and last:
            return f"am {first}" if first == last else f"{first} bis {last}"
        return f"ab {first}" if first else f"bis {last}"

    def __str__(self) -> str:
        if self.first is None and self.last is not None:
            return _until(self.last)
        if self.last is None and self.first is not None:
            return _since(self.first)
        assert self.first is not None
        assert self.last is not None
        first, last = _text(self.first), _text(self.last)
        return first if self.first == self.last else f"{first}..{last}"


def read_span(text: str, as_of: date) -> DaySpan:
    """The span that somebody typed; a day without a year lies in that of the Stichtag. Raises NotReadable.

    >>> read_span("<14", date(2026, 11, 23)) == DaySpan(None, 13)
    True
    """
    plain = " ".join(text.casefold().split())
    if plain in (OVERDUE, "ueberfaellig", "overdue"):
        return DaySpan(None, -1)
    try:
        span = _span(plain, as_of)
    except NotReadable as wrong:
        raise NotReadable(f"„{text.strip()}“ ist hier kein Termin. {_HOW}") from wrong
    if span.first is not None and span.last is not None:
        if _day(span.last, as_of) < _day(span.first, as_of):
            raise NotReadable(f"„{text.strip()}“ endet vor seinem Anfang; bitte tauschen Sie die Tage.")
        if _day(span.last, as_of) == _day(span.first, as_of):
            return DaySpan(span.first, span.first)
    return span


_HOW = "Möglich sind zum Beispiel <14, heute, überfällig, 22.11. oder 01.12.2026..31.12.2026."


def _span(plain: str, as_of: date) -> DaySpan:
    if match := _RANGE.fullmatch(plain):
        first, last = (_moment(part, as_of) if part.strip() else None for part in match.groups())
        if first is None and last is None:
            raise NotReadable(plain)
        return DaySpan(first, last)
    if match := _BOUND.fullmatch(plain):
        sign, moment = match[1], _moment(match[2], as_of)
        if sign == "=":
            return DaySpan(moment, moment)
        if sign in ("<", "<="):
            return DaySpan(None, _moved(moment, -1) if sign == "<" else moment)
        if sign == "≤":
            return DaySpan(None, moment)
        return DaySpan(_moved(moment, 1) if sign == ">" else moment, None)
    moment = _moment(plain, as_of)
    return DaySpan(moment, moment)


def _moment(text: str, as_of: date) -> Moment:
    plain = text.strip()
    if plain in _WORDS:
        return _WORDS[plain]
    if match := _COUNT.fullmatch(plain):
        unit = match[3] or "t"
        days = int(match[2]) * (7 if unit.startswith("w") else 1)
        if days > _LONGEST:
            raise NotReadable(plain)
        return -days if match[1] not in ("", "+") else days
    day = formats.read_day(plain, as_of)
    if day.year not in YEARS:
        raise NotReadable(plain)
    return day


def _moved(moment: Moment, days: int) -> Moment:
    return moment + days if isinstance(moment, int) else moment + timedelta(days=days)


def _day(moment: Moment, as_of: date) -> date:
    if isinstance(moment, date):
        return moment
    return date.fromordinal(min(max(as_of.toordinal() + moment, 1), date.max.toordinal()))


def _text(moment: Moment) -> str:
    if isinstance(moment, date):
        return formats.day(moment)
    return "heute" if moment == 0 else f"{moment:+}"


def _until(last: Moment) -> str:
    if last == -1:
        return OVERDUE
    if isinstance(last, int) and last and abs(last + 1) <= _LONGEST:
        return f"<{last + 1}"
    return f"<={_text(last)}"


def _since(first: Moment) -> str:
    if isinstance(first, int) and first and abs(first - 1) <= _LONGEST:
        return f">{first - 1}"
    return f">={_text(first)}"
