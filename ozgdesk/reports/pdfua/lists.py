"""Rules about what may lie in what: tables, lists and tables of contents."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.reports.pdfua.finding import Finding
from ozgdesk.reports.structure import TaggedPdf

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
    "TOC": ("7.2-27", {"TOC", "TOCI", "Caption"}),
    "THead": ("7.2-36", {"TR"}),
    "TBody": ("7.2-37", {"TR"}),
    "TFoot": ("7.2-38", {"TR"}),
}
_CAPTION_FIRST = {"TOC": "7.2-28", "L": "7.2-40"}


def _nesting(pdf: TaggedPdf) -> Iterator[Finding]:
    for node in pdf.nodes():
        roles = [kid.role for kid in node.kids]
        rule, allowed = _KIDS.get(node.role, ("", set(roles)))
        for role in roles:
            if role not in allowed:
                yield Finding(rule, f"{role} directly in {node.role}")
        for role in roles:
            rule, allowed = _PARENTS.get(role, ("", {node.role}))
            if node.role not in allowed:
                yield Finding(rule, f"{role} directly in {node.role}")
        if node.role in _CAPTION_FIRST and "Caption" in roles[1:]:
            yield Finding(_CAPTION_FIRST[node.role], f"the caption is not the first in {node.role}")
    for root in pdf.roots:
        if root.role in _PARENTS:
            yield Finding(_PARENTS[root.role][0], f"{root.role} at the top of the tree")


RULES = (_nesting,)
