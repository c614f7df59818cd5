"""Giving the plan out from the menu, driven with keys: what, for whom, where, and what is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ozgdesk.commands.plan import take_baseline
from ozgdesk.exchange.format import TextWish
from ozgdesk.exchange.register import FORMATS, format_named
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.texts import steps
from ozgdesk.ui import exporting
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.exporting import ExportDialog
from ozgdesk.ui.main_window import MainWindow
from tests.conftest import Dialogs
from tests.exchange import docx_files
from tests.exchange.rows import NA, project
from tests.ui.desks import close_desk, make_desk, show_active

Answer = Callable[[ExportDialog], object]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    found = make_desk(tmp_path, project())
    yield found
    close_desk(found)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[MainWindow]:
    found = MainWindow(desk)
    qtbot.addWidget(found)
    found.show_place("plan")
    show_active(qtbot, found)
    yield found
    found.watch.stop()


def press_menu(qtbot: QtBot, window: MainWindow) -> None:
    """Alt+D for Datei, then A for Ausgeben."""
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    menu = window.menuBar().actions()[0].menu()
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_A)


def choose(qtbot: QtBot, key: str, municipality: str = "") -> Answer:
    """An answer that chooses with the keys a person has."""

    def answer(dialog: ExportDialog) -> None:
        titles = [dialog.format.itemText(row) for row in range(dialog.format.count())]
        for _ in range(titles.index(format_named(key).title)):
            qtbot.keyClick(dialog.format, Qt.Key.Key_Down)
        if municipality:
            qtbot.keyClicks(dialog.municipality, municipality)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    return answer


def save_as(target: Path, seen: list[QFileDialog] | None = None) -> Callable[[QFileDialog], object]:
    def answer(dialog: QFileDialog) -> None:
        if seen is not None:
            seen.append((dialog.nameFilters()[0], Path(dialog.selectedFiles()[0]).name))
        dialog.selectFile(str(target))
        dialog.done(1)

    return answer


@pytest.mark.parametrize(
    ("key", "file_filter", "name"),
    [
        ("xlsx", "Excel-Arbeitsmappe (*.xlsx)", "Projektplan-NA-2026-11-23.xlsx"),
        ("csv", "CSV-Tabelle (*.csv)", "Projektplan-NA-2026-11-23.csv"),
        ("ics", "Kalenderdatei (*.ics)", "Termine-NA-2026-11-23.ics"),
    ],
)
def test_a_file_is_given_out_with_keys_alone_and_told(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path, key: str, file_filter: str, name: str
) -> None:
    target, seen = tmp_path / f"heraus.{key}", []
    dialogs.expect(choose(qtbot, key, "Neu"))
    dialogs.expect(save_as(target, seen))
    press_menu(qtbot, window)
    qtbot.waitUntil(lambda: window.toast.text == f"Gespeichert als „heraus.{key}“.", timeout=20_000)
    assert seen == [(file_filter, name)]
    assert target.read_bytes() == format_named(key).make(window.desk.view, NA)


def test_a_form_is_for_one_municipality_and_the_choice_of_all_comes_back_after_it(
    desk: Desk, qtbot: QtBot
) -> None:
    dialog = ExportDialog(desk.view)
    qtbot.addWidget(dialog)
    form = next(place for place, found in enumerate(FORMATS) if found.needs_municipality)
    dialog.format.setCurrentIndex(form)
    assert dialog.municipality.findText("Alle Kommunen") == -1
    dialog.format.setCurrentIndex(0)
    assert dialog.wish.municipality_id is None
    dialog.municipality.setCurrentIndex(3)
    chosen = dialog.wish.municipality_id
    dialog.format.setCurrentIndex(form)
    dialog.format.setCurrentIndex(0)
    assert dialog.wish.municipality_id == chosen is not None


def test_without_a_choice_everything_is_given_out(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path
) -> None:
    target = tmp_path / "alles.csv"
    dialogs.expect(choose(qtbot, "csv"))
    dialogs.expect(save_as(target))
    window.exchanges.give_out()
    qtbot.waitUntil(lambda: window.toast.text.startswith("Gespeichert"), timeout=20_000)
    assert target.read_bytes() == format_named("csv").make(window.desk.view, None)


def test_a_list_is_compared_with_the_baseline_chosen_in_the_plan_and_says_which(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path, desk: Desk
) -> None:
    first, _newest = (
        desk.run(steps.TAKE_BASELINE, take_baseline(name, desk.view.as_of)) for name in ("Früh", "Spät")
    )
    assert first is not None
    desk.look_through(PlanLens(first.id))
    target, said = tmp_path / "alles.csv", []
    chosen = choose(qtbot, "csv")

    def answer(dialog: ExportDialog) -> None:
        said.append(dialog.description.text())
        chosen(dialog)
        said.append(dialog.description.text())

    dialogs.expect(answer)
    dialogs.expect(save_as(target))
    window.exchanges.give_out()
    qtbot.waitUntil(lambda: window.toast.text.startswith("Gespeichert"), timeout=20_000)
    assert all(text.endswith("Verglichen mit Basisplan „Früh“.") for text in said)
    text = target.read_text("utf-8-sig")
    assert "Früh" in text
    assert "Spät" not in text


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, desk: Desk
) -> None:
    before = desk.workspace.path.read_bytes()
    dialogs.expect(choose(qtbot, "xlsx"))
    dialogs.expect(save_as(desk.workspace.path))
    window.exchanges.give_out()
    qtbot.waitUntil(lambda: "ist eine Projektdatei" in window.toast.text, timeout=20_000)
    assert desk.workspace.path.read_bytes() == before


@pytest.mark.parametrize("is_first", [True, False])
def test_giving_up_writes_nothing(
    window: MainWindow, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path, is_first: bool
) -> None:
    files = sorted(path.name for path in tmp_path.iterdir())
    if is_first:
        dialogs.expect(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    else:
        dialogs.expect(choose(qtbot, "ics"))
        dialogs.expect(lambda dialog: dialog.reject())
    window.exchanges.give_out()
    assert not window.desk.jobs.is_busy
    assert window.toast.text == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == files


def test_a_field_that_cannot_be_left_is_put_right_first(window: MainWindow) -> None:
    detach = window.desk.attach_editor(lambda: False)
    window.exchanges.give_out()
    detach()
    assert "Eingabe" in window.toast.text


def test_the_dialog_offers_every_format_and_says_what_it_holds(desk: Desk, qtbot: QtBot) -> None:
    dialog = ExportDialog(desk.view)
    qtbot.addWidget(dialog)
    for position, found in enumerate(FORMATS):
        dialog.format.setCurrentIndex(position)
        assert dialog.wish == exporting.Wish(found, NA if found.needs_municipality else None)
        assert dialog.description.text().casefold().rstrip(".") == found.description.casefold()
    dialog.format.setCurrentIndex(0)
    towns = [dialog.municipality.itemText(row) for row in range(dialog.municipality.count())]
    assert towns[0] == "Alle Kommunen"
    assert towns[2] == "Neu-Anspach (NA)"


def test_no_two_letters_of_the_dialog_are_the_same(desk: Desk, qtbot: QtBot) -> None:
    dialog = ExportDialog(desk.view)
    qtbot.addWidget(dialog)
    texts = [widget.text() for widget in dialog.findChildren(QLabel) + dialog.findChildren(QPushButton)]
    letters = [text[text.index("&") + 1].casefold() for text in texts if "&" in text]
    assert len(letters) >= 3
    assert len(set(letters)) == len(letters)


def test_an_agreement_is_given_out_by_version_and_compared_in_the_name_of_a_municipality(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = make_desk(tmp_path, docx_files.rows())
    try:
        dialog = ExportDialog(desk.view)
        qtbot.addWidget(dialog)
        dialog.format.setCurrentIndex(FORMATS.index(format_named("docx")))
        assert not dialog.municipality.isVisibleTo(dialog)
        assert dialog.wish.text == TextWish(docx_files.NEW)
        assert not dialog.text.author.isEnabled()
        qtbot.keyClicks(dialog.text.former, "Erste")
        qtbot.keyClicks(dialog.text.author, "Neu")
        assert dialog.wish.text == TextWish(docx_files.NEW, docx_files.OLD, NA)
        dialog.format.setCurrentIndex(0)
        assert dialog.municipality.isVisibleTo(dialog)
        assert dialog.wish.text is None
    finally:
        close_desk(desk)
