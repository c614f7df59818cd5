"""Taking over a Word document in the window, driven with keys: the list, the wording, one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ozgdesk.commands.agreements import start_agreement
from ozgdesk.domain.agreements import Clause
from ozgdesk.domain.drafting import Remark
from ozgdesk.exchange.docx_writing import write_version
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.exporting import ExportDialog
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.text_dialog import TextDialog
from ozgdesk.ui.text_import import TextImport
from ozgdesk.ui.views.agreement import AgreementView
from tests.conftest import Dialogs
from tests.exchange.docx_files import NEW, OLD, changed, comments, rows, version
from tests.helpers import id_of
from tests.ui.desks import close_desk, make_desk, show_active


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, rows())
    yield found
    close_desk(found)


@pytest.fixture
def importing(desk: Desk, qtbot: QtBot) -> TextImport:
    window = QDialog()
    qtbot.addWidget(window)
    return TextImport(desk, window)


def document(desk: Desk, version_id: str = NEW) -> Path:
    """The version after a partner changed a sentence and commented on another one."""
    view = desk.workspace.view_known_at(desk.view.as_of, None)
    data = write_version(view, version(view, version_id))
    data = changed(data, lambda text: text.replace("fünf Jahre", "acht Jahre"))
    path = desk.workspace.path.with_name("Fassung.docx")
    path.write_bytes(comments(data, ("Schmitten", "2026-11-20T09:00:00Z", "Gut so.", "Die Stadt führt.")))
    return path


def text_of(desk: Desk, stem: int) -> str:
    return next(
        row.text for row in desk.snapshot.all(Clause) if (row.stem, row.version_id) == (id_of(stem), NEW)
    )


def test_changes_are_left_or_taken_with_the_space_bar_in_one_step(
    desk: Desk, importing: TextImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    said: list[str] = []

    def answer(dialog: TextDialog) -> None:
        assert [row.part for row in dialog.table.rows.rows] == ["wording", "comment"]
        assert len(dialog.ticked) == 2
        said.append(dialog.wording.toPlainText())
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        assert len(dialog.ticked) == 1
        qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect(answer)
    importing.read(document(desk))
    qtbot.waitUntil(lambda: bool(desk.snapshot.all(Remark)))
    assert said == ["Die Vereinbarung gilt für fünfacht Jahre."]
    assert text_of(desk, 12) == "Die Vereinbarung gilt für acht Jahre."
    (remark,) = desk.snapshot.all(Remark)
    assert remark.municipality_id == id_of(4)
    desk.workspace.undo()
    assert text_of(desk, 12) == "Die Vereinbarung gilt für fünf Jahre."
    assert not desk.workspace.snapshot.all(Remark)


def test_the_version_and_the_municipality_can_be_chosen(
    desk: Desk, importing: TextImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    seen: list[tuple[bool, str]] = []

    def answer(dialog: TextDialog) -> None:
        seen.append((dialog.preview.is_frozen, dialog.preview.municipality))
        dialog.version.setCurrentIndex(dialog.version.findData(NEW))
        qtbot.keyClicks(dialog.town, "Glas")
        seen.append((dialog.preview.is_frozen, dialog.preview.municipality))
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    dialogs.expect(answer)
    importing.read(document(desk, OLD))
    qtbot.waitUntil(lambda: bool(desk.snapshot.all(Remark)))
    assert seen == [(True, ""), (False, "GLA")]
    assert text_of(desk, 12) == "Die Vereinbarung gilt für acht Jahre."
    assert next(iter(desk.snapshot.all(Remark))).municipality_id == id_of(3)


def test_escape_takes_nothing_and_struck_words_are_struck(
    desk: Desk, importing: TextImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    struck: list[bool] = []

    def answer(dialog: TextDialog) -> None:
        cursor = dialog.wording.textCursor()
        cursor.setPosition(len("Die Vereinbarung gilt für fü"))
        struck.append(cursor.charFormat().fontStrikeOut())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    dialogs.expect(answer)
    importing.read(document(desk))
    qtbot.waitUntil(lambda: bool(struck))
    assert struck == [True]
    assert desk.workspace.undo_label is None


def test_a_file_that_is_none_is_a_sentence(
    desk: Desk, importing: TextImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    path = desk.workspace.path.with_name("Brief.docx")
    path.write_text("Das ist ein Brief.")
    said: list[str] = []

    def answer(dialog: QDialog) -> None:
        said.append(dialog.text())  # type: ignore[attr-defined]
        dialog.accept()

    dialogs.expect(answer)
    importing.read(path)
    qtbot.waitUntil(lambda: bool(said))
    assert "ist kein Word-Dokument" in said[0]


def test_no_two_letters_of_the_dialog_are_the_same(
    desk: Desk, importing: TextImport, qtbot: QtBot, dialogs: Dialogs
) -> None:
    letters: list[str] = []

    def answer(dialog: TextDialog) -> None:
        widgets = [*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton), dialog.unchanged]
        texts = [widget.text() for widget in widgets]
        letters.extend(text[text.index("&") + 1].casefold() for text in texts if "&" in text)
        dialog.reject()

    dialogs.expect(answer)
    importing.read(document(desk))
    qtbot.waitUntil(lambda: bool(letters))
    assert len(set(letters)) == len(letters) >= 5


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[MainWindow]:
    found = MainWindow(desk)
    qtbot.addWidget(found)
    found.show_place("agreement")
    show_active(qtbot, found)
    yield found
    found.watch.stop()


def choose_in_menu(window: MainWindow, words: str) -> None:
    """The entry of the menu in the head of the place."""
    assert isinstance(window.view, AgreementView)
    next(a for a in window.view.head.menu.actions() if a.text().replace("&", "").startswith(words)).trigger()


@pytest.mark.parametrize(("version_id", "name"), [(OLD, "Erste"), ("", "Zweite")])
def test_the_version_that_is_seen_goes_to_word_from_its_place(
    window: MainWindow, desk: Desk, dialogs: Dialogs, version_id: str, name: str
) -> None:
    seen: list[str] = []

    def answer(dialog: ExportDialog) -> None:
        seen.extend((dialog.wish.format.key, dialog.text.version.currentText()))
        dialog.reject()

    desk.commit("Neuere", start_agreement("Eine andere"))
    desk.look_at_agreement(id_of(600), version_id)
    dialogs.expect(answer)
    choose_in_menu(window, "Als Word-Dokument ausgeben")
    assert seen == ["docx", f"{name} – Vereinbarung über das OZG"]


def test_a_word_document_is_read_from_its_place(
    window: MainWindow, desk: Desk, dialogs: Dialogs, qtbot: QtBot
) -> None:
    path = document(desk)

    def choose(dialog: QFileDialog) -> None:
        dialog.selectFile(str(path))
        dialog.accept()

    dialogs.expect(choose)
    dialogs.expect(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return))
    choose_in_menu(window, "Word-Dokument einlesen")
    qtbot.waitUntil(lambda: "übernommen" in window.toast.text, timeout=20_000)
    assert text_of(desk, 12) == "Die Vereinbarung gilt für acht Jahre."
