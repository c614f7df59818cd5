from collections.abc import Iterable
from datetime import date

import pytest

from ozgdesk.commands import people, records
from ozgdesk.domain.agreements import Agreement, Signature
from ozgdesk.domain.councils import OfficeHolder
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Absence, Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.steering import Assessment, FollowUp, Risk
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.vocabulary import Dimension, Light, Office, Role, TaskState
from ozgdesk.texts.people import ERASED_NAME
from ozgdesk.texts.rules import rule_message
from tests.helpers import four_municipalities, id_of, lead, task, transaction

LAST_DAY = date(2026, 12, 31)
LEAVER, SUCCESSOR, THIRD = id_of(50), id_of(51), id_of(52)


def person(id_: str, name: str, **values: object) -> Person:
    return Person(id=id_, name=name, municipality_id=id_of(1), **values)


def everybody() -> list[Entity]:
    return [
        *four_municipalities(),
        person(
            LEAVER, "Kim Beispiel", function="IT-Koordination", email="kim@usingen.example", phone="06081 1-0"
        ),
        person(SUCCESSOR, "Stelle Nachfolge", is_function=True),
        person(THIRD, "Stelle Hauptamt", is_function=True, phone="06081 1-0"),
    ]


def left(rows: Iterable[Entity], successor: str | None = SUCCESSOR) -> Snapshot:
    tx = transaction([*everybody(), *rows])
    people.leave(LEAVER, LAST_DAY, successor)(tx)
    return tx.snapshot()


@pytest.mark.parametrize("successor", [SUCCESSOR, None])
def test_open_leads_go_to_the_successor_or_stay_open(successor: str | None) -> None:
    open_task, done_task = task(1), task(2, state=TaskState.DONE)
    rows = [open_task, done_task, lead(open_task, 1, person_id=LEAVER), lead(done_task, 1, person_id=LEAVER)]
    after = left(rows, successor)
    by_task = {row.task_id: row.person_id for row in after.all(Assignment)}
    assert by_task == {open_task.id: successor, done_task.id: LEAVER}
    assert after.get(Person, LEAVER).left_on == LAST_DAY


def test_a_contribution_that_was_delivered_keeps_its_name() -> None:
    job = task(1)
    rows = [
        Assignment(
            id=id_of(60 + number),
            task_id=job.id,
            municipality_id=id_of(number),
            role=Role.CONTRIBUTOR,
            person_id=LEAVER,
            done_on=done_on,
        )
        for number, done_on in ((1, date(2026, 11, 1)), (2, None))
    ]
    after = left([job, *rows])
    assert [after.get(Assignment, row.id).person_id for row in rows] == [LEAVER, SUCCESSOR]


def test_deputyships_pass_on_but_nobody_stands_in_for_themselves() -> None:
    days = {"from_on": date(2027, 1, 4), "until_on": date(2027, 1, 8)}
    rows = [
        Absence(id=id_of(70), person_id=THIRD, deputy_id=LEAVER, **days),
        Absence(id=id_of(71), person_id=SUCCESSOR, deputy_id=LEAVER, **days),
    ]
    after = left(rows)
    assert after.get(Absence, id_of(70)).deputy_id == SUCCESSOR
    assert after.get(Absence, id_of(71)).deputy_id is None


def test_own_absences_end_with_the_last_day() -> None:
    rows = [
        Absence(id=id_of(70), person_id=LEAVER, from_on=date(2026, 12, 28), until_on=date(2027, 1, 8)),
        Absence(id=id_of(71), person_id=LEAVER, from_on=date(2027, 2, 1), until_on=date(2027, 2, 5)),
    ]
    after = left(rows)
    assert [(row.id, row.until_on) for row in after.all(Absence)] == [(id_of(70), LAST_DAY)]


def test_open_risks_and_follow_ups_pass_on_and_closed_ones_do_not() -> None:
    rows: list[Entity] = [
        Risk(id=id_of(80), order="A", title="Offen", person_id=LEAVER),
        Risk(id=id_of(81), order="B", title="Zu", person_id=LEAVER, closed_on=date(2026, 1, 1)),
        FollowUp(id=id_of(82), due_on=date(2027, 1, 1), text="Nachfragen", person_id=LEAVER),
        FollowUp(
            id=id_of(83), due_on=date(2026, 1, 1), text="Ruhe", person_id=LEAVER, done_on=date(2026, 1, 2)
        ),
    ]
    after = left(rows)
    assert [after.get(Risk, id_of(n)).person_id for n in (80, 81)] == [SUCCESSOR, LEAVER]
    assert [after.get(FollowUp, id_of(n)).person_id for n in (82, 83)] == [SUCCESSOR, LEAVER]


