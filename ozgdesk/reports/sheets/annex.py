"""The annex to the status report: what did not find room on its page, and how the open tasks become fewer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Light
from ozgdesk.present.burn_down import BurnDown, BurnPoint, burn_down
from ozgdesk.present.overview import light_texts
from ozgdesk.present.report_comparison import Comparison
from ozgdesk.present.status_report import NO_REASON, status_report
from ozgdesk.reports import look
from ozgdesk.reports.burn_drawing import burn_figure
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup

_MOST_ROWS = 20


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the annex; for one municipality its own lights and the tasks it leads."""
    del detail
    chosen = chosen_municipality(view, options)
    whose = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    id_ = chosen.id if chosen else None
    story = (
        *_changes(status_report(view, id_).comparison),
        *_lights(view, id_),
        *_burn_down(burn_down(view, id_)),
    )
    return Composition(story, page_setup(view, options, "Anhang zum Statusbericht", whose))


def _changes(comparison: Comparison | None) -> Iterator[look.Element]:
    if comparison is None:
        yield look.heading("Veränderungen")
        yield look.paragraph("Es ist noch kein früherer Statusbericht herausgegeben.")
        return
    yield look.heading(f"Veränderungen seit dem Bericht vom {formats.day(comparison.since)}")
    if comparison.sentences:
        yield look.bullet_list(comparison.sentences)
    else:
        yield look.paragraph("Seitdem hat sich nichts verändert.")


def _lights(view: View, municipality_id: str | None) -> Iterator[look.Element]:
    """The lights; several reasons of one stand below the table as a list of their own."""
    found = list(light_texts(view, municipality_id))
    yield look.heading("Ampeln mit allen Gründen")
    yield look.table(
        ("Bereich", "Stand", "Begründung"),
        [
            (title, look.light(light.value, word), _reason(light, reasons))
            for title, light, word, reasons in found
        ],
        widths=(14, 20, 66),
    )
    for title, _, word, reasons in found:
        if len(reasons) > 1:
            yield look.heading(f"{title} {word}: {formats.number(len(reasons))} Gründe", 3)
            yield look.bullet_list(reasons)


def _reason(light: Light, reasons: Sequence[str]) -> look.Cell:
    if len(reasons) > 1:
        return f"{formats.count(len(reasons), 'Grund', 'Gründe')}, siehe unten"
    if reasons:
        return reasons[0]
    return look.strong(NO_REASON) if light in (Light.YELLOW, Light.RED) else "–"


def _burn_down(found: BurnDown) -> Iterator[look.Element]:
    heading = look.heading("Verlauf der offenen Aufgaben")
    if not found.points:
        yield heading
        yield look.paragraph("Es sind keine Aufgaben angelegt.")
        return
    yield look.keep_together(heading, burn_figure(found), look.paragraph(_note(found), "note"))
    yield look.table(
        ("Stand am", "offen", "nach Basisplan", "Prognose"),
        [
            (formats.day(point.on), _count(point.actual), _count(point.planned), _count(point.forecast))
            for point in _shown(found)
        ],
        widths=(30, 22, 26, 22),
        align="lrrr",
    )


def _shown(found: BurnDown) -> Iterator[BurnPoint]:
    """Every week, or so few that the table stays short; the Stichtag and the last day are always there."""
    every = -(-len(found.points) // _MOST_ROWS)
    for number, point in enumerate(found.points):
        if number % every == 0 or point.on == found.as_of or point is found.points[-1]:
            yield point


def _note(found: BurnDown) -> str:
    parts = [f"Gezählt nach dem tatsächlichen Ende, {formats.count(found.total, 'Aufgabe', 'Aufgaben')}"]
    if found.baseline:
        parts.append(f"Basisplan „{found.baseline}“")
    if found.undated:
        parts.append(f"{formats.number(found.undated)} ohne Tag des Endes zählen von Anfang an als erledigt")
    if found.unknown:
        parts.append(f"{formats.number(found.unknown)} offene stehen nicht im Basisplan")
    if found.unplanned:
        parts.append(f"{formats.number(found.unplanned)} offene haben keinen Termin")
    return "; ".join(parts) + "."


def _count(value: int | None) -> str:
    return formats.number(value) if value is not None else "–"


SHEET = Sheet(
    key="annex",
    title="Anhang zum Statusbericht",
    description="Alle Veränderungen, alle Gründe der Ampeln, Verlauf der offenen Aufgaben.",
    build=build,
)
