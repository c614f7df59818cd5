"""What a cell of a task list means: days, durations, predecessors, shares and states, in the forms in use.

All of them raise `formats.NotReadable` for what they cannot read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ozgdesk import formats
from ozgdesk.domain.incoming import IncomingLink
from ozgdesk.domain.tasks import MINUTES_PER_DAY
from ozgdesk.domain.vocabulary import LagKind, LinkKind, TaskState
from ozgdesk.exchange.columns import is_formula_like, is_number_like
from ozgdesk.exchange.tasks_table import Cell
from ozgdesk.texts.labels import LABELS

YEARS = range(1984, 2150)
LONGEST_MINUTES = 10_000 * 1440
_CENTURY = date(2020, 1, 1)  # the years 00 to 69 belong to 20xx
_SERIALS = range(20_000, 92_000)  # days of a workbook in these years
_CALENDAR_MINUTES = 1440 // MINUTES_PER_DAY

_WEEKDAY = re.compile(
    r"(?:(?P<english>mon|tue|wed|thu|fri|sat|sun)[a-z]*|mo|di|mi|do|fr|sa|so)\b[.,]*\s*(?=\d)", re.IGNORECASE
)
_CLOCK = re.compile(r"(?:\s+|T)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*Uhr|Z)?$")
_WITH_YEAR = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?\d{2}(?:\d{2})?|\d{1,2}\.?\s?[^\W\d]+\.?\s?\d{2}(?:\d{2})?"
)
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4})")
_WEEK = re.compile(r"KW\s?(\d{1,2})\s?[/ .]\s?(\d{4})", re.IGNORECASE)

_UNITS = (
    (("", "t", "tg", "tag", "tage", "tagen", "d", "day", "days", "at", "arbeitstag", "arbeitstage"), 480),
    (("h", "std", "stunde", "stunden", "hr", "hrs", "hour", "hours"), 60),
    (("min", "minute", "minuten", "mins", "minutes"), 1),
    (("w", "wo", "woche", "wochen", "wk", "wks", "week", "weeks"), 2400),
    (("mon", "mt", "monat", "monate", "monaten", "month", "months", "mons"), 9600),
)
_AMOUNT = re.compile(r"(?P<amount>[\d., ]*\d)\s*(?P<elapsed>[fek](?=[a-z]))?(?P<unit>[a-z]*)\.?\s*\??")
_LINK = re.compile(
    r"(?P<number>(?:[A-Z]{1,5}-)?\d{1,9})\s*(?P<kind>EA|AA|EE|AE|FS|SS|FF|SF)?\s*"
    r"(?:(?P<sign>[+\-\u2212])\s*(?P<lag>\d{1,6}(?:[.,]\d{1,4})?\s*(?:%|[a-z]*\.?)))?\s*(?:[;,\n]\s*|$)",
    re.IGNORECASE,
)
_KINDS = {"EA": LinkKind.FS, "AA": LinkKind.SS, "EE": LinkKind.FF, "AE": LinkKind.SF}
_NUMBER = re.compile(r"(?P<letters>[A-Z]{1,5}-)?0*(?P<digits>\d{1,9})", re.IGNORECASE)

_STATES = {
    TaskState.PLANNED: "offen|neu|nicht begonnen|noch nicht begonnen|zu erledigen|to do|todo|open|"
    "not started|zukünftiger vorgang|nein|no",
    TaskState.IN_PROGRESS: "in bearbeitung|begonnen|laufend|läuft|aktiv|angefangen|in progress|started",
    TaskState.WAITING_CONTRIBUTION: "wartet|wartend|wartet auf zuarbeit",
    TaskState.WAITING_THIRD: "wartet auf dritte|blockiert|waiting",
    TaskState.IN_COUNCIL: "im gremium|in den gremien|im gremienlauf",
    TaskState.DONE: "fertig|abgeschlossen|beendet|umgesetzt|done|completed|complete|closed|ja|yes|x|✓|✔|ok",
    TaskState.DORMANT: "ruhend|zurückgestellt|pausiert|on hold",
    TaskState.DROPPED: "entfallen|gestrichen|abgebrochen|verworfen|cancelled|canceled",
}
_WORDS = {
    **{word: state for state, words in _STATES.items() for word in words.split("|")},
    **{words.casefold(): state for state, words in LABELS[TaskState].items() if isinstance(state, TaskState)},
}
_SAY_NOTHING = {"im plan", "im zeitplan", "termingerecht", "verspätet", "überfällig", "on schedule", "late"}


@dataclass(frozen=True, slots=True)
class Length:
    """Minutes of work, or of the calendar when `is_elapsed`."""

    minutes: int
    is_elapsed: bool = False


def text(cell: Cell) -> str:
    """A cell as text on one line or several, without what a table writer put before it to keep it text.

    >>> text(7.0), text(0.5), text("'=1+1"), text(None)
    ('7', '0,5', '=1+1', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, date):
        return formats.day(cell)
    if isinstance(cell, float):
        return f"{cell:.10g}".replace(".", ",")
    plain = "".join(letter if letter.isprintable() or letter in "\n\u00a0\u202f" else " " for letter in cell)
    rest = plain.strip().removeprefix("'")
    is_guarded = plain.lstrip().startswith("'") and (is_formula_like(rest) or is_number_like(rest))
    return rest if is_guarded else plain.strip()


