"""A footnote stands on the page of its mark, is read behind its block, and nothing of it is lost."""

from __future__ import annotations

import re

import page as other_checker
import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ozgdesk.reports import look
from ozgdesk.reports.book import BookPart, print_book
from ozgdesk.reports.checker import check
from ozgdesk.reports.sheet import Composition
from ozgdesk.reports.structure import Node, open_pdf
from ozgdesk.reports.typeset import raised
from tests.reports import demo


def printed(*story: look.Element) -> bytes:
    data = look.write_pdf(story, demo.setup())
    assert check(data) == []
    return data


def nodes(data: bytes, role: str) -> list[Node]:
    return [node for node in open_pdf(data).nodes() if node.role == role]


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as pdf:
        texts = (page.get_textpage().get_text_range().replace("\ufffe", "") for page in pdf)
        return [" ".join(text.split()) for text in texts]


def heights(data: bytes, *words: str) -> list[float]:
    """The heights on the first page at which the texts begin."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage()
        places = [text.search(word).get_next()[0] for word in words]
        return [text.get_charbox(place)[1] for place in places]


def test_a_mark_is_a_reference_and_its_note_has_an_id_and_stands_at_the_foot() -> None:
    data = printed(
        look.paragraph(("Vier Kommunen", look.footnote("Stand der Satzung."), " sind dabei.")),
        look.paragraph("Darunter geht es weiter."),
    )
    assert [node.text for node in nodes(data, "P")][3:] == [
        "Vier Kommunen sind dabei.", "¹ Stand der Satzung.", "Darunter geht es weiter."
    ]  # fmt: skip
    [reference] = nodes(data, "Reference")
    assert [(kid.role, kid.text) for kid in reference.kids] == [("Lbl", "¹")]
    [note] = nodes(data, "Note")
    assert note.entries["/ID"] in open_pdf(data).names()
    text, below, foot = heights(data, "Vier", "Darunter", "Satzung")
    assert text > below > 300 > foot > 60


def test_another_checker_finds_no_fault_in_footnotes() -> None:
    rows = [[f"Zeile {n}", (str(n), look.footnote(f"Quelle {n}."))] for n in range(60)]
    data = printed(look.table(["Name", "Zahl"], rows))
    report = other_checker.validate_pdf_bytes(data, profile="ua1")
    assert not [failure.rule_id for failure in report.failures]


def test_equal_notes_have_one_number_and_stand_on_every_page_of_their_mark_but_are_read_once() -> None:
    note = look.footnote("Bitte prüfen.")
    rows = [[f"Zeile {n}", ("Wert", note) if n in (1, 90) else "Wert"] for n in range(1, 91)]
    data = printed(look.table(["Name", "Inhalt"], rows))
    shown = pages(data)
    assert len(shown) > 2
    assert ["¹ Bitte prüfen." in text for text in shown] == [True, *[False] * (len(shown) - 2), True]
    assert [node.text for node in nodes(data, "Note")] == ["¹ Bitte prüfen."]
    assert len(nodes(data, "Reference")) == 2


def test_a_note_in_the_head_of_a_table_comes_again_with_the_head() -> None:
    data = printed(look.table([("Zahl", look.footnote("In Tagen."))], [["1"]] * 90))
    assert len(pages(data)) > 2
    assert all("Zahl¹" in text and "¹ In Tagen." in text for text in pages(data))
    assert len(nodes(data, "Note")) == len(nodes(data, "Reference")) == 1


def test_a_note_longer_than_a_page_goes_on_overleaf_to_its_end() -> None:
    words = [f"Wort{number}" for number in range(1, 2500)]
    data = printed(look.paragraph(("Kurz", look.footnote(" ".join(words)))), look.paragraph("Danach"))
    [note] = nodes(data, "Note")
    assert note.text.split() == ["¹", *words]
    assert len(pages(data)) > 2
    assert "Danach" in pages(data)[0]


def test_what_is_kept_together_keeps_the_room_for_its_notes() -> None:
    block = look.keep_together(
        *(look.paragraph((f"Satz {n}", look.footnote(f"Anmerkung {n}."))) for n in range(1, 9))
    )
    data = printed(look.space(150), block)
    first, second = pages(data)
    assert "Satz" not in first
    assert all(f"Anmerkung {n}." in second for n in range(1, 9))


def test_the_notes_of_a_mappe_have_ids_of_their_own() -> None:
    def part(title: str) -> Composition:
        return Composition((look.paragraph((title, look.footnote("Gleich."))),), demo.setup(title=title))

    two = [*part("A").story, look.next_paper(), *part("A").story]
    assert [text.count("¹ Gleich.") for text in pages(printed(*two))] == [1, 1]
    data = print_book(lambda _starts: part("Deckblatt"), [BookPart(part("A")), BookPart(part("B"))]).data
    assert check(data) == []
    assert len({node.entries["/ID"] for node in nodes(data, "Note")}) == 3
    assert all("¹ Gleich." in text for text in pages(data))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    lengths=st.lists(st.integers(0, 90), min_size=1, max_size=60),
    kind=st.sampled_from(["rows", "paragraphs", "items", "figures"]),
)
def test_every_page_with_a_mark_has_its_note_below_the_text(lengths: list[int], kind: str) -> None:
    texts = [
        (f"Eintrag {n}" + " mit Text" * (length % 13), look.footnote(f"Nr{n} " + "Wort " * length))
        for n, length in enumerate(lengths, 1)
    ]
    stories = {
        "rows": [look.table(["Nr.", "Text"], [[str(n), text] for n, text in enumerate(texts)])],
        "paragraphs": [look.paragraph(text) for text in texts],
        "items": [look.bullet_list(texts)],
        "figures": [look.key_figures([("Wert", text) for text in texts])],
    }
    data = printed(*stories[kind])
    assert look.count_pages(stories[kind], demo.setup()) == len(pages(data))
    for text in pages(data):
        for number in re.findall(r"Eintrag (\d+)", text):
            assert text.find(f"{raised(int(number))} Nr{number}") > text.find(f"Eintrag {number}")
