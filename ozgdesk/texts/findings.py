"""The sentence to every finding about the plan, the ownership and the agreement."""

from datetime import date

from ozgdesk import formats
from ozgdesk.domain.findings import Finding

FINDINGS: dict[str, str] = {
    "no_lead": "Aufgabe {number} „{name}“ hat keine federführende Kommune.",
    "lead_without_person": "Aufgabe {number} „{name}“: die Federführung ({code}) hat keine Ansprechperson.",
    "contribution_without_date": "Aufgabe {number} „{name}“: die Zuarbeit von {code} hat keinen Termin.",
    "overdue": "Aufgabe {number} „{name}“ sollte am {day} fertig sein.",
    "deadline_missed": "Aufgabe {number} „{name}“ endet am {day}, die Frist ist der {deadline}.",
    "float_used_up": "Aufgabe {number} „{name}“ hat keinen Puffer mehr.",
    "behind_baseline": "Aufgabe {number} „{name}“ endet am {day}; im Basisplan war der {planned} vorgesehen.",
    "contribution_overdue": "Aufgabe {number} „{name}“: die Zuarbeit von {code} war am {day} fällig.",
    "link_to_phase_end": (
        "Aufgabe {number} „{name}“: eine Verknüpfung zum Ende einer Phase wird nicht gerechnet; "
        "verknüpfen Sie bitte ihre Teilaufgaben."
    ),
    "link_cycle": "Diese Aufgaben hängen im Kreis voneinander ab: {tasks}.",
    "impossible_constraint": "Aufgabe {number} „{name}“: die Vorgabe „{constraint}“ ist nicht einzuhalten.",
    "no_legal_form": "Vertragsaufgabe {number} „{name}“ hat keine Rechtsform (§ 24 Abs. 1 KGG).",
}


def finding_message(finding: Finding) -> str:
    """The German sentence to a finding: days as 04.12.2026, quotation marks inside a name as ‚…‘."""
    values = {name: _worded(value) for name, value in finding.values.items()}
    return FINDINGS[finding.code].format(**values)


def _worded(value: object) -> object:
    if isinstance(value, date):
        return formats.day(value)
    return value.replace("„", "‚").replace("“", "‘") if isinstance(value, str) else value
