"""A long text in the field where it is written, parted so that a key sets only one stretch of it anew.

Qt breaks a whole block of a document into lines at every key, which takes 40 ms for 10 000 words.
Therefore a long text is parted where a line begins anyway, which nobody sees. The `SEAM` between two
stretches is a sign of the document and none of the text: places in the text are counted without it.
"""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

SEAM = "\u2029"
"""What the document shows between two stretches; line feeds of the text itself are U+2028."""

LONG_SIGNS, STRETCH_SIGNS = 8_000, 1_500
"""From how many signs on a text is parted, and how long a stretch is about."""

_FEED = "\u2028"
_MOVE, _KEEP = QTextCursor.MoveMode.MoveAnchor, QTextCursor.MoveMode.KeepAnchor


def is_long(document: QTextDocument) -> bool:
    """Whether a text is parted, or long enough to be."""
    return document.blockCount() > 1 or document.characterCount() > LONG_SIGNS


def part(document: QTextDocument) -> None:
    """Part a long text anew where its lines begin now; cursors stay with their signs."""
    if not is_long(document):
        return
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    while (seam := document.firstBlock()).next().isValid():
        cursor.setPosition(seam.position() + seam.length() - 1)
        cursor.deleteChar()
    cursor.endEditBlock()
    document.size()
    seams = _seams(document.firstBlock())
    cursor.beginEditBlock()
    for place in reversed(seams):
        cursor.setPosition(place)
        cursor.insertBlock()
    cursor.endEditBlock()


def place_of_sign(document: QTextDocument, sign: int) -> int:
    """Where in the document the place behind so many signs of the text is; at a seam, behind it."""
    left = max(sign, 0)
    for block in _blocks(document):
        length = block.length() - 1
        if left < length or not block.next().isValid():
            return block.position() + min(left, length)
        left -= length
    return 0


def sign_of_place(document: QTextDocument, place: int) -> int:
    """How many signs of the text stand before a place in the document."""
    return place - document.findBlock(place).blockNumber()


def step_over(cursor: QTextCursor, way: int, *, selects: bool = False) -> bool:
    """Move a cursor that stands at a seam to its other side, so that a key there acts on a sign.

    `way` is 1 for the end of a stretch, -1 for the beginning of one. Whether it moved.
    """
    at_seam = cursor.atBlockEnd() and not cursor.atEnd() if way > 0 else cursor.atBlockStart()
    if not at_seam or (way < 0 and cursor.atStart()):
        return False
    cursor.setPosition(cursor.position() + way, _KEEP if selects else _MOVE)
    return True


def is_stretch(cursor: QTextCursor) -> bool:
    """Whether exactly one stretch is selected, as a click does that means the whole paragraph."""
    document = cursor.document()
    block = document.findBlock(cursor.anchor())
    end = min(block.position() + block.length(), document.characterCount() - 1)
    return document.blockCount() > 1 and (cursor.anchor(), cursor.position()) == (block.position(), end)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def _seams(block: QTextBlock) -> list[int]:
    """Beginnings of lines about a stretch apart; behind a line feed a seam would be seen as an empty line."""
    layout, text = block.layout(), block.text()
    seams, last = [], 0
    for number in range(1, layout.lineCount()):
        start = layout.lineAt(number).textStart()
        is_far = start - last >= STRETCH_SIGNS and len(text) - start >= STRETCH_SIGNS // 2
        if is_far and text[start - 1] != _FEED:
            seams.append(start)
            last = start
    return seams
