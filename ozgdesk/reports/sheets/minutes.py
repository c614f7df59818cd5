"""The minutes of a meeting: who took part, agenda with notes and resolutions, tasks, next date, signatures.

A meeting that has not begun is printed as its agenda.
"""

from __future__ import annotations

from collections.abc import Iterator

from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import DecisionRule, MinuteKind, MinutesState
from ozgdesk.present.meeting import AttendanceLine, Entry, MeetingRows, meeting_rows, newest_minutes
from ozgdesk.reports import look
from ozgdesk.reports.sheet import Composition, Sheet, SheetOptions, page_setup

DRAFT = "Entwurf"
NONE = (
    "Es gibt noch kein Protokoll. Eine Sitzung bereiten Sie unter „Aufgaben“, Ansicht „Besprechung“, vor; "
    "mit ihrem Beginn entsteht das Protokoll."
)


def build(view: View, options: SheetOptions, detail: int = 0) -> Composition:
    """Compose the minutes of the chosen meeting, or the newest ones; open ones are marked as draft."""
    del detail
    chosen = view.snapshot.find(Meeting, options.meeting_id)
    meeting_id = chosen.id if chosen else newest_minutes(view)
    if not meeting_id:
        return Composition((look.paragraph(NONE),), page_setup(view, options, "Protokoll", paper="a4"))
    rows = meeting_rows(view, meeting_id)
    kind = "Tagesordnung" if rows.state == MinutesState.NONE else "Protokoll"
    subject = ", ".join(part for part in (rows.day_text, rows.time_text, rows.place) if part)
    mark = None if rows.is_closed else DRAFT
    setup = page_setup(view, options, f"{kind} {rows.body}", subject, watermark=mark, paper="a4", head=kind)
    return Composition(tuple(_story(rows)), setup)


def _story(rows: MeetingRows) -> Iterator[look.Element]:
    yield from _head(rows)
    yield from _attendance(rows)
    yield from _agenda(rows)
    yield from _given(rows)
    yield from _changed(rows)
    yield look.heading("Nächste Sitzung")
    yield look.paragraph(rows.next_text or "Der Termin steht noch nicht fest.")
    yield from _recipients(rows)
    if not rows.is_closed and rows.state != MinutesState.NONE and rows.missing:
        yield look.heading("Noch zu ergänzen")
        yield look.bullet_list(rows.missing)
    if rows.state != MinutesState.NONE:
        signers = [look.Signer("Leitung", rows.chair), look.Signer("Protokoll", rows.minutes_by)]
        yield look.signature_block("", signers)


def _head(rows: MeetingRows) -> Iterator[look.Element]:
    facts = [("Leitung", rows.chair), ("Protokoll", rows.minutes_by)]
    if rows.rule != DecisionRule.NOT_STATED:
        facts.append(("Beschlüsse durch", rows.rule_text))
    known = [(name, value) for name, value in facts if value]
    pieces: list[look.Span | str] = []
    for place, (name, value) in enumerate(known):
        pieces += ["\n" if place else "", look.strong(f"{name}: "), value]
    if pieces:
        yield look.paragraph(pieces)


def _attendance(rows: MeetingRows) -> Iterator[look.Element]:
    yield look.heading("Teilnahme")
    if not rows.attendance:
        yield look.paragraph("Es ist niemand eingetragen.")
        return
    yield look.table(
        ("Wer", "Kommune", "Teilnahme", "Vertretung"),
        [(line.who, _town(line), line.presence_text, line.deputy or "–") for line in rows.attendance],
        widths=(38, 20, 16, 26),
    )


def _town(line: AttendanceLine) -> str:
    return "Gast" if line.is_guest else line.municipality.name if line.municipality.code else "–"


def _agenda(rows: MeetingRows) -> Iterator[look.Element]:
    yield look.heading("Tagesordnung")
    if not rows.entries:
        yield look.paragraph("Es ist noch kein Punkt eingetragen.")
    for entry in rows.entries:
        if entry.kind == MinuteKind.TOPIC:
            yield look.heading(f"TOP {entry.number} {entry.text}", 3)
        else:
            yield look.paragraph(_words(entry))


def _words(entry: Entry) -> look.Text:
    if entry.kind == MinuteKind.NOTE:
        return entry.text
    words: list[look.Span | str] = [look.strong(f"{entry.kind_text}: "), entry.text]
    if entry.result:
        words += ["\n", look.strong(f"{entry.result[:1].upper()}{entry.result[1:]}.")]
    return words


def _given(rows: MeetingRows) -> Iterator[look.Element]:
    if rows.given:
        yield look.heading("Neue Aufträge")
        yield look.table(
            ("Nr.", "Was", "Wer", "Bis wann"),
            [(row.number, row.what, row.who or "–", row.until or "–") for row in rows.given],
            widths=(9, 45, 32, 14),
        )


def _changed(rows: MeetingRows) -> Iterator[look.Element]:
    if rows.changed:
        yield look.heading("Geänderte Aufgaben")
        yield look.table(
            ("Nr.", "Aufgabe", "vorher → nachher"),
            [(row.number, row.name, row.change) for row in rows.changed],
            widths=(9, 41, 50),
        )


def _recipients(rows: MeetingRows) -> Iterator[look.Element]:
    named = [line.who for line in rows.attendance if line.gets_minutes]
    deputies = [line.deputy for line in rows.attendance if line.gets_minutes and line.deputy]
    if named:
        yield look.heading("Verteiler")
        yield look.paragraph("; ".join(dict.fromkeys((*named, *deputies))))


SHEET = Sheet(
    key="minutes",
    title="Protokoll",
    description="Eine Sitzung auf Papier: Teilnahme, Tagesordnung, Beschlüsse, Aufträge und Unterschriften.",
    build=build,
    is_internal=True,
    is_by_municipality=False,
)
