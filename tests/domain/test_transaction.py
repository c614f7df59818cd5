import pytest
from pydantic import ValidationError

from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Assignment, Task
from tests.helpers import TODAY, four_municipalities, id_of, lead, task, transaction


def test_a_read_sees_what_was_written_before() -> None:
    tx = transaction([task(1)])
    tx.update(Task, id_of(1001), name="Vergabewesen")
    assert tx.get(Task, id_of(1001)).name == "Vergabewesen"
    assert tx.snapshot().get(Task, id_of(1001)).name == "Vergabewesen"


def test_an_update_is_validated_as_a_whole() -> None:
    tx = transaction([task(1)])
    with pytest.raises(ValidationError):
        tx.update(Task, id_of(1001), progress_percent=120)
    with pytest.raises(ValidationError):
        tx.update(Task, id_of(1001), colour="red")
    assert tx.changes == []


def test_an_update_without_difference_records_nothing() -> None:
    tx = transaction([task(1)])
    tx.update(Task, id_of(1001), name="Aufgabe 1")
    assert tx.changes == []


def test_a_row_that_is_referred_to_cannot_be_deleted() -> None:
    one = task(1)
    tx = transaction([*four_municipalities(), one, lead(one, 2)])
    with pytest.raises(RuleViolation) as refusal:
        tx.delete(Task, one.id)
    assert refusal.value.code == "referred_to"
    tx.delete(Assignment, id_of(2001))
    tx.delete(Task, one.id)
    assert tx.find(Task, one.id) is None


def test_deleting_a_row_takes_its_follow_ups_with_it() -> None:
    note = FollowUp(id=id_of(7), subject_kind="task", subject_id=id_of(1001), due_on=TODAY, text="Nachfragen")
    tx = transaction([task(1), note])
    tx.delete(Task, id_of(1001))
    assert tx.all(FollowUp) == ()
    assert [change.kind for change in tx.changes] == [Task, FollowUp]


def test_replaying_the_inverse_of_a_change_restores_the_row() -> None:
    tx = transaction([task(1)])
    tx.update(Task, id_of(1001), name="Neu", progress_percent=50)
    tx.replay(tx.changes[0].inverse())
    assert tx.get(Task, id_of(1001)) == task(1)


def test_a_replay_keeps_other_fields_that_changed_since_and_refuses_the_same_field() -> None:
    before, after = task(1), task(1, "Neu")
    tx = transaction([task(1, "Neu", progress_percent=30)])
    tx.replay(Change(Task, before.id, after, before))
    assert (tx.get(Task, before.id).name, tx.get(Task, before.id).progress_percent) == ("Aufgabe 1", 30)
    with pytest.raises(RuleViolation) as refusal:
        tx.replay(Change(Task, before.id, after, before))
    assert refusal.value.code == "changed_since"


def test_a_deletion_is_not_replayed_over_a_row_that_exists_again() -> None:
    tx = transaction([task(1)])
    with pytest.raises(RuleViolation) as refusal:
        tx.replay(Change(Task, id_of(1001), None, task(1)))
    assert refusal.value.code == "changed_since"


def test_rows_are_found_by_a_value_also_after_each_kind_of_write() -> None:
    one, two = task(1), task(2, parent_id=task(1).id)
    tx = transaction([one, two])
    assert tx.having(Task, "parent_id", one.id) == (two,)
    three = tx.insert(task(3, parent_id=one.id))
    assert tx.having(Task, "parent_id", one.id) == (two, three)
    renamed = tx.update(Task, three.id, name="Neu")
    tx.update(Task, two.id, parent_id=None)
    assert tx.having(Task, "parent_id", one.id) == (renamed,)
    tx.replay(Change(Task, two.id, task(2), two))
    assert tx.having(Task, "parent_id", one.id) == (renamed, two)
    tx.delete(Task, renamed.id)
    assert tx.having(Task, "parent_id", one.id) == (two,)
    assert tx.having(Task, "parent_id", two.id) == ()


def test_replaying_a_change_without_difference_records_nothing() -> None:
    tx = transaction([task(1)])
    tx.replay(Change(Task, task(1).id, task(1), task(1)))
    assert tx.changes == []
