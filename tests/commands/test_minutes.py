"""A meeting from its preparation to its closed minutes, each step taken back and done again."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ozgdesk.commands import minutes, records, tasks
from ozgdesk.commands.minutes import Topic
from ozgdesk.commands.noting import MOST_NEW, noted
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.meetings import attendance_of, items_of
from ozgdesk.domain.minutes import Attendance, MinuteItem
from ozgdesk.domain.ownership import ownership
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Decision, FollowUp
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    DecisionRule,
    MinutesState,
    Outcome,
    Presence,
    Role,
    TaskState,
)
from ozgdesk.domain.votes import Votes
from ozgdesk.present.capture import Captured, NewNote, NewResolution, NewState, NewTask, NewTopic
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, make_workspace, task

USI, NA, GLA = id_of(1), id_of(2), id_of(3)
BODY = Committee(
    id=id_of(500),
    name="Lenkungsgruppe",
    kind=CommitteeKind.STEERING_GROUP,
    order="A",
    decision_rule=DecisionRule.CONSENSUS,
)
MEETING = Meeting(id=id_of(511), committee_id=BODY.id, held_on=TODAY, place="Rathaus")
WORK = task(17, "Vergabewesen")
LED = lead(WORK, 1, person_id=id_of(601))
PART = Assignment(id=id_of(3001), task_id=WORK.id, municipality_id=GLA, role=Role.CONTRIBUTOR)
QUESTION = Decision(id=id_of(700), order="A", question="Wer beschafft?")
PERSON = Person(id=id_of(601), name="Vergabestelle Usingen", municipality_id=USI, is_function=True)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    rows = [cooperation(), *four_municipalities(), BODY, MEETING, PERSON, WORK, LED, PART, QUESTION]
    found = make_workspace(tmp_path, rows)
    yield found
    found.close()


def run(workspace: Workspace, command: Callable[[Any], Any]) -> Any:
    """Do a command, take it back, do it again; each time the rows are the same."""
    before = workspace.snapshot
    result = workspace.run("Schritt", command)
    after = workspace.snapshot
    if after is not before:
        workspace.undo()
        assert workspace.snapshot == before
        workspace.redo()
        assert workspace.snapshot == after
    return result


def refused(workspace: Workspace, command: Callable[[Any], Any]) -> str:
    before = workspace.snapshot
    with pytest.raises(RuleViolation) as violation:
        workspace.run("Schritt", command)
    assert workspace.snapshot is before
    return violation.value.code


def started(workspace: Workspace, *topics: str) -> list[str]:
    """Begin the meeting; returns the ids of its topics."""
    run(workspace, minutes.start_minutes(MEETING.id, [Topic(text) for text in topics]))
    return [item.id for item in items_of(workspace.snapshot, MEETING.id)]


def lines(workspace: Workspace) -> list[tuple[str, str]]:
    return [(item.kind.value, item.text) for item in items_of(workspace.snapshot, MEETING.id)]


def keep(workspace: Workspace, topic: str, captured: Captured) -> Any:
    return run(workspace, minutes.capture(MEETING.id, topic, captured))


def test_a_prepared_meeting_takes_over_time_place_and_people_of_the_last_one(workspace: Workspace) -> None:
    run(workspace, minutes.invite(MEETING.id))
    run(workspace, records.create(Attendance, meeting_id=MEETING.id, guest="ekom21"))
    run(workspace, records.edit(Meeting, MEETING.id, starts_at="10:00", chair_id=PERSON.id))
    made = run(workspace, minutes.prepare_meeting(BODY.id, date(2026, 12, 21)))
    assert (made.starts_at, made.place, made.chair_id) == ("10:00", "Rathaus", PERSON.id)
    there = attendance_of(workspace.snapshot, made.id)
    assert [(row.person_id, row.guest) for row in there] == [(PERSON.id, ""), (None, "ekom21")]


def test_inviting_twice_adds_nobody_twice(workspace: Workspace) -> None:
    assert len(run(workspace, minutes.invite(MEETING.id))) == 1
    assert run(workspace, minutes.invite(MEETING.id)) == ()


def test_a_body_that_is_not_kept_yet_comes_with_its_first_meeting(workspace: Workspace) -> None:
    made = run(workspace, minutes.found_body(CommitteeKind.WORKING_GROUP, TODAY))
    assert workspace.snapshot.get(Committee, made.committee_id).name == "Arbeitskreis"


def test_a_started_meeting_has_its_topics_and_a_begin(workspace: Workspace) -> None:
    run(workspace, minutes.add_topics(MEETING.id, [Topic("Begrüßung")]))
    started(workspace, "Stand", "Verschiedenes")
    assert [text for _, text in lines(workspace)] == ["Begrüßung", "Stand", "Verschiedenes"]
    meeting = workspace.snapshot.get(Meeting, MEETING.id)
    assert (meeting.minutes_state, meeting.starts_at) == (MinutesState.OPEN, "09:00")


def test_only_one_meeting_runs_at_a_time(workspace: Workspace) -> None:
    other = run(workspace, minutes.prepare_meeting(BODY.id, date(2026, 12, 21)))
    started(workspace)
    assert refused(workspace, minutes.start_minutes(other.id)) == "minutes_open"
    assert (
        refused(workspace, records.edit(Meeting, other.id, minutes_state=MinutesState.OPEN)) == "minutes_open"
    )


def test_entries_stand_behind_those_of_their_topic(workspace: Workspace) -> None:
    first, second = started(workspace, "Stand", "Verschiedenes")
    keep(workspace, second, NewNote("Gruß"))
    keep(workspace, first, NewNote("Alles gut"))
    keep(workspace, first, NewTopic("Dazwischen"))
    keep(workspace, first, NewNote("Noch etwas", WORK.id))
    assert [text for _, text in lines(workspace)] == [
        "Stand",
        "Alles gut",
        "A-017 Noch etwas",
        "Dazwischen",
        "Verschiedenes",
        "Gruß",
    ]


def test_a_line_is_refused_while_the_meeting_does_not_run(workspace: Workspace) -> None:
    assert refused(workspace, minutes.capture(MEETING.id, "", NewNote("x"))) == "minutes_not_open"


def test_a_task_is_given_with_lead_contributors_and_day(workspace: Workspace) -> None:
    (topic,) = started(workspace, "Stand")
    day = date(2026, 12, 4)
    entry = keep(workspace, topic, NewTask(NA, (GLA,), "Angebot ekom21 einholen", day))
    given = workspace.snapshot.get(Task, entry.subject_id)
    owned = ownership(workspace.snapshot)
    assert (given.name, given.deadline_on) == ("Angebot ekom21 einholen", day)
    assert owned.lead[given.id].municipality_id == NA
    assert [(p.municipality_id, p.due_on) for p in owned.contributors[given.id]] == [(GLA, day)]
    assert lines(workspace)[-1] == ("task", "A-018 NA, GLA: Angebot ekom21 einholen bis 04.12.2026")


def test_a_state_in_a_line_changes_the_task_and_is_noted_once(workspace: Workspace) -> None:
    (topic,) = started(workspace, "Stand")
    new = NewState(WORK.id, TaskState.WAITING_THIRD, waiting_for="ekom21", due_on=date(2026, 12, 4))
    run(workspace, noted(minutes.capture(MEETING.id, topic, new)))
    assert lines(workspace)[1:] == [("change", "A-017 Vergabewesen: geplant → wartet auf Dritte (ekom21)")]
    (inquiry,) = workspace.snapshot.all(FollowUp)
    assert (inquiry.subject_id, inquiry.text) == (WORK.id, "Nachfragen: ekom21")
    again = NewState(WORK.id, TaskState.WAITING_THIRD, waiting_for="ekom21")
    assert keep(workspace, topic, again) is None


def test_what_the_board_changes_is_noted_under_the_topic_in_the_same_step(workspace: Workspace) -> None:
    first, _ = started(workspace, "Stand", "Verschiedenes")
    steps = len(workspace.heads())
    workspace.run("Zustand", noted(tasks.change_state(WORK.id, TaskState.IN_PROGRESS), first))
    workspace.run("Übergabe", noted(tasks.hand_over_lead(WORK.id, NA), first))
    workspace.run("Zuarbeit", noted(tasks.finish_contribution(PART.id)))
    workspace.run("Frist", noted(records.edit(Task, WORK.id, deadline_on=date(2026, 12, 4))))
    assert len(workspace.heads()) == steps + 4
    assert [text for kind, text in lines(workspace) if kind == "change"] == [
        "A-017 Vergabewesen: geplant → in Arbeit",
        "A-017 Vergabewesen: Federführung USI → NA",
        "A-017 Vergabewesen: Zuarbeit GLA erledigt",
        "A-017 Vergabewesen: Frist keine → 04.12.2026",
    ]
    assert lines(workspace)[1][0] == "change"
    for _ in range(4):
        workspace.undo()
    assert workspace.snapshot.get(Task, WORK.id) == WORK
    assert len(lines(workspace)) == 2


def test_a_task_made_on_the_board_is_noted_and_a_whole_list_is_not(workspace: Workspace) -> None:
    first, _ = started(workspace, "Vergabe", "Sonstiges")
    workspace.run("Neu", noted(tasks.create_task("Angebote einholen", NA), first))
    assert lines(workspace)[1] == ("task", "A-018 NA: Angebote einholen")
    captured = NewTask(NA, (), "Protokoll versenden")
    workspace.run("Zeile", noted(minutes.capture(MEETING.id, first, captured)))
    assert [text for kind, text in lines(workspace) if kind == "task"][1:] == [
        "A-019 NA: Protokoll versenden"
    ]

    def many(tx: Transaction) -> None:
        for number in range(MOST_NEW + 1):
            tasks.create_task(f"Zeile {number}")(tx)

    workspace.run("Liste", noted(many))
    assert len([text for kind, text in lines(workspace) if kind == "task"]) == 2


def test_the_topic_about_a_task_gets_what_happens_to_it(workspace: Workspace) -> None:
    run(workspace, minutes.add_topics(MEETING.id, [Topic("A-017", "task", WORK.id), Topic("Verschiedenes")]))
    started(workspace)
    run(workspace, noted(tasks.change_state(WORK.id, TaskState.DONE)))
    assert [kind for kind, _ in lines(workspace)] == ["topic", "change", "topic"]


def test_outside_a_meeting_and_without_a_change_nothing_is_noted(workspace: Workspace) -> None:
    run(workspace, noted(tasks.change_state(WORK.id, TaskState.IN_PROGRESS)))
    started(workspace)
    run(workspace, noted(records.edit(Task, WORK.id, name="Vergabe")))
    run(workspace, noted(records.delete(Task, WORK.id)))
    assert lines(workspace) == []


def test_a_resolution_under_a_question_decides_it_and_an_objection_opens_it_again(
    workspace: Workspace,
) -> None:
    run(workspace, minutes.add_topics(MEETING.id, [Topic("Wer beschafft?", "decision", QUESTION.id)]))
    (topic,) = started(workspace)
    entry = keep(workspace, topic, NewResolution("Usingen beschafft."))
    assert (entry.outcome, entry.subject_id) == (Outcome.CARRIED, QUESTION.id)
    decided = workspace.snapshot.get(Decision, QUESTION.id)
    assert (decided.outcome, decided.decided_on) == ("Usingen beschafft.", TODAY)
    run(workspace, records.edit(MinuteItem, entry.id, text="Usingen beschafft für alle."))
    assert workspace.snapshot.get(Decision, QUESTION.id).outcome == "Usingen beschafft für alle."
    run(workspace, minutes.resolve(entry.id, Votes(), objections="Glashütten", decision_id=QUESTION.id))
    assert workspace.snapshot.get(MinuteItem, entry.id).outcome is Outcome.NOT_CARRIED
    assert workspace.snapshot.get(Decision, QUESTION.id) == QUESTION


def test_removing_the_resolution_opens_the_question_unless_it_was_answered_otherwise(
    workspace: Workspace,
) -> None:
    started(workspace)
    entry = keep(workspace, "", NewResolution("Ja."))
    run(workspace, minutes.resolve(entry.id, Votes(), decision_id=QUESTION.id))
    run(workspace, minutes.remove_item(entry.id))
    assert workspace.snapshot.get(Decision, QUESTION.id) == QUESTION
    entry = keep(workspace, "", NewResolution("Ja."))
    run(workspace, minutes.resolve(entry.id, Votes(), decision_id=QUESTION.id))
    run(workspace, records.edit(Decision, QUESTION.id, outcome="Ja, mit Auflage."))
    run(workspace, minutes.remove_item(entry.id))
    assert workspace.snapshot.get(Decision, QUESTION.id).outcome == "Ja, mit Auflage."


def test_votes_decide_by_the_rule_of_the_body(workspace: Workspace) -> None:
    run(workspace, records.edit(Committee, BODY.id, decision_rule=DecisionRule.MAJORITY))
    started(workspace)
    entry = keep(workspace, "", NewResolution("Ja."))
    assert entry.outcome is Outcome.OPEN
    assert refused(workspace, minutes.resolve(entry.id, Votes(3))) == "votes_needed"
    assert run(workspace, minutes.resolve(entry.id, Votes(3, 1, 0))).outcome is Outcome.CARRIED
    assert run(workspace, records.edit(MinuteItem, entry.id, votes_no=3)).outcome is Outcome.NOT_CARRIED
    postponed = minutes.resolve(entry.id, Votes(), outcome=Outcome.POSTPONED)
    assert run(workspace, postponed).outcome is Outcome.POSTPONED


def test_only_resolutions_have_a_result(workspace: Workspace) -> None:
    (topic,) = started(workspace, "Stand")
    assert refused(workspace, minutes.resolve(topic, Votes())) == "no_resolution"


def test_a_topic_moves_and_goes_with_all_that_belongs_to_it(workspace: Workspace) -> None:
    first, second, _ = started(workspace, "Eins", "Zwei", "Drei")
    keep(workspace, first, NewNote("a"))
    keep(workspace, first, NewNote("b"))
    run(workspace, minutes.move_item(first, 1))
    assert [text for _, text in lines(workspace)] == ["Zwei", "Eins", "a", "b", "Drei"]
    run(workspace, minutes.move_item(second, 9))
    assert [text for _, text in lines(workspace)] == ["Eins", "a", "b", "Drei", "Zwei"]
    run(workspace, minutes.remove_item(first))
    assert [text for _, text in lines(workspace)] == ["Drei", "Zwei"]


def test_an_entry_moves_by_one_and_stays_at_the_ends(workspace: Workspace) -> None:
    first, _ = started(workspace, "Eins", "Zwei")
    note = keep(workspace, first, NewNote("a"))
    run(workspace, minutes.move_item(note.id, 1))
    assert [text for _, text in lines(workspace)] == ["Eins", "Zwei", "a"]
    run(workspace, minutes.move_item(note.id, 1))
    assert [text for _, text in lines(workspace)] == ["Eins", "Zwei", "a"]
    run(workspace, minutes.move_item(note.id, -9))
    assert [text for _, text in lines(workspace)] == ["a", "Eins", "Zwei"]


def test_closed_minutes_refuse_changes_until_they_are_opened_again(workspace: Workspace) -> None:
    run(workspace, minutes.invite(MEETING.id))
    (topic,) = started(workspace, "Stand")
    run(workspace, minutes.close_minutes(MEETING.id, "11:30"))
    there = attendance_of(workspace.snapshot, MEETING.id)[0]
    for command in (
        records.edit(MinuteItem, topic, text="Anders"),
        records.create(MinuteItem, meeting_id=MEETING.id),
        minutes.remove_item(topic),
        records.edit(Attendance, there.id, presence=Presence.ABSENT),
        records.edit(Meeting, MEETING.id, place="Anderswo"),
        records.delete(Meeting, MEETING.id),
        minutes.start_minutes(MEETING.id),
    ):
        assert refused(workspace, command) == "minutes_closed"
    assert workspace.snapshot.get(Meeting, MEETING.id).ends_at == "11:30"
    run(workspace, minutes.reopen_minutes(MEETING.id))
    run(workspace, records.edit(MinuteItem, topic, text="Anders"))
    assert lines(workspace) == [("topic", "Anders")]


def test_closing_prepares_the_next_meeting_once(workspace: Workspace) -> None:
    started(workspace)
    assert refused(workspace, minutes.close_minutes(MEETING.id, "", TODAY)) == "next_not_later"
    day = date(2026, 12, 21)
    run(workspace, minutes.close_minutes(MEETING.id, "11:30", day))
    run(workspace, minutes.reopen_minutes(MEETING.id))
    run(workspace, minutes.close_minutes(MEETING.id, "11:45", day))
    days = sorted(row.held_on for row in workspace.snapshot.all(Meeting))
    assert days == [TODAY, day]
    assert refused(workspace, minutes.close_minutes(MEETING.id)) == "minutes_not_open"
