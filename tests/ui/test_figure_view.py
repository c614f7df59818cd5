"""Figures of sheets on screen."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.present.burn_down import burn_down
from ozgdesk.reports import look
from ozgdesk.reports.burn_drawing import burn_figure
from ozgdesk.ui import theme
from ozgdesk.ui.widgets.figure_view import MOST_SCALE, FigureView
from tests.helpers import TODAY, four_municipalities, task


def shown(qtbot: QtBot, figure: look.Figure) -> FigureView:
    view = FigureView("Bild")
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show_figure(figure)
    view.show()
    return view


def colours(view: FigureView) -> set[str]:
    image = view.grab().toImage()
    return {
        QColor(image.pixelColor(x, y)).name() for x in range(image.width()) for y in range(image.height())
    }


def test_every_mark_of_a_figure_is_drawn_in_the_colours_of_the_window(qtbot: QtBot) -> None:
    def draw(drawing: look.Drawing) -> None:
        assert (drawing.width, drawing.height) == (200, 100)
        drawing.rect(10, 10, 30, 30, fill="#1b4f8a")
        drawing.circle(80, 25, 15, fill="#123456")
        drawing.polygon([(110, 10), (140, 10), (125, 40)], fill="#654321")
        drawing.segments([(10, 60, 60, 60)], stroke="#00aa00", line_width=4)
        drawing.line(10, 80, 60, 80, stroke="#aa0000", line_width=4, dash=(4, 2))
        drawing.text(190, 90, "Ein viel zu langes Wort", align="right", max_width=40)
        assert drawing.text_width("mm", size=20) > drawing.text_width("mm", size=8)

    view = shown(qtbot, look.figure(200, 100, "Ein Satz.", draw))
    found = colours(view)
    assert {"#123456", "#654321", "#00aa00", "#aa0000", theme.role(view, "accent").name()} <= found
    assert "#1b4f8a" not in found
    assert view.accessibleDescription() == "Ein Satz."
    assert view.heightForWidth(100) == 50
    assert view.heightForWidth(5000) == round(100 * MOST_SCALE)


def test_the_burn_down_is_seen_and_read_aloud(qtbot: QtBot, qapp: QApplication) -> None:
    rows = [*four_municipalities(), task(1, duration_minutes=480), task(2, duration_minutes=480)]
    view = shown(qtbot, burn_figure(burn_down(View(Snapshot.of(rows), TODAY))))
    assert theme.role(view, "accent").name() in colours(view)
    assert view.accessibleDescription() == ("Verlauf der offenen Aufgaben: Am 23.11.2026 sind 2 von 2 offen.")
    view.show_figure(None)
    assert not view.isVisible()
