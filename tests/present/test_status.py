from collections.abc import Iterable
from datetime import date, timedelta

from ozgdesk.domain.agreements import Agreement, AgreementParty
from ozgdesk.domain.cooperation import Grant, GrantMember
from ozgdesk.domain.councils import Committee
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Person
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment, Decision, Risk
from ozgdesk.domain.tasks import Assignment, Baseline, BaselineTask
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import (
    CommitteeKind,
    Dimension,
    GrantState,
    Level,
    Light,
    Role,
    TaskKind,
    TaskState,
)
from ozgdesk.present.status import Status, status
from tests.helpers import TODAY, four_municipalities, id_of, lead, task


def found(rows: Iterable[Entity], municipality: int | None = None, **options: date) -> Status:
    view = View(Snapshot.of([*four_municipalities(), *rows]), TODAY)
    return status(view, id_of(municipality) if municipality else None, **options)


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


def test_a_project_without_dates_is_grey_and_says_why() -> None:
    empty = found([task(1)])
    assert empty.overall.light is Light.GREY
    assert [row.reason for row in empty.lights] == [
        "Es sind keine Termine eingetragen.",
        "Noch nicht bewertet.",
        "Noch nicht bewertet.",
        "Noch nicht bewertet.",
    ]
    words = [row.word for row in empty.lights]
    assert words == ["undatiert", "nicht bewertet", "nicht bewertet", "nicht bewertet"]
    assert [row.dimension for row in empty.lights] == ["Termine", "Kosten", "Ergebnis", "Risiko"]


def test_an_assessed_light_gives_its_text_and_day() -> None:
    row = Assessment(
        id=id_of(30),
        dimension=Dimension.COST,
        light=Light.YELLOW,
        assessed_on=days(-3),
        text="Angebote teurer",
    )
    cost = found([row]).lights[1]
    assert (cost.light, cost.word, cost.reason, cost.assessed_on) == (
        Light.YELLOW,
        "gelb",
        "Angebote teurer",
        days(-3),
    )


def late_task(number: int) -> list[Entity]:
    job = task(number, duration_minutes=480, actual_start_on=days(-20), deadline_on=days(-10))
    return [job, lead(job, 1)]


def test_one_reason_is_a_sentence_and_many_are_numbers() -> None:
    one = found(late_task(1)).lights[0]
    assert one.light in (Light.YELLOW, Light.RED)
    assert "A-001" in one.reason
    many = found([row for number in range(1, 8) for row in late_task(number)]).lights[0]
    assert "und 3 weitere" in many.reason
    assert many.reason.count("A-00") >= 4


def test_milestones_show_target_forecast_actual_and_slip() -> None:
    kept = task(1, "Erreicht", kind=TaskKind.MILESTONE, state=TaskState.DONE, actual_finish_on=days(-3))
    open_ = task(2, "Offen", kind=TaskKind.MILESTONE, deadline_on=days(-10))
    baseline = Baseline(id=id_of(60), name="Plan", taken_on=days(-90))
    planned = BaselineTask(
        id=id_of(61),
        baseline_id=baseline.id,
        task_id=kept.id,
        task_number=kept.number,
        task_name=kept.name,
        starts_on=days(-5),
        finishes_on=days(-5),
        duration_minutes=0,
    )
    done, waiting = found([kept, open_, baseline, planned]).milestones
    assert (done.target_on, done.forecast_on, done.actual_on, done.slip_days, done.is_late) == (
        days(-5),
        None,
        days(-3),
        2,
        False,
    )
    assert waiting.target_on == days(-10)
    assert waiting.actual_on is None


def test_done_since_and_due_next_are_listed_by_day() -> None:
    old = task(1, state=TaskState.DONE, actual_finish_on=days(-60))
    fresh = task(2, state=TaskState.DONE, actual_finish_on=days(-2))
    soon, later = task(3, deadline_on=days(10)), task(4, deadline_on=days(200), duration_minutes=480)
    overdue = task(5, deadline_on=days(-1))
    report = found([old, fresh, soon, later, overdue, lead(soon, 3)])
    assert [row.number for row in report.done] == ["A-002"]
    assert [row.number for row in report.next][0] == "A-005"
    assert next(row.code for row in report.next if row.number == "A-003") == "GLA"
    assert report.next[0].is_late
    assert [row.number for row in found([old, fresh], since=days(-100)).done] == ["A-002", "A-001"]


def test_a_municipality_reads_what_it_contributed_and_still_owes() -> None:
    other = task(1, deadline_on=days(60))
    parts = [
        Assignment(
            id=id_of(3100 + n), task_id=other.id, municipality_id=id_of(n), role=Role.CONTRIBUTOR, **when
        )
        for n, when in ((2, {"due_on": days(-3)}), (3, {"due_on": days(-9), "done_on": days(-8)}))
    ]
    rows = [other, lead(other, 1), *parts]
    [owed] = found(rows, 2).next
    assert (owed.number, owed.code, owed.on, owed.is_contribution, owed.is_late) == (
        "A-001", "USI", days(-3), True, True,
    )  # fmt: skip
    [given] = found(rows, 3).done
    assert (given.on, given.is_contribution, given.is_late) == (days(-8), True, False)
    assert found(rows).done == ()


