"""Reading a plan of another program in the window: file, preview, one step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.import_dialog import ImportDialog
from ozgdesk.ui.main_window import MainWindow
from tests.conftest import Dialogs
from tests.exchange import gan_files
from tests.exchange.mspdi_files import element, plan, task, write
from tests.helpers import id_of

PLAN = plan(
    [task(1, "Vergabe & <b>Akte</b>"), task(2, "Schulung")],
    resources=[
        element("Resource", UID=1, Name="Hauptamt Usingen"),
        element("Resource", UID=2, Name="Bauamt"),
    ],
    assignments=[
        element("Assignment", TaskUID=1, ResourceUID=1),
        element("Assignment", TaskUID=2, ResourceUID=2),
    ],
)


def choose(dialogs: Dialogs, path: Path) -> None:
    """The user chooses this file."""

    def answer(dialog: QFileDialog) -> None:
        dialog.selectFile(str(path))
        dialog.done(QFileDialog.DialogCode.Accepted)

    dialogs.expect(answer)


def test_a_plan_is_previewed_and_taken_over_as_one_step(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def preview(dialog: ImportDialog) -> None:
        seen.append(dialog.summary.text())
        assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
        assert dialog.mapping == {"Hauptamt Usingen": id_of(1)}
        dialog.choices["Bauamt"].setCurrentIndex(2)
        assert not dialog.take.isEnabled()
        qtbot.waitUntil(dialog.take.isEnabled)
        seen.append(dialog.summary.text())
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    choose(dialogs, write(tmp_path, PLAN))
    dialogs.expect(preview)
    window.actions_by_name["import"].trigger()
    qtbot.waitUntil(lambda: len(desk.snapshot.all(Task)) == 2)
    assert seen == [
        "3 neu, 0 geändert, 0 übersprungen, 1 nicht übernommen, 0 Konflikte.",
        "4 neu, 0 geändert, 0 übersprungen, 0 nicht übernommen, 0 Konflikte.",
    ]
    assert {part.municipality_id for part in desk.snapshot.all(Assignment)} == {id_of(1), id_of(2)}
    assert window.place_key == "plan"
    assert window.actions_by_name["undo"].text() == "&Rückgängig: Projektplan einlesen"
    window.undo()
    assert desk.snapshot.all(Task) == ()


def test_a_preview_that_is_left_changes_nothing(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    before = desk.snapshot
    choose(dialogs, write(tmp_path, PLAN))
    dialogs.expect(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    window.exchanges.read_plan()
    qtbot.waitUntil(lambda: dialogs.unanswered == 0)
    assert desk.snapshot is before
    assert desk.workspace.undo_label is None


def test_the_same_plan_again_has_nothing_to_take(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write(tmp_path, PLAN)
    said: list[str] = []

    def again(dialog: ImportDialog) -> None:
        said.append(dialog.summary.text())
        assert not dialog.take.isEnabled()
        dialog.cancel.click()

    for answer in (lambda dialog: dialog.take.click(), again):
        choose(dialogs, path)
        dialogs.expect(answer)
        window.exchanges.read_plan()
        qtbot.waitUntil(lambda: dialogs.unanswered == 0 and not desk.jobs.is_busy)
    assert said[0].endswith("Es gibt nichts zu übernehmen.")


def test_a_file_that_is_no_plan_gives_one_sentence(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    choose(dialogs, write(tmp_path, "<html/>"))
    dialogs.expect(read)
    window.exchanges.read_plan()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("„plan.xml“ ist kein Plan von MS Project, sondern beginnt mit „html“;")


def test_a_plan_of_ganttproject_is_known_by_its_suffix(
    desk: Desk, window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    filters: list[str] = []

    def answer(dialog: QFileDialog) -> None:
        filters.extend(dialog.nameFilters())
        dialog.selectFile(str(write(tmp_path, gan_files.plan([gan_files.task(1, "Vergabe")]), "plan.gan")))
        dialog.done(QFileDialog.DialogCode.Accepted)

    dialogs.expect(answer)
    dialogs.expect(lambda dialog: dialog.take.click())
    window.exchanges.read_plan()
    qtbot.waitUntil(lambda: [task.name for task in desk.snapshot.all(Task)] == ["Vergabe"])
    assert {"*.xml", "*.gan"} <= set(filters[0].removesuffix(")").partition("(")[2].split())
    assert "Projektplan aus GanttProject (*.gan)" in filters


def test_a_plan_of_ganttproject_with_another_suffix_is_named(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    said: list[str] = []

    def read(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    choose(dialogs, write(tmp_path, gan_files.plan()))
    dialogs.expect(read)
    window.exchanges.read_plan()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["„plan.xml“ ist ein Plan von GanttProject; bitte lesen Sie ihn mit der Endung .gan ein."]
