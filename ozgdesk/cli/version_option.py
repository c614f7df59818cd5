"""Which two versions of an agreement a sheet or `show` compares."""

import argparse

from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.text_option import chosen_version, named_version
from ozgdesk.domain.view import View
from ozgdesk.present.comparison import ComparedTexts, compared_texts
from ozgdesk.reports.sheet import Sheet

OPTIONS = ("agreement", "version", "compare_with")


def compared_by_name(call: argparse.Namespace, chosen: Sheet, view: View) -> tuple[str | None, str | None]:
    """Ids of the new and the old version that `--version` and `--compare-with` name; None for the usual ones.

    Raises WrongCall for a sheet that compares nothing and CannotBeDone for names that are not there.
    """
    given = _given(call)
    if not given:
        return None, None
    if not chosen.compares_versions:
        raise WrongCall(
            f"Das Blatt „{chosen.key}“ vergleicht keine Fassungen; bitte lassen Sie {given[0]} weg."
        )
    version = chosen_version(call, view)
    if call.compare_with is None:
        return version.id, None
    return version.id, named_version(view, version.agreement_id, call.compare_with).id


def asked_comparison(call: argparse.Namespace, view: View) -> ComparedTexts | None:
    """What `show agreement` compares: the version named, else the current one, with the one before it named.

    Raises WrongCall for places without versions and where only one is named, CannotBeDone for names that are
    not there.
    """
    given = _given(call)
    if given and call.place != "agreement":
        raise WrongCall(
            f"Der Ort „{call.place}“ vergleicht keine Fassungen; bitte lassen Sie {given[0]} weg."
        )
    if given and call.compare_with is None:
        raise WrongCall(f"„{given[0]}“ gehört zu einem Vergleich; bitte nennen Sie auch „--compare-with“.")
    if not given:
        return None
    version = chosen_version(call, view)
    return compared_texts(view, named_version(view, version.agreement_id, call.compare_with).id, version.id)


def _given(call: argparse.Namespace) -> list[str]:
    """The options about versions that a call has."""
    return [f"--{name.replace('_', '-')}" for name in OPTIONS if getattr(call, name) is not None]
