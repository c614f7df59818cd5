"""A row that is being filled in and does not exist yet: what it begins with, and what it still lacks."""

from collections.abc import Callable
from typing import Any

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.domain.steering import Assessment, FollowUp
from ozgdesk.domain.tasks import Assignment
from ozgdesk.domain.view import View
from ozgdesk.domain.vocabulary import Dimension, Role
from ozgdesk.present.form_register import FORMS
from ozgdesk.present.forms import FieldKind

Values = dict[str, Any]


def draft(view: View, kind: type[Entity], given: Values) -> Values:
    """The values a new row begins with: given, else suggested, else the default or the first word."""
    values: Values = {}
    for spec in FORMS[kind].fields():
        info = kind.model_fields[spec.name]
        if not info.is_required():
            values[spec.name] = info.get_default(call_default_factory=True)
        elif spec.choices is not None:
            values[spec.name] = next(iter(spec.choices))
    suggest = _SUGGESTED.get(kind)
    return {**values, **(suggest(view, given) if suggest else {}), **given}


def _assignment(view: View, given: Values) -> Values:
    has_lead = given.get("task_id") in view.ownership.lead
    return {"role": Role.CONTRIBUTOR if has_lead else Role.LEAD}


def _follow_up(view: View, given: Values) -> Values:
    return {"due_on": view.as_of}


def _assessment(view: View, given: Values) -> Values:
    return {"dimension": Dimension.COST, "assessed_on": view.as_of}


_SUGGESTED: dict[type[Entity], Callable[[View, Values], Values]] = {
    Assignment: _assignment,
    FollowUp: _follow_up,
    Assessment: _assessment,
}


def require_room(kind: type[Entity], name: str, value: object) -> None:
    """Raise RuleViolation `text_too_long` for a text that the row could not be created with."""
    spec = FORMS[kind].field(name)
    if isinstance(value, str) and spec.longest is not None and len(value) > spec.longest:
        raise RuleViolation("text_too_long", at=name, field=spec.label, most=spec.longest, count=len(value))


def lacking(kind: type[Entity], values: Values) -> dict[str, str]:
    """What must be filled in before the row can be created, by field, as sentences for the fields."""
    made_by_command = {"number", "author", "assessed_on", "taken_on"}
    return {
        spec.name: f"Bitte {'wählen' if spec.kind is FieldKind.REFERENCE else 'geben'} Sie „{spec.label}“"
        f"{'' if spec.kind is FieldKind.REFERENCE else ' an'}."
        for spec in FORMS[kind].fields()
        if not spec.may_be_empty and spec.name not in made_by_command and values.get(spec.name) in (None, "")
    }
