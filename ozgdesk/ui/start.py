"""Starting Qt: one QApplication in German, with our look. The window itself is built by the caller."""

import sys

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator, qVersion
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox

from ozgdesk.ui.garbage import GarbageCollector
from ozgdesk.ui.theme import Theme

GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)


def start_qt(theme: str = "system") -> QApplication:
    """The QApplication of this process, made on the first call; `theme` is system, light or dark."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["ozgdesk"])
        app.setApplicationName("OZG-Desk")
    if app.findChild(GarbageCollector) is None:
        GarbageCollector(app)
    speak_german(app)
    found = app.findChild(Theme)
    if found is None:
        Theme(app, theme)
    else:
        found.choose(theme)
    return app


def speak_german(app: QApplication) -> None:
    """Let Qt's own dialogs and notations be German, whatever the system speaks."""
    QLocale.setDefault(GERMAN)
    if app.findChild(QTranslator, "german") is None:
        translator = QTranslator(app)
        translator.setObjectName("german")
        if translator.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)


def cancel_button_text() -> str:
    """What the standard button of a dialog says: "Abbrechen" when the translation is there."""
    start_qt()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    return box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "")


def qt_version() -> str:
    """The version of Qt in use."""
    return qVersion()


def say(sentence: str) -> None:
    """Say one sentence before there is a window."""
    box = QMessageBox(QMessageBox.Icon.Warning, "OZG-Desk", sentence)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()


def name_for_taskbar() -> None:
    """Let Windows show the window under our own icon instead of that of Python."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("OZG-Desk")