def test_an_office_ends_and_begins_anew_and_only_the_missing_signature_follows() -> None:
    office = OfficeHolder(id=id_of(90), municipality_id=id_of(1), person_id=LEAVER, office=Office.MAYOR)
    signatures = [
        Signature(
            id=id_of(92 + n),
            agreement_id=id_of(91),
            municipality_id=id_of(1),
            office_holder_id=office.id,
            order="AB"[n],
            signed_on=(date(2026, 1, 1), None)[n],
        )
        for n in (0, 1)
    ]
    after = left([office, Agreement(id=id_of(91), title="Vereinbarung", order="A"), *signatures])
    new = next(row for row in after.all(OfficeHolder) if row.id != office.id)
    assert (new.person_id, new.valid_from, new.office) == (SUCCESSOR, date(2027, 1, 1), Office.MAYOR)
    assert after.get(OfficeHolder, office.id).valid_until == LAST_DAY
    assert [after.get(Signature, row.id).office_holder_id for row in signatures] == [office.id, new.id]


def test_the_handover_returns_every_change_it_made() -> None:
    job = task(1)
    tx = transaction([*everybody(), job, lead(job, 1, person_id=LEAVER)])
    changes = people.leave(LEAVER, LAST_DAY, SUCCESSOR)(tx)
    assert list(changes) == tx.changes
    assert {change.kind for change in changes} == {Person, Assignment}


@pytest.mark.parametrize(
    ("successor", "code"), [(LEAVER, "same_person"), (THIRD, "successor_left"), (id_of(99), "gone")]
)
def test_an_impossible_successor_is_refused_with_a_sentence(successor: str, code: str) -> None:
    rows = [row for row in everybody() if row.id != THIRD]
    tx = transaction([*rows, person(THIRD, "Fort", left_on=date(2026, 5, 1))])
    with pytest.raises(RuleViolation) as refusal:
        people.leave(LEAVER, LAST_DAY, successor)(tx)
    assert refusal.value.code == code
    assert rule_message(refusal.value).endswith(".")


def test_an_absence_ends_after_it_begins_and_has_another_person_as_deputy() -> None:
    tx = transaction(everybody())
    absence = people.add_absence(LEAVER, date(2026, 12, 1), date(2026, 12, 1), THIRD)(tx)
    assert (absence.person_id, absence.deputy_id) == (LEAVER, THIRD)
    with pytest.raises(RuleViolation, match="period"):
        people.add_absence(LEAVER, date(2026, 12, 2), date(2026, 12, 1))(tx)
    with pytest.raises(RuleViolation, match="own_deputy"):
        records.edit(Absence, absence.id, deputy_id=LEAVER)(tx)


def test_erasing_replaces_the_person_by_the_post_and_mentions_in_every_text() -> None:
    rows: list[Entity] = [
        Absence(id=id_of(70), person_id=LEAVER, from_on=date(2026, 1, 5), until_on=date(2026, 1, 9)),
        Risk(
            id=id_of(80), order="A", title="Ausfall von KIM BEISPIEL", measure="Mail an kim@usingen.example"
        ),
        Assessment(
            id=id_of(81),
            dimension=Dimension.RISK,
            light=Light.GREEN,
            assessed_on=date(2026, 1, 1),
            author="Kim Beispiel",
        ),
    ]
    tx = transaction([*everybody(), *rows])
    replacements = people.erase(LEAVER)(tx)
    after = tx.snapshot()
    erased = after.get(Person, LEAVER)
    assert (erased.name, erased.is_function, erased.email, erased.phone) == (
        "Stelle: IT-Koordination",
        True,
        "",
        "",
    )
    assert after.all(Absence) == ()
    assert after.get(Risk, id_of(80)).title == "Ausfall von Stelle: IT-Koordination"
    assert after.get(Assessment, id_of(81)).author == "Stelle: IT-Koordination"
    assert "kim" not in repr(after.tables).casefold()
    assert list(replacements) == ["kim@usingen.example", "Kim Beispiel"]


def test_a_telephone_number_that_others_share_stays_theirs() -> None:
    tx = transaction(everybody())
    people.erase(LEAVER)(tx)
    assert tx.get(Person, THIRD).phone == "06081 1-0"


def test_a_name_inside_another_word_is_left_alone() -> None:
    rows = [Risk(id=id_of(80), order="A", title="Unruhe, sagt Ruh")]
    tx = transaction([*rows, Person(id=LEAVER, name="Ruh")])
    people.erase(LEAVER)(tx)
    assert tx.get(Risk, id_of(80)).title == f"Unruhe, sagt {ERASED_NAME}"


def test_a_long_text_never_outgrows_its_field_by_erasing() -> None:
    title = ("Ab " * 100).strip()
    tx = transaction([Risk(id=id_of(80), order="A", title=title), Person(id=LEAVER, name="Ab")])
    people.erase(LEAVER)(tx)
    assert tx.get(Risk, id_of(80)).title == ("– " * 100).strip()


def test_a_post_has_nothing_to_erase() -> None:
    with pytest.raises(RuleViolation, match="not_a_person"):
        people.erase(THIRD)(transaction(everybody()))
