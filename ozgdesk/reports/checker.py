"""Checks a PDF against the machine-checkable conditions of PDF/UA-1 (ISO 14289-1), ours or a foreign one.

Rule numbers are those of the veraPDF profile "PDFUA-1" (clause and test number). Conditions of ISO 32000-1
that the profile takes for granted, and two of our own, are named in words. Passing is no certificate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ozgdesk.reports.structure import Node, TaggedPdf, fonts_of, open_pdf, unicode_map

_GROUPING = {
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "Index",
    "NonStruct",
    "Private",
}
_BLOCKS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "TOC", "TOCI"}
_TABLES = {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
_INLINE = {
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Figure",
    "Formula",
    "Form",
}
_ASIAN = {"Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"}
_ROLES = _GROUPING | _BLOCKS | _TABLES | _INLINE | _ASIAN
_PARENTS = {
    "TR": ("7.2-4", {"Table", "THead", "TBody", "TFoot"}),
    "THead": ("7.2-5", {"Table"}),
    "TBody": ("7.2-6", {"Table"}),
    "TFoot": ("7.2-7", {"Table"}),
    "TH": ("7.2-8", {"TR"}),
    "TD": ("7.2-9", {"TR"}),
    "LI": ("7.2-17", {"L"}),
    "LBody": ("7.2-18", {"LI"}),
    "TOCI": ("7.2-26", {"TOC"}),
}
_KIDS = {
    "Table": ("7.2-3", {"TR", "THead", "TBody", "TFoot", "Caption"}),
    "TR": ("7.2-10", {"TH", "TD"}),
    "L": ("7.2-19", {"L", "LI", "Caption"}),
    "LI": ("7.2-20", {"Lbl", "LBody"}),
    "THead": ("7.2-36", {"TR"}),
    "TBody": ("7.2-37", {"TR"}),
    "TFoot": ("7.2-38", {"TR"}),
}
_HEADING = re.compile(r"H[1-6]")
_JOINS = (" ", "\u00a0", "\u00ad", "-", "/", "–", "\n")


class Finding(NamedTuple):
    """A broken rule; `page` counts from 1, 0 is the document."""

    rule: str
    message: str
    page: int = 0


def check(data: bytes) -> list[Finding]:
    """Return all findings of a PDF, none for one that passes. Raises pypdf's PdfReadError for no PDF."""
    pdf = open_pdf(data)
    findings = list(_header(data))
    for rule in _RULES:
        findings.extend(rule(pdf))
    return findings


def _header(data: bytes) -> Iterator[Finding]:
    if not re.match(rb"%PDF-1\.[0-7](?:\r\n|\r|\n)(?![\r\n])", data):
        yield Finding("6.1-1", "the file does not begin with %PDF-1.n and one line end")


