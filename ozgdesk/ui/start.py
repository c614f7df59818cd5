"""Starting Qt: one QApplication in German, with our look. The window itself is built by the caller."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator, qVersion
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from ozgdesk.ui.theme import Theme

GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)


def start_qt(theme: str = "system") -> QApplication:
    """The QApplication of this process, made on the first call; `theme` is system, light or dark."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["ozgdesk"])
        app.setApplicationName("OZG-Desk")
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
