"""What the days of an agreement follow from, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ozgdesk import formats
from ozgdesk.domain.agreement_dates import AgreementDay, Basis, Hint
from ozgdesk.domain.vocabulary import AgreementDate, GrantState
from ozgdesk.texts.labels import label
from ozgdesk.texts.notice import notice_words

TAKE_OVER = "Termine als Meilensteine übernehmen"
PROPOSE_COPIES = "Ausfertigungen vorsehen"
PLACE_COPIES = "Verbleib der Ausfertigung eintragen"

_HINTS = {
    Hint.START_UNKNOWN: "Der Beginn der Laufzeit ist nicht genannt und folgt noch nicht aus der Wirksamkeit.",
    Hint.TERM_UNKNOWN: "Das Ende der Laufzeit ist nicht bekannt: Es fehlen Laufzeit, Ende oder Beginn.",
    Hint.NOTICE_UNKNOWN: "Die Kündigungsfrist ist nicht in Monaten erfasst; ihr letzter Tag lässt sich nicht berechnen.",
    Hint.NOTICE_ANY_TIME: "Eine Kündigung ist jederzeit möglich; einen letzten Tag gibt es nicht.",
    Hint.UNDER_FIVE_YEARS: "Die Laufzeit liegt unter fünf Jahren: Für §\u00a02b Abs.\u00a03 Nr.\u00a02 UStG gilt eine "
    "Vereinbarung in der Regel erst ab fünf Jahren als langfristig.",
    Hint.BINDING_BEYOND_TERM: "Die Zweckbindung reicht bis {binding} und damit über das Ende der Laufzeit am {end} hinaus.",
}  # fmt: skip


def milestone_name(kind: AgreementDate, short_title: str, *, is_verified: bool = True) -> str:
    """The name of the milestone that keeps a day.

    >>> milestone_name(AgreementDate.REVIEW, "IKZ OZG")
    'Überprüfung der Vereinbarung (IKZ OZG)'
    """
    word = label(kind)
    doubt = "" if is_verified else ", bitte prüfen"
    return f"{word[:1].upper()}{word[1:]} ({short_title}){doubt}"


def day_words(day: AgreementDay) -> str:
    """What a day follows from.

    >>> day_words(AgreementDay(AgreementDate.REVIEW, date(2029, 1, 31), Basis.STATED))
    'in der Vereinbarung festgelegt'
    """
    values: Mapping[str, Any] = day.values
    match day.basis:
        case Basis.EFFECT:
            return "mit der Wirksamkeit, weil kein Beginn festgelegt ist"
        case Basis.TERMINATED:
            return "durch Kündigung"
        case Basis.NOTICE:
            return _notice(day.on, values)
        case Basis.GRANT:
            return _grant(values)
        case Basis.TAX:
            return "§\u00a027 Abs.\u00a022a UStG; Verkündung nicht bestätigt, bitte prüfen"
        case Basis.TERM:
            return f"{_years(values['years'])} ab {formats.day(values['start'])}{_renewal(values)}"
        case Basis.STATED:
            return f"in der Vereinbarung festgelegt{_renewal(values)}"


def hint_text(hint: Hint, values: Mapping[str, Any]) -> str:
    """What cannot be computed, or should be looked at, as a sentence."""
    shown = {name: formats.day(value) if isinstance(value, date) else value for name, value in values.items()}
    text = _HINTS[hint].format(**shown)
    if hint is Hint.NOTICE_UNKNOWN and shown.get("words"):
        return f"{text} Im Text steht „{shown['words']}“."
    if hint is Hint.NOTICE_ANY_TIME:
        return f"{text} Frist: {notice_words(values['months'], values['to'])}."
    return text


def taken_over(created: Sequence[str], moved: Sequence[str], left: Sequence[str]) -> str:
    """What became of the milestones, named by their numbers.

    >>> taken_over(["A-040"], [], [])
    'Neu im Plan: A-040.'
    """
    found = [
        f"{words}: {', '.join(numbers)}."
        for words, numbers in (
            ("Neu im Plan", created),
            ("Auf den neuen Tag gerückt", moved),
            ("Folgt nicht mehr aus der Vereinbarung und bleibt stehen", left),
        )
        if numbers
    ]
    return " ".join(found) or "Alle künftigen Termine stehen schon richtig im Plan."


def _notice(on: date, values: Mapping[str, Any]) -> str:
    words = notice_words(values["months"], values["to"])
    target, end = values["target"], values["end"]
    closing = f"; Ende dann am {formats.day(target)}"
    if end is not None and target < end:
        closing += f" statt am {formats.day(end)}"
    return f"spätestens {formats.day(on)}, {words}{closing}"


def _grant(values: Mapping[str, Any]) -> str:
    if values["state"] is GrantState.AWARDED:
        return f"laut Zuwendungsbescheid „{values['grant']}“"
    return f"wie bei „{values['grant']}“ erfasst; noch kein Bescheid ({label(values['state'])})"


def _years(years: int) -> str:
    return formats.count(years, "Jahr", "Jahre")


def _renewal(values: Mapping[str, Any]) -> str:
    if not values.get("renewal_years"):
        return ""
    each = _years(values["renewal_years"])
    if values["is_renewed"]:
        return f", seither um je {each} verlängert; ohne Kündigung wieder um {each}"
    return f"; verlängert sich ohne Kündigung um {each}"
