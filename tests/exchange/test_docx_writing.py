"""Agreements in Word: the same numbers as on our paper, references that live, changes that can be undone."""

import io
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.order import sequence
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClauseKind as K
from ozgdesk.exchange.docx_writing import make, make_text, write_version
from ozgdesk.exchange.format import TextWish
from ozgdesk.present.agreement import clause_rows
from tests.exchange.docx_files import (
    NEW,
    OLD,
    W,
    converted_all,
    needs_writer,
    one_version,
    part,
    pdf_words,
    rows,
    settled,
    version,
    view,
)
from tests.helpers import TODAY, id_of

NA = id_of(2)


def texts(data: bytes) -> list[str]:
    """The paragraphs of a document, without what a deletion holds."""
    root = part(data)
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def sample_view(name: str) -> View:
    return View(Snapshot.of(build_sample(name, TODAY, SYSTEM_CLOCK.new_id)), TODAY)


def expected(found: View, version_id: str) -> list[str]:
    """Number and first words of each clause as our paper prints them."""
    lines = []
    for row in clause_rows(found, version_id):
        first = " ".join((row.heading or row.text).split()[:2])
        lines.append(f"{row.number} {first}".replace("\u00a0", " ").strip())
    return [line for line in lines if line]


def test_the_same_view_gives_the_same_bytes() -> None:
    wish = TextWish(NEW, OLD, NA)
    assert make(view(), None) == make(view(), None)
    assert make_text(view(), wish) == make_text(view(), wish)


def test_a_clause_is_a_paragraph_of_word_with_its_own_number_style_and_bookmark() -> None:
    root = part(write_version(view(), version(view(), OLD)))
    found = {}
    for p in root.iter(f"{W}p"):
        look = p.find(f"{W}pPr")
        name = p.find(f"{W}bookmarkStart")
        if name is not None:
            level = look.find(f"{W}numPr/{W}ilvl")
            style = look.find(f"{W}pStyle").get(f"{W}val")
            found[name.get(f"{W}name")] = (style, level.get(f"{W}val") if level is not None else None)
    assert found[f"oz_{id_of(3)}_h"] == ("Heading1", "0")
    assert found[f"oz_{id_of(4)}_1"] == ("OZGAbsatz", "1")
    assert found[f"oz_{id_of(6)}_1"] == ("OZGNummer", "2")
    assert found[f"oz_{id_of(12)}_1"] == ("OZGText", None)  # a lone Absatz bears no number
    assert found[f"oz_{id_of(2)}_2"] == ("OZGText", None)
    assert found[f"oz_{id_of(13)}_h"] == ("OZGAnlage", "0")
    assert all(len(name) <= 40 for name in found)


def test_signatures_stand_between_text_and_annexes_two_for_each_municipality() -> None:
    found = texts(make(view(), None))
    assert found.index("Unterschriften") < found.index("Aufgaben")
    assert sum("Bürgermeister" in text for text in found) == 4
    assert found.count("Ort, Datum") == 4


def test_a_reference_is_a_field_that_reads_as_cited() -> None:
    root = part(write_version(view(), version(view(), OLD)))
    fields = [text.text.strip() for text in root.iter(f"{W}instrText")]
    assert f"REF oz_{id_of(13)}_h \\n \\h" in fields
    assert (
        "Das Nähere regelt Anlage\u00a01 (Aufgaben); §\u00a01 Abs.\u00a01 (Gegenstand) bleibt unberührt."
        in texts(write_version(view(), version(view(), OLD)))
    )


def test_a_draft_is_marked_in_the_header_and_a_frozen_version_is_not() -> None:
    for id_, is_marked in ((NEW, True), (OLD, False)):
        data = write_version(view(), version(view(), id_))
        header = "".join(part(data, "word/header1.xml").itertext())
        assert ("Entwurf" in header) is is_marked
        footer = [text.text.strip() for text in part(data, "word/footer1.xml").iter(f"{W}instrText")]
        assert footer == ["PAGE", "NUMPAGES"]


