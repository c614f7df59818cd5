import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from ozgdesk.commands.backups import backups_of
from ozgdesk.commands.workspace import Workspace
from tests.exchange import gan_files
from tests.exchange.mspdi_files import element, link, plan, task, write
from tests.helpers import AUTHOR

Call = Callable[..., int]
PLAN = plan(
    [task(1, "Phase"), task(2, "Erste", 2), task(3, "Zweite", 2, PredecessorLink=[link(2)])],
    resources=[element("Resource", UID=1, Name="Hauptamt")],
    assignments=[element("Assignment", TaskUID=2, ResourceUID=1)],
)
DTD = '<!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>'


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in a folder with a new project and a plan, with its own data folder beside it."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    write(Path(), PLAN)
    data = str(tmp_path / "data")
    assert main(["--data-dir", data, "new", "x.ozg", "--sample", "taunus"]) == 0
    return lambda *words: main(["--data-dir", data, *words])


def test_a_dry_run_shows_everything_and_touches_nothing(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("x.ozg").read_bytes()
    window = Workspace.open(Path("x.ozg"), author=AUTHOR)
    assert call("import", "mspdi", "plan.xml", "x.ozg", "--dry-run", "--json") == 0
    window.close()
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"new": 4, "changed": 0, "skipped": 0, "not_carried": 1, "conflict": 0}
    assert found["rows"][0] == {
        "id": "0",
        "fate": "not_carried",
        "fate_text": "nicht übernommen",
        "kind": "municipality",
        "kind_text": "Ressource",
        "name": "Hauptamt",
        "reason": "Die Ressource ist keiner Kommune zugeordnet",
    }
    assert Path("x.ozg").read_bytes() == before
    assert sorted(path.name for path in Path().iterdir()) == ["plan.xml", "x.ozg"]


def test_an_import_is_one_step_with_a_backup_and_a_second_one_is_none(
    call: Call, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert call("import", "mspdi", "plan.xml", "x.ozg", "--assign", "Hauptamt=usi") == 0
    told = capsys.readouterr()
    assert "Zweite" in told.out
    assert told.err == "Plan: 5 neu, 0 geändert, 0 übersprungen, 0 nicht übernommen, 0 Konflikte.\n"
    after = Path("x.ozg").read_bytes()
    assert call("import", "mspdi", "plan.xml", "x.ozg", "--assign", "Hauptamt=USI") == 0
    assert Path("x.ozg").read_bytes() == after
    (backups,) = (tmp_path / "data").rglob("*before-import.ozg")
    assert backups_of(Path("x.ozg").absolute(), backups.parent.parent)[0].reason == "before-import"
    capsys.readouterr()
    assert call("show", "plan", "x.ozg", "--json") == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)["tasks"]}
    assert rows["Erste"]["lead"] == "USI"
    assert call("undo", "x.ozg") == 0
    assert capsys.readouterr().out == "Rückgängig: Projektplan einlesen\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "mspdi", "plan.xml"), 2),
        (("import", "mpp", "plan.xml", "x.ozg"), 2),
        (("import", "gan", "plan.xml", "x.ozg"), 3),
        (("import", "gan", "dtd.xml", "x.ozg"), 3),
        (("import", "mspdi", "plan.xml", "x.ozg", "--assign", "Hauptamt"), 2),
        (("import", "mspdi", "plan.xml", "x.ozg", "--assign", "Bauamt=USI"), 3),
        (("import", "mspdi", "plan.xml", "x.ozg", "--assign", "Hauptamt=XYZ"), 3),
        (("import", "mspdi", "fehlt.xml", "x.ozg"), 3),
        (("import", "mspdi", "x.ozg", "x.ozg"), 3),
        (("import", "mspdi", "dtd.xml", "x.ozg"), 3),
        (("import", "mspdi", "plan.xml", "fehlt.ozg"), 3),
        (("import", "mspdi", "plan.xml", "plan.xml"), 3),
    ],
)
def test_a_bad_call_gives_a_german_sentence_and_changes_nothing(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    write(Path(), DTD, "dtd.xml")
    before = Path("x.ozg").read_bytes()
    assert call(*words) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip()
    assert "Traceback" not in told.err
    assert Path("x.ozg").read_bytes() == before


def test_a_file_that_a_window_has_open_is_not_written(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    window = Workspace.open(Path("x.ozg"), author=AUTHOR)
    assert call("import", "mspdi", "plan.xml", "x.ozg") == 3
    assert AUTHOR.name in capsys.readouterr().err
    window.close()


@pytest.mark.parametrize(("name", "file"), [("mspdi", "plan.xml"), ("gan", "plan.gan")])
def test_a_plan_that_was_given_out_comes_back_without_a_change(
    call: Call, capsys: pytest.CaptureFixture[str], name: str, file: str
) -> None:
    before = Path("x.ozg").read_bytes()
    assert call("export", name, "x.ozg", "-o", file) == 0
    assert call("import", name, file, "x.ozg", "--json") == 0
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert counts.pop("skipped") > 10
    assert set(counts.values()) == {0}
    assert Path("x.ozg").read_bytes() == before


def test_a_plan_of_ganttproject_is_taken_over(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.gan").write_text(gan_files.plan([gan_files.task(1, "Neue Aufgabe")]), encoding="utf-8")
    assert call("import", "gan", "plan.gan", "x.ozg") == 0
    assert "1 neu" in capsys.readouterr().err
    assert call("show", "plan", "x.ozg") == 0
    assert "Neue Aufgabe" in capsys.readouterr().out
