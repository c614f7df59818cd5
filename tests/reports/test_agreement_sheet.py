"""The agreement on paper: lists as lists, the annex as a table, and lines that can be cited."""

from __future__ import annotations

import io
from dataclasses import replace

from pypdf import PdfReader

from ozgdesk.commands import agreements, clauses
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind as K
from ozgdesk.reports import look
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.structure import Node, open_pdf
from ozgdesk.reports.styles import styles_for
from tests.domain.agreement_rows import LATER, VERSION, agreement_rows
from tests.helpers import cooperation, transaction
from tests.reports import demo
from tests.reports.test_sheets import OPTIONS, pages, printed_sample, sample, words


def printed(*, frozen: bool = False) -> bytes:
    tx = transaction([cooperation(), *agreement_rows()])
    one = clauses.add_clause(VERSION, K.CLAUSE, heading="Kosten")(tx)
    first = clauses.add_clause(VERSION, K.PARAGRAPH, parent_id=one.id, text="Es zahlen:")(tx)
    for part in ("die Stadt,", "die Gemeinde."):
        clauses.add_clause(VERSION, K.NUMBER, parent_id=first.id, text=part)(tx)
    clauses.add_clause(VERSION, K.PARAGRAPH, parent_id=one.id, text="Ein Satz mit Worten. " * 40)(tx)
    clauses.add_clause(VERSION, K.ANNEX, heading="Aufgaben", text="{field:led_tasks}")(tx)
    if frozen:
        agreements.freeze_version(VERSION)(tx)
    return make_sheet("agreement", View(tx.snapshot(), LATER), OPTIONS)


def nodes(data: bytes, role: str) -> list[Node]:
    return [node for node in open_pdf(data).nodes() if node.role == role]


def artifacts(data: bytes) -> str:
    """The text of the pages as a reader program gets it, with margins."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_nummern_are_a_list_within_their_absatz() -> None:
    data = printed()
    assert check(data) == []
    outer = nodes(data, "L")[0]
    assert [item.kids[0].text.strip() for item in outer.kids] == ["(1)", "(2)"]
    [inner] = [kid for kid in outer.kids[0].kids[1].kids if kid.role == "L"]
    assert [item.kids[0].text.strip() for item in inner.kids] == ["1.", "2."]


def test_the_annex_is_a_table_before_and_after_freezing_and_is_printed_once() -> None:
    for data in (printed(), printed(frozen=True)):
        [table] = nodes(data, "Table")
        assert "Vergabewesen" in table.text
        assert check(data) == []


def test_every_fifth_line_of_a_draft_has_its_number_and_none_of_a_final_text() -> None:
    assert "5" in artifacts(printed()).split()
    assert "5" not in artifacts(printed(frozen=True)).split()
    story = [look.paragraph("\n".join(["Zeile"] * 12))]
    counted = artifacts(look.write_pdf(story, demo.setup(line_numbers=True))).split()
    plain = artifacts(look.write_pdf(story, demo.setup())).split()
    assert [word for word in ("5", "10", "15") if word in counted] == ["5", "10"]
    assert not {"5", "10"} & set(plain)


def test_numbers_of_lines_are_not_read_aloud() -> None:
    data = look.write_pdf([look.paragraph("\n".join(["Zeile"] * 12))], demo.setup(line_numbers=True))
    assert check(data) == []
    assert not any(node.text.strip() in ("5", "10") for node in open_pdf(data).nodes())


def test_no_municipality_signs_alone_on_a_page() -> None:
    for name in ("oberzentren", "kassel-nord", "taunus"):
        counts = [page.count("Ort, Datum") for page in pages(printed_sample("agreement", name))]
        assert 1 not in counts, (name, counts)


def test_a_very_long_title_is_set_smaller() -> None:
    long, short = (styles_for("x" * count, is_letter=False, is_dense=False) for count in (140, 90))
    assert long.headings[1].size < short.headings[1].size


def test_a_text_that_another_has_replaced_is_marked_and_cannot_be_signed() -> None:
    view = sample("demo")
    old, current = sorted(view.snapshot.all(AgreementVersion), key=lambda row: row.is_current)
    former, present = (
        words(make_sheet("agreement", view, replace(OPTIONS, version_id=row.id))) for row in (old, current)
    )
    assert "Frühere Fassung" in former
    assert "Ort, Datum" not in former
    assert "Unterschrift liegt vor" not in former
    assert "Frühere Fassung" not in present
    assert "Ort, Datum" in present
