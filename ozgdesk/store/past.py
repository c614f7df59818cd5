"""The project as it was known at an instant (Datenstand): the steps recorded after it are taken back."""

from datetime import datetime

from sqlalchemy import Connection, select

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import StepHead
from ozgdesk.store import journal
from ozgdesk.store.journal_tables import CHANGE
from ozgdesk.store.problems import translated
from ozgdesk.store.project_file import ProjectFile
from ozgdesk.store.reading import Reading


def snapshot_at(source: ProjectFile | Reading, instant: datetime) -> Snapshot:
    """The project as it was known at an instant with a time zone; as it was created if that was later."""
    with translated(source.path):
        snapshot = source.snapshot if isinstance(source, Reading) else source.read()
        number = first_after(journal.heads(source.connection), instant)
        return snapshot if number is None else before_step(source.connection, snapshot, number)


def before_step(connection: Connection, snapshot: Snapshot, number: int) -> Snapshot:
    """The rows as they were before the step with this number; `snapshot` holds them as they are."""
    keys = {
        (BY_TABLE[table], row_id)
        for table, row_id in connection.execute(
            select(CHANGE.c.table, CHANGE.c.row_id).where(CHANGE.c.step >= number).distinct()
        )
    }
    if not keys:
        return snapshot
    states = journal.current_states(connection, keys)
    for _ in journal.taken_back(connection, states, number):
        pass
    items = list(states.items())
    fresh: dict[type[Entity], dict[str, Entity]] = {}
    for ((kind, row_id), _), row in zip(items, journal.validated(items), strict=True):
        rows = fresh.setdefault(kind, dict(snapshot.tables[kind]))
        if row is None:
            rows.pop(row_id, None)
        else:
            rows[row_id] = row
    return Snapshot({**snapshot.tables, **fresh})


def first_after(heads: tuple[StepHead, ...], instant: datetime) -> int | None:
    """The number of the first step that was not known at `instant`; None when all were.

    The order of the steps counts: where a clock was set back, a step is known as soon as a later one is.
    """
    after = None
    for head in reversed(heads):
        if head.at <= instant:
            break
        after = head.number
    return after
