"""The calendar file, read back with the icalendar package, and held against the rules of RFC 5545 itself."""

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import SAMPLES, build_sample
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.view import View
from ozgdesk.exchange.ics import escaped, folded, make
from tests.domain.council_calendar import COUNCIL, body, matter_rows, meetings
from tests.exchange.rows import GLA, HOSTILE, KNOWN, NA, SCHM, USI, empty, project, view
from tests.helpers import TODAY, id_of


def events(found: View, municipality_id: str | None = None) -> dict[str, Event]:
    calendar = Calendar.from_ical(make(found, municipality_id))
    assert calendar.errors == []
    return {str(event["SUMMARY"]): event for event in calendar.events}


def lines(data: bytes) -> list[bytes]:
    assert data.endswith(b"\r\n")
    found = data[:-2].split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in found)
    return found


def test_every_kind_of_day_is_an_event() -> None:
    assert set(events(view())) == {
        "Frist: A-002 Vergabewesen",
        "Frist: A-005 Nur Schmitten",
        "Entfällt: Frist: A-006 Entfallenes",
        "Meilenstein: A-004 Freigabe",
        "Zuarbeit NA: A-002 Vergabewesen",
        "Zuarbeit GLA: A-003 Bericht (erledigt)",
        "Wiedervorlage: Nachfragen, ob da",
        "Wiedervorlage: Rückruf",
        "Sitzung USI: Magistrat",
        "Entfällt: Sitzung: Lenkungsgruppe",
        "Sitzung NA: Stadtverordnetenversammlung",
    }


def test_a_deadline_takes_its_whole_day_and_blocks_nobody() -> None:
    found = events(view())["Frist: A-002 Vergabewesen"]
    assert (date(2026, 12, 18), date(2026, 12, 19)) == (found.DTSTART, found.DTEND)
    assert found["TRANSP"] == "TRANSPARENT"
    assert "Federführung: Usingen" in found["DESCRIPTION"]


