"""The values a story is made of: frozen, comparable, without measures. `look` makes them.

All text in them is plain text: no markup, nothing to escape.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol, TypeAlias

LightKind: TypeAlias = Literal["green", "yellow", "red", "grey"]
Shape: TypeAlias = LightKind | Literal["box"]
Tone: TypeAlias = Literal["normal", "strong", "emphasis", "muted", "accent", "inserted", "deleted"]
Stroke: TypeAlias = Literal["below", "through"]
Align: TypeAlias = Literal["left", "right", "center"]
ParagraphStyle: TypeAlias = Literal["body", "lead", "small", "note"]


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


@dataclass(frozen=True, slots=True)
class TickBox:
    """An empty box to tick by hand; `alt` is what is read aloud instead, where it stands alone in a cell."""

    alt: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """The mark of a note that stands at the foot of the page; the same text is the same note."""

    text: str


Inline: TypeAlias = str | Span | Light | TickBox | Footnote
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
class Item:
    """A paragraph with its number hanging at its left, as in a legal text; `level` sets both in."""

    label: str
    text: Text
    level: int


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

    columns: tuple[Text, ...]
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

    def segments(
        self, lines: Iterable[tuple[float, float, float, float]], *, stroke: str, line_width: float = 0.5
    ) -> None:
        """Draw many straight lines of one look, each as (x1, y1, x2, y2)."""

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
    """Place, date and signature lines of one party; `has_seal`: with room for a seal."""

    party: str
    signers: tuple[Signer, ...]
    has_seal: bool = False


@dataclass(frozen=True, slots=True)
class Crest:
    """The Wappen of a municipality as PNG; a picture that cannot be drawn is left out."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of the story left of a crest, which stands at the right edge."""

    crest: Crest
    story: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a letter (DIN 5008 form B), only at the beginning of a story; `info` are (name, value)."""

    sender: str
    return_line: str
    address: tuple[str, ...]
    info: tuple[tuple[str, str], ...]
    crest: Crest | None = None


@dataclass(frozen=True, slots=True)
class FillIn:
    """A row of lines to write on by hand: each with its label and its share of the width."""

    fields: tuple[tuple[Text, float], ...]


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in millimetres; none at the top of a page."""

    mm: float


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Elements that stay on one page when they fit on one.

    What leaves less than `most_empty` of a page is split rather than leave more of the page before empty.
    """

    story: tuple[Element, ...]
    most_empty: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Go on at the top of a new page; nothing happens when there already."""


@dataclass(frozen=True, slots=True)
class NextPaper:
    """Begin another paper of the same document: on a new page, and its pages are counted anew."""


Element: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | Item
    | KeyFigures
    | Table
    | Figure
    | SignatureBlock
    | FillIn
    | Letterhead
    | Beside
    | Space
    | KeepTogether
    | PageBreak
    | NextPaper
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSetup:
    """The page and what its head and foot say. The title is printed as first heading; the story follows it.

    `as_of` is the Stichtag, `recorded_until` the Datenstand (an aware instant, or None for none),
    `printed_on` the print date. `watermark` is one short word behind the text of every page.
    `line_numbers` counts the lines of running text on each page, every fifth with its number in the margin.
    `dense` sets everything smaller, for a sheet of one page. `head` stands in the running head instead of a
    title that is too long for half a line. `is_internal`: its foot says so. `has_own_head`: the paper goes
    out in the name of a municipality; the story brings its title, and of the program's lines only the number
    of the page is printed. `is_letter`: its headings are as small as the subject of a letter. `crest` stands
    beside the title.
    """

    title: str
    cooperation: str
    as_of: date
    recorded_until: datetime | None
    printed_on: date
    paper: Literal["a4", "a3"] = "a4"
    landscape: bool = False
    dense: bool = False
    watermark: str | None = None
    line_numbers: bool = False
    subject: str = ""
    author: str = ""
    head: str = ""
    is_internal: bool = False
    has_own_head: bool = False
    is_letter: bool = False
    crest: Crest | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: its bytes, its number of pages and the characters that the typeface lacks."""

    data: bytes
    pages: int
    replaced: tuple[str, ...]
