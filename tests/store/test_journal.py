import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.step import Author, Change, StepKind
from ozgdesk.domain.tasks import Assignment, Task
from ozgdesk.domain.transaction import Transaction
from ozgdesk.store.check import check
from ozgdesk.store.past import snapshot_at
from ozgdesk.store.problems import StoreProblem
from ozgdesk.store.project_file import ProjectFile, create
from ozgdesk.store.reading import open_reading
from tests.store.project import HEAD, id_of, inserted, municipalities
from tests.store.samples import one_of_each


def test_every_entity_with_every_field_comes_back_as_it_was(tmp_path):
    path, rows = tmp_path / "x.ozg", one_of_each()
    create(path)
    project = ProjectFile.open(path, holder="A")
    changes = [inserted(row) for row in rows]
    project.append(HEAD, changes)
    project.append(HEAD, [change.inverse() for change in reversed(changes)])
    assert project.read() == Snapshot.of([])
    assert project.step(1).changes == tuple(changes)
    assert project.step(2).changes == tuple(change.inverse() for change in reversed(changes))
    project.append(HEAD, changes)
    assert project.read() == Snapshot.of(rows)
    project.close()
    assert check(path) == ()


def test_a_new_file_with_every_entity_equals_one_made_by_a_step(tmp_path):
    rows = Snapshot.of(one_of_each())
    create(tmp_path / "x.ozg", rows)
    with open_reading(tmp_path / "x.ozg") as reading:
        assert reading.snapshot == rows
        assert reading.heads == ()


def test_an_unknown_step_is_a_key_error(tmp_path):
    create(tmp_path / "x.ozg")
    with open_reading(tmp_path / "x.ozg") as reading, pytest.raises(KeyError):
        reading.step(1)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(1, 6)


class Desk:
    """A project that is edited, merged and undone at random, with every state it had remembered beside it."""

    def __init__(self, path):
        create(path, Snapshot.of(municipalities()))
        self.path = path
        self.project = ProjectFile.open(path, holder="A")
        self.at = HEAD.at
        self.ids = count(10_000)
        self.known = [(self.at, self.project.read())]

    @property
    def rows(self):
        return self.known[-1][1]

    def transaction(self):
        return Transaction(
            self.rows,
            now=self.at,
            today=date(2026, 11, 22),
            new_id=lambda: id_of(next(self.ids)),
            author=Author("A"),
        )

    def commit(self, tx, **head):
        self.at += timedelta(minutes=1)
        self.project.append(replace(HEAD, at=self.at, **head), tx.changes)
        self.known.append((self.at, tx.snapshot()))

    def edit(self, number, text):
        tx = self.transaction()
        if tx.find(Task, id_of(number)) is None:
            tx.insert(Task(id=id_of(number), order="V", number=f"A-{number:03d}", name="neu", source=text))
        else:
            tx.update(Task, id_of(number), description=text, progress_percent=len(text))
        self.commit(tx)

    def lead(self, number, municipality):
        tx = self.transaction()
        if tx.find(Task, id_of(number)) is None:
            return
        for row in tx.all(Assignment):
            if row.task_id == id_of(number):
                tx.delete(Assignment, row.id)
        tx.insert(
            Assignment(
                id=tx.new_id(),
                task_id=id_of(number),
                municipality_id=id_of(900 + municipality),
                role="lead",
                due_on=date(2026, 12, municipality),
            )
        )
        self.commit(tx)

    def delete(self, number):
        tx = self.transaction()
        for row in tx.all(Assignment):
            if row.task_id == id_of(number):
                tx.delete(Assignment, row.id)
        if tx.find(Task, id_of(number)) is not None:
            tx.delete(Task, id_of(number))
        self.commit(tx)

    def merge(self, number, text):
        tx = self.transaction()
        if len(self.known) == 1 or tx.find(Task, id_of(number)) is None:
            return
        tx.update(Task, id_of(number), description=text)
        self.at += timedelta(seconds=1)
        self.project.merge_into_last(replace(HEAD, at=self.at), tx.changes)
        self.known[-1] = (self.at, tx.snapshot())

    def undo(self, back):
        number = len(self.known) - 1 - back
        if number < 1:
            return
        tx = self.transaction()
        try:
            for change in reversed(self.project.step(number).changes):
                tx.replay(change.inverse())
            self.commit(tx, kind=StepKind.UNDO, reverts=number)
        except RuleViolation:
            return

    def reopen(self):
        self.project.close()
        self.project = ProjectFile.open(self.path, holder="A")

    def check(self):
        assert self.project.read() == self.rows
        for number in range(1, len(self.known)):
            before, after = self.known[number - 1][1], self.known[number][1]
            changes = self.project.step(number).changes
            assert before.after(changes) == after
            assert after.after([change.inverse() for change in reversed(changes)]) == before
        with open_reading(self.path) as reading:
            for at, rows in self.known:
                assert snapshot_at(reading, at) == rows
        self.project.close()
        assert check(self.path) == ()


