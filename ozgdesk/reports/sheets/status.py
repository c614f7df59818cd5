"""The status report: always one page, in the same form every time, for the whole or for one municipality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from ozgdesk import formats
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.present.naming import shortened
from ozgdesk.present.report_comparison import Comparison
from ozgdesk.present.report_figures import OVERALL, as_json
from ozgdesk.present.status import LightRow, MilestoneRow, MunicipalityRow, Status, TaskLine
from ozgdesk.present.status_report import NO_REASON, StatusReport, Summary, status_report, unreasoned_sentence
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup
from ozgdesk.reports.status_limits import LIMITS, Limits

R = TypeVar("R")

_REASON = 76  # letters of the column for reasons in one line
_LINE = 112  # letters of a line as wide as the page


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the report; every step of `detail` prints shorter lists and texts."""
    limits = LIMITS[min(detail, len(LIMITS) - 1)]
    report = status_report(view, options.municipality_id)
    found = report.status
    tag = found.municipality
    whose = f"{tag.name} ({tag.code})" if tag else "Gesamte Zusammenarbeit"
    subject = f"{whose} · Berichtszeitraum {formats.period(found.since, found.as_of)}"
    if options.author:
        subject += f" · verfasst von {shortened(options.author, 40)}"
    setup = page_setup(view, options, "Statusbericht", subject, dense=True, paper="a4")
    return Composition(tuple(_story(report, limits)), setup)


def _story(report: StatusReport, limits: Limits) -> Iterator[look.Element]:
    found = report.status
    yield look.key_figures(_figures(report))
    yield from _summary(report.summary, found.as_of)
    yield from _situation(report, limits)
    yield from _changes(report.comparison, limits)
    yield from _milestones(found, limits)
    yield from _municipalities(found, limits)
    yield from _tasks(found, limits)
    yield from _risks(found, limits)
    yield from _decisions(found, limits)


def _figures(report: StatusReport) -> Iterator[tuple[str, str]]:
    """The key figures, each with what it was in the report before where it has changed."""
    before = report.comparison.figures if report.comparison else ()
    for number, (label, value) in enumerate(report.status.figures):
        former = before[number] if number < len(before) else value
        yield (
            (label, value)
            if former == value
            else (f"{label} (vorher{formats.NO_BREAK_SPACE}{former})", value)
        )


def _summary(summary: Summary | None, as_of: date) -> Iterator[look.Element]:
    yield look.heading("Zusammenfassung")
    if summary is None:
        yield look.paragraph(look.muted("Es ist keine Zusammenfassung geschrieben."))
    else:
        of = "" if summary.dated_on == as_of else f" (vom {formats.day(summary.dated_on)})"
        yield look.paragraph((summary.text, look.muted(of)) if of else summary.text)


def _situation(report: StatusReport, limits: Limits) -> Iterator[look.Element]:
    found, comparison = report.status, report.comparison
    overall = found.overall
    rows: list[look.TableRow] = [
        (
            look.strong("Gesamt"),
            _moved(_light(overall.light, overall.word), comparison, OVERALL),
            _overall_reason(found),
        ),
        *(
            (
                _dimension(row, report),
                _moved(_light(row.light, row.word), comparison, row.key),
                _reason(row, limits),
            )
            for row in found.lights
        ),
        *_agreements(found, limits),
        *_grants(found, limits),
    ]
    stand = f"Stand, Trend seit {formats.short_day(comparison.since)}" if comparison else "Stand"
    yield look.heading("Lage")
    yield look.table(("Bereich", stand, "Begründung"), rows, widths=(12, 23, 65))


def _dimension(row: LightRow, report: StatusReport) -> look.Text:
    """The name of a light; the limits of the computed one stand below the page."""
    return (
        (row.dimension, look.footnote(report.thresholds))
        if row.key == Dimension.SCHEDULE.value
        else row.dimension
    )


def _moved(light: look.Light, comparison: Comparison | None, key: str) -> look.Cell:
    return (light, f"  {comparison.trends[key].text}") if comparison else light


def _changes(comparison: Comparison | None, limits: Limits) -> Iterator[look.Element]:
    if comparison is None:
        return
    sentences = comparison.sentences
    shown = _fitting(sentences, limits.changes)
    yield _heading(
        f"Veränderungen seit dem Bericht vom {formats.day(comparison.since)}", len(shown), len(sentences)
    )
    if not sentences:
        yield look.paragraph("Seitdem hat sich nichts verändert.")
    elif shown:
        yield look.paragraph(" ".join(shown))


def _fitting(sentences: Sequence[str], lines: int) -> Sequence[str]:
    """The first sentences that together fill no more than so many lines; one alone fills at most one."""
    shown: list[str] = []
    for sentence in sentences:
        short = shortened(sentence, _LINE)
        if sum(map(len, shown)) + len(shown) + len(short) > lines * _LINE:
            break
        shown.append(short)
    return shown


def _overall_reason(found: Status) -> str:
    worst = [row.dimension for row in found.lights if row.light is found.overall.light]
    if found.overall.light is Light.GREY:
        return "Es ist noch nichts bewertet."
    if found.overall.light is Light.GREEN:
        return "Alle bewerteten Bereiche sind grün."
    return f"Die schlechteste Bewertung zählt: {', '.join(worst)}."


def _reason(row: LightRow, limits: Limits) -> look.Cell:
    judged = f" ({formats.day(row.assessed_on)})" if row.assessed_on else ""
    if not row.reason.strip():
        if row.light in (Light.YELLOW, Light.RED):
            return look.strong(f"{NO_REASON}{judged}")
        return f"Ohne Anmerkung{judged}."
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
        tag = found.municipality
        nothing = f"{tag.name} führt keinen Meilenstein." if tag else "Es sind keine Meilensteine geplant."
        yield look.paragraph(nothing)
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
    rows = _latest(shown, limits.municipalities)
    yield _heading(f"Stand je Kommune{_unled(found)}", len(rows), len(shown))
    if not shown:
        yield look.paragraph("Es sind keine Kommunen angelegt.")
        return
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


def _latest(rows: Sequence[MunicipalityRow], count: int) -> Sequence[MunicipalityRow]:
    """The rows in their order; where not all find room, those in which most is late."""
    late = sorted(rows, key=lambda row: -(row.totals.led_late + row.totals.contributions_late))
    kept = _first(late, count)
    return [row for row in rows if row in kept]


def _unled(found: Status) -> str:
    """What the rows of the municipalities do not hold, so that their sum agrees with the key figures."""
    if found.municipality is not None:
        return ""
    words = zip(found.unled, ("offen", "erledigt"), strict=True)
    parts = [f"{formats.number(count)}{formats.NO_BREAK_SPACE}{word}" for count, word in words if count]
    return f" · ohne Federführung: {', '.join(parts)}" if parts else ""


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


def figures(view: View, options: SheetOptions) -> str:
    """What the report says in figures, for the comparison with the next one."""
    return as_json(status_report(view, options.municipality_id).figures)


def missing(view: View, options: SheetOptions) -> str:
    """Which yellow and red lights on the report have no reason."""
    town = chosen_municipality(view, options)
    return unreasoned_sentence(view, town.id if town else None)


SHEET = Sheet(
    key="status",
    title="Statusbericht",
    description="Eine Seite für Bürgermeisterrunde und Gremien: Ampeln, Meilensteine, Kommunen, Risiken.",
    build=build,
    most_pages=1,
    details=len(LIMITS),
    figures=figures,
    missing=missing,
)
