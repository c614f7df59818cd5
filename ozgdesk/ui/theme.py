"""How the window looks: palette, typeface and style sheet, following the system or the user's choice.

Drawn widgets ask `role(widget, "accent")` while they paint, so they follow every change. Lengths lie on a
4-px grid
(`step(3)` is 12 px). Widgets get their look by name: `look(label, "title")`, see `style_sheet`.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ozgdesk.paths import resource
from ozgdesk.ui.palette import DARK, LIGHT, Colors, from_system
from ozgdesk.ui.style_sheet import style_sheet

FAMILY: Final = "Source Sans 3"
ROW_HEIGHT: Final = 32
_PROPERTY: Final = "ozgdesk_colors"


def step(count: int) -> int:
    """A length of `count` steps of the 4-px grid, in logical pixels."""
    return 4 * count


def colors() -> Colors:
    """The colours in use; the light ones before a theme is applied."""
    app = QGuiApplication.instance()
    found = app.property(_PROPERTY) if app is not None else None
    return found if isinstance(found, Colors) else LIGHT


def role(widget: QWidget | None, name: str) -> QColor:
    """The colour of a role for a widget that paints now; disabled widgets paint text and marks muted."""
    if widget is not None and not widget.isEnabled() and name in ("text", "accent"):
        name = "muted"
    return colors().color(name)


def is_dark() -> bool:
    """Whether the ground in use is darker than its text."""
    in_use = colors()
    return in_use.color("window").lightness() < in_use.color("text").lightness()


def look(widget: QWidget, name: str) -> None:
    """Give a widget one of the looks of the style sheet, also when it is already shown."""
    if widget.property("look") != name:
        widget.setProperty("look", name)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def font(points: float = 0.0, *, strong: bool = False) -> QFont:
    """The typeface of the program; `points` is relative to the ordinary size."""
    found = QFont(QApplication.font())
    found.setPointSizeF(found.pointSizeF() + points)
    if strong:
        found.setWeight(QFont.Weight.DemiBold)
    return found


def load_typeface() -> None:
    """Register the bundled typeface, which screen and paper share."""
    if FAMILY in QFontDatabase.families():
        return
    for face in ("Regular", "It", "Semibold", "Bold"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"SourceSans3-{face}.ttf")))


class Theme(QObject):
    """Applies the look to the application and follows the system while the choice is "system"."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._system_palette = app.palette()
        app.setStyle("Fusion")
        load_typeface()
        app.setFont(QFont(FAMILY, 11))
        self._hints = app.styleHints()
        self._access = self._hints.accessibility()  # kept: PySide deletes it with its last reference
        self._hints.colorSchemeChanged.connect(self._apply)
        self._access.contrastPreferenceChanged.connect(self._apply)
        self._apply()

    @property
    def choice(self) -> str:
        """What the user chose: system, light or dark."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Use light or dark from now on, or follow the system."""
        self._choice = choice
        self._apply()

    def wants_contrast(self) -> bool:
        """Whether the system shows a contrast theme; then only its colours are used."""
        return self._access.contrastPreference() == Qt.ContrastPreference.HighContrast

    def _apply(self) -> None:
        if self.wants_contrast():
            self._hints.unsetColorScheme()
            self._app.setPalette(QPalette())
            found = from_system(self._app.palette())
        else:
            found = self._chosen()
            self._app.setPalette(qt_palette(found))
        self._app.setProperty(_PROPERTY, found)
        sheet = style_sheet(found, resource("app").as_posix())
        if self._app.styleSheet() != sheet:  # Qt polishes every widget again, also for the same sheet
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def _chosen(self) -> Colors:
        if self._choice == "system":
            scheme = self._hints.colorScheme()
            return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT


def qt_palette(found: Colors) -> QPalette:
    """The palette Qt's own widgets and dialogs use."""
    roles = QPalette.ColorRole
    by_role = {
        roles.Window: "window", roles.WindowText: "text", roles.Base: "surface",
        roles.AlternateBase: "sunken", roles.Text: "text", roles.Button: "sunken", roles.ButtonText: "text",
        roles.BrightText: "danger",
        roles.ToolTipBase: "raised", roles.ToolTipText: "text", roles.PlaceholderText: "muted",
        roles.Highlight: "accent", roles.HighlightedText: "on_accent", roles.Link: "accent",
        roles.LinkVisited: "accent", roles.Light: "raised", roles.Midlight: "hover", roles.Mid: "border",
        roles.Dark: "border", roles.Shadow: "hairline", roles.Accent: "accent",
    }  # fmt: skip
    palette = QPalette()
    for target, name in by_role.items():
        palette.setColor(target, found.color(name))
    for target in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, found.color("muted"))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, found.color("hairline"))
    return palette
