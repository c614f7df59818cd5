"""What writing and reading of Word documents agree on: styles, bookmarks and properties of our documents."""

import re

from ozgdesk.domain.vocabulary import ClauseKind

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT = f"{RELATIONS}/officeDocument"

TEXT_STYLE = "OZG Text"
TITLE_STYLE = "Title"
HEADING_STYLES = ("heading 2", "heading 3")
"""Headings without a number, for papers: the first heading of Word is that of a §."""
STYLES: dict[ClauseKind, str] = {
    ClauseKind.FORMULA: "OZG Eingangsformel",
    ClauseKind.PREAMBLE: "OZG Präambel",
    ClauseKind.CLAUSE: "heading 1",
    ClauseKind.PARAGRAPH: "OZG Absatz",
    ClauseKind.NUMBER: "OZG Nummer",
    ClauseKind.LETTER: "OZG Buchstabe",
    ClauseKind.ANNEX: "OZG Anlage",
}
"""The name of the style that the first paragraph of a clause bears; Word and LibreOffice keep names."""

FRAME_STYLES = ("OZG Stand", "OZG Hinweis", "OZG Rahmen", "OZG Unterschrift", "OZG Tabelle")
"""Styles of what stands around the text and is made anew with each document: never read as clauses."""
STAGE_STYLE, NOTE_STYLE, FRAME_STYLE, SIGNING_STYLE, TABLE_STYLE = FRAME_STYLES

VERSION_PROPERTY = "OZG-Desk Fassung"
STAMP_PROPERTY = "OZG-Desk Stand"

_BOOKMARK = re.compile(r"oz_([0-9a-f]{32})_(h|t?[1-9]\d{0,3})")
_MOST_GOING_ON = 999


def style_id(name: str) -> str:
    """The identifier of a style: ASCII letters and digits of its name.

    >>> style_id("OZG Präambel"), style_id("heading 1")
    ('OZGPraeambel', 'Heading1')
    """
    plain = name.replace("ä", "ae").replace("ü", "ue").replace(" ", "")
    return plain[:1].upper() + plain[1:]


def bookmark(stem: str, place: int = 0, *, goes_on: bool = False) -> str:
    """The name of the bookmark on one paragraph of a clause: its heading, or its text from 1 on.

    `goes_on`: it follows a single line break, as the row of a table does. It is visible on purpose: hidden
    ones (`_…`) are dropped by several programs when they save. Word allows 40 letters; what would need more
    goes without.
    """
    if goes_on and place > _MOST_GOING_ON:
        return ""
    return f"oz_{stem}_{'t' if goes_on else ''}{place or 'h'}"


def goes_on(name: str) -> bool:
    """Whether what a bookmark of ours marks follows a single line break.

    >>> goes_on(bookmark("0123456789abcdef" * 2, 3, goes_on=True))
    True
    """
    found = _BOOKMARK.fullmatch(name)
    return found is not None and found[2].startswith("t")


def read_bookmark(name: str) -> tuple[str, bool] | None:
    """The stem of the clause, and whether it is on its heading; None for a bookmark of somebody else.

    >>> read_bookmark(bookmark("0123456789abcdef" * 2)), read_bookmark("Anlage")
    (('0123456789abcdef0123456789abcdef', True), None)
    """
    found = _BOOKMARK.fullmatch(name)
    return (found[1], found[2] == "h") if found else None
