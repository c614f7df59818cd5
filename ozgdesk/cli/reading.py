"""Commands that only read.

They leave the project file byte for byte as it is, also while a window has it open.
"""

import argparse
import dataclasses
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from ozgdesk import formats
from ozgdesk.cli import shown
from ozgdesk.cli.answers import CannotBeDone, print_json, print_table
from ozgdesk.cli.arguments import PLACES, SHOWN, WrongCall
from ozgdesk.cli.matter_option import chosen_fan_key
from ozgdesk.cli.text_option import chosen_text
from ozgdesk.cli.typed import typed_day
from ozgdesk.cli.version_option import asked_comparison
from ozgdesk.cli.writing import backup_folder
from ozgdesk.commands.past import end_of_day
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.findings import Severity
from ozgdesk.domain.step import Author
from ozgdesk.domain.view import View
from ozgdesk.exchange.register import FORMATS, format_named
from ozgdesk.present.baselines import baseline_rows
from ozgdesk.present.legal_check import open_findings
from ozgdesk.saving import save
from ozgdesk.store.check import check
from ozgdesk.store.past import snapshot_at
from ozgdesk.store.reading import Reading, open_reading
from ozgdesk.texts.findings import finding_message
from ozgdesk.texts.problems import finding_message as file_sentence

YEARS = range(1900, 2201)
"""Of the Stichtag: law, holidays and plan mean nothing far outside, and days have an end."""

LEGAL_FORM_CODE, LEGAL_FORM_RULE = "no_legal_form", "KGG-01"
"""Told for every task by itself; the legal check tells all of an agreement at once."""


def export(call: argparse.Namespace) -> int:
    """Write plan or appointments in another format; the old file stays until the new one is complete."""
    require_among("Format", call.format, [found.key for found in FORMATS])
    chosen = format_named(call.format)
    if chosen.needs_municipality and not call.municipality:
        raise WrongCall(
            f"„{chosen.key}“ gilt für eine Kommune; bitte nennen Sie sie mit „--municipality KÜRZEL“."
        )
    if call.baseline is not None and chosen.compared is None:
        raise WrongCall(f"Das Format „{chosen.key}“ vergleicht nicht; bitte lassen Sie --baseline weg.")
    if call.closed and chosen.of_fan is None:
        raise WrongCall(f"Das Format „{chosen.key}“ lässt nichts weg; bitte lassen Sie --closed weg.")
    view = asked_view(call)
    town = municipality_by_code(view, call.municipality) if call.municipality else None
    baseline = baseline_by_name(view, call.baseline) if call.baseline is not None else None
    text = chosen_text(call, chosen, view, town)
    fan_key = chosen_fan_key(call, chosen.key, chosen.of_fan is not None, view)
    save(chosen.file(view, town, baseline, text, fan_key, with_closed=call.closed), call.output)
    return 0


def show(call: argparse.Namespace) -> int:
    """Print the rows of a place."""
    require_among("Ort", call.place, SHOWN)
    view = asked_view(call)
    compared = asked_comparison(call, view)
    if call.json:
        print_json(shown.as_json(call.place, view, compared))
    elif compared is not None:
        shown.print_comparison(compared)
    else:
        shown.print_place(call.place, view)
    return 0


def render(call: argparse.Namespace) -> int:
    """Paint one place of the window into a PNG; the old picture stays until the new one is complete."""
    from ozgdesk.ui.pictures import NotPainted, Picture, paint_places, prepare

    require_among("Ort", call.place, PLACES)
    require_among("Farbschema", call.theme, ("light", "dark"))
    picture = Picture(*_size(call.size), theme=call.theme, scale=_scale(call.scale))
    day = asked_day(call.as_of) if call.as_of else None
    if not call.output.parent.is_dir():
        raise CannotBeDone(
            f"Den Ordner „{call.output.parent}“ gibt es nicht; bitte wählen Sie einen anderen."
        )
    backups = backup_folder(call.data_dir)
    workspace = Workspace.open_reading(call.file, author=Author(""), backups=backups)
    prepare(picture)
    try:
        workspace.set_as_of(day)
        with tempfile.TemporaryDirectory() as work:
            for painted in paint_places(workspace, [call.place], picture, Path(work)):
                save(painted.read_bytes(), call.output)
    except NotPainted as problem:
        raise CannotBeDone(str(problem)) from problem
    finally:
        workspace.close()
    return 0


def check_project(call: argparse.Namespace) -> int:
    """Print all findings about file, plan and law; 1 when there is one that is more than a note."""
    found: list[dict[str, object]] = [
        {"code": f.code, "severity": "error", "text": file_sentence(f)} for f in check(call.file)
    ]
    if not found:
        with _open(call) as project:
            view = View(project.snapshot, date.today())
        found = list(_findings(view))
    if call.json:
        print_json({"findings": found})
    elif found:
        print("\n".join(str(finding["text"]) for finding in found))
    else:
        print("Keine Befunde.")
    return 1 if any(finding["severity"] != Severity.NOTE for finding in found) else 0


