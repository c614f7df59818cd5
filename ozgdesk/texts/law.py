"""The law behind a conclusion: norm, wording, source and Rechtsstand, read from `resources/rules`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from ozgdesk import paths
from ozgdesk.domain.findings import Severity

FILES = ("kgg.toml", "hgo.toml", "adjacent.toml")
CHECK = "bitte prüfen"
UNCERTAIN = frozenset({"unverified", "older"})
"""What was not read in a source with the current text; `derived` follows from what was."""

_SPACE_IN_NORM = re.compile(r"(§§?) ")


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """What the legal check says when it finds something: a sentence with placeholders, and how much it weighs."""

    message: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One record of a rule of law in our own words, valid from and until a day (None: open).

    `is_verified` is false when it was not read in a current source: it is then shown with `CHECK`, never as
    fact. `findings` hold the sentences of the legal check by code.
    """

    id: str
    norm: str
    text: str
    advice: str
    source: str
    law_as_of: str
    is_verified: bool
    severity: Severity
    valid_from: date | None = None
    valid_until: date | None = None
    findings: Mapping[str, RuleFinding] = field(default_factory=dict)

    def holds_on(self, day: date) -> bool:
        """Whether the record is the law of a day."""
        return (self.valid_from or day) <= day <= (self.valid_until or day)


@cache
def records() -> dict[str, tuple[Rule, ...]]:
    """All records by the id of their rule, the oldest first."""
    found: dict[str, list[Rule]] = {}
    for name in FILES:
        data = tomllib.loads(paths.resource("rules", name).read_text(encoding="utf-8"))
        for row in data["rule"]:
            found.setdefault(row["id"], []).append(_record(row, data["law_as_of"]))
    return {
        id_: tuple(sorted(rows, key=lambda row: row.valid_from or date.min)) for id_, rows in found.items()
    }


def rule(id_: str, day: date | None = None) -> Rule | None:
    """The record of a rule that holds on a day (None: the newest one); None for the empty id."""
    if not id_:
        return None
    rows = records()[id_]
    return next((row for row in rows if day is not None and row.holds_on(day)), rows[-1])


def norm_text(law: Rule | None) -> str:
    """A norm as it is shown: an uncertain one with `CHECK`."""
    if law is None:
        return ""
    return law.norm if law.is_verified else f"{law.norm} ({CHECK})"


def _record(row: Mapping[str, Any], law_as_of: str) -> Rule:
    severity = Severity(row["severity"])
    findings = {
        found["code"]: RuleFinding(_spaced(found["message"]), Severity(found.get("severity", severity)))
        for found in row.get("finding", ())
    }
    return Rule(
        row["id"],
        _spaced(row["norm"]),
        _spaced(row["text"]),
        _spaced(row["advice"]),
        row["source"],
        row.get("law_as_of", law_as_of),
        row["basis"] not in UNCERTAIN,
        severity,
        row.get("valid_from"),
        row.get("valid_until"),
        findings,
    )


def _spaced(text: str) -> str:
    """Text in which no line ends between a sign and its number."""
    return _SPACE_IN_NORM.sub("\\1\u00a0", text)
