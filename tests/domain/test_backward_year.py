"""The whole of 2027 reckoned back beside a calendar made by hand: own holidays, and no rule shared.

Usingen takes the school holidays as recess, Neu-Anspach does not; both meet on the same days.
"""

from datetime import date, timedelta

import pytest

from ozgdesk.domain.deadlines import State
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.vocabulary import ClosureKind
from tests.domain.council_calendar import (
    BOARD,
    COUNCIL,
    FINANCE,
    NA,
    USI,
    body,
    lane_of,
    matter_rows,
    meetings,
    reckoned,
)
from tests.helpers import id_of

HOLIDAYS = {
    *(date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 1), date(2027, 5, 6)),
    *(date(2027, 5, 17), date(2027, 5, 27), date(2027, 10, 3), date(2027, 12, 25), date(2027, 12, 26)),
    *(date(2026, 12, 25), date(2026, 12, 26)),
}
RECESSES = (
    ("Osterferien", date(2027, 3, 22), date(2027, 4, 2)),
    ("Sommerferien", date(2027, 6, 28), date(2027, 8, 6)),
    ("Herbstferien", date(2027, 10, 4), date(2027, 10, 16)),
)
MONDAYS = [date(2027, 1, 4) + timedelta(weeks=week) for week in range(52)]


def nth(month: int, weekday: int, place: int) -> date:
    first = date(2027, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (place - 1))


SECOND_TUESDAYS = [nth(month, 1, 2) for month in range(1, 13)]
THIRD_THURSDAYS = [nth(month, 3, 3) for month in range(1, 13)]


def rows() -> list[Entity]:
    found: list[Entity] = [*matter_rows()]
    for town in (USI, NA):
        found += [
            body(town, BOARD, closing_days=6),
            body(town, FINANCE, closing_days=10),
            body(town, COUNCIL, notice_days=7, closing_days=21),
            *meetings(town, BOARD, MONDAYS),
            *meetings(town, FINANCE, SECOND_TUESDAYS),
            *meetings(town, COUNCIL, THIRD_THURSDAYS),
        ]
    for number, (name, first, last) in enumerate(RECESSES):
        found.append(
            Closure(
                id=id_of(900 + number),
                municipality_id=USI,
                kind=ClosureKind.COUNCIL_RECESS,
                name=name,
                from_on=first,
                until_on=last,
            )
        )
    return found


def working(day: date) -> date:
    """This day or the last one before on which a town hall works."""
    while day.weekday() > 4 or day in HOLIDAYS or (day.month, day.day) in {(12, 24), (12, 31)}:
        day -= timedelta(days=1)
    return day


def meets(town: str, day: date) -> bool:
    is_recess = town == USI and any(first <= day <= last for _, first, last in RECESSES)
    return day not in HOLIDAYS and not is_recess


def by_hand(town: str, wanted: date) -> date | None:
    """The last day to submit: the council fourteen days before, the committee before it, the Magistrat."""
    limit = working(wanted) - timedelta(days=14)
    council = max((day for day in THIRD_THURSDAYS if day <= limit and meets(town, day)), default=None)
    if council is None:
        return None
    finance = max((day for day in SECOND_TUESDAYS if day < council and meets(town, day)), default=None)
    if finance is None:
        return None
    to_council = min(working(council - timedelta(days=21)), working(council - timedelta(days=8)))
    to_finance = min(working(finance - timedelta(days=10)), working(finance - timedelta(days=4)))
    latest = min(to_council, to_finance, finance - timedelta(days=1))
    board = max((day for day in MONDAYS if day <= latest and day not in HOLIDAYS), default=None)
    return min(working(board - timedelta(days=6)), to_council, to_finance) if board is not None else None


@pytest.mark.parametrize("week", range(48))
def test_the_last_day_to_submit_is_the_one_found_by_hand(week: int) -> None:
    wanted = date(2027, 2, 1) + timedelta(days=7 * week + week % 7)
    found = reckoned(rows(), wanted)
    for town in (USI, NA):
        lane = lane_of(found, town)
        told = None if lane.state is State.UNKNOWN else lane.last_submission
        assert told == by_hand(town, wanted)


def test_the_summer_recess_costs_only_the_municipality_that_takes_it_a_month() -> None:
    found = reckoned(rows(), date(2027, 8, 13))
    last = {town: [step.on for step in lane_of(found, town).steps][-1] for town in (USI, NA)}
    assert last == {USI: date(2027, 6, 17), NA: date(2027, 7, 15)}
