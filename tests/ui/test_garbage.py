import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ozgdesk.ui import garbage
from ozgdesk.ui.jobs import Jobs
from ozgdesk.ui.start import start_qt


class Circle(QWidget):
    """What a window with slots is for Python: it refers to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def threshold(qapp: QObject) -> Iterator[None]:
    start_qt("light")
    kept = gc.get_threshold()
    gc.collect()
    gc.set_threshold(5, 5, 5)
    yield
    gc.set_threshold(*kept)


def make_garbage(count: int) -> list["weakref.ref[Circle]"]:
    return [weakref.ref(Circle()) for _ in range(count)]


def test_nothing_is_collected_in_the_middle_of_work_or_in_a_worker(threshold: None, qtbot: QtBot) -> None:
    assert not gc.isenabled()
    left = make_garbage(20)
    assert all(reference() is not None for reference in left)
    jobs, made = Jobs(), []
    jobs.run(lambda: [[] for _ in range(10_000)], done=made.append)
    jobs.finish()
    assert all(reference() is not None for reference in left)


def test_garbage_is_collected_between_events(
    threshold: None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "INTERVAL_MS", 10)
    left = make_garbage(20)
    parent = QObject()
    garbage.GarbageCollector(parent)
    kept: list[list[object]] = []

    def all_gone() -> bool:
        kept.extend([] for _ in range(20))  # what other tests delete meanwhile counts against it
        return all(reference() is None for reference in left)

    qtbot.waitUntil(all_gone)


def test_without_new_objects_nothing_is_searched(threshold: None, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []
    monkeypatch.setattr(gc, "get_count", lambda: (3, 2, 1))
    monkeypatch.setattr(gc, "collect", searched.append)
    garbage.collect_if_due()
    assert searched == []
    monkeypatch.setattr(gc, "get_count", lambda: (9, 7, 1))
    garbage.collect_if_due()
    assert searched == [1]
