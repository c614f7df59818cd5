"""Sitzungsmappen: several sheets, and files of others, in one document."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import page as other_checker
import pypdfium2
import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.order import sequence
from ozgdesk.domain.reporting import SheetSet, SheetSetEntry
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Attachment
from ozgdesk.domain.tasks import Baseline
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind
from ozgdesk.present.sheet_sets import for_meeting, set_meetings
from ozgdesk.reports.checker import check
from ozgdesk.reports.register import make_sheet
from ozgdesk.reports.sheet import NotPrintable, SheetOptions
from ozgdesk.reports.sheet_set import file_names, make_set, sheet_sets
from ozgdesk.reports.structure import open_pdf
from tests.helpers import TODAY, id_of

OPTIONS = SheetOptions(printed_on=date(2026, 12, 1))
SET = SheetSet(id=id_of(1), order="A", name="Lenkungsgruppe Dezember", committee_id=id_of(2))


def foreign(pages: int = 2, size: tuple[float, float] = (595.0, 842.0)) -> bytes:
    """A PDF as a program without tags makes it."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for number in range(pages):
        canvas.drawString(80, 500, f"Fremder Text auf Seite {number + 1}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def attachment(data: bytes, name: str = "Angebot.pdf") -> Attachment:
    return Attachment(id=id_of(90), file_name=name, sha256="0" * 64, content=data)


def entries(*parts: tuple[str, int | None]) -> list[SheetSetEntry]:
    """Sheets by key, each for the whole (None) or the municipality of that place in the sample."""
    towns = sample_towns()
    return [
        SheetSetEntry(
            id=id_of(100 + number),
            set_id=SET.id,
            order=order,
            sheet=key,
            municipality_id=None if town is None else towns[town].id,
        )
        for number, ((key, town), order) in enumerate(zip(parts, sequence(len(parts)), strict=True))
    ]


def sample_rows() -> list[Entity]:
    count = itertools.count(1)
    return build_sample("demo", TODAY, lambda: f"{next(count) + 16**8:032x}")


def sample_towns() -> list[Municipality]:
    return list(View(Snapshot.of(sample_rows()), TODAY).municipalities)


def view_of(rows: Iterable[Entity]) -> View:
    body = Committee(id=id_of(2), name="Lenkungsgruppe", kind=CommitteeKind.STEERING_GROUP, order="zz")
    days = (date(2026, 11, 1), date(2026, 12, 7), date(2027, 1, 4))
    meetings = [
        Meeting(id=id_of(10 + number), committee_id=body.id, held_on=day) for number, day in enumerate(days)
    ]
    return View(Snapshot.of([*sample_rows(), body, *meetings, SET, *rows]), TODAY)


def texts(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded().replace("\ufffe", "") for page in pdf]
    finally:
        pdf.close()


def test_sheets_for_several_municipalities_become_one_accessible_document() -> None:
    view = view_of(entries(("status", None), ("plan", None), ("todo", 1), ("status", 2)))
    [chosen] = sheet_sets(view)
    printed = make_set(view, chosen, OPTIONS)
    assert check(printed.data) == []
    report = other_checker.validate_pdf_bytes(printed.data, profile="ua1")
    assert [failure.message for failure in report.failures] == []
    pages = texts(printed.data)
    assert len(pages) == printed.pages
    assert all(f"Seite {number} von {printed.pages}" in page for number, page in enumerate(pages, 1))
    assert "Lenkungsgruppe, Sitzung am 07.12.2026" in pages[0]
    assert make_set(view, chosen, OPTIONS).data == printed.data


def test_the_contents_and_the_bookmarks_lead_to_the_page_on_which_each_part_begins() -> None:
    view = view_of(entries(("ownership", None), ("status", 0), ("deputies", None)))
    [chosen] = sheet_sets(view)
    data = make_set(view, chosen, OPTIONS).data
    pages = texts(data)
    reader = PdfReader(io.BytesIO(data))
    tops = [mark for mark in reader.outline if not isinstance(mark, list)]
    assert [mark.title for mark in tops] == [
        "Lenkungsgruppe Dezember",
        "Zuständigkeitsmatrix",
        "Statusbericht",
        "Vertretungsplan",
    ]
    starts = [reader.get_destination_page_number(mark) + 1 for mark in tops]
    for mark, start in zip(tops, starts, strict=True):
        assert mark.title in pages[start - 1]
    [table] = [node for node in open_pdf(data).nodes() if node.role == "Table"][:1]
    cells = [node.text.strip() for node in table.walk() if node.role in ("TD", "TH")]
    assert [int(cell) for cell in cells[9::5]] == starts[1:]


def test_every_part_keeps_its_own_paper_and_the_sheet_is_the_same_as_alone() -> None:
    view = view_of(entries(("plan", None), ("milestones", None)))
    [chosen] = sheet_sets(view)
    data = make_set(view, chosen, OPTIONS).data
    sizes = [
        (round(page.mediabox.width), round(page.mediabox.height))
        for page in PdfReader(io.BytesIO(data)).pages
    ]
    assert sizes[0] == (595, 842)
    assert (842, 595) in sizes
    alone = texts(make_sheet("milestones", view, OPTIONS))[0]
    shared = texts(data)[-len(texts(make_sheet("milestones", view, OPTIONS)))]
    assert alone.splitlines()[:12] == shared.splitlines()[:12]


def test_a_set_for_a_chosen_meeting_names_it_and_shows_its_minutes() -> None:
    view = view_of(entries(("minutes", None)))
    [chosen] = sheet_sets(view)
    assert [found.id for found in set_meetings(view, chosen.id)] == [id_of(12), id_of(11), id_of(10)]
    usual = " ".join(texts(make_set(view, chosen, OPTIONS).data))
    assert "Lenkungsgruppe, Sitzung am 07.12.2026" in usual
    later = " ".join(texts(make_set(view, for_meeting(view, chosen, id_of(12)), OPTIONS).data))
    assert "Lenkungsgruppe, Sitzung am 04.01.2027" in later
    assert "Tagesordnung Lenkungsgruppe" in later
    assert "Tagesordnung Lenkungsgruppe" not in usual
    assert for_meeting(view, chosen, None) == for_meeting(view, chosen, id_of(99)) == chosen


def test_a_part_shows_the_version_or_baseline_chosen_for_it_and_says_so() -> None:
    view = view_of([])
    version = min(view.snapshot.all(AgreementVersion), key=lambda row: row.order)
    baseline = min(view.snapshot.all(Baseline), key=lambda row: row.taken_on)
    [milestones, synopsis] = entries(("milestones", None), ("synopsis", None))
    parts = [
        SheetSetEntry.model_validate({**milestones.model_dump(), "baseline_id": baseline.id}),
        SheetSetEntry.model_validate({**synopsis.model_dump(), "version_id": version.id}),
    ]
    view = view_of(parts)
    [chosen] = sheet_sets(view)
    cover, *pages = texts(make_set(view, chosen, OPTIONS).data)
    assert f"Basisplan „{baseline.name}“" in " ".join(cover.split())
    assert f"Fassung „{version.name}“" in " ".join(cover.split())
    for key, options in (
        ("milestones", replace(OPTIONS, baseline_id=baseline.id)),
        ("synopsis", replace(OPTIONS, agreement_id=version.agreement_id, version_id=version.id)),
    ):
        alone = texts(make_sheet(key, view, options))[0].splitlines()[:4]
        assert alone in [page.splitlines()[:4] for page in pages]
        assert alone != texts(make_sheet(key, view, OPTIONS))[0].splitlines()[:4]


def test_a_municipality_gets_its_own_parts_and_those_of_the_whole() -> None:
    view = view_of(entries(("deputies", None), ("status", 0), ("status", 1)))
    [chosen] = sheet_sets(view)
    names = dict(file_names(view, chosen))
    first, second = view.municipalities[:2]
    assert names[first.id] == f"Lenkungsgruppe-Dezember-{first.code}-2026-11-23.pdf"
    text = " ".join(texts(make_set(view, chosen, OPTIONS, first.id).data))
    assert f"{first.name} ({first.code}) · Berichtszeitraum" in text
    assert f"{second.name} ({second.code}) · Berichtszeitraum" not in text
    assert "Vertretungsplan" in text


def test_a_foreign_file_is_shown_whole_and_nobody_is_told_it_were_accessible() -> None:
    entry = SheetSetEntry(id=id_of(150), set_id=SET.id, order="x", attachment_id=id_of(90))
    view = view_of([*entries(("status", None)), entry, attachment(foreign())])
    [chosen] = sheet_sets(view)
    printed = make_set(view, chosen, OPTIONS)
    pages = texts(printed.data)
    assert printed.pages == len(pages) == 4
    assert "nicht barrierefrei gekennzeichnet" in pages[0].replace("\r\n", " ")
    assert "Fremder Text auf Seite 1" in pages[2]
    assert "Fremde Datei „Angebot.pdf“" in pages[2]
    assert "Fremder Text auf Seite 2" in pages[3]
    assert "Seite 4 von 4" in pages[3]
    assert b"pdfuaid" not in printed.data
    rules = {finding.rule for finding in check(printed.data)}
    assert rules <= {"5-1", "7.1-3", "7.21.4.1-1", "7.21.7-1"}
    assert "7.1-3" in rules
    assert make_set(view, chosen, OPTIONS).data == printed.data


def test_a_set_without_foreign_files_claims_to_be_accessible() -> None:
    view = view_of(entries(("status", None)))
    [chosen] = sheet_sets(view)
    assert b"pdfuaid:part" in make_set(view, chosen, OPTIONS).data


def test_one_of_our_own_sheets_as_foreign_file_says_where_it_is_tagged() -> None:
    entry = SheetSetEntry(id=id_of(150), set_id=SET.id, order="x", attachment_id=id_of(90))
    kept = attachment(make_sheet("status", view_of([]), OPTIONS), "Bericht.pdf")
    view = view_of([entry, kept])
    [chosen] = sheet_sets(view)
    assert "nur in der Datei selbst" in " ".join(texts(make_set(view, chosen, OPTIONS).data)[0].split())


@pytest.mark.parametrize("data", [b"kein PDF", b"", foreign()[:200]])
def test_a_file_that_is_no_pdf_is_told_in_one_sentence(data: bytes) -> None:
    entry = SheetSetEntry(id=id_of(150), set_id=SET.id, order="x", attachment_id=id_of(90))
    view = view_of([entry, attachment(data)])
    [chosen] = sheet_sets(view)
    with pytest.raises(NotPrintable, match="„Angebot.pdf“ ist kein lesbares PDF"):
        make_set(view, chosen, OPTIONS)


def test_an_empty_set_and_a_sheet_nobody_knows_any_more() -> None:
    view = view_of(replace_sheet(entries(("status", None)), "gone"))
    [chosen] = sheet_sets(view)
    with pytest.raises(NotPrintable, match="ist leer"):
        make_set(view, chosen, OPTIONS)


def replace_sheet(rows: list[SheetSetEntry], key: str) -> list[SheetSetEntry]:
    return [SheetSetEntry.model_validate({**row.model_dump(), "sheet": key}) for row in rows]


def test_progress_is_told_and_may_give_up() -> None:
    view = view_of(entries(("status", None), ("status", 0)))
    [chosen] = sheet_sets(view)
    told: list[tuple[int, int]] = []
    make_set(view, chosen, OPTIONS, progress=lambda done, of: told.append((done, of)))
    assert told == [(number, 5) for number in range(5)]

    def give_up(done: int, _of: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_set(view, chosen, replace(OPTIONS, paper="a3"), progress=give_up)
    assert make_set(view, chosen, OPTIONS).pages == 3
