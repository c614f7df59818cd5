"""Feedback forms in the window: read, compared, ticked by key and mouse, taken as one step."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.domain.tasks import Assignment, BoardLimit, Task
from ozgdesk.domain.vocabulary import TaskState
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.feedback_dialog import FeedbackDialog
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.widgets.row_model import ID_ROLE
from tests.conftest import Dialogs
from tests.exchange.feedback_files import Change, both, fill, form_file, more, rows
from tests.helpers import TestClock, id_of
from tests.ui.desks import close_desk, make_desk, show_active

OWED, REPORT, LEGAL = id_of(3001), id_of(1003), id_of(1007)


@pytest.fixture
def clock() -> TestClock:
    return TestClock(first_id=0xABC000)


@pytest.fixture
def desk(tmp_path: Path, clock: TestClock, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, rows(), clock)
    found.run("begin", records.edit(Task, LEGAL, description="Antrag beim Land"))
    yield found
    close_desk(found)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[MainWindow]:
    found = MainWindow(desk)
    qtbot.addWidget(found)
    found.show_place("board")
    show_active(qtbot, found)
    yield found
    found.watch.stop()


@pytest.fixture
def filled(tmp_path: Path, desk: Desk, clock: TestClock) -> Callable[..., Path]:
    def form(*changes: Change) -> Path:
        path = form_file(tmp_path, both(*changes), found=desk.view)
        clock.advance(60)
        return path

    return form


def choose(path: Path) -> Callable[[QFileDialog], object]:
    def answer(dialog: QFileDialog) -> None:
        dialog.selectFile(str(path))
        dialog.done(QFileDialog.DialogCode.Accepted)

    return answer


def cells(dialog: FeedbackDialog) -> list[list[str]]:
    model = dialog.table.rows
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def read(window: MainWindow, qtbot: QtBot, dialogs: Dialogs, path: Path, *answers: Callable) -> None:
    """Read a form from the menu; each answer stands in for the person at the dialog."""
    dialogs.expect(choose(path))
    for answer in answers:
        dialogs.expect(answer)
    window.actions_by_name["import_form"].trigger()
    qtbot.waitUntil(lambda: dialogs.unanswered == 0 and not window.desk.jobs.is_busy, timeout=20_000)


def test_answers_are_ticked_and_taken_as_one_step_with_the_return_key(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, desk: Desk, filled: Callable[..., Path]
) -> None:
    before = desk.snapshot
    path = filled(fill("A-002", state="erledigt", remark="per Mail"), more("Neue Aufgabe", (1, "Schulung")))
    seen: list[list[str]] = []

    def answer(dialog: FeedbackDialog) -> None:
        seen.extend(cells(dialog))
        assert "2 Änderungen, 0 Konflikte, 1 Vorschlag" in dialog.summary.text().replace("\u00a0", " ")
        assert "2 Angaben werden übernommen" in dialog.summary.text().replace("\u00a0", " ")
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)

    read(window, qtbot, dialogs, path, answer)
    assert [row[:4] for row in seen] == [
        ["angekreuzt", "geändert", "A-002 Vergabewesen", "Zustand"],
        ["angekreuzt", "geändert", "A-002 Vergabewesen", "Bemerkung"],
        ["nicht angekreuzt", "Vorschlag", "Schulung", "Neue Aufgabe"],
    ]
    part = desk.snapshot.get(Assignment, OWED)
    assert (part.done_on, part.note) == (date(2026, 11, 23), "per Mail")
    assert window.actions_by_name["undo"].text() == "&Rückgängig: Rückmeldung NA einlesen"
    assert window.toast.text.replace("\u00a0", " ") == "Rückmeldung NA: 2 Angaben übernommen."
    window.undo()
    assert desk.snapshot == before


def test_the_space_bar_and_the_mouse_take_and_leave_single_rows(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, desk: Desk, filled: Callable[..., Path]
) -> None:
    path = filled(
        fill("A-002", remark="per Mail"),
        fill("A-003", state="in Arbeit"),
        more("Neue Aufgabe", (1, "Schulung")),
    )

    def answer(dialog: FeedbackDialog) -> None:
        table = dialog.table
        qtbot.keyClick(table, Qt.Key.Key_Space)
        assert dialog.ticked == {"A-003-state"}
        box = table.visualRect(table.rows.index(2, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
        assert len(dialog.ticked) == 2
        name = table.visualRect(table.rows.index(1, 2)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=name)
        assert len(dialog.ticked) == 2, "only the box is a box"
        dialog.take.click()

    read(window, qtbot, dialogs, path, answer)
    assert desk.snapshot.get(Assignment, OWED).note == ""
    assert desk.snapshot.get(Task, REPORT).state is TaskState.IN_PROGRESS
    assert "Schulung" in {task.name for task in desk.snapshot.all(Task)}


def test_all_rows_are_ticked_together(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, filled: Callable[..., Path]
) -> None:
    path = filled(fill("A-002", remark="x", day="bald"), more("Neue Aufgabe", (1, "Schulung")))

    def answer(dialog: FeedbackDialog) -> None:
        qtbot.keyClick(dialog.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        assert len(dialog.ticked) == 2, "what cannot be taken has no box"
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        assert dialog.ticked == frozenset()
        assert not dialog.take.isEnabled()
        assert "Nichts wird übernommen" in dialog.summary.text()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    read(window, qtbot, dialogs, path, answer)
    assert len(window.desk.workspace.heads()) == 1


def test_a_conflict_names_who_changed_it_here_and_is_left_until_it_is_ticked(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, desk: Desk, filled: Callable[..., Path]
) -> None:
    path = filled(fill("A-002", day=datetime(2026, 12, 9)))
    desk.run("x", records.edit(Assignment, OWED, due_on=date(2026, 12, 7)))

    def answer(dialog: FeedbackDialog) -> None:
        (row,) = cells(dialog)
        said = [cell.replace("\u00a0", " ") for cell in row]
        assert said[:2] == ["nicht angekreuzt", "Konflikt"]
        assert said[4:] == [
            "04.12.2026",
            "09.12.2026",
            "07.12.2026",
            "Projektbüro (USI), 23.11.2026, 09:01 Uhr",
        ]
        assert "zuletzt geändert von Projektbüro (USI)" in dialog.detail.text()
        assert not dialog.take.isEnabled()
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        dialog.take.click()

    read(window, qtbot, dialogs, path, answer)
    assert desk.snapshot.get(Assignment, OWED).due_on == date(2026, 12, 9)


def test_the_help_of_the_dialog_opens_with_f1(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, filled: Callable[..., Path]
) -> None:
    titles: list[str] = []

    def answer(dialog: FeedbackDialog) -> None:
        dialogs.expect(lambda found: titles.append(found.windowTitle()))
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.keyClick(dialog, Qt.Key.Key_F1)
        dialog.reject()

    read(window, qtbot, dialogs, filled(), answer)
    assert titles == ["Rückmeldebogen einlesen"]


def test_unchanged_rows_are_shown_when_asked_for(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, filled: Callable[..., Path]
) -> None:
    def answer(dialog: FeedbackDialog) -> None:
        assert cells(dialog) == []
        dialog.unchanged.click()
        assert [row[:3] for row in cells(dialog)] == [
            ["", "unverändert", "A-002 Vergabewesen"],
            ["", "unverändert", "A-003 Bericht"],
            ["", "unverändert", "A-007 Förderantrag"],
        ]
        dialog.cancel.click()

    read(window, qtbot, dialogs, filled(), answer)


def test_what_cannot_be_read_stands_in_the_list_with_its_row(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, filled: Callable[..., Path]
) -> None:
    def answer(dialog: FeedbackDialog) -> None:
        (row,) = cells(dialog)
        assert row[1] == "nicht übernommen"
        assert row[2].startswith("Zeile 7: „bald“ in der Spalte „Termin“")
        assert dialog.detail.text() == row[2]
        labels = dialog.findChildren(QLabel)
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        dialog.cancel.click()

    read(window, qtbot, dialogs, filled(fill("A-002", day="bald")), answer)


def test_what_is_forged_is_named_with_its_row_and_only_the_honest_answer_counts(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, desk: Desk, filled: Callable[..., Path]
) -> None:
    before = desk.snapshot

    def foreign(book: Any) -> None:
        book.worksheets[0].cell(30, 1).value = "A-005"
        book.worksheets[0].cell(30, 7).value = "erledigt"

    path = filled(
        fill("A-002", remark="=1+1"), fill("A-003", state="erledigt"), fill("A-007", day="bald"), foreign
    )
    told: list[str] = []

    def answer(dialog: FeedbackDialog) -> None:
        for row in range(dialog.table.rows.rowCount()):
            dialog.table.pick(dialog.table.rows.rows[row].id)
            told.append(dialog.detail.text())
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)

    read(window, qtbot, dialogs, path, answer)
    told_of = ("Zeile 7: In der Spalte „Bemerkung“ steht eine Formel", "Zeile 9: „bald“", "Zeile 30: „A-005“")
    assert [part for part in told_of if not any(text.startswith(part) for text in told)] == []
    was = before.all(Task)
    assert [row.id for row in desk.snapshot.all(Task) if row not in was] == [REPORT]
    assert desk.snapshot.all(Assignment) == before.all(Assignment)


def test_a_refusal_is_shown_in_the_dialog_and_the_ticks_stay(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, desk: Desk, filled: Callable[..., Path]
) -> None:
    limit = {"state": TaskState.IN_COUNCIL, "most": 1, "is_hard": True}
    desk.run("x", records.create(BoardLimit, **limit))
    desk.run("y", records.edit(Task, id_of(1005), state=TaskState.IN_COUNCIL))
    path = filled(fill("A-003", state="im Gremium"), fill("A-002", remark="neu"))

    def refused(dialog: FeedbackDialog) -> None:
        dialog.take.click()

    def again(dialog: FeedbackDialog) -> None:
        assert "Höchstzahl" in dialog.detail.text() or "höchstens" in dialog.detail.text()
        assert dialog.ticked == {"A-003-state", "A-002-remark"}
        dialog.table.toggle(["A-003-state"])
        dialog.take.click()

    read(window, qtbot, dialogs, path, refused, again)
    assert desk.snapshot.get(Task, REPORT).state is TaskState.PLANNED
    assert desk.snapshot.get(Assignment, OWED).note == "neu"


def test_the_menu_that_reads_plans_knows_a_form_when_it_sees_one(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, filled: Callable[..., Path]
) -> None:
    opened: list[str] = []
    dialogs.expect(choose(filled(fill("A-002", remark="neu"))))

    def answer(dialog: FeedbackDialog) -> None:
        opened.append(dialog.windowTitle())
        dialog.reject()

    dialogs.expect(answer)
    window.actions_by_name["import"].trigger()
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    assert opened == ["Rückmeldebogen einlesen"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes(b"kein Bogen"), "keine Arbeitsmappe"),
        (lambda path: path.unlink(), "kann nicht gelesen werden"),
    ],
)
def test_a_file_that_is_no_form_is_told_in_one_sentence(
    window: MainWindow,
    qtbot: QtBot,
    dialogs: Dialogs,
    filled: Callable[..., Path],
    spoil: Callable[[Path], object],
    words: str,
) -> None:
    path = filled()
    spoil(path)
    said: list[str] = []

    def answer(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    dialogs.expect(answer)
    window.exchanges.read_form_file(path)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert words in said[0]


def test_a_form_of_another_project_is_told_in_one_sentence(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path
) -> None:
    def change(book: object) -> None:
        book["Daten"]["B2"] = id_of(77)  # type: ignore[index]

    said: list[str] = []

    def answer(box: QMessageBox) -> None:
        said.append(box.text())
        box.accept()

    dialogs.expect(answer)
    window.exchanges.read_form_file(form_file(tmp_path, change))
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "gehört zu einem anderen Projekt" in said[0]


def test_no_two_letters_of_the_dialog_are_the_same(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, filled: Callable[..., Path]
) -> None:
    def answer(dialog: FeedbackDialog) -> None:
        texts = [button.text() for button in dialog.findChildren(QPushButton)] + [dialog.unchanged.text()]
        letters = [text[text.index("&") + 1].casefold() for text in texts]
        assert len(set(letters)) == len(letters) == 3
        index = dialog.table.rows.index(0, 0)
        spoken = dialog.table.rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
        assert spoken.endswith("angekreuzt")
        assert index.data(ID_ROLE) == "A-002-remark"
        dialog.reject()

    read(window, qtbot, dialogs, filled(fill("A-002", remark="neu")), answer)