def _catalog(pdf: TaggedPdf) -> Iterator[Finding]:
    catalog = pdf.catalog
    if not _flag(catalog, "/MarkInfo", "/Marked"):
        yield Finding("6.2-1", "the document is not marked as tagged")
    if _flag(catalog, "/MarkInfo", "/Suspects"):
        yield Finding("7.1-4", "the tags are suspect")
    if not _flag(catalog, "/ViewerPreferences", "/DisplayDocTitle"):
        yield Finding("7.1-10", "the title is not displayed")
    if not pdf.roots:
        yield Finding("7.1-11", "there is no structure tree")
    language = str(catalog.get("/Lang", ""))
    if not language:
        yield Finding("7.2-34", "the language of the text is not stated")
    elif not re.fullmatch(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", language):
        yield Finding("7.2-29", f"{language!r} is not a language")


def _flag(catalog: dict[str, Any], dictionary: str, key: str) -> bool:
    found = catalog.get(dictionary)
    return bool(found is not None and found.get_object().get(key))


def _metadata(pdf: TaggedPdf) -> Iterator[Finding]:
    stream = pdf.catalog.get("/Metadata")
    if stream is None:
        yield Finding("7.1-8", "there are no metadata")
        return
    text = stream.get_object().get_data().decode("utf-8", "replace")
    part = re.search(r"""(?<=[\s<])pdfuaid:part(?:\s*=\s*["']|>)\s*(\d+)""", text)
    if part is None:
        yield Finding("5-1", "the metadata do not name PDF/UA")
    elif part[1] != "1":
        yield Finding("5-2", f"the metadata name PDF/UA part {part[1]}")
    title = re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", text, re.DOTALL)
    if title is None or not title[1].strip():
        yield Finding("7.1-9", "the metadata have no title")


def _content(pdf: TaggedPdf) -> Iterator[Finding]:
    for number, page in enumerate(pdf.pages, 1):
        for tags in page.nestings:
            if tags[-1] == "Artifact" and len(tags) > 1:
                yield Finding("7.1-1", "an artifact inside tagged content", number)
            elif "Artifact" in tags[:-1]:
                yield Finding("7.1-2", "tagged content inside an artifact", number)
        for mark in page.marks:
            if mark.mcid is None and "Artifact" not in mark.tags:
                yield Finding("7.1-3", f"{mark.operator} is neither tagged nor an artifact", number)
        if page.unbalanced:
            yield Finding("ISO 32000-1 14.6", "marked content is not closed or not opened", number)


def _links(pdf: TaggedPdf) -> Iterator[Finding]:
    """Marked content ids, structure elements and ParentTree must say the same (ISO 32000-1, 14.7.4)."""
    rule = "ISO 32000-1 14.7.4"
    owners: dict[tuple[int, int], Node] = {}
    for node in pdf.nodes():
        for mark in node.marks:
            if mark in owners:
                yield Finding(rule, f"MCID {mark[1]} belongs to two elements", mark[0] + 1)
            owners[mark] = node
    parents = dict(_parent_tree(pdf))
    drawn = set()
    for index, page in enumerate(pdf.pages):
        if len(set(page.mcids)) != len(page.mcids):
            yield Finding(rule, "a marked content id is used twice", index + 1)
        key = pdf.reader.pages[index].get("/StructParents")
        listed = parents.get(int(key), []) if key is not None else []
        for mcid in sorted(set(page.mcids)):
            drawn.add((index, mcid))
            owner = owners.get((index, mcid))
            if owner is None:
                yield Finding("7.1-3", f"MCID {mcid} belongs to no element", index + 1)
            elif mcid >= len(listed) or listed[mcid] != owner.object_number:
                yield Finding(
                    rule, f"the ParentTree does not lead from MCID {mcid} to its element", index + 1
                )
    for mark in sorted(set(owners) - drawn):
        yield Finding(rule, f"MCID {mark[1]} is not on the page", mark[0] + 1)


def _parent_tree(pdf: TaggedPdf) -> Iterator[tuple[int, list[int]]]:
    tree = pdf.catalog.get("/StructTreeRoot")
    pending = [] if tree is None else [tree.get_object().get("/ParentTree")]
    while pending:
        found = pending.pop()
        if found is None:
            continue
        node = found.get_object()
        pending.extend(node.get("/Kids", []))
        numbers = node.get("/Nums", [])
        for key, value in zip(numbers[::2], numbers[1::2], strict=False):
            entries = value.get_object()
            if isinstance(entries, list):
                yield int(key), [getattr(entry, "idnum", 0) for entry in entries]


def _tree(pdf: TaggedPdf) -> Iterator[Finding]:
    for node in pdf.nodes():
        if not node.has_parent:
            yield Finding("7.1-12", f"{node.role} has no parent entry")
        if node.role not in _ROLES:
            yield Finding("7.1-5", f"{node.role} is not a standard type")
        roles = [kid.role for kid in node.kids]
        if node.role in _KIDS:
            rule, allowed = _KIDS[node.role]
            for role in roles:
                if role not in allowed:
                    yield Finding(rule, f"{role} directly in {node.role}")
        for role in roles:
            rule, allowed = _PARENTS.get(role, ("", {node.role}))
            if node.role not in allowed:
                yield Finding(rule, f"{role} directly in {node.role}")
        if node.role == "Figure":
            yield from _figure(node)
        if node.role == "Table":
            yield from _table(node, roles)


def _figure(node: Node) -> Iterator[Finding]:
    if not node.alt.strip():
        yield Finding("7.3-1", "a figure has no text alternative")
    box = node.attributes.get("/BBox")
    if box is None or len(box) != 4:
        yield Finding("ISO 32000-1 14.8.5.4.3", "a figure has no bounding box")


def _table(node: Node, roles: list[str]) -> Iterator[Finding]:
    if roles.count("THead") > 1:
        yield Finding("7.2-11", "a table has two heads")
    if "THead" in roles and "TBody" not in roles:
        yield Finding("7.2-14", "a table has a head and no body")
    if roles.count("Caption") > 1:
        yield Finding("7.2-39", "a table has two captions")
    if "Caption" in roles[1:-1]:
        yield Finding("7.2-16", "the caption is neither first nor last in its table")
    rows = [row for row in node.walk() if row.role == "TR"]
    widths = {sum(int(cell.attributes.get("/ColSpan", 1)) for cell in row.kids) for row in rows}
    spanning = any("/RowSpan" in cell.attributes for row in rows for cell in row.kids)
    if len(widths) > 1 and not spanning:
        yield Finding("7.2-42", f"rows of one table have {sorted(widths)} columns")
    cells = [cell for row in rows for cell in row.kids]
    if not any(cell.role == "TH" for cell in cells):
        yield Finding("7.5-1", "a table has no header cells")
    for cell in cells:
        if cell.role == "TH" and str(cell.attributes.get("/Scope", "")) not in ("/Row", "/Column", "/Both"):
            yield Finding("7.5-1", "a header cell has no scope")


def _headings(pdf: TaggedPdf) -> Iterator[Finding]:
    last = 0
    for node in pdf.nodes():
        if node.role == "H":
            yield Finding("7.4.4-3", "headings with and without level")
        if not _HEADING.fullmatch(node.role):
            continue
        level = int(node.role[1])
        if level > last + 1:
            yield Finding("7.4.2-1", f"{node.role} follows level {last}")
        if not node.text.strip():
            yield Finding("empty heading", f"{node.role} has no text")
        last = level


def _fonts(pdf: TaggedPdf) -> Iterator[Finding]:
    for number, (page, content) in enumerate(zip(pdf.reader.pages, pdf.pages, strict=True), 1):
        for name, font in fonts_of(page).items():
            used = content.codes.get(name)
            if used:
                yield from _font(font, str(font.get("/BaseFont", name)), used, number)


def _font(font: Any, name: str, used: set[int], page: int) -> Iterator[Finding]:
    descriptor = font.get("/FontDescriptor")
    found = descriptor.get_object() if descriptor is not None else {}
    if font.get("/Subtype") not in ("/Type0", "/Type3"):
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(found):
            yield Finding("7.21.4.1-1", f"the font {name} is not embedded", page)
        if int(found.get("/Flags", 0)) & 4 and font.get("/Subtype") == "/TrueType" and "/Encoding" in font:
            yield Finding("7.21.6-3", f"the symbolic font {name} has an encoding", page)
    table = unicode_map(font)
    if font.get("/Subtype") != "/Type0" and used - set(table):
        yield Finding("7.21.7-1", f"codes of the font {name} have no Unicode value", page)
    if any(character in "\0\ufeff\ufffe" for code in used for character in table.get(code, "")):
        yield Finding("7.21.7-2", f"codes of the font {name} have forbidden Unicode values", page)


def _spaces(pdf: TaggedPdf) -> Iterator[Finding]:
    """Lines of one element must be kept apart by a real space, or readers join the words at line ends."""
    for node in pdf.nodes():
        for upper, lower in zip(node.lines, node.lines[1:], strict=False):
            divided = " " not in upper.strip() and "\u00a0" not in upper
            if upper and lower and not divided and not upper.endswith(_JOINS) and not lower.startswith(" "):
                yield Finding("joined words", f"no space between {upper[-20:]!r} and {lower[:20]!r}")


_RULES: tuple[Callable[[TaggedPdf], Iterator[Finding]], ...] = (
    _catalog,
    _metadata,
    _content,
    _links,
    _tree,
    _headings,
    _fonts,
    _spaces,
)