def test_a_meeting_has_its_time_in_berlin() -> None:
    found = events(view())["Sitzung USI: Magistrat"]
    assert found.DTSTART.replace(tzinfo=None) == datetime(2026, 12, 7, 17, 30)
    assert found["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert found.DTSTART.utcoffset() == timedelta(hours=1)
    assert found["LOCATION"] == "Rathaus; Saal 1, Wilhelmjstraße"


def test_the_zone_in_the_file_knows_summer_and_winter() -> None:
    calendar = Calendar.from_ical(make(view(), None))
    zone = calendar.timezones[0].to_tz(lookup_tzid=False)
    assert datetime(2026, 7, 1, 12, tzinfo=zone).utcoffset() == timedelta(hours=2)
    assert datetime(2026, 12, 1, 12, tzinfo=zone).utcoffset() == timedelta(hours=1)


def test_without_a_meeting_with_a_time_there_is_no_zone() -> None:
    assert b"VTIMEZONE" not in make(view(), SCHM)


def council_days(
    municipality_id: str | None = None, *, as_of: date = TODAY, **values: object
) -> dict[str, Event]:
    """The calendar of a council with a Vorlagenschluss of 14 and a Ladungsfrist of 7 days."""
    rows = [
        *matter_rows(),
        body(NA, COUNCIL, notice_days=7, closing_days=14),
        body(GLA, COUNCIL, name="Gemeindevertretung"),
        *meetings(NA, COUNCIL, [date(2027, 2, 18)], **values),
        *meetings(GLA, COUNCIL, [date(2027, 2, 25)]),
    ]
    return events(View(Snapshot.of(rows), as_of), municipality_id)


def test_what_must_be_there_before_a_meeting_is_an_event_of_its_municipality() -> None:
    found = council_days(NA)
    closing = found["Vorlagenschluss NA: Stadtverordnetenversammlung am 18.02.2027"]
    notice = found["Ladungsfrist NA: Stadtverordnetenversammlung am 18.02.2027"]
    assert (date(2027, 2, 4), date(2027, 2, 10)) == (closing.DTSTART, notice.DTSTART)
    assert closing["DESCRIPTION"].startswith("Letzter Tag für Vorlagen")
    assert not [name for name in found if "Gemeindevertretung" in name]


def test_a_body_without_its_own_times_has_only_the_statutory_ladungsfrist() -> None:
    found = council_days(GLA)
    notice = found["Ladungsfrist GLA: Gemeindevertretung am 25.02.2027"]
    assert "gesetzliche Ladungsfrist" in notice["DESCRIPTION"]
    assert not [name for name in found if name.startswith("Vorlagenschluss")]


def test_days_before_a_meeting_keep_their_identity_when_it_moves_or_is_cancelled() -> None:
    name = "Vorlagenschluss NA: Stadtverordnetenversammlung am 18.02.2027"
    before, cancelled = council_days()[name], council_days(is_cancelled=True)[f"Entfällt: {name}"]
    assert before["UID"] == cancelled["UID"]
    assert cancelled["STATUS"] == "CANCELLED"
    (id_,) = (row.id for row in meetings(NA, COUNCIL, [date(2027, 2, 18)]))
    assert before["UID"] == f"{id_}-closing@ozg-desk"


def test_a_meeting_that_is_over_asks_for_nothing_any_more() -> None:
    assert [
        name for name in council_days(NA, as_of=date(2027, 2, 19)) if not name.startswith("Sitzung")
    ] == []


def test_what_is_cancelled_says_so_and_keeps_its_identity() -> None:
    found = events(view())["Entfällt: Sitzung: Lenkungsgruppe"]
    assert found["STATUS"] == "CANCELLED"
    assert found["UID"] == f"{id_of(91)}-meeting@ozg-desk"
    assert date(2026, 12, 9) == found.DTSTART, "29:59 is no time"


@pytest.mark.parametrize(
    ("municipality_id", "absent", "present"),
    [
        (USI, "Frist: A-005 Nur Schmitten", "Zuarbeit NA: A-002 Vergabewesen"),
        (NA, "Sitzung USI: Magistrat", "Wiedervorlage: Nachfragen, ob da"),
        (GLA, "Zuarbeit NA: A-002 Vergabewesen", "Zuarbeit GLA: A-003 Bericht (erledigt)"),
        (SCHM, "Frist: A-002 Vergabewesen", "Meilenstein: A-004 Freigabe"),
    ],
)
def test_a_municipality_gets_what_concerns_it(municipality_id: str, absent: str, present: str) -> None:
    found = events(view(), municipality_id)
    assert present in found
    assert absent not in found
    assert "Entfällt: Sitzung: Lenkungsgruppe" in found, "what is held together concerns all"


def test_an_event_is_the_same_for_everybody_whom_it_concerns() -> None:
    whole, part = events(view()), events(view(), NA)
    assert {name: event.to_ical() for name, event in part.items()} == {
        name: whole[name].to_ical() for name in part
    }


def test_no_person_is_named() -> None:
    assert b"Muster" not in b"".join(lines(make(view(), None))).replace(b"\r\n ", b"")


def test_identities_stay_when_a_day_moves_and_the_stamp_is_the_datenstand() -> None:
    others = [row for row in project() if not isinstance(row, FollowUp)]
    moved = [
        FollowUp(**{**row.model_dump(), "due_on": date(2027, 2, 1)})
        for row in project()
        if isinstance(row, FollowUp)
    ]
    later = View(Snapshot.of([*others, *moved]), TODAY, KNOWN + timedelta(days=1))
    before, after = events(view()), events(later)
    assert {event["UID"] for event in before.values()} == {event["UID"] for event in after.values()}
    assert {event.DTSTAMP for event in before.values()} == {KNOWN}
    assert {event.DTSTAMP for event in after.values()} == {KNOWN + timedelta(days=1)}


def test_the_same_view_gives_the_same_bytes() -> None:
    assert make(view(), None) == make(view(), None)


def test_an_empty_project_gives_a_calendar_without_events() -> None:
    assert events(empty()) == {}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_keeps_to_the_rules(sample: str) -> None:
    rows = build_sample(sample, TODAY, SYSTEM_CLOCK.new_id)
    data = make(View(Snapshot.of(rows), TODAY), None)
    found = lines(data)
    assert max(map(len, found)) <= 75
    for line in found:
        line.decode()
    unfolded = data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert all(re.match(r"[A-Z-]+(;[A-Z]+=[\w/-]+)*:", line, re.ASCII) for line in unfolded)
    uids = [line for line in unfolded if line.startswith("UID:")]
    assert len(set(uids)) == len(uids) == unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT")


def test_a_text_cannot_end_its_line_or_begin_another_property() -> None:
    rows = [
        FollowUp(id=id_of(1), due_on=TODAY, text="a\r\nATTENDEE:b\nEND:VEVENT\u2028c\x00\x1bd"),
        *(FollowUp(id=id_of(number), due_on=TODAY, text=text) for number, text in enumerate(HOSTILE, 2)),
        FollowUp(id=id_of(99), due_on=date.max, text="Letzter Tag"),
    ]
    found = events(View(Snapshot.of(rows), TODAY))
    assert "Wiedervorlage: a\nATTENDEE:b\nEND:VEVENT\ncd" in found
    assert {f"Wiedervorlage: {text.strip()}" for text in HOSTILE} <= set(found)
    assert len(found) == len(rows)
    assert all("ATTENDEE" not in event for event in found.values())


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_folded_between_characters_and_comes_back(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    pieces = folded(line).encode().split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert pieces[0].decode() + "".join(piece.decode()[1:] for piece in pieces[1:]) == line
