from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import SharedOffice
from ozgdesk.domain.councils import Committee, OfficeHolder
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.vocabulary import CommitteeKind, Office
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.people import PeopleView
from ozgdesk.ui.views.people_dialogs import EraseDialog, LeaveDialog
from ozgdesk.ui.views.people_tabs import Tab
from tests.conftest import Dialogs
from tests.helpers import four_municipalities, id_of, lead, make_workspace, task

KIM, POST = id_of(50), id_of(51)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    job = task(1, "Vergabewesen")
    found = make_workspace(
        tmp_path,
        [
            *four_municipalities(),
            Person(id=KIM, name="Kim Beispiel", municipality_id=id_of(1), function="IT-Leitung"),
            Person(id=POST, name="Stelle Hauptamt", municipality_id=id_of(2), is_function=True),
            Absence(
                id=id_of(70),
                person_id=KIM,
                from_on=date(2026, 11, 30),
                until_on=date(2026, 12, 11),
            ),
            Committee(id=id_of(30), name="Magistrat", kind=CommitteeKind.ADMINISTRATION, order="A"),
            OfficeHolder(id=id_of(31), municipality_id=id_of(1), office=Office.MAYOR),
            SharedOffice(id=id_of(40), name="Standesamt", seat_id=id_of(2)),
            job,
            lead(job, 1, person_id=KIM),
        ],
    )
    yield found
    found.close()


@pytest.fixture
def view(qtbot: QtBot, workspace: Workspace) -> Iterator[PeopleView]:
    desk = Desk(workspace)
    found = PeopleView(desk)
    qtbot.addWidget(found)
    found.resize(1100, 760)
    desk.changed.connect(lambda _step: found.show_view(desk.view))
    found.show_view(desk.view)
    found.show()
    yield found
    desk.close()


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        (Person, KIM),
        (Absence, id_of(70)),
        (Committee, id_of(30)),
        (OfficeHolder, id_of(31)),
        (SharedOffice, id_of(40)),
    ],
)
def test_every_row_of_the_place_can_be_reached(view: PeopleView, kind: type, id_: str) -> None:
    assert view.select(kind, id_)
    assert view.desk.subject == Subject(kind, id_)
    assert not view.select(kind, id_of(999))


def test_a_row_of_another_place_is_not_here(view: PeopleView) -> None:
    assert not view.select(Assignment, id_of(2001))


def test_the_search_keeps_what_matches(view: PeopleView, qtbot: QtBot) -> None:
    view.find_here()
    qtbot.keyClicks(view.persons.search, "haupt na")
    assert [row.id for row in view.persons.model.rows] == [POST]
    assert view.select(Person, KIM), "what is looked for is shown, whatever the search says"


def test_a_leaver_hands_over_after_seeing_what_changes(view: PeopleView, dialogs: Dialogs) -> None:
    seen: list[str] = []

    def answer(dialog: LeaveDialog) -> None:
        dialog.day.line.setText("31.12.2026")
        dialog.successor.setCurrentIndex(dialog.successor.findData(POST))
        seen.append(dialog.changes.toPlainText())
        dialog.accept()

    view.select(Person, KIM)
    dialogs.expect(answer)
    view.leave_button.click()
    assert "Federführung USI bei A-001" in seen[0]
    assert view.desk.snapshot.get(Assignment, id_of(2001)).person_id == POST
    assert view.desk.snapshot.get(Person, KIM).left_on == date(2026, 12, 31)
    view.desk.undo()
    assert view.desk.snapshot.get(Assignment, id_of(2001)).person_id == KIM


def test_a_day_that_cannot_be_read_hands_nothing_over(view: PeopleView, dialogs: Dialogs) -> None:
    def answer(dialog: LeaveDialog) -> None:
        dialog.day.line.setText("irgendwann")
        dialog.day.edited.emit()
        assert not dialog.accept_button.isEnabled()
        dialog.reject()

    view.select(Person, KIM)
    dialogs.expect(answer)
    view.leave_person()
    assert view.desk.snapshot.get(Person, KIM).left_on is None