ACTIONS = st.one_of(
    st.tuples(st.just(Desk.edit), NUMBERS, TEXTS),
    st.tuples(st.just(Desk.lead), NUMBERS, st.integers(1, 4)),
    st.tuples(st.just(Desk.delete), NUMBERS),
    st.tuples(st.just(Desk.merge), NUMBERS, TEXTS),
    st.tuples(st.just(Desk.undo), st.integers(0, 4)),
    st.tuples(st.just(Desk.reopen)),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTIONS, min_size=5, max_size=25))
def test_whatever_is_done_every_step_leads_from_one_known_state_to_the_next(tmp_path_factory, actions):
    desk = Desk(tmp_path_factory.mktemp("desk") / "x.ozg")
    for action, *arguments in actions:
        action(desk, *arguments)
    desk.check()


def test_undoing_every_step_backwards_and_forwards_reaches_each_state_again(tmp_path):
    desk = Desk(tmp_path / "x.ozg")
    for number in range(1, 8):
        desk.edit(number % 3 + 1, "x" * number)
        desk.lead(number % 3 + 1, number % 4 + 1)
    states = [rows for _, rows in desk.known]
    for number in range(len(states) - 1, 0, -1):
        tx = desk.transaction()
        for change in reversed(desk.project.step(number).changes):
            tx.replay(change.inverse())
        desk.commit(tx, kind=StepKind.UNDO, reverts=number)
        assert desk.project.read() == states[number - 1]
    desk.check()


def test_forty_thousand_rows_are_one_step_and_come_back(tmp_path):
    create(tmp_path / "x.ozg", Snapshot.of(municipalities()))
    project = ProjectFile.open(tmp_path / "x.ozg", holder="A")
    tasks = [Task(id=id_of(n), order="V", number=f"A-{n:05d}", name=f"Aufgabe {n}") for n in range(1, 10_001)]
    roles = [
        Assignment(
            id=id_of(100_000 + n * 3 + m),
            task_id=task.id,
            municipality_id=id_of(901 + m),
            role="lead" if m == 0 else "contributor",
        )
        for n, task in enumerate(tasks)
        for m in range(3)
    ]
    changes = tuple(inserted(row) for row in (*tasks, *roles))
    project.append(HEAD, changes)
    assert project.read() == Snapshot.of([*municipalities(), *tasks, *roles])
    assert project.step(1).changes == changes
    project.close()


def test_a_failed_step_leaves_no_trace_in_rows_or_journal(tmp_path):
    desk = Desk(tmp_path / "x.ozg")
    desk.edit(1, "a")
    row = desk.rows.get(Task, id_of(1))
    again = Task(id=id_of(2), order="V", number=row.number, name="doppelt")
    with pytest.raises(RuleViolation):
        desk.project.append(HEAD, [Change(Task, row.id, row, None), inserted(row), inserted(again)])
    desk.check()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE step SET at = '2026-11-22T14:00:00+00z00'",
        "UPDATE meta SET value = 'gestern' WHERE key = 'created_at'",
        "UPDATE change SET after = '{\"name\": '",
        "UPDATE change SET after = '[1, 2]'",
    ],
)
def test_a_journal_that_can_no_longer_be_read_is_damage_and_not_a_traceback(tmp_path, damage):
    path = tmp_path / "projekt.ozg"
    create(path)
    file = ProjectFile.open(path, holder="Probe")
    town = municipalities()[0]
    file.append(HEAD, [inserted(town)])
    file.append(HEAD, [Change(type(town), town.id, town, Municipality(**{**dict(town), "name": "Anders"}))])
    file.close()
    connection = sqlite3.connect(path)
    connection.execute(damage)
    if "meta" in damage:
        connection.execute("DELETE FROM change")
        connection.execute("DELETE FROM step")
    connection.commit()
    connection.close()
    with pytest.raises(StoreProblem) as problem:
        read_everything(path)
    assert problem.value.code == "damaged"


def read_everything(path):
    with open_reading(path) as reading:
        return reading.heads, reading.recorded_until, reading.step(1)
