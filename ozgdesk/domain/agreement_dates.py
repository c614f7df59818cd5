"""The days that follow from an agreement: term, last day of notice, review, binding of grants, tax option."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Grant, GrantMember
from ozgdesk.domain.effect import parties_of
from ozgdesk.domain.legal_check.adjacent_law import LONG_TERM_YEARS, OPTION_UNTIL
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task, by_number
from ozgdesk.domain.term import last_day, renewed, years_after
from ozgdesk.domain.vocabulary import AgreementDate, NoticeTo


class Basis(StrEnum):
    """What a day follows from."""

    STATED = "stated"
    EFFECT = "effect"
    TERM = "term"
    TERMINATED = "terminated"
    NOTICE = "notice"
    GRANT = "grant"
    TAX = "tax"


class Hint(StrEnum):
    """What cannot be computed, or should be looked at."""

    START_UNKNOWN = "start_unknown"
    TERM_UNKNOWN = "term_unknown"
    NOTICE_UNKNOWN = "notice_unknown"
    NOTICE_ANY_TIME = "notice_any_time"
    UNDER_FIVE_YEARS = "under_five_years"
    BINDING_BEYOND_TERM = "binding_beyond_term"


@dataclass(frozen=True, slots=True)
class AgreementDay:
    """One day with what it follows from; `values` are what its sentence needs.

    `is_verified` is false where the law behind it is not.
    """

    kind: AgreementDate
    on: date
    basis: Basis
    values: Mapping[str, object] = field(default_factory=dict)
    is_verified: bool = True


@dataclass(frozen=True, slots=True)
class AgreementDates:
    """All days of one agreement, each kind at most once, and what is to be said about them."""

    days: tuple[AgreementDay, ...]
    hints: tuple[tuple[Hint, Mapping[str, object]], ...]


def dates_of(snapshot: Snapshot, agreement: Agreement, since: date | None, as_of: date) -> AgreementDates:
    """The days of an agreement that has effect since a day (None: not known), as they stand on `as_of`."""
    start = agreement.starts_on or since
    end = _end(agreement, start, as_of)
    binding = _binding(snapshot, agreement, as_of)
    found = [_start(agreement, start), end, _last_notice(agreement, start, end, as_of)]
    found += [_stated(AgreementDate.REVIEW, agreement.review_on), binding, _tax_option(end, as_of)]
    days = tuple(day for day in found if day is not None)
    return AgreementDates(days, tuple(_hints(agreement, start, end, binding)))


def milestones_of(tasks: Iterable[Task]) -> dict[AgreementDate, Task]:
    """The milestone that keeps each kind of day; of several the first one by number."""
    ordered = sorted(tasks, key=lambda task: by_number(task.number), reverse=True)
    return {task.agreement_date: task for task in ordered if task.agreement_date is not None}


def months_before(day: date, months: int) -> date | None:
    """The last day on which a period of whole months still fits before the end of `day` (§ 188 BGB).

    Before the end of a month it is the end of a month, else the same number of day, or the last the month
    has. None before the calendar begins.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < MINYEAR:
        return None
    last = monthrange(year, month + 1)[1]
    is_month_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_month_end else min(day.day, last))


def last_notice_day(day: date, to: NoticeTo) -> date:
    """The last day, not after `day`, on which notice can end an agreement."""
    step = _MONTHS.get(to)
    if step is None:
        return day
    following = day + timedelta(days=1) if day < date.max else day
    if following.day == 1 and day.month % step == 0:
        return day
    months = (day.year * 12 + day.month - 1) // step * step
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


_MONTHS = {
    NoticeTo.MONTH_END: 1,
    NoticeTo.QUARTER_END: 3,
    NoticeTo.HALF_YEAR_END: 6,
    NoticeTo.YEAR_END: 12,
}


def _start(agreement: Agreement, start: date | None) -> AgreementDay | None:
    if start is None:
        return None
    basis = Basis.STATED if agreement.starts_on else Basis.EFFECT
    return AgreementDay(AgreementDate.START, start, basis)


def _stated(kind: AgreementDate, on: date | None) -> AgreementDay | None:
    return AgreementDay(kind, on, Basis.STATED) if on else None


def _end(agreement: Agreement, start: date | None, as_of: date) -> AgreementDay | None:
    """The end of the term that runs on `as_of`, after the prolongations there have been."""
    end = last_day(agreement, start, as_of)
    if end is None:
        return None
    if agreement.terminated_to is not None and end == agreement.terminated_to:
        return AgreementDay(AgreementDate.END, end, Basis.TERMINATED)
    basis = Basis.STATED if agreement.ends_on else Basis.TERM
    values = {
        "start": start,
        "years": agreement.term_years,
        "renewal_years": agreement.renewal_years,
        "is_renewed": end != last_day(agreement, start, date.min),
    }
    return AgreementDay(AgreementDate.END, end, basis, values)


