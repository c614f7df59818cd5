"""Baselines compared: days, sentences and totals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ozgdesk.commands.plan import take_baseline
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Baseline, Task
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, TaskState
from ozgdesk.present.baselines import Comparison, Fate, baseline_rows, comparison
from ozgdesk.present.facts import facts
from ozgdesk.present.gantt import gantt
from ozgdesk.present.plan import plan_json, plan_rows
from ozgdesk.present.plan_lens import PlanLens
from ozgdesk.present.plan_row import sentence
from tests.domain.plans import Plan
from tests.helpers import TestClock, transaction

MONDAY = date(2026, 11, 23)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def kept(rows: list[Entity], name: str, as_of: date = MONDAY) -> list[Entity]:
    """The rows with one more baseline of them as they are."""
    tx = transaction(rows, TestClock(first_id=0xABC000 + len(rows)))
    take_baseline(name, as_of)(tx)
    return [row for table in tx.snapshot().tables.values() for row in table.values()]


def changed(rows: list[Entity], name: str, **values: object) -> list[Entity]:
    """The rows with other values in the task of this name."""
    return [
        Task.model_validate({**dict(row), **values}) if isinstance(row, Task) and row.name == name else row
        for row in rows
    ]


def without(rows: list[Entity], name: str) -> list[Entity]:
    return [row for row in rows if not (isinstance(row, Task) and row.name == name)]


def compared(rows: list[Entity], lens: PlanLens | None = None) -> Comparison:
    view = View(Snapshot.of(rows), MONDAY)
    lens = lens or PlanLens()
    return comparison(view, lens, plan_rows(view, lens).rows)


def texts(found: Comparison) -> dict[str, str]:
    return {row.name: plain(row.text) for row in found.rows}


def sample() -> Plan:
    plan = Plan().task("Phase").task("Erfassen", 4, under="Phase").task("Prüfen", 2, under="Phase")
    plan.milestone("Beschluss").not_before("Schulen", 3, date(2026, 12, 7)).task("Werben", 2)
    return plan.link("Erfassen", "Prüfen").link("Prüfen", "Beschluss")


def test_each_task_says_what_has_become_of_it_and_gone_ones_come_last() -> None:
    rows = changed(kept(sample().rows, "Beschluss 12/2026"), "Erfassen", duration_minutes=8 * 480)
    rows = changed(rows, "Schulen", constraint_on=date(2026, 12, 4))
    extra = Plan().task("Neu", 1)
    added = Task.model_validate({**dict(extra.rows[0]), "id": "f" * 32, "number": "A-099"})
    found = compared([*without(rows, "Werben"), added])
    assert texts(found) == {
        "Phase": "Endet 4 Arbeitstage später als im Basisplan „Beschluss 12/2026“",
        "Erfassen": "Endet 4 Arbeitstage später als im Basisplan „Beschluss 12/2026“",
        "Prüfen": "Beginnt und endet 4 Arbeitstage später als im Basisplan „Beschluss 12/2026“",
        "Beschluss": "Liegt 4 Arbeitstage später als im Basisplan „Beschluss 12/2026“",
        "Schulen": "Beginnt und endet 1 Arbeitstag früher als im Basisplan „Beschluss 12/2026“",
        "Neu": "Steht nicht im Basisplan „Beschluss 12/2026“",
        "Werben": "Steht nicht mehr im Plan",
    }
    assert plain(found.summary) == "3 Aufgaben enden später, 1 früher; 1 neu, 1 entfallen."
    gone = found.rows[-1]
    assert (gone.fate, gone.number, gone.old_start, gone.new_start) == (Fate.GONE, "A-006", MONDAY, None)


def test_beginning_and_end_may_move_by_different_days_or_ways() -> None:
    start = {"constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": date(2026, 12, 9)}
    once = kept(sample().rows, "A")
    both = changed(once, "Schulen", **start, duration_minutes=5 * 480)
    assert texts(compared(both))["Schulen"] == (
        "Beginnt 2 und endet 4 Arbeitstage später als im Basisplan „A“"
    )
    shorter = changed(once, "Schulen", **start, duration_minutes=480)
    assert texts(compared(shorter))["Schulen"] == "Beginnt 2 Arbeitstage später als im Basisplan „A“"
    apart = changed(once, "Schulen", constraint_on=date(2026, 12, 3), duration_minutes=6 * 480)
    assert texts(compared(apart))["Schulen"] == (
        "Beginnt 2 Arbeitstage früher und endet 1 Arbeitstag später als im Basisplan „A“"
    )


def test_dropped_and_undated_tasks_are_told_apart() -> None:
    rows = changed(kept(sample().rows, "A"), "Werben", state=TaskState.DROPPED)
    rows = changed(rows, "Schulen", duration_minutes=None, constraint_kind=ConstraintKind.AS_SOON_AS_POSSIBLE,
                   constraint_on=None)  # fmt: skip
    found = compared(rows)
    assert (texts(found)["Werben"], texts(found)["Schulen"]) == ("Ist entfallen", "Hat keinen Termin mehr")
    assert plain(found.summary) == "3 Aufgaben enden unverändert; 1 entfallen, 1 jetzt ohne Termin."


def test_two_baselines_are_compared_whatever_the_plan_says_now() -> None:
    rows = kept(sample().rows, "A")
    rows = kept(changed(rows, "Erfassen", duration_minutes=6 * 480), "B", date(2026, 11, 23))
    ids = {row.name: row.id for row in rows if isinstance(row, Baseline)}
    rows = without(changed(rows, "Erfassen", duration_minutes=9 * 480), "Werben")
    found = compared(rows, PlanLens(ids["A"], ids["B"]))
    assert (found.older, found.newer) == ("A", "B")
    assert texts(found)["Erfassen"] == "Endet im Basisplan „B“ 2 Arbeitstage später als im Basisplan „A“"
    assert texts(found)["Werben"] == "Unverändert"
    assert plain(found.summary) == "3 Aufgaben enden später, 2 unverändert."


def test_a_plan_is_compared_with_the_newest_baseline_until_another_is_chosen() -> None:
    rows = kept(kept(sample().rows, "Alt", date(2026, 11, 2)), "Neu")
    rows.append(Baseline(id="e" * 32, name="Künftig", taken_on=date(2027, 1, 4)))
    ids = {row.name: row.id for row in rows if isinstance(row, Baseline)}
    assert compared(rows).older == "Neu"
    assert compared(rows, PlanLens(ids["Alt"])).older == "Alt"
    assert compared(rows, PlanLens("d" * 32, "d" * 32)).older == "Neu"
    assert [row.name for row in baseline_rows(View(Snapshot.of(rows), MONDAY))] == ["Künftig", "Neu", "Alt"]
    assert [row.task_count for row in baseline_rows(View(Snapshot.of(rows), MONDAY))] == [0, 6, 6]


def test_without_a_baseline_nothing_is_compared() -> None:
    found = compared(sample().rows)
    assert (found.older, found.rows, found.summary) == ("", (), "")


def test_sentence_bar_and_facts_follow_the_choice() -> None:
    rows = kept(sample().rows, "A")
    rows = changed(rows, "Erfassen", duration_minutes=6 * 480)
    rows = kept(rows, "B")
    ids = {row.name: row.id for row in rows if isinstance(row, Baseline)}
    view = View(Snapshot.of(rows), MONDAY)
    lens = PlanLens(ids["A"])
    row = plan_rows(view, lens).rows[1]
    assert "Endet 2 Arbeitstage später als im Basisplan „A“." in plain(sentence(row))
    bar = gantt(view, plan_rows(view, replace(lens, newer_id=ids["B"])).rows).bars[1]
    assert bar.baseline is not None
    assert bar.newer_baseline is not None
    assert bar.newer_baseline[1] - bar.baseline[1] == 4  # two working days over a weekend
    task = view.snapshot.get(Task, row.id)
    named = {fact.name: plain(fact.value) for fact in facts(view, task, lens)}
    assert named["Basisplan"] == "Endet 2 Arbeitstage später als im Basisplan „A“"
    assert "Basisplan" not in {fact.name for fact in facts(view, task, PlanLens())}


def test_json_names_the_newest_baseline_and_both_differences() -> None:
    rows = changed(kept(sample().rows, "A"), "Erfassen", duration_minutes=6 * 480)
    made = plan_json(View(Snapshot.of(rows), MONDAY))
    assert made["baseline"] == "A"
    by_name = {task["name"]: (task["start_variance"], task["finish_variance"]) for task in made["tasks"]}
    assert (by_name["Erfassen"], by_name["Prüfen"]) == ((0, 2), (2, 2))
    assert plan_json(View(sample().snapshot, MONDAY))["baseline"] is None
