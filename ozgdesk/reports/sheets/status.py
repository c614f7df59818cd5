"""The status report: always one page, in the same form every time, for the whole or for one municipality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Light
from ozgdesk.present.naming import shortened
from ozgdesk.present.status import LightRow, MilestoneRow, Status, TaskLine, status
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, page_setup

R = TypeVar("R")

_REASON = 76  # letters of the column for reasons in one line


class Limits(NamedTuple):
    """How much of each list is printed, and how many lines a text, a reason, a risk may have."""

    milestones: int
    municipalities: int
    done: int
    next: int
    risks: int
    decisions: int
    agreements: int
    grants: int
    lines: int
    reasons: int
    risk_lines: int

    def cut(self, text: str, letters: int) -> str:
        """A text shortened to the lines allowed, in a column of about so many letters."""
        return shortened(text, letters * self.lines)


LIMITS = (
    Limits(8, 12, 5, 8, 3, 5, 3, 4, 2, 3, 2),
    Limits(7, 12, 4, 6, 3, 4, 3, 3, 2, 2, 2),
    Limits(6, 12, 3, 6, 3, 4, 2, 3, 1, 2, 2),
    Limits(5, 10, 3, 5, 3, 3, 2, 2, 1, 2, 2),
    Limits(5, 10, 2, 4, 3, 3, 2, 1, 1, 2, 2),
    Limits(4, 8, 2, 4, 3, 3, 2, 1, 1, 2, 2),
    Limits(3, 8, 2, 3, 3, 3, 2, 1, 1, 2, 2),
    Limits(3, 8, 1, 3, 3, 3, 2, 1, 1, 2, 2),
    Limits(3, 8, 1, 2, 3, 3, 2, 1, 1, 2, 2),
    Limits(3, 8, 1, 2, 2, 3, 2, 1, 1, 2, 2),
    Limits(2, 7, 1, 2, 2, 2, 1, 1, 1, 2, 2),
    Limits(3, 7, 2, 3, 3, 2, 1, 1, 1, 1, 2),
    Limits(3, 5, 1, 2, 2, 2, 1, 1, 1, 1, 1),
    Limits(2, 4, 1, 1, 2, 1, 1, 1, 1, 1, 1),
    Limits(1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    Limits(0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1),
)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the report; every step of `detail` prints shorter lists and texts."""
    limits = LIMITS[min(detail, len(LIMITS) - 1)]
    found = status(view, options.municipality_id)
    tag = found.municipality
    whose = f"{tag.name} ({tag.code})" if tag else "Gesamte Zusammenarbeit"
    subject = f"{whose} · Berichtszeitraum {formats.period(found.since, found.as_of)}"
    if options.author:
        subject += f" · verfasst von {shortened(options.author, 40)}"
    setup = page_setup(view, options, "Statusbericht", subject, dense=True, paper="a4")
    return Composition(tuple(_story(found, limits)), setup)


def _story(found: Status, limits: Limits) -> Iterator[look.Element]:
    yield look.key_figures(found.figures)
    yield from _situation(found, limits)
    yield from _milestones(found, limits)
    yield from _municipalities(found, limits)
    yield from _tasks(found, limits)
    yield from _risks(found, limits)
    yield from _decisions(found, limits)


def _situation(found: Status, limits: Limits) -> Iterator[look.Element]:
    overall = found.overall
    rows: list[look.TableRow] = [
        (look.strong("Gesamt"), _light(overall.light, overall.word), _overall_reason(found)),
        *((row.dimension, _light(row.light, row.word), _reason(row, limits)) for row in found.lights),
        *_agreements(found, limits),
        *_grants(found, limits),
    ]
    yield look.heading("Lage")
    yield look.table(("Bereich", "Stand", "Begründung"), rows, widths=(12, 23, 65))


