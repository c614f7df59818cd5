"""Every field of every entity can be filled in somewhere."""

import pytest

from ozgdesk.domain.agreements import Agreement
from ozgdesk.domain.cooperation import Cooperation, Grant, Municipality
from ozgdesk.domain.councils import Consultation, Meeting
from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.tasks import Link, Task
from ozgdesk.present.follow_ups import takes_follow_ups
from ozgdesk.present.form_register import FORMS
from ozgdesk.present.forms import FieldKind, field_spec

HIDDEN = {"id", "order", "stem", "subject_kind", "subject_id"}
OF_THE_MACHINE = {
    ("Attachment", "sha256"),
    ("Attachment", "content"),
    ("BaselineTask", "task_id"),
    ("ReviewNote", "fingerprint"),
    ("IssuedReport", "options"),
    ("IssuedReport", "figures"),
    ("IssuedReport", "attachment_id"),
    ("SheetSetEntry", "set_id"),
    ("SheetSetEntry", "sheet"),
    ("SheetSetEntry", "attachment_id"),
}


WRITTEN_ON_ITS_PAGE = {("Clause", "text")}
"""Its references and placeholders would be seen as what they are stored as."""


def name_of(kind: type[Entity]) -> str:
    return kind.__name__


@pytest.mark.parametrize("kind", ENTITIES, ids=name_of)
def test_a_form_holds_every_field_of_its_entity_once(kind: type[Entity]) -> None:
    names = [field.name for field in FORMS[kind].fields()]
    elsewhere = {name for owner, name in OF_THE_MACHINE | WRITTEN_ON_ITS_PAGE if owner == kind.__name__}
    assert sorted(names) == sorted(set(kind.model_fields) - HIDDEN - elsewhere)


@pytest.mark.parametrize("kind", ENTITIES, ids=name_of)
def test_the_lists_of_a_form_point_back_at_its_entity(kind: type[Entity]) -> None:
    for child in FORMS[kind].children:
        if kind is Cooperation and child.field:
            assert field_spec(child.kind, child.field).may_be_empty
        elif child.field:
            assert field_spec(child.kind, child.field).target is kind
        else:
            assert "subject_id" in child.kind.model_fields
        assert not child.picks or field_spec(child.kind, child.picks).target is Municipality


WITHOUT_FOLLOW_UPS = {
    *("Absence", "Attendance"),  # why somebody is away or did not come belongs nowhere
    *("AgreementParty", "GrantMember", "SavingMember", "SharedOfficeMember", "Link"),  # two rows and no more
    *("Assessment", "Baseline", "BaselineTask", "BoardLimit", "Closure"),  # nobody waits for them
    *("ClauseTemplate", "ChangeReason", "ReviewNote", "MeetingSeries", "PaperForm"),
    *("ReportSummary", "IssuedReport", "SheetSet", "SheetSetEntry"),
    *("Attachment", "FollowUp"),
}


@pytest.mark.parametrize("kind", ENTITIES, ids=name_of)
def test_a_follow_up_can_hang_on_whatever_somebody_may_wait_for(kind: type[Entity]) -> None:
    assert takes_follow_ups(kind) is (kind.__name__ not in WITHOUT_FOLLOW_UPS)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (Task, "name", FieldKind.TITLE),
        (Task, "waiting_for", FieldKind.TEXT),
        (Task, "description", FieldKind.LINES),
        (Task, "duration_minutes", FieldKind.DAYS),
        (Task, "progress_percent", FieldKind.PERCENT),
        (Task, "deadline_on", FieldKind.DATE),
        (Task, "state", FieldKind.CHOICE),
        (Task, "is_contractual", FieldKind.YES_NO),
        (Task, "parent_id", FieldKind.REFERENCE),
        (Agreement, "has_notice_clause", FieldKind.TRI_STATE),
        (Consultation, "votes_yes", FieldKind.NUMBER),
        (Grant, "amount_cents", FieldKind.MONEY),
        (Meeting, "starts_at", FieldKind.TIME),
        (Municipality, "color", FieldKind.COLOR),
    ],
)
def test_the_kind_of_a_field_follows_from_the_entity(
    kind: type[Entity], name: str, expected: FieldKind
) -> None:
    assert field_spec(kind, name).kind is expected


def test_only_a_lag_may_be_negative() -> None:
    assert field_spec(Link, "lag_minutes").least is None
    assert field_spec(Task, "duration_minutes").least == 0


def test_what_must_be_filled_in_is_known() -> None:
    empty = {field.name: field.may_be_empty for field in FORMS[Task].fields()}
    assert not empty["name"]
    assert empty["description"]
    assert empty["deadline_on"]
    assert not empty["state"]
