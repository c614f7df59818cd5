"""Rules about what pages draw: everything tagged or artifact, ids that agree with the structure, spaces."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.reports.pdfua.finding import Finding
from ozgdesk.reports.structure import Node, TaggedPdf

_JOINS = (" ", "\u00a0", "\u00ad", "-", "/", "–", "\n")


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
        if not pdf.catalog.get("/Lang"):
            for rule, key in (("7.2-30", "/ActualText"), ("7.2-31", "/Alt"), ("7.2-32", "/E")):
                if key in page.span_texts:
                    yield Finding(rule, f"the language of {key} is not stated", number)


def _links(pdf: TaggedPdf) -> Iterator[Finding]:
    """Marked content ids, structure elements and ParentTree must say the same (ISO 32000-1, 14.7.4)."""
    rule = "ISO 32000-1 14.7.4"
    owners: dict[tuple[int, int], Node] = {}
    for node in pdf.nodes():
        for mark in node.marks:
            if mark in owners:
                yield Finding(rule, f"MCID {mark[1]} belongs to two elements", mark[0] + 1)
            owners[mark] = node
    parents = pdf.parents()
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


def _spaces(pdf: TaggedPdf) -> Iterator[Finding]:
    """Lines of one element must be kept apart by a real space, or readers join the words at line ends."""
    for node in pdf.nodes():
        for upper, lower in zip(node.lines, node.lines[1:], strict=False):
            divided = " " not in upper.strip() and "\u00a0" not in upper
            if upper and lower and not divided and not upper.endswith(_JOINS) and not lower.startswith(" "):
                yield Finding("joined words", f"no space between {upper[-20:]!r} and {lower[:20]!r}")


RULES = (_content, _links, _spaces)
