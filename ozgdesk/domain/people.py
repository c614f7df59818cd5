"""Persons and when they are not there. An absence has no reason: the schema has no place for one."""

from datetime import date

from ozgdesk.domain.entity import Entity, Line, Name, optional_reference, reference
from ozgdesk.domain.vocabulary import FormOfAddress


class Person(Entity):
    """Somebody who works on the cooperation, with official contact data only.

    `is_function` marks an entry that names a post instead of a human being.
    """

    name: Name
    municipality_id: str | None = optional_reference("municipality")
    function: Line = ""
    form_of_address: FormOfAddress = FormOfAddress.NEUTRAL
    email: Line = ""
    phone: Line = ""
    is_function: bool = False
    left_on: date | None = None
    source: Line = ""


class Absence(Entity):
    """Days on which a person is not available, both ends included, and who stands in."""

    person_id: str = reference("person")
    from_on: date
    until_on: date
    deputy_id: str | None = optional_reference("person")
