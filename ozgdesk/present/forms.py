"""How every entity is filled in: its fields in groups, and the lists of rows that hang on it.

What kind of field it is follows from the entity itself; the modules `forms_*` only say what stands where.
The window draws these forms, and nothing here knows how.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import get_args

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import references
from ozgdesk.domain.steering import Attachment
from ozgdesk.texts.entities import noun
from ozgdesk.texts.fields import field_name


class FieldKind(StrEnum):
    """What a field holds, and so how it is typed."""

    TEXT = "text"
    TITLE = "title"
    LINES = "lines"
    DATE = "date"
    TIME = "time"
    DAYS = "days"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"
    YES_NO = "yes_no"
    TRI_STATE = "tri_state"
    CHOICE = "choice"
    REFERENCE = "reference"
    COLOR = "color"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: `choices` is the word list of a choice, `target` what a reference points at.

    `may_be_empty` says whether nothing is a value; `least` and `most` bound numbers, `longest` the characters
    of a text; `is_fixed`: only shown.
    """

    name: str
    label: str
    kind: FieldKind
    may_be_empty: bool
    choices: type[StrEnum] | None = None
    target: type[Entity] | None = None
    least: int | None = None
    most: int | None = None
    is_fixed: bool = False
    longest: int | None = None
    hint: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class GroupSpec:
    """Fields that stand together; a folded group is opened when somebody wants it or it holds something."""

    title: str
    fields: tuple[FieldSpec, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class ChildSpec:
    """Rows of `kind` whose `field` holds the id of the row shown; "" for what may hang on any row.

    In the form of the cooperation: those whose `field` holds nothing, because they are about all.
    `picks` names the field of a membership: adding one means choosing its target, nothing else.
    """

    title: str
    kind: type[Entity]
    field: str
    picks: str = ""


@dataclass(frozen=True, slots=True)
class FormSpec:
    """The whole form of an entity; `may_be_created` is false for what only arises together with something."""

    kind: type[Entity]
    groups: tuple[GroupSpec, ...]
    children: tuple[ChildSpec, ...] = ()
    may_be_created: bool = True

    def fields(self) -> tuple[FieldSpec, ...]:
        """All fields, from top to bottom."""
        return tuple(field for group in self.groups for field in group.fields)

    def field(self, name: str) -> FieldSpec:
        """The field with this name; KeyError when the form has none."""
        return {field.name: field for field in self.fields()}[name]


LINES = frozenset(
    {"description", "note", "measure", "options", "outcome", "text", "resolution_text", "explanation"}
    | {"financial_effect", "enclosures", "conditions"}
)
TITLES = frozenset({"name", "title", "question", "heading", "task_name"})
ONE_LINE = frozenset({("FollowUp", "text"), ("Assignment", "note")})
FIXED = frozenset({("Attachment", "file_name"), ("BaselineTask", "task_number"), ("Assessment", "author")})
_CREST = ("Municipality", "crest_id")
HINTS = {
    _CREST: "Steht im Kopf der Blätter dieser Kommune, höchstens 1 MB. Ein Wappen darf nur mit Zustimmung "
    "der Kommune verwendet werden; bitte prüfen.",
}
"""What should be known before a field is filled in."""

SUFFIXES = {_CREST: "png"}
"""Which files a field takes, where it takes only one kind."""

BOUNDS = {
    "progress_percent": (0, 100),
    "percent": (0, 100),
    "load_percent": (0, 100),
    "term_years": (1, None),
    "seats": (1, None),
}


@cache
def field_spec(kind: type[Entity], name: str) -> FieldSpec:
    """What the entity itself says about one of its fields; KeyError when there is no such field."""
    info = kind.model_fields[name]
    types = tuple(part for part in (get_args(info.annotation) or (info.annotation,)) if part is not NoneType)
    of_type = types[0]
    target = dict(references(kind)).get(name)
    is_optional = NoneType in get_args(info.annotation)
    least, most = BOUNDS.get(name, (0, None))
    name_of = field_name(kind, name)
    spec_kind = _kind(kind, name, of_type, is_optional, target)
    text_may_be_empty = (
        spec_kind in (FieldKind.TEXT, FieldKind.TITLE, FieldKind.LINES, FieldKind.TIME)
        and not info.is_required()
    )
    return FieldSpec(
        name,
        name_of[:1].upper() + name_of[1:],
        spec_kind,
        is_optional or text_may_be_empty,
        of_type if isinstance(of_type, type) and issubclass(of_type, StrEnum) else None,
        target,
        least if name != "lag_minutes" else None,
        most,
        (kind.__name__, name) in FIXED,
        next((most for part in info.metadata if (most := getattr(part, "max_length", None))), None),
        HINTS.get((kind.__name__, name), ""),
        SUFFIXES.get((kind.__name__, name), ""),
    )


def _kind(
    kind: type[Entity], name: str, of_type: object, is_optional: bool, target: type[Entity] | None
) -> FieldKind:
    if target is not None:
        return FieldKind.FILE if target is Attachment else FieldKind.REFERENCE
    if isinstance(of_type, type) and issubclass(of_type, StrEnum):
        return FieldKind.CHOICE
    if of_type is bool:
        return FieldKind.TRI_STATE if is_optional else FieldKind.YES_NO
    if of_type is date:
        return FieldKind.DATE
    if of_type in (int, float):
        return _number_kind(name)
    if name == "color":
        return FieldKind.COLOR
    if name in ("starts_at", "ends_at"):
        return FieldKind.TIME
    if name in TITLES:
        return FieldKind.TITLE
    is_long = name in LINES and (kind.__name__, name) not in ONE_LINE
    return FieldKind.LINES if is_long else FieldKind.TEXT


def _number_kind(name: str) -> FieldKind:
    if name.endswith("_minutes"):
        return FieldKind.DAYS
    if "_cents" in name:
        return FieldKind.MONEY
    return FieldKind.PERCENT if "percent" in name else FieldKind.NUMBER


LIST_TITLES = {
    ("Link", "successor_id"): "Vorgänger",
    ("Link", "predecessor_id"): "Nachfolger",
    ("Task", "parent_id"): "Teilaufgaben",
    ("Clause", "parent_id"): "Untergeordnete Textteile",
    ("BaselineTask", "baseline_id"): "Aufgaben des Basisplans",
    ("SavingMember", "saving_id"): "Kommunen",
    ("FollowUp", "person_id"): "Wiedervorlagen für diese Person",
}


def _list_title(kind: type[Entity], field: str) -> str:
    plural = noun(kind).plural
    return LIST_TITLES.get((kind.__name__, field), plural[:1].upper() + plural[1:])


def form(
    kind: type[Entity],
    groups: Iterable[tuple[str, str]],
    children: Iterable[tuple[type[Entity], str] | tuple[type[Entity], str, str]] = (),
    *,
    may_be_created: bool = True,
) -> FormSpec:
    """Write a form down: groups as (title, field names), a title that begins with "+" folded; children as
    (kind, reference field[, field picked when adding]).
    """
    specs = tuple(
        GroupSpec(
            title.removeprefix("+"),
            tuple(field_spec(kind, name) for name in names.split()),
            title.startswith("+"),
        )
        for title, names in groups
    )
    lists = tuple(ChildSpec(_list_title(*child[:2]), child[0], *child[1:]) for child in children)
    return FormSpec(kind, specs, lists, may_be_created)
