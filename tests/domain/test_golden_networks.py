"""Small networks with dates counted by hand in a calendar, across holidays and the turn of the year."""

from __future__ import annotations

from datetime import date

import pytest

from ozgdesk.domain.vocabulary import LagKind
from tests.domain.plans import Plan

AS_OF = date(2026, 11, 2)

# The working days around the feasts:
# Easter 2027  Mar  Wed 17, Thu 18, Fri 19; Mon 22 to Thu 25 (Good Friday); (Easter Monday) Tue 30, Wed 31
# Whitsun 2027 May  Mon 10 to Fri 14; (Whit Monday) Tue 18 to Fri 21
# 2026/27           Thu 17, Fri 18; Mon 21 to Wed 23 (Thu 24, Fri 25); Mon 28 to Wed 30 (Thu 31, Fri 1); Mon 4
# 2027/28           Fri 17; Mon 20 to Thu 23 (Fri 24); Mon 27 to Thu 30 (Fri 31); Mon 3, Tue 4

EASTER, WHITSUN = date(2027, 3, 22), date(2027, 5, 12)
YEAR_2026, YEAR_2027 = date(2026, 12, 22), date(2027, 12, 22)


def day(text: str) -> date:
    return date.fromisoformat(text)


# The predecessor takes three days from the first day given; the successor takes two.
@pytest.mark.parametrize(
    ("first", "kind", "lag", "start", "finish"),
    [
        # predecessor Mon 22 to Wed 24 March
        (EASTER, "FS", 0, "2027-03-25", "2027-03-30"),
        (EASTER, "FS", 1, "2027-03-30", "2027-03-31"),
        (EASTER, "FS", -1, "2027-03-24", "2027-03-25"),
        (EASTER, "SS", 0, "2027-03-22", "2027-03-23"),
        (EASTER, "SS", 4, "2027-03-30", "2027-03-31"),
        (EASTER, "SS", -1, "2027-03-19", "2027-03-22"),
        (EASTER, "FF", 0, "2027-03-23", "2027-03-24"),
        (EASTER, "FF", 2, "2027-03-25", "2027-03-30"),
        (EASTER, "FF", -1, "2027-03-22", "2027-03-23"),
        (EASTER, "SF", 0, "2027-03-18", "2027-03-19"),
        (EASTER, "SF", 5, "2027-03-25", "2027-03-30"),
        (EASTER, "SF", -1, "2027-03-17", "2027-03-18"),
        # predecessor Wed 12 to Fri 14 May
        (WHITSUN, "FS", 0, "2027-05-18", "2027-05-19"),
        (WHITSUN, "FS", 2, "2027-05-20", "2027-05-21"),
        (WHITSUN, "FS", -1, "2027-05-14", "2027-05-18"),
        (WHITSUN, "SS", 3, "2027-05-18", "2027-05-19"),
        (WHITSUN, "SS", -2, "2027-05-10", "2027-05-11"),
        (WHITSUN, "FF", 1, "2027-05-14", "2027-05-18"),
        (WHITSUN, "FF", -2, "2027-05-11", "2027-05-12"),
        (WHITSUN, "SF", 4, "2027-05-14", "2027-05-18"),
        (WHITSUN, "SF", 0, "2027-05-10", "2027-05-11"),
        # predecessor Tue 22, Wed 23, Mon 28 December 2026
        (YEAR_2026, "FS", 0, "2026-12-29", "2026-12-30"),
        (YEAR_2026, "FS", 2, "2027-01-04", "2027-01-05"),
        (YEAR_2026, "FS", -2, "2026-12-23", "2026-12-28"),
        (YEAR_2026, "SS", 2, "2026-12-28", "2026-12-29"),
        (YEAR_2026, "SS", -1, "2026-12-21", "2026-12-22"),
        (YEAR_2026, "FF", 3, "2026-12-30", "2027-01-04"),
        (YEAR_2026, "FF", -1, "2026-12-22", "2026-12-23"),
        (YEAR_2026, "SF", 3, "2026-12-23", "2026-12-28"),
        (YEAR_2026, "SF", -1, "2026-12-17", "2026-12-18"),
        # predecessor Wed 22, Thu 23, Mon 27 December 2027
        (YEAR_2027, "FS", 0, "2027-12-28", "2027-12-29"),
        (YEAR_2027, "FS", 2, "2027-12-30", "2028-01-03"),
        (YEAR_2027, "FS", -1, "2027-12-27", "2027-12-28"),
        (YEAR_2027, "SS", 5, "2027-12-30", "2028-01-03"),
        (YEAR_2027, "SS", -2, "2027-12-20", "2027-12-21"),
        (YEAR_2027, "FF", 4, "2027-12-30", "2028-01-03"),
        (YEAR_2027, "FF", -1, "2027-12-22", "2027-12-23"),
        (YEAR_2027, "SF", 7, "2027-12-30", "2028-01-03"),
        (YEAR_2027, "SF", -1, "2027-12-17", "2027-12-20"),
    ],
)
def test_a_link_leads_to_the_days_counted_in_the_calendar(
    first: date, kind: str, lag: float, start: str, finish: str
) -> None:
    plan = Plan().not_before("A", 3, first).task("B", 2).link("A", "B", kind, lag)
    dates = plan.dates(AS_OF)["B"]
    assert (dates.start, dates.finish) == (day(start), day(finish))


