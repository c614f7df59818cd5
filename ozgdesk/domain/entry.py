"""On which day an agreement takes effect once everything is there: the law, and what the agreement says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.procedure import Procedure
from ozgdesk.domain.reasons import Reason, Weight, about
from ozgdesk.domain.vocabulary import EntryIntoForce

_CLAUSES = {
    EntryIntoForce.FIXED_DATE: "entry_fixed_date",
    EntryIntoForce.FIRST_OF_NEXT_MONTH: "entry_first_of_next_month",
    EntryIntoForce.DAY_AFTER_PUBLICATION: "entry_day_after_publication",
}
_BY_LAW = {
    Procedure.APPROVAL: ("effective_after_publication", "KGG-30"),
    Procedure.FILING: ("effective_with_last_act", "KGG-14"),
    Procedure.NONE: ("effective_with_last_act", "KGG-29"),
    Procedure.NOT_STATED: ("effective_with_last_act", ""),
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first day of effect, and the reasons it follows from."""

    on: date
    reasons: tuple[Reason, ...]


def waits_for_publication(agreement: Agreement, procedure: Procedure) -> bool:
    """Whether the effect waits for a publication, by law (KGG-12) or by the agreement's own clause."""
    by_clause = agreement.entry_into_force is EntryIntoForce.DAY_AFTER_PUBLICATION
    return procedure is Procedure.APPROVAL or by_clause


def beginning(
    agreement: Agreement, procedure: Procedure, acts: Iterable[date], published_on: date | None
) -> Beginning | None:
    """The first day of effect after the last resolution, signature and approval (`acts`); None without any.

    A delegation begins on the day after its publication (KGG-30, unverified), a mandate with the last act
    unless the agreement says otherwise (KGG-14). The agreement can put its beginning off, not bring it
    forward.
    """
    known = list(acts)
    if published_on is not None and waits_for_publication(agreement, procedure):
        known.append(published_on)
        earliest = max(*known, _day_after(published_on))
    elif known:
        earliest = max(known)
    else:
        return None
    agreed = _agreed_day(agreement, max(known))
    on = max(earliest, agreed) if agreed is not None else earliest
    return Beginning(on, tuple(_reasons(agreement, procedure, on, agreed)))


def _agreed_day(agreement: Agreement, last_act: date) -> date | None:
    """The beginning by the agreement's own clause; a stated start where it has no clause."""
    entry = agreement.entry_into_force
    if entry is EntryIntoForce.FIXED_DATE:
        return agreement.entry_on
    if entry is EntryIntoForce.FIRST_OF_NEXT_MONTH:
        return first_of_next_month(last_act)
    return agreement.starts_on if entry is EntryIntoForce.NOT_STATED else None


def first_of_next_month(day: date) -> date:
    """The first day of the month after a day; at most the last day there is."""
    if date.max - day < timedelta(days=31):
        return date.max
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _day_after(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _reasons(agreement: Agreement, procedure: Procedure, on: date, agreed: date | None) -> Iterator[Reason]:
    code, rule = _BY_LAW[procedure]
    yield about(agreement, code, Weight.NOTE, rule=rule)
    clause = _CLAUSES.get(agreement.entry_into_force, "entry_stated_start" if agreed else "")
    if agreed is not None and agreed < on:
        yield about(agreement, "entry_day_passed", Weight.NOTE, day=agreed)
    elif clause:
        yield about(agreement, clause, Weight.NOTE, day=agreed or on)