def indent(cell: Cell) -> int:
    """How many blanks stand before a text."""
    return len(cell) - len(cell.lstrip(" \t\u00a0")) if isinstance(cell, str) else 0


def number(cell: Cell) -> str:
    """What a row is called by those that point at it.

    >>> number(7.0), number("007"), number("a-17"), number("AP-3")
    ('7', '7', 'A-017', 'AP-3')
    """
    typed = text(cell)
    match = _NUMBER.fullmatch(typed)
    if match is None:
        return typed
    letters, digits = (match["letters"] or "").upper(), int(match["digits"])
    return f"A-{digits:03}" if letters == "A-" else f"{letters}{digits}"


def day(cell: Cell, epoch: date, *, is_end: bool = False) -> date | None:
    """A day with its year, also as the number a workbook counts; of a week its Monday, at the end its Friday.

    >>> day("Mo 11.01.27", _CENTURY), day("KW 12/2027", _CENTURY, is_end=True)
    (datetime.date(2027, 1, 11), datetime.date(2027, 3, 26))
    """
    if isinstance(cell, float) and int(cell) in _SERIALS:
        found = epoch + timedelta(days=int(cell))
    elif isinstance(cell, date):
        found = cell
    else:
        typed = " ".join(text(cell).split())
        if typed.casefold() in ("", "nv", "na", "-", "–"):
            return None
        found = _typed_day(typed, is_end=is_end)
    if found.year not in YEARS:
        raise formats.NotReadable(f"{found}")
    return found


def _typed_day(typed: str, *, is_end: bool) -> date:
    if week := _WEEK.fullmatch(typed):
        try:
            return date.fromisocalendar(int(week[2]), int(week[1]), 5 if is_end else 1)
        except ValueError as error:
            raise formats.NotReadable(typed) from error
    prefix = _WEEKDAY.match(typed)
    plain = _CLOCK.sub("", typed[prefix.end() :] if prefix else typed)
    if prefix is not None and prefix["english"]:
        plain = _MONTH_FIRST.sub(r"\2/\1/\3", plain)
    if not _WITH_YEAR.fullmatch(plain):
        raise formats.NotReadable(typed)
    return formats.read_day(plain, _CENTURY)


