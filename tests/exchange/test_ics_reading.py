from collections import Counter
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
from ozgdesk.exchange import ics, ics_lines, ics_reading
from ozgdesk.texts.imports import UNREADABLE
from ozgdesk.texts.meeting_import import reason_text
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
    return ics_reading.read(path, TODAY)


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


def test_a_rule_that_cannot_be_followed_is_named_and_its_first_event_is_taken(tmp_path: Path) -> None:
    endless = EVENT.replace("END:VEVENT", "RRULE:FREQ=SECONDLY;COUNT=999999999\nEND:VEVENT")
    found = read(tmp_path, endless)
    assert len(found.events) == 1
    assert [row.code for row in found.leftovers] == ["odd_repetition"]


def repeated(*lines: str, start: str = "DTSTART;TZID=Europe/Berlin:20270114T193000") -> str:
    return "\n".join(["BEGIN:VEVENT", "UID:reihe", "SUMMARY:HFA", start, *lines, "END:VEVENT"])


def days(found: CalendarFile) -> list[str]:
    return [f"{row.on:%d.%m.%Y} {row.starts_at}".strip() for row in found.events]


def test_a_rule_becomes_single_meetings_without_exceptions_and_with_what_was_added(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        repeated(
            "RRULE:FREQ=MONTHLY;BYDAY=2TH;UNTIL=20270610T173000Z",
            "EXDATE;TZID=Europe/Berlin:20270311T193000,20270408T193000",
            "EXDATE;VALUE=DATE:20270513",
            "RDATE;TZID=Europe/Berlin:20270415T193000",
        ),
    )
    assert days(found) == ["14.01.2027 19:30", "11.02.2027 19:30", "15.04.2027 19:30", "10.06.2027 19:30"]
    assert found.leftovers == ()
    assert {row.uid for row in found.events} == {
        *("reihe 20270114", "reihe 20270211", "reihe 20270415", "reihe 20270610"),
    }


def test_the_end_of_a_rule_is_a_moment_or_a_whole_day(tmp_path: Path) -> None:
    before = repeated("RRULE:FREQ=WEEKLY;UNTIL=20270128T182900Z")
    assert days(read(tmp_path, before)) == ["14.01.2027 19:30", "21.01.2027 19:30"]
    whole = repeated("RRULE:FREQ=WEEKLY;UNTIL=20270128")
    assert len(read(tmp_path, whole).events) == 3


def test_a_meeting_of_a_rule_that_was_moved_or_cancelled_stands_for_its_day(tmp_path: Path) -> None:
    moved = repeated("RECURRENCE-ID:20270211T183000Z", start="DTSTART;TZID=Europe/Berlin:20270218T180000")
    cancelled = repeated("RECURRENCE-ID;TZID=Europe/Berlin:20270311T193000", "STATUS:CANCELLED", start="X:1")
    found = read(tmp_path, repeated("RRULE:FREQ=MONTHLY;BYDAY=2TH;COUNT=3"), moved, cancelled)
    assert days(found) == ["14.01.2027 19:30", "18.02.2027 18:00", "11.03.2027 19:30"]
    assert [row.is_cancelled for row in found.events] == [False, False, True]
    assert [row.uid for row in found.events][1:] == ["reihe 20270211", "reihe 20270311"]
    assert found.leftovers == ()


def test_a_whole_calendar_that_is_cancelled_cancels_its_meetings(tmp_path: Path) -> None:
    found = read(tmp_path, "METHOD:CANCEL", repeated("RRULE:FREQ=WEEKLY;COUNT=2"))
    assert [row.is_cancelled for row in found.events] == [True, True]


def test_a_rule_in_universal_time_keeps_its_hour_there(tmp_path: Path) -> None:
    found = read(
        tmp_path, repeated("RRULE:FREQ=MONTHLY;BYMONTHDAY=14;COUNT=4", start="DTSTART:20270114T183000Z")
    )
    assert [row.starts_at for row in found.events] == ["19:30", "19:30", "19:30", "20:30"]


def test_whole_days_repeat_without_a_time(tmp_path: Path) -> None:
    found = read(tmp_path, repeated("RRULE:FREQ=WEEKLY;COUNT=2", start="DTSTART;VALUE=DATE:20270114"))
    assert days(found) == ["14.01.2027", "21.01.2027"]


