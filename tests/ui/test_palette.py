"""Every colour pair that meets on screen is told apart by weak eyes (WCAG 2.2), in both palettes."""

from dataclasses import asdict, fields

import pytest
from PySide6.QtGui import QColor, QPalette

from ozgdesk.ui.palette import DARK, LIGHT, Colors, contrast, from_system, ink_on
from ozgdesk.ui.widgets.fields_chosen import SAFE_COLORS

PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
GROUNDS = ("window", "rail", "surface", "sunken", "raised", "hover", "selection", "free_day")
INKS = ("text", "muted", "accent", "danger", "success", "warning")
DRAWN = (
    "border", "focus", "light_green", "light_yellow", "light_red", "light_grey", "bar", "bar_done",
    "critical", "milestone", "link", "today", "baseline",
)  # fmt: skip
SPECIAL = (
    ("on_accent", "accent"), ("on_danger", "danger"), ("danger", "danger_soft"), ("warning", "warning_soft"),
    ("success", "success_soft"), ("text", "danger_soft"), ("text", "warning_soft"), ("text", "success_soft"),
    ("window", "text"),
)  # fmt: skip


@pytest.mark.parametrize("colors", PALETTES)
def test_text_reads_on_every_ground(colors: Colors) -> None:
    values = asdict(colors)
    pairs = [(ink, ground) for ink in INKS for ground in GROUNDS] + list(SPECIAL)
    weak = {
        pair: round(ratio, 2) for pair in pairs if (ratio := contrast(values[pair[0]], values[pair[1]])) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("colors", PALETTES)
def test_drawn_marks_and_focus_stand_out_from_every_ground(colors: Colors) -> None:
    values = asdict(colors)
    pairs = [(mark, ground) for mark in DRAWN for ground in GROUNDS]
    weak = {
        pair: round(ratio, 2) for pair in pairs if (ratio := contrast(values[pair[0]], values[pair[1]])) < 3.0
    }
    assert weak == {}


def test_every_role_is_tested() -> None:
    named = {*GROUNDS, *INKS, *DRAWN, *(role for pair in SPECIAL for role in pair), "hairline"}
    assert {field.name for field in fields(Colors)} == named


@pytest.mark.parametrize("color", [color for color, _ in SAFE_COLORS] + ["#000000", "#ffffff", "#808080"])
def test_a_code_reads_on_the_colour_of_any_municipality(color: str) -> None:
    assert contrast(ink_on(color), color) >= 4.5


def test_a_contrast_theme_uses_only_the_colours_of_the_system() -> None:
    palette = QPalette(QColor("#000000"))
    chosen = {
        QPalette.ColorRole.Base: "#000000",
        QPalette.ColorRole.Window: "#000000",
        QPalette.ColorRole.WindowText: "#ffff00",
        QPalette.ColorRole.Highlight: "#00ffff",
        QPalette.ColorRole.HighlightedText: "#000000",
    }
    for role, color in chosen.items():
        palette.setColor(role, QColor(color))
    assert set(asdict(from_system(palette)).values()) == set(chosen.values())
