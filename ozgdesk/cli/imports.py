"""Taking over plans of other programs: `import FORMAT SOURCE FILE`."""

import argparse
from datetime import date

from ozgdesk.cli.answers import CannotBeDone, complain, print_json, print_table
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.writing import author, backup_folder, open_workspace
from ozgdesk.commands.import_rest import proposed_mapping
from ozgdesk.commands.imports import former_imports, import_plan, plan_import
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import ChangeSet
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.incoming import Incoming
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.exchange.readers import READERS
from ozgdesk.present.import_preview import import_preview


def import_file(call: argparse.Namespace) -> int:
    """Show what a file brings and take it over in one step; `--dry-run` takes no lock and writes nothing."""
    readers = {reader.name: reader for reader in READERS}
    if call.format not in readers:
        raise WrongCall(f"„{call.format}“ ist kein Format; möglich sind: {', '.join(readers)}.")
    incoming = readers[call.format].read(call.source)
    workspace = _open(call)
    try:
        mapping = _mapping(call.assign, workspace.snapshot, incoming)
        today = date.today()
        former = former_imports(workspace)
        change_set = plan_import(workspace.snapshot, incoming, mapping, today=today, former=former)
        if not call.dry_run:
            import_plan(workspace, change_set)
    finally:
        workspace.close()
    _tell(change_set, is_json=call.json)
    return 0


def _open(call: argparse.Namespace) -> Workspace:
    if not call.dry_run:
        return open_workspace(call.file, call.data_dir)
    return Workspace.open_reading(
        call.file, author=author(call.data_dir), backups=backup_folder(call.data_dir)
    )


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


def _tell(change_set: ChangeSet, *, is_json: bool) -> None:
    preview = import_preview(change_set)
    if is_json:
        print_json(preview)
        return
    if preview.rows:
        print_table(
            ("", "Art", "Name", "Grund"),
            [(row.fate_text, row.kind_text, row.name, row.reason) for row in preview.rows],
        )
    complain(f"{preview.title}: {preview.summary}.")
