"""Fields by themselves: what they read, how they show it, and what they never lose."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.formats import NO_BREAK_SPACE, NotReadable
from ozgdesk.present.choices import Choice
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.widgets.combo_box import ComboBox
from ozgdesk.ui.widgets.fields import (
    ColorField,
    DateField,
    Field,
    LinesField,
    ReferenceField,
    TitleField,
    TypedField,
    YesNoField,
    days_field,
    money_field,
    number_field,
    time_field,
    tri_state_field,
    word_field,
)
from ozgdesk.ui.widgets.giving_up import ASK
from tests.ui.desks import show_active, type_into

DAY = date(2026, 11, 23)
CHOICES = (Choice("a", "Magistrat (USI)"), Choice("b", "Magistrat (NA)"), Choice("c", "Lenkungsgruppe"))


@pytest.fixture(autouse=True)
def _app(qtbot: QtBot) -> None:
    start_qt("light")


def shown(qtbot: QtBot, field: Field) -> Any:
    qtbot.addWidget(field)
    show_active(qtbot, field)
    return field


@pytest.mark.parametrize(
    ("make", "typed", "value", "text"),
    [
        (lambda: money_field("Betrag"), "1.234,5", 123450, f"1.234,50{NO_BREAK_SPACE}€"),
        (lambda: money_field("Betrag"), "", None, ""),
        (lambda: days_field("Dauer"), "2 Wo", 4800, f"10{NO_BREAK_SPACE}T"),
        (lambda: days_field("Abstand", must=True, signed=True), "-3", -1440, f"−3{NO_BREAK_SPACE}T"),
        (lambda: days_field("Abstand", must=True), "", 0, f"0{NO_BREAK_SPACE}T"),
        (lambda: time_field("Beginn"), "19.30 Uhr", "19:30", "19:30"),
        (lambda: time_field("Beginn"), "9", "09:00", "09:00"),
        (
            lambda: number_field("Prozent", 0, 100, fraction=True, unit="%"),
            "12,5",
            12.5,
            f"12,5{NO_BREAK_SPACE}%",
        ),
        (lambda: DateField("Frist", lambda: DAY), "morgen", date(2026, 11, 24), "24.11.2026"),
        (lambda: DateField("Frist", lambda: DAY), "", None, ""),
    ],
)
def test_what_is_typed_is_read_and_shown_again_in_order(
    qtbot: QtBot, make: Any, typed: str, value: object, text: str
) -> None:
    field: TypedField = shown(qtbot, make())
    field.show_value(DAY if isinstance(field, DateField) else 480)
    type_into(qtbot, field.line, typed)
    assert field.read() == value
    field.accept()
    field.line.clearFocus()
    field.show_value(value)
    assert field.line.text() == text


@pytest.mark.parametrize(
    ("make", "typed"),
    [
        (lambda: money_field("Betrag"), "-5"),
        (lambda: number_field("Sitze", 1, None), "0"),
        (lambda: number_field("Sitze", 1, None), "2,5"),
        (lambda: time_field("Beginn"), "25:00"),
        (lambda: time_field("Beginn"), "abends"),
        (lambda: DateField("Frist", lambda: DAY, must=True), " "),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_german_sentence(qtbot: QtBot, make: Any, typed: str) -> None:
    field: TypedField = shown(qtbot, make())
    field.show_value(None)
    type_into(qtbot, field.line, typed)
    with pytest.raises(NotReadable, match=r"\.$"):
        field.read()


def test_a_saved_value_does_not_rewrite_what_is_being_typed(qtbot: QtBot) -> None:
    field: DateField = shown(qtbot, DateField("Frist", lambda: DAY))
    type_into(qtbot, field.line, "22.11.")
    field.accept()
    assert field.line.text() == "22.11."
    assert field.read() == date(2026, 11, 22)
    field.line.clearFocus()
    assert field.line.text() == "22.11.2026"


def test_a_day_is_chosen_from_the_calendar_by_keys(qtbot: QtBot) -> None:
    field: DateField = shown(qtbot, DateField("Frist", lambda: DAY))
    field.line.setFocus()
    qtbot.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = field.findChild(QMenu)
    assert menu is not None
    calendar = menu.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert field.read() == date(2026, 11, 24)


def test_text_keeps_its_no_break_spaces_and_lines(qtbot: QtBot) -> None:
    field: LinesField = shown(qtbot, LinesField("Text"))
    text = f"§{NO_BREAK_SPACE}5 Kosten\nzweite Zeile"
    field.show_value(text)
    assert not field.is_dirty()
    field.text.appendPlainText("dritte")
    assert field.read() == f"{text}\ndritte"


def test_a_text_field_grows_with_its_text_and_narrows_with_its_place(qtbot: QtBot) -> None:
    field: LinesField = shown(qtbot, LinesField("Text"))
    field.resize(300, field.height())
    field.show_value("kurz")
    short = field.text.height()
    field.show_value("\n".join("Zeile" for _ in range(8)))
    assert field.text.height() > short
    field.show_value("\n".join("Zeile" for _ in range(80)))
    assert field.text.height() < 500


def test_a_title_is_one_paragraph(qtbot: QtBot) -> None:
    field: TitleField = shown(qtbot, TitleField("Titel", must=True))
    field.show_value("Alt")
    with qtbot.waitSignal(field.settled):
        qtbot.keyClick(field.text, Qt.Key.Key_Return)
    field.text.setPlainText("erste Zeile\nzweite Zeile")
    assert field.read() == "erste Zeile zweite Zeile"
    field.text.setPlainText("  ")
    with pytest.raises(NotReadable, match="„Titel“"):
        field.read()


def test_keys_that_come_to_a_title_replace_it_by_typing(qtbot: QtBot) -> None:
    field = shown(qtbot, TitleField("Name"))
    field.show_value("Neue Ansprechperson")
    field.text.clearFocus()
    field.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
    qtbot.keyClicks(field.text, "Leitung Hauptamt")
    assert field.read() == "Leitung Hauptamt"


def test_a_reference_is_found_by_part_of_its_name(qtbot: QtBot) -> None:
    field: ReferenceField = shown(qtbot, ReferenceField("Gremium", lambda: CHOICES, must=False))
    field.show_value("a")
    assert field.line.text() == "Magistrat (USI)"
    type_into(qtbot, field.line, "lenk")
    assert field.read() == "c"
    type_into(qtbot, field.line, "magistrat")
    with pytest.raises(NotReadable, match="nicht eindeutig"):
        field.read()
    type_into(qtbot, field.line, "Bauamt")
    with pytest.raises(NotReadable, match="gibt es nicht"):
        field.read()
    type_into(qtbot, field.line, "")
    assert field.read() is None


def test_a_reference_jumps_to_its_row(qtbot: QtBot) -> None:
    field: ReferenceField = shown(qtbot, ReferenceField("Gremium", lambda: CHOICES, must=True))
    field.show_value("b")
    with qtbot.waitSignal(field.jumped) as jumped:
        field._jump.click()
    assert jumped.args == ["b"]


def test_choices_read_back_what_they_show(qtbot: QtBot) -> None:
    words = shown(qtbot, word_field("Zustand", TaskState, may_be_empty=False))
    for state in TaskState:
        words.show_value(state)
        assert words.read() is state
    three = shown(qtbot, tri_state_field("geregelt"))
    for value in (None, True, False):
        three.show_value(value)
        assert three.read() is value
    box: YesNoField = shown(qtbot, YesNoField("abgesagt"))
    box.show_value(True)
    assert not box.is_dirty()
    qtbot.keyClick(box.box, Qt.Key.Key_Space)
    assert box.is_dirty()
    assert box.read() is False


def test_a_colour_comes_from_the_safe_set(qtbot: QtBot) -> None:
    field: ColorField = shown(qtbot, ColorField("Farbe"))
    field.show_value("#228833")
    assert field.button.text() == "Grün"
    menu = field.button.menu()
    assert menu is not None
    with qtbot.waitSignal(field.settled):
        menu.actions()[0].trigger()
    assert field.read() == "#4477aa"


def test_the_wheel_passes_over_a_choice(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    field = word_field("Zustand", TaskState, holder, may_be_empty=False)
    field.show_value(TaskState.PLANNED)
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    field.box.wheelEvent(event)
    assert not event.isAccepted()
    assert field.read() is TaskState.PLANNED


@pytest.mark.parametrize(
    "make",
    [
        lambda: DateField("Termin", lambda: DAY),
        lambda: ReferenceField("Gremium", lambda: CHOICES, must=False),
        lambda: TitleField("Name"),
    ],
)
def test_the_second_escape_takes_back_what_was_typed_and_says_so(qtbot: QtBot, make: Any) -> None:
    field = shown(qtbot, make())
    type_into(qtbot, field.inner, "irgendwas")
    with qtbot.waitSignal(field.asked) as asked:
        qtbot.keyClick(field.inner, Qt.Key.Key_Escape)
    assert asked.args == [ASK]
    assert field.is_dirty()
    with qtbot.waitSignal(field.settled):
        qtbot.keyClick(field.inner, Qt.Key.Key_Escape)
    assert not field.is_dirty()
    assert field.inner.accessibleDescription() == ""


def test_typing_on_answers_what_escape_asked_so_that_the_next_one_asks_again(qtbot: QtBot) -> None:
    field: TitleField = shown(qtbot, TitleField("Name"))
    type_into(qtbot, field.text, "eins")
    qtbot.keyClick(field.text, Qt.Key.Key_Escape)
    assert field.text.accessibleDescription() == ASK
    type_into(qtbot, field.text, "eins")
    assert field.text.accessibleDescription() == ""
    qtbot.keyClick(field.text, Qt.Key.Key_Escape)
    assert field.read() == "eins"


def test_undo_in_an_untouched_reference_is_left_to_the_window(qtbot: QtBot) -> None:
    field = shown(qtbot, ReferenceField("Gremium", lambda: CHOICES, must=False))
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(field.inner, key)
    assert not key.isAccepted()
    type_into(qtbot, field.inner, "Mag")
    QApplication.sendEvent(field.inner, key)
    assert key.isAccepted()


def test_a_choice_without_room_ends_with_dots_and_one_with_room_is_whole(qtbot: QtBot) -> None:
    box = ComboBox()
    qtbot.addWidget(box)
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
    names = (
        "Vereinbarung 2021 (USI, NA, GLA, SCHM)",
        "Vereinbarung Vergabestelle",
        "ÖRV",
        "Kooperation „OZG“",
    )
    for name in names:
        box.clear()
        box.addItem(name)
        box.show()
        box.resize(box.sizeHint())
        assert box.shown_text() == name
    box.resize(90, box.height())
    assert box.shown_text().endswith("…")
    assert box.currentText() == names[-1]
