from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.view import View
from ozgdesk.present.effect import EffectRow, effect_rows
from ozgdesk.ui.views.effect_banner import EffectBanner, keep_folding
from tests.domain.agreement_rows import GLA, LATER, USI, snapshot
from tests.domain.effect_facts import Rows, open_on, project, resolved, unsigned
from tests.helpers import cooperation, four_municipalities
from tests.ui.desks import close_desk, make_desk


def row_of(rows: Rows) -> EffectRow:
    return effect_rows(View(snapshot(rows), LATER))[0]


def banner(qtbot: QtBot, row: EffectRow) -> EffectBanner:
    found = EffectBanner()
    qtbot.addWidget(found)
    found.show_effect(row)
    found.resize(1200, 60)
    found.show()
    return found


def test_the_band_says_what_comes_first_and_unfolds_into_all_that_is_missing(qtbot: QtBot) -> None:
    row = row_of(project(open_on(GLA, date(2026, 6, 18)), unsigned(GLA)))
    found = banner(qtbot, row)
    assert found._light.accessibleName() == "Noch nicht wirksam, frühestens am 02.07.2026 (Annahme)"
    assert found._line.text == "Als Nächstes (GLA): Die Gemeindevertretung berät am 18.06.2026."
    assert not found._summary.isVisible()
    found._fold.setFocus()
    qtbot.keyClick(found._fold, Qt.Key.Key_Return)
    assert found._summary.isVisible()
    assert found._table.isVisible()
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=found._line.geometry().center())
    assert not found._table.isVisible()


@pytest.mark.parametrize(("width", "lines"), [(1200, 1), (600, 2), (300, 2)])
def test_the_band_takes_one_line_or_two_where_there_is_little_room(
    qtbot: QtBot, width: int, lines: int
) -> None:
    found = banner(qtbot, row_of(project(open_on(GLA, date(2026, 6, 18)), unsigned(GLA))))
    found.resize(width, found.sizeHint().height())
    qtbot.waitUntil(lambda: (found._line.y() > found._light.y() + 10) is (lines == 2))
    assert found.sizeHint().height() < 20 + 26 * lines
    assert "02.07.2026 (Annahme)" in f"{found._light.accessibleName()} {found._line.text}"


def test_the_band_opens_as_one_was_left_last(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    first, other = EffectBanner(), EffectBanner()
    for band in (first, other):
        qtbot.addWidget(band)
        keep_folding(desk, band)
    first._fold.click()
    assert desk.settings.effect_unfolded
    assert other._fold.isChecked()
    other._fold.click()
    assert not desk.settings.effect_unfolded
    close_desk(desk)


def test_the_band_names_the_earliest_day_and_unfolds_into_its_steps(qtbot: QtBot) -> None:
    row = row_of(project(open_on(GLA, date(2026, 6, 18)), unsigned(GLA)))
    found = banner(qtbot, row)
    assert found._summary.text().endswith("Frühestens am 02.07.2026, wenn die Annahmen zutreffen.")
    assert "5\u00a0Jahre ab dem Beginn" in found._procedure.text()
    codes = [reason.code for _, reason in found._reasons.rows]
    assert codes[-3:] == ["forecast_scheduled", "forecast_signing", "effective_with_last_act"]


def test_a_reason_with_other_words_unfolds_into_them(qtbot: QtBot) -> None:
    row = row_of(project(resolved(USI, "Wir stimmen zu."), resolved(GLA, "Wir stimmen nicht zu.")))
    found = banner(qtbot, row)
    place = next(str(place) for place, reason in found._reasons.rows if reason.runs)
    found._table.row_picked.emit(place)
    assert not found._wording.isVisible()
    found._fold.click()
    found._table.row_picked.emit(place)
    assert found._wording.isVisible()
    assert found._wording.toPlainText() == "Wir stimmen nicht zu."
    found._table.row_picked.emit("0")
    assert not found._wording.isVisible()
