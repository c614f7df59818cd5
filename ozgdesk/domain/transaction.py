"""The working copy a command changes. It knows no database.

The store writes its changes when the command returns.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar, cast

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import references, referrers, table_name
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Rows, Snapshot
from ozgdesk.domain.steering import Attachment, Document, FollowUp
from ozgdesk.domain.step import Author, Change

E = TypeVar("E", bound=Entity)
T = TypeVar("T")

FormerValues = Callable[[type[Entity], str], Iterable[Any]]

NOTES: tuple[type[Entity], ...] = (FollowUp, Document)
"""What may be noted on any row and goes with it."""

Index = dict[Any, dict[str, None]]
"""Ids of rows by the value of one field, in the order they came."""


class Transaction(Rows):
    """Reads see the writes made so far; every write is recorded in order as a `Change`.

    `now` is the UTC instant and `today` the local day of the whole step; both can be fixed in tests, like
    `new_id`. `former_values(kind, field)` tells which values a field had in rows that earlier steps removed.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        now: datetime,
        today: date,
        new_id: Callable[[], str],
        author: Author,
        former_values: FormerValues = lambda kind, field: (),
    ) -> None:
        self.now = now
        self.today = today
        self.new_id = new_id
        self.author = author
        self.former_values = former_values
        self.changes: list[Change] = []
        self._snapshot = snapshot
        self._written: dict[type[Entity], dict[str, Entity]] = {}
        self._indexes: dict[type[Entity], dict[str, Index]] = {}

    def table(self, kind: type[E]) -> Mapping[str, E]:
        """The rows of one entity by id, with this transaction's writes. Do not keep it across writes."""
        written = self._written.get(kind)
        return cast("Mapping[str, E]", written if written is not None else self._snapshot.tables[kind])

    def having(self, kind: type[E], field: str, value: object) -> tuple[E, ...]:
        """The rows whose field has this value; the first question builds an index, the others are quick."""
        indexes = self._indexes.setdefault(kind, {})
        if field not in indexes:
            index: Index = indexes.setdefault(field, {})
            for id_, row in self.table(kind).items():
                index.setdefault(getattr(row, field), {})[id_] = None
        rows = self.table(kind)
        return tuple(rows[id_] for id_ in indexes[field].get(value, ()))

    def insert(self, row: E) -> E:
        """Add one row; RuleViolation `exists` when the id is taken."""
        if row.id in self.table(type(row)):
            raise RuleViolation("exists")
        self._write(Change(type(row), row.id, None, row))
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
            self._write(Change(kind, id_, before, after))
        return after

    def delete(self, kind: type[Entity], id_: str) -> None:
        """Remove one row, the notes and documents on it, and an embedded file nobody shows any more.

        RuleViolation `referred_to` while another row still points at it (see `delete_tree`).
        """
        before = self.get(kind, id_)
        for other, field in referrers(kind):
            if self.having(other, field, id_):
                raise RuleViolation("referred_to", other=table_name(other))
        self._write(Change(kind, id_, before, None))
        for note in NOTES:
            for row in self.having(note, "subject_id", id_):
                if row.subject_kind == table_name(kind):  # type: ignore[attr-defined]
                    self.delete(note, row.id)
        for field, other in references(kind):
            if other is Attachment:
                self._drop_unused(getattr(before, field))

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
        if current != after:
            self._write(Change(change.kind, change.id, current, after))

    def snapshot(self) -> Snapshot:
        """The Snapshot as it will be after this transaction."""
        return Snapshot(
            {**self._snapshot.tables, **{kind: dict(rows) for kind, rows in self._written.items()}}
        )

    def _write(self, change: Change) -> None:
        kind = change.kind
        rows = self._written.get(kind)
        if rows is None:
            rows = self._written[kind] = dict(self._snapshot.tables[kind])
        if change.after is None:
            del rows[change.id]
        else:
            rows[change.id] = change.after
        for field, index in self._indexes.get(kind, {}).items():
            if change.before is not None:
                del index[getattr(change.before, field)][change.id]
            if change.after is not None:
                index.setdefault(getattr(change.after, field), {})[change.id] = None
        self.changes.append(change)

    def _drop_unused(self, attachment_id: str | None) -> None:
        if attachment_id is None or self.find(Attachment, attachment_id) is None:
            return
        if not any(self.having(kind, field, attachment_id) for kind, field in referrers(Attachment)):
            self.delete(Attachment, attachment_id)


Command = Callable[[Transaction], T]
"""What a coordinator can do: a plain function of a Transaction."""
