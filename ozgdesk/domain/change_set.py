"""What an import would do: the changes, and for every row of the file its fate with the reason.

`commands.imports` makes and applies it, `present.import_preview` shows it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from ozgdesk.domain.step import Change


class Fate(StrEnum):
    """What becomes of a row of the file."""

    NEW = "new"
    CHANGED = "changed"
    SKIPPED = "skipped"
    NOT_CARRIED = "not_carried"
    CONFLICT = "conflict"


class Offered(Protocol):
    """A proposal as far as its choice goes."""

    @property
    def id(self) -> str: ...
    @property
    def fate(self) -> Fate: ...
    @property
    def may_be_taken(self) -> bool: ...
    @property
    def is_taken_at_first(self) -> bool: ...


class Choosable:
    """A plan whose proposals can be taken or left one by one; which they are, the plan itself keeps."""

    __slots__ = ()

    @property
    def offered(self) -> Sequence[Offered]:
        """All proposals."""
        raise NotImplementedError

    @property
    def taken_at_first(self) -> frozenset[str]:
        """The ids of what is taken when nobody says otherwise."""
        return frozenset(found.id for found in self.offered if found.is_taken_at_first)

    @property
    def may_be_taken(self) -> frozenset[str]:
        """The ids of what can be taken."""
        return frozenset(found.id for found in self.offered if found.may_be_taken)

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many proposals have each fate."""
        found = Counter(proposal.fate for proposal in self.offered)
        return {fate: found[fate] for fate in Fate}


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that both sides changed: as it was written into the file, as it is there and here now."""

    field: str
    written: object
    there: object
    here: object


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of the preview. `kind` is a table name, `code` and `values` make the reason (`texts.imports`).

    `subject_id` is the row of the project, where there is one already; `disputes` are what a conflict is
    about, where it is known what the file was written from. `part_of` is what the row belongs to in the file,
    where that can be taken or left.
    """

    fate: Fate
    kind: str
    name: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    subject_id: str | None = None
    disputes: tuple[Dispute, ...] = ()
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All changes of an import, in the order in which they are written, and all rows of its preview.

    `known_by` is the title of the column by which rows of a table are known again, empty for their names.
    """

    title: str
    changes: tuple[Change, ...] = ()
    rows: tuple[ImportRow, ...] = ()
    known_by: str | None = None

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many rows have each fate."""
        found = Counter(row.fate for row in self.rows)
        return {fate: found[fate] for fate in Fate}
