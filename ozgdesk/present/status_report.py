"""The whole of a status report: the status, its summary, what changed since the last one, what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk import formats
from ozgdesk.domain.lights import Thresholds, thresholds_of
from ozgdesk.domain.reporting import ReportSummary
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.present.municipalities import tags_of
from ozgdesk.present.report_comparison import Comparison, compare
from ozgdesk.present.report_figures import ReportFigures, figures_of, from_json, last_report
from ozgdesk.present.status import Status, status
from ozgdesk.texts.labels import label

NO_REASON = "Begründung fehlt"


@dataclass(frozen=True, slots=True)
class Summary:
    """The management summary that counts on the Stichtag."""

    id: str
    text: str
    dated_on: date
    author: str


@dataclass(frozen=True, slots=True)
class StatusReport:
    """All that is printed; `comparison` is None while no report was issued for an earlier day."""

    status: Status
    summary: Summary | None
    comparison: Comparison | None
    thresholds: str
    figures: ReportFigures


def status_report(view: View, municipality_id: str | None = None) -> StatusReport:
    """The report for the whole or one municipality; its period begins the day after the last report."""
    tag = tags_of(view).get(municipality_id)
    id_ = tag.id or None if tag else None
    last = last_report(view, id_)
    before = from_json(last.figures) if last else None
    found = status(view, id_, last.as_of + timedelta(days=1) if last else None)
    figures = figures_of(view, found)
    return StatusReport(
        status=found,
        summary=summary_of(view, id_),
        comparison=compare(before, figures) if before else None,
        thresholds=threshold_words(thresholds_of(view.snapshot)),
        figures=figures,
    )


def summary_of(view: View, municipality_id: str | None) -> Summary | None:
    """The newest summary by its day, not after the Stichtag; None without one, or when it was emptied."""
    rows = [
        row
        for row in view.snapshot.all(ReportSummary)
        if row.municipality_id == municipality_id and row.dated_on <= view.as_of
    ]
    newest = max(rows, key=lambda row: (row.dated_on, row.id), default=None)
    if newest is None or not newest.text.strip():
        return None
    return Summary(newest.id, newest.text, newest.dated_on, newest.author)


def unreasoned_sentence(view: View, municipality_id: str | None = None) -> str:
    """Which yellow and red lights on the report have no text, to be told before it is printed; or nothing."""
    lights = view.lights[municipality_id]
    judged = [(dimension, lights.of(dimension)) for dimension in Dimension]
    found = [
        f"{label(dimension)} ({label(light.light)})"
        for dimension, light in judged
        if light.light in (Light.YELLOW, Light.RED) and not light.text.strip() and not light.reasons
    ]
    return f"{NO_REASON}: {', '.join(found)}. Bitte ergänzen Sie sie in der Übersicht." if found else ""


def threshold_words(thresholds: Thresholds) -> str:
    """By what the light Termine turns, in one sentence."""
    red = "rot: Frist verpasst, Meilenstein oder Kritisches überfällig"
    yellow = "gelb: anderes überfällig, ohne Puffer"
    return f"Termine {red}{_behind(thresholds.red_days)}; {yellow}{_behind(thresholds.yellow_days)}."


def _behind(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return ", nach dem Basisplan"
    return f", über {formats.count(days, 'Tag', 'Tage')} nach dem Basisplan"
