"""Filters kept under a name: saved, chosen, renamed and deleted in the real plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from ozgdesk import settings
from ozgdesk.present.plan_filter import Interest, PlanFilter
from ozgdesk.settings import SavedFilter, Settings
from ozgdesk.ui.views.saved_filters import FiltersDialog
from tests.conftest import Dialogs
from tests.ui.plan_stage import CTRL, SHIFT, Key, Stage, sample

LATE = SavedFilter("Offenes in Usingen", "", "USI", "open")
FOREIGN = SavedFilter("Offenes in Marburg", "", "MR", "open")


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, sample())
    qtbot.waitUntil(made.view.isActiveWindow)
    yield made
    made.desk.close()
    made.workspace.close()


def wanted(stage: Stage) -> PlanFilter:
    return stage.view.bar.wanted()


def open_menu(stage: Stage) -> QMenu:
    stage.press(Key.Key_F, CTRL | SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def manage(stage: Stage, dialogs: Dialogs, answer: object) -> None:
    dialogs.expect(answer)  # type: ignore[arg-type]
    stage.view.filters.manage()


def names(stage: Stage) -> list[str]:
    return [kept.name for kept in stage.desk.settings.plan_filters]


def save(dialog: FiltersDialog, name: str) -> None:
    dialog.name.setText(name)
    dialog.keep.click()


def test_a_filter_is_saved_and_chosen_again_with_the_keyboard_after_a_restart(
    stage: Stage, dialogs: Dialogs, tmp_path: Path
) -> None:
    stage.view.bar.show_filter(PlanFilter("er", stage.ids.id("USI"), Interest.OPEN))

    def answer(dialog: FiltersDialog) -> None:
        save(dialog, " Mein Blick ")
        dialog.accept()

    manage(stage, dialogs, answer)
    settings.save(stage.desk.settings, tmp_path / "settings.json")
    stage.desk.prefer(settings.load(tmp_path / "settings.json").settings)
    assert stage.desk.settings.plan_filters == (SavedFilter("Mein Blick", "er", "USI", "open"),)
    stage.view.bar.show_filter(PlanFilter())
    menu = open_menu(stage)
    QTest.keyClick(menu, Key.Key_1)
    assert wanted(stage) == PlanFilter("er", stage.ids.id("USI"), Interest.OPEN)
    assert stage.names() == ["Phase", "Erfassen"]
    assert [action.isChecked() for action in stage.view.filters.menu().actions()][0]


def test_saving_under_a_name_that_is_taken_says_so_and_overwrites(stage: Stage, dialogs: Dialogs) -> None:
    stage.desk.prefer(Settings(plan_filters=(LATE, FOREIGN)))
    stage.view.bar.show_filter(PlanFilter(interest=Interest.LATE))

    def answer(dialog: FiltersDialog) -> None:
        dialog.name.setText(LATE.name)
        assert dialog.keep.text() == "Über&schreiben"
        dialog.keep.click()
        dialog.accept()

    manage(stage, dialogs, answer)
    assert stage.desk.settings.plan_filters == (SavedFilter(LATE.name, "", "", "late"), FOREIGN)


def test_filters_are_renamed_and_deleted_by_key_and_cancelling_keeps_all(
    stage: Stage, dialogs: Dialogs
) -> None:
    stage.desk.prefer(Settings(plan_filters=(LATE, FOREIGN)))

    def rename_and_delete(dialog: FiltersDialog) -> None:
        assert not dialog.keep.isEnabled()
        dialog.activateWindow()
        QApplication.processEvents()
        dialog.table.setFocus()
        dialog.table.pick(LATE.name)
        QTest.keyClick(dialog.table, Key.Key_F2)
        editor = dialog.table.findChildren(QLineEdit)[-1]
        editor.setText("Usingen")
        QTest.keyClick(editor, Key.Key_Return)
        QApplication.processEvents()  # Qt commits an editor after the key
        dialog.table.pick(FOREIGN.name)
        QTest.keyClick(dialog.table, Key.Key_Delete)

    manage(stage, dialogs, lambda dialog: (rename_and_delete(dialog), dialog.reject()))
    assert names(stage) == [LATE.name, FOREIGN.name]
    manage(stage, dialogs, lambda dialog: (rename_and_delete(dialog), dialog.accept()))
    assert names(stage) == ["Usingen"]


def test_a_name_typed_before_accepting_is_not_lost(stage: Stage, dialogs: Dialogs) -> None:
    stage.view.bar.show_filter(PlanFilter(interest=Interest.LATE))
    manage(stage, dialogs, lambda dialog: (dialog.name.setText("Spätes"), dialog.accept()))
    assert names(stage) == ["Spätes"]


def test_a_name_that_is_taken_or_empty_is_refused(stage: Stage, dialogs: Dialogs) -> None:
    stage.desk.prefer(Settings(plan_filters=(LATE, FOREIGN)))

    def answer(dialog: FiltersDialog) -> None:
        for typed in (FOREIGN.name, "  "):
            dialog.model.setData(dialog.model.index(0, 0), typed)
            assert dialog.filters == (LATE, FOREIGN)
            assert "Filter" in dialog.hint.text()
        dialog.accept()

    manage(stage, dialogs, answer)


def test_a_filter_for_a_municipality_of_another_file_does_no_harm(stage: Stage) -> None:
    stage.desk.prefer(Settings(plan_filters=(FOREIGN,)))
    first = stage.view.filters.menu().actions()[0]
    assert first.text() == "&1 Offenes in Marburg (MR fehlt hier)"
    assert first.toolTip() == "MR (nicht in dieser Datei) · Offene Aufgaben"
    first.trigger()
    assert wanted(stage) == PlanFilter(interest=Interest.OPEN)
    assert "MR gibt es in dieser Datei nicht" in stage.told[-1]


def test_a_phase_is_kept_by_its_name_and_said_where_it_is_missing(stage: Stage, dialogs: Dialogs) -> None:
    stage.view.bar.show_filter(PlanFilter(phase_id=stage.task("Phase").id))
    manage(stage, dialogs, lambda dialog: (save(dialog, "Nur die Phase"), dialog.accept()))
    assert stage.desk.settings.plan_filters == (SavedFilter("Nur die Phase", phase="Phase"),)
    stage.view.bar.show_filter(PlanFilter())
    kept = stage.view.filters.menu().actions()[0]
    assert kept.toolTip() == "Phase"
    kept.trigger()
    assert stage.names() == ["Phase", "Erfassen", "Prüfen"]
    stage.desk.prefer(Settings(plan_filters=(SavedFilter("Fremd", municipality="MR", phase="Bau › Rohbau"),)))
    foreign = stage.view.filters.menu().actions()[0]
    assert foreign.text() == "&1 Fremd (MR und Bau › Rohbau fehlt hier)"
    foreign.trigger()
    assert wanted(stage) == PlanFilter()
    assert stage.told[-1].startswith("Die Kommune MR und die Phase „Bau › Rohbau“ gibt es in dieser Datei")


def test_filters_kept_before_there_was_a_choice_of_phase_still_hold(stage: Stage, tmp_path: Path) -> None:
    old = '{"plan_filters": [{"name": "Alt", "text": "er", "municipality": "USI", "interest": "open"}]}'
    (tmp_path / "settings.json").write_text(old, "utf-8")
    stage.desk.prefer(settings.load(tmp_path / "settings.json").settings)
    stage.view.filters.menu().actions()[0].trigger()
    assert wanted(stage) == PlanFilter("er", stage.ids.id("USI"), Interest.OPEN)


def test_the_menu_shows_all_tasks_again(stage: Stage) -> None:
    stage.view.bar.show_filter(PlanFilter("Erfassen"))
    stage.view.filters.menu().actions()[-1].trigger()
    assert wanted(stage) == PlanFilter()
    assert len(stage.names()) == 6
