"""How long an agreement lasts, in a few words for its head."""

from datetime import date

from ozgdesk import formats
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.effect import Effect, EffectState
from ozgdesk.domain.term import is_soon


def term_text(agreement: Agreement, effect: Effect, as_of: date) -> str:
    """The term as a phrase: befristet, läuft aus, verlängert sich, gekündigt, ausgelaufen, not known."""
    until, notice = effect.until, agreement.terminated_to
    if until is None:
        return _without_end(agreement)
    day = formats.day(until)
    if effect.state is EffectState.EXPIRED or until < as_of:
        return f"gekündigt zum {day}" if until == notice else f"ausgelaufen am {day}"
    if notice is not None and until == notice:
        return f"gekündigt zum {day}, noch {formats.count((until - as_of).days, 'Tag', 'Tage')}"
    if agreement.renewal_years is not None:
        years = formats.count(agreement.renewal_years, "Jahr", "Jahre")
        return f"befristet bis {day}, verlängert sich danach um {years}"
    if not effect.is_in_force or not is_soon(until, as_of):
        return f"befristet bis {day}"
    left = (until - as_of).days
    return (
        f"läuft aus in {formats.count(left, 'Tag', 'Tagen')} ({day})" if left else f"läuft heute aus ({day})"
    )


def _without_end(agreement: Agreement) -> str:
    if agreement.is_unlimited:
        return "unbefristet"
    if agreement.term_years is not None:
        return f"{formats.count(agreement.term_years, 'Jahr', 'Jahre')} ab dem Beginn"
    return "Laufzeit unbekannt"