def test_erasing_says_what_is_lost_and_leaves_no_byte_of_the_name(
    view: PeopleView, dialogs: Dialogs, tmp_path: Path
) -> None:
    view.select(Person, KIM)
    view.add_person()
    view.select(Person, KIM)
    backup = view.desk.workspace.backup("save")
    assert b"Kim Beispiel" in backup.read_bytes()

    def answer(dialog: EraseDialog) -> None:
        text = " ".join(label.text() for label in dialog.findChildren(type(view.absences.warnings)))
        assert "Stelle: IT-Leitung" in text
        assert "1\u00a0Schritt im Verlauf" in text
        dialog.erase_button.click()

    dialogs.expect(answer)
    view.erase_person()
    assert view.desk.snapshot.get(Person, KIM).name == "Stelle: IT-Leitung"
    assert view.desk.workspace.undo_label is None
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not any(b"Kim Beispiel" in path.read_bytes() for path in files)


def test_cancelling_erases_nothing(view: PeopleView, dialogs: Dialogs) -> None:
    view.select(Person, KIM)
    dialogs.expect(lambda dialog: dialog.reject())
    view.erase_person()
    assert view.desk.snapshot.get(Person, KIM).name == "Kim Beispiel"


def test_a_post_cannot_be_erased(view: PeopleView) -> None:
    view.select(Person, POST)
    assert not view.erase_button.isEnabled()


def test_new_rows_are_made_with_the_key_of_the_table_and_opened(view: PeopleView, qtbot: QtBot) -> None:
    tables = (
        (view.persons.table, Person),
        (view.absences.table, Absence),
        (view.bodies.bodies, Committee),
        (view.bodies.holders, OfficeHolder),
        (view.offices.table, SharedOffice),
    )
    for table, kind in tables:
        before = len(view.desk.snapshot.all(kind))
        with qtbot.waitSignal(view.desk.asked_to_edit):
            qtbot.keyClick(table, Qt.Key.Key_Insert)
        assert len(view.desk.snapshot.all(kind)) == before + 1
        assert view.desk.subject is not None
        assert view.desk.subject.kind is kind


def test_a_row_is_deleted_with_the_key_and_comes_back_with_undo(view: PeopleView, qtbot: QtBot) -> None:
    view.select(Absence, id_of(70))
    qtbot.keyClick(view.absences.table, Qt.Key.Key_Delete)
    assert view.desk.snapshot.all(Absence) == ()
    view.desk.undo()
    assert len(view.desk.snapshot.all(Absence)) == 1


def test_a_click_on_the_timeline_picks_the_absence(view: PeopleView, qtbot: QtBot) -> None:
    view.tabs.setCurrentWidget(view.absences)
    timeline = view.absences.timeline
    spots = (QPoint(x, y) for y in range(0, timeline.height(), 4) for x in range(0, timeline.width(), 4))
    spot = next(point for point in spots if timeline.bar_at(point))
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=spot)
    assert view.desk.subject == Subject(Absence, id_of(70))


def test_warnings_stand_below_and_the_timeline_is_described(view: PeopleView) -> None:
    assert "keine Vertretung benannt (federführend bei A-001)" in view.absences.warnings.text()
    assert "abwesend" in view.absences.timeline.accessibleDescription()


def test_an_empty_project_says_what_belongs_here(qtbot: QtBot, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, [])
    desk = Desk(workspace)
    view = PeopleView(desk)
    qtbot.addWidget(view)
    view.show_view(desk.view)
    assert "Ansprechpersonen" in view.persons.empty.text()
    with qtbot.waitSignal(desk.told):
        view.add_absence()
    with qtbot.waitSignal(desk.told):
        view.offices.table.on_create()
    desk.close()
    workspace.close()


def test_a_narrow_place_shows_the_buttons_without_words_but_with_names(view: PeopleView) -> None:
    view.resize(500, 600)
    QApplication.processEvents()
    assert view.width() == 500
    assert (view.leave_button.text(), view.leave_button.accessibleName()) == ("", "Scheidet aus …")
    assert view.leave_button.geometry().left() >= view.persons.search.geometry().right()
    view.resize(1200, 600)
    assert view.leave_button.text() == "Scheidet aus …"


def test_names_keep_their_room_in_a_narrow_window(view: PeopleView) -> None:
    view.resize(500, 500)
    for place in range(view.tabs.count()):
        view.tabs.setCurrentIndex(place)
        tab = view.tabs.widget(place)
        assert isinstance(tab, Tab)
        QApplication.processEvents()
        for table in tab.tables.values():
            columns = table.rows.columns
            name = next(at for at, column in enumerate(columns) if column.stretch)
            assert table.columnWidth(name) >= 150, table.accessibleName()
