"""The stamp of a plan that is given out: from which project, with which data, computed for which day.

It comes back with the file and says which values the file was written with.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

_SHAPE = re.compile(r"([0-9a-f]{8})-(\d{8}T\d{12})-(\d{8})")
_INSTANT, _DAY = "%Y%m%dT%H%M%S%f", "%Y%m%d"
_PROJECT_LETTERS = 8


@dataclass(frozen=True, slots=True)
class ExportStamp:
    """`project` ends the id of the cooperation; `recorded_until` is the Datenstand, UTC."""

    project: str
    recorded_until: datetime
    as_of: date

    def __str__(self) -> str:
        until = self.recorded_until.astimezone(UTC).strftime(_INSTANT)
        return f"{self.project}-{until}-{self.as_of.strftime(_DAY)}"


def stamp_of(cooperation_id: str, recorded_until: datetime, as_of: date) -> ExportStamp:
    """The stamp of what is written now."""
    return ExportStamp(cooperation_id[-_PROJECT_LETTERS:], recorded_until, as_of)


def read_stamp(texts: Iterable[str]) -> ExportStamp | None:
    """The stamp that all rows of a file carry; None without one, or where rows of several were put together.

    >>> str(read_stamp(["", "3f9a0c77-20261128T081530000250-20261201"]))
    '3f9a0c77-20261128T081530000250-20261201'
    """
    different = {text.strip() for text in texts} - {""}
    found = _SHAPE.fullmatch(different.pop()) if len(different) == 1 else None
    if found is None:
        return None
    try:
        until = datetime.strptime(found[2], _INSTANT).replace(tzinfo=UTC)
        return ExportStamp(found[1], until, date.fromisoformat(found[3]))
    except ValueError:
        return None
