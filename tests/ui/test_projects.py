"""Opening, creating, restoring and leaving projects, through the window as the program builds it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from ozgdesk import settings
from ozgdesk.commands import records
from ozgdesk.commands.backups import backups_of
from ozgdesk.commands.plan import delete_tasks
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.step import Author
from ozgdesk.domain.tasks import Baseline, Task
from ozgdesk.paths import Paths
from ozgdesk.present.plan import plan_rows
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.ui.choice import Choice
from ozgdesk.ui.frame import Frame
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.projects import Projects
from ozgdesk.ui.restore_dialog import RestoreDialog
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.start_page import StartPage
from ozgdesk.ui.theme import Theme
from tests.conftest import Dialogs
from tests.domain.plans import Plan
from tests.helpers import TestClock, cooperation, id_of, make_file, task

OTHER = Author("Kämmerei", "NA")


@pytest.fixture
def frame(paths: Paths, qapp: QApplication) -> Iterator[Frame]:
    start_qt("light")
    found = Frame(paths.config_dir / "window.ini")
    found.show()
    yield found
    found.close()
    found.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or every later test paints these too


@pytest.fixture
def projects(frame: Frame, paths: Paths) -> Iterator[Projects]:
    found = started(frame, paths)
    yield found
    assert found.leave()


def started(frame: Frame, paths: Paths) -> Projects:
    return Projects(frame, paths, settings.load(paths.settings_file), TestClock(first_id=0xABC000).clock())


def start_page(projects: Projects) -> StartPage:
    page = projects.frame.content
    assert isinstance(page, StartPage)
    return page


def test_the_first_start_makes_the_sample_and_the_next_opens_the_latest_file(
    projects: Projects, paths: Paths, tmp_path: Path
) -> None:
    projects.begin(None)
    assert projects.desk is not None
    assert projects.desk.workspace.path.parent == paths.samples_dir
    assert {row.code for row in projects.desk.snapshot.all(Municipality)} >= {"USI", "NA", "GLA", "SCHM"}
    mine = make_file(tmp_path, [task(1)], "Mein Projekt.ozg")
    assert projects.open(mine)
    assert projects.leave()
    again = started(projects.frame, paths)
    again.begin(None)
    assert again.desk is not None
    assert again.desk.workspace.path == mine
    assert "Mein Projekt" in projects.frame.windowTitle()
    assert again.leave()


def test_what_is_preferred_at_the_desk_is_saved_for_the_next_start(
    projects: Projects, paths: Paths, tmp_path: Path
) -> None:
    assert projects.open(make_file(tmp_path, [task(1)]))
    assert projects.desk is not None
    projects.desk.prefer(replace(projects.settings, plan_columns=("Aufgabe", "Puffer")))
    assert projects.settings.plan_columns == ("Aufgabe", "Puffer")
    assert settings.load(paths.settings_file).settings.plan_columns == ("Aufgabe", "Puffer")


def test_baseline_and_target_of_a_project_are_chosen_again_at_the_next_start(
    projects: Projects, paths: Paths, tmp_path: Path
) -> None:
    made = Plan().task("Erfassen", 3).milestone("Beschluss").link("Erfassen", "Beschluss")
    rows = [cooperation(), *made.rows, Baseline(id=id_of(90), name="Alt", taken_on=date(2026, 1, 5))]
    mine, other = make_file(tmp_path, rows, "eins.ozg"), make_file(tmp_path, [task(1)], "zwei.ozg")
    assert projects.open(mine)
    assert projects.desk is not None
    lens = PlanLens(baseline_id=id_of(90), target_id=made.id("Beschluss"))
    projects.desk.look_through(lens)
    assert projects.open(other)
    assert projects.desk.lens == PlanLens()
    again = started(projects.frame, paths)
    assert again.open(mine)
    assert again.desk is not None
    assert again.desk.lens == lens
    assert plan_rows(again.desk.view, again.desk.lens).path.startswith("Kritischer Weg zu A-002")
    again.desk.run("x", records.delete(Baseline, id_of(90)))
    again.desk.run("x", delete_tasks([made.id("Beschluss")]))
    place = plan_rows(again.desk.view, again.desk.lens)
    assert (place.baseline, place.path) == ("", "")
    assert again.leave()


def test_leaving_a_project_gives_its_file_free(projects: Projects, tmp_path: Path) -> None:
    first, second = make_file(tmp_path, [task(1)], "eins.ozg"), make_file(tmp_path, [task(2)], "zwei.ozg")
    assert projects.open(first)
    assert projects.open(second)
    Workspace.open(first, author=OTHER).close()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "wurde nicht gefunden"),
        (b"", "ist leer"),
        (b"Protokoll der Sitzung\n" * 400, "keine Projektdatei"),
        (b"SQLite format 3\0" + b"\xff" * 8000, "„p.ozg“"),
    ],
    ids=["missing", "empty", "foreign", "damaged"],
)
def test_a_file_that_cannot_be_used_is_explained_and_stays_as_it_is(
    projects: Projects, tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "p.ozg"
    if content is not None:
        path.write_bytes(content)
    assert not projects.open(path)
    assert said in start_page(projects).sentence
    assert start_page(projects).findChild(QPushButton, "restoreNewest") is None
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_full_disk_is_explained_where_a_new_project_was_wanted(
    projects: Projects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ozgdesk.store.sqlite_file.sync_file", full)
    assert not projects.create("empty", tmp_path / "neu.ozg")
    assert "Platz" in start_page(projects).sentence
    assert list(tmp_path.glob("*.ozg*")) == []


def test_the_newest_backup_of_a_damaged_file_is_one_key_away(
    projects: Projects, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_file(tmp_path, [task(1, "gut")])
    assert projects.open(path)
    assert projects.desk is not None
    projects.desk.workspace.backup("manual")
    assert projects.leave()
    path.write_bytes(b"")
    assert not projects.open(path)
    button = start_page(projects).findChild(QPushButton, "restoreNewest")
    assert button is not None
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert projects.desk is not None
    assert projects.desk.snapshot.all(Task)[0].name == "gut"
    assert (tmp_path / "projekt.ozg.vorher").read_bytes() == b""


def test_a_file_that_another_desk_writes_is_opened_for_reading(projects: Projects, tmp_path: Path) -> None:
    path = make_file(tmp_path, [task(1)])
    other = Workspace.open(path, author=OTHER)
    assert projects.open(path)
    assert projects.desk is not None
    assert projects.window is not None
    assert not projects.desk.workspace.is_writable
    assert "Kämmerei" in projects.window.banner.text
    other.run("Aufgabe ändern", records.edit(Task, task(1).id, name="von drüben"))
    projects.window.watch.look()
    assert projects.desk.snapshot.get(Task, task(1).id).name == "von drüben"
    other.close()
    projects.window.watch.look()
    projects.window.banner.button.click()
    assert projects.desk.workspace.is_writable


def test_a_field_with_something_wrong_keeps_the_window_open(projects: Projects, tmp_path: Path) -> None:
    assert projects.open(make_file(tmp_path, [task(1)]))
    assert projects.desk is not None
    assert projects.window is not None
    detach = projects.desk.attach_editor(lambda: False)
    assert not projects.frame.close()
    assert not projects.open(make_file(tmp_path, [task(2)], "anderes.ozg"))
    assert projects.window.isVisible()
    detach()
    assert projects.frame.close()
    assert projects.desk is None


def test_quitting_by_the_menu_closes_the_program_and_frees_the_file(
    projects: Projects, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_file(tmp_path, [task(1)])
    assert projects.open(path)
    assert projects.window is not None
    projects.window.actions_by_name["quit"].trigger()
    qtbot.waitUntil(lambda: not projects.frame.isVisible())
    Workspace.open(path, author=OTHER).close()


def test_the_first_opening_of_a_day_makes_one_backup(
    projects: Projects, paths: Paths, tmp_path: Path
) -> None:
    path = make_file(tmp_path, [task(1)])
    assert projects.open(path)
    projects.back_up_daily()
    made = backups_of(path, paths.backups_dir)
    assert [backup.reason for backup in made] == ["day-start"]


def test_settings_that_cannot_be_read_are_told_once(frame: Frame, paths: Paths) -> None:
    paths.settings_file.write_text("{", encoding="utf-8")
    projects = started(frame, paths)
    projects.show_start()
    assert "settings.unlesbar-1.json" in frame.notices.text
    frame.notices.button.click()
    assert frame.notices.isHidden()
    started(frame, paths).show_start()
    assert frame.notices.text == ""


def test_the_place_of_a_file_at_risk_is_said(
    projects: Projects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert projects.open(make_file(tmp_path, [task(1)]))
    assert "OneDrive" in projects.frame.notices.text
    monkeypatch.delenv("OneDrive")
    assert projects.open(make_file(tmp_path, [task(1)], "anderes.ozg"))
    assert projects.frame.notices.text == ""


def test_a_new_project_never_replaces_a_file(
    projects: Projects, tmp_path: Path, dialogs: Dialogs, qtbot: QtBot
) -> None:
    path = make_file(tmp_path, [task(1)], "da.ozg")
    before = path.read_bytes()
    projects.show_start(samples=True)
    empty = start_page(projects).samples[-1]

    def answer(dialog: QFileDialog, name: str) -> None:
        dialog.selectFile(str(tmp_path / name))
        dialog.done(QFileDialog.DialogCode.Accepted)

    dialogs.expect(lambda dialog: answer(dialog, "da.ozg"))
    qtbot.keyClick(empty, Qt.Key.Key_Return)
    assert "wird nicht überschrieben" in start_page(projects).sentence
    assert path.read_bytes() == before
    projects.show_start(samples=True)
    dialogs.expect(lambda dialog: answer(dialog, "neu.ozg"))
    qtbot.keyClick(start_page(projects).samples[-1], Qt.Key.Key_Return)
    assert projects.desk is not None
    assert projects.desk.workspace.path == tmp_path / "neu.ozg"


def test_going_back_to_a_backup_keeps_what_was_there(
    projects: Projects, paths: Paths, tmp_path: Path, dialogs: Dialogs
) -> None:
    path = make_file(tmp_path, [task(1, "früher")])
    assert projects.open(path)
    assert projects.desk is not None
    projects.desk.workspace.backup("save")
    projects.desk.run("Aufgabe ändern", records.edit(Task, task(1).id, name="später"))

    def answer(dialog: RestoreDialog) -> None:
        assert "Strg+S" in dialog.list.item(0).text()
        dialog.accept()

    dialogs.expect(answer)
    assert projects.window is not None
    projects.window.actions_by_name["restore"].trigger()
    assert projects.desk.snapshot.get(Task, task(1).id).name == "früher"
    assert backups_of(path, paths.backups_dir)[0].reason == "before-restore"
    assert path.with_name("projekt.ozg.vorher").exists()


def test_a_second_start_brings_its_file(projects: Projects, tmp_path: Path) -> None:
    path = make_file(tmp_path, [task(1)])
    projects.show_start()
    projects.call(path)
    assert isinstance(projects.frame.content, MainWindow)
    projects.call(None)
    assert isinstance(projects.frame.content, MainWindow)


def test_a_chosen_look_is_kept_for_the_next_start(projects: Projects, paths: Paths, tmp_path: Path) -> None:
    assert projects.open(make_file(tmp_path, [task(1)]))
    assert projects.window is not None
    projects.window.theme_chosen.emit("dark")
    theme = QApplication.instance().findChild(Theme)
    assert theme is not None
    assert theme.choice == "dark"
    assert settings.load(paths.settings_file).settings.theme == "dark"
    theme.choose("light")


def test_a_forgotten_file_leaves_the_list_and_stays_on_the_disk(
    projects: Projects, tmp_path: Path, qtbot: QtBot
) -> None:
    path = make_file(tmp_path, [task(1)])
    assert projects.open(path)
    projects.show_start()
    row: Choice = start_page(projects).recent[0]
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert start_page(projects).recent == []
    assert path.exists()


@pytest.mark.parametrize("way", ["escape", "button"])
def test_from_the_start_page_one_goes_back_to_the_project_that_was_shown(
    projects: Projects, tmp_path: Path, qtbot: QtBot, way: str
) -> None:
    path = make_file(tmp_path, [task(1)], "Kassel & Nord.ozg")
    assert projects.open(path)
    assert projects.window is not None
    projects.window.asked_for_sample.emit()
    page = start_page(projects)
    back = page.findChild(QPushButton, "back")
    assert back is not None
    assert back.accessibleName() == "Zurück zu „Kassel & Nord“"
    if way == "escape":
        qtbot.keyClick(page.samples[0], Qt.Key.Key_Escape)
    else:
        qtbot.keyClick(back, Qt.Key.Key_Space)
    assert projects.desk is not None
    assert projects.desk.workspace.path == path


def test_the_way_back_stays_after_a_file_could_not_be_opened(projects: Projects, tmp_path: Path) -> None:
    path = make_file(tmp_path, [task(1)], "gut.ozg")
    assert projects.open(path)
    assert not projects.open(tmp_path / "fehlt.ozg")
    assert start_page(projects).findChild(QPushButton, "back") is not None
    path.unlink()
    assert not projects.open(path)
    assert start_page(projects).findChild(QPushButton, "back") is None, "it is what could not be opened"
