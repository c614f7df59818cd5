"""The list "Hinweise zum Plan": what to look at, and what can be done about it at once."""

from dataclasses import dataclass

from ozgdesk.domain.findings import Finding, Severity
from ozgdesk.domain.view import View
from ozgdesk.texts.findings import finding_in_short, finding_message

REMEDIES: dict[str, str] = {
    "overdue": "Erledigt melden",
    "deadline_missed": "Frist ändern",
    "impossible_constraint": "Terminvorgabe aufheben",
    "link_to_phase_end": "Vorgänger ändern",
    "link_cycle": "Vorgänger ändern",
    "no_lead": "Federführung eintragen",
    "lead_absent": "Vertretung eintragen",
    "no_predecessor": "Vorgänger eintragen",
    "open_end": "Frist oder Nachfolger eintragen",
}
"""What helps against a finding, in words, by its code."""


@dataclass(frozen=True, slots=True)
class HintRow:
    """A finding about a task of the plan, as a sentence and, beside number and name, in short.

    `remedy` says what the one key does about it. `absence_id` is empty unless an absence is the matter.
    """

    id: str
    code: str
    severity: str
    task_id: str
    number: str
    name: str
    short: str
    text: str
    remedy: str
    absence_id: str


def hint_rows(view: View) -> tuple[HintRow, ...]:
    """All findings about the plan, the gravest first, each kind in the order of the task numbers."""
    found = [f for f in (*view.plan.findings, *view.findings, *view.hints) if f.code in REMEDIES]
    weights, kinds = list(Severity), list(REMEDIES)
    unique = {f"{f.code}:{f.subject_id}": f for f in found}
    ordered = sorted(
        unique.items(),
        key=lambda pair: (
            weights.index(pair[1].severity),
            kinds.index(pair[1].code),
            len(str(pair[1].values["number"])),
            str(pair[1].values["number"]),
        ),
    )
    return tuple(_row(id_, finding) for id_, finding in ordered)


def _row(id_: str, finding: Finding) -> HintRow:
    return HintRow(
        id=id_,
        code=finding.code,
        severity=finding.severity.value,
        task_id=finding.subject_id,
        number=str(finding.values["number"]),
        name=str(finding.values["name"]),
        short=finding_in_short(finding),
        text=finding_message(finding),
        remedy=REMEDIES[finding.code],
        absence_id=str(finding.values.get("absence_id", "")),
    )