def _overall_reason(found: Status) -> str:
    worst = [row.dimension for row in found.lights if row.light is found.overall.light]
    if found.overall.light is Light.GREY:
        return "Es ist noch nichts bewertet."
    if found.overall.light is Light.GREEN:
        return "Alle bewerteten Bereiche sind grün."
    return f"Die schlechteste Bewertung zählt: {', '.join(worst)}."


def _reason(row: LightRow, limits: Limits) -> str:
    judged = f" ({formats.day(row.assessed_on)})" if row.assessed_on else ""
    if judged and not row.reason.strip():
        return f"ohne Anmerkung{judged}"
    return f"{shortened(row.reason, limits.reasons * _REASON - len(judged))}{judged}"


def _agreements(found: Status, limits: Limits) -> Iterator[look.TableRow]:
    if not found.agreements:
        yield "Vereinbarung", look.muted("nicht erfasst"), ""
    shown = _first(found.agreements, limits.agreements)
    for row in shown:
        missing = f"{row.title}. {row.missing}" if row.missing else row.title
        yield (
            "Vereinbarung",
            look.strong(shortened(row.headline, 56)),
            shortened(missing, (2 * limits.reasons - 1) * _REASON),
        )
    yield from _more_rows(len(found.agreements) - len(shown))


def _grants(found: Status, limits: Limits) -> Iterator[look.TableRow]:
    if not found.grants:
        yield "Förderung", look.muted("nicht erfasst"), ""
    rows = _first(found.grants, limits.grants)
    for row in rows:
        circle = f" ({', '.join(row.circle)})" if row.circle else ""
        amount = f"{row.amount}: "
        name = limits.cut(f"{row.name}{circle}", _REASON - len(amount))
        yield "Förderung", look.strong(row.state), f"{amount}{name}"
    yield from _more_rows(len(found.grants) - len(rows))


def _more_rows(count: int) -> Iterator[look.TableRow]:
    if count > 0:
        yield "", "", look.muted(f"… und {formats.number(count)} weitere")


def _milestones(found: Status, limits: Limits) -> Iterator[look.Element]:
    rows = _first(_pressing(found), limits.milestones)
    yield _heading("Meilensteine", len(rows), len(found.milestones))
    if not found.milestones:
        yield look.paragraph("Es sind keine Meilensteine geplant.")
        return
    yield look.table(
        ("Nr.", "Meilenstein", "Soll", "Prognose", "Ist", "Abweichung"),
        [
            (
                row.number,
                limits.cut(row.name, 50),
                _day(row.target_on),
                _day(row.forecast_on),
                _day(row.actual_on),
                _slip(row),
            )
            for row in rows
        ],
        widths=(8, 44, 12, 12, 12, 12),
        header=1,
        align="lllllr",
    )


def _pressing(found: Status) -> Sequence[MilestoneRow]:
    """Open milestones and those reached in the period, by day, when not all find room."""
    kept = [row for row in found.milestones if row.actual_on is None or row.actual_on >= found.since]
    rest = [row for row in found.milestones if row not in kept]
    return sorted(kept, key=lambda row: row.forecast_on or row.actual_on or date.max) + rest


def _slip(row: MilestoneRow) -> look.Cell:
    if row.slip_days is None:
        return "–"
    if row.slip_days == 0:
        return "keine"
    text = formats.count(abs(row.slip_days), "Tag", "Tage")
    return look.strong(f"+{text}") if row.slip_days > 0 else f"\u2212{text}"


def _municipalities(found: Status, limits: Limits) -> Iterator[look.Element]:
    shown = found.municipalities
    if found.municipality is not None:
        shown = tuple(row for row in shown if row.tag == found.municipality)
    rows = _first(shown, limits.municipalities)
    yield _heading("Stand je Kommune", len(rows), len(shown))
    yield look.table(
        ("Kommune", "Ampel", "Federführung: offen", "erledigt", "spät", "Zuarbeit: offen", "spät"),
        [
            (
                [look.strong(row.tag.code), f" {limits.cut(row.tag.name, 20)}"],
                _light(row.light, row.word),
                *(
                    formats.number(number)
                    for number in (
                        row.totals.led_open,
                        row.totals.led_done,
                        row.totals.led_late,
                        row.totals.contributions_owed,
                        row.totals.contributions_late,
                    )
                ),
            )
            for row in rows
        ],
        widths=(24, 17, 19, 9, 8, 15, 8),
        align="llrrrrr",
    )