def test_language_and_title_are_set_and_changes_are_recorded_from_the_start() -> None:
    data = make(view(), None)
    core = "".join(part(data, "docProps/core.xml").itertext())
    assert "Vereinbarung über das OZG" in core
    assert "de-DE" in core
    assert part(data, "word/settings.xml").find(f"{W}trackRevisions") is not None
    assert any(lang.get(f"{W}val") == "de-DE" for lang in part(data, "word/styles.xml").iter(f"{W}lang"))


def test_tasks_of_a_draft_stand_in_a_table_with_a_marked_head() -> None:
    found = sample_view("demo")
    draft = next(row for row in found.snapshot.all(AgreementVersion) if row.name == "Entwurf 1")
    open_draft = draft.model_validate({**draft.model_dump(), "frozen_on": None})
    root = part(write_version(found, open_draft))
    heads = [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert ["".join(cell.itertext()) for cell in heads[0].iter(f"{W}tc")][:2] == ["Nr.", "Aufgabe"]


def test_nothing_to_write_and_nobody_to_sign_are_refused() -> None:
    empty = view([row for row in rows() if not isinstance(row, (AgreementVersion, Clause))])
    for call, code in (
        (lambda: make(empty, None), "no_version"),
        (lambda: make_text(view(), TextWish(NEW, OLD, None)), "reviser_needed"),
        (lambda: make_text(view(), TextWish(NEW, NEW, NA)), "same_version"),
    ):
        with pytest.raises(RuleViolation) as caught:
            call()
        assert caught.value.code == code


def test_letters_that_xml_cannot_hold_are_left_out() -> None:
    odd = Clause(
        id=id_of(9001), version_id=NEW, stem=id_of(9001), order="V", kind=K.CLAUSE,
        heading="A\x07<b>&", text="\x00x\ty\nz",
    )  # fmt: skip
    found, chosen = one_version([odd])
    assert "A<b>&" in texts(write_version(found, chosen))


def test_changes_carry_municipality_and_day_and_tell_moved_from_deleted() -> None:
    root = part(make_text(view(), TextWish(NEW, OLD, NA)))
    for tag in ("ins", "del", "moveFrom", "moveTo"):
        marks = list(root.iter(f"{W}{tag}"))
        assert marks, tag
        assert {mark.get(f"{W}author") for mark in marks} == {"Neu-Anspach"}
        assert {mark.get(f"{W}date") for mark in marks} == {"2026-11-23T07:30:00Z"}
    starts = [
        mark.get(f"{W}name") for tag in ("moveFrom", "moveTo") for mark in root.iter(f"{W}{tag}RangeStart")
    ]
    assert sorted(starts) == sorted(starts[: len(starts) // 2] * 2)
    ids = [element.get(f"{W}id") for element in root.iter() if element.tag.endswith(("ins", "del"))]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("accepted", [True, False])
def test_accepted_it_reads_as_the_new_version_and_rejected_as_the_old_one(accepted: bool) -> None:
    changes = make_text(view(), TextWish(NEW, OLD, NA))
    wanted = write_version(view(), version(view(), NEW if accepted else OLD))
    head = 2  # title and stage
    found = [text for text in texts(settled(changes, accepted=accepted))[head:] if text]
    read = [text for text in texts(wanted)[head:] if text]
    if not accepted:  # kept references read as they do in the new version
        found = [text.replace("§\u00a02 Abs.", "§\u00a01 Abs.") for text in found]
    assert found == read


def _odd_rows() -> list[Clause]:
    """Every level under every other, letters beyond z, numbers that begin anew."""
    lines: list[tuple[K, int, str]] = [(K.PREAMBLE, 0, "")]
    lines += [(K.PARAGRAPH, 1, "vorab"), (K.PARAGRAPH, 1, "dann")]
    for name in ("erster", "zweiter"):
        lines += [(K.CLAUSE, 0, name), (K.NUMBER, 1, "direkt davor"), (K.PARAGRAPH, 1, "Absatz")]
        lines += [(K.NUMBER, 2, "x"), (K.NUMBER, 2, "y"), (K.PARAGRAPH, 1, "Absatz zwei")]
        lines += [(K.LETTER, 2, "ohne Nummer"), (K.NUMBER, 2, "nach dem Buchstaben")]
        lines += [(K.LETTER, 3, "darunter"), (K.NUMBER, 1, "direkt dahinter")]
    lines += [(K.LETTER, 2, f"Buchstabe {n}") for n in range(28)]
    for name in ("Liste", "Karte"):
        lines += [(K.ANNEX, 0, name), (K.PARAGRAPH, 1, "oben"), (K.NUMBER, 2, "p"), (K.PARAGRAPH, 1, "unten")]
    found: list[Clause] = []
    above: dict[int, str] = {}
    for place, ((kind, depth, text), key) in enumerate(zip(lines, sequence(len(lines)), strict=True)):
        above[depth] = id_of(7000 + place)
        heading = text if depth == 0 else ""
        found.append(
            Clause(id=above[depth], version_id=NEW, parent_id=above[depth - 1] if depth else None, order=key,
                   stem=above[depth], kind=kind, heading=heading, text="" if heading else f"{text} {place}")
        )  # fmt: skip
    return found


def test_a_validator_by_other_hands_finds_nothing_but_the_theme_that_is_optional(tmp_path: Path) -> None:
    found, odd = one_version(_odd_rows())
    draft = sample_view("demo")
    first = next(row for row in draft.snapshot.all(AgreementVersion) if row.name == "Entwurf 1")
    documents = (
        write_version(view(), version(view())),
        write_version(found, odd),
        write_version(draft, first.model_validate({**first.model_dump(), "frozen_on": None})),
        make_text(view(), TextWish(NEW, OLD, NA)),
    )
    for number, data in enumerate(documents):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(data)
        errors = [error.description for error in OpenXmlValidator().validate(path).errors]
        assert [error for error in errors if "relationships/theme" not in error] == []


@needs_writer
@pytest.mark.slow
def test_libreoffice_counts_as_we_do(tmp_path: Path) -> None:
    found, odd = one_version(_odd_rows())
    cases = [("odd", found, odd)]
    for sample in ("demo", "taunus", "oberzentren", "kassel-nord"):
        other = sample_view(sample)
        cases += [(f"{sample}{n}", other, row) for n, row in enumerate(other.snapshot.all(AgreementVersion))]
    documents = {name: write_version(whole, chosen) for name, whole, chosen in cases}
    printed = converted_all(tmp_path, documents, "pdf")
    for name, whole, chosen in cases:
        words = pdf_words(printed[name]).replace("\u00a0", " ")
        assert [line for line in expected(whole, chosen.id) if line not in words] == [], name


@needs_writer
@pytest.mark.slow
def test_libreoffice_shows_the_changes_and_counts_right_once_they_are_settled(tmp_path: Path) -> None:
    found = view()
    changes = make_text(found, TextWish(NEW, OLD, NA))
    documents = {"shown": changes}
    documents |= {name: settled(changes, accepted=name == NEW) for name in (NEW, OLD)}
    printed = {name: pdf_words(pdf) for name, pdf in converted_all(tmp_path, documents, "pdf").items()}
    assert "zu gleichen Teilen" in printed["shown"]
    assert "nach der Einwohnerzahl" in printed["shown"]
    for id_ in (NEW, OLD):
        words = printed[id_].replace("\u00a0", " ")
        assert [line for line in expected(found, id_) if line not in words] == []


def test_the_package_holds_no_trace_of_clock_or_system() -> None:
    with zipfile.ZipFile(io.BytesIO(make(view(), None))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {0}
        assert archive.namelist()[0] == "[Content_Types].xml"
