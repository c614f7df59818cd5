"""Setting the lines on which a party signs: place and date, two signatures in one row, room for a seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ozgdesk.reports import fonts, typeset
from ozgdesk.reports.figure_pen import FigurePen
from ozgdesk.reports.flow import MM, Flow
from ozgdesk.reports.story import SignatureBlock, Signer
from ozgdesk.reports.typeset import Line, Style

_LABEL = Style(8.5, 10.5, colour=typeset.MUTED)
_ROOM = 12 * MM
"""Height to write above a line."""
_GAP = 5 * MM
_PLACE = 0.24
"""Share of the width for place and date."""
_SEAL = 24 * MM


def set_signatures(flow: Flow, block: SignatureBlock) -> None:
    """Set the lines of one party; they stay on one page."""
    flow.before(14)
    body = flow.styles.paragraphs["body"]
    width = flow.width - (_SEAL + _GAP if block.has_seal else 0)
    party = flow.breaking(block.party, body._replace(face=fonts.STRONG), width)
    rows = [_laid(flow, row, width) for row in _rows(block.signers)]
    height = len(party) * body.leading + sum(_height(row) for row in rows)
    flow.need(min(max(height, _SEAL if block.has_seal else 0), flow.page_height))
    top = flow.y
    if party:
        flow.set_lines(flow.root.add("P"), party, body)
    for row in rows:
        _set_row(flow, row)
    if block.has_seal:
        _set_seal(flow, top)
    flow.moved(0, 6)


_Cell = tuple[float, float, list[list[Line]]]
"""Where a line begins, how wide it is, and the texts below it."""


def _rows(signers: Sequence[Signer]) -> Iterator[list[tuple[str, str]]]:
    """The labels of each row: place and date stand in the first one, two signers in each."""
    pairs = [signers[start : start + 2] for start in range(0, len(signers), 2)] or [()]
    for number, pair in enumerate(pairs):
        first = ("Ort, Datum", "") if number == 0 else ("", "")
        yield [first, *((s.name, s.title) if s.name else (s.title, "") for s in pair)]


def _laid(flow: Flow, labels: Sequence[tuple[str, str]], width: float) -> list[_Cell]:
    place = width * _PLACE
    column = (width - place - 2 * _GAP) / 2
    cells = []
    for number, texts in enumerate(labels):
        left = place + _GAP + (number - 1) * (column + _GAP) if number else 0.0
        wide = column if number else place
        lines = [flow.breaking(text, _LABEL, wide) for text in texts if text]
        if lines:
            cells.append((left, wide, lines))
    return cells


def _height(row: Sequence[_Cell]) -> float:
    return _ROOM + max(sum(len(lines) for lines in texts) for _, _, texts in row) * _LABEL.leading + 2


def _set_row(flow: Flow, row: Sequence[_Cell]) -> None:
    flow.need(_height(row))
    for left, width, texts in row:
        y = flow.y - _ROOM
        with flow.pen.artifact():
            flow.pen.rule(flow.left + left, y, width, typeset.INK, 0.6)
        y -= 2
        owner = flow.root.add("P")
        for place, lines in enumerate(texts, 1):
            flow.pen.lines(owner, flow.left + left, y, lines, _LABEL, ends=place == len(texts))
            y -= len(lines) * _LABEL.leading
    flow.moved(_height(row))


def _set_seal(flow: Flow, top: float) -> None:
    """Draw a circle for the seal at the right edge; its word is read aloud."""
    radius = _SEAL / 2
    left = flow.left + flow.width - _SEAL
    with flow.pen.artifact():
        surface = FigurePen(flow.pen, left, top, (_SEAL, _SEAL), 1, flow.replaced)
        surface.circle(radius, radius, radius, stroke=typeset.MUTED)
    lines = flow.breaking("Siegel", _LABEL, _SEAL)
    middle = top - radius + _LABEL.leading / 2
    flow.pen.lines(flow.root.add("P"), left, middle, lines, _LABEL, _SEAL, "center")
    flow.y = min(flow.y, top - _SEAL)
