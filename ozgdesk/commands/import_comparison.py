"""Comparing a row of a file with the row of the project and with what the last import wrote.

Three values decide about each group of fields: there (the file), here (the project) and before (the last
import). What only the file changed is taken, what only we changed stays, what both changed is a conflict.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import TypeVar

from ozgdesk.commands.import_identity import own_ids, row_ids
from ozgdesk.commands.import_own import own_tasks
from ozgdesk.domain.change_set import Fate, ImportRow
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import MINUTES_PER_DAY, Task

E = TypeVar("E", bound=Entity)
Group = tuple[str, ...]
Former = Mapping[tuple[type[Entity], str], Mapping[str, object]]
"""Field values that earlier imports wrote, by entity and id."""


class Comparison:
    """The state of one comparison: what was found so far, and what came of it."""

    def __init__(self, snapshot: Snapshot, incoming: Incoming, former: Former, today: date) -> None:
        self.snapshot = snapshot
        self.incoming = incoming
        self.former = former
        self.today = today
        self.changes: list[Change] = []
        self.rows: list[ImportRow] = []
        given = (
            own_ids(snapshot, incoming, self.id_of) if incoming.is_table else own_tasks(snapshot, incoming)
        )
        self.own = given
        self.ids = row_ids(incoming, self.id_of, self.own, self._former_names())
        self.ends = {**self.own, **self.ids}
        self.names = {task.uid: task.name for task in incoming.tasks}

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

    def say(self, fate: Fate, kind: str, name: str, code: str, **values: object) -> None:
        """Add a row to the preview."""
        self.rows.append(ImportRow(fate, kind, name, code, values))

    def minutes(self, minutes: int) -> int:
        """Working minutes of the file in ours: a working day stays a working day."""
        return round(minutes * MINUTES_PER_DAY / self.incoming.minutes_per_day)

    def was_here(self, kind: type[Entity], id_: str) -> bool:
        """Whether an earlier import wrote this row."""
        return (kind, id_) in self.former

    def insert(self, row: Entity, name: str, code: str = "new", **values: object) -> None:
        """A row that is not here yet."""
        self.changes.append(Change(type(row), row.id, None, row))
        self.say(Fate.NEW, table_name(type(row)), name, code, **values)

    def merge(
        self, kind: type[E], id_: str, there: Mapping[str, object], groups: Iterable[Group], name: str
    ) -> E:
        """Compare a row that is here group by group, take what may be taken, and say so."""
        here = self.snapshot.get(kind, id_)
        before = self.former.get((kind, id_), {})
        taken: dict[str, object] = {}
        kept: list[str] = []
        disputed: list[str] = []
        for group in groups:
            if all(getattr(here, field) == there[field] for field in group):
                continue
            known = all(field in before for field in group)
            if known and all(getattr(here, field) == before[field] for field in group):
                taken.update((field, there[field]) for field in group)
            elif known and all(there[field] == before[field] for field in group):
                kept.append(group[0])
            else:
                disputed.append(group[0])
        after = here
        if taken:
            values = {field: getattr(here, field) for field in kind.model_fields}
            after = kind.model_validate({**values, **taken})
            self.changes.append(Change(kind, id_, here, after))
        self._say_merged(kind, id_, name, tuple(taken), tuple(kept), tuple(disputed))
        return after

    def _say_merged(
        self, kind: type[Entity], id_: str, name: str, taken: Group, kept: Group, disputed: Group
    ) -> None:
        table = table_name(kind)
        if taken:
            self.rows.append(ImportRow(Fate.CHANGED, table, name, "changed", {"fields": taken}, id_))
        if disputed:
            self.rows.append(ImportRow(Fate.CONFLICT, table, name, "disputed", {"fields": disputed}, id_))
        elif kept and not taken:
            self.rows.append(ImportRow(Fate.SKIPPED, table, name, "kept", {"fields": kept}, id_))
        elif not taken:
            self.rows.append(ImportRow(Fate.SKIPPED, table, name, "unchanged", {}, id_))
