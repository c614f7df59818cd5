"""Papers that belong to no matter are seen together and put into one by a key."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ozgdesk.domain.councils import CouncilPaper, Matter
from ozgdesk.ui.desk import Desk, Subject
from ozgdesk.ui.views.council_loose import LooseView
from tests.helpers import cooperation, four_municipalities, id_of
from tests.ui.council_pages import shown
from tests.ui.desks import close_desk, make_desk

KEY = Qt.Key
TITLES = {1: "Onlinedienste", 2: "ONLINEDIENSTE", 3: "Haushalt", 4: "Onlinedienste "}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    papers = [
        CouncilPaper(
            id=id_of(50 + town), municipality_id=id_of(town), title=title.strip(), number=f"{town}/26"
        )
        for town, title in TITLES.items()
    ]
    matter = Matter(id=id_of(90), order="a", title="Förderantrag")
    found = make_desk(tmp_path, [cooperation(), *four_municipalities(), *papers, matter])
    yield found
    close_desk(found)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> LooseView:
    view = shown(desk, qtbot, LooseView)
    view.papers.setFocus()
    return view


def ids(view: LooseView) -> list[str]:
    return [row.id for row in view.papers.rows.rows]


def test_papers_of_one_title_stand_together_and_name_each_other(view: LooseView) -> None:
    assert ids(view) == [id_of(51), id_of(52), id_of(54), id_of(53)]
    assert [row.alike for row in view.papers.rows.rows] == ["NA, SCHM", "USI, SCHM", "USI, NA", ""]


def test_two_keys_make_one_matter_of_all_papers_with_a_title(
    view: LooseView, desk: Desk, qtbot: QtBot
) -> None:
    view.papers.pick(id_of(51))
    qtbot.keyClick(view.papers, KEY.Key_Space)
    qtbot.keyClick(view.papers, KEY.Key_N)
    [matter] = [row for row in desk.snapshot.all(Matter) if row.title == "Onlinedienste"]
    joined = {row.id for row in desk.snapshot.all(CouncilPaper) if row.matter_id == matter.id}
    assert joined == {id_of(51), id_of(52), id_of(54)}
    assert ids(view) == [id_of(53)]
    assert desk.fan_key == matter.id
    desk.undo()
    assert len(ids(view)) == 4


def test_a_paper_joins_a_matter_that_is_there_by_one_key(view: LooseView, desk: Desk, qtbot: QtBot) -> None:
    view.papers.pick(id_of(53))
    assert desk.subject == Subject(CouncilPaper, id_of(53))
    qtbot.keyClick(view.papers, KEY.Key_O)
    qtbot.keyClick(view.matters.line, KEY.Key_Return)
    assert desk.snapshot.get(CouncilPaper, id_of(53)).matter_id == id_of(90)
    assert id_of(53) not in ids(view)


def test_what_is_typed_leaves_the_papers_it_occurs_in(view: LooseView, qtbot: QtBot) -> None:
    view.find_here()
    qtbot.keyClicks(view.filter, "gla haus")
    assert ids(view) == [id_of(53)]
    qtbot.keyClicks(view.filter, "xyz")
    assert view.hint.text() == "Keine Vorlage passt zu diesen Worten."
    assert view.select(CouncilPaper, id_of(51))
    assert len(ids(view)) == 4


def test_without_such_papers_the_page_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    desk = make_desk(tmp_path, [cooperation(), *four_municipalities()])
    view = shown(desk, qtbot, LooseView)
    assert view.hint.isVisible()
    assert not view.join.isEnabled()
    close_desk(desk)
