from datetime import date, timedelta
from pathlib import Path

from ozgdesk.commands import records
from ozgdesk.commands.past import end_of_day
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


def test_the_data_of_every_evening_come_back_with_the_last_change_of_that_evening(tmp_path: Path) -> None:
    workspace = edited(tmp_path)
    names = []
    for offset in range(-1, 4):
        day = NOW.date() + timedelta(days=offset)
        view = workspace.view_known_at(NOW.date(), end_of_day(day))
        names.append((view.snapshot.get(Task, task(1).id).name, len(view.snapshot.all(Task))))
        assert view.recorded_until == (end_of_day(day) if offset < 0 else NOW + timedelta(days=offset))
    assert names == [("Anfang", 2), ("Montag", 2), ("Dienstag", 2), ("Mittwoch", 2), ("Mittwoch", 1)]
    workspace.close()


def test_without_an_instant_everything_counts(tmp_path: Path) -> None:
    workspace = edited(tmp_path)
    view = workspace.view_known_at(date(2027, 1, 1), None)
    assert view.snapshot is workspace.snapshot
    assert view.recorded_until == workspace.heads()[-1].at
    assert view.as_of == date(2027, 1, 1)
    workspace.close()
