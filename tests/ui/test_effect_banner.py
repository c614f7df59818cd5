from datetime import date

from pytestqt.qtbot import QtBot

from ozgdesk.domain.view import View
from ozgdesk.present.effect import EffectRow, effect_rows
from ozgdesk.ui.views.effect_banner import EffectBanner
from tests.domain.agreement_rows import GLA, LATER, USI, snapshot
from tests.domain.effect_facts import Rows, open_on, project, resolved, unsigned


def row_of(rows: Rows) -> EffectRow:
    return effect_rows(View(snapshot(rows), LATER))[0]


def banner(qtbot: QtBot, row: EffectRow) -> EffectBanner:
    found = EffectBanner()
    qtbot.addWidget(found)
    found.show_effect(row)
    found.show()
    return found


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
