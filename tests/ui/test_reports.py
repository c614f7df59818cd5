from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.agreements import start_agreement
from ozgdesk.commands.plan import take_baseline
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.tasks import Task
from ozgdesk.present.baselines import baseline_rows
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.reports.register import SHEETS
from ozgdesk.reports.sheet import ChartOptions
from ozgdesk.settings import SavedFilter, Settings
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.views import report_pages
from ozgdesk.ui.views.report_pages import set_page
from ozgdesk.ui.views.report_sheets import SheetsView
from tests.conftest import Dialogs
from tests.helpers import TestClock, cooperation, four_municipalities, id_of, lead, make_workspace, task


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    clock = TestClock()
    jobs = [task(number, f"Aufgabe {number}", duration_minutes=480) for number in range(1, 60)]
    rows = [cooperation(), *four_municipalities(), *jobs, *(lead(job, 1) for job in jobs)]
    found = make_workspace(tmp_path, rows, clock)
    found.run(steps.edit(Task), records.edit(Task, jobs[0].id, name="Frühere Bezeichnung"))
    clock.advance(24 * 3600)
    found.turn_day()
    found.run(steps.edit(Task), records.edit(Task, jobs[0].id, name="Heutige Bezeichnung"))
    yield found
    found.close()


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace) -> Iterator[SheetsView]:
    desk = Desk(workspace)
    found = SheetsView(desk)
    qtbot.addWidget(found)
    found.resize(1100, 760)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    found.show_view(desk.view)
    found.show()
    settle(qtbot, found)
    yield found
    desk.close()


def settle(qtbot: QtBot, view: SheetsView) -> None:
    qtbot.waitUntil(lambda: view.print_button.isEnabled() and not view.desk.jobs.is_busy, timeout=20_000)


def text(view: SheetsView) -> str:
    assert view._paper is not None
    pages = (report_pages.page_text(view._paper, number) for number in range(len(view._paper.sizes)))
    return " ".join(" ".join(pages).replace("\ufffe", "").split())


def choose(qtbot: QtBot, view: SheetsView, key: str) -> None:
    view.show_sheet(key)
    qtbot.waitUntil(lambda: view._made_from[0] == key, timeout=20_000)
    settle(qtbot, view)


def test_every_sheet_can_be_previewed(view: SheetsView, qtbot: QtBot) -> None:
    for sheet in SHEETS:
        choose(qtbot, view, sheet.key)
        assert sheet.title in view.preview.accessibleName()
        assert view.description.text() == sheet.description


def test_the_pages_in_sight_are_painted_and_the_others_are_not(view: SheetsView, qtbot: QtBot) -> None:
    choose(qtbot, view, "ownership")
    assert view._paper is not None
    assert len(view._paper.sizes) > 2
    qtbot.waitUntil(lambda: 0 in view.preview._pictures)
    assert len(view._paper.sizes) - 1 not in view.preview._pictures
    view.preview.setFocus()
    qtbot.keyClick(view.preview, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(view._paper.sizes) - 1 in view.preview._pictures)
    assert view.preview.page == len(view._paper.sizes)


def test_the_picture_shows_dark_text_on_white(view: SheetsView) -> None:
    assert view._paper is not None
    image: QImage = report_pages.picture(view._paper, 0, 600)
    assert image.width() == 600
    assert image.pixelColor(2, 2).lightness() == 255
    lightness = [image.pixelColor(x, y).lightness() for x in range(0, 600, 3) for y in range(60, 300, 3)]
    assert min(lightness) < 100


def test_the_keys_of_the_preview_zoom(view: SheetsView, qtbot: QtBot) -> None:
    fitting = view.preview.scale
    qtbot.keyClick(view.preview, Qt.Key.Key_Plus)
    larger = view.preview.scale
    qtbot.keyClick(view.preview, Qt.Key.Key_Minus)
    smaller = view.preview.scale
    qtbot.keyClick(view.preview, Qt.Key.Key_0)
    assert smaller < larger
    assert larger > fitting
    assert view.preview.scale == fitting
    assert "%" in view.pane.zoom.text()


