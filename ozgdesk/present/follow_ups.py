"""Wiedervorlagen: on what they may hang, what a new one begins with, and the place that shows its subject."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ozgdesk.domain.entity import Entity
from ozgdesk.domain.registry import BY_TABLE, table_name
from ozgdesk.domain.steering import FollowUp
from ozgdesk.domain.view import View
from ozgdesk.present.form_register import FORMS
from ozgdesk.present.naming import finder, row_name
from ozgdesk.texts.entities import noun

FIRST_TEXT = "Nachfragen"
_AFTER = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A new Wiedervorlage: the values it begins with, and what it hangs on in words."""

    values: dict[str, Any]
    about: str


def takes_follow_ups(kind: type[Entity]) -> bool:
    """Whether rows of this kind list their Wiedervorlagen."""
    return any(child.kind is FollowUp and not child.field for child in FORMS[kind].children)


def follow_up_draft(view: View, kind: type[Entity] | None = None, id_: str = "") -> FollowUpDraft | None:
    """A new one on a row, due in a week; on a Wiedervorlage it hangs on the same row as that.

    None when this kind takes none. Without a row it hangs on nothing.
    """
    row = view.snapshot.find(kind, id_) if kind is not None else None
    if isinstance(row, FollowUp):
        above = BY_TABLE.get(row.subject_kind)
        row = view.snapshot.find(above, row.subject_id) if above is not None else None
    values: dict[str, Any] = {"due_on": view.as_of + _AFTER, "text": FIRST_TEXT}
    if row is None:
        return FollowUpDraft(values, "ohne Bezug")
    if not takes_follow_ups(type(row)):
        return None
    values |= {"subject_kind": table_name(type(row)), "subject_id": row.id}
    return FollowUpDraft(values, f"zu: {row_name(row, finder(view.snapshot))}")


def refusal(kind: type[Entity]) -> str:
    """Why no Wiedervorlage is set on such a row, and what to do."""
    name = noun(kind).singular
    return (
        f"„{name[:1].upper()}{name[1:]}“ hat keine Wiedervorlagen; "
        "bitte wählen Sie den Eintrag, um den es dabei geht."
    )
