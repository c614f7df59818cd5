import pytest

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE, ENTITIES
from ozgdesk.texts.fields import OWN, field_name


@pytest.mark.parametrize("kind", ENTITIES)
def test_every_field_has_a_german_name_of_its_own(kind: type[Entity]) -> None:
    names = [field_name(kind, name) for name in kind.model_fields]
    assert all(names)
    assert len(set(names)) == len(names), "two fields of one entity must not share a name"


def test_no_name_is_left_over_for_a_field_that_is_gone() -> None:
    assert set(OWN) == set(BY_TABLE)
    left = [
        (table, name)
        for table, names in OWN.items()
        for name in names
        if name not in BY_TABLE[table].model_fields
    ]
    assert left == []
