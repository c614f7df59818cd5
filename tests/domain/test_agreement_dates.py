from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.agreement_dates import (
    AgreementDates,
    AgreementDay,
    Hint,
    dates_of,
    last_notice_day,
    months_before,
)
from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Grant, GrantMember
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.vocabulary import AgreementDate, GrantState, NoticeTo
from ozgdesk.texts.agreement_dates import day_words, hint_text
from tests.domain.agreement_rows import AGREEMENT, LATER, agreement_rows, changed, snapshot
from tests.helpers import id_of

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
ENDS = [NoticeTo.MONTH_END, NoticeTo.QUARTER_END, NoticeTo.HALF_YEAR_END, NoticeTo.YEAR_END]


def found(*more: Entity, as_of: date = LATER, since: date | None = None, **values: object) -> AgreementDates:
    rows = snapshot([*changed(agreement_rows(), AGREEMENT, **{"term_years": None, **values}), *more])
    return dates_of(rows, rows.get(Agreement, AGREEMENT), since, as_of)


def day(dates: AgreementDates, kind: AgreementDate) -> AgreementDay | None:
    return next((row for row in dates.days if row.kind is kind), None)


def on(dates: AgreementDates, kind: AgreementDate) -> date | None:
    row = day(dates, kind)
    return row.on if row else None


@pytest.mark.parametrize(
    ("last", "months", "expected"),
    [
        (date(2030, 12, 31), 6, date(2030, 6, 30)),
        (date(2030, 6, 30), 6, date(2029, 12, 31)),
        (date(2030, 12, 31), 12, date(2029, 12, 31)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2029, 2, 28), 12, date(2028, 2, 29)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 3, 30), 1, date(2027, 2, 28)),
        (date(2027, 3, 14), 6, date(2026, 9, 14)),
        (date(2027, 1, 15), 0, date(2027, 1, 15)),
        (date(2027, 1, 15), 30_000, None),
    ],
)
def test_whole_months_are_counted_back_from_the_end_of_a_day(
    last: date, months: int, expected: date | None
) -> None:
    assert months_before(last, months) == expected


@given(DAYS, st.integers(0, 240))
def test_a_longer_period_of_notice_never_leaves_more_time(last: date, months: int) -> None:
    shorter, longer = months_before(last, months), months_before(last, months + 1)
    assert shorter is not None
    assert longer is not None
    assert longer < shorter <= last


@pytest.mark.parametrize(
    ("to", "end", "expected"),
    [
        (NoticeTo.YEAR_END, date(2031, 3, 14), date(2030, 12, 31)),
        (NoticeTo.YEAR_END, date(2030, 12, 31), date(2030, 12, 31)),
        (NoticeTo.HALF_YEAR_END, date(2031, 7, 1), date(2031, 6, 30)),
        (NoticeTo.QUARTER_END, date(2031, 3, 30), date(2030, 12, 31)),
        (NoticeTo.MONTH_END, date(2028, 3, 14), date(2028, 2, 29)),
        (NoticeTo.ANY_DAY, date(2031, 3, 14), date(2031, 3, 14)),
        (NoticeTo.NOT_STATED, date(2031, 3, 14), date(2031, 3, 14)),
    ],
)
def test_notice_ends_an_agreement_on_the_last_such_day_of_its_term(
    to: NoticeTo, end: date, expected: date
) -> None:
    assert last_notice_day(end, to) == expected


@given(DAYS, st.sampled_from(ENDS))
def test_the_day_notice_leads_to_ends_a_month_and_is_the_last_one_within_the_term(
    end: date, to: NoticeTo
) -> None:
    target = last_notice_day(end, to)
    assert target <= end
    assert (target + timedelta(days=1)).day == 1
    assert last_notice_day(target, to) == target
    months = {NoticeTo.MONTH_END: 1, NoticeTo.QUARTER_END: 3, NoticeTo.HALF_YEAR_END: 6}
    assert target.month % months.get(to, 12) == 0
    assert (end - target).days < 31 * months.get(to, 12)


def test_six_months_to_the_year_end_before_the_end_of_the_term_are_told_in_words() -> None:
    dates = found(starts_on=date(2026, 1, 1), term_years=5, notice_months=6, notice_to=NoticeTo.YEAR_END)
    assert on(dates, AgreementDate.END) == date(2030, 12, 31)
    notice = day(dates, AgreementDate.LAST_NOTICE)
    assert notice is not None
    assert day_words(notice) == "spätestens 30.06.2030, sechs Monate zum Jahresende; Ende dann am 31.12.2030"


def test_a_term_that_begins_on_29_february_ends_on_the_last_day_before_1_march() -> None:
    dates = found(starts_on=date(2028, 2, 29), term_years=1)
    assert on(dates, AgreementDate.END) == date(2029, 2, 28)


def test_a_term_within_the_year_says_that_notice_ends_it_earlier() -> None:
    dates = found(starts_on=date(2026, 3, 15), term_years=5, notice_months=6, notice_to=NoticeTo.YEAR_END)
    notice = day(dates, AgreementDate.LAST_NOTICE)
    assert notice is not None
    assert notice.on == date(2030, 6, 30)
    assert day_words(notice).endswith("Ende dann am 31.12.2030 statt am 14.03.2031")


@pytest.mark.parametrize(
    ("as_of", "end", "notice"),
    [
        (date(2026, 6, 1), date(2026, 12, 31), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 31), date(2028, 6, 30)),
        (date(2027, 1, 1), date(2028, 12, 31), date(2028, 6, 30)),
        (date(2031, 2, 1), date(2032, 12, 31), date(2032, 6, 30)),
    ],
)
def test_a_prolonged_term_and_its_notice_move_on_with_the_calendar(
    as_of: date, end: date, notice: date
) -> None:
    dates = found(
        as_of=as_of, starts_on=date(2022, 1, 1), term_years=5, renewal_years=2, notice_months=6,
        notice_to=NoticeTo.YEAR_END,
    )  # fmt: skip
    assert (on(dates, AgreementDate.END), on(dates, AgreementDate.LAST_NOTICE)) == (end, notice)


