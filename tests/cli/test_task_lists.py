"""Task lists from the command line: what is read, columns that are named, bad calls."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from tests.exchange.list_files import HEAD, ROWS, csv_file, csv_text

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in a folder with a new project and two lists."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    csv_file(Path(), csv_text(*ROWS))
    csv_file(Path(), csv_text(("Erste", "Usingen"), head=("Gegenstand", "Wohin")), "fremd.csv")
    data = str(tmp_path / "data")
    assert main(["--data-dir", data, "new", "x.ozg", "--sample", "empty"]) == 0
    return lambda *words: main(["--data-dir", data, *words])


def test_a_list_is_shown_first_and_taken_once(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("x.ozg").read_bytes()
    assert call("import", "tasks", "liste.csv", "x.ozg", "--dry-run", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"]["new"] == 5
    assert found["known_by"] == "Aufgaben werden an der Spalte „Nr.“ und an ihrem Namen wiedererkannt."
    assert Path("x.ozg").read_bytes() == before
    assert call("import", "tasks", "liste.csv", "x.ozg") == 0
    assert "Vorgänger → Vorgänger, Kommune → Federführung" in capsys.readouterr().err
    after = Path("x.ozg").read_bytes()
    assert call("import", "tasks", "liste.csv", "x.ozg") == 0
    assert Path("x.ozg").read_bytes() == after
    assert call("undo", "x.ozg") == 0


def test_columns_are_named_by_the_call(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("import", "tasks", "fremd.csv", "x.ozg") == 3
    assert "gefunden: „Gegenstand“, „Wohin“" in capsys.readouterr().err
    assert (
        call("import", "tasks", "fremd.csv", "x.ozg", "--map", "gegenstand=Aufgabe", "--map", "Wohin=") == 0
    )
    assert "1 neu" in capsys.readouterr().err


def test_a_column_can_be_left_out(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    csv_file(Path(), csv_text(ROWS[0], ("1", *ROWS[1][1:]), head=HEAD))
    assert call("import", "tasks", "liste.csv", "x.ozg") == 3
    assert "in den Zeilen 2 und 3" in capsys.readouterr().err
    assert call("import", "tasks", "liste.csv", "x.ozg", "--map", "Nr.=") == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("tasks", "liste.csv", "x.ozg", "--map", "Nr."), 2),
        (("tasks", "liste.csv", "x.ozg", "--map", "Nr.=Wetter"), 2),
        (("tasks", "liste.csv", "x.ozg", "--map", "Wetter=Nr."), 3),
        (("mspdi", "liste.csv", "x.ozg", "--map", "Nr.=Nr."), 2),
        (("tasks", "fehlt.xlsx", "x.ozg"), 3),
        (("tasks", "x.ozg", "x.ozg"), 3),
    ],
)
def test_a_bad_call_gives_a_german_sentence_and_changes_nothing(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    before = Path("x.ozg").read_bytes()
    assert call("import", *words) == code
    assert capsys.readouterr().err.strip().endswith(".")
    assert Path("x.ozg").read_bytes() == before


def test_a_list_that_was_given_out_is_compared_with_what_it_was_written_from(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("new", "y.ozg", "--sample", "demo") == 0
    assert call("export", "csv", "y.ozg", "-o", "given.csv") == 0
    text = Path("given.csv").read_text(encoding="utf-8-sig")
    changed = text.replace("Fachverfahren aufnehmen", "Dort umbenannt")
    Path("given.csv").write_text(changed, encoding="utf-8-sig")
    capsys.readouterr()
    assert call("import", "tasks", "given.csv", "y.ozg", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {key: found["counts"][key] for key in ("new", "changed", "conflict")} == {
        "new": 0, "changed": 1, "conflict": 0
    }  # fmt: skip
    assert [row["name"] for row in found["rows"] if row["fate"] == "changed"] == ["Dort umbenannt"]
