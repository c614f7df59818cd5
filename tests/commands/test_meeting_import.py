from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands.meeting_import import import_meetings, plan_meetings
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.incoming_meetings import CalendarFile, IncomingEvent
from ozgdesk.present.meeting_import import event_rows
from ozgdesk.texts.meeting_import import IMPORT_MEETINGS
from tests.domain.council_calendar import COUNCIL, FINANCE, NA, USI, body, body_id, matter_rows, meetings
from tests.helpers import cooperation, make_workspace


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    rows = [
        cooperation(),
        *matter_rows(),
        body(USI, COUNCIL, short_name="StVV"),
        body(USI, FINANCE, short_name="HFA"),
        body(NA, COUNCIL, short_name="StVV"),
        *meetings(USI, FINANCE, [date(2027, 3, 2)]),
    ]
    workspace = make_workspace(tmp_path, rows)
    yield workspace
    workspace.close()


def event(uid: str, about: str, on: date, **values: object) -> IncomingEvent:
    return IncomingEvent(uid, about, about, on, **values)


def taken(project: Workspace, *events: IncomingEvent, body: str | None = None) -> list[tuple[Fate, str]]:
    proposals = plan_meetings(project.snapshot, CalendarFile("k.ics", events), body)
    if any(row.fate in (Fate.NEW, Fate.CHANGED) for row in proposals):
        project.run(IMPORT_MEETINGS, import_meetings(proposals, "Kalenderdatei k.ics"))
    return [(row.fate, row.code) for row in proposals]


def held(project: Workspace, at: str) -> list[date]:
    return sorted(row.held_on for row in project.snapshot.all(Meeting) if row.committee_id == at)


FIRST = event("1", "Stadtverordnetenversammlung Usingen", date(2027, 2, 11), starts_at="19:30")


@pytest.mark.parametrize(
    ("about", "at"),
    [
        ("Stadtverordnetenversammlung Usingen", body_id(USI, COUNCIL)),
        ("12. Sitzung StVV, NA", body_id(NA, COUNCIL)),
        ("Sitzung HFA", body_id(USI, FINANCE)),
        ("Stadtverordnetenversammlung", ""),
        ("Seniorennachmittag", ""),
    ],
)
def test_the_body_is_told_from_the_words_where_they_name_one(project: Workspace, about: str, at: str) -> None:
    file = CalendarFile("k.ics", (event("1", about, date(2027, 2, 11)),))
    (found,) = plan_meetings(project.snapshot, file)
    assert found.committee_id == at
    assert (found.fate is Fate.NOT_CARRIED) == (not at)


def test_a_second_import_changes_nothing(project: Workspace) -> None:
    assert taken(project, FIRST) == [(Fate.NEW, "new_meeting")]
    before = project.snapshot
    assert taken(project, FIRST) == [(Fate.SKIPPED, "unchanged")]
    assert project.snapshot == before
    (row,) = [row for row in before.all(Meeting) if row.committee_id == body_id(USI, COUNCIL)]
    assert (row.starts_at, row.source) == ("19:30", "Kalenderdatei k.ics")


def test_meetings_that_are_moved_or_cancelled_there_are_seen(project: Workspace) -> None:
    taken(project, FIRST)
    moved = event("1", FIRST.about, date(2027, 2, 18), starts_at="19:30")
    assert taken(project, moved) == [(Fate.CHANGED, "moved")]
    assert held(project, body_id(USI, COUNCIL)) == [date(2027, 2, 18)]
    cancelled = event("1", FIRST.about, date(2027, 2, 18), starts_at="19:30", is_cancelled=True)
    assert taken(project, cancelled) == [(Fate.CHANGED, "cancelled")]
    assert [
        row.is_cancelled for row in project.snapshot.all(Meeting) if row.held_on == date(2027, 2, 18)
    ] == [True]


def test_a_meeting_that_was_entered_by_hand_is_not_doubled(project: Workspace) -> None:
    assert taken(project, event("9", "HFA", date(2027, 3, 2))) == [(Fate.SKIPPED, "there_already")]


def test_all_events_can_be_given_to_one_body_and_taken_back_in_one_step(project: Workspace) -> None:
    before = project.snapshot
    events = (event("1", "Sitzung", date(2027, 2, 4)), event("2", "Sitzung", date(2027, 3, 4)))
    taken(project, *events, body=body_id(NA, COUNCIL))
    assert held(project, body_id(NA, COUNCIL)) == [date(2027, 2, 4), date(2027, 3, 4)]
    project.undo()
    assert project.snapshot == before


def test_every_event_has_a_row_with_its_reason(project: Workspace) -> None:
    file = CalendarFile("k.ics", (FIRST, event("2", "Fest", date(2027, 5, 1))))
    rows = event_rows(project.view, file, plan_meetings(project.snapshot, file))
    assert [(row.municipality, row.reason) for row in rows] == [
        ("USI", "wird eingetragen"),
        ("", "kein Gremium zu erkennen; bitte nennen Sie es"),
    ]
