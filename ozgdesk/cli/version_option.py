"""Which agreement and version of it a sheet is about, and which two versions a sheet or `show` compares."""

import argparse
from dataclasses import replace

from ozgdesk.cli.arguments import WrongCall
from ozgdesk.cli.text_option import chosen_version, named_agreement, named_version
from ozgdesk.domain.view import View
from ozgdesk.present.comparison import ComparedTexts, compared_texts
from ozgdesk.reports.sheet import Sheet, SheetOptions

OPTIONS = ("agreement", "version", "compare_with")


def versions_by_name(
    call: argparse.Namespace, chosen: Sheet, view: View, options: SheetOptions
) -> SheetOptions:
    """The options with what `--agreement`, `--version` and `--compare-with` name; without them as they are.

    Raises WrongCall for what the sheet does not know, and CannotBeDone for names that are not there.
    """
    given = _given(call)
    _refuse_senseless(given, chosen)
    if call.agreement is not None:
        options = replace(options, agreement_id=named_agreement(view, call.agreement).id)
    if call.version is None and not (given and chosen.compares_versions):
        return options
    version = chosen_version(call, view)
    if call.compare_with is None:
        return replace(options, version_id=version.id)
    former = named_version(view, version.agreement_id, call.compare_with)
    return replace(options, version_id=version.id, former_id=former.id)


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


def _refuse_senseless(given: list[str], chosen: Sheet) -> None:
    knows_versions = chosen.compares_versions or chosen.has_version
    for option, is_known, lack in (
        ("--compare-with", chosen.compares_versions, "vergleicht keine Fassungen"),
        ("--version", knows_versions, "kennt keine Fassungen"),
        ("--agreement", chosen.is_of_agreement, "gehört zu keiner Vereinbarung"),
    ):
        if option in given and not is_known:
            raise WrongCall(f"Das Blatt „{chosen.key}“ {lack}; bitte lassen Sie {option} weg.")


def _given(call: argparse.Namespace) -> list[str]:
    """The options about versions that a call has."""
    return [f"--{name.replace('_', '-')}" for name in OPTIONS if getattr(call, name) is not None]
