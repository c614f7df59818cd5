"""Taking over papers of a council information system: `import oparl SOURCE FILE`."""

import argparse
from datetime import date

from ozgdesk.cli.answers import CannotBeDone, complain, print_json, print_table
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.typed import typed_day
from ozgdesk.cli.writing import open_for_import
from ozgdesk.commands.paper_bodies import proposed_towns
from ozgdesk.commands.paper_import import former_papers, import_papers, plan_papers
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.incoming_papers import (
    IncomingPapers,
    PaperChoice,
    calendars_of,
    called,
    papers_with,
)
from ozgdesk.domain.snapshot import Rows
from ozgdesk.exchange.oparl_reading import read
from ozgdesk.present.import_preview import ImportPreview, import_preview

_LONGEST_CELL = 80


def import_council_data(call: argparse.Namespace) -> int:
    """Show what the files bring and take what is chosen in one step."""
    if call.map or call.with_proposals:
        raise WrongCall("OParl kennt „--map“ und „--with-proposals“ nicht.")
    since = _since(call)
    incoming = read(call.source)
    workspace = open_for_import(call)
    try:
        before = workspace.snapshot
        towns = _towns(call, before, incoming)
        papers = papers_with(incoming.papers, call.papers or "", since)
        if call.no_papers:
            papers = frozenset()
        elif not any(paper.uid in papers for paper in incoming.papers if not paper.is_deleted):
            complain("Keine Vorlage der Dateien passt zu dieser Auswahl.")
        choice = PaperChoice(towns, papers, _calendars(call, incoming, papers))
        former = former_papers(workspace)
        change_set = plan_papers(before, incoming, choice, today=date.today(), former=former)
        if not call.dry_run:
            import_papers(workspace, change_set)
    finally:
        workspace.close()
    _tell(import_preview(change_set, before), call)
    return 0


def _since(call: argparse.Namespace) -> date | None:
    if call.no_papers and (call.papers is not None or call.since is not None):
        raise WrongCall(
            "„--no-papers“ lässt alle Vorlagen weg; lassen Sie „--papers“ und „--since“ bitte weg."
        )
    if call.no_papers and not call.meetings:
        raise WrongCall("Ohne Vorlagen bleiben nur Sitzungen; bitte nennen Sie „--meetings“.")
    if call.committee and not call.meetings:
        raise WrongCall("„--committee“ gilt für Sitzungen; bitte nennen Sie auch „--meetings“.")
    return typed_day(call.since, date.today()) if call.since is not None else None


def _towns(call: argparse.Namespace, rows: Rows, incoming: IncomingPapers) -> dict[str, str]:
    """Whose each body is: as the call says, else as its key or name says."""
    towns = proposed_towns(rows, incoming)
    names = {called(body): body.uid for body in incoming.bodies}
    if call.municipality is not None:
        bodies = _bodies(incoming)
        if len(bodies) > 1:
            raise CannotBeDone(
                "Die Dateien enthalten mehrere Körperschaften; bitte ordnen Sie jede einzeln zu, "
                f'zum Beispiel mit --assign "{next(iter(names))}={call.municipality}".'
            )
        towns = {bodies[0]: _municipality(rows, call.municipality)}
    for pair in call.assign:
        name, equals, code = pair.rpartition("=")
        if not equals or not name:
            raise WrongCall(f"„{pair}“ ist keine Zuordnung; möglich ist zum Beispiel „Stadt Usingen=USI“.")
        if name not in names:
            known = ", ".join(f"„{found}“" for found in names)
            raise CannotBeDone(f"Die Körperschaft „{name}“ gibt es in den Dateien nicht; vorhanden: {known}.")
        towns[names[name]] = _municipality(rows, code)
    if not towns:
        known = ", ".join(f"„{found}“" for found in names)
        raise CannotBeDone(
            f"Zu welcher Kommune {known} gehört, ist nicht zu erkennen; bitte nennen Sie sie mit "
            "„--municipality KÜRZEL“."
        )
    return towns


def _bodies(incoming: IncomingPapers) -> list[str]:
    """The uids of bodies that have papers, meetings or committees; all where none has."""
    used = {
        row.body_uid for rows in (incoming.papers, incoming.meetings, incoming.committees) for row in rows
    }
    return [body.uid for body in incoming.bodies if body.uid in used] or [row.uid for row in incoming.bodies]


def _municipality(rows: Rows, code: str) -> str:
    for row in rows.all(Municipality):
        if row.code.casefold() == code.casefold():
            return row.id
    known = ", ".join(sorted(row.code for row in rows.all(Municipality))) or "keines"
    raise CannotBeDone(f"Das Kürzel „{code}“ gibt es in dieser Zusammenarbeit nicht; vorhanden: {known}.")


def _calendars(call: argparse.Namespace, incoming: IncomingPapers, papers: frozenset[str]) -> frozenset[str]:
    """The committees whose meetings are all taken: those that are named, else those of the papers."""
    if not call.meetings:
        return frozenset()
    if not call.committee:
        return calendars_of(incoming, None if call.no_papers else papers)
    found: set[str] = set()
    for name in call.committee:
        hits = incoming.committees_called(name)
        if not hits:
            known = ", ".join(sorted({row.name for row in incoming.committees if row.name})) or "keines"
            raise CannotBeDone(f"Das Gremium „{name}“ gibt es in den Dateien nicht; vorhanden: {known}.")
        found |= hits
    return frozenset(found)


def _tell(preview: ImportPreview, call: argparse.Namespace) -> None:
    if call.json:
        print_json(preview)
        return
    shown = [row for row in preview.rows if row.fate != "skipped"]
    if shown:
        print_table(
            ("", "Art", "Name", "Grund"),
            [(row.fate_text, row.kind_text, _short(row.name), row.reason) for row in shown],
        )
    complain(f"{preview.title}: {preview.summary}.")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"
