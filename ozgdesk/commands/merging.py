"""When a further edit grows the last step: same field of the same row, typed on within half a minute."""

from collections.abc import Sequence
from datetime import timedelta

from ozgdesk.domain.step import Change

MERGE_WITHIN = timedelta(seconds=30)


def is_same_edit(before: Sequence[Change], now: Sequence[Change]) -> bool:
    """Whether two steps change the same fields of the same single row, without making or removing it."""
    if len(before) != 1 or len(now) != 1:
        return False
    last, this = before[0], now[0]
    if None in (last.before, last.after, this.before, this.after):
        return False
    return (last.kind, last.id, last.changed_fields()) == (this.kind, this.id, this.changed_fields())
