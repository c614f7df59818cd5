"""Planted faults, each named after the rule of the veraPDF profile that it breaks."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import page as other_checker
import pytest
from reportlab.pdfgen import canvas

from ozgdesk.reports import fonts as typeface
from ozgdesk.reports import look
from ozgdesk.reports.checker import UNCHECKED, Finding, check, main
from ozgdesk.reports.tagging import TaggedCanvas
from tests.reports import demo
from tests.reports.planted import (
    Change,
    annotated,
    attribute,
    catalog,
    composite,
    crossing,
    drawn_form,
    dynamic_form,
    encrypted,
    entry,
    file_without_name,
    font_entry,
    fonts,
    latin,
    layers,
    metadata,
    moved_caption,
    other_unicode,
    program,
    rewritten,
    role,
    suspect,
    tree,
    without_order,
)


@pytest.fixture(scope="module")
def good() -> bytes:
    return look.write_pdf([*demo.story(), look.table(["A", "B"], [])], demo.setup())


def rules(findings: list[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


# What is written in the file itself, not in a compressed object; the length is kept, and so the offsets.
IN_THE_FILE = [("6.1-1", b"%PDF-1.7", b"%PDF-2.0"), ("7.21.4.1-1", b"/FontFile2", b"/FontFehlt")]


def test_the_good_file_has_no_findings(good: bytes) -> None:
    assert check(good) == []
    assert check(rewritten(good)) == []


@pytest.mark.parametrize(("rule", "old", "new"), IN_THE_FILE, ids=[rule for rule, _, _ in IN_THE_FILE])
def test_a_changed_entry_breaks_its_rule(good: bytes, rule: str, old: bytes, new: bytes) -> None:
    assert len(old) == len(new)
    assert old in good
    assert rule in rules(check(good.replace(old, new)))


NO_LANGUAGE = catalog("/Lang")
LINK = {"Subtype": "/Link", "Contents": "zur Vereinbarung"}

PLANTED: list[tuple[str, list[Change]]] = [
    ("5-1", [metadata("pdfuaid:part=", "pdfuaid:teil=")]),
    ("5-2", [metadata('part="1"', 'part="2"')]),
    ("5-3", [metadata("pdfuaid:part=", "ua:part=")]),
    ("5-4", [metadata('part="1"', 'part="1" ua:amd="2"')]),
    ("5-5", [metadata('part="1"', 'part="1" ua:corr="2"')]),
    ("6.2-1", [catalog("/MarkInfo")]),
    ("7.1-3", [entry("H1", "/K", 500)]),
    ("7.1-4", [suspect]),
    ("7.1-5", [role("Caption", "Legende")]),
    ("7.1-6", [tree("/RoleMap", {"/Titel": "/Kopf", "/Kopf": "/Titel"})]),
    ("7.1-7", [tree("/RoleMap", {"/P": "/Div"})]),
    ("7.1-8", [catalog("/Metadata")]),
    ("7.1-9", [metadata("dc:title>", "dc:titel>")]),
    ("7.1-10", [catalog("/ViewerPreferences", {"/DisplayDocTitle": False})]),
    ("7.1-11", [catalog("/StructTreeRoot")]),
    ("7.1-12", [entry("H1", "/P")]),
    ("7.2-2", [NO_LANGUAGE]),
    ("7.2-3", [role("TBody", "Table")]),
    ("7.2-4", [role("TBody", "Figure")]),
    ("7.2-5", [role("Table", "Div")]),
    ("7.2-6", [role("Table", "Div")]),
    ("7.2-7", [role("THead", "TFoot"), role("Table", "Div")]),
    ("7.2-8", [role("TR", "P")]),
    ("7.2-9", [role("TR", "LI")]),
    ("7.2-10", [role("TD", "LI")]),
    ("7.2-11", [role("TBody", "THead")]),
    ("7.2-12", [role("TBody", "TFoot"), role("THead", "TFoot")]),
    ("7.2-13", [role("TBody", "TFoot")]),
    ("7.2-14", [role("TBody", "THead")]),
    ("7.2-15", [crossing]),
    ("7.2-16", [moved_caption]),
    ("7.2-17", [role("L", "P")]),
    ("7.2-18", [role("LI", "TR")]),
    ("7.2-19", [role("LI", "P")]),
    ("7.2-20", [role("Lbl", "P")]),
    ("7.2-21", [NO_LANGUAGE, entry("H1", "/ActualText", "Titel")]),
    ("7.2-22", [NO_LANGUAGE]),
    ("7.2-23", [NO_LANGUAGE, entry("H1", "/E", "Titel")]),
    ("7.2-24", [NO_LANGUAGE, annotated("Link", **LINK)]),
    ("7.2-25", [NO_LANGUAGE, annotated("Form", Subtype="/Widget", TU="Name")]),
    ("7.2-26", [role("LI", "TOCI")]),
    ("7.2-27", [role("L", "TOC")]),
    ("7.2-28", [role("L", "TOC"), role("LI", "Caption", only=-1)]),
    ("7.2-29", [catalog("/Lang", "de_DE")]),
    ("7.2-33", [NO_LANGUAGE]),
    ("7.2-34", [NO_LANGUAGE]),
    ("7.2-36", [role("TR", "H6")]),
    ("7.2-37", [role("TR", "H6")]),
    ("7.2-38", [role("THead", "TFoot"), role("TR", "H6")]),
    ("7.2-39", [role("THead", "Caption")]),
    ("7.2-40", [role("LI", "Caption", only=-1)]),
    ("7.2-41", [attribute("TH", "/RowSpan", 2, only=-3)]),
    ("7.2-42", [attribute("TH", "/ColSpan", 5)]),
    ("7.3-1", [entry("Figure", "/Alt")]),
    ("7.4.2-1", [role("H2", "H4")]),
    ("7.4.4-1", [role("H2", "H")]),
    ("7.4.4-2", [role("H2", "H")]),
    ("7.4.4-3", [role("H2", "H")]),
    ("7.5-1", [attribute("TH", "/Scope")]),
    ("7.5-1", [role("TH", "TD")]),
    ("7.5-2", [role("TH", "TD"), attribute("TD", "/Headers", ["fehlt"])]),
    ("7.7-1", [role("Figure", "Formula"), entry("Formula", "/Alt")]),
    ("7.9-1", [entry("Note", "/ID")]),
    ("7.9-2", [entry("Note", "/ID", "1")]),
    ("7.10-1", [layers()]),
    ("7.10-2", [layers(Name="Ebenen", AS=[])]),
    ("7.11-1", [file_without_name]),
    ("7.15-1", [dynamic_form]),
    ("7.16-1", [encrypted]),
    ("7.18.1-1", [annotated("P", Subtype="/Text", Contents="Notiz")]),
    ("7.18.1-2", [annotated("Annot", Subtype="/Text")]),
    ("7.18.1-3", [annotated("Form", Subtype="/Widget")]),
    ("7.18.2-1", [annotated("Annot", Subtype="/TrapNet", Contents="Farben")]),
    ("7.18.3-1", [annotated("Link", **LINK), without_order]),
    ("7.18.4-1", [annotated("P", Subtype="/Widget", TU="Name")]),
    ("7.18.4-2", [role("H1", "Form")]),
    ("7.18.5-1", [annotated("P", **LINK)]),
    ("7.18.5-1", [annotated("", **LINK)]),
    ("7.18.5-2", [annotated("Link", Subtype="/Link")]),
    ("7.18.8-1", [annotated("P", Subtype="/PrinterMark", Contents="Marke")]),
    ("7.20-1", [drawn_form(1, Ref={})]),
    ("7.20-2", [drawn_form(2)]),
    ("7.21.3.1-1", [composite()]),
    ("7.21.3.2-1", [composite()]),
    ("7.21.4.1-2", [program(b"maxp", 4, b"\0\1")]),
    ("7.21.5-1", [font_entry("/Widths", [7] * 200)]),
    ("7.21.6-1", [fonts(latin), program(b"cmap", 4, b"\0\3\0\0")]),
    ("7.21.6-2", [fonts(latin)]),
    ("7.21.6-3", [font_entry("/Encoding", "/WinAnsiEncoding")]),
    ("7.21.6-4", [program(b"cmap", 2, b"\0\0")]),
    ("7.21.7-1", [font_entry("/ToUnicode")]),
    ("7.21.7-2", [fonts(other_unicode)]),
    ("7.21.8-1", [program(b"cmap", 22, bytes(256))]),
    ("ISO 32000-1 14.7.2", [tree("/IDTree")]),
    ("ISO 32000-1 14.7.2", [entry("Note", "/ID", "e1", only=0)]),
    ("note without reference", [role("Reference", "Span")]),
    ("ISO 32000-1 14.8.5.4.3", [attribute("Figure", "/BBox")]),
    ("ISO 32000-1 14.7.4", [tree("/ParentTree", {})]),
    ("ISO 32000-1 14.7.4", [entry("H1", "/K", 500)]),
]


@pytest.mark.parametrize(
    ("rule", "changes"), PLANTED, ids=[f"{rule} {place}" for place, (rule, _) in enumerate(PLANTED)]
)
def test_a_planted_fault_breaks_its_rule(good: bytes, rule: str, changes: list[Change]) -> None:
    assert rule in rules(check(rewritten(good, *changes)))


def test_what_is_allowed_is_not_called_a_fault(good: bytes) -> None:
    link = annotated("Link", **LINK)
    mapped = [tree("/RoleMap", {"/Legende": "/Caption"}), role("Caption", "Legende")]
    hidden = annotated("", Subtype="/Text", F=2)
    outside = annotated("", Subtype="/Text", Rect=[-90, -90, -60, -60])
    for changes in ([link], mapped, [hidden], [outside]):
        assert check(rewritten(good, *changes)) == []


def test_a_foreign_file_is_checked_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "fremd.pdf"
    untagged = canvas.Canvas(str(foreign))
    untagged.drawString(100, 700, "Ohne Struktur")
    untagged.save()
    assert main([str(foreign)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"{foreign}: 7.1-11: document: there is no structure tree" in lines
    assert f"{foreign}: 7.1-3: page 1: Tj is neither tagged nor an artifact" in lines


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_two_checkers_find_the_same_faults_in_a_file_of_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("Nr.,Aufgabe\n1,Vergabe\n2,Schulung\n")
    wanted = 'pdf:calc_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", wanted, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "table.csv")], check=True, capture_output=True)
    data = (tmp_path / "table.pdf").read_bytes()
    report = other_checker.validate_pdf_bytes(data, profile="ua1")
    assert len(rules(check(data))) == len({failure.rule_id for failure in report.failures})


def test_every_rule_of_the_profile_has_a_planted_fault_or_is_named_as_not_checked() -> None:
    listed = Path(__file__).with_name("pdfua_rules.txt").read_text().split()
    planted = {rule for rule, *_ in (*PLANTED, *IN_THE_FILE, *ON_THE_PAGE)}
    assert len(listed) == 106
    assert set(listed) - planted == set(UNCHECKED)


def drawn(*code: str) -> bytes:
    """Return a page with a heading, on which the operators are written behind the canvas's back."""
    typeface.register()
    canvas = TaggedCanvas((595, 842))
    with canvas.tagged(canvas.root.add("H1")):
        [(resource, string)] = canvas.encoded("Titel", typeface.REGULAR)
        canvas.write(f"BT {resource} 12 Tf 50 700 Td ({string}) Tj ET")
    canvas._code.extend(line.replace("FONT", f"{resource} 12 Tf") for line in code)
    canvas.end_page()
    return canvas.finish(title="Titel", subject="", author="", printed_on=date(2026, 11, 22))