def test_a_prolongation_of_whole_years_keeps_the_end_of_february() -> None:
    dates = found(
        as_of=date(2027, 6, 1), starts_on=date(2022, 3, 1), ends_on=date(2027, 2, 28), renewal_years=1
    )
    end = day(dates, AgreementDate.END)
    assert end is not None
    assert end.on == date(2028, 2, 29)
    assert day_words(end).endswith(
        "seither um je 1\u00a0Jahr verlängert; ohne Kündigung wieder um 1\u00a0Jahr"
    )


@pytest.mark.parametrize(
    ("to", "as_of", "expected"),
    [
        (NoticeTo.YEAR_END, date(2026, 6, 30), date(2026, 6, 30)),
        (NoticeTo.YEAR_END, date(2026, 7, 1), date(2027, 6, 30)),
        (NoticeTo.QUARTER_END, date(2026, 7, 1), date(2026, 9, 30)),
        (NoticeTo.ANY_DAY, date(2026, 7, 1), None),
    ],
)
def test_without_a_term_the_next_possible_day_of_notice_counts(
    to: NoticeTo, as_of: date, expected: date | None
) -> None:
    dates = found(as_of=as_of, starts_on=date(2020, 1, 1), is_unlimited=True, notice_months=6, notice_to=to)
    assert on(dates, AgreementDate.LAST_NOTICE) == expected
    assert (Hint.NOTICE_ANY_TIME in dict(dates.hints)) is (expected is None)


def test_a_terminated_agreement_ends_and_asks_for_no_notice() -> None:
    dates = found(
        starts_on=date(2020, 1, 1), is_unlimited=True, notice_months=6, terminated_to=date(2026, 12, 31)
    )
    assert on(dates, AgreementDate.END) == date(2026, 12, 31)
    assert on(dates, AgreementDate.LAST_NOTICE) is None


def test_an_agreement_that_states_no_beginning_begins_with_its_effect() -> None:
    dates = found(since=date(2026, 3, 10), term_years=5)
    assert on(dates, AgreementDate.START) == date(2026, 3, 10)
    assert on(dates, AgreementDate.END) == date(2031, 3, 9)


def test_what_is_not_known_is_said_and_not_guessed() -> None:
    dates = found(term_years=5, notice_period="ein Jahr")
    assert [row.kind for row in dates.days] == [AgreementDate.TAX_OPTION]
    said = [hint_text(hint, values) for hint, values in dates.hints]
    assert len(said) == 3
    assert said[2].endswith("Im Text steht „ein Jahr“.")


@pytest.mark.parametrize(
    ("values", "is_short"),
    [
        ({"term_years": 4}, True),
        ({"term_years": 5}, False),
        ({"ends_on": date(2030, 12, 30)}, True),
        ({"ends_on": date(2030, 12, 31)}, False),
        ({"is_unlimited": True}, False),
    ],
)
def test_a_term_under_five_years_is_noted_for_the_value_added_tax(
    values: dict[str, object], is_short: bool
) -> None:
    dates = found(starts_on=date(2026, 1, 1), **values)
    assert (Hint.UNDER_FIVE_YEARS in dict(dates.hints)) is is_short


def test_the_end_of_the_tax_option_is_never_a_fact_and_goes_when_it_has_passed() -> None:
    option = day(found(is_unlimited=True), AgreementDate.TAX_OPTION)
    assert option is not None
    assert not option.is_verified
    assert "bitte prüfen" in day_words(option)
    assert on(found(is_unlimited=True, as_of=date(2027, 1, 1)), AgreementDate.TAX_OPTION) is None
    assert on(found(starts_on=LATER, ends_on=date(2026, 12, 31)), AgreementDate.TAX_OPTION) is None


def test_the_longest_binding_of_a_grant_for_parties_alone_counts() -> None:
    def grant(number: int, until: date, *members: int) -> list[Entity]:
        row = Grant(
            id=id_of(900 + number), name=f"Förderung {number}", state=GrantState.AWARDED, binding_until=until
        )
        circle = [
            GrantMember(id=id_of(950 + 10 * number + n), grant_id=row.id, municipality_id=id_of(n))
            for n in members
        ]
        return [row, *circle]

    rows = [
        *grant(1, date(2030, 5, 1), 1, 3),
        *grant(2, date(2032, 5, 1), 1),
        *grant(3, date(2040, 5, 1), 1, 2),
        *grant(4, date(2041, 5, 1)),
    ]
    dates = found(*rows, starts_on=date(2026, 1, 1), term_years=5)
    binding = day(dates, AgreementDate.GRANT_BINDING)
    assert binding is not None
    assert binding.on == date(2032, 5, 1)
    assert day_words(binding) == "laut Zuwendungsbescheid „Förderung 2“"
    assert Hint.BINDING_BEYOND_TERM in dict(dates.hints)


@given(
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.integers(1, 20_000),
    st.one_of(st.none(), st.integers(1, 9_999)),
    st.integers(1, 200_000),
    st.sampled_from(list(NoticeTo)),
    st.booleans(),
)
def test_no_term_however_odd_breaks_the_computation(
    start: date, years: int, renewal: int | None, months: int, to: NoticeTo, is_unlimited: bool
) -> None:
    term = {"is_unlimited": True} if is_unlimited else {"term_years": years}
    found(starts_on=start, renewal_years=renewal, notice_months=months, notice_to=to, **term)
