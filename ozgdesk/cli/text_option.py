"""The text of an agreement that a call names: agreement, version, and what it is compared with."""

import argparse
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ozgdesk.cli.answers import CannotBeDone
from ozgdesk.cli.arguments import WrongCall
from ozgdesk.domain.agreements import Agreement, AgreementVersion
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.view import View
from ozgdesk.exchange.format import Format, TextWish
from ozgdesk.present.agreement_document import chosen_agreement, current_version

Row = TypeVar("Row", Agreement, AgreementVersion)

OPTIONS = ("agreement", "version", "compare_with", "author")


def chosen_text(call: argparse.Namespace, chosen: Format, view: View, town: str | None) -> TextWish | None:
    """What `--agreement`, `--version`, `--compare-with` and `--author` ask for; None for other formats.

    Raises WrongCall for options without sense and CannotBeDone for names that are not there.
    """
    if chosen.of_text is None:
        given = [option for option in OPTIONS if getattr(call, option) is not None]
        if given:
            name = f"--{given[0].replace('_', '-')}"
            raise WrongCall(f"Das Format „{chosen.key}“ ist keine Vereinbarung; bitte lassen Sie {name} weg.")
        return None
    if (call.compare_with is None) is not (call.author is None):
        raise WrongCall("„--compare-with“ und „--author“ gehören zusammen; bitte nennen Sie beide.")
    version = chosen_version(call, view, town)
    if call.compare_with is None:
        return TextWish(version.id)
    former = named_version(view, version.agreement_id, call.compare_with)
    author = next(
        (row.id for row in view.snapshot.all(Municipality) if row.code.casefold() == call.author.casefold()),
        None,
    )
    if author is None:
        known = ", ".join(row.code for row in view.municipalities) or "keines"
        raise CannotBeDone(
            f"Das Kürzel „{call.author}“ gibt es in dieser Zusammenarbeit nicht; vorhanden: {known}."
        )
    return TextWish(version.id, former.id, author)


def chosen_version(call: argparse.Namespace, view: View, town: str | None = None) -> AgreementVersion:
    """The version that `--agreement` and `--version` name, else the current one of the newest agreement."""
    if call.agreement is None:
        agreement = chosen_agreement(view, None, town)
    else:
        agreement = named_agreement(view, call.agreement)
    version = current_version(view, agreement.id) if agreement is not None else None
    if agreement is None or version is None:
        raise RuleViolation("no_version")
    return version if call.version is None else named_version(view, agreement.id, call.version)


def named_agreement(view: View, name: str) -> Agreement:
    """The agreement with this title or short title."""
    rows = view.snapshot.all(Agreement)
    return _named(rows, name, [(row.title, row.short_title) for row in rows], "Vereinbarung")


def named_version(view: View, agreement_id: str, name: str) -> AgreementVersion:
    """The version of an agreement with this name."""
    rows = [row for row in view.snapshot.all(AgreementVersion) if row.agreement_id == agreement_id]
    return _named(rows, name, [(row.name,) for row in rows], "Fassung")


def _named(rows: Sequence[Row], name: str, names: Iterable[Sequence[str]], kind: str) -> Row:
    """The last row of this name."""
    wanted = name.strip().casefold()
    known = list(names)
    for row, own in reversed(list(zip(rows, known, strict=True))):
        if wanted in (word.casefold() for word in own if word):
            return row
    listed = ", ".join(dict.fromkeys(f"„{own[0]}“" for own in known)) or "keine"
    raise CannotBeDone(f"Die {kind} „{name}“ gibt es hier nicht; vorhanden: {listed}.")