def test_a_rule_without_end_is_cut_and_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, repeated("RRULE:FREQ=WEEKLY", start="DTSTART:20100104T190000"))
    assert (found.events[0].on, found.events[-1].on) == (date(2026, 1, 5), date(2028, 12, 25))
    (left,) = found.leftovers
    assert reason_text(left.code, left.values) == (
        "Wiederholung; übernommen sind die Termine vom 01.01.2026 bis 31.12.2028"
    )


TOKYO = """BEGIN:VTIMEZONE
TZID:Dienstort
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE"""
OUTLOOK = """BEGIN:VTIMEZONE
TZID:Mitteleuropa
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    ("zone", "start", "seen"),
    [
        (TOKYO, "DTSTART;TZID=Dienstort:20270212T030000", "11.02.2027 19:00"),
        (OUTLOOK, "DTSTART;TZID=Mitteleuropa:20270211T190000", "11.02.2027 19:00"),
        (OUTLOOK, "DTSTART;TZID=Mitteleuropa:20270711T190000", "11.07.2027 19:00"),
        ("X:1", "DTSTART;TZID=W. Europe Standard Time:20270711T190000", "11.07.2027 19:00"),
    ],
)
def test_a_zone_counts_as_the_file_describes_it(tmp_path: Path, zone: str, start: str, seen: str) -> None:
    found = read(tmp_path, zone, repeated(start=start))
    assert days(found) == [seen]
    assert found.leftovers == ()


def test_a_zone_that_nobody_describes_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, repeated(start="DTSTART;TZID=Mond:20270211T190000"))
    assert days(found) == ["11.02.2027 19:00"]
    assert [(row.code, row.title) for row in found.leftovers] == [("unknown_zone", "Mond")]


def test_broken_lines_odd_letters_and_a_file_that_breaks_off_are_named_once_each(tmp_path: Path) -> None:
    path = tmp_path / "alt.ics"
    text = f"BEGIN:VCALENDAR\n{EVENT}\nunlesbar\n;;;\nBEGIN:VEVENT\nSUMMARY:Ende"
    path.write_bytes(text.encode("cp1252"))
    found = ics_reading.read(path, TODAY)
    assert [row.title[-11:] for row in found.events] == [" öffentlich"]
    assert [row.code for row in found.leftovers] == ["broken_lines", "odd_letters", "cut_off"]
    assert reason_text("broken_lines", found.leftovers[0].values).startswith("2 Zeilen")


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
        ics_reading.read(path, TODAY)
    assert refused.value.code == "no_calendar"
    assert refused.value.code in UNREADABLE


def test_a_file_that_is_too_large_or_gone_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_lines, "LARGEST_BYTES", 10)
    with pytest.raises(Unreadable) as refused:
        read(tmp_path, EVENT)
    assert refused.value.code == "calendar_too_large"
    with pytest.raises(Unreadable) as refused:
        ics_reading.read(tmp_path / "fehlt.ics", TODAY)
    assert refused.value.code == "no_access"


HOSTILE = (
    "RRULE:FREQ=DAILY",
    "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "RRULE:FREQ=YEARLY;COUNT=999999999",
    "RDATE:" + ",".join(["20270101T000000"] * 2000),
)


def test_hostile_rules_come_to_an_end_and_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ics_reading, "MOST_RULES", 20)
    events = [
        repeated(HOSTILE[number % 4], start="DTSTART:00010101T000000").replace("UID:", f"UID:{number}")
        for number in range(200)
    ]
    found = read(tmp_path, *events)
    codes = Counter(row.code for row in found.leftovers)
    assert codes["too_many_rules"] == codes["repetition_cut"] == ics_reading.MOST_NAMED
    assert codes["more_leftovers"] == 1
    assert len(found.events) <= ics_reading.MOST_EVENTS


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
    assert len(found.events) <= len(lines)
    assert all(reason_text(row.code, row.values) for row in found.leftovers)


def test_our_own_calendar_is_read_back(tmp_path: Path) -> None:
    view = View(Snapshot.of([cooperation(), *matter_rows(), *calendar_rows()]), TODAY)
    path = tmp_path / "termine.ics"
    path.write_bytes(ics.make(view, None))
    days = {event.on for event in ics_reading.read(path, TODAY).events}
    assert {date(2027, 2, 18), date(2027, 4, 8)} <= days
