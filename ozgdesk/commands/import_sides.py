"""Who decides where a row of a file and the row of the project differ.

What only the file changed is taken, what only we changed stays, what both changed is a conflict. Who changed
what is told by a third side: the row as it was written into the file, else what the last import wrote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ozgdesk.domain.change_set import Dispute, Fate
from ozgdesk.domain.entity import Entity

Group = tuple[str, ...]
"""Fields that are taken or left together."""

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Sides:
    """A row here, its values there, and what was before.

    `written` is the row as it was given out, None for a file of others; `former` is what imports wrote,
    `since` what they wrote after it was given out.
    """

    here: Entity
    there: Values
    written: Entity | None
    former: Values
    since: Values

    def differ(self, group: Group) -> bool:
        """Whether there is anything to decide."""
        return any(getattr(self.here, field) != self.there[field] for field in group)

    def fate(self, group: Group) -> Fate:
        """What becomes of a difference: CHANGED is taken, SKIPPED stays as it is here, else CONFLICT."""
        if self.written is None:
            if self._is_here(group, self.former):
                return Fate.CHANGED
            return Fate.SKIPPED if self._is_there(group, self.former) else Fate.CONFLICT
        written = {field: getattr(self.written, field) for field in group}
        if self._is_there(group, written):
            return Fate.SKIPPED
        if self._is_here(group, written):
            return Fate.CHANGED
        # The same change was taken before, and edited here since.
        return Fate.SKIPPED if self._is_there(group, self.since) else Fate.CONFLICT

    def disputes(self, group: Group) -> Iterator[Dispute]:
        """The fields of a conflict on which not all sides agree; none where nobody knows what was before."""
        if self.written is None:
            return
        for field in group:
            values = (getattr(self.written, field), self.there[field], getattr(self.here, field))
            if len(set(values)) > 1:
                yield Dispute(field, *values)

    def _is_here(self, group: Group, before: Values) -> bool:
        return all(field in before and getattr(self.here, field) == before[field] for field in group)

    def _is_there(self, group: Group, before: Values) -> bool:
        return all(field in before and self.there[field] == before[field] for field in group)
