"""The matter before the bodies that a call names by its title."""

import argparse

from ozgdesk.cli.answers import CannotBeDone
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.domain.view import View
from ozgdesk.present.council import council_rows, fans


def chosen_fan_key(call: argparse.Namespace, key: str, is_of_matter: bool, view: View) -> str | None:
    """What `--matter` names, by its title or by the number of one of its papers; None without the option.

    Raises WrongCall for sheets and formats that are about no matter, CannotBeDone for an unknown one.
    """
    if call.matter is None:
        return None
    if not is_of_matter:
        raise WrongCall(f"„{key}“ gehört zu keiner Angelegenheit; bitte lassen Sie --matter weg.")
    wanted = call.matter.strip().casefold()
    rows = fans(view, council_rows(view))
    for fan in reversed(rows):
        numbers = (paper.reference for lane in fan.lanes for paper in lane.papers)
        if wanted in {name.casefold() for name in (fan.title, *numbers) if name}:
            return fan.key
    known = ", ".join(f"„{fan.title}“" for fan in rows) or "keine"
    raise CannotBeDone(f"Die Angelegenheit „{call.matter}“ gibt es hier nicht; vorhanden: {known}.")
