"""Every plain count on a sheet is one that is counted again here, or stands in a text that the project tells.

A sheet is covered as soon as it is in the register: a number that nobody tells fails, and so does a cell
that holds nothing but a number in a table that no test compares field by field. What a sheet counts itself is
counted again in COUNTED, from `show --json` or the project where they hold it, else from the window's rows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from ozgdesk import formats
from ozgdesk.cli.shown import as_json
from ozgdesk.domain.agreements import Agreement, Signature
from ozgdesk.domain.baselines import newest_baseline
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import TaskKind, TaskState
from ozgdesk.present.burn_down import burn_down
from ozgdesk.present.council_followup import resolution_rows
from ozgdesk.present.council_state import council_state
from ozgdesk.present.deputies import deputy_plan, monday
from ozgdesk.present.load import LoadSpan, LoadStep, load_rows
from ozgdesk.present.matrix import matrix
from ozgdesk.present.milestones import milestone_trend
from ozgdesk.present.status import status
from ozgdesk.present.status_report import status_report
from ozgdesk.present.todo import groups, todo
from ozgdesk.reports import look, story
from ozgdesk.reports.register import compose, sheet
from ozgdesk.reports.structure import Node, open_pdf
from tests.helpers import TODAY
from tests.reports.test_figures import KEYS, PLACES, SAMPLES, blanked, table, tables, words
from tests.reports.test_sheets import OPTIONS, printed_sample, sample

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
NO_COUNT = re.compile(
    rf"\d{{2}}\.\d{{2}}\.(?:\d{{4}})?|(?:\d{{1,2}}\. )?(?:{MONTHS}) \d{{4}}|\d{{1,2}}:\d{{2}}|\bA-\d+"
    r"|KW \d+(?:/\d{4})?|[\d.]+(?:,\d+)? [€%]|TOP \d+"
    r"|§§? ?\d+\w?(?:(?:, | und )\d+)*|(?:Abs\.|Satz|Nr\.) ?\d+|^\(?\d+[.)] ?"
)
"""Days, amounts, shares and numbers of tasks, which `test_figures` compares; times, and places in a text."""


def told(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (blanked(line) for line in value.splitlines())
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from told(part)


@cache
def told_texts(name: str) -> list[str]:
    """All texts of the project and of `show --json` in which a number stands, the longest first."""
    view = sample(name)
    found = {text for place in PLACES for text in told(as_json(place, view))}
    found |= {text for kind in ENTITIES for row in view.snapshot.all(kind) for text in told(row.model_dump())}
    return sorted((text for text in found if len(text) > 3 and NUMBER.search(text)), key=len, reverse=True)


def blocks(node: Node, head: str = "") -> Iterator[tuple[str, str]]:
    """The text of each cell or paragraph below a node, with the first two heads of its table."""
    if node.role == "Figure":
        return
    if node.role == "Table":
        rows = [row for row in node.walk() if row.role == "TR"]
        head = " | ".join(words(cell) for cell in rows[0].kids[:2]) if rows else ""
        for row in rows:
            yield from ((words(cell), head) for cell in row.kids)
        return
    below = [kid for kid in node.kids if not node.lines or kid.role == "L"]
    if node.lines:
        yield blanked("".join(node.lines).replace("\u00ad", "")), head
    for kid in below:
        yield from blocks(kid, head)


def counts(key: str, name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """What stands on a sheet with a number that no text of the project explains."""
    for root in open_pdf(data).roots:
        for text, head in blocks(root):
            rest = text
            for part in told_texts(name) if NUMBER.search(NO_COUNT.sub(" ", rest)) else ():
                rest = rest.replace(part, " ")
            if NUMBER.search(NO_COUNT.sub(" ", rest)):
                yield text, head


def tasks_that_count(name: str) -> list[Task]:
    view = sample(name)
    return [row for row in view.snapshot.all(Task) if row.id not in view.children]


def _status(name: str) -> Iterator[str]:
    shown = as_json("overview", sample(name))
    jobs = [t for t in tasks_that_count(name) if t.kind is TaskKind.TASK and t.state is not TaskState.DROPPED]
    done = sum(task.state is TaskState.DONE for task in jobs)
    yield f"Aufgaben erledigt {done} von {len(jobs)}"
    reached = sum(row["actual_on"] is not None for row in shown["milestones"])
    yield f"Meilensteine erreicht {reached} von {len(shown['milestones'])}"
    late, owed = shown["whole"]["totals"]["led_late"], shown["whole"]["totals"]["contributions_late"]
    yield f"verspätet, davon {formats.count(owed, 'Zuarbeit', 'Zuarbeiten')} {late + owed}"
    yield f"verspätet {late}"
    yield f"offene Risiken {len(shown['risks'])}"
    yield f"Entscheidungen nötig {len(shown['decisions'])}"
    yield status_report(sample(name)).thresholds
    found = status(sample(name))
    yield from (row.reason for row in found.lights)
    lines = len(shown["grants"]) + len(found.agreements)
    lead = [row for row in table("status", name, "Bereich") if row[0] in ("Vereinbarung", "Förderung")]
    yield f"… und {lines - len(lead)} weitere"
    below = {
        "Meilensteine": (len(table("status", name, "Nr.", "Meilenstein")), len(shown["milestones"])),
        "Wichtigste Risiken": (len(table("status", name, "Risiko")), len(shown["risks"])),
        "Entscheidungsbedarf": (len(table("status", name, "Frage")), len(shown["decisions"])),
        f"Stand je Kommune{_unled(shown)}": (
            len(table("status", name, "Kommune")), len(shown["municipalities"])
        ),
        f"Erledigt im Berichtszeitraum und fällig bis {formats.day(found.until)}": (
            len(table("status", name, "Nr.", "Aufgabe")), len(found.done) + len(found.next)
        ),
    }  # fmt: skip
    yield f"Stand je Kommune{_unled(shown)}"
    yield from (f"{title} ({rows} von {of})" for title, (rows, of) in below.items())
    yield from (
        f"{row['slip_days']:+} {'Tag' if abs(row['slip_days']) == 1 else 'Tage'}".replace("-", "–")
        for row in shown["milestones"]
        if row["slip_days"]
    )


def _unled(shown: dict[str, Any]) -> str:
    """What the whole has and no municipality leads."""
    parts = []
    for field, word in (("led_open", "offen"), ("led_done", "erledigt")):
        led = sum(card["totals"][field] for card in shown["municipalities"])
        if count := shown["whole"]["totals"][field] - led:
            parts.append(f"{count} {word}")
    return f" · ohne Federführung: {', '.join(parts)}" if parts else ""


def _annex(name: str) -> Iterator[str]:
    for light in as_json("overview", sample(name))["whole"]["lights"]:
        yield f"{len(light['reasons'])} Gründe, siehe unten"
        yield f"{light['title']} {light['word']}: {len(light['reasons'])} Gründe"
    found = burn_down(sample(name))
    jobs = [t for t in tasks_that_count(name) if t.kind is TaskKind.TASK and t.state is not TaskState.DROPPED]
    baseline = newest_baseline(sample(name).snapshot, TODAY)
    words_of = f"Gezählt nach dem tatsächlichen Ende, {formats.count(len(jobs), 'Aufgabe', 'Aufgaben')}"
    words_of += f"; Basisplan „{baseline.name}“" if baseline else ""
    for count, what in (
        (found.undated, "ohne Tag des Endes zählen von Anfang an als erledigt"),
        (found.unknown, "offene stehen nicht im Basisplan"),
        (found.unplanned, "offene haben keinen Termin"),
    ):
        words_of += f"; {count} {what}" if count else ""
    yield f"{words_of}."


def _milestones(name: str) -> Iterator[str]:
    yield from (row.trend_text for row in milestone_trend(sample(name)).milestones)


def _ownership(name: str) -> Iterator[str]:
    cards = as_json("board", sample(name))["cards"]
    ids = {card["task_id"] for card in cards}
    leads = {card["task_id"] for card in cards if card["role"] == "lead"}
    jobs = [task for task in tasks_that_count(name) if task.state is not TaskState.DROPPED or task.id in ids]
    yield f"Aufgaben {len(jobs)}"
    yield f"Aufgaben und Meilensteine {len(jobs)}"
    closed = (TaskState.DONE, TaskState.DROPPED)
    yield f"davon offen {sum(task.state not in closed for task in jobs)}"
    yield f"ohne Federführung {len({task.id for task in jobs if task.state not in closed} - leads)}"

    found = matrix(sample(name))
    checked = [row.is_phase for row in found.rows if row.problems]
    of = formats.count(sum(checked), "Phase", "Phasen")
    yield f"zu prüfen{f', davon {of}' if any(checked) else ''} {len(checked)}"
    for row in found.rows:
        own = ((row.counts.lead, "F"), (row.counts.contributor, "Z"), (row.counts.informed, "K"))
        parts = ", ".join(f"{count} {letter}" for count, letter in own if count)
        above = f"{row.within} › " if row.within else ""
        mark = " !" if row.problems else ""
        yield f"{above}{row.number} {row.name}{mark} · {parts} · {row.counts.open} offen"


def _load(name: str) -> Iterator[str]:
    place = load_rows(sample(name), LoadStep.MONTH, LoadSpan.YEAR)
    open_rows = sum(not row.is_done for row in place.unplanned)
    one, many = "offene Zuständigkeit steht", "offene Zuständigkeiten stehen"
    yield f"{formats.count(open_rows, one, many)} in keiner Zahl: ohne Aufwand oder ohne Termine."


def _todo(name: str) -> Iterator[str]:
    for town in todo(sample(name)):
        items = [item for person in town.persons for item in person.items]
        spans = (f"{group.title}: {len(group.items)}" for group in groups(items, TODAY))
        yield " · ".join(spans)


def _deputies(name: str) -> Iterator[str]:
    gaps = deputy_plan(sample(name), monday(TODAY), monday(TODAY) + timedelta(days=55)).gaps
    for row in gaps:
        due = f", {formats.count(len(row.due), 'Termin', 'Termine')} in dieser Zeit" if row.due else ""
        when = formats.period(row.from_on, row.until_on)
        yield f"{row.person} ({row.municipality.code}), {when}: {row.gap}{due}"


def _resolutions(name: str) -> Iterator[str]:
    closed = sum(row.is_public is False for row in resolution_rows(sample(name)))
    words_of = formats.count(closed, "Beschluss", "Beschlüsse")
    yield f"Nicht aufgeführt: {words_of} aus nichtöffentlicher Sitzung."


def _signatures(name: str) -> Iterator[str]:
    view = sample(name)
    for town in view.municipalities:
        days = [
            row.signed_on
            for row in view.snapshot.all(Signature)
            if row.municipality_id == town.id and row.signed_on is not None
        ]
        yield from (
            f"{town.code}: {formats.count(count, 'Unterschrift liegt', 'Unterschriften liegen')} vor, vom "
            f"{formats.day(day)}."
            for day in set(days)
            for count in [days.count(day)]
        )


def _signing(name: str) -> Iterator[str]:
    yield from _signatures(name)
    for agreement in as_json("agreement", sample(name))["agreements"]:
        current = next((row["name"] for row in agreement["versions"] if row["is_current"]), "")
        yield (
            f"Fassung „{current}“. Für jede Kommune unterschreiben zwei Personen (§ 71 Abs. 2 HGO), in "
            f"{len(agreement['parties'])} Ausfertigungen."
        )


def _council_paper(name: str) -> Iterator[str]:
    for agreement in sample(name).snapshot.all(Agreement):
        yield (
            f"Die Vereinbarung gilt für {agreement.term_years} Jahre. Zuständig bleibt jede Kommune für ihre "
            "eigenen Leistungen."
        )


def _synopsis(name: str) -> Iterator[str]:
    """A clause that came or went counts once, with all below it."""
    shown = [row[0] for rows in tables("synopsis", name) for row in rows[1:]]
    counted: dict[str, set[str]] = {}
    for word, sign in (
        ("geändert", r" geändert"), ("neu", " neu$"), ("entfallen", " entfallen$"),
        ("verschoben", " verschoben"), ("nur in den Nummern anders", " Folgeänderung"),
    ):  # fmt: skip
        places = {re.split(f"(?: verschoben und)?{sign}", text)[0] for text in shown if re.search(sign, text)}
        above = places if sign.endswith("$") else set()
        counted[word] = {at for at in places if not any(at.startswith(f"{other} ") for other in above)}
    yield ", ".join(f"{len(places)} {word}" for word, places in counted.items() if places)


def _council_state(name: str) -> Iterator[str]:
    found = council_state(sample(name), None, None, with_closed=False)
    if found is not None:
        one, many = "nichtöffentliche Beratung ist", "nichtöffentliche Beratungen sind"
        yield f"{formats.count(found.hidden, one, many)} nicht enthalten."


COUNTED: dict[str, Callable[[str], Iterator[str]]] = {
    "status": _status, "annex": _annex, "milestones": _milestones, "ownership": _ownership, "load": _load,
    "todo": _todo, "deputies": _deputies, "resolutions": _resolutions, "agreement": _signatures,
    "signing": _signing, "council_paper": _council_paper, "synopsis": _synopsis,
    "council_state": _council_state,
}  # fmt: skip

COMPARED = {
    "status": ("Kommune | Ampel",), "annex": ("Stand am | offen",), "plan": ("Nr. | Aufgabe",),
    "ownership": ("Nr. | Aufgabe",), "load": ("Kommune | Aufwand", "Monat | "),
    "resolutions": ("Beschlüsse | offen",), "legal_check": ("Kommune | vorgesehen",),
    "comments": ("Kommune | offen",),
}  # fmt: skip
"""Tables whose bare numbers a test compares field by field, here or in `test_figures`, by their heads."""

BARE = re.compile(r"(?:zusammen |↑ |[+−])?[\d.,]+(?: T)?")


def strange(key: str, name: str, data: bytes) -> list[str]:
    """What stands on a sheet with a number that nobody tells, and that is compared nowhere."""
    counted = {blanked(text) for text in COUNTED[key](name)} if key in COUNTED else set()
    compared = COMPARED.get(key, ())
    return [
        text
        for text, head in counts(key, name, data)
        if text.lstrip("⁰¹²³⁴⁵⁶⁷⁸⁹ ") not in counted
        and not (head and BARE.fullmatch(text) and head.startswith(compared))
        and not (head and re.search(r"\(\d+\)$", text))  # the head of a group, counted in `test_figures`
    ]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("key", KEYS)
def test_every_count_is_counted_again_or_told_by_the_project(key: str, name: str) -> None:
    found = strange(key, name, printed_sample(key, name))
    assert not found, (
        f"Nobody tells these numbers on the sheet {key}: {found}. Count them again in COUNTED, or compare "
        "their table field by field and name it in COMPARED."
    )


@pytest.mark.parametrize("key", KEYS)
def test_a_number_that_nobody_tells_is_found_on_every_sheet(key: str) -> None:
    composition = compose(sheet(key), sample("demo"), OPTIONS)
    planted = look.table(["Gemeinden", "Stand"], [["7013", "8 von 4711"]])
    data = look.write_pdf((*composition.story, planted), composition.setup)
    assert strange(key, "demo", data) == ["7013", "8 von 4711"]


@pytest.mark.parametrize("key", ["status", "ownership", "load", "todo", "synopsis", "council_state"])
def test_a_wrong_count_is_found_where_it_stands(key: str) -> None:
    composition = compose(sheet(key), sample("demo"), OPTIONS)
    [right, *_] = [text for text, head in counts(key, "demo", printed_sample(key, "demo")) if not head][-1:]
    number = NUMBER.findall(NO_COUNT.sub(" ", right))[-1]
    wrong = changed(composition.story, number, str(int(number) + 1))
    found = strange(key, "demo", look.write_pdf(wrong, composition.setup))
    assert any(str(int(number) + 1) in text for text in found)


def changed(value: Any, old: str, new: str) -> Any:
    """A story in which a number is another one wherever it stands alone in the words of a paragraph."""
    if isinstance(value, str):
        return re.sub(rf"(?<![\d.,§-]){re.escape(old)}(?![\d.,])", new, value)
    if isinstance(value, list | tuple):
        return tuple(changed(part, old, new) for part in value)
    if is_dataclass(value) and not isinstance(value, story.Figure | type):
        parts = {field.name: changed(getattr(value, field.name), old, new) for field in fields(value)}
        return replace(value, **{k: v for k, v in parts.items() if v is not None})
    return value
