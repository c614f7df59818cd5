"""One writes, the others read: the file is given free after a pause, and everybody is told who has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.step import Author
from ozgdesk.domain.tasks import Task
from ozgdesk.settings import Settings
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.file_watch import FileWatch
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.start import start_qt
from tests.helpers import TestClock, make_file, task
from tests.ui.desks import close_desk, make_desk, show_active

OTHER = Author("Kämmerei", "NA")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, [task(1)])
    yield found
    close_desk(found)


@pytest.fixture
def watch(desk: Desk) -> Iterator[FileWatch]:
    found = FileWatch(desk)
    yield found
    found.stop()


def test_after_a_pause_others_can_write_and_the_next_edit_takes_the_file_back(
    desk: Desk, watch: FileWatch
) -> None:
    watch.release()
    assert not desk.workspace.is_writable
    other = Workspace.open(desk.workspace.path, author=OTHER)
    other.run("Aufgabe ändern", records.edit(Task, task(1).id, name="von drüben"))
    other.close()
    desk.run("Aufgabe ändern", records.edit(Task, task(1).id, waiting_for="uns"))
    row = desk.snapshot.get(Task, task(1).id)
    assert (row.name, row.waiting_for) == ("von drüben", "uns")


def test_what_is_typed_wrongly_keeps_the_file(desk: Desk, watch: FileWatch) -> None:
    detach = desk.attach_editor(lambda: False)
    watch.release()
    assert desk.workspace.is_writable
    detach()


def test_a_reader_is_told_who_writes_follows_and_learns_when_the_file_is_free(
    desk: Desk, watch: FileWatch, qtbot: QtBot
) -> None:
    said: list[tuple[str, bool]] = []
    watch.changed.connect(lambda text, is_free: said.append((text, is_free)))
    watch.release()
    other = Workspace.open(desk.workspace.path, author=OTHER)
    watch.look()
    assert "Kämmerei" in said[-1][0]
    assert "bearbeitet diese Datei seit" in said[-1][0]
    other.run("Aufgabe ändern", records.edit(Task, task(1).id, name="von drüben"))
    watch.look()
    assert desk.snapshot.get(Task, task(1).id).name == "von drüben"
    other.close()
    watch.look()
    assert said[-1] == ("Die Datei ist wieder frei.", True)
    watch.retake()
    assert desk.workspace.is_writable
    assert said[-1] == ("", False)


def test_the_window_shows_a_banner_while_somebody_else_writes(tmp_path: Path, qtbot: QtBot) -> None:
    start_qt("light")
    path = make_file(tmp_path, [task(1)])
    other = Workspace.open(path, author=OTHER)
    clock = TestClock(first_id=0xABC000)
    reading = Workspace.open_reading(path, author=Author("Leserin"), clock=clock.clock())
    desk = Desk(reading, Settings())
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    assert "Kämmerei" in window.banner.text
    assert window.top_bar.saved.text() == "Nur lesen"
    other.close()
    window.watch.look()
    assert window.banner.button.text() == "Jetzt bearbeiten"
    window.banner.button.click()
    assert desk.workspace.is_writable
    assert not window.banner.isVisible()
    window.watch.stop()
    close_desk(desk)


def test_midnight_makes_a_new_day(tmp_path: Path, qtbot: QtBot) -> None:
    clock = TestClock(first_id=0xABC000)
    desk = make_desk(tmp_path, [task(1)], clock)
    watch = FileWatch(desk)
    before = desk.view.as_of
    clock.advance(24 * 3600)
    watch.look()
    assert (desk.view.as_of - before).days == 1
    watch.stop()
    close_desk(desk)


def test_input_begins_the_pause_anew(desk: Desk, qtbot: QtBot) -> None:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    show_active(qtbot, window)
    window.watch._pause.stop()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert window.watch._pause.isActive()
    window.watch.stop()