def _tasks(found: Status, limits: Limits) -> Iterator[look.Element]:
    done, due = _first(found.done, limits.done), _first(found.next, limits.next)
    until = formats.day(found.until)
    rows: list[look.TableRow] = [
        *_task_rows(done, "erledigt", limits),
        *_task_rows(due, "fällig", limits),
    ]
    title = f"Erledigt im Berichtszeitraum und fällig bis {until}"
    yield _heading(title, len(rows), len(found.done) + len(found.next))
    if not rows:
        yield look.paragraph("Keine Aufgabe wurde erledigt, keine ist fällig.")
        return
    yield look.table(("Nr.", "Aufgabe", "Federführung", "Stand"), rows, widths=(8, 52, 14, 26), header=1)


def _task_rows(tasks: Sequence[TaskLine], word: str, limits: Limits) -> Iterator[look.TableRow]:
    for row in tasks:
        part = "Zuarbeit " if row.is_contribution else ""
        stand: look.Cell = f"{part}{word} {_day(row.on)}"
        if row.is_late:
            stand = look.strong(f"{part}überfällig seit {_day(row.on)}")
        yield row.number, limits.cut(row.name, 58), row.code or "offen", stand


def _risks(found: Status, limits: Limits) -> Iterator[look.Element]:
    shown = found.risks[: limits.risks]
    yield _heading("Wichtigste Risiken", len(shown), found.open_risks)
    if not found.risks:
        yield look.paragraph("Es ist kein offenes Risiko erfasst.")
        return
    yield look.table(
        ("Risiko", "Eintritt/Wirkung", "Maßnahme", "Verantwortlich", "bis"),
        [
            (
                shortened(row.title, 33 * limits.risk_lines),
                row.level,
                shortened(row.measure, 37 * limits.risk_lines) or "–",
                shortened(row.responsible, 19 * limits.risk_lines) or "offen",
                _due(row.due_on, row.is_late),
            )
            for row in shown
        ],
        widths=(27, 15, 30, 17, 11),
    )


def _decisions(found: Status, limits: Limits) -> Iterator[look.Element]:
    rows = _first(found.decisions, limits.decisions)
    yield _heading("Entscheidungsbedarf", len(rows), len(found.decisions))
    if not found.decisions:
        yield look.paragraph("Es ist keine Entscheidung nötig.")
        return
    yield look.table(
        ("Frage", "Wer entscheidet", "bis"),
        [
            (
                limits.cut(row.question, 74),
                limits.cut(row.decided_by, 26) or "offen",
                _due(row.due_on, row.is_late),
            )
            for row in rows
        ],
        widths=(59, 24, 17),
    )


def _first(rows: Sequence[R], count: int) -> Sequence[R]:
    """The first rows; a single row left over is shown as well."""
    return rows if len(rows) <= count + 1 else rows[:count]


def _heading(title: str, shown: int, count: int) -> look.Element:
    """The heading of a list; it says when not all of it is printed."""
    more = f" ({formats.number(shown)} von {formats.number(count)})" if shown < count else ""
    return look.heading(f"{title}{more}")


def _day(value: date | None) -> str:
    return formats.day(value) if value else "–"


def _due(value: date | None, is_late: bool) -> look.Cell:
    return look.strong(f"{_day(value)} (spät)") if is_late else _day(value)


def _light(kind: Light, word: str) -> look.Light:
    return look.light(kind.value, word)


SHEET = Sheet(
    key="status",
    title="Statusbericht",
    description="Eine Seite für Bürgermeisterrunde und Gremien: Ampeln, Meilensteine, Kommunen, Risiken.",
    build=build,
    most_pages=1,
    details=len(LIMITS),
)