def test_a_municipality_is_chosen_and_named_in_sheet_and_file_name(view: SheetsView, qtbot: QtBot) -> None:
    assert view.select(Municipality, id_of(2))
    assert not view.select(Task, id_of(1001))
    settle(qtbot, view)
    qtbot.waitUntil(lambda: "Neu-Anspach (NA)" in text(view), timeout=20_000)
    assert view.file_name() == "Statusbericht-NA-2026-11-24.pdf"


def test_another_stichtag_and_datenstand_are_printed_apart(view: SheetsView, qtbot: QtBot) -> None:
    choose(qtbot, view, "ownership")
    assert "Heutige Bezeichnung" in text(view)
    view.options.as_of.line.setText("24.12.2026")
    view.options.known_on.line.setText("23.11.")
    view.options.known_on.settled.emit()
    qtbot.waitUntil(lambda: view._made_from[3] == date(2026, 12, 24), timeout=20_000)
    settle(qtbot, view)
    found = text(view)
    assert "Stichtag 24.12.2026" in found
    assert "Datenstand 23.11.2026" in found
    assert "Frühere Bezeichnung" in found
    assert "Heutige" not in found


def test_a_day_that_cannot_be_read_is_marked_and_changes_nothing(view: SheetsView) -> None:
    before = view._made_from
    view.options.as_of.line.setText("gestern abend")
    view.options.as_of.settled.emit()
    assert "kein Datum" in view.options.reason.text()
    view._make()
    assert view._made_from == before


def test_the_chart_is_cut_and_filtered_by_keyboard(view: SheetsView, qtbot: QtBot) -> None:
    choose(qtbot, view, "plan")
    scale = view.options.scale
    scale.setFocus()
    for _ in range(scale.findData("3")):
        qtbot.keyClick(scale, Qt.Key.Key_Down)
    view.options.search.setFocus()
    qtbot.keyClicks(view.options.search, "Aufgabe 17")
    view.options.last_on.setFocus()
    qtbot.keyClicks(view.options.last_on.line, "31.12.2027")
    qtbot.keyClick(view.options.last_on.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view._made_from[1].chart.last_on == date(2027, 12, 31), timeout=20_000)
    settle(qtbot, view)
    qtbot.waitUntil(lambda: "Spalte 3 von 3" in text(view), timeout=20_000)
    assert "Suche „Aufgabe 17“ · bis 31.12.2027" in text(view)
    assert "A-018" not in text(view)


def test_the_plan_is_printed_for_one_phase_chosen_by_keyboard(view: SheetsView, qtbot: QtBot) -> None:
    choose(qtbot, view, "plan")
    assert not view.options.form.isRowVisible(view.options.phase)
    view.desk.run(steps.edit(Task), records.edit(Task, id_of(1002), parent_id=id_of(1001)))
    phase = view.options.phase
    assert view.options.form.isRowVisible(phase)
    phase.setFocus()
    qtbot.keyClick(phase, Qt.Key.Key_Down)
    settle(qtbot, view)
    qtbot.waitUntil(lambda: "Phase „Heutige Bezeichnung“" in text(view), timeout=20_000)
    assert "A-002" in text(view)
    assert "A-003" not in text(view)
    choose(qtbot, view, "ownership")
    assert not view.options.form.isRowVisible(phase)


def test_only_the_plan_asks_for_its_chart_and_no_other_sheet_minds_what_is_wrong_there(
    view: SheetsView, qtbot: QtBot
) -> None:
    choose(qtbot, view, "plan")
    view.options.first_on.line.setText("1.2.2027")
    view.options.last_on.line.setText("1.1.2027")
    view.options.last_on.settled.emit()
    assert view.options.reason.text().startswith("Der Zeitraum endet vor seinem Anfang")
    assert view.options.chosen() is None
    choose(qtbot, view, "ownership")
    assert not view.options.first_on.isVisible()
    assert view.options.chosen() is not None


