import json
from dataclasses import asdict
from datetime import date

from ozgdesk.commands.plan import take_baseline
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Baseline, BaselineTask
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import ConstraintKind, Role, TaskState
from ozgdesk.present.plan import plan_json, plan_rows
from ozgdesk.present.plan_filter import Interest, PlanFilter, filtered, without_folded
from ozgdesk.present.plan_row import PlanRow, sentence
from tests.domain.plans import Plan
from tests.helpers import transaction

MONDAY = date(2026, 11, 23)


def sample() -> Plan:
    plan = Plan().municipality("USI").municipality("NA")
    plan.task("Phase").task("Erfassen", 4, under="Phase", progress_percent=50, actual_start_on=MONDAY)
    plan.task("Prüfen", 2, under="Phase").milestone("Beschluss").task("Schulen").task("Spät", 1)
    plan.link("Erfassen", "Prüfen", "FS", 1).link("Prüfen", "Beschluss")
    return plan.lead("Erfassen", "USI").lead("Erfassen", "NA", Role.CONTRIBUTOR)


def rows(plan: Plan, as_of: date = MONDAY) -> dict[str, PlanRow]:
    return {row.name: row for row in plan_rows(View(plan.snapshot, as_of)).rows}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_phase_says_how_many_of_its_sub_tasks_are_done() -> None:
    plan = Plan().task("Einführung")
    for name, state in (("A", TaskState.DONE), ("B", TaskState.PLANNED), ("C", TaskState.DROPPED)):
        plan.task(name, 2, under="Einführung", state=state)
    row = rows(plan)["Einführung"]
    assert row.state_text == "1 von 2 erledigt"
    assert "1 von 2 erledigt" in sentence(row)
    assert rows(plan)["B"].state_text == "geplant"


def test_rows_carry_structure_dates_and_links_in_german() -> None:
    found = rows(sample())
    assert [(row.wbs, row.number, row.level) for row in found.values()] == [
        ("1", "A-001", 0),
        ("1.1", "A-002", 1),
        ("1.2", "A-003", 1),
        ("2", "A-004", 0),
        ("3", "A-005", 0),
        ("4", "A-006", 0),
    ]
    assert found["Prüfen"].predecessors == "A-002 EA+1t"
    assert (found["Prüfen"].start_text, plain(found["Prüfen"].duration_text)) == ("26.11.2026", "2 T")
    assert found["Beschluss"].predecessors == "A-003"
    assert found["Schulen"].start_text == "Termin offen"
    assert found["Phase"].progress_percent == 33


def test_float_is_said_in_words() -> None:
    found = rows(sample())
    assert found["Prüfen"].float_words == "darf nicht rutschen"
    assert plain(found["Spät"].float_words) == "darf 4 Arbeitstage rutschen"


def test_a_missed_deadline_and_an_overdue_task_say_so() -> None:
    plan = Plan().task("A", 5, deadline_on=date(2026, 11, 25))
    plan.not_before("B", 1, date(2026, 11, 2))
    found = rows(plan)
    assert found["A"].late_text == "Verfehlt die Frist vom 25.11.2026"
    assert plain(found["A"].float_words) == "liegt 2 Arbeitstage zu spät"
    assert found["B"].late_text == "Sollte am 02.11.2026 fertig sein"


def test_a_constraint_is_said_with_its_reason_and_its_source() -> None:
    bound = {"constraint_kind": ConstraintKind.NOT_BEFORE, "constraint_on": date(2027, 5, 4)}
    plan = Plan().task("A", 1, **bound, constraint_reason="Umzug des Bauamts.", constraint_source="Beschluss")
    plan.task("B", 1, **bound, constraint_source="Vertrag § 3").task("C", 1, **bound)
    plan.task("D", 1, constraint_reason="Wird nie gesagt")
    found = {name: sentence(row).partition("Vorgabe: ")[2] for name, row in rows(plan).items()}
    assert found == {
        "A": "Anfang nicht vor 04.05.2027 – Grund: Umzug des Bauamts (Quelle: Beschluss).",
        "B": "Anfang nicht vor 04.05.2027 (Quelle: Vertrag § 3).",
        "C": "Anfang nicht vor 04.05.2027.",
        "D": "",
    }


def test_a_row_is_a_sentence_for_those_who_do_not_see_the_chart() -> None:
    assert plain(sentence(rows(sample())["Erfassen"])) == (
        "Aufgabe A-002 „Erfassen“: 23.11.2026 – 24.11.2026 (4 T); Federführung USI; Zuarbeit NA; "
        "50 % fertig; darf nicht rutschen."
    )


