"""Taking over what partners changed in Word: `import docx SOURCE FILE`."""

import argparse
from datetime import date

from ozgdesk.cli.answers import CannotBeDone, complain, print_json, print_table
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.text_option import chosen_version
from ozgdesk.cli.writing import open_for_import
from ozgdesk.commands.text_import import import_text, planned
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.incoming_text import IncomingText, TextPlan
from ozgdesk.domain.snapshot import Rows
from ozgdesk.exchange.docx_reading import read
from ozgdesk.present.text_preview import TextPreview, text_preview

TAKEN = ("safe", "all", "none")
_LONGEST_CELL = 60


def import_document(call: argparse.Namespace) -> int:
    """Show what a document says and take what is in no conflict, all of it, or nothing."""
    if call.map or call.assign or call.with_proposals:
        raise WrongCall("Ein Word-Dokument kennt „--map“, „--assign“ und „--with-proposals“ nicht.")
    if call.take not in (None, *TAKEN):
        raise WrongCall(f"„{call.take}“ ist hier unbekannt (--take); möglich sind: {', '.join(TAKEN)}.")
    incoming = read(call.source)
    workspace = open_for_import(call)
    try:
        town = _municipality(workspace.snapshot, call.municipality)
        plan = planned(workspace, incoming, _version_id(call, workspace, incoming), town)
        preview = text_preview(workspace.snapshot, plan)
        if not call.dry_run:
            import_text(workspace, plan, _chosen(call, plan))
    finally:
        workspace.close()
    _tell(preview, call)
    return 0


def _version_id(call: argparse.Namespace, workspace: Workspace, incoming: IncomingText) -> str:
    """The version that is named, else the one the document was written from, else the current one."""
    known = workspace.snapshot.find(AgreementVersion, incoming.version_id)
    if known is not None and call.agreement is None and call.version is None:
        return known.id
    workspace.set_as_of(date.today())
    return chosen_version(call, workspace.view).id


def _chosen(call: argparse.Namespace, plan: TextPlan) -> frozenset[str]:
    if call.take == "none":
        return frozenset()
    return plan.may_be_taken if call.take == "all" else plan.taken_at_first


def _municipality(rows: Rows, code: str | None) -> str | None:
    if code is None:
        return None
    for row in rows.all(Municipality):
        if row.code.casefold() == code.casefold():
            return row.id
    known = ", ".join(sorted(row.code for row in rows.all(Municipality))) or "keines"
    raise CannotBeDone(f"Das Kürzel „{code}“ gibt es in dieser Zusammenarbeit nicht; vorhanden: {known}.")


def _tell(preview: TextPreview, call: argparse.Namespace) -> None:
    if call.json:
        print_json(preview)
        return
    shown = [row for row in preview.rows if row.fate != "skipped"]
    if shown:
        print_table(
            ("", "Was", "Stelle", "Im Dokument", "Von", "Grund"),
            [
                (
                    row.fate_text,
                    row.part_text,
                    row.citation,
                    _short(row.told),
                    row.municipality or row.authors,
                    row.reason,
                )
                for row in shown
            ],
        )
    complain(f"{preview.title} – {preview.agreement_version}: {preview.summary}.")
    if preview.is_frozen and preview.has_changes:
        complain("Die Fassung ist eingefroren; übernommen werden Anmerkungen mit Vorschlägen.")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"
