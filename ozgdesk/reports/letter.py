"""The head of a letter after DIN 5008, form B: sender, address window, information block, folding marks."""

from __future__ import annotations

from ozgdesk.reports import fonts, typeset
from ozgdesk.reports.crest_setting import crest_size, draw_crest
from ozgdesk.reports.flow import MM, Flow
from ozgdesk.reports.story import Letterhead
from ozgdesk.reports.typeset import Style

_SENDER = Style(14, 18, face=fonts.STRONG, colour=typeset.ACCENT, hyphenate=False)
_RETURN = Style(7, 8.5, colour=typeset.MUTED, hyphenate=False)
_ADDRESS = Style(10.5, 13.5, hyphenate=False)
_LABEL = Style(8, 10, colour=typeset.MUTED)
_TOP = 22
"""Millimetres from the edge of the paper to the top of the text, as on every page."""
_SENDER_AT, _WINDOW_AT, _ADDRESS_AT, _INFO_AT, _TEXT_AT = 20, 57.7, 62.7, 50, 103.4
_ADDRESS_WIDTH, _INFO_LEFT, _INFO_WIDTH, _INFO_STEP = 80, 100, 65, 8.5
_MARKS = (105, 148.5, 210)


def set_letterhead(flow: Flow, head: Letterhead) -> None:
    """Set the head of the first page at its fixed places, in millimetres from the edge of the paper."""
    edge = flow.top + _TOP * MM

    def write(at: float, left: float, width: float, text: str, style: Style) -> None:
        lines = flow.breaking(text, style, width * MM)
        if lines:
            flow.pen.lines(flow.root.add("P"), flow.left + left * MM, edge - at * MM, lines, style)

    write(_SENDER_AT, 0, 160, head.sender, _SENDER)
    write(_WINDOW_AT, 0, _ADDRESS_WIDTH, head.return_line, _RETURN)
    write(_ADDRESS_AT, 0, _ADDRESS_WIDTH, "\n".join(head.address), _ADDRESS)
    for number, (name, value) in enumerate(head.info):
        at = _INFO_AT + number * _INFO_STEP
        write(at, _INFO_LEFT, _INFO_WIDTH, name, _LABEL)
        write(at + 3.5, _INFO_LEFT, _INFO_WIDTH, value, _ADDRESS)
    if head.crest is not None:
        width, _ = crest_size(head.crest)
        draw_crest(flow, head.crest, flow.left + flow.width - width, edge - _SENDER_AT * MM + 6 * MM)
    with flow.pen.artifact():
        for mark in _MARKS:
            flow.pen.rule(5 * MM, edge - mark * MM, 4 * MM, typeset.HAIRLINE, 0.5)
    flow.y = edge - _TEXT_AT * MM