def test_a_municipality_sees_its_tasks_risks_and_decisions_and_those_of_the_whole() -> None:
    mine, other = task(1), task(2)
    risks = [
        Risk(id=id_of(30 + n), order="ABC"[n], title=title, municipality_id=where)
        for n, (title, where) in enumerate((("Alle", None), ("Eins", id_of(1)), ("Zwei", id_of(2))))
    ]
    report = found([mine, other, lead(mine, 1), lead(other, 2), *risks], 1)
    assert report.municipality is not None
    assert report.municipality.code == "USI"
    assert report.figures[0] == ("Aufgaben erledigt", "0 von 1")
    assert [row.title for row in report.risks] == ["Alle", "Eins"]


def test_the_heaviest_risks_come_first_and_closed_ones_are_left_out() -> None:
    def risk(number: int, probability: Level, impact: Level, **values: object) -> Risk:
        return Risk(
            id=id_of(30 + number),
            order="ABCDE"[number],
            title=str(number),
            probability=probability,
            impact=impact,
            **values,
        )

    report = found(
        [
            risk(0, Level.LOW, Level.LOW),
            risk(1, Level.HIGH, Level.HIGH),
            risk(2, Level.MEDIUM, Level.HIGH),
            risk(3, Level.HIGH, Level.HIGH, closed_on=days(-1)),
            risk(4, Level.LOW, Level.MEDIUM, due_on=days(-1)),
        ]
    )
    assert [row.title for row in report.risks] == ["1", "2", "4"]
    assert report.open_risks == 4
    assert report.risks[2].is_late


def test_responsible_is_a_post_never_a_name() -> None:
    kim = Person(id=id_of(50), name="Kim Beispiel", function="IT-Leitung", municipality_id=id_of(2))
    post = Person(id=id_of(51), name="Stelle Hauptamt", is_function=True, municipality_id=id_of(3))
    rows = [
        Risk(id=id_of(30 + n), order="AB"[n], title="R", person_id=p.id) for n, p in enumerate((kim, post))
    ]
    assert [row.responsible for row in found([kim, post, *rows]).risks] == [
        "NA IT-Leitung",
        "GLA Stelle Hauptamt",
    ]


def test_the_code_of_a_responsible_person_is_that_of_their_own_town_hall() -> None:
    post = Person(id=id_of(51), name="Stelle Hauptamt", is_function=True, municipality_id=id_of(3))
    rows = [
        Risk(id=id_of(30), order="A", title="R", person_id=post.id, municipality_id=id_of(1)),
        Risk(id=id_of(31), order="B", title="R", municipality_id=id_of(1)),
    ]
    assert [row.responsible for row in found([post, *rows]).risks] == ["GLA Stelle Hauptamt", "USI"]


def test_a_body_with_a_short_enough_name_is_not_abbreviated() -> None:
    body = Committee(
        id=id_of(40), name="Lenkungsgruppe", short_name="LG", kind=CommitteeKind.COMMITTEE, order="A"
    )
    row = Decision(id=id_of(41), order="A", question="Wer?", committee_id=body.id)
    assert [row.decided_by for row in found([body, row]).decisions] == ["Lenkungsgruppe"]


def test_decisions_name_the_body_and_the_day() -> None:
    body = Committee(
        id=id_of(40),
        name="Stadtverordnetenversammlung",
        short_name="StVV",
        kind=CommitteeKind.COUNCIL,
        order="A",
        municipality_id=id_of(1),
    )
    rows = [
        Decision(id=id_of(41), order="A", question="Später?", due_on=days(9), decided_by="Runde"),
        Decision(id=id_of(42), order="B", question="Bald?", due_on=days(-1), committee_id=body.id),
        Decision(id=id_of(43), order="C", question="Erledigt?", decided_on=days(-2)),
    ]
    assert [(row.question, row.decided_by, row.is_late) for row in found([body, *rows]).decisions] == [
        ("Bald?", "StVV (USI)", True),
        ("Später?", "Runde", False),
    ]


def test_grants_tell_ceilings_and_unknown_amounts() -> None:
    rows = [
        Grant(id=id_of(30), name="A", amount_cents=10_000_000, is_ceiling=True, state=GrantState.PROSPECTIVE),
        Grant(id=id_of(31), name="B", state=GrantState.APPLIED),
        GrantMember(id=id_of(32), grant_id=id_of(30), municipality_id=id_of(1)),
    ]
    assert [(row.amount.replace("\u00a0", " "), row.circle) for row in found(rows).grants] == [
        ("bis zu 100.000 €", ("USI",)),
        ("Betrag offen", ()),
    ]
    assert [row.name for row in found(rows, 2).grants] == ["B"]


def test_an_agreement_is_told_in_a_line_with_what_is_missing() -> None:
    agreement = Agreement(id=id_of(60), title="Vereinbarung", order="A")
    parties = [
        AgreementParty(id=id_of(60 + n), agreement_id=agreement.id, municipality_id=id_of(n)) for n in (1, 2)
    ]
    line = found([agreement, *parties]).agreements[0]
    assert not line.is_in_force
    assert line.missing.startswith("Es fehlt: Beschluss (USI, NA)")
    assert found([agreement, *parties], 4).agreements == ()
