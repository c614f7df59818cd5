"""The working copy a command changes. It knows no database.

The store writes its changes when the command returns.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar, cast

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE, referrers, table_name
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author, Change

E = TypeVar("E", bound=Entity)
T = TypeVar("T")


class Transaction:
    """Reads see the writes made so far; every write is recorded in order as a `Change`.

    `now` is the UTC instant and `today` the local day of the whole step; both can be fixed in tests, like
    `new_id`.
    """

    def __init__(
        self, snapshot: Snapshot, *, now: datetime, today: date, new_id: Callable[[], str], author: Author
    ) -> None:
        self.now = now
        self.today = today
        self.new_id = new_id
        self.author = author
        self.changes: list[Change] = []
        self._snapshot = snapshot
        self._written: dict[type[Entity], dict[str, Entity]] = {}

    def table(self, kind: type[E]) -> Mapping[str, E]:
        """The rows of one entity by id, with this transaction's writes. Do not keep it across writes."""
        written = self._written.get(kind)
        return cast("Mapping[str, E]", written if written is not None else self._snapshot.tables[kind])

    def all(self, kind: type[E]) -> tuple[E, ...]:
        """The rows of one entity."""
        return tuple(self.table(kind).values())

    def find(self, kind: type[E], id_: str | None) -> E | None:
        """The row with this id, or None."""
        return None if id_ is None else self.table(kind).get(id_)

    def get(self, kind: type[E], id_: str) -> E:
        """The row with this id; RuleViolation `gone` when it does not exist."""
        row = self.table(kind).get(id_)
        if row is None:
            raise RuleViolation("gone")
        return row

    def insert(self, row: E) -> E:
        """Add one row; RuleViolation `exists` when the id is taken."""
        rows = self._rows(type(row))
        if row.id in rows:
            raise RuleViolation("exists")
        rows[row.id] = row
        self.changes.append(Change(type(row), row.id, None, row))
        return row

    def insert_many(self, rows: Iterable[Entity]) -> None:
        """Add many rows of any entities, in order."""
        for row in rows:
            self.insert(row)

    def update(self, kind: type[E], id_: str, /, **values: Any) -> E:
        """Replace fields of one row, validated as a whole; nothing is recorded when nothing differs."""
        before = self.get(kind, id_)
        after = kind.model_validate({**{name: getattr(before, name) for name in kind.model_fields}, **values})
        if after != before:
            self._rows(kind)[id_] = after
            self.changes.append(Change(kind, id_, before, after))
        return after

    def delete(self, kind: type[Entity], id_: str) -> None:
        """Remove one row.

        RuleViolation `referred_to` while another row still points at it (see `delete_tree`).
        """
        before = self.get(kind, id_)
        for other, field in referrers(kind):
            if any(getattr(row, field) == id_ for row in self.table(other).values()):
                raise RuleViolation("referred_to", other=table_name(other))
        del self._rows(kind)[id_]
        self.changes.append(Change(kind, id_, before, None))
        self._drop_notes_on(table_name(kind), id_)

    def replay(self, change: Change) -> None:
        """Apply a recorded change to the rows as they are now.

        Raises RuleViolation `changed_since` when a field it touches no longer has the value the change left
        from.
        """
        current = self.table(change.kind).get(change.id)
        if change.before is None or change.after is None:
            if current != change.before:
                raise RuleViolation("changed_since")
            after = change.after
        else:
            fields = change.changed_fields()
            if current is None or any(getattr(current, f) != getattr(change.before, f) for f in fields):
                raise RuleViolation("changed_since")
            values = {name: getattr(current, name) for name in change.kind.model_fields}
            after = change.kind.model_validate({**values, **{f: getattr(change.after, f) for f in fields}})
        rows = self._rows(change.kind)
        if after is None:
            rows.pop(change.id, None)
        else:
            rows[change.id] = after
        self.changes.append(Change(change.kind, change.id, current, after))

    def snapshot(self) -> Snapshot:
        """The Snapshot as it will be after this transaction."""
        return Snapshot(
            {**self._snapshot.tables, **{kind: dict(rows) for kind, rows in self._written.items()}}
        )

    def _rows(self, kind: type[Entity]) -> dict[str, Entity]:
        rows = self._written.get(kind)
        if rows is None:
            rows = self._written[kind] = dict(self._snapshot.tables[kind])
        return rows

    def _drop_notes_on(self, table: str, id_: str) -> None:
        for kind in (BY_TABLE["follow_up"], BY_TABLE["document"]):
            for row in self.all(kind):
                if (row.subject_kind, row.subject_id) == (table, id_):  # type: ignore[attr-defined]
                    self.delete(kind, row.id)


Command = Callable[[Transaction], T]
"""What a coordinator can do: a plain function of a Transaction."""
