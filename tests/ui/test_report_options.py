"""What may be chosen for a sheet follows from what the sheet knows."""

from pytestqt.qtbot import QtBot

from ozgdesk.reports.register import sheet
from ozgdesk.reports.sheet import SheetOptions
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.report_options import OptionsForm
from tests.helpers import TODAY


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