def length(cell: Cell) -> Length | None:
    """A duration; plain numbers are days, a month has twenty.

    >>> length("15,5 Tage").minutes, length("4 Std.").minutes, length("2 fWochen")
    (7440, 240, Length(minutes=20160, is_elapsed=True))
    """
    if isinstance(cell, date):
        raise formats.NotReadable(text(cell))
    typed = text(cell).casefold()
    if not typed:
        return None
    found = _AMOUNT.fullmatch(typed)
    size = _size(found["unit"]) if found else None
    if found is None or size is None:
        raise formats.NotReadable(typed)
    minutes = round(formats.read_number(found["amount"]) * size)
    if minutes > LONGEST_MINUTES:
        raise formats.NotReadable(typed)
    if not found["elapsed"]:
        return Length(minutes)
    return Length(_round_the_clock(minutes, found["unit"]), is_elapsed=True)


def _size(unit: str) -> int | None:
    return next((minutes for words, minutes in _UNITS if unit in words), None)


def _round_the_clock(minutes: int, unit: str) -> int:
    """Elapsed days have 24 hours, elapsed weeks seven and months thirty of them."""
    size = _size(unit)
    days = {2400: 7, 9600: 30}.get(size or 0)
    if days is not None:
        return round(minutes / (size or 1) * days * 1440)
    return minutes * _CALENDAR_MINUTES if size == MINUTES_PER_DAY else minutes


def links(cell: Cell) -> Iterator[IncomingLink]:
    """The predecessors by their numbers.

    >>> [link.predecessor_uid for link in links("3;4")], next(links("2AA+2 Tage")).lag
    (['3', '4'], 960)
    """
    if isinstance(cell, date):
        raise formats.NotReadable(text(cell))
    typed, place = text(cell), 0
    while place < len(typed):
        match = _LINK.match(typed, place)
        if match is None:
            raise formats.NotReadable(typed)
        kind = (match["kind"] or "FS").upper()
        lag, lag_kind = _lag((match["lag"] or "").casefold())
        sign = 1 if (match["sign"] or "+") == "+" else -1
        found = _KINDS.get(kind) or LinkKind(kind)
        yield IncomingLink(number(match["number"]), found, sign * lag, lag_kind)
        place = match.end()


def _lag(typed: str) -> tuple[int, LagKind]:
    if typed.endswith("%"):
        return round(formats.read_number(typed.removesuffix("%"))), LagKind.PERCENT
    found = length(typed)
    if found is None:
        return 0, LagKind.WORKING
    return found.minutes, LagKind.ELAPSED if found.is_elapsed else LagKind.WORKING


def share(cell: Cell) -> tuple[Decimal, bool] | None:
    """How much is done, and whether a sign says that it is per cent.

    >>> share("70 %"), share("0,7")
    ((Decimal('70'), True), (Decimal('0.7'), False))
    """
    typed = text(cell).casefold()
    if not typed:
        return None
    plain = typed.removesuffix("%").removesuffix("prozent").strip()
    found = formats.read_number(plain)
    if isinstance(cell, date) or not 0 <= found <= 100:
        raise formats.NotReadable(typed)
    return found, plain != typed


def state(cell: Cell) -> TaskState | None:
    """Where a task stands; None where the words say nothing about it."""
    typed = " ".join(text(cell).casefold().split())
    if not typed or typed in _SAY_NOTHING:
        return None
    if typed not in _WORDS:
        raise formats.NotReadable(typed)
    return _WORDS[typed]


def people(cell: Cell) -> Iterator[str]:
    """The names in a cell, without how much of them is needed.

    >>> list(people("Bürgerbüro;IT[50%]")), list(people("USI/NA")), list(people("Bau-/Umweltamt"))
    (['Bürgerbüro', 'IT'], ['USI', 'NA'], ['Bau-/Umweltamt'])
    """
    typed = re.sub(r"\[[^\]]*\]", "", text(cell))
    for part in re.split(r"[;,\n]", typed):
        name = " ".join(part.split())
        codes = re.fullmatch(r"[A-ZÄÖÜ]{2,5}(?:\s?/\s?[A-ZÄÖÜ]{2,5})+", name)
        yield from (code.strip() for code in name.split("/")) if codes else [name] if name else []
