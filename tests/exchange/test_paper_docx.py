"""Papers in Word: valid, in the form of their municipality, and the same bytes again."""

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import CouncilPaper, Matter
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.exchange.paper_docx import make, make_paper
from tests.exchange.docx_files import W, converted_all, needs_writer, part, pdf_words
from tests.helpers import TODAY


def view_of(name: str) -> View:
    return View(Snapshot.of(build_sample(name, TODAY, SYSTEM_CLOCK.new_id)), TODAY)


def town(view: View, code: str) -> str:
    return next(row.id for row in view.snapshot.all(Municipality) if row.code == code)


def lines(data: bytes) -> list[str]:
    """The paragraphs of a document in order, those of its tables too."""
    found = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in part(data).iter(f"{W}p")]
    return [line for line in found if line]


def hard() -> View:
    """The demo with a paper whose texts are all that XML does not like."""
    view = view_of("demo")
    rows = [row for table in view.snapshot.tables.values() for row in table.values()]
    odd = "<b>&amp; „Zitat“\x07\tTab\nZeile\n\nAbsatz {field:parties}"
    changed = [
        row.model_validate({**row.model_dump(), "title": "T & <T>", "explanation": odd, "number": "<1>"})
        if isinstance(row, CouncilPaper)
        else row
        for row in rows
    ]
    return View(Snapshot.of(changed), TODAY)


def test_the_paper_of_glashuetten_has_its_sections_in_its_order() -> None:
    view = view_of("taunus")
    found = lines(make(view, town(view, "GLA")))
    wanted = (
        "Gemeinde Glashütten",
        "Beschlussvorlage XIX. Wahlperiode 2021–2026",
        "Drucksachennummer",
        "50/GV/XIX",
        "Beratungsfolge",
        "Gemeindevorstand",
        "01.06.2021",
        "Interkommunale Zusammenarbeit im Bereich des Onlinezugangsgesetzes",
        "Beschlussvorschlag:",
        "Erläuterungen:",
        "Thomas Ciesielski",
        "Bürgermeister",
        "Anlage(n):",
    )
    places = [found.index(line) for line in wanted]
    assert places == sorted(places)


def test_a_validator_by_other_hands_finds_nothing_but_the_theme_that_is_optional(tmp_path: Path) -> None:
    cases = [
        (view_of("taunus"), "NA"),
        (view_of("oberzentren"), "MR"),
        (view_of("demo"), "PRO"),
        (hard(), "BSP"),
    ]
    for number, (view, code) in enumerate(cases):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(make(view, town(view, code)))
        errors = [error.description for error in OpenXmlValidator().validate(path).errors]
        assert [error for error in errors if "relationships/theme" not in error] == []


def test_hard_text_comes_through_as_text() -> None:
    view = hard()
    found = "\n".join(lines(make(view, town(view, "BSP"))))
    assert "<b>&amp; „Zitat“" in found
    assert "Absatz die Stadt Musterstadt" in found
    assert "\x07" not in found


def test_the_same_view_gives_the_same_bytes() -> None:
    view = view_of("demo")
    assert make(view, town(view, "MST")) == make(view, town(view, "MST"))


def test_word_does_not_record_changes_in_a_paper() -> None:
    view = view_of("demo")
    settings = part(make(view, town(view, "MST")), "word/settings.xml")
    assert settings.find(f"{W}trackRevisions") is None


def test_a_municipality_without_a_paper_on_the_matter_is_refused() -> None:
    view = view_of("taunus")
    with pytest.raises(RuleViolation) as refused:
        make(view, town(view, "SCHM"))
    assert refused.value.code == "no_paper"


def test_headings_are_those_of_word_and_tables_have_a_marked_head_and_a_name() -> None:
    view = view_of("taunus")
    document = part(make(view, town(view, "GLA")))
    styles = [
        (look.get(f"{W}val", ""), "".join(t.text or "" for t in paragraph.iter(f"{W}t")))
        for paragraph in document.iter(f"{W}p")
        if (look := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
    ]
    headings = [(style, text) for style, text in styles if style.startswith(("Title", "Heading"))]
    assert headings == [
        ("Title", "Beschlussvorlage XIX. Wahlperiode 2021–2026"),
        ("Heading2", "Interkommunale Zusammenarbeit im Bereich des Onlinezugangsgesetzes"),
        ("Heading3", "Beschlussvorschlag:"),
        ("Heading3", "Erläuterungen:"),
        ("Heading3", "Anlage(n):"),
    ]
    for table in document.iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblCaption") is not None
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    language = part(make(view, town(view, "GLA")), "word/styles.xml").find(f".//{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "de-DE"


def test_stations_behind_closed_doors_are_left_out_unless_asked_for() -> None:
    view = view_of("demo")
    assert "Gemeindevorstand" not in lines(make(view, town(view, "BSP")))
    assert "Gemeindevorstand" in lines(make_paper(view, town(view, "BSP"), None, True))


def test_the_matter_can_be_chosen() -> None:
    view = view_of("demo")
    matter = view.snapshot.all(Matter)[0]
    chosen = lines(make_paper(view, town(view, "MST"), matter.id))
    assert "Beschlussvorlage – VL-2/31" in chosen
    report = next(row for row in view.snapshot.all(CouncilPaper) if row.matter_id is None)
    assert "Mitteilungsvorlage – VL-2/44" in lines(make_paper(view, town(view, "MST"), report.id))


@needs_writer
@pytest.mark.slow
def test_libreoffice_reads_a_paper_as_it_was_written(tmp_path: Path) -> None:
    view = view_of("taunus")
    documents = {code: make(view, town(view, code)) for code in ("GLA", "NA")}
    for code, pdf in converted_all(tmp_path, documents, "pdf").items():
        text = "".join(pdf_words(pdf).split())
        for line in lines(documents[code])[:12]:
            assert "".join(line.split()) in text
