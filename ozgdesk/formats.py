"""Dates, money, numbers and durations in German notation (DIN 5008), and tolerant reading of the same.

Nothing here knows the project or asks the clock: what "heute" means is an argument. A no-break space stands
before units, so that an amount never breaks from its unit.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\u00a0"
MINUTES_PER_DAY = 480

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

_RELATIVE_DAYS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
_MINUS = "\u2212"


class NotReadable(ValueError):
    """Typed text that is not what the field wants; the message is a German sentence for the user."""


# Writing


def day(value: date) -> str:
    """Return a date for tables and fields.

    >>> day(date(2026, 3, 1))
    '01.03.2026'
    """
    return f"{value.day:02}.{value.month:02}.{value.year:04}"


def short_day(value: date) -> str:
    """Return day and month where the year is plain from the context.

    >>> short_day(date(2026, 3, 1))
    '01.03.'
    """
    return f"{value.day:02}.{value.month:02}."


def long_day(value: date) -> str:
    """Return a date for running text, with a no-break space after the day.

    >>> long_day(date(2026, 3, 1)).replace(NO_BREAK_SPACE, " ")
    '1. März 2026'
    """
    return f"{value.day}.{NO_BREAK_SPACE}{MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """Return the month in words.

    >>> month(date(2026, 3, 1))
    'März 2026'
    """
    return f"{MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """Return the name of the weekday."""
    return WEEKDAYS[value.weekday()]


def short_weekday(value: date) -> str:
    """Return the weekday in two letters."""
    return WEEKDAYS[value.weekday()][:2]


def weekday_and_day(value: date) -> str:
    """Return a date with its weekday.

    >>> weekday_and_day(date(2026, 11, 22)).replace(NO_BREAK_SPACE, " ")
    'So, 22.11.2026'
    """
    return f"{short_weekday(value)},{NO_BREAK_SPACE}{day(value)}"


def week(value: date) -> str:
    """Return the ISO week and the year it belongs to, which differs from the calendar year around New Year.

    >>> week(date(2027, 1, 2)).replace(NO_BREAK_SPACE, " ")
    'KW 53/2026'
    """
    year, number, _ = value.isocalendar()
    return f"KW{NO_BREAK_SPACE}{number}/{year}"


def period(first: date, last: date) -> str:
    """Return a span of days; a single day stands alone.

    >>> period(date(2026, 12, 1), date(2026, 12, 16)).replace(NO_BREAK_SPACE, " ")
    '01.12.2026 – 16.12.2026'
    """
    return day(first) if first == last else f"{day(first)}{NO_BREAK_SPACE}– {day(last)}"


def local_time(instant: datetime) -> datetime:
    """Return German legal time, without zone, of an aware instant; Windows brings no time zones.

    Summer time: last Sunday of March to last Sunday of October, 01:00 UTC each (Directive 2000/84/EC).

    >>> local_time(datetime(2026, 7, 1, 12, 0, tzinfo=UTC))
    datetime.datetime(2026, 7, 1, 14, 0)
    """
    universal = instant.astimezone(UTC).replace(tzinfo=None)
    begins, ends = (_last_sunday(universal.year, number) for number in (3, 10))
    return universal + timedelta(hours=2 if begins <= universal < ends else 1)


def _last_sunday(year: int, number: int) -> datetime:
    last = datetime(year, number, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def instant(value: datetime) -> str:
    """Return date and time in Germany of an aware instant.

    >>> instant(datetime(2026, 11, 22, 13, 32, tzinfo=UTC)).replace(NO_BREAK_SPACE, " ")
    '22.11.2026, 14:32 Uhr'
    """
    local = local_time(value)
    return f"{day(local)}, {local:%H:%M}{NO_BREAK_SPACE}Uhr"


def clock(value: datetime) -> str:
    """Return the time of day in Germany of an aware instant.

    >>> clock(datetime(2026, 11, 22, 13, 32, tzinfo=UTC))
    '14:32'
    """
    return f"{local_time(value):%H:%M}"


def number(value: int | float | Decimal, places: int | None = 0) -> str:
    """Return a number in groups of three with no-break spaces; `places` None keeps what is needed.

    >>> number(1234567).replace(NO_BREAK_SPACE, " "), number(Decimal("0.5"), None)
    ('1 234 567', '0,5')
    """
    return _grouped(_rounded(value, places), NO_BREAK_SPACE)


def money(cents: int, *, whole: bool = False) -> str:
    """Return an amount of integer cents; `whole` drops ",00" from round amounts.

    >>> money(157345).replace(NO_BREAK_SPACE, " "), money(5000000, whole=True).replace(NO_BREAK_SPACE, " ")
    ('1.573,45 €', '50.000 €')
    """
    places = 0 if whole and cents % 100 == 0 else 2
    return f"{_grouped(_rounded(Decimal(cents) / 100, places), '.')}{NO_BREAK_SPACE}€"


def percent(share: float | Decimal, places: int = 0) -> str:
    """Return a share (1 is everything) in percent.

    >>> percent(0.28).replace(NO_BREAK_SPACE, " ")
    '28 %'
    """
    return f"{number(Decimal(str(share)) * 100, places)}{NO_BREAK_SPACE}%"


def duration(minutes: int) -> str:
    """Return working minutes in days of eight hours.

    >>> duration(5760).replace(NO_BREAK_SPACE, " "), duration(240).replace(NO_BREAK_SPACE, " ")
    ('12 T', '0,5 T')
    """
    days = (Decimal(minutes) / MINUTES_PER_DAY).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{number(days, None)}{NO_BREAK_SPACE}T"


def count(value: int, one: str, many: str) -> str:
    """Return a number with the right form of its noun.

    >>> count(1, "Aufgabe", "Aufgaben").replace(NO_BREAK_SPACE, " ")
    '1 Aufgabe'
    """
    return f"{number(value)}{NO_BREAK_SPACE}{one if value == 1 else many}"


def _rounded(value: int | float | Decimal, places: int | None) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is None:
        return exact.normalize()
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _grouped(value: Decimal, separator: str) -> str:
    text = f"{abs(value):,f}"
    whole, _, fraction = text.partition(".")
    sign = _MINUS if value < 0 else ""
    return sign + whole.replace(",", separator) + (f",{fraction}" if fraction else "")


# Reading


def read_day(text: str, reference: date) -> date:
    """Return the day that somebody typed; `reference` is what "heute" and a missing year mean.

    Takes `22.11.2026`, `22.11.26`, `22.11.`, `221126`, `22112026`, `2026-11-22`, `22. November 2026`,
    `heute`, `morgen`, `+5` and `-3` (days), each with an optional weekday before it. Raises NotReadable.

    >>> read_day("22.11.", date(2026, 1, 1)), read_day("+5", date(2026, 11, 28))
    (datetime.date(2026, 11, 22), datetime.date(2026, 12, 3))
    """
    typed = _tidy(text)
    if not typed:
        raise NotReadable("Bitte geben Sie ein Datum ein, zum Beispiel 22.11.2026.")
    plain = _WEEKDAY_PREFIX.sub("", typed.casefold())
    if plain in _RELATIVE_DAYS:
        return _moved(reference, _RELATIVE_DAYS[plain], typed)
    if match := _OFFSET.fullmatch(plain):
        return _moved(reference, int(match[1].replace(_MINUS, "-").replace(" ", "")), typed)
    parts = _date_parts(plain)
    if parts is None:
        raise NotReadable(
            f"„{typed}“ ist kein Datum; möglich sind zum Beispiel 22.11.2026, 22.11., 221126, heute oder +5."
        )
    day_text, month_text, year_text = parts
    return _checked_day(int(day_text), _month_number(month_text), _year(year_text, reference), typed)


def read_number(text: str) -> Decimal:
    """Return the number that somebody typed: `1.234,5`, `1 234,5`, `1234.5`, `-3`. Raises NotReadable.

    A single point before exactly three digits groups thousands, as in money.

    >>> read_number("1.234,5"), read_number("1.234"), read_number("0.5")
    (Decimal('1234.5'), Decimal('1234'), Decimal('0.5'))
    """
    typed = _tidy(text)
    if not typed:
        raise NotReadable("Bitte geben Sie eine Zahl ein, zum Beispiel 1.234,5.")
    plain = typed.replace(_MINUS, "-").replace("–", "-").replace(" ", "").replace("'", "")
    if not _NUMBER.fullmatch(plain):
        raise NotReadable(f"„{typed}“ ist keine Zahl; möglich ist zum Beispiel 1.234,5.")
    if "," in plain or _GROUPED.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    return Decimal(plain)


def read_money(text: str) -> int:
    """Return an amount in integer cents, with or without `€` or `EUR`. Raises NotReadable.

    >>> read_money("50.000 €"), read_money("1.234,5")
    (5000000, 123450)
    """
    cents = read_number(_without_unit(text, "€", "euro", "eur")) * 100
    if cents != cents.to_integral_value():
        raise NotReadable(f"„{_tidy(text)}“ hat mehr als zwei Stellen nach dem Komma.")
    return int(cents)


def read_percent(text: str) -> Decimal:
    """Return a share (1 is everything) typed in percent, with or without the sign. Raises NotReadable.

    >>> read_percent("28 %")
    Decimal('0.28')
    """
    return read_number(_without_unit(text, "%", "prozent")) / 100


def read_duration(text: str) -> int:
    """Return working minutes from days (`12`, `0,5 T`), hours (`4 h`) or weeks (`2 Wo`). Raises NotReadable.

    >>> read_duration("12 T"), read_duration("0,5"), read_duration("4 Std")
    (5760, 240, 240)
    """
    typed = _tidy(text)
    match = _DURATION.fullmatch(typed)
    unit = match[2].casefold().rstrip(".") if match else ""
    size = next((minutes for words, minutes in _UNITS if unit in words), None)
    if match is None or size is None:
        raise NotReadable(f"„{typed}“ ist keine Dauer; möglich sind zum Beispiel 12 T, 0,5 T oder 4 Std.")
    minutes = read_number(match[1]) * size
    if minutes < 0:
        raise NotReadable("Eine Dauer kann nicht kleiner als null sein.")
    return int(minutes.to_integral_value(ROUND_HALF_UP))


_WEEKDAY_PREFIX = re.compile(
    r"^(?:mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)\b[.,]*\s*(?=\d)"
)
_OFFSET = re.compile(rf"([+\-{_MINUS}]\s?\d{{1,5}})(?: ?(?:t|tage?))?", re.ASCII)
_DATES = (
    re.compile(r"(?P<d>\d{1,2})\s?[./]\s?(?P<m>\d{1,2})(?:\s?[./]\s?(?P<y>\d{4}|\d{2})?)?", re.ASCII),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4}|\d{2})?", re.ASCII),
    re.compile(r"(?P<d>\d{1,2})\.?\s?(?P<m>[a-zäöü]{3,})\.?(?:\s?(?P<y>\d{4}|\d{2}))?", re.ASCII),
)
_NUMBER = re.compile(
    r"[+-]?(?:\d+(?:\.\d{3})*|\d{1,3}(?:\.\d{3})+)(?:,\d+)?|[+-]?\d*\.\d+|[+-]?,\d+", re.ASCII
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
_DURATION = re.compile(r"([^a-zA-Z]+?) ?([a-zA-Z]*\.?)")
_UNITS = (
    (("", "t", "tg", "tag", "tage", "d"), MINUTES_PER_DAY),
    (("h", "std", "stunde", "stunden"), 60),
    (("min", "minute", "minuten"), 1),
    (("w", "wo", "woche", "wochen"), 5 * MINUTES_PER_DAY),
)


def _tidy(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def _without_unit(text: str, *units: str) -> str:
    typed = _tidy(text)
    for unit in units:
        if typed.casefold().endswith(unit):
            return typed[: -len(unit)]
    return typed


def _date_parts(plain: str) -> tuple[str, str, str | None] | None:
    for pattern in _DATES:
        if match := pattern.fullmatch(plain):
            return match["d"], match["m"], match["y"]
    return None


def _month_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    for index, name in enumerate(MONTHS, 1):
        if name.casefold().startswith(text) or (index == 3 and text in ("mrz", "maerz")):
            return index
    raise NotReadable(f"„{text}“ ist kein Monat.")


def _year(text: str | None, reference: date) -> int:
    """Return the year meant; two digits mean the nearest such year."""
    if not text:
        return reference.year
    if len(text) == 4:
        return int(text)
    century = reference.year // 100 * 100
    return min(
        (century + shift + int(text) for shift in (-100, 0, 100)), key=lambda y: abs(y - reference.year)
    )


def _checked_day(number: int, month_number: int, year: int, typed: str) -> date:
    if not 1 <= month_number <= 12:
        raise NotReadable(f"„{typed}“ ist kein Datum: Es gibt keinen Monat {month_number}.")
    if not 1 <= year <= 9999:
        raise NotReadable(f"„{typed}“ ist kein Datum: Das Jahr {year} gibt es nicht.")
    length = calendar.monthrange(year, month_number)[1]
    if not 1 <= number <= length:
        raise NotReadable(f"„{typed}“ ist kein Datum: {MONTHS[month_number - 1]} {year} hat {length} Tage.")
    return date(year, month_number, number)


def _moved(reference: date, days: int, typed: str) -> date:
    try:
        return reference + timedelta(days=days)
    except OverflowError:
        raise NotReadable(f"„{typed}“ führt über den Kalender hinaus.") from None


# Sorting

_LETTERS = str.maketrans({"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
_SORT_PARTS = re.compile(r"(\d+)", re.ASCII)

SortKey = tuple[tuple[tuple[int, int, str], ...], str]


def sort_key(text: str) -> SortKey:
    """Return a key that sorts as a dictionary does (DIN 5007-1: ä as a, ß as ss), numbers by their value.

    Case and accents decide only between otherwise equal texts.

    >>> sorted(["A-10", "Öl", "Zug", "A-9", "Ofen"], key=sort_key)
    ['A-9', 'A-10', 'Ofen', 'Öl', 'Zug']
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    parts = tuple(
        (0, int(part), "") if part[0] in "0123456789" else (1, 0, part)
        for part in _SORT_PARTS.split(plain)
        if part
    )
    return parts, unicodedata.normalize("NFC", text)
