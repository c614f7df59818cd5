from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Change
from ozgdesk.domain.tasks import Task
from tests.helpers import four_municipalities, id_of, task


def test_tables_a_change_does_not_touch_stay_the_same_objects() -> None:
    before = Snapshot.of([*four_municipalities(), task(1)])
    after = before.after([Change(Task, id_of(1001), task(1), task(1, "Neu"))])
    assert after.table(Municipality) is before.table(Municipality)
    assert after.table(Task) is not before.table(Task)
    assert before.get(Task, id_of(1001)).name == "Aufgabe 1"
    assert after.get(Task, id_of(1001)).name == "Neu"


def test_snapshots_are_equal_when_their_rows_are_whatever_the_order() -> None:
    assert Snapshot.of([task(1), task(2)]) == Snapshot.of([task(2), task(1)])
    assert Snapshot.of([task(1)]) != Snapshot.of([task(1, "anders")])
