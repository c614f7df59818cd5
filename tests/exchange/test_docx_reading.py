"""Documents that come back: ours, changed as people do, those of others, and those that are none."""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.incoming_text import IncomingText, Revision
from ozgdesk.domain.vocabulary import ClauseKind as K
from ozgdesk.exchange import docx_archive, safe_archive
from ozgdesk.exchange.csv_table import FORMAT as CSV
from ozgdesk.exchange.docx_reading import read
from ozgdesk.exchange.docx_writing import make_text, write_version
from ozgdesk.exchange.format import TextWish
from ozgdesk.exchange.xlsx import FORMAT as XLSX
from ozgdesk.texts.imports import unreadable_message
from tests.exchange.docx_files import (
    NEW,
    OLD,
    changed,
    comments,
    converted,
    foreign,
    needs_writer,
    paragraph,
    recorded,
    version,
    view,
    with_parts,
)
from tests.helpers import id_of

OWN = write_version(view(), version(view()))


def read_bytes(folder: Path, data: bytes, name: str = "x.docx") -> IncomingText:
    (folder / name).write_bytes(data)
    return read(folder / name)


def words(found: IncomingText) -> list[tuple[str, str, str]]:
    return [(part.stem[-2:].lstrip("0"), part.heading, part.text) for part in found.parts]


EXPECTED = [
    ("1", "", "Zwischen den vier Kommunen wird vereinbart:"),
    ("2", "Präambel", "Die Kommunen wollen zusammenarbeiten.\n\nSie teilen sich die Arbeit."),
    ("11", "Laufzeit", ""),
    ("12", "", "Die Vereinbarung gilt für fünf Jahre."),
    ("16", "", "Sie verlängert sich um ein Jahr."),
    ("3", "Gegenstand", ""),
    ("4", "", "Gegenstand ist die gemeinsame Umsetzung."),
    ("5", "", "Ziele sind"),
    ("7", "", "geringere Kosten."),
    ("17", "", "kurze Wege."),
    ("8", "Kosten", ""),
    ("9", "", "Die Sachkosten tragen die Kommunen nach der Einwohnerzahl."),
    (
        "10",
        "",
        "Das Nähere regelt Anlage\u00a01 (Aufgaben); §\u00a02 Abs.\u00a01 (Gegenstand) bleibt unberührt.",
    ),
    ("13", "Aufgaben", "Die Aufgaben sind neu verteilt."),
    ("14", "", "Die Stadt führt."),
    ("15", "", "Die anderen helfen."),
]


def test_our_own_document_comes_back_clause_by_clause(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, OWN)
    assert words(found) == EXPECTED
    assert (found.version_id, found.leftovers, found.gone) == (NEW, (), ())
    assert found.stamp is not None
    assert all(part.former is None and not part.revisions for part in found.parts)


@needs_writer
@pytest.mark.slow
def test_our_own_document_comes_back_from_libreoffice(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, converted(tmp_path, OWN, "docx"))
    assert words(found) == EXPECTED
    assert (found.version_id, str(found.stamp)) == (NEW, str(read_bytes(tmp_path, OWN).stamp))
    assert [part.kind for part in found.parts] == [part.kind for part in read_bytes(tmp_path, OWN).parts]


@needs_writer
@pytest.mark.slow
def test_recorded_changes_come_back_from_libreoffice(tmp_path: Path) -> None:
    changes = make_text(view(), TextWish(NEW, OLD, id_of(2)))
    found = read_bytes(tmp_path, converted(tmp_path, changes, "docx"))
    assert words(found) == EXPECTED
    by_stem = {part.stem: part for part in found.parts}
    assert {revision.author for part in found.parts for revision in part.revisions} == {"Neu-Anspach"}
    assert by_stem[id_of(9)].former == ("", "Die Sachkosten tragen die Kommunen zu gleichen Teilen.")
    assert id_of(6) in {gone.stem for gone in found.gone}


def test_recorded_changes_are_read_as_accepted_and_what_they_changed_is_kept(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, make_text(view(), TextWish(NEW, OLD, id_of(2))))
    assert words(found) == EXPECTED
    by_stem = {part.stem: part for part in found.parts}
    by = (Revision("Neu-Anspach", date(2026, 11, 23)),)
    assert by_stem[id_of(9)].former == ("", "Die Sachkosten tragen die Kommunen zu gleichen Teilen.")
    assert by_stem[id_of(9)].revisions == by
    assert (by_stem[id_of(16)].former, by_stem[id_of(16)].revisions) == (None, by)
    assert by_stem[id_of(14)].revisions == ()
    gone = {found.stem: found for found in found.gone}
    assert (gone[id_of(6)].text, gone[id_of(6)].revisions) == ("ein einheitliches Angebot,", by)


