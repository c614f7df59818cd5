"""The project as one immutable value."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.step import Change

E = TypeVar("E", bound=Entity)
Tables = Mapping[type[Entity], Mapping[str, Entity]]


class Rows(ABC):
    """What can be asked for rows by entity and id."""

    __slots__ = ()

    @abstractmethod
    def table(self, kind: type[E]) -> Mapping[str, E]:
        """The rows of one entity by id."""

    def all(self, kind: type[E]) -> tuple[E, ...]:
        """The rows of one entity in no promised order."""
        return tuple(self.table(kind).values())

    def find(self, kind: type[E], id_: str | None) -> E | None:
        """The row with this id, or None."""
        return None if id_ is None else self.table(kind).get(id_)

    def get(self, kind: type[E], id_: str) -> E:
        """The row with this id; RuleViolation `gone` when it does not exist (any more)."""
        row = self.table(kind).get(id_)
        if row is None:
            raise RuleViolation("gone")
        return row


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot(Rows):
    """All rows by entity and id.

    Tables that a step does not touch stay the same objects in the next Snapshot.
    """

    tables: Tables

    @staticmethod
    def of(rows: Iterable[Entity]) -> "Snapshot":
        """A Snapshot of loose entities, for samples and tests."""
        tables: dict[type[Entity], dict[str, Entity]] = {kind: {} for kind in ENTITIES}
        for row in rows:
            tables[type(row)][row.id] = row
        return Snapshot(tables)

    def table(self, kind: type[E]) -> Mapping[str, E]:
        """The rows of one entity by id."""
        return cast("Mapping[str, E]", self.tables[kind])

    def after(self, changes: Iterable[Change]) -> "Snapshot":
        """This Snapshot with the changes applied; only tables that are touched are copied."""
        tables = dict(self.tables)
        fresh: dict[type[Entity], dict[str, Entity]] = {}
        for change in changes:
            rows = fresh.get(change.kind)
            if rows is None:
                rows = tables[change.kind] = fresh[change.kind] = dict(tables[change.kind])
            if change.after is None:
                rows.pop(change.id, None)
            else:
                rows[change.id] = change.after
        return Snapshot(tables)

    def __eq__(self, other: object) -> bool:
        """Equal when every table holds equal rows, whatever their order."""
        return isinstance(other, Snapshot) and self.tables == other.tables

    __hash__ = None  # type: ignore[assignment]
