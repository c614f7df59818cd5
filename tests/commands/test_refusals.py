"""What is wrong with a row is said in German, with the name of its field and what would be right."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from ozgdesk.commands import records
from ozgdesk.commands.refusals import refusal
from ozgdesk.commands.workspace import Workspace
from ozgdesk.domain.cooperation import Municipality
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.people import Person
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.tasks import Task
from ozgdesk.texts.rules import rule_message
from tests.helpers import cooperation, four_municipalities, id_of, make_workspace, task


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path, [cooperation(), *four_municipalities(), task(1)])


@pytest.mark.parametrize(
    ("kind", "id_", "values", "at", "sentence"),
    [
        (Task, task(1).id, {"name": "ä" * 301}, "name", "Das Feld „Name“ fasst höchstens 300 Zeichen"),
        (
            Municipality,
            id_of(1),
            {"code": "USINGENER"},
            "code",
            "Das Feld „Kürzel“ fasst höchstens 8 Zeichen",
        ),
        (Municipality, id_of(1), {"ags": "6434"}, "ags", "Der Gemeindeschlüssel hat acht Ziffern"),
        (Task, task(1).id, {"name": " "}, "name", "Bitte füllen Sie das Feld „Name“ aus"),
        (Task, task(1).id, {"progress_percent": 101}, "progress_percent", "Die Angabe im Feld „Fortschritt"),
    ],
)
def test_a_wrong_value_is_refused_with_the_german_name_of_its_field(
    workspace: Workspace, kind: type[Entity], id_: str, values: dict[str, object], at: str, sentence: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        workspace.run("ändern", records.edit(kind, id_, **values))
    assert refused.value.values["at"] == at
    assert rule_message(refused.value).startswith(sentence)


@pytest.mark.parametrize("kind", [Person, FollowUp, Municipality])
def test_a_new_row_with_a_text_that_is_too_long_names_no_english_field(
    workspace: Workspace, kind: type[Entity]
) -> None:
    name = "text" if kind is FollowUp else "name"
    with pytest.raises(RuleViolation) as refused:
        workspace.run("anlegen", records.create(kind, **{name: "x" * 301}))
    assert "Feld „" in rule_message(refused.value)
    assert refused.value.values["field"] != name


def test_every_field_of_every_entity_has_a_german_name_in_a_refusal() -> None:
    for kind in ENTITIES:
        for name in kind.model_fields:
            with pytest.raises(ValidationError) as error:
                kind.model_validate({name: object()})
            assert rule_message(refusal(error.value))
