"""The critical path to a chosen target in words, rows and facts."""

from __future__ import annotations

from datetime import date

from ozgdesk.domain.tasks import Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, TaskState
from ozgdesk.present.facts import facts
from ozgdesk.present.plan import PlanPlace, plan_rows
from ozgdesk.present.plan_filter import Interest, PlanFilter, filtered
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.present.plan_row import sentence
from tests.domain.plans import Plan

MONDAY = date(2026, 11, 23)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def sample() -> Plan:
    plan = (
        Plan().task("Erfassen", 4).task("Prüfen", 2).task("Werben", 2).milestone("Beschluss").task("Fern", 90)
    )
    return plan.link("Erfassen", "Prüfen").link("Prüfen", "Beschluss").link("Werben", "Beschluss")


def place(plan: Plan, target: str) -> PlanPlace:
    return plan_rows(View(plan.snapshot, MONDAY), PlanLens(target_id=plan.id(target)))


def test_the_path_is_summed_up_in_a_sentence() -> None:
    assert plain(place(sample(), "Beschluss").path) == (
        "Kritischer Weg zu A-004 „Beschluss“ am 30.11.2026: 2 Aufgaben, die erste, A-001, beginnt am "
        "23.11.2026; keine darf rutschen."
    )
    assert plain(place(sample(), "Prüfen").path).endswith(
        ": 1 Aufgabe, A-001, beginnt am 23.11.2026 und darf nicht rutschen."
    )


def test_a_target_that_nothing_drives_says_what_does() -> None:
    plan = (
        Plan()
        .task("Vorlage", 3)
        .milestone("Sitzung", constraint_kind=ConstraintKind.START_ON, constraint_on=date(2026, 12, 3))
    )
    plan.link("Vorlage", "Sitzung").task("Offen").task(
        "Fertig", 1, state=TaskState.DONE, actual_finish_on=MONDAY
    )
    assert plain(place(plan, "Sitzung").path).endswith(
        "Keine andere Aufgabe treibt diesen Termin; für ihn gilt die Vorgabe „muss anfangen am 03.12.2026“."
    )
    assert "noch offen" in place(plan, "Offen").path
    assert "ist erreicht" in place(plan, "Fertig").path
    assert place(plan, "Gelöscht").path == ""


def test_rows_on_the_path_are_critical_in_place_of_those_of_the_whole_plan() -> None:
    found = place(sample(), "Beschluss")
    assert [row.name for row in found.rows if row.is_critical] == ["Erfassen", "Prüfen", "Beschluss"]
    assert [row.name for row in plan_rows(View(sample().snapshot, MONDAY)).rows if row.is_critical] == [
        "Fern"
    ]
    kept = filtered(found.rows, PlanFilter(interest=Interest.CRITICAL), MONDAY)
    assert [row.name for row in kept] == ["Erfassen", "Prüfen", "Beschluss"]


def test_each_task_says_how_far_it_may_slip_before_the_target_moves() -> None:
    plan = sample()
    rows = {row.name: row for row in place(plan, "Beschluss").rows}
    assert "Jeder Tag Verzug verschiebt A-004." in plain(sentence(rows["Prüfen"]))
    assert "Darf 4 Arbeitstage rutschen, bevor sich A-004 verschiebt." in plain(sentence(rows["Werben"]))
    assert rows["Beschluss"].path_text == rows["Fern"].path_text == ""
    view = View(plan.snapshot, MONDAY)
    task = view.snapshot.get(Task, plan.id("Werben"))
    named = {
        fact.name: plain(fact.value) for fact in facts(view, task, PlanLens(target_id=plan.id("Beschluss")))
    }
    assert named["Weg zu A-004"] == "darf 4 Arbeitstage rutschen, bevor sich A-004 verschiebt"
