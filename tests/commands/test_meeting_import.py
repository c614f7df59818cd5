from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ozgdesk.commands.meeting_import import former_meetings, import_meeting_calendar, plan_meetings
from ozgdesk.commands.new_term import begin_term
from ozgdesk.commands.records import delete, edit
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.change_set import Fate
from ozgdesk.domain.councils import Meeting
from ozgdesk.domain.incoming_meetings import CalendarFile, IncomingEvent, MeetingPlan
from ozgdesk.exchange import ics, ics_reading
from ozgdesk.present.meeting_import import event_rows
from tests.domain.council_calendar import COUNCIL, FINANCE, NA, USI, body, body_id, matter_rows, meetings
from tests.helpers import TODAY, cooperation, make_workspace


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


def planned(project: Workspace, *events: IncomingEvent, body: str | None = None) -> MeetingPlan:
    former = former_meetings(project)
    file = CalendarFile("k.ics", events)
    return plan_meetings(project.snapshot, file, body, since=TODAY, former=former)


def taken(project: Workspace, *events: IncomingEvent, body: str | None = None) -> list[tuple[Fate, str]]:
    plan = planned(project, *events, body=body)
    import_meeting_calendar(project, plan)
    return [(row.fate, row.code) for row in plan.proposals]


def reasons(project: Workspace, *events: IncomingEvent) -> list[str]:
    return [row.reason for row in event_rows(project.view, planned(project, *events))]


def meeting_of(project: Workspace, at: str) -> Meeting:
    (found,) = [row for row in project.snapshot.all(Meeting) if row.committee_id == at]
    return found


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
    (found,) = planned(project, event("1", about, date(2027, 2, 11))).proposals
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
    plan = planned(project, FIRST, event("2", "Fest", date(2027, 5, 1)))
    assert [(row.municipality, row.reason) for row in event_rows(project.view, plan)] == [
        ("USI", "wird eingetragen"),
        ("", "kein Gremium zu erkennen; bitte nennen Sie es"),
    ]


def test_the_title_decides_before_the_other_words(project: Workspace) -> None:
    about = "Sitzung HFA. Vorbereitung der Stadtverordnetenversammlung Usingen"
    (found,) = planned(project, IncomingEvent("1", "Sitzung HFA", about, date(2027, 2, 4))).proposals
    assert found.committee_id == body_id(USI, FINANCE)


def test_what_was_edited_here_stays_and_what_the_file_changed_is_taken(project: Workspace) -> None:
    taken(project, FIRST)
    id_ = meeting_of(project, body_id(USI, COUNCIL)).id
    project.run("x", edit(Meeting, id_, starts_at="20:00"))
    assert taken(project, FIRST) == [(Fate.SKIPPED, "kept")]
    moved = event("1", FIRST.about, date(2027, 2, 18), starts_at="19:30")
    assert taken(project, moved) == [(Fate.CHANGED, "moved")]
    here = project.snapshot.get(Meeting, id_)
    assert (here.held_on, here.starts_at) == (date(2027, 2, 18), "20:00")


def test_what_both_sides_changed_is_a_conflict_until_somebody_decides(project: Workspace) -> None:
    taken(project, FIRST)
    id_ = meeting_of(project, body_id(USI, COUNCIL)).id
    project.run("x", edit(Meeting, id_, held_on=date(2027, 2, 15), starts_at="20:00"))
    other = event("1", FIRST.about, date(2027, 2, 18), starts_at="20:00")
    assert taken(project, other) == [(Fate.CONFLICT, "disputed")]
    assert reasons(project, other) == [
        "hier und in der Datei verschieden: Sitzungstag (hier 15.02.2027, dort 18.02.2027); "
        "der Stand hier bleibt"
    ]
    assert project.snapshot.get(Meeting, id_).held_on == date(2027, 2, 15)
    plan = planned(project, other)
    assert import_meeting_calendar(project, plan, frozenset({"1"})) == 1
    assert project.snapshot.get(Meeting, id_).held_on == date(2027, 2, 18)
    assert taken(project, other) == [(Fate.SKIPPED, "unchanged")]


