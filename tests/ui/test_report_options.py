"""What may be chosen for a sheet follows from what the sheet knows."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.agreements import AgreementVersion
from ozgdesk.domain.what_if import PartyChange
from ozgdesk.reports.register import sheet
from ozgdesk.reports.sheet import SheetOptions
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.report_options import OptionsForm
from tests.helpers import TODAY
from tests.reports.test_sheets import sample


def test_remarks_are_printed_of_one_municipality_or_only_open_ones(qtbot: QtBot) -> None:
    start_qt("light")
    options = OptionsForm()
    qtbot.addWidget(options)
    options.show_sheet(sheet("agreement"))
    assert not options.form.isRowVisible(options.only_open)
    assert not options.form.isRowVisible(options.municipality)
    options.show_sheet(sheet("comments"))
    assert options.form.isRowVisible(options.only_open)
    assert options.form.isRowVisible(options.municipality)
    with qtbot.waitSignal(options.changed):
        options.only_open.click()
    chosen = options.chosen()
    assert chosen is not None
    assert chosen.only_open


def test_a_version_of_the_past_can_be_chosen_for_a_sheet_that_is_about_one(qtbot: QtBot) -> None:
    start_qt("light")
    options = OptionsForm()
    qtbot.addWidget(options)
    view = sample("demo")
    options.show_view(view)
    options.show_sheet(sheet("agreement"))
    assert options.form.isRowVisible(options.text)
    place = options.text.findText("Entwurf 1", Qt.MatchFlag.MatchStartsWith)
    options.text.setCurrentIndex(place)
    chosen = options.chosen()
    assert chosen is not None
    given = SheetOptions(printed_on=TODAY)
    version_id = chosen.sheet_options(sheet("agreement"), given).version_id
    assert view.snapshot.get(AgreementVersion, version_id or "").name == "Entwurf 1"
    assert chosen.sheet_options(sheet("signing"), given).version_id is None
    options.show_sheet(sheet("signing"))
    assert not options.form.isRowVisible(options.text)


def test_who_joins_and_when_is_asked_where_a_sheet_answers_it(qtbot: QtBot) -> None:
    start_qt("light")
    options = OptionsForm()
    qtbot.addWidget(options)
    options.show_view(sample("demo"))
    options.show_sheet(sheet("status"))
    assert not options.form.isRowVisible(options.what_if)
    options.show_sheet(sheet("what_if"))
    assert options.form.isRowVisible(options.what_if)
    options.what_if.town.line.setText("Weilrod (Hochtaunuskreis)")
    options.what_if.town.line.setModified(True)
    with qtbot.waitSignal(options.changed):
        options.what_if.town.settled.emit()
    chosen = options.chosen()
    assert chosen is not None
    given = SheetOptions(printed_on=TODAY)
    asked = chosen.sheet_options(sheet("what_if"), given).what_if
    assert asked is not None
    assert (asked.change, asked.municipality.name) == (PartyChange.JOINS, "Weilrod")
    assert chosen.sheet_options(sheet("status"), given).what_if is None


def test_a_sheet_that_leaves_out_what_is_not_public_can_be_asked_for_it(qtbot: QtBot) -> None:
    start_qt("light")
    options = OptionsForm()
    qtbot.addWidget(options)
    options.show_sheet(sheet("council_state"))
    assert options.form.isRowVisible(options.with_closed)
    options.with_closed.click()
    chosen = options.chosen()
    assert chosen is not None
    given = SheetOptions(printed_on=TODAY)
    assert chosen.sheet_options(sheet("council_state"), given).with_closed
    assert not chosen.sheet_options(sheet("status"), given).with_closed
    options.show_sheet(sheet("status"))
    assert not options.form.isRowVisible(options.with_closed)
