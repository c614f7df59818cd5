"""Where a matter stands with the bodies: the fan on one page, whether it is effective, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.present.council import ConsultationRow, Fan
from ozgdesk.present.council_cards import UNDATED, described, has_versions_apart
from ozgdesk.present.council_state import CouncilState, condition_words, council_state, station_marks
from ozgdesk.reports import look, page
from ozgdesk.reports.fan_drawing import fan_figure
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup
from ozgdesk.reports.story import LightKind

_TITLE = "Stand der Beratungen"
_LIGHTS: dict[str, LightKind] = {"green": "green", "yellow": "yellow", "red": "red", "grey": "grey"}
_WIDE = (5, 10, 20, 9, 12, 15, 18, 14)
_UPRIGHT = (7, 12, 20, 11, 13, 14, 11, 12)
_AROUND = 8.0  # points a figure needs around it


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the sheet for the chosen matter, or the usual one; without one it says so.

    Upright all of it stands on one page where it fits; else the picture is as wide as the sheet is long, and
    the table follows on the next page.
    """
    is_upright = detail == 0
    town = chosen_municipality(view, options)
    found = council_state(view, options.fan_key, town.id if town else None, with_closed=options.with_closed)
    if found is None:
        setup = page_setup(view, options, _TITLE, landscape=True)
        return Composition((look.paragraph("Es ist noch keine Vorlage erfasst."),), setup)
    whose = f"nur {town.name}" if town else ""
    subject = " · ".join(part for part in (found.fan.title, whose) if part)
    setup = page_setup(view, options, _TITLE, subject, landscape=not is_upright, dense=True)
    return Composition(tuple(_story(view, found, setup)), setup)


def _story(view: View, found: CouncilState, setup: look.PageSetup) -> Iterator[look.Element]:
    head = list(_effect(found.fan))
    yield from head
    if not found.fan.lanes:
        yield look.paragraph("Zu dieser Auswahl gehört keine Kommune.")
        return
    missing = (look.heading("Was fehlt"), _missing(found)) if found.missing else ()
    stations = (look.heading("Beratungen"), _stations(found.fan, setup), *_hidden(found))
    belows = (missing, ()) if setup.landscape else ((*missing, *stations), missing)
    figure = fan_figure(view, found.fan, page.sheet(setup).width, _rooms(head, belows, setup))
    alt = f"Wege durch die Gremien. {described(found.fan)}. Dieselben Angaben stehen in der Tabelle."
    yield look.figure(figure.width, figure.height, alt, figure)
    yield from missing
    yield from stations


def _hidden(found: CouncilState) -> Iterator[look.Element]:
    if found.hidden:
        one, many = "nichtöffentliche Beratung ist", "nichtöffentliche Beratungen sind"
        yield look.paragraph(f"{formats.count(found.hidden, one, many)} nicht enthalten.", "note")


def _rooms(
    head: Sequence[look.Element], belows: Sequence[Sequence[look.Element]], setup: look.PageSetup
) -> tuple[float, ...]:
    """The heights the fan may have on the first page: above the first of these stories, or the next."""
    found = (look.room_after([*head, *below], setup) for below in belows)
    return tuple(room - _AROUND for number, room in found if number == 1)


def _effect(fan: Fan) -> Iterator[look.Element]:
    effect = fan.effect
    if effect is None:
        return
    sentences = " ".join(text for text in (effect.summary, effect.earliest_text) if text)
    light = look.light(_LIGHTS[effect.light], effect.headline)
    yield look.paragraph((light, f" {sentences}" if sentences else ""))


def _missing(found: CouncilState) -> look.Element:
    rows = [
        (
            line.municipality.name if line.municipality else "alle",
            " ".join(line.sentences),
            "; ".join(line.actors),
            "; ".join(line.norms),
        )
        for line in found.missing
    ]
    heads = ("Kommune", "Was fehlt", "Wer handelt", "Grundlage")
    return look.table(heads, rows, widths=(12, 46, 24, 18), header=0)


def _stations(fan: Fan, setup: look.PageSetup) -> look.Element:
    rows: list[look.TableRow] = []
    shows_version = has_versions_apart(fan)
    for lane in fan.lanes:
        if not lane.papers:
            rows.append((lane.municipality.code, "", "keine Vorlage erfasst", "", "", "", "", ""))
        for paper in lane.papers:
            for station in paper.consultations:
                name = look.strong(station.committee) if station.is_final else station.committee
                rows.append(
                    (
                        lane.municipality.code,
                        paper.reference or "ohne Nummer",
                        name,
                        formats.day(station.date) if station.date else UNDATED,
                        station.role_text,
                        "ausgesetzt" if station.is_suspended else station.result_text,
                        station.votes_text,
                        _notes(station, shows_version=shows_version),
                    )
                )
    return look.table(
        ("", "Vorlage", "Gremium", "Termin", "Rolle", "Ergebnis", "Stimmen", "Hinweise"),
        rows,
        widths=_WIDE if setup.landscape else _UPRIGHT,
        header=2,
    )


def _notes(station: ConsultationRow, *, shows_version: bool) -> look.Text:
    """What else is to be known about a station, with the words of its Maßgabe below the page."""
    marks = station_marks(station, shows_version=shows_version)
    condition = condition_words(station)
    return (marks, look.footnote(f"Maßgabe: {condition}")) if condition else marks


SHEET = Sheet(
    key="council_state",
    title=_TITLE,
    description="Eine Angelegenheit in allen Gremien auf einer Seite: Kommunen und Stationen mit Tag und "
    "Ergebnis, was fehlt und ob sie wirksam ist.",
    build=build,
    papers=("a4", "a3"),
    is_of_matter=True,
    has_closed=True,
    most_pages=1,
    details=2,
)