def test_the_deputies_ask_for_their_weeks_and_for_nothing_of_the_chart(
    view: SheetsView, qtbot: QtBot
) -> None:
    choose(qtbot, view, "plan")
    view.options.scale.setCurrentIndex(view.options.scale.findData("day"))
    choose(qtbot, view, "deputies")
    assert view.options.first_on.isVisible()
    assert not view.options.scale.isVisible()
    assert view.options.first_on.line.placeholderText() == "diese Woche"
    view.options.first_on.line.setText("4.1.2027")
    view.options.first_on.settled.emit()
    qtbot.waitUntil(lambda: "KW 1/2027" in text(view), timeout=20_000)
    assert view._made_from[1].chart == ChartOptions(first_on=date(2027, 1, 4))


def test_a_chart_of_far_too_many_pages_says_what_to_choose(view: SheetsView, qtbot: QtBot) -> None:
    choose(qtbot, view, "plan")
    view.options.scale.setCurrentIndex(view.options.scale.findData("day"))
    view.options.first_on.line.setText("1.1.1950")
    view.options.last_on.line.setText("1.1.2100")
    view.options.last_on.settled.emit()
    qtbot.waitUntil(lambda: "Seiten; bitte wählen" in view.preview.accessibleName(), timeout=20_000)
    assert not view.print_button.isEnabled()


def test_a_list_of_tasks_is_made_for_a_saved_filter_or_the_one_that_holds_now(
    view: SheetsView, qtbot: QtBot
) -> None:
    saved = (SavedFilter("Die Siebzehn", "nr:17"), SavedFilter("Fremde", "lead:MR nr:18"))
    view.desk.prefer(Settings(task_filters=saved))
    choose(qtbot, view, "ownership")
    tasks = view.options.tasks
    assert [tasks.itemText(row) for row in range(tasks.count())] == ["alle", "Die Siebzehn", "Fremde"]
    tasks.setFocus()
    qtbot.keyClick(tasks, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Nur ein Teil der Aufgaben: Nummer: 17." in text(view), timeout=20_000)
    assert "Aufgabe 18" not in text(view)
    with qtbot.waitSignal(view.desk.told) as told:
        qtbot.keyClick(tasks, Qt.Key.Key_Down)
    assert "Das Kürzel „MR“ gibt es hier nicht" in told.args[0]
    view.desk.filter_tasks("nr:19")
    tasks.setCurrentIndex(1)
    tasks.activated.emit(1)
    qtbot.waitUntil(lambda: "Nummer: 19." in text(view), timeout=20_000)
    view.desk.filter_tasks("nr:20")
    assert tasks.currentText() == "wie jetzt gefiltert: nr:20"
    qtbot.waitUntil(lambda: "Nummer: 20." in text(view), timeout=20_000)
    choose(qtbot, view, "status")
    assert not tasks.isVisible()


def test_a_sheet_still_on_its_way_is_not_printed_when_another_was_chosen_meanwhile(
    view: SheetsView, qtbot: QtBot
) -> None:
    view.show_sheet("ownership")
    view.show_view(view.desk.view)
    assert view.desk.jobs.is_busy
    view._pause.setInterval(1_500)
    view.show_sheet("deputies")
    qtbot.waitUntil(lambda: not view.desk.jobs.is_busy, timeout=20_000)
    assert not view.print_button.isEnabled()
    settle(qtbot, view)
    assert "Vertretungsplan" in text(view)


def test_choosing_back_and_forth_shows_and_allows_what_was_there(view: SheetsView, qtbot: QtBot) -> None:
    view.show_sheet("ownership")
    view.show_sheet("status")
    assert not view.print_button.isEnabled()
    settle(qtbot, view)
    assert "Statusbericht" in text(view)


def test_a_change_of_the_project_makes_the_sheet_anew(view: SheetsView, qtbot: QtBot) -> None:
    choose(qtbot, view, "ownership")
    view.desk.run(steps.edit(Task), records.edit(Task, id_of(1002), name="Ganz neuer Name"))
    settle(qtbot, view)
    qtbot.waitUntil(lambda: "Ganz neuer Name" in text(view), timeout=20_000)


def test_saving_writes_the_pdf_and_says_where(
    view: SheetsView, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path
) -> None:
    target = tmp_path / "Blatt.pdf"

    def answer(dialog: QFileDialog) -> None:
        assert dialog.selectedFiles()[0].endswith("Statusbericht-2026-11-24.pdf")
        dialog.selectFile(str(target))
        dialog.done(1)

    dialogs.expect(answer)
    with qtbot.waitSignal(view.desk.told) as told:
        view.sending.save_button.click()
    assert told.args == ["Gespeichert als „Blatt.pdf“."]
    assert target.read_bytes() == view._paper.data


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(
    view: SheetsView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda dialog: [str(tmp_path / "fehlt" / "x.pdf")])
    with qtbot.waitSignal(view.desk.told) as told:
        view.sending.save_as()
    assert told.args[0].startswith("Den Ordner")


def test_printing_puts_every_page_on_paper_of_the_same_kind(
    view: SheetsView, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(qtbot, view, "plan")
    found = view._paper
    assert found is not None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "gedruckt.pdf"))

    set_page(printer, found)
    view.sending.run(
        lambda: report_pages.print_pages(found, printer, 1, len(found.sizes)), view.sending.on_printed
    )
    with qtbot.waitSignal(view.desk.told, timeout=60_000) as told:
        pass
    assert told.args[0].endswith("an den Drucker gegeben.")
    printed = pypdfium2.PdfDocument(tmp_path / "gedruckt.pdf")
    assert len(printed) == len(found.sizes)
    assert printed.get_page_size(0) == pytest.approx(found.sizes[0], abs=2)
    printed.close()


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints")
def test_a_printer_that_cannot_begin_is_told_in_one_sentence(view: SheetsView, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/dieses/gibt/es/nicht/x.pdf")
    with qtbot.waitSignal(view.desk.told) as told:
        view.sending.run(
            lambda: report_pages.print_pages(view._paper, printer, 1, 1), view.sending.on_printed
        )
    assert "Drucker ist nicht bereit" in told.args[0]


def test_opening_hands_a_copy_to_the_system(
    view: SheetsView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(QUrl(url).toLocalFile())) is None
    )
    view.sending.open_outside()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes() == view._paper.data
    view.sending._copies.cleanup()
    assert not opened[0].exists()


