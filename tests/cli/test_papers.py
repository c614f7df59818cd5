"""Papers of a council information system from the command line: shown first, chosen, taken once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from tests.exchange.oparl_files import USUAL, body, committee, item, meeting, pages, paper, station, write

Call = Callable[..., int]
MORE = (
    committee(3, "Bauausschuss", shortName="BA"),
    meeting(3, "2026-07-01T19:00:00+02:00", (3,), [item(91)]),
    meeting(4, "2026-09-02T19:00:00+02:00"),
    paper(2, station(91, 3, (3,)), name="Spielplatz", date="2025-02-01"),
)


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in a folder with a new project and a folder of OParl files."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    write(Path(), pages(*USUAL, *MORE))
    data = str(tmp_path / "data")
    assert main(["--data-dir", data, "new", "x.ozg", "--sample", "taunus"]) == 0
    return lambda *words: main(["--data-dir", data, *words])


def rows(capsys: pytest.CaptureFixture[str], *kinds: str) -> list[tuple[str, str]]:
    """Kind and name of what would be new."""
    found = json.loads(capsys.readouterr().out)
    return [
        (row["kind"], row["name"]) for row in found["rows"] if row["fate"] == "new" and row["kind"] in kinds
    ]


def test_a_dry_run_shows_everything_and_touches_nothing(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("x.ozg").read_bytes()
    assert call("import", "oparl", "oparl", "x.ozg", "--dry-run", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["title"], found["has_changes"]) == ("oparl", True)
    assert found["counts"] == {"new": 10, "changed": 0, "skipped": 1, "not_carried": 0, "conflict": 0}
    assert Path("x.ozg").read_bytes() == before


def test_an_import_is_one_step_and_a_second_one_is_none(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("import", "oparl", "oparl/seite-00.json", "x.ozg") == 0
    told = capsys.readouterr()
    assert "seite-00.json: 10 neu, 0 geändert, 1 übersprungen" in told.err
    assert "1/2026 Vorlage 1" in told.out
    after = Path("x.ozg").read_bytes()
    assert call("import", "oparl", "oparl", "x.ozg") == 0
    assert Path("x.ozg").read_bytes() == after
    assert call("show", "council", "x.ozg", "--json") == 0
    papers = {row["reference"]: row for row in json.loads(capsys.readouterr().out)["papers"]}
    way = [(row["committee_short"], row["date"], row["result"]) for row in papers["1/2026"]["consultations"]]
    assert way == [("HFA", "2026-06-10", "recommended"), ("StVV", "2026-06-24", "majority")]


@pytest.mark.parametrize(
    ("words", "papers", "days"),
    [
        (("--papers", "vorlage"), ["1/2026 Vorlage 1"], ["HFA, 10.06.2026", "StVV, 24.06.2026"]),
        (("--since", "01.01.2026"), ["1/2026 Vorlage 1"], ["HFA, 10.06.2026", "StVV, 24.06.2026"]),
        (("--papers", "spielplatz"), ["2/2026 Spielplatz"], ["BA, 01.07.2026"]),
        (
            ("--papers", "vorlage", "--meetings"),
            ["1/2026 Vorlage 1"],
            ["HFA, 10.06.2026", "StVV, 24.06.2026", "StVV, 02.09.2026"],
        ),
        (("--no-papers", "--meetings", "--committee", "bau"), [], ["BA, 01.07.2026"]),
        (
            ("--no-papers", "--meetings", "--committee", "StVV"),
            [],
            ["StVV, 24.06.2026", "StVV, 02.09.2026"],
        ),
    ],
)
def test_papers_and_calendars_are_chosen(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], papers: list[str], days: list[str]
) -> None:
    assert call("import", "oparl", "oparl", "x.ozg", "--dry-run", "--json", *words) == 0
    found = rows(capsys, "council_paper", "meeting")
    assert [name for kind, name in found if kind == "council_paper"] == papers
    assert sorted(name for kind, name in found if kind == "meeting") == sorted(days)


def test_a_choice_without_a_hit_is_told(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("x.ozg").read_bytes()
    assert call("import", "oparl", "oparl", "x.ozg", "--papers", "Weltraum") == 0
    assert "Keine Vorlage der Dateien passt zu dieser Auswahl." in capsys.readouterr().err
    assert Path("x.ozg").read_bytes() == before


def test_the_call_says_whose_the_papers_are(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = body(name="Körperschaft 7", ags="")
    write(Path(), pages(nobody, *USUAL[1:]))
    assert call("import", "oparl", "oparl", "x.ozg") == 3
    assert "Zu welcher Kommune „Körperschaft 7“ gehört, ist nicht zu erkennen" in capsys.readouterr().err
    for words in (("--municipality", "gla"), ("--assign", "Körperschaft 7=GLA")):
        assert call("import", "oparl", "oparl", "x.ozg", "--dry-run", *words) == 0
        assert "6 neu" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("oparl", "--municipality", "XYZ"), 3, "Das Kürzel „XYZ“ gibt es"),
        (("oparl", "--assign", "Köln=USI"), 3, "vorhanden: „Stadt Usingen“"),
        (("oparl", "--assign", "Köln"), 2, "ist keine Zuordnung"),
        (("oparl", "--since", "gestern früh"), 2, "gestern früh"),
        (("oparl", "--no-papers"), 2, "bitte nennen Sie „--meetings“"),
        (("oparl", "--no-papers", "--meetings", "--papers", "x"), 2, "lassen Sie „--papers“"),
        (("oparl", "--committee", "x"), 2, "bitte nennen Sie auch „--meetings“"),
        (("oparl", "--meetings", "--committee", "Kreistag"), 3, "Das Gremium „Kreistag“ gibt es"),
        (("oparl", "--map", "a=b"), 2, "OParl kennt „--map“"),
        (("oparl", "--take", "all"), 2, "„--take“ gibt es nur bei docx"),
        (("mspdi", "--papers", "x"), 2, "„--papers“ gibt es nur bei oparl"),
        (("gan", "--no-papers"), 2, "„--no-papers“ gibt es nur bei oparl"),
        (("gan", "--municipality", "USI"), 2, "gibt es nur bei docx und oparl"),
    ],
)
def test_a_bad_call_is_one_sentence(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = Path("x.ozg").read_bytes()
    assert call("import", words[0], "oparl", "x.ozg", *words[1:]) == code
    said = capsys.readouterr().err
    assert sentence in said
    assert "Traceback" not in said
    assert Path("x.ozg").read_bytes() == before


def test_several_bodies_are_assigned_one_by_one(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    other = {**body(name="Stadt Köln", ags="05315000"), "id": "https://ris.example.org/oparl/body/2"}
    write(Path(), pages(*USUAL, other))
    assert call("import", "oparl", "oparl", "x.ozg", "--municipality", "NA", "--dry-run") == 0
    theirs = {**paper(5), "body": other["id"]}
    write(Path(), pages(*USUAL, other, theirs))
    assert call("import", "oparl", "oparl", "x.ozg", "--municipality", "NA") == 3
    assert '--assign "Stadt Usingen=NA"' in capsys.readouterr().err
    assert call("import", "oparl", "oparl", "x.ozg", "--dry-run") == 0


@pytest.mark.parametrize("text", ["", "{", "[" * 50_000, '{"a": 1}', "\x00\x01"])
def test_a_broken_file_changes_nothing(call: Call, capsys: pytest.CaptureFixture[str], text: str) -> None:
    Path("kaputt.json").write_text(text, encoding="utf-8")
    before = Path("x.ozg").read_bytes()
    assert call("import", "oparl", "kaputt.json", "x.ozg") == 3
    said = capsys.readouterr().err
    assert said.startswith("„kaputt.json“ ")
    assert said.count("\n") == 1
    assert Path("x.ozg").read_bytes() == before


def test_own_papers_are_written_and_known_when_they_come_back(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("export", "oparl", "x.ozg", "-o", "vorlagen.json", "--municipality", "GLA") == 0
    objects = json.loads(Path("vorlagen.json").read_text("utf-8"))["data"]
    assert [row["reference"] for row in objects if row["type"].endswith("Paper")] == ["50/GV/XIX"]
    before = Path("x.ozg").read_bytes()
    assert call("import", "oparl", "vorlagen.json", "x.ozg") == 0
    assert "0 neu, 0 geändert" in capsys.readouterr().err
    assert Path("x.ozg").read_bytes() == before
