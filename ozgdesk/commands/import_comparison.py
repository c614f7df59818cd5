"""Comparing the rows of a plan with those of the project; how single rows differ: `row_comparison`."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256

from ozgdesk.commands.former_imports import Former
from ozgdesk.commands.import_base import Base
from ozgdesk.commands.import_identity import own_ids, row_ids
from ozgdesk.commands.import_own import own_tasks, written_tasks
from ozgdesk.commands.row_comparison import RowComparison
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Assignment, Link, Task
from ozgdesk.domain.vocabulary import Role


class Comparison(RowComparison):
    """The state of one comparison: what was found so far, and what came of it.

    `own` are the tasks of ours by uid, `removed` those that were written into the file and are gone here.
    """

    def __init__(
        self, snapshot: Snapshot, incoming: Incoming, former: Former, today: date, base: Base | None = None
    ) -> None:
        super().__init__(snapshot, former)
        self.incoming = incoming
        self.today = today
        self.base = base
        written = written_tasks(base.view.snapshot, incoming) if base is not None else None
        self.own = self._own() if written is None else _found(snapshot, written)
        self.removed = {} if written is None else {u: id_ for u, id_ in written.items() if u not in self.own}
        ids = row_ids(incoming, self.id_of, self.own, self._former_names())
        self.ids = {uid: id_ for uid, id_ in ids.items() if uid not in self.removed}
        self.ends = {**self.own, **self.ids}
        self.names = {task.uid: task.name for task in incoming.tasks}

    def _own(self) -> dict[str, str]:
        if self.incoming.is_table:
            return own_ids(self.snapshot, self.incoming, self.id_of)
        return own_tasks(self.snapshot, self.incoming)

    def written(self, uid: str) -> Task | None:
        """The task of ours that a row was written from, as it was then; as it is now where nobody knows."""
        id_ = self.own.get(uid) or self.removed.get(uid)
        base = self.base.view.snapshot.find(Task, id_) if self.base is not None else None
        return base or self.snapshot.find(Task, id_)

    def written_links(self) -> dict[tuple[str, str], Link]:
        """The links that were written into the file, by predecessor and successor."""
        rows = self.base.view.snapshot.all(Link) if self.base is not None else ()
        return {(link.predecessor_id, link.successor_id): link for link in rows}

    def written_parts(self) -> set[tuple[str, str]]:
        """The tasks and municipalities that were written into the file as working on them."""
        rows = self.base.view.snapshot.all(Assignment) if self.base is not None else ()
        return {(part.task_id, part.municipality_id) for part in rows if part.role is not Role.INFORMED}

    def id_of(self, *parts: object) -> str:
        """The id of a row of the file: always the same for the same plan and row."""
        text = "\x1f".join((self.incoming.format, self.incoming.key, *map(str, parts)))
        return sha256(text.encode("utf-8", "replace")).hexdigest()[:32]

    def key(self, uid: str) -> str:
        """What stands for a task in the ids of its links and parts: in a table its number may move."""
        return self.ends[uid] if self.incoming.is_table else uid

    def _former_names(self) -> dict[str, str]:
        """The names that tasks from this file had there, by id."""
        source = self.incoming.source
        return {
            task.id: str(self.former.get((Task, task.id), {}).get("name", task.name))
            for task in self.snapshot.all(Task)
            if task.source == source
        }

    def minutes(self, minutes: int) -> int:
        """Working minutes of the file in ours: a working day stays a working day."""
        return round(minutes * MINUTES_PER_DAY / self.incoming.minutes_per_day)

    def _since(self, kind: type[Entity], id_: str) -> Mapping[str, object]:
        return self.base.since.get((kind, id_), {}) if self.base is not None else {}


def _found(snapshot: Snapshot, written: Mapping[str, str]) -> dict[str, str]:
    return {uid: id_ for uid, id_ in written.items() if snapshot.find(Task, id_) is not None}
