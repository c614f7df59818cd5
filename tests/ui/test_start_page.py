"""The start page, driven with keys."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands.samples import SAMPLES
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.start_page import StartPage, Trouble
from tests.ui.desks import show_active

FILES = [Path("/daten/Taunus.ozg"), Path("/daten/Kassel & Nord.ozg")]


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    return shown(qtbot, StartPage(FILES))


def shown(qtbot: QtBot, page: StartPage) -> StartPage:
    start_qt("light")
    qtbot.addWidget(page)
    page.resize(1100, 760)
    show_active(qtbot, page)
    page.begin()
    return page


def focused(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_enter_opens_the_latest_file_and_the_arrows_go_to_the_others(qtbot: QtBot, page: StartPage) -> None:
    opened: list[Path] = []
    page.asked_to_open.connect(opened.append)
    focused(qtbot, Qt.Key.Key_Return)
    focused(qtbot, Qt.Key.Key_Down)
    focused(qtbot, Qt.Key.Key_Return)
    assert opened == FILES


def test_a_new_project_offers_every_sample_and_escape_goes_back(qtbot: QtBot, page: StartPage) -> None:
    made: list[str] = []
    page.asked_to_create.connect(lambda name, _title: made.append(name))
    focused(qtbot, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(page.samples) and page.samples[0].hasFocus())
    for _ in SAMPLES:
        focused(qtbot, Qt.Key.Key_Space)
        focused(qtbot, Qt.Key.Key_Down)
    assert tuple(made) == SAMPLES
    focused(qtbot, Qt.Key.Key_Escape)
    assert page.recent[0].hasFocus()
    assert page.recent[0].isVisible()


def test_each_way_has_a_key(qtbot: QtBot, page: StartPage) -> None:
    with qtbot.waitSignal(page.asked_to_open) as opening:
        focused(qtbot, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert opening.args == [None]
    with qtbot.waitSignal(page.asked_to_restore):
        focused(qtbot, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)


def test_without_files_the_samples_are_offered_at_once(qtbot: QtBot) -> None:
    page = shown(qtbot, StartPage([]))
    assert page.samples[0].hasFocus()


def test_the_delete_key_asks_to_forget_only_the_chosen_file(qtbot: QtBot, page: StartPage) -> None:
    focused(qtbot, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.asked_to_forget) as forgetting:
        focused(qtbot, Qt.Key.Key_Delete)
    assert forgetting.args == [FILES[1]]


def test_trouble_is_said_and_can_be_tried_again(qtbot: QtBot) -> None:
    trouble = Trouble("„X“ ist beschädigt <b>.", FILES[0], "22.11.2026, 14:32 Uhr")
    page = shown(qtbot, StartPage(FILES, trouble))
    with qtbot.waitSignal(page.asked_for_newest_backup):
        focused(qtbot, Qt.Key.Key_Space)
    focused(qtbot, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.asked_to_open) as opening:
        focused(qtbot, Qt.Key.Key_Space)
    assert opening.args == [FILES[0]]


def test_a_screen_reader_hears_title_and_sentence(page: StartPage) -> None:
    assert page.new.accessibleName() == "Neues Projekt"
    assert page.recent[1].accessibleName() == "Kassel & Nord"
    assert page.recent[1].accessibleDescription() == "/daten"


@pytest.mark.parametrize("width", [640, 800, 1600])
def test_nothing_is_cut_off_at_any_width(qtbot: QtBot, width: int) -> None:
    page = shown(qtbot, StartPage(FILES, left=Path("/daten", "Interkommunale Zusammenarbeit " * 6 + ".ozg")))
    page.show_samples()
    page.resize(width, 600)
    choices = [*page.samples, page.new, page.open, page.restore]
    qtbot.waitUntil(lambda: all(row.height() >= row.heightForWidth(row.width()) for row in choices))
    assert not page.horizontalScrollBar().isVisible()
