"""A plan as a program has it that counts in whole days: what becomes of durations and lags there."""

from ozgdesk.domain.tasks import MINUTES_PER_DAY, Link, Task
from ozgdesk.domain.vocabulary import LagKind


def duration_days(minutes: int | None) -> int:
    """A duration in whole days; part of a day, and what nobody has said yet, is one.

    >>> duration_days(720), duration_days(None)
    (2, 1)
    """
    return max(-(-(minutes or 0) // MINUTES_PER_DAY), 1)


def lag_days(link: Link, predecessor: Task) -> int:
    """A lag in whole days; a part of the duration as the days it comes to."""
    minutes = link.lag_minutes
    if link.lag_kind is LagKind.PERCENT:
        minutes = (predecessor.duration_minutes or 0) * minutes // 100
    return round(minutes / MINUTES_PER_DAY)