def test_what_only_the_file_changed_is_taken_beside_a_conflict(project: Workspace) -> None:
    taken(project, FIRST)
    id_ = meeting_of(project, body_id(USI, COUNCIL)).id
    project.run("x", edit(Meeting, id_, starts_at="20:00"))
    other = event("1", FIRST.about, FIRST.on, starts_at="18:00", is_cancelled=True)
    (reason,) = reasons(project, other)
    assert reason.startswith("ist abgesagt; hier und in der Datei verschieden: Beginn (hier 20:00")
    taken(project, other)
    here = project.snapshot.get(Meeting, id_)
    assert (here.is_cancelled, here.starts_at) == (True, "20:00")


def test_a_meeting_that_was_deleted_here_does_not_come_back(project: Workspace) -> None:
    taken(project, FIRST)
    project.run("x", delete(Meeting, meeting_of(project, body_id(USI, COUNCIL)).id))
    assert taken(project, FIRST) == [(Fate.SKIPPED, "removed_here")]
    assert held(project, body_id(USI, COUNCIL)) == []


def test_an_import_that_was_taken_back_does_not_count_as_one(project: Workspace) -> None:
    taken(project, FIRST)
    project.undo()
    assert taken(project, FIRST) == [(Fate.NEW, "new_meeting")]


def test_what_was_typed_by_hand_is_filled_where_it_is_blank_and_questioned_where_it_differs(
    project: Workspace,
) -> None:
    told = event("9", "HFA", date(2027, 3, 2), starts_at="18:00")
    assert taken(project, told) == [(Fate.CHANGED, "changed")]
    assert meeting_of(project, body_id(USI, FINANCE)).starts_at == "18:00"
    cancelled = event("9", "HFA", date(2027, 3, 2), starts_at="18:00", is_cancelled=True)
    assert taken(project, cancelled) == [(Fate.CONFLICT, "disputed")]
    assert not meeting_of(project, body_id(USI, FINANCE)).is_cancelled


def test_two_events_of_one_day_are_two_meetings(project: Workspace) -> None:
    first, second = (event(uid, "HFA", date(2027, 4, 2), starts_at=f"{uid}:00") for uid in ("17", "19"))
    assert taken(project, first, second) == [(Fate.NEW, "new_meeting")] * 2
    assert taken(project, first, second) == [(Fate.SKIPPED, "unchanged")] * 2


def test_identities_that_a_system_makes_anew_double_nothing(project: Workspace) -> None:
    taken(project, FIRST)
    again = event("anders", FIRST.about, FIRST.on, starts_at="19:30")
    assert taken(project, again) == [(Fate.SKIPPED, "there_already")]


def test_what_is_over_is_entered_only_when_somebody_wants_it(project: Workspace) -> None:
    past = event("1", "HFA", date(2026, 3, 2))
    assert taken(project, past) == [(Fate.NEW, "new_past_meeting")]
    assert held(project, body_id(USI, FINANCE)) == [date(2027, 3, 2)]
    assert import_meeting_calendar(project, planned(project, past), frozenset({"1"})) == 1
    assert held(project, body_id(USI, FINANCE))[0] == date(2026, 3, 2)


def test_a_meeting_stays_known_when_a_new_term_gave_it_to_another_body(project: Workspace) -> None:
    taken(project, FIRST)
    project.run("x", begin_term(USI, "XX", date(2027, 1, 1)))
    moved = event("1", FIRST.about, date(2027, 2, 18), starts_at="19:30")
    assert taken(project, moved) == [(Fate.CHANGED, "moved")]
    (row,) = [row for row in project.snapshot.all(Meeting) if row.source]
    assert (row.held_on, row.committee_id == body_id(USI, COUNCIL)) == (date(2027, 2, 18), False)


def test_all_events_for_one_body_go_to_the_body_of_their_term(project: Workspace) -> None:
    project.run("x", begin_term(USI, "XX", date(2027, 1, 1)))
    taken(project, event("1", "Sitzung", date(2027, 2, 4)), body=body_id(USI, COUNCIL))
    (row,) = [row for row in project.snapshot.all(Meeting) if row.source]
    assert row.committee_id != body_id(USI, COUNCIL)


def test_our_own_calendar_changes_nothing_when_it_comes_back(project: Workspace, tmp_path: Path) -> None:
    taken(project, FIRST)
    path = tmp_path / "termine.ics"
    path.write_bytes(ics.make(project.view, None))
    plan = planned(project, *ics_reading.read(path, TODAY).events)
    assert plan.taken_at_first == frozenset()
    assert {row.code for row in plan.proposals} == {"unchanged", "own_day"}
    assert len([row for row in plan.proposals if row.code == "unchanged"]) == 2
