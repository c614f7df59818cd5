"""Issuing a sheet in the window, printing it again, its summary, and handing it to the mail program."""

import email
from collections.abc import Iterator
from email import policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QIcon
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.reporting import SUMMARY_LENGTH, IssuedReport, ReportSummary
from ozgdesk.domain.steering import Assessment, Attachment
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.texts import steps
from ozgdesk.ui import mail
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views import report_gallery, report_pages, report_sending
from ozgdesk.ui.views.overview import OverviewView
from ozgdesk.ui.views.report_issued import IssuedView
from ozgdesk.ui.views.report_sending import Sending
from ozgdesk.ui.views.report_sheets import SheetsView
from tests.helpers import (
    TODAY,
    TestClock,
    cooperation,
    four_municipalities,
    id_of,
    lead,
    make_workspace,
    task,
)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: TestClock) -> Iterator[Workspace]:
    jobs = [task(number, duration_minutes=480) for number in range(1, 6)]
    rows = [cooperation(), *four_municipalities(), *jobs, *(lead(job, 1) for job in jobs)]
    judged = Assessment(id=id_of(70), dimension=Dimension.COST, light=Light.RED, assessed_on=TODAY)
    found = make_workspace(tmp_path, [*rows, judged], clock)
    yield found
    found.close()


@pytest.fixture
def desk(workspace: Workspace) -> Iterator[Desk]:
    found = Desk(workspace)
    yield found
    found.close()


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> SheetsView:
    found = SheetsView(desk)
    qtbot.addWidget(found)
    found.resize(1100, 760)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    found.show_view(desk.view)
    found.show()
    settle(qtbot, found)
    return found


def settle(qtbot: QtBot, view: SheetsView) -> None:
    qtbot.waitUntil(lambda: view.print_button.isEnabled() and not view.desk.jobs.is_busy, timeout=20_000)


def words(view: SheetsView) -> str:
    assert view._paper is not None
    return " ".join(report_pages.page_text(view._paper, 0).split())


def test_what_is_issued_is_what_was_seen_and_is_opened_again_byte_for_byte(
    view: SheetsView, desk: Desk, qtbot: QtBot
) -> None:
    assert view._paper is not None
    seen = view._paper.data
    with qtbot.waitSignal(desk.told) as told:
        view.issue_button.click()
    assert "herausgegeben" in told.args[0]
    desk.run(steps.edit(Task), records.edit(Task, id_of(1001), name="Ganz anders"))
    issued = IssuedView(desk)
    qtbot.addWidget(issued)
    issued.show_view(desk.view)
    issued.show()
    qtbot.waitUntil(lambda: issued.sending.print_button.isEnabled(), timeout=20_000)
    assert issued.pane.paper is not None
    assert issued.pane.paper.data == seen
    [report] = desk.snapshot.all(IssuedReport)
    assert (report.author, report.as_of) == ("Projektbüro", TODAY)
    assert '"late"' in report.figures
    assert issued.select(IssuedReport, report.id)
    desk.undo()
    desk.undo()
    issued.show_view(desk.view)
    assert desk.snapshot.all(Attachment) == ()
    assert "noch kein Bericht" in issued.pane.preview.accessibleName()
    assert not issued.sending.print_button.isEnabled()


def test_a_light_without_a_reason_is_told_before_the_report_is_printed(
    view: SheetsView, qtbot: QtBot
) -> None:
    assert view.missing.text().startswith("Begründung fehlt: Kosten (rot).")
    assert view.missing.isVisible()
    view.select(Municipality, id_of(2))
    settle(qtbot, view)
    assert not view.missing.isVisible()


def test_the_summary_is_written_above_the_preview_for_the_municipality_that_is_chosen(
    view: SheetsView, desk: Desk, qtbot: QtBot
) -> None:
    view.summary.field.text.setFocus()
    qtbot.keyClicks(view.summary.field.text, "Alles klappt.")
    assert view.summary.count.text().replace("\u00a0", " ") == "13 von 600 Zeichen"
    view.select(Municipality, id_of(2))
    assert view.summary.field.read() == ""
    [row] = desk.snapshot.all(ReportSummary)
    assert (row.text, row.municipality_id, row.dated_on, row.author) == (
        "Alles klappt.",
        None,
        TODAY,
        "Projektbüro",
    )
    view.list.choose("plan")
    settle(qtbot, view)
    assert not view.summary.isVisible()


def test_a_summary_that_is_too_long_stays_and_says_so_until_it_is_shorter(
    view: SheetsView, desk: Desk, qtbot: QtBot
) -> None:
    view.summary.field.text.setFocus()
    view.summary.field.text.insertPlainText("x" * (SUMMARY_LENGTH + 5))
    assert not desk.flush(quietly=True)
    assert "höchstens 600" in view.summary.problem.text()
    assert len(view.summary.field.read()) == SUMMARY_LENGTH + 5
    assert desk.snapshot.all(ReportSummary) == ()
    for _ in range(5):
        qtbot.keyClick(view.summary.field.text, Qt.Key.Key_Backspace)
    assert desk.flush(quietly=True)
    assert len(desk.snapshot.all(ReportSummary)) == 1
    assert not view.summary.problem.isVisible()


