"""The bundled typeface: its faces registered with reportlab, widths of text, and characters it lacks.

This is the only module that decides how user text is cleaned before it is set.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ozgdesk.paths import resource

REGULAR, STRONG, BOLD, EMPHASIS = "OZG-Regular", "OZG-Semibold", "OZG-Bold", "OZG-Italic"
_FILES = {
    REGULAR: "SourceSans3-Regular.ttf",
    STRONG: "SourceSans3-Semibold.ttf",
    BOLD: "SourceSans3-Bold.ttf",
    EMPHASIS: "SourceSans3-It.ttf",
}
SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"

_CODES = re.compile(r"\d+ beginbfchar\n(.*?)endbfchar\n", re.DOTALL)
_CODES_IN_A_BLOCK = 100
_FAR = re.compile(r"<([0-9A-F]{5,6})>$")
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_PLAIN = re.compile(r"[ -~äöüÄÖÜß–„“§€\u00a0…]*")


class _Font(TTFont):  # type: ignore[misc]
    """A face whose ToUnicode maps list only codes that stand for a character, each in UTF-16.

    Reportlab lists unused codes as U+0000, which ISO 14289-1, 7.21.7 forbids, all codes in one block, and
    characters beyond U+FFFF by their number, which no reader takes (ISO 32000-1, 9.10.3).
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        super().addObjects(doc)
        for name, entry in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                entry.content = _CODES.sub(_used_codes, entry.content)


def _used_codes(listed: re.Match[str]) -> str:
    lines = [
        _FAR.sub(lambda far: f"<{chr(int(far[1], 16)).encode('utf-16-be').hex()}>", line)
        for line in listed[1].splitlines()
        if not line.endswith("<0000>")
    ]
    blocks = (lines[at : at + _CODES_IN_A_BLOCK] for at in range(0, len(lines), _CODES_IN_A_BLOCK))
    return "".join("\n".join((f"{len(block)} beginbfchar", *block, "endbfchar\n")) for block in blocks)


class _Widths(dict[str, float]):
    """Width of each character of a face per point of size; asked for once."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        width = float(self._face.getCharWidth(ord(character))) / 1000
        self[character] = width
        return width


@functools.cache
def register() -> dict[str, _Widths]:
    """Register all faces once and return their widths. Raises OSError when a font file is missing."""
    faces = {}
    for name, file in _FILES.items():
        font = _Font(name, str(resource("fonts", file)))
        pdfmetrics.registerFont(font)
        faces[name] = _Widths(font.face)
    # Otherwise every page starts with an unembedded Helvetica.
    rl_config.canvas_basefontname = REGULAR
    rl_config.trustedHosts = None
    # Page streams as bytes, not as letters: a fifth smaller and faster.
    rl_config.useA85 = 0
    return faces


@functools.cache
def characters() -> frozenset[str]:
    """Return the characters that every face has."""
    register()
    sets = [set(pdfmetrics.getFont(name).face.charToGlyph) for name in _FILES]
    return frozenset(filter(_is_set, map(chr, set.intersection(*sets))))


def _is_set(character: str) -> bool:
    return character in " \u00a0" or unicodedata.category(character)[0] in "LMNPS"


def width(text: str, face: str, size: float) -> float:
    """Return the width of a line of cleaned text in points."""
    return sum(map(register()[face].__getitem__, text)) * size


def clean(text: str, replaced: set[str] | None = None) -> str:
    """Return text that the typeface can show: composed, without control characters, line ends as "\\n".

    A character that the typeface lacks becomes its number, "[U+1F600]", and is added to `replaced`.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    known = characters()
    return "".join(
        character if character in known or character == "\n" else _substitute(character, replaced)
        for character in text
    )


def _substitute(character: str, replaced: set[str] | None) -> str:
    category = unicodedata.category(character)
    if character in "\u2028\u2029\u0085\v\f":
        return "\n"
    if category in ("Zs", "Cc"):
        return NO_BREAK_SPACE if character == "\u202f" else " "
    if category in ("Cf", "Cs") or character in _SELECTORS:
        return ""  # joiners, direction marks, soft hyphens: without a shape of their own
    plain = unicodedata.normalize("NFKC", character)
    if plain != character and all(part in characters() for part in plain):
        return plain
    return _numbered(character, replaced)


def _numbered(character: str, replaced: set[str] | None) -> str:
    if replaced is not None:
        replaced.add(character)
    return f"[U+{ord(character):04X}]"


def numbers(replaced: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of characters as they are printed, sorted."""
    return tuple(f"U+{code:04X}" for code in sorted(map(ord, replaced)))


def font(face: str) -> Any:
    """Return reportlab's font object of a registered face."""
    register()
    return pdfmetrics.getFont(face)
