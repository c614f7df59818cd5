from collections.abc import Sequence
from datetime import date

from ozgdesk.domain.councils import Consultation, CouncilPaper, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Result
from ozgdesk.texts.findings import finding_message
from tests.domain.agreement_rows import changed
from tests.domain.council_calendar import (
    COUNCIL,
    EASTER_HOLIDAYS,
    USI,
    body,
    body_id,
    matter_rows,
    meetings,
    recess,
)
from tests.helpers import TODAY, id_of

RULES = {
    "meeting_holiday",
    "meeting_recess",
    "doubled_meeting",
    "result_without_meeting",
    "result_of_cancelled_meeting",
    "station_holiday",
    "station_recess",
}


def found(*rows: Entity, as_of: date = TODAY) -> list[tuple[str, str, str]]:
    view = View(Snapshot.of([*matter_rows(), body(USI, COUNCIL), *rows]), as_of)
    return [
        (row.code, row.subject_id, finding_message(row)) for row in view.formal_findings if row.code in RULES
    ]


def at(day: date, **values: object) -> Meeting:
    return meetings(USI, COUNCIL, [day], **values)[0]


def result(day: date | None, **values: object) -> Sequence[Entity]:
    fields = {"result": Result.UNANIMOUS, "is_final": True, **values}
    return (
        CouncilPaper(id=id_of(700), municipality_id=USI, title="Vorlage"),
        Consultation(
            id=id_of(710),
            paper_id=id_of(700),
            committee_id=body_id(USI, COUNCIL),
            order="s",
            held_on=day,
            **fields,
        ),
    )


def test_a_meeting_on_easter_monday_is_questioned() -> None:
    meeting = at(date(2027, 3, 29))
    assert found(meeting) == [
        (
            "meeting_holiday",
            meeting.id,
            "Stadtverordnetenversammlung: Die Sitzung am 29.03.2027 fällt auf einen Feiertag "
            "(Ostermontag); Fristen werden nicht mit ihr gerechnet.",
        )
    ]


def test_a_meeting_in_a_recess_is_questioned_until_it_is_over() -> None:
    rows = [at(date(2027, 3, 25)), recess(USI, *EASTER_HOLIDAYS)]
    assert [code for code, *_ in found(*rows)] == ["meeting_recess"]
    assert found(*rows, as_of=date(2027, 4, 1)) == []


def test_a_cancelled_meeting_is_not_questioned() -> None:
    assert found(at(date(2027, 3, 29), is_cancelled=True)) == []


def test_two_meetings_of_a_body_at_the_same_time_are_questioned_and_a_second_one_in_the_evening_is_not() -> (
    None
):
    first = at(date(2027, 2, 4), starts_at="18:00")
    (second,) = changed([first], first.id, id=id_of(888))
    assert [code for code, *_ in found(first, second)] == ["doubled_meeting"] * 2
    assert found(first, *changed([second], second.id, starts_at="20:00")) == []


def test_a_result_on_a_day_without_a_meeting_is_questioned_where_meetings_are_kept() -> None:
    rows = result(date(2026, 11, 5))
    assert found(*rows) == []
    assert [code for code, *_ in found(*rows, at(date(2026, 9, 3)))] == ["result_without_meeting"]
    assert found(*rows, at(date(2026, 11, 5))) == []


def test_a_result_of_a_cancelled_meeting_is_questioned() -> None:
    meeting = at(date(2026, 11, 5), is_cancelled=True)
    rows = result(None, meeting_id=meeting.id)
    assert [code for code, *_ in found(meeting, *rows)] == ["result_of_cancelled_meeting"]


def test_a_day_that_only_a_paper_tells_is_questioned_too() -> None:
    easter_monday = date(2027, 3, 29)
    (row,) = found(*result(easter_monday, result=Result.OPEN))
    assert row == (
        "station_holiday",
        id_of(710),
        "Stadtverordnetenversammlung: Die Beratung am 29.03.2027 fällt auf einen Feiertag (Ostermontag).",
    )
    in_recess = found(*result(date(2027, 3, 25), result=Result.OPEN), recess(USI, *EASTER_HOLIDAYS))
    assert [code for code, _, _ in in_recess] == ["station_recess"]


def test_a_day_of_a_meeting_that_is_kept_is_questioned_once() -> None:
    day = date(2027, 3, 29)
    assert [code for code, _, _ in found(*result(day, result=Result.OPEN), at(day))] == ["meeting_holiday"]
