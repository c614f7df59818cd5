"""The window of a project, driven with keys on the fictitious sample."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.cooperation import Cooperation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.tasks import Task
from ozgdesk.texts import steps
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.inspector.draft_box import DraftBox
from ozgdesk.ui.inspector.panel import HELD_BY_DRAFT
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.menus import key_list
from ozgdesk.ui.places import HOMES, PLACES
from tests.conftest import Dialogs
from tests.ui.desks import close_desk, make_desk, press_escape_twice, show_active, type_into

STRG = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def sample_rows() -> tuple[Entity, ...]:
    return build_sample("demo", date(2026, 11, 23), SYSTEM_CLOCK.new_id)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, sample_rows: tuple[Entity, ...]) -> Iterator[Desk]:
    found = make_desk(tmp_path, sample_rows)
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


def first(desk: Desk) -> Task:
    return min(desk.snapshot.all(Task), key=lambda task: task.number)


def strg(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(window, key, STRG)


def test_a_click_on_its_name_opens_the_cooperation_for_editing(window: MainWindow, qtbot: QtBot) -> None:
    window.inspector.closed.emit()
    qtbot.mouseClick(window.top_bar.name, Qt.MouseButton.LeftButton)
    assert window.inspector.isVisible()
    assert window.inspector.page is not None
    assert window.inspector.page.kind is Cooperation
    name = window.inspector.page.form.rows["name"].field.inner
    type_into(qtbot, name, "IKZ Digital")
    assert window.desk.flush()
    assert window.top_bar.name.accessibleName() == "Zusammenarbeit IKZ Digital"


def test_every_place_opens_by_its_number_key(window: MainWindow, qtbot: QtBot) -> None:
    for number, place in enumerate(PLACES, 1):
        strg(qtbot, window, Qt.Key(Qt.Key.Key_0 + number))
        assert window.place_key == place.key
        assert window.rail.button(place.key).isChecked()
        assert window.view is not None
        assert window.stack.currentWidget() is window.view


def test_a_place_gives_the_keys_to_what_it_is_about(window: MainWindow, qtbot: QtBot) -> None:
    names = {
        "overview": "Zusammenarbeit",
        "plan": "Aufgaben des Plans",
        "agreement": "Text der Vereinbarung",
        "council": "Wege durch die Gremien",
        "people": "Personen",
        "history": "Verlauf",
    }
    for _ in range(2):
        for key, name in names.items():
            window.top_bar.search.setFocus()
            window.show_place(key)
            focused = QApplication.focusWidget()
            assert focused is not None
            assert focused.accessibleName().startswith(name), key


def test_no_two_mnemonics_or_keys_of_the_window_are_the_same(window: MainWindow) -> None:
    letters = [action.text() for action in window.menuBar().actions()]
    letters += [window.rail.button(place.key).text() for place in PLACES]
    mnemonics = [QKeySequence.mnemonic(text).toString() for text in letters]
    assert all(mnemonics)
    assert len(set(mnemonics)) == len(mnemonics), mnemonics
    keys = [
        action.shortcut().toString() for action in window.findChildren(type(window.menuBar().addAction("x")))
    ]
    used = [key for key in keys if key]
    assert len(set(used)) == len(used)
    for menu in window.menuBar().findChildren(QMenu):
        inner = [
            QKeySequence.mnemonic(action.text()).toString()
            for action in menu.actions()
            if "&" in action.text()
        ]
        inner = [letter for letter in inner if letter]
        assert len(set(inner)) == len(inner), (menu.title(), inner)


def test_every_list_of_keys_names_each_key_once(window: MainWindow) -> None:
    keys = [key for key, _ in key_list()]
    assert len(set(keys)) == len(keys)
    assert ("Strg+S", "Sicherungspunkt") in key_list()


def test_the_search_finds_places_rows_and_commands_and_goes_there(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    search = window.top_bar.search
    strg(qtbot, window, Qt.Key.Key_K)
    assert search.hasFocus()
    qtbot.keyClicks(search, "Verlauf")
    assert search.results is not None
    assert search.results.texts()[0] == "Verlauf"
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert window.place_key == "history"
    strg(qtbot, window, Qt.Key.Key_K)
    qtbot.keyClicks(search, first(desk).number)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert window.place_key == "plan"
    assert desk.subject is not None
    assert desk.subject.id == first(desk).id
    strg(qtbot, window, Qt.Key.Key_K)
    qtbot.keyClicks(search, "Sicherungspunkt")
    assert "Sicherungspunkt" in search.results.texts()
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert not search.results.isVisible()
    assert search.text() == ""


def test_the_search_is_led_by_the_arrow_keys(window: MainWindow, qtbot: QtBot) -> None:
    search = window.top_bar.search
    search.begin()
    qtbot.keyClicks(search, "ver")
    assert search.results is not None
    texts = search.results.texts()
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.keyClick(search, Qt.Key.Key_Down)
    qtbot.keyClick(search, Qt.Key.Key_Up)
    current = search.results.current()
    assert current is not None
    assert current.text == texts[1]
    qtbot.keyClicks(search, "xyzq")
    assert search.results.texts() == []


def test_every_kind_of_row_that_is_found_has_a_place(desk: Desk, window: MainWindow) -> None:
    keys = {place.key for place in PLACES}
    assert {home for home, _ in HOMES.values()} <= keys


def test_undo_and_redo_carry_their_labels(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert not undo.isEnabled()
    desk.run("Aufgabe verschieben", records.edit(Task, first(desk).id, name="Anders"))
    assert undo.toolTip() == "Rückgängig: Aufgabe verschieben (Strg+Z)"
    strg(qtbot, window, Qt.Key.Key_Z)
    assert first(desk).name != "Anders"
    assert redo.toolTip() == "Wiederholen: Aufgabe verschieben (Strg+Y)"
    strg(qtbot, window, Qt.Key.Key_Y)
    assert first(desk).name == "Anders"


def test_saving_is_confirmed_with_the_time_and_a_backup(
    desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.run("Aufgabe ändern", records.edit(Task, first(desk).id, name="Anders"))
    assert window.top_bar.saved.text() == "Gespeichert 09:00"
    strg(qtbot, window, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: bool(list((tmp_path / "backups").rglob("*.ozg"))))
    assert window.toast.text == "Gespeichert 09:00, Sicherungspunkt angelegt."


def test_the_stichtag_is_shown_and_can_be_chosen(desk: Desk, window: MainWindow) -> None:
    assert window.top_bar.as_of.text().strip() == "Stichtag 23.11.2026"
    window.top_bar.set_day(date(2026, 12, 31))
    assert desk.view.as_of == date(2026, 12, 31)
    assert window.top_bar.as_of.text().strip() == "Stichtag 31.12.2026"
    assert window.top_bar.as_of.property("look") == "chosen"
    window.top_bar.set_day(None)
    assert desk.view.as_of == date(2026, 11, 23)


def test_f6_walks_through_the_panes_and_back(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    desk.pick(Task, first(desk).id)
    window.rail.button("today").setFocus()
    panes = []
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        owners = (window.rail, window.top_bar, window.stack, window.inspector)
        panes.append(next(n for n, pane in enumerate(owners) if pane.isAncestorOf(focused)))
    assert panes == [1, 2, 3, 0]
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.inspector.isAncestorOf(QApplication.focusWidget())


def test_f2_edits_what_is_selected_and_f4_hides_the_inspector(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    desk.pick(Task, first(desk).id)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert not window.inspector.isVisible()
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert window.inspector.isVisible()
    assert window.inspector.isAncestorOf(QApplication.focusWidget())


def test_every_entity_can_be_begun_from_the_menu(desk: Desk, window: MainWindow) -> None:
    menu = window.actions_by_name["create"].menu()
    assert isinstance(menu, QMenu)
    for action in menu.actions():
        action.trigger()
        assert window.inspector.draft is not None, action.text()


def test_help_names_the_place_and_is_plain_text(window: MainWindow, qtbot: QtBot, dialogs: Dialogs) -> None:
    seen: list[str] = []

    def read(dialog: QDialog) -> None:
        seen.append(dialog.windowTitle())
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
        dialog.reject()

    for action in ("help", "keys", "about"):
        dialogs.expect(read)
        window.actions_by_name[action].trigger()
    assert seen[:2] == ["Heute", "Tastenkürzel"]
    assert seen[2].startswith("OZG-Desk")


def test_the_window_stays_open_while_a_field_cannot_be_saved(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    desk.pick(Task, first(desk).id)
    assert window.inspector.page is not None
    field = window.inspector.page.form.rows["deadline_on"].field.inner
    type_into(qtbot, field, "irgendwann")
    assert not window.close()
    press_escape_twice(qtbot, field)
    assert window.close()


@pytest.mark.parametrize("way", ["mend", "give up"])
def test_a_refusal_goes_when_its_field_is_put_right(
    desk: Desk, window: MainWindow, qtbot: QtBot, way: str
) -> None:
    desk.pick(Task, first(desk).id)
    assert window.inspector.page is not None
    field = window.inspector.page.form.rows["deadline_on"].field.inner
    type_into(qtbot, field, "irgendwann")
    for _ in range(2):
        desk.unpick()
    assert "„Frist“" in window.toast.text
    type_into(qtbot, field, "nie")
    assert "„Frist“" in window.toast.text, "it is still wrong"
    if way == "mend":
        type_into(qtbot, field, "31.12.2026")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    else:
        press_escape_twice(qtbot, field)
    assert window.toast.text == ""


def test_a_refusal_that_goes_leaves_another_sentence_alone(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    desk.pick(Task, first(desk).id)
    assert window.inspector.page is not None
    field = window.inspector.page.form.rows["deadline_on"].field.inner
    type_into(qtbot, field, "irgendwann")
    desk.unpick()
    desk.tell("Gespeichert.")
    press_escape_twice(qtbot, field)
    assert window.toast.text == "Gespeichert."


def test_the_word_about_a_begun_row_goes_with_the_row(desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
    desk.draft(Task)
    (draft,) = window.inspector.findChildren(DraftBox)
    type_into(qtbot, draft.form.rows["name"].field.inner, "Neu")
    desk.pick(Task, first(desk).id)
    assert window.toast.text == HELD_BY_DRAFT
    for _ in range(2):
        qtbot.keyClick(draft, Qt.Key.Key_Escape)
    assert window.toast.text == ""


def test_what_changes_while_a_place_is_hidden_is_shown_when_it_comes_back(
    desk: Desk, window: MainWindow
) -> None:
    window.show_place("history")
    assert "overview" not in window._views
    desk.run("Aufgabe ändern", records.edit(Task, first(desk).id, name="Anders"))
    assert "today" in window._stale
    window.show_place("today")
    assert "today" not in window._stale


def test_user_text_is_never_read_as_markup(desk: Desk, window: MainWindow) -> None:
    desk.run("Aufgabe ändern", records.edit(Task, first(desk).id, name="<b>fett</b>"))
    desk.tell("<i>x</i>")
    for place in PLACES:
        window.show_place(place.key)
    rich = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and "<" in label.text()
    ]
    assert rich == []


def test_whatever_takes_the_focus_has_a_name(window: MainWindow) -> None:
    nameless = []
    for place in PLACES:
        window.show_place(place.key)
        for widget in window.findChildren(QWidget):
            takes = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and not widget.focusProxy()
            says = isinstance(widget, QAbstractButton) and (widget.text() or widget.toolTip())
            if widget.isVisible() and takes and not (widget.accessibleName() or says):
                nameless.append((place.key, type(widget).__name__))
    assert nameless == []


def test_an_empty_inspector_gives_its_room_to_the_place(desk: Desk, window: MainWindow) -> None:
    window.resize(1600, 900)
    desk.unpick()
    assert not window.inspector.isVisible()
    desk.pick(Task, first(desk).id)
    assert window.inspector.isVisible()
    desk.unpick()
    assert not window.inspector.isVisible()


def test_a_narrow_window_shows_icons_and_no_empty_inspector(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(960, 640)
    qtbot.waitUntil(lambda: window.rail.width() < 100)
    assert not window.inspector.isVisible()
    assert window.rail.button("plan").accessibleName() == "Projektplan"
    desk.pick(Task, first(desk).id)
    assert window.inspector.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert not window.inspector.isVisible()
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: window.rail.width() > 100)


def test_a_place_that_opens_takes_the_keys_with_its_list(window: MainWindow, qtbot: QtBot) -> None:
    strg(qtbot, window, Qt.Key.Key_3)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractScrollArea)
    assert window.view is not None
    assert window.view.isAncestorOf(focused)


def test_what_is_deleted_comes_back_with_one_click(desk: Desk, window: MainWindow) -> None:
    count = len(desk.snapshot.all(Task))
    made = desk.run("Aufgabe anlegen", records.create(Task, name="Kurzlebig"))
    assert made is not None
    assert window.toast.text == ""
    desk.run(steps.delete(Task), records.delete(Task, made.id))
    assert window.toast.text == "Aufgabe gelöscht."
    window.toast.findChild(QPushButton).click()
    assert len(desk.snapshot.all(Task)) == count + 1
