"""The summary of a report, and what is kept when a report is issued."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ozgdesk.commands import records
from ozgdesk.commands.reporting import issue_report, place_entry, put_file, put_sheet, take_out, write_summary
from ozgdesk.commands.tasks import change_state
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.reporting import SUMMARY_LENGTH, IssuedReport, ReportSummary, SheetSet, SheetSetEntry
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.present.report_figures import as_json, from_json
from ozgdesk.present.status_report import status_report
from ozgdesk.reports.issuing import prepare_issue
from ozgdesk.reports.register import sheet
from ozgdesk.reports.sheet import SheetOptions
from ozgdesk.texts import steps
from ozgdesk.texts.rules import rule_message
from tests.helpers import (
    NOW,
    TODAY,
    TestClock,
    cooperation,
    four_municipalities,
    id_of,
    lead,
    make_workspace,
    task,
    transaction,
)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: TestClock) -> Iterator[Workspace]:
    jobs = [task(number, duration_minutes=480) for number in range(1, 6)]
    rows = [cooperation(), *four_municipalities(), *jobs, *(lead(job, 1) for job in jobs)]
    found = make_workspace(tmp_path, rows, clock)
    yield found
    found.close()


def issue(workspace: Workspace, as_of: date = TODAY) -> IssuedReport:
    view = workspace.view_known_at(as_of, None)
    found = prepare_issue(sheet("status"), view, SheetOptions(printed_on=as_of))
    return workspace.run(steps.ISSUE_REPORT, issue_report(**found.as_arguments()))


def test_a_day_has_one_summary_and_a_later_one_counts_from_its_day_on(workspace: Workspace) -> None:
    workspace.run(steps.WRITE_SUMMARY, write_summary("Erster Entwurf", dated_on=TODAY))
    workspace.run(steps.WRITE_SUMMARY, write_summary(" Fertig. ", dated_on=TODAY))
    workspace.run(steps.WRITE_SUMMARY, write_summary("Dezember", dated_on=date(2026, 12, 20)))
    workspace.run(steps.WRITE_SUMMARY, write_summary("Nur NA", dated_on=TODAY, municipality_id=id_of(2)))
    assert len(workspace.snapshot.all(ReportSummary)) == 3

    def told(as_of: date, municipality_id: str | None = None) -> str:
        summary = status_report(workspace.view_known_at(as_of, None), municipality_id).summary
        return summary.text if summary else ""

    assert told(date(2026, 11, 22)) == ""
    assert told(date(2026, 12, 19)) == "Fertig."
    assert told(date(2026, 12, 20)) == "Dezember"
    assert told(TODAY, id_of(2)) == "Nur NA"


def test_a_summary_that_is_too_long_is_refused_with_the_number_of_its_letters(workspace: Workspace) -> None:
    with pytest.raises(RuleViolation) as refusal:
        workspace.run(steps.WRITE_SUMMARY, write_summary("x" * (SUMMARY_LENGTH + 1), dated_on=TODAY))
    assert "höchstens 600 Zeichen, es sind 601" in rule_message(refusal.value).replace("\u00a0", " ")


def test_an_issued_report_keeps_its_bytes_and_stays_as_it_is(workspace: Workspace, clock: TestClock) -> None:
    workspace.run(steps.CHANGE_STATE, change_state(id_of(1002), TaskState.DONE))
    report = issue(workspace)
    clock.advance(60)
    assert (report.title, report.as_of, report.issued_on, report.author) == (
        "Statusbericht",
        TODAY,
        TODAY,
        "Projektbüro",
    )
    file = workspace.snapshot.get(Attachment, report.attachment_id)
    workspace.run(steps.CHANGE_STATE, change_state(id_of(1001), TaskState.DONE))
    again = prepare_issue(
        sheet("status"), workspace.view_known_at(TODAY, NOW), SheetOptions(printed_on=TODAY)
    )
    assert file.content == again.content
    assert file.file_name == "Statusbericht-2026-11-23.pdf"
    for kind, row in ((IssuedReport, report), (Attachment, file)):
        for command in (
            records.edit(kind, row.id, **{"title" if kind is IssuedReport else "file_name": "Anders"}),
            records.delete(kind, row.id),
        ):
            with pytest.raises(RuleViolation, match="issued_stays") as refusal:
                workspace.run("Ändern", command)
            assert "am 23.11.2026 herausgegeben" in rule_message(refusal.value)


def test_issuing_is_undone_and_done_again(workspace: Workspace) -> None:
    report = issue(workspace)
    workspace.undo()
    assert workspace.snapshot.all(IssuedReport) == workspace.snapshot.all(Attachment) == ()
    workspace.redo()
    assert workspace.snapshot.get(IssuedReport, report.id) == report
    assert workspace.snapshot.get(Attachment, report.attachment_id).content.startswith(b"%PDF")


def test_the_figures_of_a_report_are_found_again_in_the_journal(tmp_path: Path) -> None:
    clock = TestClock()
    jobs = [task(number, duration_minutes=480) for number in range(1, 6)]
    rows = [cooperation(), *four_municipalities(), *jobs, *(lead(job, 1) for job in jobs)]
    workspace = make_workspace(tmp_path, rows, clock)
    workspace.run(steps.CHANGE_STATE, change_state(id_of(1002), TaskState.DONE))
    report = issue(workspace)
    known_at = clock.at
    clock.advance(30 * 24 * 3600)
    workspace.run(steps.CHANGE_STATE, change_state(id_of(1001), TaskState.DONE))
    workspace.run("Löschen", records.delete(type(jobs[0]), id_of(1003)))
    today = as_json(status_report(workspace.view_known_at(date(2026, 12, 23), None)).figures)
    then = as_json(status_report(workspace.view_known_at(report.as_of, known_at)).figures)
    assert then == report.figures
    assert today != report.figures
    kept = from_json(report.figures)
    assert kept is not None
    assert kept.done == "A-002"
    workspace.close()


def test_the_next_report_begins_where_the_last_one_ended_and_names_what_changed(tmp_path: Path) -> None:
    clock = TestClock(datetime(2026, 10, 23, 8, tzinfo=UTC))
    jobs = [task(number, duration_minutes=480) for number in range(1, 6)]
    rows = [cooperation(), *four_municipalities(), *jobs, *(lead(job, 1) for job in jobs)]
    workspace = make_workspace(tmp_path, rows, clock)
    assert status_report(workspace.view).comparison is None
    issue(workspace, date(2026, 10, 23))
    clock.advance(31 * 24 * 3600)
    workspace.turn_day()
    workspace.run(steps.CHANGE_STATE, change_state(id_of(1001), TaskState.DONE))
    report = status_report(workspace.view)
    assert report.status.since == date(2026, 10, 24)
    assert report.comparison is not None
    assert report.comparison.since == date(2026, 10, 23)
    assert any(
        "Erledigt: 1 Aufgabe (A-001)." in s.replace("\u00a0", " ") for s in report.comparison.sentences
    )
    assert status_report(workspace.view, id_of(2)).comparison is None
    workspace.close()


def test_a_set_takes_sheets_once_and_files_and_gives_them_up_again() -> None:
    tx = transaction([*four_municipalities(), SheetSet(id=id_of(70), order="A", name="Runde")])
    first = put_sheet(id_of(70), "status")(tx)
    assert put_sheet(id_of(70), "status")(tx) == first
    second = put_sheet(id_of(70), "status", id_of(2))(tx)
    file = put_file(id_of(70), "Angebot.pdf", b"%PDF")(tx)
    third = put_file(id_of(70), "Angebot.pdf", b"%PDF")(tx)
    assert first.order < second.order < file.order < third.order
    assert len(tx.all(Attachment)) == 1
    assert take_out(file.id)(tx) == 1
    assert len(tx.all(Attachment)) == 1
    assert take_out(third.id)(tx) == 2
    assert tx.all(Attachment) == ()


def test_parts_of_a_set_are_put_into_another_order() -> None:
    tx = transaction([SheetSet(id=id_of(70), order="A", name="Runde")])
    made = [put_sheet(id_of(70), key)(tx).id for key in ("status", "plan", "todo")]

    def order() -> list[str]:
        return [row.sheet for row in sorted(tx.all(SheetSetEntry), key=lambda row: row.order)]

    place_entry(made[2], 0)(tx)
    assert order() == ["todo", "status", "plan"]
    place_entry(made[2], 1)(tx)
    assert order() == ["status", "todo", "plan"]
    place_entry(made[0], 99)(tx)
    assert order() == ["todo", "plan", "status"]
    before = len(tx.changes)
    place_entry(made[0], 2)(tx)
    assert len(tx.changes) == before
