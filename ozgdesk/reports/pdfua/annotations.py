"""Rules about links, form fields and other annotations, and about forms drawn on pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ozgdesk.reports.pdfua.finding import Finding
from ozgdesk.reports.structure import Node, TaggedPdf

_HIDDEN = 2
_OWN_RULES = ("/Widget", "/PrinterMark", "/Link", "/Popup")


class _Annotation(NamedTuple):
    """An annotation with what it belongs to and the page, from 1, it stands on."""

    entries: Any
    owner: Node | None
    page: int

    @property
    def kind(self) -> str:
        return str(self.entries.get("/Subtype", ""))[1:]

    @property
    def text(self) -> str:
        alternative = self.owner.alt if self.owner is not None else ""
        return str(self.entries.get("/Contents", "")).strip() or alternative


def _annotations(pdf: TaggedPdf) -> Iterator[_Annotation]:
    """The annotations that are seen: neither hidden nor outside of the page."""
    elements = {node.object_number: node for node in pdf.nodes()}
    parents = pdf.parents()
    for number, page in enumerate(pdf.reader.pages, 1):
        for reference in page.get("/Annots") or ():
            entries = reference.get_object()
            if int(entries.get("/F", 0)) & _HIDDEN or _is_outside(entries.get("/Rect"), page.cropbox):
                continue
            [owner] = parents.get(int(entries.get("/StructParent", -1)), [0])[:1] or [0]
            yield _Annotation(entries, elements.get(owner), number)


def _is_outside(box: Any, crop: Any) -> bool:
    if box is None or len(box) != 4:
        return False
    left, right = sorted((float(box[0]), float(box[2])))
    low, high = sorted((float(box[1]), float(box[3])))
    return bool(right < crop.left or left > crop.right or high < crop.bottom or low > crop.top)


def _kinds(pdf: TaggedPdf) -> Iterator[Finding]:
    for found in _annotations(pdf):
        role = found.owner.role if found.owner is not None else ""
        if f"/{found.kind}" not in _OWN_RULES and role != "Annot":
            yield Finding("7.18.1-1", f"a {found.kind} does not belong to an Annot", found.page)
        if found.kind not in ("Widget", "Popup") and not found.text:
            yield Finding("7.18.1-2", f"a {found.kind} has no text alternative", found.page)
        if found.kind == "TrapNet":
            yield Finding("7.18.2-1", "there is a TrapNet", found.page)
        if found.kind == "PrinterMark" and found.owner is not None:
            yield Finding("7.18.8-1", "a printer's mark is part of the structure", found.page)
        if found.kind == "Link":
            yield from _link(found, role)
        if found.kind == "Widget":
            yield from _field(pdf, found, role)
        if "/Contents" in found.entries and not (pdf.catalog.get("/Lang") or found.entries.get("/Lang")):
            yield Finding("7.2-24", "the language of an annotation is not stated", found.page)


def _link(found: _Annotation, role: str) -> Iterator[Finding]:
    if role != "Link":
        yield Finding("7.18.5-1", "a link does not belong to a Link", found.page)
    if not str(found.entries.get("/Contents", "")).strip():
        yield Finding("7.18.5-2", "a link has no text alternative", found.page)


def _field(pdf: TaggedPdf, found: _Annotation, role: str) -> Iterator[Finding]:
    if role != "Form":
        yield Finding("7.18.4-1", "a field does not belong to a Form", found.page)
    named = str(found.entries.get("/TU", "")).strip()
    if not (named or (found.owner is not None and found.owner.alt)):
        yield Finding("7.18.1-3", "a field has no name", found.page)
    if named and not pdf.catalog.get("/Lang"):
        yield Finding("7.2-25", "the language of the name of a field is not stated", found.page)


def _forms(pdf: TaggedPdf) -> Iterator[Finding]:
    for node in pdf.nodes():
        if node.role == "Form" and "/Role" not in node.attributes and len(node.objects) + len(node.kids) != 1:
            yield Finding("7.18.4-2", "a Form is not about one field")


def _order(pdf: TaggedPdf) -> Iterator[Finding]:
    for number, page in enumerate(pdf.reader.pages, 1):
        if page.get("/Annots") and str(page.get("/Tabs", "")) != "/S":
            yield Finding("7.18.3-1", "annotations are not reached in the order of the structure", number)


def _drawn_forms(pdf: TaggedPdf) -> Iterator[Finding]:
    used: dict[int, int] = {}
    for page in pdf.reader.pages:
        resources = page.get("/Resources", {}).get_object()
        found = resources.get("/XObject")
        for reference in found.get_object().values() if found is not None else ():
            form = reference.get_object()
            if form.get("/Subtype") != "/Form":
                continue
            if "/Ref" in form:
                yield Finding("7.20-1", "a form on the page refers to another file")
            number = getattr(reference, "idnum", 0)
            used[number] = used.get(number, 0) + 1
            if used[number] == 2 and b"/MCID" in form.get_data():
                yield Finding("7.20-2", "a form with marked content stands in more than one place")


RULES = (_kinds, _forms, _order, _drawn_forms)
