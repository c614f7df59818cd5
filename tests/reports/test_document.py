"""A story becomes a tagged PDF: complete, checked, the same every time, whatever people typed."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ozgdesk.reports import look
from ozgdesk.reports.checker import check
from ozgdesk.reports.structure import open_pdf, outline
from tests.reports import demo
from tests.reports.reading import comparable, shown


def page_texts(data: bytes) -> list[str]:
    """Return what a reader program sees on each page; PDFium writes U+FFFE for a hyphen at a line end."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range().replace("\ufffe", "") for page in pdf]


def words(text: str) -> str:
    """Return the text with every white space as one space."""
    return " ".join(text.split())


def texts_of(data: bytes, role: str) -> list[str]:
    """Return the texts of all elements of a role."""
    return [words(node.text) for node in open_pdf(data).nodes() if node.role == role]


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("landscape", [False, True])
def test_every_element_on_every_paper_passes_the_checker(paper: str, landscape: bool) -> None:
    data = look.write_pdf(demo.story(), demo.setup(paper=paper, landscape=landscape, watermark="Entwurf"))
    assert check(data) == []


def test_the_same_story_and_setup_give_the_same_bytes() -> None:
    story = demo.story()
    assert look.write_pdf(story, demo.setup()) == look.write_pdf(story, demo.setup())


def test_documents_may_be_made_in_several_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: look.write_pdf(demo.story(), demo.setup()), range(8)))
    assert set(made) == {look.write_pdf(demo.story(), demo.setup())}


def test_another_text_or_print_date_gives_other_bytes() -> None:
    base = look.write_pdf([], demo.setup())
    assert base != look.write_pdf([], demo.setup(title="Anderer Bericht"))
    assert base != look.write_pdf([], demo.setup(printed_on=demo.date(2026, 11, 24)))


def test_the_first_page_says_title_cooperation_and_dates_as_content() -> None:
    found = outline(look.write_pdf([], demo.setup()))
    assert found == [
        ("P", "Interkommunale Zusammenarbeit Musterstadt, Beispielhausen und Testdorf"),
        ("H1", "Statusbericht November 2026"),
        ("P", "Stand der Zusammenarbeit zur Umsetzung des Onlinezugangsgesetzes"),
        ("P", "Stichtag 22.11.2026 · Datenstand 20.11.2026, 14:32 Uhr"),
    ]


def test_every_page_says_which_of_how_many_it_is_and_when_it_was_printed() -> None:
    pages = page_texts(look.write_pdf([demo.task_table(120)], demo.setup()))
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"Seite {number} von {len(pages)}" in text
        assert "Stichtag 22.11.2026 · Datenstand 20.11.2026, 14:32 Uhr · gedruckt am 23.11.2026" in words(
            text
        )
    assert all("Statusbericht November 2026" in text for text in pages)


def test_head_foot_and_repeated_table_heads_are_not_read_aloud() -> None:
    data = look.write_pdf([demo.task_table(120)], demo.setup())
    read = " ".join(text for _, text in outline(data))
    assert "Seite" not in read
    assert "gedruckt" not in read
    assert read.count("Federführung") == 1
    assert sum(text.count("Federführung") for text in page_texts(data)) == len(page_texts(data))


def test_a_paragraph_over_two_pages_is_one_paragraph() -> None:
    text = " ".join(f"Wort{number}" for number in range(1500))
    data = look.write_pdf([look.paragraph(text)], demo.setup())
    assert len(page_texts(data)) > 1
    assert texts_of(data, "P")[-1] == text


def test_text_extracted_by_a_reader_program_has_its_spaces_at_line_ends() -> None:
    text = "Die Vereinbarung wird erst wirksam, wenn alle vier Gremien zugestimmt haben. " * 4
    assert words(text) in words(page_texts(look.write_pdf([look.paragraph(text)], demo.setup()))[0])


def test_markup_in_user_text_is_printed_as_typed() -> None:
    typed = 'A & B < C <b>fett</b> <img src="x"/> &amp; "Zitat" %s {0} \\ (Klammer'
    story = [
        look.heading(typed),
        look.paragraph(typed),
        look.table(["Name"], [[typed]]),
        look.bullet_list([typed]),
    ]
    data = look.write_pdf(story, demo.setup(title=typed, cooperation=typed, subject=typed, watermark="<&>"))
    assert check(data) == []
    for role in ("H1", "H2", "TH", "LBody"):
        assert typed in texts_of(data, role)


def test_characters_that_the_typeface_lacks_are_shown_by_number_and_reported() -> None:
    printed = look.print_story([look.paragraph("Gut \U0001f600 so \u05d0")], demo.setup())
    assert printed.replaced == ("U+05D0", "U+1F600")
    assert "Gut [U+1F600] so [U+05D0]" in texts_of(printed.data, "P")
    assert texts_of(printed.data, "P")[-1].endswith("ersetzt: U+05D0, U+1F600.")


def test_characters_of_the_typeface_beyond_the_first_plane_are_read_back() -> None:
    data = look.write_pdf([look.paragraph("Zugang \U0001f512 gesperrt")], demo.setup())
    assert check(data) == []
    assert "Zugang \U0001f512 gesperrt" in texts_of(data, "P")
    assert "Zugang \U0001f512 gesperrt" in words(page_texts(data)[0])


