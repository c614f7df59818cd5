"""What a coordinator steers with: risks, decisions needed, judged lights, follow-ups and documents."""

from datetime import date

from sqlmodel import Field

from ozgdesk.domain.entity import Entity, Line, Name, OrderKey, Text, matching, optional_reference
from ozgdesk.domain.vocabulary import Dimension, DocumentKind, Level, Light


class Risk(Entity):
    """Something that may go wrong, what is done against it, by whom and until when."""

    order: OrderKey
    title: Name
    description: Text = ""
    probability: Level = Level.MEDIUM
    impact: Level = Level.MEDIUM
    measure: Text = ""
    municipality_id: str | None = optional_reference("municipality")
    person_id: str | None = optional_reference("person")
    due_on: date | None = None
    closed_on: date | None = None
    source: Line = ""


class Decision(Entity):
    """A question somebody must decide, the options, the day it is needed and the outcome."""

    order: OrderKey
    question: Name
    options: Text = ""
    committee_id: str | None = optional_reference("committee")
    decided_by: Line = ""
    municipality_id: str | None = optional_reference("municipality")
    due_on: date | None = None
    outcome: Text = ""
    decided_on: date | None = None
    source: Line = ""


class Assessment(Entity):
    """A light a person set for one dimension, for one municipality or the whole; the newest counts."""

    dimension: Dimension
    municipality_id: str | None = optional_reference("municipality")
    light: Light
    assessed_on: date
    text: Text = ""
    author: Line = ""


class FollowUp(Entity):
    """A Wiedervorlage on any entity: `subject_kind` is its table name, `subject_id` its id."""

    subject_kind: Line = ""
    subject_id: Line = ""
    due_on: date
    person_id: str | None = optional_reference("person")
    text: Name
    done_on: date | None = None


class Attachment(Entity):
    """The bytes of an embedded file and their SHA-256; at most 20 MB."""

    file_name: Name
    sha256: str = matching(r"^[0-9a-f]{64}$")
    content: bytes = Field(max_length=20_000_000)


class Document(Entity):
    """A document on any entity, as a link, an embedded file, or only named."""

    title: Name
    kind: DocumentKind = DocumentKind.OTHER
    dated_on: date | None = None
    file_reference: Line = ""
    location: Line = ""
    attachment_id: str | None = optional_reference("attachment")
    subject_kind: Line = ""
    subject_id: Line = ""
    source: Line = ""
