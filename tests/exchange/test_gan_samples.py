"""What an importer must find in plans of GanttProject; skipped where the plans are not at hand."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from ozgdesk.commands.former_imports import former_imports
from ozgdesk.commands.imports import import_plan, plan_import
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.tasks import Closure, Link, Task
from ozgdesk.exchange.gan_reading import read
from tests.helpers import TODAY, cooperation, four_municipalities, make_workspace

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "gan"
FIRST, SECOND, GERMAN = "newborn-v1-2017-10-01", "newborn-v2-2017-10-07", "ozg-synthetisch-de"
DAY = 480

pytestmark = pytest.mark.skipif(
    not list(FOLDER.glob("*.gan")), reason="the sample plans lie beside the checkout"
)


def sample(name: str) -> Incoming:
    return read(FOLDER / f"{name}.gan")


def counts(found: Incoming) -> dict[str, int]:
    return {
        "tasks": len(found.tasks),
        "phases": sum(task.is_summary for task in found.tasks),
        "depth": max(task.level for task in found.tasks),
        "links": sum(len(task.links) for task in found.tasks),
        "resources": len(found.resources),
        "assignments": len(found.assignments),
        "done": sum(task.progress_percent == 100 for task in found.tasks),
    }


def links(found: Incoming) -> Counter[tuple[str, int]]:
    return Counter((link.kind.value, link.lag // DAY) for task in found.tasks for link in task.links)


def test_the_first_version_of_a_plan_that_works_on_weekends() -> None:
    found = sample(FIRST)
    assert counts(found) == {
        "tasks": 13, "phases": 2, "depth": 2, "links": 11, "resources": 4, "assignments": 28, "done": 0,
    }  # fmt: skip
    assert links(found) == {("FS", 0): 11}
    assert found.finishes_at == datetime(2017, 10, 21, 17)
    assert [row.values["day"] for row in found.leftovers if row.code == "weekend_work"] == [
        date(2017, 10, 21)
    ]
    assert {task.constraint_at for task in found.tasks} == {None}, "links explain all days"


def test_the_second_version_of_that_plan() -> None:
    found = sample(SECOND)
    assert counts(found) == {
        "tasks": 39, "phases": 7, "depth": 3, "links": 36, "resources": 4, "assignments": 55, "done": 3,
    }  # fmt: skip
    assert links(found) == {("FS", 0): 36}
    assert found.finishes_at == datetime(2017, 12, 2, 17)
    assert found.key == sample(FIRST).key


def test_a_german_plan() -> None:
    found = sample(GERMAN)
    assert (counts(found)["tasks"], counts(found)["phases"], counts(found)["links"]) == (7, 1, 6)
    assert [task.name for task in found.tasks if task.is_milestone] == [
        "Beschluss Gemeindevertretung Schmitten"
    ]
    assert links(found) == {
        ("FS", 0): 2, ("FS", 3): 1, ("FS", -2): 1, ("SS", 2): 1, ("FF", 0): 1,
    }  # fmt: skip
    assert [row.name for row in found.resources] == ["Bürgerbüro", "IT-Verbund"]
    assert len(found.assignments) == 2
    assert len(found.calendars[0].closures) == 10
    assert found.finishes_at == datetime(2027, 5, 12, 17)
    assert found.tasks[1].notes == "Rücklauf bis Karfreitag"


def test_its_holidays_are_known_here(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    try:
        planned = plan_import(workspace.snapshot, sample(GERMAN), {}, today=TODAY)
        import_plan(workspace, planned)
        assert workspace.snapshot.all(Closure) == ()
        assert Counter(row.code for row in planned.rows)["free_anyway"] == 10
        assert {task.source for task in workspace.snapshot.all(Task)} == {
            "GanttProject: OZG-Einführung Schmitten"
        }
    finally:
        workspace.close()


def test_an_update_brings_what_is_new_and_changed_and_a_second_import_nothing(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, [cooperation(), *four_municipalities()])

    def planned(name: str) -> ChangeSet:
        former = former_imports(workspace)
        return plan_import(workspace.snapshot, sample(name), {}, today=TODAY, former=former)

    try:
        import_plan(workspace, planned(FIRST))
        assert planned(FIRST).changes == ()
        after_first = workspace.snapshot
        update = planned(SECOND)
        assert (update.counts[Fate.NEW], update.counts[Fate.CHANGED], update.counts[Fate.CONFLICT]) == (
            51,
            4,
            0,
        )
        changed = {row.name for row in update.rows if row.fate is Fate.CHANGED}
        assert changed == {
            "Communicate with external mentor",
            "Draft Gantt chart estimate",
            "Research topic",
            "Draft and record D1 presentation",
        }
        import_plan(workspace, update)
        assert (len(workspace.snapshot.all(Task)), len(workspace.snapshot.all(Link))) == (39, 36)
        assert planned(SECOND).changes == ()
        workspace.undo()
        assert workspace.snapshot == after_first
    finally:
        workspace.close()
