"""Rules about the structure tree: types and their mapping, headings, figures, formulas and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ozgdesk.reports.pdfua.finding import Finding
from ozgdesk.reports.structure import STANDARD_ROLES, TaggedPdf

_HEADING = re.compile(r"H[1-6]")


def _types(pdf: TaggedPdf) -> Iterator[Finding]:
    mapped = pdf.role_map
    for node in pdf.nodes():
        if "/P" not in node.entries:
            yield Finding("7.1-12", f"{node.role} has no parent entry")
        if node.role not in STANDARD_ROLES:
            yield Finding("7.1-5", f"{node.tag} is not a standard type and mapped to none")
    for tag in mapped:
        seen = [tag]
        while (following := mapped.get(seen[-1], "")) and following not in seen:
            seen.append(following)
        if following and following not in STANDARD_ROLES:
            yield Finding("7.1-6", f"the mapping of {tag} goes round in a circle")
        if tag in STANDARD_ROLES and mapped[tag] != tag:
            yield Finding("7.1-7", f"the standard type {tag} is mapped")


def _headings(pdf: TaggedPdf) -> Iterator[Finding]:
    last = 0
    nodes = list(pdf.nodes())
    has_plain = any(node.role == "H" for node in nodes)
    has_levels = any(_HEADING.fullmatch(node.role) for node in nodes)
    for node in nodes:
        if [kid.role for kid in node.kids].count("H") > 1:
            yield Finding("7.4.4-1", f"{node.role} has two headings without a level")
        if node.role == "H" and has_levels:
            yield Finding("7.4.4-2", "a heading without a level beside some with one")
        if not _HEADING.fullmatch(node.role):
            continue
        if has_plain:
            yield Finding("7.4.4-3", "a heading with a level beside some without one")
        level = int(node.role[1])
        if level > last + 1:
            yield Finding("7.4.2-1", f"{node.role} follows level {last}")
        if not node.text.strip():
            yield Finding("empty heading", f"{node.role} has no text")
        last = level


def _figures(pdf: TaggedPdf) -> Iterator[Finding]:
    for node in pdf.nodes():
        if node.role not in ("Figure", "Formula"):
            continue
        if not (node.alt.strip() or "/ActualText" in node.entries):
            rule = "7.3-1" if node.role == "Figure" else "7.7-1"
            yield Finding(rule, f"a {node.role} has no text alternative")
        box = node.attributes.get("/BBox")
        if node.role == "Figure" and (box is None or len(box) != 4):
            yield Finding("ISO 32000-1 14.8.5.4.3", "a figure has no bounding box")


def _notes(pdf: TaggedPdf) -> Iterator[Finding]:
    seen: set[str] = set()
    for node in pdf.nodes():
        if node.role != "Note":
            continue
        name = str(node.entries.get("/ID", ""))
        if not name:
            yield Finding("7.9-1", "a note has no ID")
        elif name in seen:
            yield Finding("7.9-2", f"two notes have the ID {name!r}")
        seen.add(name)


def _names(pdf: TaggedPdf) -> Iterator[Finding]:
    """An element with an ID is found by it in the IDTree, under no other's."""
    listed = pdf.names()
    for node in pdf.nodes():
        name = str(node.entries.get("/ID", ""))
        if name and listed.get(name) != node.object_number:
            yield Finding("ISO 32000-1 14.7.2", f"the IDTree does not lead from {name!r} to its {node.role}")


def _marks(pdf: TaggedPdf) -> Iterator[Finding]:
    """Nobody comes to a note to which no reference before it leads."""
    references = notes = 0
    for node in pdf.nodes():
        references += node.role == "Reference"
        notes += node.role == "Note"
        if node.role == "Note" and notes > references:
            yield Finding("note without reference", f"nothing leads to {node.text!r}")


RULES = (_types, _headings, _figures, _notes, _names, _marks)