def test_the_newest_baseline_is_compared_in_working_days() -> None:
    plan = sample()
    tx = transaction(plan.rows)
    take_baseline("Beschluss", MONDAY)(tx)
    kept = [*tx.snapshot().all(Baseline), *tx.snapshot().all(BaselineTask)]
    later = View(Snapshot.of([*plan.rows, *kept]), date(2026, 11, 27))
    row = next(row for row in plan_rows(later).rows if row.name == "Beschluss")
    assert row.variance.finish_days == 4
    assert plain(row.variance.text) == "Liegt 4 Arbeitstage später als im Basisplan „Beschluss“"


def test_the_json_fields_are_stable_and_plain() -> None:
    made = plan_json(View(sample().snapshot, MONDAY))
    assert made["tasks"][2] == {
        "number": "A-003",
        "name": "Prüfen",
        "wbs": "1.2",
        "start": date(2026, 11, 26),
        "end": date(2026, 11, 27),
        "duration": 2.0,
        "float": 0.0,
        "critical": True,
        "late": False,
        "progress": 0,
        "start_variance": None,
        "finish_variance": None,
        "lead": None,
        "contributors": [],
        "links": "A-002 EA+1t",
    }
    json.dumps(made, default=str)
    json.dumps(asdict(plan_rows(View(sample().snapshot, MONDAY))), default=str)


def test_problems_are_sentences_with_their_task() -> None:
    plan = Plan().task("A", 1).task("B", 1).link("A", "B").link("B", "A")
    problem = plan_json(View(plan.snapshot, MONDAY))["problems"][0]
    assert problem["number"] == "A-001"
    assert "im Kreis" in problem["text"]
    broken = (
        Plan()
        .task("A", 9)
        .task("B", 1, constraint_kind=ConstraintKind.START_ON, constraint_on=date(2026, 11, 24))
    )
    texts = [row["text"] for row in plan_json(View(broken.link("A", "B").snapshot, MONDAY))["problems"]]
    assert any("muss anfangen am" in text for text in texts)


def names(plan: Plan, wanted: PlanFilter) -> list[str]:
    place = plan_rows(View(plan.snapshot, MONDAY))
    return [row.name for row in filtered(place.rows, wanted, place.as_of)]


def test_filters_keep_the_phases_above_what_fits() -> None:
    plan = sample()
    assert names(plan, PlanFilter("prüf")) == ["Phase", "Prüfen"]
    assert names(plan, PlanFilter(municipality_id=plan.id("NA"))) == ["Phase", "Erfassen"]
    assert names(plan, PlanFilter(interest=Interest.CRITICAL)) == [
        "Phase",
        "Erfassen",
        "Prüfen",
        "Beschluss",
    ]
    assert names(plan, PlanFilter("phase")) == ["Phase", "Erfassen", "Prüfen"]
    assert names(plan, PlanFilter("gibt es nicht")) == []


def test_a_phase_is_shown_with_all_it_holds_and_the_phases_above_it() -> None:
    plan = sample().task("Innen", under="Phase").task("Tief", 1, under="Innen").task("Daneben", 1)
    assert names(plan, PlanFilter(phase_id=plan.id("Innen"))) == ["Phase", "Innen", "Tief"]
    assert names(plan, PlanFilter("phase", phase_id=plan.id("Innen"))) == ["Phase", "Innen", "Tief"]
    assert names(plan, PlanFilter("prüf", phase_id=plan.id("Innen"))) == []
    assert names(plan, PlanFilter(municipality_id=plan.id("NA"), phase_id=plan.id("Phase"))) == [
        "Phase",
        "Erfassen",
    ]
    assert names(plan, PlanFilter(phase_id="gone")) == []


def test_filters_for_late_soon_open_and_unled_look_at_open_tasks_only() -> None:
    plan = Plan().municipality("USI").not_before("alt", 1, date(2026, 11, 2))
    plan.task("fertig", 1, state=TaskState.DONE, actual_finish_on=date(2026, 11, 20))
    plan.not_before("später", 1, date(2027, 3, 1)).lead("alt", "USI")
    assert names(plan, PlanFilter(interest=Interest.LATE)) == ["alt"]
    assert names(plan, PlanFilter(interest=Interest.SOON)) == ["alt"]
    assert names(plan, PlanFilter(interest=Interest.OPEN)) == ["alt", "später"]
    assert names(plan, PlanFilter(interest=Interest.UNLED)) == ["später"]


def test_folded_phases_hide_everything_below() -> None:
    plan = Plan().task("P").task("Q", under="P").task("R", under="Q").task("S")
    made = plan_rows(View(plan.snapshot, MONDAY)).rows
    assert [row.name for row in without_folded(made, frozenset({plan.id("P")}))] == ["P", "S"]
