"""To which day a party can end its part in an agreement by ordinary notice that is given today.

Notice for good cause is possible whatever the text says (KGG-19, § 27 Abs. 2 Satz 1 KGG).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date

from ozgdesk.domain.agreement_dates import last_notice_day, months_before
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.vocabulary import NoticeTo

_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Notice:
    """The stated period and the earliest end if notice is given today; None where no period is stated.

    `is_possible` tells whether the wished end can still be reached, `until` when notice must have arrived.
    """

    months: int | None
    to: NoticeTo
    earliest: date | None
    is_possible: bool | None
    until: date | None = None


def notice_of(agreement: Agreement, wished: date, as_of: date) -> Notice:
    """What the notice clause of an agreement says about an end with a wished day."""
    if agreement.notice_months is None:
        return Notice(None, agreement.notice_to, None, None)
    earliest = period_end(months_after(as_of, agreement.notice_months), agreement.notice_to)
    is_possible = wished >= earliest and last_notice_day(wished, agreement.notice_to) == wished
    until = months_before(wished, agreement.notice_months) if is_possible else None
    return Notice(agreement.notice_months, agreement.notice_to, earliest, is_possible, until)


def months_after(day: date, months: int) -> date:
    """The day on which a period of whole months ends (§ 188 BGB), at the latest the last day there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_end(day: date, to: NoticeTo) -> date:
    """The first day, not before `day`, to which notice can be given."""
    if last_notice_day(day, to) == day:
        return day
    for ahead in range(_MONTHS_OF_YEAR):
        month = months_after(day.replace(day=1), ahead)
        end = month.replace(day=monthrange(month.year, month.month)[1])
        if last_notice_day(end, to) == end:
            return end
    return date.max
