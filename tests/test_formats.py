"""German notation out and in; what one writes the other reads."""

from __future__ import annotations

import contextlib
import doctest
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk import formats
from ozgdesk.formats import NO_BREAK_SPACE, NotReadable

REFERENCE = date(2026, 11, 22)


def test_the_examples_in_the_docstrings_hold() -> None:
    results = doctest.testmod(formats)
    assert results.attempted > 15
    assert results.failed == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22.11.2026", date(2026, 11, 22)),
        ("1.2.2026", date(2026, 2, 1)),
        (" 22. 11. 2026 ", date(2026, 11, 22)),
        ("22.11.26", date(2026, 11, 22)),
        ("22.11.", date(2026, 11, 22)),
        ("22.11", date(2026, 11, 22)),
        ("22/11/2026", date(2026, 11, 22)),
        ("221126", date(2026, 11, 22)),
        ("22112026", date(2026, 11, 22)),
        ("2211", date(2026, 11, 22)),
        ("2026-11-22", date(2026, 11, 22)),
        ("22. November 2026", date(2026, 11, 22)),
        ("22.\u00a0Nov. 2026", date(2026, 11, 22)),
        ("1. märz", date(2026, 3, 1)),
        ("1. Mrz 2027", date(2027, 3, 1)),
        ("So, 22.11.2026", date(2026, 11, 22)),
        ("Sonntag 22.11.", date(2026, 11, 22)),
        ("heute", date(2026, 11, 22)),
        ("Morgen", date(2026, 11, 23)),
        ("übermorgen", date(2026, 11, 24)),
        ("gestern", date(2026, 11, 21)),
        ("+5", date(2026, 11, 27)),
        ("-22", date(2026, 10, 31)),
        ("\u22121", date(2026, 11, 21)),
        ("+ 10 Tage", date(2026, 12, 2)),
        ("29.02.28", date(2028, 2, 29)),
        ("01.01.99", date(1999, 1, 1)),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, meant: date) -> None:
    assert formats.read_day(typed, REFERENCE) == meant


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Bitte geben Sie ein Datum ein"),
        ("   ", "Bitte geben Sie ein Datum ein"),
        ("bald", "„bald“ ist kein Datum; möglich sind"),
        ("31.02.", "Februar 2026 hat 28 Tage"),
        ("00.01.2026", "Januar 2026 hat 31 Tage"),
        ("01.13.2026", "Es gibt keinen Monat 13"),
        ("01.01.0000", "Das Jahr 0 gibt es nicht"),
        ("5. Brachmonat", "„brachmonat“ ist kein Monat"),
        ("1. ju 2026", "ist kein Datum"),
        ("+99999999", "ist kein Datum"),
        ("1234567", "ist kein Datum"),
        ("٢٢.١١.٢٠٢٦x", "ist kein Datum"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        formats.read_day(typed, REFERENCE)


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(NotReadable, match="über den Kalender hinaus"):
        formats.read_day("+99999", date(9999, 1, 1))


@given(st.dates(min_value=date(1, 1, 1)))
def test_every_written_date_is_read_back(value: date) -> None:
    for written in (formats.day(value), formats.long_day(value), formats.weekday_and_day(value)):
        if value.year >= 1000:
            assert formats.read_day(written, REFERENCE) == value


@given(st.text(max_size=30))
def test_no_text_makes_reading_crash(text: str) -> None:
    readers = (
        lambda: formats.read_day(text, REFERENCE),
        lambda: formats.read_number(text),
        lambda: formats.read_money(text),
        lambda: formats.read_percent(text),
        lambda: formats.read_duration(text),
    )
    for read in readers:
        with contextlib.suppress(NotReadable):
            read()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1.234", "1234"),
        ("1234.5", "1234.5"),
        ("1.5", "1.5"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("+7", "7"),
        ("1.234.567", "1234567"),
        ("12345", "12345"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, meant: str) -> None:
    assert formats.read_number(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["", "-", "1,2,3", "1.23.4", "12.34,5", "1e5", "zwölf", "٣", "NaN", "--3"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotReadable):
        formats.read_number(typed)


def test_fractions_of_a_cent_are_refused() -> None:
    with pytest.raises(NotReadable, match="mehr als zwei Stellen"):
        formats.read_money("1,005 €")


@given(st.integers(-(10**12), 10**12))
def test_every_written_amount_is_read_back(cents: int) -> None:
    assert formats.read_money(formats.money(cents)) == cents
    assert formats.read_money(formats.money(cents, whole=True)) == cents


@given(st.integers(0, 10_000))
def test_every_written_duration_of_quarter_days_is_read_back(quarters: int) -> None:
    assert formats.read_duration(formats.duration(quarters * 120)) == quarters * 120


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("12", 5760),
        ("12 T", 5760),
        ("0,5 Tage", 240),
        ("4h", 240),
        ("4 Std.", 240),
        ("30 min", 30),
        ("2 Wo", 4800),
    ],
)
def test_durations_are_read_with_their_units(typed: str, minutes: int) -> None:
    assert formats.read_duration(typed) == minutes


@pytest.mark.parametrize("typed", ["", "T", "5 Monde", "-1 T"])
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(NotReadable):
        formats.read_duration(typed)


def test_units_follow_a_space_that_does_not_break() -> None:
    written = [formats.money(100), formats.percent(0.5), formats.duration(480), formats.week(REFERENCE)]
    assert all(NO_BREAK_SPACE in text and " " not in text for text in written)


def test_negative_numbers_have_a_real_minus_and_zero_has_none() -> None:
    assert formats.money(-150).replace(NO_BREAK_SPACE, " ") == "\u22121,50 €"
    assert formats.number(Decimal("-0.4")) == "0"


def test_rounding_is_commercial() -> None:
    assert (formats.number(Decimal("2.5")), formats.number(Decimal("0.125"), 2)) == ("3", "0,13")


@pytest.mark.parametrize(
    ("universal", "local"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "01:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "03:00"),
        (datetime(2026, 10, 25, 0, 59, tzinfo=UTC), "02:59"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "02:00"),
    ],
)
def test_summer_time_begins_and_ends_at_one_universal_time(universal: datetime, local: str) -> None:
    assert formats.clock(universal) == local


def test_week_numbers_are_those_of_iso_8601() -> None:
    first = date(2026, 1, 1)
    days = [first + timedelta(days=number) for number in range(800)]
    for value in days:
        year, number, _ = value.isocalendar()
        assert formats.week(value) == f"KW{NO_BREAK_SPACE}{number}/{year}"


def test_a_span_of_one_day_is_written_as_a_day() -> None:
    assert formats.period(REFERENCE, REFERENCE) == "22.11.2026"


def test_sorting_follows_the_dictionary_and_the_value_of_numbers() -> None:
    words = [
        "Zoo",
        "ß",
        "Straße 10",
        "Strasse 9",
        "Öl",
        "Ofen",
        "oel",
        "Äpfel",
        "Apfel",
        "A-10",
        "A-9",
        "",
        "É",
        "eh",
    ]
    assert sorted(words, key=formats.sort_key) == [
        "", "A-9", "A-10", "Apfel", "Äpfel", "É", "eh",
        "oel", "Ofen", "Öl", "ß", "Strasse 9", "Straße 10", "Zoo",
    ]  # fmt: skip


@given(st.text(max_size=20), st.text(max_size=20))
def test_only_equal_texts_have_equal_sort_keys(one: str, other: str) -> None:
    equal = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (formats.sort_key(one) == formats.sort_key(other)) == equal
