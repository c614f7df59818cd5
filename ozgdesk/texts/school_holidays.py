"""The school holidays of Hessen with source and Stand, read from `resources/school_holidays`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from ozgdesk import formats, paths
from ozgdesk.domain.recesses import SchoolHoliday


@dataclass(frozen=True, slots=True)
class SchoolHolidays:
    """What is on file, by day. `compared_on` is the day on which all sources were found to agree."""

    all: tuple[SchoolHoliday, ...]
    publisher: str
    regulation: str
    address: str
    compared_on: date

    @property
    def source(self) -> str:
        """Where the days come from and as of when, as the source of a row."""
        stand = formats.day(self.compared_on)
        return f"{self.publisher}, {self.regulation}; Stand des Abgleichs {stand}; {self.address}"


@cache
def school_holidays() -> SchoolHolidays:
    """The file as it is."""
    data = tomllib.loads(paths.resource("school_holidays", "hessen.toml").read_text(encoding="utf-8"))
    return SchoolHolidays(
        tuple(SchoolHoliday(row["name"], row["from_on"], row["until_on"]) for row in data["holiday"]),
        data["publisher"],
        data["regulation"],
        data["source"],
        data["compared_on"],
    )
