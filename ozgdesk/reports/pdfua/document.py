"""Rules about the document as a whole: catalogue, metadata, language, attachments, encryption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ozgdesk.reports.pdfua.finding import Finding
from ozgdesk.reports.structure import TaggedPdf

_UA = r"""(?<=[\s<])(\w+):%s(?:\s*=\s*["']|>)\s*(\d+)"""
_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"
_ACCESSIBLE = 512  # the permission to extract for screen readers


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


def _flag(catalog: dict[str, Any], dictionary: str, key: str) -> bool:
    found = catalog.get(dictionary)
    value = found.get_object().get(key) if found is not None else None
    return bool(getattr(value, "value", False))


def _metadata(pdf: TaggedPdf) -> Iterator[Finding]:
    stream = pdf.catalog.get("/Metadata")
    if stream is None:
        yield Finding("7.1-8", "there are no metadata")
        return
    text = stream.get_object().get_data().decode("utf-8", "replace")
    part = re.search(_UA % "part", text)
    if part is None or _NAMESPACE not in text:
        yield Finding("5-1", "the metadata do not name PDF/UA")
    elif part[2] != "1":
        yield Finding("5-2", f"the metadata name PDF/UA part {part[2]}")
    for rule, key in (("5-3", "part"), ("5-4", "amd"), ("5-5", "corr")):
        for prefix, _ in re.findall(_UA % key, text):
            if prefix != "pdfuaid":
                yield Finding(rule, f"{key} has the prefix {prefix}")
    title = re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", text, re.DOTALL)
    if title is None or not title[1].strip():
        yield Finding("7.1-9", "the metadata have no title")
    if 'xml:lang="x-default"' in text and not pdf.catalog.get("/Lang"):
        yield Finding("7.2-33", "the language of the metadata is not stated")


def _language(pdf: TaggedPdf) -> Iterator[Finding]:
    """The language of text, bookmarks, alternatives and annotations; ours is stated once for all."""
    stated = str(pdf.catalog.get("/Lang", ""))
    written = [stated, *(str(node.entries.get("/Lang", "")) for node in pdf.nodes())]
    for language in written:
        if language and not re.fullmatch(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", language):
            yield Finding("7.2-29", f"{language!r} is not a language")
    if stated:
        return
    if "/Outlines" in pdf.catalog:
        yield Finding("7.2-2", "the language of the bookmarks is not stated")
    for root in pdf.roots:
        for node in root.walk():
            yield from _texts(pdf, node.entries)
    if any(lines for page in pdf.pages for lines in page.lines.values()):
        yield Finding("7.2-34", "the language of the text is not stated")


def _texts(pdf: TaggedPdf, element: Any) -> Iterator[Finding]:
    """The texts that stand for an element, where neither it nor one above it states a language."""
    above = element
    while isinstance(above, dict):
        if above.get("/Lang"):
            return
        parent = above.get("/P")
        above = parent.get_object() if parent is not None else None
    for rule, key in (("7.2-21", "/ActualText"), ("7.2-22", "/Alt"), ("7.2-23", "/E")):
        if key in element:
            yield Finding(rule, f"the language of {key} is not stated")


def _layers(pdf: TaggedPdf) -> Iterator[Finding]:
    found = pdf.catalog.get("/OCProperties")
    if found is None:
        return
    properties = found.get_object()
    parts = [properties.get("/D"), *(properties.get("/Configs") or ())]
    for part in parts:
        configuration = part.get_object() if part is not None else {}
        if not str(configuration.get("/Name", "")):
            yield Finding("7.10-1", "a configuration of layers has no name")
        if "/AS" in configuration:
            yield Finding("7.10-2", "a configuration of layers switches by itself")


def _files(pdf: TaggedPdf) -> Iterator[Finding]:
    for part in pdf.objects():
        if isinstance(part, dict) and "/EF" in part and not (part.get("/F") and part.get("/UF")):
            yield Finding("7.11-1", "an embedded file has no name")


def _forms(pdf: TaggedPdf) -> Iterator[Finding]:
    form = pdf.catalog.get("/AcroForm")
    xfa = form.get_object().get("/XFA") if form is not None else None
    parts = xfa.get_object() if xfa is not None else []
    streams = parts[1::2] if isinstance(parts, list) else [parts]
    if any(b"dynamicRender>required" in part.get_object().get_data() for part in streams):
        yield Finding("7.15-1", "there is a dynamic form")


def _encryption(pdf: TaggedPdf) -> Iterator[Finding]:
    found = pdf.reader.trailer.get("/Encrypt")
    if found is not None and not int(found.get_object().get("/P", 0)) & _ACCESSIBLE:
        yield Finding("7.16-1", "the encryption keeps screen readers out")


RULES = (_catalog, _metadata, _language, _layers, _files, _forms, _encryption)
