"""The Wappen of a municipality in the head of its sheets: a figure with its name, and nothing without one."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from PIL import Image

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.reporting import SheetSet, SheetSetEntry
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.view import View
from ozgdesk.reports import look
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import SHEETS, make_sheet
from ozgdesk.reports.sheet_set import make_set, sheet_sets
from ozgdesk.reports.story import Crest
from ozgdesk.reports.structure import Node, open_pdf
from tests.helpers import TODAY, id_of
from tests.reports import demo
from tests.reports.test_sheets import OPTIONS, RECORDED, printed_sample, sample

KEYS = [found.key for found in SHEETS if found.is_by_municipality]


def png(width: int = 60, height: int = 80, colour: str = "#c02020") -> bytes:
    target = io.BytesIO()
    Image.new("RGBA", (width, height), colour).save(target, "PNG")
    return target.getvalue()


def coordinating(view: View) -> Municipality:
    return next(row for row in view.municipalities if row.is_coordinating)


@cache
def with_crest(content: bytes) -> View:
    """The richest sample, whose coordinating municipality has a crest."""
    file = Attachment(id=id_of(900_000), file_name="wappen.png", sha256="0" * 64, content=content)
    mappe = SheetSet(id=id_of(900_001), order="A", name="Runde")
    part = SheetSetEntry(id=id_of(900_002), set_id=mappe.id, order="A", sheet="milestones")
    snapshot = sample("demo").snapshot
    town = coordinating(sample("demo"))
    changed = Municipality.model_validate({**town.model_dump(), "crest_id": file.id})
    rows = [row for kind in ENTITIES for row in snapshot.all(kind) if row.id != town.id]
    return View(Snapshot.of([*rows, changed, file, mappe, part]), TODAY, RECORDED)


def crests(data: bytes) -> list[Node]:
    return [node for node in open_pdf(data).nodes() if node.alt.startswith("Wappen")]


@pytest.mark.parametrize("key", KEYS)
def test_a_sheet_of_a_municipality_with_a_crest_shows_it_once_with_its_name(key: str) -> None:
    view = with_crest(png())
    town = coordinating(view)
    data = make_sheet(key, view, replace(OPTIONS, municipality_id=town.id))
    assert check(data) == []
    assert {node.alt for node in crests(data)} == {f"Wappen der Stadt {town.name}"}
    assert len(crests(data)) == 1
    other = next(row for row in view.municipalities if row.id != town.id)
    assert crests(make_sheet(key, view, replace(OPTIONS, municipality_id=other.id))) == []


@pytest.mark.parametrize("key", ["status", "todo", "plan"])
def test_a_sheet_of_all_municipalities_stays_as_it_is(key: str) -> None:
    assert make_sheet(key, with_crest(png()), OPTIONS) == printed_sample(key, "demo")


def test_the_paper_of_each_municipality_shows_its_own_crest() -> None:
    assert len(crests(make_sheet("council_paper", with_crest(png()), OPTIONS))) == 1


def test_the_cover_of_a_mappe_for_a_municipality_shows_its_crest() -> None:
    view = with_crest(png())
    [chosen] = [row for row in sheet_sets(view) if row.name == "Runde"]
    one = make_set(view, chosen, OPTIONS, coordinating(view).id).data
    assert len(crests(one)) == 1
    assert crests(make_set(view, chosen, OPTIONS).data) == []


def test_a_crest_stands_within_the_page_beside_a_title_that_keeps_clear_of_it() -> None:
    for width, height in ((60, 80), (4000, 40), (40, 4000)):
        title = "Ein sehr langer Titel eines Blattes, der über zwei Zeilen geht und dem Wappen weicht"
        setup = demo.setup(title=title, crest=Crest(png(width, height), "Wappen der Stadt X"))
        data = look.write_pdf([look.paragraph("Text")], setup)
        assert check(data) == []
        [figure] = crests(data)
        left, bottom, right, top = (float(side) for side in figure.attributes["/BBox"])
        with pypdfium2.PdfDocument(data) as pdf:
            text = pdf[0].get_textpage()
            boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert right < 595
        assert top - bottom <= 52
        assert not any(a < right and c > left and b < top and d > bottom for a, b, c, d in boxes)


def test_the_picture_is_printed_on_white_and_no_finer_than_paper_shows() -> None:
    small = look.write_pdf([], demo.setup(crest=Crest(png(60, 80, "#ffffff00"), "Wappen")))
    large = look.write_pdf([], demo.setup(crest=Crest(png(3000, 4000), "Wappen")))
    assert len(large) < len(small) + 50_000
    with pypdfium2.PdfDocument(small) as pdf:
        image = pdf[0].render(scale=1).to_pil()
    assert image.getpixel((530, 80)) == (255, 255, 255)


def test_a_picture_that_cannot_be_drawn_is_left_out_and_the_sheet_is_the_same() -> None:
    broken = look.write_pdf(demo.story(), demo.setup(crest=Crest(b"kein Bild", "Wappen")))
    assert broken == look.write_pdf(demo.story(), demo.setup())