def _last_notice(
    agreement: Agreement, start: date | None, end: AgreementDay | None, as_of: date
) -> AgreementDay | None:
    """The next day until which notice must have arrived, and the day it then ends the agreement."""
    months = agreement.notice_months
    if not months or agreement.terminated_to is not None:
        return None
    target = _target(agreement, max(start or as_of, as_of), end, months)
    on = months_before(target, months) if target else None
    if target is None or on is None:
        return None
    values = {"months": months, "to": agreement.notice_to, "target": target, "end": end.on if end else None}
    return AgreementDay(AgreementDate.LAST_NOTICE, on, Basis.NOTICE, values)


def _target(agreement: Agreement, earliest: date, end: AgreementDay | None, months: int) -> date | None:
    """The day to which notice is given: the last one within the term, or the next one without a term."""
    if end is not None:
        target = last_notice_day(end.on, agreement.notice_to)
        reached = end.on
        while agreement.renewal_years and reached < date.max and not _is_open(target, months, earliest):
            reached = renewed(reached, agreement.renewal_years)
            target = last_notice_day(reached, agreement.notice_to)
        return target
    step = _MONTHS.get(agreement.notice_to)
    if step is None or not agreement.is_unlimited:
        return None
    month = earliest.year * 12 + earliest.month - 1
    for ahead in range(0, months + 2 * step + 1):
        year, number = divmod(month + ahead, 12)
        if year > MAXYEAR:
            return None
        target = date(year, number + 1, monthrange(year, number + 1)[1])
        if (number + 1) % step == 0 and _is_open(target, months, earliest):
            return target
    return None


def _is_open(target: date, months: int, earliest: date) -> bool:
    on = months_before(target, months)
    return on is not None and on >= earliest


def _binding(snapshot: Snapshot, agreement: Agreement, as_of: date) -> AgreementDay | None:
    """The longest binding among the grants for parties of the agreement only, as the notice states it."""
    parties, later = parties_of(snapshot, agreement.id, as_of)
    bound = {party.id for party in parties} | set(later)
    circles: dict[str, set[str]] = {}
    for member in snapshot.all(GrantMember):
        circles.setdefault(member.grant_id, set()).add(member.municipality_id)
    found = [
        (grant.binding_until, grant.name, grant.state)
        for grant in snapshot.all(Grant)
        if grant.binding_until is not None and circles.get(grant.id) and circles[grant.id] <= bound
    ]
    if not found:
        return None
    on, name, state = max(found)
    return AgreementDay(AgreementDate.GRANT_BINDING, on, Basis.GRANT, {"grant": name, "state": state})


def _tax_option(end: AgreementDay | None, as_of: date) -> AgreementDay | None:
    """UST-03, § 27 Abs. 22a UStG (unverified): the option ends; it concerns what lasts longer."""
    runs_on = end is None or end.on > OPTION_UNTIL
    if as_of > OPTION_UNTIL or not runs_on:
        return None
    return AgreementDay(AgreementDate.TAX_OPTION, OPTION_UNTIL, Basis.TAX, is_verified=False)


def _hints(
    agreement: Agreement, start: date | None, end: AgreementDay | None, binding: AgreementDay | None
) -> Iterator[tuple[Hint, Mapping[str, object]]]:
    if start is None:
        yield Hint.START_UNKNOWN, {}
    if end is None and not agreement.is_unlimited:
        yield Hint.TERM_UNKNOWN, {"years": agreement.term_years}
    if not agreement.notice_months:
        yield Hint.NOTICE_UNKNOWN, {"words": agreement.notice_period}
    elif end is None and agreement.is_unlimited and agreement.notice_to not in _MONTHS:
        yield Hint.NOTICE_ANY_TIME, {"months": agreement.notice_months, "to": agreement.notice_to}
    if _is_short(agreement, start, end):
        yield Hint.UNDER_FIVE_YEARS, {}
    if binding is not None and end is not None and binding.on > end.on:
        yield Hint.BINDING_BEYOND_TERM, {"binding": binding.on, "end": end.on}


def _is_short(agreement: Agreement, start: date | None, end: AgreementDay | None) -> bool:
    """UST-01, § 2b Abs. 3 Nr. 2 UStG: five years count as long-term as a rule, without limit always."""
    if agreement.is_unlimited:
        return False
    if agreement.term_years is not None:
        return agreement.term_years < LONG_TERM_YEARS
    if start is None or end is None or end.on == date.max:
        return False
    return end.on + timedelta(days=1) < years_after(start, LONG_TERM_YEARS)
