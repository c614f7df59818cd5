"""The base of every entity and the types their fields share.

An entity is a frozen, validating value; where it is kept is the business of `store`. No entity and no rule
lives here.
"""

from typing import Annotated, Any

from pydantic import StringConstraints
from sqlmodel import Field, SQLModel

Name = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
"""One line a person reads as a name or title."""

Line = Annotated[str, StringConstraints(max_length=1_000)]
"""One line of text; may be empty."""

Text = Annotated[str, StringConstraints(max_length=200_000)]
"""Text of any number of lines; may be empty."""

OrderKey = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,200}$")]
"""Fractional position among siblings, see `order.between`; compares bytewise."""

EntityId = str
"""Identity across offices: 32 hexadecimal digits, never shown to people."""

ID_PATTERN = r"^[0-9a-f]{32}$"


def matching(pattern: str, **options: Any) -> Any:
    """A text field that matches a pattern; sqlmodel takes `regex` too, but does not check it."""
    return Field(schema_extra={"pattern": pattern}, **options)


def reference(table: str) -> Any:
    """A field that holds the id of a row of `table`."""
    return matching(ID_PATTERN, foreign_key=f"{table}.id", index=True)


def optional_reference(table: str) -> Any:
    """A field that holds the id of a row of `table`, or nothing."""
    return matching(ID_PATTERN, default=None, foreign_key=f"{table}.id", index=True)


class Entity(SQLModel):
    """A row of the project.

    Immutable, refuses unknown fields and wrong values with `pydantic.ValidationError`. What checks a
    kind is built when its first row is made: the row classes of the tables never need it.
    """

    model_config = {"frozen": True, "extra": "forbid", "defer_build": True}

    id: EntityId = matching(ID_PATTERN, primary_key=True)
