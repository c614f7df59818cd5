"""The page Vorlagen: shared and own texts typed in place, copied out, and a Beratungsfolge pasted in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor
from pytestqt.qtbot import QtBot

from ozgdesk.commands import records
from ozgdesk.commands.clock import SYSTEM_CLOCK
from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.councils import Consultation, CouncilPaper, Matter, PaperForm
from ozgdesk.ui.desk import Desk
from ozgdesk.ui.places import place
from ozgdesk.ui.views.chips_field import ChipsField
from ozgdesk.ui.views.council_papers import PapersView
from ozgdesk.ui.views.paste_stations import StationsDialog
from tests.conftest import Dialogs
from tests.helpers import TODAY
from tests.ui.desks import close_desk, make_desk, show_active, type_into


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = make_desk(tmp_path, build_sample("demo", TODAY, SYSTEM_CLOCK.new_id))
    yield found
    close_desk(found)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PapersView:
    view = PapersView(desk)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    desk.changed.connect(lambda _step: view.show_view(desk.view))
    desk.fan_chosen.connect(lambda: view.show_view(desk.view))
    view.show_view(desk.view)
    show_active(qtbot, view)
    return view


def paper_of(desk: Desk, number: str) -> CouncilPaper:
    return next(row for row in desk.snapshot.all(CouncilPaper) if row.number == number)


def choose(page: PapersView, town: str) -> None:
    titles = [page.bar.towns.tabText(place) for place in range(page.bar.towns.count())]
    page.bar.towns.setCurrentIndex(titles.index(town))


def typed(qtbot: QtBot, page: PapersView, column: str, name: str, text: str) -> None:
    row = getattr(page.texts, column)[name]
    type_into(qtbot, row.field.inner, text)
    assert row.flush()


def test_placeholders_are_read_as_what_they_say_and_stored_as_they_were(
    page: PapersView, desk: Desk, qtbot: QtBot
) -> None:
    field = page.texts.shared["explanation"].field
    assert isinstance(field, ChipsField)
    raw = field.read()
    assert "{field:term_years}" in raw
    field.edit.selectAll()
    field.edit.copy()
    assert "{" not in QGuiApplication.clipboard().text()
    assert "gilt für 5 Jahre" in QGuiApplication.clipboard().text()
    field.edit.setFocus()
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(field.edit, " Dazu")
    qtbot.keyClick(field.edit, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field.edit.fields.line, "Titel der")
    qtbot.keyClick(field.edit.fields.line, Qt.Key.Key_Return)
    assert page.texts.shared["explanation"].flush()
    matter = next(row for row in desk.snapshot.all(Matter) if row.explanation.startswith(raw))
    assert matter.explanation == f"{raw} Dazu{{field:agreement_title}}"
    assert desk.undo() is None
    assert field.read() == raw
    assert "{field" not in page.preview.toPlainText()


def test_a_placeholder_typed_sign_by_sign_becomes_a_label_when_the_field_is_left(
    page: PapersView, qtbot: QtBot
) -> None:
    typed(qtbot, page, "shared", "financial_effect", "Es sind {field:parties}.")
    field = page.texts.shared["financial_effect"].field
    assert isinstance(field, ChipsField)
    page.bar.towns.setFocus()
    assert not field.edit.has_raw_tokens
    assert field.read() == "Es sind {field:parties}."
    field.edit.selectAll()
    field.edit.copy()
    assert QGuiApplication.clipboard().text().startswith("Es sind die Stadt Musterstadt, die Stadt")
    field.edit.paste()
    assert field.read() == "Es sind {field:parties}."


def test_the_page_stands_in_the_place_gremien_with_its_sheet() -> None:
    found = {row.key: row for row in place("council").pages}["papers"]
    assert (found.title, found.sheet) == ("Vorlagen", "council_paper")


def test_the_paper_of_each_municipality_is_seen_as_it_prints(page: PapersView) -> None:
    choose(page, "Beispieldorf")
    seen = page.preview.toPlainText()
    assert "Drucksachennummer" in seen
    assert "Für Beispieldorf übernimmt die Organisation" in seen
    assert "die Stadt Musterstadt, die Stadt Musterhausen" in seen
    choose(page, "Musterhausen")
    assert "Drucksachen Nr." in page.preview.toPlainText()


def test_a_shared_text_is_typed_once_for_all(desk: Desk, page: PapersView, qtbot: QtBot) -> None:
    typed(qtbot, page, "shared", "resolution_text", "Neuer gemeinsamer Beschluss.")
    assert desk.snapshot.all(Matter)[0].resolution_text == "Neuer gemeinsamer Beschluss."
    for town in ("Musterstadt", "Probeheim"):
        choose(page, town)
        assert "Neuer gemeinsamer Beschluss." in page.preview.toPlainText()


def test_own_words_replace_the_shared_ones_until_they_are_the_same_again(
    desk: Desk, page: PapersView, qtbot: QtBot
) -> None:
    choose(page, "Probeheim")
    typed(qtbot, page, "own", "financial_effect", "Keine.")
    assert paper_of(desk, "DS 88").financial_effect == "Keine."
    assert "Eigenanteil 12.000" not in page.preview.toPlainText()
    desk.undo()
    assert paper_of(desk, "DS 88").financial_effect == ""
    assert "Eigenanteil 12.000" in page.preview.toPlainText()


def test_own_words_become_those_of_all(desk: Desk, page: PapersView) -> None:
    choose(page, "Musterhausen")
    own = paper_of(desk, "2/0113").financial_effect
    page.texts.share_wanted.emit("financial_effect")
    assert desk.snapshot.all(Matter)[0].financial_effect == own
    assert paper_of(desk, "2/0113").financial_effect == ""


def test_a_section_is_copied_as_text_and_as_html(page: PapersView) -> None:
    choose(page, "Beispieldorf")
    page.preview.anchorClicked.emit(QUrl("copy:stations"))
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0] == "Beratungsfolge\tTermin\tBemerkung"
    assert "<td>Gemeindevorstand</td>" in data.html()
    page.preview.anchorClicked.emit(QUrl("copy:resolution_text"))
    assert QGuiApplication.clipboard().text().startswith("Die Vereinbarung über")


def test_a_copied_way_is_shown_first_and_then_entered(desk: Desk, page: PapersView, dialogs: Dialogs) -> None:
    choose(page, "Probeheim")
    QGuiApplication.clipboard().setText(
        "Gremium\tTermin\nHaupt- und Finanzausschuss\t07.12.2026\nBauausschuss\t08.12.2026\nGV\t15.12.2026"
    )

    def answer(dialog: StationsDialog) -> None:
        assert len(dialog.table.rows.rows) == 3
        assert "„Bauausschuss“" in dialog.unknown.text()
        dialog.accept()

    dialogs.expect(answer)
    page.paste_stations()
    paper = paper_of(desk, "DS 88")
    days = {str(row.held_on) for row in desk.snapshot.all(Consultation) if row.paper_id == paper.id}
    assert {"2026-12-07", "2026-12-15"} <= days


def test_without_a_table_the_clipboard_is_left_alone(desk: Desk, page: PapersView) -> None:
    told: list[str] = []
    desk.told.connect(told.append)
    QGuiApplication.clipboard().setText("   ")
    page.paste_stations()
    assert "keine Beratungsfolge" in told[-1]


def test_a_form_is_chosen_and_the_preview_follows(desk: Desk, page: PapersView) -> None:
    choose(page, "Probeheim")
    assert "noch kein Muster" in page.missing.text()
    page.bar.form_wanted.emit("glashuetten")
    assert len(desk.snapshot.all(PaperForm)) == 4
    assert "Drucksachennummer" in page.preview.toPlainText()
    assert "noch kein Muster" not in page.missing.text()


def test_a_new_matter_from_a_version_fans_out_to_all_parties(desk: Desk, page: PapersView) -> None:
    before = len(desk.snapshot.all(CouncilPaper))
    page.bar.start_wanted.emit("free")
    assert desk.fan_key == max(desk.snapshot.all(Matter), key=lambda row: row.order).id
    assert "Vorlagen anlegen" in page.preview.toPlainText()
    page.bar.fan.click()
    assert len(desk.snapshot.all(CouncilPaper)) == before + 4
    assert page.bar.towns.count() == 4
    page.bar.fan.click()
    assert len(desk.snapshot.all(CouncilPaper)) == before + 4


def test_the_next_number_is_offered_where_one_follows(desk: Desk, page: PapersView) -> None:
    page.bar.start_wanted.emit("free")
    page.bar.fan.click()
    choose(page, "Beispieldorf")
    assert not page.bar.number.isVisible()  # „47/GV“ does not fit the scheme with its Wahlperiode
    other = paper_of(desk, "47/GV")
    desk.run("Nummer", records.edit(CouncilPaper, other.id, number="47/GV/I"))
    assert page.bar.number.text() == "Nummer 48/GV/I"
    page.bar.number.click()
    assert paper_of(desk, "48/GV/I").matter_id == desk.fan_key


def test_loose_papers_become_one_matter(desk: Desk, page: PapersView) -> None:
    loose = paper_of(desk, "VL-2/44")
    desk.look_at_fan(loose.id)
    assert not page.texts.shared["resolution_text"].isEnabled()
    page.bar.start_wanted.emit("join")
    assert paper_of(desk, "VL-2/44").matter_id == desk.fan_key
    assert page.texts.shared["resolution_text"].isEnabled()
