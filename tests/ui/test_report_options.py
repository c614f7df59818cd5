"""What may be chosen for a sheet follows from what the sheet knows."""

from pytestqt.qtbot import QtBot

from ozgdesk.reports.register import sheet
from ozgdesk.ui.start import start_qt
from ozgdesk.ui.views.report_options import OptionsForm


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
