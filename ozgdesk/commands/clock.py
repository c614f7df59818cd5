"""Where a step gets its time and its new ids from; tests and pictures fix both."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _new_id() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` gives UTC instants, `today` the local day, `new_id` 32 hexadecimal digits."""

    now: Callable[[], datetime] = _utc_now
    today: Callable[[], date] = date.today
    new_id: Callable[[], str] = _new_id


SYSTEM_CLOCK = Clock()
