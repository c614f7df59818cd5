"""Tables in the text of an agreement: tables in Word, and the same lines when they come back."""

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from ozgdesk.domain.agreements import Agreement, Clause
from ozgdesk.domain.incoming_text import IncomingText
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind
from ozgdesk.exchange.docx_reading import read
from ozgdesk.exchange.docx_writing import make
from tests.exchange.docx_files import W, changed, converted_all, needs_writer, part
from tests.exchange.test_paper_docx import view_of

HEAD = "Nr. | Aufgabe | Rechtsform | Federführung | Zuarbeit"


def with_annex(text: str) -> View:
    """The demo with another text of its annex."""
    view = view_of("demo")
    rows = [
        row.model_validate({**row.model_dump(), "text": text})
        if isinstance(row, Clause) and row.kind is ClauseKind.ANNEX
        else row
        for table in view.snapshot.tables.values()
        for row in table.values()
    ]
    return View(Snapshot.of(rows), view.as_of)


def back(tmp_path: Path, data: bytes) -> IncomingText:
    path = tmp_path / "v.docx"
    path.write_bytes(data)
    return read(path)


def annex(found: IncomingText) -> str:
    return next(part.text for part in found.parts if part.kind is ClauseKind.ANNEX)


def test_the_annex_of_tasks_is_a_table_with_a_marked_head_and_an_alternative_text() -> None:
    document = part(make(view_of("demo"), None))
    table = next(
        found for found in document.iter(f"{W}tbl") if found.find(f"{W}tblPr/{W}tblStyle") is not None
    )
    rows = list(table.iter(f"{W}tr"))
    cells = ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in rows[0].iter(f"{W}tc")]
    assert " | ".join(cells) == HEAD
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows[:2]] == [True, False]
    caption = table.find(f"{W}tblPr/{W}tblCaption")
    assert caption is not None
    assert caption.get(f"{W}val") == "Aufgaben und Federführung"


TEXTS = (
    f"{HEAD}\nA-001 | Vergabe | Mandatierung | Usingen | –",
    f"Stand heute:\n{HEAD}\nA-001 |  | Mandatierung | Usingen | –\nDanach geht es weiter.",
    f"Erster Absatz.\n\n{HEAD}\nA-001 | Vergabe | Mandatierung | Usingen | –\n\nLetzter Absatz.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_table_comes_back_as_the_lines_it_was_made_of(tmp_path: Path, text: str) -> None:
    found = back(tmp_path, make(with_annex(text), None))
    assert annex(found) == text
    assert "tables" not in [row.code for row in found.leftovers]


def test_what_is_changed_in_a_cell_is_read_as_a_change_of_that_line(tmp_path: Path) -> None:
    data = changed(make(with_annex(TEXTS[0]), None), lambda xml: xml.replace("Vergabe<", "Beschaffung<"))
    assert annex(back(tmp_path, data)) == TEXTS[0].replace("Vergabe", "Beschaffung")


def test_a_row_that_somebody_adds_belongs_to_the_table(tmp_path: Path) -> None:
    row = "<w:tr>" + "".join(
        f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        for text in ("A-002", "E-Akte", "Delegation", "Schmitten", "–")
    )
    data = changed(
        make(with_annex(TEXTS[0]), None),
        lambda xml: xml.replace("</w:tbl>", f"{row}</w:tr></w:tbl>"),
    )
    assert annex(back(tmp_path, data)).splitlines()[2] == "A-002 | E-Akte | Delegation | Schmitten | –"


def test_a_seal_has_its_room_beside_place_and_day_where_it_is_wanted() -> None:
    view = view_of("demo")
    agreements = {row.id: row for row in view.snapshot.all(Agreement)}
    for wanted, count in ((True, 4), (False, 0)):
        rows = [
            row.model_validate({**row.model_dump(), "has_seal_field": wanted})
            if row.id in agreements
            else row
            for table in view.snapshot.tables.values()
            for row in table.values()
        ]
        document = part(make(View(Snapshot.of(rows), view.as_of), None))
        assert sum(found.text == "(Siegel)" for found in document.iter(f"{W}t")) == count


def test_a_validator_by_other_hands_finds_nothing_in_a_table(tmp_path: Path) -> None:
    path = tmp_path / "v.docx"
    path.write_bytes(make(with_annex(TEXTS[1]), None))
    errors = [error.description for error in OpenXmlValidator().validate(path).errors]
    assert [error for error in errors if "relationships/theme" not in error] == []


@needs_writer
@pytest.mark.slow
def test_a_table_comes_back_from_libreoffice(tmp_path: Path) -> None:
    data = converted_all(tmp_path, {"v": make(with_annex(TEXTS[1]), None)}, "docx")["v"]
    assert annex(back(tmp_path, data)) == TEXTS[1]
