"""School holidays are proposed as recess: what is coming, what is entered, what is not on file."""

from datetime import date

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Closure
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ClosureKind
from ozgdesk.present.recesses import RecessProposals, recess_proposals
from ozgdesk.texts.school_holidays import school_holidays
from tests.helpers import four_municipalities, id_of

DAY = date(2026, 11, 28)
USI, NA = id_of(1), id_of(2)
CHRISTMAS = (date(2026, 12, 23), date(2027, 1, 12))


def recess(
    number: int,
    days: tuple[date, date] = CHRISTMAS,
    *,
    of: str | None = USI,
    kind: ClosureKind = ClosureKind.COUNCIL_RECESS,
) -> Closure:
    return Closure(
        id=id_of(700 + number), municipality_id=of, kind=kind, name="Pause", from_on=days[0], until_on=days[1]
    )


def proposed(*closures: Closure, as_of: date = DAY, of: str = USI) -> RecessProposals:
    view = View(Snapshot.of([*four_municipalities(), *closures]), as_of)
    return recess_proposals(view, of, school_holidays())


def names(found: RecessProposals) -> list[str]:
    return [row.name for row in found.rows]


def test_the_holidays_of_the_next_two_years_are_proposed_with_days_and_source() -> None:
    found = proposed()
    assert names(found) == [
        "Weihnachtsferien 2026/27",
        "Osterferien 2027",
        "Sommerferien 2027",
        "Herbstferien 2027",
        "Weihnachtsferien 2027/28",
        "Osterferien 2028",
        "Sommerferien 2028",
        "Herbstferien 2028",
    ]
    assert found.rows[0].days.replace("\u00a0", " ") == "23.12.2026 – 12.01.2027"
    assert found.notes == ()
    assert "Hessisches Kultusministerium" in found.source
    assert "28.11.2026" in found.source


def test_holidays_that_have_begun_are_proposed_until_their_last_day() -> None:
    assert names(proposed(as_of=date(2027, 1, 12)))[0] == "Weihnachtsferien 2026/27"
    assert names(proposed(as_of=date(2027, 1, 13)))[0] == "Osterferien 2027"


def test_what_is_entered_for_the_municipality_or_for_all_is_not_proposed_again() -> None:
    assert "Weihnachtsferien 2026/27" not in names(proposed(recess(1)))
    assert "Weihnachtsferien 2026/27" not in names(proposed(recess(1, of=None)))
    assert "Weihnachtsferien 2026/27" in names(proposed(recess(1), of=NA))
    assert "Weihnachtsferien 2026/27" in names(proposed(recess(1, kind=ClosureKind.OFFICE_CLOSED)))


def test_a_recess_on_some_of_the_days_is_named_beside_the_proposal() -> None:
    found = proposed(recess(1, (date(2027, 7, 1), date(2027, 8, 31))))
    remarks = {row.name: row.remark for row in found.rows}
    assert remarks["Sommerferien 2027"] == "überschneidet sich mit „Pause“"
    assert remarks["Osterferien 2027"] == ""


def test_it_is_said_that_everything_is_entered() -> None:
    closures = [
        recess(n, (row.holiday.from_on, row.holiday.until_on)) for n, row in enumerate(proposed().rows)
    ]
    found = proposed(*closures)
    assert found.rows == ()
    assert found.notes == ("Für Usingen sind alle Schulferien der nächsten zwei Jahre schon eingetragen.",)


def test_it_is_said_from_when_on_nothing_is_on_file() -> None:
    gap = "Für die Zeit nach dem 30.08.2030 sind keine Schulferien hinterlegt."
    assert proposed(as_of=date(2028, 11, 1)).notes == (gap,)
    late = proposed(as_of=date(2031, 1, 1))
    assert (late.rows, late.notes) == ((), (gap,))
    assert proposed(as_of=date.max).notes == (gap,)