def test_enter_within_a_paragraph_makes_a_second_clause(tmp_path: Path) -> None:
    cut = changed(
        OWN,
        lambda text: text.replace(
            "für fünf Jahre.", f"für</w:t></w:r></w:p>{paragraph('fünf Jahre.', 'OZGAbsatz')}<w:p><w:r><w:t>"
        ),
    )
    parts = read_bytes(tmp_path, cut).parts
    place = next(n for n, part in enumerate(parts) if part.stem == id_of(12))
    assert [(part.stem, part.kind, part.text) for part in parts[place : place + 2]] == [
        (id_of(12), K.PARAGRAPH, "Die Vereinbarung gilt für"),
        ("", K.PARAGRAPH, "fünf Jahre."),
    ]


def test_a_mark_that_libreoffice_repeats_on_both_halves_counts_for_the_first(tmp_path: Path) -> None:
    mark = f'<w:bookmarkStart w:id="77" w:name="oz_{id_of(12)}_1"/>'
    second = paragraph("fünf Jahre.", "OZGAbsatz").replace("<w:r>", f"{mark}<w:r>")
    broken = f"für</w:t></w:r></w:p>{second}<w:p><w:r><w:t>"
    parts = read_bytes(tmp_path, changed(OWN, lambda text: text.replace("für fünf Jahre.", broken))).parts
    found = [
        (part.stem, part.text) for part in parts if part.text in ("Die Vereinbarung gilt für", "fünf Jahre.")
    ]
    assert found == [(id_of(12), "Die Vereinbarung gilt für"), ("", "fünf Jahre.")]


def test_a_list_tells_the_level_where_libreoffice_gave_a_heading_another_style(tmp_path: Path) -> None:
    def mix(text: str) -> str:
        start = text.rindex("<w:pPr>", 0, text.index(f"oz_{id_of(3)}_h"))
        return text[:start] + text[start:].replace("Heading1", "OZGAbsatz", 1)

    found = {part.stem: part.kind for part in read_bytes(tmp_path, changed(OWN, mix)).parts}
    assert found[id_of(3)] is K.CLAUSE


def test_a_paragraph_deleted_without_a_trace_is_missing(tmp_path: Path) -> None:
    less = changed(OWN, lambda text: re.sub(r"<w:p>(?:(?!</w:p>).)*kurze Wege.*?</w:p>", "", text))
    assert [row for row in EXPECTED if row[0] != "17"] == words(read_bytes(tmp_path, less))


def test_a_recorded_insertion_within_a_word_and_a_joined_paragraph_are_read(tmp_path: Path) -> None:
    def change(text: str) -> str:
        text = text.replace(
            "Die Stadt führt.", f"Die Stadt </w:t></w:r>{recorded('ins', 'allein ')}<w:r><w:t>führt."
        )
        mark = '<w:rPr><w:del w:id="900" w:author="Hauptamt" w:date="2026-11-20T09:00:00Z" /></w:rPr></w:pPr>'
        return re.sub(r"</w:pPr>(?=(?:(?!</w:p>).)*allein)", mark, text)

    parts = read_bytes(tmp_path, changed(OWN, change)).parts
    by_stem = {part.stem: part for part in parts}
    assert by_stem[id_of(14)].text == "Die Stadt allein führt.Die anderen helfen."
    assert by_stem[id_of(14)].former == ("", "Die Stadt führt.")
    assert id_of(15) not in by_stem


def test_comments_are_read_with_who_said_what_about_which_clause(tmp_path: Path) -> None:
    data = comments(OWN, ("Erika Muster", "2026-11-19T10:00:00Z", "Bitte prüfen.", "Sachkosten tragen"))
    (found,) = read_bytes(tmp_path, data).comments
    assert (found.author, found.on, found.text) == ("Erika Muster", date(2026, 11, 19), "Bitte prüfen.")
    assert (found.stem, found.quoted) == (id_of(9), "Sachkosten tragen")


def test_a_document_of_others_is_told_by_typed_numbers_lists_and_headings(tmp_path: Path) -> None:
    lines = (
        "Zwischen A und B wird vereinbart:/Präambel/Beide wollen es./§ 1/Gegenstand/(1) Es geht um das OZG./"
        "(2) Ziele sind/1. Einheit,/a) überall./§ 2 Kosten/Jede zahlt selbst./Unterschriften/Ort, Datum/"
        "Anlage 1 – Karte/Siehe Karte."
    )
    title = paragraph("Öffentlich-rechtliche Vereinbarung", "Title")
    found = read_bytes(tmp_path, foreign(title, *map(paragraph, lines.split("/"))))
    assert [(part.kind, part.heading, part.text) for part in found.parts] == [
        (K.FORMULA, "", "Zwischen A und B wird vereinbart:"),
        (K.PREAMBLE, "Präambel", "Beide wollen es."),
        (K.CLAUSE, "Gegenstand", ""),
        (K.PARAGRAPH, "", "Es geht um das OZG."),
        (K.PARAGRAPH, "", "Ziele sind"),
        (K.NUMBER, "", "Einheit,"),
        (K.LETTER, "", "überall."),
        (K.CLAUSE, "Kosten", ""),
        (K.PARAGRAPH, "", "Jede zahlt selbst."),
        (K.ANNEX, "Karte", "Siehe Karte."),
    ]


