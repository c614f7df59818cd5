"""The text of the öffentliche Bekanntmachung of a municipality, or of all, one after another."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.present.publication import Publication, needs_publication, publication
from ozgdesk.reports import look
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_agreement,
    chosen_municipality,
    page_setup,
)
from ozgdesk.reports.sheets.agreement import DRAFT, clause_elements

_TITLE = "Öffentliche Bekanntmachung"
_NOTHING = (
    "Für diese Vereinbarung ist keine Bekanntmachung vorgesehen: Es wird keine Aufgabe delegiert, und die "
    "Vereinbarung knüpft ihr Inkrafttreten nicht daran."
)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the text of the chosen municipality, or of every party; a draft while something is missing."""
    del detail
    found = _texts(view, options)
    if not found:
        return Composition((look.paragraph(_NOTHING),), page_setup(view, options, _TITLE))
    mark = DRAFT if any(text.missing for text in found) else None
    setup = page_setup(view, options, _TITLE, watermark=mark, has_own_head=True)
    return Composition(tuple(_story(found)), setup)


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


def _story(texts: list[Publication]) -> Iterator[look.Element]:
    for number, text in enumerate(texts):
        if number:
            yield look.page_break()
        if text.organ:
            yield look.paragraph(look.muted(f"Zur Veröffentlichung in: {text.organ}"), "small")
        yield look.heading(_TITLE, 1)
        yield look.paragraph(look.strong(text.title))
        yield from (look.paragraph(sentence) for sentence in text.sentences)
        for clause in text.clauses:
            yield from clause_elements(clause)
        if text.left_out:
            names = ", ".join(text.left_out)
            yield look.paragraph(f"Nicht abgedruckt sind Regelungen nur unter den Beteiligten: {names}.")
        signer = "\n".join(line for line in (text.signer.name, text.signer.title) if line)
        yield look.keep_together(
            look.paragraph(f"{text.place}, den"), look.paragraph(text.board), look.space(11),
            look.paragraph(signer),
        )  # fmt: skip


SHEET = Sheet(
    key="publication",
    title="Bekanntmachung",
    description="Der Text der öffentlichen Bekanntmachung je Kommune, als Entwurf, solange etwas fehlt.",
    build=build,
    is_of_agreement=True,
    goes_out=True,
    missing=missing,
)
