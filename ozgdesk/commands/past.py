"""The instant that a Datenstand given as a day means. The data of that instant: `Workspace.view_known_at`."""

from datetime import UTC, date, datetime, time, timedelta

from ozgdesk import formats


def end_of_day(day: date) -> datetime:
    """The last instant (UTC) of a day in German local time, summer or winter.

    >>> end_of_day(date(2026, 7, 1)).isoformat(), end_of_day(date(2026, 12, 1)).isoformat()
    ('2026-07-01T21:59:59.999999+00:00', '2026-12-01T22:59:59.999999+00:00')
    """
    midnight = datetime.combine(day, time.max, UTC)
    return max(
        instant
        for instant in (midnight - timedelta(hours=hours) for hours in (1, 2))
        if formats.local_time(instant).date() <= day
    )
