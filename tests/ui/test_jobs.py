"""Work off the GUI thread: who is called back when it ends."""

from functools import partial

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ozgdesk.ui.jobs import Jobs


class Page(QLabel):
    """Shows what a job made, or why it made nothing."""

    def on_made(self, before: str, made: str) -> None:
        self.setText(before + made)

    def on_failed(self, error: BaseException) -> None:
        self.setText(str(error))


def fail() -> None:
    raise ValueError("nicht gelungen")


@pytest.fixture
def jobs(qtbot: QtBot) -> Jobs:
    return Jobs()


def test_the_result_reaches_the_page_that_asked(jobs: Jobs, qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    jobs.run(str.upper, "ozg", done=partial(page.on_made, "IKZ "), failed=page.on_failed)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert page.text() == "IKZ OZG"
    jobs.run(fail, done=partial(page.on_made, ""), failed=page.on_failed)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    assert page.text() == "nicht gelungen"


def test_a_page_that_is_gone_is_not_called(jobs: Jobs, qtbot: QtBot) -> None:
    page = Page()
    with qtbot.captureExceptions() as errors:
        jobs.run(str.upper, "ozg", done=partial(page.on_made, "IKZ "), failed=page.on_failed)
        jobs.run(fail, done=partial(page.on_made, ""), failed=page.on_failed)
        delete(page)
        qtbot.waitUntil(lambda: not jobs.is_busy)
    assert not errors
