from datetime import date

import pytest

from ozgdesk.domain import vocabulary
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES, references
from ozgdesk.domain.snapshot import Snapshot
from ozgdesk.domain.tasks import Task
from ozgdesk.present.naming import finder, row_name, shortened, value_text
from tests.helpers import id_of, task

VALUES = {
    "sha256": "0" * 64, "stem": "0" * 32, "number": "A-001", "code": "X", "color": "#000000", "order": "A",
    "content": b"x", "duration_minutes": 1, "most": 1,
}  # fmt: skip


def sparse(kind: type[Entity]) -> Entity:
    """A row with required fields only, pointing at rows that do not exist."""
    values: dict[str, object] = {"id": id_of(1)}
    pointers = dict(references(kind))
    for name, field in kind.model_fields.items():
        if name == "id" or not field.is_required():
            continue
        if name in pointers or name == "task_id":
            values[name] = id_of(99)
        elif isinstance(field.annotation, type) and issubclass(field.annotation, vocabulary.StrEnum):
            values[name] = next(iter(field.annotation))
        elif field.annotation is date:
            values[name] = date(2026, 1, 1)
        else:
            values[name] = VALUES.get(name) or "Wort"
    return kind.model_validate(values)


@pytest.mark.parametrize("kind", ENTITIES)
def test_every_row_has_a_name_even_when_all_around_it_is_gone(kind: type[Entity]) -> None:
    name = row_name(sparse(kind), finder(Snapshot.of([])))
    assert name[0].isupper()
    assert id_of(99) not in name


@pytest.mark.parametrize("kind", ENTITIES)
def test_every_value_can_be_read(kind: type[Entity]) -> None:
    row = sparse(kind)
    for field in kind.model_fields:
        assert isinstance(value_text(kind, field, getattr(row, field), finder(Snapshot.of([]))), str)


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shortened("eins zwei drei vier", 14) == "eins zwei…"
    assert shortened("x" * 400, 10) == "x" * 9 + "…"


def test_nothing_is_empty_and_yes_is_a_word() -> None:
    find = finder(Snapshot.of([task(1)]))
    assert value_text(Task, "deadline_on", None, find) == ""
    assert value_text(Task, "is_contractual", True, find) == "ja"
    assert value_text(Task, "parent_id", id_of(1001), find) == "A-001 „Aufgabe 1“"
