"""One recorded change of the project: what undo, history, signals and exchange read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ozgdesk.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after: an insert has no `before`, a delete no `after`."""

    kind: type[Entity]
    id: str
    before: Entity | None
    after: Entity | None

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.kind, self.id, self.after, self.before)

    def changed_fields(self) -> tuple[str, ...]:
        """Names of the fields that differ; all fields for an insert or delete."""
        names = self.kind.model_fields
        if self.before is None or self.after is None:
            return tuple(names)
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


class StepKind(StrEnum):
    """A step does something, takes a step back, or does it again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Author:
    """Who changed something: the name set on this PC and, if known, the code of the office."""

    name: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class StepHead:
    """A step without its rows, as the history lists it. `at` is UTC; `reverts` is the number of the step
    meant.

    `is_barrier`: undo stops here. `run` tells apart two runs of the program.
    """

    number: int
    label: str
    author: Author
    at: datetime
    run: str
    kind: StepKind = StepKind.DO
    reverts: int | None = None
    is_barrier: bool = False
    schema_version: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """A committed step with the rows it changed, in the order they were changed."""

    head: StepHead
    changes: tuple[Change, ...]

    def kinds(self) -> frozenset[type[Entity]]:
        """The entities touched: what a view needs to know to refresh or stay."""
        return frozenset(change.kind for change in self.changes)
