"""The Umsetzungsstand der Beschlüsse: per body what was resolved, by which tasks it is carried out, how far.

It is read by councils: leads are municipalities, no person is named, and what was resolved in closed session
stays away unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ozgdesk import formats
from ozgdesk.domain.resolution_tasks import FollowUpState
from ozgdesk.domain.view import View
from ozgdesk.present.council_followup import ResolutionRow, ResolutionTask, resolution_rows
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_municipality, page_setup
from ozgdesk.texts.councils import FOLLOW_UP_STATES

_TITLE = "Umsetzungsstand der Beschlüsse"
_DENSE = 1  # the step between ordinary and, where that is not one page either, ordinary again
_CLOSED = "Enthält Beschlüsse aus nichtöffentlicher Sitzung; nicht zur Veröffentlichung."
_URGENT = (FollowUpState.LATE.value, FollowUpState.SUSPENDED.value)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the resolutions of all bodies, or of those of one municipality; dense if that saves a page."""
    chosen = chosen_municipality(view, options)
    rows = [row for row in resolution_rows(view) if chosen is None or row.municipality.id == chosen.id]
    shown = [row for row in rows if options.with_closed or row.is_public is not False]
    whose = f"{chosen.name} ({chosen.code})" if chosen else "Gesamte Zusammenarbeit"
    setup = page_setup(view, options, _TITLE, whose, landscape=True, dense=detail == _DENSE)
    return Composition(tuple(_story(shown, len(rows) - len(shown))), setup)


def _story(rows: Sequence[ResolutionRow], left_out: int) -> Iterator[look.Element]:
    if any(row.is_public is False for row in rows):
        yield look.paragraph(_CLOSED, "note")
    if left_out:
        words = formats.count(left_out, "Beschluss", "Beschlüsse")
        yield look.paragraph(f"Nicht aufgeführt: {words} aus nichtöffentlicher Sitzung.", "note")
    if not rows:
        yield look.paragraph("Zu dieser Auswahl ist kein Beschluss erfasst.")
        return
    yield _counts(rows)
    for _, found in groupby(rows, key=lambda row: row.committee_id):
        yield from _body(tuple(found))


def _counts(rows: Sequence[ResolutionRow]) -> look.Element:
    head = ("Beschlüsse", *FOLLOW_UP_STATES.values())
    counts = [sum(row.state == state.value for row in rows) for state in FOLLOW_UP_STATES]
    cells = (str(len(rows)), *(str(count) for count in counts))
    return look.table(head, [cells], widths=(25, 15, 15, 15, 15, 15), align="llllll")


def _body(rows: Sequence[ResolutionRow]) -> Iterator[look.Element]:
    first = rows[0]
    table = look.table(
        ("Datum", "Beschluss", "Aufgaben", "Stand", "Nachweis"),
        [_line(row) for row in rows],
        widths=(9, 30, 35, 9, 17),
        header=1,
    )
    yield look.heading(f"{first.committee} ({first.municipality.code})")
    yield table


def _line(row: ResolutionRow) -> look.TableRow:
    state: look.Cell = look.strong(row.state_text) if row.state in _URGENT else row.state_text
    return (
        formats.day(row.date) if row.date else "offen",
        _resolved(row),
        "\n".join(_task(task) for task in row.tasks) or look.muted("keine"),
        state,
        "\n".join(row.proofs) or look.muted("keiner"),
    )


def _resolved(row: ResolutionRow) -> look.Cell:
    """Title and number, what came of it, and the Maßgaben."""
    title = f"{row.title} ({row.reference})" if row.reference else row.title
    result = ", ".join(part for part in (row.result_text, row.votes_text) if part)
    parts: list[str | look.Span] = [title, f"\n{result}"]
    if row.conditions.strip():
        parts += ["\n", look.strong("Maßgabe: "), row.conditions.strip()]
    return parts


def _task(task: ResolutionTask) -> str:
    if task.done_on is not None:
        when = f"erledigt {formats.day(task.done_on)}"
    elif task.due_on is not None:
        when = f"{task.state_text}, fällig {formats.day(task.due_on)}"
    else:
        when = task.state_text
    late = ", überfällig" if task.is_late else ""
    leads = f"Federführung {task.code}" if task.code else "ohne Federführung"
    return f"{task.number} {task.name}, {leads}: {when}{late}"


SHEET = Sheet(
    key="resolutions",
    title=_TITLE,
    description="Je Gremium die Beschlüsse mit Aufgaben, Stand und Nachweis; ohne Namen von Beschäftigten.",
    build=build,
    has_closed=True,
    most_pages=1,
    details=3,
)
