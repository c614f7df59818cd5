"""The look follows the choice of the user, and what is drawn follows the look."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ozgdesk.ui import theme
from ozgdesk.ui.icons import icon
from ozgdesk.ui.palette import DARK, LIGHT
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.toast import Toast
from tests.ui.desks import show_active


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[QApplication]:
    found = start_qt("light")
    yield found
    start_qt("light")


def test_the_choice_changes_palette_and_roles(app: QApplication) -> None:
    start_qt("dark")
    assert theme.colors() == DARK
    assert theme.is_dark()
    assert app.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    start_qt("light")
    assert theme.colors() == LIGHT
    assert not theme.is_dark()


def test_the_bundled_typeface_is_in_use(app: QApplication) -> None:
    assert QFontInfo(app.font()).family() == theme.FAMILY


def test_icons_are_drawn_in_the_colours_in_use(app: QApplication) -> None:
    def ink(color: str) -> bool:
        image = icon("add").pixmap(QSize(32, 32)).toImage()
        points = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return any(point.alpha() == 255 and point.name() == color for point in points)

    start_qt("light")
    assert ink(LIGHT.text)
    start_qt("dark")
    assert ink(DARK.text)
    assert not ink(LIGHT.text)


def test_a_disabled_widget_paints_its_text_muted(qtbot: QtBot, app: QApplication) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert theme.role(widget, "text").name() == LIGHT.text
    widget.setEnabled(False)
    assert theme.role(widget, "text").name() == LIGHT.muted


def test_a_look_is_applied_to_a_label_that_is_already_shown(qtbot: QtBot, app: QApplication) -> None:
    label = QLabel("Titel")
    qtbot.addWidget(label)
    label.show()
    before = label.fontInfo().pointSizeF()
    theme.look(label, "title")
    assert label.fontInfo().pointSizeF() > before


def test_the_dialogs_of_qt_speak_german(qtbot: QtBot, app: QApplication) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "Frage", "Wirklich?")
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel | QMessageBox.StandardButton.Save)
    assert {button.text().replace("&", "") for button in box.buttons()} == {"Abbrechen", "Speichern"}
    files = QFileDialog()
    qtbot.addWidget(files)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    texts = [
        button.text().replace("&", "") for button in files.findChildren(QWidget) if hasattr(button, "text")
    ]
    assert "Abbrechen" in texts


def test_the_print_dialog_speaks_german(qtbot: QtBot, app: QApplication) -> None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    dialog = QPrintDialog(QPrinter())
    qtbot.addWidget(dialog)
    texts = [
        child.text().replace("&", "") for child in dialog.findChildren(QWidget) if hasattr(child, "text")
    ]
    assert "Abbrechen" in texts


def test_an_open_choice_shows_all_its_words(qtbot: QtBot, app: QApplication) -> None:
    choice = QComboBox()
    qtbot.addWidget(choice)
    choice.addItems(["Vereinbarung 2020", "Vereinbarung 2021", "Vereinbarung 2022"])
    show_active(qtbot, choice)
    choice.showPopup()
    last = choice.view().visualRect(choice.model().index(2, 0))
    assert choice.view().viewport().rect().contains(last)
    choice.hidePopup()


def test_a_message_without_a_button_lets_the_mouse_through(qtbot: QtBot, app: QApplication) -> None:
    window = QWidget()
    window.resize(600, 300)
    below = QPushButton("Festhalten", window)
    below.setGeometry(0, 200, 600, 100)
    qtbot.addWidget(window)
    toast = Toast(window)
    show_active(qtbot, window)
    toast.show_text("Rückgängig: Aufgabe ändern")
    assert window.childAt(toast.geometry().center()) is below
    toast.show_text("Gelöscht.", "Rückgängig", lambda: None)
    assert window.childAt(toast.geometry().center()) is not below


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_button_with_the_cursor_has_a_frame_that_is_seen_on_its_ground(
    qtbot: QtBot, app: QApplication, name: str
) -> None:
    start_qt(name)
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Neue Sitzung", window)
    theme.look(button, "primary")
    window.resize(300, 80)
    show_active(qtbot, window)
    button.setFocus()
    edge = window.grab().toImage().pixelColor(button.width() // 2, 0).name()
    assert edge not in (theme.colors().accent, theme.colors().surface, theme.colors().on_accent)
