"""What has changed from one status report to the next: a trend for every light, and sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ozgdesk import formats
from ozgdesk.domain.lights import RANK
from ozgdesk.domain.vocabulary import Dimension, Light
from ozgdesk.present.report_figures import OVERALL, KeptMilestone, KeptRow, ReportFigures
from ozgdesk.texts.labels import label

_MOST_NUMBERS = 4


@dataclass(frozen=True, slots=True)
class Trend:
    """How a light has moved: an arrow and always its word; both empty without a report before."""

    arrow: str
    word: str

    @property
    def text(self) -> str:
        """Both, for a cell."""
        return f"{self.arrow} {self.word}".strip()


BETTER, SAME, WORSE = Trend("↗", "besser"), Trend("→", "gleich"), Trend("↘", "schlechter")
NEW, LOST = Trend("", "neu bewertet"), Trend("", "nicht mehr bewertet")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Against the report for `since`: trends by dimension and `overall`, the key figures then, sentences."""

    since: date
    trends: dict[str, Trend]
    figures: tuple[str, ...]
    sentences: tuple[str, ...]


def compare(before: ReportFigures, now: ReportFigures) -> Comparison:
    """Compare two reports on the same municipality, or on the whole."""
    trends = {
        key: trend(before.lights.get(key, Light.GREY), now.lights[key])
        for key in (OVERALL, *(dimension.value for dimension in Dimension))
    }
    sentences = (
        *_states(before.agreements, now.agreements),
        *_resolutions(before.resolutions, now.resolutions),
        *_milestones(before.milestones, now.milestones),
        *_tasks(before, now),
        *_risks(before.risks, now.risks),
        *_decisions(before.decisions, now.decisions),
        *_lights(before, now),
    )
    return Comparison(before.as_of, trends, before.figures, sentences)


def trend(before: Light, now: Light) -> Trend:
    """How one light has moved; grey is no judgement, so nothing is better or worse than it."""
    if before is now:
        return SAME
    if before is Light.GREY:
        return NEW
    if now is Light.GREY:
        return LOST
    return BETTER if RANK[now] < RANK[before] else WORSE


def _lights(before: ReportFigures, now: ReportFigures) -> Iterator[str]:
    for dimension in Dimension:
        old, new = before.lights.get(dimension.value, Light.GREY), now.lights[dimension.value]
        moved = trend(old, new)
        if moved is NEW or moved is LOST:
            yield f"{label(dimension)}: {moved.word}, jetzt {label(new)}."
        elif moved is not SAME:
            yield f"{label(dimension)}: {moved.word}, von {label(old)} auf {label(new)}."


def _states(before: Sequence[KeptRow], now: Sequence[KeptRow]) -> Iterator[str]:
    """Agreements of which something else holds."""
    old = {row.id: row for row in before}
    for row in now:
        former = old.get(row.id)
        if former is None:
            yield f"{row.title}: neu, {_small(row.state)}."
        elif former.state != row.state:
            yield f"{row.title}: {_small(row.state)}, vorher {_small(former.state)}."


def _resolutions(before: Sequence[KeptRow], now: Sequence[KeptRow]) -> Iterator[str]:
    """What was resolved since, by matter."""
    known = {(row.id, row.state) for row in before}
    fresh: dict[str, list[str]] = {}
    for row in now:
        if (row.id, row.state) not in known:
            fresh.setdefault(row.title, []).append(row.state)
    for title, states in fresh.items():
        yield f"Zu „{title}“: {', '.join(states)}."


def _milestones(before: Sequence[KeptMilestone], now: Sequence[KeptMilestone]) -> Iterator[str]:
    old = {row.id: row for row in before}
    for row in now:
        former = old.pop(row.id, None)
        name = f"{row.number} {row.name}"
        if former is None:
            yield f"Neuer Meilenstein {name}{_on(', erwartet am ', row.forecast_on)}."
        elif row.actual_on is not None and former.actual_on is None:
            yield f"Erreicht: {name} am {formats.day(row.actual_on)}."
        elif row.forecast_on is not None and former.forecast_on not in (None, row.forecast_on):
            yield f"{name}: {_moved(former.forecast_on, row.forecast_on)}."
    for former in old.values():
        yield f"Nicht mehr geplant: {former.number} {former.name}."


def _moved(before: date | None, now: date) -> str:
    days = (now - before).days if before else 0
    moved = formats.count(abs(days), "Tag", "Tage")
    return f"{moved} {'später' if days > 0 else 'früher'}, jetzt {formats.day(now)}"


def _tasks(before: ReportFigures, now: ReportFigures) -> Iterator[str]:
    done = _fresh(before.done, now.done)
    if done:
        yield f"Erledigt: {formats.count(len(done), 'Aufgabe', 'Aufgaben')} ({_numbers(done)})."
    late = _fresh(before.late, now.late)
    if late:
        yield f"Neu verspätet: {_numbers(late)}."
    gone = [number for number in _fresh(now.late, before.late) if number not in now.done.split()]
    if gone:
        yield f"Nicht mehr verspätet: {_numbers(gone)}."


def _risks(before: Sequence[KeptRow], now: Sequence[KeptRow]) -> Iterator[str]:
    old = {row.id: row for row in before}
    for row in now:
        former = old.pop(row.id, None)
        if former is None:
            yield f"Neues Risiko ({row.state}): {row.title}."
        elif former.state != row.state:
            yield f"Risiko jetzt {row.state}, vorher {former.state}: {row.title}."
    for former in old.values():
        yield f"Risiko besteht nicht mehr: {former.title}."


def _decisions(before: Sequence[KeptRow], now: Sequence[KeptRow]) -> Iterator[str]:
    old = {row.id: row for row in before}
    for row in now:
        if old.pop(row.id, None) is None:
            yield f"Neu zu entscheiden: {row.title}"
    for former in old.values():
        yield f"Nicht mehr zu entscheiden: {former.title}"


def _fresh(before: str, now: str) -> list[str]:
    known = set(before.split())
    return [number for number in now.split() if number not in known]


def _numbers(numbers: Sequence[str]) -> str:
    rest = len(numbers) - _MOST_NUMBERS
    more = f" und {formats.number(rest)} weitere" if rest > 0 else ""
    return ", ".join(numbers[:_MOST_NUMBERS]) + more


def _on(words: str, day: date | None) -> str:
    return f"{words}{formats.day(day)}" if day else ""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
