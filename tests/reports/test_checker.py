"""Planted faults, each named after the rule of the veraPDF profile that it breaks."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject

from ozgdesk.reports import fonts, look
from ozgdesk.reports.checker import Finding, check
from ozgdesk.reports.tagging import TaggedCanvas
from tests.reports import demo


@pytest.fixture(scope="module")
def good() -> bytes:
    return look.write_pdf([*demo.story(), look.table(["A", "B"], [])], demo.setup())


def rules(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


# What is written in the file itself, not in a compressed object; the length is kept, and so the offsets.
IN_THE_FILE = [
    ("5-1", b"pdfuaid:part=", b"pdfuaid:bart="),
    ("5-2", b'pdfuaid:part="1"', b'pdfuaid:part="2"'),
    ("6.1-1", b"%PDF-1.7", b"%PDF-2.0"),
    ("6.2-1", b"/Marked true", b"/Parked true"),
    ("7.1-9", b"<dc:title>", b"<dc:titel>"),
    ("7.1-10", b"/DisplayDocTitle", b"/DisplayDocTitel"),
    ("7.2-29", b"(de-DE)", b"(de_DE)"),
    ("7.2-34", b"/Lang", b"/Long"),
    ("7.21.4.1-1", b"/FontFile2", b"/FontFehlt"),
    ("7.21.7-1", b"/ToUnicode", b"/ToUnikode"),
]


def test_the_good_file_has_no_findings(good: bytes) -> None:
    assert check(good) == []
    assert check(rewritten(good, lambda writer: None)) == []


@pytest.mark.parametrize(("rule", "old", "new"), IN_THE_FILE, ids=[rule for rule, _, _ in IN_THE_FILE])
def test_a_changed_entry_breaks_its_rule(good: bytes, rule: str, old: bytes, new: bytes) -> None:
    assert len(old) == len(new)
    assert old in good
    assert rule in rules(check(good.replace(old, new)))


Change = Callable[[PdfWriter], None]


def rewritten(data: bytes, change: Change) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def elements(writer: PdfWriter, role: str) -> list[DictionaryObject]:
    """The structure elements of a role."""
    found = (part.get_object() for part in writer._objects if part is not None)
    return [part for part in found if isinstance(part, DictionaryObject) and part.get("/S") == f"/{role}"]


def role(old: str, new: str) -> Change:
    """All elements of one role get another."""

    def change(writer: PdfWriter) -> None:
        for element in elements(writer, old):
            element[NameObject("/S")] = NameObject(f"/{new}")

    return change


def bare(role: str, key: str, value: Any = None) -> Change:
    """All elements of a role, or their attributes, lose an entry, or get another value for it."""

    def change(writer: PdfWriter) -> None:
        for element in elements(writer, role):
            owner = element.get("/A", {}).get_object() if key not in element else element
            if key in owner:
                del owner[key]
                if value is not None:
                    owner[NameObject(key)] = value

    return change


def without(key: str) -> Change:
    return lambda writer: writer.root_object.__delitem__(NameObject(key))


def without_parents(writer: PdfWriter) -> None:
    del writer.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]


def suspect(writer: PdfWriter) -> None:
    marks = writer.root_object["/MarkInfo"].get_object()
    marks[NameObject("/Suspects")] = BooleanObject(True)


def with_encoding(writer: PdfWriter) -> None:
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object()[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")


PLANTED: list[tuple[str, Change]] = [
    ("7.1-3", bare("H1", "/K", NumberObject(500))),
    ("7.1-4", suspect),
    ("7.1-5", role("Caption", "Legende")),
    ("7.1-8", without("/Metadata")),
    ("7.1-11", without("/StructTreeRoot")),
    ("7.1-12", bare("H1", "/P")),
    ("7.2-3", role("TBody", "Table")),
    ("7.2-4", role("TBody", "Figure")),
    ("7.2-9", role("TR", "LI")),
    ("7.2-10", role("TD", "LI")),
    ("7.2-11", role("TBody", "THead")),
    ("7.2-14", role("TBody", "THead")),
    ("7.2-17", role("L", "P")),
    ("7.2-18", role("LI", "TR")),
    ("7.2-19", role("LI", "P")),
    ("7.2-20", role("Lbl", "P")),
    ("7.2-36", role("TR", "H6")),
    ("7.2-42", bare("TH", "/ColSpan", NumberObject(5))),
    ("7.3-1", bare("Figure", "/Alt")),
    ("7.4.2-1", role("H2", "H4")),
    ("7.4.4-3", role("H2", "H")),
    ("7.5-1", bare("TH", "/Scope")),
    ("7.21.6-3", with_encoding),
    ("ISO 32000-1 14.8.5.4.3", bare("Figure", "/BBox")),
    ("ISO 32000-1 14.7.4", without_parents),
    ("ISO 32000-1 14.7.4", bare("H1", "/K", NumberObject(500))),
]


@pytest.mark.parametrize(("rule", "change"), PLANTED, ids=[rule for rule, _ in PLANTED])
def test_a_planted_fault_breaks_its_rule(good: bytes, rule: str, change: Change) -> None:
    assert rule in rules(check(rewritten(good, change)))


def drawn(*code: str) -> bytes:
    """Return a page with a heading, on which the operators are written behind the canvas's back."""
    fonts.register()
    canvas = TaggedCanvas((595, 842))
    with canvas.tagged(canvas.root.add("H1")):
        [(resource, string)] = canvas.encoded("Titel", fonts.REGULAR)
        canvas.write(f"BT {resource} 12 Tf 50 700 Td ({string}) Tj ET")
    canvas._code.extend(line.replace("FONT", f"{resource} 12 Tf") for line in code)
    canvas.end_page()
    return canvas.finish(title="Titel", subject="", author="", printed_on=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("7.1-1", ["/P <</MCID 1>> BDC /Artifact BMC 0 0 9 9 re f EMC EMC"]),
        ("7.1-2", ["/Artifact BMC /P <</MCID 1>> BDC 0 0 9 9 re f EMC EMC"]),
        ("7.1-3", ["0 0 9 9 re f"]),
        ("7.1-3", ["BT FONT 50 500 Td (lose) Tj ET"]),
        ("7.1-3", ["/P <</MCID 7>> BDC 0 0 9 9 re f EMC"]),
        ("ISO 32000-1 14.6", ["/Artifact BMC 0 0 9 9 re f"]),
        ("ISO 32000-1 14.6", ["EMC"]),
        ("ISO 32000-1 14.7.4", ["/H1 <</MCID 0>> BDC 0 0 9 9 re f EMC"]),
    ],
)
def test_a_fault_on_the_page_breaks_its_rule(rule: str, code: list[str]) -> None:
    assert check(drawn()) == []
    assert rule in rules(check(drawn(*code)))


def two_lines(first: str, second: str) -> list[Finding]:
    canvas = TaggedCanvas((595, 842))
    with canvas.tagged(canvas.root.add("P")):
        for y, text in ((700, first), (680, second)):
            [(resource, string)] = canvas.encoded(text, fonts.REGULAR)
            canvas.write(f"BT {resource} 12 Tf 1 0 0 1 50 {y} Tm ({string}) Tj ET")
    canvas.end_page()
    return check(canvas.finish(title="Titel", subject="", author="", printed_on=date(2026, 11, 22)))


def test_words_joined_at_a_line_end_are_found() -> None:
    assert rules(two_lines("Die Vereinbarung", "ist wirksam")) == {"joined words"}
    assert two_lines("Die Vereinbarung ", "ist wirksam") == []


def test_the_canvas_refuses_untagged_and_nested_content() -> None:
    fonts.register()
    canvas = TaggedCanvas((595, 842))
    with pytest.raises(RuntimeError, match="neither tagged nor an artifact"):
        canvas.write("0 0 9 9 re f")
    with pytest.raises(RuntimeError, match="inside"), canvas.artifact(), canvas.tagged(canvas.root):
        pass
