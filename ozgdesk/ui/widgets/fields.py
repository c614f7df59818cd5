"""The field for a FieldSpec of `present.forms`; the widgets are in `fields_typed`, `_lines` and `_chosen`."""

from collections.abc import Callable, Sequence
from datetime import date

from ozgdesk.present.choices import Choice
from ozgdesk.present.forms import FieldKind, FieldSpec
from ozgdesk.ui.widgets.field_base import Field
from ozgdesk.ui.widgets.fields_chosen import (
    ChoiceField,
    ColorField,
    ReferenceField,
    YesNoField,
    tri_state_field,
    word_field,
)
from ozgdesk.ui.widgets.fields_lines import LinesField, TitleField
from ozgdesk.ui.widgets.fields_typed import (
    DateField,
    TypedField,
    days_field,
    money_field,
    number_field,
    text_field,
    time_field,
)

__all__ = [
    "ChoiceField",
    "ColorField",
    "DateField",
    "Field",
    "LinesField",
    "ReferenceField",
    "TitleField",
    "TypedField",
    "YesNoField",
    "days_field",
    "make_field",
    "money_field",
    "number_field",
    "text_field",
    "time_field",
    "tri_state_field",
    "word_field",
]


def make_field(
    spec: FieldSpec, today: Callable[[], date], find: Callable[[FieldSpec], Sequence[Choice]]
) -> Field:
    """The widget for a field; `find` gives what a reference can point at."""
    field = _make(spec, today, find)
    if spec.is_fixed:
        field.set_fixed(True)
    return field


def _make(spec: FieldSpec, today: Callable[[], date], find: Callable[[FieldSpec], Sequence[Choice]]) -> Field:
    name, must = spec.label, not spec.may_be_empty
    if spec.kind is FieldKind.CHOICE and spec.choices is not None:
        return word_field(name, spec.choices, may_be_empty=spec.may_be_empty)
    if spec.kind in (FieldKind.PERCENT, FieldKind.NUMBER):
        is_percent = spec.kind is FieldKind.PERCENT
        return number_field(
            name,
            spec.least,
            spec.most,
            must=must,
            fraction=spec.name in ("percent", "load_percent"),
            unit="%" if is_percent else "",
        )
    makers: dict[FieldKind, Callable[[], Field]] = {
        FieldKind.LINES: lambda: LinesField(name),
        FieldKind.TITLE: lambda: TitleField(name, must=must),
        FieldKind.DATE: lambda: DateField(name, today, must=must),
        FieldKind.TIME: lambda: time_field(name),
        FieldKind.DAYS: lambda: days_field(name, must=must, signed=spec.least is None),
        FieldKind.MONEY: lambda: money_field(name),
        FieldKind.YES_NO: lambda: YesNoField(name),
        FieldKind.TRI_STATE: lambda: tri_state_field(name),
        FieldKind.REFERENCE: lambda: ReferenceField(name, lambda: find(spec), must=must),
        FieldKind.COLOR: lambda: ColorField(name),
    }
    return makers.get(spec.kind, lambda: text_field(name, must=must))()
