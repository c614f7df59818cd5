"""What a finding is: something about the project a coordinator should look at.

The rules that find are in the modules of their areas; `View.findings` gathers them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about a row: `code` and `values` make the sentence (`texts.findings`), `norm` names the
    law.

    `is_verified` is false when the law behind it was not read in a current source ("bitte prüfen").
    """

    code: str
    severity: Severity
    subject_kind: str
    subject_id: str
    values: Mapping[str, object] = field(default_factory=dict)
    norm: str = ""
    is_verified: bool = True
