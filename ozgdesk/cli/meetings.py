"""Taking over meetings of a calendar file: `import ics SOURCE FILE [--committee BODY] [--since DAY]`."""

import argparse
from datetime import date

from ozgdesk import formats
from ozgdesk.cli.answers import CannotBeDone, complain, print_json, print_table
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.typed import typed_day
from ozgdesk.cli.writing import open_for_import
from ozgdesk.commands.meeting_import import former_meetings, import_meeting_calendar, plan_meetings
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.snapshot import Rows
from ozgdesk.exchange.ics_reading import read
from ozgdesk.present.meeting_import import MeetingPreview, meeting_preview


def import_calendar(call: argparse.Namespace) -> int:
    """Show what the file brings and take it over in one step."""
    if call.map or call.assign or call.with_proposals:
        raise WrongCall("Kalenderdateien kennen „--map“, „--assign“ und „--with-proposals“ nicht.")
    if len(call.committee) > 1:
        raise WrongCall("Eine Kalenderdatei gilt für ein Gremium; bitte nennen Sie „--committee“ nur einmal.")
    today = date.today()
    since = typed_day(call.since, today) if call.since is not None else today
    file = read(call.source, today)
    workspace = open_for_import(call)
    try:
        committee_id = _body(workspace.snapshot, call.committee[0]) if call.committee else None
        former = former_meetings(workspace)
        plan = plan_meetings(workspace.snapshot, file, committee_id, since=since, former=former)
        preview = meeting_preview(workspace.view, plan)
        if not call.dry_run:
            import_meeting_calendar(workspace, plan)
    finally:
        workspace.close()
    _tell(preview, is_json=call.json)
    return 0


def _body(rows: Rows, wanted: str) -> str:
    """A body by name or short name, where several have it as CODE:NAME."""
    code, colon, name = wanted.partition(":")
    towns = {row.id: row.code.casefold() for row in rows.all(Municipality)}
    words = (name if colon else wanted).strip().casefold()
    found = [
        body
        for body in rows.all(Committee)
        if words in (body.name.casefold(), body.short_name.casefold())
        and (not colon or towns.get(body.municipality_id or "") == code.strip().casefold())
        and body.valid_until is None
    ]
    if len(found) != 1:
        raise CannotBeDone(
            f"Das Gremium „{wanted}“ ist nicht eindeutig zu finden; bitte nennen Sie es mit Kürzel, zum "
            "Beispiel „USI:Magistrat“."
        )
    return found[0].id


def _tell(preview: MeetingPreview, *, is_json: bool) -> None:
    if is_json:
        print_json(preview)
        return
    shown = [row for row in preview.rows if row.fate != Fate.SKIPPED.value]
    if shown:
        print_table(
            ("", "Kommune", "Gremium", "Tag", "Termin", "Grund"),
            [
                (
                    row.fate_text,
                    row.municipality,
                    row.committee,
                    formats.day(row.on) if row.on else "",
                    row.name,
                    row.reason,
                )
                for row in shown
            ],
        )
    complain(f"{preview.title}: {preview.summary}.")