def test_a_roll_out_over_easter_has_the_dates_and_floats_counted_by_hand() -> None:
    plan = (
        Plan()
        .not_before("Angebot", 3, date(2027, 3, 22))  # Mon 22 to Wed 24
        .task("Prüfung", 2.5)  # Thu 25, Tue 30, Wed 31 until noon
        .task("Schulung", 1)  # starts two days after the offer starts: Wed 24
        .task("Vertrag", 0.5)  # Wed 31 from noon
        .milestone("Start")  # end of Wed 31
        .link("Angebot", "Prüfung")
        .link("Angebot", "Schulung", "SS", 2)
        .link("Prüfung", "Vertrag")
        .link("Vertrag", "Start")
        .link("Schulung", "Start")
    )
    found = plan.dates(AS_OF)
    assert {name: (d.start, d.finish) for name, d in found.items()} == {
        "Angebot": (day("2027-03-22"), day("2027-03-24")),
        "Prüfung": (day("2027-03-25"), day("2027-03-31")),
        "Schulung": (day("2027-03-24"), day("2027-03-24")),
        "Vertrag": (day("2027-03-31"), day("2027-03-31")),
        "Start": (day("2027-03-31"), day("2027-03-31")),
    }
    assert found["Prüfung"].finish_minute == found["Vertrag"].start_minute == 240
    # the training may end with Wed 31 instead of Wed 24: Thu 25, Tue 30, Wed 31 are three days
    floats = {name: d.total_float_minutes for name, d in found.items()}
    assert floats == {"Angebot": 0, "Prüfung": 0, "Schulung": 3 * 480, "Vertrag": 0, "Start": 0}


def test_an_elapsed_lag_counts_the_feast_days_and_a_working_one_does_not() -> None:
    plan = (
        Plan()
        .not_before("Auslegung", 1, date(2027, 3, 24))
        .task("Frist in Kalendertagen", 1)
        .task("Frist in Arbeitstagen", 1)
    )
    plan.link("Auslegung", "Frist in Kalendertagen", "FS", 5, LagKind.ELAPSED)
    plan.link("Auslegung", "Frist in Arbeitstagen", "FS", 5)
    # end of Wed 24 + 5 days is the end of Easter Monday; five working days are Thu 25, Tue 30 to Fri 2
    found = plan.dates(AS_OF)
    assert found["Frist in Kalendertagen"].start == day("2027-03-30")
    assert found["Frist in Arbeitstagen"].start == day("2027-04-05")
