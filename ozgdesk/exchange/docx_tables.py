"""Tables of a Word document: fixed widths in twips, a head that is repeated, rows that stay whole."""

from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from ozgdesk.exchange.docx_names import TABLE_STYLE, style_id
from ozgdesk.exchange.docx_package import add_text
from ozgdesk.exchange.xml_writing import add

_LEAST = 7  # signs


def add_table(root: ET.Element, widths: Sequence[int], *, bordered: bool, alt: str = "") -> ET.Element:
    """Append an empty table with columns of these widths; `alt` is read aloud before it."""
    table = add(root, "w:tbl")
    look = add(table, "w:tblPr")
    if bordered:
        add(look, "w:tblStyle", **{"w:val": style_id("Table Grid")})
    add(look, "w:tblW", **{"w:w": str(sum(widths)), "w:type": "dxa"})
    add(look, "w:tblLayout", **{"w:type": "fixed"})
    if not bordered:
        margins = add(look, "w:tblCellMar")
        for side in ("left", "right"):
            add(margins, f"w:{side}", **{"w:w": "0", "w:type": "dxa"})
    if bordered:
        add(look, "w:tblLook", **{"w:val": "0020", "w:firstRow": "1"})
    if alt:
        add(look, "w:tblCaption", **{"w:val": alt})
        add(look, "w:tblDescription", **{"w:val": alt})
    grid = add(table, "w:tblGrid")
    for width in widths:
        add(grid, "w:gridCol", **{"w:w": str(width)})
    return table


def add_row(
    table: ET.Element, widths: Sequence[int], texts: Iterable[str], *, is_head: bool = False
) -> ET.Element:
    """Append a row with a text for each column, and return the paragraph of its first cell."""
    row = add(table, "w:tr")
    look = add(row, "w:trPr")
    add(look, "w:cantSplit")
    if is_head:
        add(look, "w:tblHeader")
    for text, width in zip(texts, widths, strict=True):
        cell = add(row, "w:tc")
        properties = add(cell, "w:tcPr")
        add(properties, "w:tcW", **{"w:w": str(width), "w:type": "dxa"})
        if is_head:
            add(properties, "w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": "DCE6F1"})
        paragraph = add_cell_line(cell, TABLE_STYLE, text)
        if is_head:
            set_bold(paragraph)
    return next(row.iter("w:p"))


def widths_by_content(columns: Sequence[Sequence[str]], width: int) -> list[int]:
    """Widths that add up to `width`: as the longest word and the length of the cells ask."""
    asked = [
        max(max(len(word) for text in cells for word in (text.split() or [""])) + 4, _LEAST)
        + 0.3 * sum(len(text) for text in cells) / len(cells)
        for cells in columns
    ]
    found = [round(width * share / sum(asked)) for share in asked]
    return [*found[:-1], width - sum(found[:-1])]


def add_cell_line(cell: ET.Element, style: str, text: str) -> ET.Element:
    """Append a paragraph to a cell and return it."""
    paragraph = add(cell, "w:p")
    add(add(paragraph, "w:pPr"), "w:pStyle", **{"w:val": style_id(style)})
    if text:
        add_text(add(paragraph, "w:r"), text)
    return paragraph


def set_bold(paragraph: ET.Element) -> None:
    """Set all runs of a paragraph in bold."""
    for run in paragraph.iter("w:r"):
        look = ET.Element("w:rPr")
        add(look, "w:b")
        run.insert(0, look)
