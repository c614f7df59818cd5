"""Checks a PDF against the machine-checkable conditions of PDF/UA-1 (ISO 14289-1), ours or a foreign one.

Rule numbers are those of the veraPDF profile "PDFUA-1" (clause and test number). Conditions of ISO 32000-1
that the profile takes for granted, and three of our own, are named in words. Passing is no certificate.
`python -m ozgdesk.reports.checker FILE...` checks files and prints what was found.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ozgdesk.reports.pdfua import annotations, content, document, fonts, lists, tables, tree
from ozgdesk.reports.pdfua.finding import Finding
from ozgdesk.reports.structure import TaggedPdf, open_pdf

__all__ = ["UNCHECKED", "Finding", "check"]

UNCHECKED = {
    "7.2-43": "rows of different width, which is reported as 7.2-42",
    "7.18.6.2-1": "media clips",
    "7.18.6.2-2": "media clips",
    "7.21.3.3-1": "embedded CMaps",
    "7.21.3.3-2": "embedded CMaps",
    "7.21.3.3-3": "embedded CMaps",
    "7.21.4.2-1": "glyph lists of Type 1 and CID subsets",
    "7.21.4.2-2": "glyph lists of Type 1 and CID subsets",
}
"""Rules of the profile that are not looked at, and what they are about; none of our sheets has any of it."""

_RULES: tuple[Callable[[TaggedPdf], Iterator[Finding]], ...] = (
    *document.RULES,
    *content.RULES,
    *tree.RULES,
    *lists.RULES,
    *tables.RULES,
    *annotations.RULES,
    *fonts.RULES,
)


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


def main(paths: Sequence[str]) -> int:
    """Print the findings of the files; returns 1 when there are any."""
    found = [(path, finding) for path in paths for finding in check(Path(path).read_bytes())]
    for path, finding in found:
        place = f"page {finding.page}" if finding.page else "document"
        sys.stdout.write(f"{path}: {finding.rule}: {place}: {finding.message}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
