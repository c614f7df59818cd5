"""Planted faults, each named after the rule of the veraPDF profile that it breaks."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, NameObject

from ozgdesk.reports import fonts, look
from ozgdesk.reports.checker import Finding, check
from ozgdesk.reports.tagging import TaggedCanvas
from tests.reports import demo


@pytest.fixture(scope="module")
def good() -> bytes:
    return look.write_pdf([*demo.story(), look.table(["A", "B"], [])], demo.setup())


def rules(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


# Replacements keep the length, so that the offsets in the file stay right.
SAME_LENGTH = [
    ("5-1", b"pdfuaid:part=", b"pdfuaid:bart="),
    ("5-2", b'pdfuaid:part="1"', b'pdfuaid:part="2"'),
    ("6.1-1", b"%PDF-1.7", b"%PDF-2.0"),
    ("6.2-1", b"/Marked true", b"/Parked true"),
    ("7.1-5", b"/S /Caption", b"/S /Legende"),
    ("7.1-9", b"<dc:title>", b"<dc:titel>"),
    ("7.1-10", b"/DisplayDocTitle", b"/DisplayDocTitel"),
    ("7.1-12", b"/S /H1 /P ", b"/S /H1 /Q "),
    ("7.2-3", b"/S /TBody", b"/S /Table"),
    ("7.2-4", b"/S /TBody", b"/S /Figur"),
    ("7.2-9", b"/S /TR", b"/S /LI"),
    ("7.2-10", b"/S /TD", b"/S /LI"),
    ("7.2-11", b"/S /TBody", b"/S /THead"),
    ("7.2-14", b"/S /TBody", b"/S /THead"),
    ("7.2-17", b"/S /L ", b"/S /P "),
    ("7.2-18", b"/S /LI", b"/S /TR"),
    ("7.2-19", b"/S /LI ", b"/S /P  "),
    ("7.2-20", b"/S /Lbl ", b"/S /P   "),
    ("7.2-29", b"(de-DE)", b"(de_DE)"),
    ("7.2-34", b"/Lang", b"/Long"),
    ("7.2-36", b"/S /TR", b"/S /H6"),
    ("7.2-42", b"/ColSpan 6", b"/ColSpan 5"),
    ("7.3-1", b"/Alt <", b"/Alf <"),
    ("7.4.2-1", b"/S /H2", b"/S /H4"),
    ("7.4.4-3", b"/S /H2 ", b"/S /H  "),
    ("7.5-1", b"/Scope /Column", b"/Skope /Column"),
    ("7.21.4.1-1", b"/FontFile2", b"/FontFehlt"),
    ("7.21.7-1", b"/ToUnicode", b"/ToUnikode"),
    ("ISO 32000-1 14.8.5.4.3", b"/BBox", b"/Bbox"),
    ("ISO 32000-1 14.7.4", b"/Nums [", b"/Nams ["),
    ("ISO 32000-1 14.7.4", b"/K 3 /Pg", b"/K 4 /Pg"),
    ("7.1-3", b"/K 3 /Pg", b"/K 4 /Pg"),
]


def test_the_good_file_has_no_findings(good: bytes) -> None:
    assert check(good) == []


@pytest.mark.parametrize(
    ("rule", "old", "new"), SAME_LENGTH, ids=[f"{rule} {old.decode()}" for rule, old, _ in SAME_LENGTH]
)
def test_a_changed_entry_breaks_its_rule(good: bytes, rule: str, old: bytes, new: bytes) -> None:
    assert len(old) == len(new)
    assert old in good
    assert rule in rules(check(good.replace(old, new)))


def rewritten(data: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def without(key: str) -> Callable[[PdfWriter], None]:
    return lambda writer: writer.root_object.__delitem__(NameObject(key))


def suspect(writer: PdfWriter) -> None:
    marks = writer.root_object["/MarkInfo"].get_object()
    marks[NameObject("/Suspects")] = BooleanObject(True)


def with_encoding(writer: PdfWriter) -> None:
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object()[NameObject("/Encoding")] = NameObject("/WinAnsiEncoding")


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("7.1-4", suspect),
        ("7.1-8", without("/Metadata")),
        ("7.1-11", without("/StructTreeRoot")),
        ("7.21.6-3", with_encoding),
    ],
)
def test_a_changed_document_breaks_its_rule(
    good: bytes, rule: str, change: Callable[[PdfWriter], None]
) -> None:
    assert rules(check(rewritten(good, lambda writer: None))) == set()
    assert rule in rules(check(rewritten(good, change)))


def drawn(*code: str) -> bytes:
    """Return a page with a heading, on which the operators are written behind the canvas's back."""
    fonts.register()
    target = io.BytesIO()
    canvas = TaggedCanvas(target, (595, 842))
    with canvas.tagged(canvas.root.add("H1")):
        [(resource, string)] = canvas.encoded("Titel", fonts.REGULAR)
        canvas.write(f"BT {resource} 12 Tf 50 700 Td ({string}) Tj ET")
    canvas._code.extend(line.replace("FONT", f"{resource} 12 Tf") for line in code)
    canvas.end_page()
    canvas.finish(title="Titel", subject="", author="", printed_on=date(2026, 11, 22))
    return target.getvalue()


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
    target = io.BytesIO()
    canvas = TaggedCanvas(target, (595, 842))
    with canvas.tagged(canvas.root.add("P")):
        for y, text in ((700, first), (680, second)):
            [(resource, string)] = canvas.encoded(text, fonts.REGULAR)
            canvas.write(f"BT {resource} 12 Tf 1 0 0 1 50 {y} Tm ({string}) Tj ET")
    canvas.end_page()
    canvas.finish(title="Titel", subject="", author="", printed_on=date(2026, 11, 22))
    return check(target.getvalue())


def test_words_joined_at_a_line_end_are_found() -> None:
    assert rules(two_lines("Die Vereinbarung", "ist wirksam")) == {"joined words"}
    assert two_lines("Die Vereinbarung ", "ist wirksam") == []


def test_the_canvas_refuses_untagged_and_nested_content() -> None:
    fonts.register()
    canvas = TaggedCanvas(io.BytesIO(), (595, 842))
    with pytest.raises(RuntimeError, match="neither tagged nor an artifact"):
        canvas.write("0 0 9 9 re f")
    with pytest.raises(RuntimeError, match="inside"), canvas.artifact(), canvas.tagged(canvas.root):
        pass
