"""What an importer must find in plans that other programs wrote; skipped where the plans are not at hand."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from ozgdesk.commands.former_imports import former_imports
from ozgdesk.commands.imports import apply, import_plan, plan_import
from ozgdesk.domain.incoming import Incoming, Unreadable
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.tasks import Closure, Link, Task
from ozgdesk.domain.vocabulary import ConstraintKind, LinkKind
from ozgdesk.exchange.mspdi_reading import read
from tests.helpers import cooperation, four_municipalities, make_workspace, transaction

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "mspdi"
PLANS = sorted(path.name for path in FOLDER.glob("*.xml") if not path.name.startswith("negativ"))
DAY = 480

pytestmark = pytest.mark.skipif(not PLANS, reason="the sample plans lie beside the checkout")


def sample(name: str) -> Incoming:
    return read(FOLDER / f"{name}.xml")


def links(found: Incoming) -> Counter[tuple[str, int]]:
    return Counter((link.kind.value, link.lag) for task in found.tasks for link in task.links)


def counts(found: Incoming) -> dict[str, int]:
    return {
        "tasks": len(found.tasks),
        "phases": sum(task.is_summary for task in found.tasks),
        "milestones": sum(task.is_milestone for task in found.tasks),
        "links": links(found).total(),
        "resources": len(found.resources),
        "assignments": len(found.assignments),
        "calendars": len(found.calendars),
        "baselines": sum(len(task.baselines) for task in found.tasks),
    }


def test_the_sample_of_project_2003() -> None:
    found = sample("sample-project2003")
    assert counts(found) == {
        "tasks": 19, "phases": 3, "milestones": 1, "links": 6, "resources": 2, "assignments": 17,
        "calendars": 4, "baselines": 0,
    }  # fmt: skip
    assert [task.name for task in found.tasks if task.is_milestone] == ["Third task"]
    assert links(found) == {
        ("FS", 0): 1, ("FS", DAY): 1, ("FS", -DAY): 1, ("SS", 0): 1, ("FF", 0): 1, ("SF", 0): 1,
    }  # fmt: skip
    fixed = [task for task in found.tasks if task.constraint_kind is ConstraintKind.NOT_BEFORE]
    assert len(fixed) == 4
    assert (found.starts_at, found.finishes_at) == (datetime(2003, 1, 7, 8), datetime(2003, 3, 18, 8))
    assert [task.row for task in found.tasks if task.uid == "19"] == [7]


def test_links_of_project_2003() -> None:
    found = sample("verknuepfungen-project2003")
    assert len(found.tasks) == 16
    assert links(found) == {
        ("FS", 0): 1, ("FS", DAY): 1, ("FS", 2 * DAY): 1, ("FS", 5 * DAY): 1, ("FS", 10 * DAY): 1,
        ("SF", 2 * DAY): 1, ("SS", 2 * DAY): 1, ("FF", 2 * DAY): 1,
    }  # fmt: skip
    assert found.finishes_at == datetime(2014, 11, 3, 17)


def test_empty_rows_of_project_2007() -> None:
    found = sample("leere-zeilen-project2007")
    assert (len(found.tasks), sum(task.is_summary for task in found.tasks)) == (5, 2)
    assert [leftover.values for leftover in found.leftovers if leftover.code == "empty_rows"] == [
        {"count": 3}
    ]
    assert found.minutes_per_day == 450
    assert (found.starts_at, found.finishes_at) == (datetime(2008, 11, 3, 9), datetime(2008, 11, 14, 12))


def test_durations_of_project_2007() -> None:
    found = sample("dauern-project2007")
    minutes = [(task.duration_minutes, task.is_elapsed) for task in found.tasks]
    working = [(count, False) for count in (1, 60, DAY, 5 * DAY, 20 * DAY)]
    elapsed = [(count, True) for count in (1, 60, 1440, 168 * 60, 720 * 60)]
    assert minutes == working + elapsed
    assert found.finishes_at == datetime(2009, 4, 24, 8)


def test_baselines_of_project_2007() -> None:
    found = sample("basisplaene-project2007")
    assert (counts(found)["tasks"], counts(found)["links"], counts(found)["resources"]) == (55, 0, 0)
    numbers = Counter(kept.number for task in found.tasks for kept in task.baselines)
    assert numbers == dict.fromkeys(range(11), 5)


def test_calendars_of_project_2016() -> None:
    found = sample("kalender-project2016")
    assert found.tasks == ()
    assert [(c.name, c.is_base, c.base_uid) for c in found.calendars] == [
        ("Standard", True, None),
        ("Calendar1", True, None),
        ("Calendar2", True, None),
        ("Resource One", False, "1"),
        ("Resource Two", False, "1"),
    ]


def test_exceptions_of_project_2003() -> None:
    found = sample("kalenderausnahmen-project2003")
    assert (len(found.tasks), len(found.calendars)) == (3, 5)
    starts = {c.name: [row.from_on for row in c.closures] for c in found.calendars if c.closures}
    assert starts == {"Resource Three": [date(2005, 11, 1), date(2005, 11, 21)]}


def test_a_plan_with_a_byte_order_mark_and_fields_nobody_filled_in() -> None:
    found = sample("testviews-bom")
    assert counts(found) == {
        "tasks": 10, "phases": 2, "milestones": 0, "links": 5, "resources": 5, "assignments": 11,
        "calendars": 6, "baselines": 10,
    }  # fmt: skip
    assert links(found) == {("FS", 0): 5}
    assert found.finishes_at == datetime(2000, 7, 16, 17)
    planned = plan_import(transaction([]).snapshot(), found, {}, today=date(2026, 11, 28))
    undated = [row.values["count"] for row in planned.rows if row.code == "undated_baselines"]
    assert undated == [10]
    tasks = [change.after for change in planned.changes if isinstance(change.after, Task)]
    assert {task.deadline_on for task in tasks} | {task.actual_start_on for task in tasks} == {None}


def test_a_german_plan() -> None:
    found = sample("ozg-plan-synthetisch-a")
    assert counts(found) == {
        "tasks": 17, "phases": 3, "milestones": 6, "links": 16, "resources": 5, "assignments": 8,
        "calendars": 1, "baselines": 0,
    }  # fmt: skip
    assert Counter(kind for kind, _ in links(found).elements()) == {"FS": 14, "SS": 1, "FF": 1}
    wanted = {("FS", 5 * DAY): 2, ("FS", 10 * DAY): 1, ("FS", -2 * DAY): 1, ("SS", 2 * DAY): 1}
    assert links(found) == {**wanted, ("FF", 3 * DAY): 1, ("FS", 0): 10}
    fixed = [task.constraint_at for task in found.tasks if task.constraint_at is not None]
    assert fixed == [datetime(2027, 3, 18, 20)]
    assert sum(task.deadline_on is not None for task in found.tasks) == 1
    assert len(found.calendars[0].closures) == 10
    assert "Beschlussvorlage „Interkommunale OZG-Umsetzung“ erstellen" in {task.name for task in found.tasks}
    assert found.finishes_at == datetime(2027, 4, 22, 17)


def test_a_german_plan_has_the_same_days_here_as_there() -> None:
    found = sample("ozg-plan-synthetisch-a")
    tx = transaction([cooperation(), *four_municipalities()])
    apply(plan_import(tx.snapshot(), found, {}, today=date(2026, 11, 28)))(tx)
    dates = schedule(tx.snapshot(), date(2026, 11, 28)).dates
    tasks = {task.name: task for task in tx.all(Task)}
    for task in found.tasks:
        here = dates[tasks[task.name].id]
        assert task.starts_at is not None
        assert task.finishes_at is not None
        assert (here.start, here.finish) == (task.starts_at.date(), task.finishes_at.date()), task.name
    critical = {
        row.name for row in tx.all(Task) if dates[row.id].is_critical and not dates[row.id].is_summary
    }
    assert critical == {
        "Stadtverordnetenversammlung Neu-Anspach",
        "Wohnsitzanmeldung (eWA) anbinden",
        "Schulung Sachbearbeitung",
        "Öffentlichkeitsarbeit",
        "Go-live Welle 1",
    }
    assert Counter(link.kind for link in tx.all(Link)) == {LinkKind.FS: 14, LinkKind.SS: 1, LinkKind.FF: 1}
    assert tx.all(Closure) == (), "holidays are known here"


@pytest.mark.parametrize("name", PLANS)
def test_every_plan_is_taken_once_and_can_be_taken_back(tmp_path: Path, name: str) -> None:
    found = read(FOLDER / name)
    workspace = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    try:
        before = workspace.snapshot
        import_plan(workspace, plan_import(before, found, {}, today=date(2026, 11, 23)))
        assert len(workspace.snapshot.all(Task)) == len(found.tasks)
        after, former = workspace.snapshot, former_imports(workspace)
        again = plan_import(after, found, {}, today=date(2026, 11, 23), former=former)
        assert again.changes == ()
        assert plan_import(after, found, {}, today=date(2026, 11, 23)).changes == ()
        if workspace.undo_label:
            workspace.undo()
        assert workspace.snapshot == before
    finally:
        workspace.close()


@pytest.mark.parametrize(
    ("name", "code"), [("negativ-abgeschnitten", "cut_short"), ("negativ-primavera-wurzel", "primavera")]
)
def test_what_is_no_plan_is_refused(name: str, code: str) -> None:
    with pytest.raises(Unreadable, match=code):
        sample(name)
