"""The colours of the window: every role with its value in the light and in the dark palette.

Which of them is in use decides `theme`; a test holds every pair that meets on screen against the contrast
limits.
"""

from dataclasses import dataclass, fields

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colors:
    """Roles of colour. Text roles reach 4.5:1 on every ground, drawn roles 3:1; `hairline` only separates."""

    window: str
    rail: str
    surface: str
    sunken: str
    raised: str
    hover: str
    selection: str
    hairline: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    focus: str
    danger: str
    on_danger: str
    success: str
    warning: str
    danger_soft: str
    warning_soft: str
    success_soft: str
    light_green: str
    light_yellow: str
    light_red: str
    light_grey: str
    bar: str
    bar_done: str
    critical: str
    milestone: str
    link: str
    today: str
    free_day: str
    baseline: str

    def color(self, role: str) -> QColor:
        """The colour of a role by its name; AttributeError when there is no such role."""
        return QColor(getattr(self, role))


LIGHT = Colors(
    window="#ffffff",
    rail="#f6f6f4",
    surface="#ffffff",
    sunken="#f6f6f4",
    raised="#ffffff",
    hover="#efefec",
    selection="#e6ecf8",
    hairline="#e4e4e0",
    border="#7f8389",
    text="#1b1d21",
    muted="#5b6067",
    accent="#2f58b0",
    on_accent="#ffffff",
    focus="#2f58b0",
    danger="#b3261e",
    on_danger="#ffffff",
    success="#1c6b3c",
    warning="#7d5200",
    danger_soft="#fdeceb",
    warning_soft="#fdf3dd",
    success_soft="#e7f4ec",
    light_green="#2a8a52",
    light_yellow="#b07500",
    light_red="#c4352b",
    light_grey="#7d8288",
    bar="#4a73c4",
    bar_done="#2f58b0",
    critical="#c4352b",
    milestone="#1b1d21",
    link="#6d727a",
    today="#c4352b",
    free_day="#f1f1ee",
    baseline="#7f8389",
)

DARK = Colors(
    window="#1b1c1f",
    rail="#151618",
    surface="#1b1c1f",
    sunken="#151618",
    raised="#26282c",
    hover="#26282c",
    selection="#28344f",
    hairline="#2f3136",
    border="#7f848c",
    text="#e9eaec",
    muted="#a7acb4",
    accent="#8fb0f5",
    on_accent="#10182b",
    focus="#8fb0f5",
    danger="#ff9b92",
    on_danger="#2b0b08",
    success="#7fd1a0",
    warning="#eebf63",
    danger_soft="#3a2321",
    warning_soft="#382d18",
    success_soft="#1d3226",
    light_green="#4fb47c",
    light_yellow="#dfa93a",
    light_red="#f0776c",
    light_grey="#8d9299",
    bar="#6d93e0",
    bar_done="#a9c3fa",
    critical="#f0776c",
    milestone="#e9eaec",
    link="#969ba3",
    today="#f0776c",
    free_day="#222327",
    baseline="#83878e",
)


def from_system(palette: QPalette) -> Colors:
    """Roles taken from the palette of the system, for contrast themes: every role is one of its colours."""
    group, role = QPalette.ColorGroup.Active, QPalette.ColorRole
    base = palette.color(group, role.Base).name()
    window = palette.color(group, role.Window).name()
    text = palette.color(group, role.WindowText).name()
    highlight = palette.color(group, role.Highlight).name()
    on_highlight = palette.color(group, role.HighlightedText).name()
    values = dict.fromkeys((field.name for field in fields(Colors)), text)
    values |= dict.fromkeys(("surface", "raised", "selection", "free_day"), base)
    values |= dict.fromkeys(("window", "rail", "sunken", "hover"), window)
    values |= dict.fromkeys(("danger_soft", "warning_soft", "success_soft", "on_danger"), base)
    values |= {"accent": highlight, "on_accent": on_highlight, "focus": text}
    return Colors(**values)


def luminance(color: QColor) -> float:
    """Relative luminance after WCAG 2.2, from 0 (black) to 1 (white)."""

    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor | str, other: QColor | str) -> float:
    """Contrast ratio of two colours after WCAG 2.2, from 1 to 21."""
    bright, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def ink_on(ground: QColor | str) -> QColor:
    """Black or white, whichever reads better on a ground of any colour, such as that of a municipality."""
    black, white = QColor("#000000"), QColor("#ffffff")
    return black if contrast(black, ground) >= contrast(white, ground) else white
