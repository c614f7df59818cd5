"""Which cards, tasks and parts a query finds."""

from datetime import timedelta

import pytest

from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Role, TaskKind, TaskState
from ozgdesk.present.board import board_rows
from ozgdesk.present.task_query import Query
from ozgdesk.present.task_query_cards import CardFilter, chosen_tasks
from ozgdesk.present.task_query_line import read_line
from tests.helpers import TODAY, four_municipalities, id_of, lead, task


def project() -> View:
    """A phase with three tasks, a milestone beside it, and one task nobody leads."""
    phase = task(1, "Vorbereitung")
    tender = task(
        2,
        "Vergabewesen",
        parent_id=phase.id,
        state=TaskState.WAITING_THIRD,
        waiting_for="ekom21",
        deadline_on=TODAY + timedelta(days=5),
    )
    forms = task(
        3, "Formulare", parent_id=phase.id, deadline_on=TODAY - timedelta(days=3), is_contractual=True
    )
    done = task(4, "Auftakt", parent_id=phase.id, state=TaskState.DONE, actual_finish_on=TODAY)
    start = task(5, "Start", kind=TaskKind.MILESTONE)
    free = task(6, "Herrenlos")
    people = [
        Person(id=id_of(50), name="Projektbüro Usingen", municipality_id=id_of(1)),
        Person(id=id_of(51), name="Hauptamt Usingen", municipality_id=id_of(1)),
        Absence(
            id=id_of(52),
            person_id=id_of(50),
            from_on=TODAY,
            until_on=TODAY + timedelta(days=9),
            deputy_id=id_of(51),
        ),
    ]
    part = Assignment(
        id=id_of(3001),
        task_id=tender.id,
        municipality_id=id_of(2),
        role=Role.CONTRIBUTOR,
        due_on=TODAY + timedelta(days=20),
    )
    leads = [lead(tender, 1, person_id=id_of(50)), lead(forms, 2), lead(done, 3), lead(start, 1)]
    rows = [*four_municipalities(), phase, tender, forms, done, start, free, *people, *leads, part]
    return View(Snapshot.of(rows), TODAY)


def found(text: str) -> list[str]:
    """The cards that fit, as number and code."""
    view = project()
    line = read_line(text, TODAY, [row.code for row in view.municipalities])
    assert line.problems == ()
    cards = CardFilter(view).fitting(line.query, board_rows(view).cards)
    return [f"{card.number[-1]}{card.code}" for card in cards]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("", ["2USI", "2NA", "3NA", "4GLA", "5USI", "6"]),
        ("lead:USI", ["2USI", "2NA", "5USI"]),
        ("lead:ohne", ["6"]),
        ("lead:usi,gla", ["2USI", "2NA", "4GLA", "5USI"]),
        ("-lead:USI", ["3NA", "4GLA", "6"]),
        ("zuarbeit:NA", ["2USI", "2NA"]),
        ("zuarbeit:ohne -zustand:erledigt", ["3NA", "5USI", "6"]),
        ("kommune:NA", ["2NA", "3NA"]),
        ("kommune:NA rolle:zuarbeit", ["2NA"]),
        ("-rolle:zuarbeit phase:vorb", ["2USI", "3NA", "4GLA"]),
        ("rolle:ohne", ["6"]),
        ("person:projektb", ["2USI"]),
        ("person:hauptamt", ["2USI"]),
        ("person:ohne lead:NA", ["3NA"]),
        ("state:wartet", ["2USI", "2NA"]),
        ("state:dritte ekom", ["2USI"]),
        ('state:"wartet auf Dritte"', ["2USI", "2NA"]),
        ("state:zuarbeit", []),
        ("-state:offen", ["4GLA"]),
        ("due:<14", ["2USI", "3NA"]),
        ("due:>0", ["2USI", "2NA"]),
        ("due:woche", ["2USI"]),
        ("due:überfällig", ["3NA"]),
        ("due:..13.12.2026 due:>=heute", ["2USI", "2NA"]),
        ("is:late", ["3NA"]),
        ("ist:vertraglich", ["3NA"]),
        ("ist:meilenstein", ["5USI"]),
        ("phase:ohne", ["5USI", "6"]),
        ("phase:A-001 nr:2", ["2USI", "2NA"]),
        ("nr:A-003", ["3NA"]),
        ("nr:3,4", ["3NA", "4GLA"]),
        ("vergabe usi", ["2USI"]),
        ('"Vergabe USI"', []),
        ("-vergabe -auftakt", ["3NA", "5USI", "6"]),
    ],
)
def test_a_query_finds_cards(text: str, cards: list[str]) -> None:
    assert found(text) == cards


def test_a_task_is_chosen_with_the_parts_that_fit() -> None:
    view = project()
    choice = chosen_tasks(view, read_line("rolle:zuarbeit", TODAY).query)
    assert choice is not None
    assert (choice.tasks, choice.parts) == ({id_of(1002)}, {id_of(3001)})


def test_no_question_leaves_everything() -> None:
    assert chosen_tasks(project(), Query()) is None
