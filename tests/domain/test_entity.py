import pytest
from pydantic import ValidationError

from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.people import Absence
from ozgdesk.domain.registry import BY_TABLE, ENTITIES, references, referrers, table_name
from ozgdesk.domain.tasks import Assignment, Link, Task
from ozgdesk.domain.vocabulary import MunicipalityKind
from tests.helpers import id_of, task


def test_an_entity_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        task(1).name = "anders"


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "kurz"},
        {"number": "17"},
        {"name": ""},
        {"name": "   "},
        {"duration_minutes": -1},
        {"order": "ä"},
    ],
)
def test_wrong_values_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Task(**{"id": id_of(1), "order": "A", "number": "A-001", "name": "Vergabe", **wrong})


def test_a_colour_is_six_hexadecimal_digits() -> None:
    values = {"id": id_of(1), "code": "USI", "name": "Usingen", "kind": MunicipalityKind.TOWN, "order": "A"}
    with pytest.raises(ValidationError):
        Municipality(**values, color="blue")


def test_no_entity_has_room_for_the_reason_of_an_absence() -> None:
    assert set(Absence.model_fields) == {"id", "person_id", "from_on", "until_on", "deputy_id"}


def test_every_reference_points_at_a_registered_entity_and_back() -> None:
    assert dict(references(Link)) == {"predecessor_id": Task, "successor_id": Task}
    assert (Assignment, "task_id") in referrers(Task)
    assert len(BY_TABLE) == len(ENTITIES)


def test_parents_stand_before_their_children_in_the_register() -> None:
    for kind in ENTITIES:
        for _, target in references(kind):
            assert ENTITIES.index(target) <= ENTITIES.index(kind), f"{table_name(kind)} before its parent"
