"""Resolutions with their tasks, state and proofs."""

from datetime import date

import pytest

from ozgdesk.commands.resolution_tasks import NewTask, carry_out
from ozgdesk.domain.councils import Consultation
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Document
from ozgdesk.domain.tasks import Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import DocumentKind, Result, TaskState
from ozgdesk.present.council_followup import (
    ProposedTask,
    proposed_tasks,
    resolution_row,
    resolution_rows,
)
from ozgdesk.present.station_words import origin_text
from tests.domain.agreement_rows import GLA, LATER, USI, agreement_rows, changed, station_id, without
from tests.helpers import TODAY, cooperation, id_of, transaction

UNSIGNED = [id_of(number) for number in (411, 412, 431, 432, 501)]


def started(rows: list[Entity]) -> Transaction:
    """The council of Glashütten has a short name, and two tasks follow from what it resolved."""
    rows = changed(rows, id_of(203), short_name="GV")
    tx = transaction([cooperation(), *rows])
    wanted = (NewTask("Unterzeichnen", GLA, date(2026, 12, 1)), NewTask(" Anzeigen ", USI, None))
    carry_out(station_id(GLA), wanted)(tx)
    return tx


def view_of(tx: Transaction, as_of: date = TODAY) -> View:
    return View(tx.snapshot(), as_of)


def test_tasks_are_made_with_lead_and_deadline_and_say_where_they_come_from() -> None:
    tx = started(agreement_rows())
    view = view_of(tx)
    row = resolution_row(view, station_id(GLA))
    assert row is not None
    assert [(t.name, t.code, t.due_on, t.state_text) for t in row.tasks] == [
        ("Unterzeichnen", "GLA", date(2026, 12, 1), "geplant"),
        ("Anzeigen", "USI", None, "geplant"),
    ]
    assert (row.tasks_text, row.state_text) == ("0 von 2 erledigt", "offen")
    task = view.snapshot.get(Task, row.tasks[0].id)
    assert origin_text(view, task) == "aus Beschluss GV GLA vom 20.02.2026"


def test_what_was_not_passed_yields_no_task() -> None:
    tx = transaction(changed(agreement_rows(), station_id(GLA), result=Result.POSTPONED))
    with pytest.raises(RuleViolation, match="not_resolved"):
        carry_out(station_id(GLA), ())(tx)
    assert resolution_row(view_of(tx), station_id(GLA)) is None
    assert proposed_tasks(view_of(tx), station_id(GLA)) == ()


def test_a_late_task_makes_its_resolution_late_and_done_ones_finish_it() -> None:
    tx = started(agreement_rows())
    late = view_of(tx, date(2026, 12, 2))
    row = resolution_row(late, station_id(GLA))
    assert row is not None
    assert (row.state_text, row.tasks[0].is_late) == ("überfällig", True)
    for task in tx.all(Task):
        tx.update(Task, task.id, state=TaskState.DONE, actual_finish_on=TODAY)
    row = resolution_row(view_of(tx), station_id(GLA))
    assert row is not None
    assert (row.state_text, row.tasks_text) == ("erledigt", "2 von 2 erledigt")
    assert row.proofs == ("wirksam seit 10.03.2026",)


def test_all_resolutions_come_by_body_the_newest_first() -> None:
    rows = agreement_rows()
    station = next(row for row in rows if row.id == station_id(GLA))
    values = {name: getattr(station, name) for name in Consultation.model_fields}
    rows.append(
        Consultation.model_validate({**values, "id": id_of(399), "held_on": date(2026, 5, 1), "order": "z"})
    )
    found = resolution_rows(View(transaction([cooperation(), *rows]).snapshot(), LATER))
    assert [(row.municipality.code, row.date) for row in found] == [
        ("USI", date(2026, 2, 12)),
        ("GLA", date(2026, 5, 1)),
        ("GLA", date(2026, 2, 20)),
    ]


def test_documents_of_a_station_and_its_suspension_are_named() -> None:
    rows = changed(agreement_rows(), station_id(GLA), suspended_on=TODAY, suspended_reason="Form")
    extract = Document(
        id=id_of(800),
        subject_kind="consultation",
        subject_id=station_id(GLA),
        title="Beglaubigter Auszug",
        kind=DocumentKind.RESOLUTION_EXTRACT,
    )
    row = resolution_row(
        View(transaction([cooperation(), *rows, extract]).snapshot(), TODAY), station_id(GLA)
    )
    assert row is not None
    assert row.proofs == ("Beschlussauszug: Beglaubigter Auszug", "ausgesetzt seit 23.11.2026: Form")
    assert row.state_text == "ausgesetzt"


def test_proposals_carry_words_and_are_not_made_twice_for_one_agreement() -> None:
    tx = transaction([cooperation(), *without(agreement_rows(), *UNSIGNED)])
    found = proposed_tasks(view_of(tx), station_id(GLA))
    assert found == (
        ProposedTask("ÖRV: unterzeichnen (GLA)", GLA, date(2026, 12, 7)),
        ProposedTask("ÖRV: der Kommunalaufsicht anzeigen", USI, date(2026, 12, 7)),
    )
    carry_out(station_id(GLA), [NewTask(row.name, row.municipality_id, row.due_on) for row in found])(tx)
    names = [row.name for row in proposed_tasks(view_of(tx), station_id(USI))]
    assert names == ["ÖRV: unterzeichnen (USI)"]
    assert proposed_tasks(view_of(tx), station_id(GLA)) == ()


def test_a_matter_of_its_own_and_a_condition_are_named_after_it() -> None:
    rows = changed(agreement_rows(), id_of(253), agreement_id=None, title="Förderantrag")
    rows = changed(rows, station_id(GLA), conditions="Kosten gedeckelt")
    view = View(transaction([cooperation(), *rows]).snapshot(), TODAY)
    assert [row.name for row in proposed_tasks(view, station_id(GLA))] == [
        "Maßgabe erfüllen (GLA): Kosten gedeckelt",
        "Beschluss umsetzen (GLA): Förderantrag",
    ]
