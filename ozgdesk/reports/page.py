"""The shared page: paper sizes, DIN 5008 margins, running head, foot and watermark.

All of it is furniture and drawn as artifact; what it says about the document stands in the title block too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ozgdesk import formats
from ozgdesk.reports import fonts, typeset
from ozgdesk.reports.pen import Pen, baseline_of
from ozgdesk.reports.story import PageSetup
from ozgdesk.reports.typeset import Style, shortened

MM = 72 / 25.4
_PAPERS = {"a4": (210 * MM, 297 * MM), "a3": (297 * MM, 420 * MM)}
# DIN 5008: 25 mm at the left for filing, at least 10 mm at the right.
_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * MM, 20 * MM, 22 * MM, 22 * MM
_HEAD, _FOOT = 13 * MM, 13 * MM
_SIZE = 8.0
_COUNTED, _NUMBER_SIZE, _NUMBER_GAP = 5, 7.5, 6 * MM


class Sheet(NamedTuple):
    """Size of the paper and of its text area in points."""

    paper: tuple[float, float]
    left: float
    width: float
    top: float
    bottom: float


def sheet(setup: PageSetup) -> Sheet:
    """Return the measures of the page."""
    width, height = _PAPERS[setup.paper]
    if setup.landscape:
        width, height = height, width
    return Sheet((width, height), _LEFT, width - _LEFT - _RIGHT, height - _TOP, _BOTTOM)


def dates(setup: PageSetup) -> str:
    """Return Stichtag and Datenstand in words."""
    stated = f"Stichtag {formats.day(setup.as_of)}"
    if setup.recorded_until is not None:
        stated += f" · Datenstand {formats.instant(setup.recorded_until)}"
    return stated


def draw_watermark(pen: Pen, measures: Sheet, text: str, replaced: set[str]) -> None:
    """Write one word across the page, pale and over everything, so that no shading hides it."""
    word = fonts.clean(text, replaced).replace("\n", " ")
    width, height = measures.paper
    size = min(110.0, 110.0 * width * 0.8 / max(fonts.width(word, fonts.BOLD, 110), 1))
    with pen.artifact("Pagination", "Watermark"):
        pen.veil(width / 2, height / 2, word, size, 50)


def draw_line_numbers(pen: Pen, measures: Sheet, lines: Sequence[tuple[float, Style]]) -> None:
    """Write the number of every fifth line of a page into its margin, so that a line can be cited."""
    for number, (top, style) in enumerate(lines, 1):
        if number % _COUNTED == 0:
            words = str(number)
            left = measures.left - _NUMBER_GAP - fonts.width(words, fonts.REGULAR, _NUMBER_SIZE)
            with pen.artifact("Pagination"):
                pen.text(left, baseline_of(top, style), words, _NUMBER_SIZE, fonts.REGULAR, typeset.MUTED)


def draw_furniture(
    pen: Pen, measures: Sheet, setup: PageSetup, page: int, pages: int, *, has_head: bool
) -> None:
    """Draw the running head, which a page with a title block does not have, and the foot.

    `page` counts from 1.
    """
    if setup.has_own_head:
        _draw_page_number(pen, measures, page, pages)
        return
    if has_head:
        y = measures.paper[1] - _HEAD
        with pen.artifact("Pagination", "Header"):
            _both_ends(pen, measures, y, setup.cooperation, setup.head or setup.title)
            pen.rule(measures.left, y - 5, measures.width, typeset.HAIRLINE, 0.5)
    with pen.artifact("Pagination", "Footer"):
        pen.rule(measures.left, _FOOT + 12, measures.width, typeset.HAIRLINE, 0.5)
        stated = f"{dates(setup)} · gedruckt am {formats.day(setup.printed_on)}"
        if setup.is_internal:
            stated += " · nur intern"
        _both_ends(pen, measures, _FOOT, stated, f"Seite {page} von {pages}")


def _draw_page_number(pen: Pen, measures: Sheet, page: int, pages: int) -> None:
    """Write the number of the page at the right of its foot; a single page has none."""
    if pages > 1:
        with pen.artifact("Pagination", "Footer"):
            _both_ends(pen, measures, _FOOT, "", f"Seite {page} von {pages}")


def _both_ends(pen: Pen, measures: Sheet, y: float, left: str, right: str) -> None:
    """Write one line at both ends of the text width, shortened where they would touch."""
    half = measures.width * 0.48
    right = shortened(fonts.clean(right).replace("\n", " "), fonts.REGULAR, _SIZE, half)
    used = fonts.width(right, fonts.REGULAR, _SIZE)
    left = shortened(fonts.clean(left).replace("\n", " "), fonts.REGULAR, _SIZE, measures.width - used - 12)
    pen.text(measures.left, y, left + " ", _SIZE, fonts.REGULAR, typeset.MUTED)
    pen.text(measures.left + measures.width - used, y, right, _SIZE, fonts.REGULAR, typeset.MUTED)
