"""A plan that was given out to another program and comes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from ozgdesk.commands.former_imports import Former, former_imports
from ozgdesk.commands.import_base import Base
from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import apply, import_plan, plan_import
from ozgdesk.commands.samples import SAMPLES, build_sample
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, TaskState
from ozgdesk.exchange import gan_reading, gan_writing, mspdi_reading, mspdi_writing
from ozgdesk.exchange.format import Format
from tests.exchange import plans
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, make_workspace, task, transaction

Read = Callable[[Path], Incoming]
FORMATS = [(mspdi_writing.FORMAT, mspdi_reading.read), (gan_writing.FORMAT, gan_reading.read)]
both = pytest.mark.parametrize(("given", "read"), FORMATS, ids=["mspdi", "gan"])


def there_and_back(folder: Path, snapshot: Snapshot, given: Format, read: Read) -> Incoming:
    path = folder / f"plan.{given.suffix}"
    path.write_bytes(given.make(View(snapshot, TODAY), None))
    return read(path)


def planned(snapshot: Snapshot, incoming: Incoming, former: Former | None = None) -> ChangeSet:
    mapping = proposed_mapping(snapshot, incoming)
    return plan_import(snapshot, incoming, mapping, today=TODAY, former=former)


def sample(name: str) -> list[Entity]:
    numbers = count(1)
    return list(build_sample(name, TODAY, lambda: f"{next(numbers):032x}"))


@both
@pytest.mark.parametrize("name", [*SAMPLES, "everything"])
def test_what_was_not_touched_there_changes_nothing_here(
    tmp_path: Path, name: str, given: Format, read: Read
) -> None:
    snapshot = Snapshot.of(plans.rows() if name == "everything" else sample(name))
    found = planned(snapshot, there_and_back(tmp_path, snapshot, given, read))
    assert found.changes == ()
    odd = [row for row in found.rows if row.fate is not Fate.SKIPPED]
    assert odd == []


@both
def test_a_task_that_was_added_there_is_new_here(tmp_path: Path, given: Format, read: Read) -> None:
    snapshot = Snapshot.of(plans.rows())
    more = Snapshot.of([*plans.rows(), task(20, "Dort ergänzt", duration_minutes=480)])
    incoming = there_and_back(tmp_path, more, given, read)
    tx = transaction(plans.rows())
    apply(planned(snapshot, incoming))(tx)
    assert [row.name for row in tx.all(Task) if snapshot.find(Task, row.id) is None] == ["Dort ergänzt"]
    again = planned(tx.snapshot(), incoming)
    assert again.changes == ()


@both
def test_what_was_changed_there_is_a_conflict_that_keeps_what_is_here(
    tmp_path: Path, given: Format, read: Read
) -> None:
    snapshot = Snapshot.of(plans.rows())
    others = [row for row in plans.rows() if row.id != id_of(1011)]
    renamed = Snapshot.of([*others, task(11, "Umbenannt", duration_minutes=5 * 480)])
    found = planned(snapshot, there_and_back(tmp_path, renamed, given, read))
    assert found.changes == ()
    (conflict,) = (row for row in found.rows if row.fate is Fate.CONFLICT)
    assert (conflict.name, conflict.values["fields"]) == ("Umbenannt", ("name", "duration_minutes"))


@both
def test_another_project_takes_the_plan_as_that_of_a_stranger(
    tmp_path: Path, given: Format, read: Read
) -> None:
    snapshot = Snapshot.of(plans.rows())
    incoming = there_and_back(tmp_path, snapshot, given, read)
    tx = transaction(row for row in plans.rows() if not isinstance(row, Task | Link))
    apply(planned(tx.snapshot(), incoming))(tx)
    tasks = {row.name: row for row in tx.all(Task)}
    assert tasks.keys() == {row.name for row in snapshot.all(Task)}
    assert not {row.id for row in tasks.values()} & {row.id for row in snapshot.all(Task)}
    assert len(tx.all(Link)) == len(plans.LINKS)
    assert tasks["Frei"].constraint_kind is ConstraintKind.NOT_BEFORE, "it keeps its day"


def test_a_row_that_was_copied_there_is_a_task_of_its_own(tmp_path: Path) -> None:
    snapshot = Snapshot.of(plans.rows())
    path = tmp_path / "plan.xml"
    text = mspdi_writing.FORMAT.make(View(snapshot, TODAY), None).decode()
    start = text.index("<Task>", text.index("<Name>Frei</Name>") - 250)
    copied = text[start : text.index("</Task>", start) + len("</Task>")].replace("<UID>11<", "<UID>99<")
    path.write_text(text.replace("</Tasks>", f"{copied}</Tasks>"), encoding="utf-8")
    found = planned(snapshot, mspdi_reading.read(path))
    assert [row.name for row in found.rows if row.fate is Fate.NEW] == ["Frei"]


@both
def test_what_was_imported_once_survives_the_way_through_another_program(
    tmp_path: Path, given: Format, read: Read
) -> None:
    foreign = there_and_back(tmp_path, Snapshot.of(plans.rows()), *FORMATS[0])
    workspace = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    try:
        import_plan(workspace, planned(workspace.snapshot, foreign))
        before = workspace.snapshot
        assert {task.deadline_on for task in before.all(Task)} > {None}
        incoming = there_and_back(tmp_path, before, given, read)
        found = planned(before, incoming, former_imports(workspace))
        assert found.changes == ()
        assert {row.fate for row in found.rows} == {Fate.SKIPPED}
    finally:
        workspace.close()


@both
def test_what_was_finished_there_is_finished_here(tmp_path: Path, given: Format, read: Read) -> None:
    foreign = there_and_back(tmp_path, Snapshot.of(plans.rows()), *FORMATS[0])
    workspace = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    try:
        import_plan(workspace, planned(workspace.snapshot, foreign))
        incoming = there_and_back(tmp_path, workspace.snapshot, given, read)
        day = date(2026, 11, 25)
        done = {"progress_percent": 100, "actual_start_on": day, "actual_finish_on": day}
        tasks = [replace(task, **done) if task.name == "Frei" else task for task in incoming.tasks]
        changed = replace(incoming, tasks=tuple(tasks))
        import_plan(workspace, planned(workspace.snapshot, changed, former_imports(workspace)))
        (task,) = (task for task in workspace.snapshot.all(Task) if task.name == "Frei")
        assert (task.state, task.progress_percent, task.actual_finish_on) == (TaskState.DONE, 100, day)
    finally:
        workspace.close()


@pytest.mark.parametrize(("percent", "left", "kept"), [(60, 2 * 480, None), (60, 480, 480), (35, 480, 480)])
def test_what_remains_is_taken_where_it_says_more_than_the_per_cent(
    tmp_path: Path, percent: int, left: int, kept: int | None
) -> None:
    begun = {"state": TaskState.IN_PROGRESS, "progress_percent": 35, "actual_start_on": date(2026, 11, 19)}
    rows = [cooperation(), task(1, "Frei", duration_minutes=5 * 480, **begun)]
    snapshot = Snapshot.of(rows)
    incoming = there_and_back(tmp_path, snapshot, *FORMATS[0])
    (told,) = incoming.tasks
    changed = replace(incoming, tasks=(replace(told, progress_percent=percent, remaining_minutes=left),))
    base = Base(View(snapshot, TODAY))
    (change,) = plan_import(snapshot, changed, {}, today=TODAY, base=base).changes
    assert isinstance(change.after, Task)
    assert (change.after.progress_percent, change.after.remaining_minutes) == (percent, kept)
    assert change.after.actual_start_on == date(2026, 11, 19)
