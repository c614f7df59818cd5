"""A paper for the bodies in the form of its municipality; of a matter all papers, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.paper_forms import SectionKey
from ozgdesk.domain.view import View
from ozgdesk.present.council_paper import (
    HeadEntry,
    PaperDocument,
    PaperPart,
    PaperSigner,
    Ways,
    fan_of,
    paper_document,
    paper_ids,
)
from ozgdesk.reports import look
from ozgdesk.reports.crests import crest_of
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup
from ozgdesk.texts.organs import full_name

_TITLE = "Vorlagen"
_SIGNING_ROOM = 13
_LEAST, _MOST = 16, 40  # signs that decide how wide a column of the head is


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the papers of the newest matter, or the chosen one, of one municipality or of all."""
    del detail
    town = chosen_municipality(view, options)
    town_id = town.id if town else None
    fan = fan_of(view, options.fan_key, town_id)
    ids = paper_ids(fan, town_id) if fan is not None else ()
    if not ids:
        setup = page_setup(view, options, _TITLE, paper="a4")
        return Composition((look.paragraph(_nothing(town)),), setup)
    documents = [
        paper_document(view, id_, with_closed=options.with_closed, for_publication=options.for_publication)
        for id_ in ids
    ]
    title = f"{documents[0].heading}: {documents[0].title}" if len(documents) == 1 else documents[0].title
    setup = page_setup(view, options, title, paper="a4", has_own_head=True)
    return Composition(tuple(_all(view, documents)), setup)


def _nothing(town: Municipality | None) -> str:
    return f"{town.name} hat hierzu noch keine Vorlage." if town else "Es ist noch keine Vorlage erfasst."


def _all(view: View, documents: Sequence[PaperDocument]) -> Iterator[look.Element]:
    for number, document in enumerate(documents):
        if number:
            yield look.next_paper()
        yield from _paper(view, document)


def _paper(view: View, document: PaperDocument) -> Iterator[look.Element]:
    town = view.snapshot.get(Municipality, document.municipality.id)
    name = look.paragraph(look.Span(_capital(full_name(town)), "accent"), "small")
    yield from look.beside(crest_of(view, town.id), name, look.heading(document.heading, 1))
    yield from _head(document.head)
    level = 2
    story: list[look.Element] = []
    for part in document.parts:
        found = list(_part(part, document.signer, level))
        if part.key is SectionKey.SIGNATURE and story:
            found = [look.keep_together(story.pop(), *found)]
        story += found
        if part.key is SectionKey.TITLE:
            level = 3
    yield from story


def _head(entries: Sequence[HeadEntry]) -> Iterator[look.Element]:
    """The first fields side by side, the others on lines of their own, as the papers have them."""
    for is_line, found in groupby(entries, key=lambda entry: entry.is_line):
        row = list(found)
        if is_line:
            yield from (_line(entry) for entry in row)
            continue
        widths = [min(max(len(entry.name), len(entry.value), _LEAST), _MOST) for entry in row]
        yield look.table([e.name for e in row], [[e.value for e in row]], header=None, widths=widths)


def _line(entry: HeadEntry) -> look.Element:
    """A field on a line; what is not known is written in by hand."""
    if not entry.value:
        return look.fill_in((look.strong(f"{entry.name}:"), 1))
    return look.paragraph([look.strong(f"{entry.name}: "), entry.value])


def _part(part: PaperPart, signer: PaperSigner, level: int) -> Iterator[look.Element]:
    """A section; those below the title are headed one level deeper. Nobody signs a page without text."""
    if part.key is SectionKey.TITLE:
        if part.heading:
            yield look.paragraph(look.muted(part.heading), "small")
        yield look.heading(part.text)
        return
    if part.heading:
        yield look.heading(part.heading, level)
    if part.ways is not None:
        yield _ways(part.ways)
    elif part.key is SectionKey.SIGNATURE:
        lines = "\n".join(line for line in (signer.name, signer.title) if line)
        yield from (look.space(_SIGNING_ROOM), look.paragraph(lines))
    else:
        yield from (look.paragraph(text) for text in part.text.split("\n\n") if text.strip())


def _ways(ways: Ways) -> look.Element:
    others = max(len(ways.columns) - 1, 1)
    widths = [46, *([54 / others] * (len(ways.columns) - 1))]
    return look.table(ways.columns, ways.rows, widths=widths)


def _capital(text: str) -> str:
    """A municipality at the beginning of a page, without its article."""
    words = text.removeprefix("die ")
    return words[:1].upper() + words[1:]


SHEET = Sheet(
    key="council_paper",
    title="Vorlage",
    description="Die Vorlage für die Gremien im Muster der Kommune; ohne Kommune alle nacheinander.",
    build=build,
    is_of_matter=True,
    is_publishable=True,
    has_closed=True,
    goes_out=True,
)
