"""What an import would do: the changes, and for every row of the file its fate with the reason.

`commands.imports` makes and applies it, `present.import_preview` shows it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ozgdesk.domain.step import Change


class Fate(StrEnum):
    """What becomes of a row of the file."""

    NEW = "new"
    CHANGED = "changed"
    SKIPPED = "skipped"
    NOT_CARRIED = "not_carried"
    CONFLICT = "conflict"


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
    about, where it is known what the file was written from.
    """

    fate: Fate
    kind: str
    name: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    subject_id: str | None = None
    disputes: tuple[Dispute, ...] = ()


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
