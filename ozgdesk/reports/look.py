"""What a sheet is written with: headings, paragraphs, lights, tables, figures, signatures, and printing.

A story is a list of the values these functions return; two stories can be compared. Nothing here measures or
draws, and reportlab is imported only when a story is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ozgdesk.reports.story import (
    Align,
    Beside,
    BulletList,
    Cell,
    Crest,
    Drawing,
    Element,
    Figure,
    FillIn,
    Footnote,
    GroupRow,
    Heading,
    Indented,
    Item,
    KeepTogether,
    KeyFigures,
    Letterhead,
    Light,
    LightKind,
    NextPaper,
    PageBreak,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Printed,
    SignatureBlock,
    Signer,
    Space,
    Span,
    Table,
    TableRow,
    Text,
    TickBox,
    Tone,
)

__all__ = [
    "Cell",
    "Crest",
    "Drawing",
    "Element",
    "Light",
    "LightKind",
    "PageSetup",
    "Printed",
    "Signer",
    "Span",
    "TableRow",
    "Text",
    "Tone",
    "beside",
    "bullet_list",
    "figure",
    "fill_in",
    "footnote",
    "group_row",
    "heading",
    "indented",
    "item",
    "keep_together",
    "key_figures",
    "letterhead",
    "light",
    "muted",
    "next_paper",
    "page_break",
    "paragraph",
    "print_first_page",
    "print_story",
    "room_after",
    "signature_block",
    "space",
    "strong",
    "table",
    "tick_box",
    "write_pdf",
]

_ALIGNS: dict[str, Align] = {"l": "left", "r": "right", "c": "center"}


def heading(text: str, level: int = 2) -> Heading:
    """Return a heading; the title of the sheet is level 1, so sections are 2 and 3. ValueError otherwise."""
    if level not in (1, 2, 3):
        raise ValueError(f"heading level {level} is not 1, 2 or 3")
    return Heading(text, level)


def paragraph(text: Text, style: ParagraphStyle = "body") -> Paragraph:
    """Return a paragraph of plain text, or of pieces made by `strong`, `muted`, `light`."""
    return Paragraph(_frozen(text), style)


def bullet_list(items: Iterable[Text], *, numbered: bool = False) -> BulletList:
    """Return a list."""
    return BulletList(tuple(_frozen(item) for item in items), numbered)


def item(label: str, text: Text, level: int = 0) -> Item:
    """Return a paragraph of a legal text with its number, "(2)" or "a)", hanging at its left."""
    return Item(label, _frozen(text), level)


def key_figures(figures: Iterable[tuple[str, Text]]) -> KeyFigures:
    """Return a row of figures from (label, value) pairs; they wrap when the page is too narrow."""
    return KeyFigures(tuple((label, _frozen(value)) for label, value in figures))


def light(kind: LightKind, word: str) -> Light:
    """Return a light for cells, key figures and paragraphs: circle, triangle, octagon or ring, and a word."""
    return Light(kind, word)


def tick_box(alt: str = "Kästchen zum Abhaken") -> TickBox:
    """Return an empty box to tick by hand, and what is read aloud instead of it."""
    return TickBox(alt)


def footnote(text: str) -> Footnote:
    """Return the mark of a footnote, a piece to stand behind the words it is about.

    Its number, its place at the foot of the page and its tags follow from where it stands.
    """
    return Footnote(text)


def strong(text: str) -> Span:
    """Return text with weight."""
    return Span(text, "strong")


def muted(text: str) -> Span:
    """Return text that steps back."""
    return Span(text, "muted")


def indented(text: Text, level: int) -> Indented:
    """Return a cell set in by `level` steps."""
    return Indented(_frozen(text), level)


def group_row(text: Text) -> GroupRow:
    """Return a row that heads the following rows of a table."""
    return GroupRow(_frozen(text))


def table(
    columns: Sequence[Text],
    rows: Iterable[TableRow],
    *,
    header: int | None = 0,
    widths: Sequence[float] | None = None,
    align: str = "",
    zebra: bool = True,
    caption: str = "",
) -> Table:
    """Return a table. Its head is repeated on every page; rows and cells may be of any length.

    `header` is the number of the column that names the row (read as row header), or None. `widths` are
    proportions of the page width; without them the contents decide. `align`: a letter l, r or c per column.
    Raises ValueError when a row or `widths` or `align` does not fit the columns.
    """
    letters = align or "l" * len(columns)
    if len(letters) != len(columns) or (widths is not None and len(widths) != len(columns)):
        raise ValueError("widths and align need one entry per column")
    frozen = tuple(row if isinstance(row, GroupRow) else tuple(_cell(cell) for cell in row) for row in rows)
    for row in frozen:
        if not isinstance(row, GroupRow) and len(row) != len(columns):
            raise ValueError(f"a row has {len(row)} cells, the table {len(columns)} columns")
    return Table(
        columns=tuple(map(_frozen, columns)),
        rows=frozen,
        row_header=header,
        widths=tuple(widths) if widths is not None else None,
        align=tuple(_ALIGNS[letter] for letter in letters),
        zebra=zebra,
        caption=caption,
    )


def figure(width: float, height: float, alt: str, draw: Callable[[Drawing], None]) -> Figure:
    """Return a figure of `width` x `height` points; `alt` says in a sentence what it shows.

    Raises ValueError without `alt`.
    """
    if not alt.strip():
        raise ValueError("a figure needs a text alternative")
    return Figure(width, height, alt, draw)


def signature_block(
    party: str, signers: Iterable[Signer | tuple[str, str] | str], *, has_seal: bool = False
) -> SignatureBlock:
    """Return the lines on which one party signs; a signer is a title, or (title, name)."""
    return SignatureBlock(party, tuple(_signer(signer) for signer in signers), has_seal)


def letterhead(
    sender: str,
    return_line: str,
    address: Iterable[str],
    info: Iterable[tuple[str, str]],
    crest: Crest | None = None,
) -> Letterhead:
    """Return the head of a letter, which must be the first element of its story."""
    return Letterhead(sender, return_line, tuple(address), tuple(info), crest)


def beside(crest: Crest | None, *story: Element) -> tuple[Element, ...]:
    """Return the elements so that they stand left of the crest; as they are where there is none."""
    return (Beside(crest, story),) if crest else story


def fill_in(*fields: tuple[Text, float]) -> FillIn:
    """Return a row of lines to write on by hand, from (label, share of the width) pairs."""
    return FillIn(fields)


def space(mm: float) -> Space:
    """Return empty height in millimetres."""
    return Space(mm)


def keep_together(*story: Element, most_empty: float = 1.0) -> KeepTogether:
    """Return the elements as one block that is not split when it fits on a page.

    It is split all the same where more than this share of the page would stay empty, and it would leave less
    on the next one.
    """
    return KeepTogether(story, most_empty)


def page_break() -> PageBreak:
    """Return a page break."""
    return PageBreak()


def next_paper() -> NextPaper:
    """Return the beginning of another paper, which counts its own pages."""
    return NextPaper()


def print_story(story: Iterable[Element], setup: PageSetup) -> Printed:
    """Set the story and return the tagged PDF with what is worth knowing about it."""
    from ozgdesk.reports import document

    return document.print_story(story, setup)


def print_first_page(story: Iterable[Element], setup: PageSetup) -> bytes:
    """Set the story until its first page is full and return that page."""
    from ozgdesk.reports import document

    return document.print_first_page(story, setup)


def count_pages(story: Iterable[Element], setup: PageSetup) -> int:
    """How many pages the story has (the longest of several papers), without the work of making them."""
    from ozgdesk.reports import document

    return document.count_pages(story, setup)


def room_after(story: Iterable[Element], setup: PageSetup) -> tuple[int, float]:
    """The page on which title block and story end, and the height in points left on it."""
    from ozgdesk.reports import document

    return document.room_after(story, setup)


def write_pdf(story: Iterable[Element], setup: PageSetup) -> bytes:
    """Return the story as a tagged PDF; the same story and setup give the same bytes."""
    return print_story(story, setup).data


def _frozen(text: Text) -> Text:
    return text if isinstance(text, str | Span | Light | TickBox | Footnote) else tuple(text)


def _cell(cell: Cell) -> Cell:
    return cell if isinstance(cell, Indented) else _frozen(cell)


def _signer(signer: Signer | tuple[str, str] | str) -> Signer:
    if isinstance(signer, Signer):
        return signer
    return Signer(signer) if isinstance(signer, str) else Signer(*signer)
