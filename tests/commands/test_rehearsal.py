import pytest

from ozgdesk.commands import people
from ozgdesk.commands.rehearsal import rehearse
from ozgdesk.domain.people import Person
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.snapshot import Snapshot
from tests.helpers import TODAY, id_of


def test_a_rehearsal_tells_what_would_change_and_changes_nothing() -> None:
    before = Snapshot.of([Person(id=id_of(1), name="Kim")])
    changes = rehearse(before, TODAY, people.leave(id_of(1), TODAY))
    assert [change.changed_fields() for change in changes] == [("left_on",)]
    assert before.get(Person, id_of(1)).left_on is None


def test_a_rehearsal_refuses_as_the_command_does() -> None:
    with pytest.raises(RuleViolation, match="gone"):
        rehearse(Snapshot.of([]), TODAY, people.leave(id_of(1), TODAY))