def test_tables_are_read_as_text_and_named_also_one_in_another(tmp_path: Path) -> None:
    def table(*cells: str) -> str:
        return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"

    inner = table(paragraph("innen"))
    found = read_bytes(
        tmp_path, foreign(paragraph("(1) Es gilt:"), table(paragraph("links"), inner + paragraph("rechts")))
    )
    assert found.parts[0].text == "Es gilt:\n\nlinks | innen | rechts"
    assert {left.code for left in found.leftovers} == {"tables", "nested_tables"}


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    body = paragraph("(1) Text").replace("</w:r>", "<w:drawing/><w:footnoteReference/></w:r>")
    data = with_parts(foreign(body), {"word/vbaProject.bin": "x"})
    assert {left.code for left in read_bytes(tmp_path, data).leftovers} == {"pictures", "footnotes", "macros"}


def test_direction_marks_control_signs_and_tokens_do_not_come_in(tmp_path: Path) -> None:
    (found,) = read_bytes(
        tmp_path, foreign(paragraph("(1) A\u202eb\u200f\u00adc {ref:x} {field:parties}\ufeff"))
    ).parts
    assert found.text == "Abc { ref:x} { field:parties}"


def test_a_paragraph_of_ten_thousand_words_and_three_hundred_pages_are_read(tmp_path: Path) -> None:
    long = " ".join(f"Wort{n}" for n in range(10_000))
    many = [paragraph(f"({n % 9 + 1}) Absatz {n} " + "mit Worten " * 20) for n in range(6_000)]
    parts = read_bytes(tmp_path, foreign(paragraph("§ 1 Lang"), paragraph(long), *many)).parts
    assert len(parts) == 6_002
    assert parts[1].text == long


def test_a_document_with_macros_is_read_without_them(tmp_path: Path) -> None:
    plain = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    data = changed(
        foreign(paragraph("(1) Text")),
        lambda text: text.replace(plain, "vnd.ms-word.document.macroEnabled.main"),
        "[Content_Types].xml",
    )
    found = read_bytes(tmp_path, with_parts(data, {"word/vbaProject.bin": "x"}), "x.docm")
    assert [part.text for part in found.parts] == ["Text"]
    assert [left.code for left in found.leftovers] == ["macros"]


def _zip(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return file.getvalue()


DEEP = foreign("<w:sdt>" * 80 + "</w:sdt>" * 80)
ENTITY = changed(
    OWN, lambda text: text.replace("<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "text_empty"),
        (b"Das ist ein Brief.", "text_other_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "text_old_office"),
        (OWN[: len(OWN) // 2], "text_broken"),
        (_zip(mimetype="application/vnd.oasis.opendocument.text"), "text_other_office"),
        (XLSX.make(view(), None), "text_other_office"),
        (CSV.make(view(), None), "text_other_office"),
        (ENTITY, "text_doctype"),
        (DEEP, "text_too_deep"),
        (foreign(), "text_empty"),
        (changed(OWN, lambda text: text[:900]), "text_broken"),
        (changed(OWN, lambda text: text.replace("vier", "\x07")), "text_broken"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(tmp_path, data)
    assert caught.value.code == code
    assert unreadable_message(caught.value).startswith("„x.docx“ ")
    assert unreadable_message(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("module", "limit", "most", "code"),
    [
        (safe_archive, "LARGEST_BYTES", 100, "text_too_large"),
        (safe_archive, "LARGEST_MEMBER", 1_000, "text_unpacks"),
        (safe_archive, "MOST_MEMBERS", 3, "text_unpacks"),
        (docx_archive, "MOST_ELEMENTS", 50, "text_too_many"),
    ],
)
def test_limits_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, limit: str, most: int, code: str
) -> None:
    monkeypatch.setattr(module, limit, most)
    with pytest.raises(Unreadable) as caught:
        read_bytes(tmp_path, OWN)
    assert caught.value.code == code
    assert unreadable_message(caught.value).endswith(".")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", "<a/>")
        archive.writestr("word/document.xml", b" " * (97 * 1024 * 1024))
    with pytest.raises(Unreadable) as caught:
        read_bytes(tmp_path, file.getvalue())
    assert caught.value.code == "text_unpacks"


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read(tmp_path / "fehlt.docx")
    assert caught.value.code == "no_access"


@given(st.binary(min_size=1, max_size=40), st.integers(0, len(OWN) - 1))
def test_a_damaged_file_never_ends_in_anything_but_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, place: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.docx"
    path.write_bytes(OWN[:place] + junk + OWN[place + len(junk) :])
    with suppress(Unreadable):
        read(path)
