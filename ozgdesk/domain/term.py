"""When an agreement ends: by notice, on a fixed day, after years, or prolonged by itself."""

from datetime import MAXYEAR, date, timedelta

from ozgdesk.domain.agreements import Agreement

SOON_DAYS = 365
"""From this many days before the end on, the days are counted: councils need most of a year to prolong."""


def is_soon(end: date, as_of: date) -> bool:
    """Whether a term ends within `SOON_DAYS`."""
    return 0 <= (end - as_of).days <= SOON_DAYS


def last_day(agreement: Agreement, since: date | None, as_of: date) -> date | None:
    """The last day of an agreement by notice, fixed end or years since its beginning; None when not known.

    Where it is prolonged by itself, the end of the term that runs on `as_of`.
    """
    notice = agreement.terminated_to
    end = agreed_end(agreement, since, notice or as_of)
    if notice is None or end is None:
        return notice or end
    return min(notice, end)


def agreed_end(agreement: Agreement, since: date | None, on: date) -> date | None:
    """The end of the term that runs on a day by what was agreed, whatever notice was given."""
    start = agreement.starts_on or since
    end = agreement.ends_on
    if end is None and agreement.term_years is not None and start is not None:
        end = years_after(start, agreement.term_years) - timedelta(days=1)
    if end is not None and agreement.renewal_years is not None:
        while end < on:
            end = renewed(end, agreement.renewal_years)
    return end


def renewed(end: date, years: int) -> date:
    """The end of a term that was prolonged by whole years."""
    if end.year + years >= MAXYEAR:
        return date.max
    return years_after(end + timedelta(days=1), years) - timedelta(days=1)


def years_after(day: date, years: int) -> date:
    """The same day some years later; where 29 February is missing, 1 March. At most the last day there is."""
    if day.year + years > MAXYEAR:
        return date.max
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def whole_years(first: date, last: date) -> int:
    """How many whole years lie between two days, both counted.

    >>> whole_years(date(2028, 1, 1), date(2032, 12, 31)), whole_years(date(2028, 1, 1), date(2032, 12, 30))
    (5, 4)
    """
    after = last + timedelta(days=1) if last < date.max else last
    years = after.year - first.year
    return max(years if years_after(first, years) <= after else years - 1, 0)