def test_the_overview_writes_the_summary_of_the_card_that_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    overview = OverviewView(desk)
    qtbot.addWidget(overview)
    desk.changed.connect(lambda _step: overview.show_view(desk.view))
    overview.show_view(desk.view)
    overview.show()
    overview.choose(id_of(3))
    overview.summary.field.text.setFocus()
    qtbot.keyClicks(overview.summary.field.text, "GLA wartet.")
    overview.choose("")
    assert overview.summary.field.read() == ""
    [row] = desk.snapshot.all(ReportSummary)
    assert (row.text, row.municipality_id) == ("GLA wartet.", id_of(3))


def test_the_gallery_shows_pictures_of_all_sheets_made_one_after_another(
    view: SheetsView, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = report_gallery._thumbnail
    monkeypatch.setattr(report_gallery, "_thumbnail", lambda key, *rest: made.append(key) or real(key, *rest))
    before = [view.list.item(row).icon().cacheKey() for row in range(view.list.count())]
    view.list._quiet.setInterval(1)
    view.list.refresh()
    qtbot.waitUntil(lambda: len(made) == view.list.count() and not desk.jobs.is_busy, timeout=60_000)
    icons: list[QIcon] = [view.list.item(row).icon() for row in range(view.list.count())]
    assert all(icon.cacheKey() != old for icon, old in zip(icons, before, strict=True))
    image = icons[0].pixmap(44, 60).toImage()
    lightness = {
        image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height())
    }
    assert max(lightness) == 255
    assert min(lightness) < 200


def test_the_gallery_takes_the_height_that_the_options_do_not_need(view: SheetsView, qtbot: QtBot) -> None:
    view.resize(1200, 760)
    view.list.choose("plan")
    settle(qtbot, view)
    few = view.list.height()
    view.list.choose("status")
    settle(qtbot, view)
    qtbot.waitUntil(lambda: view.list.height() > few)


def test_a_system_that_attaches_gets_the_file_and_the_subject(
    desk: Desk, view: SheetsView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, log = tmp_path / "xdg-email", tmp_path / "log"
    program.write_text(
        f'#!/bin/sh\nfor word in "$@"; do echo "$word" >> "{log}"; done\ncat "$5" > "{log}.pdf"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert mail.can_attach()
    sending = Sending(desk)
    qtbot.addWidget(sending)
    assert view._paper is not None
    sending.offer(view._paper, "Statusbericht.pdf", "Statusbericht")
    with qtbot.waitSignal(desk.told, timeout=20_000) as told:
        sending.mail_button.click()
    assert told.args == ["An das E-Mail-Programm gegeben."]
    assert log.read_text().splitlines()[:4] == ["--utf8", "--subject", "Statusbericht", "--attach"]
    assert Path(f"{log}.pdf").read_bytes() == view._paper.data
    program.write_text("#!/bin/sh\nexit 3\n")
    with qtbot.waitSignal(desk.told, timeout=20_000) as told:
        sending.mail_button.click()
    assert told.args[0].startswith("Es ist kein E-Mail-Programm eingerichtet")


def test_where_nothing_attaches_a_draft_with_the_file_is_opened(
    desk: Desk, view: SheetsView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_sending, "can_attach", lambda: False)
    drafts: list[bytes] = []

    def take(url: QUrl) -> bool:
        assert Path(url.toLocalFile()).name == "Status & mehr.eml"
        drafts.append(Path(url.toLocalFile()).read_bytes())
        return len(drafts) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    sending = Sending(desk)
    qtbot.addWidget(sending)
    assert view._paper is not None
    sending.offer(view._paper, "Status & mehr.pdf", "Bericht für „alle“\n& mehr")
    with qtbot.waitSignal(desk.told, timeout=20_000) as told:
        sending.mail_button.click()
    assert told.args == ["An das E-Mail-Programm gegeben."]
    message = email.message_from_bytes(drafts[0], policy=policy.default)
    assert (message["X-Unsent"], message["Subject"]) == ("1", "Bericht für „alle“ & mehr")
    assert message["From"] is message["To"] is None
    body = message.get_body()
    assert body is not None
    assert body.get_content().split() == ["Anlage:", "Status", "&", "mehr.pdf"]
    [attached] = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("Status & mehr.pdf", "application/pdf")
    assert attached.get_content() == view._paper.data
    with qtbot.waitSignal(desk.told, timeout=20_000) as told:
        sending.mail_button.click()
    assert told.args[0].startswith("Es ist kein E-Mail-Programm eingerichtet")


def test_a_former_report_comes_out_again_with_what_was_known_then(
    view: SheetsView, qtbot: QtBot, clock: TestClock
) -> None:
    desk = view.desk
    desk.run(steps.edit(Task), records.edit(Task, id_of(1001), name="Frühere Bezeichnung"))
    clock.advance(24 * 3600)
    desk.workspace.turn_day()
    desk.run(steps.edit(Task), records.edit(Task, id_of(1001), name="Heutige Bezeichnung"))
    view.list.choose("ownership")
    settle(qtbot, view)
    assert not view.options.as_known_then.isVisible()
    view.options.as_of.line.setText("23.11.2026")
    view.options.as_of.settled.emit()
    assert view.options.as_known_then.isVisible()
    view.options.as_known_then.click()
    qtbot.waitUntil(lambda: "Frühere Bezeichnung" in words(view), timeout=20_000)
    assert "Stichtag 23.11.2026 · Datenstand 23.11.2026" in words(view)
    assert "Heutige" not in words(view)
