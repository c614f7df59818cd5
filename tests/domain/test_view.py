"""Every derived result reads exactly the tables it declares: one it does not declare would make it stale."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from ozgdesk.commands.samples import build_sample
from ozgdesk.domain.agreements import AgreementVersion, Clause
from ozgdesk.domain.councils import Matter
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.snapshot import Snapshot, Tables
from ozgdesk.domain.view import Derived, View
from tests.helpers import TestClock

DAY = date(2026, 11, 23)
RESULTS = sorted(name for name, value in vars(View).items() if isinstance(value, Derived))

ONLY_IN_DOUBT: dict[str, set[type[Entity]]] = {
    "backward": {AgreementVersion, Clause, Matter},
    "effect": {AgreementVersion, Clause, Matter},
    "forecast": {Clause, Matter},
    "legal": {Matter},
    "reviews": {Matter},
}
"""Read where councils resolved on different texts, and where a paper has no words of its own."""


class Watched(Mapping[type[Entity], Mapping[str, Entity]]):
    """Tables that remember which of them were looked at."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.read: set[type[Entity]] = set()

    def __getitem__(self, kind: type[Entity]) -> Mapping[str, Entity]:
        self.read.add(kind)
        return self.tables[kind]

    def __iter__(self) -> Iterator[type[Entity]]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)


def read_by(name: str, tables: Tables) -> set[type[Entity]]:
    watched = Watched(tables)
    getattr(View(Snapshot(watched), DAY), name)
    return watched.read


@pytest.fixture(scope="module", params=["taunus", "oberzentren", "kassel-nord", "demo"])
def sample(request: pytest.FixtureRequest) -> Tables:
    return Snapshot.of(build_sample(request.param, DAY, TestClock().new_id)).tables


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_reads_only_the_tables_it_declares(name: str, sample: Tables) -> None:
    undeclared = read_by(name, sample) - set(vars(View)[name].inputs)
    assert {kind.__name__ for kind in undeclared} == set()


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_reads_all_tables_it_declares(name: str) -> None:
    demo = Snapshot.of(build_sample("demo", DAY, TestClock().new_id)).tables
    unread = set(vars(View)[name].inputs) - read_by(name, demo) - ONLY_IN_DOUBT.get(name, set())
    assert {kind.__name__ for kind in unread} == set()


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_stays_until_one_of_its_tables_changes(name: str) -> None:
    snapshot = Snapshot.of(build_sample("demo", DAY, TestClock().new_id))
    view = View(snapshot, DAY)
    before: Any = getattr(view, name)
    inputs = set(vars(View)[name].inputs)
    for kind in ENTITIES:
        touched = Snapshot({**snapshot.tables, kind: dict(snapshot.tables[kind])})
        assert (name in view.next(touched).results) == (kind not in inputs), kind
    assert getattr(view.next(snapshot), name) is before
