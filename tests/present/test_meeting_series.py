from datetime import date

from ozgdesk.domain.councils import Committee, MeetingSeries
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary_series import MonthPlace, SeriesRhythm
from ozgdesk.present.meeting_series import NextYear, next_year, rule_text
from ozgdesk.texts.school_holidays import school_holidays
from tests.domain.council_calendar import COUNCIL, USI, body, body_id, matter_rows, meetings, recess
from tests.helpers import TODAY, id_of

SERIES = MeetingSeries(
    id=id_of(800),
    committee_id=body_id(USI, COUNCIL),
    month_place=MonthPlace.SECOND,
    from_on=date(2026, 1, 1),
    until_on=date(2026, 12, 31),
)


def found(*rows: object, year: int = 2027) -> NextYear:
    view = View(Snapshot.of([*matter_rows(), body(USI, COUNCIL), SERIES, *rows]), TODAY)
    return next_year(view, year, school_holidays())


def test_the_series_of_the_year_before_gives_the_days_of_the_next() -> None:
    days = [row.on for row in found().days]
    assert (days[0], len(days)) == (date(2027, 1, 14), 12)
    assert all(row.is_free for row in found().days)


def test_a_day_that_is_entered_has_no_box_and_one_in_a_recess_no_tick() -> None:
    rows = [
        *meetings(USI, COUNCIL, [date(2027, 1, 14)]),
        recess(USI, date(2027, 7, 1), date(2027, 8, 6), "Sommerpause"),
    ]
    by_day = {row.on: row for row in found(*rows).days}
    assert (by_day[date(2027, 1, 14)].is_there, by_day[date(2027, 1, 14)].is_free) == (True, False)
    july = by_day[date(2027, 7, 8)]
    assert (july.is_free, july.remark) == (False, "sitzungsfreie Zeit: Sommerpause")


def test_what_a_year_lacks_is_told_per_body_and_municipality() -> None:
    rows = {(row.municipality.code, row.what): row for row in found().rows}
    assert rows["USI", "Stadtverordnetenversammlung"].text == "keine Sitzung eingetragen"
    assert rows["USI", "Sitzungsfreie Zeiten"].is_missing
    assert not rows["", "Schulferien 2027"].is_missing
    assert {(r.municipality.code, r.what): r for r in found(year=2031).rows}[
        "", "Schulferien 2031"
    ].is_missing


def test_what_is_entered_for_the_year_counts() -> None:
    rows = found(
        *meetings(USI, COUNCIL, [date(2027, 1, 14), date(2027, 2, 11)]),
        recess(USI, date(2026, 12, 20), date(2027, 1, 8), "Winterpause"),
    ).rows
    told = {(row.municipality.code, row.what): row.text.replace("\u00a0", " ") for row in rows}
    assert told["USI", "Stadtverordnetenversammlung"] == "2 Sitzungen"
    assert told["USI", "Sitzungsfreie Zeiten"] == "Winterpause"


def test_a_series_that_reaches_through_the_year_is_not_copied() -> None:
    assert found(year=2026).rules == ()


def test_a_rule_is_named_with_its_body() -> None:
    view = View(Snapshot.of([*matter_rows(), body(USI, COUNCIL), SERIES]), TODAY)
    (rule,) = next_year(view, 2027, school_holidays()).rules
    assert rule_text(view, rule) == "USI · Stadtverordnetenversammlung: jeden 2. Donnerstag im Monat"


def test_a_rule_of_every_second_week_or_month_goes_on_in_its_step() -> None:
    for rhythm, last, expected in (
        (SeriesRhythm.WEEKLY, date(2026, 12, 24), date(2027, 1, 7)),
        (SeriesRhythm.MONTHLY, date(2026, 12, 10), date(2027, 2, 11)),
    ):
        series = SERIES.model_validate(
            {
                **SERIES.model_dump(),
                "rhythm": rhythm,
                "every": 2,
                "from_on": last,
                "until_on": date(2026, 12, 31),
            }
        )
        view = View(Snapshot.of([*matter_rows(), body(USI, COUNCIL), series]), TODAY)
        assert next_year(view, 2027, school_holidays()).days[0].on == expected


def test_after_a_change_of_term_each_body_gets_the_days_of_its_own_time() -> None:
    old = body(USI, COUNCIL, valid_until=date(2027, 3, 31))
    new = Committee(
        id=id_of(990),
        municipality_id=USI,
        name="Stadtverordnetenversammlung",
        kind=COUNCIL,
        order="o9",
        predecessor_id=old.id,
        valid_from=date(2027, 4, 1),
    )
    view = View(Snapshot.of([*matter_rows(), old, new, SERIES]), TODAY)
    days = next_year(view, 2027, school_holidays()).days
    assert [row.on.month for row in days if row.committee_id == old.id] == [1, 2, 3]
    assert [row.on.month for row in days if row.committee_id == new.id] == [*range(4, 13)]


def test_a_body_closed_in_the_year_before_hands_its_series_on() -> None:
    old = body(USI, COUNCIL, valid_until=date(2026, 3, 31))
    new = Committee(
        id=id_of(990),
        municipality_id=USI,
        name="Stadtverordnetenversammlung",
        kind=COUNCIL,
        order="o9",
        predecessor_id=old.id,
        valid_from=date(2026, 4, 1),
    )
    view = View(Snapshot.of([*matter_rows(), old, new, SERIES]), TODAY)
    found = next_year(view, 2027, school_holidays())
    assert {row.committee_id for row in found.days} == {new.id}
    assert len(found.days) == 12
