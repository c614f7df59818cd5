"""The text of a clause with tables in it: what are lines with ` | ` in the project are tables in Word.

Every row carries a bookmark, so that a table comes back as the lines it was made of.
"""

from ozgdesk.exchange.docx_names import TABLE_STYLE, bookmark
from ozgdesk.exchange.docx_paragraphs import Body, Line, Mark, Shape, rest_shape
from ozgdesk.exchange.docx_tables import add_row, add_table, widths_by_content
from ozgdesk.present.agreement_document import DocumentPart
from ozgdesk.present.clause_tables import Grid, blocks

_WIDTH = 9354


def add_text_with_tables(body: Body, part: DocumentPart, shape: Shape) -> None:
    """Append the paragraphs and tables of a part; only the first one bears its number."""
    place = 0
    for words in part.paragraphs:
        for number, found in enumerate(blocks(words)):
            goes_on = number > 0
            if isinstance(found, Grid):
                place = _add_grid(body, part, found, place, goes_on=goes_on)
            else:
                place += 1
                stretches = tuple((Mark.KEPT, piece) for piece in found.pieces)
                body.line(Line(bookmark(part.stem, place, goes_on=goes_on), stretches), shape)
            shape = rest_shape(part)


def _add_grid(body: Body, part: DocumentPart, grid: Grid, place: int, *, goes_on: bool) -> int:
    """Append a table and return the place of its last row."""
    rows = [[cell.text for cell in cells] for cells in grid.rows]
    widths = widths_by_content(list(zip(*rows, strict=True)), _WIDTH)
    table = add_table(body.root, widths, bordered=True, alt=part.heading or "Tabelle")
    for number, texts in enumerate(rows):
        place += 1
        first = add_row(table, widths, texts, is_head=number == 0)
        body.mark_as(first, bookmark(part.stem, place, goes_on=goes_on or number > 0))
    body.plain("", TABLE_STYLE)
    return place
