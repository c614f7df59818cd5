"""Taking over a plan of another program: what would change (`plan_import`), and doing it in one step.

A row of a file is found again by its id, which is made from the identity of the plan and of the row. What
was edited here is told from what was edited there by the journal: it knows what earlier imports wrote
(`former_imports`), and what a plan of ours that comes back was written from (`import_base`).
How tasks, links and the rest are compared stands in `import_tasks` and `import_links`.
"""

from collections.abc import Mapping
from datetime import date

from ozgdesk.commands.former_imports import Former
from ozgdesk.commands.import_base import Base
from ozgdesk.commands.import_comparison import Comparison
from ozgdesk.commands.import_links import plan_links
from ozgdesk.commands.import_rest import plan_assignments, plan_baselines, plan_closures
from ozgdesk.commands.import_tasks import plan_tasks
from ozgdesk.commands.records import next_number
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import BaselineTask, Task
from ozgdesk.domain.transaction import Command, Transaction
from ozgdesk.texts import steps

BEFORE_IMPORT = "before-import"
_KINDS = {"column": "column", "nameless": "line"}
"""Leftovers that belong to something else than a task or the whole file."""
_WRITTEN_HERE = {"other_calendars", "task_calendars"}
"""What a plan written from this project carries, and what is here anyway."""


def plan_import(
    snapshot: Snapshot,
    incoming: Incoming,
    mapping: Mapping[str, str],
    *,
    today: date,
    former: Former | None = None,
    base: Base | None = None,
) -> ChangeSet:
    """What importing would do; nothing is written. `mapping` gives municipality ids by resource name.

    `former` is what earlier imports wrote, `base` what a plan of ours was written from; without them every
    difference counts as edited here. Raises RuleViolation `import_circles` for links that lead in circles
    without end.
    """
    comparison = Comparison(snapshot, incoming, former or {}, today, base)
    plan_tasks(comparison)
    plan_links(comparison)
    plan_assignments(comparison, mapping)
    plan_baselines(comparison)
    plan_closures(comparison)
    for leftover in incoming.leftovers:
        if comparison.own and leftover.code in _WRITTEN_HERE:
            continue
        fate = Fate.SKIPPED if leftover.code == "empty_rows" else Fate.NOT_CARRIED
        row = "task" if incoming.is_table else "task_there"
        kind = _KINDS.get(leftover.code, row if leftover.subject else "file")
        comparison.say(fate, kind, leftover.subject, leftover.code, **leftover.values)
    if comparison.own and incoming.is_table and base is None:
        comparison.say(Fate.NOT_CARRIED, "file", "", "own_list")
    known_by = incoming.known_by if incoming.is_table else None
    return ChangeSet(incoming.title, tuple(comparison.changes), tuple(comparison.rows), known_by)


def apply(change_set: ChangeSet) -> Command[int]:
    """Write an import and return how many rows it changed. New tasks get the next free numbers.

    Raises RuleViolation `import_stale` when a row was edited since the import was planned.
    """

    def command(tx: Transaction) -> int:
        numbers = _numbers(tx, change_set)
        for change in change_set.changes:
            try:
                tx.replay(_numbered(change, numbers))
            except RuleViolation as violation:
                raise RuleViolation("import_stale") from violation
        return len(tx.changes)

    return command


def import_plan(workspace: Workspace, change_set: ChangeSet) -> int:
    """Make a backup and write an import in one step; nothing happens when nothing would change."""
    if not change_set.changes:
        return 0
    workspace.backup(BEFORE_IMPORT)
    return workspace.run(steps.IMPORT_PLAN, apply(change_set))


def _numbers(tx: Transaction, change_set: ChangeSet) -> dict[str, str]:
    """The numbers that new tasks get, by those they were planned with."""
    planned = [
        change.after.number
        for change in change_set.changes
        if isinstance(change.after, Task) and change.before is None
    ]
    first = int(next_number(tx).removeprefix("A-")) if planned else 0
    return {number: f"A-{first + place:03}" for place, number in enumerate(planned)}


def _numbered(change: Change, numbers: Mapping[str, str]) -> Change:
    if change.before is not None or not isinstance(change.after, (Task, BaselineTask)):
        return change
    field = "number" if isinstance(change.after, Task) else "task_number"
    values = {name: getattr(change.after, name) for name in change.kind.model_fields}
    values[field] = numbers.get(values[field], values[field])
    return Change(change.kind, change.id, None, change.kind.model_validate(values))
