"""Sheets on the command line: list them, print one or a set of them, and issue one."""

import argparse
import dataclasses
from datetime import date

from ozgdesk.cli.answers import CannotBeDone, complain, print_table
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.chart_options import chart_options, chosen_phase
from ozgdesk.cli.matter_option import chosen_fan_key
from ozgdesk.cli.meeting_option import chosen_meeting, meeting_named
from ozgdesk.cli.reading import (
    asked_day,
    asked_instant,
    asked_view,
    baseline_by_name,
    municipality_by_code,
    require_among,
)
from ozgdesk.cli.task_filter import task_filter
from ozgdesk.cli.version_option import versions_by_name
from ozgdesk.cli.what_if_option import what_if_by_name
from ozgdesk.cli.writing import open_workspace
from ozgdesk.commands.reporting import issue_report
from ozgdesk.domain.view import View
from ozgdesk.present.sheet_sets import SetRow, for_meeting
from ozgdesk.reports.issuing import Issue, prepare_issue
from ozgdesk.reports.register import SHEETS, make_sheet, sheet
from ozgdesk.reports.sheet import ChartOptions, NotPrintable, Sheet, SheetOptions
from ozgdesk.reports.sheet_set import file_names, make_set, sheet_sets
from ozgdesk.saving import make_folder, save
from ozgdesk.texts import steps


def sheets(_call: argparse.Namespace) -> int:
    """List the sheets."""
    print_table(("Blatt", "Titel", "Inhalt"), [(s.key, s.title, s.description) for s in SHEETS])
    return 0


def print_sheet(call: argparse.Namespace) -> int:
    """Write one sheet as PDF; the old file stays until the new one is complete."""
    chosen, chart = _chosen(call)
    view = asked_view(call)
    options = _options(call, chosen, chart, view)
    _tell_missing(chosen, view, options)
    try:
        data = make_sheet(chosen.key, view, options)
    except NotPrintable as problem:
        raise CannotBeDone(str(problem)) from problem
    save(data, call.output)
    return 0


def issue(call: argparse.Namespace) -> int:
    """Keep a sheet in the project as it is given out now, and write its file where one is named."""
    chosen, chart = _chosen(call)
    as_of = asked_day(call.as_of) if call.as_of else date.today()
    until = asked_instant(call.recorded_until) if call.recorded_until else None
    workspace = open_workspace(call.file, call.data_dir)
    try:
        view = workspace.view_known_at(as_of, until)
        options = dataclasses.replace(_options(call, chosen, chart, view), author=workspace.author.name)
        _tell_missing(chosen, view, options)
        found = _prepared(chosen, view, options)
        if call.output:
            save(found.content, call.output)
        workspace.run(steps.ISSUE_REPORT, issue_report(**found.as_arguments()))
    finally:
        workspace.close()
    print(f"{found.title} zum Stichtag {as_of:%d.%m.%Y} herausgegeben.")
    return 0


def print_set(call: argparse.Namespace) -> int:
    """Write a Sitzungsmappe as one PDF, or into a folder as one for each municipality."""
    view = asked_view(call)
    chosen = _set_named(view, call.name)
    if call.meeting is not None:
        chosen = for_meeting(view, chosen, meeting_named(view, call.meeting))
    options = SheetOptions(printed_on=date.today())
    try:
        if not call.by_municipality:
            save(make_set(view, chosen, options).data, call.output)
            return 0
        made = [(name, make_set(view, chosen, options, id_)) for id_, name in file_names(view, chosen)]
    except NotPrintable as problem:
        raise CannotBeDone(str(problem)) from problem
    make_folder(call.output)
    for name, printed in made:
        save(printed.data, call.output / name)
        print(name)
    return 0


def _set_named(view: View, name: str) -> SetRow:
    rows = sheet_sets(view)
    for row in rows:
        if row.name.casefold() == name.strip().casefold():
            return row
    known = ", ".join(f"„{row.name}“" for row in rows) or "keine"
    raise CannotBeDone(f"Die Sitzungsmappe „{name}“ gibt es hier nicht; vorhanden: {known}.")


def _prepared(chosen: Sheet, view: View, options: SheetOptions) -> Issue:
    try:
        return prepare_issue(chosen, view, options)
    except NotPrintable as problem:
        raise CannotBeDone(str(problem)) from problem


def _tell_missing(chosen: Sheet, view: View, options: SheetOptions) -> None:
    """What a reader will miss on the sheet, on stderr: the file is written all the same."""
    missing = chosen.missing(view, options) if chosen.missing else ""
    if missing:
        complain(missing)


def _chosen(call: argparse.Namespace) -> tuple[Sheet, ChartOptions]:
    """The sheet, and what is asked of its chart; WrongCall for what it does not know."""
    require_among("Blatt", call.sheet, [found.key for found in SHEETS])
    require_among("Papier", call.paper, ("a4", "a3"))
    chosen = sheet(call.sheet)
    chart = chart_options(call, chosen)
    if call.baseline is not None and not chosen.has_baseline:
        raise WrongCall(f"Das Blatt „{chosen.key}“ vergleicht nicht; bitte lassen Sie --baseline weg.")
    if call.open_only and not chosen.lists_remarks:
        raise WrongCall(
            f"Das Blatt „{chosen.key}“ nennt keine Anmerkungen; bitte lassen Sie --open-only weg."
        )
    if call.closed and not chosen.has_closed:
        raise WrongCall(f"Das Blatt „{chosen.key}“ lässt nichts weg; bitte lassen Sie --closed weg.")
    if call.public and not chosen.is_publishable:
        raise WrongCall(f"Das Blatt „{chosen.key}“ unterscheidet das nicht; bitte lassen Sie --public weg.")
    return chosen, chart


def _options(call: argparse.Namespace, chosen: Sheet, chart: ChartOptions, view: View) -> SheetOptions:
    options = SheetOptions(
        municipality_id=municipality_by_code(view, call.municipality) if call.municipality else None,
        baseline_id=baseline_by_name(view, call.baseline) if call.baseline is not None else None,
        meeting_id=chosen_meeting(call, chosen, view),
        fan_key=chosen_fan_key(call, chosen.key, chosen.is_of_matter, view),
        for_publication=call.public,
        with_closed=call.closed,
        what_if=what_if_by_name(call, chosen, view),
        only_open=call.open_only,
        paper=call.paper,
        printed_on=date.today(),
        chart=dataclasses.replace(chart, phase_id=chosen_phase(call, view)),
        tasks=task_filter(call, chosen, view),
    )
    return versions_by_name(call, chosen, view, options)
