from datetime import date
from pathlib import Path

from ozgdesk.commands import records
from ozgdesk.commands.past import view_known_on
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.tasks import Task
from ozgdesk.texts import steps
from tests.helpers import NOW, TestClock, make_workspace, task


def edited(folder: Path) -> Workspace:
    """A task renamed on three days in a row, once taken back and done again, and one deleted."""
    clock = TestClock()
    workspace = make_workspace(folder, [task(1, "Anfang"), task(2, "Zweite")], clock)
    for name in ("Montag", "Dienstag", "Mittwoch"):
        workspace.run(steps.edit(Task), records.edit(Task, task(1).id, name=name))
        workspace.undo()
        workspace.redo()
        clock.advance(24 * 3600)
    workspace.run(steps.delete(Task), records.delete(Task, task(2).id))
    return workspace


def test_the_data_of_every_evening_come_back(tmp_path: Path) -> None:
    workspace = edited(tmp_path)
    first = NOW.date()
    names = []
    for offset in range(-1, 4):
        day = date.fromordinal(first.toordinal() + offset)
        view = view_known_on(workspace.snapshot, workspace.heads(), workspace.step, first, day)
        names.append((view.snapshot.get(Task, task(1).id).name, len(view.snapshot.all(Task))))
        assert (view.recorded_until is None) == (offset < 0)
    assert names == [("Anfang", 2), ("Montag", 2), ("Dienstag", 2), ("Mittwoch", 2), ("Mittwoch", 1)]
    workspace.close()


def test_without_a_day_everything_counts_and_no_step_is_read(tmp_path: Path) -> None:
    workspace = edited(tmp_path)

    def refuse(_number: int) -> object:
        raise AssertionError("no step is needed")

    view = view_known_on(workspace.snapshot, workspace.heads(), refuse, NOW.date())
    assert view.snapshot is workspace.snapshot
    assert view.recorded_until == workspace.heads()[-1].at
    workspace.close()