UNSTATED = {"7.2-30", "7.2-31", "7.2-32"}
ON_THE_PAGE = [
    ("7.1-1", ["/P <</MCID 1>> BDC /Artifact BMC 0 0 9 9 re f EMC EMC"]),
    ("7.1-2", ["/Artifact BMC /P <</MCID 1>> BDC 0 0 9 9 re f EMC EMC"]),
    ("7.1-3", ["0 0 9 9 re f"]),
    ("7.1-3", ["BT FONT 50 500 Td (lose) Tj ET"]),
    ("7.1-3", ["/P <</MCID 7>> BDC 0 0 9 9 re f EMC"]),
    ("ISO 32000-1 14.6", ["/Artifact BMC 0 0 9 9 re f"]),
    ("ISO 32000-1 14.6", ["EMC"]),
    ("7.2-30", ["/P <</MCID 1>> BDC /Span <</ActualText (x)>> BDC 0 0 9 9 re f EMC EMC"]),
    ("7.2-31", ["/P <</MCID 1>> BDC /Span <</Alt (x)>> BDC 0 0 9 9 re f EMC EMC"]),
    ("7.2-32", ["/P <</MCID 1>> BDC /Span <</E (x)>> BDC 0 0 9 9 re f EMC EMC"]),
    ("ISO 32000-1 14.7.4", ["/H1 <</MCID 0>> BDC 0 0 9 9 re f EMC"]),
]


