"""What the minutes of a meeting hold: who took part, and what was said, resolved and given to do."""

from sqlmodel import Field

from ozgdesk.domain.entity import Entity, Line, OrderKey, Text, matching, optional_reference, reference
from ozgdesk.domain.vocabulary import MinuteKind, Outcome, Presence


class Attendance(Entity):
    """Somebody invited to a meeting: a person of the cooperation, or a guest named by `guest` (a function).

    `deputy_id` took part instead of an excused person; `gets_minutes` puts the row on the distribution list.
    """

    meeting_id: str = reference("meeting")
    person_id: str | None = optional_reference("person")
    guest: Line = ""
    presence: Presence = Presence.PRESENT
    deputy_id: str | None = optional_reference("person")
    gets_minutes: bool = True


class MinuteItem(Entity):
    """One entry of the minutes, in their order; what follows a topic belongs to it.

    `subject_kind` and `subject_id` name the task or decision it is about. A resolution keeps its outcome by
    the rule of the body: votes, or who objected.
    """

    meeting_id: str = reference("meeting")
    order: OrderKey
    kind: MinuteKind = MinuteKind.NOTE
    text: Text = ""
    subject_kind: Line = ""
    subject_id: str = matching(r"^([0-9a-f]{32})?$", default="")
    outcome: Outcome = Outcome.OPEN
    votes_yes: int | None = Field(default=None, ge=0)
    votes_no: int | None = Field(default=None, ge=0)
    abstentions: int | None = Field(default=None, ge=0)
    objections: Line = ""
