import json
from pathlib import Path

import pytest

from ozgdesk.cli.main import main

CALENDAR = "\r\n".join(
    [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTART:20990211T183000Z",
        "SUMMARY:Sitzung",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    source, project = tmp_path / "sitzungen.ics", tmp_path / "x.ozg"
    source.write_text(CALENDAR, encoding="utf-8")
    main(["new", str(project), "--sample", "demo"])
    return str(source), str(project)


def imported(files: tuple[str, str], capsys: pytest.CaptureFixture[str], *more: str) -> dict:
    capsys.readouterr()
    assert main(["import", "ics", *files, "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_meetings_of_one_body_are_shown_and_taken_over_once(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    seen = imported(files, capsys, "--committee", "MST:StVV", "--dry-run")
    assert (seen["title"], seen["has_changes"], seen["counts"]["new"]) == ("sitzungen.ics", True, 1)
    assert set(seen["rows"][0]) == {
        *("id", "fate", "fate_text", "name", "on", "starts_at", "municipality", "committee", "reason"),
        *("is_taken", "may_be_taken"),
    }
    assert imported(files, capsys, "--committee", "MST:StVV")["has_changes"]
    assert not imported(files, capsys, "--committee", "MST:StVV")["has_changes"]
    main(["show", "council", files[1], "--json"])
    days = [row["date"] for row in json.loads(capsys.readouterr().out)["meetings"]]
    assert days.count("2099-02-11") == 1


def test_meetings_that_are_over_are_taken_from_the_day_that_is_named(
    tmp_path: Path, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files[0]).write_text(CALENDAR.replace("20990211", "20210211"), encoding="utf-8")
    assert not imported(files, capsys, "--committee", "MST:StVV")["has_changes"]
    assert imported(files, capsys, "--committee", "MST:StVV", "--since", "1.1.2021")["has_changes"]
    assert main(["import", "ics", *files, "--since", "gestern oder so"]) == 2
    assert capsys.readouterr().err.strip().endswith(".")


def test_without_a_body_an_event_that_names_none_is_left(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    found = imported(files, capsys)
    assert not found["has_changes"]
    assert found["rows"][0]["reason"].startswith("kein Gremium zu erkennen")


@pytest.mark.parametrize(
    ("more", "exit_code"), [(("--committee", "StVV"), 3), (("--papers", "x"), 2), (("--map", "a=b"), 2)]
)
def test_what_cannot_be_meant_is_said(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], more: tuple[str, ...], exit_code: int
) -> None:
    assert main(["import", "ics", *files, *more]) == exit_code
    assert capsys.readouterr().err.strip().endswith(".")
