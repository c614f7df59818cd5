from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ozgdesk.domain.incoming import Unreadable
from ozgdesk.domain.incoming_meetings import CalendarFile
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.exchange import ics, ics_reading
from ozgdesk.texts.imports import UNREADABLE
from tests.domain.council_calendar import calendar_rows, matter_rows
from tests.helpers import TODAY, cooperation

EVENT = """BEGIN:VEVENT
UID:sitzung-1
DTSTART;TZID=Europe/Berlin:20270211T193000
DTEND;TZID=Europe/Berlin:20270211T220000
SUMMARY:Sitzung der Stadtverordneten
 versammlung\\, öffentlich
LOCATION:Rathaus\\; Saal
END:VEVENT"""


def read(folder: Path, *events: str, name: str = "sitzungen.ics") -> CalendarFile:
    path = folder / name
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR"]
    path.write_text("\n".join(lines).replace("\n", "\r\n"), encoding="utf-8")
    return ics_reading.read(path)


def test_an_event_is_read_with_folded_lines_escaped_signs_and_local_time(tmp_path: Path) -> None:
    (event,) = read(tmp_path, EVENT).events
    assert (event.uid, event.on, event.starts_at, event.ends_at) == (
        "sitzung-1",
        date(2027, 2, 11),
        "19:30",
        "22:00",
    )
    assert event.title == "Sitzung der Stadtverordnetenversammlung, öffentlich"
    assert event.place == "Rathaus; Saal"


@pytest.mark.parametrize(
    ("start", "on", "at"),
    [
        ("DTSTART;VALUE=DATE:20270211", date(2027, 2, 11), ""),
        ("DTSTART:20270211T183000Z", date(2027, 2, 11), "19:30"),
        ("DTSTART:20270711T223000Z", date(2027, 7, 12), "00:30"),
        ('DTSTART;X-A="a:b;c":20270211T190000', date(2027, 2, 11), "19:00"),
    ],
)
def test_days_and_times_are_those_of_the_clocks_here(tmp_path: Path, start: str, on: date, at: str) -> None:
    (event,) = read(tmp_path, f"BEGIN:VEVENT\n{start}\nSUMMARY:HFA\nEND:VEVENT").events
    assert (event.on, event.starts_at) == (on, at)


def test_alarms_and_their_times_belong_to_no_meeting(tmp_path: Path) -> None:
    alarm = "BEGIN:VALARM\nSUMMARY:Erinnerung\nDTSTART:20990101\nEND:VALARM\nEND:VEVENT"
    (event,) = read(tmp_path, EVENT.replace("END:VEVENT", alarm)).events
    assert (event.on, event.title[:7]) == (date(2027, 2, 11), "Sitzung")


def test_the_newest_state_of_an_event_counts_and_a_cancelled_one_says_so(tmp_path: Path) -> None:
    later = EVENT.replace("20270211", "20270218").replace(
        "END:VEVENT", "SEQUENCE:2\nSTATUS:CANCELLED\nEND:VEVENT"
    )
    (event,) = read(tmp_path, later, EVENT).events
    assert (event.on, event.is_cancelled) == (date(2027, 2, 18), True)


def test_a_repetition_is_named_and_never_expanded(tmp_path: Path) -> None:
    endless = EVENT.replace("END:VEVENT", "RRULE:FREQ=SECONDLY;COUNT=999999999\nEND:VEVENT")
    found = read(tmp_path, endless)
    assert len(found.events) == 1
    assert [row.code for row in found.leftovers] == ["repetition"]


def test_a_changed_occurrence_is_an_event_of_its_own(tmp_path: Path) -> None:
    other = EVENT.replace("20270211", "20270311").replace("END:VEVENT", "RECURRENCE-ID:20270310\nEND:VEVENT")
    assert len(read(tmp_path, EVENT, other).events) == 2


@pytest.mark.parametrize("start", ["DTSTART:morgen", "DTSTART:20270231", "DTSTART:20270211T250000", "X:1"])
def test_an_event_without_a_day_is_named(tmp_path: Path, start: str) -> None:
    found = read(tmp_path, f"BEGIN:VEVENT\nSUMMARY:HFA\n{start}\nEND:VEVENT")
    assert found.events == ()
    assert [(row.code, row.title) for row in found.leftovers] == [("event_without_day", "HFA")]


def test_what_is_no_calendar_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "brief.ics"
    path.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        ics_reading.read(path)
    assert refused.value.code == "no_calendar"
    assert refused.value.code in UNREADABLE


def test_a_file_that_is_too_large_or_gone_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_reading, "LARGEST_BYTES", 10)
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, EVENT)
    assert refused.value.code == "calendar_too_large"
    with pytest.raises(Unreadable) as refused:
        ics_reading.read(tmp_path / "fehlt.ics")
    assert refused.value.code == "no_access"


def test_nesting_without_end_and_more_events_than_are_read_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(tmp_path, *["BEGIN:VEVENT"] * 50_000).events == ()
    monkeypatch.setattr(ics_reading, "MOST_EVENTS", 2)
    many = [EVENT.replace("sitzung-1", f"sitzung-{number}") for number in range(5)]
    found = read(tmp_path, *many)
    assert (len(found.events), found.leftovers[-1].code) == (2, "too_many_events")


@given(st.lists(st.sampled_from([*EVENT.split("\n"), "BEGIN:VALARM", "END:VALARM", " ", "\tx", ":", ";=:"])))
def test_any_order_of_lines_is_read_or_passed_over(lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        found = read(Path(folder), *lines)
    assert len(found.events) + len(found.leftovers) <= 2 * len(lines)


def test_our_own_calendar_is_read_back(tmp_path: Path) -> None:
    view = View(Snapshot.of([cooperation(), *matter_rows(), *calendar_rows()]), TODAY)
    path = tmp_path / "termine.ics"
    path.write_bytes(ics.make(view, None))
    days = {event.on for event in ics_reading.read(path).events}
    assert {date(2027, 2, 18), date(2027, 4, 8)} <= days
