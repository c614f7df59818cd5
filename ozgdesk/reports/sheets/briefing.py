"""The Sprechzettel: one page to present a matter with, and what may be asked."""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.domain.view import View
from ozgdesk.present.briefing import Briefing, briefing
from ozgdesk.present.council_paper import fan_of
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup

_TITLE = "Sprechzettel"
_QUESTIONS = 8
"""Fewer questions with every step of detail, so many at the first one; then texts and stations are cut."""
_LENGTHS = (1_200, 700, 350, 160)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the page for the chosen matter, or the newest one, of one municipality or of all."""
    town = chosen_municipality(view, options)
    fan = fan_of(view, options.fan_key, town.id if town else None)
    if fan is None:
        setup = page_setup(view, options, _TITLE)
        return Composition((look.paragraph("Es ist noch keine Vorlage erfasst."),), setup)
    subject = f"{fan.title} · {town.name}" if town else fan.title
    setup = page_setup(view, options, _TITLE, subject, dense=detail > 0)
    found = briefing(view, fan, town.id if town else None)
    return Composition(tuple(_story(found, max(detail - 1, 0))), setup)


def _story(found: Briefing, detail: int) -> Iterator[look.Element]:
    longest = _LENGTHS[min(detail - _QUESTIONS, len(_LENGTHS)) - 1] if detail > _QUESTIONS else None
    for title, text in (
        ("Worum geht es?", found.about),
        ("Kosten", found.costs),
        ("Beschluss", found.resolution),
    ):
        yield look.heading(title)
        said = _cut(text, longest) or "Noch nicht geschrieben."
        yield from (look.paragraph(part) for part in said.split("\n\n") if part.strip())
    yield from _way(found, longest)
    most = max(_QUESTIONS - detail, 0) if detail else len(found.questions)
    count = min(len(found.questions), most)
    if count:
        yield look.heading("Mögliche Fragen")
    for question, answer in found.questions[:count]:
        yield look.keep_together(
            look.paragraph(look.strong(question)), look.paragraph(answer or "Noch ohne Antwort.")
        )
    if count < len(found.questions) or longest is not None:
        yield look.paragraph("Gekürzt auf eine Seite; alles steht in der Angelegenheit.", "note")


def _way(found: Briefing, longest: int | None) -> Iterator[look.Element]:
    rows = found.stations if longest is None else found.stations[: longest // 40]
    if not rows:
        return
    yield look.heading("Beratungsfolge")
    yield look.table(
        ("Kommune", "Gremium", "Termin", "Rolle", "Ergebnis"),
        [(row.code, row.committee, row.day, row.role, row.result) for row in rows],
        widths=(11, 34, 15, 17, 23),
        header=1,
    )


def _cut(text: str, longest: int | None) -> str:
    if longest is None or len(text) <= longest:
        return text
    return f"{text[:longest].rstrip()} …"


SHEET = Sheet(
    key="briefing",
    title="Sprechzettel",
    description="Eine Seite zum Vortragen: worum es geht, Kosten, Beschluss, Beratungsfolge, Fragen.",
    build=build,
    is_of_matter=True,
    most_pages=1,
    details=_QUESTIONS + len(_LENGTHS) + 2,
)
