"""Which two versions of an agreement a sheet compares."""

import argparse

from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.text_option import chosen_version, named_version
from ozgdesk.domain.view import View
from ozgdesk.reports.sheet import Sheet


def compared_by_name(call: argparse.Namespace, chosen: Sheet, view: View) -> tuple[str | None, str | None]:
    """Ids of the new and the old version that `--version` and `--compare-with` name; None for the usual ones.

    Raises WrongCall for a sheet that compares nothing and CannotBeDone for names that are not there.
    """
    given = [name for name in ("agreement", "version", "compare_with") if getattr(call, name) is not None]
    if not given:
        return None, None
    if not chosen.compares_versions:
        name = f"--{given[0].replace('_', '-')}"
        raise WrongCall(f"Das Blatt „{chosen.key}“ vergleicht keine Fassungen; bitte lassen Sie {name} weg.")
    version = chosen_version(call, view)
    if call.compare_with is None:
        return version.id, None
    return version.id, named_version(view, version.agreement_id, call.compare_with).id
