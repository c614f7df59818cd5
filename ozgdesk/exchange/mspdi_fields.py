"""The custom fields of MS Project that carry what is ours, by the titles of `own_fields`."""

from collections.abc import Mapping
from dataclasses import dataclass

from ozgdesk.exchange.own_fields import ID, LEAD, NUMBER, REASON, SOURCE, STAMP, STATE


@dataclass(frozen=True, slots=True)
class CustomField:
    """A custom text field: its number in files and its name in MS Project."""

    id: str
    name: str


OWN_FIELDS: Mapping[str, CustomField] = {
    NUMBER: CustomField("188743731", "Text1"),
    LEAD: CustomField("188743734", "Text2"),
    STATE: CustomField("188743737", "Text3"),
    REASON: CustomField("188743740", "Text4"),
    SOURCE: CustomField("188743743", "Text5"),
    STAMP: CustomField("188744015", "Text29"),
    ID: CustomField("188744016", "Text30"),
}
