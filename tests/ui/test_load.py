"""The page Auslastung by keys and mouse on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from ozgdesk.domain.cooperation import Cooperation, Municipality
from ozgdesk.domain.people import Person
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.vocabulary import ConstraintKind, LoadShare, Role
from ozgdesk.present.load import LoadSpan
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.load import ONLY_PART, LoadView
from ozgdesk.ui.views.load_chart import HEAD, LANE, NAMES
from ozgdesk.ui.views.load_settings import PERSONS_NOTICE
from ozgdesk.ui.views.load_unplanned import UnplannedTable
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task
from tests.ui.desks import close_desk, make_desk, type_into

DAY = 480
DATED = {"duration_minutes": 5 * DAY, "constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": TODAY}
WORK, BARE = task(1, "Vergabewesen", **DATED), task(2, "Sitzungsdienst", **DATED)
LED = lead(WORK, 1, effort_minutes=4 * DAY, person_id=id_of(20))
UNKNOWN = lead(BARE, 2)
PART = Assignment(id=id_of(3001), task_id=BARE.id, municipality_id=id_of(3), role=Role.CONTRIBUTOR)
POST = Person(id=id_of(20), name="Vergabestelle", municipality_id=id_of(1), is_function=True)
Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = [cooperation(), *four_municipalities(), POST, WORK, BARE, LED, UNKNOWN, PART]
    found = make_desk(tmp_path, rows)
    yield found
    close_desk(found)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> LoadView:
    view = LoadView(desk)
    qtbot.addWidget(view)
    view.resize(1300, 900)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.show_view(desk.view)
    return view


def choose(page: LoadView, qtbot: QtBot, text: str) -> None:
    """Choose an entry of one of the boxes with the arrow key."""
    box = next(box for box in (page.step, page.span, page.settings.share) if box.findText(text) >= 0)
    box.setFocus()
    while box.currentText() != text:
        assert box.currentIndex() < box.count() - 1
        qtbot.keyClick(box, Key.Key_Down)


def editor(table: UnplannedTable) -> QLineEdit:
    return next(found for found in table.findChildren(QLineEdit) if found.isVisible())


def test_the_filter_leaves_its_tasks_and_compares_no_share(page: LoadView, desk: Desk) -> None:
    desk.filter_tasks("feder:NA")
    assert page.place is not None
    assert [lane.minutes for lane in page.place.lanes] == [0, 0, 0, 0]
    assert {row.id for row in page.place.unplanned} == {UNKNOWN.id, PART.id}
    assert page.part.label.text() == ONLY_PART
    assert page.part.isVisible()
    desk.filter_tasks("Vergabe")
    assert page.place is not None
    assert (page.place.lanes[0].minutes, page.place.lanes[0].agreed, page.place.unplanned) == (
        4 * DAY,
        None,
        (),
    )
    desk.filter_tasks("")
    assert page.place is not None
    assert page.place.lanes[0].agreed is not None
    assert page.part.isHidden()
    page.find_here()
    assert page.filters.line.hasFocus()


def test_arrow_keys_walk_over_the_bars_and_each_is_said(page: LoadView, qtbot: QtBot) -> None:
    chart = page.chart
    chart.setFocus()
    assert "KW\u00a048/2026, Usingen: 4\u00a0T" in chart.accessibleDescription()
    assert "Usingen trägt 100\u00a0% (vereinbart 25\u00a0%)." in chart.accessibleDescription()
    qtbot.keyClick(chart, Key.Key_Right)
    qtbot.keyClick(chart, Key.Key_Down)
    assert chart.accessibleDescription().startswith("KW\u00a049/2026, Neu-Anspach: 0\u00a0T")
    qtbot.keyClick(chart, Key.Key_End)
    qtbot.keyClick(chart, Key.Key_Right)
    assert chart.picked is not None
    assert chart.picked == page.place.lanes[1].cells[-1]
    qtbot.keyClick(chart, Key.Key_Home)
    for _ in range(5):
        qtbot.keyClick(chart, Key.Key_Up)
    assert chart.picked == page.place.lanes[0].cells[0]


def test_a_click_marks_a_bar_and_a_name_or_return_shows_its_municipality(
    desk: Desk, page: LoadView, qtbot: QtBot
) -> None:
    chart = page.chart
    point = chart.bar_area(1, 2).center().toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=point)
    assert chart.picked == page.place.lanes[1].cells[2]
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(NAMES // 2, HEAD + 2 * LANE + 10))
    assert desk.subject == Subject(Municipality, id_of(3))
    qtbot.keyClick(chart, Key.Key_Return)
    assert desk.subject == Subject(Municipality, id_of(2))


def test_a_bar_tells_its_figures_when_the_pointer_rests_on_it(page: LoadView) -> None:
    point = page.chart.bar_area(0, 0).center().toPoint()
    event = QHelpEvent(QEvent.Type.ToolTip, point, page.chart.mapToGlobal(point))
    QApplication.sendEvent(page.chart, event)
    assert QToolTip.text() == page.place.lanes[0].cells[0].sentence


def test_the_table_has_the_same_rows_and_marks_the_same_one(page: LoadView, qtbot: QtBot) -> None:
    page.as_table.click()
    assert page.table.isVisible()
    assert not page.chart.isVisible()
    cells = [cell for lane in page.place.lanes for cell in lane.cells]
    assert {cell.id for cell in page.table.rows.rows} == {cell.id for cell in cells}
    page.table.pick(cells[0].id)
    qtbot.keyClick(page.table, Key.Key_Down)
    assert page.chart.picked.municipality.code == "NA"
    assert page.table.horizontalHeader().sectionsClickable() is False


def test_what_is_over_the_share_is_hatched_in_the_picture(page: LoadView) -> None:
    area = page.chart.bar_area(0, 0)
    share = page.place.lanes[0].cells[0].agreed_minutes / page.place.most_minutes
    picture = page.chart.grab().toImage()

    def colours(top: float, bottom: float) -> set[str]:
        ratio = picture.devicePixelRatio()
        spots = (QPointF(area.x() + 8 + x, y) for x in range(8) for y in range(int(top), int(bottom)))
        return {picture.pixelColor((spot * ratio).toPoint()).name() for spot in spots}

    line = area.bottom() - share * area.height()
    assert colours(line + 4, area.bottom() - 3) == {"#4477aa"}
    assert len(colours(area.y() + 4, line - 4)) > 1


def test_weeks_become_months_and_the_time_longer(page: LoadView, qtbot: QtBot) -> None:
    choose(page, qtbot, "Monate")
    assert page.place.lanes[0].cells[0].period == "November 2026"
    choose(page, qtbot, "gesamtes Vorhaben")
    assert len(page.place.starts) == 1
    assert LoadSpan(page.span.currentData()) is LoadSpan.WHOLE


def test_an_effort_is_typed_into_the_list_and_leads_on_to_the_next_row(
    desk: Desk, page: LoadView, qtbot: QtBot
) -> None:
    table = page.efforts
    table.setFocus()
    table.pick(UNKNOWN.id)
    qtbot.keyClick(table, Key.Key_2)
    qtbot.keyClicks(editor(table), ",5")
    qtbot.keyClick(editor(table), Key.Key_Return)
    assert desk.snapshot.get(Assignment, UNKNOWN.id).effort_minutes == 1200
    assert [row.id for row in table.rows.rows] == [PART.id]
    assert table.picked_id() == PART.id
    assert page.place.lanes[1].minutes == 1200
    desk.undo()
    assert desk.snapshot.get(Assignment, UNKNOWN.id) == UNKNOWN


def test_work_without_dates_stays_in_the_list_and_the_next_row_follows(tmp_path: Path, qtbot: QtBot) -> None:
    loose = task(3, "Ohne Termine")
    desk = make_desk(tmp_path, [*four_municipalities(), loose, lead(loose, 1), BARE, UNKNOWN])
    view = LoadView(desk)
    qtbot.addWidget(view)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    table = view.efforts
    table.setFocus()
    table.pick(UNKNOWN.id)
    assert [row.id for row in table.rows.rows] == [UNKNOWN.id, lead(loose, 1).id]
    table.pick(lead(loose, 1).id)
    qtbot.keyClick(table, Key.Key_4)
    qtbot.keyClick(editor(table), Key.Key_Return)
    assert table.rows.rows[1].reason == "ohne Termine"
    desk.undo()
    assert desk.snapshot.get(Assignment, lead(loose, 1).id) == lead(loose, 1)
    assert desk.workspace.undo_label is None
    close_desk(desk)


def test_a_click_elsewhere_does_not_leave_a_refused_effort_behind(
    desk: Desk, page: LoadView, qtbot: QtBot
) -> None:
    table = page.efforts
    table.setFocus()
    table.pick(UNKNOWN.id)
    qtbot.keyClick(table, Key.Key_F2)
    qtbot.keyClicks(editor(table), "viel")
    other = table.visualRect(table.rows.index(1, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert table.picked_id() == UNKNOWN.id
    assert editor(table).text() == "viel"
    qtbot.keyClick(editor(table), Key.Key_Escape)


def test_a_text_that_is_no_effort_stays_open_with_the_reason(
    desk: Desk, page: LoadView, qtbot: QtBot
) -> None:
    table = page.efforts
    table.setFocus()
    table.pick(PART.id)
    qtbot.keyClick(table, Key.Key_F2)
    qtbot.keyClicks(editor(table), "viel")
    qtbot.keyClick(editor(table), Key.Key_Return)
    assert "keine Dauer" in editor(table).toolTip()
    assert editor(table).property("look") == "wrong"
    assert not desk.flush(quietly=True)
    type_into(qtbot, editor(table), "1 Wo")
    assert desk.flush()
    assert desk.snapshot.get(Assignment, PART.id).effort_minutes == 5 * DAY


def test_escape_gives_up_a_typed_effort(desk: Desk, page: LoadView, qtbot: QtBot) -> None:
    table = page.efforts
    table.setFocus()
    table.pick(PART.id)
    qtbot.keyClick(table, Key.Key_3)
    qtbot.keyClick(editor(table), Key.Key_Escape)
    assert desk.snapshot.get(Assignment, PART.id) == PART
    assert desk.flush()


def test_a_click_into_the_cell_edits_it_and_return_on_a_row_opens_the_inspector(
    desk: Desk, page: LoadView, qtbot: QtBot
) -> None:
    table = page.efforts
    place = table.visualRect(table.rows.index(1, len(table.rows.columns) - 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor(table).accessibleName() == "Aufwand"
    qtbot.keyClick(editor(table), Key.Key_Escape)
    with qtbot.waitSignal(desk.asked_to_edit):
        qtbot.keyClick(table, Key.Key_Return)
    assert desk.subject == Subject(Assignment, PART.id)


def test_a_task_without_an_effort_is_found_here(page: LoadView) -> None:
    assert page.select(Task, BARE.id)
    assert page.efforts.picked_id() == UNKNOWN.id
    assert page.select(Assignment, PART.id)
    assert not page.select(Task, WORK.id)


def test_the_share_is_chosen_and_its_percentages_are_typed_where_they_are_seen(
    desk: Desk, page: LoadView, qtbot: QtBot
) -> None:
    choose(page, qtbot, "Einwohnerzahl")
    assert desk.snapshot.get(Cooperation, cooperation().id).load_share is LoadShare.POPULATION
    assert "Usingen hat keine Einwohnerzahl" in page.problems.label.text()
    choose(page, qtbot, "festen Anteilen")
    fields = list(page.settings.percents.values())
    for row, percent in zip(fields, ("62,5", "12,5", "15", "9"), strict=True):
        type_into(qtbot, row.field.inner, percent)
    assert desk.flush()
    assert desk.snapshot.get(Municipality, id_of(1)).load_percent == 62.5
    assert "ergeben 99\u00a0% statt 100\u00a0%" in page.problems.label.text()
    type_into(qtbot, fields[3].field.inner, "zehn")
    assert not desk.flush(quietly=True)
    assert "keine Zahl" in fields[3].error
    type_into(qtbot, fields[3].field.inner, "10")
    assert desk.flush()
    assert not page.problems.isVisible()
    assert page.place.lanes[0].sentence == "Usingen trägt 100\u00a0% (vereinbart 62,5\u00a0%)."


def test_persons_are_shown_only_when_switched_on_and_the_page_says_what_that_means(
    desk: Desk, page: LoadView, qtbot: QtBot
) -> None:
    assert not page.persons.isVisible()
    assert not page.notice.isVisible()
    page.settings.by_person.setFocus()
    qtbot.keyClick(page.settings.by_person, Key.Key_Space)
    assert desk.view.cooperation.has_load_per_person
    assert page.notice.label.text() == PERSONS_NOTICE
    assert [row.name for row in page.persons.table.rows.rows] == ["Vergabestelle"]
    assert page.persons.table.horizontalHeader().sectionsClickable() is False
    desk.undo()
    assert not page.persons.isVisible()
    assert not page.settings.by_person.isChecked()


def test_before_there_is_any_load_the_page_says_so_and_begins_with_the_first_effort(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities(), BARE, UNKNOWN])
    view = LoadView(desk)
    qtbot.addWidget(view)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    with qtbot.waitExposed(view):
        view.show()
    view.show_view(desk.view)
    assert not view.chart.isVisible()
    assert not view.as_table.isEnabled()
    qtbot.keyClick(view.first_step.button, Key.Key_Space)
    qtbot.keyClicks(editor(view.efforts), "3")
    qtbot.keyClick(editor(view.efforts), Key.Key_Return)
    assert desk.snapshot.get(Assignment, UNKNOWN.id).effort_minutes == 3 * DAY
    assert view.chart.isVisible()
    assert not view.first_step.isVisible()
    close_desk(desk)


def test_an_empty_project_has_nothing_to_set_and_shows_no_bar(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [])
    view = LoadView(desk)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show_view(desk.view)
    assert not view.settings.isEnabled()
    assert not view.first_step.button.isEnabled()
    assert view.chart.picked is None
    view.grab()
    close_desk(desk)
