"""What a task in council waits for, as the board says it, and which tasks a query about councils finds."""

from datetime import date
from typing import Any

import pytest

from ozgdesk.domain.councils import Committee, Consultation, CouncilPaper
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import CommitteeKind, ConsultationRole, Result, TaskKind, TaskState
from ozgdesk.present.board import board_rows
from ozgdesk.present.council_waiting import NO_PAPER, Waiting, open_papers, waiting_for_council
from ozgdesk.present.facts import facts
from ozgdesk.present.task_query_cards import CardFilter
from ozgdesk.present.task_query_completion import values_of
from ozgdesk.present.task_query_line import read_line
from ozgdesk.present.task_query_words import Key
from tests.domain.agreement_rows import changed, without
from tests.helpers import TODAY, cooperation, four_municipalities, id_of, lead, task

NA, GLA = id_of(2), id_of(3)
PAPER, HFA, COUNCIL = id_of(250), id_of(300), id_of(301)
TASK = task(7, "Beteiligung beschließen lassen", state=TaskState.IN_COUNCIL, paper_id=PAPER)


def rows() -> list[Entity]:
    """A paper of Neu-Anspach before its committee and its council, and one of Glashütten without a way."""
    return [
        cooperation(),
        *four_municipalities(),
        Committee(id=id_of(200), municipality_id=NA, name="Haupt- und Finanzausschuss", short_name="HFA",
                  kind=CommitteeKind.COMMITTEE, order="a"),
        Committee(id=id_of(201), municipality_id=NA, name="Stadtverordnetenversammlung", short_name="StVV",
                  kind=CommitteeKind.COUNCIL, order="b"),
        CouncilPaper(id=PAPER, municipality_id=NA, title="Beteiligung", number="305/2026"),
        CouncilPaper(id=id_of(251), municipality_id=GLA, title="Beteiligung Glashütten"),
        Consultation(id=HFA, paper_id=PAPER, committee_id=id_of(200), order="a", held_on=date(2026, 12, 3)),
        Consultation(id=COUNCIL, paper_id=PAPER, committee_id=id_of(201), order="b", is_final=True,
                     role=ConsultationRole.DECIDING, held_on=date(2026, 12, 17)),
        TASK,
        lead(TASK, 2),
    ]  # fmt: skip


def view(*changes: tuple[str, dict[str, Any]], left_out: tuple[str, ...] = ()) -> View:
    found = without(rows(), *left_out)
    for id_, values in changes:
        found = changed(found, id_, **values)
    return View(Snapshot.of(found), TODAY)


PASSED = {"result": Result.MAJORITY, "held_on": date(2026, 11, 19)}


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (view(), Waiting("HFA NA berät am 03.12., StVV NA entscheidet am 17.12.")),
        (view((HFA, {"result": Result.RECOMMENDED})), Waiting("StVV NA entscheidet am 17.12.")),
        (view((COUNCIL, {"held_on": None}), left_out=(HFA,)), Waiting("StVV NA entscheidet ohne Termin")),
        (view((HFA, {"held_on": date(2026, 11, 5)})), Waiting("HFA NA 05.11.: Ergebnis fehlt", True)),
        (view((COUNCIL, PASSED)), Waiting("StVV NA: mehrheitlich beschlossen am 19.11.", True)),
        (view((PAPER, {"closed_on": TODAY})), Waiting("Vorlage ohne Beschluss erledigt", True)),
        (view(left_out=(HFA, COUNCIL)), Waiting("nächste Beratung fehlt", True)),
        (view((TASK.id, {"paper_id": None})), Waiting(NO_PAPER)),
    ],
)
def test_the_stations_of_the_paper_say_who_decides_next(seen: View, expected: Waiting) -> None:
    task_ = next(row for row in seen.snapshot.all(type(TASK)) if row.id == TASK.id)
    assert waiting_for_council(seen, task_) == expected


def test_the_card_and_the_inspector_say_it() -> None:
    seen = view()
    (card,) = board_rows(seen).cards
    assert [(note.kind, note.text) for note in card.notes] == [
        ("council", "HFA NA berät am 03.12., StVV NA entscheidet am 17.12.")
    ]
    names = {fact.name: fact.value for fact in facts(seen, TASK)}
    assert names["Im Gremium"].startswith("HFA NA berät")


def test_a_task_out_of_a_resolution_names_it_and_a_milestone_does_not() -> None:
    out_of_it = {"state": TaskState.PLANNED, "paper_id": None, "consultation_id": COUNCIL}
    seen = view((COUNCIL, PASSED), (TASK.id, out_of_it))
    (card,) = board_rows(seen).cards
    assert [(note.kind, note.text) for note in card.notes] == [
        ("resolution", "aus Beschluss StVV NA vom 19.11.2026")
    ]
    seen = view((TASK.id, {**out_of_it, "kind": TaskKind.MILESTONE}))
    assert board_rows(seen).cards[0].notes == ()


def test_open_papers_are_offered_those_of_the_lead_first() -> None:
    assert open_papers(view(), GLA) == (
        (id_of(251), "GLA · Beteiligung Glashütten"),
        (PAPER, "NA · 305/2026 Beteiligung"),
    )
    assert [id_ for id_, _ in open_papers(view((COUNCIL, PASSED)), NA)] == [id_of(251)]


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("gremium:stvv", True),
        ("gremium:hfa", True),
        ("gremium:Magistrat", False),
        ("gremium:ohne", False),
        ("vorlage:305", True),
        ("vorlage:beteiligung", True),
        ("vorlage:ohne", False),
        ("-vorlage:305", False),
    ],
)
def test_a_query_asks_for_body_and_paper(line: str, is_found: bool) -> None:
    seen = view()
    read = read_line(line, TODAY, ["NA"])
    assert not read.problems
    assert bool(CardFilter(seen).fitting(read.query, board_rows(seen).cards)) is is_found


def test_bodies_and_papers_in_use_are_proposed() -> None:
    assert [word for word, _ in values_of(view(), Key.BODY)] == ["HFA NA", "StVV NA", "ohne"]
    assert values_of(view(), Key.PAPER)[0] == ("305/2026", "Beteiligung")
