"""What the views work with: commands with their refusals, the row in hand, and jobs beside the window."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.problems import StoreProblem
from ozgdesk.commands.tasks import change_state
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.meetings import items_of
from ozgdesk.domain.minutes import MinuteItem
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import CommitteeKind, MinuteKind, MinutesState, TaskState
from ozgdesk.ui.desk import Desk, Subject
from tests.helpers import AUTHOR, TODAY, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk

FIRST = task(1).id


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, [*four_municipalities(), task(1), lead(task(1), 1)])
    yield found
    close_desk(found)


def test_a_refusal_is_told_and_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.told) as told:
        assert desk.run("Kommune löschen", records.delete(Municipality, id_of(1))) is None
    assert "wird noch verwendet" in told.args[0]
    assert len(desk.workspace.heads()) == 0


def test_undo_and_redo_say_what_they_did(desk: Desk) -> None:
    said: list[str] = []
    desk.told.connect(said.append)
    desk.run("Aufgabe ändern", records.edit(Task, FIRST, name="Anders"))
    desk.undo()
    desk.redo()
    desk.redo()
    assert said == [
        "Rückgängig: Aufgabe ändern",
        "Wiederholt: Aufgabe ändern",
        "Es gibt keinen Schritt, der wiederholt werden kann.",
    ]


def test_a_field_that_cannot_be_saved_stops_every_other_command(desk: Desk) -> None:
    detach = desk.attach_editor(lambda: False)
    assert desk.run("Aufgabe ändern", records.edit(Task, FIRST, name="Anders")) is None
    desk.pick(Task, FIRST)
    assert desk.subject is None
    detach()
    assert desk.run("Aufgabe ändern", records.edit(Task, FIRST, name="Anders")) is not None


def test_a_row_that_is_gone_is_no_longer_in_hand(desk: Desk) -> None:
    picked: list[Subject | None] = []
    desk.pick(Task, FIRST)
    desk.picked.connect(picked.append)
    desk.run("Aufgabe löschen", records.delete(Task, FIRST))
    assert picked == [None]


def test_a_released_file_is_taken_again_by_the_next_edit(desk: Desk) -> None:
    desk.workspace.release()
    assert desk.run("Aufgabe ändern", records.edit(Task, FIRST, name="Anders")) is not None
    assert desk.workspace.is_writable


def test_a_file_taken_by_somebody_else_is_a_problem_and_not_an_edit(desk: Desk, qtbot: QtBot) -> None:
    desk.workspace.release()
    other = Workspace.open(desk.workspace.path, author=AUTHOR)
    with qtbot.waitSignal(desk.failed) as failed:
        desk.run("Aufgabe ändern", records.edit(Task, FIRST, name="Anders"))
    other.close()
    problem = failed.args[0]
    assert isinstance(problem, StoreProblem)
    assert problem.code == "locked"
    assert desk.snapshot.get(Task, FIRST).name == "Aufgabe 1"


def test_a_job_runs_beside_the_window_and_answers_in_it(desk: Desk, qtbot: QtBot) -> None:
    answers: list[tuple[int, int]] = []
    here = threading.get_ident()
    desk.jobs.run(threading.get_ident, done=lambda there: answers.append((there, threading.get_ident())))
    assert desk.jobs.is_busy
    qtbot.waitUntil(lambda: bool(answers))
    there, back = answers[0]
    assert there != here
    assert back == here
    assert not desk.jobs.is_busy


def test_an_error_in_a_job_reaches_whoever_asked(desk: Desk, qtbot: QtBot) -> None:
    errors: list[BaseException] = []
    desk.jobs.run(int, "keine Zahl", failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ValueError)


def test_closing_the_desk_waits_for_jobs_and_calls_nobody_back(desk: Desk) -> None:
    answers: list[object] = []
    gate = threading.Event()
    desk.jobs.run(gate.wait, 5, done=answers.append)
    gate.set()
    desk.jobs.finish()
    assert answers == []
    assert not desk.jobs.is_busy


def test_while_a_meeting_is_open_a_step_notes_what_becomes_of_a_task(tmp_path: Path) -> None:
    body = Committee(id=id_of(500), name="LG", kind=CommitteeKind.STEERING_GROUP, order="A")
    meeting = Meeting(id=id_of(511), committee_id=body.id, held_on=TODAY, minutes_state=MinutesState.OPEN)
    topic = MinuteItem(id=id_of(561), meeting_id=meeting.id, order="A", kind=MinuteKind.TOPIC, text="Eins")
    other = MinuteItem(id=id_of(562), meeting_id=meeting.id, order="B", kind=MinuteKind.TOPIC, text="Zwei")
    desk = make_desk(tmp_path, [cooperation(), body, meeting, topic, other, task(1)])
    desk.topic_id = topic.id
    desk.run("Zustand", change_state(task(1).id, TaskState.DONE))
    found = [item.text for item in items_of(desk.snapshot, meeting.id)]
    assert found == ["Eins", "A-001 Aufgabe 1: geplant → erledigt", "Zwei"]
    desk.undo()
    assert desk.snapshot.get(Task, task(1).id) == task(1)
    assert len(items_of(desk.snapshot, meeting.id)) == 2
    close_desk(desk)
