"""Comparing one row of a file with the row of the project, and saying what came of it.

What becomes of a difference decides `import_sides`. Each format goes its own way through its rows.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from ozgdesk.commands.former_imports import Former
from ozgdesk.commands.import_sides import Group, Sides
from ozgdesk.domain.change_set import Dispute, Fate, ImportRow
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import table_name
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change

E = TypeVar("E", bound=Entity)


class RowComparison:
    """The state of one comparison: `changes` to be written, `rows` for the preview.

    `former` is what earlier imports wrote, told from the journal.
    """

    def __init__(self, snapshot: Snapshot, former: Former) -> None:
        self.snapshot = snapshot
        self.former = former
        self.changes: list[Change] = []
        self.rows: list[ImportRow] = []
        self.part_of = ""
        """What the rows said from now on belong to in the file, where that can be chosen."""

    def say(self, fate: Fate, kind: str, name: str, code: str, **values: object) -> None:
        """Add a row to the preview."""
        self.rows.append(ImportRow(fate, kind, name, code, values, part_of=self.part_of))

    def was_here(self, kind: type[Entity], id_: str) -> bool:
        """Whether an earlier import wrote this row."""
        return (kind, id_) in self.former

    def insert(self, row: Entity, name: str, code: str = "new", **values: object) -> None:
        """A row that is not here yet."""
        self.changes.append(Change(type(row), row.id, None, row))
        self.say(Fate.NEW, table_name(type(row)), name, code, **values)

    def merge(
        self,
        kind: type[E],
        id_: str,
        there: Mapping[str, object],
        groups: Iterable[Group],
        name: str,
        written: E | None = None,
    ) -> E:
        """Compare a row that is here group by group, take what may be taken, and say so.

        `written` is the row as it was written into the file, where that is known.
        """
        here = self.snapshot.get(kind, id_)
        sides = Sides(here, there, written, self._former(kind, here), self._since(kind, id_))
        fates = {group: sides.fate(group) for group in groups if sides.differ(group)}
        taken = {f: there[f] for group, fate in fates.items() if fate is Fate.CHANGED for f in group}
        after = here
        if taken:
            values = {field: getattr(here, field) for field in kind.model_fields}
            after = kind.model_validate({**values, **taken})
            self.changes.append(Change(kind, id_, here, after))
        self._say_merged(sides, name, tuple(taken), fates)
        return after

    def _former(self, kind: type[Entity], here: Entity) -> Mapping[str, object]:
        """The values that imports wrote into a row that is here."""
        return self.former.get((kind, here.id), {})

    def _since(self, kind: type[Entity], id_: str) -> Mapping[str, object]:
        """What imports wrote since the file was given out; only plans of ours are."""
        return {}

    def _say_merged(self, sides: Sides, name: str, taken: Group, fates: Mapping[Group, Fate]) -> None:
        kept, disputed = (
            tuple(group[0] for group, fate in fates.items() if fate is wanted)
            for wanted in (Fate.SKIPPED, Fate.CONFLICT)
        )
        if taken:
            self._say_of(sides, Fate.CHANGED, name, "changed", taken)
        if disputed:
            about = tuple(
                dispute
                for group, fate in fates.items()
                if fate is Fate.CONFLICT
                for dispute in sides.disputes(group)
            )
            self._say_of(sides, Fate.CONFLICT, name, "disputed", disputed, about)
        elif kept and not taken:
            self._say_of(sides, Fate.SKIPPED, name, "kept", kept)
        elif not taken:
            self._say_of(sides, Fate.SKIPPED, name, "unchanged", ())

    def _say_of(
        self, sides: Sides, fate: Fate, name: str, code: str, fields: Group, about: tuple[Dispute, ...] = ()
    ) -> None:
        values = {"fields": fields} if fields else {}
        table, id_ = table_name(type(sides.here)), sides.here.id
        self.rows.append(ImportRow(fate, table, name, code, values, id_, about, self.part_of))