def test_a_story_without_strange_characters_reports_none() -> None:
    assert look.print_story(demo.story(), demo.setup()).replaced == ()


def test_a_word_longer_than_the_page_is_divided_and_complete() -> None:
    word = "Donaudampfschifffahrt" * 20
    data = look.write_pdf([look.paragraph(f"vor {word} nach"), look.heading(word)], demo.setup())
    assert f"vor {word} nach" in texts_of(data, "P")
    assert word in texts_of(data, "H2")


@pytest.mark.parametrize(
    "story",
    [
        [],
        [look.paragraph("")],
        [look.heading("")],
        [look.bullet_list([])],
        [look.bullet_list(["", "x"])],
        [look.key_figures([])],
        [look.key_figures([("", "")])],
        [look.table([], [])],
        [look.table(["A"], [])],
        [look.table(["A", ""], [["", ""]])],
        [look.table(["A" * 400, "B"], [["", "b" * 400]])],
        [look.page_break(), look.page_break(), look.paragraph("x")],
        [look.space(5000), look.paragraph("x")],
        [look.signature_block("", [])],
        [look.keep_together()],
        [look.keep_together(look.paragraph("x " * 20_000))],
        [look.key_figures([("Sehr lange Bezeichnung einer Zahl " * 5, "1 234 567 890 Euro")] * 9)],
        [look.figure(5000, 9000, "groß", lambda drawing: drawing.rect(0, 0, 5000, 9000, fill="#b9c0c8"))],
        [look.heading("Überschrift " * 900)],
        [look.table(["Kopf " * 3000], [["x"]])],
    ],
    ids=range(20),
)
def test_odd_stories_are_printed_and_pass_the_checker(story: list[look.Element]) -> None:
    assert check(look.write_pdf(story, demo.setup())) == []


def test_a_heading_that_skips_a_level_is_refused() -> None:
    with pytest.raises(ValueError, match="level 3 follows level 1"):
        look.write_pdf([look.heading("Zu tief", 3)], demo.setup())


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for lines in range(38, 50):
        story = [
            look.paragraph("\n".join(["x"] * lines)),
            look.heading("Kopf"),
            look.paragraph("Danach\nund noch"),
        ]
        pages = page_texts(look.write_pdf(story, demo.setup()))
        assert [("Kopf" in page) for page in pages] == [("Danach" in page) for page in pages]


def test_what_is_kept_together_stands_on_one_page() -> None:
    for lines in range(38, 50):
        block = look.keep_together(look.paragraph("Anfang\n" * 6), look.paragraph("Ende"))
        pages = page_texts(look.write_pdf([look.paragraph("x\n" * lines), block], demo.setup()))
        assert [("Anfang" in page) for page in pages] == [("Ende" in page) for page in pages]


def test_the_outline_of_the_document_lists_its_headings() -> None:
    with pypdfium2.PdfDocument(look.write_pdf(demo.story(), demo.setup())) as pdf:
        entries = [(entry.level, entry.get_title()) for entry in pdf.get_toc()]
    assert entries[:3] == [
        (0, "Statusbericht November 2026"),
        (1, "Zusammenfassung"),
        (1, "Nächste Schritte"),
    ]
    assert (2, "Balken") in entries


def test_the_shapes_of_the_lights_differ_when_every_ink_is_black() -> None:
    shapes = []
    for kind, _ in demo.LIGHTS:
        data = look.write_pdf([look.paragraph(look.light(kind, "gleich"))], demo.setup())
        with pypdfium2.PdfDocument(data) as pdf:
            picture = bytes(pdf[0].render(scale=2, grayscale=True).buffer)
        shapes.append(picture.translate(bytes([0] * 250 + [255] * 6)))
    assert all(one != other for one, other in combinations(shapes, 2))


def test_the_red_light_has_the_eight_sides_it_has_on_screen() -> None:
    data = look.write_pdf([look.paragraph(look.light("red", "rot"))], demo.setup())
    with pypdfium2.PdfDocument(data) as pdf:
        paths = [path for path in pdf[0].get_objects() if path.type == pdfium_c.FPDF_PAGEOBJ_PATH]
        assert 9 in [pdfium_c.FPDFPath_CountSegments(path) for path in paths], "move, 7 lines, close"


def test_the_door_and_the_look_do_not_load_reportlab() -> None:
    code = "import sys, ozgdesk.reports.look; sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


printable = st.text(st.characters(exclude_categories=("Cs", "Co", "Cn")), max_size=60)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(printable, min_size=1, max_size=80))
def test_whatever_is_typed_is_found_in_the_pdf_or_reported(typed: list[str]) -> None:
    story = [look.table(["Nr.", "Text"], [[str(number), text] for number, text in enumerate(typed)])]
    printed = look.print_story(story, demo.setup())
    cells = texts_of(printed.data, "TD")
    assert check(printed.data) == []
    assert [comparable(cell) for cell in cells] == [
        comparable(shown(text, printed.replaced)) for text in typed
    ]
