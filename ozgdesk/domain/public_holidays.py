"""The public holidays of Hessen as bare days, computed by the rule of the law.

Their names, and the years before the rule, come from the package `holidays` (see `calendar`). Importing that
takes a tenth of the start, and dates need no names.
"""

from datetime import date, timedelta
from functools import cache

RULE_SINCE = 1995
"""From this year on, without the day of repentance, the days are those of today."""

_FIXED = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
_DAYS_AFTER_EASTER = (-2, 1, 39, 50, 60)
_ONCE = frozenset({date(2017, 10, 31)})
"""500 years of Reformation."""


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The days on which nobody works anywhere in Hessen (§ 1 HFeiertagsG), for years from `RULE_SINCE` on.

    >>> date(2031, 4, 11) in public_holidays(2031)
    True
    """
    easter = easter_sunday(year)
    movable = (easter + timedelta(days=days) for days in _DAYS_AFTER_EASTER)
    once = (day for day in _ONCE if day.year == year)
    return frozenset((*(date(year, *day) for day in _FIXED), *movable, *once))


def easter_sunday(year: int) -> date:
    """Easter of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.

    >>> easter_sunday(2026)
    datetime.date(2026, 4, 5)
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    corrected = century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    epact = (19 * golden + corrected) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
