"""A row that is being filled in and does not exist yet: what it begins with, and what it still lacks."""

from typing import Any

from ozgdesk.domain.entity import Entity
from ozgdesk.present.form_register import FORMS
from ozgdesk.present.forms import FieldKind

Values = dict[str, Any]


def draft(kind: type[Entity], given: Values) -> Values:
    """The values a new row begins with: those given, else the default of the entity, else the first word."""
    values: Values = {}
    for spec in FORMS[kind].fields():
        info = kind.model_fields[spec.name]
        if not info.is_required():
            values[spec.name] = info.get_default(call_default_factory=True)
        elif spec.choices is not None:
            values[spec.name] = next(iter(spec.choices))
    return {**values, **given}


def lacking(kind: type[Entity], values: Values) -> dict[str, str]:
    """What must be filled in before the row can be created, by field, as sentences for the fields."""
    made_by_command = {"number", "author", "assessed_on", "taken_on"}
    return {
        spec.name: f"Bitte {'wählen' if spec.kind is FieldKind.REFERENCE else 'geben'} Sie „{spec.label}“"
        f"{'' if spec.kind is FieldKind.REFERENCE else ' an'}."
        for spec in FORMS[kind].fields()
        if not spec.may_be_empty and spec.name not in made_by_command and values.get(spec.name) in (None, "")
    }