def _findings(view: View) -> Iterator[dict[str, object]]:
    """All findings about plan, papers and law; what two of them say about the same row is said once."""
    told = set()
    for finding in (*view.findings, *view.formal_findings):
        told.add((finding.code, finding.subject_id))
        yield {
            "code": finding.code,
            "rule": LEGAL_FORM_RULE if finding.code == LEGAL_FORM_CODE else "",
            "severity": finding.severity.value,
            "text": finding_message(finding),
            "norm": finding.norm,
            "is_verified": finding.is_verified,
        }
    for title, row in open_findings(view):
        if (row.code, row.subject_id) not in told and row.rule != LEGAL_FORM_RULE:
            yield {
                "code": row.code,
                "rule": row.rule,
                "severity": row.severity,
                "text": f"{title}, {row.place}: {row.text}",
                "norm": row.norm,
                "is_verified": row.is_verified,
            }


def history(call: argparse.Namespace) -> int:
    """Print all steps, newest first."""
    with _open(call) as project:
        heads = tuple(reversed(project.heads))
    if call.json:
        print_json({"steps": [dataclasses.asdict(head) for head in heads]})
    else:
        rows = [(str(h.number), formats.instant(h.at), h.author.name, h.label) for h in heads]
        if rows:
            print_table(("Nr.", "Zeitpunkt", "Wer", "Schritt"), rows)
        else:
            print("Es gibt noch keine Schritte.")
    return 0


def _open(call: argparse.Namespace) -> Reading:
    return open_reading(call.file, backups=backup_folder(call.data_dir))


def asked_view(call: argparse.Namespace) -> View:
    """The project as asked for: evaluated for `--as-of`, with the data known at `--recorded-until`."""
    as_of = asked_day(call.as_of) if call.as_of else date.today()
    until = asked_instant(call.recorded_until) if call.recorded_until else None
    with _open(call) as project:
        if until is None:
            return View(project.snapshot, as_of, project.recorded_until)
        last = max((head.at for head in project.heads if head.at <= until), default=until)
        return View(snapshot_at(project, until), as_of, last)


def asked_day(text: str) -> date:
    """A Stichtag as it is typed. Raises WrongCall."""
    day = typed_day(text, date.today())
    if day.year not in YEARS:
        raise WrongCall(f"Der Stichtag muss in den Jahren {YEARS[0]} bis {YEARS[-1]} liegen.")
    return day


def asked_instant(text: str) -> datetime:
    """An instant of local time; a day alone means its end."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise WrongCall(
            f"„{text}“ ist kein Zeitpunkt; möglich ist zum Beispiel 2026-11-22 oder 2026-11-22T14:30."
        ) from problem
    if moment.year not in YEARS:
        raise WrongCall(f"Der Datenstand muss in den Jahren {YEARS[0]} bis {YEARS[-1]} liegen.")
    return end_of_day(moment.date()) if len(text) <= len("2026-11-22") else moment.astimezone(UTC)


def municipality_by_code(view: View, code: str) -> str:
    """The id of a municipality. Raises CannotBeDone for an unknown code."""
    for municipality in view.snapshot.all(Municipality):
        if municipality.code.casefold() == code.casefold():
            return municipality.id
    known = ", ".join(m.code for m in view.municipalities) or "keines"
    raise CannotBeDone(f"Das Kürzel „{code}“ gibt es in dieser Zusammenarbeit nicht; vorhanden: {known}.")


def baseline_by_name(view: View, name: str) -> str:
    """The newest baseline of this name."""
    rows = baseline_rows(view)
    for row in rows:
        if row.name.casefold() == name.strip().casefold():
            return row.id
    known = ", ".join(dict.fromkeys(f"„{row.name}“" for row in rows)) or "keiner"
    raise CannotBeDone(f"Den Basisplan „{name}“ gibt es hier nicht; vorhanden: {known}.")


def require_among(word: str, value: str, known: tuple[str, ...] | list[str]) -> None:
    """Raise WrongCall when a word is none of those that are known."""
    if value not in known:
        raise WrongCall(f"„{value}“ ist hier unbekannt ({word}); möglich sind: {', '.join(known)}.")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isascii() and width.isdigit() and height.isascii() and height.isdigit()):
        raise WrongCall(f"„{text}“ ist keine Größe; möglich ist zum Beispiel 1600x1000.")
    size = int(width), int(height)
    if not all(200 <= side <= 8000 for side in size):
        raise WrongCall("Breite und Höhe müssen zwischen 200 und 8000 Bildpunkten liegen.")
    return size


def _scale(text: str) -> float:
    try:
        scale = float(text.replace(",", "."))
    except ValueError:
        scale = 0.0
    if not 0.5 <= scale <= 4:
        raise WrongCall(f"„{text}“ ist keine Vergrößerung; möglich sind Werte von 0.5 bis 4.")
    return scale
