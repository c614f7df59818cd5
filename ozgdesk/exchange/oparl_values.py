"""Single values of OParl as servers really send them: texts with control characters, days, instants, keys."""

import re
from calendar import MONDAY, SUNDAY, monthcalendar
from datetime import UTC, date, datetime, timedelta

YEARS = range(1900, 2200)
"""Days outside mean nothing: servers send 0001-01-01 for none."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\ud800-\udfff]+")
_BLANK = re.compile(r"[\s\u00a0\u202f]+")
_BLANK_IN_LINE = re.compile(r"[ \t\u00a0\u202f]+")
_BREAKS = re.compile(r"\s*\n\s*\n\s*")
_LAST_OLD_YEAR = 1995
"""Until then summer time ended in September."""


def line(value: object) -> str:
    """A text as one line; empty for what is no text.

    >>> line(" Haupt-\\x01und\\u00a0Finanzausschuss\\n")
    'Haupt- und Finanzausschuss'
    """
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""
    if value.isprintable() and "  " not in value:  # nearly all are
        return value.strip()
    return _BLANK.sub(" ", _CONTROL.sub(" ", value)).strip()


def lines(value: object) -> str:
    """A text whose paragraphs stay apart."""
    if not isinstance(value, str):
        return line(value)
    plain = _CONTROL.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n"))
    return _BREAKS.sub("\n\n", _BLANK_IN_LINE.sub(" ", plain)).strip()


def truth(value: object) -> bool | None:
    """Yes, no, or None where it is not said."""
    return value if isinstance(value, bool) else None


def whole(value: object) -> int | None:
    """A number of at least one, else None."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 < value < 1_000_000 else None


def day(value: object) -> date | None:
    """A day, also from an instant; None for what is none.

    >>> day("2020-04-28"), day("2020-04-28T00:30:00Z"), day("0001-01-01")
    (datetime.date(2020, 4, 28), datetime.date(2020, 4, 28), None)
    """
    found = moment(value)
    return found.date() if found is not None else None


def moment(value: object) -> datetime | None:
    """An instant as a clock in Berlin shows it, without a zone; without an offset it is taken as it stands.

    >>> moment("2020-04-28T13:30:00Z"), moment("2020-01-28T15:30:00+01:00")
    (datetime.datetime(2020, 4, 28, 15, 30), datetime.datetime(2020, 1, 28, 15, 30))
    """
    try:
        found = datetime.fromisoformat(line(value))
        if found.tzinfo is not None:
            found = berlin(found)
    except (ValueError, OverflowError):
        return None
    return found if found.year in YEARS else None


def berlin(instant: datetime) -> datetime:
    """An instant with a zone as local time; no data of time zones are needed, which Windows does not have."""
    utc = instant.astimezone(UTC).replace(tzinfo=None)
    last_month = 10 if utc.year > _LAST_OLD_YEAR else 9
    is_summer = utc.year >= 1981 and _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, last_month)
    return utc + timedelta(hours=2 if is_summer else 1)


def offset(text: str) -> str:
    """The offset that belongs to a local time of Berlin, in ISO form.

    >>> offset("2026-07-01T19:00"), offset("2026-12-01T19:00")
    ('+02:00', '+01:00')
    """
    local = datetime.fromisoformat(text)
    as_summer = (local - timedelta(hours=2)).replace(tzinfo=UTC)
    return "+02:00" if berlin(as_summer) == local else "+01:00"


def _last_sunday(year: int, month: int) -> datetime:
    """The last Sunday of a month at one o'clock UTC."""
    weeks = monthcalendar(year, month)
    last = max(week[SUNDAY - MONDAY] for week in weeks)
    return datetime(year, month, last, 1)  # noqa: DTZ001


def ags(*keys: object) -> str:
    """The key of a municipality from AGS or Regionalschlüssel, whichever can be read; empty for none.

    A zero that was lost in front comes back, zeros that were added behind go.

    >>> ags("5358016"), ags("051140000"), ags("", "051660024024"), ags("12")
    ('05358016', '05114000', '05166024', '')
    """
    for key in keys:
        digits = re.sub(r"\D", "", line(key))
        if len(digits) in (7, 11):
            digits = f"0{digits}"
        if len(digits) == 12:
            return digits[:5] + digits[9:]
        if len(digits) == 8 or (len(digits) > 8 and not digits[8:].strip("0")):
            return digits[:8]
    return ""
