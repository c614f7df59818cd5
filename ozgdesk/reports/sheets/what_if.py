"""Was wäre, wenn: an agreement today and after a municipality joined or gave notice, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.view import View
from ozgdesk.domain.what_if import PartyChange, Proposal, compare, suggested_day
from ozgdesk.present.what_if import ConditionRow, WhatIfRow, condition_rows, what_if_rows
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, chosen_agreement, page_setup
from ozgdesk.texts import what_if as words
from ozgdesk.texts.legal_check import DISCLAIMER

_TITLE = "Was wäre, wenn …?"
_CHOOSE = (
    "Für dieses Blatt fehlt noch die Frage: Wählen Sie die Kommune, die beitritt oder kündigt, und den Tag."
)
_PARTY_ALREADY = "{name} gehört der Vereinbarung schon an; bitte wählen Sie eine andere Kommune."
_NO_PARTY = "{name} gehört der Vereinbarung nicht an; bitte wählen Sie eine ihrer Kommunen."
_NO_AGREEMENT = "Es ist noch keine Vereinbarung erfasst."
_CHANGED_ONLY = "Abgedruckt ist nur, was sich ändert; alle Zeilen stehen am Bildschirm."
_DENSE, _CHANGED = 1, 2
_WIDTHS = (15, 19, 20, 31, 15)

_PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Beteiligte, Anteile und Aufgaben",
        ("parties", "share", "orphaned", "contributed", "coordination"),
    ),
    ("Text und Beschlüsse", ("opening", "notice", "resolution")),
    ("Verfahren und Unterzeichnung", ("procedure", "supervisor", "signatures", "copies")),
)
_REST = "Folgen"


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the comparison that is asked for; one page, at last only of what changes."""
    agreement = chosen_agreement(view, options)
    asked = options.what_if
    said = missing(view, options)
    if agreement is None or asked is None or said:
        said = said or _NO_AGREEMENT
        return Composition((look.paragraph(said),), page_setup(view, options, _TITLE, paper="a4"))
    on = asked.on or suggested_day(view.snapshot, agreement.id, asked.change, view.as_of)
    proposal = Proposal(agreement.id, asked.municipality, asked.change, on)
    found = compare(view.snapshot, proposal, view.as_of)
    rows = what_if_rows(found, agreement)
    setup = page_setup(
        view,
        options,
        words.QUESTIONS[asked.change].format(name=asked.municipality.name),
        _subject(agreement, proposal),
        paper="a4",
        head=_TITLE,
        dense=detail >= _DENSE,
    )
    return Composition(tuple(_story(rows, condition_rows(found), detail)), setup)


def missing(view: View, options: SheetOptions) -> str:
    """Why there is nothing to compare, in one sentence for the screen; empty when there is a question."""
    agreement, asked = chosen_agreement(view, options), options.what_if
    if agreement is None:
        return ""
    if asked is None:
        return _CHOOSE
    is_party = asked.municipality.id in view.effect[agreement.id].parties
    if is_party is (asked.change is PartyChange.JOINS):
        text = _PARTY_ALREADY if is_party else _NO_PARTY
        return text.format(name=asked.municipality.name)
    return ""


def _subject(agreement: Agreement, proposal: Proposal) -> str:
    day = f"{words.DAYS[proposal.change]} {formats.day(proposal.on)}"
    return f"{agreement.short_title or agreement.title} · {day}"


def _story(
    rows: Sequence[WhatIfRow], conditions: Sequence[ConditionRow], detail: int
) -> Iterator[look.Element]:
    shown = [row for row in rows if row.is_changed] if detail >= _CHANGED else rows
    lines: list[look.TableRow] = []
    for part, found in groupby(shown, key=_part_of):
        lines.append(look.group_row(part))
        lines += [_line(row) for row in found]
    yield look.table(("Punkt", "heute", "danach", "warum", "Norm"), lines, widths=_WIDTHS)
    if conditions:
        yield look.heading("Bedingungen der Ermächtigungen")
        yield look.table(
            ("Kommune", "Bedingung", "Stand"),
            [(row.town, row.text, _stand(row)) for row in conditions],
            widths=(18, 57, 25),
        )
    if detail >= _CHANGED:
        yield look.paragraph(_CHANGED_ONLY, "note")
    yield look.paragraph(f"{words.COMPUTED} {DISCLAIMER}", "note")


def _part_of(row: WhatIfRow) -> str:
    kind = row.id.partition("-")[0]
    return next((part for part, kinds in _PARTS if kind in kinds), _REST)


def _line(row: WhatIfRow) -> tuple[look.Cell, ...]:
    after = look.strong(row.after) if row.is_changed else row.after
    return row.topic, row.today, after, row.why, row.norm


def _stand(row: ConditionRow) -> str:
    if not row.is_met:
        return "offen"
    return f"erfüllt am {formats.day(row.met_on)}" if row.met_on else "erfüllt"


SHEET = Sheet(
    key="what_if",
    title="Was wäre, wenn",
    description="Heute und danach, wenn eine Kommune der Vereinbarung beitritt oder sie kündigt.",
    build=build,
    is_of_agreement=True,
    is_by_municipality=False,
    asks_what_if=True,
    missing=missing,
    most_pages=1,
    details=3,
)
