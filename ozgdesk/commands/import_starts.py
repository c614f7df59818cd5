"""Starts in a table that its links do not explain: a fixed day stands behind them, which no column tells."""

from collections.abc import Iterator, Mapping
from datetime import date

from ozgdesk.commands.import_comparison import Comparison
from ozgdesk.commands.import_links import lag_of
from ozgdesk.domain.cooperation import Cooperation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.incoming import IncomingTask
from ozgdesk.domain.schedule import Dates, schedule
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Closure, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind

MOST_ROUNDS = 12
_NO_PROGRESS = {"progress_percent": 0, "actual_start_on": None, "actual_finish_on": None, "order": "a"}
Fields = dict[str, object]


def with_late_starts(comparison: Comparison, found: Mapping[str, Fields]) -> dict[str, Fields]:
    """The fields of all tasks by uid, with a constraint where one begins later than links and phases make it.

    Whoever comes first may explain those that follow, so they are looked for day by day.
    """
    phases = {fields["parent_id"] for fields in found.values()}
    waiting = {
        task.uid: task
        for task in comparison.incoming.tasks
        if task.starts_at is not None
        and comparison.written(task.uid) is None
        and comparison.ids[task.uid] not in phases
        and found[task.uid]["constraint_kind"] is ConstraintKind.AS_SOON_AS_POSSIBLE
    }
    fields = dict(found)
    links = tuple(_links(comparison))
    for left in reversed(range(MOST_ROUNDS)):
        late = _late(comparison, fields, links, waiting) if waiting else {}
        first = min(late.values(), default=None)
        for uid, day in late.items():
            if day == first or not left:
                fields[uid] = fields[uid] | _held(comparison, waiting.pop(uid), day)
        if not late:
            break
    return fields


def _late(
    comparison: Comparison,
    fields: Mapping[str, Fields],
    links: tuple[Link, ...],
    waiting: Mapping[str, IncomingTask],
) -> dict[str, date]:
    """The days on which tasks begin in the table, where that is later than computed."""
    ids = set(comparison.ids.values())
    rows: list[Entity] = [
        Task.model_validate(
            {
                **fields[uid],
                **_NO_PROGRESS,
                "id": id_,
                "number": f"A-{place:03}",
                "state": "planned",
                "parent_id": fields[uid]["parent_id"] if fields[uid]["parent_id"] in ids else None,
            }
        )
        for place, (uid, id_) in enumerate(comparison.ids.items())
    ]
    free: list[Entity] = [row for row in comparison.snapshot.all(Closure) if row.municipality_id is None]
    free += comparison.snapshot.all(Cooperation)
    days = {uid: task.starts_at.date() for uid, task in waiting.items() if task.starts_at is not None}
    dates = schedule(Snapshot.of([*rows, *links, *free]), min(days.values())).dates
    return {uid: day for uid, day in days.items() if _lies_before(dates.get(comparison.ids[uid]), day)}


def _lies_before(dates: Dates | None, day: date) -> bool:
    return dates is not None and (dates.finish if dates.duration_minutes == 0 else dates.start) < day


def _held(comparison: Comparison, task: IncomingTask, day: date) -> Fields:
    """A point at the end of its day ends then, anything else begins no earlier."""
    is_point = task.is_milestone or task.duration_minutes == 0
    is_evening = task.starts_at is not None and task.starts_at.time() >= comparison.incoming.day_ends_at
    kind = ConstraintKind.FINISH_ON if is_point and is_evening else ConstraintKind.NOT_BEFORE
    return {"constraint_kind": kind, "constraint_on": day}


def _links(comparison: Comparison) -> Iterator[Link]:
    """The links between rows of the table, one for each pair."""
    seen: set[frozenset[str]] = set()
    for task in comparison.incoming.tasks:
        for link in task.links:
            ends = [comparison.ids.get(uid) for uid in (link.predecessor_uid, task.uid)]
            pair = frozenset(end for end in ends if end is not None)
            if len(pair) == 2 and pair not in seen:
                seen.add(pair)
                yield Link.model_validate(
                    {
                        "id": comparison.id_of("link", *ends),
                        "predecessor_id": ends[0],
                        "successor_id": ends[1],
                        "kind": link.kind,
                        **lag_of(comparison, link),
                    }
                )
