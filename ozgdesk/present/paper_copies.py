"""Parts of a paper for council information systems and other programs: plain text and simple HTML."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from ozgdesk.domain.paper_forms import SectionKey
from ozgdesk.present.council_paper import PaperDocument, PaperPart, PaperSigner, Ways

COPY = "copy:"
"""Begins the address of the link that copies a section."""

_BORDER = 'border="1" cellspacing="0" cellpadding="4"'


@dataclass(frozen=True, slots=True)
class SectionCopy:
    """One section, without its heading: the field it is pasted into has one."""

    text: str
    html: str


def section_copy(document: PaperDocument, key: SectionKey) -> SectionCopy | None:
    """A section as it prints; None where the paper has none."""
    part = next((part for part in document.parts if part.key is key), None)
    if part is None:
        return None
    return SectionCopy(_text(part, document.signer), _html(part, document.signer))


def preview_html(document: PaperDocument) -> str:
    """The whole paper to look at, with a link behind each section that copies it. User text is escaped."""
    return "".join(_preview(document))


def _preview(document: PaperDocument) -> Iterator[str]:
    yield f"<h2>{escape(document.heading)}</h2>"
    if document.head:
        cells = "".join(
            f"<tr><td><b>{escape(entry.name)}</b></td><td>{escape(entry.value)}</td></tr>"
            for entry in document.head
        )
        yield f'<table width="100%" {_BORDER}>{cells}</table>'
    for part in document.parts:
        name = part.heading or part.name
        link = f'<a href="{COPY}{part.key.value}">{escape(part.name)} kopieren</a>'
        heading = "" if part.key is SectionKey.TITLE else f"<h3>{escape(name)}</h3>"
        body = _html(part, document.signer)
        yield f"<h3>{body}</h3>" if part.key is SectionKey.TITLE else f"{heading}{body}"
        yield f'<p align="right"><small>{link}</small></p>'


def _text(part: PaperPart, signer: PaperSigner) -> str:
    if part.ways is not None:
        return "\n".join("\t".join(cells) for cells in (part.ways.columns, *part.ways.rows))
    if part.key is SectionKey.SIGNATURE:
        return "\n".join(_signer(signer))
    return part.text


def _html(part: PaperPart, signer: PaperSigner) -> str:
    if part.ways is not None:
        return _table(part.ways)
    if part.key is SectionKey.SIGNATURE:
        return f"<p>{'<br>'.join(map(escape, _signer(signer)))}</p>"
    if part.key is SectionKey.TITLE:
        return escape(part.text)
    paragraphs = (text.strip("\n") for text in part.text.split("\n\n") if text.strip())
    return "".join(f"<p>{escape(text).replace(chr(10), '<br>')}</p>" for text in paragraphs)


def _table(ways: Ways) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in ways.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for cells in ways.rows)
    return f'<table width="100%" {_BORDER}><tr>{head}</tr>{rows}</table>'


def _signer(signer: PaperSigner) -> list[str]:
    return [line for line in (signer.name, signer.title) if line]
