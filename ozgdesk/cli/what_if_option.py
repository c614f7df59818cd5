"""Who joins an agreement or gives notice, and when, for the sheet that compares it with today."""

import argparse
from datetime import date

from ozgdesk.cli.answers import CannotBeDone
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.reading import asked_day
from ozgdesk.commands import master_data
from ozgdesk.commands.accession import newcomer
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.view import View
from ozgdesk.domain.what_if import PartyChange
from ozgdesk.reports.sheet import Sheet, WhatIf

_OPTIONS = ("joins", "leaves", "on")
_MOST_NAMES = 5


def what_if_by_name(call: argparse.Namespace, chosen: Sheet, view: View) -> WhatIf | None:
    """What `--joins`, `--leaves` and `--on` ask; None without them.

    Raises WrongCall for other sheets and for half a question, CannotBeDone for an unknown municipality.
    """
    given = [f"--{name}" for name in _OPTIONS if getattr(call, name) is not None]
    if given and not chosen.asks_what_if:
        raise WrongCall(f"Das Blatt „{chosen.key}“ fragt das nicht; bitte lassen Sie {given[0]} weg.")
    if not given:
        return None
    if (call.joins is None) is (call.leaves is None):
        raise WrongCall("Bitte nennen Sie entweder --joins oder --leaves.")
    on = asked_day(call.on) if call.on is not None else None
    if call.leaves is not None:
        return WhatIf(PartyChange.LEAVES, _of_project(view, call.leaves), on)
    return WhatIf(PartyChange.JOINS, _joining(view, call.joins, on or view.as_of), on)


def _of_project(view: View, name: str) -> Municipality:
    found = _known(view, name)
    if found is None:
        listed = ", ".join(row.code for row in view.municipalities) or "keine"
        raise CannotBeDone(f"Die Kommune „{name}“ gibt es hier nicht; vorhanden: {listed}.")
    return found


def _joining(view: View, name: str, on: date) -> Municipality:
    """A municipality of the project, else one of the master data by its key or its name."""
    known = _known(view, name)
    if known is not None:
        return known
    wanted = name.strip().casefold()
    found = {
        ags: text
        for ags, text in master_data.names().items()
        if wanted in (ags, text.casefold(), text.partition(" (")[0].casefold())
    }
    if len(found) == 1:
        return newcomer(view.snapshot, next(iter(found)), on)
    if found:
        listed = ", ".join(f"„{text}“" for text in list(found.values())[:_MOST_NAMES])
        raise CannotBeDone(f"„{name}“ ist nicht eindeutig; bitte nennen Sie eine von: {listed}.")
    raise CannotBeDone(f"Eine Kommune „{name}“ gibt es in Hessen nicht; bitte prüfen Sie den Namen.")


def _known(view: View, name: str) -> Municipality | None:
    wanted = name.strip().casefold()
    rows = view.municipalities
    return next((row for row in rows if wanted in (row.code.casefold(), row.name.casefold())), None)
