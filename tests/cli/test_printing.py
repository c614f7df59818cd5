"""Printing from the command line: which options a sheet takes, and what is refused."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.cli.main import main
from ozgdesk.domain.view import View
from ozgdesk.present.baselines import baseline_rows
from ozgdesk.reports.structure import outline
from ozgdesk.store.reading import open_reading

Call = Callable[..., int]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls the program in an empty folder, with its own data folder beside it."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return lambda *words: main(["--data-dir", str(tmp_path / "data"), *map(str, words)])


def test_the_plan_is_printed_cut_and_filtered_as_asked_for(call: Call) -> None:
    call("new", "x.ozg", "--sample", "demo")
    print_plan = ("print", "plan", "x.ozg", "-o", "p.pdf", "--as-of", "2026-11-23")
    span = ("--from", "1.1.2020", "--until", "31.12.2030")
    assert call(*print_plan, "--pages", "3", "--filter", "open", "--search", "Planung", *span) == 0
    text = " ".join(text for _, text in outline(Path("p.pdf").read_bytes()))
    assert "Offene Aufgaben · Suche „Planung“ · 01.01.2020" in text
    assert "Teil 3 von 3" in text
    assert call(*print_plan, "--zoom", "week") == 0


def test_the_plan_is_printed_for_one_phase_by_its_number(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    print_plan = ("print", "plan", "x.ozg", "-o", "p.pdf", "--as-of", "2026-11-23")
    for number in ("A-024", "a-024", "24"):
        assert call(*print_plan, "--phase", number) == 0
    text = " ".join(text for _, text in outline(Path("p.pdf").read_bytes()))
    assert "Phase „Durchführung › IT-Grundlagen“" in text
    assert "Angebote bewerten" in text
    assert "Projektplan aufstellen" not in text
    Path("p.pdf").unlink()
    for number in ("A-025", "A-999", "IT"):
        capsys.readouterr()
        assert call(*print_plan, "--phase", number) == 3
        sentence = f"Eine Phase „{number}“ gibt es in diesem Plan nicht; vorhanden: A-001, A-007, A-014, "
        assert sentence in capsys.readouterr().err
    assert not Path("p.pdf").exists()
    assert call("print", "status", "x.ozg", "-o", "p.pdf", "--phase", "A-001") == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--pages", "0"), "„0“ ist keine Seitenzahl; möglich ist 1 bis 20."),
        (("--pages", "zwei"), "„zwei“ ist keine Seitenzahl"),
        (("--zoom", "jahr"), "„jahr“ ist hier unbekannt (Maßstab); möglich sind: day, week, month, quarter."),
        (("--zoom", "day", "--pages", "2"), "Seitenzahl und Maßstab schließen sich aus"),
        (("--from", "bald"), "„bald“ ist kein Datum"),
        (("--until", "1.1.2300"), "Der Zeitraum muss in den Jahren 1900 bis 2200 liegen."),
        (("--from", "2.1.2027", "--until", "1.1.2027"), "Der Zeitraum endet vor seinem Anfang"),
        (("--filter", "all"), "„all“ ist hier unbekannt (Auswahl)"),
    ],
)
def test_a_wrong_word_about_the_chart_is_a_wrong_call(
    call: Call, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    assert call("print", "plan", "x.ozg", "-o", "p.pdf", *words) == 2
    assert sentence in capsys.readouterr().err
    assert not Path("p.pdf").exists()


def test_a_sheet_without_a_chart_refuses_its_options(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("new", "x.ozg", "--sample", "demo")
    assert call("print", "status", "x.ozg", "-o", "p.pdf", "--zoom", "day") == 2
    assert "Das Blatt „status“ hat keinen Balkenplan; bitte lassen Sie --zoom weg." in capsys.readouterr().err


def test_the_deputies_are_printed_for_the_weeks_asked_for(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    print_plan = ("print", "deputies", "x.ozg", "-o", "d.pdf", "--as-of", "2026-11-23")
    assert call(*print_plan, "--from", "4.1.2027", "--until", "15.1.2027") == 0
    text = " ".join(text for _, text in outline(Path("d.pdf").read_bytes()))
    assert "KW 1/2027 bis KW 2/2027" in text.replace("\u00a0", " ")
    assert call(*print_plan, "--until", "1.1.2020") == 3
    assert call(*print_plan, "--search", "Amt") == 2
    assert "bitte lassen Sie --search weg." in capsys.readouterr().err


def test_a_list_of_tasks_is_printed_for_a_query_and_says_so(call: Call) -> None:
    call("new", "x.ozg", "--sample", "demo")
    asked = "lead:mhs state:offen"
    assert call("print", "ownership", "x.ozg", "-o", "o.pdf", "--filter", asked) == 0
    text = " ".join(text for _, text in outline(Path("o.pdf").read_bytes()))
    assert "Nur ein Teil der Aufgaben: Federführung: MHS · Zustand: offen." in text


def test_a_wrong_term_of_a_query_is_a_wrong_call(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("new", "x.ozg", "--sample", "demo")
    asked = "lead:XYZ due:bald Amt"
    assert call("print", "ownership", "x.ozg", "-o", "o.pdf", "--filter", asked) == 2
    said = capsys.readouterr().err
    assert "Das Kürzel „XYZ“ gibt es hier nicht" in said
    assert "„bald“ ist hier kein Termin" in said
    assert not Path("o.pdf").exists()


def test_a_list_is_compared_with_the_baseline_of_a_name_and_can_be_read_back(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    with open_reading(Path("x.ozg")) as project:
        names = [row.name for row in baseline_rows(View(project.snapshot, date(2026, 11, 23)))]
    assert len(names) > 1
    for name in names:
        assert call("export", "csv", "x.ozg", "-o", "p.csv", "--baseline", name.upper()) == 0
        text = Path("p.csv").read_text("utf-8-sig")
        assert {row["Basisplan"] for row in csv.DictReader(text.splitlines(), delimiter=";")} == {name, ""}
    for form in ("csv", "xlsx"):
        assert call("export", form, "x.ozg", "-o", f"p.{form}", "--baseline", names[-1]) == 0
        capsys.readouterr()
        assert call("import", "tasks", f"p.{form}", "x.ozg", "--dry-run", "--json") == 0
        assert not json.loads(capsys.readouterr().out)["has_changes"]
    assert call("export", "csv", "x.ozg", "-o", "q.csv", "--baseline", "Wunsch") == 3
    assert "Den Basisplan „Wunsch“ gibt es hier nicht" in capsys.readouterr().err
    assert call("export", "ics", "x.ozg", "-o", "q.ics", "--baseline", names[0]) == 2
    assert "Das Format „ics“ vergleicht nicht" in capsys.readouterr().err
    assert not list(Path().glob("q.*"))


def test_a_sheet_is_compared_with_the_baseline_of_a_name(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    with open_reading(Path("x.ozg")) as project:
        names = [row.name for row in baseline_rows(View(project.snapshot, date(2026, 11, 23)))]
    for sheet in ("plan", "milestones"):
        assert call("print", sheet, "x.ozg", "-o", "p.pdf", "--baseline", names[-1].upper()) == 0
        text = " ".join(text for _, text in outline(Path("p.pdf").read_bytes()))
        assert f"verglichen mit Basisplan „{names[-1]}“" in text
    capsys.readouterr()
    assert call("print", "plan", "x.ozg", "-o", "q.pdf", "--baseline", "Wunsch") == 3
    known = ", ".join(f"„{name}“" for name in names)
    told = capsys.readouterr().err.strip()
    assert told == f"Den Basisplan „Wunsch“ gibt es hier nicht; vorhanden: {known}."
    assert call("print", "status", "x.ozg", "-o", "q.pdf", "--baseline", names[0]) == 2
    assert not Path("q.pdf").exists()


def test_decided_remarks_are_left_out_where_remarks_are_listed(
    call: Call, capsys: pytest.CaptureFixture[str]
) -> None:
    call("new", "x.ozg", "--sample", "demo")
    assert call("print", "comments", "x.ozg", "-o", "p.pdf", "--open-only", "--municipality", "BSP") == 0
    assert call("print", "status", "x.ozg", "-o", "q.pdf", "--open-only") == 2
    assert call("print", "resolutions", "x.ozg", "-o", "p.pdf", "--closed") == 0
    assert call("print", "status", "x.ozg", "-o", "q.pdf", "--closed") == 2
    assert "nennt keine Anmerkungen" in capsys.readouterr().err


def test_a_plan_of_far_too_many_pages_is_not_printed(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    call("new", "x.ozg", "--sample", "demo")
    span = ("--from", "1.1.1950", "--until", "1.1.2100")
    assert call("print", "plan", "x.ozg", "-o", "p.pdf", "--zoom", "day", *span) == 3
    assert "Seiten; bitte wählen Sie einen gröberen Maßstab" in capsys.readouterr().err
    assert not Path("p.pdf").exists()


def test_a_sheet_is_printed_for_one_municipality_on_a_day(call: Call) -> None:
    call("new", "x.ozg", "--sample", "demo")
    code = call("print", "status", "x.ozg", "-o", "s.pdf", "--municipality", "mhs", "--as-of", "22.11.2026")
    assert code == 0
    text = " ".join(text for _, text in outline(Path("s.pdf").read_bytes()))
    assert "Musterhausen" in text
    assert "22.11.2026" in text
