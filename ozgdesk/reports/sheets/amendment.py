"""The Änderungsvereinbarung: the commands that change the agreement in force, and the places to sign."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.present.agreement import agreement_row
from ozgdesk.present.agreement_document import is_draft, signing_block
from ozgdesk.present.amendment import Amendment, AmendmentLine, amendment
from ozgdesk.present.comparison import binding_version
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, compared_versions, page_setup

_TITLE = "Änderungsvereinbarung"
_ALONE = (
    "Eine Änderung braucht eine beschlossene oder unterzeichnete Fassung und einen neuen Entwurf; "
    "kopieren Sie die Fassung, und ändern Sie die Kopie."
)
_SAME = "Beide Fassungen lauten gleich; es gibt nichts zu ändern."


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the amendment from the version in force, or the chosen one, to the current draft."""
    del detail
    versions = compared_versions(view, options, binding_version)
    if versions is None:
        return Composition((look.paragraph(_ALONE),), page_setup(view, options, _TITLE, paper="a4"))
    old, new = versions
    found = amendment(view, old.id, new.id)
    mark = "Entwurf" if is_draft(new) else None
    subject = f"von „{old.name}“ zu „{new.name}“"
    setup = page_setup(view, options, found.title, subject, watermark=mark, paper="a4", head=_TITLE)
    return Composition(tuple(_story(view, found, new)), setup)


def _story(view: View, found: Amendment, new: AgreementVersion) -> Iterator[look.Element]:
    yield look.paragraph(found.formula)
    yield look.heading("Artikel\u00a01 Änderungen")
    if not found.commands:
        yield look.paragraph(_SAME)
        return
    yield look.paragraph(found.introduction)
    for number, line in enumerate(found.commands, 1):
        yield from _command(number, line)
    yield look.heading("Artikel\u00a02 Inkrafttreten")
    yield look.paragraph(found.entry)
    if found.note:
        yield look.paragraph(found.note, "note")
    yield look.heading("Unterschriften")
    row = agreement_row(view, view.snapshot.get(Agreement, new.agreement_id))
    for party in row.parties:
        municipality = view.snapshot.get(Municipality, party.municipality.id)
        block = signing_block(municipality, row.signatures)
        yield look.signature_block(
            block.municipality, [look.Signer(place.title, place.name) for place in block.places]
        )


def _command(number: int, line: AmendmentLine) -> Iterator[look.Element]:
    yield look.item(f"{number}.", line.text)
    for part in line.quoted:
        yield look.item(part.number, part.text, part.depth + 1)


SHEET = Sheet(
    key="amendment",
    title=_TITLE,
    description="Was ein Entwurf an der geltenden Fassung ändert, als Änderungsbefehle zum Unterzeichnen.",
    build=build,
    is_of_agreement=True,
    is_by_municipality=False,
    compares_versions=True,
)
