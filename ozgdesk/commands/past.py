"""The project as it was known at the end of a day: later steps taken back on a copy, nothing changed."""

from collections.abc import Callable, Iterable
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Step, StepHead
from ozgdesk.domain.view import View


def view_known_on(
    snapshot: Snapshot,
    heads: Iterable[StepHead],
    step: Callable[[int], Step],
    as_of: date,
    known_on: date | None = None,
) -> View:
    """The project evaluated for `as_of` with the data known at the end of the local day `known_on`, or now.

    `step` reads the rows of one step; only later steps are read.
    """
    listed = sorted(heads, key=lambda head: head.number)
    late = [head for head in listed if known_on is not None and formats.local_time(head.at).date() > known_on]
    for head in reversed(late):
        snapshot = snapshot.after([change.inverse() for change in reversed(step(head.number).changes)])
    kept = listed[: len(listed) - len(late)]
    return View(snapshot, as_of, kept[-1].at if kept else None)
