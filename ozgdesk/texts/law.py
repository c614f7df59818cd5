"""The law behind a conclusion: norm, wording, source and Rechtsstand, read from `resources/rules`."""

import tomllib
from dataclasses import dataclass
from functools import cache

from ozgdesk import paths

FILES = ("kgg.toml", "hgo.toml")
CHECK = "bitte prüfen"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law in our own words.

    `is_verified` is false when it was not read in any source: it is then shown with `CHECK`, never as fact.
    """

    id: str
    norm: str
    text: str
    source: str
    law_as_of: str
    is_verified: bool


@cache
def rules() -> dict[str, Rule]:
    """All rules by id."""
    found: dict[str, Rule] = {}
    for name in FILES:
        data = tomllib.loads(paths.resource("rules", name).read_text(encoding="utf-8"))
        for row in data["rule"]:
            found[row["id"]] = Rule(
                row["id"],
                row["norm"].replace("§ ", "§\u00a0"),
                row["text"],
                row["source"],
                row.get("law_as_of", data["law_as_of"]),
                row["basis"] != "unverified",
            )
    return found


def rule(id_: str) -> Rule | None:
    """The rule with this id; None for the empty id."""
    return rules()[id_] if id_ else None