def test_an_empty_project_can_be_previewed_too(qtbot: QtBot, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, [], TestClock())
    desk = Desk(workspace)
    view = SheetsView(desk)
    qtbot.addWidget(view)
    view.show_view(desk.view)
    settle(qtbot, view)
    assert "Zusammenarbeit ohne Namen" in text(view)
    desk.close()
    workspace.close()


def test_the_plan_is_compared_with_the_baseline_of_the_place_or_another(
    view: SheetsView, qtbot: QtBot
) -> None:
    workspace, form = view.desk.workspace, view.options
    assert not form.form.isRowVisible(form.baseline)
    for name in ("Erster", "Zweiter"):
        workspace.run(steps.TAKE_BASELINE, take_baseline(name, view.desk.view.as_of))
    ids = {row.name: row.id for row in baseline_rows(view.desk.view)}
    choose(qtbot, view, "plan")
    assert form.form.isRowVisible(form.baseline)
    view.desk.look_through(PlanLens(baseline_id=ids["Erster"]))
    qtbot.waitUntil(lambda: "verglichen mit Basisplan „Erster“" in text(view), timeout=20_000)
    form.baseline.setCurrentIndex(form.baseline.findData(ids["Zweiter"]))
    form.changed.emit()
    qtbot.waitUntil(lambda: "verglichen mit Basisplan „Zweiter“" in text(view), timeout=20_000)
    settle(qtbot, view)
    choose(qtbot, view, "status")
    assert not form.form.isRowVisible(form.baseline)


def test_a_sheet_about_an_agreement_is_about_the_one_seen_last(view: SheetsView, qtbot: QtBot) -> None:
    desk = view.desk
    made = [desk.commit("Anlegen", start_agreement(title)) for title in ("Erste", "Zweite")]
    view.show_view(desk.view)
    for agreement in made:
        desk.look_at_agreement(agreement.id)
        view.show_sheet("legal_check")
        assert view.options.agreement.currentData() == agreement.id
        settle(qtbot, view)