@pytest.mark.parametrize(("rule", "code"), ON_THE_PAGE)
def test_a_fault_on_the_page_breaks_its_rule(rule: str, code: list[str]) -> None:
    assert check(drawn()) == []
    assert rule in rules(check(rewritten(drawn(*code), *([NO_LANGUAGE] if rule in UNSTATED else []))))


def two_lines(first: str, second: str) -> list[Finding]:
    canvas = TaggedCanvas((595, 842))
    with canvas.tagged(canvas.root.add("P")):
        for y, text in ((700, first), (680, second)):
            [(resource, string)] = canvas.encoded(text, typeface.REGULAR)
            canvas.write(f"BT {resource} 12 Tf 1 0 0 1 50 {y} Tm ({string}) Tj ET")
    canvas.end_page()
    return check(canvas.finish(title="Titel", subject="", author="", printed_on=date(2026, 11, 22)))


def test_words_joined_at_a_line_end_are_found() -> None:
    assert rules(two_lines("Die Vereinbarung", "ist wirksam")) == {"joined words"}
    assert two_lines("Die Vereinbarung ", "ist wirksam") == []


def test_the_canvas_refuses_untagged_and_nested_content() -> None:
    typeface.register()
    canvas = TaggedCanvas((595, 842))
    with pytest.raises(RuntimeError, match="neither tagged nor an artifact"):
        canvas.write("0 0 9 9 re f")
    with pytest.raises(RuntimeError, match="inside"), canvas.artifact(), canvas.tagged(canvas.root):
        pass
