"""The styles of a document in two densities: ordinary, and dense for sheets of a single page."""

from __future__ import annotations

from typing import NamedTuple

from ozgdesk.reports import fonts
from ozgdesk.reports.typeset import ACCENT, INK, MUTED, Style


class Styles(NamedTuple):
    """Every style of one density; `pad_y` is the space above and below the text of a cell, in points.

    `following` is how much of what comes after a heading must stand on its page.
    """

    headings: dict[int, Style]
    paragraphs: dict[str, Style]
    cell: Style
    cell_head: Style
    group: Style
    caption: Style
    footnote: Style
    key_value: Style
    key_label: Style
    pad_y: float
    after_block: float
    following: float


NORMAL = Styles(
    headings={
        1: Style(21, 26, face=fonts.STRONG, colour=INK, before=4, after=5, hyphenate=False),
        2: Style(13, 17, face=fonts.STRONG, colour=ACCENT, before=14, after=5, hyphenate=False),
        3: Style(10.5, 14, face=fonts.STRONG, colour=INK, before=10, after=3, hyphenate=False),
    },
    paragraphs={
        "body": Style(10, 14, after=6),
        "lead": Style(11.5, 16.5, after=8),
        "small": Style(8.5, 11.5, after=4),
        "note": Style(8.5, 11.5, colour=MUTED, after=4),
    },
    cell=Style(9, 12),
    cell_head=Style(8.5, 11.5, face=fonts.STRONG, colour=ACCENT),
    group=Style(9, 12, face=fonts.STRONG),
    caption=Style(9, 12, face=fonts.STRONG, after=3),
    footnote=Style(8, 10.5),
    key_value=Style(19, 23, face=fonts.STRONG, hyphenate=False),
    key_label=Style(8.5, 11, colour=MUTED),
    pad_y=3.0,
    after_block=8.0,
    following=80.0,
)

DENSE = Styles(
    headings={
        1: Style(18, 21, face=fonts.STRONG, colour=INK, before=2, after=1, hyphenate=False),
        2: Style(10, 12, face=fonts.STRONG, colour=ACCENT, before=6, after=1, hyphenate=False),
        3: Style(9, 11, face=fonts.STRONG, colour=INK, before=5, after=1, hyphenate=False),
    },
    paragraphs={
        "body": Style(8.5, 11, after=3),
        "lead": Style(10, 13, after=3),
        "small": Style(8, 10, after=2),
        "note": Style(8, 10, colour=MUTED, after=2),
    },
    cell=Style(8, 9.8),
    cell_head=Style(7.5, 9.5, face=fonts.STRONG, colour=ACCENT),
    group=Style(8, 9.8, face=fonts.STRONG),
    caption=Style(8.5, 11, face=fonts.STRONG, after=1),
    footnote=Style(7.5, 9),
    key_value=Style(15, 18, face=fonts.STRONG, hyphenate=False),
    key_label=Style(8, 10, colour=MUTED),
    pad_y=1.3,
    after_block=3.0,
    following=36.0,
)

_SUBJECT = Style(11, 15, face=fonts.STRONG, colour=INK, before=0, after=10, hyphenate=False)
LETTERS = {
    is_dense: styles._replace(headings={**styles.headings, 1: _SUBJECT})
    for is_dense, styles in ((False, NORMAL), (True, DENSE))
}
"""The styles of letters, ordinary and dense: their only heading is the subject."""

_LONG_TITLE = 130  # letters, three lines of an upright page


def styles_for(title: str, *, is_letter: bool, is_dense: bool) -> Styles:
    """The styles of a document; a very long title is set smaller, or it would fill half of the page."""
    styles = LETTERS[is_dense] if is_letter else DENSE if is_dense else NORMAL
    if is_letter or len(title) <= _LONG_TITLE:
        return styles
    return styles._replace(headings={**styles.headings, 1: styles.headings[1]._replace(size=15, leading=19)})
