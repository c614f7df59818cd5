"""Anzeige or application for approval: a letter to the supervisor of an agreement, DIN 5008 form B."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.domain.view import View
from ozgdesk.present.filing_letter import FilingLetter, filing_letter
from ozgdesk.reports import look
from ozgdesk.reports.crests import crest_of
from ozgdesk.reports.sheet import (
    Composition,
    Sheet,
    SheetOptions,
    chosen_municipality,
    chosen_version,
    page_setup,
)

_TITLE = "Schreiben an die Aufsichtsbehörde"
_NOTHING = (
    "Für diese Vereinbarung gibt es kein Schreiben: Es fehlen Vertragsparteien, oder aus der Rechtsform der "
    "Vertragsaufgaben folgt weder Anzeige noch Genehmigung."
)
_SIGNING_ROOM = 11


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the letter of the coordinating municipality, or of the chosen one."""
    found = _letter(view, options)
    if found is None:
        return Composition((look.paragraph(_NOTHING),), page_setup(view, options, _TITLE))
    setup = page_setup(view, options, found.subject, has_own_head=True, is_letter=True, dense=detail > 0)
    return Composition(tuple(_story(found, crest_of(view, found.municipality_id))), setup)


def missing(view: View, options: SheetOptions) -> str:
    """What is not there yet, in one sentence for the screen; empty when nothing is missing."""
    found = _letter(view, options)
    if found is None or not found.missing:
        return ""
    return f"Für dieses Schreiben fehlt noch: {'; '.join(dict.fromkeys(found.missing))}."


def _letter(view: View, options: SheetOptions) -> FilingLetter | None:
    found = chosen_version(view, options)
    town = chosen_municipality(view, options)
    if found is None:
        return None
    agreement, _ = found
    return filing_letter(view, agreement, town.id if town else None, options.printed_on, options.version_id)


def _story(found: FilingLetter, crest: look.Crest | None) -> Iterator[look.Element]:
    yield look.letterhead(found.sender, found.return_line, found.address, found.info, crest)
    yield look.heading(found.subject, 1)
    yield from (look.paragraph(text) for text in found.paragraphs)
    if found.resolutions:
        yield look.paragraph("Die Vertretungen haben beschlossen:")
        rows = [(row.municipality, row.committee, row.day) for row in found.resolutions]
        yield look.table(("Kommune", "Gremium", "Beschluss vom"), rows, widths=(34, 42, 24))
    yield look.paragraph(found.request)
    signer = "\n".join(line for line in (found.signer.name, found.signer.title) if line)
    yield look.keep_together(
        look.paragraph("Mit freundlichen Grüßen"),
        look.paragraph(found.board),
        look.space(_SIGNING_ROOM),
        look.paragraph(signer),
    )
    if found.enclosures:
        yield look.paragraph(look.strong("Anlagen"))
        yield look.bullet_list(found.enclosures, numbered=True)


SHEET = Sheet(
    key="filing_letter",
    title="Schreiben an die Aufsicht",
    description="Anzeige oder Antrag auf Genehmigung von Vereinbarung, Änderung, Beitritt oder Kündigung.",
    build=build,
    is_of_agreement=True,
    has_version=True,
    goes_out=True,
    missing=missing,
    most_pages=1,
    details=2,
)
