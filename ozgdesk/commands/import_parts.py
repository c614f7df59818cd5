"""Who leads and who contributes in a list of ours that comes back, compared with what it was written from.

What a cell says means what it means when it is typed here: whoever led before goes on contributing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ozgdesk.commands.import_comparison import Comparison
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.incoming import IncomingTask
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.vocabulary import Role


@dataclass(frozen=True, slots=True)
class _Parts:
    """Municipalities by id: the lead, and who contributes."""

    lead: str | None
    contributors: frozenset[str]


def plan_listed_parts(comparison: Comparison, mapping: Mapping[str, str]) -> set[str]:
    """Compare the parts in tasks of ours; returns the uids of these tasks.

    A cell that names somebody who is no municipality says too little: its task is left out.
    """
    if comparison.base is None or not comparison.incoming.is_table:
        return set()
    written, here = _rows(comparison.base.view.snapshot), _rows(comparison.snapshot)
    there = _listed(comparison, mapping)
    for task in comparison.incoming.tasks:
        if task.uid in there:
            id_ = comparison.own[task.uid]
            _Task(comparison, task, written.get(id_, {}), here.get(id_, {})).take(there[task.uid])
    return set(there)


def _rows(snapshot: Snapshot) -> dict[str, dict[str, Assignment]]:
    found: dict[str, dict[str, Assignment]] = {}
    for row in snapshot.all(Assignment):
        found.setdefault(row.task_id, {})[row.municipality_id] = row
    return found


def _listed(comparison: Comparison, mapping: Mapping[str, str]) -> dict[str, _Parts]:
    """What the cells of each task say, by uid."""
    named: dict[str, list[tuple[str | None, bool]]] = {
        uid: [] for uid in comparison.ids if uid in comparison.own
    }
    names = {row.uid: row.name for row in comparison.incoming.resources}
    for given in comparison.incoming.assignments:
        if given.task_uid in named:
            id_ = mapping.get(names.get(given.resource_uid or "", ""))
            named[given.task_uid].append((id_, given.is_contribution))
    found = {}
    for uid, cells in named.items():
        if all(id_ is not None for id_, _ in cells):
            lead = next((id_ for id_, is_contribution in cells if not is_contribution), None)
            found[uid] = _Parts(lead, frozenset(id_ for id_, _ in cells if id_ is not None) - {lead})
    return found


class _Task:
    """One task: the rows that were written into the file and those here, by municipality."""

    def __init__(
        self,
        comparison: Comparison,
        task: IncomingTask,
        written: Mapping[str, Assignment],
        here: Mapping[str, Assignment],
    ) -> None:
        self.comparison = comparison
        self.task = task
        self.written = written
        self.here = dict(here)

    def take(self, there: _Parts) -> None:
        """Change what only the file changed."""
        lead_before = _lead(self.written)
        if self.comparison.incoming.tells("lead") and there.lead != lead_before:
            self.take_lead(there.lead, lead_before)
        if not self.comparison.incoming.tells("contributors"):
            return
        before = {id_ for id_, row in self.written.items() if row.role is Role.CONTRIBUTOR}
        for id_ in sorted(there.contributors - before):
            if id_ not in self.here:
                self.insert(id_, Role.CONTRIBUTOR)
        for id_ in sorted(before - there.contributors - {there.lead}):
            self.remove(id_)

    def take_lead(self, wanted: str | None, before: str | None) -> None:
        """Another lead; the one before contributes from now on."""
        here = _lead(self.here)
        if here == wanted:
            return
        if here != before:
            names = {"old": self.name(before), "there": self.name(wanted), "here": self.name(here)}
            self.say(Fate.CONFLICT, wanted or here, "lead_disputed", **names)
            return
        if here is not None and wanted is None:
            self.remove(here)
        elif here is not None:
            self.change(here, Role.CONTRIBUTOR)
        if wanted is not None and wanted in self.here:
            self.change(wanted, Role.LEAD)
        elif wanted is not None:
            self.insert(wanted, Role.LEAD)

    def insert(self, municipality_id: str, role: Role) -> None:
        """A part that is not here yet."""
        comparison, task_id = self.comparison, self.comparison.own[self.task.uid]
        id_ = comparison.id_of("assignment", comparison.key(self.task.uid), municipality_id)
        name = f"{self.name(municipality_id)}: {self.task.name}"
        if comparison.base is not None and (Assignment, id_) in comparison.base.since:
            comparison.say(Fate.SKIPPED, "assignment", name, "removed_here")
            return
        row = Assignment(id=id_, task_id=task_id, municipality_id=municipality_id, role=role)
        self.here[municipality_id] = row
        comparison.insert(row, name, "new_part", role=role)

    def change(self, municipality_id: str, role: Role) -> None:
        """Another role for a part that is here."""
        row = self.here[municipality_id]
        values = {field: getattr(row, field) for field in Assignment.model_fields}
        after = Assignment.model_validate({**values, "role": role})
        self.comparison.changes.append(Change(Assignment, row.id, row, after))
        self.here[municipality_id] = after
        self.say(Fate.CHANGED, municipality_id, "new_part", role=role)

    def remove(self, municipality_id: str) -> None:
        """A part that was taken away there, unless it was changed here."""
        row = self.here.get(municipality_id)
        if row is None or row.role is Role.INFORMED:
            return
        if row != self.written.get(municipality_id):
            self.say(Fate.CONFLICT, municipality_id, "edited_removed_there")
            return
        del self.here[municipality_id]
        self.comparison.changes.append(Change(Assignment, row.id, row, None))
        self.say(Fate.CHANGED, municipality_id, "link_removed_there")

    def name(self, municipality_id: str | None) -> str:
        """The municipality in words."""
        found = self.comparison.snapshot.find(Municipality, municipality_id)
        return found.name if found is not None else "–"

    def say(self, fate: Fate, municipality_id: str | None, code: str, **values: object) -> None:
        name = f"{self.name(municipality_id)}: {self.task.name}"
        self.comparison.say(fate, "assignment", name, code, **values)


def _lead(rows: Mapping[str, Assignment]) -> str | None:
    return next((id_ for id_, row in rows.items() if row.role is Role.LEAD), None)
