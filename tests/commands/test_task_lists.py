"""Taking over a task list once and again, and lists of our own that come back."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands.former_imports import former_imports
from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import import_plan, plan_import
from ozgdesk.commands.plan import rename_task
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet, Fate
from ozgdesk.domain.schedule import schedule
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, LinkKind, Role, TaskState
from ozgdesk.exchange.register import format_named
from ozgdesk.exchange.tasks_reading import read
from tests.exchange.list_files import HEAD, ROWS, csv_file, csv_text
from tests.exchange.rows import project
from tests.helpers import TODAY, cooperation, four_municipalities, make_workspace

SHARED = Path(__file__).parents[3] / "shared" / "data" / "aufgaben"
needs_samples = pytest.mark.skipif(not SHARED.exists(), reason="the sample lists lie beside the checkout")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = make_workspace(tmp_path, [cooperation(), *four_municipalities()])
    yield opened
    opened.close()


def take(workspace: Workspace, path: Path) -> ChangeSet:
    """Read a list and take it over with the municipalities it names."""
    found = read(path)
    mapping = proposed_mapping(workspace.snapshot, found)
    former = former_imports(workspace)
    planned = plan_import(workspace.snapshot, found, mapping, today=TODAY, former=former)
    import_plan(workspace, planned)
    return planned


def tasks(workspace: Workspace) -> dict[str, Task]:
    return {task.name: task for task in workspace.snapshot.all(Task)}


def fates(planned: ChangeSet, kind: str = "task") -> dict[str, Fate]:
    return {row.name: row.fate for row in planned.rows if row.kind == kind}


@needs_samples
def test_a_table_of_ms_project_has_the_days_of_the_plan_it_shows(workspace: Workspace) -> None:
    path = SHARED / "msproject-export-a.csv"
    found = read(path)
    take(workspace, path)
    here, dates = tasks(workspace), schedule(workspace.snapshot, date(2026, 11, 28)).dates
    assert len(here) == len(found.tasks) == 17
    for task in found.tasks:
        assert task.starts_at is not None
        assert task.finishes_at is not None
        days = dates[here[task.name].id]
        assert (days.start, days.finish) == (task.starts_at.date(), task.finishes_at.date()), task.name
    links = Counter((link.kind, link.lag_minutes) for link in workspace.snapshot.all(Link))
    assert links == {
        (LinkKind.FS, 0): 10, (LinkKind.FS, 2400): 2, (LinkKind.FS, 4800): 1, (LinkKind.FS, -960): 1,
        (LinkKind.SS, 960): 1, (LinkKind.FF, 1440): 1,
    }  # fmt: skip
    fixed = [t.name for t in here.values() if t.constraint_kind is ConstraintKind.FINISH_ON]
    assert fixed == ["Stadtverordnetenversammlung Neu-Anspach"], "the day that links do not explain"
    critical = {name for name, t in here.items() if dates[t.id].is_critical and not dates[t.id].is_summary}
    assert critical == {
        "Stadtverordnetenversammlung Neu-Anspach", "Wohnsitzanmeldung (eWA) anbinden",
        "Schulung Sachbearbeitung", "Öffentlichkeitsarbeit", "Go-live Welle 1",
    }  # fmt: skip
    assert take(workspace, path).changes == ()


@needs_samples
def test_open_points_go_to_their_municipalities(workspace: Workspace) -> None:
    path = SHARED / "offene-punkte.csv"
    planned = take(workspace, path)
    here = tasks(workspace)
    assert [task.state for task in here.values()].count(TaskState.DONE) == 1
    assert here["Reifegrad Meldewesen erheben"].deadline_on == date(2027, 2, 12)
    leads = [part.municipality_id for part in workspace.snapshot.all(Assignment) if part.role is Role.LEAD]
    assert len(set(leads)) == len(leads) == len(here) == 4
    assert [row.name for row in planned.rows if row.code == "column"] == ["Priorität"]
    assert take(workspace, path).changes == ()


def test_a_list_that_changed_brings_what_is_changed_new_and_missing(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, csv_file(tmp_path, csv_text(*ROWS)))
    changed = ("1", "Konzept", "12 Tage", *ROWS[0][3:])
    planned = take(workspace, csv_file(tmp_path, csv_text(changed, ROWS[1], ("4", "Schulung", *[""] * 5))))
    assert fates(planned) == {
        "Konzept": Fate.CHANGED, "Abstimmung": Fate.SKIPPED, "Schulung": Fate.NEW, "Beschluss": Fate.SKIPPED,
    }  # fmt: skip
    assert [row.name for row in planned.rows if row.code == "gone_there"] == ["Beschluss"]
    assert tasks(workspace)["Konzept"].duration_minutes == 12 * 480


def test_a_row_put_in_above_moves_the_numbers_but_no_task(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, csv_file(tmp_path, csv_text(*ROWS)))
    before = tasks(workspace)
    moved = [
        ("1", "Auftakt", "1 Tag", "Fr 08.01.27", "", "", ""),
        ("2", *ROWS[0][1:]),
        ("3", *ROWS[1][1:4], "2", *ROWS[1][5:]),
        ("4", *ROWS[2][1:4], "3", *ROWS[2][5:]),
    ]
    path = csv_file(tmp_path, csv_text(*moved))
    planned = take(workspace, path)
    assert fates(planned) == {
        "Auftakt": Fate.NEW, "Konzept": Fate.SKIPPED, "Abstimmung": Fate.SKIPPED, "Beschluss": Fate.SKIPPED,
    }  # fmt: skip
    assert set(fates(planned, "link").values()) == {Fate.SKIPPED}
    assert {name: tasks(workspace)[name] for name in before} == before
    assert take(workspace, path).changes == ()


def test_a_new_name_under_the_same_number_is_a_change(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, csv_file(tmp_path, csv_text(*ROWS)))
    renamed = csv_file(tmp_path, csv_text(ROWS[0], ("2", "Abstimmung neu", *ROWS[1][2:]), ROWS[2]))
    assert fates(take(workspace, renamed))["Abstimmung neu"] is Fate.CHANGED
    assert len(tasks(workspace)) == 3


def test_an_edit_here_stays_and_one_on_both_sides_is_a_conflict(workspace: Workspace, tmp_path: Path) -> None:
    path = csv_file(tmp_path, csv_text(*ROWS))
    take(workspace, path)
    workspace.run("x", rename_task(tasks(workspace)["Konzept"].id, "Unser Konzept"))
    assert take(workspace, path).changes == ()
    other = take(workspace, csv_file(tmp_path, csv_text(("1", "Grobkonzept", *ROWS[0][2:]), *ROWS[1:])))
    assert other.changes == ()
    assert fates(other)["Grobkonzept"] is Fate.CONFLICT
    assert "Unser Konzept" in tasks(workspace)


def test_columns_that_are_not_read_again_take_nothing_away(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, csv_file(tmp_path, csv_text(*ROWS)))
    short = csv_file(tmp_path, csv_text(*(row[:2] for row in ROWS), head=HEAD[:2]))
    assert take(workspace, short).changes == ()


def test_circles_and_predecessors_that_are_not_there_are_left_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [(n, f"Aufgabe {n}", "1", "", link, "", "") for n, link in (("1", "2"), ("2", "1"), ("3", "9;3"))]
    planned = take(workspace, csv_file(tmp_path, csv_text(*rows)))
    codes = Counter(row.code for row in planned.rows if row.fate is Fate.NOT_CARRIED)
    assert codes == {"linked_twice": 1, "dangling": 1, "linked_to_itself": 1}
    ring = [(n, f"Ring {n}", "1", "", link, "", "") for n, link in (("1", "3"), ("2", "1"), ("3", "2"))]
    planned = take(workspace, csv_file(tmp_path, csv_text(*ring), "ring.csv"))
    assert [row.code for row in planned.rows if row.fate is Fate.NOT_CARRIED] == ["circle"]


@pytest.mark.parametrize("key", ["csv", "xlsx"])
def test_our_own_list_comes_back_and_changes_nothing(tmp_path: Path, key: str) -> None:
    workspace = make_workspace(tmp_path, project())
    path = tmp_path / f"Projektplan.{key}"
    path.write_bytes(format_named(key).make(View(workspace.snapshot, TODAY), None))
    planned = take(workspace, path)
    assert planned.changes == ()
    assert {row.fate for row in planned.rows if row.kind not in ("column", "file")} == {Fate.SKIPPED}
    assert [row.code for row in planned.rows].count("own_list") == 1
    workspace.close()


def test_a_row_added_to_our_own_list_is_new_and_stays_known(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, project())
    data = format_named("csv").make(View(workspace.snapshot, TODAY), None).decode("utf-8-sig")
    count = data.split("\r\n", 1)[0].count(";")
    path = csv_file(tmp_path, f"{data};;Neu in Excel{';' * (count - 2)}\r\n")
    assert fates(take(workspace, path))["Neu in Excel"] is Fate.NEW
    assert take(workspace, path).changes == ()
    workspace.close()


def test_numbers_of_another_project_are_not_ours(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, project())
    head = ("Nr.", "Aufgabe", "Vorgänger")
    path = csv_file(tmp_path, csv_text(("A-001", "Fremde", ""), ("A-002", "Andere", "A-001"), head=head))
    assert set(fates(take(workspace, path)).values()) == {Fate.NEW}
    assert take(workspace, path).changes == ()
    workspace.close()
