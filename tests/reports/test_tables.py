"""Tables of any length and with cells of any size, read back from the PDF."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest

from ozgdesk.reports import look
from ozgdesk.reports.checker import check
from ozgdesk.reports.structure import Node, open_pdf
from tests.reports import demo


def rows_of(data: bytes) -> list[list[str]]:
    """Return the texts of all table rows in reading order."""
    return [
        [" ".join(cell.text.split()) for cell in node.kids]
        for node in open_pdf(data).nodes()
        if node.role == "TR"
    ]


def table_of(data: bytes) -> Node:
    return next(node for node in open_pdf(data).nodes() if node.role == "Table")


def page_count(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


def test_every_cell_of_a_long_table_is_there_once_and_in_order() -> None:
    rows = [[f"A-{number}", f"Text {number}"] for number in range(400)]
    data = look.write_pdf([look.table(["Nr.", "Text"], rows)], demo.setup())
    assert page_count(data) > 5
    assert rows_of(data) == [["Nr.", "Text"], *rows]
    assert check(data) == []


def test_a_table_is_one_table_over_all_pages() -> None:
    data = look.write_pdf([demo.task_table(200)], demo.setup())
    assert [node.role for node in open_pdf(data).nodes()].count("Table") == 1
    assert [kid.role for kid in table_of(data).kids] == ["THead", "TBody"]


def test_head_cells_name_their_columns_and_the_row_header_its_row() -> None:
    data = look.write_pdf([look.table(["Nr.", "Text"], [["1", "x"]], header=1)], demo.setup())
    cells = [node for node in table_of(data).walk() if node.role in ("TH", "TD")]
    assert [(cell.role, cell.text, cell.attributes.get("/Scope")) for cell in cells] == [
        ("TH", "Nr.", "/Column"),
        ("TH", "Text", "/Column"),
        ("TD", "1", None),
        ("TH", "x", "/Row"),
    ]


def test_a_cell_taller_than_a_page_goes_on_and_stays_one_cell() -> None:
    long = " ".join(f"Wort{number}" for number in range(1800))
    rows = [["1", "kurz"], ["2", long], ["3", "kurz"]]
    data = look.write_pdf([look.table(["Nr.", "Text"], rows)], demo.setup())
    assert page_count(data) > 1
    assert rows_of(data)[1:] == rows
    assert check(data) == []


def test_an_empty_table_says_so() -> None:
    data = look.write_pdf([look.table(["A", "B"], [])], demo.setup())
    assert rows_of(data) == [["A", "B"], ["Keine Einträge"]]


def test_a_group_row_is_not_left_alone_at_the_end_of_a_page() -> None:
    for count in range(26, 46):
        rows: list[look.TableRow] = [[str(number)] for number in range(count)]
        rows += [look.group_row("Gruppe"), ["erste"]]
        data = look.write_pdf([look.table(["Nr."], rows)], demo.setup())
        with pypdfium2.PdfDocument(data) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        assert [("Gruppe" in page) for page in pages] == [("erste" in page) for page in pages]


def texts(rows: list[look.TableRow]) -> list[str]:
    with pypdfium2.PdfDocument(look.write_pdf([look.table(["Nr."], rows)], demo.setup())) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_groups_within_groups_are_not_left_alone_either() -> None:
    for count in range(26, 46):
        rows: list[look.TableRow] = [[str(number)] for number in range(count)]
        pages = texts([*rows, look.group_row("Oben"), look.group_row("Unten"), ["erste"], ["zweite"]])
        assert [("Oben" in page) for page in pages] == [("erste" in page) for page in pages]


def test_the_last_row_does_not_stand_alone_on_a_page() -> None:
    turned = 0
    for count in range(26, 46):
        *_, last = pages = texts([[f"Zeile {number:02}"] for number in range(count)])
        turned += len(pages) > 1
        assert len(pages) == 1 or last.count("Zeile") > 1
    assert turned, "some of them need a second page"


@pytest.mark.parametrize("widths", [None, [1, 1, 1], [10, 1, 1], [0.01, 5, 5]])
def test_nothing_is_written_outside_the_text_area_or_over_its_neighbour(widths: list[float] | None) -> None:
    cells = ["Zuständigkeitsfeststellungsverfahren" * 3, "1.234.567,89 € " * 4, "kurz"]
    data = look.write_pdf([look.table(["A", "B", "C"], [cells], widths=widths, align="lrc")], demo.setup())
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage()
        boxes = [text.get_charbox(number) for number in range(text.count_chars())]
    inked = [box for box in boxes if box[2] > box[0]]
    assert min(box[0] for box in inked) >= 25 * 72 / 25.4 - 1
    assert max(box[2] for box in inked) <= (210 - 20) * 72 / 25.4 + 1
    small = [box for box in inked if box[3] - box[1] < 9]
    assert not any(overlap(one, other) for one, other in itertools.combinations(small, 2))


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two boxes of characters share more than the overhang of a letter."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 1.2 and down > 1.2


def test_rows_and_options_must_fit_the_columns() -> None:
    with pytest.raises(ValueError, match="1 cells, the table 2 columns"):
        look.table(["A", "B"], [["x"]])
    with pytest.raises(ValueError, match="one entry per column"):
        look.table(["A", "B"], [], align="l")
    with pytest.raises(ValueError, match="one entry per column"):
        look.table(["A", "B"], [], widths=[1])
