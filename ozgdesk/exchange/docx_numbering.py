"""The numbers of an agreement as Word counts them: § 1, (1), 1., a) and Anlage 1 in two multilevel lists.

Word counts by itself and starts again below each higher number, as we do. Where it would count differently
(a Nummer that stands directly in a § behind an Absatz with Nummern of its own), a list starts anew.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.exchange.docx_names import MAIN, STYLES, style_id
from ozgdesk.exchange.xml_writing import add
from ozgdesk.texts.clauses import NO_BREAK

LEVELS: dict[ClauseKind, int] = {
    ClauseKind.CLAUSE: 0,
    ClauseKind.ANNEX: 0,
    ClauseKind.PARAGRAPH: 1,
    ClauseKind.NUMBER: 2,
    ClauseKind.LETTER: 3,
}
"""The level of the list that numbers each kind of clause."""

BODY, ANNEX = 1, 2
"""The two lists: that of the §§, and that of the annexes."""

INDENT = 454
"""Twips (1/20 point) that one level is set in: 8 mm."""

_SKIPPED = -1
"""A level that was passed over: programs do not agree on whether it counts."""

_FIRST_LIST = 0x4F5A4700
"""Lists need names of their own, else Word takes two for one when text is copied."""

_TOPS = {BODY: f"§{NO_BREAK}%1", ANNEX: f"Anlage{NO_BREAK}%1"}
_BELOW = (("decimal", "(%2)"), ("decimal", "%3."), ("lowerLetter", "%4)"))


class Numbers:
    """Gives each numbered paragraph its list, in printed order, and keeps what Word would count."""

    def __init__(self) -> None:
        self._counts = {BODY: [0, 0, 0, 0], ANNEX: [0, 0, 0, 0]}
        self._restarts: list[tuple[int, int, int]] = []
        self._current = {BODY: BODY, ANNEX: ANNEX}

    def place(self, kind: ClauseKind, ordinal: int, is_annex: bool) -> tuple[int, int]:
        """The number of the list (`numId`) and the level at which Word counts to this ordinal."""
        family, level = (ANNEX if is_annex else BODY), LEVELS[kind]
        counts = self._counts[family]
        expected = counts[level] + 1 if counts[level] != _SKIPPED else _SKIPPED
        counts[:level] = [count or _SKIPPED for count in counts[:level]]
        counts[level:] = [ordinal, *[0] * (len(counts) - level - 1)]
        if level == 0:
            self._current[family] = family
        if expected != ordinal:
            self._restarts.append((family, level, ordinal))
            self._current[family] = ANNEX + len(self._restarts)
        return self._current[family], level

    def part(self) -> ET.Element:
        """`word/numbering.xml` with the lists that were given out."""
        root = ET.Element("w:numbering", {"xmlns:w": MAIN})
        for family in (BODY, ANNEX):
            root.append(_abstract(family))
        for family in (BODY, ANNEX):
            add(add(root, "w:num", **{"w:numId": str(family)}), "w:abstractNumId", **{"w:val": str(family)})
        for place, (family, level, start) in enumerate(self._restarts, ANNEX + 1):
            num = add(root, "w:num", **{"w:numId": str(place)})
            add(num, "w:abstractNumId", **{"w:val": str(family)})
            override = add(num, "w:lvlOverride", **{"w:ilvl": str(level)})
            add(override, "w:startOverride", **{"w:val": str(start)})
        return root


def _abstract(family: int) -> ET.Element:
    found = ET.Element("w:abstractNum", {"w:abstractNumId": str(family)})
    add(found, "w:nsid", **{"w:val": f"{_FIRST_LIST + family:08X}"})
    add(found, "w:multiLevelType", **{"w:val": "multilevel"})
    for level, (form, text, style) in enumerate(_levels(family)):
        lvl = add(found, "w:lvl", **{"w:ilvl": str(level)})
        add(lvl, "w:start", **{"w:val": "1"})
        add(lvl, "w:numFmt", **{"w:val": form})
        if style:
            add(lvl, "w:pStyle", **{"w:val": style_id(style)})
        add(lvl, "w:suff", **{"w:val": "tab" if level else "space"})
        add(lvl, "w:lvlText", **{"w:val": text})
        add(lvl, "w:lvlJc", **{"w:val": "left"})
        left = str(INDENT * level)
        hanging = str(INDENT if level else 0)
        add(add(lvl, "w:pPr"), "w:ind", **{"w:left": left, "w:hanging": hanging})
    return found


def _levels(family: int) -> Iterator[tuple[str, str, str]]:
    """Form, text and linked style of each level; a style belongs to one list only."""
    yield "decimal", _TOPS[family], STYLES[ClauseKind.CLAUSE if family == BODY else ClauseKind.ANNEX]
    kinds = (ClauseKind.PARAGRAPH, ClauseKind.NUMBER, ClauseKind.LETTER)
    for (form, text), kind in zip(_BELOW, kinds, strict=True):
        yield form, text, STYLES[kind] if family == BODY else ""
