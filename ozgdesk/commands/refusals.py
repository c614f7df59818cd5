"""What an entity says about a wrong value, as the refusal of a rule. The sentences stand in `texts.rules`."""

from pydantic import ValidationError

from ozgdesk.domain.registry import ENTITIES
from ozgdesk.domain.rules import RuleViolation
from ozgdesk.texts.fields import field_name

_KINDS = {kind.__name__: kind for kind in ENTITIES}
_SHAPES = {("Municipality", "ags"): "ags_shape", ("Task", "number"): "number_shape"}


def refusal(error: ValidationError) -> RuleViolation:
    """The rule that the first wrong field of a row breaks; `at` holds the field, `field` its German name."""
    first = error.errors()[0]
    kind = _KINDS.get(error.title)
    at = str(first["loc"][0]) if first["loc"] else ""
    name = field_name(kind, at) if kind is not None and at in kind.model_fields else at
    words = {"at": at, "field": name[:1].upper() + name[1:]}
    if first["type"] == "string_too_long":
        most, count = first.get("ctx", {})["max_length"], len(first["input"])
        return RuleViolation("text_too_long", most=most, count=count, **words)
    if first["type"] == "string_too_short":
        return RuleViolation("must_be_filled", **words)
    shape = _SHAPES.get((error.title, at)) if first["type"] == "string_pattern_mismatch" else None
    return RuleViolation(shape or "invalid_row", **words)
