"""What a sheet is made of: frozen values for headings, paragraphs, lights, tables, figures, signatures.

A story is a list of these values; two stories can be compared. Nothing here measures or draws, and
reportlab is imported only when `write_pdf` is called. All text is plain text: no markup, nothing to escape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

LightKind: TypeAlias = Literal["green", "yellow", "red", "grey"]
Tone: TypeAlias = Literal["normal", "strong", "emphasis", "muted", "accent"]
Align: TypeAlias = Literal["left", "right", "center"]
ParagraphStyle: TypeAlias = Literal["body", "lead", "small", "note"]

_ALIGNS: dict[str, Align] = {"l": "left", "r": "right", "c": "center"}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one tone."""

    text: str
    tone: Tone = "normal"


@dataclass(frozen=True, slots=True)
class Light:
    """A light: its kind decides colour and shape, its word is always printed beside it."""

    kind: LightKind
    word: str


Inline: TypeAlias = str | Span | Light
Text: TypeAlias = Inline | Sequence[Inline]


@dataclass(frozen=True, slots=True)
class Indented:
    """A table cell set in by `level` steps, for trees."""

    text: Text
    level: int


Cell: TypeAlias = Text | Indented


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; a story may go deeper only one level at a time."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a line feed in its text starts a new line."""

    text: Text
    style: ParagraphStyle


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list; numbered with "1." or with bullets."""

    items: tuple[Text, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of figures, each a label and a large value."""

    figures: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row of a table that heads the rows below it over the full width."""

    text: Text


TableRow: TypeAlias = Sequence[Cell] | GroupRow


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a repeated head; `row_header` is the column that names the row, or None."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    row_header: int | None
    widths: tuple[float, ...] | None
    align: tuple[Align, ...]
    zebra: bool
    caption: str


class Drawing(Protocol):
    """What a figure's callback draws on: points, origin top left, y downwards; colours are "#rrggbb"."""

    width: float
    height: float

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line_width: float = 0.5,
    ) -> None:
        """Draw a rectangle whose top left corner is (x, y)."""

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str,
        line_width: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a straight line."""

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str = "",
        stroke: str = "",
        line_width: float = 0.5,
        closed: bool = True,
    ) -> None:
        """Draw a polygon, or a line through all points when not closed."""

    def circle(
        self, x: float, y: float, radius: float, *, fill: str = "", stroke: str = "", line_width: float = 0.5
    ) -> None:
        """Draw a circle around (x, y)."""

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 8,
        colour: str = "",
        strong: bool = False,
        align: Align = "left",
        max_width: float | None = None,
    ) -> None:
        """Write one line with its baseline at y, shortened with "…" when wider than `max_width`."""

    def text_width(self, text: str, *, size: float = 8, strong: bool = False) -> float:
        """Return the width of a line of text in points."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of `width` x `height` points, scaled down when it is larger than the page."""

    width: float
    height: float
    alt: str
    draw: Callable[[Drawing], None]


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the office or title, and the name if it is known."""

    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Place, date and signature lines of one party."""

    party: str
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in millimetres; none at the top of a page."""

    mm: float


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Elements that stay on one page when they fit on one."""

    story: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Go on at the top of a new page; nothing happens when there already."""


Element: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | KeyFigures
    | Table
    | Figure
    | SignatureBlock
    | Space
    | KeepTogether
    | PageBreak
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """The page and what its head and foot say. The title is printed as first heading; the story follows it.

    `as_of` is the Stichtag, `recorded_until` the Datenstand (an aware instant, or None for none),
    `printed_on` the print date. `watermark` is one short word behind the text of every page.
    """

    title: str
    cooperation: str
    as_of: date
    recorded_until: datetime | None
    printed_on: date
    paper: Literal["a4", "a3"] = "a4"
    landscape: bool = False
    watermark: str | None = None
    subject: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: its bytes, its number of pages and the characters that the typeface lacks."""

    data: bytes
    pages: int
    replaced: tuple[str, ...]


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


def key_figures(figures: Iterable[tuple[str, Text]]) -> KeyFigures:
    """Return a row of figures from (label, value) pairs; they wrap when the page is too narrow."""
    return KeyFigures(tuple((label, _frozen(value)) for label, value in figures))


def light(kind: LightKind, word: str) -> Light:
    """Return a light for cells, key figures and paragraphs: circle, triangle, diamond or ring, and a word."""
    return Light(kind, word)


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
    columns: Sequence[str],
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
        columns=tuple(columns),
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


def signature_block(party: str, signers: Iterable[Signer | tuple[str, str] | str]) -> SignatureBlock:
    """Return the lines on which one party signs; a signer is a title, or (title, name)."""
    return SignatureBlock(party, tuple(_signer(signer) for signer in signers))


def space(mm: float) -> Space:
    """Return empty height in millimetres."""
    return Space(mm)


def keep_together(*story: Element) -> KeepTogether:
    """Return the elements as one block that is not split when it fits on a page."""
    return KeepTogether(story)


def page_break() -> PageBreak:
    """Return a page break."""
    return PageBreak()


def print_story(story: Iterable[Element], setup: PageSetup) -> Printed:
    """Set the story and return the tagged PDF with what is worth knowing about it."""
    from ozgdesk.reports import document

    return document.print_story(story, setup)


def write_pdf(story: Iterable[Element], setup: PageSetup) -> bytes:
    """Return the story as a tagged PDF; the same story and setup give the same bytes."""
    return print_story(story, setup).data


def save_pdf(data: bytes, path: Path) -> None:
    """Write a finished PDF in place of the old file, or leave that untouched and raise `PdfNotSaved`."""
    from ozgdesk.reports import saving

    saving.save(data, path)


def _frozen(text: Text) -> Text:
    return text if isinstance(text, str | Span | Light) else tuple(text)


def _cell(cell: Cell) -> Cell:
    return cell if isinstance(cell, Indented) else _frozen(cell)


def _signer(signer: Signer | tuple[str, str] | str) -> Signer:
    if isinstance(signer, Signer):
        return signer
    return Signer(signer) if isinstance(signer, str) else Signer(*signer)
