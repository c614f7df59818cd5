"""Setting a Wiedervorlage anywhere in the window, and coming back to its subject."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.domain.cooperation import SharedOffice
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.steering import FollowUp, Risk
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.vocabulary import CommitteeKind
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.follow_up_prompt import FollowUpPrompt
from ozgdesk.ui.main_window import MainWindow
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, show_active

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WORK = task(1, "Vergabewesen")
OFFICE = Person(id=id_of(50), name="Hauptamt Usingen", municipality_id=id_of(1))
AWAY = Absence(id=id_of(51), person_id=OFFICE.id, from_on=TODAY, until_on=TODAY)
RISK = Risk(id=id_of(52), order="A", title="Beschluss verzögert sich")
COUNCIL = Committee(
    id=id_of(53), order="A", name="Vertretung", kind=CommitteeKind.COUNCIL, municipality_id=id_of(1)
)
SHARED = SharedOffice(id=id_of(54), name="Vergabestelle", seat_id=id_of(1))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = [cooperation(), *four_municipalities(), WORK, lead(WORK, 1), OFFICE, AWAY, RISK, COUNCIL, SHARED]
    found = make_desk(tmp_path, rows)
    yield found
    close_desk(found)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[MainWindow]:
    found = MainWindow(desk)
    qtbot.addWidget(found)
    found.resize(1440, 900)
    found.show_place("today")
    show_active(qtbot, found)
    yield found
    found.watch.stop()


def ask(window: MainWindow, qtbot: QtBot) -> FollowUpPrompt:
    qtbot.keyClick(window, Qt.Key.Key_W, CTRL | SHIFT)
    return prompts(window)[0]


def prompts(window: MainWindow) -> list[FollowUpPrompt]:
    return [found for found in window.findChildren(FollowUpPrompt) if found.isVisible()]


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def kept(desk: Desk) -> list[tuple[str, str, int]]:
    """Each one as the kind and text, and in how many days it is due."""
    rows = desk.snapshot.all(FollowUp)
    return [(row.subject_kind, row.text, (row.due_on - TODAY).days) for row in rows]


def test_two_keys_set_one_for_a_week_from_now_and_give_the_cursor_back(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_place("board", Subject(Task, WORK.id))
    before = focused()
    asked = ask(window, qtbot)
    assert asked.title.text() == "Wiedervorlage zu: Aufgabe A-001 „Vergabewesen“"
    card = before.chosen_area()
    below = before.viewport().mapTo(window, card.bottomLeft())
    assert (asked.pos().x(), 0 <= asked.pos().y() - below.y() < 20) == (below.x(), True)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert kept(desk) == [("task", "Nachfragen", 7)]
    assert prompts(window) == []
    assert focused() is before
    desk.undo()
    assert kept(desk) == []


def test_text_day_and_person_are_typed_without_the_mouse(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_place("plan", Subject(Task, WORK.id))
    asked = ask(window, qtbot)
    for text in ("Angebot nachfordern", "+14", "Hauptamt"):
        qtbot.keyClick(focused(), Qt.Key.Key_A, CTRL)
        qtbot.keyClicks(focused(), text)
        if text != "Hauptamt":
            qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    asked.create_row()
    assert kept(desk) == [("task", "Angebot nachfordern", 14)]
    assert desk.snapshot.all(FollowUp)[0].person_id == OFFICE.id


def test_a_day_that_cannot_be_read_is_marked_and_nothing_typed_is_lost(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    window.show_place("plan", Subject(Task, WORK.id))
    asked = ask(window, qtbot)
    day = asked.form.rows["due_on"]
    day.field.inner.setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(focused(), "bald")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert "„bald“ ist kein Datum" in day.error
    window.show_place("today")
    assert window.place_key == "plan"
    assert prompts(window) == [asked]
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert prompts(window) == []
    assert kept(desk) == []


@pytest.mark.parametrize(
    ("place", "row"),
    [("people", OFFICE), ("people", SHARED), ("overview", RISK), ("council", COUNCIL)],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_it_is_set_in_every_place_and_leads_back_from_heute(
    desk: Desk, window: MainWindow, qtbot: QtBot, place: str, row: Entity
) -> None:
    window.show_place(place, Subject(type(row), row.id))
    ask(window, qtbot)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    (made,) = desk.snapshot.all(FollowUp)
    assert made.subject_id == row.id
    desk.workspace.set_as_of(TODAY + timedelta(days=7))
    window.show_place("today", Subject(FollowUp, made.id))
    table = window.view.sections["follow_up"].table
    assert row.model_dump().get("name", row.model_dump().get("title")) in table.rows.rows[0].detail
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert window.place_key == place
    assert desk.subject == Subject(type(row), row.id)


def test_without_a_selection_it_hangs_on_nothing(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    desk.unpick()
    asked = ask(window, qtbot)
    assert asked.title.text() == "Wiedervorlage ohne Bezug"
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert kept(desk) == [("", "Nachfragen", 7)]


def test_an_absence_has_none_and_the_window_says_so(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    desk.pick(Absence, AWAY.id)
    with qtbot.waitSignal(desk.told) as told:
        qtbot.keyClick(window, Qt.Key.Key_W, CTRL | SHIFT)
    assert told.args[0].startswith("„Abwesenheit“ hat keine Wiedervorlagen")
    assert prompts(window) == []


def test_going_elsewhere_gives_an_untouched_one_up_and_asking_twice_opens_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_place("plan", Subject(Task, WORK.id))
    asked = ask(window, qtbot)
    assert ask(window, qtbot) is asked
    window.top_bar.search.setFocus()
    assert prompts(window) == []
    assert window.top_bar.search.hasFocus()


def test_insert_in_heute_asks_for_one_about_nothing(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    desk.pick(Task, WORK.id)
    desk.asked_for_follow_up.emit()
    assert prompts(window)[0].title.text() == "Wiedervorlage ohne Bezug"
