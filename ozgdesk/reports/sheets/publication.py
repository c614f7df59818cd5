"""The text of the öffentliche Bekanntmachung of a municipality, or of all, one page for each.

The wording of the agreement stands on the page where it fits; otherwise the page refers to its annexes, or to
all of it, as an enclosure, which is the sheet of the agreement for publication.
"""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.present.publication import Publication, needs_publication, publication
from ozgdesk.reports import look
from ozgdesk.reports.crests import crest_of
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_agreement,
    chosen_municipality,
    page_setup,
)
from ozgdesk.reports.sheets.agreement import DRAFT, clause_elements, in_annex

_WITHOUT_ANNEXES, _BY_ANNEX = 2, 3  # steps of detail; before them all of it, ordinary and dense
_TITLE = "Öffentliche Bekanntmachung"
_NOTHING = (
    "Für diese Vereinbarung ist keine Bekanntmachung vorgesehen: Es wird keine Aufgabe delegiert, und die "
    "Vereinbarung knüpft ihr Inkrafttreten nicht daran."
)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the text of the chosen municipality, or of every party; a draft while something is missing."""
    found = _texts(view, options)
    if not found:
        return Composition((look.paragraph(_NOTHING),), page_setup(view, options, _TITLE))
    mark = DRAFT if any(text.missing for text in found) else None
    setup = page_setup(view, options, _TITLE, watermark=mark, has_own_head=True, dense=0 < detail < _BY_ANNEX)
    return Composition(tuple(_story(view, found, detail)), setup)


def missing(view: View, options: SheetOptions) -> str:
    """What is not there yet, in one sentence for the screen; empty when nothing is missing."""
    parts = dict.fromkeys(part for text in _texts(view, options) for part in (*text.missing, *text.checks))
    return f"Für die Bekanntmachung fehlt noch: {'; '.join(parts)}." if parts else ""


def _texts(view: View, options: SheetOptions) -> list[Publication]:
    agreement = chosen_agreement(view, options)
    if agreement is None or not needs_publication(view, agreement):
        return []
    town = chosen_municipality(view, options)
    parties = view.effect[agreement.id].parties
    ids = [town.id] if town is not None and town.id in parties else parties
    return [publication(view, agreement, view.snapshot.get(Municipality, id_)) for id_ in ids]


def _story(view: View, texts: list[Publication], detail: int) -> Iterator[look.Element]:
    for number, text in enumerate(texts):
        if number:
            yield look.next_paper()
        yield from look.beside(crest_of(view, text.municipality_id), *_head(text))
        if detail == _BY_ANNEX:
            yield look.paragraph(text.parties)
        yield from (look.paragraph(sentence) for sentence in text.sentences)
        yield from _wording(text, detail)
        if text.left_out:
            yield look.paragraph(text.left_out)
        signer = "\n".join(line for line in (text.signer.name, text.signer.title) if line)
        yield look.keep_together(
            look.paragraph(f"{text.place}, den"), look.paragraph(text.board), look.space(11),
            look.paragraph(signer),
        )  # fmt: skip


def _wording(text: Publication, detail: int) -> Iterator[look.Element]:
    """The text of the agreement. Its annexes follow on the same page: the sheet has no other."""
    if detail == _BY_ANNEX:
        yield look.paragraph(text.wording_annexed)
        return
    for clause in text.clauses:
        if detail < _WITHOUT_ANNEXES or not in_annex(clause, text.clauses):
            yield from (part for part in clause_elements(clause) if part != look.page_break())
    if detail == _WITHOUT_ANNEXES and text.annexes_added:
        yield look.paragraph(text.annexes_added)


def _head(text: Publication) -> Iterator[look.Element]:
    if text.organ:
        yield look.paragraph(look.muted(f"Zur Veröffentlichung in: {text.organ}"), "small")
    yield look.heading(_TITLE, 1)
    yield look.paragraph(look.strong(text.title))


SHEET = Sheet(
    key="publication",
    title="Bekanntmachung",
    description="Der Text der öffentlichen Bekanntmachung, eine Seite je Kommune; Entwurf, bis alles da ist.",
    build=build,
    is_of_agreement=True,
    goes_out=True,
    missing=missing,
    most_pages=1,
    details=4,
)
