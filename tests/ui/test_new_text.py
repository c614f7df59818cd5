"""After „geändert beschlossen“ the new text opens in the whole window where it is to be edited."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.vocabulary import ClauseKind, Result
from ozgdesk.ui.desk import Subject
from ozgdesk.ui.main_window import MainWindow
from ozgdesk.ui.views.agreement_text import AgreementText
from ozgdesk.ui.views.result_bar import ResultBar
from tests.domain.agreement_rows import GLA, VERSION, agreement_rows, changed, station_id
from tests.helpers import cooperation, id_of
from tests.ui.desks import close_desk, make_desk, show_active


def test_a_changed_text_opens_in_the_window_at_the_part_that_the_council_changed(
    tmp_path: Path, qtbot: QtBot
) -> None:
    rows = changed(agreement_rows(), station_id(GLA), result=Result.OPEN, held_on=date(2026, 11, 20))
    clauses = [
        Clause(
            id=id_of(600 + n), version_id=VERSION, stem=id_of(610 + n), order=f"m{n}", kind=ClauseKind.CLAUSE,
            text=f"Satz {n}.",
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    desk = make_desk(tmp_path, [cooperation(), *rows, *clauses])
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    show_active(qtbot, window)
    window.show_place("council-way", Subject(Consultation, station_id(GLA)))
    bar = window.findChild(ResultBar)
    assert bar is not None
    bar.open_for(station_id(GLA), Result.CHANGED)
    bar.more.click()
    bar.wording.text.inner.setPlainText("Mit der Maßgabe, dass § 2 gestrichen wird.")
    bar.take_button.click()
    qtbot.waitUntil(lambda: window.place_key == "agreement")
    page = window.findChild(AgreementText)
    assert page is not None
    assert page.isVisible()
    shown = desk.snapshot.get(Clause, page.page.current_id or "")
    version = desk.snapshot.get(AgreementVersion, shown.version_id)
    assert (shown.text, version.based_on_id) == ("Satz 2.", VERSION)
    assert not page.page.is_locked
    assert "Erneut entscheiden: Usingen" in window.toast.findChild(QLabel).text()
    close_desk(desk)
