"""The Synopse: two versions of an agreement beside each other, with the reason of each change."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.domain.redline import RunKind
from ozgdesk.domain.view import View
from ozgdesk.present.comparison import ComparedRow, ComparedTexts, compared_texts
from ozgdesk.present.stretches import Stretches
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, compared_versions, page_setup

_TITLE = "Synopse"
_KEY = "Gestrichen: entfällt. Unterstrichen: neu. Folgeänderungen betreffen nur Nummern und Verweise."
_ALONE = "Zum Vergleichen braucht es zwei Fassungen einer Vereinbarung."
_TONES: dict[str, look.Tone] = {RunKind.DELETED.value: "deleted", RunKind.INSERTED.value: "inserted"}


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the changed clauses of two versions."""
    del detail
    versions = compared_versions(view, options)
    if versions is None:
        setup = page_setup(view, options, _TITLE, landscape=True, paper="a4")
        return Composition((look.paragraph(_ALONE),), setup)
    found = compared_texts(view, versions[0].id, versions[1].id)
    setup = page_setup(view, options, _TITLE, found.title, landscape=True, paper="a4")
    return Composition(tuple(_story(found)), setup)


def _story(found: ComparedTexts) -> Iterator[look.Element]:
    yield look.paragraph(found.summary, "lead")
    rows = found.changed
    if not rows:
        return
    yield look.paragraph(_KEY, "note")
    with_reasons = any(row.reason for row in rows)
    head = ["Stelle", f"Bisher: {found.old_name}", f"Neu: {found.new_name}"]
    yield look.table(
        [*head, "Begründung"] if with_reasons else head,
        [_line(row, with_reasons) for row in rows],
        widths=(17, 31, 31, 21) if with_reasons else (18, 41, 41),
    )


def _line(row: ComparedRow, with_reasons: bool) -> list[look.Cell]:
    change = f"\n{row.change_text}" if row.is_changed else ""
    place = [look.Span(row.place, "strong" if row.is_title else "normal"), look.muted(change)]
    cells: list[look.Cell] = [place, _side(row.old, row.is_title), _side(row.new, row.is_title)]
    return [*cells, row.reason] if with_reasons else cells


def _side(stretches: Stretches, is_title: bool) -> look.Cell:
    tone: look.Tone = "strong" if is_title else "normal"
    return [look.Span(found.text, _TONES.get(found.kind, tone)) for found in stretches] or "–"


SHEET = Sheet(
    key="synopsis",
    title=_TITLE,
    description="Zwei Fassungen der Vereinbarung nebeneinander, Änderungen Wort für Wort und mit Begründung.",
    build=build,
    is_of_agreement=True,
    is_by_municipality=False,
    compares_versions=True,
)
