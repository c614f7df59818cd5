"""The page Besprechung piece by piece: the line, topics, attendance, results, closed minutes, empty files."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.commands import minutes, records
from ozgdesk.commands.minutes import Topic
from ozgdesk.domain.councils import Committee, Meeting
from ozgdesk.domain.meetings import attendance_of
from ozgdesk.domain.minutes import MinuteItem
from ozgdesk.domain.people import Person
from ozgdesk.domain.steering import Decision
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    ConstraintKind,
    DecisionRule,
    MinutesState,
    Outcome,
    Presence,
    TaskState,
)
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.meeting import MeetingView
from tests.helpers import TODAY, TestClock, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, show_active

STRG = Qt.KeyboardModifier.ControlModifier
BODY = Committee(
    id=id_of(500),
    name="Lenkungsgruppe",
    kind=CommitteeKind.STEERING_GROUP,
    order="A",
    decision_rule=DecisionRule.CONSENSUS,
)
NOW = Meeting(id=id_of(511), committee_id=BODY.id, held_on=TODAY, starts_at="10:00")
PEOPLE = [
    Person(id=id_of(600 + n), name=f"Stelle {n}", municipality_id=id_of(n), is_function=True) for n in (1, 2)
]
LATE = task(
    17,
    "Vergabewesen",
    duration_minutes=480,
    constraint_kind=ConstraintKind.NOT_BEFORE,
    constraint_on=date(2026, 11, 9),
)
QUESTION = Decision(id=id_of(700), order="A", question="Wer beschafft?")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = [cooperation(), *four_municipalities(), BODY, NOW, *PEOPLE, LATE, QUESTION]
    found = make_desk(tmp_path, [*rows, lead(LATE, 1, person_id=id_of(601))], TestClock(first_id=0xABC000))
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> MeetingView:
    return shown(desk, qtbot)


def shown(desk: Desk, qtbot: QtBot) -> MeetingView:
    found = MeetingView(desk)
    qtbot.addWidget(found)
    found.resize(1300, 800)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    found.show_view(desk.view)
    show_active(qtbot, found)
    return found


def start(view: MeetingView, *topics: Topic) -> None:
    view.desk.run("Beginn", minutes.start_minutes(NOW.id, topics))
    if topics:
        view.entries.pick(view.rows.entries[0].id)


def enter(qtbot: QtBot, view: MeetingView, text: str) -> None:
    view.line.field.setFocus()
    view.line.field.setText(text)
    qtbot.keyClick(view.line.field, Qt.Key.Key_Return)


def texts(view: MeetingView) -> list[str]:
    return [entry.text for entry in view.rows.entries]


def test_proposals_become_topics_and_are_not_offered_again(view: MeetingView, qtbot: QtBot) -> None:
    assert [row.text for row in view.proposals.table.rows.rows] == ["A-017 Vergabewesen", "Wer beschafft?"]
    assert view.proposals.empty.isHidden()
    view.proposals.take_all.click()
    assert "Kein weiterer Vorschlag" in view.proposals.empty.text()
    assert not view.proposals.empty.isHidden()
    assert texts(view) == ["A-017 Vergabewesen", "Wer beschafft?"]
    assert view.proposals.table.rows.rowCount() == 0
    assert view.side.tabText(0) == "Vorschläge"
    view.desk.undo()
    assert texts(view) == []
    assert view.no_entries.isVisible()


def test_topics_are_ordered_renamed_and_removed_by_key(view: MeetingView, qtbot: QtBot) -> None:
    for text in ("Eins", "Zwei"):
        enter(qtbot, view, text)
    qtbot.keyClick(view.entries, Qt.Key.Key_Up, STRG)
    assert texts(view) == ["Zwei", "Eins"]
    model = view.entries.rows
    assert model.setData(model.index(0, 1), "Zuerst")
    assert texts(view) == ["Zuerst", "Eins"]
    qtbot.keyClick(view.entries, Qt.Key.Key_Delete)
    assert texts(view) == ["Eins"]
    qtbot.keyClick(view.entries, Qt.Key.Key_Insert)
    assert view.line.field.hasFocus()


def test_wrong_input_stays_in_the_line_with_its_reason(view: MeetingView, qtbot: QtBot) -> None:
    start(view)
    enter(qtbot, view, "NAX: Angebot einholen")
    assert view.line.field.text() == "NAX: Angebot einholen"
    assert "Das Kürzel „NAX“ gibt es nicht" in view.line.reason.text()
    assert view.line.reason.isVisible()
    qtbot.keyClick(view.line.field, Qt.Key.Key_Backspace)
    assert not view.line.reason.isVisible()
    view.line.field.setText("A-017 geplant")
    qtbot.keyClick(view.line.field, Qt.Key.Key_Return)
    assert view.line.reason.text() == "Die Aufgabe ist schon in diesem Zustand."
    assert texts(view) == []


def test_a_meeting_is_not_closed_over_a_line_that_is_only_typed(view: MeetingView, qtbot: QtBot) -> None:
    start(view)
    qtbot.keyClicks(view.line.field, "Noch ein Wort")
    view.take_next_step()
    assert not view.closing.isVisible()
    assert view.line.field.hasFocus()
    assert "noch nicht im Protokoll" in view.line.reason.text()
    qtbot.keyClick(view.line.field, Qt.Key.Key_Return)
    view.take_next_step()
    assert view.closing.isVisible()
    assert texts(view) == ["Noch ein Wort"]


def test_a_rule_of_the_project_refuses_in_the_line_too(view: MeetingView, qtbot: QtBot) -> None:
    start(view)
    enter(qtbot, view, "USI: " + "x" * 300)
    assert view.line.reason.text() == ""
    view.line.taken()
    enter(qtbot, view, "- " + "x" * 10)
    view.desk.run("Zu", minutes.close_minutes(NOW.id))
    made, reason = view.verbs.enter(NOW.id, "", "Etwas")
    assert (made, reason) == (None, "Das Protokoll ist abgeschlossen; bitte öffnen Sie es zuerst wieder.")


def test_completion_offers_codes_and_numbers_and_tab_takes_one(view: MeetingView, qtbot: QtBot) -> None:
    start(view)
    field = view.line.field
    field.setFocus()
    qtbot.keyClicks(field, "ne")
    assert [one.line for one in field.offered] == ["NA: "]
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert (field.text(), field.offered) == ("NA: ", ())
    field.setText("")
    qtbot.keyClicks(field, "a17")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "A-017 "
    assert "erledigt" in field.offered[0].line
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.offered == ()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert view.entries.hasFocus()


def test_a_line_writes_under_the_topic_that_page_keys_choose(view: MeetingView, qtbot: QtBot) -> None:
    start(view, Topic("Eins"), Topic("Zwei"))
    assert view.line.topic.text() == "TOP 1"
    qtbot.keyClick(view.line.field, Qt.Key.Key_PageDown)
    assert view.line.topic.text() == "TOP 2"
    enter(qtbot, view, "Zur Zwei")
    qtbot.keyClick(view.line.field, Qt.Key.Key_PageUp)
    enter(qtbot, view, "USI: Nachfragen bis +3")
    assert texts(view) == ["Eins", "A-018 USI: Nachfragen bis 26.11.2026", "Zwei", "Zur Zwei"]
    assert view.results.table.rows.rows[0].number == "A-018"


def test_a_resolution_under_a_question_decides_it_unless_somebody_objects(
    view: MeetingView, qtbot: QtBot
) -> None:
    start(view, Topic("Wer beschafft?", "decision", QUESTION.id))
    enter(qtbot, view, "Beschluss: Usingen beschafft.")
    assert view.resolution.objections.hasFocus()
    assert view.resolution.question.currentText() == "Wer beschafft?"
    assert view.desk.snapshot.get(Decision, QUESTION.id).decided_on == TODAY
    qtbot.keyClicks(view.resolution.objections, "Schmitten")
    assert view.resolution.hint.text() == "Einvernehmen: nicht angenommen."
    qtbot.keyClick(view.resolution.objections, Qt.Key.Key_Return)
    assert not view.resolution.isVisible()
    assert view.line.field.hasFocus()
    assert view.rows.entries[-1].result == "kein Einvernehmen; Widerspruch von: Schmitten"
    assert view.desk.snapshot.get(Decision, QUESTION.id) == QUESTION


def test_a_resolution_can_be_postponed_and_linked_to_a_question_later(
    view: MeetingView, qtbot: QtBot
) -> None:
    view.desk.run("Regel", records.edit(Committee, BODY.id, decision_rule=DecisionRule.MAJORITY))
    start(view)
    enter(qtbot, view, "Beschluss: Ja.")
    qtbot.keyClicks(view.resolution.votes[0], "x")
    assert view.resolution.hint.text() == "Stimmen sind ganze Zahlen, zum Beispiel 21."
    view.resolution.take()
    assert view.resolution.isVisible()
    view.resolution.votes[0].clear()
    view.resolution.take()
    assert "folgt kein Ergebnis" in view.resolution.hint.text()
    view.resolution.outcome.setCurrentIndex(view.resolution.outcome.findData(Outcome.POSTPONED))
    view.resolution.take()
    assert view.rows.entries[-1].result == "vertagt"
    view.entries.pick(view.rows.entries[-1].id)
    qtbot.keyClick(view.entries, Qt.Key.Key_Return)
    view.resolution.question.setCurrentIndex(view.resolution.question.findData(QUESTION.id))
    view.resolution.outcome.setCurrentIndex(0)
    view.resolution.votes[0].setText("3")
    view.resolution.votes[1].setText("0")
    view.resolution.take()
    assert view.desk.snapshot.get(Decision, QUESTION.id).outcome == "Ja."
    view.desk.undo()
    assert view.desk.snapshot.get(Decision, QUESTION.id) == QUESTION


def test_without_a_rule_the_result_is_chosen(view: MeetingView, qtbot: QtBot) -> None:
    view.desk.run("Regel", records.edit(Committee, BODY.id, decision_rule=DecisionRule.NOT_STATED))
    start(view)
    enter(qtbot, view, "Beschluss: Ja.")
    qtbot.keyClicks(view.resolution.votes[0], "3")
    assert "wählen Sie das Ergebnis" in view.resolution.hint.text()
    view.resolution.take()
    assert view.rows.entries[-1].result == "Ergebnis offen (3\u00a0Ja)"
    view._on_opened(view.rows.entries[-1].id)
    view.resolution.outcome.setCurrentIndex(view.resolution.outcome.findData(Outcome.CARRIED))
    view.resolution.take()
    assert view.rows.entries[-1].result == "angenommen (3\u00a0Ja)"
    view.take_next_step()
    assert "Wie „Lenkungsgruppe“ beschließt" in view.closing.missing.text()


def test_each_vote_stands_beside_its_word(view: MeetingView, qtbot: QtBot) -> None:
    view.desk.run("Regel", records.edit(Committee, BODY.id, decision_rule=DecisionRule.MAJORITY))
    start(view)
    enter(qtbot, view, "Beschluss: Ja.")
    for word, vote in zip(*[iter(view.resolution._of_votes)] * 2, strict=True):
        assert word.width() <= word.sizeHint().width() + 1
        assert 0 < vote.x() - word.geometry().right() <= 12


def test_undo_takes_the_bar_of_a_resolution_with_it(view: MeetingView, qtbot: QtBot) -> None:
    start(view)
    enter(qtbot, view, "Beschluss: Ja.")
    view.desk.undo()
    assert not view.resolution.isVisible()
    assert texts(view) == []


def test_attendance_is_proposed_turned_and_completed(view: MeetingView, qtbot: QtBot) -> None:
    view.side.setCurrentWidget(view.attendance)
    view.attendance.propose.click()
    table = view.attendance.table
    (line,) = table.rows.rows
    assert (line.who, line.presence) == ("Stelle 1", Presence.PRESENT)
    table.pick(line.id)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert attendance_of(view.desk.snapshot, NOW.id)[0].presence is Presence.EXCUSED
    titles = [column.title for column in table.rows.columns]
    assert table.rows.setData(table.rows.index(0, titles.index("Vertretung")), "Stelle 2")
    assert table.rows.setData(table.rows.index(0, titles.index("Protokoll")), "nein")
    kept = attendance_of(view.desk.snapshot, NOW.id)[0]
    assert (kept.deputy_id, kept.gets_minutes) == (id_of(602), False)
    view.attendance.guest.setFocus()
    qtbot.keyClicks(view.attendance.guest, "ekom21")
    qtbot.keyClick(view.attendance.guest, Qt.Key.Key_Return)
    assert [row.who for row in table.rows.rows] == ["Stelle 1", "ekom21"]
    table.pick(table.rows.rows[1].id)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert table.rows.rowCount() == 1
    view.desk.undo()
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert table.rows.rowCount() == 0
    view.desk.undo()
    assert table.rows.rowCount() == 2
    with qtbot.waitSignal(view.desk.told) as told:
        view.attendance.propose.click()
    assert "stehen schon in der Teilnahmeliste" in told.args[0]


def test_a_guest_that_is_refused_stays_typed(view: MeetingView, qtbot: QtBot) -> None:
    view.side.setCurrentWidget(view.attendance)
    qtbot.keyClicks(view.attendance.guest, "ekom21")
    view.desk.run("Schließen", minutes.start_minutes(NOW.id))
    view.desk.run("Schließen", minutes.close_minutes(NOW.id, "", None))
    view.attendance._on_guest()
    assert view.attendance.guest.text() == "ekom21"
    view.desk.run("Öffnen", minutes.reopen_minutes(NOW.id))
    view.attendance._on_guest()
    assert view.attendance.guest.text() == ""
    assert [row.who for row in view.rows.attendance] == ["ekom21"]


def test_what_a_meeting_set_going_is_named_where_room_is_scarce(view: MeetingView, qtbot: QtBot) -> None:
    start(view)
    enter(qtbot, view, "USI: Angebot einholen bis 04.12.")
    view.side.setCurrentWidget(view.results)
    view.splitter.setSizes([700, 300])
    table = view.results.table
    what = [column.title for column in table.rows.columns].index("Was")
    assert table.columnWidth(what) >= table.rows.columns[what].width


def test_closed_minutes_refuse_with_a_sentence_until_they_are_opened_again(
    view: MeetingView, qtbot: QtBot
) -> None:
    start(view, Topic("Eins"))
    view.take_next_step()
    assert "Noch offen: Es ist niemand als anwesend eingetragen." in view.closing.missing.text()
    view.closing.next_on.line.setText("31.02.")
    view.closing.take()
    assert "Februar" in view.closing.reason.text()
    view.closing.next_on.line.setText("20.11.2026")
    view.closing.take()
    assert "muss nach dieser Sitzung liegen" in view.closing.reason.text()
    view.closing.next_on.line.setText("21.12.2026")
    qtbot.keyClick(view.closing.next_on.line, Qt.Key.Key_Return)
    assert view.rows.is_closed
    assert not view.line.isVisible()
    assert sorted(row.held_on for row in view.desk.snapshot.all(Meeting)) == [TODAY, date(2026, 12, 21)]
    view.entries.pick(view.rows.entries[0].id)
    with qtbot.waitSignal(view.desk.told) as told:
        qtbot.keyClick(view.entries, Qt.Key.Key_Delete)
    assert told.args[0].startswith("Das Protokoll ist abgeschlossen")
    view.take_next_step()
    assert view.rows.is_open
    qtbot.keyClick(view.entries, Qt.Key.Key_Delete)
    assert texts(view) == []


def test_picking_an_entry_shows_its_task_and_return_leads_to_the_board(
    view: MeetingView, qtbot: QtBot
) -> None:
    start(view, Topic("A-017", "task", LATE.id), Topic("Sonst"))
    view.entries.pick(view.rows.entries[1].id)
    assert view.desk.subject is None
    view.entries.pick(view.rows.entries[0].id)
    assert view.desk.subject == Subject(Task, LATE.id)
    with qtbot.waitSignal(view.desk.asked_for_place) as asked:
        qtbot.keyClick(view.entries, Qt.Key.Key_Return)
    assert asked.args == ["board", Subject(Task, LATE.id)]
    enter(qtbot, view, "A-017 erledigt")
    assert view.desk.snapshot.get(Task, LATE.id).state is TaskState.DONE
    assert view.rows.changed[0].change == "geplant → erledigt"


def test_entries_attendance_and_meetings_are_found_by_id(view: MeetingView) -> None:
    start(view, Topic("Eins"))
    view.attendance.propose.click()
    entry, there = view.rows.entries[0].id, view.rows.attendance[0].id
    assert view.select(MinuteItem, entry)
    assert view.entries.picked_id() == entry
    assert view.select(type(attendance_of(view.desk.snapshot, NOW.id)[0]), there)
    assert view.side.currentWidget() is view.attendance
    assert not view.select(Task, LATE.id)


def test_an_empty_file_offers_the_first_meeting_with_its_body(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    view = shown(desk, qtbot)
    assert view.first.isVisible()
    assert not view.line.isVisible()
    assert not view.head.isVisible()
    names = dict(view.verbs.bodies())
    assert list(names.values()) == [
        "Lenkungsgruppe (neu anlegen)",
        "Bürgermeisterrunde (neu anlegen)",
        "Arbeitskreis (neu anlegen)",
    ]
    qtbot.keyClick(view.first.button, Qt.Key.Key_Return)
    assert view.head._chooser.isVisible()
    qtbot.keyClick(view.head._chooser.line, Qt.Key.Key_Return)
    assert not view.first.isVisible()
    (made,) = desk.snapshot.all(Meeting)
    assert (view.meeting_id, made.minutes_state) == (made.id, MinutesState.NONE)
    assert desk.subject == Subject(Meeting, made.id)
    desk.undo()
    assert view.first.isVisible()
    close_desk(desk)
