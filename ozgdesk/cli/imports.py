"""Taking over plans of other programs: `import FORMAT SOURCE FILE`. Feedback forms: see `feedback`."""

import argparse
from datetime import date

from ozgdesk.cli.answers import CannotBeDone, complain, print_json, print_table
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.feedback import import_form
from ozgdesk.cli.meetings import import_calendar
from ozgdesk.cli.papers import import_council_data
from ozgdesk.cli.texts import import_document
from ozgdesk.cli.writing import open_for_import
from ozgdesk.commands.former_imports import former_imports
from ozgdesk.commands.import_base import base_of
from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import import_plan, plan_import
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.exchange.docx_reading import NAME as DOCX
from ozgdesk.exchange.feedback_reading import NAME as FEEDBACK
from ozgdesk.exchange.ics_reading import NAME as ICS
from ozgdesk.exchange.oparl_reading import NAME as OPARL
from ozgdesk.exchange.readers import READERS, Reader
from ozgdesk.exchange.tasks_columns import Columns, chosen, proposed
from ozgdesk.exchange.tasks_reading import read_columns, read_table
from ozgdesk.present.import_preview import ImportPreview, import_preview
from ozgdesk.texts.imports import LIST_FIELDS

_ONLY_IN = {
    "agreement": (DOCX,),
    "version": (DOCX,),
    "take": (DOCX,),
    "municipality": (DOCX, OPARL),
    "papers": (OPARL,),
    "since": (OPARL, ICS),
    "no_papers": (OPARL,),
    "meetings": (OPARL,),
    "committee": (OPARL, ICS),
}
"""Options that only some formats know."""


def import_file(call: argparse.Namespace) -> int:
    """Show what a file brings and take it over in one step; `--dry-run` takes no lock and writes nothing."""
    _refuse_foreign_options(call)
    if call.format == DOCX:
        return import_document(call)
    if call.format == OPARL:
        return import_council_data(call)
    if call.format == ICS:
        return import_calendar(call)
    if call.format == FEEDBACK:
        return import_form(call)
    readers = {reader.name: reader for reader in READERS}
    if call.format not in readers:
        known = ", ".join((*readers, FEEDBACK, DOCX, OPARL, ICS))
        raise WrongCall(f"„{call.format}“ ist kein Format; möglich sind: {known}.")
    if call.with_proposals:
        raise WrongCall("Vorschläge gibt es nur in Rückmeldebögen; lassen Sie „--with-proposals“ bitte weg.")
    incoming = _read(readers[call.format], call)
    workspace = open_for_import(call)
    try:
        mapping = _mapping(call.assign, workspace.snapshot, incoming)
        today = date.today()
        former, base = former_imports(workspace), base_of(workspace, incoming.stamp)
        before = workspace.snapshot
        change_set = plan_import(before, incoming, mapping, today=today, former=former, base=base)
        if not call.dry_run:
            import_plan(workspace, change_set)
    finally:
        workspace.close()
    _tell(import_preview(change_set, before), is_json=call.json)
    return 0


def _refuse_foreign_options(call: argparse.Namespace) -> None:
    for option, known in _ONLY_IN.items():
        if getattr(call, option) and call.format not in known:
            word = option.replace("_", "-")
            raise WrongCall(f"„--{word}“ gibt es nur bei {' und '.join(known)}; lassen Sie es bitte weg.")


def _read(reader: Reader, call: argparse.Namespace) -> Incoming:
    if not reader.has_columns:
        if call.map:
            raise WrongCall(f"Spalten gibt es nur bei Listen; „{reader.name}“ kennt „--map“ nicht.")
        return reader.read(call.source)
    table = read_table(call.source)
    columns = _columns(table.titles, call.map)
    read = [f"{title} → {LIST_FIELDS[f]}" for title, f in zip(table.titles, columns, strict=True) if f]
    complain(f"Spalten: {', '.join(read) or 'keine'}.")
    return read_columns(table, columns)


def _columns(titles: tuple[str, ...], wanted: list[str]) -> Columns:
    """What each column holds: as proposed, unless the call names another field."""
    columns = proposed(titles)
    fields = {name.casefold(): field for field, name in LIST_FIELDS.items()} | {"": None}
    places = {title.casefold(): place for place, title in reversed(list(enumerate(titles)))}
    for pair in wanted:
        title, equals, name = (part.strip() for part in pair.rpartition("="))
        if not equals or not title:
            raise WrongCall(f"„{pair}“ ist keine Zuordnung; möglich ist zum Beispiel „Thema=Aufgabe“.")
        if name.casefold() not in fields:
            raise WrongCall(f"„{name}“ ist kein Feld; möglich sind: {', '.join(LIST_FIELDS.values())}.")
        if title.casefold() not in places:
            known = ", ".join(titles)
            raise CannotBeDone(f"Die Spalte „{title}“ gibt es in der Datei nicht; vorhanden: {known}.")
        columns = chosen(columns, places[title.casefold()], fields[name.casefold()])
    return columns


def _mapping(wanted: list[str], snapshot: Snapshot, incoming: Incoming) -> dict[str, str]:
    """The proposed municipality of each resource, unless the call names another."""
    mapping = proposed_mapping(snapshot, incoming)
    codes = {row.code.casefold(): row.id for row in snapshot.all(Municipality)}
    names = {resource.name for resource in incoming.resources}
    for pair in wanted:
        name, equals, code = pair.rpartition("=")
        if not equals or not name:
            raise WrongCall(f"„{pair}“ ist keine Zuordnung; möglich ist zum Beispiel „Hauptamt=USI“.")
        if name not in names:
            raise CannotBeDone(
                f"Die Ressource „{name}“ gibt es in der Datei nicht; bitte prüfen Sie den Namen."
            )
        if code.casefold() not in codes:
            known = ", ".join(sorted(row.code for row in snapshot.all(Municipality))) or "keines"
            raise CannotBeDone(
                f"Das Kürzel „{code}“ gibt es in dieser Zusammenarbeit nicht; vorhanden: {known}."
            )
        mapping[name] = codes[code.casefold()]
    return mapping


def _tell(preview: ImportPreview, *, is_json: bool) -> None:
    if is_json:
        print_json(preview)
        return
    if preview.rows:
        print_table(
            ("", "Art", "Name", "Grund"),
            [(row.fate_text, row.kind_text, row.name, row.reason) for row in preview.rows],
        )
    complain(f"{preview.title}: {preview.summary}. {preview.known_by}".strip())
